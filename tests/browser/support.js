// What the journeys through the page share: opening a build, reading the answer, the fields by their labels.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PATIENCE, tellsOfDownloads } from './browsers.js';

export { address, dist, launch, watchedPage } from './browsers.js';

export const NBSP = '\u00a0';

/** Amounts and sentences with ordinary spaces, as a person reads them. */
export const plain = (text) => (text ?? '').replaceAll(NBSP, ' ').replace(/\s+/g, ' ').trim();

export const answerOf = async (page) => plain(await page.locator('h1').innerText());

/** Waits until the answer says this. */
export async function expectAnswer(page, part) {
  await page.waitForFunction((wanted) => {
    const find = (root) => root.querySelector('h1, .dagdeel-answer') ?? [...root.querySelectorAll('*')].map((each) => each.shadowRoot && find(each.shadowRoot)).find(Boolean);
    return (find(document)?.innerText ?? '').replaceAll('\u00a0', ' ').replace(/\s+/g, ' ').includes(wanted);
  }, part).catch(async () => assert.ok((await answerOf(page)).includes(part), `the answer says “${await answerOf(page)}”, expected “${part}”`));
}

/** Tries until what is asserted holds: for what the page does a moment later, such as drawing for another width. */
export async function eventually(holds) {
  for (const end = Date.now() + PATIENCE; ;) {
    try {
      return await holds();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

/** What the page saves on an act, such as a click: the name of the file and its bytes. */
export async function saved(page, act) {
  if (tellsOfDownloads(page)) {
    const [download] = await Promise.all([page.waitForEvent('download'), act()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
  const before = await page.evaluate(() => globalThis.savedFiles.length);
  await act();
  await page.waitForFunction((count) => globalThis.savedFiles.length > count, before);
  const { name, bytes } = await page.evaluate(async (at) => {
    const { name, blob } = globalThis.savedFiles[at];
    return { name, bytes: Array.from(new Uint8Array(await blob.arrayBuffer())) };
  }, before);
  return { name, bytes: Buffer.from(bytes) };
}

/** Opens the page and waits for its first answer. */
export async function openPage(page, url) {
  await page.goto(url);
  await page.locator('.dagdeel-figures').waitFor();
}

export const field = (page, label) => page.getByLabel(label, { exact: true });

/** Opens a shipped scenario by its id, as a person does: in the picker, by its title. */
export async function pick(page, id) {
  const { title } = JSON.parse(await readFile(fileURLToPath(new URL(`../../scenarios/${id}.json`, import.meta.url)), 'utf8'));
  await page.getByRole('button', { name: 'Kies een scenario' }).click();
  await page.getByRole('dialog').getByRole('button', { name: title.nl, exact: true }).click();
}

/** Types over what stands in a field, as a person does. */
export async function fill(page, label, text) {
  await field(page, label).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

export const figure = async (page, label) => plain(await page.locator('.dagdeel-figure', { hasText: label }).locator('.dagdeel-figure__value').innerText());

const axeFile = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));
let axe;

/** Everything that axe knows, target sizes included. Its script is run by the debugger, which no policy stops. */
export async function expectAccessible(page, what) {
  axe ??= await readFile(axeFile, 'utf8');
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const options = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }, rules: { 'target-size': { enabled: true } } };
    const { violations: found } = await globalThis.axe.run(document, options);
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.flat().join(' ')} — ${node.failureSummary?.split('\n')[1] ?? ''}`).join(' | ')}`);
  });
  assert.deepEqual(violations, [], what);
}
