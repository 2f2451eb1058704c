// The page in a frame of another page: the messages of version 1, and whose are heard.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { dist, eventually, launch, watchedPage } from './support.js';
import { host, shippedHeaders } from './hosts.js';

const HELPER = readFileSync(join(dist, 'dagdeel-frame.js'), 'utf8');
const html = (body) => `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Intranet</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`;
const proposal = (amount, title = 'Voorstel') => {
  const document = JSON.parse(readFileSync(join(dist, 'scenarios/dagbesteding-regulier.json'), 'utf8'));
  document.title = { nl: title, en: title };
  document.levers[0].amount.value = amount;
  return document;
};

for (const name of ['chromium', 'firefox']) {
  describe(`the page in a frame in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    /** An intranet with a frame of Dagdeel on another host, which names the intranet among its parents, or not. */
    async function framed({ allowed = true, sandbox = '', same = false, query = '' } = {}) {
      let intranet;
      const settings = () => JSON.stringify({ parents: allowed && !same ? [new URL(intranet.address).origin] : [] });
      const { 'Content-Security-Policy': policy, ...headers } = shippedHeaders();
      // The deployer allows the frame itself; the protocol is what is tested here.
      const dagdeel = await host(dist, { headers: { ...headers, 'Content-Security-Policy': policy.replace("frame-ancestors 'self'", 'frame-ancestors *') }, answer: (path) => (path === '/dagdeel.config.json' && !same ? { body: settings() }
        : path === '/intranet.html' ? { body: html(`<iframe data-dagdeel title="Dagdeel" width="1180" src="index.html${query}"></iframe><script src="dagdeel-frame.js"></script>`), headers: { 'Content-Security-Policy': '' } } : undefined) });
      intranet = await host(dist, { answer: (path) => (path === '/intranet.html' ? { body: html(`<iframe data-dagdeel title="Dagdeel" width="1180" ${sandbox} src="${dagdeel.address}index.html${query}"></iframe><script src="dagdeel-frame.js"></script>`) } : undefined) });
      const watched = await watchedPage(browser, { own: 'http://127.0.0.1:', viewport: { width: 1200, height: 900 } });
      const tab = watched.page;
      await tab.addInitScript(() => {
        globalThis.heard = [];
        addEventListener('message', ({ data, origin }) => globalThis.heard.push({ ...data, origin }));
      });
      await tab.goto(`${same ? dagdeel.address : intranet.address}intranet.html`);
      const inside = tab.frameLocator('iframe');
      const close = async () => {
        await watched.close();
        await dagdeel.close();
        await intranet.close();
      };
      const types = () => tab.evaluate(() => globalThis.heard.map(({ type }) => type));
      return { ...watched, tab, inside, types, close };
    }

    const set = (tab, wish) => tab.evaluate((given) => document.querySelector('iframe').dagdeel.set(given).then(({ title }) => title.nl, ({ code }) => `refused: ${code}`), wish);

    test('is as high as what is in it, and tells of changes', async () => {
      const { tab, inside, check, close } = await framed();
      await inside.locator('.dagdeel-figures').waitFor();
      await tab.waitForFunction(() => document.querySelector('iframe').clientHeight > 1000);
      const scrolls = await inside.locator('html').evaluate((root) => root.scrollHeight - root.clientHeight);
      assert.ok(scrolls <= 1, `nothing to scroll inside: ${scrolls}`);
      await tab.evaluate(() => {
        globalThis.told = new Promise((done) => document.addEventListener('dagdeel-changed', ({ detail }) => done(detail.document.levers[0].amount.value)));
      });
      await inside.getByLabel('Nieuw tarief', { exact: true }).click();
      await tab.keyboard.press('ControlOrMeta+A');
      await tab.keyboard.type('50,01');
      assert.match(await tab.evaluate(() => globalThis.told), /^5/);
      await inside.locator('h1', { hasText: '199.840,00' }).waitFor();
      assert.equal(await tab.evaluate(() => document.querySelector('iframe').dagdeel.get().then(({ levers }) => levers[0].amount.value)), '50.01');
      await check();
      await close();
    });

    test('opens what it is given as somebody else’s, and asks before work that is not saved', async () => {
      const { tab, inside, check, close } = await framed();
      await inside.locator('.dagdeel-figures').waitFor();
      assert.equal(await set(tab, { document: proposal('48.01') }), 'Voorstel');
      await inside.locator('h1', { hasText: '167.840,00' }).waitFor();
      await inside.getByText('van een ander, niet gecontroleerd').first().waitFor();
      await inside.getByLabel('Cliënten', { exact: true }).click();
      await tab.keyboard.press('ControlOrMeta+A');
      await tab.keyboard.type('200');
      await inside.locator('h1', { hasText: '335.680,00' }).waitFor();
      const second = set(tab, { document: proposal('47.01', 'Ronde 2') });
      await inside.getByText('wil ‘Ronde 2’ openen').waitFor();
      await inside.getByRole('button', { name: 'Houd mijn wijzigingen' }).click();
      assert.equal(await second, 'refused: refused-by-user');
      await inside.locator('h1', { hasText: '335.680,00' }).waitFor();
      const third = set(tab, { scenario: 'verblijf-gooi' });
      await inside.getByRole('button', { name: 'Open het' }).click();
      assert.match(await third, /\S/);
      await inside.getByText('665.907,25').first().waitFor();
      await check();
      await close();
    });

    test('refuses what is no document, and what it does not understand', async () => {
      const { tab, inside, close } = await framed();
      await inside.locator('.dagdeel-figures').waitFor();
      assert.equal(await set(tab, { document: '{"format":"dagdeel-scenario/9"}' }), 'refused: document-refused');
      assert.equal(await set(tab, { document: 'geen json' }), 'refused: not-json');
      assert.equal(await set(tab, { scenario: 'bestaat-niet' }), 'refused: unknown-scenario');
      await tab.evaluate(() => {
        const frame = document.querySelector('iframe');
        for (const message of [{ dagdeel: 2, type: 'get', id: 'a' }, { dagdeel: 1, type: 'eet', id: 'b' }, { dagdeel: 1, type: 'get' }, { type: 'get', id: 'c' }]) frame.contentWindow.postMessage(message, new URL(frame.src).origin);
      });
      const answers = () => tab.evaluate(() => globalThis.heard.filter(({ type }) => type === 'error').slice(-3).map(({ id, code }) => `${id} ${code}`));
      await eventually(async () => assert.deepEqual(await answers(), ['a unknown-version', 'b unknown-message', 'null unknown-message']));
      await close();
    });

    test('is silent to a parent that the configuration does not name', async () => {
      const { tab, inside, types, close } = await framed({ allowed: false });
      await inside.locator('.dagdeel-figures').waitFor();
      await tab.evaluate(() => {
        const frame = document.querySelector('iframe');
        frame.contentWindow.postMessage({ dagdeel: 1, type: 'get', id: 'a' }, '*');
      });
      await tab.waitForTimeout(400);
      assert.deepEqual(await types(), []);
      await close();
    });

    test('hears its own parent alone, and nobody without an origin', async () => {
      const { tab, inside, types, close } = await framed({ same: true });
      await inside.locator('.dagdeel-figures').waitFor();
      await tab.waitForFunction(() => globalThis.heard.some(({ type }) => type === 'ready'));
      const before = (await types()).length;
      await tab.evaluate(async () => {
        const frame = document.querySelector('iframe');
        // A neighbour of the same origin, and one in a sandbox, whose origin is null.
        for (const sandbox of ['allow-scripts allow-same-origin', 'allow-scripts']) {
          const other = document.createElement('iframe');
          other.setAttribute('sandbox', sandbox);
          other.srcdoc = '<script>parent.frames[0].postMessage({ dagdeel: 1, type: "get", id: "spy" }, "*"); parent.postMessage("sent", "*")</' + 'script>';
          document.body.append(other);
        }
        frame.contentWindow.dispatchEvent(new MessageEvent('message', { data: { dagdeel: 1, type: 'get', id: 'spy' }, origin: 'null', source: window }));
        await new Promise((done) => setTimeout(done, 500));
      });
      assert.deepEqual((await types()).slice(before).filter((type) => type !== undefined && type !== 'height'), []);
      assert.ok(await tab.evaluate(() => document.querySelector('iframe').dagdeel.get().then(({ id }) => id === 'dagbesteding-regulier')));
      await close();
    });

    test('opens with the scenario and language that its address asks for', async () => {
      const { inside, close } = await framed({ query: '?scenario=crisis-ambulant&lang=en' });
      await inside.locator('.dagdeel-scenariobar').waitFor();
      const { title } = JSON.parse(readFileSync(join(dist, 'scenarios/crisis-ambulant.json'), 'utf8'));
      assert.ok((await inside.getByRole('button', { name: /^Choose a scenario/ }).innerText()).includes(title.en));
      await close();
    });
  });
}
