// Hosts that forbid something: each build works, or says plainly what the host must allow.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { dist, eventually, launch, watchedPage } from './support.js';
import { host, shippedHeaders } from './hosts.js';

const BUILDS = { folder: 'index.html', file: 'dagdeel.html', element: 'voorbeeld-intranet.html' };
const isWasm = (path) => path.endsWith('.wasm');
const withPolicy = (change) => {
  const headers = shippedHeaders();
  return { ...headers, 'Content-Security-Policy': change(headers['Content-Security-Policy']) };
};
/** What the file's own policy is allowed inside: a policy of the host on top of it. */
const loose = (more) => ({ 'Content-Security-Policy': more });

for (const name of ['chromium', 'firefox']) {
  describe(`a host that forbids in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    async function opened(build, { headers = build === 'file' ? {} : shippedHeaders(), answer, script = '', path = BUILDS[build] } = {}) {
      const server = await host(dist, { headers, ...(answer ? { answer } : {}) });
      const watched = await watchedPage(browser, { own: server.address, viewport: { width: 1200, height: 900 } });
      if (script) await watched.page.addInitScript(script);
      await watched.page.goto(`${server.address}${path}`);
      const close = async () => {
        await watched.close();
        await server.close();
      };
      return { ...watched, server, close };
    }

    const works = async (build, options) => {
      const { page, close } = await opened(build, options);
      await page.locator('.dagdeel-answer', { hasText: '183.840,00' }).waitFor();
      await close();
    };
    const says = async (build, options, words) => {
      const { page, close } = await opened(build, options);
      for (const each of words) await page.getByText(each).first().waitFor();
      await close();
    };

    for (const build of Object.keys(BUILDS)) {
      test(`workers: the ${build} computes without`, () => works(build, { script: 'delete globalThis.Worker' }));
      test(`storage: the ${build} computes without`, () => works(build, { script: `Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })` }));
    }

    test('workers by its policy: every build computes without', async () => {
      for (const build of ['folder', 'element']) await works(build, { headers: withPolicy((policy) => policy.replace("worker-src 'self'", "worker-src 'none'")) });
      await works('file', { headers: loose("worker-src 'none'") });
    });

    test('workers from a blob: the file computes without, the element has none', async () => {
      await works('file', { headers: loose("worker-src 'self'") });
      await works('element', { headers: withPolicy((policy) => policy) });
    });

    test('a worker’s script: the folder computes without', () => works('folder', { answer: (path) => (/worker-.*\.js$/.test(path) ? { status: 403, body: 'no', headers: { 'Content-Type': 'text/html' } } : undefined) }));

    test('the right type of a module: the folder computes with the wrong one', async () => {
      for (const type of ['application/octet-stream', 'text/plain', 'text/html']) await works('folder', { answer: (path) => (isWasm(path) ? { headers: { 'Content-Type': type } } : undefined) });
    });

    test('.wasm: the folder says what to allow, the other builds have no such file', async () => {
      for (const status of [403, 404]) await says('folder', { answer: (path) => (isWasm(path) ? { status, body: 'no' } : undefined) }, ['bestanden met de extensie .wasm', 'file-refused']);
      await says('folder', { answer: (path) => (isWasm(path) ? { body: '<!doctype html><title>Aanmelden</title>', headers: { 'Content-Type': 'text/html' } } : undefined) }, ['bijvoorbeeld een aanmeldpagina', 'not-wasm']);
      for (const build of ['file', 'element']) await works(build, { answer: (path) => (isWasm(path) ? { status: 403, body: 'no' } : undefined) });
    });

    test('fetching: the folder says what to allow, the other builds fetch nothing', async () => {
      const none = (policy) => policy.replace("connect-src 'self'", "connect-src 'none'");
      await says('folder', { headers: withPolicy(none) }, ["connect-src 'self'", 'file-unreachable']);
      await works('element', { headers: withPolicy(none) });
      await works('file', { headers: loose("connect-src 'none'") });
    });

    test('WebAssembly: every build says what to allow', async () => {
      const none = (policy) => policy.replace(" 'wasm-unsafe-eval'", '');
      for (const build of ['folder', 'element']) await says(build, { headers: withPolicy(none) }, ["'wasm-unsafe-eval' toevoegen aan script-src", 'wasm-forbidden']);
      await says('file', { headers: loose("script-src 'unsafe-inline'") }, ["'wasm-unsafe-eval' toevoegen aan script-src"]);
      await says('folder', { script: 'delete globalThis.WebAssembly' }, ['Deze browser biedt geen WebAssembly', 'wasm-missing']);
    });

    test('text as code, by Trusted Types: the element computes', () => works('element', { headers: withPolicy((policy) => `${policy}; require-trusted-types-for 'script'`) }));

    test('an origin, by a sandbox: the file and the element compute, the folder says what to give', async () => {
      const frame = (src, sandbox) => ({ answer: (path) => (path === '/frame.html' ? { body: `<!doctype html><title>Frame</title><link rel="icon" href="data:,"><iframe title="Dagdeel" width="1100" height="900" sandbox="${sandbox}" src="${src}"></iframe>`, headers: { 'Content-Security-Policy': '' } } : undefined), path: 'frame.html' });
      for (const build of ['file', 'element']) {
        const { page, close } = await opened(build, frame(BUILDS[build], 'allow-scripts'));
        await page.frameLocator('iframe').getByText('183.840,00').first().waitFor();
        await close();
      }
      const { page, close } = await opened('folder', frame(BUILDS.folder, 'allow-scripts'));
      await page.frameLocator('iframe').getByText('Dagdeel is niet gestart').waitFor();
      await page.frameLocator('iframe').getByText('allow-scripts allow-same-origin').first().waitFor();
      await close();
      const allowed = await opened('folder', frame(BUILDS.folder, 'allow-scripts allow-same-origin'));
      await allowed.page.frameLocator('iframe').getByText('183.840,00').first().waitFor();
      await allowed.close();
    });

    test('a configuration that cannot be trusted is named, and then own data is off', async () => {
      await says('folder', { answer: (path) => (path === '/dagdeel.config.json' ? { body: '{"ownData": true, "parents": ["*"]}' } : undefined) }, ['dagdeel.config.json', 'parents']);
      await works('folder', { answer: (path) => (path === '/dagdeel.config.json' ? { status: 404, body: 'no' } : undefined) });
    });

    test('under the shipped headers the worker reaches no other origin; without them it would', async () => {
      const elsewhere = await host(dist, { headers: { 'Access-Control-Allow-Origin': '*' } });
      const script = readFileSync(join(dist, 'dagdeel-embed.js'), 'utf8');
      const tries = `(typeof document === 'undefined') && fetch('${elsewhere.address}leak').catch(() => {}); `;
      for (const [headers, reached] of [[shippedHeaders(), false], [{}, true]]) {
        elsewhere.requests.length = 0;
        for (const build of ['folder', 'element']) {
          const { page, close } = await opened(build, { headers, answer: (path) => (/worker-.*\.js$|dagdeel-embed\.js$/.test(path) ? { body: (bytes) => `${tries}${bytes}` } : undefined) });
          await page.locator('.dagdeel-answer', { hasText: '183.840,00' }).waitFor();
          if (reached) await eventually(() => assert.ok(elsewhere.requests.length > 0));
          else await page.waitForTimeout(300);
          await close();
        }
        assert.equal(elsewhere.requests.length > 0, reached, `${elsewhere.requests.length} requests`);
      }
      assert.ok(script.startsWith('/*!'));
      await elsewhere.close();
    });
  });
}
