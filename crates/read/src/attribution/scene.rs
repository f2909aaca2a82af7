//! What stands where: the mentions, particles and quotations of a text by token.

use std::ops::Range;

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Occasion, Preposition, Word, WordRole};
use isnad_lexicon::{Hit, Lexicon, Subject};
use isnad_model::EntityType;
use isnad_text::Document;

use crate::act::Speaker;
use crate::mention::{Added, Entity, Mention, Mentions};
use crate::{letters, particle};

/// The most words between «لم يكن» and the verb it denies.
const NEGATION: usize = 8;

/// The fewest letters of a word taken for a name because nothing else is known of it.
const NAME: usize = 4;

/// A text with what was found in it, looked up by token.
pub struct Scene<'a> {
    pub document: &'a Document<'a>,
    pub lexicon: &'a Lexicon,
    pub mentions: &'a Mentions,
    /// For every token, the actor mention that holds it, counted from 1.
    actor: Vec<u32>,
    /// For every token, the outermost quotation that holds it, counted from 1.
    quotation: Vec<u32>,
    added: std::cell::RefCell<Vec<Added>>,
}

impl<'a> Scene<'a> {
    pub fn new(document: &'a Document<'a>, lexicon: &'a Lexicon, mentions: &'a Mentions) -> Self {
        let mut actor = vec![0; document.len()];
        for (at, mention) in mentions.all.iter().enumerate() {
            if mentions.entity(mention).actor_type().is_some() {
                actor[mention.tokens.clone()].fill(at as u32 + 1);
            }
        }
        let mut quotation = vec![0; document.len()];
        for (at, q) in document.quotations.iter().enumerate().rev() {
            quotation[q.inner.clone()].fill(at as u32 + 1);
        }
        Scene { document, lexicon, mentions, actor, quotation, added: std::cell::RefCell::default() }
    }

    /// The speakers that had no mention.
    pub fn into_added(self) -> Vec<Added> {
        self.added.into_inner()
    }

    /// The actor mention that holds a token.
    pub fn actor_over(&self, token: usize) -> Option<&'a Mention> {
        let at = *self.actor.get(token)? as usize;
        self.mentions.all.get(at.checked_sub(1)?)
    }

    /// The actor mention that begins at a token.
    pub fn actor_at(&self, token: usize) -> Option<&'a Mention> {
        self.actor_over(token).filter(|m| m.tokens.start == token)
    }

    /// The outermost quotation that holds a token (index into the document's).
    pub fn quotation_over(&self, token: usize) -> Option<usize> {
        (*self.quotation.get(token)? as usize).checked_sub(1)
    }

    /// What a mark at a token opens: the tokens between it and its partner.
    pub fn opened_at(&self, token: usize) -> Option<Range<usize>> {
        let quotations = &self.document.quotations;
        let first = quotations.partition_point(|q| q.inner.start <= token);
        quotations.get(first).filter(|q| q.inner.start == token + 1 && self.is_mark(token)).map(|q| q.inner.clone())
    }

    /// Whether a word is nothing that the lexicon knows but a person's name: «هورموزلو».
    pub fn is_name_like(&self, token: usize) -> bool {
        let known = self.document.hits.at(token).iter().any(|h| h.subject != Subject::GivenName);
        let word = self.document.folded.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Word && !t.marbuta);
        word && !known && self.document.form(token).chars().count() >= NAME && !letters::has_article(self.document.form(token))
    }

    /// Whether two tokens stand in the same quotation.
    pub fn same_quotation(&self, a: usize, b: usize) -> bool {
        self.quotation_over(a).is_some_and(|q| self.quotation_over(b) == Some(q))
    }

    /// The longest particle of a role that begins at a token.
    pub fn word(&self, token: usize, role: WordRole) -> Option<&Hit> {
        particle::at(self.document, self.lexicon, token, role)
    }

    /// The row of a particle's hit.
    pub fn row(&self, hit: &Hit) -> Option<&Word> {
        self.lexicon.tables.words.get(hit.row())
    }

    /// The first of the roles given that a particle at a token has, and where it ends.
    pub fn any_word(&self, token: usize, roles: &[WordRole]) -> Option<(WordRole, usize)> {
        self.document.hits.of(token, Subject::Word).find_map(|h| {
            let role = self.row(h)?.role;
            roles.contains(&role).then_some((role, h.end as usize))
        })
    }

    /// Whether a particle of one of the roles ends right before a token, commas aside.
    pub fn role_before(&self, token: usize, roles: &[WordRole]) -> bool {
        let mut end = token;
        while end > 0 && self.is_comma(end - 1) {
            end -= 1;
        }
        (end.saturating_sub(4)..end).any(|start| {
            self.document
                .hits
                .of(start, Subject::Word)
                .any(|h| h.end as usize == end && self.row(h).is_some_and(|w| roles.contains(&w.role)))
        })
    }

    /// The particle of a role that ends right before a token.
    pub fn word_before(&self, token: usize, role: WordRole) -> Option<Range<usize>> {
        particle::before(self.document, self.lexicon, token, role).map(Hit::tokens)
    }

    /// «بقوة 7 درجات (6,8 وفق المعهد)»: what stands in the brackets around a token.
    pub fn bracket_over(&self, token: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let open = (sentence.start..token).rev().find(|t| matches!(self.document.form(*t), "(" | ")"))?;
        let close = (token..sentence.end).find(|t| self.document.form(*t) == ")")?;
        (self.document.form(open) == "(").then_some(open + 1..close)
    }

    /// The preposition that a token is, with nothing attached to it.
    pub fn preposition(&self, token: usize) -> Option<Preposition> {
        let alone = |h: &&Hit| h.end as usize == token + 1 && h.prefix.is_empty() && !h.pronoun;
        self.document.hits.of(token, Subject::Word).filter(alone).find_map(|h| self.row(h)?.preposition)
    }

    /// Whether a token is one of some prepositions, with nothing attached to it.
    pub fn is_preposition(&self, token: usize, any: &[Preposition]) -> bool {
        self.preposition(token).is_some_and(|p| any.contains(&p))
    }

    /// «قد», with nothing attached to it.
    pub fn is_aspect(&self, token: usize) -> bool {
        self.word(token, WordRole::Aspect).is_some_and(|h| h.prefix.is_empty())
    }

    /// The form of the statement that a token names.
    pub fn occasion(&self, token: usize) -> Option<Occasion> {
        self.word(token, WordRole::Occasion).and_then(|h| self.row(h)?.occasion)
    }

    /// Whether a word has the shape of an adjective with the article: a nisba (الإرهابية) or an elative (الأشد).
    pub fn is_definite_adjective(&self, token: usize) -> bool {
        letters::definite_adjective(self.document.form(token))
    }

    /// Whether a word says «source» and nothing else of whom: «مصدر أمني», «المصادر».
    pub fn is_source(&self, token: usize) -> bool {
        self.occasion(token) == Some(Occasion::Source)
    }

    /// «رئيسها», «قائدهم», «نظيره»: whether a word ends in whose it is.
    pub fn ends_in_pronoun(&self, token: usize) -> bool {
        let form = self.document.form(token);
        letters::hers(form) || letters::theirs(form) || self.ends_in_his(token)
    }

    /// «نظيره»: whether a word ends in «his», not in a ta marbuta.
    pub fn ends_in_his(&self, token: usize) -> bool {
        letters::his(self.document.form(token)) && self.document.folded.tokens.get(token).is_some_and(|t| !t.marbuta)
    }

    /// Whether a word is feminine in form: «المدينة», «السلطات».
    pub fn is_feminine(&self, token: usize) -> bool {
        self.word(token, WordRole::Man).is_none() && self.document.folded.tokens.get(token).is_some_and(|t| t.marbuta)
            || letters::feminine_plural(self.document.form(token))
    }

    /// Whether a token is a comma or semicolon.
    pub fn is_comma(&self, token: usize) -> bool {
        matches!(self.document.form(token), "،" | "," | "؛" | ";")
    }

    /// Whether a token is a number in digits.
    pub fn is_digits(&self, token: usize) -> bool {
        self.document.folded.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Digits)
    }

    /// Whether a token is a mark.
    pub fn is_mark(&self, token: usize) -> bool {
        self.document.folded.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Mark)
    }

    /// Whether the word before a token denies it, «قد» and the subject of «لم يكن» between them.
    pub fn is_negated(&self, token: usize) -> bool {
        let pluperfect = token > 0
            && self.is_aspect(token - 1)
            && (token.saturating_sub(NEGATION)..token)
                .any(|t| self.word(t, WordRole::Denies).is_some() && !(t..token).any(|between| self.is_mark(between)));
        pluperfect || token > 0 && self.any_word(token - 1, &[WordRole::Not, WordRole::Denies]).is_some()
    }

    /// Whether a preposition is written together with a mention's first word.
    pub fn is_oblique(&self, mention: &Mention) -> bool {
        let mut found = false;
        for hit in self.document.hits.at(mention.tokens.start) {
            if !crate::mention::is_naming(hit.subject) || hit.end as usize > mention.tokens.end {
                continue;
            }
            if !hit.prefix.intersects(Prefix::PREPOSITION) {
                return false;
            }
            found = true;
        }
        found
    }

    /// Whether a preposition stands before a mention or is written together with it.
    pub fn is_governed(&self, mention: &Mention) -> bool {
        self.is_oblique(mention)
            || mention.tokens.start > 0
                && (self.word_before(mention.tokens.start, WordRole::Preposition).is_some()
                    || self.word(mention.tokens.start - 1, WordRole::Preposition).is_some())
    }

    /// Whether a mention's gender and number fit a verb that names no subject. Only what is certain
    /// speaks against it.
    pub fn agrees(&self, speaker: &Speaker, verb: Features) -> bool {
        if !verb.intersects(Features::PAST | Features::PRESENT | Features::PARTICIPLE) {
            return true;
        }
        let Some(kind) = self.kind(speaker.entity) else { return true };
        let feminine_head = self.word(speaker.tokens.start, WordRole::Man).is_none() && {
            let first = self.document.form(speaker.tokens.start);
            let marbuta = self.document.folded.tokens[speaker.tokens.start].marbuta;
            // «نظيره» ends in a pronoun.
            // «الأمم المتحدة»
            let adjective = || {
                let next = speaker.tokens.start + 1;
                let feminine = self.document.folded.tokens.get(next).is_some_and(|t| t.marbuta);
                speaker.tokens.contains(&next) && feminine && letters::has_article(first) && letters::has_article(self.document.form(next))
            };
            marbuta || letters::has_article(first) && letters::his(first) || letters::feminine_plural(first) || adjective()
        };
        // A plural verb without a name has people for its subject, one person or one body never.
        if verb.intersects(Features::PLURAL) && !verb.contains(Features::FEMININE) {
            return kind == EntityType::Group || letters::masculine_plural(self.document.form(speaker.tokens.start));
        }
        let feminine = verb.contains(Features::FEMININE);
        match kind {
            EntityType::Person => {
                // «الوزير» is a man; of a family's name nothing is known.
                let short = self.document.form(speaker.tokens.start).len() < 8 || speaker.tokens.len() < 2;
                feminine == feminine_head || short && !self.is_title(speaker.tokens.start)
            }
            // «الجانب الروسي أفاد»
            EntityType::State => {
                feminine
                    || verb.contains(Features::PLURAL)
                    || letters::masculine_head(self.document.form(speaker.tokens.start)) && speaker.tokens.len() > 1
            }
            // «اليونيسف»: a borrowed name of one word goes with both.
            EntityType::Organisation if self.is_borrowed(speaker) => true,
            EntityType::Organisation if feminine => feminine_head || !letters::masculine_head(self.document.form(speaker.tokens.start)),
            EntityType::Organisation => !feminine_head,
            // People in the plural: «وأضافوا», «وأضافت الفصائل».
            EntityType::Group => {
                // «مسؤول أمني», «مصدر طبي» is one.
                let one = speaker.tokens.len() > 1 && {
                    let second = speaker.tokens.start + 1;
                    letters::nisba(self.document.form(second)) && !letters::has_article(self.document.form(second))
                };
                feminine
                    || self.is_source(speaker.tokens.start)
                    || (speaker.tokens.len() == 1 || one)
                        && !feminine_head
                        && !letters::masculine_plural(self.document.form(speaker.tokens.start))
            }
            EntityType::Place => true,
        }
    }

    /// Whether a mention fits a verb that stands before it, which is singular whoever speaks: people in the plural fit any.
    pub fn agrees_behind(&self, speaker: &Speaker, verb: Features) -> bool {
        self.kind(speaker.entity) == Some(EntityType::Group) || self.agrees(speaker, verb)
    }

    /// «الوزير», «الطبيبة»: whether a word with the article says what somebody is.
    fn is_title(&self, token: usize) -> bool {
        let title = |h: &Hit| h.prefix.contains(Prefix::ARTICLE) && h.end as usize == token + 1;
        self.document.hits.of(token, Subject::Role).any(title)
    }

    /// Whether a body is named by one word that is no word of the language but this name.
    fn is_borrowed(&self, speaker: &Speaker) -> bool {
        let at = speaker.tokens.start;
        let word = [Subject::CommonWord, Subject::Word, Subject::NamingWord, Subject::Body];
        speaker.tokens.len() == 1 && word.iter().all(|subject| self.document.hits.of(at, *subject).next().is_none())
    }

    /// What an entity of the page is, also one added here.
    pub fn kind(&self, entity: usize) -> Option<EntityType> {
        let known = self.mentions.entities.get(entity).map(|e| e.kind);
        known.or_else(|| self.added.borrow().get(entity.checked_sub(self.mentions.entities.len())?).map(|a| a.entity.kind))
    }

    /// Whether a mention is of a person.
    pub fn is_person(&self, mention: &Mention) -> bool {
        self.kind(mention.entity) == Some(EntityType::Person)
    }

    /// Adds a speaker that is no one's mention; gives its place among the page's entities.
    pub fn add(&self, entity: Entity, tokens: Range<usize>, attached: usize) -> usize {
        let mut added = self.added.borrow_mut();
        let base = self.mentions.entities.len();
        if let Some(known) = self.mentions.entities.iter().position(|e| e.id == entity.id) {
            return known;
        }
        added.push(Added { entity, tokens, attached });
        base + added.len() - 1
    }

    /// Where the page's own aside begins in what somebody said, outside quotations.
    pub fn aside(&self, content: Range<usize>) -> Option<usize> {
        (content.start + 2..content.end).find(|t| self.word(*t, WordRole::Gloss).is_some() && self.quotation_over(*t).is_none())
    }

    /// The end of a stretch without the marks and joining words at its end. «أفرجنا عنه في وقت سابق»: words that end the sentence or
    /// a quotation, with no comma before them, belong to what is said.
    pub fn trim_end(&self, tokens: Range<usize>) -> usize {
        let mut end = tokens.end.min(self.document.len());
        let sentence = self.document.sentences.get(self.document.sentence_of(end.saturating_sub(1))).map_or(end, |s| s.tokens.end);
        let cut = (end..sentence).any(|t| self.document.folded.tokens[t].kind == TokenKind::Word);
        while end > tokens.start {
            let closes = self.is_mark(end - 1) && !matches!(self.document.form(end - 1), ")" | "%");
            if closes || self.document.folded.tokens[end - 1].kind == TokenKind::Break {
                end -= 1;
            } else if let Some(from) = (end.saturating_sub(4).max(tokens.start)..end).find(|s| {
                *s > tokens.start
                    && (cut || self.is_mark(*s - 1))
                    && self.quotation_over(*s).is_none()
                    && self.document.hits.of(*s, Subject::Word).any(|h| {
                        let hangs = |role| match role {
                            WordRole::Conjunction | WordRole::Turn => true,
                            // «…، في | ما وصفه»
                            WordRole::Preposition => cut && self.is_comma(*s - 1) && !h.pronoun,
                            _ => false,
                        };
                        h.end as usize == end && self.row(h).is_some_and(|w| hangs(w.role))
                    })
            }) {
                end = from;
            } else {
                break;
            }
        }
        end
    }
}
