// Copies the shipped documents of one folder into another and writes their index: scenarios.js <from> <to>.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '../dist/documents.js';

const [from, to] = process.argv.slice(2);

rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });

// The founding case opens first, then the other real data set; the rest by name.
const first = ['dagbesteding-regulier.json', 'verblijf-gooi.json'];
const names = readdirSync(from).filter((name) => name.endsWith('.json')).sort();
const ordered = [...first.filter((name) => names.includes(name)), ...names.filter((name) => !first.includes(name))];

const index = [];
for (const name of ordered) {
  const text = readFileSync(join(from, name), 'utf8');
  const info = describe(JSON.parse(text));
  if (`${info.id}.json` !== name) throw new Error(`${name} holds the scenario ${info.id}: a file bears its id`);
  writeFileSync(join(to, name), text);
  index.push(info);
}
writeFileSync(join(to, 'index.json'), `${JSON.stringify(index)}\n`);
