// Gevoeligheid and Vergelijken: what matters most, what fits the budget, and scenarios side by side.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { address, answerOf, expectAccessible, eventually, expectAnswer, launch, plain, saved, watchedPage } from './support.js';

const wide = { viewport: { width: 1440, height: 1000 } };

for (const name of ['chromium', 'firefox']) {
  describe(`questions in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    const open = async (options, hash, part, lang = 'nl') => {
      const watched = await watchedPage(browser, options);
      await watched.page.goto(`${address}?lang=${lang}#${hash}`);
      await expectAnswer(watched.page, part);
      return watched;
    };
    const budget = async (page, amount) => {
      await page.getByLabel('Welk tarief past in de begroting?').check();
      await page.getByLabel('Begroting, in euro per jaar').fill(amount);
      await page.keyboard.press('Tab');
      await page.locator('#doel .dagdeel-bracket').first().waitFor();
    };
    const seekRow = async (page, input) => (await page.locator('.dagdeel-seektable tbody tr', { hasText: input }).locator('th, td').allInnerTexts()).map(plain);

    test('the tornado, the tariff that fits, and the same budget by other inputs', async () => {
      const { page, check, close } = await open(wide, 'gevoeligheid', 'hangt het meest af van Cliënten');
      assert.match(await answerOf(page), /tussen € 705\.744,00 en € 862\.576,00/);
      await budget(page, '750.000');
      assert.match(plain(await page.locator('#doel').innerText()), /46,87 past 749\.920,00 80,00 over 46,88 past niet 750\.080,00 80,00 te veel/);
      await page.locator('.dagdeel-seektable tbody tr').nth(3).waitFor();
      assert.deepEqual((await seekRow(page, 'Weken per jaar')).slice(1), ['40', '38', '744.952,00', '39', '764.556,00', '+14.556,00']);

      // A number of a run is explained by that run.
      await page.locator('.dagdeel-seektable tbody tr', { hasText: 'Weken per jaar' }).getByRole('button', { name: '744.952,00' }).click();
      const tape = page.locator('#rekenstrook');
      await tape.locator('.dagdeel-tree').waitFor();
      assert.match(plain(await tape.innerText()), /Bij Weken per jaar 38 .*744\.952,00/);
      await page.keyboard.press('Escape');
      await tape.waitFor({ state: 'detached' });

      // The answer goes into the scenario, and undo takes it out.
      await page.getByRole('button', { name: 'Zet 46,87 in het scenario' }).click();
      await page.locator('.dagdeel-ranges__row', { hasText: 'Nieuw tarief' }).getByText('46,87', { exact: true }).waitFor();
      await page.keyboard.press('ControlOrMeta+Z');
      await page.locator('.dagdeel-ranges__row', { hasText: 'Nieuw tarief' }).getByText('49,01', { exact: true }).waitFor();
      await check();
      await close();
    });

    test('ranges are typed, wrong ones are said, and the grid follows', async () => {
      const { page, check, close } = await open(wide, 'gevoeligheid', 'hangt het meest af van Cliënten');
      await page.getByLabel('Nieuw tarief, laag').fill('30');
      await page.keyboard.press('Tab');
      await expectAnswer(page, 'hangt het meest af van Nieuw tarief: tussen € 480.000,00');
      // A range is a step back like any other.
      await page.getByRole('button', { name: 'Ongedaan maken' }).click();
      await expectAnswer(page, 'hangt het meest af van Cliënten');
      assert.equal(await page.getByLabel('Nieuw tarief, laag').inputValue(), '44,11');
      await page.getByRole('button', { name: 'Opnieuw' }).click();
      await expectAnswer(page, 'hangt het meest af van Nieuw tarief: tussen € 480.000,00');
      await page.getByLabel('Nieuw tarief, hoog').fill('vijftig');
      await page.keyboard.press('Tab');
      await page.locator('.dagdeel-ranges .dagdeel-error').waitFor();
      await expectAnswer(page, 'Nieuw tarief: tussen € 480.000,00');
      await page.getByRole('button', { name: 'Alles ± 10 %' }).click();
      await expectAnswer(page, 'hangt het meest af van Cliënten');
      await page.locator('.dagdeel-grid td.base').getByText('784.160').waitFor();
      await page.locator('.dagdeel-grid tbody tr').first().getByRole('button').first().click();
      await page.locator('#rekenstrook .dagdeel-tree').waitFor();
      assert.match(plain(await page.locator('#rekenstrook').innerText()), /Bij Cliënten 80; Bij Nieuw tarief 39,21 .*501\.888,00/);
      await check();
      await close();
    });

    test('an own question: another outcome by any input', async () => {
      const { page, check, close } = await open(wide, 'gevoeligheid', 'hangt het meest af van Cliënten');
      await page.getByLabel('Waarvan').selectOption({ label: 'Resultaat per groepsdagdeel bij uw aanwezigheid' });
      await expectAnswer(page, 'Resultaat per groepsdagdeel bij uw aanwezigheid');
      await page.getByLabel('Eigen vraag: kies invoer en uitkomst').check();
      await page.getByLabel('Welke invoer').selectOption({ label: 'Afwezigheid' });
      await page.getByLabel('De uitkomst moet worden').fill('-27,58');
      await page.keyboard.press('Tab');
      await page.locator('#doel .dagdeel-bracket').waitFor();
      assert.match(plain(await page.locator('#doel').innerText()), /Afwezigheid .*10,00 %/);
      await check();
      await close();
    });

    test('scenarios side by side: the base, what differs, numbers, CSV and the workbook', async () => {
      const { page, check, close } = await open(wide, 'gevoeligheid', 'hangt het meest af van Cliënten');
      await budget(page, '750000');
      await page.getByRole('button', { name: 'Naast A zetten' }).click();
      await expectAnswer(page, 'In 2023 kost B € 34.240,00 minder dan A.');
      const row = (text) => page.locator('.dagdeel-compare tbody tr', { hasText: text }).first();
      assert.deepEqual((await row('Nieuw tarief').locator('td').allInnerTexts()).map(plain), ['49,01', '46,87 wijkt af −2,14 ten opzichte van A']);
      // Only the tariff differs; the parts stand in the chart and in its table.
      const causes = page.locator('section', { has: page.locator('#verschil-kop') });
      assert.equal(plain(await page.locator('#verschil-kop').innerText()), 'Tussen A en B komt het verschil in 2023 het meest door tarief: € −34.240,00.');
      await causes.getByText('Toon tabel', { exact: true }).click();
      assert.deepEqual((await causes.locator('table tbody tr').allInnerTexts()).map(plain), ['A 784.160,00', 'Volume 0,00', 'Samenstelling 0,00', 'Tarief −34.240,00', 'B 749.920,00']);
      await causes.getByLabel('Jaar').selectOption('2022');
      await page.locator('#verschil-kop', { hasText: 'in 2022' }).waitFor();
      await page.getByRole('button', { name: /^Als basis: B/ }).click();
      await expectAnswer(page, 'In 2023 kost A € 34.240,00 meer dan B.');
      await page.getByLabel('Scenario toevoegen').selectOption({ label: 'Jeugdhulp met verblijf, Gooi en Vechtstreek' });
      await page.locator('.dagdeel-compare thead th').nth(2).waitFor();
      await row('Cliënten').getByText('niet in dit scenario').waitFor();
      await page.getByRole('button', { name: /^Weghalen: C/ }).click();
      await page.getByLabel('Toon alleen wat verschilt').check();
      await row('Huidig tarief').waitFor({ state: 'detached' });

      // The number of another scenario is explained by that scenario.
      await row('Meerkosten per jaar').getByRole('button', { name: '149.600,00' }).click();
      await page.locator('#rekenstrook .dagdeel-tree').waitFor();
      assert.match(plain(await page.locator('#rekenstrook').innerText()), /B Dagbesteding regulier.*149\.600,00/);
      await page.keyboard.press('Escape');
      await page.locator('#rekenstrook').waitFor({ state: 'detached' });

      const press = (button) => () => page.getByRole('button', { name: button, exact: true }).click();
      const csv = await saved(page, press('CSV'));
      const text = csv.bytes.toString('utf8');
      assert.match(csv.name, /\.csv$/);
      assert.match(text, /Uitgangspunten;Nieuw tarief;€\/dagdeel;49,01;46,87;2,14\r\n/);
      assert.match(text, /Controlegetal \(SHA-256\);[0-9a-f]{64}\r\n.*Controlegetal \(SHA-256\);[0-9a-f]{64}/);
      const book = await saved(page, press('Excel, naast elkaar'));
      assert.match(book.name, /\.xlsx$/);
      assert.equal(book.bytes.subarray(0, 2).toString(), 'PK');
      await check();
      await close();
    });

    test('on a narrow screen nothing goes sideways', async () => {
      for (const [hash, part] of [['gevoeligheid', 'hangt het meest af'], ['vergelijken', 'Zet een scenario naast dit']]) {
        const { page, check, close } = await open({ viewport: { width: 360, height: 800 } }, hash, part);
        if (hash === 'vergelijken') await page.getByLabel('Scenario toevoegen').selectOption({ label: 'Dit scenario, met de bronwaarden' });
        await eventually(async () => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), hash));
        await check();
        await close();
      }
    });

    if (name === 'chromium') {
      for (const colorScheme of ['light', 'dark']) {
        for (const lang of ['nl', 'en']) {
          test(`accessible, ${lang}, ${colorScheme}`, async () => {
            const { page, check, close } = await open({ ...wide, colorScheme }, 'gevoeligheid', lang === 'nl' ? 'hangt het meest af' : 'depends most on', lang);
            await page.locator('.dagdeel-seektable').waitFor();
            await expectAccessible(page, 'sensitivity');
            for (const summary of await page.locator('summary').all()) await summary.click();
            await page.locator('.dagdeel-seektable .num-button').first().click();
            await page.locator('#rekenstrook .dagdeel-tree').waitFor();
            await expectAccessible(page, 'sensitivity, opened');
            await page.goto(`${address}?lang=${lang}#vergelijken`);
            await page.locator('#vergelijk-erbij').selectOption('shipped:verblijf-gooi');
            await page.locator('.dagdeel-compare thead th').nth(1).waitFor();
            await expectAccessible(page, 'compare');
            await check();
            await close();
          });
        }
      }
    }
  });
}
