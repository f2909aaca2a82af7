//! A correction: what a person says that a claim says, put in the place of what was read.

use isnad_lexicon::fold::fold_key;
use isnad_model::{ActorMention, Article, Attribution, Claim, ClaimKind, EntityId, Event, Fields, Granularity, Group, Mode, Name};

/// What a person would have a claim say; what is absent stays as it was read, `Some(None)` takes a value away.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)] // as the fields of a claim
pub struct Correction {
    pub modality: Option<isnad_model::Modality>,
    pub speaker: Option<Option<String>>,
    pub measure: Option<isnad_model::Measure>,
    pub low: Option<Option<isnad_model::Quantity>>,
    pub high: Option<Option<isnad_model::Quantity>>,
    pub qualifier: Option<isnad_model::Qualifier>,
    pub group: Option<String>,
    pub event_type: Option<isnad_model::EventType>,
    pub what: Option<Option<isnad_model::What>>,
    pub mode: Option<Mode>,
    pub place: Option<Option<String>>,
    pub time: Option<Option<String>>,
}

impl Correction {
    /// What a claim would have otherwise than it was read. A form gives all values of a claim, also those that it lets stand: these are
    /// not asked of the page again.
    fn beyond(&self, read: &Fields) -> Self {
        let text = |asked: &Option<Option<String>>, read: &Option<String>| asked.clone().filter(|asked| asked != read);
        Correction {
            modality: self.modality.filter(|asked| *asked != read.modality),
            speaker: text(&self.speaker, &read.speaker),
            measure: self.measure.filter(|asked| Some(*asked) != read.measure),
            low: self.low.filter(|asked| *asked != read.low),
            high: self.high.filter(|asked| *asked != read.high),
            qualifier: self.qualifier.filter(|asked| Some(*asked) != read.qualifier),
            group: self.group.clone().filter(|asked| Some(asked.as_str()) != read.group.as_ref().map(|g| g.as_str())),
            event_type: self.event_type.filter(|asked| Some(*asked) != read.event_type),
            what: self.what.filter(|asked| *asked != read.what),
            mode: self.mode.filter(|asked| Some(*asked) != read.mode),
            place: text(&self.place, &read.place),
            time: text(&self.time, &read.time),
        }
    }
}

/// What a correction leaves of a claim, or what is wrong with it. Speakers, places and groups are named as the page names them:
/// a value that the page does not have is no correction of it.
pub fn corrected(asked: &Correction, claim: &Claim, article: &Article, resolve: impl Fn(&str) -> EntityId) -> Result<Fields, String> {
    let mut fields = Fields::of(claim);
    let asked = asked.beyond(&fields);
    let no = |what: &str| Err(format!("a {} has no {what}", isnad_model::written(&claim.kind.fact()).unwrap_or_default()));
    let (figure, event) = (matches!(claim.kind, ClaimKind::Figure(_)), matches!(claim.kind, ClaimKind::Event(_)));
    if !figure
        && (asked.measure.is_some() || asked.low.is_some() || asked.high.is_some() || asked.qualifier.is_some() || asked.group.is_some())
    {
        return no("measure, bounds, qualifier or group");
    }
    if !event && (asked.event_type.is_some() || asked.what.is_some()) {
        return no("type");
    }
    if !(figure || event) && (asked.place.is_some() || asked.time.is_some()) {
        return no("place or time of its own");
    }
    if asked.mode.is_some() && !matches!(claim.kind, ClaimKind::Statement(_)) {
        return no("mode");
    }
    let actor = |named: &str| {
        let found = article.actors.iter().find(|a| is_called(named, &a.id, a.spelling(), &a.name, &resolve));
        found.map(|a| a.id.clone()).ok_or_else(|| format!("the page names nobody «{named}»"))
    };
    fields.modality = asked.modality.unwrap_or(fields.modality);
    fields.measure = asked.measure.or(fields.measure);
    fields.qualifier = asked.qualifier.or(fields.qualifier);
    fields.event_type = asked.event_type.or(fields.event_type);
    fields.mode = asked.mode.or(fields.mode);
    if let Some(low) = asked.low {
        fields.low = low;
    }
    if let Some(high) = asked.high {
        fields.high = high;
    }
    if let Some(what) = asked.what {
        fields.what = what;
    }
    if let Some(speaker) = &asked.speaker {
        fields.speaker = speaker.as_deref().map(actor).transpose()?;
    }
    if let Some(group) = &asked.group {
        fields.group = Some(match Group::from(group.as_str()) {
            Group::Actor(named) => Group::Actor(actor(&named)?),
            known => known,
        });
    }
    if let Some(place) = &asked.place {
        let find = |named: &str| {
            let found = article.places.iter().find(|p| is_called(named, &p.id, p.spelling(), &p.name, &resolve));
            found.map(|p| p.id.clone()).ok_or_else(|| format!("the page names no place «{named}»"))
        };
        fields.place = place.as_deref().map(find).transpose()?;
    }
    if let Some(time) = &asked.time {
        if let Some(wrong) = time.as_deref().filter(|t| crate::pieces::first_day(t).is_none()) {
            return Err(format!("«{wrong}» is no time of ISO 8601 such as 2024-05-06"));
        }
        fields.time = time.clone();
    }
    match (fields.low, fields.high) {
        (Some(low), Some(high)) if low > high => return Err("the lower bound is above the upper one".to_owned()),
        (None, None) if figure => return Err("a figure has a lower or an upper bound".to_owned()),
        (low, high) if low.into_iter().chain(high).any(|q| !q.0.is_finite() || q.0 < 0.0) => {
            return Err("a bound is a number from 0 on".to_owned());
        }
        _ => {}
    }
    if fields == Fields::of(claim) {
        return Err("that is what was read; accept it instead".to_owned());
    }
    Ok(fields)
}

fn is_called(named: &str, id: &str, exact: &str, name: &Name, resolve: &impl Fn(&str) -> EntityId) -> bool {
    let key = fold_key(named);
    id == named
        || resolve(id) == named
        || [Some(exact), name.ar.as_deref(), name.en.as_deref()].into_iter().flatten().any(|n| fold_key(n) == key)
}

/// Puts fields in the place of a claim's own.
pub fn apply(fields: &Fields, claim: &mut Claim, actors: &[ActorMention]) {
    claim.modality = fields.modality;
    match &mut claim.kind {
        ClaimKind::Figure(figure) => {
            figure.measure = fields.measure.unwrap_or(figure.measure);
            (figure.low, figure.high) = (fields.low, fields.high);
            figure.qualifier = fields.qualifier.unwrap_or(figure.qualifier);
            figure.group = fields.group.clone().unwrap_or_else(|| figure.group.clone());
            figure.place.clone_from(&fields.place);
            figure.asof.clone_from(&fields.time);
        }
        ClaimKind::Event(event) => event_of(event, fields),
        ClaimKind::Statement(statement) => {
            statement.mode = fields.mode.unwrap_or(statement.mode);
            if let Some(first) = claim.attribution.first_mut() {
                first.mode = statement.mode;
            }
        }
        ClaimKind::Quote => {}
    }
    speaker(fields.speaker.as_ref(), claim, actors);
}

fn event_of(event: &mut Event, fields: &Fields) {
    event.event_type = fields.event_type.unwrap_or(event.event_type);
    event.what = fields.what;
    event.place.clone_from(&fields.place);
    if event.date != fields.time {
        event.granularity = fields.time.as_ref().map(|t| match t.len() {
            0..=4 => Granularity::Year,
            5..=7 => Granularity::Month,
            8..=10 => Granularity::Day,
            11..=13 => Granularity::Hour,
            _ => Granularity::Minute,
        });
        event.date.clone_from(&fields.time);
    }
}

/// The speaker nearest to the fact; the rest of the chain stays, since whoever quotes goes on quoting.
fn speaker(id: Option<&EntityId>, claim: &mut Claim, actors: &[ActorMention]) {
    if claim.attribution.first().map(|a| &a.id) == id {
        return;
    }
    let Some(id) = id else {
        claim.attribution.clear();
        return;
    };
    // The mention in the sentence, else the last before it, else any.
    let away = |a: &&ActorMention| {
        let inside = claim.sentence.start <= a.start && a.end <= claim.sentence.end;
        (!inside, a.start > claim.end, a.start.abs_diff(claim.start))
    };
    let Some(mention) = actors.iter().filter(|a| a.id == *id).min_by_key(away) else { return };
    let old = claim.attribution.first();
    let link = Attribution {
        id: mention.id.clone(),
        name: mention.spelling().to_owned(),
        kind: mention.kind,
        cue: old.map(|a| a.cue.clone()).unwrap_or_default(),
        mode: old.map_or(Mode::Said, |a| a.mode),
        start: mention.start,
        end: mention.end,
    };
    match claim.attribution.first_mut() {
        Some(first) => *first = link,
        None => claim.attribution.push(link),
    }
}
