use super::{MOST_CELLS, read};
use crate::fault::Faults;
use crate::forms::TableName;

/// What is found in a table of two rows of three cells, where so many cells were kept of other tables before.
fn found(before: usize) -> (usize, Vec<String>) {
    let mut faults = Faults::default();
    faults.sources.count_cells(before);
    let text = "id,lat,lon\nA,40,124\nB,41,\n".to_owned();
    let file = faults.sources.add("stations.csv".to_owned(), text);
    let table = read(TableName::Stations.form(), file, &mut faults);
    let said = faults
        .iter()
        .map(|fault| format!("{} {}", fault.code, fault.message));
    (table.rows.len(), said.collect())
}

#[test]
fn cells_of_all_tables_together_are_bounded_and_empty_ones_do_not_count() {
    assert_eq!(found(MOST_CELLS - 5), (2, Vec::new()));
    let refused = "I0003 the tables hold more than 4000000 cells".to_owned();
    assert_eq!(found(MOST_CELLS - 4), (1, vec![refused]));
}

#[test]
fn a_cell_that_is_kept_takes_little_more_than_its_text_and_its_place() {
    assert!(size_of::<(usize, crate::tree::Node)>() <= 64);
}
