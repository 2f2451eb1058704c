// The use of allocations as a person meets it: messages dropped, what is taken up, what another frequency makes of it, and a forecast
// that goes into the budget of a scenario.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aYear } from '../support/messages.js';
import { address, expectAccessible, launch, plain, watchedPage } from './support.js';

/** Messages read, the tariff agreed, and everything asked. */
async function asked(page, clients) {
  const files = aYear(clients).map(({ name, text }) => ({ name, mimeType: 'text/xml', buffer: Buffer.from(text) }));
  await page.locator('input[type=file][multiple]').setInputFiles(files);
  await page.getByRole('button', { name: 'Lees in' }).click();
  await page.getByRole('button', { name: 'Controleer de declaraties' }).click();
  await page.locator('#prognose-toewijzing').waitFor();
  // The second half of a month is a second debit without a credit (TR389), which is left out unless it is asked for.
  await page.getByLabel('Laat regels met een fout buiten de uitkomsten').uncheck();
}

const text = async (page, id) => plain(await page.locator(`section[aria-labelledby=${id}]`).innerText());

/** Waits until a block says something. */
const says = (page, id, wanted) => page.waitForFunction(([block, words]) => [...document.querySelectorAll('*')].some((host) => host.shadowRoot?.querySelector(`section[aria-labelledby=${block}]`)?.textContent.replace(/\s+/g, ' ').includes(words)), [id, wanted]);

for (const name of ['chromium', 'firefox']) {
  describe(`the use of allocations in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    test('what is taken up, what falls out and what the year comes to, by keyboard and in both languages', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      await page.goto(`${address}#gegevens`);
      await page.locator('dagdeel-own-data-view h1').waitFor();
      await asked(page, 1);
      await says(page, 'verzilvering', '100,05');
      // No tariff was agreed: the mean of what was claimed is 10.00. To October 4,800 × 304 ÷ 365 is allocated and 4,000 claimed.
      assert.match(await text(page, 'verzilvering'), /Van wat voor 2025-01 tot en met 2025-10 is toegewezen, is 100,05 % gedeclareerd\. Toegewezen € 3\.997,81, gedeclareerd € 4\.000,00, bij 1 toewijzing waarvan/);
      assert.match(await text(page, 'verzilvering'), /1 toewijzing heeft geen afgesproken tarief/);
      assert.match(await text(page, 'trajecten'), /Er is nog geen traject afgerond/);
      assert.match(await text(page, 'frequentie'), /Zoals toegewezen valt € 0,00 buiten het plafond, bij één totaal binnen de geldigheid € 0,00/);
      assert.match(await text(page, 'frequentie'), /Per week \(2\), output 7 1\.400,00 35,00 1\.400,00 0,00/);
      assert.match(await text(page, 'prognose-toewijzing'), /Uit de toewijzingen volgt voor 2025 € 4\.802,63.*Prognose uit de toewijzingen 4\.802,63.*Maanden die nog komen .2,63.*alle zorg 4\.800,00/s);
      const by = page.getByLabel('Toewijzingen per');
      await by.focus();
      await by.selectOption('provider');
      await says(page, 'verzilvering', '65656055');
      await page.getByText('Toewijzingen waarvan het meest uitvalt').click();
      await page.getByText('36,23: valt uit').first().waitFor();
      await page.locator('section[aria-labelledby=prognose-toewijzing]').getByLabel('Nog te verwachten instroom in euro').pressSequentially('100');
      await page.keyboard.press('Tab');
      await says(page, 'prognose-toewijzing', '4.902,63');
      await expectAccessible(page, 'allocations');
      await page.getByRole('button', { name: 'English' }).click();
      await says(page, 'verzilvering', 'Of what is allocated for 2025-01');
      await check();
      await close();
    });

    test('what is still to come of a year goes along to the later years of a scenario on the claims, with its uncertainty', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      await page.goto(`${address}#gegevens`);
      await page.getByRole('button', { name: 'Probeer het met voorbeelddeclaraties' }).click();
      await page.getByRole('checkbox', { name: 'Gebruik 41A18' }).check();
      await page.getByRole('button', { name: 'Maak er een scenario van' }).click();
      await page.getByRole('button', { name: 'Neem wat van 2023 volgens de uitloop nog komt mee naar de volgende jaren van dit scenario' }).click();
      await page.getByText('Wat van 2023 nog komt staat als eerste maatregel in dit scenario').waitFor();
      const levers = await page.evaluate(() => document.querySelector('dagdeel-app').store.state.document.levers);
      assert.deepEqual([levers.length, levers[0].kind, levers[0].from], [1, 'volume', '2023-01-01']);
      assert.match(levers[0].percent.value, /^0\.\d{4}$/);
      assert.equal(levers[0].percent.distribution.kind, 'normal');
      // What the allocations say takes the place of what the run-off said: it is never there twice.
      await page.getByRole('button', { name: 'Neem wat van 2023 volgens de toewijzingen nog komt mee naar de volgende jaren van dit scenario' }).click();
      await page.waitForFunction((was) => document.querySelector('dagdeel-app').store.state.document.levers[0].name.nl !== was, levers[0].name.nl);
      const [next, ...others] = await page.evaluate(() => document.querySelector('dagdeel-app').store.state.document.levers);
      assert.deepEqual([next.name.nl, next.kind, others.length], ['Nog te verwachten over 2023, uit de toewijzingen', 'volume', 0]);
      assert.equal(await page.evaluate(() => document.querySelector('dagdeel-app').store.state.problems?.length ?? 0), 0);
      await check();
      await close();
    });
  });
}
