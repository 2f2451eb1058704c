// *Excel* and *Formules in Excel*, in the served page and in the single file: what is saved is the workbook of what is shown.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { place, read } from '../workbook/xlsx.js';
import { address, dist, expectAnswer, fill, launch, openPage, saved, watchedPage } from './support.js';

const single = pathToFileURL(join(dist, 'dagdeel.html')).href;

for (const name of ['chromium', 'firefox']) {
  describe(`the workbook in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    async function opened(url, options) {
      const watched = await watchedPage(browser, { viewport: { width: 1440, height: 1000 }, ...options });
      await openPage(watched.page, url);
      return watched;
    }

    async function savedBook(page, button) {
      const { name: file, bytes } = await saved(page, () => button.click());
      return { file, book: read(Uint8Array.from(bytes)) };
    }

    test('is that of the answer on the page, fetched only when it is asked for', async () => {
      const { page, requests, check, close } = await opened(address);
      await fill(page, 'Nieuw tarief', '50,01');
      await expectAnswer(page, '€ 199.840,00');
      const writes = () => requests.filter((url) => /sheets_bg.*\.wasm/.test(url)).length;
      assert.equal(writes(), 0);
      const { file, book } = await savedBook(page, page.getByRole('button', { name: 'Excel: bewaar' }));
      assert.equal(writes(), 1);
      assert.equal(file, 'dagdeel-dagbesteding-regulier-werkboek.xlsx');
      const { row, col, sheet } = place(book.names.get('structureel_effect'));
      assert.equal(book.sheet(sheet).rows[row][col].value, 199_840);
      await check();
      await close();
    });

    test('opens at the formula of the number that was asked', async () => {
      const { page, check, close } = await opened(address);
      await page.locator('.dagdeel-figure', { hasText: 'Per dagdeel' }).getByRole('button').first().click();
      const strip = page.locator('#rekenstrook');
      await strip.getByText(/^Berekening!H\d+/).waitFor();
      const cell = /Berekening!(H\d+)/.exec(await strip.locator('.dagdeel-sheetcell').innerText())[1];
      const { book } = await savedBook(page, strip.getByRole('button', { name: 'Formules in Excel' }));
      assert.match(book.sheet('Berekening').xml, new RegExp(`tabSelected="1"[^]*activeCell="${cell}"`));
      await check();
      await close();
    });

    test('is written by the single file too', async () => {
      const { page, close } = await opened(single, { own: single });
      const { book } = await savedBook(page, page.getByRole('button', { name: 'Excel: bewaar' }));
      assert.equal(book.sheets.length, 4);
      await close();
    });
  });
}
