// How everything is timed, in Node and in a page alike.

/** Runs before the first that counts: by then every engine has compiled what it will. */
const WARM_UP = 3;

export const median = (times) => [...times].sort((a, b) => a - b)[times.length >> 1];

/** The median of some runs in milliseconds, and the last answer. Work is given how many runs went before; each answer may be checked. */
export async function timed(runs, work, check = () => {}) {
  const times = [];
  let answer;
  for (let run = -WARM_UP; run < runs; run += 1) {
    const began = performance.now();
    answer = await work(run + WARM_UP);
    const took = performance.now() - began;
    check(answer);
    if (run >= 0) times.push(took);
  }
  return { time: median(times), answer };
}

/** Fails where two answers are not the same. */
export function same(question, name, found, expected) {
  const [one, other] = [found, expected].map((answer) => JSON.stringify(answer));
  if (one === other) return;
  const at = [...one].findIndex((sign, place) => sign !== other[place]);
  throw new Error(`${question}: ${name} answers …${one.slice(Math.max(0, at - 60), at + 60)}, expected …${other.slice(Math.max(0, at - 60), at + 60)}`);
}
