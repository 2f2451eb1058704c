// The figures of the two shipped cases, to the cent, as a consumer of the package in Node gets them. They are those of the
// documents ZHZ-2022 and GV-2023 and what follows from them by hand.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DagdeelError, open } from 'dagdeel';
import { cell, cells } from './support.js';

const FOUNDING = 'dagbesteding-regulier';
const REGION = 'verblijf-gooi';

let dagdeel;
before(async () => {
  dagdeel = await open();
});
after(() => dagdeel.close());

/** The part of a document of this kind. */
const part = (document, kind) => document.parts.find((part) => part.kind === kind);

/** The founding case, changed and computed. */
async function changed(change) {
  const document = await dagdeel.document(FOUNDING);
  change(document);
  return dagdeel.run(document);
}

describe('dagbesteding regulier, ZHZ-2022', () => {
  let result;
  before(async () => {
    result = await dagdeel.run(FOUNDING);
  });

  test('the group tariff is split into what a group costs and what a client costs', () => {
    assert.equal(cell(result, 'kosten-per-groepsdagdeel'), '275.76');
    assert.equal(cell(result, 'kosten-per-client'), '3.05');
    const costPrices = ['5', '7', '10'].map((aanwezig) => cell(result, 'kostprijs', { aanwezig }));
    assert.deepEqual(costPrices, ['58.20', '42.44', '30.63']);
  });

  test('the rise is 11.49 per dagdeel, 30.62 %', () => {
    assert.equal(cell(result, 'verschil-per-dagdeel'), '11.49');
    assert.equal(cell(result, 'stijging'), '0.3062');
  });

  test('16,000 dagdelen a year cost 45,960.00 more in 2022 and 183,840.00 from 2023 on', () => {
    assert.equal(Number(cell(result, 'dagdelen-per-jaar')), 16_000);
    assert.deepEqual(cells(result, 'effect-per-jaar'), ['45960.00', '183840.00']);
    assert.equal(cell(result, 'structureel-effect'), '183840.00');
    assert.equal(cell(result, 'effect-naar-aard', { year: '2023', aard: 'structureel' }), '183840.00');
  });

  test('the months of a year add up to the year to the cent', () => {
    for (const [at, year] of ['2022', '2023'].entries()) {
      const months = result.axes.find((axis) => axis.id === 'period').labels.filter((label) => label.id.startsWith(year));
      const cents = months.map((label) => Math.round(Number(cell(result, 'effect-per-periode', { period: label.id })) * 100));
      assert.equal(cents.reduce((a, b) => a + b), Math.round(Number(cells(result, 'effect-per-jaar')[at]) * 100));
    }
  });

  test('from 16 October 2022 it is 38,547.10', async () => {
    const later = await changed((document) => {
      document.levers[0].from = '2022-10-16';
    });
    assert.equal(cell(later, 'effect-per-jaar', { year: '2022' }), '38547.10');
  });

  test('by opening weeks, 11 of 40 in the last quarter, it is 50,556.00', async () => {
    const weeks = await changed((document) => {
      part(document, 'product').spread = { by: 'opening-weeks', weeks: ['4', '3', '4', '4', '3', '4', '1', '2', '4', '4', '4', '3'] };
    });
    assert.equal(cell(weeks, 'effect-per-jaar', { year: '2022' }), '50556.00');
  });

  test('a provider with 8 or 6 present breaks even, at the old and the new tariff', () => {
    const row = (aanwezig) => [
      cell(result, 'aanbieder-kosten', { aanwezig }),
      ...['huidig', 'nieuw'].flatMap((variant) => [
        cell(result, 'aanbieder-opbrengst', { variant, aanwezig }),
        cell(result, 'aanbieder-resultaat', { variant, aanwezig }),
      ]),
    ];
    assert.deepEqual(row('8'), ['300.16', '300.16', '0.00', '392.08', '91.92']);
    assert.deepEqual(row('6'), ['294.06', '225.12', '-68.94', '294.06', '0.00']);
    assert.deepEqual(cells(result, 'kostendekkend').map(Number), [8, 6]);
  });

  test('10 % no-show that may not be claimed costs 27.58 a group-dagdeel, or 29.41 where nothing is saved', async () => {
    const noShow = (saved) =>
      changed((document) => {
        const { attendance } = part(document, 'group_tariff');
        attendance.enrolled.value = '6';
        attendance.no_show.value = '0.10';
        attendance.no_show_claimable = false;
        attendance.saved_on_absence = saved;
      });
    assert.equal(cell(await noShow(true), 'uw-resultaat', { variant: 'nieuw' }), '-27.58');
    assert.equal(cell(await noShow(false), 'uw-resultaat', { variant: 'nieuw' }), '-29.41');
  });

  test('groups of 6 need 666.67 group-dagdelen more, which is the whole effect', () => {
    assert.equal(Number(cell(result, 'groepsdagdelen', { variant: 'huidig' })), 2_000);
    assert.equal(Number(cell(result, 'groepsdagdelen', { variant: 'nieuw' })).toFixed(2), '2666.67');
    assert.equal(Number(cell(result, 'extra-groepsdagdelen')).toFixed(2), '666.67');
    assert.equal(cell(result, 'extra-kosten-groepen'), '183840.00');
  });

  test('an old average of 7.5 gives 344.70 and −8.44 and is refused, with the reason', async () => {
    const refused = await changed((document) => {
      part(document, 'group_tariff').old_size.value = '7.5';
    });
    assert.equal(cell(refused, 'kosten-per-groepsdagdeel'), '344.70');
    assert.equal(cell(refused, 'kosten-per-client'), '-8.44');
    assert.deepEqual(cell(refused, 'kostprijs', { aanwezig: '5' }), { undefined: 'refused' });
    assert.equal(refused.caveats.filter((caveat) => caveat.severity === 'refused').length, 1);
    assert.equal(cell(refused, 'effect-per-jaar', { year: '2022' }), '45960.00');
  });

  test('an hourly reading of the tariff is refused, and both units are named', async () => {
    const reading = changed((document) => {
      document.levers[0].amount.unit = 'euro/uur';
    });
    await assert.rejects(reading, (error) => {
      assert.ok(error instanceof DagdeelError);
      assert.equal(error.code, 'document-refused');
      const [problem] = error.problems;
      assert.match(problem.path, /^levers\[0\]\.amount/);
      const words = `${problem.message.nl} ${problem.message.en} ${problem.found} ${problem.expected}`;
      assert.ok(words.includes('uur') && words.includes('dagdeel'), words);
      return true;
    });
  });

  test('every figure explains itself down to its sources', async () => {
    const asked = new Map();
    const leaves = [];
    // A branch that was left out is asked for again, at its own address.
    const walk = async (node) => {
      if (node.children.length === 0 && node.more === 0) leaves.push(node);
      for (const child of node.children) await walk(child);
      const address = JSON.stringify(node.address);
      if (node.more === 0 || asked.has(address)) return;
      asked.set(address, true);
      await walk(await dagdeel.explain(FOUNDING, node.address));
    };
    const explanation = await dagdeel.explain(FOUNDING, { node: 'effect-per-jaar', labels: [{ axis: 'year', label: '2022' }] });
    assert.equal(explanation.value, '45960.00');
    await walk(explanation);
    const inputs = new Set(leaves.map((leaf) => leaf.path));
    for (const path of ['levers[0].amount', 'parts[0].tariffs[0].amount', 'parts[0].volume.clients']) assert.ok(inputs.has(path), `${path}: ${[...inputs].join(' ')}`);
    for (const leaf of leaves) assert.ok(leaf.source !== null || leaf.assumption || leaf.note !== null || leaf.path !== null, JSON.stringify(leaf.address));
    await assert.rejects(dagdeel.explain(FOUNDING, { node: 'geen', labels: [] }), { code: 'explanation-refused' });
  });
});

describe('Gooi en Vechtstreek, GV-2023', () => {
  let result;
  before(async () => {
    result = await dagdeel.run(REGION);
  });

  const shift = (from) => ['volume', 'samenstelling', 'prijs'].map((effect) => cell(from, 'effecten', { effect }));

  test('the four totals and averages', () => {
    const observed = (id) => ['2020', '2021', '2022', '2023'].map((year) => cell(result, id, { year }));
    assert.deepEqual(observed('clienten-totaal'), ['563', '578', '534', '479']);
    assert.deepEqual(observed('kosten-totaal'), ['10617990.98', '11087465.06', '11753372.31', '11012212.77']);
    assert.deepEqual(observed('kosten-per-client-totaal'), ['18859.66', '19182.47', '22010.06', '22990.01']);
  });

  test('2021 → 2022 by volume, mix and price, adding up exactly', () => {
    assert.deepEqual(shift(result), ['-901465.20', '-89169.48', '1656541.93']);
    assert.equal(cell(result, 'verschil'), '665907.25');
  });

  test('with Gezinshuizen inside 24 uren verblijf', async () => {
    const document = await dagdeel.document(REGION);
    part(document, 'observations').merges[0].on = true;
    assert.deepEqual(shift(await dagdeel.run(document)), ['-908184.06', '214190.89', '1359900.42']);
  });

  test('the years swapped, every effect changes its sign', async () => {
    const document = await dagdeel.document(REGION);
    part(document, 'observations').compare = { from: 2022, to: 2021 };
    assert.deepEqual(shift(await dagdeel.run(document)), ['901465.20', '89169.48', '-1656541.93']);
  });
});

describe('a document', () => {
  test('is refused with all its errors at once, each with its path', async () => {
    const document = await dagdeel.document(FOUNDING);
    document.levers[0].from = '2022-13-01';
    document.levers[0].amount.value = 'veel';
    document.surprise = true;
    await assert.rejects(dagdeel.run(document), (error) => {
      const paths = error.problems.map((problem) => problem.path);
      assert.equal(error.code, 'document-refused');
      for (const path of ['levers[0].from', 'levers[0].amount.value', 'surprise']) assert.ok(paths.includes(path), `${path}: ${paths.join(' ')}`);
      for (const problem of error.problems) assert.ok(problem.message.nl && problem.message.en && problem.code);
      return true;
    });
  });

  test('has one checksum, given as its id, as an object and as its text', async () => {
    const document = await dagdeel.document(FOUNDING);
    const given = [FOUNDING, document, `${JSON.stringify(document, null, 2)}\n`];
    const checksums = [];
    for (const one of given) checksums.push((await dagdeel.run(one)).document.checksum);
    assert.match(checksums[0], /^[0-9a-f]{64}$/);
    assert.equal(new Set(checksums).size, 1);
  });

  test('that is no JSON is refused', async () => {
    await assert.rejects(dagdeel.run('{"format":'), { code: 'document-refused' });
  });
});

describe('a number', () => {
  test('is read as the Dutch write it and plainly', async () => {
    for (const [text, value] of [['1.234,56', '1234.56'], ['€ 49,01', '49.01'], ['49.01', '49.01']]) {
      assert.deepEqual(await dagdeel.readNumber(text), { value });
    }
    const refused = await dagdeel.readNumber('negen');
    assert.ok(refused.error.message.nl);
  });
});
