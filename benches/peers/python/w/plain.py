"""The workload W in plain Python: a list for each column, every system asked in every tick."""

from random import Random

from w import command
from w.shape import (
    BREAKDOWN,
    BREAKDOWN_CHANCE,
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
    SUPPRESSION,
    SUPPRESSION_CHANCE,
    TO_FRONT,
    TO_REAR,
    TRAVEL,
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


class Theatre:
    """What there is, column by column, and what happens to it."""

    def __init__(self, size, seed):
        self.size = size
        self.network = Network(size)
        self.uniform = Random(seed).random
        self.weather = 0
        self.damage = [0] * size.segments
        self.work = [0.0] * size.segments
        self.used = [0] * size.segments
        self.traffic = [0] * size.segments
        self.station, self.errand = map(list, zip(*starts(size)))
        self.timer = [HANDLING if errand == UNLOADING else 0 for errand in self.errand]
        self.crew_segment = [None] * size.crews
        self.crew_travel = [0] * size.crews
        self.base = [size.base(site) for site in range(size.sites)]
        self.rounds = [ROUNDS] * size.batteries
        self.suppressed = [0] * size.batteries
        self.packages = []
        self.rear = [REAR_STOCK] * size.lines
        self.front = [FRONT_STOCK] * size.lines
        self.today = Day()
        self.daily = []
        self.find_coverage()
        self.find_routes()

    def run(self, days):
        """Some days from the start on."""
        for day in range(days):
            for hour in range(HOURS):
                self.tick(day, hour)

    def tick(self, day, hour):
        """One hour, in the order of the rules."""
        if hour == 0:
            self.weather = next_weather(self.weather, self.uniform())
            self.replenish()
        if hour == 1 and day > 0 and day % 7 == 0:
            self.redeploy()
            self.find_coverage()
        if hour == 2:
            self.resupply()
        self.recover()
        if hour == 5:
            self.plan()
        if not is_night(hour):
            self.strike(hour)
        self.assign()
        self.repair()
        if hour == 17:
            self.find_routes()
        self.count_down()
        if is_night(hour):
            self.advance()
        self.unload()
        self.load()
        self.consume()
        self.today.damaged_hours += self.size.segments - self.damage.count(0)
        if hour == HOURS - 1:
            self.daily.append(self.today)
            self.today = Day()

    def replenish(self):
        """The rear depots are filled up."""
        self.rear = [min(stock + REPLENISHED, REAR_STOCK) for stock in self.rear]

    def redeploy(self):
        """Every site moves somewhere else."""
        self.base = [int(self.uniform() * self.size.segments) for _ in self.base]

    def find_coverage(self):
        """Which batteries cover which segment is found anew, site by site."""
        self.cover = [[] for _ in self.damage]
        for site, base in enumerate(self.base):
            for segment in self.size.covered(base):
                self.cover[segment].extend(self.size.batteries_of(site))

    def resupply(self):
        """Rounds come."""
        self.rounds = [min(rounds + RESUPPLIED, MOST_ROUNDS) for rounds in self.rounds]

    def recover(self):
        """Suppression wears off."""
        self.suppressed = [left - 1 if left else 0 for left in self.suppressed]

    def plan(self):
        """The enemy weighs the segments and plans the packages of the day."""
        sums = weight_sums(self.network.value, self.traffic, self.damage)
        self.traffic = [0] * self.size.segments
        self.packages = list(plans(self.size, sums, self.weather, self.uniform))

    def strike(self, hour):
        """The packages of this hour are fired at, and bomb what is left of them."""
        for package in self.packages:
            if package.hour == hour:
                active, losses = self.fire(package)
                losses = min(losses, package.aircraft)
                self.today.losses += losses
                self.bomb(package.target, package.aircraft - losses, active)

    def fire(self, package):
        """Batteries that fire at a package, and what it loses by them."""
        active = losses = 0
        mean = 0.003 * package.aircraft
        for battery in self.cover[package.target]:
            if self.rounds[battery] == 0 or self.suppressed[battery] > 0:
                continue
            self.rounds[battery] -= 1
            active += 1
            losses += poisson(self.uniform(), mean)
            if self.uniform() < SUPPRESSION_CHANCE:
                self.suppressed[battery] = SUPPRESSION
        return active, losses

    def bomb(self, target, aircraft, active):
        """Aircraft bomb a segment."""
        cuts = binomial(self.uniform(), aircraft, cut_chance(self.weather, active))
        self.today.cuts += cuts
        if self.damage[target] == 0:
            self.work[target] = 0.0
        self.damage[target] += cuts

    def assign(self):
        """Idle crews set out for the most damaged segment of their zones."""
        for crew, segment in enumerate(self.crew_segment):
            if segment is None:
                worst = max(self.size.zone(crew), key=self.damage.__getitem__)
                if self.damage[worst] > 0:
                    self.crew_segment[crew] = worst
                    self.crew_travel[crew] = TRAVEL

    def repair(self):
        """Crews come nearer to their segments, and mend when they are there."""
        for crew, segment in enumerate(self.crew_segment):
            if segment is None:
                continue
            if self.crew_travel[crew] > 0:
                self.crew_travel[crew] -= 1
            if self.crew_travel[crew] > 0:
                continue
            self.work[segment] += 0.5 + self.uniform()
            if self.work[segment] >= WORK_OF_CUT:
                self.work[segment] = 0.0
                self.damage[segment] -= 1
                if self.damage[segment] == 0:
                    self.crew_segment[crew] = None

    def find_routes(self):
        """Routes are found anew."""
        self.to_front, self.to_rear = self.network.routes(self.damage)

    def count_down(self):
        """Trains come nearer to what they are about."""
        self.timer = [left - 1 if left else 0 for left in self.timer]

    def advance(self):
        """Trains run, one segment in an hour, as far as there is room."""
        self.used = [0] * self.size.segments
        capacity = self.network.capacity
        for train, errand in enumerate(self.errand):
            if self.timer[train] > 0 or errand > TO_REAR:
                continue
            hops = self.to_front if errand == TO_FRONT else self.to_rear
            segment, station = hops[self.station[train]]
            if self.damage[segment] or self.used[segment] == capacity[segment]:
                continue
            if self.uniform() < BREAKDOWN_CHANCE:
                self.timer[train] = BREAKDOWN
                continue
            self.used[segment] += 1
            self.traffic[segment] += 1
            self.station[train] = station
            if errand == TO_FRONT and is_front(station):
                self.errand[train] = UNLOADING
                self.timer[train] = HANDLING
            elif errand == TO_REAR and is_rear(station):
                self.errand[train] = LOADING

    def unload(self):
        """Trains that have unloaded turn to the rear."""
        for train, errand in enumerate(self.errand):
            if errand == UNLOADING and self.timer[train] == 0:
                self.front[line_of(self.station[train])] += LOAD
                self.today.delivered += LOAD
                self.errand[train] = TO_REAR

    def load(self):
        """Trains in the rear take what there is."""
        for train, errand in enumerate(self.errand):
            if errand == LOADING and self.timer[train] == 0:
                line = line_of(self.station[train])
                if self.rear[line] >= LOAD:
                    self.rear[line] -= LOAD
                    self.errand[train] = TO_FRONT
                    self.timer[train] = HANDLING

    def consume(self):
        """The fronts consume."""
        for line, stock in enumerate(self.front):
            eaten = min(NEED, stock)
            self.front[line] = stock - eaten
            self.today.shortage += NEED - eaten


if __name__ == "__main__":
    command.main("plain", Theatre)
