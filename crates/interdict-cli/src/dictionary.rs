//! `interdict dictionary`: every word that stands in a file of results or of a scenario, with its unit and its meaning.

use interdict::report::catalogue::{self, Word};

use crate::args::Dictionary;
use crate::document::say_value;
use crate::outcome::{Done, Failure, USAGE, say};

/// Prints the dictionary, or the part of it that holds a word.
pub(crate) fn dictionary(arguments: &Dictionary) -> Done {
    if arguments.json {
        return say_value("dictionary", catalogue::json());
    }
    let sought = arguments.filter.to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&sought);
    let mut found: Vec<Word> = catalogue::words();
    found.retain(|word| holds(&word.name) || holds(&word.doc));
    if found.is_empty() {
        let message = format!("no word speaks of `{}`", arguments.filter);
        return Err(Failure::new(USAGE, message).hint("`interdict dictionary` lists all words"));
    }
    say(&catalogue::listed(&found))
}

/// Adds the nearest thing that can be explained.
pub(crate) fn nearest(failure: Failure, word: &str) -> Failure {
    let best = (catalogue::words().into_iter())
        .map(|known| known.name.trim_start_matches("rules.").to_owned())
        .map(|name| (strsim::damerau_levenshtein(word, &name), name))
        .min()
        .filter(|(distance, _)| *distance <= 2 + word.len() / 3);
    match best {
        Some((_, name)) => failure.hint(format!("did you mean `{name}`?")),
        None => failure.hint("`interdict dictionary` lists all words"),
    }
}
