// Copies the shipped documents of one folder into another, writes their index, and what the engine tells of each of them:
// scenarios.js <from> <to>.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ABOUT, describe } from '../dist/documents.js';
import { open } from '../dist/node.js';
import { shipped } from './shipped.js';

const [from, to] = process.argv.slice(2);

rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
const documents = shipped(from);
for (const { id, text } of documents) writeFileSync(join(to, `${id}.json`), text);
writeFileSync(join(to, 'index.json'), `${JSON.stringify(documents.map(({ document }) => describe(document)))}\n`);

const dagdeel = await open();
const told = [];
for (const { id, text } of documents) told.push([id, await dagdeel.about(text)]);
dagdeel.close();
writeFileSync(join(to, ABOUT), `${JSON.stringify(Object.fromEntries(told))}\n`);
