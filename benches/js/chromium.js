// Q5 in Chromium: our engine and plain JavaScript in one page, from a server of its own. Null where there is no browser.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { launch } from '../../tests/browser/browsers.js';

const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

export async function inChromium(runs) {
  const browser = await launch('chromium').catch(() => null);
  if (!browser) return null;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const text = pathname === '/' ? '<!doctype html><title>bench</title>' : await readFile(new URL(`.${pathname}`, import.meta.url)).catch(() => null);
    response.writeHead(text === null ? 404 : 200, { 'content-type': TYPES[extname(pathname)] ?? 'text/html' }).end(text ?? '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const found = await page.evaluate(async (runs) => {
      const [{ default: init, MonteCarlo }, { agree, dagdeel, measure, PRODUCTS }, { inputs }, ziggurat] = await Promise.all(['engine/engine.js', 'measure.js', 'draws.js', 'ziggurat.js'].map((file) => import(`/${file}`)));
      await init({ module_or_path: '/engine/engine_bg.wasm' });
      const model = inputs(PRODUCTS);
      const ours = await measure(dagdeel(MonteCarlo), model, runs);
      const peer = await measure(ziggurat, model, runs);
      agree(model, ours, peer);
      return { ours, peers: [peer] };
    }, runs);
    return { version: browser.version(), ...found };
  } finally {
    server.close();
    await browser.close();
  }
}
