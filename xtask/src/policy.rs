//! The policies that every response of the served page carries, and the same for the servers of deployers.
//!
//! They stand on every response, the worker's script above all: a worker takes its policy from its own response, not
//! from the page that starts it.

use std::fmt::Write as _;
use std::path::Path;

use crate::{Outcome, shell};

/// The headers, in the order in which they are sent.
pub const HEADERS: [(&str, &str); 4] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
         connect-src 'self'; worker-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'self'",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    (
        "Permissions-Policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), usb=()",
    ),
];

const PARENTS: &str =
    "To allow another site to show the page in a frame, add its address after frame-ancestors 'self'.";

/// Writes the three examples into a folder: `_headers` (static hosts), `nginx.conf`, `web.config` (IIS).
pub fn write(folder: &Path) -> Outcome {
    shell::write(&folder.join("_headers"), static_host())?;
    shell::write(&folder.join("nginx.conf"), nginx())?;
    shell::write(&folder.join("web.config"), iis())
}

fn static_host() -> String {
    let mut text = format!("# {PARENTS}\n/*\n");
    for (name, value) in HEADERS {
        let _ = writeln!(text, "  {name}: {value}");
    }
    text
}

fn nginx() -> String {
    let mut text = format!("# Inside the server block that serves this folder. {PARENTS}\nlocation / {{\n");
    for (name, value) in HEADERS {
        let _ = writeln!(text, "    add_header {name} \"{value}\" always;");
    }
    text.push_str("    include mime.types;\n    types { application/wasm wasm; }\n}\n");
    text
}

fn iis() -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- {PARENTS} -->\n<configuration>\n  <system.webServer>\n    \
         <staticContent>\n      <remove fileExtension=\".wasm\" />\n      \
         <mimeMap fileExtension=\".wasm\" mimeType=\"application/wasm\" />\n    </staticContent>\n    \
         <httpProtocol>\n      <customHeaders>\n"
    );
    for (name, value) in HEADERS {
        let _ = writeln!(text, "        <remove name=\"{name}\" />\n        <add name=\"{name}\" value=\"{value}\" />");
    }
    text.push_str("      </customHeaders>\n    </httpProtocol>\n  </system.webServer>\n</configuration>\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_carries_every_header() {
        for example in [static_host(), nginx(), iis()] {
            for (name, value) in HEADERS {
                assert!(example.contains(name) && example.contains(value), "{name} is missing in:\n{example}");
            }
        }
    }

    #[test]
    fn no_policy_breaks_the_quotes_around_it() {
        for (_, value) in HEADERS {
            assert!(!value.contains('"') && !value.contains('\n'), "{value}");
        }
    }
}
