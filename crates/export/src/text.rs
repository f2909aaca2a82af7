use isnad_model::{Article, Record}; /// t
pub fn text(_: &Record, _: &[Article], _: &crate::Options) -> String { String::new() }
