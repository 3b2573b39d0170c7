"""The workload R in plain Python: one heap for what is due with trains and trucks, one for repair, and ticks."""

from heapq import heappop, heappush
from itertools import count

from r import command, keys
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
    Railway,
)

# What can be due.
FORMED, RAN, UNLOADED, LOOK, DEPART, HAUL, ARRIVE = range(7)
# Kinds of keys.
LEG_KEY, HAUL_KEY, WAVE_KEY = 7, 8, 10


class PlainRailway(Railway):
    """What is due, and what happens then."""

    def __init__(self, size, seed):
        super().__init__(size, seed)
        # What is due: second, key, number of the entry, kind, which, and what goes with it.
        self.agenda = []
        self.entries = count()
        self.job_agenda = []
        self.next_raid = 0
        # By block: when it looks at who waits; by station: who is being unloaded, and who waits.
        self.looks_at = [None] * len(self.blocks)
        self.busy = {chain.end: 0 for chain in self.chains}
        self.queue = {chain.end: [] for chain in self.chains}
        # By base: gangs that are free, and jobs that wait.
        self.free_gangs = [GANGS] * len(self.bases)
        self.waiting_jobs = [[] for _ in self.bases]
        # In this tick: blocks that opened, and lines that opened or closed.
        self.opened, self.changed = [], []
        # By corridor: which plan it is.
        self.editions = {corridor: 0 for corridor in self.corridors}
        self.waves = 0

    def run(self, days):
        """Some days from the start on."""
        for now in range(0, days * DAY, TICK):
            self.tick(now)

    def tick(self, now):
        """One tick, in the order of the rules."""
        of_day, until = now % DAY, now + TICK
        if of_day == 0:
            self.supply_bases()
        self.raid(until)
        self.repair(until)
        if of_day == PLAN or of_day in REVISIONS:
            self.foresee(now)
            self.plan_departures(self.corridors if of_day == PLAN else self.stale(), now)
        self.call_reopened(now)
        self.move(until)
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
            for job in self.strike(self.raids[self.next_raid]):
                heappush(self.job_agenda, (job.known, job.key, job))
            self.next_raid += 1

    def repair(self, until):
        """Jobs that become known in this tick, and those that are done."""
        agenda = self.job_agenda
        while agenda and agenda[0][0] < until:
            second, _, job = heappop(agenda)
            base = job.block.line.base
            if job.gangs:
                self.mend(job, second)
                self.free_gangs[base] += job.gangs
                self.employ(base, second)
            elif self.free_gangs[base]:
                self.begin(job, base, second)
            else:
                self.waiting_jobs[base].append(job)

    def begin(self, job, base, second):
        """Gangs begin with a job."""
        gangs = min(self.free_gangs[base], GANGS)
        self.free_gangs[base] -= gangs
        job.begin(second, gangs)
        heappush(self.job_agenda, (job.due, job.key, job))

    def employ(self, base, second):
        """Gangs that are free take the most urgent of the jobs that wait."""
        waiting = self.waiting_jobs[base]
        while waiting and self.free_gangs[base]:
            job = min(waiting, key=lambda job: job.urgency())
            waiting.remove(job)
            self.begin(job, base, second)

    # The plan.

    def plan_departures(self, corridors, now):
        """The plans of some corridors are made anew; their last ones are void."""
        for train in self.plan(corridors, now):
            self.seek(train, now)
        for corridor in corridors:
            self.editions[corridor] += 1
            for leg in corridor.legs:
                self.push_departure(now, leg)
            for haul in corridor.hauls:
                self.push_haul(haul.first, haul)

    def depart(self, leg, second):
        """A train leaves, if there are an engine and a load."""
        train = leg.dispatch()
        if train is None:
            wait = TRY_AGAIN
        else:
            wait = max(leg.interval, LEAST_INTERVAL)
            self.push(second + FORMING, train.key, FORMED, train)
        if leg.is_left():
            self.push_departure(second + wait, leg)

    def haul(self, haul, second):
        """A wave of trucks leaves."""
        if not self.can_haul(haul, second):
            return
        if kg := self.load_wave(haul):
            self.waves += 1
            key = keys.child(haul.near.key, WAVE_KEY, self.waves)
            self.push(second + DRIVING + HANDLING_AT_AN_END, key, ARRIVE, haul, kg)
        if second + TRIP < self.sky.next_light(second):
            self.push_haul(second + TRIP, haul)

    # Trains and trucks.

    def call_reopened(self, now):
        """Blocks that opened look at who waits, and both ends of lines that opened."""
        for block in self.opened:
            self.look(block, now)
        for line in self.changed:
            line.corridor.is_stale = True
            if not line.closed:
                self.look(line.blocks[0], now)
                self.look(line.blocks[-1], now)
        self.opened.clear()
        self.changed.clear()

    def move(self, until):
        """What is due in this tick, in order."""
        agenda, looks_at = self.agenda, self.looks_at
        while agenda and agenda[0][0] < until:
            second, _, _, kind, what, more = heappop(agenda)
            if kind == RAN:
                self.leave_block(what, second)
            elif kind == LOOK:
                if looks_at[what.number] == second:
                    looks_at[what.number] = None
                    self.admit(what, second)
            elif kind == FORMED:
                self.seek(what, second)
            elif kind == UNLOADED:
                self.unloaded(what, second)
            elif kind == ARRIVE:
                what.arrive(more)
            elif more == self.editions[what.corridor]:
                if kind == DEPART:
                    self.depart(what, second)
                else:
                    self.haul(what, second)

    def push(self, second, key, kind, what, more=0):
        """Something is due at some second."""
        heappush(self.agenda, (second, key, next(self.entries), kind, what, more))

    def push_departure(self, second, leg):
        """A train is to leave at some second."""
        key = keys.child(leg.chain.start.key, LEG_KEY, leg.number)
        self.push(second, key, DEPART, leg, self.editions[leg.corridor])

    def push_haul(self, second, haul):
        """A wave of trucks is to leave at some second."""
        key = keys.child(haul.near.key, HAUL_KEY, haul.number)
        self.push(second, key, HAUL, haul, self.editions[haul.corridor])

    def look(self, block, second):
        """A block looks at who waits, at some second."""
        if not (block.waiting[FORWARD] or block.waiting[BACK]):
            return
        earlier = self.looks_at[block.number]
        if earlier is None or earlier > second:
            self.looks_at[block.number] = second
            self.push(second, block.key, LOOK, block)

    def seek(self, train, second):
        """A train wants its next block."""
        self.admit(train.seek(), second)

    def admit(self, block, second):
        """A block lets in who may enter."""
        while True:
            side, again = block.next_side(second)
            if side is None:
                break
            train, before = block.enter(side, second)
            if before is not None and before.waiting[side]:
                self.look(before, second)
            self.push(second + block.running(second), train.key, RAN, train)
        if again is not None:
            self.look(block, again)

    def leave_block(self, train, second):
        """A train has run through a block."""
        block, side = train.block, train.direction
        block.leave(side, second)
        self.look(block, second + CLEARING)
        if not block.ends_way[side]:
            self.seek(train, second)
            return
        train.end_way()
        if block.waiting[side]:
            self.look(block, second)
        if side == BACK:
            train.chain.rest(train)
        else:
            self.queue[train.chain.end].append(train)
            self.unload_next(train.chain.end, second)

    def unload_next(self, station, second):
        """The first who waits is unloaded, if there is a place."""
        if self.busy[station] < station.unloading_places and self.queue[station]:
            self.busy[station] += 1
            train = self.queue[station].pop(0)
            self.push(second + UNLOADING, train.key, UNLOADED, train)

    def unloaded(self, train, second):
        """A train is empty and goes home, or stays."""
        chain = train.chain
        self.unload(train)
        self.busy[chain.end] -= 1
        self.unload_next(chain.end, second)
        if chain.way_back_opens(second):
            train.direction = BACK
            self.seek(train, second)
        else:
            chain.rest(train)


if __name__ == "__main__":
    command.main("plain", PlainRailway)
