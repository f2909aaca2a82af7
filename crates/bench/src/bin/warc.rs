//! Writes so many pages as a web archive (`.warc.gz`), and what it has as JSON on standard output: for `warc_peers.py`.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};

use isnad_bench::{Maker, lexicon, warc};
use isnad_page::Rules;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(count), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err("give a number of pages and the archive to write".into());
    };
    let lexicon = lexicon()?;
    let pages = Maker::new(&Rules::new(&lexicon))?.pages(count.parse()?);
    let mut file = BufWriter::new(File::create(&path)?);
    let written = warc::write(&pages, &mut file)?;
    file.flush()?;
    let packed = std::fs::metadata(&path)?.len();
    let (pages, records, unpacked) = (written.pages, written.records, written.unpacked);
    writeln!(std::io::stdout(), "{{\"pages\":{pages},\"records\":{records},\"packed\":{packed},\"unpacked\":{unpacked}}}")?;
    Ok(())
}
