//! Inflection by tables: `inflection.tsv` says how the forms of a paradigm are made from its lemma.
//!
//! Columns: `paradigm` (past, present, participle, …), `ending` (the lemma's ending the row is for,
//! `|`-separated, empty for all that no other row of the same result names), `head` (what replaces the
//! lemma's first letter; empty keeps it), `strip` (letters dropped from the end), `add`, `features`.

use crate::form::{Features, Form};
use crate::pack::{Pack, PackError, Row};

struct Rule {
    paradigm: String,
    endings: Vec<String>,
    head: String,
    strip: usize,
    add: String,
    features: Features,
}

/// The inflection tables of the packs given.
#[derive(Default)]
pub struct Inflection {
    rules: Vec<Rule>,
}

fn features(row: &Row) -> Result<Features, PackError> {
    let mut all = Features::empty();
    for word in row.list("features") {
        all |= Features::from_name(&word.to_uppercase()).ok_or_else(|| row.fault(format!("«{word}» is no feature of a form")))?;
    }
    Ok(all)
}

impl Inflection {
    /// Reads the tables.
    pub fn read(pack: &Pack) -> Result<Self, PackError> {
        let mut rules = Vec::new();
        pack.rows("inflection", |row| {
            rules.push(Rule {
                paradigm: row.need("paradigm")?.to_owned(),
                endings: row.list("ending").map(str::to_owned).collect(),
                head: row.get("head").to_owned(),
                strip: row.number("strip")?.unwrap_or(0),
                add: row.get("add").to_owned(),
                features: features(row)?,
            });
            Ok(())
        })?;
        Ok(Inflection { rules })
    }

    /// All forms of a lemma in a paradigm. A lemma no row knows comes back as it is. A lemma of several
    /// words is inflected in its first.
    pub fn forms(&self, paradigm: &str, lemma: &str) -> Vec<Form> {
        let (head_word, rest) = lemma.split_once(' ').map_or((lemma, ""), |(h, r)| (h, r));
        let special = self.rules.iter().any(|r| r.paradigm == paradigm && r.endings.iter().any(|e| head_word.ends_with(e.as_str())));
        let mut forms = Vec::new();
        for rule in self.rules.iter().filter(|r| r.paradigm == paradigm) {
            let fits = if special { rule.endings.iter().any(|e| head_word.ends_with(e.as_str())) } else { rule.endings.is_empty() };
            if !fits {
                continue;
            }
            let letters: Vec<char> = head_word.chars().collect();
            let kept = &letters[..letters.len().saturating_sub(rule.strip)];
            let mut word: String =
                if rule.head.is_empty() { kept.iter().collect() } else { rule.head.chars().chain(kept.iter().skip(1).copied()).collect() };
            word.push_str(&rule.add);
            let text = if rest.is_empty() { word } else { format!("{word} {rest}") };
            forms.push(Form { text, features: rule.features });
        }
        if forms.is_empty() {
            forms.push(Form { text: lemma.to_owned(), features: Features::empty() });
        }
        forms
    }
}
