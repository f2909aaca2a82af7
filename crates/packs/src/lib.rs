//! The packs that ship with Isnad, compiled into the program, and users' own beside them.

use std::path::PathBuf;

use isnad_lexicon::{Lexicon, Pack, PackError, compile::compile};

static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// The packs' sources, to be compiled anew with users' own.
static SOURCES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.bin"));

/// The lexicon of the packs that ship with the program.
pub fn built_in() -> Result<Lexicon, PackError> {
    Lexicon::load(BUILT_IN)
}

/// The sources of the packs that ship with the program.
pub fn sources() -> Result<Pack, PackError> {
    Pack::from_bytes(SOURCES)
}

/// The lexicon of the built-in packs with users' own, compiled now.
pub fn with_folders(folders: &[PathBuf]) -> Result<Lexicon, PackError> {
    let mut all = sources()?;
    for folder in folders {
        all.extend(Pack::read(folder)?);
    }
    Lexicon::load(compile(&all)?)
}

#[cfg(test)]
mod tests {
    use isnad_lexicon::{Subject, fold::fold};

    #[test]
    fn a_cue_is_found_through_its_clitics_and_inflection() {
        let lexicon = super::built_in().expect("the built-in packs load");
        for text in ["وقالت", "سيقول", "قوله", "فقالوا"] {
            let hits = lexicon.scan(&fold(text));
            let hit = hits.longest(0, Subject::Cue).unwrap_or_else(|| panic!("no cue in {text}"));
            assert_eq!(lexicon.tables.cues[hit.row()].id, "say", "{text}");
        }
    }
}
