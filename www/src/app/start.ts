// What differs between the builds of the page: where its engine comes from, what whoever keeps it has set, and where the
// licences of its parts are to be read.

import { OPEN, type SettingsRead } from '../settings/settings.ts';
import type { OpenClaims } from '../engine/own-data.ts';
import type { Engine } from '../store/types.ts';

export interface Start {
  openEngine: () => Promise<Engine>;
  /** Opens own data; absent where this build has no reader for it. */
  openClaims?: OpenClaims;
  settings: Promise<SettingsRead>;
  /** The address of the file, or what gives its text. */
  licences: string | (() => Promise<string>);
}

/** A page that nobody can set anything for. */
export const noSettings = (): Promise<SettingsRead> => Promise.resolve({ settings: OPEN, problems: [] });
