//! The elements of a feed as they are open: entries, and what says something in them.
//!
//! Ends that are missing are taken to be where the element around them ends, or where the next entry begins; ends of what is not open
//! are passed over.

use std::ops::ControlFlow::{self, Break, Continue};

use quick_xml::events::BytesStart;
use url::Url;

use super::element::{Attributes, Field, Record};
use super::parts::{self, Name, Part};
use super::reader::Reader;
use super::{Feed, FeedKind, entry, every, title};

/// Prefixes that feeds give their own elements.
const OWN: [&str; 5] = ["", "atom", "atom10", "a10", "rss"];

/// What an open element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It holds the entries.
    Around,
    /// An entry.
    Entry,
    /// A sitemap's `news:news`.
    News,
    /// It says something.
    Field,
    /// Markup in what says something.
    Within,
    /// Nothing in it is looked at.
    Passed,
}

#[derive(Debug)]
struct Open {
    name: String,
    role: Role,
    /// What links in it are read against, where it says so.
    base: Option<Url>,
}

/// A feed, as far as it is read.
pub(crate) struct Outline<'a> {
    reader: Reader<'a>,
    text: &'a str,
    /// Up to where lines are counted, and how many there are.
    counted: (usize, usize),
    kind: Option<FeedKind>,
    /// The prefix of its first element.
    prefix: String,
    /// The first element has come to its end.
    ended: bool,
    /// What stands behind is not read.
    left: bool,
    /// It is a page for readers.
    page: bool,
    open: Vec<Open>,
    entry: Option<Record>,
    field: Option<Field>,
    /// What the feed says of itself.
    of_feed: Vec<Field>,
}

impl<'a> Outline<'a> {
    /// Begins.
    pub fn new(text: &'a str, reader: Reader<'a>) -> Self {
        Outline {
            reader,
            text,
            counted: (0, 1),
            kind: None,
            prefix: String::new(),
            ended: false,
            left: false,
            page: false,
            open: Vec::new(),
            entry: None,
            field: None,
            of_feed: Vec::new(),
        }
    }

    /// An element begins.
    pub fn start(&mut self, tag: &BytesStart, at: usize) -> ControlFlow<()> {
        let whole = tag.name().into_inner().to_ascii_lowercase();
        let (prefix, local) = whole.split_once(':').unwrap_or(("", &whole));
        if self.kind.is_none() {
            self.page = local == "html";
            self.kind = parts::kind(local);
            // RDF holds the elements of RSS.
            self.prefix = if local == "rdf" { String::new() } else { prefix.to_owned() };
        }
        let Some(kind) = self.kind else { return if self.page { Break(()) } else { Continue(()) } };
        if self.open.len() >= self.reader.limits.feed_depth {
            return self.leave(at, "elements that nest too deep");
        }
        let name = Name { prefix, local, own: OWN.contains(&prefix) || prefix == self.prefix };
        let is_entry = name.own && local == parts::entry_name(kind);
        if is_entry {
            // The end of the one before, or of what stands before the first, may be missing.
            while self.open.last().is_some_and(|o| o.role != Role::Around) {
                self.close();
            }
            if !self.reader.may_go_on(kind) {
                self.left = true;
                return Break(());
            }
        }
        let part = parts::part(kind, name, self.top() == Role::News);
        // Nothing that says something holds something else that does.
        if self.top() == Role::Field && part.is_some() {
            self.close();
        }
        let role = if is_entry { Role::Entry } else { self.role(name, part) };
        let base = self.keep(tag, at, role, part);
        self.open.push(Open { name: whole, role, base });
        Continue(())
    }

    /// What an element is that is no entry.
    fn role(&self, name: Name, part: Option<Part>) -> Role {
        match (self.top(), part) {
            (Role::Field | Role::Within, _) => Role::Within,
            (Role::Passed, _) => Role::Passed,
            (Role::Around, _) if parts::kind(name.local).is_some() => Role::Around,
            (Role::Entry, None) if name.local == "news" => Role::News,
            (_, Some(_)) => Role::Field,
            (_, None) => Role::Passed,
        }
    }

    /// Begins to keep what an element says. Gives what links in it are read against, where it says so.
    fn keep(&mut self, tag: &BytesStart, at: usize, role: Role, part: Option<Part>) -> Option<Url> {
        if !matches!(role, Role::Around | Role::Entry | Role::Field) {
            return None;
        }
        let mut attributes = Attributes::of(tag, self.reader.limits.feed_attributes);
        let base = attributes.base.as_deref().and_then(|base| self.base().join(base.trim()).ok());
        if role == Role::Entry {
            self.entry = Some(Record { line: self.line(at), attributes, fields: Vec::new() });
        } else if let (Role::Field, Some(part)) = (role, part) {
            if let (Some(href), Some(base)) = (&mut attributes.href, &base) {
                *href = base.join(href.trim()).map_or_else(|_| href.clone(), String::from);
            }
            self.field = Some(Field { part, text: String::new(), attributes });
        }
        base
    }

    /// An element ends.
    pub fn end(&mut self, name: &str) -> ControlFlow<()> {
        let name = name.to_ascii_lowercase();
        if let Some(at) = self.open.iter().rposition(|o| o.name == name) {
            while self.open.len() > at {
                self.close();
            }
            self.ended |= at == 0;
        }
        Continue(())
    }

    /// Text comes.
    pub fn text(&mut self, text: &str) {
        if let Some(field) = &mut self.field {
            field.push(text);
        }
    }

    /// Something is not well-formed; `left` says that nothing behind it is read.
    pub fn broken(&mut self, at: usize, why: &str, left: bool) {
        let line = self.line(at);
        let then = if left { "what stands behind is not read" } else { "read on behind it" };
        self.reader.faults.tell(|| format!("line {line}: not well-formed ({why}); {then}"));
        self.left |= left;
    }

    /// The feed, if it is one; or whether it is a page instead.
    pub fn feed(mut self) -> Result<Feed, bool> {
        let Some(kind) = self.kind else { return Err(self.page) };
        if let Some(entry) = self.entry.take() {
            let number = self.reader.count + 1;
            self.reader.faults.tell(|| format!("line {}, entry {number}: cut off; left out, as what may stand behind it", entry.line));
        } else if !self.ended && !self.left {
            self.reader.faults.tell(|| "cut off: its end is missing".to_owned());
        }
        while !self.open.is_empty() {
            self.close();
        }
        let titles = self.of_feed.iter().filter(|f| f.part == Part::Title);
        self.reader.title = titles.filter_map(|f| title::line(&f.text)).next();
        self.reader.every = every::every(&self.of_feed);
        Ok(self.reader.feed(kind))
    }

    fn top(&self) -> Role {
        self.open.last().map_or(Role::Around, |o| o.role)
    }

    /// What links are read against here.
    fn base(&self) -> &Url {
        self.open.iter().rev().find_map(|o| o.base.as_ref()).unwrap_or(self.reader.base())
    }

    /// Ends the innermost element.
    fn close(&mut self) {
        match self.top() {
            Role::Field => {
                if let Some(field) = self.field.take() {
                    self.entry.as_mut().map_or(&mut self.of_feed, |entry| &mut entry.fields).push(field);
                }
            }
            Role::Entry => {
                if let Some(entry) = self.entry.take() {
                    let base = self.base().clone();
                    self.reader.add(Some(entry.line), &base, &entry::told(&entry));
                }
            }
            _ => {}
        }
        self.open.pop();
    }

    /// Leaves the feed at a limit.
    fn leave(&mut self, at: usize, what: &str) -> ControlFlow<()> {
        let line = self.line(at);
        self.reader.faults.tell(|| format!("line {line}: {what}; what stands behind is not read"));
        self.left = true;
        Break(())
    }

    /// The line of a byte, from 1. Bytes come in their order.
    fn line(&mut self, at: usize) -> usize {
        let (from, lines) = self.counted;
        let passed = self.text.as_bytes().get(from..at).unwrap_or_default();
        self.counted = (at.max(from), lines + memchr::memchr_iter(b'\n', passed).count());
        self.counted.1
    }
}
