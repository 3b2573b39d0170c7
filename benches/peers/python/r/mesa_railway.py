"""The workload R in Mesa: trains, blocks, jobs, departures and trucks are agents, the railway a model.

A step of the model is a quarter of an hour, the tick of the rules; what happens within it at its second is
an event of Mesa's own schedule. So the unit of time is a tick, and the first begins at 1, where Mesa has its
first step.
"""

from mesa import Agent, Model

from r import command
from r.railway_rules import (
    BACK,
    CLEARING,
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
    TICK,
    TRIP,
    TRY_AGAIN,
    UNLOADING,
    Block,
    Job,
    Railway,
    Train,
)


class BlockAgent(Block, Agent):
    """A block, which looks at who waits."""

    def __init__(self, model, *what):
        Agent.__init__(self, model)
        Block.__init__(self, *what)
        self.looks_at = self.event = None

    def look(self, second):
        """The block is to look at who waits, if anyone does, at some second at the latest."""
        if not (self.waiting[FORWARD] or self.waiting[BACK]):
            return
        if self.looks_at is not None:
            if self.looks_at <= second:
                return
            self.event.cancel()
        self.looks_at = second
        self.event = self.model.schedule(self.admit_who_waits, second)

    def admit_who_waits(self):
        """The block looks at who waits."""
        self.looks_at = self.event = None
        self.admit(self.model.second)

    def admit(self, second):
        """Lets in who may enter."""
        while True:
            side, again = self.next_side(second)
            if side is None:
                break
            train, before = self.enter(side, second)
            if before is not None and before.waiting[side]:
                before.look(second)
            self.model.schedule(train.leave_block, second + self.running(second))
        if again is not None:
            self.look(again)


class TrainAgent(Train, Agent):
    """A train."""

    def __init__(self, model, *what):
        Agent.__init__(self, model)
        Train.__init__(self, *what)

    def form(self):
        """The train is being formed."""
        self.model.schedule(self.set_out, self.model.second + FORMING)

    def set_out(self):
        """The train wants its next block."""
        self.seek().admit(self.model.second)

    def leave_block(self):
        """The train has run through a block."""
        block, side, second = self.block, self.direction, self.model.second
        block.leave(side, second)
        block.look(second + CLEARING)
        if not block.ends_way[side]:
            self.set_out()
            return
        self.end_way()
        if block.waiting[side]:
            block.look(second)
        if side == BACK:
            self.chain.rest(self)
        else:
            self.model.yards[self.chain.end].take(self)

    def begin_unloading(self):
        """The train has a place and is being unloaded."""
        self.model.schedule(self.become_empty, self.model.second + UNLOADING)

    def become_empty(self):
        """The train is empty and goes home, or stays."""
        self.model.unload(self)
        self.model.yards[self.chain.end].free()
        if self.chain.way_back_opens(self.model.second):
            self.direction = BACK
            self.set_out()
        else:
            self.chain.rest(self)


class Yard(Agent):
    """The places at which trains are unloaded in a station."""

    def __init__(self, model, station):
        super().__init__(model)
        self.places = station.unloading_places
        self.queue = []

    def take(self, train):
        """A train is unloaded, or waits for it."""
        if self.places:
            self.places -= 1
            train.begin_unloading()
        else:
            self.queue.append(train)

    def free(self):
        """A place is free, and the first who waits gets it."""
        self.places += 1
        if self.queue:
            self.take(self.queue.pop(0))


class JobAgent(Job, Agent):
    """A cut that is to be mended."""

    def __init__(self, model, *what):
        Agent.__init__(self, model)
        Job.__init__(self, *what)
        self.base = model.gangs[self.block.line.base]
        self.is_waiting = False

    def next_second(self):
        """When something is due with it."""
        return self.due if self.gangs else self.known

    def is_due(self):
        """Something is due with it in this tick."""
        return not self.is_waiting and self.next_second() < self.model.second + TICK

    def step(self):
        """The job becomes known, or is done."""
        if self.gangs:
            self.model.mend(self, self.due)
            self.base.come_free(self.gangs, self.due)
            self.remove()
        elif self.base.free:
            self.base.begin(self, self.known)
        else:
            self.is_waiting = True
            self.base.waiting.append(self)


class Base(Agent):
    """A base of gangs."""

    def __init__(self, model):
        super().__init__(model)
        self.free = GANGS
        self.waiting = []

    def begin(self, job, second):
        """Gangs begin with a job."""
        gangs = min(self.free, GANGS)
        self.free -= gangs
        job.is_waiting = False
        job.begin(second, gangs)

    def come_free(self, gangs, second):
        """Gangs are free and take the most urgent of the jobs that wait."""
        self.free += gangs
        while self.waiting and self.free:
            job = min(self.waiting, key=lambda job: job.urgency())
            self.waiting.remove(job)
            self.begin(job, second)


class Planned(Agent):
    """Something that the plan has set off, until the plan is void."""

    def __init__(self, model, planned, first):
        super().__init__(model)
        self.planned = planned
        self.event = model.schedule(self.act, first)

    def act(self):
        """Does what is planned."""
        raise NotImplementedError

    def again(self, wait):
        """Is to act again."""
        self.event = self.model.schedule(self.act, self.model.second + wait)

    def remove(self):
        self.event.cancel()
        super().remove()


class Departures(Planned):
    """Trains that leave."""

    def act(self):
        train = self.planned.dispatch()
        if train is not None:
            train.form()
        if self.planned.is_left():
            wait = max(self.planned.interval, LEAST_INTERVAL)
            self.again(TRY_AGAIN if train is None else wait)


class Trucks(Planned):
    """Trucks that leave."""

    def act(self):
        second = self.model.second
        if self.model.can_haul(self.planned, second):
            if kg := self.model.load_wave(self.planned):
                Wave(self.model, self.planned, kg)
            if second + TRIP < self.model.sky.next_light(second):
                self.again(TRIP)


class Wave(Agent):
    """A wave of trucks on the road."""

    def __init__(self, model, haul, kg):
        super().__init__(model)
        self.haul = haul
        self.kg = kg
        model.schedule(self.arrive, model.second + DRIVING + HANDLING_AT_AN_END)

    def arrive(self):
        """The wave is unloaded."""
        self.haul.arrive(self.kg)
        self.remove()


class MesaRailway(Railway, Model):
    """The model: its agents, and its steps of a quarter of an hour."""

    def __init__(self, size, seed):
        Model.__init__(self, rng=seed)
        Railway.__init__(self, size, seed)
        self.yards = {chain.end: Yard(self, chain.end) for chain in self.chains}
        self.gangs = [Base(self) for _ in self.bases]
        # By corridor: what its plan has set off.
        self.planned = {corridor: [] for corridor in self.corridors}
        self.next_raid = 0
        # In this step: blocks that opened, and lines that opened or closed.
        self.opened, self.changed = [], []

    def new_block(self, *what):
        return BlockAgent(self, *what)

    def new_train(self, *what):
        return TrainAgent(self, *what)

    def new_job(self, *what):
        return JobAgent(self, *what)

    @property
    def second(self):
        """The present second."""
        return round((self.time - 1) * TICK)

    def schedule(self, function, second):
        """Something is to happen at some second."""
        return self.schedule_event(function, at=1 + second / TICK)

    def run(self, days):
        """Some days from the start on; the last ends with the step that begins the next."""
        self.run_for(days * DAY // TICK + 1)

    def step(self):
        """A tick, in the order of the rules; trains and trucks follow as events."""
        now = self.second
        of_day = now % DAY
        if now > 0:
            self.end_step((of_day - TICK) % DAY)
        if of_day == 0:
            self.supply_bases()
        self.raid(now + TICK)
        self.repair()
        if of_day == PLAN or of_day in REVISIONS:
            self.foresee(now)
            self.plan_anew(self.corridors if of_day == PLAN else self.stale(), now)
        self.call_reopened(now)

    def end_step(self, of_day):
        """What comes after the trains of a tick."""
        if of_day == CONSUMPTION:
            self.consume()
        elif of_day == DRAWING:
            self.draw()
        elif of_day == DAY - TICK:
            self.close_day()

    # Cuts and repair.

    def line_changed(self, line):
        self.changed.append(line)

    def block_opened(self, block):
        self.opened.append(block)

    def raid(self, until):
        """The raids of this tick."""
        while self.next_raid < len(self.raids) and self.raids[self.next_raid].second < until:
            for _ in self.strike(self.raids[self.next_raid]):
                pass
            self.next_raid += 1

    def repair(self):
        """Jobs that become known in this tick, and those that are done, in order of second."""
        if jobs := self.agents_by_type.get(JobAgent):
            due = jobs.select(JobAgent.is_due)
            due.sort(lambda job: (job.next_second(), job.key), ascending=True).do("step")

    # The plan.

    def plan_anew(self, corridors, now):
        """The plans of some corridors are made anew; their last ones are void."""
        for train in self.plan(corridors, now):
            train.set_out()
        for corridor in corridors:
            for planned in self.planned[corridor]:
                planned.remove()
            departures = [Departures(self, leg, now) for leg in corridor.legs]
            trucks = [Trucks(self, haul, haul.first) for haul in corridor.hauls]
            self.planned[corridor] = departures + trucks

    def call_reopened(self, now):
        """Blocks that opened look at who waits, and both ends of lines that opened."""
        for block in self.opened:
            block.look(now)
        for line in self.changed:
            line.corridor.is_stale = True
            if not line.closed:
                line.blocks[0].look(now)
                line.blocks[-1].look(now)
        self.opened.clear()
        self.changed.clear()


if __name__ == "__main__":
    command.main("mesa", MesaRailway)
