//! What a theatre keeps: each kind of thing is registered once, where the theatre is populated, and everything that has
//! to be done for each kind follows from that line: it is put back for another replication, it goes into the digest of
//! the day, and the census tells of it.
//!
//! Whoever brings something into the world does it through [`Theatre`], which offers these doors and no other: rows and
//! resources that can change, output, and ground. Ground is immutable to the compiler, so what can change and is not
//! registered cannot be written.

use bevy_ecs::component::{Immutable, Mutable};
use bevy_ecs::prelude::*;
use interdict_engine::columns::{self, Outside};
use interdict_engine::{Chance, Digest, Tree};
use interdict_scenario::Scenario;

use crate::chance::REGISTRY;
#[cfg(test)]
use crate::state::walk;
use crate::told::{Cell, Kept, Kind, Told};

#[cfg(test)]
mod tests;

/// Everything that a theatre keeps, with its fresh state, in the order in which it was registered.
#[derive(Resource, Default)]
pub(crate) struct Fresh {
    kept: Vec<Box<dyn Keeper>>,
}

/// Visits every field of every thing of a kind. Fields of one thing come together; things come in the order
/// of their rows, which may not be that of another world.
pub fn visit(world: &mut World, scenario: &Scenario, kind: Kind, visit: &mut dyn FnMut(Cell)) {
    let kept = world.resource::<Fresh>().kept.iter();
    let mut told = kept.flat_map(|keeper| keeper.told());
    let found = told.find(|(of, _)| *of == kind);
    // A part that the theatre lacks tells nothing.
    if let Some(&(_, tell)) = found {
        tell(world, scenario, visit);
    }
}

/// Puts everything back, with the chance of another replication.
pub(crate) fn restore(world: &mut World, seed: u64, replication: u32) {
    let fresh = std::mem::take(&mut *world.resource_mut::<Fresh>());
    for keeper in &fresh.kept {
        keeper.restore(world);
    }
    *world.resource_mut::<Fresh>() = fresh;
    world.insert_resource(Chance::new(seed, replication, REGISTRY));
}

/// Digests everything that is kept and can change, one table for each kind.
pub(crate) fn digest(world: &mut World, tables: &mut Tree) {
    tables.clear();
    let mut fresh = std::mem::take(&mut *world.resource_mut::<Fresh>());
    for keeper in &mut fresh.kept {
        if let Some((name, table)) = keeper.digest(world) {
            tables.table(name, table);
        }
    }
    *world.resource_mut::<Fresh>() = fresh;
}

/// What is done for each kind.
trait Keeper: Send + Sync {
    /// Puts it back.
    fn restore(&self, world: &mut World);

    /// Its name and its digest; `None` for output, and for rows of which the theatre has none: a kind of thing that a
    /// scenario does not use leaves its digests as they were.
    fn digest(&mut self, world: &World) -> Option<(&'static str, u64)>;

    /// What the census tells of it.
    fn told(&self) -> Told;

    /// Why it is in no digest, where it is in none.
    #[cfg(test)]
    fn why_not(&self) -> Option<&'static str> {
        None
    }

    /// Alters each part of it in turn, and tells the fields on the way to the part, with the digests before and after.
    #[cfg(test)]
    fn nudge(&mut self, world: &mut World, told: &mut dyn FnMut(&[&'static str], [u64; 2]));

    /// Puts back everything but the state.
    #[cfg(test)]
    fn keep_only_state(&mut self, world: &mut World);

    /// Names all of its fields.
    #[cfg(test)]
    fn fields(&self, put: &mut dyn FnMut(&'static str));
}

/// Digest of a kind of thing.
fn table<T: Kept>(these: &[T]) -> u64 {
    let mut digest = Digest::new(T::NAME);
    T::digest_all(these, &mut digest);
    digest.finish()
}

/// Rows of one kind.
struct Rows<T: Component> {
    fresh: Vec<T>,
    column: Outside<T>,
}

impl<T: Kept + Component<Mutability = Mutable>> Keeper for Rows<T> {
    fn restore(&self, world: &mut World) {
        columns::reset(world, &self.fresh);
    }

    fn digest(&mut self, world: &World) -> Option<(&'static str, u64)> {
        let rows = self.column.slice(world);
        (!rows.is_empty()).then(|| (T::NAME, table(rows)))
    }

    fn told(&self) -> Told {
        T::TOLD
    }

    #[cfg(test)]
    fn nudge(&mut self, world: &mut World, told: &mut dyn FnMut(&[&'static str], [u64; 2])) {
        let rows = self.column.slice(world).to_vec();
        for row in 0..rows.len() {
            walk::each_part(&rows[row], &mut |altered, way| {
                let mut other = rows.clone();
                other[row] = altered;
                told(way, [table(&rows), table(&other)]);
            });
        }
    }

    #[cfg(test)]
    fn keep_only_state(&mut self, world: &mut World) {
        let mut rows = self.column.slice(world).to_vec();
        for (row, fresh) in rows.iter_mut().zip(&self.fresh) {
            row.keep_only_state(fresh);
        }
        columns::reset(world, &rows);
    }

    #[cfg(test)]
    fn fields(&self, put: &mut dyn FnMut(&'static str)) {
        T::fields(put);
    }
}

/// One resource.
struct Single<T> {
    fresh: T,
}

impl<T: Kept + Resource<Mutability = Mutable>> Keeper for Single<T> {
    fn restore(&self, world: &mut World) {
        world.resource_mut::<T>().clone_from(&self.fresh);
    }

    fn digest(&mut self, world: &World) -> Option<(&'static str, u64)> {
        let this = std::slice::from_ref(world.resource::<T>());
        Some((T::NAME, table(this)))
    }

    fn told(&self) -> Told {
        T::TOLD
    }

    #[cfg(test)]
    fn nudge(&mut self, world: &mut World, told: &mut dyn FnMut(&[&'static str], [u64; 2])) {
        let this = world.resource::<T>();
        let before = table(std::slice::from_ref(this));
        walk::each_part(this, &mut |altered, way| {
            told(way, [before, table(&[altered])]);
        });
    }

    #[cfg(test)]
    fn keep_only_state(&mut self, world: &mut World) {
        world.resource_mut::<T>().keep_only_state(&self.fresh);
    }

    #[cfg(test)]
    fn fields(&self, put: &mut dyn FnMut(&'static str)) {
        T::fields(put);
    }
}

/// What is written and never read by anything that happens.
struct Output<T> {
    fresh: T,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "for readers, and for the test that there is one")
    )]
    why: &'static str,
}

impl<T: Resource<Mutability = Mutable> + Clone> Keeper for Output<T> {
    fn restore(&self, world: &mut World) {
        world.resource_mut::<T>().clone_from(&self.fresh);
    }

    fn digest(&mut self, _: &World) -> Option<(&'static str, u64)> {
        None
    }

    fn told(&self) -> Told {
        &[]
    }

    #[cfg(test)]
    fn why_not(&self) -> Option<&'static str> {
        Some(self.why)
    }

    #[cfg(test)]
    fn nudge(&mut self, _: &mut World, _: &mut dyn FnMut(&[&'static str], [u64; 2])) {}

    #[cfg(test)]
    fn keep_only_state(&mut self, _: &mut World) {}

    #[cfg(test)]
    fn fields(&self, _: &mut dyn FnMut(&'static str)) {}
}

/// A world that is being populated.
pub(crate) struct Theatre<'w> {
    world: &'w mut World,
    fresh: Fresh,
}

impl<'w> Theatre<'w> {
    /// An empty theatre.
    pub(crate) fn new(world: &'w mut World) -> Self {
        Self {
            world,
            fresh: Fresh::default(),
        }
    }

    /// Rows of one kind.
    pub(crate) fn rows<T: Kept + Component<Mutability = Mutable>>(&mut self, rows: Vec<T>) {
        columns::populate(self.world, &rows);
        let column = Outside::new(self.world);
        self.fresh.kept.push(Box::new(Rows {
            fresh: rows,
            column,
        }));
    }

    /// A resource.
    pub(crate) fn resource<T: Kept + Resource<Mutability = Mutable>>(&mut self, fresh: T) {
        self.world.insert_resource(fresh.clone());
        self.fresh.kept.push(Box::new(Single { fresh }));
    }

    /// A resource of a part that the theatre may lack: then nothing moves it, and digests stay what they were without
    /// the part.
    pub(crate) fn resource_where<T>(&mut self, is_there: bool, fresh: T)
    where
        T: Kept + Resource<Mutability = Mutable>,
    {
        if is_there {
            self.resource(fresh);
        } else {
            self.output(fresh, "the theatre lacks the part that moves it");
        }
    }

    /// What is written and never read by anything that happens, and why it is in no digest of a day.
    pub(crate) fn output<T>(&mut self, fresh: T, why: &'static str)
    where
        T: Resource<Mutability = Mutable> + Clone,
    {
        self.world.insert_resource(fresh.clone());
        self.fresh.kept.push(Box::new(Output { fresh, why }));
    }

    /// What never changes in a run: knobs, the network.
    pub(crate) fn ground(&mut self, resource: impl Resource<Mutability = Immutable>) {
        self.world.insert_resource(resource);
    }

    /// Rows that never change in a run.
    pub(crate) fn ground_rows<T>(&mut self, rows: &[T])
    where
        T: Component<Mutability = Immutable> + Clone,
    {
        columns::populate(self.world, rows);
    }

    /// The theatre is complete.
    pub(crate) fn populated(self) {
        self.world.insert_resource(self.fresh);
    }
}
