// Writes the description of the document format, in Dutch and in English, from the JSON Schema (fields, in the words of the
// Rust types), from xtask/format/nl.txt (the same in Dutch) and from the graphs of the shipped and kept documents (tables of the
// result). With --check it writes nothing and prints what is missing, unused or out of date.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const check = process.argv[2] === '--check';
const wrong = [];

const schema = JSON.parse(read('pkg/schema/dagdeel-scenario-1.json'));
const dutch = new Map();
for (const line of read('xtask/format/nl.txt').split('\n')) {
  if (line === '' || line.startsWith('#')) continue;
  const [, key, words] = /^([\w.=-]+): (.+)$/.exec(line) ?? [];
  if (!key) wrong.push(`xtask/format/nl.txt: not understood: ${line}`);
  else if (dutch.has(key)) wrong.push(`xtask/format/nl.txt: ${key} stands there twice`);
  else dutch.set(key, words);
}

const definitions = { document: schema, ...schema.$defs };
const levers = Object.keys(definitions).filter((name) => name.startsWith('lever-'));
/** What all levers have is described once. */
const common = Object.keys(definitions[levers[0]].properties).filter((field) => levers.every((name) => field in definitions[name].properties));

const used = new Set();
/** Both languages of an entry. */
function words(key, english) {
  used.add(key);
  const nl = dutch.get(key);
  if (nl === undefined) wrong.push(`xtask/format/nl.txt: ${key} is missing: ${english}`);
  return { nl: nl ?? english ?? '', en: english ?? '' };
}

const anchor = (name) => name.toLowerCase().replace(/[^\w-]+/g, '-');
const LIST = { nl: 'lijst van', en: 'list of' };
const PLAIN = { string: { nl: 'tekst', en: 'text' }, integer: { nl: 'geheel getal', en: 'whole number' }, boolean: { nl: 'true of false', en: 'true or false' } };

function typeOf(shape, lang) {
  if (shape.$ref) {
    const name = shape.$ref.replace('#/$defs/', '');
    return `[${name}](#${anchor(name)})`;
  }
  if (shape.const !== undefined) return `\`${shape.const}\``;
  const inner = shape.anyOf?.find((choice) => choice.type !== 'null');
  if (inner) return typeOf(inner, lang);
  const type = [shape.type].flat().find((each) => each !== 'null');
  if (type === 'array') return `${LIST[lang]} ${typeOf(shape.items, lang)}`;
  return PLAIN[type]?.[lang] ?? type ?? '';
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells) => `| ${cells.map(cell).join(' | ')} |`;
const SAY = {
  nl: {
    title: 'Het documentformaat `dagdeel-scenario/1`', made: 'Gemaakt door `cargo xtask fmt` uit de Rust-typen en het rekenmodel; niet met de hand veranderen.',
    intro: ['Een scenario is één JSON-bestand. Het [JSON Schema](../../pkg/schema/dagdeel-scenario-1.json) gaat mee in het pakket (`dagdeel/schema/dagdeel-scenario-1.json`) en met de pagina (`schema/`).',
      'Een veld dat hier niet staat is een fout; ook `$schema` hoort er niet in: een document noemt geen adres. Een editor leert het schema uit zijn eigen instellingen, zoals `json.schemas` van VS Code. Er komen alleen velden bij die weggelaten mogen worden: wat eens opende, opent altijd.',
      'Kleine voorbeelden staan in [docs/voorbeelden](../voorbeelden).'],
    field: 'Veld', type: 'Soort', must: 'Verplicht', meaning: 'Betekenis', yes: 'ja', word: 'Woord', lever: 'Wat elke maatregel heeft',
    tables: 'Tabellen van het resultaat', tablesIntro: 'Elke tabel die een meegeleverd of bewaard document geeft, zoals het rekenmodel haar noemt. `…` staat voor het kenmerk van een onderdeel, product of maatregel, of voor een eenheid. Bedragen zijn tekst; wat niet bekend is, is geen nul.',
    id: 'Tabel', name: 'Naam', unit: 'Eenheid', axes: 'Over', how: 'Hoe', input: 'invoer',
  },
  en: {
    title: 'The document format `dagdeel-scenario/1`', made: 'Made by `cargo xtask fmt` from the Rust types and the model; not to be changed by hand.',
    intro: ['A scenario is one JSON file. Its [JSON Schema](../../pkg/schema/dagdeel-scenario-1.json) is shipped in the package (`dagdeel/schema/dagdeel-scenario-1.json`) and with the page (`schema/`).',
      'A field that is not listed here is an error; `$schema` is no field either: a document names no address. An editor learns the schema from its own settings, such as `json.schemas` of VS Code. Only fields that may be left out are ever added: what opened once opens for ever.',
      'Small examples are in [docs/voorbeelden](../voorbeelden).'],
    field: 'Field', type: 'Type', must: 'Required', meaning: 'Meaning', yes: 'yes', word: 'Word', lever: 'What every lever has',
    tables: 'Tables of the result', tablesIntro: 'Every table that a shipped or kept document gives, as the model names it. `…` stands for the identifier of a part, product or lever, or for a unit. Amounts are text; what is not known is no zero.',
    id: 'Table', name: 'Name', unit: 'Unit', axes: 'Over', how: 'How', input: 'input',
  },
};

/** The fields of one definition as a table. */
function fieldRows(name, fields, lang, key = (field) => `${name}.${field}`) {
  const say = SAY[lang];
  const { properties, required = [] } = definitions[name];
  const rows = fields.map((field) => row(`\`${field}\``, typeOf(properties[field], lang), required.includes(field) ? say.yes : '', words(key(field), properties[field].description ?? (field === 'kind' ? 'The kind.' : undefined))[lang]));
  return [row(say.field, say.type, say.must, say.meaning), '| --- | --- | --- | --- |', ...rows, ''];
}

function definition(name, lang) {
  const shape = definitions[name];
  const say = SAY[lang];
  const lines = [`### ${name}`, '', words(name, shape.description)[lang], ''];
  const fields = Object.keys(shape.properties ?? {}).filter((field) => !name.startsWith('lever-') || !common.includes(field));
  if (fields.length > 0) lines.push(...fieldRows(name, fields, lang));
  const choices = (shape.oneOf ?? []).filter((choice) => choice.const !== undefined);
  if (choices.length > 0) lines.push(row(say.word, say.meaning), '| --- | --- |', ...choices.map((choice) => row(`\`${choice.const}\``, words(`${name}=${choice.const}`, choice.description)[lang])), '');
  const kinds = (shape.oneOf ?? []).filter((choice) => choice.$ref);
  if (kinds.length > 0) lines.push(...kinds.map((choice) => `- ${typeOf(choice, lang)}`), '');
  return lines;
}

/**
 * A name without the words that its document chose: the identifier of a part, product or lever before it, a unit behind it.
 * `plain` are names that some document gives without such a word.
 */
function pattern(id, document, plain = new Set()) {
  if (plain.has(id)) return id;
  const ids = [...document.parts, ...document.levers].map((each) => each.id).filter(Boolean).sort((a, b) => b.length - a.length);
  const before = ids.reduce((text, word) => text.replace(new RegExp(`^(maatregel-)?${word}-`), '$1…-'), id);
  return document.parts.map((part) => part.unit).filter(Boolean).reduce((text, unit) => text.replace(new RegExp(`(?<!-per)-${unit}$`), '-…'), before);
}

/** Every table that a shipped or kept document gives, as the engine computes it natively. */
function tables() {
  const paths = ['scenarios/', 'tests/corpus/'].flatMap((folder) => readdirSync(fileURLToPath(new URL(folder, root))).filter((name) => name.endsWith('.json')).sort().map((name) => folder + name));
  const cargo = ['run', '--quiet', '--package', 'dagdeel', '--all-features', '--example', 'method', '--', ...paths];
  const told = execFileSync('cargo', cargo, { cwd: fileURLToPath(root), encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] });
  const all = told.trim().split('\n').map((line, at) => ({ document: JSON.parse(read(paths[at])), ...JSON.parse(line) }));
  const plain = new Set(all.flatMap(({ document, result }) => result.tables.map(({ id }) => id).filter((id) => pattern(id, document) === id)));
  const found = new Map();
  for (const { document, result, method } of all) {
    for (const table of result.tables) {
      const id = pattern(table.id, document, plain);
      const before = found.get(id);
      const formula = method.formulas.find((each) => each.address.node === table.id);
      if (before) before.units.add(table.unit);
      else found.set(id, { name: table.name, units: new Set([table.unit]), axes: table.axes.map((axis) => pattern(axis, document)), words: formula?.words ?? null });
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

function written(lang, list) {
  const say = SAY[lang];
  const names = Object.keys(schema.$defs);
  const kinds = (prefix) => names.filter((name) => name.startsWith(prefix));
  const others = names.filter((name) => !name.includes('-') );
  return [
    `# ${say.title}`, '', say.made, '', ...say.intro.flatMap((line) => [line, '']),
    ...definition('document', lang), ...definition('Part', lang), ...kinds('part-').flatMap((name) => definition(name, lang)),
    ...definition('Lever', lang), `#### ${say.lever}`, '', ...fieldRows(levers[0], common, lang, (field) => `lever.${field}`), ...levers.flatMap((name) => definition(name, lang)),
    ...others.filter((name) => name !== 'Part' && name !== 'Lever').flatMap((name) => definition(name, lang)),
    `## ${say.tables}`, '', say.tablesIntro, '',
    row(say.id, say.name, say.unit, say.axes, say.how), '| --- | --- | --- | --- | --- |',
    ...list.map(([id, table]) => row(`\`${id}\``, table.name[lang], [...table.units].map((unit) => `\`${unit}\``).join(', '), table.axes.map((axis) => `\`${axis}\``).join(' × '), table.words?.[lang] ?? say.input)), '',
  ].join('\n');
}

const list = tables();
for (const [lang, path] of [['nl', 'docs/nl/formaat.md'], ['en', 'docs/en/format.md']]) {
  const text = written(lang, list);
  let before = '';
  try {
    before = read(path);
  } catch {
    // Not written yet.
  }
  if (text === before) continue;
  if (check) wrong.push(`${path}: out of date; cargo xtask fmt writes it`);
  else writeFileSync(new URL(path, root), text);
}
for (const key of dutch.keys()) if (!used.has(key)) wrong.push(`xtask/format/nl.txt: ${key} is no field of the format`);
for (const line of [...new Set(wrong)]) console.log(line);
if (!check && wrong.length > 0) process.exit(1);
