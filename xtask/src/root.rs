//! Where things lie in the clone.

use std::path::{Path, PathBuf};

/// The folder of the clone.
pub fn folder() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// A path inside the clone.
pub fn path(inside: &str) -> PathBuf {
    folder().join(inside)
}

/// How a path reads from the clone's folder, with forward slashes.
pub fn relative(path: &Path) -> String {
    path.strip_prefix(folder()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
