// Writes the scripts that hold what is a file elsewhere, for `dagdeel/inlined`: inline.js <folder>.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { build } from 'vite';
import { shipped } from './shipped.js';

const folder = process.argv[2];
const pkg = dirname(dirname(fileURLToPath(import.meta.url)));
const packed = (file) => deflateRawSync(readFileSync(join(pkg, file)), { level: 9 }).toString('base64');

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

function write(name, type, value, more = {}) {
  const values = Object.entries({ [name]: value, ...more });
  writeFileSync(join(folder, `${name}.js`), values.map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`).join(''));
  writeFileSync(join(folder, `${name}.d.ts`), values.map(([name]) => `export declare const ${name}: ${type};\n`).join(''));
}

async function script(entry) {
  const lib = { entry, name: 'dagdeel', formats: ['iife'] };
  const output = await build({ configFile: false, logLevel: 'warn', publicDir: false, build: { target: 'es2022', write: false, minify: true, lib } });
  return [output].flat().flatMap((each) => each.output)[0].code;
}

write('engine', 'string', packed('engine/engine_bg.wasm'));
write('sheets', 'string', packed('sheets/sheets_bg.wasm'));
write('scenarios', 'Record<string, string>', Object.fromEntries(shipped(join(dirname(pkg), 'scenarios')).map(({ id, text }) => [id, text])));
write('worker', 'string', await script(join(pkg, 'src/worker.ts')));
write('claims', 'string', packed('claims/claims_bg.wasm'), { claimsWorker: await script(join(pkg, 'src/claims-worker.ts')) });
