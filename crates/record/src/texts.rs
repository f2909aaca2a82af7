//! Pages that have one text, whole, cut or edited.
//!
//! Two texts are compared by their runs of two words, which survive editing better than longer ones: how many both have, by the
//! shorter text's number, weighed a little by the longer one's. A sentence of a minister in many papers makes no copy: pages that
//! share little in their own words, quotations left out, are compared by those alone.

use isnad_lexicon::fold::{self, TokenKind};
use isnad_model::{Article, ClaimKind};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::stories::cluster;
use crate::stories::likeness::WHOLE;
use crate::stories::near_duplicates::common;
use crate::stories::weights::Weights;

/// Words of a run that two texts are compared by.
const RUN: usize = 2;
/// Words of a run that they find each other by.
const SEED: usize = 4;
/// Runs that a text counts as having at least, so that two lines in common make no copy.
const LEAST: usize = 8;
/// Letters that a word has at least.
const LETTERS: usize = 2;

/// A text as it is compared.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// Its words, each as a number and with its code points.
    words: Vec<(u32, usize, usize)>,
    runs: Vec<u32>,
    /// Runs of what the page says in its own words.
    own: Vec<u32>,
    seeds: Vec<u32>,
}

impl Text {
    /// Reads it off a page.
    pub fn of(article: &Article) -> Self {
        let folded = fold::fold(&article.text);
        let quotes = article.claims.iter().filter(|c| matches!(c.kind, ClaimKind::Quote));
        let quoted: Vec<(usize, usize)> = quotes.map(|c| (c.start, c.end)).collect();
        let mut words = Vec::new();
        let mut own = Vec::new();
        let (mut byte, mut point) = (0, 0);
        for (at, token) in folded.tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Word) {
            let (start, end) = (token.start as usize, token.end as usize);
            point += article.text.get(byte..start).map_or(0, |gap| gap.chars().count());
            let last = point + article.text.get(start..end).map_or(0, |word| word.chars().count());
            let form = folded.form(at);
            if form.chars().nth(LETTERS - 1).is_some() {
                let word = xxhash_rust::xxh3::xxh3_64(form.as_bytes()) as u32;
                words.push((word, point, last));
                if !quoted.iter().any(|(from, to)| *from <= point && last <= *to) {
                    own.push(word);
                }
            }
            (byte, point) = (end, last);
        }
        let all: Vec<u32> = words.iter().map(|(word, _, _)| *word).collect();
        Text { runs: runs(&all, RUN), own: runs(&own, RUN), seeds: runs(&all, SEED), words }
    }

    /// How much of one text two pages have, 0 to 1.
    fn alike(&self, other: &Text, weights: &Weights) -> f64 {
        let own = shared(&self.own, &other.own, weights.longer_text);
        if own < weights.own_text { own } else { shared(&self.runs, &other.runs, weights.longer_text) }
    }

    /// The longest passage that the other has too, as code points.
    pub fn passage(&self, other: &Text) -> Option<(usize, usize)> {
        let mut at: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        other.words.iter().enumerate().for_each(|(there, (word, _, _))| at.entry(*word).or_default().push(there));
        let mut best = (0, 0);
        // How long a passage ends at each place of the other.
        let (mut before, mut now): (FxHashMap<usize, usize>, FxHashMap<usize, usize>) = Default::default();
        for (here, (word, _, _)) in self.words.iter().enumerate() {
            now.clear();
            for there in at.get(word).into_iter().flatten() {
                let length = there.checked_sub(1).and_then(|last| before.get(&last)).map_or(1, |length| length + 1);
                now.insert(*there, length);
                if length > best.0 {
                    best = (length, here);
                }
            }
            std::mem::swap(&mut before, &mut now);
        }
        let (length, last) = best;
        Some((self.words.get((last + 1).checked_sub(length)?)?.1, self.words.get(last).filter(|_| length > 0)?.2))
    }
}

/// The runs of some words, ascending, each once.
fn runs(words: &[u32], length: usize) -> Vec<u32> {
    let run = |window: &[u32]| {
        let bytes: Vec<u8> = window.iter().flat_map(|word| word.to_le_bytes()).collect();
        xxhash_rust::xxh3::xxh3_64(&bytes) as u32
    };
    let mut all: Vec<u32> = words.windows(length).map(run).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// How many of two texts' runs both have, by how many there are.
fn shared(a: &[u32], b: &[u32], longer_counts: f64) -> f64 {
    let (shorter, longer) = (a.len().min(b.len()).max(LEAST) as f64, a.len().max(b.len()).max(LEAST) as f64);
    common(a, b) as f64 / (shorter.powf(1.0 - longer_counts) * longer.powf(longer_counts))
}

/// Two texts, the later first, and how much of one text they have, of [`WHOLE`].
pub type Alike = (usize, usize, i64);

/// The texts that have something in common. A text is compared with a bounded number of those before it, however many there are:
/// of those that share a longer run, the nearest; of these, those that share most.
pub fn compare(texts: &[Text], weights: &Weights) -> Vec<Alike> {
    let mut having: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (at, text) in texts.iter().enumerate() {
        text.seeds.iter().for_each(|seed| having.entry(*seed).or_default().push(at as u32));
    }
    let near = |at: usize| {
        let mut met: FxHashMap<u32, u32> = FxHashMap::default();
        for seed in &texts[at].seeds {
            let all = having.get(seed).map_or(&[][..], Vec::as_slice);
            let here = all.partition_point(|other| (*other as usize) < at);
            all[here.saturating_sub(weights.reach.neighbours)..here].iter().for_each(|other| *met.entry(*other).or_default() += 1);
        }
        let mut met: Vec<(u32, u32)> = met.into_iter().collect();
        met.sort_unstable_by_key(|(other, seeds)| std::cmp::Reverse((*seeds, *other)));
        met.truncate(weights.reach.comparisons);
        met
    };
    let alike = |at: usize, other: u32| (texts[at].alike(&texts[other as usize], weights).min(1.0) * WHOLE as f64) as i64;
    let pairs = (0..texts.len())
        .into_par_iter()
        .flat_map_iter(|at| near(at).into_iter().map(move |(other, _)| (at, other as usize, alike(at, other))));
    pairs.filter(|(_, _, alike)| *alike > 0).collect()
}

/// Groups of texts that are one, those alone among them.
pub fn group(texts: usize, alike: &[Alike], weights: &Weights) -> Vec<Vec<usize>> {
    cluster::group(texts, alike, weights.text)
}

#[cfg(test)]
mod tests {
    use isnad_model::{Claim, Modality, Span};

    use super::*;

    const BODY: &str = "اندلع حريق كبير في سوق الخضار القديم فجر اليوم وقال رجال الإطفاء إن أحدا لم يصب وإن سبب الحريق ما زال مجهولا";
    const OTHER: &str = "غرقت سفينة صيد قبالة الساحل ليلا وأنقذ خفر السواحل بحارتها السبعة بعد ساعات من البحث في بحر هائج";
    const SAID: &str = "لن نسمح لأحد بأن يعبث بأمن هذا البلد وسنلاحق كل من شارك في الهجوم أينما كان وسنقدمه إلى العدالة مهما طال الزمن وعلى الجميع أن يعرف ذلك منذ اليوم";

    fn page(text: &str, quoted: Option<&str>) -> Article {
        let quote = quoted.and_then(|q| text.split_once(q)).zip(quoted).map(|((before, _), q)| {
            let start = before.chars().count();
            let end = start + q.chars().count();
            Claim {
                id: "c1".to_owned(),
                start,
                end,
                exact: q.to_owned(),
                sentence: Span { start, end },
                modality: Modality::Asserted,
                attribution: Vec::new(),
                via: Vec::new(),
                kind: ClaimKind::Quote,
            }
        });
        Article { text: text.to_owned(), claims: quote.into_iter().collect(), ..Article::default() }
    }

    fn groups(articles: &[Article]) -> Vec<Vec<usize>> {
        let texts: Vec<Text> = articles.iter().map(Text::of).collect();
        let weights = Weights::default();
        group(texts.len(), &compare(&texts, &weights), &weights)
    }

    #[test]
    fn a_copy_is_found_and_the_passage_is_shown_as_the_page_has_it() {
        let copy = page(&format!("خبر عاجل من المدينة. {BODY} حتى الآن"), None);
        let articles = [page(BODY, None), copy, page(OTHER, None)];
        assert_eq!(groups(&articles), [vec![0, 1], vec![2]]);
        let (start, end) = Text::of(&articles[1]).passage(&Text::of(&articles[0])).expect("they share one");
        assert_eq!(articles[1].text.chars().skip(start).take(end - start).collect::<String>(), BODY);
    }

    #[test]
    fn a_shortened_and_edited_copy_is_found() {
        let long = format!(
            "{BODY}. وأضاف المتحدث باسم الدفاع المدني أن أربع فرق شاركت في إخماد النيران التي أتت على عشرات المحال. وفتحت الشرطة تحقيقا في الحادث بينما طالب التجار البلدية بتعويضهم عن خسائرهم"
        );
        let short = "شب حريق كبير في سوق الخضار القديم صباح اليوم. وقال رجال الإطفاء إن أحدا لم يصب. وشاركت أربع فرق في إخماد النيران التي أتت على عشرات المحال";
        assert_eq!(groups(&[page(&long, None), page(short, None), page(OTHER, None)]), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn two_pages_that_only_quote_one_speaker_are_no_copies() {
        let first = format!("وصل الوزير إلى العاصمة صباحا والتقى قادة الأجهزة وقال في ختام اللقاء «{SAID}» ثم غادر إلى مسقط رأسه");
        let second = format!("في أول تعليق على ما جرى رد الوزير على منتقديه بغضب قائلا «{SAID}» وهو ما أثار سخرية نواب المعارضة");
        assert_eq!(groups(&[page(&first, Some(SAID)), page(&second, Some(SAID))]), [[0], [1]]);
        // The same words as the pages' own are a copy.
        assert_eq!(groups(&[page(&first, None), page(&second, None)]), [[0, 1]]);
    }
}
