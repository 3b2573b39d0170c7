"""The workload W in salabim: trains, crews, packages, fronts and the calendar are components.

In yield mode, without trace, and with all monitors off. The unit of time is an hour; what happens
within an hour has its place in it, in eighths.
"""

from random import Random

import salabim as sim

from w import command
from w.shape import (
    BREAKDOWN,
    BREAKDOWN_CHANCE,
    DUSK,
    FRONT_STOCK,
    HANDLING,
    HOURS,
    LOAD,
    LOADING,
    MOST_ROUNDS,
    NEED,
    REAR_STOCK,
    REPLENISHED,
    RESUPPLIED,
    ROUNDS,
    SEGMENTS_OF_CREW,
    SUPPRESSION,
    SUPPRESSION_CHANCE,
    TO_FRONT,
    UNLOADING,
    WORK_OF_CUT,
    Day,
    Network,
    binomial,
    cut_chance,
    is_front,
    is_night,
    is_rear,
    line_of,
    next_weather,
    plans,
    poisson,
    starts,
    weight_sums,
)

# When in an hour.
STRIKE = 0.125
CREWS = 0.25
ROUTES = 0.375
DEPARTURE = 0.5
HEADWAY = 2.0**-18
ARRIVAL = 0.625
CONSUMPTION = 0.75
RECORD = 0.875


class Actor(sim.Component):
    """A component of a theatre, not monitored."""

    def setup(self, theatre):
        self.theatre = theatre
        self.status.monitor(False)
        self.mode.monitor(False)

    def hour(self):
        """The present hour, counted from the start."""
        return int(self.env.now())


class Calendar(Actor):
    """What comes at the same time every day."""

    def process(self):
        theatre, day = self.theatre, 0
        while True:
            midnight = day * HOURS
            theatre.weather = next_weather(theatre.weather, theatre.uniform())
            theatre.replenish()
            yield self.hold(till=midnight + 1)
            if day > 0 and day % 7 == 0:
                theatre.redeploy()
            yield self.hold(till=midnight + 2)
            theatre.resupply()
            yield self.hold(till=midnight + 5)
            theatre.plan(midnight)
            yield self.hold(till=midnight + 17 + ROUTES)
            theatre.find_routes()
            yield self.hold(till=midnight + DUSK)
            theatre.dusk.trigger()
            day += 1
            yield self.hold(till=day * HOURS)


class Front(Actor):
    """A front with its depot."""

    def setup(self, theatre):
        super().setup(theatre)
        self.stock = FRONT_STOCK

    def process(self):
        while True:
            eaten = min(NEED, self.stock)
            self.stock -= eaten
            self.theatre.today.shortage += NEED - eaten
            yield self.hold(1)


class Recorder(Actor):
    """Puts down what a day has brought."""

    def process(self):
        theatre = self.theatre
        while True:
            theatre.today.damaged_hours += theatre.damaged
            if self.hour() % HOURS == HOURS - 1:
                theatre.daily.append(theatre.today)
                theatre.today = Day()
            yield self.hold(1)


class Segment:
    """A segment: its track, and what has been done to it."""

    def __init__(self, capacity):
        self.track = sim.Resource(capacity=capacity, monitor=False)
        self.is_open = sim.State(value=True, monitor=False)
        self.traffic = 0
        self.damage = 0


class Battery:
    """A battery: rounds, and the hour from which on it can fire."""

    def __init__(self):
        self.rounds = ROUNDS
        self.free_from = 0

    def can_fire(self, now):
        """It has rounds and is not suppressed."""
        return self.rounds > 0 and self.free_from <= now


class Package(Actor):
    """A package of aircraft: flies in its hour, is fired at, and bombs with what is left."""

    def setup(self, theatre, plan):
        super().setup(theatre)
        self.plan = plan

    def process(self):
        theatre, plan = self.theatre, self.plan
        active, losses = self.under_fire()
        theatre.today.losses += losses
        chance = cut_chance(theatre.weather, active)
        cuts = binomial(theatre.uniform(), plan.aircraft - losses, chance)
        if cuts > 0:
            theatre.hit(plan.target, cuts)
        return
        yield

    def under_fire(self):
        """Batteries that fire at the package, and what it loses by them."""
        active = losses = 0
        uniform = self.theatre.uniform
        now, mean = self.hour(), 0.003 * self.plan.aircraft
        for battery in self.theatre.cover[self.plan.target]:
            if battery.can_fire(now):
                battery.rounds -= 1
                active += 1
                losses += poisson(uniform(), mean)
                if uniform() < SUPPRESSION_CHANCE:
                    battery.free_from = now + SUPPRESSION
        return active, min(losses, self.plan.aircraft)


class Crew(Actor):
    """A repair crew: sleeps until it is alarmed, goes where damage is worst, mends cut by cut."""

    def setup(self, theatre, zone):
        super().setup(theatre)
        self.zone = zone

    def alarm(self):
        """Something in its zone is hit."""
        if self.ispassive():
            self.activate(at=self.hour() + CREWS)

    def process(self):
        while True:
            worst = max(self.zone, key=lambda segment: segment.damage)
            if worst.damage == 0:
                yield self.passivate()
                continue
            while worst.damage > 0:
                yield self.hold(self.hours_of_repair())
                worst.damage -= 1
            self.theatre.damaged -= 1
            worst.is_open.set()
            yield self.hold(1)

    def hours_of_repair(self):
        """Hours until a cut is mended; the way there is done in the hour in which a crew is sent."""
        hours, work = 0, 0.0
        while work < WORK_OF_CUT:
            hours += 1
            work += 0.5 + self.theatre.uniform()
        return hours


class Train(Actor):
    """A train, which runs by night, hop by hop."""

    def setup(self, theatre, number, station, errand):
        super().setup(theatre)
        # Trains depart one after another, in the order of their numbers.
        self.minute = DEPARTURE + number * HEADWAY
        self.station = station
        self.errand = errand

    def process(self):
        """The train runs to the front, unloads, runs back, loads, and so on."""
        if self.errand == UNLOADING:
            yield self.hold(HANDLING - 1 + ARRIVAL)
            self.unload()
        elif self.errand == LOADING:
            yield self.hold(ARRIVAL)
            yield from self.load()
        if self.errand in (TO_FRONT, LOADING):
            yield from self.run_to_front()
        while True:
            yield from self.run_to_rear()
            yield from self.run_to_front()

    def run_to_front(self):
        """The train runs to the front and unloads."""
        while not is_front(self.station):
            yield from self.departure()
            yield from self.hop(self.theatre.to_front)
        yield self.hold(HANDLING)
        self.unload()

    def run_to_rear(self):
        """The train runs to the rear and loads."""
        while not is_rear(self.station):
            yield from self.departure()
            yield from self.hop(self.theatre.to_rear)
        yield from self.load()

    def unload(self):
        """The train gives what it carries to the front."""
        self.theatre.fronts[line_of(self.station)].stock += LOAD
        self.theatre.today.delivered += LOAD

    def load(self):
        """The train takes a load, and waits for it if there is none."""
        yield self.get((self.theatre.rear[line_of(self.station)], LOAD))
        yield self.hold(till=self.hour() + HANDLING)

    def departure(self):
        """Waits until the train may depart next: its minute of an hour of the night."""
        now = self.env.now()
        hour = int(now)
        if now >= hour + self.minute:
            hour += 1
        if not is_night(hour % HOURS):
            yield self.wait(self.theatre.dusk)
            hour = self.hour()
        yield self.hold(till=hour + self.minute)

    def hop(self, hops):
        """The train tries to run to the next station, which takes it the rest of the hour."""
        number, station = hops[self.station]
        segment = self.theatre.segments[number]
        if segment.damage > 0:
            yield self.wait(segment.is_open, self.theatre.dusk)
        elif segment.track.available_quantity() == 0:
            return
        elif self.theatre.uniform() < BREAKDOWN_CHANCE:
            yield self.hold(till=self.hour() + BREAKDOWN)
        else:
            yield self.request(segment.track)
            segment.traffic += 1
            yield self.hold(till=self.hour() + ARRIVAL)
            self.release(segment.track)
            self.station = station


class Theatre:
    """The environment and what there is in it."""

    def __init__(self, size, seed):
        self.size = size
        self.network = Network(size)
        self.uniform = Random(seed).random
        self.env = sim.Environment(trace=False, yieldless=False)
        self.today = Day()
        self.daily = []
        self.weather = 0
        self.segments = [Segment(capacity) for capacity in self.network.capacity]
        self.damaged = 0
        self.batteries = [Battery() for _ in range(size.batteries)]
        self.rear = [
            sim.Resource(capacity=REAR_STOCK, anonymous=True, monitor=False)
            for _ in range(size.lines)
        ]
        self.dusk = sim.State(monitor=False)
        self.deploy([size.base(site) for site in range(size.sites)])
        self.find_routes()
        self.begin()

    def begin(self):
        """Makes the components."""
        Calendar(theatre=self)
        self.fronts = [Front(theatre=self, at=CONSUMPTION) for _ in range(self.size.lines)]
        zones = [self.size.zone(crew) for crew in range(self.size.crews)]
        self.crews = [
            Crew(theatre=self, zone=[self.segments[segment] for segment in zone]) for zone in zones
        ]
        for number, (station, errand) in enumerate(starts(self.size)):
            Train(theatre=self, number=number, station=station, errand=errand)
        Recorder(theatre=self, at=RECORD)

    def run(self, days):
        """Some days from the start on."""
        self.env.run(till=days * HOURS)

    def replenish(self):
        """The rear depots are filled up."""
        for depot in self.rear:
            depot.release(min(REPLENISHED, depot.claimed_quantity()))

    def redeploy(self):
        """Every site moves somewhere else."""
        self.deploy([int(self.uniform() * self.size.segments) for _ in range(self.size.sites)])

    def deploy(self, bases):
        """Sites stand around some segments: which batteries cover which is found anew."""
        self.cover = [[] for _ in self.segments]
        for site, base in enumerate(bases):
            batteries = [self.batteries[battery] for battery in self.size.batteries_of(site)]
            for segment in self.size.covered(base):
                self.cover[segment].extend(batteries)

    def resupply(self):
        """Rounds come."""
        for battery in self.batteries:
            battery.rounds = min(battery.rounds + RESUPPLIED, MOST_ROUNDS)

    def find_routes(self):
        """Routes are found anew."""
        damage = [segment.damage for segment in self.segments]
        self.to_front, self.to_rear = self.network.routes(damage)

    def plan(self, midnight):
        """The enemy weighs the segments and plans the packages of the day."""
        traffic = [segment.traffic for segment in self.segments]
        damage = [segment.damage for segment in self.segments]
        sums = weight_sums(self.network.value, traffic, damage)
        for segment in self.segments:
            segment.traffic = 0
        for plan in plans(self.size, sums, self.weather, self.uniform):
            Package(theatre=self, plan=plan, at=midnight + plan.hour + STRIKE)

    def hit(self, target, cuts):
        """A segment is cut, and its crew alarmed."""
        self.today.cuts += cuts
        segment = self.segments[target]
        if segment.damage == 0:
            self.damaged += 1
            segment.is_open.reset()
        segment.damage += cuts
        self.crews[target // SEGMENTS_OF_CREW].alarm()


if __name__ == "__main__":
    command.main("salabim", Theatre)
