//! Figures of one day as bars by speaker, with bounds.

use std::fmt::Write;

use super::steps::Line;
use super::{Caption, HUES, escape, fitted, frame, from_start};
use crate::Language;

const ROW: f64 = 44.0;
const SIZE: f64 = 14.0;

/// Bars from zero to the figure; an open bound fades out, a range is shaded between its ends. `names` are the lines' speakers.
pub fn bars(lines: &[Line], names: &[String], width: f64, language: Language, caption: &Caption) -> Option<String> {
    let rows: Vec<_> = lines.iter().zip(names).flat_map(|(line, name)| line.marks.iter().map(move |m| (line, name, m))).collect();
    if rows.len() < 2 {
        return None;
    }
    let most = rows.iter().flat_map(|(_, _, m)| [m.low, m.high]).flatten().fold(1.0, f64::max);
    let rtl = language == Language::Arabic;
    let scale = (width - 110.0) / most;
    let x = |from: f64, length: f64| if rtl { width - from - length } else { from };
    let mut svg = String::new();
    for (at, (line, name, mark)) in rows.iter().enumerate() {
        let y = ROW * at as f64;
        let class = line.speaker.map_or("voice".to_owned(), |s| format!("s{}", s % HUES));
        from_start(&mut svg, "who", if rtl { width } else { 0.0 }, y + 15.0, &fitted(name, SIZE, width));
        let solid = (mark.low.or(mark.high).unwrap_or(0.0) * scale).max(2.0);
        let mut bar = |class: &str, from: f64, length: f64| {
            let _ = write!(
                svg,
                "<rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{length:.1}\" height=\"15\" rx=\"2\"/>",
                x(from, length),
                y + 22.0
            );
        };
        bar(&format!("bar {class}"), 0.0, solid);
        let mut end = solid;
        let beyond = match (mark.low, mark.high) {
            (_, None) => 24.0,
            (Some(low), Some(high)) => (high - low) * scale,
            _ => 0.0,
        };
        if beyond > 0.0 {
            bar(&format!("bar open {class}"), solid, beyond);
            end += beyond;
        }
        let text = if rtl { width - end - 6.0 } else { end + 6.0 };
        // Digits run from left to right in both languages; the anchor turns so that they stand clear of the bar.
        let anchor = if rtl { "end" } else { "start" };
        let _ = write!(
            svg,
            "<text class=\"value\" x=\"{text:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" direction=\"ltr\">{}</text>",
            y + 34.5,
            escape(&mark.text)
        );
    }
    Some(frame(width, ROW * rows.len() as f64 + 2.0, "drawing bars", language, caption, &svg))
}

#[cfg(test)]
mod tests {
    use super::super::Mark;
    use super::*;

    #[test]
    fn hostile_names_stay_text() {
        let mark = |n: f64| Mark { time: String::new(), low: Some(n), high: None, text: n.to_string(), told: String::new() };
        let lines = [Line { speaker: Some(0), marks: vec![mark(3.0)] }, Line { speaker: None, marks: vec![mark(4.0)] }];
        let names = ["<script>x</script>".to_owned(), "b".to_owned()];
        let caption = Caption { title: String::new(), description: String::new() };
        let svg = bars(&lines, &names, 340.0, Language::Arabic, &caption).expect("drawn");
        assert!(!svg.contains("<script"));
        assert!(svg.contains("direction=\"rtl\""));
        assert!(bars(&lines[..1], &names, 340.0, Language::Arabic, &caption).is_none(), "one figure is no comparison");
    }
}
