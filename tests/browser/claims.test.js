// Own data in a browser: in a worker that reaches nothing, and refused where the policy is missing.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, packageAddress, watchedPage } from './browsers.js';

for (const name of ['chromium', 'firefox']) {
  describe(`own data in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    test('a file is read, checked and asked under the policies of the served page, without traffic', async () => {
      const { page, requests, check, close } = await watchedPage(browser, { own: packageAddress });
      await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
      await page.goto(`${packageAddress}package.json`);
      const [opened, accepted, table, asked] = await page.evaluate(async () => {
        const { openClaims } = await import('/dist/browser.js');
        const claims = await openClaims();
        const opened = performance.getEntriesByType('resource').length;
        const file = await claims.generateFile({ rows: 5_000, errors: 5 });
        const { accepted } = await claims.read({ name: 'voorbeeld.csv', data: new File([file], 'voorbeeld.csv') });
        await claims.check();
        const table = await claims.table({ axes: ['year'], clients: true });
        const asked = performance.getEntriesByType('resource').length;
        claims.close();
        return [opened, accepted, table, asked];
      });
      assert.equal(accepted.lines, 5_000);
      assert.equal(table.total.euros, accepted.euros);
      assert.equal(asked, opened);
      assert.ok(requests.some((url) => url.endsWith('/dist/claims-worker.js')), requests.join('\n'));
      assert.deepEqual(requests.filter((url) => !url.startsWith(packageAddress) && !url.startsWith('data:')), []);
      await check();
      await close();
    });

    test('own data is refused where the worker came without the policy', async () => {
      const { page, close } = await watchedPage(browser, { own: packageAddress });
      const bare = async (route) => {
        const response = await route.fetch();
        const headers = { ...response.headers() };
        delete headers['content-security-policy'];
        await route.fulfill({ response, headers });
      };
      await page.route('**/package.json', bare);
      await page.route('**/claims-worker.js', bare);
      await page.goto(`${packageAddress}package.json`);
      const error = await page.evaluate(async () => {
        const { openClaims } = await import('/dist/browser.js');
        return openClaims().then(() => null, ({ code, problems }) => ({ code, expected: problems[0].expected }));
      });
      assert.equal(error.code, 'claims-network');
      assert.match(error.expected, /Content-Security-Policy/);
      await close();
    });
  });
}
