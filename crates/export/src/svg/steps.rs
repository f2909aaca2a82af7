//! Figures over time as a step chart: a line for each speaker, whiskers for bounds, the span from low to high behind.

use std::fmt::Write;

use super::{Area, Caption, Room, escape, frame, sign, ticks, width_of, words};
use crate::numbers::grouped;
use crate::{Language, dates};

/// One speaker's figures.
pub struct Line {
    /// The speaker's number, which gives hue and sign; `None` for the pages' own voice.
    pub speaker: Option<usize>,
    pub marks: Vec<Mark>,
}

/// One figure.
pub struct Mark {
    /// ISO 8601.
    pub time: String,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// The figure in a few signs.
    pub text: String,
    /// The figure and its speaker in words.
    pub told: String,
}

/// What is known from a day on.
pub struct Band {
    pub time: String,
    pub low: f64,
    /// Absent where it is open upwards.
    pub high: Option<f64>,
    pub best: Option<f64>,
}

const SIZE: f64 = 13.0;
const BOTTOM: f64 = 30.0;
const TOP: f64 = 18.0;
/// How far the arrow of an open bound reaches.
const ARROW: f64 = 20.0;

impl Mark {
    fn at(&self) -> f64 {
        match (self.low, self.high) {
            (Some(a), Some(b)) => f64::midpoint(a, b),
            (a, b) => a.or(b).unwrap_or(0.0),
        }
    }
}

/// Where values stand on the drawing.
struct Scale {
    left: f64,
    right: f64,
    height: f64,
    first: f64,
    last: f64,
    most: f64,
    rtl: bool,
}

impl Scale {
    fn x(&self, time: f64) -> f64 {
        let part = (time - self.first) / (self.last - self.first);
        let pad = 26.0;
        let along = pad + part * (self.right - self.left - 2.0 * pad);
        if self.rtl { self.right - along } else { self.left + along }
    }

    fn y(&self, value: f64) -> f64 {
        self.height - BOTTOM - value / self.most * (self.height - BOTTOM - TOP)
    }
}

/// The chart, or nothing where the figures are not of two times at least.
pub fn steps(lines: &[Line], bands: &[Band], width: f64, language: Language, caption: &Caption) -> Option<String> {
    let times: Vec<f64> = lines.iter().flat_map(|l| &l.marks).filter_map(|m| dates::position(&m.time)).collect();
    let first = times.iter().copied().reduce(f64::min)?;
    let last = times.iter().copied().reduce(f64::max)?;
    if last - first < 0.5 {
        return None;
    }
    let most = lines.iter().flat_map(|l| &l.marks).flat_map(|m| [m.low, m.high]).flatten().fold(1.0, f64::max);
    // An open bound needs room above its figure.
    let open = lines.iter().flat_map(|l| &l.marks).any(|m| m.high.is_none() && m.low.is_some_and(|l| l > most * 0.9));
    let ticks = ticks(if open { most * 1.12 } else { most });
    let top = ticks.last().copied().unwrap_or(most);
    let height = if width > 500.0 { 260.0 } else { 230.0 };
    let axis = ticks.iter().map(|t| width_of(&grouped(*t), SIZE)).fold(0.0, f64::max) + 10.0;
    let rtl = language == Language::Arabic;
    let (left, right) = if rtl { (4.0, width - axis) } else { (axis, width - 4.0) };
    let scale = Scale { left, right, height, first, last, most: top, rtl };
    let mut svg = String::new();
    axes(&mut svg, &scale, &ticks, lines, language);
    band(&mut svg, &scale, bands);
    let mut room = Room::new(Area { x: left, y: 0.0, width: right - left, height: height - BOTTOM });
    let placed = place(lines, &scale);
    for (line, at) in lines.iter().zip(&placed) {
        path(&mut svg, &scale, line, at);
    }
    let mut labels = Vec::new();
    for (line, at) in lines.iter().zip(&placed) {
        for (mark, (x, y)) in line.marks.iter().zip(at) {
            whisker(&mut svg, &scale, line, mark, *x);
            let _ = write!(svg, "<g><title>{}</title>{}</g>", escape(&mark.told), sign(line.speaker, *x, *y));
            room.take(Area { x: x - 5.0, y: y - 5.0, width: 10.0, height: 10.0 });
            if let Some(area) = whisker_area(&scale, mark, *x) {
                room.take(area);
            }
            labels.push((mark, *x, *y));
        }
    }
    for (mark, x, y) in labels {
        let half = width_of(&mark.text, SIZE) / 2.0 + 9.0;
        let spots = [(x, y - 10.0), (x, y + 20.0), (x + half, y + 4.0), (x - half, y + 4.0), (x + half, y - 9.0), (x - half, y - 9.0)];
        // A figure that finds no room stands in the table below, and in the sign's own title.
        if let Some((x, y)) = spots.into_iter().find(|(x, y)| room.claim(Area::of_words(&mark.text, SIZE, *x, *y))) {
            let _ = write!(
                svg,
                "<text class=\"value\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\" direction=\"ltr\">{}</text>",
                escape(&mark.text)
            );
        }
    }
    Some(frame(width, height, "drawing steps", language, caption, &svg))
}

fn axes(svg: &mut String, scale: &Scale, ticks: &[f64], lines: &[Line], language: Language) {
    for tick in ticks {
        let y = scale.y(*tick);
        let _ = write!(svg, "<line class=\"grid\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>", scale.left, scale.right);
        let text = grouped(*tick);
        let half = width_of(&text, SIZE) / 2.0 + 4.0;
        words(svg, "tick", if scale.rtl { scale.right + half } else { scale.left - half }, y + 4.0, &text);
    }
    let mut days: Vec<&str> = lines.iter().flat_map(|l| &l.marks).filter_map(|m| m.time.get(..10)).collect();
    days.sort_unstable();
    days.dedup();
    let y = scale.height - BOTTOM;
    let mut room = Room::new(Area { x: 0.0, y, width: scale.right.max(scale.left) + 60.0, height: BOTTOM });
    // First and last day first: they say what the axis spans.
    let ends = days.first().into_iter().chain(days.last());
    let inner = days.iter().skip(1);
    for day in ends.chain(inner) {
        let Some(at) = dates::position(day) else { continue };
        let text = dates::tick(language, day);
        let half = width_of(&text, SIZE) / 2.0;
        let x = scale.x(at);
        let middle = x.clamp(scale.left.min(scale.right) + half, scale.right.max(scale.left) - half);
        if room.claim(Area::of_words(&text, SIZE, middle, y + 20.0)) {
            let _ = write!(svg, "<line class=\"grid\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{y:.1}\" y2=\"{:.1}\"/>", y + 5.0);
            words(svg, "tick", middle, y + 20.0, &text);
        }
    }
}

/// The span from low to high, stepping from day to day, and the best of it.
fn band(svg: &mut String, scale: &Scale, bands: &[Band]) {
    let steps: Vec<(f64, &Band)> = bands.iter().filter_map(|b| Some((dates::position(&b.time)?.max(scale.first), b))).collect();
    if steps.len() < 2 {
        return;
    }
    let mut best = String::new();
    for (at, (from, band)) in steps.iter().enumerate() {
        let to = steps.get(at + 1).map_or(scale.last, |(next, _)| *next);
        let (a, b) = (scale.x(*from), scale.x(to));
        let (low, high) = (scale.y(band.low), scale.y(band.high.unwrap_or(scale.most).min(scale.most)));
        let class = if band.high.is_none() { "band open" } else { "band" };
        if to > *from {
            let _ = write!(
                svg,
                "<rect class=\"{class}\" x=\"{:.1}\" y=\"{high:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
                a.min(b),
                (a - b).abs(),
                (low - high).max(1.0)
            );
        }
        if let Some(value) = band.best {
            let y = scale.y(value);
            let _ = write!(best, "{}{a:.1},{y:.1} L{b:.1},{y:.1} ", if best.is_empty() { "M" } else { "L" });
        }
    }
    if !best.is_empty() {
        let _ = write!(svg, "<path class=\"best\" d=\"{best}\"/>");
    }
}

/// Where the marks stand: several of one day stand side by side.
fn place(lines: &[Line], scale: &Scale) -> Vec<Vec<(f64, f64)>> {
    let mut used: Vec<(f64, f64)> = Vec::new();
    lines
        .iter()
        .map(|line| {
            line.marks
                .iter()
                .map(|mark| {
                    let (x, y) = (dates::position(&mark.time).map_or(scale.left, |t| scale.x(t)), scale.y(mark.at()));
                    let free = |x: f64, used: &[(f64, f64)]| !used.iter().any(|(a, b)| (a - x).abs() < 11.0 && (b - y).abs() < 11.0);
                    let x = [0.0, 12.0, -12.0, 24.0, -24.0].into_iter().map(|d| x + d).find(|x| free(*x, &used)).unwrap_or(x);
                    used.push((x, y));
                    (x, y)
                })
                .collect()
        })
        .collect()
}

fn path(svg: &mut String, scale: &Scale, line: &Line, at: &[(f64, f64)]) {
    let Some((x, y)) = at.first() else { return };
    let mut d = format!("M{x:.1},{y:.1}");
    for (x, y) in at.iter().skip(1) {
        let _ = write!(d, " H{x:.1} V{y:.1}");
    }
    // The last figure stands until somebody says otherwise.
    let end = scale.x(scale.last);
    let _ = write!(d, " H{end:.1}");
    let class = line.speaker.map_or("line voice".to_owned(), |s| format!("line s{}", s % super::HUES));
    let _ = write!(svg, "<path class=\"{class}\" d=\"{d}\"/>");
}

/// What the whisker of a mark takes up.
fn whisker_area(scale: &Scale, mark: &Mark, x: f64) -> Option<Area> {
    let (top, bottom) = match (mark.low, mark.high) {
        (Some(low), None) => (scale.y(low) - ARROW, scale.y(low)),
        (None, Some(high)) => (scale.y(high), scale.y(high) + ARROW),
        (Some(low), Some(high)) if low < high => (scale.y(high), scale.y(low)),
        _ => return None,
    };
    Some(Area { x: x - 4.0, y: top, width: 8.0, height: bottom - top })
}

fn whisker(svg: &mut String, scale: &Scale, line: &Line, mark: &Mark, x: f64) {
    let class = line.speaker.map_or("whisker voice".to_owned(), |s| format!("whisker s{}", s % super::HUES));
    match (mark.low, mark.high) {
        (Some(low), None) => {
            let (y, tip) = (scale.y(low), scale.y(low) - ARROW);
            let tip = tip.max(3.0);
            let _ = write!(
                svg,
                "<path class=\"{class}\" d=\"M{x:.1},{y:.1} V{tip:.1} M{:.1},{:.1} L{x:.1},{tip:.1} L{:.1},{:.1}\"/>",
                x - 4.0,
                tip + 5.0,
                x + 4.0,
                tip + 5.0
            );
        }
        (None, Some(high)) => {
            let (y, tip) = (scale.y(high), (scale.y(high) + ARROW).min(scale.y(0.0)));
            let _ = write!(
                svg,
                "<path class=\"{class}\" d=\"M{x:.1},{y:.1} V{tip:.1} M{:.1},{:.1} L{x:.1},{tip:.1} L{:.1},{:.1}\"/>",
                x - 4.0,
                tip - 5.0,
                x + 4.0,
                tip - 5.0
            );
        }
        (Some(low), Some(high)) if low < high => {
            let (a, b) = (scale.y(low), scale.y(high));
            let (from, to) = (x - 4.0, x + 4.0);
            let _ =
                write!(svg, "<path class=\"{class}\" d=\"M{x:.1},{a:.1} V{b:.1} M{from:.1},{a:.1} H{to:.1} M{from:.1},{b:.1} H{to:.1}\"/>");
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(time: &str, low: Option<f64>, high: Option<f64>) -> Mark {
        Mark { time: time.to_owned(), low, high, text: low.or(high).map(grouped).unwrap_or_default(), told: "<b>".to_owned() }
    }

    fn caption() -> Caption {
        Caption { title: "<i>".to_owned(), description: String::new() }
    }

    #[test]
    fn later_figures_stand_further_along_the_readers_way() {
        let lines =
            [Line { speaker: Some(0), marks: vec![mark("2024-05-06", Some(12.0), Some(12.0)), mark("2024-05-08", Some(31.0), None)] }];
        let x = |svg: &str| -> Vec<f64> { svg.split("cx=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect() };
        let english = steps(&lines, &[], 600.0, Language::English, &caption()).expect("drawn");
        let arabic = steps(&lines, &[], 600.0, Language::Arabic, &caption()).expect("drawn");
        assert!(x(&english)[0] < x(&english)[1] && x(&arabic)[0] > x(&arabic)[1]);
        assert!(!english.contains("<b>") && !english.contains("<i>"));
    }

    #[test]
    fn figures_of_one_day_are_no_course() {
        let lines = [Line { speaker: None, marks: vec![mark("2024-05-06", Some(1.0), None), mark("2024-05-06", Some(3.0), None)] }];
        assert!(steps(&lines, &[], 600.0, Language::English, &caption()).is_none());
    }
}
