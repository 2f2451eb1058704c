// The documentation of the shipped scenarios, in both languages: which fact of which document, our reading, what is assumed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { file, shipped } from './support.js';

const FROM = /^(ZHZ|GV|ALK|AMS)-\d{4}$/;
const DOCS = {
  nl: ['docs/nl/scenarios.md', ['**Feit**', '**Onze lezing**', '**Aanname**']],
  en: ['docs/en/scenarios.md', ['**Fact**', '**Our reading**', '**Assumption**']],
};

for (const [lang, [path, parts]] of Object.entries(DOCS)) {
  test(`${path} says of every shipped scenario where it comes from, and tells of no other`, () => {
    const sections = readFileSync(file(path), 'utf8').split('\n## ').slice(1);
    const told = new Map(sections.flatMap((section) => {
      const id = /^`([a-z0-9-]+)` · /m.exec(section)?.[1];
      return id ? [[id, section]] : [];
    }));
    assert.deepEqual([...told.keys()].sort(), Object.keys(shipped()).sort());
    for (const [id, text] of Object.entries(shipped())) {
      const { sources, title } = JSON.parse(text);
      const section = told.get(id);
      assert.ok(section.startsWith(`${title[lang]}\n`), `${id} is called ${title[lang]}`);
      for (const part of parts) assert.equal(section.split(`- ${part}: `).length, 2, `${id}: ${part}`);
      for (const { short } of sources.filter(({ short }) => FROM.test(short))) assert.ok(section.includes(short), `${id}: ${short}`);
    }
  });
}
