//! What happens in the air, one function for each system, over columns.

use crate::draws::{Draws, Purpose, binomial, none_of, poisson};
use crate::shape::{Network, Size};
use crate::state::{
    Ammunition, Cover, Damage, GROUNDED, MOST_ROUNDS, NEVER, Package, Present, Progress,
    SUPPRESSED, Site, Suppression, Track,
};

/// The weather turns over.
pub fn weather(present: &mut Present, tick: u32) {
    let [turn] = present.draws.draw(Purpose::Weather, 0, tick);
    let by = if turn < 0.6 {
        0
    } else if turn < 0.8 {
        1
    } else {
        2
    };
    present.weather = (present.weather + by) % 3;
}

/// Every site moves somewhere else.
pub fn redeploy(sites: &mut [Site], size: Size, draws: &Draws, tick: u32) {
    for (id, site) in (0..).zip(sites) {
        let [place] = draws.draw(Purpose::Redeploy, id, tick);
        site.0 = (place * f64::from(size.segments)) as u32;
    }
}

/// The segments a site covers.
fn covered(site: Site, size: Size) -> std::ops::RangeInclusive<u32> {
    site.0.saturating_sub(1)..=(site.0 + 1).min(size.segments - 1)
}

/// Which sites cover which segment is found anew.
pub fn coverage(cover: &mut Cover, sites: &[Site], size: Size) {
    cover.starts.clear();
    cover.starts.resize(size.segments as usize + 2, 0);
    for &site in sites {
        for segment in covered(site, size) {
            cover.starts[segment as usize + 2] += 1;
        }
    }
    for place in 2..cover.starts.len() {
        cover.starts[place] += cover.starts[place - 1];
    }
    cover.sites.clear();
    cover
        .sites
        .resize(cover.starts[size.segments as usize + 1] as usize, 0);
    for (id, &site) in (0..).zip(sites) {
        for segment in covered(site, size) {
            let next = &mut cover.starts[segment as usize + 1];
            cover.sites[*next as usize] = id;
            *next += 1;
        }
    }
}

impl Cover {
    /// The sites that cover a segment, ascending.
    #[inline]
    pub fn of(&self, segment: u32) -> &[u32] {
        let place = segment as usize;
        &self.sites[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}

/// Rounds come.
pub fn resupply(ammunition: &mut [Ammunition]) {
    for rounds in ammunition {
        rounds.0 = (rounds.0 + 2).min(MOST_ROUNDS);
    }
}

/// Suppression wears off.
pub fn recover(suppression: &mut [Suppression]) {
    for left in suppression {
        left.0 = left.0.saturating_sub(1);
    }
}

/// The enemy weighs the segments, and counts traffic from now on.
pub fn weights(sums: &mut [f64], network: &Network, damage: &[Damage], tracks: &mut [Track]) {
    let mut sum = 0.0;
    for (((below, track), damage), value) in
        sums.iter_mut().zip(tracks).zip(damage).zip(&network.value)
    {
        let kept = if damage.0 > 0 { 0.25 } else { 1.0 };
        sum += value * (1.0 + f64::from(track.traffic) / 8.0) * kept;
        *below = sum;
        track.traffic = 0;
    }
}

/// The plan for one package.
pub fn planned(sums: &[f64], present: &Present, package: u32, tick: u32) -> Package {
    let [when, how_many, where_to, called_off] = present.draws.draw(Purpose::Plan, package, tick);
    let refused = [0.0, 0.1, 0.5][present.weather as usize];
    let hour = if called_off < refused {
        NEVER
    } else {
        6 + (12.0 * when) as u8
    };
    let sought = where_to * sums[sums.len() - 1];
    let target = sums.partition_point(|&below| below <= sought);
    Package {
        hour,
        aircraft: 8 + (25.0 * how_many) as u32,
        target: target.min(sums.len() - 1) as u32,
        ..GROUNDED
    }
}

/// The packages of the day are planned.
pub fn plan(packages: &mut [Package], sums: &[f64], present: &Present, tick: u32) {
    for (id, package) in (0..).zip(packages) {
        *package = planned(sums, present, id, tick);
    }
}

/// Batteries fire at the packages of this hour.
pub fn flak(
    packages: &mut [Package],
    ammunition: &mut [Ammunition],
    suppression: &mut [Suppression],
    cover: &Cover,
    size: Size,
    present: &mut Present,
    tick: u32,
    hour: u8,
) {
    for (id, package) in (0..).zip(packages) {
        if package.hour != hour {
            continue;
        }
        let mut stream = present.draws.stream(Purpose::Flak, id, tick);
        let mean = 0.003 * f64::from(package.aircraft);
        let none = none_of(mean);
        for &site in cover.of(package.target) {
            for battery in size.batteries_of(site) {
                let rounds = &mut ammunition[battery as usize].0;
                let suppressed = &mut suppression[battery as usize].0;
                if *rounds == 0 || *suppressed > 0 {
                    continue;
                }
                *rounds -= 1;
                package.active += 1;
                package.losses += poisson(stream.draw(), mean, none);
                if stream.draw() < 0.08 {
                    *suppressed = SUPPRESSED;
                }
            }
        }
        package.losses = package.losses.min(package.aircraft);
        present.today.losses += u64::from(package.losses);
    }
}

/// The chance of one aircraft to make a cut.
#[inline]
pub fn cut_chance(weather: u8, active: u32) -> f64 {
    0.06 * [1.0, 0.7, 0.3][weather as usize] / (1.0 + 0.1 * f64::from(active))
}

/// The packages of this hour bomb.
pub fn bomb(packages: &mut [Package], present: &mut Present, tick: u32, hour: u8) {
    for (id, package) in (0..).zip(packages) {
        if package.hour != hour {
            continue;
        }
        let [aim] = present.draws.draw(Purpose::Bomb, id, tick);
        let chance = cut_chance(present.weather, package.active);
        package.cuts = binomial(aim, package.aircraft - package.losses, chance);
        present.today.cuts += u64::from(package.cuts);
    }
}

/// What they hit is cut.
pub fn hits(packages: &[Package], damage: &mut [Damage], progress: &mut [Progress], hour: u8) {
    for package in packages {
        if package.hour != hour || package.cuts == 0 {
            continue;
        }
        let target = package.target as usize;
        if damage[target].0 == 0 {
            progress[target].0 = 0.0;
        }
        damage[target].0 += package.cuts as u16;
    }
}
