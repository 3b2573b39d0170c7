//! What rows may not say, beside what their columns do not hold ([`Sounding`](crate::sounding::Sounding)): loops, values
//! of targets, places that only some theatres need.

use super::unsound::{Sound, Unsound, Why, within};
use crate::domain::Domain;
use crate::forms::TableName;
use crate::reader::LONGEST_DAYS;
use crate::scenario::Scenario;

/// One row, for the paths of what is wrong in it.
struct Of<'a> {
    table: TableName,
    id: &'a str,
}

impl Of<'_> {
    fn path(&self, column: &str) -> String {
        format!("{}.{}.{column}", self.table.form().name, self.id)
    }

    /// A reference leads to a row of a table of so many.
    fn leads(&self, column: &str, row: u32, rows: usize) -> Sound {
        if (row as usize) < rows {
            return Ok(());
        }
        Err(Unsound {
            path: self.path(column),
            why: Why::NoSuchRow { row, rows },
        })
    }

    /// A line or a road has two ends.
    fn ends(&self, from: u32, to: u32) -> Sound {
        if from == to {
            return Err(Unsound {
                path: self.path("to"),
                why: Why::Loop,
            });
        }
        Ok(())
    }
}

pub(super) fn network(scenario: &Scenario) -> Sound {
    let of = |table, id| Of { table, id };
    for cell in &scenario.weather {
        let of = of(TableName::Weather, &cell.id);
        let mut shares = cell.visual_share.iter();
        shares.try_for_each(|&share| within(|| of.path("visual"), share, (0.0, 1.0)))?;
    }
    for line in &scenario.lines {
        let of = of(TableName::Lines, &line.id);
        of.ends(line.from, line.to)?;
        if scenario.domains().has(Domain::Attack) {
            of.leads("cell", line.cell, scenario.weather.len())?;
        }
    }
    for road in &scenario.roads {
        of(TableName::Roads, &road.id).ends(road.from, road.to)?;
    }
    Ok(())
}

pub(super) fn depots(scenario: &Scenario) -> Sound {
    for depot in &scenario.depots {
        let of = Of {
            table: TableName::Depots,
            id: &depot.id,
        };
        let days = (-f64::from(LONGEST_DAYS), f64::from(LONGEST_DAYS));
        within(|| of.path("from"), f64::from(depot.begins), days)?;
        let full = (f64::from(depot.begins), days.1);
        within(|| of.path("full_by"), f64::from(depot.full_by), full)?;
    }
    Ok(())
}

pub(super) fn units(scenario: &Scenario) -> Sound {
    for unit in &scenario.air_units {
        let of = Of {
            table: TableName::AirUnits,
            id: &unit.id,
        };
        let mut sector = unit.sector.iter();
        sector.try_for_each(|&line| of.leads("sector", line, scenario.lines.len()))?;
    }
    Ok(())
}

pub(super) fn guns(scenario: &Scenario) -> Sound {
    if !scenario.domains().has(Domain::Supply) {
        return Ok(());
    }
    for posting in &scenario.flak {
        let of = Of {
            table: TableName::Flak,
            id: &posting.id,
        };
        of.leads("depot", posting.depot, scenario.stations.len())?;
    }
    Ok(())
}

pub(super) fn phases(scenario: &Scenario) -> Sound {
    for phase in &scenario.phases {
        let of = Of {
            table: TableName::Phases,
            id: &phase.id,
        };
        for (column, values, wanted) in [
            ("lines", &phase.line_value, scenario.lines.len()),
            ("bridges", &phase.bridge_value, scenario.bridges.len()),
        ] {
            if values.len() != wanted {
                let is = values.len();
                return Err(Unsound {
                    path: of.path(column),
                    why: Why::Length { is, wanted },
                });
            }
            // negative infinity: it is no target
            let mut values = values.iter().filter(|value| **value != f64::NEG_INFINITY);
            values.try_for_each(|&value| within(|| of.path(column), value, (-1e9, 1e9)))?;
        }
        for &(from, to) in &phase.hours {
            within(|| of.path("hours"), from, (0.0, 24.0))?;
            within(|| of.path("hours"), to, (from, 24.0))?;
        }
    }
    Ok(())
}
