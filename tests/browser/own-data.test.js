// Own data as a person uses it: files dropped, columns matched, checks and the lines behind them, and what the claims say. Nothing
// of it leaves the page: no request, no copy, no print, nothing kept.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { address, expectAccessible, expectAnswer, launch, openPage, plain, saved, watchedPage } from './support.js';

const BSN = '999990019';
const HEAD = 'BSN;Clientnummer;Naam;Gemeente;Aanbieder;Product;Begindatum;Einddatum;Volume;Eenheid;Tarief;Bedrag;Referentie;Toewijzing';
const row = (client, product, volume, tariff, amount, reference) =>
  `${BSN};${client};Jansen;0384;12345678;${product};01-02-2023;28-02-2023;${volume};16;${tariff};${amount};${reference};T${client}`;
const CSV = [HEAD, row(1, '41A18', 16, '37,52', '600,32', 'R1'), row(2, '41A18', 10, '37,52', '375,20', 'R2'), row(3, '41A18', 4, '37,52', '151,08', 'R3'), row(4, '41A18', 'veel', '37,52', '1,00', 'R4')].join('\r\n');

async function choose(page, name, content) {
  await page.locator('input[type=file][multiple]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
}

const opened = async (browser, hash = '#gegevens', options = {}) => {
  const watched = await watchedPage(browser, { viewport: { width: 1440, height: 1000 }, ...options });
  await watched.page.goto(`${address}${hash}`);
  await watched.page.locator('dagdeel-own-data-view h1').waitFor();
  return watched;
};

for (const name of ['chromium', 'firefox']) {
  describe(`own data in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    test('a file is matched, read, checked and asked, and nothing personal is shown', async () => {
      const { page, check, close } = await opened(browser);
      await choose(page, 'declaraties.csv', CSV);
      const mapping = page.locator('.dagdeel-mapping');
      await mapping.getByRole('combobox', { name: 'Betekenis van Product' }).waitFor();
      assert.equal(await mapping.getByRole('combobox', { name: 'Betekenis van BSN' }).inputValue(), 'ignore');
      assert.equal(await mapping.getByRole('combobox', { name: 'Betekenis van Naam' }).inputValue(), 'ignore');
      assert.equal(await mapping.getByRole('combobox', { name: 'Betekenis van Tarief' }).inputValue(), 'tariff');
      await page.getByRole('button', { name: 'Lees in' }).click();
      // 600,32 + 375,20 + 151,08; the line whose volume cannot be read is counted apart.
      await expectAnswer(page, '3 van 4 regels zijn gelezen, samen € 1.126,60');
      assert.match(plain(await page.locator('.dagdeel-file').innerText()), /1 regel kon niet worden gelezen \(€ 1,00\)/);
      // What the ledger says, a cent more than the lines come to.
      await page.getByLabel('Totaal volgens grootboek of aanbieder van declaraties.csv').pressSequentially('1.126,61');
      await page.getByRole('button', { name: 'Controleer de declaraties' }).click();
      // 4 × 37,52 is 150,08 and not 151,08.
      await expectAnswer(page, '2 van 3 regels zijn bruikbaar, samen € 975,52');
      await page.getByRole('button', { name: '1', exact: true }).click();
      await page.locator('.dagdeel-excerpt tbody tr').waitFor();
      assert.match(plain(await page.locator('.dagdeel-excerpt tbody').innerText()), /declaraties.csv, 4 .*41A18 .*151,08/);
      await page.getByText('cliënten kostten samen').waitFor();
      assert.match(plain(await page.getByRole('row', { name: /^N01/ }).innerText()), /^N01 .* 1 0,01 /);
      // 151,08 of a limit of 1.000,00, typed as the Dutch write it; a word is refused and not taken.
      await page.locator('summary', { hasText: 'Afgesproken tarieven en grens' }).click();
      await page.getByLabel('Verantwoordingsgrens in euro').pressSequentially('€ 1.000,00');
      await page.keyboard.press('Tab');
      await page.getByRole('button', { name: 'Controleer opnieuw' }).click();
      await page.getByRole('row', { name: /^N02/ }).getByText('15,11').waitFor();
      await page.getByLabel('Verantwoordingsgrens in euro').press('ControlOrMeta+a');
      await page.keyboard.type('veel');
      await page.keyboard.press('Tab');
      await page.getByRole('alert').getByText('Dit lukte niet.').waitFor();
      assert.match(plain(await page.locator('#kosten').innerText()), /^2 cliënten kostten samen € 975,52, gemiddeld € 487,76 per cliënt/);
      await page.getByLabel('Laat regels met een fout buiten de uitkomsten').uncheck();
      await page.waitForFunction(() => [...document.querySelectorAll('*')].some((host) => host.shadowRoot?.querySelector('#kosten')?.textContent.includes('1.126,60')));
      const text = await page.locator('dagdeel-own-data-view').innerText();
      assert.ok(!text.includes(BSN) && !text.includes('Jansen'), 'nothing personal on the page');
      await check();
      await close();
    });

    test('what is no file of claims is refused with its reason, and the others stay', async () => {
      const { page, check, close } = await opened(browser);
      await choose(page, 'declaraties.csv', CSV);
      await page.getByRole('button', { name: 'Lees in' }).click();
      await expectAnswer(page, '3 van 4');
      await choose(page, 'foto.csv', Uint8Array.from({ length: 9_000 }, (_, at) => (at * 37) % 251));
      await page.locator('.dagdeel-file [role=alert], .dagdeel-note').first().waitFor();
      await choose(page, 'leeg.csv', '');
      await page.locator('.dagdeel-file', { hasText: 'leeg.csv' }).waitFor();
      await expectAnswer(page, '3 van 4');
      await page.getByRole('button', { name: 'Verwijder foto.csv' }).click();
      await page.getByRole('button', { name: 'Verwijder leeg.csv' }).click();
      await expectAnswer(page, '3 van 4');
      await check();
      await close();
    });
  });
}

describe('own data stays', () => {
  let browser;
  before(async () => {
    browser = await launch('chromium');
  });
  after(() => browser.close());

  test('the example says it is invented, waits for nothing and can be looked through; no request is made', async () => {
    const { page, requests, check, close } = await opened(browser);
    await page.getByRole('button', { name: 'Probeer het met voorbeelddeclaraties' }).click();
    await page.getByText('Gegenereerde declaraties').waitFor();
    await page.locator('#spreiding').waitFor();
    const before = requests.length;
    assert.match(plain(await page.locator('#controles').innerText()), /regels hebben een fout/);
    await page.locator('.dagdeel-checks .dagdeel-number').first().click();
    await page.locator('.dagdeel-excerpt tbody tr').first().waitFor();
    await page.getByRole('button', { name: 'steekproef' }).click();
    await page.getByLabel('Kosten per').selectOption('provider');
    await page.locator('#kosten').waitFor();
    // Looking elsewhere and coming back loses nothing.
    await page.getByRole('link', { name: 'Tarief wijzigen' }).click();
    await page.locator('.dagdeel-figures').waitFor();
    await page.getByRole('link', { name: 'Eigen gegevens' }).click();
    await page.locator('#controles').waitFor();
    const fetched = requests.slice(before).filter((url) => !/\/assets\/|\/scenarios\//.test(url));
    assert.deepEqual(fetched, []);
    await check();
    await close();
  });

  test('what is not claimed yet is estimated, an expert changes it and goes back, and allocations stand beside it', async () => {
    const { page, check, close } = await opened(browser);
    await page.getByRole('button', { name: 'Probeer het met voorbeelddeclaraties' }).click();
    const block = page.locator('section[aria-labelledby=uitloop]');
    await page.locator('#uitloop', { hasText: 'Van de zorg' }).waitFor();
    const message = async () => plain(await page.locator('#uitloop').innerText());
    const first = await message();
    assert.match(first, /^Van de zorg tot en met 2023-11 wordt naar verwachting nog € [\d.]+,\d\d gedeclareerd\.$/);
    const year = block.locator('tbody tr', { has: page.getByRole('rowheader', { name: '2023', exact: true }) });
    assert.match(plain(await year.first().innerText()), /^2023( [\d.]+,\d\d){5} [\d.]+,\d\d en [\d.]+,\d\d/);
    await block.getByText('Factoren: hoeveel').click();
    await block.getByLabel('Eigen factor van maand 1 naar 2').fill('4');
    await page.keyboard.press('Tab');
    await page.waitForFunction((was) => [...document.querySelectorAll('*')].some((host) => { const head = host.shadowRoot?.querySelector('#uitloop'); return head && !head.textContent.includes(was); }), first.match(/€ ([\d.,]+)/)[1]);
    // Whoever types on does so in the next field.
    assert.equal(await block.getByLabel('Eigen factor van maand 2 naar 3').evaluate((input) => input.getRootNode().activeElement === input), true);
    await block.getByRole('button', { name: 'Ongedaan maken' }).click();
    await page.waitForFunction((was) => [...document.querySelectorAll('*')].some((host) => host.shadowRoot?.querySelector('#uitloop')?.textContent.includes(was)), first.match(/€ ([\d.,]+)/)[1]);
    await block.getByText('Naast de toewijzingen leggen').click();
    await block.getByLabel('Toegewezen in euro').fill('10.000.000');
    await block.getByLabel('Verzilveringsgraad in %').fill('90');
    await page.keyboard.press('Tab');
    await block.getByText('Uit de toewijzingen volgt').waitFor();
    assert.match(plain(await block.innerText()), /Uit de toewijzingen volgt € 9\.000\.000,00/);
    await expectAccessible(page, 'run-off');
    await check();
    await close();
  });

  test('a table leaves with its small cells hidden; from the file to the printed table nothing is asked of anybody', async () => {
    const { page, requests, check, close } = await opened(browser);
    const lines = Array.from({ length: 90 }, (_, client) => `${client};41A18;=Aanbieder ${client % 30 === 0 ? 'Klein' : client % 2 ? 'A' : 'B'};2023-0${1 + (client % 3)};${client},50;2023-05-01`);
    await choose(page, 'declaraties.csv', ['clientnummer;product;aanbieder;maand;bedrag;declaratiedatum', ...lines].join('\r\n'));
    await page.locator('.dagdeel-mapping').waitFor();
    const before = requests.length;
    await page.getByRole('button', { name: 'Lees in' }).click();
    await page.getByRole('button', { name: 'Controleer de declaraties' }).click();
    await page.locator('#meenemen').waitFor();
    await page.getByLabel('Kosten per').selectOption('provider');
    await page.locator('section[aria-labelledby=kosten] select').nth(1).selectOption('');
    const leave = page.locator('.dagdeel-own-export');
    await page.getByRole('button', { name: 'Maak de tabel: aanbieder' }).click();
    const table = page.locator('.dagdeel-own-export table');
    await table.waitFor();
    const text = plain(await table.innerText());
    assert.match(text, /=Aanbieder Klein • • • •/);
    // Both other providers have enough clients; one of them is hidden so that the small one cannot be worked out.
    assert.equal(text.split('• • • •').length - 1, 2, text);
    const csv = (await saved(page, () => leave.getByRole('button', { name: 'CSV' }).click())).bytes.toString('utf8');
    assert.match(csv, /'=Aanbieder Klein;•;•;•;•\r\n/);
    assert.match(csv, /totaal;90;90;4050,00;45,00\r\n$/);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await table.isVisible());
    assert.ok(!(await page.locator('#kosten').isVisible()) && !(await page.locator('#uitloop').isVisible()));
    await page.emulateMedia({ media: 'screen' });
    assert.deepEqual(requests.slice(before), [], 'no traffic with claims loaded');
    // The module that writes workbooks is a file of the page itself, fetched when a workbook is asked for.
    const book = await saved(page, () => leave.getByRole('button', { name: 'Excel' }).click());
    assert.equal(book.bytes.subarray(0, 2).toString(), 'PK');
    assert.ok(requests.slice(before).every((url) => url.startsWith(address) && url.includes('sheets')), requests.slice(before).join('\n'));
    await check();
    await close();
  });

  test('it is not copied, not printed and not kept', async () => {
    const { page, check, close } = await opened(browser);
    await choose(page, 'declaraties.csv', CSV);
    await page.getByRole('button', { name: 'Lees in' }).click();
    await expectAnswer(page, '3 van 4');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+C');
    await page.getByText('Niet gekopieerd').waitFor();
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.dagdeel-own-print').isVisible());
    assert.ok(!(await page.locator('.dagdeel-filelist').isVisible()));
    await page.emulateMedia({ media: 'screen' });
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    assert.ok(!kept.includes('declaraties.csv') && !kept.includes('41A18'), kept);
    await page.reload();
    await page.locator('dagdeel-own-data-view h1').waitFor();
    assert.equal(await page.locator('.dagdeel-file').count(), 0);
    await check();
    await close();
  });

  for (const [width, scheme] of [[1440, 'light'], [360, 'dark']]) {
    test(`axe at ${width}, ${scheme}`, async () => {
      const { page, check, close } = await opened(browser, '#gegevens', { viewport: { width, height: 900 }, colorScheme: scheme });
      await expectAccessible(page, 'empty');
      await choose(page, 'declaraties.csv', CSV);
      await page.locator('.dagdeel-mapping').waitFor();
      await expectAccessible(page, 'matched');
      await page.getByRole('button', { name: 'Lees in' }).click();
      await page.getByRole('button', { name: 'Tarief toevoegen' }).click();
      for (const [label, text] of [['Product', '41A18'], ['Tarief in euro', '37,52'], ['Vanaf', '2022-01-01']]) await page.getByLabel(label, { exact: true }).pressSequentially(text);
      await page.getByRole('button', { name: 'Controleer de declaraties' }).click();
      await page.locator('#spreiding').waitFor();
      for (const summary of await page.locator('dagdeel-own-data-view summary').all()) await summary.click();
      await expectAccessible(page, 'answered');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} px too wide`);
      await check();
      await close();
    });
  }

  test('the page in English says it in English', async () => {
    const { page, check, close } = await opened(browser, '?lang=en#gegevens');
    await expectAnswer(page, 'Read in claims');
    await openPage(page, `${address}?lang=en`);
    await check();
    await close();
  });
});
