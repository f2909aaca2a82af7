//! The letters at the head and end of a folded word that tell what kind of word it may be.

use isnad_lexicon::form::Features;

/// The article.
pub const ARTICLE: &str = "ال";

/// «الجسر»
pub fn has_article(form: &str) -> bool {
    form.starts_with(ARTICLE)
}

/// «الجسر», «بالجسر», «للجسر», «والجسر»: the article, a preposition before it or not.
pub fn definite(form: &str) -> bool {
    ["ال", "بال", "لل", "وال"].iter().any(|head| form.starts_with(head))
}

/// «للجسر»
pub fn to_article(form: &str) -> bool {
    form.starts_with("لل")
}

/// «الجسر», «للجسر»: the word with its article and nothing else.
pub fn with_article(form: &str) -> Option<String> {
    let bare = form.strip_prefix(ARTICLE).or_else(|| form.strip_prefix("لل"))?;
    Some(format!("{ARTICLE}{bare}"))
}

/// «والجسر»
pub fn and_article(form: &str) -> bool {
    form.starts_with("وال")
}

/// «للجسر», «بالجسر»: a preposition with the article, whatever the word.
pub fn contracted(form: &str) -> bool {
    to_article(form) || form.starts_with("بال")
}

/// «للجسر», «بالجسر», and words too short for a noun.
pub fn oblique(form: &str) -> bool {
    contracted(form) || form.starts_with("لال") || form.chars().count() < 3
}

/// «للتهدئة»
pub fn to_the(form: &str) -> bool {
    to_article(form) && form.chars().count() > 4
}

/// «بتعرض», «بـ»: the first letter may be a preposition.
pub fn may_be_by(form: &str) -> bool {
    form.starts_with('ب') && form.chars().count() != 2
}

/// The most letters of an active participle in the accusative: «مستغربا».
const PARTICIPLE: usize = 7;

/// «ساخرا», «باكيا», «متنهدا»: the shape of a word that says how somebody does something.
pub fn how(form: &str) -> bool {
    let letters = form.chars().count();
    let active = form.chars().nth(1) == Some('ا') && letters == 5;
    accusative(form) && !construct(form) && (active || participle(form) && letters <= PARTICIPLE)
}

/// «وإنه»: the word without «and».
pub fn behind_and(form: &str) -> &str {
    form.strip_prefix('و').unwrap_or(form)
}

/// «فيه», «خلالها»: in it.
pub fn within(form: &str) -> bool {
    form.starts_with("في") || form.starts_with("خلال")
}

/// «لأحكامه»: the first letter may be «to».
pub fn may_be_to(form: &str) -> bool {
    form.starts_with('ل')
}

/// «بوضوح», «لأحكامه», «كعادته»: the first letter may be a preposition.
pub fn may_be_preposition(form: &str) -> bool {
    form.starts_with(['ب', 'ل', 'ك'])
}

/// «والجسر»: the first letter may be «and».
pub fn joined(form: &str) -> bool {
    form.starts_with('و')
}

/// «نأمل», «سنبني»: may be a verb whose subject is «we».
pub fn our_verb(form: &str) -> bool {
    form.starts_with('ن') || form.starts_with("سن")
}

/// «متهكم»: may be a participle.
pub fn participle(form: &str) -> bool {
    form.starts_with('م')
}

/// «رافضا»: the ending of an indefinite accusative.
pub fn accusative(form: &str) -> bool {
    form.ends_with('ا') && form.chars().count() > 3
}

/// «سماها», «سماهما», «سمانا»: an alef that is a pronoun's.
pub fn in_pronoun_alef(form: &str) -> bool {
    ["ها", "هما", "نا"].iter().any(|pronoun| form.ends_with(pronoun))
}

/// «رافضا», «علا»
pub fn in_alef(form: &str) -> bool {
    form.ends_with('ا')
}

/// «أمني»
pub fn nisba(form: &str) -> bool {
    form.ends_with('ي')
}

/// «منكوبة»: the passive participle of three letters in the feminine, without the article.
pub fn in_passive_feminine(form: &str) -> bool {
    let letters: Vec<char> = form.chars().collect();
    matches!(letters[..], ['م', _, _, 'و', _, 'ه'])
}

/// «الإرهابية», «الأشد»: a nisba or an elative with the article.
pub fn definite_adjective(form: &str) -> bool {
    let Some(stem) = form.strip_prefix("ال") else { return false };
    let letters = stem.chars().count();
    letters > 3 && nisba(stem.strip_suffix('ه').unwrap_or(stem)) || stem.starts_with('ا') && (3..=4).contains(&letters)
}

/// «المسؤولون»
pub fn masculine_plural(form: &str) -> bool {
    form.ends_with("ون")
}

/// «المسؤولين»
pub fn oblique_plural(form: &str) -> bool {
    form.ends_with("ين")
}

/// «مادتي», «وزارتا»: a feminine dual without its n, which waits for whose it is.
pub fn construct(form: &str) -> bool {
    (form.ends_with("تي") || form.ends_with("تا")) && form.chars().count() > 4 && !has_article(form)
}

/// «عسكريون», «عسكريين»: a nisba in the masculine plural.
pub fn plural_nisba(form: &str) -> bool {
    form.ends_with("يون") || form.ends_with("يين")
}

/// «مسؤولو»: a masculine plural without its n, which waits for whose it is.
pub fn plural_construct(form: &str) -> bool {
    form.ends_with('و') && form.chars().count() > 3 && !has_article(form)
}

/// «السلطات»
pub fn feminine_plural(form: &str) -> bool {
    form.ends_with("ات")
}

/// «أغلقت»: the ending of a verb in the past whose subject is feminine.
pub fn feminine_past(form: &str) -> bool {
    form.ends_with('ت') && !feminine_plural(form) && form.chars().count() > 3
}

/// «نظيره», «مدينة»: a pronoun or a ta marbuta, which fold to one letter.
pub fn in_ha(form: &str) -> bool {
    form.ends_with('ه')
}

/// «نظيره», where the last letter is no ta marbuta.
pub fn his(form: &str) -> bool {
    in_ha(form)
}

/// «نظيرها»
pub fn hers(form: &str) -> bool {
    form.ends_with("ها")
}

/// «نظيرهم»
pub fn theirs(form: &str) -> bool {
    form.ends_with("هم")
}

/// «إغراءات», «يتزعمها»: an ending that no name has.
pub fn inflected(form: &str) -> bool {
    feminine_plural(form) || hers(form) || theirs(form) || form.ends_with("هما")
}

/// «كتابي», «كتابك»: a pronoun that no verb of saying has. «أخبرني» has one.
pub fn of_nouns(form: &str) -> bool {
    form.ends_with('ك') || form.ends_with('ي') && !form.ends_with("ني")
}

/// The gender and number of an attached pronoun, as a verb would have them.
pub fn of_pronoun(form: &str) -> Features {
    let of = if theirs(form) || form.ends_with("هن") {
        Features::PLURAL
    } else if hers(form) {
        Features::FEMININE
    } else {
        Features::empty()
    };
    Features::PAST | of
}

/// Whether a body's first word is surely masculine: with the article, and neither feminine nor a broken plural in form
/// (النظام، الجيش; not القوات، الفصائل).
pub fn masculine_head(form: &str) -> bool {
    let bare = form.trim_start_matches('و');
    has_article(bare) && !bare.contains("ائ") && !feminine_plural(bare) && !bare.ends_with(['ه', 'ا', 'ي'])
}
