// The page as a folder on a static host: engine, worker and scenarios are files beside it.

import { open } from 'dagdeel';
import { definePage } from './app/app.ts';

definePage(() => open({ scenarios: './scenarios/' }));
