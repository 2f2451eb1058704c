// Places in a document, written as the engine writes them: `parts[0].volume.clients.value`.

export type Segment = string | number;

export function segments(path: string): Segment[] {
  return [...path.matchAll(/\[(\d+)\]|([a-z_]+)/g)].map(([, index, name]) => (index === undefined ? (name ?? '') : Number.parseInt(index, 10)));
}

/** What stands at a path; undefined where there is nothing. */
export function at(document: unknown, path: string): unknown {
  let here = document;
  for (const segment of segments(path)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, segment)) return undefined;
    here = (here as Record<Segment, unknown>)[segment];
  }
  return here;
}

function put(here: unknown, [first, ...rest]: Segment[], value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(here)) return here.map((item: unknown, index) => (index === first ? put(item, rest, value) : item));
  const object = (typeof here === 'object' && here !== null ? here : {}) as Record<Segment, unknown>;
  const copy = { ...object };
  const next = put(object[first], rest, value);
  // An optional part that is taken out leaves no trace in the file.
  if (next === undefined) delete copy[first];
  else copy[first] = next;
  return copy;
}

/** The document with another value at a path; the rest is shared with the old one. */
export const withValue = <D>(document: D, path: string, value: unknown): D => put(document, segments(path), value) as D;

/** The path one step up: `a.b.value` is in `a.b`. */
export const parentOf = (path: string) => path.replace(/(\.[a-z_]+|\[\d+\])$/, '');

/** Whether a problem at `problem` belongs to the field at `field`. */
export const belongsTo = (problem: string | null, field: string) =>
  problem !== null && (problem === field || problem === parentOf(field) || problem.startsWith(`${field}.`) || problem.startsWith(`${field}[`));
