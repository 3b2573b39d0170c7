//! The page on cities: cover and leak, what moving a division does, and the raids that came.

use super::Page;
use crate::figures::{count, counted, grouped, percent, shortened};
use crate::summary::{Cities, CityGuarded};

/// Cities that are named on the page.
const NAMED: usize = 12;

/// Columns of a name, and of a figure.
const NAME: usize = 25;
const FIGURE: usize = 12;

impl Cities {
    /// Cities line by line, then the most telling move, then what came.
    pub(super) fn write(&self, page: &mut Page) {
        let heads = ["cover", "at the end", "leak", "one more", "one fewer"];
        page.row("Cities", &columns("", &heads.map(str::to_owned)));
        for city in self.cities.iter().take(NAMED) {
            page.row("", &city.told());
        }
        if self.cities.len() > NAMED {
            let more = format!("({} more cities: summary.json)", self.cities.len() - NAMED);
            page.item("", &more);
        }
        let cover = format!(
            "{} of a weight of {}; of the bombers of a raid {} get through; {} expected in all",
            grouped(self.cover, 1),
            grouped(self.weight, 1),
            percent(Some(self.leak)),
            grouped(self.bombers_expected, 1)
        );
        page.item("Cover", &cover);
        if let Some(told) = self.moved() {
            page.item("Moving one", &told);
        }
        let came = format!(
            "{} came, {} met by fighters; {} of {} got through. So few are chance: compare cover and leak",
            counted(self.raids, "raid"),
            count(self.raids_met),
            count(self.bombers_through),
            counted(self.bombers, "bomber")
        );
        page.item("Raids", &came);
        page.gap();
    }

    /// What a division does that goes from the city that misses it least to the one that it helps most.
    fn moved(&self) -> Option<String> {
        let guarded = self.cities.iter().filter(|city| city.with_one_fewer > 0.0);
        let from = guarded.min_by(|a, b| a.with_one_fewer.total_cmp(&b.with_one_fewer))?;
        let others = self.cities.iter().filter(|city| city.id != from.id);
        let to = others.max_by(|a, b| a.with_one_more.total_cmp(&b.with_one_more))?;
        Some(format!(
            "a division on call that goes from {} to {} raises the cover there by {} points and lowers it here by {}",
            from.name,
            to.name,
            grouped(100.0 * to.with_one_more, 0),
            grouped(100.0 * from.with_one_fewer, 0)
        ))
    }
}

impl CityGuarded {
    fn told(&self) -> String {
        let points = |change: f64, sign: &str| match grouped(100.0 * change, 0) {
            none if none == "0" => none,
            points => format!("{sign}{points} points"),
        };
        columns(
            &self.name,
            &[
                percent(Some(self.cover)),
                percent(Some(self.cover_at_end)),
                percent(Some(self.leak)),
                points(self.with_one_more, "+"),
                points(self.with_one_fewer, "-"),
            ],
        )
    }
}

fn columns(name: &str, figures: &[String; 5]) -> String {
    let name = shortened(name, NAME - 1);
    let figures = figures.iter().map(|figure| format!("{figure:<FIGURE$}"));
    let line = format!("{name:<NAME$}{}", figures.collect::<String>());
    line.trim_end().to_owned()
}
