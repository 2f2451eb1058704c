// What own data answers through the package beside sums and checks: the run-off of published triangles, and tables that may leave.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { claimsCsv, openClaims } from 'dagdeel';

/** A published triangle as amounts of text. */
async function triangle(name) {
  const text = await readFile(new URL(`../../data/triangles/${name}.csv`, import.meta.url), 'utf8');
  const rows = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#')).slice(1);
  return rows.map((line) => line.split(';').slice(1).filter((cell) => /^-?[\d.]+$/.test(cell)));
}

test('published triangles that are fed in give their figures to every printed digit', async () => {
  const claims = await openClaims();
  const raa = await claims.runOff({ triangle: await triangle('raa') });
  assert.deepEqual([raa.total.still, raa.total.error], ['52135.23', '26909.01']);
  assert.deepEqual(raa.rows.slice(1).map(({ error }) => Math.round(Number(error))), [206, 623, 747, 1469, 2002, 2209, 5358, 6333, 24566]);
  const line = await claims.runOff({ triangle: await triangle('raa'), lastSigma: 'loglinear' });
  assert.equal(line.total.error, '26880.74');
  const taylor = await claims.runOff({ triangle: await triangle('taylor-ashe') });
  assert.deepEqual([taylor.total.still, taylor.total.error], ['18680855.61', '2447094.86']);
  await assert.rejects(claims.runOff(), (error) => error.problems[0].code === 'triangle-empty');
  claims.close();
});

test('a table that leaves hides what is small, as CSV and as a workbook', async () => {
  const claims = await openClaims();
  const line = (client) => `${client};=Aanbieder ${client % 20 === 0 ? 'Klein' : 'Groot'};41A18;2023-0${1 + (client % 3)};${client},50`;
  const data = new Blob([`client;aanbieder;product;maand;bedrag\n${Array.from({ length: 60 }, (_, client) => line(client)).join('\n')}\n`]);
  await claims.read({ name: 'a.csv', data });
  const { tables, hidden } = await claims.export({ tables: [['provider']] });
  assert.equal(hidden, 2);
  const csv = claimsCsv(tables[0]);
  assert.equal(csv, "aanbieder;regels;cliënten;euro;euro per cliënt\r\n'=Aanbieder Groot;•;•;•;•\r\n'=Aanbieder Klein;•;•;•;•\r\ntotaal;60;60;1800,00;30,00\r\n");
  assert.match(claimsCsv(tables[0], 'en', '\t'), /total\t60\t60\t1800\.00\t30\.00/);
  const bytes = await claims.workbook(tables[0]);
  assert.deepEqual([...bytes.slice(0, 2)], [0x50, 0x4b]);
  await assert.rejects(claims.export({ tables: [['year']], threshold: 20 }), (error) => error.place.code === 'export-other-lines');
  claims.close();
});

test('what happens to data is told of every meaning that a column can have, in both languages', async () => {
  const types = await readFile(new URL('../../pkg/types/index.d.ts', import.meta.url), 'utf8');
  const meanings = types.match(/export type ColumnMeaning = ([^;]+);/)[1].match(/\w+/g);
  for (const file of ['nl/wat-gebeurt-er-met-mijn-gegevens.md', 'en/what-happens-to-my-data.md']) {
    const text = await readFile(new URL(`../../docs/${file}`, import.meta.url), 'utf8');
    const rows = text.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|')[1].match(/`\w+`/g)).flat();
    assert.deepEqual(rows.map((name) => name.slice(1, -1)).toSorted(), meanings.toSorted(), file);
  }
});
