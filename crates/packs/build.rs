//! Compiles the packs that ship with Isnad, so that they load in milliseconds.

use std::path::Path;

use isnad_lexicon::{Pack, compile::compile};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let packs = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../packs");
    let mut all = Pack::default();
    for folder in ["gazetteer", "html", "other", "ar", "en"] {
        let folder = packs.join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        all.extend(Pack::read(&folder)?);
    }
    let out = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&out).join("lexicon.bin"), compile(&all)?)?;
    std::fs::write(Path::new(&out).join("packs.bin"), all.to_bytes()?)?;
    Ok(())
}
