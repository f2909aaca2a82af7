//! Agencies that a page credits: for its words, or for a picture only.

use std::cell::OnceCell;
use std::ops::Range;

use isnad_lexicon::fold::fold_key;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{CarrierKind, Cue, Frame, PageLabelKind, WordRole};
use isnad_lexicon::{Lexicon, Subject};
use isnad_model::{Article, BlockKind, Credit, CreditScope, EntityType, Span};
use isnad_text::{Document, time};
use rustc_hash::FxHashSet;

use crate::letters;
use crate::mention::{Mention, Mentions};
use crate::particle;

/// A dateline's agency stands within this many tokens of its paragraph's start.
const DATELINE: usize = 10;
/// And within this many where a full date stands before it.
const DATED: usize = 16;
/// The most tokens of a line that credits a source.
const LINE: usize = 24;
/// A source phrase stands at most this many tokens before the agency it names.
const SOURCE: usize = 6;
/// And the label of pictures this many.
const PICTURE: usize = 4;

/// Finds the credits. An agency that a page merely quotes is none.
pub fn find(article: &Article, document: &Document, lexicon: &Lexicon, mentions: &Mentions) -> Vec<Credit> {
    let mut found: Vec<Credit> = Vec::new();
    let labels = OnceCell::new();
    for mention in mentions.all.iter().filter(|m| m.carrier) {
        let entity = mentions.entity(mention);
        let is_agency = lexicon.tables.agencies.iter().any(|a| a.id == entity.id && a.kind == CarrierKind::Agency);
        if !is_agency {
            continue;
        }
        let Span { start, end } = document.offsets.span(document.text, document.folded.source_bytes(mention.tokens.clone()));
        let block = article.blocks.iter().find(|b| b.start <= start && end <= b.end);
        let labels = labels.get_or_init(|| Labels::new(lexicon));
        // «أنقرة / فلان / الأناضول», «…، حسبما أفادت وكالة (د ب أ).»: what only looks like a picture's caption.
        let caption = block.is_some_and(|b| b.kind == BlockKind::Caption)
            && !stands_at_city(document, mentions, mention)
            && !document
                .sentences
                .get(document.sentence_of(mention.tokens.start))
                .is_some_and(|s| ends_as_source(document, lexicon, labels, mentions, mention, &s.tokens));
        let scope = if caption || of_pictures(document, labels, mention, &paragraph(document, mention.tokens.start)) {
            CreditScope::Photo
        } else if credits_text(document, lexicon, labels, mentions, mention) {
            CreditScope::Text
        } else {
            continue;
        };
        let exact = document.exact(mention.tokens.clone()).to_owned();
        if !found.iter().any(|c| c.agency == entity.id && c.scope == scope && c.exact == exact) {
            found.push(Credit { agency: entity.id.clone(), scope, start, end, exact });
        }
    }
    found
}

fn credits_text(document: &Document, lexicon: &Lexicon, labels: &Labels, mentions: &Mentions, mention: &Mention) -> bool {
    let Some(sentence) = document.sentences.get(document.sentence_of(mention.tokens.start)) else { return false };
    let paragraph = paragraph(document, mention.tokens.start);
    in_credit_bracket(document, labels, mentions, mention, &paragraph)
        || only_carriers(document, labels, mentions, &paragraph)
        || behind_label(document, labels, mention, &paragraph)
        || in_dateline(document, lexicon, mention, &paragraph)
        || behind_last_sentence(document, labels, mentions, mention, &paragraph)
        || ends_as_source(document, lexicon, labels, mentions, mention, &sentence.tokens)
}

/// «أنقرة / سالم الحمدان / الأناضول»: a line of slashes that begins with a place and ends with the agency.
fn stands_at_city(document: &Document, mentions: &Mentions, mention: &Mention) -> bool {
    let line = paragraph(document, mention.tokens.start);
    let place = mentions.beginning_in(line.start..line.start + 1).first().filter(|m| mentions.entity(m).kind == EntityType::Place);
    let slash = |t: usize| document.form(t) == "/";
    line.len() <= DATED
        && mention.tokens.end == line.end
        && slash(mention.tokens.start.saturating_sub(1))
        && place.is_some_and(|m| slash(m.tokens.end))
}

/// Words that stand at the names of carriers.
struct Labels {
    /// «المصدر», «وكالات»
    source: FxHashSet<String>,
    /// «للأنباء», «الرسمية»
    tail: FxHashSet<String>,
    /// «مع» of «بالاتفاق مع», «عن» of «نقلا عن»: words of labels that have several
    part: FxHashSet<String>,
    /// «صورة», «الصور»
    photo: FxHashSet<String>,
    /// «و»
    and: Vec<String>,
}

impl Labels {
    fn new(lexicon: &Lexicon) -> Self {
        let of = |kind| lexicon.tables.page_labels.iter().filter(|l| l.kind == kind).flat_map(|l| &l.forms).map(|f| fold_key(f)).collect();
        let and = lexicon.clitics().prefixes.iter().filter(|(_, role)| *role == Prefix::AND).map(|(prefix, _)| prefix.clone());
        let mut source: FxHashSet<String> = of(PageLabelKind::Source);
        // «كتب: أ ف ب»
        source.extend(of(PageLabelKind::Byline));
        let part = source.iter().filter(|l| l.contains(' ')).flat_map(|l| l.split(' ').map(str::to_owned)).collect();
        Labels { part, source, tail: of(PageLabelKind::CarrierTail), photo: of(PageLabelKind::Photo), and: and.collect() }
    }
}

/// The tokens of the paragraph that holds a token.
fn paragraph(document: &Document, token: usize) -> Range<usize> {
    let at = document.sentence_of(token);
    let Some(number) = document.sentences.get(at).map(|s| s.paragraph) else { return token..token };
    let of = |s: &&isnad_text::Sentence| s.paragraph == number;
    let start = document.sentences[..=at].iter().rev().take_while(of).last().map_or(token, |s| s.tokens.start);
    let end = document.sentences[at..].iter().take_while(of).last().map_or(token, |s| s.tokens.end);
    start..end
}

/// «(أ.ف.ب / د.ب.أ، رويترز)» at a paragraph's head or end.
fn in_credit_bracket(document: &Document, labels: &Labels, mentions: &Mentions, mention: &Mention, paragraph: &Range<usize>) -> bool {
    let open = (paragraph.start..mention.tokens.start).rev().take(24).find(|t| document.form(*t) == "(");
    let Some(open) = open else { return false };
    let Some(close) = (mention.tokens.end..paragraph.end.min(mention.tokens.end + 24)).find(|t| document.form(*t) == ")") else {
        return false;
    };
    let carriers = (open + 1..close).all(|t| is_carrier_or_mark(document, labels, mentions, t));
    let place =
        open <= paragraph.start + DATELINE || close + 3 >= paragraph.end || close + 1 < document.len() && document.form(close + 1) == "-";
    // «قالت وكالة أنباء الإمارات (وام)»: another name of whoever was named.
    let gloss = close + 3 < paragraph.end
        && open > paragraph.start
        && (speaks(document, paragraph.start..open)
            || mentions.all.iter().any(|m| {
                let actor = mentions.entity(m).actor_type().is_some();
                actor && m.tokens.end <= open && m.tokens.end + 1 >= open && m.tokens.start >= paragraph.start
            }));
    carriers && place && !gloss
}

/// Whether somebody speaks in a stretch: a dateline is behind it.
fn speaks(document: &Document, mut tokens: Range<usize>) -> bool {
    tokens.any(|t| document.hits.of(t, Subject::Cue).any(|h| h.features.intersects(Features::PAST | Features::PRESENT)))
}

/// «الصور من واس», «تصوير: رويترز»: the label of pictures right before the name.
fn of_pictures(document: &Document, labels: &Labels, mention: &Mention, paragraph: &Range<usize>) -> bool {
    if mention.tokens.end + PICTURE < paragraph.end {
        return false;
    }
    let words = |t: &usize| document.form(*t).chars().any(char::is_alphanumeric);
    let near = mention.tokens.start.saturating_sub(PICTURE)..mention.tokens.start;
    let mut before = near.rev().take_while(|t| document.form(*t) != "\n").filter(words);
    let first = before.next();
    let label = first.filter(|t| document.form(*t) != "من").or_else(|| before.next());
    label.is_some_and(|t| labels.photo.contains(document.form(t)))
}

fn is_carrier_or_mark(document: &Document, labels: &Labels, mentions: &Mentions, token: usize) -> bool {
    let form = document.form(token);
    mentions.all.iter().any(|m| m.carrier && m.tokens.contains(&token))
        || form.chars().all(|c| !c.is_alphanumeric())
        || labels.and.iter().any(|and| and == form)
        || labels.source.contains(form)
        || labels.tail.contains(form)
}

/// A line of nothing but carriers: «رويترز», «أ ف ب - رويترز», «المصدر: رويترز».
fn only_carriers(document: &Document, labels: &Labels, mentions: &Mentions, paragraph: &Range<usize>) -> bool {
    let fits = |t: usize| is_carrier_or_mark(document, labels, mentions, t) || labels.part.contains(document.form(t));
    paragraph.len() <= LINE && paragraph.clone().all(fits)
}

/// «… في العالم. «رويترز»», «… قالت الشرطة. أ ب»: nothing but carriers behind a paragraph's last full stop.
fn behind_last_sentence(document: &Document, labels: &Labels, mentions: &Mentions, mention: &Mention, paragraph: &Range<usize>) -> bool {
    if mention.tokens.end + LINE < paragraph.end {
        return false;
    }
    let behind = (mention.tokens.end..paragraph.end).all(|t| is_carrier_or_mark(document, labels, mentions, t));
    let run = (paragraph.start..mention.tokens.start).rev().take_while(|t| is_carrier_or_mark(document, labels, mentions, *t));
    behind && mention.attached == 0 && run.map(|t| document.form(t)).any(|form| matches!(form, "." | "؟" | "!"))
}

/// «المصدر: الجزيرة + رويترز»: in a line that begins with the label of a source.
fn behind_label(document: &Document, labels: &Labels, mention: &Mention, paragraph: &Range<usize>) -> bool {
    let open = (paragraph.start..mention.tokens.start).rev().find(|t| document.form(*t) == "(").map_or(paragraph.start, |t| t + 1);
    let stands = |start: usize| labels.source.contains(document.form(start)) && matches!(document.form(start + 1), ":" | "/" | "-" | "|");
    (stands(paragraph.start) && paragraph.len() <= LINE) || (stands(open) && mention.tokens.end - open <= LINE)
}

/// «القاهرة - رويترز:», «(رويترز) –», «نيويورك (أ ف ب)», «واس - الرياض».
fn in_dateline(document: &Document, lexicon: &Lexicon, mention: &Mention, paragraph: &Range<usize>) -> bool {
    // «الميناء 12-3-2023 وفا -»
    let dated = mention.tokens.start > paragraph.start && time::ends_date(document, lexicon, mention.tokens.start - 1);
    let near = mention.tokens.end <= paragraph.start + if dated { DATED } else { DATELINE };
    // «باكو - «رويترز»:», not «وقال لـ«رويترز»:».
    let quoted = mention.tokens.start > paragraph.start && matches!(document.form(mention.tokens.start - 1), "«" | "\"");
    let start = mention.tokens.start - usize::from(quoted);
    let end = mention.tokens.end + usize::from(quoted && matches!(document.form(mention.tokens.end), "»" | "\""));
    let mark = |t: usize| matches!(document.form(t), "-" | ":" | "(" | ")" | "/" | "،" | "|" | ".");
    let before = start == paragraph.start || mark(start - 1) || dated;
    let after = document.form(end);
    near && before
        && !speaks(document, paragraph.start..start)
        && (end >= paragraph.end || matches!(after, "-" | ":" | ")" | "/" | "." | "\n" | "،" | "|"))
        && !(after == "،" && start == paragraph.start)
        && !(after == ":" && start == paragraph.start && paragraph.len() > 60)
}

/// «…، بحسب رويترز.», «…، وفق ما ذكرت وكالة الأنباء السورية «سانا» أمس (الاثنين).», «…، كما نقلت «رويترز».»: the source of the
/// sentence, named at its end.
fn ends_as_source(
    document: &Document,
    lexicon: &Lexicon,
    labels: &Labels,
    mentions: &Mentions,
    mention: &Mention,
    sentence: &Range<usize>,
) -> bool {
    let of_time = |t: usize| document.hits.of(t, Subject::TimeWord).next().is_some();
    let last = (mention.tokens.end..sentence.end).all(|t| is_carrier_or_mark(document, labels, mentions, t) || of_time(t));
    let is_cue = |t: usize| {
        let as_said = t > sentence.start && particle::at(document, lexicon, t - 1, WordRole::AsSaid).is_some();
        document.hits.of(t, Subject::Cue).any(|h| {
            let frames = |cue: &Cue| cue.frames.contains(&Frame::Source) || as_said && h.features.contains(Features::PAST);
            lexicon.tables.cues.get(h.row()).is_some_and(frames)
        })
    };
    let source = (mention.tokens.start.saturating_sub(SOURCE).max(sentence.start)..mention.tokens.start).rev().find(|t| is_cue(*t));
    // «وفقا لرويترز», but «بحسب ما قال ضابط لرويترز»: told to the agency, not by it.
    let told_to = mention.attached > 0
        && letters::may_be_to(document.form(mention.tokens.start))
        && source.is_some_and(|t| (t + 1..mention.tokens.start).any(|t| document.form(t).chars().any(char::is_alphanumeric)));
    last && source.is_some() && !told_to
}
