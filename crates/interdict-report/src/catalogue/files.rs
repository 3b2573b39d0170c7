//! Files of results, and the fields of those that hold rows. Who writes such a file takes its first line from here.

use serde::Serialize;

/// A file of results.
#[derive(Debug, Serialize)]
pub struct FileForm {
    /// Its path in the folder of the results.
    pub path: &'static str,
    /// What it holds.
    pub doc: &'static str,
    /// Fields, documents or shapes.
    #[serde(flatten)]
    pub holds: Holds,
}

/// What a file holds.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// Rows, each with these fields, in order.
    Fields(&'static [Field]),
    /// One document; its schema is told by `interdict schema` under this name.
    Schema(&'static str),
}

/// A field of a row.
#[derive(Debug, Serialize)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// Unit; empty where it has none, or where another field says it.
    pub unit: &'static str,
    /// Whether it is empty in some rows.
    pub may_be_empty: bool,
    /// What it means.
    pub doc: &'static str,
}

/// What a field holds, in the words of the Table Schema of Frictionless Data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A date: `1951-10-24`.
    Date,
    /// A date and a time: `1951-10-24 14:20:05`.
    DateTime,
    /// `true` or `false`.
    Boolean,
}

impl FieldKind {
    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Date => "date",
            Self::DateTime => "datetime",
            Self::Boolean => "boolean",
        }
    }
}

impl FileForm {
    /// Its fields; none where it holds no rows.
    pub fn fields(&self) -> &'static [Field] {
        match self.holds {
            Holds::Fields(fields) => fields,
            Holds::Schema(_) => &[],
        }
    }
}

/// The first line of a file of these fields.
pub(crate) fn heads(fields: &'static [Field]) -> impl Iterator<Item = &'static str> {
    fields.iter().map(|field| field.name)
}

macro_rules! fields {
    ($( $(#[doc = $about:literal])+ $name:ident { $( $field:literal $kind:ident $unit:literal $($empty:ident)?, $doc:literal; )+ } )+) => {
        $(
            $(#[doc = $about])+
            pub(crate) const $name: &[Field] = &[ $( Field {
                name: $field,
                kind: FieldKind::$kind,
                unit: $unit,
                may_be_empty: !stringify!($($empty)?).is_empty(),
                doc: $doc,
            }, )+ ];
        )+
    };
}

fields! {
    /// Of `series.csv`.
    SERIES {
        "date" Date "", "Day";
        "scope" String "", "What the series is of: the theatre, or a kind of thing in it";
        "name" String "" empty, "Id of the thing in the scenario; empty for the theatre";
        "series" String "", "Name of the series: see the series of this scope";
        "unit" String "", "Unit of the value";
        "value" Integer "", "Flow: what happened on the day. State: how things stood when the day ended";
    }
    /// Of `events.jsonl`.
    EVENTS {
        "time" DateTime "", "When";
        "kind" String "", "Kind of event: see the events";
        "table" String "", "Of what kind the place is";
        "place" String "", "Id of the place in the scenario";
        "key" String "", "Identity of the thing, 16 hexadecimal digits";
        "cause" String "", "Identity of what caused it; zeros where nothing did";
        "amount" Integer "", "How much, in the unit of this row";
        "unit" String "" empty, "Unit of the amount; empty where the amount says nothing";
    }
    /// Of `replications.csv`.
    REPLICATIONS {
        "replication" Integer "", "Number of the replication, from 0";
        "series" String "", "Name of the series of the theatre";
        "unit" String "", "Unit of the value; a flow ends in `/day`";
        "value" Number "", "Flow: mean a day over the days run. State: how things stood when the last day ended";
    }
    /// Of `pairs.csv`.
    PAIRS {
        "replication" Integer "", "Number of the replication, from 0; equal numbers share their chance";
        "arm" String "", "Name of the arm; `(sham)` is the first with a change of no consequence";
        "outcome" String "", "Name of the outcome: see the outcomes";
        "unit" String "", "Unit of the value; a mean a day ends in `/day`";
        "value" Number "" empty, "The outcome, over the days compared";
    }
    /// Of `curves.csv`.
    CURVES {
        "date" Date "", "Day";
        "curve" String "", "Name of the curve: see the curves";
        "unit" String "", "Unit of the values";
        "of" String "", "Name of an arm, or of the difference of two: `ARM - FIRST`";
        "p05" Number "", "5 % of the replications lie below";
        "p25" Number "", "25 % of the replications lie below";
        "p50" Number "", "Median of the replications";
        "p75" Number "", "75 % of the replications lie below";
        "p95" Number "", "95 % of the replications lie below";
        "mean" Number "" empty, "Mean difference; empty for an arm";
        "low" Number "" empty, "Low end of the 95 % band of the mean, over all days at once; empty for an arm";
        "high" Number "" empty, "High end of that band; empty for an arm";
    }
    /// Of `lines.csv`.
    LINES {
        "arm" String "", "Name of the arm, set against the first";
        "line" String "", "Id of the line in the scenario";
        "what" String "", "open: share of the time; damage: places damaged";
        "unit" String "", "Unit of the values";
        "base" Number "", "Mean of the first arm";
        "difference" Number "", "Mean difference of the arm from the first";
        "low" Number "", "Low end of its 95 % interval";
        "high" Number "", "High end of its 95 % interval";
    }
    /// Of `points.csv`; a column for each knob and effect follows.
    POINTS {
        "point" Integer "", "Number of the point";
    }
    /// Of `screening.csv`.
    SCREENING {
        "arm" String "", "Name of the arm, set against the first";
        "knob" String "", "Path of the knob";
        "mu_star" Number "", "Mean size of the elementary effect, in the unit of the outcome";
        "mu_star_low" Number "", "Low end of its 95 % interval";
        "mu_star_high" Number "", "High end of its 95 % interval";
        "mu" Number "", "Mean elementary effect, with its sign";
        "sigma" Number "", "Standard deviation of the elementary effects";
        "chance" Number "" empty, "Of these, what chance alone brings";
        "stands_out" Boolean "", "Whether the knob stands out from chance";
    }
    /// Of `worth.csv`.
    WORTH {
        "outcome" String "", "Name of the outcome: see the outcomes";
        "unit" String "", "Unit of the values";
        "request" String "", "Id of the request in the scenario";
        "kind" String "", "alone: against no request; last: against all others; company: mean over every order";
        "mean" Number "", "Mean difference that the request makes";
        "low" Number "", "Low end of its 95 % interval";
        "high" Number "", "High end of its 95 % interval";
    }
}

const fn rows(path: &'static str, fields: &'static [Field], doc: &'static str) -> FileForm {
    FileForm {
        path,
        doc,
        holds: Holds::Fields(fields),
    }
}

const fn tells(path: &'static str, schema: &'static str, doc: &'static str) -> FileForm {
    FileForm {
        path,
        doc,
        holds: Holds::Schema(schema),
    }
}

/// Every file of results that a program reads.
pub const FILES: &[FileForm] = &[
    rows(
        "series.csv",
        SERIES,
        "Run: every series of the theatre, day by day, one value a row",
    ),
    rows(
        "events.jsonl",
        EVENTS,
        "Run: everything that happened, in order of time, one JSON object each",
    ),
    tells(
        "network.geojson",
        "network",
        "Run: lines and stations in their places, with their totals over the run",
    ),
    tells("summary.json", "summary", "Run: what came of it"),
    tells(
        "observed.json",
        "observed",
        "Run: figures of record beside those of the run",
    ),
    rows(
        "replications.csv",
        REPLICATIONS,
        "Replications: the main series of each, one value a row",
    ),
    tells(
        "spread.json",
        "spread",
        "Replications: how the main series are spread",
    ),
    rows(
        "pairs.csv",
        PAIRS,
        "Comparison: every outcome of every arm and replication, one value a row",
    ),
    rows(
        "curves.csv",
        CURVES,
        "Comparison: every curve, day by day: each arm, and each difference with its band",
    ),
    rows(
        "lines.csv",
        LINES,
        "Comparison: what each arm changed on each line",
    ),
    tells(
        "comparison.json",
        "comparison",
        "Comparison: what differs, and how sure that is",
    ),
    tells(
        "why.json",
        "why",
        "Comparison: through which channels the arms differ",
    ),
    rows(
        "points.csv",
        POINTS,
        "Study over knobs, or calibration: every point, with a column for each knob and effect",
    ),
    tells(
        "uncertain.json",
        "uncertain",
        "Study over knobs: what is not known about them, and what comes of it",
    ),
    rows(
        "screening.csv",
        SCREENING,
        "Screening: every knob of every arm",
    ),
    tells(
        "screening.json",
        "screening",
        "Screening: which knobs the answer hangs on",
    ),
    rows("worth.csv", WORTH, "Worth: every request and outcome"),
    tells(
        "worth.json",
        "worth",
        "Worth: what each request is worth, alone, last and in company",
    ),
    tells(
        "calibration.json",
        "calibration",
        "Calibration: which knobs the record leaves open",
    ),
    tells("run.json", "run", "What made the results"),
    tells(
        "interdict-output.json",
        "folder",
        "Which files in the folder are the program's",
    ),
    tells(
        "datapackage.json",
        "datapackage",
        "A Frictionless Data Package: each of these files with its fields",
    ),
];

/// The form of a file by its path; a table in another format has the form of its name.
pub fn form(path: &str) -> Option<&'static FileForm> {
    let stem = |path: &str| path.rsplit_once('.').map(|(stem, _)| stem.to_owned());
    FILES.iter().find(|form| {
        let is_other = path.ends_with(".parquet") && !form.fields().is_empty();
        form.path == path || is_other && stem(form.path) == stem(path)
    })
}
