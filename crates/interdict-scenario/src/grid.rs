//! Tables as rows of cells with places, wherever they were read from.

use crate::source::Span;
use crate::tree::Node;

/// One row: cells by column, those that are not given left out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(crate) span: Span,
    pub(crate) cells: Vec<(usize, Node)>,
}

impl Row {
    /// The cell of this column.
    pub(crate) fn cell(&self, column: usize) -> Option<&Node> {
        (self.cells.iter())
            .find(|(place, _)| *place == column)
            .map(|(_, node)| node)
    }
}

/// One table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Row>,
    /// Some rows could not be read: a name that is not here may be among them.
    pub(crate) is_partial: bool,
    /// Required columns that the header of the file lacks.
    pub(crate) lacks: Vec<usize>,
}
