// Reading cells out of a result by table and label, never by place.

import type { Address, Axis, Cell, Result, ScenarioDocument, Table } from './types.ts';

export type Labels = Readonly<Record<string, string>>;

export const tableOf = (result: Result, id: string): Table | undefined => result.tables.find((table) => table.id === id);
export const axisOf = (result: Result, id: string): Axis | undefined => result.axes.find((axis) => axis.id === id);

/** The cell of a table at these labels; undefined where the result has no such table or label. */
export function cellAt(result: Result, id: string, labels: Labels = {}): Cell | undefined {
  const table = tableOf(result, id);
  if (!table) return undefined;
  let index = 0;
  for (const axisId of table.axes) {
    const axis = axisOf(result, axisId);
    const at = axis?.labels.findIndex((label) => label.id === labels[axisId]) ?? -1;
    if (!axis || at < 0) return undefined;
    index = index * axis.labels.length + at;
  }
  return table.cells[index];
}

/** The address of that cell, to ask how it was computed. */
export function addressOf(result: Result, id: string, labels: Labels = {}): Address {
  const axes = tableOf(result, id)?.axes ?? Object.keys(labels);
  return { node: id, labels: axes.map((axis) => ({ axis, label: labels[axis] ?? '' })) };
}

export const addressText = (address: Address) =>
  [address.node, ...address.labels.map(({ axis, label }) => `${axis}:${label}`)].join('/');

export const sameAddress = (a: Address, b: Address) => addressText(a) === addressText(b);

/** Whether figures of a document come from claims: what is made of it does not leave the page. */
export const restsOnClaims = (document: ScenarioDocument | null): boolean => document !== null && ownClaimsOf(document) !== null;

/** The claims that a document rests on; null where it rests on none. */
export const ownClaimsOf = (document: ScenarioDocument) => document.parts.find((part) => part.kind === 'own_claims') ?? null;

/** The same of a result. */
export const isOfClaims = (result: Result): boolean => result.caveats.some(({ code }) => code === 'own-claims');
