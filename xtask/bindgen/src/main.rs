//! Writes the JavaScript side of one wasm module: `dagdeel-bindgen <input.wasm> <out folder> <name>`.
//!
//! wasm-bindgen's tool must be of the same version as the crate. Used as a library it is pinned by `Cargo.lock`
//! like everything else, and nothing has to be installed beside Rust. It is a binary of its own, because it takes
//! longer to compile than all the rest of `xtask` and is needed only where a wasm module has changed.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, folder, name] = arguments.as_slice() else {
        eprintln!("usage: dagdeel-bindgen <input.wasm> <out folder> <name>");
        return ExitCode::FAILURE;
    };
    match generate(input, folder, name) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dagdeel-bindgen: {input}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn generate(input: &str, folder: &str, name: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(input)
        .out_name(name)
        .typescript(true)
        // The package says where the module lies: a default path would make every bundler add the file a second time.
        .omit_default_module_path(true)
        // A trapped instance is never called again; this allows a fresh one in the same thread.
        .reset_state_function(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .web(true)?;
    bindgen.generate(folder)?;
    Ok(())
}
