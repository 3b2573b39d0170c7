"""The workload W in Mesa: sites, packages, crews and trains are agents that act once in a step of an hour.

Agents of a kind act in order of number (`AgentSet.do`), as the rules say for trains and packages; for
the others the order does not matter.
"""

from mesa import Agent, DataCollector, Model

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


class Battery(Agent):
    """A battery of a site."""

    def __init__(self, model):
        super().__init__(model)
        self.rounds = ROUNDS
        self.suppressed = 0

    def resupply(self):
        """Rounds come."""
        self.rounds = min(self.rounds + RESUPPLIED, MOST_ROUNDS)

    def recover(self):
        """Suppression wears off."""
        if self.suppressed > 0:
            self.suppressed -= 1

    def fire(self, aircraft):
        """Fires, if it can: whether it did, and how many aircraft it shot down."""
        if self.rounds == 0 or self.suppressed > 0:
            return False, 0
        self.rounds -= 1
        losses = poisson(self.random.random(), 0.003 * aircraft)
        if self.random.random() < SUPPRESSION_CHANCE:
            self.suppressed = SUPPRESSION
        return True, losses


class Site(Agent):
    """An anti-aircraft site with its batteries."""

    def __init__(self, model, base, batteries):
        super().__init__(model)
        self.base = base
        self.batteries = batteries

    def redeploy(self):
        """Moves somewhere else."""
        self.base = int(self.random.random() * self.model.size.segments)

    def cover(self):
        """Tells the segments it covers."""
        for segment in self.model.size.covered(self.base):
            self.model.segments[segment].sites.append(self)


class Package(Agent):
    """A package of aircraft, which is there from its planning until it has flown."""

    def __init__(self, model, plan):
        super().__init__(model)
        self.plan = plan

    def step(self):
        """Flies, if this is its hour: is fired at, and bombs with what is left."""
        if self.plan.hour == self.model.hour:
            active, losses = self.under_fire()
            self.model.today.losses += losses
            self.bomb(self.plan.aircraft - losses, active)
            self.remove()

    def under_fire(self):
        """Batteries that fire at the package, and what it loses by them."""
        active = losses = 0
        for site in self.model.segments[self.plan.target].sites:
            for battery in site.batteries:
                has_fired, lost = battery.fire(self.plan.aircraft)
                active += has_fired
                losses += lost
        return active, min(losses, self.plan.aircraft)

    def bomb(self, aircraft, active):
        """Cuts its target."""
        chance = cut_chance(self.model.weather, active)
        cuts = binomial(self.random.random(), aircraft, chance)
        self.model.today.cuts += cuts
        self.model.segments[self.plan.target].damage += cuts


class Crew(Agent):
    """A repair crew."""

    def __init__(self, model, zone):
        super().__init__(model)
        self.zone = zone
        self.segment = None
        self.travel = 0

    def step(self):
        """Sets out for the most damaged segment of its zone, and mends when it is there."""
        if self.segment is None:
            worst = max(self.zone, key=lambda segment: segment.damage)
            if worst.damage == 0:
                return
            self.segment, self.travel = worst, TRAVEL
        if self.travel > 0:
            self.travel -= 1
        if self.travel == 0:
            self.mend(self.segment)

    def mend(self, segment):
        """Works for an hour."""
        segment.work += 0.5 + self.random.random()
        if segment.work >= WORK_OF_CUT:
            segment.work = 0.0
            segment.damage -= 1
            if segment.damage == 0:
                self.segment = None


class Train(Agent):
    """A train."""

    def __init__(self, model, station, errand):
        super().__init__(model)
        self.station = station
        self.errand = errand
        self.timer = HANDLING if errand == UNLOADING else 0

    def step(self):
        """Does what it is about, if it is ready."""
        if self.timer > 0:
            self.timer -= 1
        if self.timer > 0:
            return
        if self.errand == UNLOADING:
            self.unload()
        elif self.errand in (TO_FRONT, TO_REAR) and is_night(self.model.hour):
            self.advance()
        if self.errand == LOADING:
            self.load()

    def advance(self):
        """Runs to the next station, if there is room."""
        hops = self.model.to_front if self.errand == TO_FRONT else self.model.to_rear
        number, station = hops[self.station]
        segment = self.model.segments[number]
        if segment.damage > 0 or segment.used == segment.capacity:
            return
        if self.random.random() < BREAKDOWN_CHANCE:
            self.timer = BREAKDOWN
            return
        segment.used += 1
        segment.traffic += 1
        self.station = station
        if self.errand == TO_FRONT and is_front(station):
            self.errand = UNLOADING
            self.timer = HANDLING
        elif self.errand == TO_REAR and is_rear(station):
            self.errand = LOADING

    def unload(self):
        """Gives what it carries to the front, and turns to the rear."""
        self.model.front[line_of(self.station)] += LOAD
        self.model.today.delivered += LOAD
        self.errand = TO_REAR

    def load(self):
        """Takes a load, if there is one."""
        line = line_of(self.station)
        if self.model.rear[line] >= LOAD:
            self.model.rear[line] -= LOAD
            self.errand = TO_FRONT
            self.timer = HANDLING


class Segment:
    """A segment: nothing that acts, so no agent."""

    def __init__(self, capacity):
        self.capacity = capacity
        self.used = 0
        self.traffic = 0
        self.damage = 0
        self.work = 0.0
        self.sites = []


class Theatre(Model):
    """The model: its agents, and what they share."""

    def __init__(self, size, seed):
        super().__init__(rng=seed)
        self.size = size
        self.network = Network(size)
        self.hour = 0
        self.weather = 0
        self.segments = [Segment(capacity) for capacity in self.network.capacity]
        self.rear = [REAR_STOCK] * size.lines
        self.front = [FRONT_STOCK] * size.lines
        self.today = Day()
        self.create_agents()
        self.sites.do("cover")
        self.find_routes()
        self.datacollector = DataCollector(model_reporters={"day": "today"})

    def create_agents(self):
        """Creates all agents but the packages."""
        size = self.size
        self.batteries = Battery.create_agents(self, size.batteries)
        batteries = list(self.batteries)
        sites = range(size.sites)
        self.sites = Site.create_agents(
            self,
            size.sites,
            base=[size.base(site) for site in sites],
            batteries=[[batteries[number] for number in size.batteries_of(site)] for site in sites],
        )
        zones = [
            [self.segments[segment] for segment in size.zone(crew)] for crew in range(size.crews)
        ]
        self.crews = Crew.create_agents(self, size.crews, zone=zones)
        stations, errands = map(list, zip(*starts(size)))
        self.trains = Train.create_agents(self, size.trains, station=stations, errand=errands)

    @property
    def daily(self):
        """The days before."""
        return self.datacollector.model_vars["day"]

    def run(self, days):
        """Some days from the start on."""
        for _ in range(days * HOURS):
            self.step()

    def step(self):
        """One hour, in the order of the rules."""
        # Steps are counted from 1 on.
        day, self.hour = divmod(self.steps - 1, HOURS)
        if self.hour == 0:
            self.weather = next_weather(self.weather, self.random.random())
            self.rear = [min(stock + REPLENISHED, REAR_STOCK) for stock in self.rear]
        if self.hour == 1 and day > 0 and day % 7 == 0:
            self.redeploy()
        if self.hour == 2:
            self.batteries.do("resupply")
        self.batteries.do("recover")
        if self.hour == 5:
            self.plan()
        if not is_night(self.hour):
            self.packages.do("step")
        self.crews.do("step")
        if self.hour == 17:
            self.find_routes()
        if is_night(self.hour):
            for segment in self.segments:
                segment.used = 0
        self.trains.do("step")
        self.consume()
        self.today.damaged_hours += sum(segment.damage > 0 for segment in self.segments)
        if self.hour == HOURS - 1:
            self.datacollector.collect(self)
            self.today = Day()

    def redeploy(self):
        """Every site moves somewhere else."""
        for segment in self.segments:
            segment.sites = []
        self.sites.do("redeploy").do("cover")

    def plan(self):
        """The enemy weighs the segments and plans the packages of the day."""
        traffic = [segment.traffic for segment in self.segments]
        damage = [segment.damage for segment in self.segments]
        sums = weight_sums(self.network.value, traffic, damage)
        for segment in self.segments:
            segment.traffic = 0
        planned = list(plans(self.size, sums, self.weather, self.random.random))
        self.packages = Package.create_agents(self, len(planned), plan=planned)

    def find_routes(self):
        """Routes are found anew."""
        damage = [segment.damage for segment in self.segments]
        self.to_front, self.to_rear = self.network.routes(damage)

    def consume(self):
        """The fronts consume."""
        for line, stock in enumerate(self.front):
            eaten = min(NEED, stock)
            self.front[line] = stock - eaten
            self.today.shortage += NEED - eaten


if __name__ == "__main__":
    command.main("mesa", Theatre)
