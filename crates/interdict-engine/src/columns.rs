//! Dense rows: everything of one kind lies in one column, and its row is its address.
//!
//! The world is populated once, kind by kind, in the order of names; nothing is spawned, despawned,
//! given or robbed of a component afterwards. So each kind has exactly one archetype, and the whole
//! column can be had as one slice whose index is the row. `Entity` appears here and nowhere else: which
//! entity stands in which row is remembered, and looked at whenever the column is put back, so that a
//! broken order is found at once and not by its consequences.

use std::any::type_name;
use std::collections::BTreeMap;

use bevy_ecs::change_detection::ContiguousMut;
use bevy_ecs::component::{ComponentId, Mutable};
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
        let Ok(chunks) = self.query.contiguous_iter() else {
            sparse::<T>()
        };
        only::<T, _>(chunks).unwrap_or_default()
    }
}

impl<T: Component<Mutability = Mutable>> RowsMut<'_, '_, T> {
    /// The whole column; empty when nothing of the kind exists.
    #[inline]
    pub fn slice(&self) -> &[T] {
        let Ok(chunks) = self.query.contiguous_iter() else {
            sparse::<T>()
        };
        only::<T, _>(chunks).unwrap_or_default()
    }

    /// The whole column; empty when nothing of the kind exists. Change ticks are not kept.
    #[inline]
    pub fn slice_mut(&mut self) -> &mut [T] {
        let Ok(chunks) = self.query.contiguous_iter_mut() else {
            sparse::<T>()
        };
        match only::<T, _>(chunks) {
            Some(column) => ContiguousMut::bypass_change_detection_split(column).0,
            None => &mut [],
        }
    }
}

/// The one piece that a column consists of, or none.
#[inline]
fn only<T, C>(mut chunks: impl Iterator<Item = C>) -> Option<C> {
    let column = chunks.next();
    if column.is_some() && chunks.next().is_some() {
        several::<T>()
    }
    column
}

#[cold]
fn sparse<T>() -> ! {
    panic!(
        "`{}` is kept in sparse storage: it has no column",
        type_name::<T>()
    )
}

#[cold]
fn several<T>() -> ! {
    panic!(
        "`{}` lives in more than one archetype: its rows are no addresses",
        type_name::<T>()
    )
}

/// Which entity stands in which row of each column.
#[derive(Resource, Default)]
struct Standing(BTreeMap<ComponentId, Vec<Entity>>);

/// Puts rows into the world, in order: row `n` of the column is `rows[n]`. Rows put in later come
/// after those that are there.
pub fn populate<T: Component + Clone>(world: &mut World, rows: &[T]) {
    let kind = world.register_component::<T>();
    let fresh: Vec<Entity> = world.spawn_batch(rows.to_vec()).collect();
    let mut standing = world.get_resource_or_init::<Standing>();
    standing.0.entry(kind).or_default().extend(fresh);
    assert_order::<T>(world);
}

/// Overwrites the column in place, row by row.
pub fn reset<T: Component<Mutability = Mutable> + Clone>(world: &mut World, rows: &[T]) {
    assert_order::<T>(world);
    let mut state = world.query::<&mut T>();
    let Ok(chunks) = state.contiguous_iter_mut(world) else {
        sparse::<T>()
    };
    let column = match only::<T, _>(chunks) {
        Some(column) => ContiguousMut::bypass_change_detection_split(column).0,
        None => &mut [],
    };
    assert_eq!(
        column.len(),
        rows.len(),
        "rows in the column of `{}`, and rows to put back",
        type_name::<T>()
    );
    column.clone_from_slice(rows);
}

/// Asserts that the rows of a column stand as they were put in.
pub fn assert_order<T: Component>(world: &mut World) {
    let kind = world.register_component::<T>();
    let mut state = world.query::<(Entity, &T)>();
    let Ok(chunks) = state.contiguous_iter(world) else {
        sparse::<T>()
    };
    let present = only::<T, _>(chunks).map(|(entities, _)| entities);
    let standing = world.get_resource::<Standing>();
    let expected = standing.and_then(|standing| standing.0.get(&kind));
    assert!(
        present.unwrap_or_default() == expected.map(Vec::as_slice).unwrap_or_default(),
        "the rows of `{}` no longer stand in the order in which they were put in",
        type_name::<T>()
    );
}

/// A column that is looked at again and again from outside a system.
pub struct Outside<T: Component>(QueryState<&'static T>);

impl<T: Component> Outside<T> {
    /// The column of a kind in a world.
    pub fn new(world: &mut World) -> Self {
        Self(world.query())
    }

    /// The whole column; empty when nothing of the kind exists.
    pub fn slice<'w>(&'w mut self, world: &'w World) -> &'w [T] {
        let Ok(chunks) = self.0.contiguous_iter(world) else {
            sparse::<T>()
        };
        only::<T, _>(chunks).unwrap_or_default()
    }
}

/// The column as seen from outside a system, for tests.
pub fn column<T: Component>(world: &mut World) -> &[T] {
    let mut state = world.query::<&T>();
    let Ok(chunks) = state.contiguous_iter(world) else {
        sparse::<T>()
    };
    only::<T, _>(chunks).unwrap_or_default()
}

/// Looks at the column from outside a system.
pub fn with_column<T: Component, R>(world: &mut World, look: impl FnOnce(&[T]) -> R) -> R {
    look(column::<T>(world))
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
        let mut column = Outside::<Row>::new(&mut world);
        assert_eq!(column.slice(&world)[41], Row(42));
        reset(&mut world, &rows);
        assert_eq!(column.slice(&world), rows);
    }

    #[test]
    fn rows_stand_in_the_order_of_spawning_whatever_else_is_spawned() {
        let mut world = World::new();
        for value in 0..500 {
            populate(&mut world, &[Row(value)]);
            populate(&mut world, &[Other]);
            world.spawn_empty();
        }
        let column = column::<Row>(&mut world);
        assert_eq!(column, (0..500).map(Row).collect::<Vec<_>>());
    }

    #[test]
    #[should_panic(expected = "lives in more than one archetype")]
    fn a_kind_with_a_second_component_is_no_column() {
        let mut world = World::new();
        populate(&mut world, &[Row(1), Row(2)]);
        world.spawn((Row(3), Other));
        column::<Row>(&mut world);
    }

    #[test]
    #[should_panic(expected = "no longer stand in the order")]
    fn a_row_that_left_is_found_out() {
        let mut world = World::new();
        let rows = [Row(1), Row(2), Row(3)];
        populate(&mut world, &rows);
        let first = world.query::<(Entity, &Row)>().iter(&world).next();
        world.despawn(first.unwrap().0);
        world.spawn(Row(1));
        reset(&mut world, &rows);
    }

    #[test]
    #[should_panic(expected = "rows to put back")]
    fn a_column_that_grew_is_not_put_back_by_halves() {
        let mut world = World::new();
        populate(&mut world, &[Row(1), Row(2), Row(3)]);
        reset(&mut world, &[Row(1), Row(2)]);
    }

    #[test]
    #[should_panic(expected = "sparse storage")]
    fn a_sparse_kind_has_no_column() {
        #[derive(Component, Clone)]
        #[component(storage = "SparseSet")]
        struct Mark;
        populate(&mut World::new(), &[Mark]);
    }

    #[test]
    fn an_empty_kind_is_an_empty_column() {
        let mut world = World::new();
        let mut look = IntoSystem::into_system(|rows: Rows<Row>| assert!(rows.slice().is_empty()));
        look.initialize(&mut world);
        look.run((), &mut world).unwrap();
    }
}
