// *Onderbouwing* as a person uses it: the method of every scenario, by mouse and by keyboard, down to a source and back to the input.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { address, dist, expectAccessible, field, fill, launch, watchedPage } from './support.js';

const plain = (text) => text.replaceAll('\u00a0', ' ').replaceAll('\n', ' ');

async function openMethod(page, url) {
  await page.goto(url);
  await page.locator('#onderbouwing-formulas').waitFor();
}

const sentence = async (page) => plain(await page.locator('h1').innerText());
const formula = (page, name) => page.locator('.dagdeel-formulas').first().locator('tbody tr', { has: page.getByText(name, { exact: true }) });

describe('method and sources', () => {
  let browser;
  before(async () => {
    browser = await launch('chromium');
  });
  after(() => browser.close());

  test('the founding case: its formulas, its sources, what is assumed, its checksum', async () => {
    const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
    await openMethod(page, `${address}#onderbouwing`);
    assert.match(await sentence(page), /^De uitkomst € 183\.840,00 volgt uit \d+ formules en 13 invoerwaarden; 8 daarvan zijn een aanname\.$/);
    assert.match(plain(await page.locator('.dagdeel-report__answer').innerText()), /€ 183\.840,00 per jaar extra/);
    const row = formula(page, 'Meerkosten per jaar');
    assert.match(plain(await row.innerText()), /183\.840,00/);
    assert.match(plain(await row.innerText()), /begrotingsbedrag per jaar, op centen/);
    assert.match(plain(await row.innerText()), /ZHZ-2022.*3 aannamen/);
    // From a number in a formula to that formula.
    await row.locator('.wide-only .dagdeel-ref').first().click();
    const there = page.locator('[id^="formule-"]:focus');
    assert.match(plain(await there.locator('xpath=..').innerText()), /Verschil per dagdeel/);
    await page.getByRole('button', { name: 'In woorden' }).click();
    assert.match(plain(await row.innerText()), /verschil per dagdeel × dagdelen per jaar/);
    const result = JSON.parse(await page.evaluate(() => JSON.stringify(document.querySelector('dagdeel-app').store.state.result.document)));
    assert.ok(plain(await page.locator('.dagdeel-version').innerText()).includes(result.checksum));
    await check();
    await close();
  });

  test('a number opens its tree under its row, Esc closes it, and the focus goes back', async () => {
    const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
    await openMethod(page, `${address}#onderbouwing`);
    const number = formula(page, 'Meerkosten per jaar').locator('.num-button');
    await number.focus();
    await page.keyboard.press('Enter');
    await page.locator('#rekenstrook .dagdeel-tree').waitFor();
    assert.equal(await number.getAttribute('aria-expanded'), 'true');
    assert.ok(await page.locator('.dagdeel-report__tape #rekenstrook').isVisible());
    await expectAccessible(page, 'with an explanation');
    await page.keyboard.press('Escape');
    await page.locator('#rekenstrook').waitFor({ state: 'detached' });
    assert.equal(await number.evaluate((element) => element.getRootNode().activeElement === element), true);
    await check();
    await close();
  });

  test('an assumption leads to its field; another value is no longer what was shipped', async () => {
    const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
    await openMethod(page, `${address}#onderbouwing`);
    await page.getByRole('button', { name: 'Naar de invoer: Cliënten', exact: true }).click();
    await field(page, 'Cliënten').waitFor();
    await page.waitForFunction(() => document.querySelector('dagdeel-app').shadowRoot.activeElement?.value === '100');
    await fill(page, 'Cliënten', '200');
    await page.getByRole('link', { name: 'Onderbouwing' }).click();
    await page.locator('h1', { hasText: '367.680,00' }).waitFor();
    assert.match(plain(await page.locator('.dagdeel-version').innerText()), /gewijzigd ten opzichte van/);
    await check();
    await close();
  });

  test('it fits every scenario, in both languages', async () => {
    const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
    await openMethod(page, `${address}?lang=en#onderbouwing`);
    const ids = await page.evaluate(() => document.querySelector('dagdeel-app').store.state.scenarios.map(({ id }) => id));
    for (const id of ids) {
      await page.evaluate((chosen) => document.querySelector('dagdeel-app').store.dispatch({ type: 'choose-scenario', id: chosen }), id);
      await page.waitForFunction((chosen) => {
        const { method, computed } = document.querySelector('dagdeel-app').store.state;
        return method?.method.document.id === chosen && method.of === computed;
      }, id);
      assert.match(await sentence(page), /^The outcomes? (.* )?follows? from \d+ formulas and .* inputs/, id);
      const numbers = await page.locator('.dagdeel-formulas').first().locator('tbody tr').count();
      assert.ok(numbers > 10, `${id}: ${numbers} formulas`);
      assert.ok(!(await page.locator('.dagdeel-report').innerText()).includes('undefined'), id);
    }
    await check();
    await close();
  });

  test('a document from somebody else keeps its tag, and only https is an address', async () => {
    const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
    const document = JSON.parse(await readFile(join(dist, 'scenarios/dagbesteding-regulier.json'), 'utf8'));
    document.sources[0].url = 'javascript:alert(1)';
    document.sources[1].url = 'https://example.org/bron';
    await page.goto(`${address}#d=${deflateRawSync(Buffer.from(JSON.stringify(document))).toString('base64url')}`);
    await page.locator('.dagdeel-foreign').waitFor();
    await page.getByRole('link', { name: 'Onderbouwing' }).click();
    await page.locator('#onderbouwing-version').waitFor();
    assert.match(plain(await page.locator('.dagdeel-version').innerText()), /van een ander, niet gecontroleerd/);
    const links = await page.locator('.dagdeel-report a[href]').evaluateAll((found) => [...new Set(found.map((link) => link.getAttribute('href')))]);
    assert.deepEqual(links, ['https://example.org/bron']);
    await check();
    await close();
  });

  test('on paper it is a report: answer, tables, formulas and sources, without the buttons', async () => {
    const { page, check, close } = await watchedPage(browser, { viewport: { width: 1000, height: 1000 } });
    await openMethod(page, `${address}#onderbouwing`);
    await page.emulateMedia({ media: 'print' });
    for (const id of ['outcomes', 'formulas', 'inputs', 'assumptions', 'caveats', 'version']) assert.ok(await page.locator(`#onderbouwing-${id}`).isVisible(), id);
    assert.equal(await page.locator('.dagdeel-toc').isVisible(), false);
    assert.equal(await page.locator('.dagdeel-report__go').first().isVisible(), false);
    await check();
    await close();
  });

  for (const colorScheme of ['light', 'dark']) {
    test(`axe finds nothing and nothing scrolls sideways, ${colorScheme}`, async () => {
      for (const width of [360, 768, 1440]) {
        const { page, check, close } = await watchedPage(browser, { viewport: { width, height: 900 }, colorScheme });
        await openMethod(page, `${address}#onderbouwing`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${width}`);
        await expectAccessible(page, `${width}`);
        await page.locator('.num-button').first().click();
        await page.locator('#rekenstrook .dagdeel-tree').waitFor();
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${width} with an explanation`);
        await check();
        await close();
      }
    });
  }
});
