// What a document from outside may be at most, and the names of what can be wrong with it.

import type { Problem } from '../store/types.ts';
import { messages } from '../i18n/index.ts';

export const LIMITS = {
  /** A document, unpacked. */
  documentBytes: 1_000_000,
  /** What common mail and chat programs leave whole. */
  linkCharacters: 100_000,
  /** Documents kept in this browser. */
  keptDocuments: 50,
} as const;

export type KeepingFault = 'link-too-long' | 'link-damaged' | 'document-too-large' | 'not-json' | 'storage-full';

export class KeepingError extends Error {
  readonly code: KeepingFault;
  constructor(code: KeepingFault) {
    super(code);
    this.name = 'KeepingError';
    this.code = code;
  }
  /** As the engine's own errors have it. */
  get problems(): Problem[] {
    return [this.problem];
  }
  get problem(): Problem {
    return { code: this.code, path: null, message: messages[`keeping.${this.code}`], found: null, expected: null };
  }
}
