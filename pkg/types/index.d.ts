// Generated from the Rust types by examples/types.rs; do not edit.

/**
 * The same words in Dutch and in English.
 */
export type Text = {
/**
 * The Dutch words.
 */
nl: string,
/**
 * The English words.
 */
en: string, };

/**
 * An exact decimal of at most 28 digits: the only number that carries an amount.
 *
 * There are no operators; each step returns a [`Result`], because it can overflow. Values compare
 * and hash by value: 1.5 equals 1.50. A quotient, and a product or sum of more than 28 digits,
 * loses its last digits; everything else is exact.
 */
export type Exact = string;

/**
 * One thing that is wrong.
 */
export type Problem = {
/**
 * Stable code, such as `unit`.
 */
code: string,
/**
 * Where in the document, such as `levers[0].amount.value`; null where it is about the whole.
 */
path: string | null,
/**
 * What is wrong and what to do, in both languages.
 */
message: Text,
/**
 * What stands there.
 */
found: string | null,
/**
 * What should stand there.
 */
expected: string | null, };

/**
 * A scenario.
 */
export type ScenarioDocument = {
/**
 * Always `dagdeel-scenario/1`.
 */
format: "dagdeel-scenario/1",
/**
 * Identifier: small letters, digits and hyphens.
 */
id: string,
/**
 * What it is called.
 */
title: Text,
/**
 * Where and when it plays.
 */
place: Text,
/**
 * The years it runs over.
 */
horizon: HorizonText,
/**
 * Where its figures come from.
 */
sources: Array<Source>,
/**
 * What it is made of.
 */
parts: Array<Part>,
/**
 * The measures, in the order in which they work.
 */
levers: Array<Lever>,
/**
 * What a reader must know, shown with every outcome.
 */
caveats: Array<DocumentCaveat>,
/**
 * How its uncertain figures are simulated.
 */
simulation?: SimulationSettings,
/**
 * That it is a version to be kept as it is, and what was known by then.
 */
frozen?: Frozen, };

/**
 * The years that a scenario runs over.
 */
export type HorizonText = {
/**
 * The first day.
 */
from: string,
/**
 * The day after the last.
 */
to: string,
/**
 * The length of a period.
 */
step: StepWord, };

/**
 * The length of a period.
 */
export type StepWord = "month" | "year";

/**
 * Where figures come from.
 */
export type Source = {
/**
 * Identifier, by which figures cite it.
 */
id: string,
/**
 * Short name, such as `ZHZ-2022`.
 */
short: string,
/**
 * Full title.
 */
title: Text,
/**
 * Its date.
 */
date: string,
/**
 * Where it can be read; only `https:` becomes a link.
 */
url?: string, };

/**
 * What a reader must know.
 */
export type DocumentCaveat = {
/**
 * In both languages.
 */
text: Text,
/**
 * The source it comes from.
 */
source?: string, };

/**
 * A figure that is put in a document while it is read.
 */
export type SuppliedFigure = {
/**
 * Where: a field of an object that is there, such as `parts[0].volume.per_year.value`.
 */
path: string,
/**
 * What: as it would stand in the document.
 */
value: unknown, };

/**
 * How the uncertain figures of a document are simulated.
 */
export type SimulationSettings = {
/**
 * From which the draws follow: the same seed gives the same draws. 1 where it is not given.
 */
seed?: number,
/**
 * How many draws; 10,000 where it is not given.
 */
draws?: number,
/**
 * Which figures go together; what is not named does not.
 */
correlations?: Array<Correlation>, };

/**
 * That two uncertain figures go together.
 */
export type Correlation = {
/**
 * Both figures, each by its path, such as `levers[0].percent`, or by identifiers, such as
 * `levers[growth:groei].percent`.
 */
between: Array<string>,
/**
 * Their rank correlation (Spearman), from −1 to 1.
 */
rank: Exact,
/**
 * The identifier of a source of this document, or `aanname`.
 */
source: string,
/**
 * A remark.
 */
note?: Text, };

/**
 * A version to be kept and compared later. A page shows it and does not change it.
 */
export type Frozen = {
/**
 * The day of which this is what was known.
 */
known: string,
/**
 * Why it was kept.
 */
note?: string,
/**
 * The identifier of the scenario that it is a version of.
 */
of?: string, };

/**
 * A part of a scenario.
 */
export type Part = { "kind": "product" } & Product | { "kind": "group_tariff" } & GroupTariff | { "kind": "observations" } & Observations | { "kind": "projection" } & Projection | { "kind": "line" } & Line | { "kind": "municipalities" } & Municipalities | { "kind": "providers" } & Providers | { "kind": "budget" } & Budget | { "kind": "queue" } & Queue | { "kind": "contracts" } & Contracts | { "kind": "allocations" } & Allocations | { "kind": "conversion" } & Conversion | { "kind": "claimed_time" } & ClaimedTime | { "kind": "first_allocations" } & FirstAllocations | { "kind": "funnel" } & Funnel | { "kind": "rejections" } & Rejections | { "kind": "cost_price" } & CostPrice | { "kind": "own_claims" } & OwnClaims;

/**
 * One figure. Known (`value`), a range (`low` and `high`) or unknown (none of them); unknown is never zero.
 */
export type Figure = {
/**
 * The exact value as decimal text, such as `"37.52"`; null where it is not known. A percentage is a fraction: 0.05.
 */
value: string | null,
/**
 * The lowest value, where only a range is known.
 */
low?: Exact,
/**
 * The highest value, where only a range is known.
 */
high?: Exact,
/**
 * The unit, such as `euro/dagdeel`; `1` for a number without unit.
 */
unit: string,
/**
 * The identifier of a source of this document, or `aanname`.
 */
source: string,
/**
 * A remark that explanations show.
 */
note?: Text,
/**
 * What else it may be, for a simulation; what is reported rests on the value alone.
 */
distribution?: Distribution, };

/**
 * What an uncertain figure may be, in the figure's own unit. Given either by `low` and `high` or by `spread`.
 *
 * `low` and `high` are the lowest and highest value of a uniform, triangular or PERT law, and of a normal or lognormal
 * one its 5th and 95th percentile. `likely` is the most likely value of a triangular or PERT law. `spread` is the standard
 * deviation of the figure itself; a bounded law given by it is symmetric around its mean. Where `likely` or `mean` is not
 * given, it is the figure's value.
 */
export type Distribution = {
/**
 * The law.
 */
kind: Shape,
/**
 * The lowest value, or the 5th percentile.
 */
low?: Exact,
/**
 * The most likely value.
 */
likely?: Exact,
/**
 * The highest value, or the 95th percentile.
 */
high?: Exact,
/**
 * The mean, with `spread`.
 */
mean?: Exact,
/**
 * The standard deviation.
 */
spread?: Exact,
/**
 * The identifier of a source of this document, or `aanname`.
 */
source: string,
/**
 * A remark.
 */
note?: Text, };

/**
 * The law of an uncertain figure.
 */
export type Shape = "fixed" | "uniform" | "triangular" | "pert" | "normal" | "lognormal";

/**
 * A product of the catalogue.
 */
export type Product = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * The unit in which it is claimed, such as `dagdeel` (four hours, code 16 of list WJ756).
 */
unit: string,
/**
 * The five-character product code, such as `41A18`.
 */
code?: string,
/**
 * The two-digit product category, such as `41`.
 */
category?: string,
/**
 * The tariffs, each from a date, in order of date; the first no later than the horizon begins.
 */
tariffs: Array<DatedTariff>,
/**
 * How much is bought in a year.
 */
volume: ProductVolume,
/**
 * How the year's volume lies over its months.
 */
spread: SpreadOver,
/**
 * How its volume is split, where it does not follow the general shares of municipalities or providers.
 */
key?: ProductKey, };

/**
 * A tariff from a date until the next one.
 */
export type DatedTariff = {
/**
 * The first day on which it holds.
 */
from: string,
/**
 * Euro per unit of the product, two decimals.
 */
amount: Figure, };

/**
 * A year's volume: clients × units per client per week × weeks, or given as such.
 */
export type ProductVolume = {
/**
 * Clients, in `client`.
 */
clients?: Figure,
/**
 * Units per client per week, such as `dagdeel/client/week`.
 */
per_week?: Figure,
/**
 * Weeks a year with care, in `week/jaar`.
 */
weeks?: Figure,
/**
 * Instead of the three above: units a year, such as `dagdeel/jaar`.
 */
per_year?: Figure, };

/**
 * How a year's volume lies over its months.
 */
export type SpreadOver = {
/**
 * The rule.
 */
by: SpreadBy,
/**
 * Twelve numbers of opening weeks, January first; with `opening-weeks`.
 */
weeks?: Array<Exact>,
/**
 * Twelve shares, January first, as fractions that add up to 1; with `given`.
 */
shares?: Array<Exact>,
/**
 * Whether shares that do not add up to 1 are scaled to do so; otherwise they are an error.
 */
normalise?: boolean,
/**
 * The source of the weeks or shares; `aanname` where it is not given.
 */
source?: string, };

/**
 * By what a year's volume is spread over its months.
 */
export type SpreadBy = "twelfths" | "days" | "opening-weeks" | "given";

/**
 * How the volume of one product is split, instead of by the shares that municipalities or providers have in general.
 */
export type ProductKey = {
/**
 * Whose the shares are.
 */
over: KeyOver,
/**
 * The shares; who is not named has none.
 */
members: Array<KeyShare>,
/**
 * The identifier of a source of this document, or `aanname`.
 */
source: string, };

/**
 * Whose the shares of a key are.
 */
export type KeyOver = "municipalities" | "providers";

/**
 * The share of one municipality or provider in the volume of a product. A share below zero is one of which more was
 * credited than claimed.
 */
export type KeyShare = {
/**
 * The identifier of the municipality or provider.
 */
id: string,
/**
 * Its share, as a fraction; all of them add up to 1.
 */
share: Exact,
/**
 * Twelve shares of its own year, January first, that add up to 1; where they are not given, those of the product.
 */
months?: Array<Exact>, };

/**
 * How the tariff of a group product is built up, fitted to the tariffs before and after a lever.
 */
export type GroupTariff = {
/**
 * The product.
 */
product: string,
/**
 * The tariff lever that gives the new tariff.
 */
lever: string,
/**
 * The average attendance that the old tariff is read to assume, in `dagdeel/groepsdagdeel`. A maximum is another
 * quantity; reading it as an average is an assumption.
 */
old_size: Figure,
/**
 * The average attendance that the new tariff assumes.
 */
new_size: Figure,
/**
 * The index by which the old tariff is brought to the price date of the new one before the fit; 0 for the same date.
 */
old_index: Figure,
/**
 * Who is enrolled, present and claimed.
 */
attendance: Attendance,
/**
 * From group-dagdelen to full-time staff.
 */
staff?: StaffNeeded,
/**
 * Staff in steps, instead of a constant cost of a group.
 */
steps?: StaffSteps, };

/**
 * Who is enrolled in a group, who is present, and what may be claimed.
 */
export type Attendance = {
/**
 * Clients enrolled, in `dagdeel/groepsdagdeel`.
 */
enrolled: Figure,
/**
 * The share of them that does not show up, from 0 to 1.
 */
no_show: Figure,
/**
 * Whether a dagdeel of a client who does not show up may be claimed.
 */
no_show_claimable: boolean,
/**
 * Whether the cost of a client is saved when the client does not show up.
 */
saved_on_absence: boolean, };

/**
 * From group-dagdelen to full-time staff.
 */
export type StaffNeeded = {
/**
 * Staff present in a group, in `medewerker/groepsdagdeel`.
 */
per_group: Figure,
/**
 * Hours of one of them for a dagdeel, contact and preparation, in `uur/medewerker`.
 */
hours: Figure,
/**
 * Productive hours of a full-time year, in `uur/fte/jaar`.
 */
productive_hours: Figure, };

/**
 * Staff in steps instead of a constant cost of a group.
 */
export type StaffSteps = {
/**
 * From how many clients up to how many, and how many staff are then present; each step begins where the last ended.
 */
table: Array<StaffStep>,
/**
 * The source of the table, or `aanname`.
 */
source: string,
/**
 * The cost of one of them for a group-dagdeel, in `euro/medewerker`.
 */
cost_per_staff: Figure,
/**
 * The cost of the room, in `euro/groepsdagdeel`.
 */
room: Figure, };

/**
 * One step.
 */
export type StaffStep = {
/**
 * The fewest clients, a whole number.
 */
from: Exact,
/**
 * The most clients, a whole number. An average between two steps needs the staff of the higher one.
 */
to: Exact,
/**
 * The staff present.
 */
staff: Exact, };

/**
 * Clients and costs per category and year.
 */
export type Observations = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What was observed.
 */
name: Text,
/**
 * The source of all rows that name none of their own, or `aanname`.
 */
source: string,
/**
 * The categories, in the order in which they are shown.
 */
categories: Array<Category>,
/**
 * What was observed, one row for each year and category.
 */
rows: Array<Observation>,
/**
 * Why a category has no row in a year.
 */
absent?: Array<Absent>,
/**
 * Categories that may be taken together for a comparison.
 */
merges?: Array<Merge>,
/**
 * Which two years are compared.
 */
compare: Compare, };

/**
 * A category.
 */
export type Category = {
/**
 * Identifier.
 */
id: string,
/**
 * What it is called.
 */
name: Text, };

/**
 * What was observed of one category in one year.
 */
export type Observation = {
/**
 * The year.
 */
year: number,
/**
 * The category.
 */
category: string,
/**
 * Clients, unique within the category.
 */
clients: Exact,
/**
 * Costs in euro, two decimals.
 */
cost: Exact,
/**
 * The source of this row, or `aanname`, where it is not that of all rows.
 */
source?: string, };

/**
 * A category without a row in a year.
 */
export type Absent = {
/**
 * The year.
 */
year: number,
/**
 * The category.
 */
category: string,
/**
 * Why it is not there.
 */
reason: Text, };

/**
 * Categories taken together.
 */
export type Merge = {
/**
 * The category that takes the others in.
 */
into: string,
/**
 * The categories that go into it.
 */
from: Array<string>,
/**
 * Whether they are taken together now.
 */
on: boolean, };

/**
 * Two years to compare.
 */
export type Compare = {
/**
 * The year compared from.
 */
from: number,
/**
 * The year compared to.
 */
to: number, };

/**
 * The observed categories go on over the years of the horizon that were not observed, and levers work on them.
 */
export type Projection = {
/**
 * The observations.
 */
observations: string,
/**
 * How the number of clients of each category goes on.
 */
clients: Trend,
/**
 * How the costs per client of each category go on.
 */
cost_per_client: Trend, };

/**
 * How a series goes on.
 */
export type Trend = "hold" | "growth" | "log-linear";

/**
 * A plain line of the budget, by year, spread over the year in twelfths.
 */
export type Line = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Its category, if levers on categories are to reach it.
 */
category?: string,
/**
 * The amount of each year; a year that is not listed has the amount of the last year before it.
 */
amounts: Array<YearAmount>, };

/**
 * The amount of a year.
 */
export type YearAmount = {
/**
 * The year.
 */
year: number,
/**
 * The amount, in `euro/jaar`.
 */
amount: Figure, };

/**
 * The municipalities that pay, each with its share (by a fixed key, young people, history or claims).
 */
export type Municipalities = {
/**
 * The municipalities.
 */
members: Array<Member>,
/**
 * Whether shares that do not add up to 1 are scaled to do so; otherwise they are an error.
 */
normalise?: boolean, };

/**
 * The providers, each with its share of the volume and, where agreed, its ceiling.
 */
export type Providers = {
/**
 * The providers.
 */
members: Array<Member>,
/**
 * Whether shares that do not add up to 1 are scaled to do so; otherwise they are an error.
 */
normalise?: boolean, };

/**
 * A municipality or provider.
 */
export type Member = {
/**
 * Identifier.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * What it is called in claims, where that is not its identifier.
 */
code?: string,
/**
 * Its share, as a fraction.
 */
share: Figure,
/**
 * The most that may be spent in a year, in `euro/jaar`; providers only.
 */
ceiling?: Figure, };

/**
 * Budgets and what was realised, by year.
 */
export type Budget = {
/**
 * One row for each year, and for each municipality where there are any.
 */
rows: Array<BudgetRow>, };

/**
 * The columns of one year. Amounts are in `euro`; what is not given is not shown.
 */
export type BudgetRow = {
/**
 * The year.
 */
year: number,
/**
 * The municipality, where the document has municipalities.
 */
municipality?: string,
/**
 * The original budget (*primitief*).
 */
original?: Figure,
/**
 * The adjusted budget (*bijgesteld*).
 */
adjusted?: Figure,
/**
 * What was realised until `realised_until`.
 */
realised?: Figure,
/**
 * The day after the last that `realised` covers, the first of a month.
 */
realised_until: string,
/**
 * What was allocated for the whole year (*verplicht*).
 */
committed?: Figure, };

/**
 * A waiting list.
 */
export type Queue = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What is waited for.
 */
name: Text,
/**
 * Who waits at the beginning, in `client`.
 */
opening: Figure,
/**
 * Who comes in each month, in `client/maand`.
 */
inflow: Figure,
/**
 * Who can be helped each month from a date on, in order of date; the first no later than the horizon begins.
 */
capacity: Array<Capacity>,
/**
 * The hours of work behind the capacity, where it is given in hours or its price is asked.
 */
hours?: QueueHours,
/**
 * A wait to reach.
 */
goal?: QueueGoal, };

/**
 * A capacity from a date: clients or hours, in all of them the same.
 */
export type Capacity = {
/**
 * The first day.
 */
from: string,
/**
 * Clients a month, in `client/maand`.
 */
clients?: Figure,
/**
 * Hours a week, in `uur/week`; with `hours`.
 */
hours?: Figure, };

/**
 * What a capacity is made of: hours of work.
 */
export type QueueHours = {
/**
 * The hours that one client takes in all, in `uur/client`.
 */
each: Figure,
/**
 * The weeks of a year in which is worked, in `week/jaar`.
 */
weeks: Figure,
/**
 * The price of an hour, in `euro/uur`.
 */
price: Figure,
/**
 * Hours a week beside these, such as guidance of parents, in `uur/week`; they grow in proportion to the first capacity.
 */
beside?: Figure, };

/**
 * A wait to reach.
 */
export type QueueGoal = {
/**
 * From when the capacity changes; the first day of a month or an effective date.
 */
from: string,
/**
 * The day on which the wait must be reached, not later than the end of the horizon.
 */
by: string,
/**
 * The wait, in `maand`.
 */
wait: Figure, };

/**
 * Contracts by who reports them. Unknown stays unknown: it is never counted as zero.
 */
export type Contracts = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What was reported.
 */
name: Text,
/**
 * Who reports: one row each.
 */
rows: Array<ContractRow>, };

/**
 * Contracts of one municipality or kind.
 */
export type ContractRow = {
/**
 * Identifier.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * How many, in `contract`.
 */
contracts: Figure,
/**
 * Their value, in `euro`.
 */
value: Figure, };

/**
 * Allocations, the claims on them, and the regimes under which these are tried.
 */
export type Allocations = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What they are of.
 */
name: Text,
/**
 * The unit in which is claimed, such as `etmaal`.
 */
unit: string,
/**
 * How the care is paid for.
 */
paid_by: PaidBy,
/**
 * The regimes that are laid side by side; the first two are compared claim by claim.
 */
regimes: Array<Regime>,
/**
 * The allocations.
 */
allocations: Array<Allocation>, };

/**
 * For which stretch of time a volume is given; codes 1, 2, 4 and 6 of list WMO757.
 */
export type Regime = "day" | "week" | "month" | "total";

/**
 * How care is paid for, which decides how weeks are counted.
 */
export type PaidBy = "effort" | "output";

/**
 * An allocation and what was claimed on it.
 */
export type Allocation = {
/**
 * Identifier.
 */
id: string,
/**
 * What it is called; never a name of a client.
 */
name: Text,
/**
 * Its first day.
 */
from: string,
/**
 * Its last day; absent where it has none.
 */
last: string,
/**
 * The agreed tariff, in euro for each unit.
 */
tariff: Figure,
/**
 * The volume a day, such as `etmaal/dag`; with the regime `day`.
 */
per_day?: Figure,
/**
 * The volume a week, such as `etmaal/week`; with the regime `week`.
 */
per_week?: Figure,
/**
 * The volume a month, such as `etmaal/maand`; with the regime `month`.
 */
per_month?: Figure,
/**
 * The whole volume, such as `etmaal`; with the regime `total`.
 */
in_total?: Figure,
/**
 * The claims, at most one for each month.
 */
claims: Array<AllocationClaim>, };

/**
 * What was claimed for a calendar month.
 */
export type AllocationClaim = {
/**
 * The first day of the month.
 */
month: string,
/**
 * How much, such as in `etmaal`.
 */
volume: Figure, };

/**
 * A catalogue that is replaced by another.
 */
export type Conversion = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is about.
 */
name: Text,
/**
 * The first day of the new codes; the first of a month.
 */
from: string,
/**
 * The function levels and their tariffs.
 */
levels: Array<FunctionLevel>,
/**
 * The categories that go.
 */
categories: Array<OldCategory>,
/**
 * The codes that come, each from one category: the conversion table.
 */
codes: Array<NewCode>,
/**
 * The group of the day-care part, where codes have its tariff.
 */
daycare?: Daycare,
/**
 * What the transition itself costs.
 */
friction?: Friction, };

/**
 * A function level.
 */
export type FunctionLevel = {
/**
 * Identifier, such as `hbo`.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Its tariff, in `euro/uur`.
 */
tariff: Figure, };

/**
 * A category of the old catalogue.
 */
export type OldCategory = {
/**
 * Identifier.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * The unit in which it was claimed.
 */
unit: string,
/**
 * Its tariff, in euro for each unit.
 */
tariff: Figure,
/**
 * How much was bought in a year.
 */
volume: ProductVolume,
/**
 * The most units per client per week under the new codes, such as 4 `dagdeel/client/week`.
 */
most_per_week?: Figure,
/**
 * Whether that maximum holds; absent for yes.
 */
most_on?: boolean, };

/**
 * A new code: one row of the conversion table. It has the tariff of a function level, one of its own, or that of the day-care
 * part where it has neither.
 */
export type NewCode = {
/**
 * The code.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * The category that it comes from.
 */
category: string,
/**
 * The unit in which it is claimed.
 */
unit: string,
/**
 * Units of the code for each unit of the category, such as 0.4 in `1`, or 0.5 in `uur/dagdeel`.
 */
per_unit: Figure,
/**
 * The function level that does it.
 */
level?: string,
/**
 * Its own tariff, in euro for each unit.
 */
tariff?: Figure, };

/**
 * A group and what it costs for a half-day.
 */
export type Daycare = {
/**
 * Clients present on average, in `dagdeel/groepsdagdeel`.
 */
size: Figure,
/**
 * Clients for each member of staff, in `dagdeel/medewerker`.
 */
clients_per_staff: Figure,
/**
 * The fewest members of staff at all times, in `medewerker/groepsdagdeel`.
 */
least_staff: Figure,
/**
 * What a member of staff costs for a half-day, in `euro/medewerker`.
 */
cost_per_staff: Figure,
/**
 * The room, in `euro/groepsdagdeel`.
 */
room: Figure,
/**
 * What each client costs, in `euro/dagdeel`.
 */
material: Figure, };

/**
 * The cost of a transition: a share of the new costs during its first months.
 */
export type Friction = {
/**
 * The share, from 0 to 1.
 */
share: Figure,
/**
 * For how many whole months.
 */
months: number, };

/**
 * Contacts, and three ways to claim them.
 */
export type ClaimedTime = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is about.
 */
name: Text,
/**
 * The tariff, in `euro/uur`.
 */
tariff: Figure,
/**
 * The kinds of contact.
 */
contacts: Array<Contact>, };

/**
 * A kind of contact.
 */
export type Contact = {
/**
 * Identifier.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * How many a year, in `stuk/jaar`.
 */
number: Figure,
/**
 * How long it is planned to take, in `minuut/stuk`.
 */
planned: Figure,
/**
 * How long it takes, in `minuut/stuk`.
 */
delivered: Figure, };

/**
 * Trajectories by provider, each begun with one budget.
 */
export type FirstAllocations = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is about.
 */
name: Text,
/**
 * The budget of a first allocation, in `euro/client`.
 */
budget: Figure,
/**
 * The share that should stay within it, from 0 to 1; may be a range.
 */
aim: Figure,
/**
 * The providers.
 */
providers: Array<ProviderTrajectories>, };

/**
 * The trajectories of a provider.
 */
export type ProviderTrajectories = {
/**
 * Identifier.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Those that stayed within their first allocation.
 */
within: Trajectories,
/**
 * Those that were extended.
 */
extended: Trajectories, };

/**
 * A number of trajectories and what they cost on average.
 */
export type Trajectories = {
/**
 * How many, in `client`.
 */
clients: Figure,
/**
 * What one really costs, in `euro/client`.
 */
cost: Figure, };

/**
 * Steps that a group goes through one after the other, such as families that are known, are offered help and take it.
 */
export type Funnel = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is about.
 */
name: Text,
/**
 * How many there are before the first step, in `gezin/jaar` or `client/jaar`.
 */
start: Figure,
/**
 * The steps, in order.
 */
steps: Array<FunnelStep>, };

/**
 * A step of a funnel.
 */
export type FunnelStep = {
/**
 * Identifier.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * The share of those before it that comes through, from 0 to 1.
 */
share: Figure,
/**
 * What each that comes through costs, in `euro/gezin` or `euro/client`.
 */
cost?: Figure, };

/**
 * What was claimed for a service in a year, and what of it was rejected. Unknown stays unknown: it is never counted as zero.
 */
export type Rejections = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * Which service.
 */
name: Text,
/**
 * What was claimed, in `euro/jaar`.
 */
claimed: Figure,
/**
 * What of it was rejected, in `euro/jaar`.
 */
rejected: Figure, };

/**
 * The claims of a year on which products of this document rest: their volume a year, their months, and their shares by
 * municipality or provider.
 */
export type OwnClaims = {
/**
 * The identifier of a source of this document.
 */
source: string,
/**
 * The year of care.
 */
year: number,
/**
 * How many lines count: of these products in this year.
 */
lines: number,
/**
 * What they amount to, in euro.
 */
euros: Exact,
/**
 * A checksum of all claims that were loaded: others are not taken for these.
 */
hash: string,
/**
 * Whether lines with an error are left out; they count where it is not given.
 */
without_errors?: boolean,
/**
 * The identifiers of the products that rest on them: with a code, and a volume that is given by year.
 */
products: Array<string>,
/**
 * The tariffs that were agreed, which the checks of claims hold against what was claimed.
 */
agreed?: Array<DocumentAgreedTariff>, };

/**
 * A tariff that was agreed for a code of the claims.
 */
export type DocumentAgreedTariff = {
/**
 * The code.
 */
product: string,
/**
 * The provider it holds for, as in the claims; for all where none is named.
 */
provider?: string,
/**
 * The unit that is claimed (code list WJ756): `minuut`, `uur`, `etmaal`, `dagdeel`, `stuksoutput`, `stuksinspanning`, `euro`.
 */
unit: string,
/**
 * In euro per unit; for minutes of an hour (IV081).
 */
tariff: Exact,
/**
 * The first day on which it holds.
 */
from: string, };

/**
 * The cost price of a product, by one party or by two side by side.
 */
export type CostPrice = {
/**
 * The unit of the product: `dagdeel`, `uur` or `etmaal`.
 */
unit: string,
/**
 * The product whose tariff it is compared with.
 */
product?: string,
/**
 * The day on which the parameters are laid side by side. Values from a later day are computed beside it.
 */
date: string,
/**
 * The functions of the staff, such as mbo, hbo, wo and wo+.
 */
functions: Array<StaffFunction>,
/**
 * One party or two; a difference is that of the first less that of the second.
 */
parties: Array<Party>,
/**
 * Published amounts to place the outcome against.
 */
published?: Array<Published>,
/**
 * What was offered in a negotiation, in order of date.
 */
offers?: Array<Offer>, };

/**
 * A function of staff.
 */
export type StaffFunction = {
/**
 * Identifier.
 */
id: string,
/**
 * What it is called.
 */
name: Text, };

/**
 * A party with its parameters.
 */
export type Party = {
/**
 * Identifier.
 */
id: string,
/**
 * What it is called, such as the provider or the municipality.
 */
name: Text,
/**
 * Its parameters.
 */
parameters: Array<Parameter>, };

/**
 * One parameter of a party, with what it means.
 */
export type Parameter = {
/**
 * What it is of.
 */
parameter: ParameterKind,
/**
 * The function, of a wage or a share.
 */
function?: string,
/**
 * What is counted, and what is not: its definition.
 */
definition: Text,
/**
 * Its values, in order of date; none for a table of steps.
 */
values: Array<DatedFigure>,
/**
 * Of what overhead is a part; with `overhead` only.
 */
overhead_of?: OverheadOf,
/**
 * Whether a no-show may be claimed; with `no_show` only.
 */
claimable?: boolean,
/**
 * Whether the cost of a client is saved on absence; with `client_cost` only.
 */
saved_on_absence?: boolean,
/**
 * Staff in steps instead of a number; with `staff` only.
 */
steps?: StaffTable, };

/**
 * What a parameter is of.
 */
export type ParameterKind = "wage" | "share" | "holiday_pay" | "year_end_bonus" | "irregular_hours" | "social_charges" | "pension_premium" | "pension_franchise" | "contract_hours" | "leave" | "public_holidays" | "sickness" | "training" | "other_hours" | "overhead" | "other_cost" | "staff" | "contact_hours" | "preparation" | "room" | "enrolled" | "no_show" | "client_cost" | "index" | "margin";

/**
 * Of what overhead is a part: 20 % on top of the direct cost is × 1.20, 20 % of the total is × 1.25.
 */
export type OverheadOf = "direct_cost" | "total";

/**
 * A value from a date until the next one.
 */
export type DatedFigure = {
/**
 * The first day on which it holds; its price date.
 */
from: string,
/**
 * The value.
 */
amount: Figure, };

/**
 * Staff in steps, without what they cost.
 */
export type StaffTable = {
/**
 * From how many clients up to how many, and how many staff are then present; each step begins where the last ended.
 */
table: Array<StaffStep>,
/**
 * The source of the table, or `aanname`.
 */
source: string, };

/**
 * An amount that was published elsewhere.
 */
export type Published = {
/**
 * Identifier.
 */
id: string,
/**
 * Where it holds.
 */
place: Text,
/**
 * The year whose prices it is in.
 */
year: number,
/**
 * What it is.
 */
what: PublishedKind,
/**
 * The product it is of, in a few words.
 */
name: Text,
/**
 * The amount, in euro per unit of the product.
 */
amount: Figure, };

/**
 * What a published amount is.
 */
export type PublishedKind = "tariff" | "personal_budget" | "personal_budget_maximum" | "wmo";

/**
 * An offer.
 */
export type Offer = {
/**
 * Identifier, other than those of the parties.
 */
id: string,
/**
 * The day on which it was made.
 */
date: string,
/**
 * The party that made it.
 */
party: string,
/**
 * The parameters with which it was made; those that are left out are the party's.
 */
parameters?: Array<Parameter>,
/**
 * The tariff that was offered, where one was said.
 */
amount?: Figure,
/**
 * What belongs with it.
 */
note?: Text, };

/**
 * A measure. Levers keep the order of the document.
 */
export type Lever = { "kind": "tariff" } & TariffLever | { "kind": "tariff_change" } & TariffChange | { "kind": "group_size" } & GroupSize | { "kind": "cost_price" } & CostPriceLever | { "kind": "surcharge" } & Surcharge | { "kind": "indexation" } & Indexation | { "kind": "volume" } & VolumeChange | { "kind": "growth" } & Growth | { "kind": "intensity" } & Intensity | { "kind": "duration" } & Duration | { "kind": "attendance" } & AttendanceLever | { "kind": "substitution" } & Substitution | { "kind": "target_path" } & TargetPath | { "kind": "one_off" } & OneOff | { "kind": "maatwerk" } & Maatwerk;

/**
 * What a lever is aimed at; an absent list stands for all.
 */
export type Target = {
/**
 * Products or lines.
 */
products?: Array<string>,
/**
 * Categories.
 */
categories?: Array<string>,
/**
 * Municipalities.
 */
municipalities?: Array<string>,
/**
 * Providers.
 */
providers?: Array<string>, };

/**
 * Whether a change lasts. Temporary is at most three years (BBV practice); a lasting change that starts in October is
 * structural in its first year too.
 */
export type Nature = "structural" | "incidental";

/**
 * Another tariff for one product from a date.
 */
export type TariffLever = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * The product.
 */
product: string,
/**
 * The new tariff, euro per unit of the product.
 */
amount: Figure, };

/**
 * A percentage on tariffs, rounded to the cent.
 */
export type TariffChange = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * The change as a fraction: 0.03 for 3 % more.
 */
percent: Figure, };

/**
 * The tariff that follows from a group size: cost per client + cost of the group ÷ size, rounded to the cent.
 */
export type GroupSize = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * The product.
 */
product: string,
/**
 * The clients present on average, in `dagdeel/groepsdagdeel`.
 */
size: Figure,
/**
 * The cost of the group, in `euro/groepsdagdeel`.
 */
group_cost: Figure,
/**
 * The cost of a client, in `euro/dagdeel`.
 */
client_cost: Figure, };

/**
 * The tariff that follows from the cost price of a party, on the day from which the lever works.
 */
export type CostPriceLever = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * The product.
 */
product: string,
/**
 * The party whose cost price it is.
 */
party: string,
/**
 * Whether it follows values of the parameters that hold from a later day.
 */
follow?: boolean, };

/**
 * A surcharge on the tariff of a product.
 */
export type Surcharge = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * The product that it comes on top of.
 */
product: string,
/**
 * The surcharge, euro per unit of the product.
 */
amount: Figure, };

/**
 * Yearly indexation: each first of January (and on the lever's first day) the tariff is multiplied by 1 + index and
 * rounded to the cent. A tariff that is new in that period is not indexed.
 */
export type Indexation = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * The indices, by year in order; years after the last use the last, years before the first are not indexed.
 */
years: Array<IndexYear>, };

/**
 * The index of one year: fixed, or from OVA and PPC.
 */
export type IndexYear = {
/**
 * The year.
 */
year: number,
/**
 * A fixed percentage as a fraction.
 */
fixed?: Figure,
/**
 * Instead: from the published figures.
 */
ova_ppc?: OvaPpc, };

/**
 * OVA and PPC of a year, as published. All are fractions: 0.0474 for 4.74 %.
 */
export type OvaPpc = {
/**
 * The provisional OVA for the year.
 */
ova: Figure,
/**
 * The provisional PPC for the year.
 */
ppc: Figure,
/**
 * The provisional OVA of the year before; with a correction.
 */
ova_before?: Figure,
/**
 * The provisional PPC of the year before; with a correction.
 */
ppc_before?: Figure,
/**
 * The final OVA of the year before; with a correction.
 */
ova_final?: Figure,
/**
 * The final PPC of the year before; with a correction.
 */
ppc_final?: Figure,
/**
 * The weight of wages; 0.9 unless a contract says otherwise.
 */
wage_weight: Figure,
/**
 * How the correction is computed.
 */
rule: CorrectionRule, };

/**
 * How the correction for the year before is computed.
 */
export type CorrectionRule = "difference" | "ratio" | "none";

/**
 * More or less volume, as a percentage or as units a year.
 */
export type VolumeChange = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * The change as a fraction: -0.1 for 10 % less.
 */
percent?: Figure,
/**
 * Instead: the change of each product in its units a year, such as `dagdeel/jaar`.
 */
units?: Figure, };

/**
 * Growth or decline of volume by a percentage each year: once from its first day, and again each first of January after.
 */
export type Growth = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * The change each year as a fraction: 0.02 for 2 % more.
 */
percent: Figure, };

/**
 * Other units per client per week, and the most that a client may have; for products whose volume comes from clients.
 */
export type Intensity = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * The new units per client per week, such as `dagdeel/client/week`.
 */
per_week?: Figure,
/**
 * The most units per client per week.
 */
cap?: Figure, };

/**
 * Longer or shorter care, as a percentage of its length.
 */
export type Duration = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * The change as a fraction: -0.25 for a quarter shorter.
 */
percent: Figure, };

/**
 * Another share of units that are not claimable because the client does not show up.
 */
export type AttendanceLever = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * The share that is not claimed now, from 0 to 1.
 */
old_no_show: Figure,
/**
 * The share that is not claimed with the lever.
 */
new_no_show: Figure, };

/**
 * A share of the volume of one product is replaced by another product. What the change itself costs is a `one_off`.
 */
export type Substitution = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * The product that gets less.
 */
product: string,
/**
 * The product that takes over.
 */
into: string,
/**
 * The share of the first product's volume that goes, from 0 to 1.
 */
share: Figure,
/**
 * Units of the second product that replace one unit of the first, such as `uur/etmaal`; `1` in one unit.
 */
units: Figure, };

/**
 * Volume goes down (or up) to a share of what it is in the base year, and stays there. In the base year and before,
 * nothing changes; each calendar year after is one step.
 */
export type TargetPath = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * The year that is compared with.
 */
base_year: number,
/**
 * The year in which the target is reached.
 */
target_year: number,
/**
 * How much less in the target year, as a fraction: 0.29 for 29 % less; negative for more.
 */
reduction: Figure,
/**
 * How the path runs.
 */
shape: PathShape, };

/**
 * How a path runs.
 */
export type PathShape = "geometric" | "linear";

/**
 * A single amount on its first day: a cost, or where it is negative a grant. Unknown stays unknown.
 */
export type OneOff = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * The amount, in `euro`.
 */
amount: Figure, };

/**
 * One-off contracts outside the catalogue: number × average value, spread over the year in twelfths.
 */
export type Maatwerk = {
/**
 * Identifier, unique in the document.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last on which it works; absent for a change without end.
 */
to: string,
/**
 * Whether it lasts.
 */
nature: Nature,
/**
 * Over how many whole months it grows to its full strength, in equal steps; absent for at once.
 */
phase_in_months?: number,
/**
 * What it is aimed at; absent for everything.
 */
target?: Target,
/**
 * Contracts a year, in `contract/jaar`.
 */
contracts: Figure,
/**
 * The average value, in `euro/contract`.
 */
value: Figure, };

/**
 * The result of a scenario.
 */
export type Result = {
/**
 * Always `dagdeel-result/1`.
 */
format: "dagdeel-result/1",
/**
 * The version of the engine.
 */
engine: string,
/**
 * The document that it is of.
 */
document: DocumentName,
/**
 * The axes of the tables, time first.
 */
axes: Array<Axis>,
/**
 * The reported quantities.
 */
tables: Array<Table>,
/**
 * What a reader must know.
 */
caveats: Array<Caveat>,
/**
 * The sources of the document.
 */
sources: Array<Source>, };

/**
 * Which document a result is of.
 */
export type DocumentName = {
/**
 * Its identifier.
 */
id: string,
/**
 * The SHA-256 of its text, in hexadecimal: what `sha256sum` gives for the saved file.
 */
checksum: string, };

/**
 * An axis of the result.
 */
export type Axis = {
/**
 * Identifier.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Its labels, in order.
 */
labels: Array<AxisLabel>, };

/**
 * A label of an axis.
 */
export type AxisLabel = {
/**
 * Identifier, unique on its axis.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Its first day, on a time axis.
 */
from: string | null,
/**
 * The day after its last, on a time axis.
 */
to: string | null, };

/**
 * A reported quantity: a node of the graph.
 */
export type Table = {
/**
 * Identifier: the node.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * The unit, such as `euro/dagdeel`.
 */
unit: string,
/**
 * How its values are written.
 */
format: "amount" | "number" | "percent" | "integer",
/**
 * How many decimals are shown; of a percentage, of the fraction.
 */
decimals: number,
/**
 * Over what it adds up: a flow over everything, a stock not over time, a rate over nothing.
 */
kind: "flow" | "stock" | "rate",
/**
 * Its axes, time first.
 */
axes: Array<string>,
/**
 * Its cells, the last axis fastest.
 */
cells: Array<Cell>, };

/**
 * One cell: an exact decimal as text, or what is known instead.
 */
export type Cell = string | {
/**
 * The known part.
 */
known: string,
/**
 * How many cells are missing from it.
 */
unknown: number, } | {
/**
 * How many unknown cells stand behind it.
 */
unknown: number, } | {
/**
 * The lowest.
 */
low: string,
/**
 * The highest.
 */
high: string, } | {
/**
 * Why.
 */
undefined: "division-by-zero" | "refused" | "none", };

/**
 * What a reader must know.
 */
export type Caveat = {
/**
 * Stable code; `document` for those of the document.
 */
code: string,
/**
 * How much it matters.
 */
severity: Severity,
/**
 * In both languages.
 */
text: Text,
/**
 * The source it comes from.
 */
source: string | null,
/**
 * Where in the document it belongs.
 */
path: string | null, };

/**
 * How much a caveat matters.
 */
export type Severity = "note" | "warning" | "refused";

/**
 * The address of a cell: a node, and a label for each of its axes.
 */
export type Address = {
/**
 * The node, such as `effect-per-jaar`.
 */
node: string,
/**
 * One label for each axis.
 */
labels: Array<AddressLabel>, };

/**
 * A place on an axis.
 */
export type AddressLabel = {
/**
 * The axis, such as `year`.
 */
axis: string,
/**
 * The label, such as `2022`.
 */
label: string, };

/**
 * How a cell was computed.
 */
export type Explanation = {
/**
 * The cell.
 */
address: Address,
/**
 * What the quantity is called.
 */
name: Text,
/**
 * The names of the labels, one for each axis.
 */
label_names: Array<Text>,
/**
 * Its value.
 */
value: Cell,
/**
 * Its unit.
 */
unit: string,
/**
 * How it is written.
 */
format: "amount" | "number" | "percent" | "integer",
/**
 * How many decimals are shown.
 */
decimals: number,
/**
 * Over what it adds up.
 */
kind: "flow" | "stock" | "rate",
/**
 * How it enters its parent.
 */
relation: "" | "+" | "-" | "*" | "/" | "min" | "max" | "compare" | "if" | "sum" | "total" | "weight" | "lag",
/**
 * Its formula in words; null for an input.
 */
formula: Text | null,
/**
 * What was done with the children, which gives the value again.
 */
work: Work,
/**
 * The rounding by which it came about.
 */
rounding: Rounding | null,
/**
 * The source of an input.
 */
source: Source | null,
/**
 * On what an input rests: a source, an assumption, a choice of the user, the calendar or a definition.
 */
basis: "source" | "assumption" | "choice" | "calendar" | "definition" | null,
/**
 * Whether an input is an assumption.
 */
assumption: boolean,
/**
 * A remark.
 */
note: Text | null,
/**
 * Where an input stands in the document.
 */
path: string | null,
/**
 * Its formula in the Dutch workbook, such as `=Berekening!H12-Berekening!H11`; null for a value.
 */
spreadsheet: string | null,
/**
 * Its cell in the Dutch workbook, such as `Berekening!H13`.
 */
spreadsheet_cell: string | null,
/**
 * The cells that were read, in the order of the formula.
 */
children: Array<Explanation>,
/**
 * How many children were left out here.
 */
more: number, };

/**
 * A rounding at a named step.
 */
export type Rounding = {
/**
 * The step.
 */
name: Text,
/**
 * The decimals that it leaves.
 */
decimals: number, };

/**
 * What was done with the children of a cell. Children are named by their position.
 */
export type Work = { "op": "input" } | { "op": "estimate",
/**
 * The method.
 */
method: Text, } | { "op": "number",
/**
 * The number.
 */
value: string, } | { "op": "no-value" } | { "op": "child",
/**
 * Which.
 */
child: number, } | { "op": "binary",
/**
 * The operator.
 */
operator: string,
/**
 * Its first operand.
 */
left: Work,
/**
 * Its second operand.
 */
right: Work, } | { "op": "if",
/**
 * The condition.
 */
condition: Work,
/**
 * The branch that was taken.
 */
taken: Array<Work>, } | { "op": "round",
/**
 * To how many decimals.
 */
decimals: number,
/**
 * What is rounded.
 */
of: Work, } | { "op": "sum",
/**
 * Which.
 */
children: Array<number>, } | { "op": "apportion",
/**
 * The position of this part among the weights.
 */
part: number,
/**
 * The child that is split.
 */
total: number,
/**
 * The children that are the weights.
 */
weights: Array<number>,
/**
 * The decimals of a part.
 */
decimals: number, };

/**
 * One input of a document.
 */
export type Input = {
/**
 * Where it stands, such as `parts[0].volume.clients`.
 */
path: string,
/**
 * The same place by identifiers instead of positions, by which the inputs of two documents are matched.
 */
key: string,
/**
 * What it is called, apart from what it belongs to.
 */
name: Text,
/**
 * The part or lever that it belongs to; null for the horizon.
 */
of: InputOwner | null,
/**
 * What may stand there.
 */
kind: InputKind,
/**
 * What stands there: a decimal, a date, `true` or `false`, a word; null where it is not known.
 */
value: string | null,
/**
 * The lowest value, where a range is given.
 */
low: string | null,
/**
 * The highest value, where a range is given.
 */
high: string | null,
/**
 * The unit; `1` for a number without unit, null for what is no number.
 */
unit: string | null,
/**
 * How it is written.
 */
format: "amount" | "number" | "percent" | "integer",
/**
 * To how many decimals it is given, of a percentage of the fraction: its smallest step.
 */
decimals: number,
/**
 * The source that it cites, or `aanname`.
 */
source: string | null,
/**
 * Whether it is a figure, with a unit and a source of its own.
 */
figure: boolean, };

/**
 * What an input may be.
 */
export type InputKind = "number" | "whole" | "date" | "switch" | "word";

/**
 * The part or lever that an input belongs to.
 */
export type InputOwner = {
/**
 * Where it stands, such as `levers[0]`.
 */
path: string,
/**
 * Its kind, such as `product` or `tariff`.
 */
kind: string,
/**
 * Its identifier, if it has one.
 */
id: string | null,
/**
 * What it is called.
 */
name: Text, };

/**
 * Scenarios side by side.
 */
export type Comparison = {
/**
 * The scenarios, in the order in which they were given.
 */
documents: Array<Compared>,
/**
 * Which of them the others are compared with.
 */
base: number,
/**
 * Their inputs: those of the base first, then what only others have.
 */
inputs: Array<InputRow>,
/**
 * Their outcomes, likewise.
 */
tables: Array<ComparedTable>,
/**
 * What each costs more than the base in each year that both have, split into volume, mix and price.
 */
differences: Array<CostDifference>, };

/**
 * One of the scenarios.
 */
export type Compared = {
/**
 * Its identifier.
 */
id: string,
/**
 * What it is called.
 */
title: Text,
/**
 * Where and when it plays.
 */
place: Text,
/**
 * The SHA-256 of its text.
 */
checksum: string, };

/**
 * One input in each scenario. Lists have an entry for each scenario, null where it does not have the input.
 */
export type InputRow = {
/**
 * By what it is matched.
 */
key: string,
/**
 * The input in each scenario.
 */
inputs: Array<Input | null>,
/**
 * Whether it differs from that of the base; a missing one differs from one that is there.
 */
differs: Array<boolean>,
/**
 * Its value less that of the base, for numbers that differ.
 */
differences: Array<string | null>, };

/**
 * One reported quantity in each scenario.
 */
export type ComparedTable = {
/**
 * The quantity.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Its unit; a quantity in another unit is another table.
 */
unit: string,
/**
 * How its values are written.
 */
format: "amount" | "number" | "percent" | "integer",
/**
 * How many decimals are shown.
 */
decimals: number,
/**
 * Over what it adds up.
 */
kind: "flow" | "stock" | "rate",
/**
 * Its axes, with their names.
 */
axes: Array<ComparedAxis>,
/**
 * Its cells, matched by their labels.
 */
rows: Array<OutcomeRow>, };

/**
 * An axis of a table.
 */
export type ComparedAxis = {
/**
 * Its identifier.
 */
id: string,
/**
 * What it is called.
 */
name: Text, };

/**
 * One cell in each scenario. Lists have an entry for each scenario, null where it does not have the cell.
 */
export type OutcomeRow = {
/**
 * Its labels, one for each axis of the table.
 */
labels: Array<AxisLabel>,
/**
 * The cell in each scenario.
 */
cells: Array<Cell | null>,
/**
 * Whether it differs from that of the base; a missing one differs from one that is there.
 */
differs: Array<boolean>,
/**
 * Its value less that of the base, where both are known and differ.
 */
differences: Array<string | null>, };

/**
 * What the costs of a year differ between a scenario and the base, both with their measures, and by what.
 */
export type CostDifference = {
/**
 * The scenario, by its position.
 */
of: number,
/**
 * The year; both scenarios have it.
 */
year: AxisLabel,
/**
 * The costs of the base, in euros.
 */
from: Cell,
/**
 * Those of the scenario.
 */
to: Cell,
/**
 * The second less the first.
 */
difference: Cell,
/**
 * What adds up to the difference, to the cent.
 */
causes: Array<DifferenceCause>,
/**
 * Products and lines that one of both does not know: they are in none of the amounts, and not counted as zero.
 */
unknown: Array<AxisLabel>, };

/**
 * One of the causes of a difference.
 */
export type DifferenceCause = {
/**
 * Which of them.
 */
id: "volume" | "samenstelling" | "prijs" | "bedragen",
/**
 * What it is called.
 */
name: Text,
/**
 * How much more it costs by this, in euros.
 */
amount: string, };

/**
 * What an outcome is with each input at a low and at a high value, one at a time.
 */
export type TornadoQuestion = {
/**
 * The outcome.
 */
result: Address,
/**
 * The inputs and their ranges; absent for all figures of the document.
 */
inputs?: Array<InputRange>,
/**
 * Where no range is given: as the figure or its distribution has it, or so much less and more, as a fraction; 0.1 where it is absent.
 */
share?: Exact, };

/**
 * An input and its range.
 */
export type InputRange = {
/**
 * Its path in the document.
 */
path: string,
/**
 * The lowest value.
 */
low?: string,
/**
 * The highest value.
 */
high?: string, };

/**
 * What an outcome is with two inputs at several values each.
 */
export type GridQuestion = {
/**
 * The outcome.
 */
result: Address,
/**
 * The input that changes from row to row.
 */
rows: InputValues,
/**
 * The input that changes from column to column.
 */
columns: InputValues, };

/**
 * An input and its values: as listed, or evenly from a lowest to a highest.
 */
export type InputValues = {
/**
 * Its path in the document.
 */
path: string,
/**
 * The values.
 */
values?: Array<string>,
/**
 * Instead: the lowest; a fifth less than the value of the document where it is absent.
 */
low?: string,
/**
 * The highest; a fifth more where it is absent.
 */
high?: string,
/**
 * How many, 1 to 21; 5 where it is absent.
 */
count?: number, };

/**
 * Which value of an input gives an outcome.
 */
export type SeekQuestion = {
/**
 * The outcome.
 */
result: Address,
/**
 * What it shall be.
 */
target: Exact,
/**
 * The path of the input.
 */
input: string,
/**
 * The lowest value to look at.
 */
low?: string,
/**
 * The highest value to look at.
 */
high?: string,
/**
 * To how many decimals the input is sought; as the input has them where it is absent.
 */
decimals?: number, };

/**
 * The outcome that was asked about.
 */
export type Asked = {
/**
 * The cell.
 */
address: Address,
/**
 * What the quantity is called.
 */
name: Text,
/**
 * The names of the labels, one for each axis.
 */
label_names: Array<Text>,
/**
 * Its unit.
 */
unit: string,
/**
 * How it is written.
 */
format: "amount" | "number" | "percent" | "integer",
/**
 * How many decimals are shown.
 */
decimals: number,
/**
 * Over what it adds up.
 */
kind: "flow" | "stock" | "rate", };

/**
 * One run of the document with changed inputs: what its result says at the address that was asked.
 */
export type Run = {
/**
 * What was changed; nothing for the document as it is.
 */
changes: Array<ChangedInput>,
/**
 * The cell; null where the changed document is refused.
 */
value: Cell | null,
/**
 * The outcome less that of the document as it is, where both are known.
 */
difference: string | null,
/**
 * Why the changed document is refused, or cannot be computed.
 */
problems: Array<Problem>, };

/**
 * An input at another value.
 */
export type ChangedInput = {
/**
 * The path of the input.
 */
path: string,
/**
 * Its value.
 */
value: string, };

/**
 * The answer to a [`TornadoQuestion`].
 */
export type Tornado = {
/**
 * The outcome that was asked about.
 */
result: Asked,
/**
 * The document as it is.
 */
base: Run,
/**
 * One bar for each input, the widest first; those that cannot be compared last.
 */
bars: Array<Bar>,
/**
 * Inputs without a value or range to turn from.
 */
left_out: Array<Input>, };

/**
 * What one input does to the outcome, all others as they are.
 */
export type Bar = {
/**
 * The input.
 */
input: Input,
/**
 * With its lowest value.
 */
low: Run,
/**
 * With its highest value.
 */
high: Run,
/**
 * How far apart the outcomes lie, the document's own among them; null where one is not known.
 */
spread: string | null, };

/**
 * The answer to a [`GridQuestion`].
 */
export type Grid = {
/**
 * The outcome that was asked about.
 */
result: Asked,
/**
 * The document as it is.
 */
base: Run,
/**
 * The input of the rows.
 */
rows: GridAxis,
/**
 * The input of the columns.
 */
columns: GridAxis,
/**
 * The cells, row by row.
 */
cells: Array<Run>, };

/**
 * One side of a grid.
 */
export type GridAxis = {
/**
 * The input.
 */
input: Input,
/**
 * Its values, in order.
 */
values: Array<string>,
/**
 * Which of them is that of the document, if one is.
 */
base: number | null, };

/**
 * The answer to a [`SeekQuestion`].
 */
export type Sought = {
/**
 * The outcome that was asked about.
 */
result: Asked,
/**
 * The document as it is.
 */
base: Run,
/**
 * What the outcome shall be.
 */
target: string,
/**
 * The input.
 */
input: Input,
/**
 * The lowest value looked at.
 */
low: string,
/**
 * The highest value looked at.
 */
high: string,
/**
 * Whether one input hits the target, two neighbours have it in between, there is no answer in the range, or more than one.
 */
outcome: "exact" | "between" | "none" | "several",
/**
 * Every answer that was found, in order of input.
 */
found: Array<SeekAnswer>,
/**
 * Every run, in order of input.
 */
runs: Array<SeekRun>,
/**
 * The widest distance between inputs next to each other that were run on one side of the target: what goes there and back
 * within it was not seen.
 */
resolution: string,
/**
 * Whether every input of the range was run, so that nothing was missed.
 */
complete: boolean, };

/**
 * Where the target is: from one input up to another. Both hit it (`exact`), or they are neighbours with it in between.
 */
export type SeekAnswer = {
/**
 * `exact` or `between`.
 */
kind: "exact" | "between",
/**
 * The lowest input.
 */
from: SeekRun,
/**
 * The highest input; the same where one input hits the target.
 */
to: SeekRun, };

/**
 * One run of a search.
 */
export type SeekRun = {
/**
 * The input.
 */
input: string,
/**
 * The outcome; null where the changed document is refused.
 */
value: Cell | null,
/**
 * The outcome less the target, where it is known.
 */
difference: string | null, };

/**
 * What a simulation gives, in a fixed order, the same bytes on every platform.
 */
export type SimulationResult = {
/**
 * Always `dagdeel-simulation/1`.
 */
format: "dagdeel-simulation/1",
/**
 * The version of the engine.
 */
engine: string,
/**
 * The document that it is of.
 */
document: DocumentName,
/**
 * From which the draws follow.
 */
seed: number,
/**
 * How many draws.
 */
draws: number,
/**
 * Over how many of them, the first, rank correlations are computed.
 */
ranked: number,
/**
 * The axes of the tables, time first.
 */
axes: Array<Axis>,
/**
 * The uncertain inputs.
 */
inputs: Array<SimulatedInput>,
/**
 * The simulated quantities.
 */
tables: Array<SimulatedTable>,
/**
 * How likely it is that one quantity is greater than another.
 */
chances: Array<ChanceTable>, };

/**
 * An uncertain input, and what its law says of it.
 */
export type SimulatedInput = {
/**
 * What it is: its place, name and unit.
 */
input: Input,
/**
 * Its mean.
 */
mean: string,
/**
 * Its standard deviation.
 */
spread: string,
/**
 * Below this is one outcome in twenty.
 */
p5: string,
/**
 * Above this is one outcome in twenty.
 */
p95: string, };

/**
 * A simulated quantity.
 */
export type SimulatedTable = {
/**
 * Identifier: the node, as in the result.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * The unit.
 */
unit: string,
/**
 * How its values are written.
 */
format: "amount" | "number" | "percent" | "integer",
/**
 * How many decimals are shown.
 */
decimals: number,
/**
 * Its axes, time first.
 */
axes: Array<string>,
/**
 * Its cells, the last axis fastest; null where it is not known or was not simulated.
 */
cells: Array<SimulatedCell | null>, };

/**
 * What becomes of one cell.
 */
export type SimulatedCell = {
/**
 * The mean.
 */
mean: SimulatedValue,
/**
 * The standard deviation.
 */
spread: string,
/**
 * One in twenty draws is below this.
 */
p5: SimulatedValue,
/**
 * A quarter of the draws is below this.
 */
p25: SimulatedValue,
/**
 * Half of the draws is below this.
 */
p50: SimulatedValue,
/**
 * A quarter of the draws is above this.
 */
p75: SimulatedValue,
/**
 * One in twenty draws is above this.
 */
p95: SimulatedValue,
/**
 * Its rank correlation with each uncertain input, in their order; null where one of both does not vary.
 */
ranks: Array<string | null>, };

/**
 * An estimate, and how far it may be off because the draws are not endless.
 */
export type SimulatedValue = {
/**
 * The estimate, as decimal text.
 */
value: string,
/**
 * Its standard error.
 */
error: string, };

/**
 * How likely it is that a quantity is greater than another.
 */
export type ChanceTable = {
/**
 * Identifier: `kans-op-overschrijding` or `kans-op-overschrijding-ongewijzigd`.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Its axes, time first.
 */
axes: Array<string>,
/**
 * Chances as fractions, the last axis fastest; null where there is nothing to compare with.
 */
cells: Array<SimulatedValue | null>, };

/**
 * How a scenario was computed, as a whole.
 */
export type Method = {
/**
 * Always `dagdeel-method/1`.
 */
format: "dagdeel-method/1",
/**
 * The version of the engine.
 */
engine: string,
/**
 * The document that it is of.
 */
document: DocumentName,
/**
 * What the scenario is called.
 */
title: Text,
/**
 * Where and when it plays.
 */
place: Text,
/**
 * The years it runs over.
 */
horizon: HorizonWords,
/**
 * Everything that is computed, in the order of computing.
 */
formulas: Array<MethodFormula>,
/**
 * Everything that it is computed from: one entry for each place in the document.
 */
inputs: Array<MethodInput>,
/**
 * How many inputs rest on what.
 */
counts: MethodCounts,
/**
 * The steps at which is rounded.
 */
roundings: Array<MethodRounding>,
/**
 * The measures, in the order in which they work.
 */
measures: Array<MethodMeasure>,
/**
 * What a reader must know.
 */
caveats: Array<Caveat>,
/**
 * The sources of the document; an address only where it is `https:`.
 */
sources: Array<Source>, };

/**
 * The years that a scenario runs over, in words of the document.
 */
export type HorizonWords = {
/**
 * The first day.
 */
from: string,
/**
 * The day after the last.
 */
to: string,
/**
 * The length of a period.
 */
step: "month" | "year", };

/**
 * One quantity that is computed.
 */
export type MethodFormula = {
/**
 * Its number, from 1; `symbols` of other formulas name it by this.
 */
number: number,
/**
 * The cell that is shown of it: the last period, with the measures, the first of other axes.
 */
address: Address,
/**
 * What it is called.
 */
name: Text,
/**
 * The names of the labels of that cell, of axes that have more than one.
 */
at: Array<Text>,
/**
 * The value of that cell.
 */
value: Cell,
/**
 * The unit, such as `euro/dagdeel`.
 */
unit: string,
/**
 * How its values are written.
 */
format: "amount" | "number" | "percent" | "integer",
/**
 * How many decimals are shown.
 */
decimals: number,
/**
 * Over what it adds up.
 */
kind: "flow" | "stock" | "rate",
/**
 * The names of the axes over which it is computed.
 */
axes: Array<Text>,
/**
 * How many cells it has.
 */
cells: number,
/**
 * Its formula, with the names of what it reads.
 */
words: Text,
/**
 * Its formula, with the numbers of other formulas in brackets; nothing for an estimate.
 */
symbols: Text | null,
/**
 * The roundings in it.
 */
roundings: Array<Rounding>,
/**
 * The numbers of the formulas that it reads.
 */
reads: Array<number>,
/**
 * The positions of the inputs that it reads, from 0.
 */
inputs: Array<number>,
/**
 * The identifiers of the sources that feed it, also by way of other formulas.
 */
sources: Array<string>,
/**
 * How many assumptions feed it, also by way of other formulas.
 */
assumptions: number,
/**
 * How many unknown inputs stand behind it.
 */
unknown: number,
/**
 * Whether it is a table of the result.
 */
outcome: boolean,
/**
 * A remark.
 */
note: Text | null, };

/**
 * One place in the document, the calendar or a definition that a formula reads.
 */
export type MethodInput = {
/**
 * Its first cell.
 */
address: Address,
/**
 * What it is called.
 */
name: Text,
/**
 * The names of the labels that its cells share, of axes that have more than one.
 */
at: Array<Text>,
/**
 * Its value; null where its cells differ.
 */
value: Cell | null,
/**
 * The unit.
 */
unit: string,
/**
 * How it is written.
 */
format: "amount" | "number" | "percent" | "integer",
/**
 * How many decimals are shown.
 */
decimals: number,
/**
 * The first day on which it holds, where it does not hold from the beginning.
 */
from: string | null,
/**
 * How many cells it fills.
 */
cells: number,
/**
 * On what it rests.
 */
basis: "source" | "assumption" | "choice" | "calendar" | "definition",
/**
 * The identifier of its source.
 */
source: string | null,
/**
 * A remark.
 */
note: Text | null,
/**
 * Where it stands in the document.
 */
path: string | null,
/**
 * The numbers of the formulas that read it.
 */
formulas: Array<number>, };

/**
 * How many inputs rest on what.
 */
export type MethodCounts = {
/**
 * On a source of the document.
 */
sourced: number,
/**
 * On an assumption.
 */
assumed: number,
/**
 * On a choice, the calendar or a definition.
 */
other: number,
/**
 * Not known, whatever they rest on.
 */
unknown: number, };

/**
 * A step at which is rounded, half away from zero.
 */
export type MethodRounding = {
/**
 * The step.
 */
name: Text,
/**
 * The decimals that it leaves.
 */
decimals: number,
/**
 * The numbers of the formulas that round so.
 */
formulas: Array<number>, };

/**
 * A measure.
 */
export type MethodMeasure = {
/**
 * Its identifier.
 */
id: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Its kind, such as `tariff`.
 */
kind: string,
/**
 * Where it stands in the document.
 */
path: string,
/**
 * Whether it is switched on.
 */
on: boolean,
/**
 * The first day on which it works.
 */
from: string,
/**
 * The day after the last; null for a change without end.
 */
to: string | null,
/**
 * Whether it lasts.
 */
nature: "structural" | "incidental",
/**
 * Over how many months it grows to its full strength.
 */
phase_in_months: number | null,
/**
 * The positions of its inputs, from 0.
 */
inputs: Array<number>, };

/**
 * One thing that is wrong.
 */
export type ClaimsProblem = {
/**
 * Stable code, such as `not-a-number`.
 */
code: string,
/**
 * The name of the file, without digits that could be a citizen service number.
 */
file: string | null,
/**
 * The line of the file, counted from 1.
 */
line: number | null,
/**
 * The column, by its header or number.
 */
column: string | null,
/**
 * What is wrong and what to do, in both languages.
 */
message: Text, };

/**
 * Whose data it may hold, and for what.
 */
export type ClaimsMode = "analyse" | "controle";

/**
 * An encoding of text.
 */
export type FileEncoding = "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";

/**
 * The sign before the decimals.
 */
export type DecimalSign = "comma" | "point";

/**
 * The order of a date's parts where its year does not come first.
 */
export type DateOrder = "dmy" | "ymd" | "mdy";

/**
 * How a file is written.
 */
export type FileFormat = {
/**
 * Its encoding.
 */
encoding: FileEncoding,
/**
 * What stands between the cells: `;`, `,`, a tab or `|`.
 */
delimiter: string,
/**
 * The sign before decimals.
 */
decimal: DecimalSign,
/**
 * The order of dates.
 */
dates: DateOrder,
/**
 * Whether its first line holds the names of the columns.
 */
header: boolean, };

/**
 * What a person says about a file, where it differs from what was found.
 */
export type FileChoices = {
/**
 * Its encoding.
 */
encoding?: FileEncoding,
/**
 * What stands between the cells.
 */
delimiter?: string,
/**
 * The sign before decimals.
 */
decimal?: DecimalSign,
/**
 * The order of dates.
 */
dates?: DateOrder,
/**
 * Whether its first line holds the names of the columns.
 */
header?: boolean,
/**
 * What columns mean.
 */
columns?: Array<ColumnChoice>, };

/**
 * What a person says that a column means.
 */
export type ColumnChoice = {
/**
 * Its number, from 0.
 */
column: number,
/**
 * What it means.
 */
meaning: ColumnMeaning, };

/**
 * What a column means to the program.
 */
export type ColumnMeaning = "ignore" | "client" | "bsn" | "birth_date" | "municipality" | "provider" | "product" | "period" | "from" | "through" | "volume" | "unit" | "tariff" | "tariff_cents" | "amount" | "amount_cents" | "debit_credit" | "reference" | "allocation" | "submitted" | "status";

/**
 * What kind of personal data a column seems to hold.
 */
export type PersonalKind = "bsn" | "name" | "birth_date" | "address";

/**
 * What a column seems to be.
 */
export type ColumnFound = {
/**
 * Its number, from 0.
 */
column: number,
/**
 * Its header, or `kolom 3`.
 */
name: Text,
/**
 * What it seems to mean, or what was chosen.
 */
meaning: ColumnMeaning,
/**
 * Why.
 */
why: Text,
/**
 * The personal data that it seems to hold; it stays unread, but for what *Controle* needs.
 */
personal: PersonalKind | null,
/**
 * Its first values; none of a column that may be personal, and numbers in the place of clients and providers.
 */
examples: Array<string>, };

/**
 * Which message it is.
 */
export type MessageKind = "JW301" | "JW323" | "JW325";

/**
 * A message among the files, and how it stands among the others.
 */
export type MessageReport = {
/**
 * Which message.
 */
kind: MessageKind,
/**
 * The municipality's code.
 */
municipality: string,
/**
 * The provider's AGB code.
 */
provider: string,
/**
 * The day it was written, `2026-05-06`.
 */
day: string,
/**
 * The number of the claim; none for a JW301.
 */
number: string | null,
/**
 * The lines that were read.
 */
lines: number,
/**
 * Those of them that are a credit.
 */
credits: number,
/**
 * The lines that could not be read.
 */
unread: number,
/**
 * The total that it states: submitted of a JW323, granted of a JW325.
 */
stated: Exact | null,
/**
 * The sum of its lines less what it states: of a JW325, of the rejected lines less submitted minus granted (TR358, TR342).
 */
difference: Exact | null,
/**
 * The file of the later message that holds instead, by its place in the order of reading.
 */
replacedBy: number | null,
/**
 * The file of the answer to a JW323, or of the claim that a JW325 answers; none where it was not read.
 */
related: number | null,
/**
 * The lines of a JW323 that were rejected; those of a JW301 that a later message changes.
 */
struck: number,
/**
 * The rejected lines of a JW325 that the claim does not hold.
 */
unknown: number, };

/**
 * What the first part of a file shows.
 */
export type FileInspection = {
/**
 * The name to show.
 */
file: string,
/**
 * How it is written.
 */
format: FileFormat,
/**
 * Its columns.
 */
columns: Array<ColumnFound>,
/**
 * What to look at: personal columns, and what is missing. It can be read where none is in the way.
 */
problems: Array<ClaimsProblem>,
/**
 * Whether it can be read as it is.
 */
readable: boolean,
/**
 * What it is, where it is a national message; its format and columns then say nothing.
 */
message?: MessageReport, };

/**
 * Lines and their euros.
 */
export type ClaimsCount = {
/**
 * How many lines.
 */
lines: number,
/**
 * What they come to; of lines that were refused, as far as their amount can be read.
 */
euros: Exact, };

/**
 * A reason for which lines were refused, and how many.
 */
export type ClaimsRefused = {
/**
 * Stable code.
 */
code: string,
/**
 * In words.
 */
message: Text,
/**
 * The lines and their euros.
 */
count: ClaimsCount, };

/**
 * What came of a file. `accepted` and `rejected` are all of it.
 */
export type FileReport = {
/**
 * The name to show.
 */
file: string,
/**
 * The bytes that were read.
 */
bytes: number,
/**
 * How it was written.
 */
format: FileFormat,
/**
 * Its columns: what was read as what, and what was not.
 */
columns: Array<ColumnFound>,
/**
 * All lines, blank ones and the header not counted.
 */
all: ClaimsCount,
/**
 * The lines in the columns.
 */
accepted: ClaimsCount,
/**
 * The lines that could not be read.
 */
rejected: ClaimsCount,
/**
 * Of those, how many have an amount that could not be read either: their euros are in no total.
 */
withoutAmount: number,
/**
 * Why, by reason.
 */
reasons: Array<ClaimsRefused>,
/**
 * The first of them, each with line and column.
 */
problems: Array<ClaimsProblem>,
/**
 * What it is, where it is a national message; its format and columns then say nothing.
 */
message?: MessageReport, };

/**
 * What there is.
 */
export type ClaimsSummary = {
/**
 * For what it is used.
 */
mode: ClaimsMode,
/**
 * The files, in the order of reading.
 */
files: Array<FileReport>,
/**
 * All lines of all files: `accepted` and `rejected` together.
 */
all: ClaimsCount,
/**
 * Those in the columns.
 */
accepted: ClaimsCount,
/**
 * Those that could not be read.
 */
rejected: ClaimsCount,
/**
 * The different clients.
 */
clients: number,
/**
 * The months of care.
 */
months: Array<string>,
/**
 * Bytes of memory: the columns.
 */
columns: number,
/**
 * Bytes of memory: names, and clients while files are read.
 */
names: number, };

/**
 * What to generate.
 */
export type GenerateWish = {
/**
 * How many rows.
 */
rows: number,
/**
 * The seed; the same one gives the same rows.
 */
seed: number,
/**
 * How many errors of each check to plant, where there is room.
 */
errors: number,
/**
 * Whether a file also holds columns that look personal: invented numbers, names and birth dates.
 */
personal: boolean,
/**
 * Whether there are allocations that the rows are held against. Some then begin or end within a month, and so do their rows.
 */
allocations: boolean, };

/**
 * Claims that were generated.
 */
export type GeneratedClaims = {
/**
 * The name that they have as a file.
 */
file: string,
/**
 * All lines.
 */
all: ClaimsCount,
/**
 * The tariffs that were agreed for them.
 */
agreed: Array<AgreedTariff>,
/**
 * The municipalities that are known.
 */
municipalities: Array<string>,
/**
 * The providers that are known.
 */
providers: Array<string>,
/**
 * The products that are known.
 */
products: Array<string>,
/**
 * The errors that were planted.
 */
planted: Array<PlantedErrors>, };

/**
 * Errors that were planted for one check.
 */
export type PlantedErrors = {
/**
 * The check that should find them.
 */
check: CheckId,
/**
 * The rows.
 */
rows: Array<number>, };

/**
 * One agreed tariff, as the document gives it.
 */
export type AgreedTariff = {
/**
 * The product's code.
 */
product: string,
/**
 * The provider it holds for; for all where none is named.
 */
provider?: string,
/**
 * The unit that is claimed.
 */
unit: ClaimUnit,
/**
 * The tariff in euros, such as `"37.52"`. For minutes it is the tariff of an hour (IV081).
 */
tariff: string,
/**
 * The first day on which it holds, such as `"2023-01-01"`.
 */
from: string, };

/**
 * A unit of the national code list WJ756.
 */
export type ClaimUnit = "unknown" | "minuut" | "uur" | "etmaal" | "dagdeel" | "stuksoutput" | "euro" | "stuksinspanning";

/**
 * A formal check.
 */
export type CheckId = "N01" | "N02" | "N03" | "N04" | "N05" | "N06" | "N07" | "N08" | "N09" | "N10" | "N11" | "N12" | "N13" | "N14" | "N15" | "N16";

/**
 * How grave it is, in an auditor's words.
 */
export type CheckSeverity = "fout" | "onduidelijkheid";

/**
 * What to hold the claims against.
 */
export type ChecksAsked = {
/**
 * The agreed tariffs; without them N03, N04 and N13 wait.
 */
agreed?: Array<AgreedTariff>,
/**
 * The known products; the agreed ones where none are given.
 */
products?: Array<string>,
/**
 * The known providers.
 */
providers?: Array<string>,
/**
 * The known municipalities.
 */
municipalities?: Array<string>,
/**
 * The totals that were stated, in euros; without them N01 waits.
 */
totals?: Array<StatedTotal>,
/**
 * The accountability limit in euros, such as `"250000"`.
 */
limit?: string,
/**
 * How many lines of each check are drawn as a sample; 10 unless told.
 */
sample?: number,
/**
 * The seed of the sample.
 */
seed?: number, };

/**
 * The total that somebody states for a file.
 */
export type StatedTotal = {
/**
 * The file, by its place in the order of reading, from 0.
 */
file: number,
/**
 * The total in euros.
 */
total: string, };

/**
 * What a check found.
 */
export type CheckFound = {
/**
 * Which.
 */
check: CheckId,
/**
 * The rule of the standard.
 */
rule: string | null,
/**
 * What it asks.
 */
name: Text,
/**
 * What a line that it hits means.
 */
explanation: Text,
/**
 * How grave a line is that it hits.
 */
severity: CheckSeverity,
/**
 * What it waits for; none where it was done.
 */
waits: Text | null,
/**
 * The lines that it hit, and their euros; of N01 the totals that differ, and by how much together.
 */
found: ClaimsCount,
/**
 * Those euros as a percentage of the accountability limit, with two decimals; none without a limit.
 */
shareOfLimit: string | null,
/**
 * Some of the lines, drawn at random by the seed: rows to ask for.
 */
sample: Array<number>, };

/**
 * What all checks found. `clean` + `wrong` is all; a line counts as wrong once, however many checks hit it.
 */
export type CheckReport = {
/**
 * Each check.
 */
checks: Array<CheckFound>,
/**
 * All lines but those that a later message replaced.
 */
all: ClaimsCount,
/**
 * Lines that no check of the kind *fout* hit.
 */
clean: ClaimsCount,
/**
 * Lines that one or more hit.
 */
wrong: ClaimsCount,
/**
 * Clean lines that a check of the kind *onduidelijkheid* hit.
 */
unclear: ClaimsCount, };

/**
 * Asks for lines that a check hit, or all.
 */
export type LinesAsked = {
/**
 * Only lines that this check hit.
 */
check?: CheckId,
/**
 * These rows, such as a sample; instead of a page.
 */
rows?: Array<number>,
/**
 * How many to pass over.
 */
skip?: number,
/**
 * How many to give, 1,000 at most; 50 unless told.
 */
take?: number, };

/**
 * One line to look up: where it stands, and what it says, without anything personal.
 */
export type ClaimsLine = {
/**
 * The row, as samples name it.
 */
row: number,
/**
 * The file.
 */
file: string,
/**
 * The line of the file.
 */
line: number,
/**
 * The month of care.
 */
month: string,
/**
 * The first day of the period.
 */
from: string | null,
/**
 * The last day of the period.
 */
through: string | null,
/**
 * The municipality.
 */
municipality: string,
/**
 * The provider.
 */
provider: string,
/**
 * The product.
 */
product: string,
/**
 * The unit.
 */
unit: Text,
/**
 * The volume.
 */
volume: number | null,
/**
 * The tariff in euros.
 */
tariff: Exact | null,
/**
 * The amount in euros.
 */
euros: Exact,
/**
 * The checks that hit it.
 */
checks: Array<CheckId>, };

/**
 * A page of lines.
 */
export type ClaimsLines = {
/**
 * How many there are in all.
 */
all: number,
/**
 * Those of the page.
 */
lines: Array<ClaimsLine>, };

/**
 * What claims can be added up by.
 */
export type ClaimsAxis = "year" | "month" | "municipality" | "provider" | "category" | "product" | "unit" | "status";

/**
 * The labels of an axis that count.
 */
export type ClaimsOnly = {
/**
 * The axis.
 */
axis: ClaimsAxis,
/**
 * The labels' ids.
 */
labels: Array<string>, };

/**
 * Which lines count.
 */
export type ClaimsSelection = {
/**
 * Leave out the lines that a check of the kind *fout* hit.
 */
withoutErrors?: boolean,
/**
 * Leave out the lines that these checks hit.
 */
without?: Array<CheckId>,
/**
 * Count lines that the municipality rejected; they are left out otherwise.
 */
withRejected?: boolean,
/**
 * Only lines with one of these labels on an axis, for each.
 */
only?: Array<ClaimsOnly>, };

/**
 * A label of an axis.
 */
export type ClaimsLabel = {
/**
 * As it stands in the files; `2023` or `2023-02` for time.
 */
id: string,
/**
 * In words.
 */
name: Text, };

/**
 * Asks for sums by axes.
 */
export type ClaimsTableAsked = {
/**
 * The axes; none for the total.
 */
axes: Array<ClaimsAxis>,
/**
 * Which lines count.
 */
selection?: ClaimsSelection,
/**
 * Whether different clients are counted, and cost per client computed.
 */
clients?: boolean, };

/**
 * An axis of a table.
 */
export type ClaimsTableAxis = {
/**
 * What it is.
 */
by: ClaimsAxis,
/**
 * Its labels.
 */
labels: Array<ClaimsLabel>, };

/**
 * One cell of a table.
 */
export type ClaimsCell = {
/**
 * The label on each axis, by its place.
 */
at: Array<number>,
/**
 * The lines.
 */
lines: number,
/**
 * Their euros.
 */
euros: Exact,
/**
 * Their volume, added up over units: it says something of one unit only.
 */
volume: number,
/**
 * The different clients; none where they were not asked for.
 */
clients: number | null,
/**
 * Euros per client, rounded to the cent.
 */
perClient: Exact | null, };

/**
 * Sums by axes: the cells that have lines. A cell's clients are different ones; over cells they cannot be added up.
 */
export type ClaimsTable = {
/**
 * The axes.
 */
axes: Array<ClaimsTableAxis>,
/**
 * The cells, the last axis running fastest.
 */
cells: Array<ClaimsCell>,
/**
 * All lines that count.
 */
total: ClaimsCell,
/**
 * Whether they are what was *submitted*: no column said what was approved.
 */
submitted: boolean, };

/**
 * Asks how cost is spread over clients.
 */
export type ConcentrationAsked = {
/**
 * Per year, or over all of the data.
 */
perYear?: boolean,
/**
 * The part of the clients whose share is asked, in per cent; 10 unless told.
 */
top?: number,
/**
 * Which lines count.
 */
selection?: ClaimsSelection, };

/**
 * How cost is spread over clients, in a year or over all.
 */
export type Concentration = {
/**
 * The year; none for all of the data.
 */
year: string | null,
/**
 * The different clients.
 */
clients: number,
/**
 * What they cost together.
 */
euros: Exact,
/**
 * How many the dearest part are, rounded up.
 */
top: number,
/**
 * What those cost.
 */
topEuros: Exact,
/**
 * Their share in the cost, in per cent with two decimals; none where the cost is not above zero.
 */
share: string | null,
/**
 * The Lorenz curve: the share of the cost, in per cent with two decimals, of the cheapest 0, 1, 2 … 100 per cent of clients.
 */
lorenz: Array<string>, };

/**
 * Asks to set the claims beside totals from elsewhere.
 */
export type ReconcileAsked = {
/**
 * What the totals are of: the provider for *productieverantwoordingen*, the year or municipality for a ledger.
 */
by: ClaimsAxis,
/**
 * The totals.
 */
totals: Array<OtherTotal>,
/**
 * Which lines count.
 */
selection?: ClaimsSelection, };

/**
 * A total from elsewhere.
 */
export type OtherTotal = {
/**
 * The label's id.
 */
label: string,
/**
 * In euros, such as `"1234.56"`.
 */
total: string, };

/**
 * One total beside the claims.
 */
export type Reconciled = {
/**
 * The label.
 */
label: ClaimsLabel,
/**
 * What the claims come to.
 */
claims: Exact,
/**
 * What was stated; none where nothing was.
 */
stated: Exact | null,
/**
 * The claims less what was stated.
 */
difference: Exact | null, };

/**
 * Asks for the base of a scenario.
 */
export type ClaimsBaseAsked = {
/**
 * The year of care, such as `"2023"`.
 */
year: string,
/**
 * The products; all where none are named.
 */
products?: Array<string>,
/**
 * Which lines count; the choice belongs in the document.
 */
selection?: ClaimsSelection, };

/**
 * A year of claims, for a scenario.
 */
export type ClaimsBase = {
/**
 * The year.
 */
year: string,
/**
 * All lines that count, of these products in this year.
 */
all: ClaimsCount,
/**
 * A checksum of all claims that are there: a document that names another one does not rest on these.
 */
hash: string,
/**
 * Each product.
 */
products: Array<ClaimsBaseProduct>,
/**
 * Each municipality's part of the euros.
 */
municipalities: Array<ClaimsBaseShare>,
/**
 * Each provider's part of the euros.
 */
providers: Array<ClaimsBaseShare>, };

/**
 * A product of the base.
 */
export type ClaimsBaseProduct = {
/**
 * Its code.
 */
product: string,
/**
 * The number of the unit in WJ756; none where lines were claimed in several, whose volumes do not add up.
 */
unit: string | null,
/**
 * The lines and their euros.
 */
all: ClaimsCount,
/**
 * Units in the year; none where there is no one unit.
 */
volume: number | null,
/**
 * The unit that a scenario counts it in: minutes are hours there, since their tariff is that of an hour (IV081). None for
 * amounts of euros, which have no tariff.
 */
measure: string | null,
/**
 * The volume in that unit, a decimal of at most 18 digits after the point.
 */
measured: string | null,
/**
 * The part of the volume in each month, January first, as decimals of 18 digits that add up to 1; none without a volume.
 */
months: Array<string> | null,
/**
 * Each municipality's part of the volume; none without a volume.
 */
municipalities: Array<ClaimsBaseMember> | null,
/**
 * Each provider's part of the volume; none without a volume.
 */
providers: Array<ClaimsBaseMember> | null, };

/**
 * A municipality's or provider's part of a product.
 */
export type ClaimsBaseMember = {
/**
 * Whose.
 */
label: ClaimsLabel,
/**
 * Units in the year; below zero where more was credited than claimed.
 */
amount: number,
/**
 * As a fraction, a decimal of 18 digits; all of them add up to 1.
 */
share: string,
/**
 * The part of it in each month, January first; none where credits make the year nothing.
 */
months: Array<string> | null, };

/**
 * A part of a whole.
 */
export type ClaimsBaseShare = {
/**
 * Whose.
 */
label: ClaimsLabel,
/**
 * The whole figure: units, or cents.
 */
amount: number,
/**
 * As a fraction, a decimal of 18 digits; all of them add up to 1.
 */
share: string, };

/**
 * How the spread of a step is found that only one row has gone through.
 */
export type LastSigma = "mack" | "loglinear";

/**
 * Asks how claims run off: what of the care of each month is still to be claimed.
 */
export type RunOffAsked = {
/**
 * A triangle in the place of that of the claims: amounts such as `"1234.56"`, added up along each row, the oldest first.
 */
triangle?: Array<Array<string>>,
/**
 * The first month of care, such as `"2022-01"`; unless told, the first of the claims.
 */
from?: string,
/**
 * The month at the end of which is looked, such as `"2023-09"`; later claims do not count. Unless told, the last in which
 * something was claimed.
 */
seen?: string,
/**
 * The delay of the last column in months, 60 at most; 24 unless told. What was claimed later counts in it.
 */
longest?: number,
/**
 * For each step the factor of an expert in the place of the computed one, such as `"1.05"`.
 */
factors?: Array<string | null>,
/**
 * What is still claimed after the last column, as a factor on it.
 */
tail?: string,
/**
 * How the spread of a last step is found.
 */
lastSigma?: LastSigma,
/**
 * What was allocated, by year, to forecast from beside the run-off.
 */
allocated?: Array<RunOffAllocated>,
/**
 * Which lines count.
 */
selection?: ClaimsSelection, };

/**
 * What was allocated for a year, in euros.
 */
export type RunOffAllocated = {
/**
 * The year.
 */
year: number,
/**
 * Allocated volume times tariff of the whole year, such as `"1250000.00"`.
 */
euros: string,
/**
 * The part of it that is used (*verzilveringsgraad*), in per cent with at most two decimals, such as `"87.5"`.
 */
takeUp: string,
/**
 * What is expected of allocations that are still to come.
 */
inflow?: string, };

/**
 * What is expected of some months of care. Amounts in euros; what is still to be claimed adds up over months to the cent.
 */
export type RunOffExpected = {
/**
 * What has been claimed.
 */
claimed: Exact,
/**
 * What is still to be claimed, an estimate.
 */
still: Exact,
/**
 * The two together: what it comes to in the end.
 */
end: Exact,
/**
 * The standard error of what is still to be claimed, by Mack.
 */
error: Exact,
/**
 * What it comes to in the end at the low side of the interval of 90 %.
 */
low: Exact,
/**
 * And at the high side.
 */
high: Exact, };

/**
 * A row of the triangle.
 */
export type RunOffRow = {
/**
 * The month of care; the number of the row, from 1, of a triangle that was given.
 */
label: string,
/**
 * What had been claimed after 0, 1, 2 … months.
 */
cells: Array<Exact>,
/**
 * What has been claimed.
 */
claimed: Exact,
/**
 * What is still to be claimed, an estimate.
 */
still: Exact,
/**
 * The two together: what it comes to in the end.
 */
end: Exact,
/**
 * The standard error of what is still to be claimed, by Mack.
 */
error: Exact,
/**
 * What it comes to in the end at the low side of the interval of 90 %.
 */
low: Exact,
/**
 * And at the high side.
 */
high: Exact, };

/**
 * A step: from a delay to the next.
 */
export type RunOffStep = {
/**
 * The volume-weighted factor of the triangle, six decimals; none where nothing was claimed by the delay before.
 */
computed: string | null,
/**
 * The factor that counts.
 */
factor: string,
/**
 * Whether it is an expert's.
 */
expert: boolean,
/**
 * How many months of care have gone through it.
 */
rows: number, };

/**
 * The forecast from allocations: what was allocated × the part that is used + what is still to come.
 */
export type RunOffFromAllocations = {
/**
 * What of the allocations is expected to be used, allocations still to come included.
 */
end: Exact,
/**
 * Of it what was not claimed yet.
 */
still: Exact,
/**
 * The forecast from the run-off less this one.
 */
difference: Exact,
/**
 * The part that would have to be used for both to be the same, in per cent with two decimals; none where nothing is allocated.
 */
impliedTakeUp: string | null,
/**
 * Whether this one lies in the interval of the run-off, so that the difference may be chance.
 */
within: boolean, };

/**
 * What a year comes to in the end. All amounts in euros.
 */
export type RunOffYear = {
/**
 * The year of care.
 */
year: number,
/**
 * What has been claimed of the months that were seen.
 */
claimed: Exact,
/**
 * The day after the last month that was seen.
 */
until: string,
/**
 * What of these months is still to be claimed.
 */
still: Exact,
/**
 * What these months come to in the end, in whole thousands of euros: it may stand in a scenario, and tells of no single line.
 */
seen: Exact,
/**
 * Its standard error, by Mack.
 */
seenError: Exact,
/**
 * How many months of the year were not seen yet.
 */
months: number,
/**
 * What those are expected to cost: each the mean of the last twelve months (or as many as there are), run off.
 */
toCome: Exact,
/**
 * All of it.
 */
end: Exact,
/**
 * Its standard error: of the run-off by Mack, and of months to come by how months differed, taken as independent.
 */
error: Exact,
/**
 * The interval of 90 %.
 */
low: Exact,
/**
 * And its high side.
 */
high: Exact,
/**
 * What is still to be claimed and to come, as a fraction of what was claimed, rounded to four decimals: a scenario that rests on
 * these claims takes it along as more volume. None where nothing was claimed.
 */
growth: string | null,
/**
 * Its standard error, as such a fraction.
 */
growthError: string | null,
/**
 * The forecast from what was allocated, where that was given.
 */
allocated: RunOffFromAllocations | null, };

/**
 * How claims run off.
 */
export type RunOffAnswer = {
/**
 * The month at the end of which is looked; none of a triangle that was given.
 */
seen: string | null,
/**
 * The months that can be looked at the end of: those in which something was claimed.
 */
months: Array<string>,
/**
 * The rows of the triangle, the oldest first.
 */
rows: Array<RunOffRow>,
/**
 * The steps between its columns.
 */
steps: Array<RunOffStep>,
/**
 * The factor after the last column.
 */
tail: string,
/**
 * All rows together.
 */
total: RunOffExpected,
/**
 * Each year of care: what its months come to in the end, those that were not seen yet included.
 */
years: Array<RunOffYear>,
/**
 * Lines without a claim date: not in the triangle.
 */
undated: ClaimsCount,
/**
 * Lines for care outside the rows, or claimed after the month that is looked at: not in the triangle.
 */
outside: ClaimsCount,
/**
 * Lines claimed before the month of care: counted as claimed in it.
 */
early: ClaimsCount,
/**
 * Lines claimed later than the last column: counted in it.
 */
late: ClaimsCount, };

/**
 * What allocations are laid together by.
 */
export type AllocationUseBy = "product" | "category" | "provider" | "municipality" | "month" | "year" | "variant";

/**
 * Asks for the use of allocations.
 */
export type AllocationUseAsked = {
/**
 * What the rows are by; the product unless told.
 */
by?: AllocationUseBy,
/**
 * The tariffs that were agreed. A product without one has the mean of what was claimed.
 */
agreed?: Array<AgreedTariff>,
/**
 * How claims run off, which says the months that are complete; lines of its selection count that were claimed up to its month.
 * The selection is by errors and status only, since allocations have no other axes.
 */
runOff?: RunOffAsked,
/**
 * The last month of care that is complete; unless told, the last of which the run-off expects 95 % to be claimed.
 */
complete?: string,
/**
 * The first month of care that is looked at; unless told, the first of the claims.
 */
since?: string,
/**
 * How many days after its end another allocation follows on: 31 unless told, 366 at most.
 */
gap?: number, };

/**
 * What says which month is the last complete one.
 */
export type ClaimsCompleteBy = "asked" | "runoff" | "last";

/**
 * What was claimed of what was allocated. Amounts in euros.
 */
export type AllocationTakeUp = {
/**
 * How many allocations.
 */
allocations: number,
/**
 * What they are worth.
 */
allocated: Exact,
/**
 * What was claimed on them.
 */
claimed: Exact,
/**
 * Claimed ÷ allocated (*verzilveringsgraad*) in per cent, rounded to two decimals; none where nothing is allocated.
 */
share: string | null, };

/**
 * Allocations of which it is unknown what they are worth.
 */
export type AllocationsUnpriced = {
/**
 * They set no limit.
 */
noLimit: number,
/**
 * They have no end, and a limit in all.
 */
noEnd: number,
/**
 * There is no tariff for them.
 */
noTariff: number,
/**
 * What was claimed on them, of care in the months that are looked at.
 */
claimed: Exact, };

/**
 * Finished trajectories and what they cost.
 */
export type TrajectoryEnds = {
/**
 * How many.
 */
trajectories: number,
/**
 * What was claimed on them.
 */
claimed: Exact,
/**
 * Per trajectory, rounded to the cent; none where there are none.
 */
mean: Exact | null, };

/**
 * Trajectories: a first allocation and those that follow on it.
 */
export type FirstAllocationUse = {
/**
 * Not finished yet: told of no further.
 */
running: number,
/**
 * Begun before the months that are looked at, so that it is unknown what was before: told of no further.
 */
earlier: number,
/**
 * Finished within the first allocation.
 */
within: TrajectoryEnds,
/**
 * Finished after an extension.
 */
extended: TrajectoryEnds,
/**
 * Those within ÷ all that are finished, in per cent rounded to two decimals; none where none is finished.
 */
share: string | null,
/**
 * How many extensions the extended ones had.
 */
extensions: number,
/**
 * How many days they moved the end, all together.
 */
days: number,
/**
 * The days of one extension, rounded to one decimal.
 */
meanDays: string | null,
/**
 * What a first allocation came to when it was given, on average over the finished ones of which that is known, rounded to the
 * cent.
 */
budget: Exact | null, };

/**
 * Some allocations together.
 */
export type AllocationUseRow = {
/**
 * What they have in common.
 */
label: ClaimsLabel,
/**
 * How many hold; deleted ones do not.
 */
allocations: number,
/**
 * Of how many different clients.
 */
clients: number,
/**
 * Their share in all allocations, in per cent rounded to two decimals.
 */
share: string | null,
/**
 * How many name the product.
 */
specific: number,
/**
 * How many name the category only.
 */
aspecific: number,
/**
 * How many name neither.
 */
generic: number,
/**
 * All whose worth is known: of their months that are looked at, by days.
 */
toDate: AllocationTakeUp,
/**
 * Those of them that began and ended within these months.
 */
ended: AllocationTakeUp,
/**
 * The others.
 */
unpriced: AllocationsUnpriced,
/**
 * Trajectories that begin with one of these.
 */
first: FirstAllocationUse, };

/**
 * How many allocations are worth what they are by what.
 */
export type AllocationsPriced = {
/**
 * They are amounts.
 */
amount: number,
/**
 * By an agreed tariff.
 */
agreed: number,
/**
 * By the mean of what was claimed.
 */
mean: number, };

/**
 * The use of allocations. Claimed of all rows, `outside` and `elsewhere` together are all lines that count.
 */
export type AllocationUse = {
/**
 * What the rows are by.
 */
by: AllocationUseBy,
/**
 * The first month of care that is looked at.
 */
since: string,
/**
 * The last month of care that is complete, and the last that is looked at.
 */
complete: string,
/**
 * What says so.
 */
completeBy: ClaimsCompleteBy,
/**
 * The rows, in the order of their labels.
 */
rows: Array<AllocationUseRow>,
/**
 * All together.
 */
total: AllocationUseRow,
/**
 * How many allocations were taken back: they count nowhere.
 */
deleted: number,
/**
 * How many were replaced by a later message: the last one holds.
 */
replaced: number,
/**
 * What those rest on whose worth is known.
 */
priced: AllocationsPriced,
/**
 * Lines on an allocation, for care in other months: not in what was claimed to date.
 */
outside: ClaimsCount,
/**
 * Lines without an allocation that holds.
 */
elsewhere: ClaimsCount,
/**
 * How many days after its end another allocation follows on.
 */
gap: number, };

/**
 * A way to count the volume of an allocation.
 */
export type AllocationRegime = "own" | "week" | "sunday" | "month" | "total";

/**
 * Asks what other frequencies make of allocations and claims.
 */
export type AllocationRegimesAsked = {
/**
 * What the rows are by; the product unless told.
 */
by?: AllocationUseBy,
/**
 * How many allocations are told of one by one, those of which most euros fall out: 10 unless told, 100 at most.
 */
take?: number, };

/**
 * What falls out under a regime.
 */
export type AllocationsOut = {
/**
 * The lines and their euros.
 */
out: ClaimsCount,
/**
 * Their part of all euros claimed, in per cent rounded to two decimals.
 */
share: string | null,
/**
 * Those that are within the ceiling as it is allocated.
 */
more: ClaimsCount,
/**
 * Those that fall out as it is allocated, and are within the ceiling here.
 */
less: ClaimsCount, };

/**
 * Some allocations under each regime.
 */
export type AllocationRegimesRow = {
/**
 * What they have in common.
 */
label: ClaimsLabel,
/**
 * How many there are with lines on them.
 */
allocations: number,
/**
 * Their lines and euros.
 */
claimed: ClaimsCount,
/**
 * What falls out, in the order of the regimes.
 */
regimes: Array<AllocationsOut>, };

/**
 * A month of an allocation. Volumes in the unit of the allocation; minutes where that is hours, euros where it is euros.
 */
export type AllocationRegimesMonth = {
/**
 * The month.
 */
month: string,
/**
 * What was claimed.
 */
claimed: string,
/**
 * What may be claimed, in the order of the regimes, rounded to two decimals.
 */
ceilings: Array<string>,
/**
 * Whether a line of the month falls out, in the same order.
 */
out: Array<boolean>, };

/**
 * One allocation.
 */
export type AllocationRegimesOne = {
/**
 * The product; empty where it names none.
 */
product: string,
/**
 * The provider.
 */
provider: string,
/**
 * The first day.
 */
from: string,
/**
 * The last day.
 */
through: string,
/**
 * The unit in which volumes are given.
 */
unit: Text,
/**
 * The volume as it is allocated.
 */
volume: string,
/**
 * The frequency of it: code 1, 2, 4 or 6 of WMO757.
 */
frequency: number,
/**
 * The volume of all months together.
 */
whole: string,
/**
 * What was claimed of it.
 */
claimed: string,
/**
 * What falls out in euros, in the order of the regimes.
 */
out: Array<Exact>,
/**
 * Its months with lines.
 */
months: Array<AllocationRegimesMonth>, };

/**
 * Allocations and claims under other frequencies.
 */
export type AllocationRegimes = {
/**
 * What the rows are by.
 */
by: AllocationUseBy,
/**
 * The regimes, in the order in which rows tell of them.
 */
regimes: Array<AllocationRegime>,
/**
 * The rows, in the order of their labels.
 */
rows: Array<AllocationRegimesRow>,
/**
 * All together.
 */
total: AllocationRegimesRow,
/**
 * The allocations of which most euros fall out under any regime.
 */
most: Array<AllocationRegimesOne>,
/**
 * Lines on allocations that cannot be compared: a budget, no limit, or no last day.
 */
other: ClaimsCount,
/**
 * Lines without an allocation that holds.
 */
elsewhere: ClaimsCount, };

/**
 * Asks what a year comes to, from allocations.
 */
export type AllocationForecastAsked = {
/**
 * The year of care; unless told, that of the last month with claims.
 */
year?: number,
/**
 * The tariffs that were agreed. A product without one has the mean of what was claimed.
 */
agreed?: Array<AgreedTariff>,
/**
 * How claims run off, which is laid beside it and says the months that are complete; lines of its selection count that were
 * claimed up to its month.
 */
runOff?: RunOffAsked,
/**
 * The last month of care that is complete; unless told, the last of which the run-off expects 95 % to be claimed.
 */
complete?: string,
/**
 * What is expected to be used of allocations that are still to come, in euros; nothing unless told.
 */
inflow?: string, };

/**
 * A product in the forecast. Amounts in euros; `claimed` and `expected` add up to `end`.
 */
export type AllocationForecastRow = {
/**
 * The product, or the category of allocations that name no product.
 */
label: ClaimsLabel,
/**
 * What is allocated in the year.
 */
allocated: Exact,
/**
 * What was claimed on it in the complete months of the year.
 */
claimed: Exact,
/**
 * What is allocated in the other months of the year.
 */
rest: Exact,
/**
 * The part that is used (*verzilveringsgraad*): claimed ÷ allocated in the months on which it is measured, in per cent rounded to
 * two decimals. Computed with unrounded.
 */
takeUp: string | null,
/**
 * Whether it is that of all products, since nothing of this one was allocated in those months.
 */
ofAll: boolean,
/**
 * What is expected to be used of the rest, rounded to the cent once.
 */
expected: Exact,
/**
 * What the year comes to.
 */
end: Exact, };

/**
 * A part of the difference between the run-off and the forecast from allocations.
 */
export type AllocationForecastPart = "elsewhere" | "still" | "open" | "toCome" | "inflow";

/**
 * The run-off less the forecast from allocations, divided by where it lies: the five parts add up to `difference`.
 */
export type AllocationForecastBeside = {
/**
 * What the run-off says that the year comes to, of all care.
 */
end: Exact,
/**
 * The low side of its interval of 90 %.
 */
low: Exact,
/**
 * And its high side.
 */
high: Exact,
/**
 * The run-off less the forecast from allocations.
 */
difference: Exact,
/**
 * Of the complete months: what was claimed without an allocation that holds, or on one of which the worth is unknown.
 */
elsewhere: Exact,
/**
 * Of the complete months: what is still to be claimed by the run-off.
 */
still: Exact,
/**
 * Of months with claims that are not complete: the run-off less what is expected to be used.
 */
open: Exact,
/**
 * Of months without claims: what the run-off takes for them less what is expected to be used.
 */
toCome: Exact,
/**
 * Less what is still to be allocated.
 */
inflow: Exact,
/**
 * The part that is largest, whatever its sign.
 */
largest: AllocationForecastPart,
/**
 * Whether the forecast from allocations lies within the interval of the run-off, so that the difference may be chance.
 */
within: boolean, };

/**
 * What a year comes to, from allocations.
 */
export type AllocationForecast = {
/**
 * The year of care.
 */
year: number,
/**
 * The first month on which take-up is measured: a year back, as far as there are claims.
 */
since: string,
/**
 * The last month on which it is measured: the last that is complete.
 */
complete: string,
/**
 * What says that it is complete.
 */
completeBy: ClaimsCompleteBy,
/**
 * Each product.
 */
rows: Array<AllocationForecastRow>,
/**
 * All together.
 */
total: AllocationForecastRow,
/**
 * What is expected of allocations that are still to come.
 */
inflow: Exact,
/**
 * What the year comes to, what is still to come included.
 */
end: Exact,
/**
 * The same in whole thousands of euros: it may stand in a scenario, and tells of no single line.
 */
rounded: Exact,
/**
 * Its standard error, by how the part that is used differed between the months on which it is measured, taken as independent; an
 * estimate. Nothing with fewer than two of them.
 */
error: Exact | null,
/**
 * The interval of 90 % by that error.
 */
low: Exact | null,
/**
 * And its high side.
 */
high: Exact | null,
/**
 * What is still expected of the year, as a fraction of all that was claimed of it, rounded to four decimals: a scenario that rests
 * on these claims takes it along as more volume. None where nothing was claimed.
 */
growth: string | null,
/**
 * Its standard error, as such a fraction.
 */
growthError: string | null,
/**
 * The run-off beside it; nothing where claims do not tell when they were made, or none of this year is seen.
 */
beside: AllocationForecastBeside | null,
/**
 * Allocations of which it is unknown what they are worth.
 */
unpriced: number,
/**
 * Lines of the year without an allocation that holds, or on one of which the worth is unknown.
 */
elsewhere: ClaimsCount, };

/**
 * Whether a cell may be shown, and otherwise why not.
 */
export type ClaimsShown = "yes" | "few" | "dominated" | "secondary";

/**
 * Asks for tables as they may leave.
 */
export type ClaimsExportAsked = {
/**
 * The axes of each table, two at most. Of a month and a year, or a product and a category, the finer one holds.
 */
tables: Array<Array<ClaimsAxis>>,
/**
 * Which lines count; the same for all tables that leave.
 */
selection?: ClaimsSelection,
/**
 * Cells about fewer clients are hidden: 10 unless told, 5 at least.
 */
threshold?: number,
/**
 * A cell of which one client has more than so many per cent is hidden: 75 unless told.
 */
dominance?: number,
/**
 * Providers as *aanbieder 1*, *aanbieder 2*, in an order that says nothing.
 */
maskProviders?: boolean, };

/**
 * A cell as it may leave; of a hidden one nothing is given but that it is there.
 */
export type ClaimsExportCell = {
/**
 * The label on each axis, by its place.
 */
at: Array<number>,
/**
 * Whether it is shown, and otherwise why not.
 */
shown: ClaimsShown,
/**
 * The lines.
 */
lines: number | null,
/**
 * Their euros.
 */
euros: Exact | null,
/**
 * The different clients.
 */
clients: number | null,
/**
 * Euros per client, rounded to the cent.
 */
perClient: Exact | null, };

/**
 * A table as it may leave. Cells that are not there are zero.
 */
export type ClaimsExportTable = {
/**
 * The axes.
 */
axes: Array<ClaimsTableAxis>,
/**
 * The cells, the last axis running fastest.
 */
cells: Array<ClaimsExportCell>,
/**
 * All lines that count.
 */
total: ClaimsExportCell, };

/**
 * Tables as they may leave.
 */
export type ClaimsExport = {
/**
 * The tables, as they were asked for.
 */
tables: Array<ClaimsExportTable>,
/**
 * Cells about fewer clients are hidden.
 */
threshold: number,
/**
 * A cell of which one client has more than so many per cent is hidden.
 */
dominance: number,
/**
 * How many cells of these tables are hidden.
 */
hidden: number, };

/**
 * Another tariff for a product from a month on.
 */
export type ClaimsTariffChange = {
/**
 * The product's code.
 */
product: string,
/**
 * The first day on which it holds, the first of a month: a claim has the tariff of the first day of its period.
 */
from: string,
/**
 * The tariff in euros, such as `"49.01"`; of the hour, for minutes.
 */
tariff: string,
/**
 * Only for these municipalities or providers, by the side that is asked for.
 */
only?: Array<string>, };

/**
 * Asks what changed tariffs and volumes make of the claims, line by line.
 */
export type ClaimsLinePriceAsked = {
/**
 * Whose: `municipality` or `provider`.
 */
side: ClaimsAxis,
/**
 * The changed tariffs.
 */
changes: Array<ClaimsTariffChange>,
/**
 * What every volume is multiplied by, such as `"0.95"`, with four decimals at most; 1 unless told.
 */
volume?: string,
/**
 * Which lines count.
 */
selection?: ClaimsSelection, };

/**
 * What changed tariffs and volumes make of the claims.
 */
export type ClaimsLinePriced = {
/**
 * Years, sides and products that have lines.
 */
cells: Array<ClaimsLinePriceCell>,
/**
 * All claims, as they were charged.
 */
charged: Exact,
/**
 * All claims, each line rounded.
 */
perLine: Exact,
/**
 * All claims, each cell rounded once.
 */
perCell: Exact,
/**
 * What rounding per line makes more than rounding per cell.
 */
rounding: Exact,
/**
 * Lines of a changed product without volume, and amounts of euros: only the change of volume works on them, on their amount.
 */
keptLines: number, };

/**
 * What came of a year, a side and a product.
 */
export type ClaimsLinePriceCell = {
/**
 * The year.
 */
year: string,
/**
 * The municipality or provider.
 */
side: string,
/**
 * The product.
 */
product: string,
/**
 * Each line rounded to the cent.
 */
perLine: Exact,
/**
 * All lines together, rounded once.
 */
perCell: Exact, };

/**
 * Asks what changed tariffs make of the claims.
 */
export type ClaimsPriceAsked = {
/**
 * Whose: `municipality` or `provider`.
 */
side: ClaimsAxis,
/**
 * The changes; a later one of the same product holds from its own date.
 */
changes: Array<ClaimsTariffChange>,
/**
 * Which lines count.
 */
selection?: ClaimsSelection, };

/**
 * What changed tariffs make of the claims.
 */
export type ClaimsPriced = {
/**
 * The years of care.
 */
years: Array<string>,
/**
 * The municipalities or providers.
 */
sides: Array<ClaimsLabel>,
/**
 * The products.
 */
products: Array<ClaimsLabel>,
/**
 * The cells that have lines of a changed product, and the totals of all.
 */
cells: Array<ClaimsPricedCell>,
/**
 * All claims, as they were charged.
 */
charged: Exact,
/**
 * All claims, at the changed tariffs.
 */
priced: Exact,
/**
 * The lines that were priced anew.
 */
changedLines: number,
/**
 * The lines of a changed product that could not be: they have no volume, or are an amount of euros. They count as charged.
 */
keptLines: number,
/**
 * The euros of those lines.
 */
kept: Exact,
/**
 * How many cells the cube has: what the work grows with.
 */
cubeCells: number, };

/**
 * A year, a side and a product where something changed.
 */
export type ClaimsPricedCell = {
/**
 * The places of its year, side and product.
 */
at: [number, number, number],
/**
 * What was charged.
 */
charged: Exact,
/**
 * What it comes to.
 */
priced: Exact, };

/**
 * Asks for the euros of each task field.
 */
export type Iv3Asked = {
/**
 * Which product belongs to which task field.
 */
rules: Array<Iv3Rule>,
/**
 * Which lines count.
 */
selection?: ClaimsSelection, };

/**
 * Which task field of Iv3 a product belongs to; a code's start will do, such as `41`.
 */
export type Iv3Rule = {
/**
 * The product's code, or the start of it; the longest that fits holds.
 */
product: string,
/**
 * The task field, such as `6.72c`.
 */
task: string, };

/**
 * The euros of one task field.
 */
export type Iv3Row = {
/**
 * The year.
 */
year: string,
/**
 * The task field; none for products without one.
 */
task: string | null,
/**
 * The lines.
 */
lines: number,
/**
 * Their euros.
 */
euros: Exact, };
