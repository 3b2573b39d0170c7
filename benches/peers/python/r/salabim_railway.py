"""The workload R in salabim: drivers, signalmen, repair jobs, departures, trucks and the calendar are components.

In yield mode, without trace, and with all monitors off. The unit of time is a second, and there are no ticks:
whatever happens, happens at its second. Whoever waits is passive until another activates him; only for
places to unload there are resources.
"""

import salabim as sim

from r import command
from r.railway_rules import (
    BACK,
    CONSUMPTION,
    DAY,
    DRAWING,
    DRIVING,
    FORMING,
    FORWARD,
    GANGS,
    HANDLING_AT_AN_END,
    LEAST_INTERVAL,
    PLAN,
    REVISIONS,
    TRIP,
    TRY_AGAIN,
    UNLOADING,
    Block,
    Railway,
    Train,
)


class Actor(sim.Component):
    """A component of a railway, not monitored."""

    def setup(self, railway, what=None):
        self.railway = railway
        self.what = what
        self.status.monitor(False)
        self.mode.monitor(False)

    def second(self):
        """The present second."""
        return int(self.env.now())


class SignalledBlock(Block):
    """A block with a signalman."""

    def __init__(self, railway, *what):
        super().__init__(*what)
        self.signalman = Signalman(railway=railway, what=self)

    def ring(self):
        """Wakes the signalman, if there is anyone for whom to."""
        if self.waiting[FORWARD] or self.waiting[BACK]:
            self.signalman.activate()


class Signalman(Actor):
    """Looks at who waits for a block when he is woken, or at a time of his own."""

    def process(self):
        block = self.what
        while True:
            side, again = block.next_side(self.second())
            if side is not None:
                train, before = block.enter(side, self.second())
                if before is not None:
                    before.ring()
                train.driver.activate()
            elif again is None:
                yield self.passivate()
            else:
                yield self.hold(till=again)


class DrivenTrain(Train):
    """A train with its driver."""

    def __init__(self, railway, *what):
        super().__init__(*what)
        self.driver = Driver(railway=railway, what=self)


class Driver(Actor):
    """Drives a train, and sleeps while it is idle."""

    def process(self):
        """The train is formed, runs, is unloaded, and comes back if it can; or it is called back."""
        train = self.what
        while True:
            yield self.passivate()
            if train.direction == FORWARD:
                yield self.hold(FORMING)
                yield from self.drive()
                yield self.request(self.railway.places[train.chain.end])
                yield self.hold(UNLOADING)
                self.railway.unload(train)
                self.release()
                if train.chain.way_back_opens(self.second()):
                    train.direction = BACK
            if train.direction == BACK:
                yield from self.drive()
            train.chain.rest(train)

    def drive(self):
        """The train runs from block to block to the end of its way."""
        train = self.what
        side = train.direction
        while True:
            block = train.seek()
            block.ring()
            yield self.passivate()
            yield self.hold(block.running(self.second()))
            block.leave(side, self.second())
            block.ring()
            if block.ends_way[side]:
                break
        train.end_way()
        block.ring()


class Repair(Actor):
    """A cut becomes known, waits for gangs, and is mended."""

    def process(self):
        job, railway = self.what, self.railway
        base = railway.gangs[job.block.line.base]
        yield self.hold(till=job.known)
        if base.are_at_work:
            base.waiting.append(self)
            yield self.passivate()
        base.are_at_work = True
        job.begin(self.second(), GANGS)
        yield self.hold(till=job.due)
        railway.mend(job, self.second())
        base.come_free()


class Base:
    """A base of gangs, which always work together."""

    def __init__(self):
        self.are_at_work = False
        self.waiting = []

    def come_free(self):
        """They take the most urgent of the jobs that wait."""
        if self.waiting:
            repair = min(self.waiting, key=lambda repair: repair.what.urgency())
            self.waiting.remove(repair)
            repair.activate()
        else:
            self.are_at_work = False


class Planned(Actor):
    """Does what the plan says, until it is void: one for each chain and river, as making one takes long."""

    def follow(self, what):
        """There is a new plan, which may have nothing for this one."""
        self.cancel()
        if what is not None:
            self.what = what
            self.activate()


class Departures(Planned):
    """Trains leave."""

    def process(self):
        leg = self.what
        while leg.is_left():
            train = leg.dispatch()
            if train is None:
                yield self.hold(TRY_AGAIN)
            else:
                train.driver.activate()
                yield self.hold(max(leg.interval, LEAST_INTERVAL))


class Trucks(Planned):
    """Waves of trucks leave, until the night ends."""

    def process(self):
        haul, railway = self.what, self.railway
        yield self.hold(till=haul.first)
        while railway.can_haul(haul, self.second()):
            if kg := railway.load_wave(haul):
                Wave(railway=railway, what=(haul, kg))
            yield self.hold(TRIP)


class Wave(Actor):
    """A wave is on the road, and is unloaded."""

    def process(self):
        yield self.hold(DRIVING + HANDLING_AT_AN_END)
        haul, kg = self.what
        haul.arrive(kg)


class Calendar(Actor):
    """What comes at the same time every day."""

    def process(self):
        railway = self.railway
        late, early = REVISIONS
        midnight = 0
        while True:
            railway.supply_bases()
            yield self.hold(till=midnight + early)
            railway.revise()
            yield self.hold(till=midnight + CONSUMPTION)
            railway.consume()
            yield self.hold(till=midnight + PLAN)
            railway.plan_anew(railway.corridors)
            yield self.hold(till=midnight + DRAWING)
            railway.draw()
            yield self.hold(till=midnight + late)
            railway.revise()
            midnight += DAY
            yield self.hold(till=midnight - 1)
            railway.close_day()
            yield self.hold(till=midnight)


class Enemy(Actor):
    """Raids come."""

    def process(self):
        railway = self.railway
        for raid in railway.raids:
            yield self.hold(till=raid.second)
            for job in sorted(railway.strike(raid), key=lambda job: job.key):
                Repair(railway=railway, what=job)


class SalabimRailway(Railway):
    """The environment and what there is in it."""

    def __init__(self, size, seed):
        self.env = sim.Environment(trace=False, yieldless=False)
        super().__init__(size, seed)
        self.places = {
            chain.end: sim.Resource(capacity=chain.end.unloading_places, monitor=False)
            for chain in self.chains
        }
        self.gangs = [Base() for _ in self.bases]
        self.departures = {chain: Departures(railway=self, process="") for chain in self.chains}
        self.trucks = {
            corridor: Trucks(railway=self, process="")
            for corridor in self.corridors
            if corridor.has_river
        }
        Calendar(railway=self)
        Enemy(railway=self)

    def new_block(self, *what):
        return SignalledBlock(self, *what)

    def new_train(self, *what):
        return DrivenTrain(self, *what)

    def second(self):
        """The present second."""
        return int(self.env.now())

    def run(self, days):
        """Some days from the start on."""
        self.env.run(till=days * DAY)

    def block_opened(self, block):
        block.ring()

    def line_changed(self, line):
        line.corridor.is_stale = True
        if not line.closed:
            line.blocks[0].ring()
            line.blocks[-1].ring()

    def revise(self):
        """The plans of corridors are made anew of which a line has opened or closed since."""
        self.plan_anew(self.stale())

    def plan_anew(self, corridors):
        """The last plans of some corridors are void, and there are new ones."""
        now = self.second()
        self.foresee(now)
        for train in self.plan(corridors, now):
            train.driver.activate()
        for corridor in corridors:
            legs = {leg.chain: leg for leg in corridor.legs}
            for chain in corridor.chains:
                self.departures[chain].follow(legs.get(chain))
            if corridor.has_river:
                self.trucks[corridor].follow(next(iter(corridor.hauls), None))


if __name__ == "__main__":
    command.main("salabim", SalabimRailway)
