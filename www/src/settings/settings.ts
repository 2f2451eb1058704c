// What whoever keeps the folder has set, in `dagdeel.config.json` beside the page. The file is small and every field may be left
// out; what is not understood is said on the page, and then nothing is allowed that the file might have forbidden.

import { messages, type Key } from '../i18n/index.ts';
import type { Lang, Problem } from '../store/types.ts';

export interface Settings {
  /** The pages that may show Dagdeel in a frame and talk to it: origins such as `https://intranet.gemeente.nl`. */
  parents: readonly string[];
  theme: Theme;
  /** Whether a user may load claims of their own. */
  ownData: boolean;
  /** The scenario that opens first. */
  scenario: string;
  language: Lang | '';
}

export interface Theme {
  scheme: 'auto' | 'light' | 'dark';
  /** Set on the root of the page, as the theme classes of NL Design System ask. */
  class: string;
  /** A style sheet in the same folder, for tokens. */
  stylesheet: string;
}

export interface SettingsRead {
  settings: Settings;
  problems: Problem[];
}

export const OPEN: Settings = { parents: [], theme: { scheme: 'auto', class: '', stylesheet: '' }, ownData: true, scenario: '', language: '' };

/** Where the file cannot be trusted. */
const CLOSED: Settings = { ...OPEN, ownData: false };

type Check<T> = (value: unknown) => value is T;

const isText = (pattern: RegExp): Check<string> => (value): value is string => typeof value === 'string' && (value === '' || pattern.test(value));
const isOneOf = <T extends string>(...choices: T[]): Check<T> => (value): value is T => choices.includes(value as T);
const isBoolean: Check<boolean> = (value) => typeof value === 'boolean';

/** An origin as `location.origin` writes it, so that comparing texts is enough; `null` is none. */
function isOrigin(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  try {
    return /^https?:\/\/[\w.:[\]-]+$/.test(value) && new URL(value).origin === value;
  } catch {
    return false;
  }
}

const isOrigins: Check<string[]> = (value) => Array.isArray(value) && value.every(isOrigin);

/** A file of the same folder and nothing elsewhere. */
const STYLESHEET = /^(\.\/)?[\w-]+(\.[\w-]+)*\.css$/;

const FIELDS: Readonly<Record<string, { check: (value: unknown) => boolean; key: Key; expected: string }>> = {
  parents: { check: isOrigins, key: 'settings.parents', expected: '["https://intranet.gemeente.nl"]' },
  'theme.scheme': { check: isOneOf('auto', 'light', 'dark'), key: 'settings.one-of', expected: '"auto", "light", "dark"' },
  'theme.class': { check: isText(/^[\w-]+( [\w-]+)*$/), key: 'settings.class', expected: '"gemeente-theme"' },
  'theme.stylesheet': { check: isText(STYLESHEET), key: 'settings.stylesheet', expected: '"thema.css"' },
  ownData: { check: isBoolean, key: 'settings.one-of', expected: 'true, false' },
  scenario: { check: isText(/^[a-z0-9-]+$/), key: 'settings.scenario', expected: '"dagbesteding-regulier"' },
  language: { check: isOneOf('', 'nl', 'en'), key: 'settings.one-of', expected: '"nl", "en", ""' },
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const problem = (key: Key, path: string | null, found: unknown, expected: string | null): Problem => (
  { code: key, path, message: messages[key], found: found === null ? null : JSON.stringify(found), expected });

/** Reads the file: all that is wrong with it at once. */
export function readSettings(text: string): SettingsRead {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    file = null;
  }
  if (!isRecord(file)) return { settings: CLOSED, problems: [problem('settings.not-json', null, null, null)] };
  const { theme = {}, ...rest } = file;
  const flat: Record<string, unknown> = { ...rest };
  if (isRecord(theme)) for (const [name, value] of Object.entries(theme)) flat[`theme.${name}`] = value;
  else flat.theme = theme;
  const problems: Problem[] = [];
  for (const [path, value] of Object.entries(flat)) {
    const field = FIELDS[path];
    if (!field) problems.push(problem('settings.unknown', path, value, Object.keys(FIELDS).join(', ')));
    else if (!field.check(value)) problems.push(problem(field.key, path, value, field.expected));
  }
  if (problems.length > 0) return { settings: CLOSED, problems };
  // Every field was checked above.
  return { settings: { ...OPEN, ...(rest as Partial<Settings>), theme: { ...OPEN.theme, ...(theme as Partial<Theme>) } }, problems: [] };
}

/** Fetches the file. A host that has none leaves everything as it is. */
export async function loadSettings(address: string): Promise<SettingsRead> {
  try {
    const response = await fetch(address, { cache: 'no-cache' });
    if (response.status === 404) return { settings: OPEN, problems: [] };
    if (response.ok) return readSettings(await response.text());
  } catch {
    // Said below.
  }
  return { settings: CLOSED, problems: [problem('settings.not-read', null, null, null)] };
}

/** Puts the theme on the page: its scheme, its class, its style sheet. */
export function applyTheme({ scheme, class: names, stylesheet }: Theme, page: Document): void {
  const root = page.documentElement;
  if (scheme !== 'auto') root.style.colorScheme = `only ${scheme}`;
  root.classList.add(...names.split(' ').filter(Boolean));
  if (stylesheet === '') return;
  const link = page.createElement('link');
  link.rel = 'stylesheet';
  link.href = stylesheet;
  page.head.append(link);
}
