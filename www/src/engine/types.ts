// What the engine reads and gives, as the package `dagdeel` defines it. The page takes these types from here alone.

import type { Explanation, Table } from 'dagdeel';

export type {
  Address, Axis, AxisLabel, Caveat, Cell, Explanation, Figure, Method, MethodFormula, MethodInput, MethodMeasure, Problem, Result, ScenarioDocument, Source, StaffStep, Table, Lever, Part, TariffLever, Text,
  CostPrice as CostPricePart, GroupTariff as GroupTariffPart, Offer, Parameter as CostPriceParameter, Observations as ObservationsPart, Product as ProductPart, SpreadOver as Spread,
  Asked, Assumed, Bar, ChangedInput, Comparison, ComparedTable, CostDifference, Grid, Input, InputRow, OutcomeRow, Run, Sought, SeekAnswer, SeekRun, Tornado,
  Dagdeel as Engine, Distribution, NumberRead, ScenarioAbout, ScenarioInfo, SimulatedCell, SimulationResult,
} from 'dagdeel';

export type Format = Table['format'];
export type Relation = Explanation['relation'];
