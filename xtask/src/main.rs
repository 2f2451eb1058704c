//! The developer commands of Dagdeel: `cargo xtask start|test|build|lint|fmt|bench`.

use std::process::ExitCode;

fn main() -> ExitCode {
    eprintln!("usage: cargo xtask start|test|build|lint|fmt|bench");
    ExitCode::FAILURE
}
