//! Weights by logistic regression on labelled pairs (Newton's method with a ridge), thresholds by trying them.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use isnad_model::Article;
use isnad_record::stories::features::Features;
use isnad_record::stories::likeness::SIGNS;
use isnad_record::stories::weights::Weights;
use isnad_record::stories::{Pair, compare};

use crate::labels::Labels;
use crate::score::{self, Sorted};

/// What a pair of two stories counts for, a page with its own story counting 1 in all.
const OTHERS: f64 = 0.02;
/// How strongly weights are held to 0.
const RIDGE: f64 = 0.05;
/// Rounds of Newton's method; it has converged long before.
const ROUNDS: usize = 30;
/// How much worse than the best a threshold may do to count as just as good.
const AS_GOOD: f64 = 0.01;
/// A sign that less than one in so many pairs shows is not learnt from them.
const FEW: usize = 50;
/// Signs and the bias.
const COLUMNS: usize = SIGNS.len() + 1;

/// The weights that do best on labelled pages; what no labelled pair shows stays as it is.
pub fn fit(articles: &[Article], labels: &Labels) -> Result<Weights> {
    let mut weights = Weights::default();
    let sorted = Sorted::of(articles);
    let pages: Vec<Features> = sorted.features();
    let pairs = compare(&pages, &weights);
    let stories: Vec<&str> = sorted.articles.iter().map(|a| Ok(labels.of(&a.source)?.story.as_str())).collect::<Result<_>>()?;
    let (bias, signs) = regress(&pairs, &stories, &weights)?;
    weights.bias = bias;
    weights.signs = signs;
    let scores: Vec<(f64, f64)> = (20..95)
        .map(|percent| {
            let least = f64::from(percent) / 100.0;
            (least, score::stories(&sorted.stories(&pages, &Weights { story: least, ..weights.clone() }), &stories).f1)
        })
        .collect();
    weights.story = middle_of_best(&scores);
    let alike = sorted.texts(&weights);
    let texts: Vec<(f64, f64)> = (10..80)
        .map(|percent| {
            let least = f64::from(percent) / 100.0;
            Ok((least, sorted.reprints(&alike, &Weights { text: least, ..weights.clone() }, labels)?.f1))
        })
        .collect::<Result<_>>()?;
    weights.text = middle_of_best(&texts);
    Ok(weights)
}

/// The middle of the thresholds that do as well as the best.
fn middle_of_best(scores: &[(f64, f64)]) -> f64 {
    let best = scores.iter().map(|(_, score)| *score).fold(0.0, f64::max);
    let good: Vec<f64> = scores.iter().filter(|(_, score)| *score >= best - AS_GOOD).map(|(least, _)| *least).collect();
    good.get(good.len() / 2).copied().unwrap_or_default()
}

/// Bias and weights by iteratively reweighted least squares.
fn regress(pairs: &[Pair], stories: &[&str], now: &Weights) -> Result<(f64, [f64; SIGNS.len()])> {
    let mut sizes: BTreeMap<&str, f64> = BTreeMap::new();
    for story in stories {
        *sizes.entry(story).or_default() += 1.0;
    }
    let rows: Vec<([f64; COLUMNS], f64, f64)> = pairs
        .iter()
        .map(|pair| {
            let (a, b) = (stories[pair.pages.0], stories[pair.pages.1]);
            let mut row = [1.0; COLUMNS];
            row[1..].copy_from_slice(&pair.signs);
            if a == b { (row, 1.0, 1.0 / sizes[a]) } else { (row, 0.0, OTHERS) }
        })
        .collect();
    ensure!(rows.iter().any(|(_, y, _)| *y > 0.0), "no two of the labelled pages are of one story");
    let seen = |c: usize| rows.iter().filter(|(row, _, _)| row[c] != 0.0).count();
    let shown: Vec<bool> = (0..COLUMNS).map(|c| seen(c) * FEW >= rows.len()).collect();
    let mut beta = [0.0; COLUMNS];
    for _ in 0..ROUNDS {
        let mut hessian = [[0.0; COLUMNS]; COLUMNS];
        let mut gradient = [0.0; COLUMNS];
        for (row, y, counts) in &rows {
            let odds: f64 = row.iter().zip(&beta).map(|(x, b)| x * b).sum();
            let p = 1.0 / (1.0 + (-odds).exp());
            for i in 0..COLUMNS {
                gradient[i] += counts * (y - p) * row[i];
                for j in 0..COLUMNS {
                    hessian[i][j] += counts * p * (1.0 - p) * row[i] * row[j];
                }
            }
        }
        for i in 0..COLUMNS {
            let ridge = if i == 0 { 1e-9 } else { RIDGE };
            gradient[i] -= ridge * beta[i];
            hessian[i][i] += ridge;
        }
        for (b, step) in beta.iter_mut().zip(solve(hessian, gradient)) {
            *b += step;
        }
    }
    let mut signs = [0.0; SIGNS.len()];
    for (at, sign) in signs.iter_mut().enumerate() {
        *sign = if shown[at + 1] { beta[at + 1] } else { now.signs[at] };
    }
    Ok((beta[0], signs))
}

/// Solves a symmetric positive system by elimination.
fn solve(mut matrix: [[f64; COLUMNS]; COLUMNS], mut right: [f64; COLUMNS]) -> [f64; COLUMNS] {
    for column in 0..COLUMNS {
        for row in column + 1..COLUMNS {
            let factor = matrix[row][column] / matrix[column][column];
            let above = matrix[column];
            matrix[row].iter_mut().zip(above).skip(column).for_each(|(cell, above)| *cell -= factor * above);
            right[row] -= factor * right[column];
        }
    }
    let mut solution = [0.0; COLUMNS];
    for row in (0..COLUMNS).rev() {
        let known: f64 = (row + 1..COLUMNS).map(|at| matrix[row][at] * solution[at]).sum();
        solution[row] = (right[row] - known) / matrix[row][row];
    }
    solution
}
