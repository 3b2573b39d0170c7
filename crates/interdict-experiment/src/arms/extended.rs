//! Arms with processes from outside. Unstable, as all that extends the model is.

use interdict_engine::Digest;
use interdict_model::Simulation;
use interdict_model::extend::{ExtendError, Extension};
use interdict_scenario::Scenario;

use super::{Arm, Arms, digest};

impl Arms {
    /// The same arms with processes from outside: `of` says for each arm which, and with which knobs. The change of no
    /// consequence has those of the base.
    ///
    /// # Errors
    /// When an extension has no place in the tick, or a scenario makes no sense.
    pub fn extended(mut self, of: impl Fn(&Arm) -> Extension) -> Result<Self, ExtendError> {
        let extensions: Vec<Extension> = self.all.iter().map(of).collect();
        for (arm, extension) in self.all.iter().zip(&extensions) {
            Simulation::extended(&arm.scenario, extension)?;
        }
        self.extensions = extensions;
        Ok(self)
    }

    /// Whether processes from outside run in any arm.
    pub fn is_extended(&self) -> bool {
        self.extensions
            .iter()
            .any(|extension| !extension.is_empty())
    }

    /// Whether arms differ in processes from outside, or in their knobs.
    pub(crate) fn differ_in_extensions(&self) -> bool {
        self.extensions.windows(2).any(|two| two[0] != two[1])
    }

    /// A world of a scenario, with the processes from outside of an arm.
    pub(crate) fn simulation(&self, arm: usize, scenario: &Scenario) -> Simulation {
        match self.extensions.get(arm) {
            Some(extension) if !extension.is_empty() => {
                // its steps were found when the arms were extended: what is left is an unsound scenario, which says so
                let extended = Simulation::extended(scenario, extension);
                extended.unwrap_or_else(|_| Simulation::new(scenario))
            }
            _ => Simulation::new(scenario),
        }
    }

    /// One number for all that an arm is: its scenario, and its processes from outside where it has some.
    pub(crate) fn digest(&self, arm: usize) -> u64 {
        let scenario = digest(&self.all[arm].scenario);
        match self.extensions.get(arm) {
            Some(extension) if !extension.is_empty() => {
                let mut digest = Digest::new("extended arm");
                digest.word(scenario);
                digest.word(extension.digest());
                digest.finish()
            }
            _ => scenario,
        }
    }
}
