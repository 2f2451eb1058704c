// The package in a browser, unbundled, under the policies of the served page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { initSync, Simulation } from '../../pkg/engine/engine.js';
import { launch, packageAddress, watchedPage } from './browsers.js';

/** The simulation of the region, as Node writes it, which is what a native program writes (tests/node/same-bytes.test.js). */
function simulated() {
  const file = (path) => new URL(`../../${path}`, import.meta.url);
  initSync({ module: readFileSync(file('pkg/engine/engine_bg.wasm')) });
  const simulation = new Simulation(readFileSync(file('scenarios/verblijf-gooi.json'), 'utf8'));
  while (simulation.step(1_000_000) < 1);
  return JSON.stringify(JSON.parse(simulation.result()));
}

for (const name of ['chromium', 'firefox']) {
  describe(`the package in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    test('computes and explains in a worker, and says the same in the page itself', async () => {
      const { page, requests, check, close } = await watchedPage(browser, { own: packageAddress });
      // Asked for by the browser itself, since a file of JSON names no icon.
      await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
      await page.goto(`${packageAddress}package.json`);
      const [inWorker, here] = await page.evaluate(async () => {
        const { open } = await import('/dist/browser.js');
        const outcomes = [];
        for (const worker of [true, false]) {
          const dagdeel = await open({ worker });
          const result = await dagdeel.run('dagbesteding-regulier');
          const address = { node: 'verschil-per-dagdeel', labels: [] };
          outcomes.push({ result, explanation: await dagdeel.explain('dagbesteding-regulier', address) });
          dagdeel.close();
        }
        return outcomes;
      });
      assert.equal(inWorker.explanation.value, '11.49');
      assert.deepEqual(inWorker, here);
      assert.ok(requests.some((url) => url.endsWith('/dist/worker.js')), requests.join('\n'));
      await check();
      await close();
    });

    test('simulates the same numbers as Node, to the last byte', async () => {
      const { page, check, close } = await watchedPage(browser, { own: packageAddress });
      await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
      await page.goto(`${packageAddress}package.json`);
      const found = await page.evaluate(async () => {
        const { open } = await import('/dist/browser.js');
        const dagdeel = await open();
        const text = JSON.stringify(await dagdeel.simulate('verblijf-gooi'));
        dagdeel.close();
        return text;
      });
      assert.equal(found, simulated());
      await check();
      await close();
    });

    test('computes in the page itself where a policy forbids workers', async () => {
      const { page, close } = await watchedPage(browser, { own: packageAddress });
      await page.route('**/package.json', async (route) => {
        const response = await route.fetch();
        const headers = { ...response.headers(), 'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'" };
        await route.fulfill({ response, headers });
      });
      await page.goto(`${packageAddress}package.json`);
      const value = await page.evaluate(async () => {
        const { open } = await import('/dist/browser.js');
        return (await (await open()).readNumber('€ 49,01')).value;
      });
      assert.equal(value, '49.01');
      await close();
    });
  });
}
