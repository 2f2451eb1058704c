// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyTheme, OPEN, readSettings } from './settings.ts';

const paths = (file: unknown) => readSettings(JSON.stringify(file)).problems.map(({ path }) => path);

describe('the configuration file', () => {
  test('as it is shipped changes nothing', () => {
    expect(readSettings(readFileSync(join(import.meta.dirname, '../../public/dagdeel.config.json'), 'utf8'))).toEqual({ settings: OPEN, problems: [] });
  });

  test('may leave out everything, and set one thing', () => {
    expect(readSettings('{}').settings).toEqual(OPEN);
    expect(readSettings('{"theme":{"scheme":"dark"},"parents":["https://intranet.gemeente.nl"]}').settings).toEqual(
      { ...OPEN, theme: { ...OPEN.theme, scheme: 'dark' }, parents: ['https://intranet.gemeente.nl'] });
  });

  test('names all that is wrong at once, and then allows no own data', () => {
    expect(paths({ parents: ['intranet.gemeente.nl'], theme: { colour: 'red' }, ownData: 'nee', owndata: false })).toEqual(['parents', 'ownData', 'owndata', 'theme.colour']);
    expect(readSettings('{"ownData": true, "typo": 1}').settings.ownData).toBe(false);
    expect(readSettings('<!doctype html>').settings.ownData).toBe(false);
  });

  test('names parents by their exact origin: no null, no path, no wildcard', () => {
    for (const parent of ['null', '*', 'https://*.nl', 'https://intranet.nl/', 'https://intranet.nl/map', 'file://', 'HTTPS://intranet.nl', 1]) expect(paths({ parents: [parent] }), String(parent)).toEqual(['parents']);
    for (const parent of ['https://intranet.nl', 'http://localhost:8080']) expect(paths({ parents: [parent] }), parent).toEqual([]);
  });

  test('takes a style sheet from its own folder only', () => {
    for (const stylesheet of ['https://elders.nl/thema.css', '//elders.nl/thema.css', '../thema.css', '/thema.css', 'javascript:thema.css', 'thema.js']) expect(paths({ theme: { stylesheet } }), stylesheet).toEqual(['theme.stylesheet']);
    expect(paths({ theme: { stylesheet: 'thema.css' } })).toEqual([]);
  });

  test('themes the page', () => {
    applyTheme({ scheme: 'dark', class: 'gemeente-theme', stylesheet: 'thema.css' }, document);
    expect(document.documentElement.className).toBe('gemeente-theme');
    expect(document.querySelector('link')?.getAttribute('href')).toBe('thema.css');
  });
});
