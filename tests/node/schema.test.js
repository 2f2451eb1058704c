// The published JSON Schema against the engine, by a validator that knows nothing of either: what the engine opens the schema
// accepts, and damage that the engine refuses for its structure the schema refuses as well.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { open } from 'dagdeel';
import { file } from './support.js';

const folders = ['scenarios', 'tests/corpus', 'docs/voorbeelden'];
const documents = folders.flatMap((folder) =>
  readdirSync(file(folder)).filter((name) => name.endsWith('.json')).map((name) => [`${folder}/${name}`, readFileSync(file(`${folder}/${name}`), 'utf8')]));

const schema = JSON.parse(readFileSync(file('pkg/schema/dagdeel-scenario-1.json'), 'utf8'));
const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true }).compile(schema);

/** What the engine says of the structure alone, one field at a time; the rest needs the whole document. */
const STRUCTURE = new Set(['type', 'unknown-field', 'missing-field', 'format', 'unit-unknown', 'unit-empty', 'date-form']);

let dagdeel;
before(async () => {
  dagdeel = await open();
});
after(() => dagdeel.close());

async function refusal(document) {
  try {
    await dagdeel.run(JSON.stringify(document));
    return [];
  } catch (error) {
    assert.equal(error.code, 'document-refused', error.message);
    return error.problems.map((problem) => problem.code);
  }
}

/** Every place of a tree: its holder and key. */
function* places(tree, path = []) {
  if (typeof tree !== 'object' || tree === null) return;
  for (const key of Object.keys(tree)) {
    yield [...path, key];
    yield* places(tree[key], [...path, key]);
  }
}

const holder = (tree, path) => path.slice(0, -1).reduce((inner, key) => inner[key], tree);

/** Damage at one place. */
const DAMAGE = {
  missing: (own, key) => (Array.isArray(own) ? own.splice(key, 1) : delete own[key]),
  number: (own, key) => (own[key] = 3.5),
  text: (own, key) => (own[key] = '12,25 per uur'),
  empty: (own, key) => (own[key] = ' '),
  nothing: (own, key) => (own[key] = null),
  list: (own, key) => (own[key] = []),
  object: (own, key) => (own[key] = {}),
  stranger: (own, key) => {
    if (Array.isArray(own)) own[key] = { kleur: 'groen' };
    else own.kleur = 'groen';
  },
};

test('it is a schema of the draft that it names, and every shipped and kept document is one', () => {
  assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
  for (const [name, text] of documents) {
    const valid = validate(JSON.parse(text));
    assert.ok(valid, `${name}: ${JSON.stringify(validate.errors, null, 1)}`);
  }
});

test('a schema address is no field of a document', async () => {
  const document = { $schema: schema.$id, ...JSON.parse(documents[0][1]) };
  assert.equal(validate(document), false);
  assert.deepEqual(await refusal(document), ['unknown-field']);
});

test('the schema and the engine refuse the same damage of structure', async () => {
  let tried = 0;
  let refused = 0;
  const apart = [];
  for (const [name, text] of documents) {
    const all = [...places(JSON.parse(text))];
    // Every place of a small document, some places of a large one, each with one kind of damage in turn.
    const step = Math.max(1, Math.floor(all.length / 60));
    for (let at = 0; at < all.length; at += step) {
      const path = all[at];
      const kinds = Object.keys(DAMAGE);
      const kind = kinds[(at / step + tried) % kinds.length];
      const document = JSON.parse(text);
      DAMAGE[kind](holder(document, path), path.at(-1));
      tried += 1;
      const codes = await refusal(document);
      const valid = validate(document);
      const structural = codes.some((code) => STRUCTURE.has(code));
      if (structural) refused += 1;
      // What only the whole document can tell, the schema lets through; it never refuses what opens.
      if (structural === valid) apart.push(`${name} ${path.join('.')} ${kind}: engine ${codes.join(',') || 'opens it'}, schema ${valid ? 'accepts' : 'refuses'}`);
    }
  }
  assert.ok(tried > 1000 && refused > 500, `${tried} tried, ${refused} refused`);
  assert.deepEqual(apart, []);
});
