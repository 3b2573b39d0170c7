//! How a table is declared: once. One block gives the struct of its rows, the form that reading, checking and the
//! reference follow, the reader, and the words in which rows are told again.
//!
//! A line of a block is a column:
//!
//! ```text
//! /// Trains of one direction it can hold.                    the meaning: in the reference, and of the field
//! places: Option<u32> = Count("trains", 1.0, 1_000.0), Absent("the rule's default");
//! ^ column and field    ^ what its cells hold          ^ what an empty cell means
//!
//! length_km as length_m: u32 = km(0.1, 5_000.0), Required;    the field has another name than the column
//! place: FlakPlace = { lat: ...; lon: ...; along: ...; };     several columns are one field
//! worked sector: Vec<LineRow>;                                 no column: a plain function fills it after reading
//! id; name; lat; lon; station; from; to; source;               columns that many tables have (`forms.rs`)
//! key; given;                                                  identity; which `Worked` cells the file gives
//! ```
//!
//! Before the lines may stand `checked by function;`, which reports what a row may not say, or `kept by function;`, which
//! also leaves rows out.
//!
//! The type of a field says how it is taken from its cells and told in the words of the file: [`Held`](crate::held::Held).

/// Declares a table; see the [module](self).
macro_rules! table {
    // Lines are sorted, one by one, into columns and fields. First those that many tables have.
    (@lines $head:tt [$($c:tt)*] [$($f:tt)*] [] id; $($rest:tt)*) => {
        $crate::table::table! { @lines $head
            [$($c)* { $crate::forms::ID }]
            [$($f)* { #[doc = "Short stable name."] id: String, held }] [id] $($rest)* }
    };
    (@lines $head:tt [$($c:tt)*] [$($f:tt)*] $id:tt name; $($rest:tt)*) => {
        $crate::table::table! { @lines $head
            [$($c)* { $crate::forms::NAME }]
            [$($f)* { #[doc = "Full name, for people."] name: String, held }] $id $($rest)* }
    };
    (@lines $head:tt [$($c:tt)*] [$($f:tt)*] $id:tt lat; $($rest:tt)*) => {
        $crate::table::table! { @lines $head
            [$($c)* { $crate::forms::LAT }]
            [$($f)* { #[doc = "Degrees north."] lat: f64, held }] $id $($rest)* }
    };
    (@lines $head:tt [$($c:tt)*] [$($f:tt)*] $id:tt lon; $($rest:tt)*) => {
        $crate::table::table! { @lines $head
            [$($c)* { $crate::forms::LON }]
            [$($f)* { #[doc = "Degrees east."] lon: f64, held }] $id $($rest)* }
    };
    (@lines $head:tt [$($c:tt)*] [$($f:tt)*] $id:tt station; $($rest:tt)*) => {
        $crate::table::table! { @lines $head
            [$($c)* { $crate::forms::STATION }]
            [$($f)* { #[doc = "Where."] station: $crate::scenario::StationRow, held }] $id $($rest)* }
    };
    (@lines $head:tt [$($c:tt)*] [$($f:tt)*] $id:tt from; $($rest:tt)*) => {
        $crate::table::table! { @lines $head
            [$($c)* { $crate::forms::FROM }]
            [$($f)* { #[doc = "First day."] from: u16, held }] $id $($rest)* }
    };
    (@lines $head:tt [$($c:tt)*] [$($f:tt)*] $id:tt to; $($rest:tt)*) => {
        $crate::table::table! { @lines $head
            [$($c)* { $crate::forms::TO }]
            [$($f)* { #[doc = "Day after its last."] to: u16, held }] $id $($rest)* }
    };
    (@lines $head:tt [$($c:tt)*] [$($f:tt)*] $id:tt source; $($rest:tt)*) => {
        $crate::table::table! { @lines $head
            [$($c)* { $crate::forms::MARK } { $crate::forms::SOURCE }]
            [$($f)* { #[doc = "Where the figures come from."] source: $crate::scenario::Source, held }] $id $($rest)* }
    };
    // identity, and what the file gives: fields without a column
    (@lines $head:tt [$($c:tt)*] [$($f:tt)*] $id:tt key; $($rest:tt)*) => {
        $crate::table::table! { @lines $head [$($c)*]
            [$($f)* { #[doc = "Identity."] key: interdict_quantity::Key, held }] $id $($rest)* }
    };
    (@lines $head:tt [$($c:tt)*] [$($f:tt)*] $id:tt given; $($rest:tt)*) => {
        $crate::table::table! { @lines $head [$($c)*]
            [$($f)* { #[doc = "Which cells the file gives of those that are worked out otherwise."]
                given: $crate::scenario::Given, held }] $id $($rest)* }
    };
    // Then fields without a column, columns of one field, fields of several columns.
    (@lines $head:tt [$($c:tt)*] [$($f:tt)*] $id:tt
     $(#[$doc:meta])+ worked $field:ident: $type:ty; $($rest:tt)*) => {
        $crate::table::table! { @lines $head [$($c)*]
            [$($f)* { $(#[$doc])+ $field: $type, worked }] $id $($rest)* }
    };
    (@lines $head:tt [$($c:tt)*] [$($f:tt)*] $id:tt
     $(#[doc = $doc:literal])+ $field:ident: $type:ty = {
        $( $(#[doc = $of:literal])+ $column:ident: $kind:expr, $need:expr; )+
     }; $($rest:tt)*) => {
        $crate::table::table! { @lines $head
            [$($c)* $( { $crate::table::column!($column, $kind, $need, $($of)+) } )+]
            [$($f)* { $(#[doc = $doc])+ $field: $type, held }] $id $($rest)* }
    };
    (@lines $head:tt $c:tt $f:tt $id:tt
     $(#[doc = $doc:literal])+ $column:ident: $type:ty = $kind:expr, $need:expr; $($rest:tt)*) => {
        $crate::table::table! { @lines $head $c $f $id
            $(#[doc = $doc])+ $column as $column: $type = $kind, $need; $($rest)* }
    };
    (@lines $head:tt [$($c:tt)*] [$($f:tt)*] $id:tt
     $(#[doc = $doc:literal])+ $column:ident as $field:ident: $type:ty = $kind:expr, $need:expr; $($rest:tt)*) => {
        $crate::table::table! { @lines $head
            [$($c)* { $crate::table::column!($column, $kind, $need, $($doc)+) }]
            [$($f)* { $(#[doc = $doc])+ #[doc = concat!("\n\nColumn `", stringify!($column), "`.")]
                $field: $type, held }] $id $($rest)* }
    };
    // All lines are sorted.
    (@lines { [$($about:tt)*] $name:ident { $($form:tt)* } [$($how:ident $rule:path)?] }
     [$( { $column:expr } )+]
     [$( { $(#[$doc:meta])+ $field:ident: $type:ty, $way:ident } )+] [$($id:ident)?]) => {
        $($about)*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name { $( $(#[$doc])+ pub $field: $type, )+ }

        impl $crate::rows::Table for $name {
            const FORM: $crate::forms::Form = $crate::forms::Form { $($form)* columns: &[$( $column, )+] };

            fn taken(cells: &mut $crate::held::Cells<'_>) -> Self {
                Self { $( $field: $crate::table::way!(taken $way, $type, cells), )+ }
            }

            fn told(&self, telling: &mut $crate::held::Telling<'_>) {
                $( $crate::table::way!(told $way, &self.$field, telling); )+
            }

            fn sound(
                &self,
                sounding: &mut $crate::sounding::Sounding<'_>,
            ) -> $crate::sound::unsound::Sound {
                $( $crate::table::way!(sound $way, &self.$field, sounding); )+
                sounding.finished();
                Ok(())
            }

            fn seek(&mut self, seeking: &mut $crate::seeking::Seeking<'_>) {
                $( $crate::table::way!(seek $way, &mut self.$field, seeking); )+
            }

            fn id(&self) -> &str {
                $crate::table::id!(self $($id)?)
            }

            $(
                fn is_kept(
                    &self,
                    row: &$crate::rows::Reading<'_, Self>,
                    reader: &mut $crate::reader::Reader<'_>,
                ) -> bool {
                    $crate::table::rule!($how, $rule(self, row, reader))
                }
            )?
        }
    };
    ($(#[$about:meta])+ $name:ident { $($form:tt)* } checked by $rule:path; $($lines:tt)+) => {
        $crate::table::table! { @lines { [$(#[$about])+] $name { $($form)* } [checked $rule] } [] [] [] $($lines)+ }
    };
    ($(#[$about:meta])+ $name:ident { $($form:tt)* } kept by $rule:path; $($lines:tt)+) => {
        $crate::table::table! { @lines { [$(#[$about])+] $name { $($form)* } [kept $rule] } [] [] [] $($lines)+ }
    };
    ($(#[$about:meta])+ $name:ident { $($form:tt)* } $($lines:tt)+) => {
        $crate::table::table! { @lines { [$(#[$about])+] $name { $($form)* } [] } [] [] [] $($lines)+ }
    };
}
pub(crate) use table;

/// A column of a block: name, kind, need, meaning.
macro_rules! column {
    ($column:ident, $kind:expr, $need:expr, $($doc:literal)+) => {{
        #[allow(unused_imports, reason = "a column needs some of these words")]
        use $crate::forms::{Kind::*, Need::*};
        $crate::forms::Column {
            name: stringify!($column),
            kind: $kind,
            need: $need,
            doc: concat!($($doc),+).trim_ascii_start(),
        }
    }};
}
pub(crate) use column;

/// What the rule of a row says: one that only reports keeps the row, one that decides says whether it is kept.
macro_rules! rule {
    (checked, $rule:expr) => {{
        $rule;
        true
    }};
    (kept, $rule:expr) => {
        $rule
    };
}
pub(crate) use rule;

/// The id of a row; empty where rows have none.
macro_rules! id {
    ($row:ident) => {
        ""
    };
    ($row:ident $id:ident) => {
        &$row.$id
    };
}
pub(crate) use id;

/// How a field is taken, told and held against its columns; not at all, where it has none.
macro_rules! way {
    (taken held, $type:ty, $cells:ident) => {
        <$type as $crate::held::Held>::taken($cells)
    };
    (taken worked, $type:ty, $cells:ident) => {
        <$type>::default()
    };
    (told held, $field:expr, $telling:ident) => {
        $crate::held::Held::told($field, $telling)
    };
    (told worked, $field:expr, $telling:ident) => {};
    (sound held, $field:expr, $sounding:ident) => {
        $crate::held::Held::sound($field, $sounding)?
    };
    (sound worked, $field:expr, $sounding:ident) => {};
    (seek held, $field:expr, $seeking:ident) => {
        $crate::held::Held::seek($field, $seeking);
    };
    (seek worked, $field:expr, $seeking:ident) => {};
}
pub(crate) use way;

/// Declares the words of a choice: an enum, and for each of its cases the word that a file writes.
macro_rules! words {
    ($(#[$about:meta])+ $name:ident { $( $(#[$doc:meta])+ $case:ident = $word:literal, )+ }) => {
        $(#[$about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $( $(#[$doc])+ $case, )+ }

        impl $name {
            /// Every case, in order.
            pub const ALL: &[Self] = &[$( Self::$case, )+];
            /// The word of each case, in the same order.
            pub(crate) const WORDS: &[&str] = &[$( $word, )+];

            /// The word that a file writes for it.
            pub const fn word(self) -> &'static str {
                match self { $( Self::$case => $word, )+ }
            }
        }

        impl $crate::held::Held for $name {
            fn taken(cells: &mut $crate::held::Cells<'_>) -> Self {
                Self::ALL[cells.next_word()]
            }

            fn told(&self, telling: &mut $crate::held::Telling<'_>) {
                telling.tell(Some(self.word().to_owned()));
            }
        }
    };
}
pub(crate) use words;
