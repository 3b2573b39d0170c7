//! What machine figures were taken on, as far as it says so itself.

use serde::{Deserialize, Serialize};

/// A machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Machine {
    /// Its processor, as it calls itself; empty where it does not.
    pub(crate) processor: String,
    /// Cores that this program may use.
    pub(crate) cores: u64,
    /// Operating system and family of processors.
    pub(crate) system: String,
}

impl Machine {
    /// This one.
    pub(crate) fn here() -> Self {
        let facts = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        Self {
            processor: value(&facts, "model name").unwrap_or_default().to_owned(),
            cores: std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64),
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        }
    }
}

/// Bytes of memory that this program has held at most so far, where the system says so.
pub(crate) fn most_memory() -> Option<u64> {
    let facts = std::fs::read_to_string("/proc/self/status").ok()?;
    let kibibytes = value(&facts, "VmHWM")?.strip_suffix("kB")?.trim();
    kibibytes
        .parse::<u64>()
        .ok()
        .map(|kibibytes| kibibytes * 1_024)
}

/// What stands behind the first `name:` of a list of facts.
fn value<'a>(facts: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = facts.lines().filter_map(|line| line.split_once(':'));
    lines
        .find(|(found, _)| found.trim() == name)
        .map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_what_stands_behind_its_name() {
        let facts =
            "processor\t: 0\nmodel name\t: Abacus 3 \nmodel name\t: other\nVmHWM:\t   12 kB\n";
        assert_eq!(value(facts, "model name"), Some("Abacus 3"));
        assert_eq!(value(facts, "VmHWM"), Some("12 kB"));
        assert_eq!(value(facts, "model"), None);
    }
}
