// What a lever does, in words, with the figures of the document.

import { shiftPoint, shown, t, trimZeros, writeDate, writeDecimal, writeUnit, type Key, type Params } from '../../i18n/index.ts';
import type { Figure, Lang, Lever, ScenarioDocument, Text } from '../../store/types.ts';

/** A figure as it is read: a percentage, an amount with two decimals, or a number with its unit. */
export function figureWords(figure: Figure | undefined, lang: Lang, as: 'percent' | 'number' = 'number', sign = false): string {
  if (!figure) return '';
  const one = (value: string) => {
    if (as === 'percent') return `${writeDecimal(trimZeros(shiftPoint(value, 2)), lang, sign)}${lang === 'nl' ? '\u00a0%' : '%'}`;
    const euro = figure.unit.split('/')[0] === 'euro';
    return writeDecimal(euro && (value.split('.')[1] ?? '').length < 2 ? shown(value, 2) : euro ? value : trimZeros(value), lang, sign);
  };
  if (figure.value !== null) return one(figure.value);
  if (figure.low && figure.high) return t(lang, 'chart.range', { low: one(figure.low), high: one(figure.high) });
  return t(lang, 'chart.unknown');
}

export interface Aim {
  id: string;
  name: Text;
  unit: string;
  kind: 'product' | 'category' | 'line';
}

/** The parties of the cost price, where there is one. */
export const parties = (document: ScenarioDocument | null) => document?.parts.flatMap((part) => (part.kind === 'cost_price' ? part.parties : [])) ?? [];

/** What products, lines and observed categories are called. */
export function productNames(document: ScenarioDocument | null): Aim[] {
  const projected = new Set(document?.parts.flatMap((part) => (part.kind === 'projection' ? [part.observations] : [])));
  return (document?.parts ?? []).flatMap((part): Aim[] => {
    if (part.kind === 'product') return [{ id: part.id, name: part.name, unit: part.unit, kind: 'product' }];
    if (part.kind === 'line') return [{ id: part.id, name: part.name, unit: '', kind: 'line' }];
    if (part.kind === 'observations' && projected.has(part.id)) return part.categories.map(({ id, name }) => ({ id, name, unit: 'client', kind: 'category'  }));
    return [];
  });
}

export function leverWords(lever: Lever, document: ScenarioDocument | null, lang: Lang): string {
  const product = (id: string) => productNames(document).find((each) => each.id === id)?.name[lang] ?? id;
  const unit = (figure: Figure) => writeUnit(figure.unit.split('/').slice(1).join('/'), lang);
  const say = (key: Key, params: Params = {}) => t(lang, key, { from: writeDate(lever.from, lang), ...params });
  const words = (): string => {
    switch (lever.kind) {
      case 'tariff': return say('lever.words.tariff', { amount: figureWords(lever.amount, lang), unit: unit(lever.amount), product: product(lever.product) });
      case 'tariff_change': return say('lever.words.tariff_change', { percent: figureWords(lever.percent, lang, 'percent', true) });
      case 'group_size': return say('lever.words.group_size', { product: product(lever.product), size: figureWords(lever.size, lang) });
      case 'cost_price': return say('lever.words.cost_price', { product: product(lever.product), party: parties(document).find(({ id }) => id === lever.party)?.name[lang].toLowerCase() ?? lever.party });
      case 'surcharge': return say('lever.words.surcharge', { amount: figureWords(lever.amount, lang), unit: unit(lever.amount), product: product(lever.product) });
      case 'indexation': return lever.years.map(({ year, fixed }, index) => t(lang, index === lever.years.length - 1 && lever.years.length > 1 ? 'lever.words.index-last' : 'lever.words.index',
        { year: String(year), percent: fixed ? figureWords(fixed, lang, 'percent') : t(lang, 'lever.words.ova') })).join(', ');
      case 'volume': return lever.units ? say('lever.words.volume-units', { units: figureWords(lever.units, lang, 'number', true), unit: writeUnit(lever.units.unit, lang) })
        : say('lever.words.volume', { percent: figureWords(lever.percent, lang, 'percent', true) });
      case 'growth': return say('lever.words.growth', { percent: figureWords(lever.percent, lang, 'percent', true) });
      case 'intensity': return [
        ...(lever.per_week ? [say('lever.words.per-week', { count: figureWords(lever.per_week, lang) })] : []),
        ...(lever.cap ? [say('lever.words.cap', { count: figureWords(lever.cap, lang) })] : [])].join('; ');
      case 'duration': return say('lever.words.duration', { percent: figureWords(lever.percent, lang, 'percent', true) });
      case 'attendance': return say('lever.words.attendance', { old: figureWords(lever.old_no_show, lang, 'percent'), new: figureWords(lever.new_no_show, lang, 'percent') });
      case 'substitution': return say('lever.words.substitution', { share: figureWords(lever.share, lang, 'percent'), product: product(lever.product), into: product(lever.into) });
      case 'target_path': return t(lang, 'lever.words.target_path', { percent: figureWords(lever.reduction, lang, 'percent'), year: String(lever.target_year), base: String(lever.base_year), shape: t(lang, `lever.shape.${lever.shape}`) });
      case 'one_off': return say('lever.words.one_off', { amount: figureWords(lever.amount, lang, 'number', true) });
      case 'maatwerk': return say('lever.words.maatwerk', { count: figureWords(lever.contracts, lang), amount: figureWords(lever.value, lang) });
    }
  };
  const phase = lever.phase_in_months ? [t(lang, 'lever.words.phase', { months: String(lever.phase_in_months) })] : [];
  const until = lever.to ? [t(lang, 'lever.words.until', { to: writeDate(lever.to, lang) })] : [];
  return [words(), ...phase, ...until].join('; ');
}
