// What stands behind the reported cells of a document, by walking their explanations: leaves, estimates, and where each cell
// stands in the workbook.

/** An address as one text. */
export const keyOf = ({ node, labels }) => `${node} ${labels.map(({ axis, label }) => `${axis}=${label}`).join(' ')}`;

/** The addresses of all reported cells of a result. */
export function addresses(result) {
  return result.tables.flatMap((table) => {
    const axes = table.axes.map((id) => result.axes.find((axis) => axis.id === id));
    return table.cells.map((cell, at) => {
      let rest = at;
      const labels = axes.toReversed().map((axis) => {
        const label = axis.labels[rest % axis.labels.length].id;
        rest = Math.floor(rest / axis.labels.length);
        return { axis: axis.id, label };
      });
      return { address: { node: table.id, labels: labels.reverse() }, cell };
    });
  });
}

/** Every cell behind the reported ones, by its key: the explanation without its children, and the keys of what it reads. */
export async function explained(dagdeel, document, result) {
  const cells = new Map();
  const open = addresses(result).map(({ address }) => address);
  const note = (explanation) => {
    const key = keyOf(explanation.address);
    const whole = explanation.more === 0;
    const { children, ...own } = explanation;
    if (!cells.has(key) || (whole && cells.get(key).more > 0)) {
      cells.set(key, { ...own, reads: whole ? children.map((child) => keyOf(child.address)) : [] });
    }
    children.forEach(note);
  };
  const asked = new Set();
  while (open.length > 0) {
    const address = open.pop();
    const key = keyOf(address);
    const known = cells.get(key);
    if (asked.has(key) || (known && known.more === 0)) continue;
    asked.add(key);
    note(await dagdeel.explain(document, address));
    for (const cell of cells.values()) if (cell.more > 0 && !asked.has(keyOf(cell.address))) open.push(cell.address);
  }
  return cells;
}

/** The keys of all cells on which reported ones rest other than by way of an estimate. */
export function live(cells, result) {
  const found = new Set();
  const open = addresses(result).map(({ address }) => keyOf(address));
  while (open.length > 0) {
    const key = open.pop();
    if (found.has(key) || !cells.has(key)) continue;
    found.add(key);
    if (cells.get(key).work.op !== 'estimate') open.push(...cells.get(key).reads);
  }
  return found;
}

/** For each cell, the estimates on which it rests, itself among them. */
export function estimatesBehind(cells) {
  const found = new Map();
  const behind = (key) => {
    if (!found.has(key)) {
      found.set(key, new Set());
      const cell = cells.get(key);
      const own = new Set(cell?.work.op === 'estimate' ? [key] : []);
      for (const read of cell?.reads ?? []) for (const estimate of behind(read)) own.add(estimate);
      found.set(key, own);
    }
    return found.get(key);
  };
  for (const key of cells.keys()) behind(key);
  return found;
}
