"""The workload W in SimPy: trains, crews and packages are processes, tracks resources, depots containers.

The unit of time is an hour. What happens within an hour has its place in it, in eighths.
"""

from random import Random

import simpy

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


class Segment:
    """A segment: its track, and what has been done to it."""

    def __init__(self, env, capacity):
        self.track = simpy.Resource(env, capacity)
        self.traffic = 0
        self.damage = 0
        self.mended = env.event()


class Battery:
    """A battery: rounds, and the hour from which on it can fire."""

    def __init__(self):
        self.rounds = ROUNDS
        self.free_from = 0

    def can_fire(self, now):
        """It has rounds and is not suppressed."""
        return self.rounds > 0 and self.free_from <= now


class Theatre:
    """The environment, what there is in it, and its processes."""

    def __init__(self, size, seed):
        self.size = size
        self.network = Network(size)
        self.uniform = Random(seed).random
        self.env = simpy.Environment()
        self.today = Day()
        self.daily = []
        self.weather = 0
        self.segments = [Segment(self.env, capacity) for capacity in self.network.capacity]
        self.damaged = 0
        self.rear = [self.depot(REAR_STOCK, REAR_STOCK) for _ in range(size.lines)]
        self.front = [self.depot(FRONT_STOCK, float("inf")) for _ in range(size.lines)]
        self.batteries = [Battery() for _ in range(size.batteries)]
        self.deploy([size.base(site) for site in range(size.sites)])
        self.find_routes()
        self.dusk = self.env.event()
        self.alarms = [self.env.event() for _ in range(size.crews)]
        self.begin()

    def depot(self, stock, capacity):
        """A depot that starts with some stock."""
        return simpy.Container(self.env, capacity, stock)

    def begin(self):
        """Starts the processes."""
        process = self.env.process
        process(self.calendar())
        for line in range(self.size.lines):
            process(self.consume(line))
        for crew in range(self.size.crews):
            process(self.crew(crew))
        for number, (station, errand) in enumerate(starts(self.size)):
            Train(self, number, station, errand)
        process(self.record())

    def run(self, days):
        """Some days from the start on."""
        self.env.run(until=days * HOURS)

    def until(self, hour, when):
        """A timeout that ends at some place in some hour."""
        return self.env.timeout(hour + when - self.env.now)

    def hour(self):
        """The present hour, counted from the start."""
        return int(self.env.now)

    # The day.

    def calendar(self):
        """What comes at the same time every day."""
        day = 0
        while True:
            midnight = day * HOURS
            self.weather = next_weather(self.weather, self.uniform())
            yield from self.replenish()
            yield self.until(midnight + 1, 0)
            if day > 0 and day % 7 == 0:
                segments = self.size.segments
                self.deploy([int(self.uniform() * segments) for _ in range(self.size.sites)])
            yield self.until(midnight + 2, 0)
            self.resupply()
            yield self.until(midnight + 5, 0)
            self.plan()
            yield self.until(midnight + 17, ROUTES)
            self.find_routes()
            yield self.until(midnight + DUSK, 0)
            self.dusk.succeed()
            self.dusk = self.env.event()
            day += 1
            yield self.until(day * HOURS, 0)

    def replenish(self):
        """The rear depots are filled up."""
        for depot in self.rear:
            more = min(REPLENISHED, depot.capacity - depot.level)
            if more > 0:
                yield depot.put(more)

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

    def consume(self, line):
        """A front consumes what it needs, or what there is."""
        depot = self.front[line]
        yield self.env.timeout(CONSUMPTION)
        while True:
            eaten = min(NEED, depot.level)
            if eaten > 0:
                yield depot.get(eaten)
            self.today.shortage += NEED - eaten
            yield self.env.timeout(1)

    def record(self):
        """What the day has brought is put down."""
        yield self.env.timeout(RECORD)
        while True:
            self.today.damaged_hours += self.damaged
            if self.hour() % HOURS == HOURS - 1:
                self.daily.append(self.today)
                self.today = Day()
            yield self.env.timeout(1)

    # In the air.

    def plan(self):
        """The enemy weighs the segments and plans the packages of the day."""
        traffic = [segment.traffic for segment in self.segments]
        damage = [segment.damage for segment in self.segments]
        sums = weight_sums(self.network.value, traffic, damage)
        for segment in self.segments:
            segment.traffic = 0
        for plan in plans(self.size, sums, self.weather, self.uniform):
            self.env.process(self.package(plan))

    def package(self, plan):
        """A package flies in its hour, is fired at, and bombs with what is left."""
        yield self.until(self.hour() // HOURS * HOURS + plan.hour, STRIKE)
        active, losses = self.fire(plan)
        self.today.losses += losses
        chance = cut_chance(self.weather, active)
        cuts = binomial(self.uniform(), plan.aircraft - losses, chance)
        if cuts > 0:
            self.hit(plan.target, cuts)

    def fire(self, plan):
        """Batteries that fire at a package, and what it loses by them."""
        active = losses = 0
        now, mean = self.hour(), 0.003 * plan.aircraft
        for battery in self.cover[plan.target]:
            if battery.can_fire(now):
                battery.rounds -= 1
                active += 1
                losses += poisson(self.uniform(), mean)
                if self.uniform() < SUPPRESSION_CHANCE:
                    battery.free_from = now + SUPPRESSION
        return active, min(losses, plan.aircraft)

    def hit(self, target, cuts):
        """A segment is cut, and its crew alarmed."""
        self.today.cuts += cuts
        segment = self.segments[target]
        if segment.damage == 0:
            self.damaged += 1
        segment.damage += cuts
        alarm = self.alarms[target // SEGMENTS_OF_CREW]
        if not alarm.triggered:
            alarm.succeed()

    # On the ground.

    def crew(self, number):
        """A crew waits for an alarm, goes where damage is worst, and mends cut by cut."""
        zone = [self.segments[segment] for segment in self.size.zone(number)]
        while True:
            worst = max(zone, key=lambda segment: segment.damage)
            if worst.damage == 0:
                self.alarms[number] = self.env.event()
                yield self.alarms[number]
                yield self.until(self.hour(), CREWS)
                continue
            while worst.damage > 0:
                yield self.env.timeout(self.hours_of_repair())
                worst.damage -= 1
            self.damaged -= 1
            worst.mended.succeed()
            worst.mended = self.env.event()
            yield self.env.timeout(1)

    def hours_of_repair(self):
        """Hours until a cut is mended; the way there is done in the hour in which a crew is sent."""
        hours, work = 0, 0.0
        while work < WORK_OF_CUT:
            hours += 1
            work += 0.5 + self.uniform()
        return hours


class Train:
    """A train, which runs by night, hop by hop."""

    def __init__(self, theatre, number, station, errand):
        self.theatre = theatre
        self.env = theatre.env
        # Trains depart one after another, in the order of their numbers.
        self.minute = DEPARTURE + number * HEADWAY
        self.station = station
        self.env.process(self.circulate(errand))

    def circulate(self, errand):
        """A train runs to the front, unloads, runs back, loads, and so on."""
        if errand == UNLOADING:
            yield self.env.timeout(HANDLING - 1 + ARRIVAL)
            self.unload()
        elif errand == LOADING:
            yield self.env.timeout(ARRIVAL)
            yield from self.load()
        if errand in (TO_FRONT, LOADING):
            yield from self.run_to_front()
        while True:
            yield from self.run_to_rear()
            yield from self.run_to_front()

    def run_to_front(self):
        """The train runs to the front and unloads."""
        while not is_front(self.station):
            yield from self.departure()
            yield from self.hop(self.theatre.to_front)
        yield self.env.timeout(HANDLING)
        self.unload()

    def run_to_rear(self):
        """The train runs to the rear and loads."""
        while not is_rear(self.station):
            yield from self.departure()
            yield from self.hop(self.theatre.to_rear)
        yield from self.load()

    def unload(self):
        """The train gives what it carries to the front."""
        self.theatre.front[line_of(self.station)].put(LOAD)
        self.theatre.today.delivered += LOAD

    def load(self):
        """The train takes a load, and waits for it if there is none."""
        yield self.theatre.rear[line_of(self.station)].get(LOAD)
        yield self.theatre.until(self.theatre.hour() + HANDLING, 0)

    def departure(self):
        """Waits until the train may depart next: its minute of an hour of the night."""
        now = self.env.now
        hour = int(now)
        if now >= hour + self.minute:
            hour += 1
        if not is_night(hour % HOURS):
            yield self.theatre.dusk
            hour = self.theatre.hour()
        yield self.theatre.until(hour, self.minute)

    def hop(self, hops):
        """The train tries to run to the next station, which takes it the rest of the hour."""
        number, station = hops[self.station]
        segment = self.theatre.segments[number]
        if segment.damage > 0:
            yield segment.mended | self.theatre.dusk
        elif segment.track.count == segment.track.capacity:
            return
        elif self.theatre.uniform() < BREAKDOWN_CHANCE:
            yield self.theatre.until(self.theatre.hour() + BREAKDOWN, 0)
        else:
            with segment.track.request() as slot:
                yield slot
                segment.traffic += 1
                yield self.theatre.until(self.theatre.hour(), ARRIVAL)
            self.station = station


if __name__ == "__main__":
    command.main("simpy", Theatre)
