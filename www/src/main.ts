// The page as a folder on a static host: engine, worker and scenarios are files beside it.

import { open, openClaims } from 'dagdeel';
import { definePage } from './app/app.ts';
import { loadSettings } from './settings/settings.ts';

definePage({
  openEngine: () => open({ scenarios: './scenarios/' }),
  openClaims,
  settings: loadSettings('./dagdeel.config.json'),
  licences: './LICENSES.txt',
});
