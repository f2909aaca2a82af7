//! `isnad serve`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use isnad_page::{Limits, Rules};
use isnad_web::{Patience, Retries, ServeError, Server, Settings};

use super::{print, stemmer, token};
use crate::ending::told_to_end;
use crate::{ALL_READ, Fault, pages};

/// Serves a store until it is interrupted.
pub fn run(file: PathBuf, listen: SocketAddr, token_file: Option<&Path>, packs: &[PathBuf]) -> Result<u8, Fault> {
    let token = token(token_file)?;
    let lexicon = crate::lexicon(packs)?;
    let settings = Settings {
        file,
        stemmer: stemmer()?,
        reader: Box::new(move |bytes, source| {
            pages::understand(bytes, source, None, &Rules::new(&lexicon), &lexicon).map_err(|e| format!("{source}: {e}"))
        }),
        listen,
        token,
        form_bytes: Limits::default().bytes,
        patience: Patience::default(),
        retries: Retries::default(),
    };
    let wrong = |fault: ServeError| match fault {
        ServeError::Open(_) => Fault::wrong_use(fault.to_string()),
        fault => Fault::failed(fault.to_string()),
    };
    let server = Server::bind(settings).map_err(wrong)?;
    print(&format!("http://{}/\n", server.address().map_err(wrong)?));
    server.run_until(told_to_end());
    Ok(ALL_READ)
}
