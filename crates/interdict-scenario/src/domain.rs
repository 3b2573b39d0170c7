//! Domains: what a theatre is made of.
//!
//! A scenario has a domain when one of the domain's tables has a row; nothing else says so, so a scenario and
//! what is said of it cannot disagree, and a counterfactual that adds guns adds the defence with them. What
//! belongs to no domain is common ground: stations, airfields, weather, areas, figures of record.
//!
//! Here stands what each domain is called, and which tables it cannot do without; which belong to it says the list of
//! tables (`tables.rs`). Elsewhere things carry the set of domains that they need: a step of the tick, a series, an outcome, a chart.

use std::fmt;

use crate::codes;
use crate::fault::Code;
use crate::forms::TableName;
use crate::rules::Rules;
use crate::scenario::Scenario;
use crate::tables::every_table;

/// A part that a theatre has or has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Domain {
    /// Lines, trains that run on them, and gangs that mend them.
    Railway,
    /// Supplies, those who need them, and the trucks that carry them by road.
    Supply,
    /// Aircraft that attack.
    Attack,
    /// Guns that defend.
    Defence,
    /// Fighters that meet attackers, and stations that warn of them.
    Interception,
    /// Students, those who teach them, and the units that are formed of them.
    Schools,
    /// Cities that may be raided, and who guards them.
    Cities,
}

/// A table that a domain cannot do without.
pub(crate) struct Asked {
    pub(crate) table: TableName,
    /// The fault where it has no row.
    pub(crate) code: Code,
    /// One of its rows, in a sentence.
    pub(crate) one: &'static str,
}

/// What is declared of a domain.
struct About {
    #[cfg_attr(not(test), expect(dead_code, reason = "for the test of the order"))]
    domain: Domain,
    name: &'static str,
    doc: &'static str,
    asks: &'static [Asked],
}

/// Every domain, in the order of the reference.
const DOMAINS: [About; Domain::ALL.len()] = [
    About {
        domain: Domain::Railway,
        name: "railway",
        doc: "lines, trains that run on them, and gangs that mend them",
        asks: &[Asked {
            table: TableName::Lines,
            code: codes::NO_LINE,
            one: "line",
        }],
    },
    About {
        domain: Domain::Supply,
        name: "supply",
        doc: "supplies, those who need them, and the trucks that carry them by road",
        asks: &[Asked {
            table: TableName::Bases,
            code: codes::NO_BASE,
            one: "base",
        }],
    },
    About {
        domain: Domain::Attack,
        name: "attack",
        doc: "aircraft that attack",
        asks: &[Asked {
            table: TableName::Weather,
            code: codes::NO_WEATHER,
            one: "weather cell",
        }],
    },
    About {
        domain: Domain::Defence,
        name: "defence",
        doc: "guns that defend",
        asks: &[],
    },
    About {
        domain: Domain::Interception,
        name: "interception",
        doc: "fighters that meet attackers, and stations that warn of them",
        asks: &[Asked {
            table: TableName::Weather,
            code: codes::NO_WEATHER,
            one: "weather cell",
        }],
    },
    About {
        domain: Domain::Schools,
        name: "schools",
        doc: "students, those who teach them, and the units that are formed of them",
        asks: &[],
    },
    About {
        domain: Domain::Cities,
        name: "cities",
        doc: "cities that may be raided, and who guards them",
        asks: &[],
    },
];

/// Makes of the list of tables the domain of each.
macro_rules! domains {
    ($( $(#[$doc:meta])+ $name:ident $field:ident: $row:ident [$($domain:ident)?], )+) => {
        fn declared(table: TableName) -> Option<Domain> {
            let domains: &[Domain] = match table { $( TableName::$name => &[$(Domain::$domain)?], )+ };
            domains.first().copied()
        }
    };
}

every_table!(domains);

impl Domain {
    /// Every domain, in order.
    pub const ALL: [Self; 7] = [
        Self::Railway,
        Self::Supply,
        Self::Attack,
        Self::Defence,
        Self::Interception,
        Self::Schools,
        Self::Cities,
    ];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        DOMAINS[self as usize].name
    }

    /// What it is about, in the middle of a sentence.
    pub const fn doc(self) -> &'static str {
        DOMAINS[self as usize].doc
    }

    /// Its tables, in the order of the reference.
    pub(crate) fn tables(self) -> impl Iterator<Item = TableName> {
        let is_own = move |table: &TableName| Self::of(*table) == Some(self);
        TableName::ALL.into_iter().filter(is_own)
    }

    /// What its tables are called.
    pub fn table_names(self) -> Vec<&'static str> {
        self.tables().map(|table| table.form().name).collect()
    }

    /// The tables that it cannot do without.
    pub(crate) const fn asks(self) -> &'static [Asked] {
        DOMAINS[self as usize].asks
    }

    /// The domain that a table belongs to; `None` of common ground.
    pub(crate) fn of(table: TableName) -> Option<Self> {
        declared(table)
    }
}

/// A set of domains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Domains(u8);

/// No domain: what carries this needs none, and is there in every theatre.
pub const ALWAYS: Domains = Domains(0);
/// What no theatre has: what carries this never runs.
pub const NEVER: Domains = Domains(1 << 7);
/// The railway alone.
pub const RAILWAY: Domains = Domains::of(&[Domain::Railway]);
/// Supply alone.
pub const SUPPLY: Domains = Domains::of(&[Domain::Supply]);
/// The attack alone.
pub const ATTACK: Domains = Domains::of(&[Domain::Attack]);
/// The defence alone.
pub const DEFENCE: Domains = Domains::of(&[Domain::Defence]);
/// Interception alone.
pub const INTERCEPTION: Domains = Domains::of(&[Domain::Interception]);
/// Schools alone.
pub const SCHOOLS: Domains = Domains::of(&[Domain::Schools]);
/// Cities alone.
pub const CITIES: Domains = Domains::of(&[Domain::Cities]);

impl Domains {
    /// These domains.
    pub const fn of(domains: &[Domain]) -> Self {
        let (mut bits, mut place) = (0, 0);
        while place < domains.len() {
            bits |= 1 << domains[place] as u8;
            place += 1;
        }
        Self(bits)
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// There is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a domain is among these.
    pub const fn has(self, domain: Domain) -> bool {
        self.has_all(Self::of(&[domain]))
    }

    /// Whether all of `needed` are among these; always of none.
    pub const fn has_all(self, needed: Self) -> bool {
        self.0 & needed.0 == needed.0
    }

    /// Whether one of `any` is among these; never of none.
    pub const fn has_one_of(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Those of `needed` that are not among these.
    #[must_use]
    pub const fn lacking(self, needed: Self) -> Self {
        Self(needed.0 & !self.0)
    }

    /// The domains, in order.
    pub fn iter(self) -> impl Iterator<Item = Domain> {
        (Domain::ALL.into_iter()).filter(move |&domain| self.has(domain))
    }
}

impl fmt::Display for Domains {
    /// Their names: `railway, supply`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.iter().map(Domain::name).collect();
        f.write_str(&names.join(", "))
    }
}

impl serde::Serialize for Domains {
    /// A list of their names.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Domain::name))
    }
}

/// The domains of which `has_rows` knows a table with rows.
pub(crate) fn present(has_rows: impl Fn(TableName) -> bool) -> Domains {
    let is_there = |domain: &Domain| domain.tables().any(&has_rows);
    let there: Vec<Domain> = Domain::ALL.into_iter().filter(is_there).collect();
    Domains::of(&there)
}

impl Scenario {
    /// Whether there is something that the knobs of a group act on.
    pub fn has_use_for(&self, group: &str) -> bool {
        let is_on = match group {
            "field" => self.rules.field.works,
            "reports" => !self.rules.reports.perfect || self.rules.reports.books,
            _ => true,
        };
        is_on && self.has_rows_for(group)
    }

    /// Whether a table has rows that the knobs of a group are about; of a group that is about no table, always.
    pub(crate) fn has_rows_for(&self, group: &str) -> bool {
        let tables = Rules::tables(group);
        tables.is_empty() || tables.iter().any(|&table| self.rows(table) > 0)
    }

    /// The domains that it has: those of which a table has a row.
    pub fn domains(&self) -> Domains {
        present(|table| self.rows(table) > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic::{Shape, generate, with_cities, with_fighters, with_schools};

    #[test]
    fn domains_are_declared_in_their_order() {
        for (place, about) in DOMAINS.iter().enumerate() {
            assert_eq!(about.domain as usize, place, "{}", about.name);
            assert_eq!(Domain::ALL[place], about.domain);
        }
    }

    #[test]
    fn a_scenario_has_the_domains_whose_tables_have_rows() {
        let mut scenario = with_cities(with_schools(with_fighters(generate(Shape::small(), 3))));
        let all = Domains::of(&Domain::ALL);
        assert_eq!(scenario.domains(), all);
        scenario.flak.clear();
        assert_eq!(scenario.domains().lacking(all), DEFENCE);
        scenario.fighters.clear();
        scenario.radars.clear();
        assert_eq!(scenario.domains().lacking(all), DEFENCE.and(INTERCEPTION));
        scenario.lines.clear();
        scenario.bridges.clear();
        scenario.gangs.clear();
        assert!(
            scenario.domains().has(Domain::Railway),
            "locomotives are left"
        );
        scenario.locomotives.clear();
        let left = SUPPLY.and(ATTACK).and(SCHOOLS).and(CITIES);
        assert_eq!(scenario.domains(), left);
        let names = "supply, attack, schools, cities";
        assert_eq!(scenario.domains().to_string(), names);
    }

    #[test]
    fn what_needs_nothing_is_always_there_and_what_needs_two_needs_both() {
        let both = RAILWAY.and(ATTACK);
        assert!(ALWAYS.has_all(ALWAYS) && SUPPLY.has_all(ALWAYS));
        assert!(both.has_all(RAILWAY) && !RAILWAY.has_all(both));
        assert!(RAILWAY.has_one_of(both) && !SUPPLY.has_one_of(both));
        assert!(!both.has_one_of(ALWAYS));
    }
}
