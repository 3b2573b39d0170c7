//! `interdict new`: a folder with a scenario to begin with.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::args::New;
use crate::examples::{EXAMPLES, Example, File, NEW};
use crate::outcome::{Done, Failure, NOT_WRITTEN, USAGE, say};

/// Writes the files of a new scenario, or of an example, into a folder that is not there yet.
pub(crate) fn new(arguments: &New) -> Done {
    let files = match &arguments.example {
        Some(name) => example(name)?.files,
        None => NEW,
    };
    let folder = arguments.folder.as_path();
    let Some(name) = folder.file_name().and_then(|name| name.to_str()) else {
        let message = format!("`{}` is no name of a folder", folder.display());
        return Err(Failure::new(USAGE, message));
    };
    let called = arguments.example.is_none().then_some(name);
    write(folder, files, called)?;
    let shown = folder.display();
    let counterfactual = (files.iter().map(|(name, _)| *name))
        .find(|name| name.ends_with(".ron") && *name != "scenario.ron");
    let compare = counterfactual.map_or_else(String::new, |arm| {
        format!("\n  interdict compare {shown} {shown}/{arm}")
    });
    say(&format!(
        "wrote {} files to {shown}\n\nnext:\n  interdict check {shown}\n  interdict map {shown}\n  \
         interdict run {shown}{compare}\n",
        files.len()
    ))
}

fn example(name: &str) -> Result<&'static Example, Failure> {
    let found = EXAMPLES.iter().find(|example| example.name == name);
    found.ok_or_else(|| {
        let message = format!("there is no example `{name}`");
        let all: Vec<String> = (EXAMPLES.iter())
            .map(|example| format!("\n  {:<16}{}", example.name, example.about))
            .collect();
        Failure::new(USAGE, message).hint(format!("there are:{}", all.concat()))
    })
}

/// Writes files into a new folder; `NAME` in them stands for what the scenario is called, if it is anew.
fn write(folder: &Path, files: &[File], called: Option<&str>) -> Done {
    let failed = |path: &Path, error: &std::io::Error| {
        Failure::new(
            NOT_WRITTEN,
            format!("`{}` cannot be written: {error}", path.display()),
        )
    };
    if let Some(above) = folder
        .parent()
        .filter(|above| !above.as_os_str().is_empty())
    {
        fs::create_dir_all(above).map_err(|error| failed(above, &error))?;
    }
    // a folder that is there already is never written into
    fs::create_dir(folder).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            let message = format!("`{}` is there already", folder.display());
            Failure::new(USAGE, message).hint("give the name of a folder that is not there yet")
        }
        _ => failed(folder, &error),
    })?;
    for (file, text) in files {
        let path = folder.join(file);
        let text = called.map_or_else(
            || (*text).to_owned(),
            |name| text.replace("NAME", &as_written(name, file)),
        );
        fs::write(&path, text).map_err(|error| failed(&path, &error))?;
    }
    Ok(())
}

/// A name as a file writes it: in texts of RON a quote and a backslash need a backslash.
fn as_written(name: &str, file: &str) -> String {
    if file.ends_with(".ron") {
        name.replace('\\', "\\\\").replace('"', "\\\"")
    } else {
        name.to_owned()
    }
}
