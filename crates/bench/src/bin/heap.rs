//! Writes the first so many pages of a heap of invented stories into a folder, for `isnad report` and `isnad add` to be measured on.

use std::error::Error;
use std::path::PathBuf;

use isnad_bench::heap::Heap;
use isnad_bench::{Maker, lexicon};
use isnad_page::Rules;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(count), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("give a number of pages and a folder".into());
    };
    let (count, folder): (usize, PathBuf) = (count.parse()?, folder.into());
    std::fs::create_dir_all(&folder)?;
    let lexicon = lexicon()?;
    let maker = Maker::new(&Rules::new(&lexicon))?;
    for (at, page) in Heap::new(&maker).pages()?.take(count).enumerate() {
        std::fs::write(folder.join(format!("{at:06}.html")), page.html())?;
    }
    Ok(())
}
