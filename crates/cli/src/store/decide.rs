//! `isnad decide`, `isnad decisions` and `isnad reread`.

use clap::{Args, Subcommand};
use isnad_model::{
    ClaimRef, Decision, DecisionKind, EventType, Fields, Measure, Modality, Mode, Qualifier, Quantity, What, meant, written,
};
use isnad_page::Rules;
use isnad_store::{Correction, DecisionLine, Judgement, Reread, Standing, Store};
use rayon::prelude::*;

use super::args::{Db, Lines, Listing, word};
use super::{existing, print, read};
use crate::output::json;
use crate::pages::{self, complain};
use crate::{ALL_READ, Fault, SOME_FAILED};

/// A person's judgement.
#[derive(Debug, Subcommand)]
pub enum Decide {
    /// The page says what was read
    Accept {
        /// The claim, as `isnad claims` lists it
        #[arg(value_name = "PAGE#CLAIM", value_parser = claim)]
        claim: ClaimRef,
        #[command(flatten)]
        signed: Signed,
    },
    /// The page does not say so: the claim counts for nothing
    Reject {
        /// The claim, as `isnad claims` lists it
        #[arg(value_name = "PAGE#CLAIM", value_parser = claim)]
        claim: ClaimRef,
        #[command(flatten)]
        signed: Signed,
    },
    /// The page says something else: what is given stands in the place of what was read
    #[command(
        after_help = "`none` takes a value away. Speakers, places and actors are named as the page names them, or by their ids.\n\nExamples:\n  isnad decide correct flood-1.html#c4 --low 32 --high none --qualifier at_least --by Layla --reason 'the page says at least'\n  isnad decide correct flood-1.html#c4 --speaker none --by Layla"
    )]
    Correct {
        /// The claim, as `isnad claims` lists it
        #[arg(value_name = "PAGE#CLAIM", value_parser = claim)]
        claim: ClaimRef,
        #[command(flatten)]
        correction: Box<Corrected>,
        #[command(flatten)]
        signed: Signed,
    },
    /// This figure is the best of its series, from its day on
    Pin {
        /// The figure, as `isnad claims` lists it
        #[arg(value_name = "PAGE#CLAIM", value_parser = claim)]
        claim: ClaimRef,
        #[command(flatten)]
        signed: Signed,
    },
    /// Two stories are one
    Merge {
        /// A story's number
        story: String,
        /// The other's
        other: String,
        #[command(flatten)]
        signed: Signed,
    },
    /// Some pages of a story are another story
    Split {
        /// The story's number
        story: String,
        /// The pages that go
        #[arg(required = true, value_name = "PAGE")]
        pages: Vec<String>,
        #[command(flatten)]
        signed: Signed,
    },
    /// Two entities are one: everywhere the first goes by the second's name
    Join {
        /// The id of the one, as `isnad claims` shows it
        entity: String,
        /// The id of the one that it is
        into: String,
        #[command(flatten)]
        signed: Signed,
    },
    /// An earlier decision no longer holds
    Undo {
        /// Its number, as `isnad decisions` lists it
        decision: i64,
        #[command(flatten)]
        signed: Signed,
    },
}

/// Who decides, and why.
#[derive(Debug, Args)]
pub struct Signed {
    /// Who decides
    #[arg(long, env = "ISNAD_BY", value_name = "NAME")]
    by: String,
    /// Why
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    #[command(flatten)]
    db: Db,
    /// What to write
    #[arg(long, value_enum, default_value_t = Lines::Text)]
    format: Lines,
}

/// A value, or `none`.
#[derive(Clone, Debug)]
struct Maybe<T>(Option<T>);

/// What a claim says instead.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct Corrected {
    /// The lower bound, or `none`
    #[arg(long, value_parser = maybe::<Quantity>)]
    low: Option<Maybe<Quantity>>,
    /// The upper bound, or `none`
    #[arg(long, value_parser = maybe::<Quantity>)]
    high: Option<Maybe<Quantity>>,
    /// How exact it is
    #[arg(long, value_parser = word::<Qualifier>())]
    qualifier: Option<Qualifier>,
    /// What is counted, such as `killed`
    #[arg(long, value_parser = word::<Measure>())]
    measure: Option<Measure>,
    /// Whom it counts: all, civilians, children …, or an actor that the page names
    #[arg(long)]
    group: Option<String>,
    /// PLOVER type of an event, such as ASSAULT
    #[arg(long = "type", value_name = "TYPE", value_parser = word::<EventType>())]
    event_type: Option<EventType>,
    /// What happened, such as `shelling`, or `none`
    #[arg(long, value_parser = maybe::<What>)]
    what: Option<Maybe<What>>,
    /// How the speaker of a statement stands to it, such as `announced`
    #[arg(long, value_parser = word::<Mode>())]
    mode: Option<Mode>,
    /// Asserted, or in which other way
    #[arg(long, value_parser = word::<Modality>())]
    modality: Option<Modality>,
    /// Who says it, as the page names them; `none` where the page says it itself
    #[arg(long, value_parser = name)]
    speaker: Option<Maybe<String>>,
    /// Where, as the page names it, or `none`
    #[arg(long, value_parser = name)]
    place: Option<Maybe<String>>,
    /// When (ISO 8601), or `none`
    #[arg(long, value_parser = name)]
    time: Option<Maybe<String>>,
}

fn claim(given: &str) -> Result<ClaimRef, String> {
    let (page, claim) = given.rsplit_once('#').ok_or("give it as PAGE#CLAIM, as `isnad claims` lists it")?;
    Ok(ClaimRef { page: page.to_owned(), claim: claim.to_owned() })
}

fn name(given: &str) -> Result<Maybe<String>, String> {
    Ok(Maybe(Some(given).filter(|g| *g != "none").map(str::to_owned)))
}

fn maybe<T: serde::de::DeserializeOwned>(given: &str) -> Result<Maybe<T>, String> {
    if given == "none" {
        return Ok(Maybe(None));
    }
    // A number is one in JSON, all else is a word.
    serde_json::from_str(given).or_else(|_| meant(given)).map(|value| Maybe(Some(value))).map_err(|fault| fault.to_string())
}

impl From<Corrected> for Correction {
    fn from(given: Corrected) -> Self {
        Correction {
            modality: given.modality,
            speaker: given.speaker.map(|m| m.0),
            measure: given.measure,
            low: given.low.map(|m| m.0),
            high: given.high.map(|m| m.0),
            qualifier: given.qualifier,
            group: given.group,
            event_type: given.event_type,
            what: given.what.map(|m| m.0),
            mode: given.mode,
            place: given.place.map(|m| m.0),
            time: given.time.map(|m| m.0),
        }
    }
}

impl Decide {
    fn parts(self) -> (Judgement, Signed) {
        match self {
            Decide::Accept { claim, signed } => (Judgement::Accept(claim), signed),
            Decide::Reject { claim, signed } => (Judgement::Reject(claim), signed),
            Decide::Correct { claim, correction, signed } => (Judgement::Correct(claim, (*correction).into()), signed),
            Decide::Pin { claim, signed } => (Judgement::Pin(claim), signed),
            Decide::Merge { story, other, signed } => (Judgement::Merge(story, other), signed),
            Decide::Split { story, pages, signed } => (Judgement::Split(story, pages), signed),
            Decide::Join { entity, into, signed } => (Judgement::Join(entity, into), signed),
            Decide::Undo { decision, signed } => (Judgement::Undo(decision), signed),
        }
    }
}

/// Writes a decision down.
pub fn decide(what: Decide) -> Result<u8, Fault> {
    let (judgement, signed) = what.parts();
    let made = existing(&signed.db)?.decide(&judgement, &signed.by, signed.reason.as_deref())?;
    print(&match signed.format {
        Lines::Text => line(&made),
        Lines::Json => json(&made)?,
    });
    Ok(ALL_READ)
}

/// Lists the decisions.
pub fn list(what: &Listing) -> Result<u8, Fault> {
    let all = read(&what.db)?.decisions()?;
    let text = |all: &[DecisionLine]| all.iter().map(line).collect::<String>();
    print(&super::listed(what.format, &all, text)?);
    Ok(ALL_READ)
}

/// A decision on one line, what it changes on another.
fn line(made: &DecisionLine) -> String {
    let decision = &made.decision;
    let plain = isnad_export::one_line;
    let about = match decision.kind {
        DecisionKind::Undo => decision.undoes.map(|id| id.to_string()).unwrap_or_default(),
        DecisionKind::Join => {
            let id = |id: &Option<String>| id.as_deref().map(plain).unwrap_or_default();
            format!("{} is {}", id(&decision.entity), id(&decision.into))
        }
        DecisionKind::Merge | DecisionKind::Split => {
            let names = |pages: &[String]| pages.iter().map(|p| plain(p)).collect::<Vec<_>>().join(", ");
            let apart = if decision.kind == DecisionKind::Merge { "with" } else { "from" };
            format!("{} {apart} {}", names(&decision.pages), names(&decision.others))
        }
        _ => {
            let page = made.page.as_deref().map(plain);
            [decision.exact.as_deref().map(|e| format!("«{}»", plain(e))), page].into_iter().flatten().collect::<Vec<_>>().join("  ")
        }
    };
    let standing = match made.standing {
        Standing::InForce => "",
        Standing::Undone => " [undone]",
        Standing::WithoutEffect => " [without effect]",
    };
    let kind = written(&decision.kind).unwrap_or_default();
    let mut out = format!("{:>4}  {}  {kind} {about}{standing}, by {}\n", decision.id, decision.made, plain(&decision.by));
    if let (Some(was), Some(is)) = (&decision.read, &decision.corrected) {
        out += &format!("      {} -> {}\n", fields(was), fields(is));
    }
    if let Some(reason) = &decision.reason {
        out += &format!("      {}\n", plain(reason));
    }
    out
}

fn fields(fields: &Fields) -> String {
    isnad_export::one_line(&serde_json::to_string(fields).unwrap_or_default())
}

/// Pages read anew at once.
const BATCH: usize = 64;

/// Reads all pages anew.
pub fn reread(db: &Db, packs: &[std::path::PathBuf], dry: bool, format: Lines) -> Result<u8, Fault> {
    let mut store = existing(db)?;
    let lexicon = crate::lexicon(packs)?;
    let rules = Rules::new(&lexicon);
    let in_force = |store: &Store| -> Result<Vec<i64>, Fault> {
        Ok(store.decisions()?.iter().filter(|l| l.standing == Standing::InForce).map(|l| l.decision.id).collect())
    };
    let before = in_force(&store)?;
    let (mut pages, mut changed, mut failed, mut last) = (0, 0, 0, 0);
    loop {
        let kept = store.kept(last, BATCH)?;
        let Some(end) = kept.last() else { break };
        last = end.page;
        pages += kept.len();
        let read: Vec<_> = kept
            .par_iter()
            .map(|k| {
                let article = pages::understand(&k.bytes, &k.given, k.content_type.as_deref(), &rules, &lexicon);
                (k.page, article.map_err(|e| format!("{}: {e}", k.given)))
            })
            .collect();
        let mut articles = Vec::new();
        for (page, article) in read {
            match article {
                Ok(article) => articles.push((page, article)),
                Err(fault) => {
                    complain(&fault);
                    failed += 1;
                }
            }
        }
        for reread in store.reread(&articles, dry)? {
            changed += 1;
            print(&match format {
                Lines::Text => told(&reread),
                Lines::Json => serde_json::to_string(&reread).map_err(|e| Fault::failed(e.to_string()))? + "\n",
            });
        }
    }
    let after = in_force(&store)?;
    for id in before.iter().filter(|id| !after.contains(id)) {
        complain(&format!("decision {id} no longer has effect: what it was about is read otherwise now; see `isnad decisions`"));
    }
    if format == Lines::Text {
        let would = if dry { "would change" } else { "changed" };
        print(&format!("{pages} pages read anew, {changed} {would}, {failed} failed\n"));
    }
    Ok(if failed == 0 { ALL_READ } else { SOME_FAILED })
}

fn told(reread: &Reread) -> String {
    let mut out = isnad_export::one_line(&reread.source);
    if reread.said {
        out += " (text, title, outlet or day)";
    }
    out.push('\n');
    for change in &reread.claims {
        let sign = match (&change.before, &change.after) {
            (None, _) => "+",
            (_, None) => "-",
            _ => "~",
        };
        let said: Vec<String> = [&change.before, &change.after].into_iter().flatten().map(fields).collect();
        let kind = written(&change.kind).unwrap_or_default();
        out += &format!("    {sign} {kind} «{}» {}\n", isnad_export::one_line(&change.exact), said.join(" -> "));
    }
    out
}

/// Names who decided about a claim, behind its line.
pub fn mark(decision: &Decision) -> String {
    format!(" [{} by {}]", written(&decision.kind).unwrap_or_default(), isnad_export::one_line(&decision.by))
}
