/** What every entry of the package gives beside its own `open` and `openClaims`. */
export type { EngineWorker } from './channel.js';
export type { Claims, ClaimsFile, ClaimsOptions, Inspection, ReadReport, SheetChoice, Wish } from './claims.js';
export { claimsCsv, HIDDEN } from './claims-table.js';
export type {
  CompareOptions,
  Dagdeel,
  ModuleSource,
  NumberRead,
  OpenOptions,
  RunOptions,
  RunQuestion,
  WorkbookOptions,
} from './client.js';
export type { Assumed, ScenarioAbout, ScenarioInfo } from './documents.js';
export { DagdeelError, type ErrorCode, type ObstacleCode } from './errors.js';
export { claimsOf, figuresOf, isBaseOf, supplied } from './supplied.js';
export { type Language, tableCsv, type TableFile, tableJson } from './tables.js';
export type * from '../types/index.js';
