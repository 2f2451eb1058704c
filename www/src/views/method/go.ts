// From a place in the document to where it can be changed on the page.

import { fieldId } from '../../inputs/field.ts';
import { viewOf } from '../../store/reduce.ts';
import { at } from '../../store/path.ts';
import type { Context } from '../../tape/ask.ts';
import type { ScenarioDocument } from '../../store/types.ts';

/** How many drawn frames a view may take to show its fields. */
const PATIENCE = 60;

/** The path itself, then what it lies in: `parts[0].volume.clients`, `parts[0].volume`, `parts[0]`. */
function* outward(path: string): Generator<string> {
  for (let place = path; place !== ''; place = place.slice(0, Math.max(place.lastIndexOf('.'), place.lastIndexOf('['), 0))) yield place;
}

/** The ids that a place may have on the page, the nearest first: its field, or the button that opens its form. */
export function idsOf(document: ScenarioDocument, path: string): string[] {
  const ids = [fieldId(`${path}.value`)];
  for (const place of outward(path)) {
    ids.push(fieldId(place));
    const own = at(document, place);
    if (typeof own !== 'object' || own === null) continue;
    if ('id' in own && typeof own.id === 'string') ids.push(`wijzig-${own.id}`);
    else if ('kind' in own && typeof own.kind === 'string') ids.push(`wijzig-${own.kind}`);
  }
  return ids;
}

const visible = (element: HTMLElement) => element.getClientRects().length > 0;

/** Shows the view with the inputs and gives the field the focus; where it has none, its form's button or the inputs as a whole. */
export async function goToInput({ state, dispatch }: Context, root: ParentNode, path: string): Promise<void> {
  const { document } = state;
  if (!document) return;
  dispatch({ type: 'show-view', view: viewOf(document) });
  const ids = idsOf(document, path);
  for (let frame = 0; frame < PATIENCE; frame += 1) {
    await new Promise((drawn) => requestAnimationFrame(drawn));
    const inputs = root.querySelector<HTMLElement>('.dagdeel-inputs');
    if (!inputs || root.querySelector('dagdeel-method-view')) continue;
    const find = () => ids.map((id) => inputs.querySelector<HTMLElement>(`#${CSS.escape(id)}`)).find((element) => element !== null);
    const found = find();
    // A form that is still closed is opened; the field is then in it.
    if (found?.id.startsWith('wijzig-') && found.getAttribute('aria-expanded') === 'false') {
      found.click();
      await new Promise((drawn) => requestAnimationFrame(drawn));
    }
    const target = find() ?? inputs.querySelector<HTMLElement>('button, input, select');
    const folded = target?.closest('details:not([open])');
    if (folded instanceof HTMLDetailsElement) folded.open = true;
    if (target && !visible(target)) {
      // On a narrow page the inputs are behind one line.
      inputs.querySelector<HTMLElement>('.dagdeel-inputs__summary')?.click();
      await new Promise((drawn) => requestAnimationFrame(drawn));
    }
    target?.focus();
    target?.scrollIntoView({ block: 'center' });
    return;
  }
}
