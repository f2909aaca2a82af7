//! Which answer stands for which annotation.

/// Annotations and answers paired one to one.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Pairing {
    /// Annotation and answer, by index.
    pub made: Vec<(usize, usize)>,
    /// Annotations left over.
    pub missed: Vec<usize>,
    /// Answers left over.
    pub extra: Vec<usize>,
}

/// Pairs greedily in the order of the annotations, an answer going to the first that it fits.
pub fn pair<G, A>(golds: &[G], answers: &[A], fits: impl Fn(&G, &A) -> bool) -> Pairing {
    let mut taken = vec![false; answers.len()];
    let mut pairing = Pairing::default();
    for (i, gold) in golds.iter().enumerate() {
        match answers.iter().enumerate().position(|(j, answer)| !taken[j] && fits(gold, answer)) {
            Some(j) => {
                taken[j] = true;
                pairing.made.push((i, j));
            }
            None => pairing.missed.push(i),
        }
    }
    pairing.extra = (0..answers.len()).filter(|j| !taken[*j]).collect();
    pairing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_stands_for_one_annotation() {
        let pairing = pair(&[3, 3, 8], &[8, 3, 5], |g, a| g == a);
        assert_eq!(pairing, Pairing { made: vec![(0, 1), (2, 0)], missed: vec![1], extra: vec![2] });
    }
}
