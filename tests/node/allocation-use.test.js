// The use of allocations from the package: the year that the tests of the engine work out by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openClaims } from 'dagdeel';
import { aYear } from '../support/messages.js';

const agreed = [{ product: '41A18', unit: 'dagdeel', tariff: '10.00', from: '2025-01-01' }];

test('what is allocated, claimed, above a ceiling and to be expected of a year', async () => {
  const claims = await openClaims();
  await assert.rejects(claims.allocationUse(), (error) => error.problems[0].code === 'no-allocations');
  for (const { name, text } of aYear()) await claims.read({ name, data: new Blob([text]) });
  const { total, complete, completeBy, rows } = await claims.allocationUse({ by: 'provider', agreed });
  assert.deepEqual([complete, completeBy, rows.map(({ label }) => label.id)], ['2025-10', 'runoff', ['65656055']]);
  assert.deepEqual(total.toDate, { allocations: 1, allocated: '3997.81', claimed: '4000.00', share: '100.05' });
  const { regimes, total: under } = await claims.allocationRegimes();
  assert.deepEqual(regimes, ['own', 'week', 'sunday', 'month', 'total']);
  // 480 dagdelen in 12 months: 40 a month, which is what was claimed. In 52 Sundays and a broken week: 36.23 in a month with four of
  // them, so that the second line falls out in seven months; in 53 ISO weeks 45.28 and more.
  assert.deepEqual(under.regimes.map(({ out }) => out.lines), [0, 0, 7, 0, 0]);
  const forecast = await claims.allocationForecast({ agreed, inflow: '100' });
  assert.deepEqual([forecast.year, forecast.total.end, forecast.end, forecast.rounded], [2025, '4802.63', '4902.63', '5000.00']);
  assert.deepEqual([forecast.beside.end, forecast.beside.difference, forecast.beside.toCome], ['4800.00', '-102.63', '-2.63']);
  claims.close();
});
