//! Figures as bars by speaker, with bounds: SVG that needs nothing beside it.

use std::fmt::Write;

use crate::Language;

/// One figure.
pub struct Bar {
    pub label: String,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub figure: String,
}

const WIDTH: f64 = 640.0;
const ROW: f64 = 46.0;

/// Bars from zero to the figure; an open bound fades out, a range is shaded between its ends.
pub fn bars(bars: &[Bar], language: Language) -> String {
    let most = bars.iter().flat_map(|b| [b.low, b.high]).flatten().fold(1.0, f64::max);
    let height = ROW * bars.len() as f64 + 6.0;
    let rtl = language == Language::Arabic;
    let direction = if rtl { "rtl" } else { "ltr" };
    let scale = (WIDTH - 120.0) / most;
    let x = |from: f64, width: f64| if rtl { WIDTH - from - width } else { from };
    let mut svg = String::new();
    let _ = write!(svg, "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" class=\"chart\" direction=\"{direction}\">");
    for (at, bar) in bars.iter().enumerate() {
        let y = ROW * at as f64;
        let (low, high) = (bar.low.unwrap_or(0.0), bar.high);
        let solid = (if bar.low.is_some() { low } else { high.unwrap_or(0.0) } * scale).max(2.0);
        let _ = write!(
            svg,
            "<rect class=\"bar\" x=\"{:.1}\" y=\"{:.1}\" width=\"{solid:.1}\" height=\"16\" rx=\"2\"/>",
            x(0.0, solid),
            y + 22.0
        );
        let mut end = solid;
        match high {
            None => {
                // At least: open to the far side.
                let _ = write!(
                    svg,
                    "<rect class=\"open\" x=\"{:.1}\" y=\"{:.1}\" width=\"26\" height=\"16\" rx=\"2\"/>",
                    x(solid, 26.0),
                    y + 22.0
                );
                end += 26.0;
            }
            Some(high) if high > low && bar.low.is_some() => {
                let width = (high - low) * scale;
                let _ = write!(
                    svg,
                    "<rect class=\"open\" x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"16\" rx=\"2\"/>",
                    x(solid, width),
                    y + 22.0
                );
                end += width;
            }
            _ => {}
        }
        let start = if rtl { WIDTH } else { 0.0 };
        let _ = write!(svg, "<text class=\"who\" x=\"{start}\" y=\"{:.1}\" text-anchor=\"start\">{}</text>", y + 15.0, escape(&bar.label));
        let text = if rtl { WIDTH - end - 8.0 } else { end + 8.0 };
        let _ = write!(
            svg,
            "<text class=\"figure\" x=\"{text:.1}\" y=\"{:.1}\" text-anchor=\"start\">{}</text>",
            y + 35.0,
            escape(&bar.figure)
        );
    }
    svg.push_str("</svg>");
    svg
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_labels_stay_text() {
        let svg =
            bars(&[Bar { label: "<script>x</script>".to_owned(), low: Some(3.0), high: None, figure: "3".to_owned() }], Language::Arabic);
        assert!(!svg.contains("<script"));
        assert!(svg.contains("direction=\"rtl\""));
    }
}
