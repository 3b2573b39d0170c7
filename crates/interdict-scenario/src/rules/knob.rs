//! What a knob is: a named number with a default, a range, a unit and a source mark.

/// How well a figure is known. Shown wherever the figure is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Seen in a source that is named.
    Seen,
    /// Recalled from named literature, not re-checked.
    Literature,
    /// Computed from other figures.
    Computed,
    /// An estimate; its reasoning is given.
    Estimate,
}

impl Mark {
    /// The letter used in files and tables: `S`, `L`, `C`, `E`.
    pub const fn letter(self) -> char {
        match self {
            Self::Seen => 'S',
            Self::Literature => 'L',
            Self::Computed => 'C',
            Self::Estimate => 'E',
        }
    }

    /// The mark of a letter.
    pub const fn from_letter(letter: char) -> Option<Self> {
        match letter {
            'S' => Some(Self::Seen),
            'L' => Some(Self::Literature),
            'C' => Some(Self::Computed),
            'E' => Some(Self::Estimate),
            _ => None,
        }
    }
}

/// One knob: where it is, what it means, and how well it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Knob {
    /// The process it belongs to: `"rail"`.
    pub group: &'static str,
    /// Its name there: `"speed_kmh"`.
    pub name: &'static str,
    /// The value when nothing is said.
    pub default: f64,
    /// The lowest value allowed.
    pub low: f64,
    /// The highest value allowed.
    pub high: f64,
    /// Lowest and highest value at which the truth may well lie, where a source or an estimate says so;
    /// `None` where nobody says.
    pub plausible: Option<(f64, f64)>,
    /// Whether only whole numbers mean anything: the model rounds it.
    pub is_whole: bool,
    /// Unit.
    pub unit: &'static str,
    /// How well the default is known.
    pub mark: Mark,
    /// Where default and range come from, or the reasoning of an estimate.
    pub source: &'static str,
    /// What it means.
    pub doc: &'static str,
}

impl Knob {
    /// `"rail.speed_kmh"`.
    pub fn path(&self) -> String {
        format!("{}.{}", self.group, self.name)
    }

    /// `"0.01 to 0.15"`, or a dash where no plausible range is stated.
    pub fn plausible_words(&self) -> String {
        let words = |(low, high): (f64, f64)| format!("{low} to {high}");
        self.plausible.map_or_else(|| "-".to_owned(), words)
    }
}

/// Why a knob could not be set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KnobError {
    /// There is no knob of this path.
    Unknown,
    /// The value is NaN or infinite.
    NotFinite,
    /// The value lies outside the stated range.
    OutOfRange {
        /// The lowest value allowed.
        low: f64,
        /// The highest value allowed.
        high: f64,
        /// Unit.
        unit: &'static str,
    },
}

pub(super) trait Group {
    fn knobs() -> Vec<Knob>;
}

/// The plausible range of a knob, where one is stated.
pub(super) fn plausible(stated: &[(f64, f64)]) -> Option<(f64, f64)> {
    stated.first().copied()
}

/// Whether a knob stands for a whole number: the word after its plausible range is `whole`.
pub(super) fn is_whole(said: &[&str]) -> bool {
    said.first() == Some(&"whole")
}

/// Declares the knobs of one process. Each line: doc comment, then
/// `name = default, low..high, "unit", Mark, "source";`. Where it is known between which values the figure
/// may well lie in truth, `, plausible low..high` stands before the semicolon, and after that `whole` where the
/// model rounds it.
macro_rules! knobs {
    ($(#[doc = $about:literal])+ $name:ident, $group:literal:
     $( $(#[doc = $doc:literal])+ $field:ident = $default:literal, $low:literal .. $high:literal,
        $unit:literal, $mark:ident, $source:literal $(, plausible $from:literal .. $to:literal $($whole:ident)?)?; )+) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name { $( $(#[doc = $doc])+ #[doc = concat!("\nUnit: ", $unit, ".")] pub $field: f64, )+ }

        impl Default for $name {
            fn default() -> Self { Self { $( $field: $default, )+ } }
        }

        impl $name {
            pub(super) fn get(&self, name: &str) -> Option<f64> {
                match name { $( stringify!($field) => Some(self.$field), )+ _ => None }
            }
            pub(super) fn set(&mut self, name: &str, value: f64) {
                match name { $( stringify!($field) => self.$field = value, )+ _ => {} }
            }
            /// Name, value and range of the first knob that lies outside its range.
            pub(super) fn amiss(&self) -> Option<(&'static str, f64, (f64, f64))> {
                $( if !($low..=$high).contains(&self.$field) {
                    return Some((stringify!($field), self.$field, ($low, $high)));
                } )+
                None
            }
        }

        impl crate::rules::knob::Group for $name {
            fn knobs() -> Vec<crate::rules::Knob> {
                vec![ $( crate::rules::Knob {
                    group: $group, name: stringify!($field), default: $default, low: $low,
                    high: $high, plausible: crate::rules::knob::plausible(&[$( ($from, $to) )?]),
                    is_whole: crate::rules::knob::is_whole(&[$( $( stringify!($whole) )? )?]),
                    unit: $unit, mark: crate::rules::Mark::$mark, source: $source,
                    doc: concat!($($doc),+).trim_ascii_start(),
                }, )+ ]
            }
        }
    };
}
pub(super) use knobs;
