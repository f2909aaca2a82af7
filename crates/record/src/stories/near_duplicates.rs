//! Texts that are the same or an edited copy of each other: runs of words (Broder 1997), MinHash signatures of them and
//! banding (Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, chapter 3).
//!
//! Signatures may be stored. They come from fixed seeds and a fixed hash over folded words, so no change of a library
//! changes them.

use rustc_hash::FxHashMap;

/// Words of a run.
pub const SHINGLE: usize = 4;
/// Rows of a band: what two pages must have in common to meet in it.
const ROWS: usize = 3;
/// Bands: chances to meet.
const BANDS: usize = 42;
/// Values of a signature.
const VALUES: usize = ROWS * BANDS;
/// The seed that the functions of the signature are made from.
const SEED: u64 = 1446;

/// The runs of a text's folded words, ascending, each once.
pub fn shingles<'a>(words: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let words: Vec<&str> = words.filter(|w| w.chars().nth(1).is_some()).collect();
    let mut run = String::new();
    let mut all: Vec<u32> = words
        .windows(SHINGLE)
        .map(|window| {
            run.clear();
            for word in window {
                run.push_str(word);
                run.push(' ');
            }
            xxhash_rust::xxh3::xxh3_64(run.as_bytes()) as u32
        })
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// How many runs two pages have in common.
pub fn common(a: &[u32], b: &[u32]) -> usize {
    let (mut at, mut count) = (0, 0);
    for run in a {
        while b.get(at).is_some_and(|other| other < run) {
            at += 1;
        }
        count += usize::from(b.get(at) == Some(run));
    }
    count
}

/// A multiplier and an addend for each value: «splitmix64» (Steele, Lea and Flood 2014) from [`SEED`].
const FUNCTIONS: [(u64, u64); VALUES] = {
    let mut functions = [(0, 0); VALUES];
    let mut state = SEED;
    let mut at = 0;
    while at < VALUES {
        let (first, next) = split_mix(state);
        let (second, next) = split_mix(next);
        // An odd multiplier maps no two numbers of 64 bits to one.
        functions[at] = (first | 1, second);
        state = next;
        at += 1;
    }
    functions
};

const fn split_mix(state: u64) -> (u64, u64) {
    let state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31), state)
}

/// For each of the functions the least value over a text's runs: two texts agree in as large a part of their signatures
/// as of their runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature(Vec<u32>);

impl Signature {
    /// The signature of runs; empty where there are none.
    pub fn of(shingles: &[u32]) -> Self {
        if shingles.is_empty() {
            return Signature::default();
        }
        Signature(
            FUNCTIONS
                .iter()
                .map(|(factor, addend)| {
                    shingles.iter().map(|s| (u64::from(*s).wrapping_mul(*factor).wrapping_add(*addend) >> 32) as u32).min().unwrap_or(0)
                })
                .collect(),
        )
    }

    /// The keys of its bands.
    pub fn bands(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.chunks(ROWS).enumerate().map(|(band, rows)| {
            let bytes: Vec<u8> = (band as u32).to_le_bytes().into_iter().chain(rows.iter().flat_map(|r| r.to_le_bytes())).collect();
            xxhash_rust::xxh3::xxh3_64(&bytes)
        })
    }

    /// The part of the runs that two texts have in common, estimated.
    pub fn resemblance(&self, other: &Signature) -> f64 {
        let same = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        same as f64 / VALUES as f64
    }
}

/// Pairs of texts that meet in a band and whose signatures say that they share at least `least` of their runs, each
/// once, in order.
pub fn pairs(signatures: &[Signature], least: f64) -> Vec<(usize, usize)> {
    let mut bands: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut found = Vec::new();
    let mut met: Vec<usize> = Vec::new();
    for (at, signature) in signatures.iter().enumerate() {
        met.clear();
        for band in signature.bands() {
            let others = bands.entry(band).or_default();
            met.extend_from_slice(others);
            others.push(at);
        }
        met.sort_unstable();
        met.dedup();
        found.extend(met.iter().filter(|other| signatures[**other].resemblance(signature) >= least).map(|other| (*other, at)));
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<u32> {
        shingles(text.split(' '))
    }

    #[test]
    fn a_signature_never_changes() {
        let signature = Signature::of(&runs("اندلع حريق كبير في سوق الخضار القديم فجر اليوم"));
        assert_eq!(signature.0.len(), VALUES);
        assert_eq!(signature.0[..3], STORED, "stored signatures would be lost");
    }

    /// The first values of the signature above, as stored.
    const STORED: [u32; 3] = [285_044_590, 238_855_410, 662_506_518];

    #[test]
    fn an_edited_copy_is_found_and_another_text_is_not() {
        let text = "اندلع حريق كبير في سوق الخضار القديم فجر اليوم وقال رجال الإطفاء إن أحدا لم يصب وإن سبب الحريق ما زال مجهولا حتى الآن";
        let copy = "اندلع حريق كبير في سوق الخضار القديم فجر أمس وقال رجال الإطفاء إن أحدا لم يصب وإن سبب الحريق ما زال مجهولا";
        let other = "غرقت سفينة صيد قبالة الساحل ليلا وأنقذ خفر السواحل بحارتها السبعة بعد ساعات من البحث في بحر هائج";
        let signatures: Vec<Signature> = [text, copy, other].iter().map(|t| Signature::of(&runs(t))).collect();
        assert_eq!(pairs(&signatures, 0.3), [(0, 1)]);
        assert!(common(&runs(text), &runs(copy)) > 10 && common(&runs(text), &runs(other)) == 0);
    }
}
