//! Running other programs, and the few file operations that every step needs.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Outcome, root};

/// A command that runs in the clone's folder.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root::folder());
    command
}

/// The cargo that runs this program.
pub fn cargo() -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
}

/// Runs a command with its output shown; fails where it fails.
pub fn run(command: &mut Command) -> Outcome {
    let line = shown(command);
    eprintln!("$ {line}");
    let status = command.status().map_err(|error| format!("{line}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{line}: {status}")) }
}

/// Runs a command and returns what it printed; its errors are shown.
pub fn output(command: &mut Command) -> Outcome<String> {
    let line = shown(command);
    let output = command.output().map_err(|error| format!("{line}: {error}"))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{line}: {}\n{message}", output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("{line}: printed something that is no UTF-8"))
}

/// Whether a program is there and answers `--version`.
pub fn present(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words: Vec<_> = std::iter::once(program).chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    words.join(" ")
}

/// Reads a text file.
pub fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", root::relative(path)))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    let said = |error| format!("{}: {error}", root::relative(path));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(said)?;
    }
    fs::write(path, content).map_err(said)
}

/// Every file below a folder, or the file itself; sorted, installed packages and build output left out.
pub fn files(path: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(path, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) -> Outcome {
    if path.is_file() {
        found.push(path.to_owned());
    }
    if !path.is_dir() || path.file_name().is_some_and(|name| name == "node_modules" || name == "target") {
        return Ok(());
    }
    let said = |error| format!("{}: {error}", root::relative(path));
    for entry in fs::read_dir(path).map_err(said)? {
        collect(&entry.map_err(said)?.path(), found)?;
    }
    Ok(())
}

/// Makes a folder a copy of another one; what was in it goes.
pub fn copy_folder(from: &Path, to: &Path) -> Outcome {
    if to.exists() {
        fs::remove_dir_all(to).map_err(|error| format!("{}: {error}", root::relative(to)))?;
    }
    for file in files(from)? {
        let inside = file.strip_prefix(from).map_err(|error| error.to_string())?;
        let content = fs::read(&file).map_err(|error| format!("{}: {error}", root::relative(&file)))?;
        write(&to.join(inside), content)?;
    }
    Ok(())
}
