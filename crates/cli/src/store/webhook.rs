//! `isnad webhook`.

use clap::Subcommand;
use isnad_export::one_line as plain;
use isnad_model::written;
use isnad_store::{ChangeKind, Hook, NewHook};

use super::args::{Db, Listing, word};
use super::{existing, listed, print, read};
use crate::{ALL_READ, Fault};

/// What to do with webhooks.
#[derive(Debug, Subcommand)]
pub enum Webhook {
    /// Send what changes from now on to an address; prints the secret that it is signed with, once
    #[command(
        after_help = "`isnad serve` sends: each change as JSON, signed by the Standard Webhooks scheme, in its order, again for three days until it arrives.\n\nExamples:\n  isnad webhook add https://example.org/isnad --kind revision --kind dispute\n  isnad webhook add http://127.0.0.1:9000/ --allow-private --story 3"
    )]
    Add {
        /// The address; https alone, unless private addresses are allowed
        url: String,
        /// Only this kind of change (repeatable); by default all
        #[arg(long, value_parser = word::<ChangeKind>())]
        kind: Vec<ChangeKind>,
        /// Only changes of this story, by its number
        #[arg(long)]
        story: Option<i64>,
        /// Allow an address of this machine, or of a network that is not public
        #[arg(long)]
        allow_private: bool,
        #[command(flatten)]
        db: Db,
    },
    /// List the webhooks, and how each stands
    List(Listing),
    /// Remove a webhook: nothing more is sent
    Remove {
        /// Its number, as `isnad webhook list` has it
        id: i64,
        #[command(flatten)]
        db: Db,
    },
    /// Go on with a webhook that was given up, where it stopped
    Enable {
        /// Its number, as `isnad webhook list` has it
        id: i64,
        #[command(flatten)]
        db: Db,
    },
}

/// Does it.
pub fn run(what: Webhook) -> Result<u8, Fault> {
    match what {
        Webhook::Add { url, kind, story, allow_private, db } => {
            let url = isnad_web::webhook_address(&url, allow_private).map_err(|fault| Fault::wrong_use(fault.to_string()))?;
            let secret =
                isnad_web::webhook_secret().map_err(|fault| Fault::failed(format!("the system gives no random numbers: {fault}")))?;
            let shown = isnad_web::webhook_secret_shown(&secret);
            let id = existing(&db)?.add_hook(&NewHook { url: url.to_string(), secret, kinds: kind, story, allow_private })?;
            print(&format!("webhook {id}\nsecret {shown}\n"));
        }
        Webhook::List(Listing { db, format }) => {
            let store = read(&db)?;
            let (_, last) = store.changes_kept()?;
            print(&listed(format, &store.hooks()?, |hooks| hooks.iter().map(|hook| line(hook, last)).collect())?);
        }
        Webhook::Remove { id, db } => existing(&db)?.remove_hook(id)?,
        Webhook::Enable { id, db } => existing(&db)?.enable_hook(id)?,
    }
    Ok(ALL_READ)
}

fn line(hook: &Hook, last: i64) -> String {
    let kinds: Vec<String> = hook.kinds.iter().filter_map(written).collect();
    let kinds = if kinds.is_empty() { "all".to_owned() } else { kinds.join(",") };
    let story = hook.story.map(|story| format!(", story {story}")).unwrap_or_default();
    let fault = hook.fault.as_deref().map(plain).unwrap_or_default();
    let standing = match (&hook.disabled, &hook.failing) {
        (Some(when), _) => format!(" [given up {when}: {fault}; `isnad webhook enable {}` goes on]", hook.id),
        (None, Some(since)) => format!(" [fails since {since}: {fault}]"),
        (None, None) => String::new(),
    };
    format!("{:>4}  {}  {kinds}{story}, {} behind{standing}\n", hook.id, plain(&hook.url), last - hook.done)
}
