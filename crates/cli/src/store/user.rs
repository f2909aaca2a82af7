//! `isnad user`.

use std::io::{IsTerminal, Read};

use clap::Subcommand;
use isnad_export::one_line as plain;
use isnad_model::written;
use isnad_store::{Role, Store, StoreError, User};

use super::args::{Db, Listing, word};
use super::{existing, file, listed, print, read, stemmer};
use crate::{ALL_READ, Fault};

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum Accounts {
    /// Make an account; its password is asked for, or read from standard input
    #[command(after_help = "Examples:\n  isnad user add Layla --role editor\n  isnad user add Omar --role reader < omar.password")]
    Add {
        /// The name to sign in with, and to sign decisions with
        name: String,
        /// What they may do: a reader looks, an editor adds pages and decides too
        #[arg(long, value_parser = word::<Role>())]
        role: Role,
        #[command(flatten)]
        db: Db,
    },
    /// List the accounts
    List(Listing),
    /// Remove an account: whoever is signed in with it is signed out, what they decided stays
    Remove {
        /// The name
        name: String,
        #[command(flatten)]
        db: Db,
    },
    /// Give an account another password: whoever is signed in with it is signed out
    Password {
        /// The name
        name: String,
        #[command(flatten)]
        db: Db,
    },
}

/// Does it.
pub fn run(what: Accounts) -> Result<u8, Fault> {
    match what {
        Accounts::Add { name, role, db } => {
            // Nobody types a password for nothing. A desk may have accounts before it has pages.
            let file = file(&db)?;
            if file.exists() && existing(&db)?.password(&name)?.is_some() {
                return Err(StoreError::UserThere(name).into());
            }
            let hash = password()?;
            Store::open(&file, stemmer()?)?.add_user(&name, role, &hash)?;
        }
        Accounts::List(Listing { db, format }) => print(&listed(format, &read(&db)?.users()?, |users| users.iter().map(line).collect())?),
        Accounts::Remove { name, db } => existing(&db)?.remove_user(&name)?,
        Accounts::Password { name, db } => {
            let mut store = existing(&db)?;
            if store.password(&name)?.is_none() {
                return Err(StoreError::NoUser(name).into());
            }
            let hash = password()?;
            store.set_password(&name, &hash)?;
        }
    }
    Ok(ALL_READ)
}

fn line(user: &User) -> String {
    format!("{:<7} {}  since {}\n", written(&user.role).unwrap_or_default(), plain(&user.name), user.made)
}

/// A password as it is kept: typed twice without being seen, or the first line of standard input.
fn password() -> Result<String, Fault> {
    let wrong = |fault: std::io::Error| Fault::failed(format!("the password cannot be read: {fault}"));
    let given = if std::io::stdin().is_terminal() {
        let given = rpassword::prompt_password("Password: ").map_err(wrong)?;
        if given != rpassword::prompt_password("Once more: ").map_err(wrong)? {
            return Err(Fault::wrong_use("these are two passwords; nothing was changed"));
        }
        given
    } else {
        let mut given = String::new();
        std::io::stdin().lock().take(4096).read_to_string(&mut given).map_err(wrong)?;
        given.lines().next().unwrap_or_default().to_owned()
    };
    isnad_web::hash_password(&given).map_err(|fault| Fault::wrong_use(fault.to_string()))
}
