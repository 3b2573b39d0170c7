//! A desk with scenarios on it, and the command called from there.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder of its own for a test, with copies of scenarios under `scenarios/`.
pub(crate) struct Desk {
    folder: TempDir,
}

/// What a call of the command came to.
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Desk {
    /// A desk with these scenarios of the repository.
    pub(crate) fn with(scenarios: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
        for name in scenarios {
            let to = folder.path().join("scenarios").join(name);
            fs::create_dir_all(&to).expect("a folder");
            for entry in fs::read_dir(from.join(name)).expect("a scenario") {
                let entry = entry.expect("an entry");
                fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
            }
        }
        Self { folder }
    }

    /// An empty desk.
    pub(crate) fn empty() -> Self {
        Self::with(&[])
    }

    /// A path on the desk.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Lays a file on the desk.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// What a file on the desk says.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    /// Every file under a folder of the desk, relative to it, in order of name.
    pub(crate) fn files(&self, name: &str) -> Vec<String> {
        let top = self.path(name);
        let mut found = Vec::new();
        let mut open = vec![top.clone()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let path = path.strip_prefix(&top).expect("a path below");
                    found.push(path.display().to_string().replace('\\', "/"));
                }
            }
        }
        found.sort();
        found
    }

    /// The command, not yet called: no terminal, no colour, nothing of the caller's surroundings that
    /// it could heed.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_interdict"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("NO_COLOR", "1")
            .stdin(Stdio::null());
        for name in ["CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "CI", "TERM"] {
            command.env_remove(name);
        }
        command
    }

    /// Calls the command.
    pub(crate) fn call(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(self.command(arguments).output().expect("the command runs"))
    }
}

impl Outcome {
    /// The outcome of a process, with separators of paths and the name of the program as on Unix.
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes| {
            let text: String = String::from_utf8(bytes).expect("output is UTF-8");
            // What Windows says otherwise: the program, ends of lines, and separators, in JSON doubled.
            [
                ("interdict.exe", "interdict"),
                ("\r\n", "\n"),
                ("\\\\scenario.ron", "/scenario.ron"),
                ("\\scenario.ron", "/scenario.ron"),
            ]
            .iter()
            .fold(text, |text, (there, here)| text.replace(there, here))
        };
        Self {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Everything, as one page.
    pub(crate) fn page(&self) -> String {
        let code = self.code.map_or("none".to_owned(), |code| code.to_string());
        let mut page = format!("exit code: {code}\n");
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                let _ = write!(page, "---- {name} ----\n{text}");
            }
        }
        page
    }

    /// The outcome, which must be a success without a word on standard error.
    pub(crate) fn quiet(self) -> Self {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""));
        self
    }

    /// The document on standard output without its head.
    pub(crate) fn body(&self) -> serde_json::Value {
        body(&self.stdout)
    }

    /// Standard output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).expect("standard output is JSON")
    }
}

/// A document without its head, which says what it is and who printed it.
pub(crate) fn body(text: &str) -> serde_json::Value {
    let mut body: serde_json::Value = serde_json::from_str(text).expect("a document is JSON");
    let fields = body.as_object_mut().expect("a document has fields");
    for head in ["schema", "program", "version", "commit", "schema_version"] {
        fields.shift_remove(head);
    }
    body
}
