// *Tarief wijzigen* as a person uses it, by mouse and by keyboard, in the served page.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { address, expectAnswer, field, figure, fill, launch, openPage, pick, plain, watchedPage } from './support.js';

for (const name of ['chromium', 'firefox']) {
  describe(`changing a tariff in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    async function opened(options) {
      const watched = await watchedPage(browser, { viewport: { width: 1440, height: 1000 }, ...options });
      await openPage(watched.page, address);
      return watched;
    }

    test('shows the founding case to the cent', async () => {
      const { page, requests, check, close } = await opened();
      await expectAnswer(page, 'Het nieuwe tarief kost vanaf 2023 € 183.840,00 per jaar extra; het effect in 2022 (3/12 jaar) is € 45.960,00.');
      assert.equal(await figure(page, 'Per dagdeel'), '+11,49');
      assert.equal(await figure(page, 'Stijging van het tarief'), '+30,62 %');
      assert.equal(await figure(page, 'Effect in 2022 (3/12 jaar)'), '+45.960,00');
      assert.equal(await figure(page, 'Structureel vanaf 2023'), '+183.840,00');
      const rows = await page.locator('.dagdeel-table--provider tbody tr').evaluateAll((trs) => trs.map((tr) => [...tr.children].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim())));
      assert.deepEqual(rows, [
        ['8', '300,16', '300,16', '0,00', '392,08', '+91,92'],
        ['7', '297,11', '262,64', '−34,47', '343,07', '+45,96'],
        ['6 uw invoer', '294,06', '225,12', '−68,94', '294,06', '0,00'],
        ['5', '291,01', '187,60', '−103,41', '245,05', '−45,96'],
      ]);
      assert.ok(requests.some((url) => /worker.*\.js/.test(url)), 'the engine runs in a worker');
      await check();
      await close();
    });

    test('by keyboard: tariff, date and group size give the new answer while typing', async () => {
      const { page, check, close } = await opened();
      await page.getByRole('button', { name: 'Naar de uitkomst' }).focus();
      await field(page, 'Huidig tarief').focus();
      await page.keyboard.press('Tab');
      assert.equal(await field(page, 'Nieuw tarief').evaluate((input) => input.getRootNode().activeElement === input), true);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('50,03');
      await expectAnswer(page, 'Het nieuwe tarief kost vanaf 2023 € 200.160,00 per jaar extra; het effect in 2022 (3/12 jaar) is € 50.040,00.');
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('49,01');
      await page.keyboard.press('Tab');
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('16-10-2022');
      await expectAnswer(page, 'het effect in 2022 is € 38.547,10.');
      await fill(page, 'Geplande groepsgrootte', '7');
      await page.getByText('Deze twee tarieven').or(page.getByText('Bij € 49,01 is een groep kostendekkend met 7')).first().waitFor();
      await check();
      await close();
    });

    test('by mouse: a day from the calendar, the spread, and the year in the chart', async () => {
      const { page, check, close } = await opened();
      await page.getByRole('button', { name: 'Kies een datum' }).click();
      await page.getByRole('button', { name: '16 oktober 2022' }).click();
      await expectAnswer(page, 'het effect in 2022 is € 38.547,10.');
      await page.getByRole('button', { name: 'Kies een datum' }).click();
      await page.getByRole('button', { name: 'Vorige maand' }).click();
      await page.getByRole('button', { name: '1 september 2022', exact: true }).click();
      await expectAnswer(page, 'het effect in 2022 (4/12 jaar) is € 61.280,00.');
      await page.getByText('naar openingsweken').click();
      await field(page, 'Ingangsdatum').fill('1-10-2022');
      await expectAnswer(page, 'het effect in 2022 is € 50.556,00.');
      await page.getByRole('button', { name: 'Jaar', exact: true }).click();
      assert.equal(await page.getByRole('button', { name: 'Jaar', exact: true }).getAttribute('aria-pressed'), 'true');
      assert.equal(plain(await page.locator('#kosten-kop').innerText()), 'In 2022 komt er € 50.556,00 bij, in 2023 € 183.840,00.');
      await check();
      await close();
    });

    test('by keyboard: the calendar opens, moves and gives the focus back', async () => {
      const { page, check, close } = await opened();
      const button = page.getByRole('button', { name: 'Kies een datum' });
      await button.focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('PageDown');
      await page.keyboard.press('PageUp');
      await page.keyboard.press('Enter');
      assert.equal(await field(page, 'Ingangsdatum').inputValue(), '09-10-2022');
      assert.equal(await button.evaluate((each) => each.getRootNode().activeElement === each), true);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('.dagdeel-calendar').count(), 0);
      await check();
      await close();
    });

    test('opens the explanation of a figure and of a table number, and gives the focus back', async () => {
      const { page, check, close } = await opened();
      const strip = page.locator('#rekenstrook');
      await strip.waitFor();
      assert.match(plain(await strip.innerText()), /Meerkosten per jaar 183\.840,00/);
      assert.match(plain(await strip.innerText()), /Eenheden kloppen €\/dagdeel × dagdeel\/jaar = €\/jaar/);
      const number = page.locator('.dagdeel-table--provider').getByRole('button', { name: '−68,94' });
      await number.focus();
      await page.keyboard.press('Enter');
      await strip.getByText('225,12').first().waitFor();
      assert.equal(await number.getAttribute('aria-expanded'), 'true');
      assert.equal(await strip.evaluate((each) => each.getRootNode().activeElement === each), true);
      await page.keyboard.press('Escape');
      await strip.waitFor({ state: 'detached' });
      assert.equal(await number.evaluate((each) => each.getRootNode().activeElement === each), true);
      await page.getByRole('button', { name: /Hoe is dit berekend\? Per dagdeel/ }).click();
      await strip.getByText('Verschil per dagdeel').first().waitFor();
      await page.getByRole('button', { name: 'Sluit de uitleg' }).click();
      await strip.waitFor({ state: 'detached' });
      await check();
      await close();
    });

    test('undoes and redoes by key and by button, a field at a time', async () => {
      const { page, check, close } = await opened();
      await fill(page, 'Nieuw tarief', '50,03');
      await expectAnswer(page, '€ 200.160,00');
      await fill(page, 'Cliënten', '200');
      await expectAnswer(page, '€ 400.320,00');
      await page.keyboard.press('ControlOrMeta+Z');
      await expectAnswer(page, '€ 200.160,00');
      await page.getByRole('button', { name: 'Ongedaan maken' }).click();
      await expectAnswer(page, '€ 183.840,00');
      assert.equal(await field(page, 'Nieuw tarief').inputValue(), '49,01');
      await page.keyboard.press('ControlOrMeta+Y');
      await page.getByRole('button', { name: 'Opnieuw', exact: false }).first().click();
      await expectAnswer(page, '€ 400.320,00');
      await page.getByRole('button', { name: 'Terug naar bronwaarden' }).click();
      await expectAnswer(page, '€ 183.840,00');
      await check();
      await close();
    });

    test('a wrong input keeps the last result, says what is wrong beside the field, and is put back', async () => {
      const { page, check, close } = await opened();
      await fill(page, 'Nieuw tarief', '12,25 per uur');
      const message = page.locator('.dagdeel-error');
      await message.waitFor();
      assert.match(plain(await message.innerText()), /Dit tarief geldt per dagdeel; u vulde een bedrag per uur in\./);
      assert.equal(await field(page, 'Nieuw tarief').getAttribute('aria-invalid'), 'true');
      const described = await field(page, 'Nieuw tarief').getAttribute('aria-describedby');
      assert.equal(await page.locator(`#${described}`).count(), 1);
      await expectAnswer(page, '€ 183.840,00');
      assert.match(plain(await page.locator('.dagdeel-notice--stale').innerText()), /Het vorige resultaat blijft staan; verbeter eerst Nieuw tarief\. De uitkomst is berekend met 49,01\./);
      assert.equal(await page.getByRole('button', { name: /CSV/ }).first().isDisabled(), true);
      assert.ok(await page.getByRole('button', { name: 'Reken om: 49,00' }).isVisible(), 'offered, not done');
      await page.getByRole('button', { name: 'Zet 49,01 terug' }).click();
      await message.waitFor({ state: 'detached' });
      assert.equal(await field(page, 'Nieuw tarief').inputValue(), '49,01');
      await fill(page, 'Ingangsdatum', '31-4-2022');
      await page.getByText('Dit is geen datum.').waitFor();
      await page.locator('.dagdeel-notice--stale button').click();
      await page.waitForFunction(() => document.querySelector('dagdeel-app').shadowRoot.activeElement?.id === 'veld-levers-0-from');
      await check();
      await close();
    });

    test('a fit that is refused is said, with its reason, and nothing that rests on it is shown', async () => {
      const { page, check, close } = await opened();
      await fill(page, 'Maximale groepsgrootte', '7,5');
      await page.locator('.dagdeel-notice--refused').waitFor();
      assert.match(plain(await page.locator('.dagdeel-notice--refused').innerText()), /€ 344,70.*€ −8,44/);
      assert.equal(await page.locator('.dagdeel-table--provider').count(), 0);
      await expectAnswer(page, '€ 183.840,00');
      await check();
      await close();
    });

    test('no-show, staff in steps and the nature of the change are inputs', async () => {
      const { page, check, close } = await opened();
      await page.getByText('Verfijnen').click();
      await fill(page, 'Afwezig', '10');
      await page.locator('.dagdeel-table--provider').getByText('−27,58').waitFor();
      await page.getByRole('switch', { name: 'Kosten per cliënt vervallen dan' }).click();
      await page.locator('.dagdeel-table--provider').getByText('−29,41').waitFor();
      await page.getByRole('radio', { name: 'incidenteel' }).click();
      await expectAnswer(page, 'incidenteel € 45.960,00 extra');
      await page.getByRole('switch', { name: 'Begeleiders in stappen' }).click();
      await page.locator('.dagdeel-ledger').first().getByText('kostendekkend bij').first().waitFor();
      await page.getByRole('button', { name: 'Stap erbij' }).click();
      assert.equal(await page.getByLabel('begeleiders, stap 3').inputValue(), '3');
      await check();
      await close();
    });

    test('switches language and stays where it is', async () => {
      const { page, check, close } = await opened();
      await fill(page, 'Cliënten', '200');
      await expectAnswer(page, '€ 367.680,00');
      await page.getByRole('button', { name: 'English' }).click();
      await expectAnswer(page, 'From 2023 the new tariff costs €367,680.00 a year more; the effect in 2022 (3/12 of the year) is €91,920.00.');
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
      assert.equal(await figure(page, 'Rise of the tariff'), '+30.62%');
      await page.getByRole('button', { name: 'Nederlands' }).click();
      await expectAnswer(page, '€ 367.680,00');
      await check();
      await close();
    });

    test('goes to the other view and back without losing work', async () => {
      const { page, check, close } = await opened();
      await fill(page, 'Cliënten', '200');
      await expectAnswer(page, '€ 367.680,00');
      await page.getByRole('link', { name: 'Begroting en prognose' }).click();
      await expectAnswer(page, '€ 665.907,25');
      await page.evaluate(() => history.back());
      await page.waitForFunction(() => location.hash === '');
      await page.getByRole('link', { name: 'Tarief wijzigen' }).click();
      await expectAnswer(page, '€ 367.680,00');
      await pick(page, 'verblijf-gooi');
      await expectAnswer(page, '€ 665.907,25');
      await check();
      await close();
    });
  });
}
