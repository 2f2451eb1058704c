// axe, with target sizes, in every view and state, both languages, light and dark; and what axe cannot see.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { address, dist, eventually, expectAccessible, expectAnswer, field, fill, launch, openPage, watchedPage } from './support.js';

const VIEWS = { tarief: '183', begroting: '665' };

describe('accessibility', () => {
  let browser;
  before(async () => {
    browser = await launch('chromium');
  });
  after(() => browser.close());

  const size = { viewport: { width: 1440, height: 1000 } };

  for (const colorScheme of ['light', 'dark']) {
    for (const [hash, part] of Object.entries(VIEWS)) {
      for (const lang of ['nl', 'en']) {
        test(`${hash}, ${lang}, ${colorScheme}`, async () => {
          const { page, check, close } = await watchedPage(browser, { ...size, colorScheme });
          await openPage(page, `${address}?lang=${lang}#${hash}`);
          await expectAnswer(page, part);
          await expectAccessible(page, 'at first');
          for (const summary of await page.locator('summary').all()) await summary.click();
          await expectAccessible(page, 'with everything opened');
          await page.locator('.dagdeel-explain').first().click();
          await page.locator('#rekenstrook .dagdeel-tree').waitFor();
          await expectAccessible(page, 'with the explanation of another figure');
          await check();
          await close();
        });
      }
    }

    test(`states, ${colorScheme}`, async () => {
      const { page, check, close } = await watchedPage(browser, { ...size, colorScheme });
      await openPage(page, address);
      await fill(page, 'Nieuw tarief', '12,25 per uur');
      await page.locator('.dagdeel-error').waitFor();
      await expectAccessible(page, 'a wrong input');
      await page.getByRole('button', { name: 'Zet 49,01 terug' }).click();
      await fill(page, 'Maximale groepsgrootte', '7,5');
      await page.locator('.dagdeel-notice--refused').waitFor();
      await expectAccessible(page, 'a refused fit');
      await page.getByRole('button', { name: 'Terug naar bronwaarden' }).click();
      await page.getByRole('button', { name: 'Kies een datum' }).click();
      await expectAccessible(page, 'the calendar');
      await page.keyboard.press('Escape');
      for (const panel of ['Bewaren', 'Delen']) {
        await page.getByRole('button', { name: panel, exact: true }).click();
        await page.locator('.dagdeel-panel').waitFor();
        await expectAccessible(page, panel);
      }
      await page.getByRole('button', { name: 'Bewaren', exact: true }).click();
      await page.getByRole('button', { name: 'Wis alles' }).click();
      await expectAccessible(page, 'the question before clearing');
      await page.getByRole('dialog').getByRole('button', { name: 'Wis alles' }).click();
      await page.getByText('Alles is gewist.').waitFor();
      await expectAccessible(page, 'what was said');
      await page.getByText('eigen verdeling per maand').click();
      await page.getByText('Verfijnen').click();
      await page.getByRole('switch', { name: 'Begeleiders in stappen' }).click();
      await page.getByText('Stap erbij').waitFor();
      await expectAccessible(page, 'all inputs');
      await check();
      await close();
    });

    test(`long work and a restarted engine, ${colorScheme}`, async () => {
      const { page, check, close } = await watchedPage(browser, { ...size, colorScheme });
      await openPage(page, address);
      const dispatch = (action) => page.evaluate((sent) => document.querySelector('dagdeel-app').store.dispatch(sent), action);
      await dispatch({ type: 'run-progressed', fraction: 0.62, shown: true });
      await page.getByText('62 % berekend').waitFor();
      await expectAccessible(page, 'long work');
      await dispatch({ type: 'run-cancelled' });
      await fill(page, 'Cliënten', '200');
      await expectAnswer(page, '€ 367.680,00');
      for (const again of [false, true]) {
        await dispatch({ type: 'notify', notice: { kind: 'restarted', code: 'engine-trap', again } });
        await page.getByText('De berekening liep vast en is opnieuw gestart.').waitFor();
        await expectAccessible(page, 'a restarted engine');
      }
      await page.getByRole('button', { name: 'Stap terug naar de vorige invoer' }).click();
      await expectAnswer(page, '€ 183.840,00');
      await check();
      await close();
    });

    test(`somebody else's document, ${colorScheme}`, async () => {
      const { page, check, close } = await watchedPage(browser, { ...size, colorScheme });
      const text = await readFile(join(dist, 'scenarios/dagbesteding-regulier.json'));
      await openPage(page, `${address}#d=${deflateRawSync(text).toString('base64url')}`);
      await page.locator('.dagdeel-foreign').waitFor();
      await expectAccessible(page, 'a document from somebody else');
      await page.goto(`${address}#d=AAAA`);
      await page.getByRole('alert').waitFor();
      await expectAccessible(page, 'a link that was refused');
      await check();
      await close();
    });
  }

  for (const width of [320, 360, 768, 1024]) {
    test(`at ${width} px nothing scrolls sideways and axe finds nothing`, async () => {
      for (const hash of Object.keys(VIEWS)) {
        const { page, check, close } = await watchedPage(browser, { viewport: { width, height: 800 } });
        await openPage(page, `${address}#${hash}`);
        const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        await eventually(async () => assert.equal(await wide(), 0, hash));
        await expectAccessible(page, `${hash} at ${width}`);
        if (width < 880 && hash === 'tarief') {
          await page.locator('.dagdeel-inputs__summary').click();
          await field(page, 'Nieuw tarief').waitFor();
          await eventually(async () => assert.equal(await wide(), 0, 'with the inputs open'));
          await expectAccessible(page, `inputs at ${width}`);
        }
        if (width < 1200) {
          await page.getByRole('button', { name: 'Menu' }).click();
          await page.getByRole('link', { name: 'Begroting en prognose' }).waitFor();
          await expectAccessible(page, `menu at ${width}`);
        }
        await page.locator('.dagdeel-explain').first().click();
        await page.locator('#rekenstrook .dagdeel-tree').waitFor();
        await eventually(async () => assert.equal(await wide(), 0, 'with an explanation'));
        await check();
        await close();
      }
    });
  }

  // WCAG 1.4.12, 1.4.10 and 2.4.2, which axe cannot see.
  test('every view names itself, and bears spaced text at 320 px and letters twice as large', async () => {
    const spaced = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }';
    const titles = new Set();
    for (const hash of ['tarief', 'begroting', 'kostprijs', 'gevoeligheid', 'gegevens', 'vergelijken', 'onderbouwing']) {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 320, height: 800 } });
      await page.goto(`${address}${hash === 'kostprijs' ? '?scenario=kostprijs-dagdeel' : ''}#${hash}`);
      await page.locator('h1:not(:empty)').first().waitFor();
      titles.add(await page.title());
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await page.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        const apply = (root) => {
          root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
          for (const each of root.querySelectorAll('*')) if (each.shadowRoot) apply(each.shadowRoot);
        };
        apply(document);
      }, spaced);
      await eventually(async () => assert.equal(await wide(), 0, `${hash} with spaced text`));
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
      await eventually(async () => assert.equal(await wide(), 0, `${hash} twice as large`));
      await check();
      await close();
    }
    assert.equal(titles.size, 7, [...titles].join('\n'));
  });

  test('the example page with the element', async () => {
    const { page, check, close } = await watchedPage(browser, { viewport: { width: 1200, height: 1100 } });
    await openPage(page, `${address}voorbeeld-intranet.html`);
    await expectAccessible(page, 'embedded');
    await check();
    await close();
  });

  test('the answer is read aloud once it has come to rest', async () => {
    const { page, check, close } = await watchedPage(browser, size);
    await openPage(page, address);
    const speaks = (text) => page.waitForFunction((wanted) => document.querySelector('dagdeel-app').shadowRoot.querySelector('[data-spoken]').textContent.includes(wanted), text);
    await speaks('183.840,00');
    // Measured in the page, for the test itself may come late.
    await page.evaluate(() => {
      const root = document.querySelector('dagdeel-app').shadowRoot;
      const said = { answered: 0, spoken: 0 };
      const look = () => {
        if (root.querySelector('h1').textContent.includes('367.680,00')) said.answered ||= performance.now();
        if (root.querySelector('[data-spoken]').textContent.includes('367.680,00')) said.spoken ||= performance.now();
      };
      new MutationObserver(look).observe(root, { subtree: true, childList: true, characterData: true });
      globalThis.said = said;
    });
    await fill(page, 'Cliënten', '200');
    await speaks('367.680,00');
    const { answered, spoken } = await page.evaluate(() => globalThis.said);
    assert.ok(answered > 0 && spoken - answered > 300, `not while typing: ${spoken - answered} ms after the answer`);
    await check();
    await close();
  });

  test('with forced colours and reduced motion the journey is the same, and print holds the answer and its sources', async () => {
    const { page, check, close } = await watchedPage(browser, { ...size, forcedColors: 'active', reducedMotion: 'reduce' });
    await openPage(page, address);
    await fill(page, 'Cliënten', '200');
    await expectAnswer(page, '€ 367.680,00');
    await page.emulateMedia({ media: 'print', forcedColors: 'none' });
    assert.equal(await page.locator('h1').isVisible(), true);
    assert.equal(await page.locator('.dagdeel-section--sources').isVisible(), true);
    assert.equal(await page.locator('.dagdeel-footer__print').isVisible(), true);
    assert.equal(await page.locator('.dagdeel-toolbar').isVisible(), false);
    assert.equal(await field(page, 'Nieuw tarief').isVisible(), true);
    await check();
    await close();
  });
});
