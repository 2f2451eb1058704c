// No build step: the package's folder lies beside this page, as `dagdeel/`.
import { DagdeelError, open } from './dagdeel/dist/browser.js';

const field = document.querySelector('#tarief');
const outcome = document.querySelector('#uitkomst');

try {
  const dagdeel = await open();
  const scenario = await dagdeel.document('dagbesteding-regulier');
  const compute = async () => {
    const read = await dagdeel.readNumber(field.value);
    if ('error' in read) return read.error.message.nl;
    scenario.levers[0].amount.value = read.value;
    const { tables } = await dagdeel.run(scenario);
    return tables.find(({ id }) => id === 'structureel-effect').cells[0];
  };
  field.addEventListener('change', async () => {
    outcome.textContent = await compute();
  });
  outcome.textContent = await compute();
} catch (error) {
  outcome.textContent = error instanceof DagdeelError ? error.problems[0].message.nl : String(error);
}
