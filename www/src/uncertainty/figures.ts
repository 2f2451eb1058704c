// The uncertain figures of a document: which there are, and what a first distribution of one looks like.

import { shiftPoint, trimZeros } from '../i18n/number.ts';
import type { Distribution, Figure, ScenarioDocument } from '../store/types.ts';

export interface UncertainFigure {
  path: string;
  figure: Figure & { distribution: Distribution };
}

const isFigure = (value: object): value is Figure => 'unit' in value && 'source' in value && 'value' in value;

/** The figures with a distribution, in the order of the document, each with its path. */
export function uncertainFigures(document: ScenarioDocument | null): UncertainFigure[] {
  const found: UncertainFigure[] = [];
  const look = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) value.forEach((each: unknown, index) => look(each, `${path}[${index}]`));
    else if (isFigure(value)) {
      if (value.distribution) found.push({ path, figure: value as UncertainFigure['figure'] });
    } else for (const [key, each] of Object.entries(value)) look(each, path === '' ? key : `${path}.${key}`);
  };
  look(document?.parts, 'parts');
  look(document?.levers, 'levers');
  return found;
}

export const isUncertain = (document: ScenarioDocument): boolean => uncertainFigures(document).length > 0;

export type Shape = Distribution['kind'];
/** How a law is given: by its bounds, or by mean and standard deviation. */
export type Given = 'bounds' | 'spread';

export const SHAPES: readonly Shape[] = ['triangular', 'pert', 'uniform', 'normal', 'lognormal'];

export const givenBy = ({ spread }: Distribution): Given => (spread === undefined ? 'bounds' : 'spread');

/** A first guess that makes sense of any figure: one digit less than the figure itself, and of a share two. */
const guess = (figure: Figure): string => {
  const size = trimZeros((figure.value ?? '').replace(/^-/, ''));
  return /[1-9]/.test(size) ? trimZeros(shiftPoint(size, figure.unit === '1' ? -2 : -1)) : '1';
};

/** The distribution that a figure gets when it becomes uncertain: normal around its value. Always an assumption. */
export const freshDistribution = (figure: Figure): Distribution => ({ kind: 'normal', spread: guess(figure), source: 'aanname' });

/** The same distribution by another law or given in another way, with what still holds. */
export function reshaped(figure: Figure, old: Distribution, kind: Shape, given: Given): Distribution {
  const kept = { source: 'aanname', ...(old.note ? { note: old.note } : {}) };
  const value = figure.value ?? '0';
  if (given === 'spread') return { kind, ...(old.mean === undefined ? {} : { mean: old.mean }), spread: old.spread ?? guess(figure), ...kept };
  const peaked = kind === 'triangular' || kind === 'pert';
  return { kind, low: old.low ?? value, ...(peaked && old.likely !== undefined ? { likely: old.likely } : {}), high: old.high ?? value, ...kept };
}
