//! Drawings of the report as SVG, with nothing beside them: the page's style sheet colours them in light and dark.
//!
//! Each is drawn twice, for a wide screen and for a telephone, so that its words keep their size; a style rule shows one.

mod bars;
mod graph;
mod map;
mod outline;
mod steps;

pub use bars::bars;
pub use graph::{Graph, Node, graph};
pub use map::{Spot, inside, map};
pub use steps::{Band, Line, Mark, steps};

use std::fmt::Write;

use crate::Language;

/// A drawing for both widths of screen.
pub struct Drawing {
    pub wide: String,
    pub narrow: String,
}

/// Units of a wide drawing; on a screen about as many pixels.
const WIDE: f64 = 680.0;
/// Units of a narrow one.
const NARROW: f64 = 336.0;

impl Drawing {
    /// Draws for both widths; `None` where there is nothing to draw.
    pub fn new(draw: impl Fn(f64) -> Option<String>) -> Option<Self> {
        Some(Drawing { wide: draw(WIDE)?, narrow: draw(NARROW)? })
    }
}

/// What a drawing is called and what it shows, for those who do not see it.
pub struct Caption {
    pub title: String,
    pub description: String,
}

/// The SVG element round a drawing.
fn frame(width: f64, height: f64, class: &str, language: Language, caption: &Caption, body: &str) -> String {
    let direction = language.direction();
    format!(
        "<svg viewBox=\"0 0 {width:.0} {height:.0}\" class=\"{class}\" role=\"img\" direction=\"{direction}\" aria-label=\"{}\"><desc>{}</desc>{body}</svg>",
        escape(&caption.title),
        escape(&caption.description)
    )
}

/// A text, with its middle at `x` so that its own direction does not move it.
fn words(svg: &mut String, class: &str, x: f64, y: f64, text: &str) {
    let _ = write!(svg, "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{}</text>", escape(text));
}

/// A text that begins at the reader's side of `x`: its left in English, its right in Arabic.
fn from_start(svg: &mut String, class: &str, x: f64, y: f64, text: &str) {
    let _ = write!(svg, "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"start\">{}</text>", escape(text));
}

/// Text as SVG and HTML take it.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // A control character is no character of XML.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// About how wide a text is at a size of font: the widths of letters differ, this is on the wide side.
fn width_of(text: &str, size: f64) -> f64 {
    text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{64b}'..='\u{652}')).count() as f64
        * size
        * 0.58
}

/// The text, cut with an ellipsis where it is wider than `room`.
fn fitted(text: &str, size: f64, room: f64) -> String {
    if width_of(text, size) <= room {
        return text.to_owned();
    }
    let keep = ((room / (size * 0.58)) as usize).saturating_sub(1);
    let mut cut: String = crate::plain(text).chars().take(keep).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// A rectangle of a drawing.
#[derive(Clone, Copy, Debug)]
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Area {
    /// Where a text stands whose middle is at `x` and whose baseline is at `y`.
    fn of_words(text: &str, size: f64, x: f64, y: f64) -> Self {
        let width = width_of(text, size);
        // Arabic letters reach higher and lower than Latin ones.
        Area { x: x - width / 2.0, y: y - size, width, height: size * 1.4 }
    }

    fn meets(&self, other: &Area) -> bool {
        self.x < other.x + other.width && other.x < self.x + self.width && self.y < other.y + other.height && other.y < self.y + self.height
    }

    fn within(&self, other: &Area) -> bool {
        other.x <= self.x
            && other.y <= self.y
            && self.x + self.width <= other.x + other.width
            && self.y + self.height <= other.y + other.height
    }
}

/// What is taken already, so that no words fall on others.
struct Room {
    all: Area,
    taken: Vec<Area>,
}

impl Room {
    fn new(all: Area) -> Self {
        Room { all, taken: Vec::new() }
    }

    fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Takes the area where it is free and inside the drawing.
    fn claim(&mut self, area: Area) -> bool {
        let free = area.within(&self.all) && !self.taken.iter().any(|t| t.meets(&area));
        if free {
            self.taken.push(area);
        }
        free
    }
}

/// Round numbers from zero up to `most` or a little beyond.
fn ticks(most: f64) -> Vec<f64> {
    let rough = (most / 4.0).max(0.25);
    let power = 10f64.powf(rough.log10().floor());
    let step =
        [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|n| n * power).find(|s| *s >= rough && (s.fract() == 0.0)).unwrap_or(power.max(1.0));
    let count = (most / step).ceil().max(1.0) as usize;
    (0..=count).map(|n| n as f64 * step).collect()
}

/// How many hues and signs tell speakers apart.
const HUES: usize = 6;

/// The sign of a speaker: hue and shape both, so that it is told apart in black and white too.
pub fn sign(series: Option<usize>, x: f64, y: f64) -> String {
    let Some(series) = series else {
        return format!("<circle class=\"sign voice\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>");
    };
    let class = format!("sign s{}", series % HUES);
    let shape = |points: &[(f64, f64)]| {
        let at: Vec<String> = points.iter().map(|(dx, dy)| format!("{:.1},{:.1}", x + dx, y + dy)).collect();
        format!("<polygon class=\"{class}\" points=\"{}\"/>", at.join(" "))
    };
    match series % HUES {
        0 => format!("<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>"),
        1 => shape(&[(-4.5, -4.5), (4.5, -4.5), (4.5, 4.5), (-4.5, 4.5)]),
        2 => shape(&[(0.0, -5.5), (5.5, 4.5), (-5.5, 4.5)]),
        3 => shape(&[(0.0, -6.0), (6.0, 0.0), (0.0, 6.0), (-6.0, 0.0)]),
        4 => shape(&[(0.0, 5.5), (5.5, -4.5), (-5.5, -4.5)]),
        _ => shape(&[(-6.0, -2.0), (0.0, -6.0), (6.0, -2.0), (3.5, 5.0), (-3.5, 5.0)]),
    }
}

/// A sign by itself, for a legend.
pub fn swatch(series: Option<usize>) -> String {
    format!("<svg class=\"swatch\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">{}</svg>", sign(series, 7.0, 7.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(200.0), [0.0, 50.0, 100.0, 150.0, 200.0]);
        assert_eq!(ticks(31.0), [0.0, 10.0, 20.0, 30.0, 40.0]);
        assert_eq!(ticks(1.0), [0.0, 1.0]);
        assert_eq!(ticks(5.0), [0.0, 2.0, 4.0, 6.0]);
    }

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(escape("<a href='x'>\u{0}&"), "&lt;a href=&#39;x&#39;&gt; &amp;");
    }

    #[test]
    fn words_keep_off_each_other() {
        let mut room = Room::new(Area { x: 0.0, y: 0.0, width: 100.0, height: 100.0 });
        assert!(room.claim(Area { x: 10.0, y: 10.0, width: 20.0, height: 10.0 }));
        assert!(!room.claim(Area { x: 25.0, y: 15.0, width: 20.0, height: 10.0 }));
        assert!(!room.claim(Area { x: 90.0, y: 50.0, width: 20.0, height: 10.0 }), "outside");
    }

    #[test]
    fn long_words_are_cut_with_a_sign_that_says_so() {
        assert_eq!(fitted("a short name", 10.0, 100.0), "a short name");
        assert_eq!(fitted("a name that is much too long", 10.0, 60.0), "a name th…");
    }
}
