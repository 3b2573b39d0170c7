"""The workload R in SimPy: trains, signalmen, repair jobs, departures, trucks and the calendar are processes.

The unit of time is a second, and there are no ticks: whatever happens, happens at its second. Places to
unload and gangs are resources; a signalman has a bell, and who waits for a block has an event of its own.
"""

import simpy
from simpy.resources.resource import Request

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


class Gangs(simpy.Resource):
    """The gangs of a base, which always work together: who asks for them first does not always get them first."""

    def request(self, job):
        """Asks for the gangs, for a job."""
        return GangRequest(self, job)

    def _trigger_put(self, get_event):
        # How urgent a job is changes while it waits.
        self.put_queue.sort(key=lambda request: request.job.urgency())
        super()._trigger_put(get_event)


class GangRequest(Request):
    """A request for gangs."""

    def __init__(self, gangs, job):
        self.job = job
        super().__init__(gangs)


class SignalledBlock(Block):
    """A block with a signalman, who looks at who waits when the bell rings, or at a time of his own."""

    def __init__(self, env, *what):
        super().__init__(*what)
        self.env = env
        self.bell = env.event()
        env.process(self.signalman())

    def ring(self):
        """Rings for the signalman, if there is anyone for whom to."""
        if (self.waiting[FORWARD] or self.waiting[BACK]) and not self.bell.triggered:
            self.bell.succeed()

    def signalman(self):
        """Lets in who may enter, and waits."""
        while True:
            side, again = self.next_side(self.env.now)
            if side is not None:
                train, before = self.enter(side, self.env.now)
                if before is not None:
                    before.ring()
                train.admitted.succeed()
            elif again is None:
                yield self.bell
                self.bell = self.env.event()
            else:
                yield self.bell | self.env.timeout(again - self.env.now)
                if self.bell.triggered:
                    self.bell = self.env.event()


class RunningTrain(Train):
    """A train, which is idle until it gets orders."""

    def __init__(self, railway, *what):
        super().__init__(*what)
        self.railway = railway
        self.env = railway.env
        self.orders = self.env.event()
        self.admitted = None
        self.env.process(self.work())

    def work(self):
        """A train is formed, runs, is unloaded, and comes back if it can; or it is called back."""
        while True:
            yield self.orders
            self.orders = self.env.event()
            if self.direction == FORWARD:
                yield self.env.timeout(FORMING)
                yield from self.run()
                yield from self.wait_and_unload()
                if self.chain.way_back_opens(self.env.now):
                    self.direction = BACK
            if self.direction == BACK:
                yield from self.run()
            self.chain.rest(self)

    def run(self):
        """The train runs from block to block to the end of its way."""
        side = self.direction
        while True:
            block = self.seek()
            self.admitted = self.env.event()
            block.ring()
            yield self.admitted
            yield self.env.timeout(block.running(self.env.now))
            block.leave(side, self.env.now)
            block.ring()
            if block.ends_way[side]:
                break
        self.end_way()
        block.ring()

    def wait_and_unload(self):
        """The train waits for a place and is unloaded."""
        with self.railway.places[self.chain.end].request() as place:
            yield place
            yield self.env.timeout(UNLOADING)
            self.railway.unload(self)


class SimpyRailway(Railway):
    """The environment, and the processes that are not those of trains and blocks."""

    def __init__(self, size, seed):
        self.env = simpy.Environment()
        super().__init__(size, seed)
        self.places = {
            chain.end: simpy.Resource(self.env, chain.end.unloading_places) for chain in self.chains
        }
        self.gangs = [Gangs(self.env, capacity=1) for _ in self.bases]
        self.plan_is_void = {corridor: self.env.event() for corridor in self.corridors}
        self.env.process(self.calendar())
        self.env.process(self.enemy())

    def new_block(self, *what):
        return SignalledBlock(self.env, *what)

    def new_train(self, *what):
        return RunningTrain(self, *what)

    def run(self, days):
        """Some days from the start on."""
        self.env.run(until=days * DAY)

    def until(self, second):
        """A timeout that ends at some second."""
        return self.env.timeout(second - self.env.now)

    def calendar(self):
        """What comes at the same time every day."""
        late, early = REVISIONS
        midnight = 0
        while True:
            self.supply_bases()
            yield self.until(midnight + early)
            self.revise()
            yield self.until(midnight + CONSUMPTION)
            self.consume()
            yield self.until(midnight + PLAN)
            self.foresee(self.env.now)
            self.plan_anew(self.corridors)
            yield self.until(midnight + DRAWING)
            self.draw()
            yield self.until(midnight + late)
            self.revise()
            midnight += DAY
            yield self.until(midnight - 1)
            self.close_day()
            yield self.until(midnight)

    # Cuts and repair.

    def enemy(self):
        """Raids come."""
        for raid in self.raids:
            yield self.until(raid.second)
            for job in sorted(self.strike(raid), key=lambda job: job.key):
                self.env.process(self.repair(job))

    def repair(self, job):
        """A cut becomes known, waits for gangs, and is mended."""
        yield self.until(job.known)
        with self.gangs[job.block.line.base].request(job) as gangs:
            yield gangs
            job.begin(self.env.now, GANGS)
            yield self.until(job.due)
            self.mend(job, self.env.now)

    def block_opened(self, block):
        block.ring()

    def line_changed(self, line):
        line.corridor.is_stale = True
        if not line.closed:
            line.blocks[0].ring()
            line.blocks[-1].ring()

    # The plan, and who follows it.

    def revise(self):
        """The plans of corridors are made anew of which a line has opened or closed since."""
        self.foresee(self.env.now)
        self.plan_anew(self.stale())

    def plan_anew(self, corridors):
        """The last plans of some corridors are void, and there are new ones."""
        for train in self.plan(corridors, self.env.now):
            train.orders.succeed()
        for corridor in corridors:
            self.plan_is_void[corridor].succeed()
            is_void = self.plan_is_void[corridor] = self.env.event()
            for leg in corridor.legs:
                self.env.process(self.departures(leg, is_void))
            for haul in corridor.hauls:
                self.env.process(self.trucks(haul, is_void))

    def departures(self, leg, is_void):
        """Trains leave, as long as the plan holds."""
        while leg.is_left() and not is_void.triggered:
            train = leg.dispatch()
            if train is None:
                wait = TRY_AGAIN
            else:
                train.orders.succeed()
                wait = max(leg.interval, LEAST_INTERVAL)
            yield self.env.timeout(wait) | is_void

    def trucks(self, haul, is_void):
        """Waves of trucks leave, as long as the plan holds and the night lasts."""
        yield self.until(haul.first) | is_void
        while not is_void.triggered and self.can_haul(haul, self.env.now):
            if kg := self.load_wave(haul):
                self.env.process(self.wave(haul, kg))
            yield self.env.timeout(TRIP) | is_void

    def wave(self, haul, kg):
        """A wave is on the road, and is unloaded."""
        yield self.env.timeout(DRIVING + HANDLING_AT_AN_END)
        haul.arrive(kg)


if __name__ == "__main__":
    command.main("simpy", SimpyRailway)
