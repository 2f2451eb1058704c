// The shipped documents in the order of a list: the founding case first, then the other real data set; the rest by name.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FIRST = ['dagbesteding-regulier.json', 'verblijf-gooi.json'];

export function shipped(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  const ordered = [...FIRST.filter((name) => names.includes(name)), ...names.filter((name) => !FIRST.includes(name))];
  return ordered.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const document = JSON.parse(text);
    if (`${document.id}.json` !== name) throw new Error(`${name} holds the scenario ${document.id}: a file bears its id`);
    return { id: document.id, text, document };
  });
}
