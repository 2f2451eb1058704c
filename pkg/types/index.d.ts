/** A text in both languages of the page. */
export type Text = { nl: string; en: string };

/** What is wrong, where (`levers[0].amount.value`), and what was found and expected there. */
export type Problem = { code: string; path: string | null; message: Text; found: string | null; expected: string | null };

/** An exact decimal, or the reason why there is none. */
export type Cell =
  | string
  | { unknown: number }
  | { known: string; unknown: number }
  | { low: string; high: string }
  | { undefined: string };

export type Format = 'amount' | 'number' | 'percent' | 'integer';
export type AxisLabel = { id: string; name: Text; from: string | null; to: string | null };
export type Axis = { id: string; name: Text; labels: AxisLabel[] };
export type Table = {
  id: string;
  name: Text;
  unit: string;
  format: Format;
  decimals: number;
  kind: 'flow' | 'stock' | 'rate';
  axes: string[];
  /** Row-major, in the order of `axes`. */
  cells: Cell[];
};
export type Caveat = { code: string; severity: 'note' | 'warning' | 'refused'; text: Text; source: string | null; path: string | null };
export type Source = { id: string; short: string; title: Text; date: string; url: string | null };
export type Result = {
  format: 'dagdeel-result/1';
  engine: string;
  document: { id: string; checksum: string };
  axes: Axis[];
  tables: Table[];
  caveats: Caveat[];
  sources: Source[];
};

export type Address = { node: string; labels: { axis: string; label: string }[] };
export type Relation = '' | '+' | '-' | '*' | '/' | 'min' | 'max' | 'if' | 'sum' | 'lag' | 'weight' | 'total' | 'compare';
export type Explanation = {
  address: Address;
  name: Text;
  label_names: Text[];
  value: Cell;
  unit: string;
  format: Format;
  decimals: number;
  kind: 'flow' | 'stock' | 'rate';
  relation: Relation;
  formula: Text | null;
  rounding: { name: Text; decimals: number } | null;
  source: Source | null;
  assumption: boolean;
  note: Text | null;
  path: string | null;
  spreadsheet: string | null;
  children: Explanation[];
  more: number;
};

export type Figure = { value: string | null; low?: string; high?: string; unit: string; source: string; note?: Text };

export type Spread =
  | { by: 'twelfths' }
  | { by: 'days' }
  | { by: 'opening-weeks'; weeks: string[] }
  | { by: 'given'; shares: string[]; normalise: boolean };

export type ProductPart = {
  kind: 'product';
  id: string;
  name: Text;
  unit: string;
  tariffs: { from: string; amount: Figure }[];
  volume: { clients: Figure; per_week: Figure; weeks: Figure };
  spread: Spread;
};
export type StaffStep = { from: string; to: string; staff: string };
export type GroupTariffPart = {
  kind: 'group_tariff';
  product: string;
  lever: string;
  old_size: Figure;
  new_size: Figure;
  old_index: Figure;
  attendance: { enrolled: Figure; no_show: Figure; no_show_claimable: boolean; saved_on_absence: boolean };
  staff?: { per_group: Figure; hours: Figure; productive_hours: Figure };
  steps?: { table: StaffStep[]; source: string; cost_per_staff: Figure; room: Figure };
};
export type ObservationsPart = {
  kind: 'observations';
  id: string;
  name: Text;
  categories: { id: string; name: Text }[];
  source: string;
  rows: { year: number; category: string; clients: string; cost: string }[];
  absent: { year: number; category: string; reason: Text }[];
  merges: { into: string; from: string[]; on: boolean }[];
  compare: { from: number; to: number };
};
export type Part = ProductPart | GroupTariffPart | ObservationsPart;
export type TariffLever = {
  kind: 'tariff';
  id: string;
  name: Text;
  on: boolean;
  product: string;
  from: string;
  amount: Figure;
  nature: 'structural' | 'incidental';
};
export type ScenarioDocument = {
  format: 'dagdeel-scenario/1';
  id: string;
  title: Text;
  place: Text;
  horizon: { from: string; to: string; step: 'month' | 'year' };
  sources: Source[];
  parts: Part[];
  levers: TariffLever[];
  caveats: { text: Text; source: string }[];
};

