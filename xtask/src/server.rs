//! A small static server for the built page: a loopback address, the right types, the policies on every response.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::{Outcome, policy};

/// The port that is tried first.
pub const DEFAULT_PORT: u16 = 8420;
/// How many ports after it are tried.
const PORTS: u16 = 50;
/// The longest request head that is read, in bytes.
const LONGEST_HEAD: u64 = 16 * 1024;
/// How long a connection may be silent.
const SILENCE: Duration = Duration::from_secs(30);

/// Serves a folder until the program is ended.
pub fn serve(folder: &Path, port: u16) -> Outcome {
    let listener = listen(port)?;
    println!("Dagdeel: {}  (Ctrl-C stops it)", address(&listener)?);
    accept(&listener, folder)
}

/// Serves a folder beside whatever else this program does; returns the address.
pub fn background(folder: PathBuf) -> Outcome<String> {
    let listener = listen(0)?;
    let address = address(&listener)?;
    thread::spawn(move || accept(&listener, &folder));
    Ok(address)
}

fn listen(port: u16) -> Outcome<TcpListener> {
    let last = if port == 0 { 0 } else { port.saturating_add(PORTS) };
    (port..=last)
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .ok_or_else(|| format!("no free port from {port} to {last}"))
}

fn address(listener: &TcpListener) -> Outcome<String> {
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    Ok(format!("http://{address}/"))
}

fn accept(listener: &TcpListener, folder: &Path) -> Outcome {
    let folder = folder.canonicalize().map_err(|error| format!("{}: {error}", folder.display()))?;
    for stream in listener.incoming().flatten() {
        let folder = folder.clone();
        thread::spawn(move || {
            // A browser that closes its connection early is no error of ours.
            let _ = converse(&stream, &folder);
        });
    }
    Ok(())
}

/// Answers the requests of one connection until it is closed.
fn converse(stream: &TcpStream, folder: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(SILENCE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = read_head(&mut reader)? {
        let (head, body) = respond(&request, folder);
        let mut writer = stream;
        writer.write_all(head.as_bytes())?;
        writer.write_all(&body)?;
    }
    Ok(())
}

/// The request line, after the headers have been read to their end.
fn read_head(reader: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut head = reader.take(LONGEST_HEAD);
    let mut request = String::new();
    if head.read_line(&mut request)? == 0 {
        return Ok(None);
    }
    let mut line = String::new();
    while head.read_line(&mut line)? > 2 {
        line.clear();
    }
    Ok(Some(request))
}

/// The answer to a request line: head and body.
fn respond(request: &str, folder: &Path) -> (String, Vec<u8>) {
    let mut words = request.split_whitespace();
    let method = words.next().unwrap_or_default();
    let target = words.next().unwrap_or_default();
    if method != "GET" && method != "HEAD" {
        return message("405 Method Not Allowed");
    }
    let Some(path) = resolve(target, folder) else {
        return message("404 Not Found");
    };
    let Ok(content) = fs::read(&path) else {
        return message("404 Not Found");
    };
    let head = head("200 OK", media_type(&path), content.len());
    (head, if method == "HEAD" { Vec::new() } else { content })
}

fn message(status: &str) -> (String, Vec<u8>) {
    let body = format!("{status}\n").into_bytes();
    (head(status, "text/plain; charset=utf-8", body.len()), body)
}

fn head(status: &str, media_type: &str, length: usize) -> String {
    let mut head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\nCache-Control: no-cache\r\n"
    );
    for (name, value) in policy::HEADERS {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    head
}

/// The file that a request means; none where it would lie outside the folder, links included.
fn resolve(target: &str, folder: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = PathBuf::from(percent_decoded(path)?);
    if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let mut path = folder.join(path).canonicalize().ok()?;
    if path.is_dir() {
        path = path.join("index.html").canonicalize().ok()?;
    }
    path.starts_with(folder).then_some(path)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains(['\0', '\\']))
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("csv") => "text/csv; charset=utf-8",
        Some("txt" | "md" | "conf") => "text/plain; charset=utf-8",
        Some("config") => "text/xml; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a page, a worker, and beside it a file that must never be served.
    fn folder(name: &str) -> PathBuf {
        let outside = std::env::temp_dir().join(format!("dagdeel-server-{}-{name}", std::process::id()));
        let folder = outside.join("dist");
        fs::create_dir_all(folder.join("assets")).unwrap();
        fs::write(outside.join("secret.txt"), "secret").unwrap();
        fs::write(folder.join("index.html"), "<p>").unwrap();
        fs::write(folder.join("assets/worker.js"), "1").unwrap();
        fs::write(folder.join("assets/engine.wasm"), "2").unwrap();
        folder.canonicalize().unwrap()
    }

    #[test]
    fn every_response_carries_the_policies() {
        let folder = folder("policies");
        for request in ["GET / HTTP/1.1", "GET /assets/worker.js HTTP/1.1", "GET /none HTTP/1.1", "POST / HTTP/1.1"] {
            let (head, _) = respond(request, &folder);
            for (name, value) in policy::HEADERS {
                assert!(head.contains(&format!("{name}: {value}\r\n")), "{request}: {name}");
            }
        }
    }

    #[test]
    fn files_have_their_types() {
        let folder = folder("types");
        for (target, expected) in
            [("/", "text/html"), ("/assets/worker.js", "text/javascript"), ("/assets/engine.wasm", "application/wasm")]
        {
            let (head, body) = respond(&format!("GET {target} HTTP/1.1"), &folder);
            assert!(head.starts_with("HTTP/1.1 200") && head.contains(expected), "{target}: {head}");
            assert!(!body.is_empty());
        }
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let folder = folder("outside");
        for target in [
            "/../secret.txt",
            "/assets/../../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/..%5csecret.txt",
            "//etc/passwd",
            "/%00",
            "/%f",
            "secret.txt",
        ] {
            let (head, body) = respond(&format!("GET {target} HTTP/1.1"), &folder);
            assert!(head.starts_with("HTTP/1.1 404"), "{target}: {head}");
            assert!(!String::from_utf8_lossy(&body).contains("secret"), "{target}");
        }
    }

    #[test]
    fn a_head_request_has_no_body() {
        let (head, body) = respond("HEAD /assets/worker.js HTTP/1.1", &folder("head"));
        assert!(head.contains("Content-Length: 1\r\n"));
        assert!(body.is_empty());
    }
}
