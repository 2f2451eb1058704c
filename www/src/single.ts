// The page in one file. The loader in the page has unpacked this script and hands over the rest of what it found.

import { definePage } from './app/app.ts';
import { openInlined, type Inlined } from './engine/inlined.ts';

declare global {
  var dagdeelInlined: (Inlined & { worker: string }) | undefined;
}

definePage(() => {
  const inlined = globalThis.dagdeelInlined;
  if (!inlined) throw new Error('nothing inlined');
  return openInlined(inlined, () => {
    const address = URL.createObjectURL(new Blob([inlined.worker], { type: 'text/javascript' }));
    const worker = new Worker(address);
    URL.revokeObjectURL(address);
    return worker;
  });
});
