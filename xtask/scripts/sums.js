// Writes SHA256SUMS over every file of a folder, as `sha256sum --check` reads it: sums.js <folder>.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')).filter((name) => name !== 'SHA256SUMS').sort();
const line = (name) => `${createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')}  ${name}\n`;
writeFileSync(join(folder, 'SHA256SUMS'), files.map(line).join(''));
