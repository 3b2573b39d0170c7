//! A sheet to draw on, in points with a tenth of a point as the finest step.
//!
//! plotters writes whole numbers, so the sheet is drawn ten times as large and its view box says so.

use plotters::coord::Shift;
use plotters::prelude::{
    Circle, DrawingArea, IntoDrawingArea, PathElement, Polygon, RGBAColor, Rectangle, SVGBackend,
    ShapeStyle, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, FontTransform, TextStyle};

use interdict_scenario::text::line_seen;

use crate::figures::shortened;

use super::theme::{Colour, FAMILY, INK, PAPER, TEXT_SIZE};

const FINE: f64 = 10.0;

/// A sheet of paper.
pub(crate) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    /// Width, points.
    pub(crate) width: f64,
    /// Height, points.
    pub(crate) height: f64,
}

/// Where a text stands with respect to its point; always centred in height.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// It begins at the point.
    Start,
    /// It is centred on the point.
    Middle,
    /// It ends at the point.
    End,
    /// Centred on the point and read from below.
    Upwards,
}

/// How a text is set.
#[derive(Clone, Copy)]
pub(crate) struct Type {
    pub(crate) size: f64,
    pub(crate) colour: Colour,
    pub(crate) side: Side,
    pub(crate) bold: bool,
}

impl Type {
    pub(crate) const fn new(side: Side) -> Self {
        Self {
            size: TEXT_SIZE,
            colour: INK,
            side,
            bold: false,
        }
    }

    pub(crate) const fn size(self, size: f64) -> Self {
        Self { size, ..self }
    }

    pub(crate) const fn colour(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }

    pub(crate) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// How a line is drawn: width in points; lengths of dash and gap, both zero for a solid line.
#[derive(Clone, Copy)]
pub(crate) struct Pen {
    pub(crate) colour: Colour,
    pub(crate) width: f64,
    pub(crate) dash: (f64, f64),
}

impl Pen {
    pub(crate) const fn new(colour: Colour, width: f64) -> Self {
        Self {
            colour,
            width,
            dash: (0.0, 0.0),
        }
    }

    pub(crate) const fn dashed(self, dash: f64, gap: f64) -> Self {
        Self {
            dash: (dash, gap),
            ..self
        }
    }
}

/// Draws a sheet of a size in points and gives its SVG.
pub(crate) fn sheet(width: f64, height: f64, draw: impl FnOnce(&Canvas<'_>)) -> String {
    let mut svg = String::new();
    let size = ((width * FINE) as u32, (height * FINE) as u32);
    {
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        let canvas = Canvas {
            area,
            width,
            height,
        };
        canvas.rect((0.0, 0.0), (width, height), PAPER, 1.0);
        draw(&canvas);
        canvas.area.present().expect("a string takes everything");
    }
    let drawn = format!("width=\"{}\" height=\"{}\"", size.0, size.1);
    svg.replacen(&drawn, &format!("width=\"{width}\" height=\"{height}\""), 1)
}

fn fine((x, y): (f64, f64)) -> (i32, i32) {
    ((x * FINE).round() as i32, (y * FINE).round() as i32)
}

fn ink(colour: Colour, opacity: f64) -> RGBAColor {
    RGBAColor(colour.0, colour.1, colour.2, opacity)
}

impl Canvas<'_> {
    /// A line through points.
    pub(crate) fn path(&self, points: &[(f64, f64)], pen: Pen) {
        if points.len() < 2 {
            return;
        }
        let style = ShapeStyle {
            color: ink(pen.colour, 1.0),
            filled: false,
            stroke_width: (pen.width * FINE).round().max(1.0) as u32,
        };
        for stroke in dashes(points, pen.dash) {
            let points: Vec<_> = stroke.into_iter().map(fine).collect();
            self.area
                .draw(&PathElement::new(points, style))
                .expect("a string takes everything");
        }
    }

    /// A filled rectangle between two corners.
    pub(crate) fn rect(&self, a: (f64, f64), b: (f64, f64), colour: Colour, opacity: f64) {
        let style = ShapeStyle {
            color: ink(colour, opacity),
            filled: true,
            stroke_width: 0,
        };
        self.area
            .draw(&Rectangle::new([fine(a), fine(b)], style))
            .expect("a string takes everything");
    }

    /// A filled shape.
    pub(crate) fn shape(&self, points: &[(f64, f64)], colour: Colour, opacity: f64) {
        let style = ShapeStyle {
            color: ink(colour, opacity),
            filled: true,
            stroke_width: 0,
        };
        let points: Vec<_> = points.iter().copied().map(fine).collect();
        self.area
            .draw(&Polygon::new(points, style))
            .expect("a string takes everything");
    }

    /// A filled disc with a rim.
    pub(crate) fn disc(&self, at: (f64, f64), radius: f64, fill: Colour, rim: Pen) {
        let size = (radius * FINE).round() as u32;
        let filled = ShapeStyle {
            color: ink(fill, 1.0),
            filled: true,
            stroke_width: 0,
        };
        let edge = ShapeStyle {
            color: ink(rim.colour, 1.0),
            filled: false,
            stroke_width: (rim.width * FINE).round() as u32,
        };
        for style in [filled, edge] {
            self.area
                .draw(&Circle::new(fine(at), size, style))
                .expect("a string takes everything");
        }
    }

    /// A text, without signs that no picture can hold.
    pub(crate) fn text(&self, at: (f64, f64), text: &str, set: Type) {
        let style = if set.bold {
            FontStyle::Bold
        } else {
            FontStyle::Normal
        };
        // plotters divides by this factor on its way to the file
        let mut font = FontDesc::new(FontFamily::Name(FAMILY), set.size * FINE * 1.24, style);
        let side = match set.side {
            Side::Start => HPos::Left,
            Side::Middle => HPos::Center,
            Side::End => HPos::Right,
            Side::Upwards => {
                font = font.transform(FontTransform::Rotate270);
                HPos::Center
            }
        };
        let colour = ink(set.colour, 1.0);
        let style = TextStyle::from(font)
            .color(&colour)
            .pos(Pos::new(side, VPos::Center));
        self.area
            .draw(&Text::new(line_seen(text).into_owned(), fine(at), style))
            .expect("a string takes everything");
    }
}

/// The strokes of a dashed line; the line itself where it is solid.
fn dashes(points: &[(f64, f64)], (dash, gap): (f64, f64)) -> Vec<Vec<(f64, f64)>> {
    if dash <= 0.0 || gap <= 0.0 {
        return vec![points.to_vec()];
    }
    let mut strokes = Vec::new();
    let mut stroke = vec![points[0]];
    let mut left = dash;
    let mut is_down = true;
    for pair in points.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        loop {
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            let length = (dx * dx + dy * dy).sqrt();
            if length <= left {
                left -= length;
                if is_down {
                    stroke.push(to);
                }
                break;
            }
            from = (from.0 + dx * left / length, from.1 + dy * left / length);
            if is_down {
                stroke.push(from);
                strokes.push(std::mem::take(&mut stroke));
                left = gap;
            } else {
                stroke = vec![from];
                left = dash;
            }
            is_down = !is_down;
        }
    }
    if is_down && stroke.len() > 1 {
        strokes.push(stroke);
    }
    strokes
}

/// Width of a text in points, by the widths of a common sans-serif face. A guess that errs to the
/// wide side: for placing labels, not for setting type.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    let ems: f64 = text
        .chars()
        .map(|letter| match letter {
            'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | ';' | '|' | '!' => 0.28,
            'f' | 't' | 'r' | ' ' | '(' | ')' | '-' | '/' | 'I' => 0.37,
            'm' | 'w' | 'M' | 'W' | '%' | '—' => 0.92,
            letter if letter.is_uppercase() => 0.68,
            // Hangul, Han, Kana and their punctuation fill a square
            '\u{1100}'..='\u{11ff}'
            | '\u{2e80}'..='\u{d7ff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff00}'..='\u{ff60}'
            | '\u{20000}'..='\u{3ffff}' => 1.0,
            _ => 0.57,
        })
        .sum();
    ems * size
}

/// Text cut to a width in points, with an ellipsis where something was cut.
pub(crate) fn fitted(text: &str, size: f64, width: f64) -> String {
    let mut n_letters = text.chars().count();
    while n_letters > 1 && text_width(&shortened(text, n_letters), size) > width {
        n_letters -= 1;
    }
    shortened(text, n_letters)
}

#[cfg(test)]
mod tests {
    use super::dashes;

    #[test]
    fn dashes_cover_what_gaps_leave() {
        let strokes = dashes(&[(0.0, 0.0), (10.0, 0.0)], (3.0, 2.0));
        assert_eq!(
            strokes,
            [[(0.0, 0.0), (3.0, 0.0)], [(5.0, 0.0), (8.0, 0.0)]]
        );
        assert_eq!(dashes(&[(0.0, 0.0), (10.0, 0.0)], (0.0, 0.0)).len(), 1);
    }
}
