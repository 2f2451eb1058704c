// <dagdeel-scenario> in somebody else's page, as an editor and as a developer use it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { read } from '../workbook/xlsx.js';
import { dist, eventually, expectAccessible, fill, launch, pick, plain, saved, watchedPage } from './support.js';
import { host } from './hosts.js';

/** What a careful intranet sends; nothing in it is there for Dagdeel but what `docs/` says. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'; img-src 'self' data:";
const page = (body, head = '') => `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Intranet</title><link rel="icon" href="data:,">${head}<script src="dagdeel-embed.js" defer></script></head><body><main>${body}</main></body></html>`;
const scenario = (id) => readFileSync(join(dist, `scenarios/${id}.json`), 'utf8');

for (const name of ['chromium', 'firefox']) {
  describe(`the element in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    /** A page of a host with this body; `files` are other files of it by path. */
    async function opened(body, { head = '', files = {}, script = '', width = 1100, headers = { 'Content-Security-Policy': POLICY } } = {}) {
      const given = { '/': page(body, head), ...files };
      const server = await host(dist, { headers, answer: (path) => (given[path] === undefined ? undefined : { body: given[path], headers: { 'Content-Type': path.endsWith('.css') ? 'text/css' : path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8' } }) });
      const watched = await watchedPage(browser, { own: server.address, viewport: { width, height: 900 } });
      await watched.page.addInitScript(`globalThis.heard = []; for (const name of ['dagdeel-ready', 'dagdeel-change', 'dagdeel-error']) document.addEventListener(name, ({ detail }) => heard.push({ name, detail })); ${script}`);
      await watched.page.goto(server.address);
      const close = async () => {
        await watched.close();
        await server.close();
      };
      return { ...watched, server, close };
    }

    const element = (watched, at = 0) => watched.page.locator('dagdeel-scenario').nth(at);
    const heard = (watched) => watched.page.evaluate(() => globalThis.heard.map(({ name, detail }) => ({ name, code: detail.code, amount: detail.document?.levers[0]?.amount?.value, format: detail.result?.format })));

    test('tells of changes, gives its document and takes another, under a strict policy and without a request', async () => {
      const watched = await opened('<dagdeel-scenario></dagdeel-scenario>');
      const { page: tab, server, check, close } = watched;
      await element(watched).locator('.dagdeel-figures').waitFor();
      assert.deepEqual(await heard(watched), [{ name: 'dagdeel-ready', code: undefined, amount: '49.01', format: 'dagdeel-result/1' }]);
      await fill(tab, 'Nieuw tarief', '50,01');
      await tab.waitForFunction(() => globalThis.heard.at(-1).detail.document.levers[0].amount.value === '50.01');
      assert.equal((await heard(watched)).at(-1).name, 'dagdeel-change');
      const out = await tab.evaluate(() => {
        const each = document.querySelector('dagdeel-scenario');
        const { document: first } = each;
        first.levers[0].amount.value = '1.00';
        return { kept: each.document.levers[0].amount.value, effect: each.result.tables.find(({ id }) => id === 'structureel-effect').cells[0] };
      });
      assert.deepEqual(out, { kept: '50.01', effect: '199840.00' });
      await tab.evaluate((text) => {
        document.querySelector('dagdeel-scenario').document = JSON.parse(text.replace('"49.01"', '"48.01"'));
      }, scenario('dagbesteding-regulier'));
      await element(watched).locator('.dagdeel-answer', { hasText: '167.840,00' }).waitFor();
      await tab.evaluate(() => {
        document.querySelector('dagdeel-scenario').document = '{"format":"dagdeel-scenario/9"}';
      });
      await element(watched).getByText('geen scenario dat Dagdeel kan lezen').waitFor();
      assert.equal((await heard(watched)).at(-1).code, 'document-refused');
      assert.deepEqual([...new Set(server.requests)].filter((path) => path !== '/'), ['/dagdeel-embed.js'], 'and its worker is the same script');
      assert.deepEqual(await tab.evaluate(() => Object.keys(localStorage)), []);
      await check();
      await close();
    });

    test('a document may stand in the page itself', async () => {
      const watched = await opened(`<dagdeel-scenario><script type="application/json">${scenario('dagbesteding-regulier').replace('"49.01"', '"48.01"')}</script></dagdeel-scenario>`);
      await element(watched).locator('.dagdeel-answer', { hasText: '167.840,00' }).waitFor();
      await watched.check();
      await watched.close();
    });

    test('where it may only be read nothing can be typed, and the answer still explains itself', async () => {
      const watched = await opened('<dagdeel-scenario readonly></dagdeel-scenario><dagdeel-scenario readonly view="budget" scenario="verblijf-gooi"></dagdeel-scenario>');
      const { page: tab, check, close } = watched;
      await element(watched).locator('.dagdeel-figures').waitFor();
      assert.equal(await element(watched).locator('input').count(), 0);
      assert.match(plain(await element(watched).locator('.dagdeel-embed__inputs').innerText()), /Huidig tarief € 37,52/);
      assert.equal(await element(watched).getByRole('button', { name: /^Excel/ }).count(), 0);
      await element(watched).getByRole('button', { name: /Hoe is dit berekend\? Structureel/ }).click();
      await element(watched).locator('#rekenstrook').getByText('Dagdelen per jaar').first().waitFor();
      await element(watched, 1).locator('.dagdeel-figures').waitFor();
      assert.equal(await element(watched, 1).locator('.dagdeel-inputs input:enabled').count(), 0);
      await expectAccessible(tab, 'read only');
      await tab.evaluate(() => document.querySelector('dagdeel-scenario').removeAttribute('readonly'));
      await fill(tab, 'Cliënten', '200').catch(() => {});
      await element(watched).locator('.dagdeel-answer', { hasText: '367.680,00' }).waitFor();
      await check();
      await close();
    });

    test('the whole of Dagdeel, and each view by name, in its own width', async () => {
      const watched = await opened('<dagdeel-scenario view="whole"></dagdeel-scenario>');
      const { page: tab, check, close } = watched;
      const each = element(watched);
      await each.getByRole('heading', { level: 1 }).waitFor();
      await pick(each, 'verblijf-gooi');
      await each.getByText('665.907,25').first().waitFor();
      await expectAccessible(tab, 'whole');
      for (const view of ['budget', 'tariff', '']) {
        await tab.evaluate((named) => {
          const made = document.createElement('dagdeel-scenario');
          made.setAttribute('view', named);
          document.querySelector('dagdeel-scenario').replaceWith(made);
        }, view);
        await each.locator('.dagdeel-figures').waitFor();
        assert.equal(await each.locator('dagdeel-budget-view').count(), view === 'budget' ? 1 : 0, view);
        assert.equal(await each.locator('dagdeel-tariff-view').count(), view === 'tariff' ? 1 : 0, view);
      }
      await tab.evaluate(() => { document.body.style.margin = '0'; });
      for (const width of [1100, 640, 360]) {
        await tab.evaluate((wide) => {
          document.querySelector('dagdeel-scenario').style.inlineSize = `${wide}px`;
        }, width);
        const columns = () => each.evaluate((host) => ({ fits: host.scrollWidth <= host.clientWidth, inputs: getComputedStyle(host.shadowRoot.querySelector('.dagdeel-embed__inputs')).gridTemplateColumns.split(' ').length }));
        await eventually(async () => assert.deepEqual(await columns(), { fits: true, inputs: width === 360 ? 2 : 4 }, `${width} px in a window of 1100`));
      }
      await check();
      await close();
    });

    test('shows its method, and comes back to the answer', async () => {
      const watched = await opened('<dagdeel-scenario></dagdeel-scenario>');
      await element(watched).getByRole('button', { name: 'Onderbouwing' }).click();
      await element(watched).locator('.dagdeel-report h2').first().waitFor();
      await expectAccessible(watched.page, 'method');
      await element(watched).getByRole('button', { name: 'Terug naar het antwoord' }).click();
      await element(watched).locator('.dagdeel-embed__inputs').waitFor();
      await watched.check();
      await watched.close();
      for (const view of ['comparison', 'sensitivity']) {
        const other = await opened(`<dagdeel-scenario view="${view}" own-data></dagdeel-scenario>`);
        await element(other).locator('.dagdeel-view').getByRole('heading', { level: 1 }).waitFor();
        await other.check();
        await other.close();
      }
    });

    test('saves a workbook', async () => {
      const watched = await opened('<dagdeel-scenario></dagdeel-scenario>');
      const { page: tab, check, close } = watched;
      const press = (button) => () => element(watched).getByRole('button', { name: button }).click();
      const { name: file, bytes } = await saved(tab, press(/^Excel/));
      assert.equal(file, 'dagdeel-dagbesteding-regulier-werkboek.xlsx');
      assert.equal(read(Uint8Array.from(bytes)).sheets.length, 4);
      assert.match((await saved(tab, press(/^CSV/))).name, /\.csv$/);
      await check();
      await close();
    });

    test('many on one page share one engine', async () => {
      const watched = await opened('<dagdeel-scenario></dagdeel-scenario>'.repeat(4), { script: `
        globalThis.workers = 0; const Old = Worker; globalThis.Worker = class extends Old { constructor(...all) { super(...all); globalThis.workers += 1; } };` });
      const { page: tab, check, close } = watched;
      for (let at = 0; at < 4; at += 1) await element(watched, at).locator('.dagdeel-figures').waitFor();
      await element(watched, 2).getByLabel('Cliënten', { exact: true }).click();
      await tab.keyboard.press('ControlOrMeta+A');
      await tab.keyboard.type('200');
      await element(watched, 2).locator('.dagdeel-answer', { hasText: '367.680,00' }).waitFor();
      assert.match(plain(await element(watched, 1).locator('.dagdeel-answer').innerText()), /183\.840,00/, 'the others keep their own document');
      assert.equal(await tab.evaluate(() => globalThis.workers), 1);
      await check();
      await close();
    });

    test('styles leak neither way, and a theme class on an ancestor colours it', async () => {
      const css = `body, main { letter-spacing: 4px; text-transform: uppercase; line-height: 3; text-align: right; font: italic 30px cursive; word-spacing: 9px; text-indent: 40px; white-space: pre; color: red; cursor: wait; }
        * { border: 5px solid red; } p { margin: 90px; } input { background: red; } button { color: red; }
        .gemeente-theme { --dagdeel-color-accent: rgb(1, 2, 3); --utrecht-textbox-border-color: rgb(4, 5, 6); }`;
      const looks = (watched, at) => element(watched, at).evaluate((host) => {
        const look = (each) => {
          const { letterSpacing, textTransform, lineHeight, textAlign, fontFamily, fontStyle, fontSize, wordSpacing, textIndent, whiteSpace, color, cursor, borderTopWidth, marginTop } = getComputedStyle(each);
          return [each.className.baseVal ?? each.className, letterSpacing, textTransform, lineHeight, textAlign, fontFamily, fontStyle, fontSize, wordSpacing, textIndent, whiteSpace, color, cursor, borderTopWidth, marginTop].join('|');
        };
        return [...host.shadowRoot.querySelectorAll('.dagdeel-root *')].map(look);
      });
      const calm = await opened('<div><dagdeel-scenario></dagdeel-scenario></div>');
      await element(calm).locator('.dagdeel-figures').waitFor();
      await calm.page.mouse.move(0, 0);
      const wanted = await looks(calm, 0);
      await calm.close();
      const wild = await opened('<p id="own">Eigen tekst</p><div><dagdeel-scenario></dagdeel-scenario></div><div class="gemeente-theme"><dagdeel-scenario></dagdeel-scenario></div>', { head: '<link rel="stylesheet" href="wild.css">', files: { '/wild.css': css } });
      await element(wild, 1).locator('.dagdeel-figures').waitFor();
      // The host may draw a border around the element itself, as around any of its own: then there is a little less room.
      await wild.page.evaluate(() => document.querySelectorAll('dagdeel-scenario, div, body, html').forEach((each) => { each.style.border = '0'; }));
      await eventually(async () => assert.deepEqual(await looks(wild, 0), wanted, 'nothing of the host comes in'));
      const own = await wild.page.evaluate(() => ({ sheets: document.styleSheets.length, adopted: document.adoptedStyleSheets.length, margin: getComputedStyle(document.querySelector('#own')).marginTop }));
      assert.deepEqual(own, { sheets: 1, adopted: 0, margin: '90px' }, 'nothing of ours goes out');
      const themed = await element(wild, 1).evaluate(({ shadowRoot }) => [getComputedStyle(shadowRoot.querySelector('.dagdeel-explain')).color, getComputedStyle(shadowRoot.querySelector('.dagdeel-control')).borderTopColor]);
      assert.deepEqual(themed, ['rgb(1, 2, 3)', 'rgb(4, 5, 6)']);
      await wild.close();
    });

    test('a scheme of its own, light and dark beside each other', async () => {
      const watched = await opened('<dagdeel-scenario theme="light"></dagdeel-scenario><dagdeel-scenario theme="dark"></dagdeel-scenario>');
      await element(watched, 1).locator('.dagdeel-figures').waitFor();
      const ground = (at) => element(watched, at).evaluate(({ shadowRoot }) => getComputedStyle(shadowRoot.querySelector('.dagdeel-embed')).backgroundColor);
      assert.equal(await ground(0), 'rgb(255, 255, 255)');
      assert.equal(await ground(1), 'rgb(18, 32, 32)');
      await watched.close();
    });

    test('a second version on the page says so, and the same one twice does not', async () => {
      const code = readFileSync(join(dist, 'dagdeel-embed.js'), 'utf8');
      const { version } = JSON.parse(readFileSync(new URL('../../pkg/package.json', import.meta.url), 'utf8'));
      const other = code.replaceAll(`version:\`${version}\``, 'version:`9.9.9`').replaceAll(`version:"${version}"`, 'version:"9.9.9"');
      assert.notEqual(other, code, 'the version stands in the script');
      const watched = await opened('<dagdeel-scenario></dagdeel-scenario>', { head: '<script src="twice.js" defer></script>', files: { '/twice.js': code } });
      await element(watched).locator('.dagdeel-figures').waitFor();
      assert.equal(await element(watched).getByRole('note').count(), 0);
      await watched.page.evaluate(() => new Promise((done) => {
        const script = document.createElement('script');
        script.src = 'dagdeel-embed.js';
        script.onload = done;
        document.head.append(script);
      }));
      assert.equal(await element(watched).getByRole('note').count(), 0);
      await watched.close();
      const mixed = await opened('<dagdeel-scenario></dagdeel-scenario><script src="other.js" defer></script>', { files: { '/other.js': other } });
      await element(mixed).locator('.dagdeel-figures').waitFor();
      await element(mixed).getByText(`rekent met versie ${version}, er is ook 9.9.9 geladen`).waitFor();
      await mixed.check();
      await mixed.close();
    });

    test('taken out and put back it goes on where it was', async () => {
      const watched = await opened('<div id="a"><dagdeel-scenario></dagdeel-scenario></div><div id="b"></div>');
      const { page: tab, check, close } = watched;
      await element(watched).locator('.dagdeel-figures').waitFor();
      await fill(tab, 'Cliënten', '200');
      await element(watched).locator('.dagdeel-answer', { hasText: '367.680,00' }).waitFor();
      await tab.evaluate(() => document.querySelector('#b').append(document.querySelector('dagdeel-scenario')));
      await element(watched).locator('.dagdeel-answer', { hasText: '367.680,00' }).waitFor();
      await check();
      await close();
    });
  });
}
