// The founding case on claims of one's own: read, laid under the scenario by municipality and by provider, a lever moved, and
// nothing of it that leaves the page.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { address, eventually, expectAccessible, fill, launch, plain, saved, watchedPage } from './support.js';

const HEAD = 'Clientnummer;Gemeente;Aanbieder;Product;Begindatum;Einddatum;Volume;Eenheid;Tarief;Bedrag;Referentie;Toewijzing';
const row = (client, town, provider, month, volume, reference) =>
  `${client};${town};${provider};41A18;01-${month}-2022;28-${month}-2022;${volume};16;37,52;${(volume * 37.52).toFixed(2).replace('.', ',')};${reference};T${reference}`;
// 1,000 dagdelen of ten clients: 600 and 400 by municipality, 700 and 300 by provider; 250 of them from October on.
const LINES = [['0384', 'Noord', '02', 100], ['0384', 'Noord', '02', 100], ['0384', 'Noord', '02', 100], ['0384', 'Noord', '02', 100], ['0384', 'Noord', '02', 100], ['0384', 'Zuid', '10', 100],
  ['0505', 'Noord', '11', 150], ['0505', 'Noord', '03', 50], ['0505', 'Zuid', '06', 100], ['0505', 'Zuid', '06', 100]];
const CSV = [HEAD, ...LINES.map((line, at) => row(at + 1, ...line, `R${at}`))].join('\r\n');
const FEW = [HEAD, ...LINES.slice(1).map((line, at) => row(at + 1, ...line, `R${at}`))].join('\r\n');
const OTHER = CSV.replace(';50;', ';51;').replace('1876,00', '1913,52');

const read = async (page, content) => {
  await page.locator('input[type=file][multiple]').setInputFiles({ name: 'declaraties.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  await page.getByRole('button', { name: 'Lees in' }).click();
  await page.getByRole('button', { name: 'Controleer de declaraties' }).click();
  await page.locator('#basis').waitFor();
};

/** Waits until the page says something, anywhere in its roots. */
const says = (page, text) => page.waitForFunction((wanted) => {
  const words = document.querySelector('dagdeel-app')?.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? '';
  return words.includes(wanted);
}, text);

/** Waits until the rows of the scenario on the claims, which is computed a moment after it is there, are these. */
const rowsAre = (page, wanted) => eventually(async () => assert.match(plain(await page.locator('section:has(#rust) tbody').innerText()), wanted));

const under = async (page) => {
  await page.getByRole('checkbox', { name: 'Gebruik 41A18' }).check();
  await page.getByRole('button', { name: /^Gebruik als basis van Dagbesteding regulier/ }).click();
  await says(page, 'rust op deze declaraties.');
};

for (const name of ['chromium', 'firefox']) {
  describe(`claims under a scenario in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    test('the founding case on claims, by municipality, with a lever moved; nothing leaves the page', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      await page.goto(address);
      await page.locator('dagdeel-tariff-view h1').waitFor();
      await page.goto(`${address}#gegevens`);
      await read(page, CSV);
      await under(page);
      // 1,000 × 37.52, and 250 × 11.49 of it more from October on: exact, so that rounding each line differs nothing.
      await says(page, '40.392,50');
      const ledger = plain(await page.locator('section:has(#rust) dl').innerText());
      assert.match(ledger, /Zoals gedeclareerd 37\.520,00.*Elke regel afgerond 40\.392,50.*afgerond 40\.392,50.*per regel 0,00/s);
      // 600 and 400 dagdelen, of which 100 and 150 from October on.
      await rowsAre(page, /0384\s+22\.512,00\s+23\.661,00\s+0505\s+15\.008,00\s+16\.731,50/);
      if (name === 'chromium') await expectAccessible(page);
      await page.goto(`${address}#tarief`);
      await says(page, '2.872,50');
      await says(page, 'uit uw declaraties; leeg laten');
      assert.equal(await page.getByLabel('Dagdelen per jaar', { exact: true }).inputValue(), '');
      // All year long: 1,000 × 11.49.
      await says(page, '11.490,00');
      await fill(page, 'Nieuw tarief', '40,00');
      // 250 × 2.48.
      await says(page, '620,00');
      assert.equal(await page.getByRole('button', { name: 'CSV' }).count(), 0);
      await says(page, 'Rust op eigen declaraties: gaat niet van deze pagina af.');
      // What a file, a link and the shelf keep is the open document.
      await page.getByRole('button', { name: 'Bewaren', exact: true }).click();
      const file = await saved(page, () => page.getByRole('button', { name: 'Bewaar als bestand' }).click());
      const { parts } = JSON.parse(file.bytes.toString('utf8'));
      assert.equal(parts.find(({ kind }) => kind === 'product').volume.per_year.value, null);
      assert.ok(parts.find(({ kind }) => kind === 'municipalities').members.every(({ share }) => share.value === null));
      assert.deepEqual([parts.find(({ kind }) => kind === 'own_claims').lines, parts.find(({ kind }) => kind === 'own_claims').euros], [10, '37520.00']);
      await check();
      await close();
    });

    test('a scenario takes the claims in one step, and an agreed tariff that is taken out stays out', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      await page.goto(address);
      await page.locator('dagdeel-tariff-view h1').waitFor();
      await page.goto(`${address}#gegevens`);
      await read(page, CSV);
      const agreed = page.locator('details', { hasText: 'Afgesproken tarieven en grens' });
      await agreed.locator('summary').click();
      await agreed.getByRole('button', { name: 'Tarief toevoegen' }).click();
      for (const [label, text] of [['Product', '41A18'], ['Tarief in euro', '37,52'], ['Vanaf', '2022-01-01']]) await agreed.getByLabel(label, { exact: true }).pressSequentially(text);
      await page.keyboard.press('Tab');
      await under(page);
      await agreed.getByRole('button', { name: 'Verwijder' }).click();
      await agreed.locator('table').waitFor({ state: 'detached' });
      await says(page, '40.392,50');
      await page.keyboard.press('ControlOrMeta+Z');
      await page.locator('#rust').waitFor({ state: 'detached' });
      const kept = await page.evaluate(() => JSON.stringify(document.querySelector('dagdeel-app').store.state.document));
      assert.ok(!kept.includes('declaraties-2022'), 'the source went with it');
      await check();
      await close();
    });

    test('the example makes a scenario at the tariffs that were agreed, which after a reload says what is missing and where it is', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      await page.goto(`${address}#gegevens`);
      await page.getByRole('button', { name: 'Probeer het met voorbeelddeclaraties' }).click();
      await page.getByRole('checkbox', { name: 'Gebruik 41A18' }).check();
      await page.getByRole('button', { name: 'Maak er een scenario van' }).click();
      await says(page, 'rust op deze declaraties.');
      await says(page, '210.149,52');
      await eventually(async () => {
        const rows = await page.locator('section:has(#rust) tbody tr').allInnerTexts();
        assert.equal(rows.length, 10);
        for (const row of rows) assert.match(plain(row), /^\S.* [\d.]+,\d\d [\d.]+,\d\d$/);
      });
      await page.goto(`${address}#begroting`);
      await says(page, '210.149,52');
      assert.equal(await page.getByText('die nu niet geladen zijn').count(), 0);
      await page.reload();
      await page.getByText('Dit scenario rust op declaraties over 2023 die nu niet geladen zijn.').waitFor();
      await page.getByRole('link', { name: 'Laad ze bij Eigen gegevens' }).click();
      await page.locator('dagdeel-own-data-view h1').waitFor();
      await check();
      await close();
    });

    test('a choice of too few clients makes no scenario', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      await page.goto(`${address}#gegevens`);
      await page.locator('dagdeel-own-data-view h1').waitFor();
      await read(page, FEW);
      await page.getByRole('checkbox', { name: 'Gebruik 41A18' }).check();
      await page.getByRole('button', { name: 'Maak er een scenario van' }).click();
      await says(page, 'Minder dan 10 cliënten: het scenario zou hun regels en bedrag noemen.');
      await check();
      await close();
    });

    test('by provider; wiped claims leave it unknown, others are not taken for them, the same are', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      await page.goto(`${address}#gegevens`);
      await page.locator('dagdeel-own-data-view h1').waitFor();
      await read(page, CSV);
      await page.getByRole('button', { name: 'aanbieders' }).click();
      await under(page);
      // 700 and 300 dagdelen, of which 150 and 100 from October on.
      await rowsAre(page, /Noord\s+26\.264,00\s+27\.987,50\s+Zuid\s+11\.256,00\s+12\.405,00/);
      await page.getByRole('button', { name: 'Wis alles' }).click();
      await read(page, OTHER);
      await says(page, 'rust op andere declaraties dan deze.');
      await page.goto(`${address}#tarief`);
      await says(page, 'laad dezelfde declaraties bij Eigen gegevens');
      await page.getByRole('link', { name: 'Onderbouwing' }).click();
      await page.locator('#onderbouwing-formulas').waitFor();
      assert.ok(!(await page.locator('.dagdeel-report').innerText()).includes('11.490,00'));
      await page.goto(`${address}#gegevens`);
      await page.getByRole('button', { name: 'Wis alles' }).click();
      await read(page, CSV);
      await says(page, 'rust op deze declaraties.');
      await page.goto(`${address}#tarief`);
      await says(page, '2.872,50');
      // The method is written anew with what the claims give.
      await page.getByRole('link', { name: 'Onderbouwing' }).click();
      await page.locator('.dagdeel-formulas', { hasText: '11.490,00' }).first().waitFor();
      await check();
      await close();
    });
  });
}
