//! What the marks of the map mean, and how long a kilometre is on it.

use crate::figures::{grouped, tons};

use super::super::canvas::{Canvas, Pen, Side, Type};
use super::super::theme::{CUTS_PER_KM, INK, PAPER, QUIET, SMALL_SIZE};
use super::load::{Bounds, width};
use super::marks::{airfield, cross, triangle};
use super::projection::Projection;

/// Kilometres of a degree of latitude.
const KM_PER_DEGREE: f64 = 111.2;

pub(crate) fn scale_bar(canvas: &Canvas<'_>, projection: &Projection) {
    let points_per_km = projection.points_per_degree / KM_PER_DEGREE;
    let lengths = [
        500.0, 200.0, 100.0, 50.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.2, 0.1,
    ];
    let km = lengths
        .into_iter()
        .find(|km| km * points_per_km <= 150.0)
        .unwrap_or(0.1);
    let left = projection.frame.right + 20.0;
    let y = projection.frame.bottom - 12.0;
    let right = left + km * points_per_km;
    canvas.path(
        &[(left, y - 4.0), (left, y), (right, y), (right, y - 4.0)],
        Pen::new(INK, 1.2),
    );
    let words = format!("{km} km");
    let set = Type::new(Side::Start).size(SMALL_SIZE);
    canvas.text((left, y - 13.0), &words, set);
}

pub(super) fn draw_legend(
    canvas: &Canvas<'_>,
    projection: &Projection,
    most: i64,
    bounds: &Bounds,
) {
    let left = projection.frame.right + 20.0;
    let words = left + 44.0;
    let mut y = projection.frame.top + 10.0;
    let heading = |y: f64, text: &str| {
        canvas.text(
            (left, y),
            text,
            Type::new(Side::Start).size(SMALL_SIZE).bold(),
        );
    };
    let note = |y: f64, text: &str| {
        canvas.text((words, y), text, Type::new(Side::Start).size(SMALL_SIZE));
    };
    heading(y, "Cuts per km of line");
    let [low, mid, high] = bounds;
    let classes = [
        "none".to_string(),
        format!("up to {low}"),
        format!("{low} to {mid}"),
        format!("{mid} to {high}"),
        format!("over {high}"),
    ];
    for (colour, class) in CUTS_PER_KM.iter().zip(&classes) {
        y += 18.0;
        canvas.path(&[(left, y), (left + 34.0, y)], Pen::new(*colour, 5.0));
        note(y, class);
    }
    y += 32.0;
    heading(y, "Supplies carried by rail");
    for part in [4, 2, 1, 0] {
        y += 18.0;
        let kg = most / 4 * part;
        let pen = Pen::new(CUTS_PER_KM[0], width(kg, most));
        canvas.path(&[(left, y), (left + 34.0, y)], pen);
        let carried = tons(kg);
        let decimals = usize::from(carried > 0.0 && carried < 10.0);
        note(y, &format!("{} t", grouped(carried, decimals)));
        if most == 0 {
            break;
        }
    }
    let marks = [
        Mark::Yard,
        Mark::Station,
        Mark::BrokenBridge,
        Mark::Guns,
        Mark::Airfield,
    ];
    places(canvas, projection, y + 32.0, &marks);
}

/// A mark on the map.
#[derive(Clone, Copy)]
pub(super) enum Mark {
    Road,
    Yard,
    Station,
    BrokenBridge,
    Guns,
    Airfield,
}

/// What these marks mean, as the whole legend.
pub(super) fn draw_marks_of(canvas: &Canvas<'_>, projection: &Projection, marks: &[Mark]) {
    places(canvas, projection, projection.frame.top + 10.0, marks);
}

/// What marks mean, from a height on.
fn places(canvas: &Canvas<'_>, projection: &Projection, mut y: f64, marks: &[Mark]) {
    let left = projection.frame.right + 20.0;
    let (middle, words) = (left + 17.0, left + 44.0);
    let set = Type::new(Side::Start).size(SMALL_SIZE);
    canvas.text((left, y), "Places", set.bold());
    for mark in marks {
        y += 18.0;
        let text = match mark {
            Mark::Road => {
                let pen = Pen::new(QUIET, 1.6).dashed(6.0, 3.0);
                canvas.path(&[(left, y), (left + 34.0, y)], pen);
                "road"
            }
            Mark::Yard => {
                canvas.disc((middle, y), 3.6, INK, Pen::new(INK, 1.0));
                "yard"
            }
            Mark::Station => {
                canvas.disc((middle, y), 2.1, PAPER, Pen::new(INK, 1.0));
                "station"
            }
            Mark::BrokenBridge => {
                cross(canvas, (middle, y), 3.4);
                "bridge with a span hit"
            }
            Mark::Guns => {
                triangle(canvas, (middle, y), 3.4);
                "anti-aircraft guns"
            }
            Mark::Airfield => {
                airfield(canvas, (middle, y));
                "airfield"
            }
        };
        canvas.text((words, y), text, set);
    }
}
