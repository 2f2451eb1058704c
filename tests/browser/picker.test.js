// The picker: what is told of every system before it is opened, found by typing, by mouse and by keys.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { address, dist, expectAccessible, expectAnswer, launch, openPage, pick, plain, watchedPage } from './support.js';

const told = async () => JSON.parse(await readFile(join(dist, 'scenarios/about.json'), 'utf8'));

for (const name of ['chromium', 'firefox']) {
  describe(`the picker in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    async function opened(options = {}, url = address) {
      const watched = await watchedPage(browser, { viewport: { width: 1440, height: 1000 }, ...options });
      await openPage(watched.page, url);
      await watched.page.getByRole('button', { name: /Kies een scenario|Choose a scenario/ }).click();
      const dialog = watched.page.getByRole('dialog');
      await dialog.waitFor();
      return { ...watched, dialog };
    }

    test('every system stands in it with its document, what it shows, its caveats and its assumptions', async () => {
      const about = await told();
      const { page, dialog, check, close } = await opened();
      assert.equal(await dialog.locator('.dagdeel-choice').count(), Object.keys(about).length);
      const item = (title) => dialog.locator('.dagdeel-choice', { hasText: title });
      const founding = item('Dagbesteding regulier: van maximaal 8');
      assert.match(plain(await founding.innerText()), /ZHZ-2022.*Zuid-Holland Zuid, september 2022 · nu open/);
      await founding.locator('summary').click();
      const text = plain(await founding.innerText());
      for (const part of [/Verslag ontwikkeltafel Jeugdhulp/, /Wat het toont .*Effect per jaar/, /Maatregelen Nieuw tarief/, /Cliënten 100/, /dagdelen per cliënt per week 4/i]) assert.match(text, part);
      for (const caveat of about['dagbesteding-regulier'].caveats) assert.ok(text.includes(plain(caveat.nl)), caveat.nl);
      await item('Productmix').locator('summary').click();
      assert.match(plain(await item('Productmix').innerText()), /Oud tarief.*\d+ waarden|Oud tarief/);
      await expectAccessible(page, 'picker');
      await check();
      await close();
    });

    test('typing finds a scenario by what stands inside it, and Enter opens it', async () => {
      const { page, dialog, check, close } = await opened();
      await page.keyboard.type('jeugdbescherming rijksmiddelen');
      await page.waitForFunction(() => document.querySelector('dagdeel-app').shadowRoot.querySelectorAll('.dagdeel-choice').length === 1);
      assert.equal(plain(await dialog.getByRole('status').innerText()), '1 van 15 scenario’s');
      assert.ok(await dialog.locator('details').evaluate((details) => details.open), 'what was found is shown');
      await page.keyboard.press('Enter');
      await expectAnswer(page, 'is niet bekend');
      assert.equal(await dialog.count(), 0);
      await check();
      await close();
    });

    test('keys go along it, Escape closes it, and the focus comes back', async () => {
      const { page, dialog, check, close } = await opened();
      const at = () => page.evaluate(() => document.querySelector('dagdeel-app').shadowRoot.activeElement?.textContent.trim() ?? '');
      await page.keyboard.press('ArrowDown');
      assert.match(await at(), /^Dagbesteding regulier/);
      await page.keyboard.press('ArrowDown');
      assert.match(await at(), /^Jeugdhulp met verblijf/);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      assert.match(await at(), /^Kies een scenario:/);
      // The page behind it hears none of its keys, and answers to its own again.
      await page.keyboard.press('Enter');
      await dialog.waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expectAnswer(page, '€ 665.907,25');
      assert.match(await at(), /^Kies een scenario:.*Jeugdhulp met verblijf/s);
      await check();
      await close();
    });

    test('own scenarios and a file from somebody else have groups of their own', async () => {
      const watched = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
      const { page, check, close } = watched;
      await openPage(page, address);
      await page.getByRole('button', { name: 'Nieuw scenario' }).click();
      await page.getByText('Uw scenario', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Kies een scenario' }).click();
      const dialog = page.getByRole('dialog');
      const group = dialog.getByRole('region', { name: 'Uw scenario’s' });
      assert.match(plain(await group.innerText()), /nu open/);
      const document = JSON.parse(await readFile(join(dist, 'scenarios/maatwerk.json'), 'utf8'));
      await dialog.locator('input[type=file]').setInputFiles({ name: 'ander.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ ...document, id: 'van-een-ander' })) });
      await page.getByText('Geopend document').waitFor();
      await page.getByRole('button', { name: 'Kies een scenario' }).click();
      const file = dialog.getByRole('region', { name: 'Uit een bestand' });
      await file.locator('summary').click();
      assert.match(plain(await file.innerText()), /Maatwerk.*nu open.*Voorbehouden/s);
      await check();
      await close();
    });

    test('in English, narrow and dark it says the same and nothing runs off the page', async () => {
      const { page, dialog, check, close } = await opened({ viewport: { width: 360, height: 800 }, colorScheme: 'dark', locale: 'en-GB' });
      await dialog.locator('summary').first().click();
      assert.match(plain(await dialog.innerText()), /Choose a scenario.*What it shows.*Caveats.*Assumptions/s);
      assert.ok(await dialog.evaluate((each) => each.scrollWidth <= 360 && [...each.querySelectorAll('*')].every((inside) => inside.getBoundingClientRect().right <= 360)));
      await expectAccessible(page, 'picker in English, dark');
      await check();
      await close();
    });
  });
}

describe('the picker of the page in one file', () => {
  let browser;
  before(async () => {
    browser = await launch('chromium');
  });
  after(() => browser.close());

  test('knows as much, without asking anybody', async () => {
    const own = pathToFileURL(join(dist, 'dagdeel.html')).href;
    const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 }, own });
    await openPage(page, own);
    await page.getByRole('button', { name: 'Kies een scenario' }).click();
    await page.getByRole('dialog').locator('details').nth(14).waitFor();
    await page.keyboard.press('Escape');
    await pick(page, 'jeugdigen-29');
    await expectAnswer(page, 'in 2029');
    await check();
    await close();
  });
});
