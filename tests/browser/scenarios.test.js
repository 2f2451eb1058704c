// Every system of the documents on the page: its answer, its figures, its charts, its inputs, and how a number was computed.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { address, expectAccessible, expectAnswer, field, figure, fill, launch, openPage, plain, watchedPage } from './support.js';

/** What each scenario answers at first, in part; with `bars` or `lines` it has such a chart. */
const ANSWERS = {
  'dagbesteding-regulier': { says: '€ 45.960,00' },
  'consult-en-advies': { says: 'In 2024 kost het € 285.000,00 tot € 855.000,00. Dordrecht moet rekenen op € 79.800,00 tot € 239.400,00.', charts: ['bars'] },
  'verblijf-frequentie': { says: '3 declaraties van samen € 9.970,00 worden per week (code 2) afgewezen en totaal (code 6) toegekend; omgekeerd 1, van € 2.340,00.', charts: ['bars'] },
  crisistoeslag: { says: '€ 75.000,00 meer' },
  'crisis-ambulant': { says: 'in 2026' },
  'begeleide-bezoeken': { says: 'Met 31 uur per week extra daalt de wachttijd van 11,3 naar 3 maanden in december 2023; dat kost € 137.088,00.', charts: ['lines'] },
  maatwerk: { says: '€ 3.400.000,24' },
  'gi-middelen': { says: 'is niet bekend' },
  'verblijf-gooi': { says: '€ 665.907,25 meer' },
  'jeugdigen-29': { says: 'in 2029' },
  productmix: { says: 'De 51 nieuwe codes kosten in 2024 € 250.939,20 meer dan de 12 oude categorieën.', charts: ['bars'] },
  'toewijzing-passend': { says: '74,8 % van de trajecten blijft binnen de eerste toewijzing; het doel is 80 % tot 90 %. Verlengingen kosten € 92.200,00 boven het budget.', charts: ['bars'] },
  'psychiatrie-trechter': { says: '34,3 % wordt bereikt: 343 gezinnen per jaar, voor € 2.095,92 elk.', charts: ['bars'] },
  'jeugdzorgplus-afbouw': { says: 'in 2022' },
};

const choose = (page, id) => page.evaluate((wanted) => document.querySelector('dagdeel-app').store.choose(wanted), id);

for (const name of ['chromium', 'firefox']) {
  describe(`every system of the documents in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    async function opened(id, viewport = { width: 1440, height: 1000 }) {
      const watched = await watchedPage(browser, { viewport });
      await openPage(watched.page, `${address}#begroting`);
      await choose(watched.page, id);
      await expectAnswer(watched.page, ANSWERS[id].says);
      return watched;
    }

    test('all fourteen answer, wide and narrow, and nothing runs off the page', async () => {
      for (const viewport of [{ width: 1440, height: 1000 }, { width: 360, height: 800 }]) {
        const { page, check, close } = await watchedPage(browser, { viewport });
        await openPage(page, `${address}#begroting`);
        const listed = await page.evaluate(() => document.querySelector('dagdeel-app').store.state.scenarios.map(({ id }) => id));
        // The cost price has a view and a test of its own.
        assert.deepEqual(listed.filter((id) => id !== 'kostprijs-dagdeel').sort(), Object.keys(ANSWERS).sort());
        for (const [id, { says, charts = [] }] of Object.entries(ANSWERS)) {
          await choose(page, id);
          await expectAnswer(page, says);
          for (const chart of charts) await page.locator(`dagdeel-${chart}-chart svg[role=img]`).first().waitFor();
          // A chart draws for its width once it knows it.
          const fits = page.waitForFunction((width) => document.documentElement.scrollWidth <= width, viewport.width);
          await fits.catch(async () => assert.fail(`${id} at ${viewport.width}: ${await page.evaluate(() => document.documentElement.scrollWidth)}`));
        }
        await check();
        await close();
      }
    });

    test('a changed goal gives other hours and euros, and undo brings them back', async () => {
      const { page, check, close } = await opened('begeleide-bezoeken');
      await fill(page, 'Wachttijd die bereikt moet worden', '6');
      await expectAnswer(page, 'naar 6 maanden');
      assert.equal(await figure(page, 'Nodige uren'), '64,7');
      await page.keyboard.press('ControlOrMeta+z');
      await expectAnswer(page, '€ 137.088,00');
      await check();
      await close();
    });

    test('a number that is not given leaves the answer open', async () => {
      const { page, check, close } = await opened('begeleide-bezoeken');
      await page.evaluate(() => document.querySelector('dagdeel-app').store.dispatch({ type: 'set', path: 'parts[0].inflow.value', value: null }));
      await expectAnswer(page, 'vul de instroom en het aantal wachtenden in');
      assert.match(plain(await page.locator('.dagdeel-figure', { hasText: 'Nodige uren' }).innerText()), /–.*onbekend/);
      await check();
      await close();
    });

    test('a range has both its ends as fields, and can become one number', async () => {
      const { page, check, close } = await opened('consult-en-advies');
      await fill(page, 'Volume per jaar: hoogste', '6000');
      await expectAnswer(page, '€ 285.000,00 tot € 570.000,00');
      await page.getByRole('button', { name: 'Eén getal invullen' }).click();
      await expectAnswer(page, '€ 285.000,00');
      await field(page, 'Volume per jaar').waitFor();
      await check();
      await close();
    });

    test('an expert follows a ceiling down to the calendar', async () => {
      const { page, check, close } = await opened('verblijf-frequentie');
      const row = page.getByRole('row', { name: /A: logeren.*juli 2023/ });
      await row.getByRole('button').nth(1).click();
      const strip = page.locator('#rekenstrook');
      await strip.waitFor();
      assert.match(plain(await strip.innerText()), /Plafond van de maand.*omvang per week \(code 2\).*hoe vaak de omvang telt/i);
      await page.keyboard.press('Escape');
      await check();
      await close();
    });

    test('the maximum of the product mix can be switched off', async () => {
      const { page, check, close } = await opened('productmix');
      await page.getByText('Oude categorieën (12)').click();
      await page.getByLabel('Het maximum geldt').uncheck();
      await expectAnswer(page, '€ 371.531,20 meer');
      await check();
      await close();
    });

    test('pages of the new systems are accessible', async () => {
      for (const id of ['begeleide-bezoeken', 'verblijf-frequentie', 'productmix', 'consult-en-advies']) {
        const { page, close } = await opened(id);
        await expectAccessible(page, id);
        await close();
      }
    });
  });
}
