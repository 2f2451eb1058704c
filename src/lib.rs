//! Exact, explainable scenarios for Dutch youth-care tariffs and budgets.
