// How sure the answer is, as a person finds out: the fan, the chances, what drives them, another law, cancelling, versions.
import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { address, dist, expectAccessible, expectAnswer, launch, openPage, plain, saved, watchedPage } from './support.js';

const url = `${address}#begroting`;
const projection = (page) => page.locator('dagdeel-projection-chart svg[role=img]');
const rows = (page) => page.locator('section[aria-labelledby=onzekerheid-kop] tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim())));
const message = async (page) => plain(await page.locator('#onzekerheid-kop').innerText());

for (const name of ['chromium', 'firefox']) {
  describe(`uncertainty in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    async function opened(options) {
      const watched = await watchedPage(browser, { viewport: { width: 1440, height: 1000 }, ...options });
      await openPage(watched.page, url);
      await watched.page.locator('#onzekerheid-kop').waitFor();
      return watched;
    }

    test('the fan, the chance of each year and what drives it', async () => {
      const { page, check, close } = await opened();
      const texts = (await projection(page).locator('text').allTextContents()).map(plain).join(' ');
      assert.match(texts, /9 van de 10 uitkomsten.*tot/);
      assert.equal(await projection(page).locator('.c-fan-outer').count(), 1);
      assert.match(plain(await projection(page).getAttribute('aria-label')), /waaier/);
      assert.match(await message(page), /^De kans dat 2029 over de begroting gaat, is \d+(,\d+)? %\.$/);
      const shown = await rows(page);
      // The published indices of 2024 and 2025 are sure, the path to fewer young people is not.
      assert.deepEqual(shown.map(([year]) => year), ['2024', '2025', '2026', '2027', '2028', '2029']);
      for (const row of shown) {
        assert.equal(row.length, 8);
        const amounts = row.slice(2, 5).map((text) => Number.parseInt(text.replaceAll('.', ''), 10));
        assert.deepEqual(amounts, [...amounts].sort((a, b) => a - b));
      }
      const drivers = page.locator('dagdeel-drivers-chart');
      assert.match(plain(await drivers.locator('svg[role=img]').getAttribute('aria-label')), /rangcorrelatie/i);
      await drivers.getByText('Toon tabel').click();
      assert.equal(await drivers.locator('tbody tr').count(), 4);
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByText(/The chance that 2029 exceeds the budget/).waitFor();
      await check();
      await close();
    });

    test('another law, by keyboard, and back again', async () => {
      const { page, check, close } = await opened();
      const before = await rows(page);
      await page.getByRole('button', { name: 'Wijzig: Minder jongeren in verblijf: minder in het doeljaar' }).focus();
      await page.keyboard.press('Enter');
      const form = page.locator('[id^="formulier-onzeker"]');
      await form.waitFor();
      await form.getByLabel('Verdeling').selectOption('uniform');
      await page.waitForFunction((old) => {
        const find = (root) => root.querySelector('section[aria-labelledby=onzekerheid-kop] tbody') ?? [...root.querySelectorAll('*')].map((each) => each.shadowRoot && find(each.shadowRoot)).find(Boolean);
        return (find(document)?.innerText ?? old) !== old;
      }, await page.locator('section[aria-labelledby=onzekerheid-kop] tbody').innerText());
      assert.notDeepEqual(await rows(page), before);
      await form.getByLabel('Laagste').fill('90');
      await form.getByLabel('Laagste').blur();
      await page.getByText('low niet groter dan high').first().waitFor();
      await page.keyboard.press('ControlOrMeta+Z');
      await page.keyboard.press('ControlOrMeta+Z');
      await page.waitForFunction((old) => {
        const find = (root) => root.querySelector('section[aria-labelledby=onzekerheid-kop] tbody') ?? [...root.querySelectorAll('*')].map((each) => each.shadowRoot && find(each.shadowRoot)).find(Boolean);
        return find(document)?.querySelectorAll('td')[1]?.innerText === old;
      }, before[0][2]);
      assert.deepEqual(await rows(page), before);
      await check();
      await close();
    });

    test('a long simulation shows how far it is, can be stopped, and the last result stays', async () => {
      const { page, check, close } = await opened();
      const before = await rows(page);
      // At once: 200 on the way to 200000 would be simulated as well.
      await page.getByLabel('Trekkingen', { exact: true }).fill('200000');
      const job = page.getByRole('region', { name: 'De uitkomsten worden gesimuleerd' });
      await job.waitFor();
      // The page answers meanwhile.
      await page.getByRole('button', { name: 'Cliënten', exact: true }).click();
      await job.getByRole('button', { name: 'Annuleer' }).click();
      await page.getByText('De simulatie is gestopt.').waitFor();
      assert.deepEqual(await rows(page), before);
      await page.keyboard.press('ControlOrMeta+Z');
      await page.getByText('De simulatie is gestopt.').waitFor({ state: 'detached' });
      await check();
      await close();
    });

    test('narrow and dark, without sideways scrolling and with nothing that axe knows', async () => {
      const { page, check, close } = await opened({ viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
      await expectAccessible(page, '360 px, dark');
      await check();
      await close();
    });
  });
}

describe('frozen versions', () => {
  let browser;
  before(async () => {
    browser = await launch('chromium');
  });
  after(() => browser.close());

  test('are kept over a reload, open read-only, go into a file and come back', async () => {
    const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
    await openPage(page, address);
    const keep = page.getByRole('button', { name: 'Bewaren', exact: true });
    await keep.click();
    await page.getByLabel('Wat bekend was op').fill('05-09-2022');
    await page.getByLabel('Waarom').fill('ontwikkeltafel');
    await page.getByRole('button', { name: 'Vastleggen' }).click();
    await page.getByText('De versie is vastgelegd').waitFor();
    await page.reload();
    await openPage(page, address);
    await keep.click();
    await page.getByRole('button', { name: 'Versie van 5 september 2022 openen: ontwikkeltafel' }).click();
    await page.getByText('Dit is een vastgelegde versie: wat bekend was op 5 september 2022. ontwikkeltafel').waitFor();
    await expectAnswer(page, '€ 183.840,00');
    assert.ok(await page.locator('#invoervelden').evaluate((body) => body.disabled));
    await keep.click();
    const text = (await saved(page, () => page.getByRole('button', { name: 'Bewaar als bestand' }).click())).bytes.toString('utf8');
    assert.deepEqual(JSON.parse(text).frozen, { known: '2022-09-05', note: 'ontwikkeltafel', of: 'dagbesteding-regulier' });
    await page.getByRole('button', { name: 'Maak een kopie' }).click();
    assert.ok(!(await page.locator('#invoervelden').evaluate((body) => body.disabled)));
    const file = join(await mkdtemp(join(tmpdir(), 'dagdeel-')), 'versie.json');
    await writeFile(file, text.replace('ontwikkeltafel', 'ingelezen'));
    await keep.click();
    await page.locator('#paneel-keep input[type=file]').setInputFiles(file);
    await page.getByText('van een ander, niet gecontroleerd').first().waitFor();
    await check();
    await close();
  });
});
