//! What a theatre keeps: each kind of thing is registered once, in [`theatre`](crate), and everything that has to be
//! done for each kind follows from that line.
//!
//! Whoever brings something into the world does it through [`Theatre`], which offers four doors and no other: rows and
//! resources that can change, output, and ground. Ground is immutable to the compiler, so what can change and is not
//! registered cannot be written.

use bevy_ecs::component::{Immutable, Mutable};
use bevy_ecs::prelude::*;
use interdict_engine::{Chance, columns};

use crate::chance::REGISTRY;

/// Puts one kind of thing back to its fresh state.
type Restore = Box<dyn Fn(&mut World) + Send + Sync>;

/// How to put the world back.
#[derive(Default)]
pub(crate) struct Fresh {
    restores: Vec<Restore>,
}

impl Fresh {
    /// Puts everything back, with the chance of another replication.
    pub(crate) fn restore(&self, world: &mut World, seed: u64, replication: u32) {
        for restore in &self.restores {
            restore(world);
        }
        world.insert_resource(Chance::new(seed, replication, REGISTRY));
    }
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

    /// Rows of one kind: put in now, and overwritten later.
    pub(crate) fn rows<T>(&mut self, rows: Vec<T>)
    where
        T: Component<Mutability = Mutable> + Clone,
    {
        columns::populate(self.world, &rows);
        self.fresh
            .restores
            .push(Box::new(move |world| columns::reset(world, &rows)));
    }

    /// A resource: put in now, and overwritten later.
    pub(crate) fn resource<T>(&mut self, resource: T)
    where
        T: Resource<Mutability = Mutable> + Clone,
    {
        self.world.insert_resource(resource.clone());
        self.fresh.restores.push(Box::new(move |world| {
            world.resource_mut::<T>().clone_from(&resource);
        }));
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

    /// How to put all this back.
    pub(crate) fn populated(self) -> Fresh {
        self.fresh
    }
}
