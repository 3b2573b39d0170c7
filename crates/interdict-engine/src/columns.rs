//! Dense rows: everything of one kind lies in one column, and its row is its address.
//!
//! The world is populated once, kind by kind, in the order of names; nothing is spawned, despawned,
//! given or robbed of a component afterwards. So each kind has exactly one archetype, and the whole
//! column can be had as one slice whose index is the row. `Entity` appears here and nowhere else.

use bevy_ecs::change_detection::ContiguousMut;
use bevy_ecs::component::Mutable;
use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;

/// The column of a kind, to be read.
#[derive(SystemParam)]
pub struct Rows<'w, 's, T: Component> {
    query: Query<'w, 's, &'static T>,
}

/// The column of a kind, to be written.
#[derive(SystemParam)]
pub struct RowsMut<'w, 's, T: Component<Mutability = Mutable>> {
    query: Query<'w, 's, &'static mut T>,
}

impl<T: Component> Rows<'_, '_, T> {
    /// The whole column; empty when nothing of the kind exists.
    #[inline]
    pub fn slice(&self) -> &[T] {
        let Ok(mut chunks) = self.query.contiguous_iter() else {
            sparse::<T>()
        };
        let Some(column) = chunks.next() else {
            return &[];
        };
        debug_assert!(chunks.next().is_none(), "{}", several::<T>());
        column
    }
}

impl<T: Component<Mutability = Mutable>> RowsMut<'_, '_, T> {
    /// The whole column; empty when nothing of the kind exists. Change ticks are not kept.
    #[inline]
    pub fn slice_mut(&mut self) -> &mut [T] {
        let Ok(mut chunks) = self.query.contiguous_iter_mut() else {
            sparse::<T>()
        };
        let Some(column) = chunks.next() else {
            return &mut [];
        };
        debug_assert!(chunks.next().is_none(), "{}", several::<T>());
        ContiguousMut::bypass_change_detection_split(column).0
    }
}

#[cold]
fn sparse<T>() -> ! {
    panic!(
        "{} is kept in sparse storage: it has no column",
        std::any::type_name::<T>()
    )
}

#[cold]
fn several<T>() -> String {
    format!(
        "{} lives in several archetypes: rows are no addresses",
        std::any::type_name::<T>()
    )
}

/// Puts rows into the world, in order: row `n` of the column is `rows[n]`.
pub fn populate<T: Component + Clone>(world: &mut World, rows: &[T]) {
    world.spawn_batch(rows.to_vec());
}

/// Overwrites the column in place, row by row.
pub fn reset<T: Component<Mutability = Mutable> + Clone>(world: &mut World, rows: &[T]) {
    let mut query = world.query::<&mut T>();
    let mut count = 0;
    for (mut row, fresh) in query.iter_mut(world).zip(rows) {
        row.clone_from(fresh);
        count += 1;
    }
    assert_eq!(
        count,
        rows.len(),
        "the column of {}",
        std::any::type_name::<T>()
    );
}

/// Looks at the column from outside a system.
pub fn with_column<T: Component, R>(world: &mut World, look: impl FnOnce(&[T]) -> R) -> R {
    let mut state = world.query::<&T>();
    let query = state.query(world);
    let Ok(mut chunks) = query.contiguous_iter() else {
        sparse::<T>()
    };
    look(chunks.next().unwrap_or(&[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Component, Clone, Debug, PartialEq)]
    struct Row(u32);
    #[derive(Component, Clone)]
    struct Other;

    #[test]
    fn a_row_is_an_address() {
        let mut world = World::new();
        populate(&mut world, &[Other, Other]);
        let rows: Vec<Row> = (0..100).map(Row).collect();
        populate(&mut world, &rows);
        let mut add = IntoSystem::into_system(|mut rows: RowsMut<Row>| {
            for (address, row) in rows.slice_mut().iter_mut().enumerate() {
                assert_eq!(row.0 as usize, address);
                row.0 += 1;
            }
        });
        add.initialize(&mut world);
        add.run((), &mut world).unwrap();
        with_column::<Row, _>(&mut world, |column| assert_eq!(column[41], Row(42)));
        reset(&mut world, &rows);
        with_column::<Row, _>(&mut world, |column| assert_eq!(column, rows));
    }

    #[test]
    fn an_empty_kind_is_an_empty_column() {
        let mut world = World::new();
        let mut look = IntoSystem::into_system(|rows: Rows<Row>| assert!(rows.slice().is_empty()));
        look.initialize(&mut world);
        look.run((), &mut world).unwrap();
    }
}
