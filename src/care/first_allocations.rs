//! First allocations: a budget for each trajectory, how many stay within it, and what the extensions of the others cost.

use super::figure::Figure;
use super::{CareError, row};
use crate::model::{Draft, Expr, Kind, NodeId, Quantity, Reason};
use crate::quantity::{Exact, RoundingStep, Text, Unit};
use crate::tree::{Problems, record};

record! {
    /// Trajectories by provider, each begun with one budget.
    pub struct FirstAllocations as "first_allocations" {
        /// Identifier, unique in the document.
        pub id: String,
        /// What it is about.
        pub name: Text,
        /// The budget of a first allocation, in `euro/client`.
        pub budget: Figure,
        /// The share that should stay within it, from 0 to 1; may be a range.
        pub aim: Figure,
        /// The providers.
        pub providers: Vec<ProviderTrajectories>,
    }
}

record! {
    /// The trajectories of a provider.
    pub struct ProviderTrajectories {
        /// Identifier.
        pub id: String,
        /// What it is called.
        pub name: Text,
        /// Those that stayed within their first allocation.
        pub within: Trajectories,
        /// Those that were extended.
        pub extended: Trajectories,
    }
}

record! {
    /// A number of trajectories and what they cost on average.
    pub struct Trajectories {
        /// How many, in `client`.
        pub clients: Figure,
        /// What one really costs, in `euro/client`.
        pub cost: Figure,
    }
}

impl FirstAllocations {
    pub(crate) fn check(&self, path: &str, problems: &mut Problems) {
        let each = Unit::EURO / Unit::CLIENT;
        self.budget.expect_at_least(Exact::ZERO, each, problems);
        self.aim.expect_share(problems);
        for provider in &self.providers {
            for some in [&provider.within, &provider.extended] {
                some.clients.expect_at_least(Exact::ZERO, Unit::CLIENT, problems);
                some.cost.expect_at_least(Exact::ZERO, each, problems);
            }
        }
        row::check_ids(self.providers.iter().map(|own| own.id.as_str()), &format!("{path}.providers"), problems);
    }

    /// Adds, by provider and in all: the share within, the budget, what was not used of it, what extensions cost, and the
    /// average client price; and how many more would have to stay within for the aim. Real cost is the budget plus the
    /// extensions less what was not used, so that the three add up.
    pub(crate) fn add(&self, draft: &mut Draft) -> Result<(), CareError> {
        let id = |what: &str| format!("{}-{what}", self.id);
        let each = Unit::EURO / Unit::CLIENT;
        let rows = self.providers.iter().map(|own| (&own.id, &own.name));
        let axis = row::axis(draft, &id("aanbieder"), Text::new("Aanbieder", "Provider"), rows)?;
        let budget = self.budget.input(
            draft,
            Quantity::amount(
                id("budget"),
                Text::new("Budget per eerste toewijzing", "Budget of a first allocation"),
                each,
            ),
        )?;
        let aim = self.aim.input(draft, Quantity::percent(id("doel"), Text::new("Doel", "Aim")))?;
        let clients =
            |what: &str, nl, en| Quantity::integer(id(what), Text::new(nl, en), Unit::CLIENT).kind(Kind::Stock);
        let cost = |what: &str, nl, en| Quantity::amount(id(what), Text::new(nl, en), each);
        let euro =
            |what: &str, nl, en| Quantity::amount(id(what), Text::new(nl, en), Unit::EURO).kind(Kind::Stock).reported();
        let rows = || self.providers.iter();
        let within = clients("binnen", "Binnen de eerste toewijzing", "Within the first allocation").reported();
        let within = row::column(draft, within, axis, rows().map(|own| Some(&own.within.clients)))?;
        let longer = clients("verlengd", "Verlengd", "Extended").reported();
        let longer = row::column(draft, longer, axis, rows().map(|own| Some(&own.extended.clients)))?;
        let short = cost("kosten-binnen", "Kosten van een traject binnen de toewijzing", "Cost of a trajectory within");
        let short = row::column(draft, short, axis, rows().map(|own| Some(&own.within.cost)))?;
        let long = cost("kosten-verlengd", "Kosten van een verlengd traject", "Cost of an extended trajectory");
        let long = row::column(draft, long, axis, rows().map(|own| Some(&own.extended.cost)))?;

        let all = draft.formula(clients("trajecten", "Trajecten", "Trajectories").reported(), within + longer)?;
        let rounded = |formula: Expr| formula.round(RoundingStep::BudgetAmount);
        let planned =
            draft.formula(euro("begroot", "Budget van alle trajecten", "Budget of all"), rounded(all * budget))?;
        let extra = draft.formula(
            euro("verlengingen", "Kosten boven het budget (verlengingen)", "Costs above the budget (extensions)"),
            rounded(longer * (long - budget)),
        )?;
        let unused = draft.formula(
            euro("niet-gebruikt", "Niet gebruikt budget", "Budget not used"),
            rounded(within * (budget - short)),
        )?;
        let real = draft.formula(euro("werkelijk", "Werkelijke kosten", "Real costs"), planned + extra - unused)?;

        let total = |draft: &mut Draft, node: NodeId, about: Quantity| draft.formula(about, node.sum(axis));
        let all_within = total(
            draft,
            within,
            clients("binnen-totaal", "Binnen de eerste toewijzing, alle", "Within the first allocation, all")
                .reported(),
        )?;
        let all_longer = total(draft, longer, clients("verlengd-totaal", "Verlengd, alle", "Extended, all"))?;
        let everyone =
            total(draft, all, clients("trajecten-totaal", "Trajecten, alle", "Trajectories, all").reported())?;
        total(draft, planned, euro("begroot-totaal", "Budget van alle trajecten, samen", "Budget of all, together"))?;
        total(
            draft,
            extra,
            euro("verlengingen-totaal", "Kosten boven het budget, samen", "Costs above the budget, together"),
        )?;
        total(draft, unused, euro("niet-gebruikt-totaal", "Niet gebruikt budget, samen", "Budget not used, together"))?;
        let spent = total(draft, real, euro("werkelijk-totaal", "Werkelijke kosten, samen", "Real costs, together"))?;

        let share = |what: &str, nl, en| Quantity::percent(id(what), Text::new(nl, en)).kind(Kind::Rate).reported();
        let price =
            |what: &str, nl, en| Quantity::amount(id(what), Text::new(nl, en), each).kind(Kind::Rate).reported();
        let name = ("Deel binnen de eerste toewijzing", "Share within the first allocation");
        draft.formula(share("passend", name.0, name.1), (within / all).round(RoundingStep::Percentage))?;
        let name = ("Deel binnen de eerste toewijzing, alle", "Share within the first allocation, all");
        draft.formula(
            share("passend-totaal", name.0, name.1),
            (all_within / everyone).round(RoundingStep::Percentage),
        )?;
        let name = ("Gemiddelde cliëntprijs", "Average client price");
        draft.formula(price("clientprijs", name.0, name.1), (real / all).round(RoundingStep::Average))?;
        let name = ("Gemiddelde cliëntprijs, alle", "Average client price, all");
        draft.formula(price("clientprijs-totaal", name.0, name.1), (spent / everyone).round(RoundingStep::Average))?;

        let name = ("Meer binnen de toewijzing nodig voor het doel", "More within needed for the aim");
        let missing = draft.formula(
            Quantity::new(id("nodig"), Text::new(name.0, name.1), Unit::CLIENT).reported(),
            Expr::ZERO.max(everyone * aim - all_within),
        )?;
        let money = |what: &str, nl, en| Quantity::amount(id(what), Text::new(nl, en), Unit::EURO).kind(Kind::Stock);
        let spent_within = draft.formula(
            money("kosten-alle-binnen", "Kosten van trajecten binnen", "Costs of those within"),
            within * short,
        )?;
        let spent_longer = draft.formula(
            money("kosten-alle-verlengd", "Kosten van verlengde trajecten", "Costs of those extended"),
            longer * long,
        )?;
        let spent_within = draft.formula(
            money("kosten-alle-binnen-som", "Kosten van trajecten binnen, samen", "Costs of those within, together"),
            spent_within.sum(axis),
        )?;
        let spent_longer = draft.formula(
            money(
                "kosten-alle-verlengd-som",
                "Kosten van verlengde trajecten, samen",
                "Costs of those extended, together",
            ),
            spent_longer.sum(axis),
        )?;
        let saved = missing * (spent_longer / all_longer - spent_within / all_within);
        let none = all_longer.expr().min(all_within).at_most(Expr::ZERO);
        let about = Quantity::amount(
            id("besparing"),
            Text::new("Lagere kosten bij het doel", "Lower costs at the aim"),
            Unit::EURO,
        );
        draft.formula(
            about.note(Text::new(
                "Aan wie erbij komt binnen de toewijzing wordt het verschil toegerekend tussen een gemiddeld verlengd traject en een gemiddeld traject binnen de toewijzing.",
                "Those that come within the allocation are counted for the difference between an average extended trajectory and an average one within.",
            )).reported(),
            none.then(Expr::NoValue(Reason::None), saved.round(RoundingStep::BudgetAmount)),
        )?;
        Ok(())
    }
}
