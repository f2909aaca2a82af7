//! Webhooks: every change is sent to those who want it, each in its order, again until it arrives or the address is given up.

mod address;
mod post;
mod sign;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use isnad_store::{Change, Changes, Hook, StoreError};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

use crate::desk::Desk;
use crate::fault::Refusal;
pub use address::{WhyWrong, WrongAddress, address};
pub use post::{Message, Post, Undelivered};
pub use sign::{of_shown, secret, shown};

/// How long the server tries to send a change.
#[derive(Clone, Copy, Debug)]
pub struct Retries {
    /// For an answer.
    pub answer: Duration,
    /// Until the second try; each further one waits twice as long as the one before it.
    pub first: Duration,
    /// Until the next try at most.
    pub most: Duration,
    /// Until the address is given up.
    pub lasting: Duration,
}

impl Default for Retries {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Retries { answer: seconds(15), first: seconds(5), most: seconds(3600), lasting: seconds(3 * 24 * 3600) }
    }
}

impl Retries {
    /// How long after so many tries the next one comes, with `chance` from 0 to 1: at least half of the time, so that addresses that
    /// failed at once are not tried at once.
    fn wait(&self, tries: u32, chance: f64) -> Duration {
        let whole = self.first.saturating_mul(1 << tries.min(30)).min(self.most);
        whole.mul_f64(0.5 + chance / 2.0)
    }
}

/// Changes that are looked at at once.
const AT_ONCE: usize = 100;
/// When everything is looked at again, whatever happens.
const IDLE: Duration = Duration::from_secs(60);

/// What sends, and how long it tries.
struct Sender {
    post: Post,
    retries: Retries,
}

impl Sender {
    async fn send(&self, store: &str, hook: &Hook, change: &Change) -> Result<(), Undelivered> {
        let body = serde_json::to_string(change).map_err(|fault| Undelivered::Again(fault.to_string()))?;
        let id = format!("chg_{store}_{}", change.number);
        let Hook { url, secret, allow_private, .. } = hook;
        self.post.send(Message { url, secret, allow_private: *allow_private, id: &id, body }).await
    }
}

/// Sends what changes to whoever wants it, until `pulse` ends.
pub async fn deliver(desk: Arc<Desk>, retries: Retries, mut pulse: watch::Receiver<()>) {
    let sender = Arc::new(Sender { post: Post::new(retries.answer), retries });
    let mut working = JoinSet::new();
    // By webhook: who is at work, and when the others are looked at again.
    let (mut busy, mut rests) = (BTreeMap::new(), BTreeMap::new());
    loop {
        pulse.borrow_and_update();
        let (hooks, last) = desk.ask(|store| Ok((store.hooks()?, store.changes_kept()?.1))).await.unwrap_or_default();
        let mut wait = IDLE;
        for hook in hooks.into_iter().filter(|hook| hook.disabled.is_none() && hook.done < last) {
            let id = hook.id;
            let next_try = hook.next_try.as_deref().and_then(|at| at.parse::<Timestamp>().ok()).map(until).unwrap_or_default();
            let left = match rests.get(&id) {
                Some(Rest::Behind(number)) if *number >= last => IDLE,
                Some(Rest::Until(at)) => at.saturating_duration_since(Instant::now()).max(next_try),
                _ => next_try,
            };
            if !left.is_zero() {
                wait = wait.min(left);
            } else if !busy.values().any(|other| *other == id) {
                busy.insert(working.spawn(work(desk.clone(), sender.clone(), hook)).id(), id);
            }
        }
        tokio::select! {
            Some(done) = working.join_next_with_id() => {
                let (task, rest) = match done {
                    Ok((task, rest)) => (task, rest),
                    Err(fault) => (fault.id(), Rest::a_while()),
                };
                if let Some(id) = busy.remove(&task) {
                    rests.insert(id, rest);
                }
            }
            woken = pulse.changed() => if woken.is_err() { return },
            () = sleep(wait) => {}
        }
    }
}

fn until(at: Timestamp) -> Duration {
    Duration::try_from(at.duration_since(Timestamp::now())).unwrap_or_default()
}

/// When there is something to do for a webhook again.
enum Rest {
    /// With a change behind this number.
    Behind(i64),
    /// At that time.
    Until(Instant),
}

impl Rest {
    /// What cannot be asked or written now is not sent over and over meanwhile.
    fn a_while() -> Self {
        Rest::Until(Instant::now() + IDLE)
    }
}

/// Sends one after the other what a webhook wants, as long as it arrives.
async fn work(desk: Arc<Desk>, sender: Arc<Sender>, mut hook: Hook) -> Rest {
    loop {
        match some(&desk, &sender, &hook).await {
            Ok(Step::Told(last)) => (hook.done, hook.tries, hook.failing) = (last, 0, None),
            Ok(Step::Rest(rest)) => return rest,
            Err(_) => return Rest::a_while(),
        }
    }
}

/// How far some changes brought a webhook.
enum Step {
    /// It was told all of them; there may be more.
    Told(i64),
    /// There is no more to do for now.
    Rest(Rest),
}

/// Sends some changes.
async fn some(desk: &Arc<Desk>, sender: &Sender, hook: &Hook) -> Result<Step, Refusal> {
    let (id, done, kinds, story) = (hook.id, hook.done, hook.kinds.clone(), hook.story);
    let (store, changes, end) = desk
        .ask(move |store| {
            let (first, end) = store.changes_kept()?;
            let asked = Changes { since: Some(done.max(first - 1)), kinds, story, limit: AT_ONCE, ..Changes::default() };
            let changes = match store.changes(&asked) {
                // Nothing is told of a story that is no more.
                Err(StoreError::NoStory(_)) => Vec::new(),
                other => other?,
            };
            Ok((store.identity()?, changes, end))
        })
        .await?;
    if changes.is_empty() && end > done {
        desk.write(move |store| Ok(store.hook_told(id, end)?)).await?;
    }
    let Some(last) = changes.last().map(|change| change.number) else { return Ok(Step::Rest(Rest::Behind(end))) };
    for (at, change) in changes.iter().enumerate() {
        let number = change.number;
        match sender.send(&store, hook, change).await {
            Ok(()) => {
                if !desk.write(move |store| Ok(store.hook_told(id, number)?)).await? {
                    return Ok(Step::Rest(Rest::Behind(i64::MAX)));
                }
            }
            Err(fault) => {
                // What was told before this change ended the tries of another one.
                let (tries, failing) = if at == 0 { (hook.tries, hook.failing.as_deref()) } else { (0, None) };
                let next = match fault {
                    Undelivered::Again(_) => next_try(&sender.retries, tries, failing),
                    Undelivered::Gone => None,
                };
                let fault = fault.to_string();
                desk.write(move |store| Ok(store.hook_failed(id, &fault, next.as_deref())?)).await?;
                // The store knows when it is tried again.
                return Ok(Step::Rest(Rest::Behind(0)));
            }
        }
    }
    Ok(Step::Told(last))
}

/// When to try again; never where that has been tried for long enough.
fn next_try(retries: &Retries, tries: u32, failing: Option<&str>) -> Option<String> {
    let now = Timestamp::now();
    let since = failing.and_then(|since| since.parse::<Timestamp>().ok()).unwrap_or(now);
    if now.duration_since(since) >= SignedDuration::try_from(retries.lasting).ok()? {
        return None;
    }
    let chance = getrandom::u32().map_or(1.0, |chance| f64::from(chance) / f64::from(u32::MAX));
    Some((now + retries.wait(tries, chance)).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_try_waits_twice_as_long_up_to_an_hour_and_three_days() {
        let retries = Retries::default();
        let seconds = |tries, chance| retries.wait(tries, chance).as_secs_f64();
        assert_eq!([seconds(0, 1.0), seconds(1, 1.0), seconds(2, 1.0), seconds(3, 0.0)], [5.0, 10.0, 20.0, 20.0]);
        assert_eq!([seconds(20, 1.0), seconds(u32::MAX, 0.0)], [3600.0, 1800.0]);
        let ago = |hours: i64| (Timestamp::now() - SignedDuration::from_hours(hours)).to_string();
        assert!(next_try(&retries, 90, Some(&ago(71))).is_some());
        assert!(next_try(&retries, 90, Some(&ago(73))).is_none());
        assert!(next_try(&retries, 0, None).is_some());
    }
}
