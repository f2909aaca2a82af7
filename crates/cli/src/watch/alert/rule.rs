//! An alert as `feeds.toml` has it: which changes it tells, and to whom.

use std::collections::BTreeSet;

use isnad_model::Measure;
use isnad_store::{AlertWay, ChangeKind};
use serde::Deserialize;

/// Bytes of a name at most: it is a file's name too.
const LONGEST: usize = 128;

/// What an alert tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// Somebody gives a figure that they did not give before.
    Revision,
    /// What is said contradicts what is said.
    Dispute,
    /// A violation of an agreement is reported.
    Violation,
    /// Pages make a story that was none.
    Story,
}

impl AlertKind {
    fn of_change(self) -> ChangeKind {
        match self {
            AlertKind::Revision => ChangeKind::Revision,
            AlertKind::Dispute => ChangeKind::Dispute,
            AlertKind::Violation => ChangeKind::Violation,
            AlertKind::Story => ChangeKind::NewStory,
        }
    }
}

/// A rule by which changes are told.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Given")]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// What it tells of.
    pub on: BTreeSet<AlertKind>,
    /// Only figures that count this.
    pub measure: Option<Measure>,
    /// Only figures that are more than this.
    pub over: Option<f64>,
    /// Only what is about somebody or somewhere of this name.
    pub entity: Option<String>,
    /// Only changes of this story.
    pub story: Option<i64>,
    /// To whom.
    pub to: To,
}

/// To whom an alert is told.
#[derive(Debug)]
pub enum To {
    /// Whoever sits at the terminal.
    Terminal,
    /// Readers of a feed.
    Atom,
    /// Another program.
    #[cfg(feature = "serve")]
    Webhook(Receiver),
}

/// Another program that is told.
#[cfg(feature = "serve")]
pub struct Receiver {
    /// Its address.
    pub address: String,
    /// What messages are signed with.
    pub secret: Vec<u8>,
    /// Whether it may be on this machine or on a network that is not public.
    pub allow_private: bool,
}

#[cfg(feature = "serve")]
impl std::fmt::Debug for Receiver {
    /// Without the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Receiver").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Rule {
    /// The kinds of changes that it tells.
    pub fn kinds(&self) -> Vec<ChangeKind> {
        self.on.iter().map(|kind| kind.of_change()).collect()
    }

    /// How it tells.
    pub fn way(&self) -> AlertWay {
        match self.to {
            To::Terminal => AlertWay::Terminal,
            To::Atom => AlertWay::Atom,
            #[cfg(feature = "serve")]
            To::Webhook(_) => AlertWay::Webhook,
        }
    }
}

/// An alert as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    name: String,
    on: BTreeSet<AlertKind>,
    measure: Option<Measure>,
    over: Option<f64>,
    entity: Option<String>,
    story: Option<i64>,
    to: AlertWay,
    address: Option<String>,
    secret: Option<String>,
    allow_private: Option<bool>,
}

impl TryFrom<Given> for Rule {
    type Error = String;

    fn try_from(given: Given) -> Result<Self, String> {
        named(&given.name)?;
        let wrong = |why: &str| Err(format!("the alert «{}»: {why}", given.name));
        if given.on.is_empty() {
            return wrong("`on` names nothing; give some of \"revision\", \"dispute\", \"violation\", \"story\"");
        }
        let figures = given.on.iter().all(|kind| matches!(kind, AlertKind::Revision | AlertKind::Dispute));
        if (given.measure.is_some() || given.over.is_some()) && !figures {
            return wrong("`measure` and `over` are of revisions and disputes; give violations and stories an alert of their own");
        }
        if given.over.is_some_and(|over| !over.is_finite()) {
            return wrong("`over` is no number");
        }
        if given.story.is_some() && given.on.contains(&AlertKind::Story) {
            return wrong("a new story is none of another; take `story` out, or \"story\" out of `on`");
        }
        if given.entity.as_ref().is_some_and(|name| name.trim().is_empty()) {
            return wrong("`entity` is no name");
        }
        let to = match given.to {
            AlertWay::Webhook => match webhook(given.address, given.secret, given.allow_private) {
                Ok(to) => to,
                Err(why) => return wrong(&why),
            },
            _ if given.address.is_some() || given.secret.is_some() || given.allow_private.is_some() => {
                return wrong("`address`, `secret` and `allow_private` are of webhooks; write to = \"webhook\", or take them out");
            }
            AlertWay::Terminal => To::Terminal,
            AlertWay::Atom => To::Atom,
        };
        let Given { name, on, measure, over, entity, story, .. } = given;
        Ok(Rule { name, on, measure, over, entity, story, to })
    }
}

/// Whether a name is one: it stands in lines, in metrics, and as the name of a file.
fn named(name: &str) -> Result<(), String> {
    let wrong = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c) || isnad_export::one_line(&c.to_string()).is_empty();
    let edges = name.starts_with([' ', '.']) || name.ends_with([' ', '.']);
    if name.is_empty() || name.len() > LONGEST || edges || name.contains(wrong) {
        return Err(format!(
            "`name` is no name of an alert: up to {LONGEST} bytes, none of / \\ : * ? \" < > |, no space or full stop at the ends"
        ));
    }
    Ok(())
}

#[cfg(feature = "serve")]
fn webhook(address: Option<String>, secret: Option<String>, allow_private: Option<bool>) -> Result<To, String> {
    use isnad_web::WhyWrong;

    let allow_private = allow_private.unwrap_or_default();
    let address = address.ok_or("a webhook has an `address`")?;
    let address = isnad_web::webhook_address(&address, allow_private).map_err(|fault| match fault.why {
        WhyWrong::Plain => "changes are sent over https alone; over http only with allow_private = true".to_owned(),
        WhyWrong::Private => {
            "this is an address of this machine, or of a network that is not public; allow_private = true allows it".to_owned()
        }
        WhyWrong::None | WhyWrong::Password => fault.to_string(),
    })?;
    let secret =
        secret.ok_or("a webhook has a `secret`, by which its receiver knows who sends; docs/collecting.md says how to make one")?;
    let secret = isnad_web::webhook_secret_of(&secret).ok_or("`secret` is whsec_ and 24 to 64 bytes in base64")?;
    Ok(To::Webhook(Receiver { address: address.to_string(), secret, allow_private }))
}

#[cfg(not(feature = "serve"))]
fn webhook(_: Option<String>, _: Option<String>, _: Option<bool>) -> Result<To, String> {
    Err("this program was built without the feature `serve`, which sends to webhooks; tell it to \"terminal\" or \"atom\"".to_owned())
}
