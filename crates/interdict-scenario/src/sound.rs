//! Whether a plain [`Scenario`] makes sense to the model.
//!
//! A scenario that was read has passed every check. One whose fields were changed in code afterwards may point at rows
//! that are not there or hold figures that no file may say; the model asks here before it builds a theatre, so that no
//! value of the type can bring it down. Ranges are those of the tables' columns and of the knobs, wherever these are
//! declared.

use crate::forms::TableName;
use crate::reader::LONGEST_DAYS;
use crate::scenario::Scenario;

mod rows;
pub(crate) mod unsound;

use unsound::{Sound, within};
pub use unsound::{Unsound, Why};

impl Scenario {
    /// Whether the model can make sense of this scenario. One that was read and not changed since always is sound; it
    /// costs some microseconds to ask.
    ///
    /// # Errors
    /// The first thing that makes no sense.
    pub fn sound(&self) -> Result<(), Unsound> {
        head(self)?;
        sizes(self)?;
        self.rows_sound()?;
        rows::network(self)?;
        rows::depots(self)?;
        rows::guns(self)?;
        rows::units(self)?;
        rows::phases(self)
    }
}

fn head(scenario: &Scenario) -> Sound {
    let days = f64::from(scenario.days);
    within(|| "days".into(), days, (1.0, f64::from(LONGEST_DAYS)))?;
    let step = scenario.step;
    if step == 0 || step > 3_600 || 86_400 % step != 0 {
        return Err(Unsound {
            path: "step".into(),
            why: Why::Step(step),
        });
    }
    within(|| "latitude".into(), scenario.latitude, (-65.0, 65.0))?;
    match scenario.rules.amiss() {
        None => Ok(()),
        Some((path, value, range)) => within(|| format!("rules.{path}"), value, range),
    }
}

fn sizes(scenario: &Scenario) -> Sound {
    for table in TableName::ALL {
        let (form, is) = (table.form(), scenario.rows(table));
        if is > form.most {
            return Err(Unsound {
                path: form.name.into(),
                why: Why::Length {
                    is,
                    wanted: form.most,
                },
            });
        }
    }
    Ok(())
}
