// Vite finds the engine's files by itself: `npm install dagdeel && npx vite build`.
import { DagdeelError, open } from 'dagdeel';

const outcome = document.querySelector<HTMLOutputElement>('#uitkomst')!;
const progress = document.querySelector<HTMLProgressElement>('#voortgang')!;
const stop = new AbortController();
document.querySelector('#stop')!.addEventListener('click', () => stop.abort());

try {
  const dagdeel = await open();
  const result = await dagdeel.run('dagbesteding-regulier', {
    signal: stop.signal,
    onProgress: (fraction) => {
      progress.value = fraction;
    },
  });
  progress.value = 1;
  const table = result.tables.find(({ id }) => id === 'effect-per-jaar');
  outcome.value = table?.cells.join(' ') ?? '';
} catch (error) {
  outcome.value = error instanceof DagdeelError ? (error.problems[0]?.message.nl ?? error.code) : String(error);
}
