//! What could not be read of a feed.

/// Faults that are told one by one.
const TOLD: usize = 20;

/// Lines on what could not be read; a feed may have any number of faults.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    lines: Vec<String>,
    more: usize,
}

impl Faults {
    /// One more.
    pub fn tell(&mut self, line: impl FnOnce() -> String) {
        if self.lines.len() < TOLD {
            self.lines.push(line());
        } else {
            self.more += 1;
        }
    }

    /// All lines; those beyond the first twenty are counted.
    pub fn lines(mut self) -> Vec<String> {
        if self.more > 0 {
            self.lines.push(format!("and {} more", self.more));
        }
        self.lines
    }
}

/// A value of a feed as a fault names it: one short line.
pub(crate) fn quoted(value: &str) -> String {
    let mut characters = value.trim().chars().map(|c| if c.is_control() { ' ' } else { c });
    let short: String = characters.by_ref().take(80).collect();
    if characters.next().is_some() { format!("«{short}…»") } else { format!("«{short}»") }
}
