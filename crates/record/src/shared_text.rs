//! Pages that have one text, whole, cut or edited, told by what they say in their own words: a sentence that many pages
//! quote makes no copy.

use isnad_lexicon::fold::{self, TokenKind};
use isnad_model::{ClaimKind, OriginReason};

use crate::pages::Page;
use crate::stories::cluster;
use crate::stories::likeness::{RUNS, WHOLE};
use crate::stories::near_duplicates::{common, shingles};
use crate::stories::weights::Weights;

/// A page's own words.
struct Own<'a> {
    page: &'a Page<'a>,
    /// Folded words, with their code points.
    words: Vec<(String, usize, usize)>,
    runs: Vec<u32>,
}

impl<'a> Own<'a> {
    fn of(page: &'a Page<'a>) -> Self {
        let text = &page.article.text;
        let folded = fold::fold(text);
        let quoted: Vec<(usize, usize)> = page.claims().filter(|c| matches!(c.kind, ClaimKind::Quote)).map(|c| (c.start, c.end)).collect();
        let mut words = Vec::new();
        let (mut byte, mut point) = (0, 0);
        for (at, token) in folded.tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Word) {
            let (start, end) = (token.start as usize, token.end as usize);
            point += text.get(byte..start).map_or(0, |gap| gap.chars().count());
            let last = point + text.get(start..end).map_or(0, |word| word.chars().count());
            if !quoted.iter().any(|(from, to)| *from <= point && last <= *to) {
                words.push((folded.form(at).to_owned(), point, last));
            }
            (byte, point) = (end, last);
        }
        let runs = shingles(words.iter().map(|(word, _, _)| word.as_str()));
        Own { page, words, runs }
    }

    /// The part of the shorter text's runs that both have.
    fn shared(&self, other: &Own) -> f64 {
        common(&self.runs, &other.runs) as f64 / self.runs.len().min(other.runs.len()).max(RUNS) as f64
    }

    /// The longest passage that the other has too, as code points.
    fn passage(&self, other: &Own) -> Option<(usize, usize)> {
        let (mut best, mut before) = ((0, 0), vec![0; other.words.len() + 1]);
        for (at, (word, _, _)) in self.words.iter().enumerate() {
            let mut now = vec![0; other.words.len() + 1];
            for there in (0..other.words.len()).filter(|there| other.words[*there].0 == *word) {
                now[there + 1] = before[there] + 1;
                if now[there + 1] > best.0 {
                    best = (now[there + 1], at);
                }
            }
            before = now;
        }
        let (length, last) = best;
        Some((self.words.get((last + 1).checked_sub(length)?)?.1, self.words.get(last).filter(|_| length > 0)?.2))
    }
}

/// Groups of pages with one text; of each page but the first of a group, with which it shares most and what.
pub fn groups(pages: &[Page]) -> Vec<Vec<OriginReason>> {
    let own: Vec<Own> = pages.iter().map(Own::of).collect();
    let mut shared = Vec::new();
    for a in 0..own.len() {
        shared.extend((0..a).map(|b| (a, b, (own[a].shared(&own[b]).min(1.0) * WHOLE as f64) as i64)).filter(|(_, _, s)| *s > 0));
    }
    let groups = cluster::group(own.len(), &shared, Weights::default().text);
    groups.into_iter().filter(|group| group.len() > 1).map(|group| reasons(&own, &group)).collect()
}

fn reasons(own: &[Own], group: &[usize]) -> Vec<OriginReason> {
    let nearest =
        |at: usize| group[..at].iter().copied().max_by(|x, y| own[group[at]].shared(&own[*x]).total_cmp(&own[group[at]].shared(&own[*y])));
    let reason = |at: usize| {
        let (page, other) = (&own[group[at]], &own[nearest(at)?]);
        let (start, end) = page.passage(other)?;
        Some(OriginReason::SharedPassage {
            page: page.page.article.source.clone(),
            with: other.page.article.source.clone(),
            percent: (page.shared(other).min(1.0) * 100.0) as u8,
            passage: page.page.article.text.chars().skip(start).take(end - start).collect(),
            start,
            end,
        })
    };
    (1..group.len()).filter_map(reason).collect()
}

#[cfg(test)]
mod tests {
    use isnad_model::Article;

    use super::*;

    const BODY: &str = "اندلع حريق كبير في سوق الخضار القديم فجر اليوم وقال رجال الإطفاء إن أحدا لم يصب وإن سبب الحريق ما زال مجهولا";

    fn page(source: &str, text: &str) -> Article {
        Article { source: source.to_owned(), text: text.to_owned(), ..Article::default() }
    }

    #[test]
    fn copies_are_one_group_and_the_passage_is_shown_as_the_page_has_it() {
        let articles = [
            page("a", BODY),
            page("b", &format!("خبر عاجل من المدينة. {BODY} حتى الآن")),
            page("c", "غرقت سفينة صيد قبالة الساحل ليلا وأنقذ خفر السواحل بحارتها السبعة بعد ساعات من البحث في بحر هائج"),
        ];
        let pages: Vec<Page> = articles.iter().map(|a| Page::new(a, None)).collect();
        let groups = groups(&pages);
        assert_eq!(groups.len(), 1);
        let [OriginReason::SharedPassage { page, with, percent, passage, .. }] = &groups[0][..] else { panic!("{groups:?}") };
        assert_eq!((page.as_str(), with.as_str(), *percent, passage.as_str()), ("b", "a", 100, BODY));
    }
}
