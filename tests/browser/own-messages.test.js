// National messages on the page as a person drops them, all at once: read, held against their allocations and answered as the package
// does it; nothing of a client is shown and nothing is asked of anybody. The files are written by the example `messages`: `24 6 1`.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openClaims } from 'dagdeel';
import { address, expectAccessible, expectAnswer, launch, plain, watchedPage } from './support.js';

const folder = fileURLToPath(new URL('messages/', import.meta.url));
const names = (await readdir(folder)).filter((name) => name.endsWith('.xml')).sort();
const files = await Promise.all(names.map(async (name) => ({ name, mimeType: 'text/xml', buffer: await readFile(folder + name) })));
const csv = { name: 'declaraties.csv', mimeType: 'text/csv', buffer: await readFile(`${folder}declaraties.csv`) };

/** The lines and cents of the claims, found in the text of their messages without reading XML. */
function counted() {
  const claims = files.filter(({ name }) => name.startsWith('jw323')).map(({ buffer }) => buffer.toString());
  const amounts = claims.flatMap((text) => [...text.matchAll(/[:<]Bedrag>(\d+)<[^]*?DebetCredit>([DC])</g)]);
  return [amounts.length, amounts.reduce((sum, [, cents, side]) => sum + (side === 'C' ? -1 : 1) * Number(cents), 0)];
}

const euros = (cents) => new Intl.NumberFormat('nl-NL', { minimumFractionDigits: 2 }).format(cents / 100);

const found = async (claims) => Object.fromEntries((await claims.check()).checks.filter(({ waits }) => waits === null).map(({ check, found }) => [check, found.lines]));

let expected;
before(async () => {
  const claims = await openClaims();
  for (const { name, buffer } of files) await claims.read({ name, data: buffer });
  expected = await found(claims);
  claims.close();
});

/** Waits until what the checks found on the page is this. */
async function expectChecks(page, checks) {
  await page.locator('#controles').waitFor();
  for (const [check, lines] of Object.entries(checks)) {
    const row = page.locator('.dagdeel-checks').getByRole('row', { name: new RegExp(`^${check}`) });
    assert.match(plain(await row.innerText()), new RegExp(`(^| )${lines}( |$)`), check);
  }
}

for (const name of ['chromium', 'firefox']) {
  describe(`messages in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    const opened = async (width) => {
      const watched = await watchedPage(browser, { viewport: { width, height: 1000 } });
      await watched.page.goto(`${address}#gegevens`);
      await watched.page.locator('dagdeel-own-data-view h1').waitFor();
      return watched;
    };

    test('allocations, claims and answers are read together, checked and answered, and stay here', async () => {
      const { page, requests, check, close } = await opened(1440);
      await page.locator('input[type=file][multiple]').setInputFiles(files);
      await page.getByRole('button', { name: 'Lees in' }).waitFor();
      const before = requests.length;
      await page.getByRole('button', { name: 'Lees in' }).click();
      const [lines, cents] = counted();
      await expectAnswer(page, `${lines} van ${lines} regels zijn gelezen, samen € ${euros(cents)}`);
      const list = plain(await page.locator('.dagdeel-filelist').innerText());
      for (const said of [/JW301, toewijzingen van gemeente 9901/, /Vervangen door jw323-/, /Beantwoord in jw325-/, /toegekend, \d+ regels afgekeurd/]) assert.match(list, said);
      await page.getByRole('button', { name: 'Controleer de declaraties' }).click();
      for (const each of ['N06', 'N07', 'N14', 'N15', 'N16']) assert.ok(each in expected, `${each} was done`);
      await expectChecks(page, expected);
      await page.locator('dagdeel-own-use').waitFor();
      const text = await page.locator('dagdeel-own-data-view').innerText();
      assert.ok(!/\b9\d{8}\b|Kind |Voorbeeld & Zoon/.test(text), 'nothing of a client on the page');
      assert.deepEqual(requests.slice(before).filter((url) => !url.startsWith(address) || !url.includes('/assets/')), []);
      if (name === 'chromium') await expectAccessible(page, 'messages');
      await check();
      await close();
    });

    test('the same claims as CSV beside the allocations are checked alike, also on a telephone', async () => {
      const { page, check, close } = await opened(360);
      const allocations = files.filter(({ name }) => name.startsWith('jw301'));
      await page.locator('input[type=file][multiple]').setInputFiles([...allocations, csv]);
      await page.getByRole('button', { name: 'Lees in' }).click();
      const lines = csv.buffer.toString().trim().split('\n').length - 1;
      await expectAnswer(page, `${lines} van ${lines} regels zijn gelezen`);
      await page.getByRole('button', { name: 'Controleer de declaraties' }).click();
      const { N01: _total, N09: _clients, ...rest } = expected;
      await expectChecks(page, rest);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} px too wide`);
      await check();
      await close();
    });
  });
}
