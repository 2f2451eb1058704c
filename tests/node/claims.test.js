// Own data by the package: read, checked, asked; in a worker thread of its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openClaims } from 'dagdeel';

const WISH = { rows: 20_000, seed: 3, errors: 10 };

test('a generated file reads to the claims that are generated at once', async () => {
  const [one, other] = [await openClaims(), await openClaims()];
  const made = await one.generate(WISH);
  const file = await one.generateFile(WISH);
  const fractions = [];
  const report = await other.read({ name: 'voorbeeld.csv', data: file }, {}, { onProgress: (fraction) => fractions.push(fraction) });
  assert.deepEqual([report.accepted, report.rejected.lines], [made.all, 0]);
  assert.ok(fractions.length > 1 && fractions.every((fraction) => fraction < 1));
  const asked = { axes: ['year', 'category'], clients: true };
  assert.deepEqual(await other.table(asked), await one.table(asked));
  const checks = await one.check({ agreed: made.agreed });
  assert.equal(checks.all.lines, 20_000);
  assert.ok(checks.wrong.lines > 0);
  const [concentration] = await one.concentration();
  assert.equal(concentration.clients, (await one.table({ clients: true })).total.clients);
  one.close();
  other.close();
});

test('bytes and streams are read as files are', async () => {
  const claims = await openClaims();
  const file = await claims.generateFile({ rows: 1_000 });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kinds = [file, bytes, bytes.buffer, file.stream()];
  for (const data of kinds) await claims.read({ name: 'x.csv', data });
  const { files, accepted } = await claims.summary();
  assert.equal(accepted.lines, 4_000);
  assert.equal(new Set(files.map((file) => file.accepted.euros)).size, 1);
  assert.equal((await claims.remove(0)).accepted.lines, 3_000);
  claims.close();
});

test('a refused or cancelled file leaves the claims as they were', async () => {
  const claims = await openClaims();
  await claims.generate({ rows: 1_000 });
  // What memory was asked for stays with the module; what it holds does not.
  const held = async () => ({ ...(await claims.summary()), columns: 0, names: 0 });
  const before = await held();
  const refused = claims.read({ name: '111222333.csv', data: new TextEncoder().encode('Maand;Bedrag\n"2023-01;1\n') });
  await assert.rejects(refused, (error) => {
    assert.deepEqual([error.code, error.place.code, error.place.line], ['claims-refused', 'unclosed-quote', 2]);
    assert.ok(!error.message.includes('111222333'));
    return true;
  });
  const stop = new AbortController();
  const file = await claims.generateFile({ rows: 60_000 });
  const reading = claims.read({ name: 'x.csv', data: file }, {}, { signal: stop.signal, onProgress: () => stop.abort() });
  await assert.rejects(reading, { code: 'cancelled' });
  assert.deepEqual(await held(), before);
  claims.close();
  await assert.rejects(claims.summary(), { code: 'closed' });
});

test('what a file shows can be seen and overridden', async () => {
  const claims = await openClaims();
  const data = new TextEncoder().encode('Clnr;BSN;Dat;Bedrag\n7;111222333;01-02-2023;1.234,50\n');
  const found = await claims.inspect({ name: 'x.csv', data });
  assert.deepEqual(found.columns.map((column) => column.meaning), ['client', 'ignore', 'ignore', 'amount']);
  assert.equal(found.readable, false);
  const report = await claims.read({ name: 'x.csv', data }, { columns: [{ column: 2, meaning: 'from' }] });
  assert.equal(report.accepted.euros, '1234.50');
  const asked = claims.read({ name: 'x.csv', data }, { columns: [{ column: 2, meaning: 'from' }, { column: 1, meaning: 'client' }, { column: 0, meaning: 'ignore' }] });
  await assert.rejects(asked, (error) => error.place.code === 'personal-column');
  claims.close();
});
