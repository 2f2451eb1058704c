//! Writes generated claims as national messages (JW301, JW323, JW325), clearly artificial, and the same claims as CSV:
//! `cargo run --features claims --example messages -- <folder> [rows] [seed] [errors]`.

use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

use dagdeel::claims::{Post, Posted, Region, Wish};

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, without: u32| given.get(at).map_or(Some(without), |text| text.parse().ok());
    let (Some(folder), Some(rows), Some(seed), Some(errors)) =
        (given.first(), number(1, 40), number(2, 1), number(3, 0))
    else {
        eprintln!("usage: messages <folder> [rows] [seed] [errors]");
        return ExitCode::FAILURE;
    };
    match write(Path::new(folder), Wish { rows, seed, errors, personal: false, allocations: true }) {
        Ok(files) => {
            println!("{files} files in {folder}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes all files of a small region.
fn write(folder: &Path, wish: Wish) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let post = Post::new(wish, Region { municipalities: 1, providers: 2, months: 6 }, true);
    let claims = (0..post.claims()).flat_map(|at| post.claim(at));
    let mut files: Vec<Posted> = (0..post.allocations()).filter_map(|at| post.allocation(at)).chain(claims).collect();
    // A claim that comes twice is one file.
    files.dedup();
    for posted in &files {
        fs::write(folder.join(&posted.name), &posted.text)?;
    }
    let lines: String = (0..post.claims()).map(|at| post.csv(at)).collect();
    fs::write(folder.join("declaraties.csv"), post.csv_head() + &lines)?;
    Ok(files.len() + 1)
}
