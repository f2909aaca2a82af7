//! From which origin each page has it: origins on the reader's first side, pages on the other, a line for each drawing.

use std::fmt::Write;

use super::{Caption, escape, fitted, frame, from_start};
use crate::Language;

/// An origin or a page.
pub struct Node {
    pub name: String,
    /// A second line in small.
    pub note: String,
}

/// Who draws on what.
pub struct Graph {
    pub origins: Vec<Node>,
    pub pages: Vec<Node>,
    /// Origin and page, from 0.
    pub lines: Vec<(usize, usize)>,
}

const ROW: f64 = 48.0;
const SIZE: f64 = 13.0;

/// The graph, or nothing where there are not two pages.
pub fn graph(graph: &Graph, width: f64, language: Language, caption: &Caption) -> Option<String> {
    if graph.pages.len() < 2 || graph.lines.is_empty() {
        return None;
    }
    let rows = graph.pages.len().max(graph.origins.len());
    let height = ROW * rows as f64;
    let column = width * 0.38;
    let rtl = language == Language::Arabic;
    let mirrored = |x: f64| if rtl { width - x } else { x };
    // The shorter column is spread over the height of the longer one.
    let y = |at: usize, of: usize| height * (at as f64 + 0.5) / of as f64;
    let mut svg = String::new();
    for (origin, page) in &graph.lines {
        let (a, b) = (y(*origin, graph.origins.len()), y(*page, graph.pages.len()));
        let (from, to, middle) = (mirrored(column + 6.0), mirrored(width - column - 6.0), mirrored(width / 2.0));
        let _ = write!(
            svg,
            "<path class=\"edge s{}\" d=\"M{from:.1},{a:.1} C{middle:.1},{a:.1} {middle:.1},{b:.1} {to:.1},{b:.1}\"/>",
            origin % super::HUES
        );
    }
    for (at, node) in graph.origins.iter().enumerate() {
        draw(
            &mut svg,
            node,
            mirrored(0.0),
            mirrored(column + 6.0),
            y(at, graph.origins.len()),
            column,
            &format!("dot s{}", at % super::HUES),
        );
    }
    for (at, node) in graph.pages.iter().enumerate() {
        let side = width - column;
        draw(&mut svg, node, mirrored(side + 4.0), mirrored(side - 6.0), y(at, graph.pages.len()), column - 4.0, "dot page");
    }
    Some(frame(width, height, "drawing graph", language, caption, &svg))
}

fn draw(svg: &mut String, node: &Node, x: f64, dot: f64, y: f64, room: f64, class: &str) {
    let _ = write!(svg, "<g><title>{}</title><circle class=\"{class}\" cx=\"{dot:.1}\" cy=\"{y:.1}\" r=\"4.5\"/>", escape(&node.name));
    let name = if node.note.is_empty() { y + 4.0 } else { y - 4.0 };
    from_start(svg, "name", x, name, &fitted(&node.name, SIZE, room));
    if !node.note.is_empty() {
        from_start(svg, "note", x, y + 15.0, &fitted(&node.note, SIZE - 2.0, room));
    }
    svg.push_str("</g>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_hangs_on_its_origin() {
        let node = |name: &str| Node { name: name.to_owned(), note: String::new() };
        let pages = Graph { origins: vec![node("Agency")], pages: vec![node("One"), node("<Two>")], lines: vec![(0, 0), (0, 1)] };
        let caption = Caption { title: String::new(), description: String::new() };
        let svg = graph(&pages, 680.0, Language::English, &caption).expect("drawn");
        assert_eq!(svg.matches("class=\"edge").count(), 2);
        assert!(svg.contains("&lt;Two&gt;"));
        let alone = Graph { pages: vec![node("One")], ..pages };
        assert!(graph(&alone, 680.0, Language::English, &caption).is_none());
    }
}
