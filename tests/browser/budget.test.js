// *Begroting en prognose* as a person uses it: years, merging, charts, the table, explanations and what goes out.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { address, dist, expectAccessible, expectAnswer, figure, launch, openPage, plain, saved, watchedPage } from './support.js';

const url = `${address}#begroting`;
const rowsOf = (page) => page.locator('.dagdeel-block--wide tbody tr, .dagdeel-block--wide tfoot tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim())));
/** The waterfall between two years; below it stands that of the measures. */
const YEARS = 'section[aria-labelledby="verschil-kop"] dagdeel-waterfall-chart';
const chart = (page, name) => page.locator(`dagdeel-${name}-chart svg[role=img]`).first();
const textsOf = async (page, name) => (await chart(page, name).locator('text').allTextContents()).map(plain);

for (const name of ['chromium', 'firefox']) {
  describe(`looking at a budget in ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser.close());

    async function opened(options) {
      const watched = await watchedPage(browser, { viewport: { width: 1440, height: 1000 }, ...options });
      await openPage(watched.page, url);
      await expectAnswer(watched.page, '€ 665.907,25');
      return watched;
    }

    test('shows what was observed to the cent, and why a number is absent', async () => {
      const { page, check, close } = await opened();
      await expectAnswer(page, 'Jeugdhulp met verblijf kostte in 2022 € 665.907,25 meer dan in 2021, bij 44 cliënten minder: gemiddeld kostte een cliënt 14,7 % meer.');
      assert.equal(await figure(page, 'Kosten 2023'), '11.012.212,77');
      assert.equal(await figure(page, 'Cliënten 2023'), '479');
      assert.equal(await figure(page, 'Gemiddeld per cliënt 2023'), '22.990,01');
      assert.equal(await figure(page, 'Verschil 2021'), '+665.907,25');
      const rows = await rowsOf(page);
      assert.equal(rows.length, 10);
      assert.deepEqual(rows[0], ['24 uren verblijf', '135', '6.220.440,11', '122', '5.834.408,12', '90', '4.316.399,96', '81', '3.728.015,77', '46.024,89']);
      assert.match(rows[1].slice(0, 3).join(' '), /^Gezinshuizen –1/);
      assert.deepEqual(rows[8], ['Totaal', '563', '10.617.990,98', '578', '11.087.465,06', '534', '11.753.372,31', '479', '11.012.212,77', '']);
      assert.deepEqual(rows[9], ['Gemiddeld per cliënt', '', '18.859,66', '', '19.182,47', '', '22.010,06', '', '22.990,01', '']);
      assert.match(plain(await page.locator('.dagdeel-footnotes').innerText()), /Gezinshuizen, 2020: In 2020 niet apart.*Beschermd wonen, 2023: Ontbreekt in 2023\./);
      assert.match(plain(await page.locator('.dagdeel-note').innerText()), /maatwerk staat erbuiten/);
      await check();
      await close();
    });

    test('by keyboard: cost, clients and cost per client in one chart', async () => {
      const { page, check, close } = await opened();
      assert.ok((await textsOf(page, 'stacked')).includes('11,75'));
      await page.getByRole('button', { name: 'Cliënten', exact: true }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('De meeste cliënten waren er in 2021').waitFor();
      assert.ok((await textsOf(page, 'stacked')).includes('578'));
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await page.getByText('Een cliënt kostte gemiddeld het meest in 2023').waitFor();
      assert.match(plain(await chart(page, 'stacked').getAttribute('aria-label')), /^Een cliënt kostte gemiddeld het meest in 2023: € 22\.990,01; .*2020: 18\.859,66\./);
      await check();
      await close();
    });

    test('compares other years, swaps them, and takes it back', async () => {
      const { page, check, close } = await opened();
      assert.match(plain(await chart(page, 'waterfall').getAttribute('aria-label')), /volume −901\.465,20, samenstelling −89\.169,48, per cliënt \+1\.656\.541,93; samen \+665\.907,25/);
      await page.getByLabel('naar', { exact: true }).selectOption('2023');
      await expectAnswer(page, 'kostte in 2023 € 75.252,29 minder dan in 2021, bij 99 cliënten minder: gemiddeld kostte een cliënt 19,85 % meer.');
      await page.getByLabel('van', { exact: true }).selectOption('2023');
      await expectAnswer(page, 'kostte in 2021 € 75.252,29 meer dan in 2023, bij 99 cliënten meer');
      await page.keyboard.press('ControlOrMeta+Z');
      await expectAnswer(page, 'kostte in 2023 € 75.252,29 minder dan in 2021');
      await page.getByRole('button', { name: 'Terug naar bronwaarden' }).click();
      await expectAnswer(page, '€ 665.907,25 meer');
      await check();
      await close();
    });

    test('merges forms: other effects, the same difference', async () => {
      const { page, check, close } = await opened();
      await page.getByLabel('Gezinshuizen bij 24 uren verblijf').click();
      await page.waitForFunction(() => document.querySelector('dagdeel-app').shadowRoot.querySelector('dagdeel-waterfall-chart svg[role=img]').getAttribute('aria-label').includes('908.184,06'));
      assert.match(plain(await chart(page, 'waterfall').getAttribute('aria-label')), /volume −908\.184,06, samenstelling \+214\.190,89, per cliënt \+1\.359\.900,42; samen \+665\.907,25/);
      assert.equal((await rowsOf(page)).length, 9);
      assert.equal((await rowsOf(page))[0][5], '139');
      await page.keyboard.press('ControlOrMeta+Z');
      await page.waitForFunction(() => document.querySelector('dagdeel-app').shadowRoot.querySelectorAll('.dagdeel-block--wide tbody tr').length === 8);
      assert.equal(await page.getByLabel('Gezinshuizen bij 24 uren verblijf').isChecked(), false);
      await check();
      await close();
    });

    test('opens the explanation of a figure and of a table number, and gives the focus back', async () => {
      const { page, check, close } = await opened();
      const strip = page.locator('#rekenstrook');
      await page.getByRole('button', { name: /Hoe is dit berekend\? Verschil/ }).click();
      await strip.getByText('11.087.465,06').waitFor();
      await page.keyboard.press('Escape');
      await strip.waitFor({ state: 'detached' });
      const number = page.locator('.dagdeel-block--wide tbody').getByRole('button', { name: '46.024,89' });
      await number.focus();
      await page.keyboard.press('Enter');
      await strip.getByText('3.728.015,77').first().waitFor();
      assert.equal(await number.getAttribute('aria-expanded'), 'true');
      await page.keyboard.press('Escape');
      await strip.waitFor({ state: 'detached' });
      assert.equal(await number.evaluate((each) => each.getRootNode().activeElement === each), true);
      await check();
      await close();
    });

    test('speaks English, and keeps the comparison', async () => {
      const { page, check, close } = await opened();
      await page.getByLabel('naar', { exact: true }).selectOption('2023');
      await expectAnswer(page, '€ 75.252,29 minder');
      await page.getByRole('button', { name: 'English' }).click();
      await expectAnswer(page, 'cost €75,252.29 less in 2023 than in 2021, with 99 fewer clients: on average a client cost 19.85% more.');
      assert.ok((await textsOf(page, 'stacked')).includes('24-hour residence 3.73'));
      await check();
      await close();
    });
  });
}

describe('what goes out of a budget', () => {
  let browser;
  before(async () => {
    browser = await launch('chromium');
  });
  after(() => browser.close());

  async function opened(where = url, options = {}) {
    const watched = await watchedPage(browser, { viewport: { width: 1440, height: 1000 }, ...options });
    await openPage(watched.page, where);
    await expectAnswer(watched.page, '€ 665.907,25');
    return watched;
  }

  const savedFrom = (page, within, button) => saved(page, () => page.locator(within).getByRole('button', { name: new RegExp(`^${button}`) }).click());

  test('the table as CSV and JSON, the chart as SVG and PNG, under the policy', async () => {
    const { page, check, close } = await opened();
    const csv = await savedFrom(page, '.dagdeel-block--wide', 'CSV');
    assert.equal(csv.name, 'dagdeel-verblijf-gooi-clienten-en-kosten.csv');
    const lines = csv.bytes.toString('utf8').split('\r\n');
    assert.equal(csv.bytes.subarray(0, 3).toString('hex'), 'efbbbf');
    assert.match(lines[1], /^24 uren verblijf;135;6220440,11;46077,33;122;5834408,12;/);
    assert.match(csv.bytes.toString('utf8'), /Controlegetal \(SHA-256\);[0-9a-f]{64}/);
    const json = JSON.parse((await savedFrom(page, YEARS, 'JSON')).bytes.toString('utf8'));
    assert.match(json.document.checksum, /^[0-9a-f]{64}$/);
    assert.deepEqual(json.table.rows.slice(1, 4).map((row) => row.cells[0].value), ['-901465.20', '-89169.48', '1656541.93']);
    const svg = (await savedFrom(page, 'dagdeel-stacked-chart', 'SVG')).bytes.toString('utf8');
    assert.match(svg, /^<\?xml/);
    assert.match(svg, /24 uren verblijf/);
    assert.doesNotMatch(svg, /var\(|\sclass=|\sstyle=|https?:\/\/(?!www\.w3\.org)/);
    const png = await savedFrom(page, 'dagdeel-stacked-chart', 'PNG');
    assert.equal(png.bytes.subarray(1, 4).toString('latin1'), 'PNG');
    assert.ok(png.bytes.readUInt32BE(16) > 900, 'drawn at twice its size');
    assert.ok(png.bytes.length > 20_000, 'not an empty picture');
    await check();
    await close();
  });

  test('the saved drawing looks the same by itself, in light and in dark', async () => {
    for (const colorScheme of ['light', 'dark']) {
      const { page, check, close } = await opened(url, { colorScheme });
      const svg = (await savedFrom(page, 'dagdeel-stacked-chart', 'SVG')).bytes.toString('utf8');
      const shade = await page.locator('dagdeel-stacked-chart svg .s-a').first().evaluate((mark) => getComputedStyle(mark).fill);
      assert.ok(svg.includes(`fill="${shade}"`), `${colorScheme}: ${shade}`);
      const alone = await page.context().newPage();
      await alone.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
      const painted = await alone.evaluate(() => [...document.querySelectorAll('[fill^="url(#"]')].map((mark) => document.getElementById(/#(.+)\)/.exec(mark.getAttribute('fill'))[1]) !== null));
      assert.ok(painted.length > 3 && painted.every(Boolean), 'every fill comes along');
      await alone.close();
      await check();
      await close();
    }
  });

  test('the clipboard takes the table', async () => {
    const { page, check, close } = await opened(url, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator(YEARS).getByRole('button', { name: 'Kopieer de tabel' }).click();
    await page.locator(YEARS).getByText('Gekopieerd').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^Oorzaak\tKosten \(€\)\tCliënten\n2021\t11087465,06\t578\nvolume\t-901465,20\t\n/);
    await check();
    await close();
  });

  test('says that a document from somebody else was not checked', async () => {
    const text = await readFile(join(dist, 'scenarios/verblijf-gooi.json'));
    const { page, check, close } = await opened(`${address}#d=${deflateRawSync(text).toString('base64url')}`);
    await page.locator('.dagdeel-foreign').waitFor();
    const csv = await savedFrom(page, '.dagdeel-block--wide', 'CSV');
    assert.match(csv.name, /-niet-gecontroleerd\.csv$/);
    assert.match(csv.bytes.toString('utf8'), /Let op;van een ander, niet gecontroleerd/);
    assert.match((await savedFrom(page, YEARS, 'SVG')).bytes.toString('utf8'), /van een ander, niet gecontroleerd/);
    await check();
    await close();
  });
});

describe('the charts', () => {
  let browser;
  before(async () => {
    browser = await launch('chromium');
  });
  after(() => browser.close());

  test('are drawn again for their width, with text of at least 12 px that stays apart and on the paper', async () => {
    const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
    for (const hash of ['tarief', 'begroting']) {
      await openPage(page, `${address}#${hash}`);
      await page.reload();
      for (const width of [1440, 1200, 1024, 768, 500, 360, 320]) {
        await page.setViewportSize({ width, height: 1000 });
        await page.waitForFunction(() => [...document.querySelector('dagdeel-app').shadowRoot.querySelectorAll('svg[role=img]')].every((svg) => Math.abs(svg.viewBox.baseVal.width - svg.getBoundingClientRect().width) < 2));
        const faults = await page.evaluate(() => {
          const found = [];
          for (const svg of document.querySelector('dagdeel-app').shadowRoot.querySelectorAll('svg[role=img]')) {
            const paper = svg.getBoundingClientRect();
            const boxes = [...svg.querySelectorAll('text')].map((text) => ({ words: text.textContent, size: parseFloat(getComputedStyle(text).fontSize), box: text.getBoundingClientRect() }));
            for (const [index, { words, size, box }] of boxes.entries()) {
              if (size < 12) found.push(`${words}: ${size} px`);
              if (box.left < paper.left - 14 || box.right > paper.right + 14) found.push(`${words}: off the paper`);
              for (const other of boxes.slice(0, index)) {
                if (box.left < other.box.right - 3 && other.box.left < box.right - 3 && box.top < other.box.bottom - 6 && other.box.top < box.bottom - 6) found.push(`${words} over ${other.words}`);
              }
            }
          }
          return found;
        });
        assert.deepEqual(faults, [], `${hash} at ${width}`);
      }
    }
    await check();
    await close();
  });

  for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }]) {
    test(`keep their marks apart from the ground: ${JSON.stringify(options)}`, async () => {
      const { page, check, close } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 }, ...options });
      await openPage(page, url);
      const low = await page.evaluate(() => {
        const part = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
        const light = (color) => {
          const [red, green, blue] = color.match(/[\d.]+/g).map(Number);
          return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
        };
        const root = document.querySelector('dagdeel-app').shadowRoot;
        const ground = getComputedStyle(root.querySelector('.dagdeel-sheet')).backgroundColor;
        const contrast = (color) => {
          const [a, b] = [light(color), light(ground)].sort((x, y) => y - x);
          return (a + 0.05) / (b + 0.05);
        };
        const solid = [...root.querySelectorAll('svg[role=img] :is(.s-a, .s-c, .c-w-up)')].map((mark) => getComputedStyle(mark).fill);
        const lines = [...root.querySelectorAll('svg[role=img] :is(.c-level, .c-level-new, .p-fill, .p-third, .p-base)')].map((mark) => getComputedStyle(mark).stroke);
        return [...new Set([...solid, ...lines])].filter((color) => contrast(color) < 3);
      });
      assert.deepEqual(low, []);
      await page.getByRole('button', { name: 'Per cliënt', exact: true }).click();
      await expectAccessible(page, 'cost per client');
      await check();
      await close();
    });
  }
});
