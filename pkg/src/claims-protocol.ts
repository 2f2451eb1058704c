/** What crosses between the caller's thread and that of the claims. Questions about the claims are JSON, as the module takes them. */
import type { FromEngine, ToEngine } from './protocol.js';

/** The first bytes of a file, or the whole of it; and what reads it where it is a workbook. */
export type ClaimsPart = { name: string; data: Blob; sheets: WebAssembly.Module | null };

export type ClaimsQuestion =
  | { ask: 'open'; mode: 'analyse' | 'controle'; probe: boolean }
  | ({ ask: 'look'; choices: string } & ClaimsPart)
  | ({ ask: 'read'; choices: string } & ClaimsPart)
  | { ask: 'begin'; name: string; choices: string }
  | { ask: 'push'; bytes: Uint8Array }
  | { ask: 'end' }
  | { ask: 'give-up' }
  | { ask: 'csv'; wish: string }
  | { ask: 'question'; text: string };

/** JSON, or a file. */
export type ClaimsAnswer = string | Blob;

export type ToClaims = ToEngine<ClaimsQuestion>;
export type FromClaims = FromEngine<ClaimsAnswer>;
