// The generated simulation of BARS Q5: products × 5 years, per product and year a growth of the volume and per year a price
// index, both normal; the total of each year, and five quantiles of it.
//
//   volume(p, y) = volume(p, y − 1) × growth(p, y)      level(y) = level(y − 1) × index(y)
//   total(y) = level(y) × Σ tariff(p) × volume(p, y)
import { generate } from './generate.js';

export const YEARS = 5;
/** Means and standard deviations of both factors. */
export const GROWTH = [1.02, 0.03];
export const INDEX = [1.03, 0.01];
export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Tariffs in cents and first volumes. */
export const inputs = (products = 50) => generate(products);

/**
 * Mean and standard deviation of each year's total, exactly: a product of independent factors has the product of their means,
 * and of their second moments.
 */
export function exactMoments({ tariffs, volumes }) {
  const second = ([mean, spread]) => mean * mean + spread * spread;
  return Array.from({ length: YEARS }, (_, year) => {
    const n = year + 1;
    const base = Array.from(tariffs, (cents, at) => (cents / 100) * volumes[at]);
    const sum = base.reduce((total, one) => total + one, 0);
    const squares = base.reduce((total, one) => total + one * one, 0);
    const mean = sum * (GROWTH[0] * INDEX[0]) ** n;
    // E[(Σ b g)²] = Σ b² E[g²] + (Σ b)² E[g]² − Σ b² E[g]²
    const inner = squares * (second(GROWTH) ** n - GROWTH[0] ** (2 * n)) + sum * sum * GROWTH[0] ** (2 * n);
    return { mean, spread: Math.sqrt(inner * second(INDEX) ** n - mean * mean) };
  });
}

/** Quantiles of type 7 of a sorted array. */
export function quantilesOf(sorted) {
  return QUANTILES.map((share) => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  });
}
