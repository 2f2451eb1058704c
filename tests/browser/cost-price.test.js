// *Kostprijs* as a person uses it, by mouse and by keyboard, in the served page.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { address, expectAccessible, expectAnswer, field, figure, fill, launch, plain, watchedPage } from './support.js';

for (const name of ['chromium', 'firefox']) {
  describe(`the cost price in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    /** The example, opened from a document that has no cost price. */
    async function opened(options) {
      const watched = await watchedPage(browser, { viewport: { width: 1440, height: 1000 }, ...options });
      await watched.page.goto(`${address}#kostprijs`);
      await expectAnswer(watched.page, 'Dit scenario heeft nog geen kostprijs.');
      await watched.page.getByRole('button', { name: 'Open het voorbeeld' }).click();
      await expectAnswer(watched.page, 'Een dagdeel kost volgens de aanbieder € 59,55 en volgens de gemeente € 47,90. Begeleiders aanwezig verklaart het meest: € 4,11.');
      return watched;
    }

    test('shows two parties, the difference of each parameter, and what was published', async () => {
      const { page, check, close } = await opened();
      assert.equal(await figure(page, 'Kostprijs, aanbieder'), '59,55');
      assert.equal(await figure(page, 'Kostprijs, gemeente'), '47,90');
      assert.equal(await figure(page, 'Tarief 49,01 min kostprijs'), '−10,54');
      assert.equal(await figure(page, 'Verschil, aanbieder min gemeente'), '+11,65');
      const cents = await page.locator('.dagdeel-params tbody .colgap').evaluateAll((cells) => cells.map((cell) => Number(cell.innerText.trim().replace('−', '-').replace(',', '')) || 0));
      assert.equal(cents.reduce((sum, cell) => sum + cell, 0), 1165, 'the differences add up to the cent');
      assert.match(plain(await page.locator('#gepubliceerd-kop').innerText()), /tussen € 35,76 en € 90,49/);
      const curve = page.locator('dagdeel-break-even-chart');
      const drawn = plain(await curve.locator('svg[role=img]').evaluate((svg) => [...svg.querySelectorAll('text')].map((each) => each.textContent).join(' | ')));
      for (const part of [/tarief 49,01/, /volgens de aanbieder/, /volgens de gemeente/, /7,16/, /5,73/]) assert.match(drawn, part);
      assert.match(await curve.locator('svg[role=img]').getAttribute('aria-label'), /kostendekkend/);
      await curve.getByText('Toon tabel').click();
      const present = curve.locator('tbody tr', { has: page.getByRole('rowheader', { name: '7', exact: true }) });
      assert.match(plain(await present.innerText()), /^7 \d\d,\d\d \d\d,\d\d$/);
      await expectAccessible(page, 'cost price');
      await check();
      await close();
    });

    test('by keyboard: a parameter gives the new answer, asks how, and is undone', async () => {
      const { page, check, close } = await opened();
      await field(page, 'Begeleiders aanwezig').focus();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('2');
      await expectAnswer(page, 'volgens de aanbieder € 99,23');
      await page.getByRole('button', { name: 'Hoe is Kostprijs, aanbieder berekend?' }).or(page.locator('.dagdeel-figure').first().getByRole('button')).first().focus();
      await page.keyboard.press('Enter');
      await page.locator('#rekenstrook').waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('ControlOrMeta+Z');
      await expectAnswer(page, 'volgens de aanbieder € 59,55');
      await page.getByRole('button', { name: 'Gemeente', exact: true }).click();
      await fill(page, 'Ruimte', '50');
      await expectAnswer(page, 'volgens de gemeente € 49,94');
      await check();
      await close();
    });

    test('overhead by its definition, staff in steps, and a later value', async () => {
      const { page, check, close } = await opened();
      await field(page, 'Overhead is een deel van het totaal').check();
      await expectAnswer(page, 'volgens de aanbieder € 62,02');
      await page.getByText('De partijen verstaan niet hetzelfde onder: overhead').first().waitFor();
      await page.keyboard.press('ControlOrMeta+Z');
      await expectAnswer(page, 'volgens de aanbieder € 59,55');
      await field(page, 'Begeleiders volgens een tabel').check();
      await expectAnswer(page, 'volgens de aanbieder € 55,14');
      await field(page, 'Begeleiders volgens een tabel').uncheck();
      await page.locator('details summary', { hasText: 'Definities, bronnen en data' }).first().click();
      await page.getByRole('button', { name: 'Waarde vanaf een latere datum: loon mbo' }).click();
      await page.getByText('Kostprijs vanaf een latere datum').waitFor();
      await check();
      await close();
    });

    test('offers are recorded with the parameters of their moment, and removed', async () => {
      const { page, check, close } = await opened();
      const offer = async (party, date, amount) => {
        await page.locator('#bod-partij').selectOption(party);
        await page.locator('#bod-datum').fill(date);
        if (amount) await page.locator('#bod-bedrag').fill(amount);
        await page.getByRole('button', { name: 'Leg dit bod vast' }).click();
      };
      await page.getByRole('button', { name: 'Leg dit bod vast' }).click();
      await page.locator('#bod-fout').waitFor();
      await offer('aanbieder', '1-11-2022');
      await page.locator('.dagdeel-offers tbody tr').first().waitFor();
      await fill(page, 'Begeleiders aanwezig', '1');
      await offer('aanbieder', '8-11-2022', '55 per uur');
      assert.match(await page.locator('#bod-fout').innerText(), /per uur/);
      // As everywhere on the page: groups of three and a sign of the currency are read.
      await offer('aanbieder', '8-11-2022', '€ 1.055,00');
      await page.locator('.dagdeel-offers tbody tr').nth(1).waitFor();
      assert.match(plain(await page.locator('.dagdeel-offers tbody tr').nth(1).innerText()), /1\.055,00/);
      await page.keyboard.press('ControlOrMeta+Z');
      await offer('aanbieder', '8-11-2022', '55,00');
      await page.locator('.dagdeel-offers tbody tr').nth(1).waitFor();
      const rows = await page.locator('.dagdeel-offers tbody tr').evaluateAll((trs) => trs.map((tr) => [...tr.children].slice(2, 7).map((cell) => cell.innerText.replace(/\s+/g, ' ').trim())));
      assert.deepEqual(rows[0].slice(0, 2), ['59,55', '59,55']);
      assert.deepEqual(rows[1].slice(0, 2), ['55,00', '55,14']);
      assert.match(rows[1][4], /Begeleiders aanwezig 1,1 → 1/);
      await page.getByRole('button', { name: 'Verwijder het bod van 8 november 2022' }).click();
      await page.waitForFunction(() => {
        const find = (root) => root.querySelector('.dagdeel-offers') ?? [...root.querySelectorAll('*')].map((each) => each.shadowRoot && find(each.shadowRoot)).find(Boolean);
        return find(document)?.querySelectorAll('tbody tr').length === 1;
      });
      await check();
      await close();
    });

    test('a document without a cost price gets one, with its assumptions marked', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 360, height: 800 } });
      await page.goto(`${address}#kostprijs`);
      await page.getByRole('button', { name: 'Voeg een kostprijs toe aan dit scenario' }).click();
      await expectAnswer(page, 'Een dagdeel kost volgens de aanbieder');
      assert.ok((await page.locator('.dagdeel-chip--assumption').count()) > 10);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'no sideways scroll at 360');
      await expectAccessible(page, 'a new cost price at 360');
      await page.getByRole('button', { name: 'EN, English' }).click();
      await expectAnswer(page, 'A half-day costs');
      await check();
      await close();
    });
  });
}
