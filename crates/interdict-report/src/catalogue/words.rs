//! The words, from where they are declared.

use interdict_experiment::outcome::words as outcomes;
use interdict_model::{AreaSeries, EventKind, FormationSeries, LineSeries, Series};
use interdict_scenario::domain::{CITIES, SCHOOLS};
use interdict_scenario::rules::{Knob, KnobKind, Rules};
use interdict_scenario::{TableWords, table_words};

use super::files::FILES;
use super::word::{Word, WordKind};

/// Every word, kind by kind.
pub(super) fn all() -> Vec<Word> {
    let mut words = series();
    words.extend(outcomes::outcomes().into_iter().map(|word| {
        of_comparison(
            WordKind::Outcome,
            "outcome of a comparison, over the days compared",
            word,
        )
    }));
    words.extend(
        (outcomes::curves().into_iter())
            .map(|word| of_comparison(WordKind::Curve, "curve of a comparison, by day", word)),
    );
    words.extend(EventKind::ALL.iter().map(|event| Word {
        scope: "event, with its amount".to_owned(),
        unit: event.unit().to_owned(),
        ..plain(WordKind::Event, event.name(), event.doc())
    }));
    words.extend(of_files());
    let tables = table_words();
    words.extend(tables.iter().map(table));
    words.extend(tables.iter().flat_map(columns));
    words.extend(Rules::knobs().iter().map(knob));
    words
}

fn plain(kind: WordKind, name: &str, doc: &str) -> Word {
    Word {
        kind,
        name: name.to_owned(),
        scope: String::new(),
        unit: String::new(),
        nature: String::new(),
        needs: None,
        doc: doc.to_owned(),
        more: Vec::new(),
    }
}

/// Series as `series.csv` holds them, by scope.
fn series() -> Vec<Word> {
    let mut words = Vec::new();
    macro_rules! series {
        ($($series:ident $scope:literal),+) => {
            $(for series in $series::ALL {
                words.push(Word {
                    scope: $scope.to_owned(),
                    unit: series.unit().to_owned(),
                    nature: series.nature().name().to_owned(),
                    needs: Some(series.needs()),
                    ..plain(WordKind::Series, series.name(), series.doc())
                });
            })+
        };
    }
    series!(Series "theatre", LineSeries "line", AreaSeries "area", FormationSeries "formation");
    let mut state = |name: &str, scope: &str, unit: &str, needs, doc: &str| {
        words.push(Word {
            scope: scope.to_owned(),
            unit: unit.to_owned(),
            nature: "state".to_owned(),
            needs: Some(needs),
            ..plain(WordKind::Series, name, doc)
        });
    };
    let (students, chance) = ("students", "millionths");
    state(
        students,
        "course",
        students,
        SCHOOLS,
        "Students of a course",
    );
    state(
        "cover_millionths",
        "city",
        chance,
        CITIES,
        "Chance that a raid on the city is met",
    );
    state(
        "leak_millionths",
        "city",
        chance,
        CITIES,
        "Share of the bombers of a raid that get through to the city",
    );
    words
}

fn of_comparison(kind: WordKind, scope: &str, word: outcomes::Word) -> Word {
    Word {
        scope: scope.to_owned(),
        unit: word.label.unit.to_owned(),
        needs: Some(word.needs),
        ..plain(kind, &word.label.name, &word.label.doc)
    }
}

fn of_files() -> Vec<Word> {
    let mut words = Vec::new();
    for file in FILES {
        words.push(Word {
            scope: "file of results".to_owned(),
            ..plain(WordKind::File, file.path, file.doc)
        });
    }
    for file in FILES {
        words.extend(file.fields().iter().map(|field| Word {
            scope: format!("field of {}", file.path),
            unit: field.unit.to_owned(),
            nature: field.kind.word().to_owned(),
            ..plain(
                WordKind::Field,
                &format!("{}.{}", file.path, field.name),
                field.doc,
            )
        }));
    }
    words
}

fn table(table: &TableWords) -> Word {
    let columns = table.columns.iter().map(|column| column.name);
    let columns = columns.collect::<Vec<_>>().join(", ");
    let domain = table.domain.unwrap_or("none: common ground");
    Word {
        scope: "table of a scenario".to_owned(),
        more: vec![("domain", domain.to_owned()), ("columns", columns)],
        ..plain(WordKind::Table, table.name, table.doc)
    }
}

fn columns(table: &TableWords) -> impl Iterator<Item = Word> {
    table.columns.iter().map(|column| Word {
        scope: format!("column of {}", table.name),
        unit: column.unit.unwrap_or_default().to_owned(),
        more: vec![
            ("holds", column.holds.clone()),
            ("empty", column.when_empty.clone()),
        ],
        ..plain(
            WordKind::Column,
            &format!("{}.{}", table.name, column.name),
            column.doc,
        )
    })
}

fn knob(knob: &Knob) -> Word {
    let unit = knob.unit;
    let allowed = match knob.kind {
        KnobKind::Measured => format!("{} {unit}", knob.allowed_words()),
        KnobKind::Whole => format!("{} to {} {unit}, whole", knob.low, knob.high),
        KnobKind::Switch => knob.allowed_words(),
    };
    let plausible = match knob.plausible {
        Some(_) => format!("{} {unit}", knob.plausible_words()),
        None => "nobody says".to_owned(),
    };
    Word {
        scope: "knob".to_owned(),
        unit: unit.to_owned(),
        more: vec![
            ("default", format!("{} {unit}", knob.default)),
            ("allowed", allowed),
            ("plausible", plausible),
            ("mark", format!("{} ({:?})", knob.mark.letter(), knob.mark)),
            ("source", knob.source.to_owned()),
        ],
        ..plain(WordKind::Knob, &format!("rules.{}", knob.path()), knob.doc)
    }
}
