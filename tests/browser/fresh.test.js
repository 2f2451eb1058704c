// The examples of the package, in a fresh project that installed the packed tarball: a plain page, and one built with Vite.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, watchedPage } from './browsers.js';
import { host, shippedHeaders } from './hosts.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const vite = join(root, 'node_modules/vite/bin/vite.js');
let project;
let plain;
let tarball;

before(() => {
  // Inside the clone, so that Vite itself is found there; the package comes from the tarball.
  mkdirSync(join(root, 'target'), { recursive: true });
  project = mkdtempSync(join(root, 'target/fresh-'));
  const npm = (...args) => String(execFileSync('npm', args, { cwd: project, stdio: ['ignore', 'pipe', 'ignore'] }));
  writeFileSync(join(project, 'package.json'), '{"private":true,"type":"module"}');
  tarball = JSON.parse(npm('pack', join(root, 'pkg'), '--json', '--ignore-scripts'))[0].filename;
  npm('install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', `./${tarball}`);
  const examples = join(project, 'node_modules/dagdeel/examples');
  cpSync(join(examples, 'vite'), join(project, 'vite'), { recursive: true });
  plain = join(project, 'plain');
  cpSync(join(examples, 'plain'), plain, { recursive: true });
  cpSync(join(project, 'node_modules/dagdeel'), join(plain, 'dagdeel'), { recursive: true });
  execFileSync('node', [vite, 'build'], { cwd: join(project, 'vite'), stdio: ['ignore', 'ignore', 'inherit'] });
});

after(() => rmSync(project, { recursive: true, force: true }));

/** Vite's development server for the example. */
async function developing() {
  const server = spawn('node', [vite, '--port', '0', '--host', '127.0.0.1'], { cwd: join(project, 'vite'), stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise((resolve, reject) => {
    let printed = '';
    server.stdout.on('data', (data) => {
      printed += String(data).replace(/\u001b\[\d+m/g, '');
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed);
      if (found) resolve(found[0]);
    });
    server.on('exit', () => reject(new Error(printed)));
  });
  server.unref();
  server.stdout.unref();
  process.once('exit', () => server.kill());
  return { address, close: () => server.kill() };
}

for (const name of ['chromium', 'firefox']) {
  describe(`a fresh project in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    async function opened(server, outcome) {
      const { page, requests, check, close } = await watchedPage(browser, { own: server.address });
      await page.goto(server.address);
      await page.locator('#uitkomst', { hasText: outcome }).waitFor();
      await check();
      return { page, requests, close };
    }

    test('a plain page needs no build step, under the shipped headers', async () => {
      const server = await host(plain, { headers: shippedHeaders() });
      const { page, requests, close } = await opened(server, '183840.00');
      assert.ok(requests.some((url) => url.endsWith('/worker.js')), 'the engine runs in a worker');
      await page.locator('#tarief').click();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('50,01');
      await page.keyboard.press('Enter');
      await page.locator('#uitkomst', { hasText: '199840.00' }).waitFor();
      await close();
      await server.close();
    });

    test('Vite builds it, with engine and worker as files of its own', async () => {
      const server = await host(join(project, 'vite/dist'), { headers: shippedHeaders() });
      const { requests, close } = await opened(server, '45960.00 183840.00');
      assert.ok(requests.some((url) => /assets\/worker-.*\.js/.test(url)), requests.join('\n'));
      assert.equal(requests.filter((url) => /\.wasm/.test(url)).length, 1, 'and nothing that was not asked for');
      await close();
      await server.close();
    });

    test('Vite serves it while developing', async () => {
      const server = await developing();
      const { close } = await opened(server, '45960.00 183840.00');
      await close();
      server.close();
    });

    test('with everything inside it asks for no file, also where no worker may be made', async () => {
      for (const policy of ["worker-src blob:", "worker-src 'none'"]) {
        const server = await host(plain, { headers: { 'Content-Security-Policy': `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ${policy}` } });
        const { page, close } = await watchedPage(browser, { own: server.address });
        await page.goto(`${server.address}dagdeel/package.json`);
        const outcome = await page.evaluate(async () => {
          const { open } = await import('/dagdeel/dist/inlined.js');
          const dagdeel = await open();
          const { tables } = await dagdeel.run('dagbesteding-regulier');
          return { cells: tables.find(({ id }) => id === 'effect-per-jaar').cells, bytes: (await dagdeel.workbook('dagbesteding-regulier')).length };
        });
        assert.deepEqual(outcome.cells, ['45960.00', '183840.00']);
        assert.ok(outcome.bytes > 10_000);
        assert.deepEqual(server.requests.filter((path) => !path.endsWith('.js') && !/package\.json|favicon/.test(path)), []);
        await close();
        await server.close();
      }
    });
  });
}
