//! PNG from the SVG of a chart. The type is built in, so a bare machine gives the same picture.
//!
//! Letters that the built-in face has not (Hangul, Han, Arabic and others) are taken from faces of the machine, which are
//! looked at only then. Where no face has them, the picture says so.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Group, Node, Options, Tree};

/// Faces of the machine that are looked at, at most, and bytes of one.
const MOST_FACES: usize = 2_000;
const LARGEST_FACE: u64 = 64 << 20;

/// The family that charts ask for is generic; these two faces stand for it.
fn built_in() -> Database {
    let mut fonts = Database::new();
    fonts.load_font_data(notosans::REGULAR_TTF.to_vec());
    fonts.load_font_data(notosans::BOLD_TTF.to_vec());
    fonts.set_sans_serif_family("Noto Sans");
    fonts
}

/// The built-in faces and those of the machine, read once.
fn with_those_of_the_machine() -> &'static Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let mut fonts = built_in();
        for file in files_of_the_machine() {
            if let Ok(bytes) = std::fs::read(&file) {
                fonts.load_font_data(bytes);
            }
        }
        Arc::new(fonts)
    })
}

/// Files of typefaces in the folders where systems keep them, plain faces before bold and slanted ones.
fn files_of_the_machine() -> Vec<PathBuf> {
    let home = std::env::var_os("HOME")
        .map(PathBuf::from)
        .unwrap_or_default();
    let mut folders = vec![
        PathBuf::from("/usr/share/fonts"),
        PathBuf::from("/usr/local/share/fonts"),
        PathBuf::from("/System/Library/Fonts"),
        PathBuf::from("/Library/Fonts"),
        PathBuf::from("C:\\Windows\\Fonts"),
    ];
    if !home.as_os_str().is_empty() {
        folders.extend(
            [".fonts", ".local/share/fonts", "Library/Fonts"].map(|folder| home.join(folder)),
        );
    }
    let is_face = |path: &Path| {
        let kind = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        let is_kind = kind.is_some_and(|kind| {
            ["ttf", "otf", "ttc", "otc"]
                .iter()
                .any(|face| kind == *face)
        });
        is_kind
            && path
                .metadata()
                .is_ok_and(|facts| facts.is_file() && facts.len() <= LARGEST_FACE)
    };
    let mut found = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                _ if found.len() < MOST_FACES && is_face(&entry.path()) => {
                    found.insert(entry.path());
                }
                _ => {}
            }
        }
    }
    let mut found: Vec<PathBuf> = found.into_iter().collect();
    found.sort_by_key(|path| {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        [
            "bold",
            "italic",
            "oblique",
            "light",
            "thin",
            "black",
            "mono",
            "condensed",
            "serif",
        ]
        .iter()
        .filter(|style| name.contains(**style))
        .count()
    });
    found
}

fn read(svg: &str, fonts: Arc<Database>) -> Result<Tree, String> {
    let options = Options {
        font_family: "Noto Sans".into(),
        fontdb: fonts,
        ..Options::default()
    };
    Tree::from_str(svg, &options).map_err(|error| error.to_string())
}

/// The letters of a picture that no face has.
fn lacking(group: &Group, letters: &mut BTreeSet<String>) {
    for node in group.children() {
        match node {
            Node::Group(group) => lacking(group, letters),
            Node::Text(text) => {
                let glyphs = text
                    .layouted()
                    .iter()
                    .flat_map(|span| &span.positioned_glyphs);
                let boxes = glyphs.filter(|glyph| glyph.id.0 == 0 && !glyph.text.trim().is_empty());
                letters.extend(boxes.map(|glyph| glyph.text.clone()));
            }
            _ => {}
        }
    }
}

fn lacks(tree: &Tree) -> bool {
    let mut letters = BTreeSet::new();
    lacking(tree.root(), &mut letters);
    !letters.is_empty()
}

/// What the picture says where no face has its letters.
const REMARK: &str =
    "No typeface of this machine has some letters of this picture: read them in the SVG beside it.";

/// The SVG with the remark at its foot.
fn remarked(svg: &str) -> String {
    let height = (svg.split_once("viewBox=\"0 0 "))
        .and_then(|(_, rest)| {
            rest.split_once('"')?
                .0
                .split_once(' ')?
                .1
                .parse::<f64>()
                .ok()
        })
        .unwrap_or(0.0);
    let text = format!(
        "<text x=\"300\" y=\"{}\" font-family=\"sans-serif\" font-size=\"95\" font-weight=\"bold\" fill=\"#B00000\">{REMARK}</text>\n</svg>",
        height - 25.0
    );
    match svg.rfind("</svg>") {
        Some(end) => format!("{}{text}{}", &svg[..end], &svg[end + "</svg>".len()..]),
        None => svg.to_owned(),
    }
}

pub(super) fn png(svg: &str, width: u32) -> Result<Vec<u8>, String> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let mut tree = read(svg, FONTS.get_or_init(|| Arc::new(built_in())).clone())?;
    if lacks(&tree) {
        let fonts = with_those_of_the_machine();
        tree = read(svg, fonts.clone())?;
        if lacks(&tree) {
            tree = read(&remarked(svg), fonts.clone())?;
        }
    }
    let scale = f64::from(width) / f64::from(tree.size().width());
    let height = (f64::from(tree.size().height()) * scale).round() as u32;
    let mut pixels = Pixmap::new(width, height)
        .ok_or_else(|| format!("a picture of {width} by {height} pixels is not possible"))?;
    let scale = Transform::from_scale(scale as f32, scale as f32);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::{REMARK, built_in, lacks, read, remarked};
    use std::sync::Arc;

    fn svg(text: &str) -> String {
        format!(
            "<svg width=\"960\" height=\"100\" viewBox=\"0 0 9600 1000\" xmlns=\"http://www.w3.org/2000/svg\">\n\
             <text x=\"10\" y=\"500\" font-family=\"sans-serif\" font-size=\"120\">{text}</text>\n</svg>\n"
        )
    }

    #[test]
    fn letters_that_no_face_has_are_noticed_and_the_picture_says_so() {
        let fonts = Arc::new(built_in());
        let lacks = |text: &str| lacks(&read(&svg(text), fonts.clone()).unwrap());
        assert!(!lacks("Gare d’Été, Ключ, Żółw, Λαμία - 12 km…"));
        for text in ["키우시 안주", "順安", "東京 to Ostia"] {
            assert!(lacks(text), "{text}");
        }
        let said = remarked(&svg("順安"));
        assert!(
            said.contains(REMARK) && said.trim_end().ends_with("</svg>"),
            "{said}"
        );
        assert!(said.contains("y=\"975\""), "{said}");
        assert!(read(&said, fonts).is_ok());
    }
}
