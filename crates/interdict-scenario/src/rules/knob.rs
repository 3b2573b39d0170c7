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

/// Which values mean anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnobKind {
    /// Any value between the ends: what is measured.
    Measured,
    /// Whole numbers only: what is counted.
    Whole,
    /// 0 (off) or 1 (on).
    Switch,
}

impl KnobKind {
    /// The word in tables and files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Whole => "whole",
            Self::Switch => "switch",
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
    /// Which values mean anything.
    pub kind: KnobKind,
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

    /// `"5 to 50"`, `"1 to 40, whole"`, or `"0 or 1"`: what a scenario may say.
    pub fn allowed_words(&self) -> String {
        let (low, high) = (self.low, self.high);
        match self.kind {
            KnobKind::Measured => format!("{low} to {high}"),
            KnobKind::Whole => format!("{low} to {high}, whole"),
            KnobKind::Switch => format!("{low} or {high}"),
        }
    }

    /// Whether a scenario may say a value.
    ///
    /// # Errors
    /// When the value is not finite, outside the range, or a fraction of what is whole.
    pub fn check(&self, value: f64) -> Result<(), KnobError> {
        if !value.is_finite() {
            return Err(KnobError::NotFinite);
        }
        let (low, high) = (self.low, self.high);
        if value < low || value > high {
            return Err(KnobError::OutOfRange {
                low,
                high,
                unit: self.unit,
            });
        }
        let (below, above) = (value.floor(), value.ceil());
        if self.kind != KnobKind::Measured && below < above {
            return Err(KnobError::NotWhole {
                below,
                above,
                unit: self.unit,
            });
        }
        Ok(())
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
    /// The value is a fraction, and only whole numbers mean anything.
    NotWhole {
        /// The next whole number below it.
        below: f64,
        /// The next one above it.
        above: f64,
        /// Unit.
        unit: &'static str,
    },
}

pub(super) trait Group {
    fn knobs() -> Vec<Knob>;
}

/// The type of a knob's field: the kind follows from it. A `u16` fits into every integer of the model as it is, so that
/// nobody rounds a knob.
pub(super) trait Value: Copy {
    const KIND: KnobKind;
    fn number(self) -> f64;
    /// The value that a number says, which [`Knob::check`] has let pass.
    fn said(number: f64) -> Self;
}

impl Value for f64 {
    const KIND: KnobKind = KnobKind::Measured;
    fn number(self) -> f64 {
        self
    }
    fn said(number: f64) -> Self {
        number
    }
}

impl Value for u16 {
    const KIND: KnobKind = KnobKind::Whole;
    fn number(self) -> f64 {
        f64::from(self)
    }
    fn said(number: f64) -> Self {
        number as Self
    }
}

impl Value for bool {
    const KIND: KnobKind = KnobKind::Switch;
    fn number(self) -> f64 {
        f64::from(u8::from(self))
    }
    fn said(number: f64) -> Self {
        number > 0.5
    }
}

/// Lowest and highest value of a knob as numbers.
pub(super) fn ends<T: Value>(low: T, high: T) -> (f64, f64) {
    (low.number(), high.number())
}

/// The plausible range of a knob, where one is stated.
pub(super) fn plausible(stated: &[(f64, f64)]) -> Option<(f64, f64)> {
    stated.first().copied()
}

/// Declares the knobs of one process. Each line: doc comment, then
/// `name = default, low..high, "unit", Mark, "source";`. A knob that counts is `name: u16 = ...`, a switch
/// `name: bool = ...`. Where it is known between which values the figure may well lie in truth,
/// `, plausible low..high` stands before the semicolon.
macro_rules! knobs {
    ($(#[doc = $about:literal])+ $name:ident, $group:literal:
     $( $(#[doc = $doc:literal])+ $field:ident $(: $type:ident)? = $default:literal, $low:literal .. $high:literal,
        $unit:literal, $mark:ident, $source:literal $(, plausible $from:literal .. $to:literal)?; )+) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $( $(#[doc = $doc])+ #[doc = concat!("\nUnit: ", $unit, ".")]
               pub $field: crate::rules::knob::knob_type!($($type)?), )+
        }

        impl Default for $name {
            fn default() -> Self { Self { $( $field: $default, )+ } }
        }

        impl $name {
            pub(super) fn get(&self, name: &str) -> Option<f64> {
                match name { $( stringify!($field) => Some(crate::rules::knob::Value::number(self.$field)), )+ _ => None }
            }
            pub(super) fn set(&mut self, name: &str, value: f64) {
                match name { $( stringify!($field) => self.$field = crate::rules::knob::Value::said(value), )+ _ => {} }
            }
            /// Name, value and range of the first knob that lies outside its range.
            pub(super) fn amiss(&self) -> Option<(&'static str, f64, (f64, f64))> {
                use crate::rules::knob::{Value, ends, knob_type};
                $( {
                    let value = Value::number(self.$field);
                    let (low, high) = ends::<knob_type!($($type)?)>($low, $high);
                    if !(low..=high).contains(&value) {
                        return Some((stringify!($field), value, (low, high)));
                    }
                } )+
                None
            }
        }

        impl crate::rules::knob::Group for $name {
            fn knobs() -> Vec<crate::rules::Knob> {
                use crate::rules::knob::{Value, ends, knob_type, plausible};
                vec![ $( {
                    type Of = knob_type!($($type)?);
                    let (low, high) = ends::<Of>($low, $high);
                    crate::rules::Knob {
                        group: $group, name: stringify!($field), default: <Of as Value>::number($default), low, high,
                        plausible: plausible(&[$( ends::<Of>($from, $to) )?]), kind: <Of as Value>::KIND,
                        unit: $unit, mark: crate::rules::Mark::$mark, source: $source,
                        doc: concat!($($doc),+).trim_ascii_start(),
                    }
                }, )+ ]
            }
        }
    };
}
pub(super) use knobs;

/// The type of a knob for which none is written is that of what is measured.
macro_rules! knob_type {
    () => {
        f64
    };
    ($type:ident) => {
        $type
    };
}
pub(super) use knob_type;
