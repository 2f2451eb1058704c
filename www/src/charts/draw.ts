// Puts a scene on the page: one image with its message as name, marks hidden from assistive technology.

import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Mark, Pattern, Scene } from './scene.ts';

/** The fills, drawn with classes so that they follow the theme. Ids are unique per chart. */
const PATTERNS: Readonly<Record<Pattern, (id: string) => TemplateResult>> = {
  'hatch-scenario': (id) => svg`<pattern id=${id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="p-bg-scen" width="7" height="7"/><path class="p-scen" d="M0 0V7" stroke-width="1.6" opacity=".5"/></pattern>`,
  'hatch-dense': (id) => svg`<pattern id=${id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="p-bg-scen" width="5" height="5"/><path class="p-fill" d="M0 0V5" stroke-width="3"/></pattern>`,
  'hatch-loss': (id) => svg`<pattern id=${id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path class="p-second-s" d="M0 0V7" stroke-width="1.5" opacity=".65"/></pattern>`,
  'dots-gain': (id) => svg`<pattern id=${id} width="8" height="8" patternUnits="userSpaceOnUse"><circle class="p-dot-scen" cx="2" cy="2" r="1.15" opacity=".8"/><circle class="p-dot-scen" cx="6" cy="6" r="1.15" opacity=".8"/></pattern>`,
  'dots-second': (id) => svg`<pattern id=${id} width="6" height="6" patternUnits="userSpaceOnUse"><rect class="p-bg-second" width="6" height="6"/><circle class="p-second-f" cx="1.5" cy="1.5" r="1.2"/><circle class="p-second-f" cx="4.5" cy="4.5" r="1.2"/></pattern>`,
  'hatch-third': (id) => svg`<pattern id=${id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="p-bg-third" width="6" height="6"/><path class="p-third" d="M0 0V6" stroke-width="2.6"/></pattern>`,
  'lines-baseline': (id) => svg`<pattern id=${id} width="5" height="5" patternUnits="userSpaceOnUse"><rect class="p-bg-base" width="5" height="5"/><path class="p-base" d="M0 1.5H5" stroke-width="1.7"/></pattern>`,
  'hatch-unknown': (id) => svg`<pattern id=${id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="p-base" d="M0 0V6" stroke-width="1" stroke-dasharray="2 2"/></pattern>`,
};

function patternsOf(scene: Scene): Pattern[] {
  const used = scene.marks.flatMap((mark) => ('fill' in mark && mark.fill ? [mark.fill] : []));
  return [...new Set(used)];
}

export function drawn(scene: Scene, uid: string, name: string): TemplateResult {
  const url = (id: string | undefined) => (id === undefined ? nothing : `url(#${uid}-${id})`);
  const mark = (one: Mark): TemplateResult => {
    switch (one.kind) {
      case 'line':
        return svg`<line class=${one.c} x1=${one.x1} y1=${one.y1} x2=${one.x2} y2=${one.y2}/>`;
      case 'rect':
        return svg`<rect class=${one.c} x=${one.x} y=${one.y} width=${one.w} height=${one.h} fill=${url(one.fill)}/>`;
      case 'path':
        return svg`<path class=${one.c} d=${one.d} fill=${url(one.fill)} clip-path=${url(one.clip)} transform=${one.move ? `translate(${one.move.x} ${one.move.y})` : nothing}/>`;
      case 'circle':
        return svg`<circle class=${one.c} cx=${one.x} cy=${one.y} r=${one.r}/>`;
      case 'text':
        return svg`<text class=${one.c} x=${one.x} y=${one.y} text-anchor=${one.anchor === 'start' ? nothing : one.anchor}>${one.text}${one.tail === undefined ? nothing : svg`${one.text === '' ? '' : ' '}<tspan class="c-num">${one.tail}</tspan>`}</text>`;
    }
  };
  return html`<svg class="dagdeel-chart" viewBox="0 0 ${scene.width} ${scene.height}" role="img" aria-label=${name}>
    <defs>${patternsOf(scene).map((pattern) => PATTERNS[pattern](`${uid}-${pattern}`))}
      ${scene.clips.map((clip) => svg`<clipPath id="${uid}-${clip.id}"><rect x=${clip.x} y=${clip.y} width=${clip.w} height=${clip.h}/></clipPath>`)}</defs>
    <g aria-hidden="true">${scene.marks.map(mark)}</g></svg>`;
}
