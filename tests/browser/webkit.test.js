// The builds in WebKit, by its own driver, where Debian's packages are installed: webkit2gtk-driver, xvfb and xauth.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { dist } from './browsers.js';
import { host, shippedHeaders } from './hosts.js';

const libraries = '/usr/lib/x86_64-linux-gnu';
const browser = existsSync(libraries) ? readdirSync(libraries).filter((name) => name.startsWith('webkit2gtk-')).map((name) => join(libraries, name, 'MiniBrowser')).find(existsSync) : undefined;
const there = browser !== undefined && ['/usr/bin/WebKitWebDriver', '/usr/bin/xvfb-run', '/usr/bin/xauth'].every(existsSync);
const pause = (time) => new Promise((done) => setTimeout(done, time));

describe('in WebKit', { skip: there ? false : 'apt-get install -y webkit2gtk-driver xvfb xauth' }, () => {
  const port = 8577;
  let driver;
  let session;
  let server;

  async function ask(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(value)}`);
    return value;
  }
  const run = (script, ...args) => ask('POST', `/session/${session}/execute/sync`, { script, args });

  before(async () => {
    server = await host(dist, { headers: shippedHeaders() });
    driver = spawn('xvfb-run', ['-a', '/usr/bin/WebKitWebDriver', `--port=${port}`, '--host=127.0.0.1'], { detached: true, stdio: 'ignore', env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } });
    for (let tries = 0; session === undefined; tries += 1) {
      await pause(500);
      try {
        ({ sessionId: session } = await ask('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } } } }));
      } catch (error) {
        if (tries > 40) throw error;
      }
    }
  });

  after(async () => {
    await ask('DELETE', `/session/${session}`).catch(() => {});
    // The driver, its display and the browser are one group of our own.
    if (driver?.pid) process.kill(-driver.pid);
    await server.close();
  });

  /** Waits until the answer, wherever in a shadow root, says this. */
  async function says(part) {
    const find = `const find = (root) => root.querySelector('.dagdeel-answer') ?? [...root.querySelectorAll('*')].map((each) => each.shadowRoot && find(each.shadowRoot)).find(Boolean);
      return (find(document)?.innerText ?? document.body?.innerText ?? '').replace(/\\s+/g, ' ');`;
    let said = '';
    for (let tries = 0; tries < 100; tries += 1) {
      said = await run(find);
      if (said.includes(part)) return;
      await pause(200);
    }
    assert.fail(`it says “${said}”, expected “${part}”`);
  }

  const go = (url) => ask('POST', `/session/${session}/url`, { url });

  test('the page computes', async () => {
    await go(`${server.address}?lang=nl`);
    await says('183.840,00');
  });

  test('one file from a disk computes, keeps nothing and fetches nothing', async () => {
    await go(`${pathToFileURL(join(dist, 'dagdeel.html')).href}?lang=nl`);
    await says('183.840,00');
    const fetched = await run(`return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !/^(data|blob):/.test(name))`);
    assert.deepEqual(fetched, []);
  });

  test('the element computes, is themed by its host and takes a document', async () => {
    await go(`${server.address}voorbeeld-intranet.html`);
    await says('183.840,00');
    const colour = await run(`return getComputedStyle(document.querySelector('dagdeel-scenario').shadowRoot.querySelector('.dagdeel-explain')).color`);
    assert.equal(colour, 'rgb(31, 107, 58)');
    await run(`const each = document.querySelector('dagdeel-scenario'); const { document: changed } = each; changed.levers[0].amount.value = '48.01'; each.document = changed;`);
    await says('167.840,00');
    const fetched = await run(`return performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((path) => path !== '/voorbeeld-intranet.css' && path !== '/dagdeel-embed.js')`);
    assert.deepEqual(fetched, []);
  });
});
