// Copies the shipped documents of one folder into another and writes their index: scenarios.js <from> <to>.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '../dist/documents.js';
import { shipped } from './shipped.js';

const [from, to] = process.argv.slice(2);

rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
const documents = shipped(from);
for (const { id, text } of documents) writeFileSync(join(to, `${id}.json`), text);
writeFileSync(join(to, 'index.json'), `${JSON.stringify(documents.map(({ document }) => describe(document)))}\n`);
