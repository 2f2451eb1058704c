// The package in a browser, unbundled, under the policies of the served page.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, packageAddress, watchedPage } from './browsers.js';

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
