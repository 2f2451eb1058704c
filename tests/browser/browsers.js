// The browsers of the tests, and a page that watches what must never happen: `cargo xtask test` says where the browsers
// and the served builds are.
import assert from 'node:assert/strict';
import { chromium, firefox } from 'playwright-core';

/** The served page, the served package, and the folder of the builds (for the single file). */
export const address = process.env.DAGDEEL_ADDRESS ?? 'http://127.0.0.1:8420/';
export const packageAddress = process.env.DAGDEEL_PACKAGE_ADDRESS ?? 'http://127.0.0.1:8421/';
export const dist = process.env.DAGDEEL_DIST ?? new URL('../../dist', import.meta.url).pathname;

const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'];
// Chromium refuses its sandbox to root, as which CI runs.
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const launchers = {
  chromium: () => chromium.launch({ executablePath: process.env.DAGDEEL_CHROMIUM ?? '/usr/bin/chromium', args: [...quiet, ...sandbox] }),
  firefox: () => firefox.launch({ channel: 'moz-firefox', executablePath: process.env.DAGDEEL_FIREFOX ?? '/usr/bin/firefox-esr' }),
};

/** Starts a browser by name. */
export const launch = (name) => launchers[name]();

/** How long a test waits for anything, in ms: a machine of two cores that builds meanwhile needs more than the driver's 30 s. */
export const PATIENCE = 90_000;

/**
 * Keeps what a page saves where it can be read. Only for Firefox: its driver does not tell of every download, so the file is taken
 * where the page hands it over, from the blob behind its `<a download>`. Which file and what is in it is the page's own either way.
 */
function keepFiles() {
  const blobs = new Map();
  const { createObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const address = createObjectURL.call(URL, blob);
    blobs.set(address, blob);
    return address;
  };
  globalThis.savedFiles = [];
  const { click } = HTMLAnchorElement.prototype;
  HTMLAnchorElement.prototype.click = function clicked() {
    if (this.download && blobs.has(this.href)) globalThis.savedFiles.push({ name: this.download, blob: blobs.get(this.href) });
    else click.call(this);
  };
}

/** Whether the driver of this page's browser tells of every download. */
export const tellsOfDownloads = (page) => page.context().browser().browserType().name() !== 'firefox';

/**
 * A page in a context of its own. `check()` fails on any console error, any error of the page, any violation of the
 * policy and any request outside the page's own files that came up to then.
 */
export async function watchedPage(browser, options = {}) {
  const { own = address, ...context } = options;
  const page = await (await browser.newContext({ locale: 'nl-NL', ...context })).newPage();
  page.setDefaultTimeout(PATIENCE);
  if (!tellsOfDownloads(page)) await page.addInitScript(keepFiles);
  const faults = [];
  const requests = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    requests.push(url);
    if (!url.startsWith(own) && !url.startsWith('data:') && !url.startsWith('blob:')) faults.push(`request: ${url}`);
  });
  await page.addInitScript(() => {
    globalThis.violations = [];
    addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(`${event.violatedDirective}: ${event.blockedURI}`));
  });
  const check = async () => {
    const violations = await page.evaluate(() => globalThis.violations ?? []);
    assert.deepEqual([...faults, ...violations.map((violation) => `policy: ${violation}`)], []);
  };
  return { page, requests, check, close: () => page.context().close() };
}
