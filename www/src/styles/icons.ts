// The icons of the page, drawn on a grid of 16.

import { svg, html, type TemplateResult } from 'lit';

const PATHS = {
  tree: svg`<path d="M3.5 2.5v8a2 2 0 0 0 2 2H8M3.5 6.5H8"/><path d="M10 4.8h4v3.4h-4zM10 10.8h4v3.4h-4z"/>`,
  undo: svg`<path d="M6 3 2.8 6.2 6 9.4M3 6.2h6.2a4 4 0 0 1 0 8H6"/>`,
  redo: svg`<path d="m10 3 3.2 3.2L10 9.4M13 6.2H6.8a4 4 0 0 0 0 8H10"/>`,
  share: svg`<path d="M6.7 9.3 9.3 6.7M7 4.6l1.6-1.6a3.1 3.1 0 0 1 4.4 4.4L11.4 9M9 11.4 7.4 13A3.1 3.1 0 0 1 3 8.6L4.6 7"/>`,
  save: svg`<path d="M8 2.5v7.2M5 7l3 3 3-3M2.8 11v2.4h10.4V11"/>`,
  print: svg`<path d="M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z"/>`,
  chev: svg`<path d="m4 6 4 4 4-4"/>`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8"/>`,
  check: svg`<path d="m3 8.5 3.4 3.3L13 4.8"/>`,
  cal: svg`<path d="M2.8 4h10.4v9.2H2.8zM2.8 7h10.4M5.5 2.4V5M10.5 2.4V5"/>`,
  plus: svg`<path d="M8 3v10M3 8h10"/>`,
  back: svg`<path d="m10 4-4 4 4 4"/>`,
  forth: svg`<path d="m6 4 4 4-4 4"/>`,
  lock: svg`<path d="M3.5 7h9v6.5h-9zM5.5 7V4.8a2.5 2.5 0 0 1 5 0V7"/>`,
  file: svg`<path d="M4 2.2h5l3 3v8.6H4zM9 2.2v3h3"/>`,
  wait: svg`<circle cx="8" cy="8" r="5.6" stroke-dasharray="2.6 2.2"/><path d="M8 5v3.2l2 1.4"/>`,
  table: svg`<path d="M2.8 3.2h10.4v9.6H2.8zM2.8 6.4h10.4M6.4 6.4v6.4"/>`,
  no: svg`<circle cx="8" cy="8" r="5.5"/><path d="m4.2 4.2 7.6 7.6"/>`,
  menu: svg`<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11"/>`,
  warn: svg`<path d="M8 2.3 14.4 13.4H1.6zM8 6.4v3.4M8 11.6v.1"/>`,
} as const;

export type IconName = keyof typeof PATHS;

export const icon = (name: IconName, extra = ''): TemplateResult =>
  html`<svg class="icon ${extra}" viewBox="0 0 16 16" aria-hidden="true">${PATHS[name]}</svg>`;
