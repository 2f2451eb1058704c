// What is kept, opened, given away and wiped.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { after, before, describe, test } from 'node:test';
import { address, answerOf, dist, expectAnswer, fill, field, launch, openPage, plain, saved, watchedPage } from './support.js';

const TAG = 'van een ander, niet gecontroleerd';
const linkOf = (text) => `#d=${deflateRawSync(Buffer.from(text)).toString('base64url')}`;
const stored = (page) => page.evaluate(() => Object.keys(localStorage));

describe('keeping', () => {
  let browser;
  let shipped;
  let folder;
  before(async () => {
    browser = await launch('chromium');
    shipped = JSON.parse(await readFile(join(dist, 'scenarios/dagbesteding-regulier.json'), 'utf8'));
    folder = await mkdtemp(join(tmpdir(), 'dagdeel-'));
  });
  after(() => browser.close());

  async function opened(url = address, options = {}) {
    const watched = await watchedPage(browser, { viewport: { width: 1440, height: 1000 }, ...options });
    await openPage(watched.page, url);
    return watched;
  }

  const changed = (change) => {
    const document = structuredClone(shipped);
    change(document);
    return `${JSON.stringify(document, null, 2)}\n`;
  };
  const proposal = () => changed((document) => {
    document.title = { nl: 'Voorstel aanbieder, ronde 2', en: 'Provider’s proposal, round 2' };
    document.levers[0].amount.value = '51.00';
  });

  test('by itself, over a reload', async () => {
    const { page, check, close } = await opened();
    await fill(page, 'Cliënten', '200');
    await expectAnswer(page, '€ 367.680,00');
    await page.getByRole('button', { name: 'English' }).click();
    await page.reload();
    await expectAnswer(page, '€367,680.00');
    await page.getByRole('button', { name: 'Nederlands' }).click();
    await page.getByRole('button', { name: 'Terug naar bronwaarden' }).click();
    await expectAnswer(page, '€ 183.840,00');
    await check();
    await close();
  });

  test('not when it is switched off, and nothing after Wis alles', async () => {
    const { page, check, close } = await opened();
    await fill(page, 'Cliënten', '200');
    await expectAnswer(page, '€ 367.680,00');
    assert.ok((await stored(page)).length > 0);
    await page.getByRole('button', { name: 'Bewaren', exact: true }).click();
    await page.getByRole('button', { name: 'Wis alles' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Annuleer' }).click();
    await expectAnswer(page, '€ 367.680,00');
    await page.getByRole('button', { name: 'Wis alles' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Wis alles' }).click();
    await expectAnswer(page, '€ 183.840,00');
    await page.getByText('Alles is gewist.').waitFor();
    await page.getByRole('button', { name: 'Bewaren', exact: true }).click();
    await page.getByRole('switch', { name: 'Bewaar in deze browser' }).click();
    await page.keyboard.press('Escape');
    await fill(page, 'Cliënten', '300');
    await expectAnswer(page, '€ 551.520,00');
    await page.reload();
    await expectAnswer(page, '€ 183.840,00');
    await check();
    await close();
  });

  test('as a file, which opens again as the own work', async () => {
    const { page, check, close } = await opened();
    await fill(page, 'Nieuw tarief', '50,03');
    await expectAnswer(page, '€ 200.160,00');
    await page.getByRole('button', { name: 'Bewaren', exact: true }).click();
    const { name, bytes } = await saved(page, () => page.getByRole('button', { name: 'Bewaar als bestand' }).click());
    assert.equal(name, 'dagdeel-dagbesteding-regulier.json');
    const file = join(folder, 'own.json');
    await writeFile(file, bytes);
    assert.equal(JSON.parse(bytes.toString('utf8')).levers[0].amount.value, '50.03');
    await page.getByRole('button', { name: 'Terug naar bronwaarden' }).click();
    await expectAnswer(page, '€ 183.840,00');
    await page.getByRole('button', { name: 'Bewaren', exact: true }).click();
    await page.locator('input[type=file]').setInputFiles(file);
    await expectAnswer(page, '€ 200.160,00');
    assert.equal(await page.getByText(TAG).count(), 0);
    await check();
    await close();
  });

  test('a file from somebody else opens as an unsaved copy with its tag, beside the own work', async () => {
    const { page, check, close } = await opened();
    await fill(page, 'Cliënten', '200');
    await expectAnswer(page, '€ 367.680,00');
    const file = join(folder, 'proposal.json');
    await writeFile(file, proposal());
    await page.getByRole('button', { name: 'Bewaren', exact: true }).click();
    await page.locator('input[type=file]').setInputFiles(file);
    await expectAnswer(page, '€ 215.680,00');
    await page.getByText(TAG).first().waitFor();
    assert.equal(await page.locator('.dagdeel-foreign').innerText().then(plain).then((text) => text.includes('Geopend als niet-bewaarde kopie')), true);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('from somebody else, not checked').first().waitFor();
    await page.getByRole('button', { name: 'Nederlands' }).click();
    await page.locator('.dagdeel-foreign').getByRole('button', { name: 'Sluit' }).click();
    await expectAnswer(page, '€ 367.680,00');
    assert.equal(await page.getByText(TAG).count(), 0);
    await check();
    await close();
  });

  test('a link holds the whole document and leaves the address at once', async () => {
    const { page, check, close } = await opened();
    await fill(page, 'Nieuw tarief', '50,03');
    await expectAnswer(page, '€ 200.160,00');
    await page.getByRole('button', { name: 'Delen', exact: true }).click();
    const box = page.getByLabel('Link met dit scenario erin');
    await page.waitForFunction(() => document.querySelector('dagdeel-app').shadowRoot.querySelector('.dagdeel-panel__link').value.includes('#d='));
    const link = await box.inputValue();
    assert.ok(link.startsWith(`${address}#d=`), link);
    await check();
    await close();

    const other = await opened(link);
    await expectAnswer(other.page, '€ 200.160,00');
    assert.equal(other.page.url(), address);
    await other.page.getByText(TAG).first().waitFor();
    assert.equal((await stored(other.page)).some((key) => key.includes('documents')) && (await other.page.evaluate(() => localStorage.getItem('dagdeel/documents/1'))).includes('50.03'), false);
    await other.page.getByRole('button', { name: 'Bewaar als kopie' }).click();
    assert.equal(await other.page.getByText(TAG).count(), 0);
    await other.page.reload();
    await expectAnswer(other.page, '€ 200.160,00');
    await other.check();
    await other.close();
  });

  test('what is wrong with a link or file is named, and the own work stays', async () => {
    const cases = [
      ['#d=%%%', 'beschadigd'],
      [`#d=${deflateRawSync(Buffer.alloc(20_000_000)).toString('base64url')}`, 'groter dan 1 MB'],
      [`#d=${'A'.repeat(100_001)}`, 'te groot voor een link'],
      [linkOf('geen json'), 'geen leesbare JSON'],
      [linkOf(changed((document) => { document.levers[0].amount.unit = 'euro/uur'; })), 'levers[0].amount'],
      [linkOf(changed((document) => { document.verzonnen = 1; })), 'verzonnen'],
    ];
    for (const [hash, said] of cases) {
      const { page, check, close } = await opened(address + hash);
      await page.getByRole('alert').getByText(said).first().waitFor();
      assert.equal(page.url(), address);
      await expectAnswer(page, '€ 183.840,00');
      await check();
      await close();
    }
  });

  test('text of a sender is text, and only https is a link', async () => {
    const hostile = changed((document) => {
      document.title.nl = '<img src=x onerror=alert(1)>';
      document.place.nl = '**vet** ${1}';
      document.sources[0].url = 'javascript:alert(1)';
    });
    const { page, check, close } = await opened(address + linkOf(hostile));
    // Refused by the engine or shown as text: never an element, never a link.
    await page.locator('.dagdeel-foreign, [role=alert]').first().waitFor();
    assert.equal(await page.locator('img').count(), 0);
    assert.equal(await page.locator('a[href^="javascript"]').count(), 0);
    await check();
    await close();
  });

  test('a file dropped beside the target does not leave the page', async () => {
    const { page, check, close } = await opened();
    const text = proposal();
    const data = await page.evaluateHandle((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], 'proposal.json', { type: 'application/json' }));
      return transfer;
    }, text);
    await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
    await page.dispatchEvent('body', 'drop', { dataTransfer: data });
    await page.getByText(TAG).first().waitFor();
    assert.equal(page.url(), address);
    assert.match(await answerOf(page), /€ 215\.680,00/);
    assert.equal(await field(page, 'Nieuw tarief').inputValue(), '51,00');
    await check();
    await close();
  });
});
