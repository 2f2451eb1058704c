// Several tariffs beside each other, then the workbook of the last: node compare.js 48,00 49,01 50,00
import { writeFile } from 'node:fs/promises';
import { DagdeelError, open, tableCsv } from 'dagdeel';

const tariffs = process.argv.slice(2);
const dagdeel = await open();
const scenario = await dagdeel.document('dagbesteding-regulier');

// Long work stops within a few milliseconds of Ctrl-C, and says how far it is.
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

try {
  for (const text of tariffs) {
    const read = await dagdeel.readNumber(text);
    if ('error' in read) throw new Error(read.error.message.en);
    scenario.levers[0].amount.value = read.value;
    const result = await dagdeel.run(scenario, { signal: stop.signal });
    console.log(tableCsv(result, 'effect-per-jaar', 'en'));
  }
  const onProgress = (fraction) => process.stderr.write(`\r${Math.floor(fraction * 100)} %`);
  await writeFile('dagbesteding.xlsx', await dagdeel.workbook(scenario, { signal: stop.signal, onProgress }));
} catch (error) {
  if (!(error instanceof DagdeelError)) throw error;
  for (const { path, message } of error.problems) console.error(path ?? error.code, message.en);
  process.exitCode = 1;
} finally {
  dagdeel.close();
}
