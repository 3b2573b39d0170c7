//! Sizes, type and colours of every chart.
//!
//! The colours are told apart by people who do not see all of them, and by their lightness in grey;
//! where lines cross, dashes tell them apart as well.

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Colour(pub(crate) u8, pub(crate) u8, pub(crate) u8);

pub(crate) const PAPER: Colour = Colour(255, 255, 255);
pub(crate) const INK: Colour = Colour(34, 34, 34);
pub(crate) const QUIET: Colour = Colour(96, 96, 96);
pub(crate) const GRID: Colour = Colour(226, 226, 226);
pub(crate) const FAINT: Colour = Colour(196, 196, 196);

/// Dark: the line that the eye should follow.
pub(crate) const BLUE: Colour = Colour(0, 79, 134);
/// Middle: the line it is measured against.
pub(crate) const RED: Colour = Colour(200, 78, 16);
/// Light: areas and bars behind lines.
pub(crate) const SKY: Colour = Colour(148, 198, 230);
/// Light and warm: what is missing.
pub(crate) const SAND: Colour = Colour(246, 205, 140);
/// Between middle and light.
pub(crate) const GREEN: Colour = Colour(60, 150, 120);

/// From closed all day (dark) to open all day (nearly paper): even steps of lightness.
pub(crate) const OPEN_SHARE: [Colour; 6] = [
    Colour(77, 23, 10),
    Colour(139, 50, 14),
    Colour(199, 91, 28),
    Colour(235, 146, 74),
    Colour(249, 204, 154),
    Colour(244, 241, 234),
];

/// From untouched (grey) to cut most: darker and redder.
pub(crate) const CUTS_PER_KM: [Colour; 5] = [
    Colour(176, 176, 176),
    Colour(233, 178, 92),
    Colour(219, 118, 43),
    Colour(173, 62, 20),
    Colour(96, 20, 12),
];

/// Generic family: every reader's machine has one.
pub(crate) const FAMILY: &str = "sans-serif";

/// Width of every chart, points.
pub(crate) const WIDTH: f64 = 960.0;
/// Height of a chart that has no reason to be higher, points.
pub(crate) const HEIGHT: f64 = 540.0;

/// Left edge of titles and of the footer.
pub(crate) const MARGIN: f64 = 24.0;
/// Left edge of plots: room for figures and the title of the axis.
pub(crate) const PLOT_LEFT: f64 = 84.0;
/// Right edge of plots.
pub(crate) const PLOT_RIGHT: f64 = WIDTH - 28.0;
/// Upper edge of plots, below titles and legend.
pub(crate) const PLOT_TOP: f64 = 96.0;
/// Room below plots: dates and footer.
pub(crate) const BELOW_PLOT: f64 = 74.0;

pub(crate) const TITLE_SIZE: f64 = 19.0;
pub(crate) const TEXT_SIZE: f64 = 12.5;
pub(crate) const SMALL_SIZE: f64 = 11.0;
pub(crate) const TINY_SIZE: f64 = 9.5;
