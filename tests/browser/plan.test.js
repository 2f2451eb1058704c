// A budget from nothing: products, municipalities, measures, a line and budget columns, by name and by keyboard.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { address, eventually, expectAccessible, expectAnswer, figure, fill, launch, openPage, pick, plain, watchedPage } from './support.js';

const url = `${address}#begroting`;

for (const name of ['chromium', 'firefox']) {
  describe(`building a budget in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    const add = async (page, list, kind, button) => {
      await page.getByLabel(list, { exact: true }).selectOption({ label: kind });
      await page.getByRole('button', { name: button, exact: true }).click();
    };
    const part = (page, kind) => add(page, 'Soort onderdeel', kind, 'Onderdeel toevoegen');
    const measure = (page, kind) => add(page, 'Soort maatregel', kind, 'Maatregel toevoegen');
    const shows = (page, wanted) => page.waitForFunction((text) => document.querySelector('dagdeel-app').shadowRoot.querySelector('.dagdeel-figures').innerText.includes(text), wanted)
      .catch(async () => assert.fail(`expected ${wanted} in ${plain(await page.locator('.dagdeel-figures').innerText())}`));
    const on = (page, words) => page.locator('.dagdeel-inputs__head').getByText(words).waitFor();
    const rows = async (page, id) => (await page.locator(`section[aria-labelledby="${id}-kop"] tbody tr`).evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.querySelector('input')?.value ?? cell.innerText)))).map((row) => row.map(plain));
    const names = async (page) => (await page.locator('.dagdeel-levers .dagdeel-lever__name').allInnerTexts()).map(plain);

    test('three products, two municipalities, four measures and a line; switched, reordered and read', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      await openPage(page, url);
      await page.getByRole('button', { name: 'Nieuw scenario', exact: true }).click();
      await expectAnswer(page, 'Dit scenario is nog leeg');

      const first = new Date().getFullYear() + 1;
      for (const [index, [label, tariff, volume]] of [['Begeleiding', '80,00', '1000'], ['Behandeling', '120,00', '500'], ['Verblijf', '250', '200']].entries()) {
        await part(page, 'Product');
        const form = page.getByRole('group', { name: `Product ${index + 1}`, exact: true });
        await form.getByLabel('Tarief', { exact: true }).fill(tariff);
        await form.getByLabel('Volume per jaar', { exact: true }).fill(volume);
        await form.getByLabel('Naam', { exact: true }).click();
        await page.keyboard.press('ControlOrMeta+A');
        await page.keyboard.type(label);
        await page.keyboard.press('Tab');
        await page.locator('.dagdeel-parts').getByText(label, { exact: true }).waitFor();
      }
      await expectAnswer(page, `Bij ongewijzigd beleid kost het in ${first + 3} € 190.000,00.`);
      await part(page, 'Regel zonder declaraties');
      await fill(page, 'Bedrag', '60000');
      await expectAnswer(page, '€ 250.000,00');
      await part(page, 'Gemeenten');
      await page.getByRole('button', { name: 'Toevoegen', exact: true }).click();
      const share = page.getByLabel('Aandeel', { exact: true });
      await share.nth(0).fill('60');
      await share.nth(1).fill('40');
      await part(page, 'Begroting');
      await page.getByText('Begroting, realisatie en prognose', { exact: true }).first().waitFor();

      for (const kind of ['Tarief met een percentage', 'Volume', 'Verschuiving van zorg', 'Eenmalig bedrag']) await measure(page, kind);
      await on(page, '4 van 4 aan');
      await fill(page, 'Bedrag (min: bijdrage)', '30000');

      // The last year: tariffs + 3 %, volume − 5 %, a tenth of the first product becomes the second.
      await expectAnswer(page, 'Met de maatregelen kost het in');
      assert.deepEqual(await names(page), ['Tarief met een percentage', 'Volume', 'Verschuiving van zorg', 'Eenmalig bedrag']);
      const cost = async () => figure(page, `Met maatregelen ${first + 3}`);
      // 0.9 × 950 × 82.40 + (475 + 95) × 123.60 + 190 × 257.50 + 60,000: a line without claims has no volume.
      await shows(page, '249.829,00');
      assert.equal(await cost(), '249.829,00');
      // What made it less.
      assert.match(plain(await page.locator('dagdeel-waterfall-chart svg[role=img]').getAttribute('aria-label')), /^In \d+ komt het verschil het meest door .*Waterval van Ongewijzigd naar Met maatregelen: Volume −[\d.,]+, Samenstelling [+−][\d.,]+, Tarief \+[\d.,]+.*; samen −171,00\.$/);

      // By keyboard: the last measure goes first, and the focus stays on it.
      const up = () => page.getByRole('button', { name: 'Eerder: Eenmalig bedrag' });
      await up().focus();
      for (const place of [2, 1, 0]) {
        await page.keyboard.press('Enter');
        await eventually(async () => assert.equal((await names(page)).indexOf('Eenmalig bedrag'), place));
      }
      assert.deepEqual(await names(page), ['Eenmalig bedrag', 'Tarief met een percentage', 'Volume', 'Verschuiving van zorg']);
      assert.equal(await cost(), '249.829,00');

      await page.getByRole('switch', { name: 'Volume' }).uncheck();
      await on(page, '3 van 4 aan');
      // 0.9 × 1,000 × 82.40 + (500 + 100) × 123.60 + 200 × 257.50 + 60,000
      await shows(page, '259.820,00');
      assert.match(plain(await page.locator('.dagdeel-lever', { hasText: 'Volume' }).first().innerText()), /staat uit/);

      // Every column of the budget of one municipality in one year.
      for (const [column, value] of [['Begroting primitief', '150000'], ['Begroting bijgesteld', '160000'], ['Verplicht', '90000'], ['Realisatie t/m', '40000']]) {
        await page.getByLabel(`${column}, ${first}, Gemeente 1`, { exact: true }).fill(value);
        await page.keyboard.press('Tab');
      }
      await page.getByLabel(`Dag na de laatste (realisatie), ${first}, Gemeente 1`, { exact: true }).fill(`01-04-${first}`);
      await page.keyboard.press('Tab');
      await page.waitForFunction(() => {
        const row = document.querySelector('dagdeel-app').shadowRoot.querySelector('section[aria-labelledby="begroting-kop"] tbody tr');
        return row?.lastElementChild.textContent.includes('V');
      });
      const [row] = await rows(page, 'begroting');
      assert.deepEqual(row.slice(0, 5), [`${first}, Gemeente 1`, '150000,00', '160000,00', '40000,00', '90000,00']);
      // 40,000 realised until April, then nine of twelve months of 60 % of 250,000.
      assert.equal(row[5], '152.500,00');
      assert.equal(row.at(-1), '7.500,00 V');

      // × € 1.000 shows other digits of the same number, and takes nothing along.
      await page.getByRole('button', { name: '× € 1.000', exact: true }).click();
      assert.deepEqual((await rows(page, 'begroting'))[0].slice(1, 3), ['150', '160']);
      await page.getByRole('button', { name: 'in euro', exact: true }).click();
      assert.equal((await rows(page, 'begroting'))[0][1], '150000,00');

      // The parts add up per municipality, and every number has its rekenstrook.
      const split = await rows(page, 'gemeenten');
      assert.equal(split.length, 8);
      await page.locator('section[aria-labelledby="gemeenten-kop"] tbody .num-button').first().click();
      await page.locator('#rekenstrook .dagdeel-tree').waitFor();
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Verwijder: Eenmalig bedrag' }).click();
      await on(page, '2 van 3 aan');
      await page.keyboard.press('ControlOrMeta+z');
      await on(page, '3 van 4 aan');
      if (name === 'chromium') await expectAccessible(page, 'a budget from nothing');
      await check();
      await close();
    });

    test('every kind of part is added from the menu and computed, with its rows, and undone', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      await openPage(page, url);
      await page.getByRole('button', { name: 'Nieuw scenario', exact: true }).click();
      await expectAnswer(page, 'Dit scenario is nog leeg');
      const computed = async (what) => {
        await page.waitForFunction(() => {
          const { state } = document.querySelector('dagdeel-app').store;
          return state.computed === state.document || state.problems.length > 0;
        });
        assert.deepEqual(await page.evaluate(() => document.querySelector('dagdeel-app').store.state.problems.map(({ message }) => message.nl)), [], what);
      };
      const kinds = await page.getByLabel('Soort onderdeel', { exact: true }).locator('option').allInnerTexts();
      assert.equal(kinds.length, 15);
      assert.equal(await page.getByLabel('Soort onderdeel', { exact: true }).locator('option', { hasText: 'Prognose' }).evaluate((option) => option.disabled), true, 'nothing was observed yet');
      for (const kind of kinds) {
        await part(page, kind);
        await computed(kind);
        for (const summary of await page.locator('.dagdeel-editing__form .dagdeel-rows > summary').all()) {
          await summary.click();
          const list = summary.locator('..');
          const before = await list.locator(':scope > fieldset').count();
          await list.getByRole('button', { name: /^Rij toevoegen: / }).last().click();
          await list.locator(':scope > fieldset').nth(before).waitFor();
          await computed(`${kind}, a row more`);
        }
      }
      const parts = () => page.evaluate(() => document.querySelector('dagdeel-app').store.state.document.parts.length);
      assert.equal(await parts(), kinds.length);
      await page.getByRole('button', { name: /^Verwijder: Afgekeurde declaraties/ }).click();
      assert.equal(await parts(), kinds.length - 1);
      await page.keyboard.press('ControlOrMeta+z');
      assert.equal(await parts(), kinds.length);
      await check();
      await close();
    });

    test('observed rows are changed, added and removed by keyboard, and undone', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      await openPage(page, url);
      await pick(page, 'verblijf-gooi');
      await expectAnswer(page, '€ 665.907,25');
      await page.getByRole('button', { name: 'Wijzig: Jeugdhulp met verblijf', exact: true }).click();
      const fold = page.locator('.dagdeel-form__folded > summary', { hasText: 'Waargenomen' });
      await fold.focus();
      await page.keyboard.press('Enter');
      const row = page.getByRole('group', { name: 'Waargenomen 1', exact: true });
      assert.match(await row.innerText(), /GV-2023/);
      await row.getByLabel('Cliënten', { exact: true }).focus();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('1.135');
      const cell = (text) => page.waitForFunction((wanted) => document.querySelector('dagdeel-app').shadowRoot.querySelector('.dagdeel-block--wide tbody tr td').innerText.trim() === wanted, text);
      await cell('1.135');
      await row.locator('.dagdeel-chip--assumption').waitFor();
      await page.keyboard.press('ControlOrMeta+z');
      await cell('135');
      assert.equal(await row.locator('.dagdeel-chip--assumption').count(), 0);
      const count = () => page.evaluate(() => document.querySelector('dagdeel-app').store.state.document.parts[0].rows.length);
      const before = await count();
      await fold.locator('..').getByRole('button', { name: 'Rij toevoegen' }).focus();
      await page.keyboard.press('Enter');
      assert.equal(await count(), before + 1);
      const added = page.getByRole('group', { name: `Waargenomen ${before + 1}`, exact: true });
      assert.equal(await added.getByLabel('Vorm', { exact: true }).inputValue(), 'gezinshuizen');
      await added.getByRole('button', { name: /^Verwijder/ }).press('Enter');
      assert.equal(await count(), before);
      await check();
      await close();
    });

    test('gives a figure in another way: clients per week, an index from OVA and PPC, unknown, a date of the calendar', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      await openPage(page, url);
      await page.getByRole('button', { name: 'Nieuw scenario', exact: true }).click();
      await expectAnswer(page, 'Dit scenario is nog leeg');
      const first = new Date().getFullYear() + 1;
      const options = (name) => page.getByLabel('Soort maatregel', { exact: true }).locator('option', { hasText: name }).evaluate((option) => option.disabled);
      await part(page, 'Product');
      assert.equal(await options('Intensiteit'), true);
      await page.getByLabel('Hoe het volume is gegeven').selectOption({ label: 'cliënten × eenheden per week × weken' });
      // 10 clients × 2 a week × 50 weeks × 80.00
      await expectAnswer(page, '€ 80.000,00');
      assert.equal(await options('Intensiteit'), false);
      await measure(page, 'Intensiteit');
      await fill(page, 'Hoogstens per cliënt per week', '1,5');
      await expectAnswer(page, '€ 60.000,00');
      await fill(page, 'Nieuw per cliënt per week (leeg: alleen de grens)', '1');
      await expectAnswer(page, '€ 40.000,00');
      await page.getByRole('button', { name: 'Verwijder: Intensiteit' }).click();

      // Index: 0.9 × 4 % + 0.1 × 2 % without a correction; with one, the four figures of the year before.
      await measure(page, 'Indexatie');
      await page.getByLabel('Hoe de index wordt bepaald').selectOption({ label: 'OVA en PPC, eerste jaar zonder correctie' });
      // 80.00 × 1.038 = 83.04, 86.20 and 89.48 in the last year
      await expectAnswer(page, '€ 89.480,00');
      assert.equal(await page.getByLabel('Definitieve OVA, jaar ervoor').count(), 0);
      await page.getByLabel('Hoe de index wordt bepaald').selectOption({ label: 'OVA en PPC, correctie als verschil' });
      await fill(page, 'Definitieve OVA, jaar ervoor', '5');
      // 3.80 % + 0.9 × (5 − 4) % = 4.70 %: 83.76, 87.70, 91.82
      await expectAnswer(page, '€ 91.820,00');

      // The day from a calendar, by keyboard.
      const form = page.getByRole('group', { name: 'Indexatie', exact: true });
      await form.getByRole('button', { name: 'Kies een datum' }).first().click();
      await page.keyboard.press('PageDown');
      await page.keyboard.press('Enter');
      assert.equal(await form.getByLabel('Ingangsdatum').inputValue(), `01-02-${first + 1}`);
      await page.keyboard.press('ControlOrMeta+z');
      await page.getByRole('button', { name: 'Verwijder: Indexatie' }).click();

      // Unknown is typed, shown, and never zero.
      await page.getByRole('button', { name: 'Wijzig: Product 1' }).click();
      await fill(page, 'Cliënten', 'onbekend');
      await expectAnswer(page, 'is niet bekend');
      assert.equal(await page.getByLabel('Cliënten', { exact: true }).inputValue(), 'onbekend');
      await fill(page, 'Cliënten', '20');
      await expectAnswer(page, '€ 160.000,00');
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('button', { name: 'Edit: Name and horizon' }).click();
      assert.equal(await page.getByLabel('First day').inputValue(), `01/01/${first}`);
      await check();
      await close();
    });

    // Firefox tells its driver nothing of dragging.
    test('a measure is dragged below another, and undo brings it back', { skip: name !== 'chromium' }, async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      await openPage(page, url);
      await pick(page, 'verblijf-gooi');
      await expectAnswer(page, '€ 665.907,25');
      const items = page.locator('.dagdeel-levers > li');
      const last = (name) => page.waitForFunction((wanted) => document.querySelector('dagdeel-app').shadowRoot.querySelector('.dagdeel-levers > li:last-child .dagdeel-lever__name').textContent === wanted, name);
      await last('Eenmalige bijdrage');
      await items.nth(0).locator('.dagdeel-lever__grip').dragTo(items.nth(3));
      await last('Indexatie van de tarieven');
      await page.keyboard.press('ControlOrMeta+z');
      await last('Eenmalige bijdrage');
      await check();
      await close();
    });

    test('a log-linear trend shows its interval, and what is edited of it', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      await openPage(page, url);
      await pick(page, 'verblijf-gooi');
      await expectAnswer(page, '€ 665.907,25');
      assert.match(plain(await page.locator('#trends-kop').innerText()), /in 2029 tussen € 7\.987\.950,40 en € 19\.872\.885,23 \(90 %-voorspellingsinterval\)/);
      assert.equal(await page.locator('dagdeel-projection-chart .c-bound').count(), 0);
      await page.getByRole('button', { name: 'Wijzig: Prognose' }).click();
      await page.getByLabel('Aantal cliënten', { exact: true }).selectOption({ label: 'log-lineair, met voorspellingsinterval' });
      await page.locator('dagdeel-projection-chart .c-bound').first().waitFor({ state: 'attached' });
      assert.match(plain(await page.locator('.dagdeel-note').first().innerText()), /4 waargenomen jaren/);
      await page.locator('section[aria-labelledby="alles-kop"] select').selectOption('productkosten-per-jaar');
      const row = page.locator('section[aria-labelledby="alles-kop"] tbody tr', { hasText: '2020, Ongewijzigd' }).first();
      // What was not observed has no amount; a product that only a measure fills has none yet, which is zero.
      assert.match(plain(await row.innerText()), /^2020, Ongewijzigd 0,00 0,00 6\.220\.440,11 – bestaat niet 1\.425\.807,16/);
      await check();
      await close();
    });

    test('shows every shipped budget, and what is unknown as unknown', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      await openPage(page, url);
      const open = async (id, part) => {
        await pick(page, id);
        await expectAnswer(page, part);
      };
      await open('jeugdigen-29', '€ 7.872.102,04');
      await open('crisis-ambulant', '€ 360.000,00 minder');
      assert.equal(await figure(page, 'Terugverdiend na'), '24');
      await open('crisistoeslag', '€ 75.000,00 meer');
      await open('jeugdzorgplus-afbouw', '€ 317.550,00 minder');
      await open('maatwerk', '€ 3.400.000,24');
      const told = plain(await page.locator('section[aria-labelledby="maatwerk-gemeente-kop"] tfoot').innerText());
      assert.match(told, /Bekend deel ten minste 35 \(1 onbekend\) ten minste 2\.000\.000,00 \(2 onbekend\)/);
      assert.equal(await page.locator('section[aria-labelledby="maatwerk-gemeente-kop"] tfoot .dagdeel-double').count(), 0);
      await open('gi-middelen', 'is niet bekend');
      assert.match(plain(await page.locator('section[aria-labelledby="wachtlijst-kop"] h2').innerText()), /108 cliënten en ongeveer 5,4 maanden/);
      await open('verblijf-gooi', '€ 665.907,25');
      await page.getByText('Met de maatregelen blijft 2029').waitFor();
      assert.match(plain(await page.locator('section[aria-labelledby="terugblik-kop"] tbody').innerText()), /12\.365\.809,85 \+12,29 %/);
      await check();
      await close();
    });
  });
}
