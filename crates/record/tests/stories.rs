//! The same pages make the same stories, in whatever order and batches they come.
#![allow(clippy::expect_used)] // a test

use std::collections::BTreeSet;

use isnad_model::{Article, Published};
use isnad_record::stories::Index;
use isnad_record::stories::features::Features;
use isnad_record::stories::weights::Weights;

const PLACES: [&str; 8] = ["الميناء", "سبها", "تعز", "البصرة", "الحديدة", "الزاوية", "إدلب", "كسلا"];
const EVENTS: [&str; 4] = [
    "أتى حريق كبير على سوق الخضار في {place} وقال رجال الإطفاء إن {n} محلا احترقت ولم يصب أحد بسوء",
    "ضرب زلزال ضواحي {place} فجرا وقتل {n} شخصا تحت الأنقاض فيما تواصل فرق الإنقاذ البحث عن ناجين",
    "توصل طرفا النزاع في {place} إلى هدنة مدتها {n} يوما تشمل تبادل الأسرى وفتح الطرق أمام الإغاثة",
    "انقلبت حافلة تقل عمالا على الطريق السريع قرب {place} فأصيب {n} منهم ونقلوا إلى المستشفى",
];
const TAILS: [&str; 5] = [
    "وقالت البلدية إنها ستعوض المتضررين",
    "وفتحت الشرطة تحقيقا في ما جرى",
    "وتوجه المحافظ إلى المكان مساء",
    "ولم يصدر تعليق عن الحكومة بعد",
    "وروى شهود تفاصيل ما رأوه من نوافذ بيوتهم",
];

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}

/// Pages about a few dozen events that look alike, one in three without a day.
fn pages(count: usize) -> Vec<Features> {
    let mut dice = Dice(7);
    let page = |number: usize| {
        let event = dice.below(32);
        let lead = EVENTS[event % 4].replace("{place}", PLACES[event / 4]).replace("{n}", &(event * 3 + 2).to_string());
        let text = format!("{lead}. {}. {}", TAILS[dice.below(5)], TAILS[dice.below(5)]);
        let published = match dice.below(3) {
            0 => Published::default(),
            _ => Published { value: Some(format!("2024-03-{:02}", event % 9 + dice.below(4) + 1)), ..Published::default() },
        };
        Features::of(&Article { id: format!("{number:016x}"), source: number.to_string(), text, published, ..Article::default() })
    };
    (0..count).map(page).collect()
}

/// Few neighbours, so that pages crowd each other out.
fn narrow() -> Weights {
    let mut weights = Weights::default();
    weights.reach.neighbours = 3;
    weights.reach.comparisons = 5;
    weights
}

fn stories(
    weights: &Weights,
    pages: &[Features],
    order: &[usize],
    mut batch: impl FnMut() -> usize,
    ask: bool,
) -> BTreeSet<BTreeSet<usize>> {
    let mut index = Index::new(weights.clone());
    let mut rest = order;
    while !rest.is_empty() {
        let (now, later) = rest.split_at(batch().clamp(1, rest.len()));
        let numbers = index.add(now.iter().map(|page| pages[*page].clone()));
        if ask {
            assert!(index.story_of(numbers.start).contains(&(numbers.start as u32)));
        }
        rest = later;
    }
    index.stories().into_iter().map(|story| story.into_iter().map(|page| order[page]).collect()).collect()
}

#[test]
fn neither_order_nor_batches_matter() {
    let pages = pages(240);
    let mut order: Vec<usize> = (0..pages.len()).collect();
    let mut dice = Dice(11);
    for weights in [Weights::default(), narrow()] {
        let want = stories(&weights, &pages, &order, || 240, false);
        assert!(want.len() > 4 && want.len() < 200, "{} stories", want.len());
        for round in 0..8 {
            dice.shuffle(&mut order);
            let mut sizes = Dice(round);
            let most = [1, 7, 60, 240][round as usize % 4];
            assert_eq!(stories(&weights, &pages, &order, || sizes.below(most) + 1, round % 2 == 0), want, "round {round}");
        }
    }
}
