//! The boundary to JavaScript: conversion and delegation only. Documents, results and errors cross as JSON text, so that a
//! decimal is never a binary number on the other side.

#[cfg(all(feature = "bench", feature = "engine"))]
mod bench;
#[cfg(all(feature = "bench", feature = "engine"))]
mod bench_draws;
#[cfg(feature = "claims")]
mod claims;
#[cfg(feature = "engine")]
mod engine;
#[cfg(feature = "sheets")]
mod sheets;
