//! `isnad mcp`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use isnad_mcp::{HttpServer, McpError, Settings, serve_stdio};

use super::{print, stemmer, token};
use crate::ending::told_to_end;
use crate::{ALL_READ, Fault};

/// Answers a client on standard input and output, or those that come to an address.
pub fn run(file: PathBuf, http: Option<SocketAddr>, token_file: Option<&Path>, hosts: &[String], packs: &[PathBuf]) -> Result<u8, Fault> {
    let settings = Settings { file, stemmer: stemmer()?, lexicon: Arc::new(crate::lexicon(packs)?) };
    let wrong = |fault: McpError| match fault {
        McpError::Open(_) => Fault::wrong_use(fault.to_string()),
        fault => Fault::failed(fault.to_string()),
    };
    match http {
        None => serve_stdio(settings).map_err(wrong)?,
        Some(listen) => {
            let server = HttpServer::bind(settings, listen, token(token_file)?.as_deref(), hosts).map_err(wrong)?;
            print(&format!("{}\n", server.address().map_err(wrong)?));
            server.run_until(told_to_end()).map_err(wrong)?;
        }
    }
    Ok(ALL_READ)
}
