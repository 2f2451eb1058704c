//! The developer commands of Dagdeel: `cargo xtask start|test|build|lint|fmt|bench|same-bytes`.
//!
//! Each command installs what it needs into the clone and skips what is up to date, so a second run downloads and
//! rebuilds nothing. A missing package of the system stops it with one line that says how to install it.

mod arrows;
mod bench;
mod lint;
mod npm;
mod package;
mod policy;
mod root;
mod server;
mod shell;
mod site;
mod sizes;
mod sources;
mod stamp;
mod test;
mod tools;
mod types;
mod wasm;

use std::process::ExitCode;

/// What a step gives back: nothing or a value, or one message for the person who ran the command.
type Outcome<T = ()> = Result<T, String>;

const USAGE: &str = "\
usage: cargo xtask <command>

  start   build everything and serve the page on a loopback address
  test    every test: Rust, the package in Node, the page in the browsers
  build   the package, the page as a folder, as one file and as an element, into dist/
  lint    formatting, clippy, the arrows between the rooms, sources, types, messages
  fmt     format the Rust sources and the scenario documents
  bench   the engine beside its peers: [--only Q3] [--rows 1000000] [--runs 5] [--in node|chromium]
  same-bytes  build everything twice, in two places, and compare every byte
  serve   --dir <folder> --port <number>: serve a folder under the page's policies";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match command(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn command(arguments: &[&str]) -> Outcome {
    match arguments {
        ["start"] => {
            site::build()?;
            server::serve(&root::path("dist"), server::DEFAULT_PORT)
        }
        ["test"] => test::all(),
        ["build"] => {
            site::build()?;
            sizes::check()
        }
        ["same-bytes"] => site::same_bytes(),
        ["lint"] => lint::all(),
        ["fmt"] => lint::format(),
        ["bench", options @ ..] => bench::run(options),
        ["serve", "--dir", folder, "--port", port] => {
            let port = port.parse().map_err(|_| format!("{port} is no port number"))?;
            server::serve(folder.as_ref(), port)
        }
        _ => Err(USAGE.to_owned()),
    }
}
