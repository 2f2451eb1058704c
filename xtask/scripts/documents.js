// Writes every document of a folder in its one form, two spaces and a line end, as JSON.stringify does; with --check
// it only prints, one a line, which documents are no JSON or stand in another form.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const check = process.argv[2] === '--check';
const folder = process.argv[check ? 3 : 2];

for (const name of readdirSync(folder).filter((name) => name.endsWith('.json')).sort()) {
  const path = join(folder, name);
  const text = readFileSync(path, 'utf8');
  let document;
  try {
    document = JSON.parse(text);
  } catch (error) {
    console.log(`scenarios/${name}: ${error.message}`);
    continue;
  }
  const written = `${JSON.stringify(document, null, 2)}\n`;
  if (written === text) continue;
  if (check) console.log(`scenarios/${name}: not in its one form; cargo xtask fmt writes it`);
  else writeFileSync(path, written);
}
