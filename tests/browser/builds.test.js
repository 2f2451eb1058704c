// The other forms in which the page is handed out: one file from a disk, and an element in somebody else's page.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { address, dist, expectAnswer, field, fill, launch, openPage, plain, watchedPage } from './support.js';

const single = pathToFileURL(join(dist, 'dagdeel.html')).href;

for (const name of ['chromium', 'firefox']) {
  describe(`the other builds in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    test('one file opens from a disk, computes in a worker, and asks nothing of anybody', async () => {
      const { page, requests, check, close } = await watchedPage(browser, { own: single, viewport: { width: 1440, height: 1000 } });
      const workers = [];
      page.on('worker', (worker) => workers.push(worker.url()));
      await openPage(page, single);
      await expectAnswer(page, '€ 183.840,00');
      await fill(page, 'Cliënten', '200');
      await expectAnswer(page, '€ 367.680,00');
      await page.getByRole('link', { name: 'Begroting en prognose' }).click();
      await expectAnswer(page, '€ 665.907,25');
      await page.getByRole('link', { name: 'Tarief wijzigen' }).click();
      await expectAnswer(page, '€ 367.680,00');
      assert.deepEqual(requests.filter((url) => url.split('#')[0] !== single && !url.startsWith('data:') && !url.startsWith('blob:')), []);
      assert.ok(workers.some((url) => url.startsWith('blob:')), `workers: ${workers.join(' ')}`);
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [], 'from a disk nothing is kept unless switched on');
      await check();
      await close();
    });

    test('one file holds the licences of its parts, and closes them by keyboard', async () => {
      const { page, check, close } = await watchedPage(browser, { own: single, viewport: { width: 1440, height: 1000 } });
      await openPage(page, single);
      await page.getByRole('button', { name: 'Licenties' }).click();
      const dialog = page.getByRole('dialog', { name: 'Licenties' });
      await dialog.getByText(/rust_decimal \d[^]*Permission is hereby granted/).waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await check();
      await close();
    });

    test('a folder comes with its parts, their licences and the sums of its files', async () => {
      const sums = readFileSync(join(dist, 'SHA256SUMS'), 'utf8').trim().split('\n').map((line) => line.split('  '));
      const names = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(dist, join(entry.parentPath, entry.name)));
      assert.deepEqual(sums.map(([, name]) => name).sort(), names.filter((name) => name !== 'SHA256SUMS').sort());
      for (const [sum, name] of sums) assert.equal(createHash('sha256').update(readFileSync(join(dist, name))).digest('hex'), sum, name);
      const bom = JSON.parse(readFileSync(join(dist, 'sbom.cdx.json'), 'utf8'));
      assert.equal(`${bom.bomFormat} ${bom.specVersion}`, 'CycloneDX 1.5');
      const inside = bom.components.filter(({ scope }) => scope === 'required');
      for (const name of ['rust_decimal', 'rust_xlsxwriter', 'lit', 'd3-scale', 'rust-std']) assert.ok(inside.some((part) => part.name === name && part.licenses.length > 0), name);
      assert.ok(!inside.some(({ name }) => ['vite', 'proptest', 'typescript', 'rand'].includes(name)), 'what it is only built with is not inside');
      const licences = readFileSync(join(dist, 'LICENSES.txt'), 'utf8');
      for (const { name, version } of inside) assert.ok(licences.includes(`- ${name} ${version} `), `${name} ${version} has no licence`);
    });

    test('one file keeps what it is asked to keep', async () => {
      const { page, check, close } = await watchedPage(browser, { own: single, viewport: { width: 1440, height: 1000 } });
      await openPage(page, single);
      await page.getByRole('button', { name: 'Bewaren', exact: true }).click();
      await page.getByRole('switch', { name: 'Bewaar in deze browser' }).click();
      await page.keyboard.press('Escape');
      await fill(page, 'Cliënten', '200');
      await expectAnswer(page, '€ 367.680,00');
      await page.reload();
      await expectAnswer(page, '€ 367.680,00');
      await check();
      await close();
    });

    test('an element in another page computes, explains, and follows its attributes', async () => {
      const { page, requests, check, close } = await watchedPage(browser, { viewport: { width: 1200, height: 1100 } });
      await openPage(page, `${address}voorbeeld-intranet.html`);
      const embed = page.locator('dagdeel-scenario');
      assert.match(plain(await embed.locator('.dagdeel-answer').innerText()), /€ 183\.840,00/);
      await fill(page, 'Cliënten', '200');
      await page.waitForFunction(() => document.querySelector('dagdeel-scenario').shadowRoot.querySelector('.dagdeel-answer').innerText.includes('367.680,00'));
      await embed.getByRole('button', { name: /Hoe is dit berekend\? Structureel/ }).click();
      await embed.locator('#rekenstrook').getByText('Dagdelen per jaar').first().waitFor();
      await page.keyboard.press('Escape');
      await page.evaluate(() => document.querySelector('dagdeel-scenario').setAttribute('lang', 'en'));
      await field(page, 'New tariff').waitFor();
      assert.equal(await embed.evaluate((each) => getComputedStyle(each.shadowRoot.querySelector('.dagdeel-embed')).borderTopColor), 'rgb(98, 116, 92)', 'the host’s token colours it');
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
      assert.deepEqual(requests.filter((url) => /\.wasm|scenarios\//.test(url)), [], 'the engine and the scenario are inside the script');
      await check();
      await close();
    });

    test('an element shows the budget view as well, in its own width', async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1200, height: 1100 } });
      await openPage(page, `${address}voorbeeld-intranet.html`);
      await page.evaluate(() => document.querySelector('dagdeel-scenario').setAttribute('scenario', 'verblijf-gooi'));
      await page.locator('dagdeel-scenario').getByText('665.907,25').first().waitFor();
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider, 0);
      await check();
      await close();
    });

    test('an element that names a scenario which is not there says so', async () => {
      const { page, check, close } = await watchedPage(browser);
      await openPage(page, `${address}voorbeeld-intranet.html`);
      await page.evaluate(() => {
        const element = document.createElement('dagdeel-scenario');
        element.setAttribute('scenario', 'bestaat-niet');
        document.querySelector('dagdeel-scenario').replaceWith(element);
      });
      await page.getByText('Dit scenario is hier niet te vinden.').waitFor();
      await check();
      await close();
    });
  });
}
