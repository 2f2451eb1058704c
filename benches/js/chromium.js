// The same in Chromium: a page that holds everything, from a server of its own; and the first answers of whole pages.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { rolldown } from 'rolldown';
import { launch } from '../../tests/browser/browsers.js';
import { median } from './timing.js';

const TYPES = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.wasm': 'application/wasm' };
/** So isolated, a page gets a clock of 5 µs instead of 100. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
/** BARS: the page beside DuckDB-WASM. */
const FIRST_ANSWER = 8;

const here = (path) => new URL(path, import.meta.url);
const peers = createRequire(here('../peers/node.js'));

/** A module with all that it imports, as texts by their path. */
async function bundled(entry) {
  const bundle = await rolldown({ input: here(entry).pathname, platform: 'browser', logLevel: 'silent', resolve: { conditionNames: ['browser', 'import', 'default'] } });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  return Object.fromEntries(output.map(({ code, fileName }) => [`/${fileName}`, code]));
}

function served() {
  const files = {
    '/engine.wasm': here('engine/engine_bg.wasm'), '/claims.wasm': here('claims/claims_bg.wasm'),
    '/ironcalc.wasm': new URL('wasm_bg.wasm', import.meta.resolve('@ironcalc/wasm')), '/duckdb.wasm': `${peers.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm')}`,
  };
  const texts = {};
  const page = (script) => `<!doctype html><meta charset="utf-8"><title>bench</title><h1></h1>${script ? `<script type="module" src="${script}"></script>` : ''}`;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = files[pathname] ?? (pathname.startsWith('/dist/') ? here(`../..${pathname === '/dist/' ? '/dist/index.html' : pathname}`) : null);
    const body = pathname === '/' ? page('') : pathname === '/duckdb/' ? page('/first-answer.js') : (texts[pathname] ?? (file ? await readFile(file).catch(() => null) : null));
    response.writeHead(body === null ? 404 : 200, { 'content-type': TYPES[extname(pathname)] ?? 'text/html', ...(pathname === '/' ? ISOLATED : {}) }).end(body ?? '');
  });
  return { server, texts };
}

async function listening(server) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}`;
}

/** Calls `tell` with each row; gives the browser's name, or null where there is none. */
export async function inChromium(options, tell) {
  const browser = await launch('chromium').catch(() => null);
  if (!browser) return null;
  const { server, texts } = served();
  try {
    const address = await listening(server);
    const name = `Chromium ${browser.version()}`;
    if (options.only !== 'cold') {
      Object.assign(texts, await bundled('page.js'));
      const page = await browser.newPage();
      page.setDefaultTimeout(0);
      await page.exposeFunction('tell', tell);
      await page.goto(address);
      await page.addScriptTag({ type: 'module', url: '/page.js' });
      await page.waitForFunction(() => globalThis.measureAll !== undefined);
      await page.evaluate((options) => globalThis.measureAll(options), options);
      await page.close();
    }
    if (options.only === null || options.only === 'cold') {
      Object.assign(texts, await bundled('../peers/first-answer.js'));
      await tell(await coldStart(browser, address, options.runs));
    }
    return name;
  } finally {
    server.close();
    await browser.close();
  }
}

/** From opening an address to the answer, each time in a context that has nothing stored. */
async function coldStart(browser, address, runs) {
  const first = async (path, answer) => {
    const times = [];
    for (let run = -1; run < runs; run += 1) {
      const context = await browser.newContext({ locale: 'nl-NL' });
      const page = await context.newPage();
      const began = performance.now();
      await page.goto(`${address}${path}`, { waitUntil: 'commit' });
      await page.locator('h1, .dagdeel-answer').filter({ hasText: answer }).first().waitFor({ timeout: 60_000 });
      if (run >= 0) times.push(performance.now() - began);
      await context.close();
    }
    return median(times);
  };
  const ours = await first('/dist/', /183\.840/);
  const theirs = await first('/duckdb/', /\d/);
  return { question: 'cold', of: 'opened to first answer (DuckDB: 100,000 rows)', ours, peers: [{ name: 'DuckDB-WASM', time: theirs, bar: FIRST_ANSWER }] };
}
