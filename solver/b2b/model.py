"""The formulation for CP-SAT: who meets in which slot, and where breaks end.

It starts from the one of Bofill et al. (JAIR 74, 2022): booleans for "this
participant meets in this slot" and "a break ends here", with their two implied
conditions (each participant is busy in as many slots as there are meetings; in
each slot at most two participants are busy for each table). Beyond it, every
participant has one boolean for "has a break", and without one a first slot from
which the whole calendar follows. These are what a conflict among participants
is about, and what searching by cores assumes.
"""

from collections.abc import Sequence
from itertools import pairwise

from ortools.sat.python import cp_model

from solver.b2b.calendars import Agenda
from solver.b2b.instance import B2BInstance

_Row = Sequence[cp_model.IntVar | None]
"""One participant's slots; None where no meeting of theirs could be held."""


class BreakModel:
    """One instance for CP-SAT, with the number of breaks as an expression."""

    def __init__(
        self,
        instance: B2BInstance,
        agendas: Sequence[Agenda],
        spread: int | None,
    ) -> None:
        """Build all variables and conditions; without a spread no breaks at all."""
        self.model = cp_model.CpModel()
        self._instance = instance
        self._agendas = agendas
        self._meets = self._hold_each_meeting_once()
        self._busy = [self._attend_one_at_a_time(agenda) for agenda in agendas]
        self._fit_tables()
        self._keep_order()
        self._waits: list[cp_model.IntVar] = []
        self._broken: list[cp_model.IntVar] = []
        self._second: list[cp_model.IntVar] = []
        if spread is not None:
            self._wait_evenly(spread)

    @property
    def breaks(self) -> cp_model.LinearExprT:
        """The breaks of all participants, or more: exact in a best plan."""
        return cp_model.LinearExpr.sum(self._waits)

    def break_at_least(self, participants: int) -> None:
        """Add what is known from elsewhere: so many participants have a break."""
        if participants:
            self.model.add(cp_model.LinearExpr.sum(self._broken) >= participants)

    def at_most(
        self, breaks: int, bound: int, *, one_each: bool = False
    ) -> cp_model.CpModel:
        """Return a model of its own that asks for a plan with so few breaks.

        Args:
            breaks: So many in all at most.
            bound: What is proven by now; it helps.
            one_each: Ask only for plans in which nobody has two, which are much
                easier to find. That there is none proves nothing.
        """
        question = self.model.clone()
        question.add_linear_constraint(self.breaks, bound, breaks)
        if one_each:
            for wait in self._second:
                question.add(wait == 0)
        return question

    def slots(
        self, value: cp_model.CpSolver | cp_model.CpSolverSolutionCallback
    ) -> tuple[int, ...]:
        """Return the slot of each meeting in a solution."""
        chosen = [0] * len(self._instance.meetings)
        for (number, slot), variable in self._meets.items():
            if value.boolean_value(variable):
                chosen[number] = slot
        return tuple(chosen)

    def _hold_each_meeting_once(self) -> dict[tuple[int, int], cp_model.IntVar]:
        meets = {}
        for number, meeting in enumerate(self._instance.meetings):
            own = []
            for slot in self._instance.slots_for(meeting):
                variable = self.model.new_bool_var(f"meets[{number}]@{slot}")
                meets[number, slot] = variable
                own.append(variable)
            self.model.add_exactly_one(own)
        return meets

    def _attend_one_at_a_time(self, agenda: Agenda) -> _Row:
        """Say when a participant is busy; the sum is implied, and helps."""
        row: list[cp_model.IntVar | None] = [None] * self._instance.slots
        for slot in agenda.open_slots:
            busy = self.model.new_bool_var(f"busy@{slot}")
            own = [
                self._meets[number, slot]
                for number in agenda.meetings
                if (number, slot) in self._meets
            ]
            self.model.add_exactly_one(*own, ~busy)
            row[slot] = busy
        if agenda.count:
            self.model.add(cp_model.LinearExpr.sum(_known(row)) == agenda.count)
        return row

    def _fit_tables(self) -> None:
        """Limit the meetings of each slot; the busy participants are implied."""
        tables = self._instance.tables
        for slot in range(self._instance.slots):
            busy = _known([row[slot] for row in self._busy])
            held = [each for (_, at), each in self._meets.items() if at == slot]
            self.model.add(cp_model.LinearExpr.sum(busy) <= 2 * tables)
            self.model.add(cp_model.LinearExpr.sum(held) <= tables)

    def _keep_order(self) -> None:
        """Hold a meeting only after those that come before it."""
        slots = range(self._instance.slots)
        for number, meeting in enumerate(self._instance.meetings):
            for before in meeting.after:
                for slot in slots:
                    until = [(number, at) for at in slots if at <= slot]
                    since = [(before, at) for at in slots if at >= slot]
                    self.model.add_at_most_one(
                        self._meets[key]
                        for key in (*until, *since)
                        if key in self._meets
                    )

    def _wait_evenly(self, spread: int) -> None:
        """Count the breaks and keep the numbers of participants close together."""
        ends = [
            self._count_breaks(agenda, row)
            for agenda, row in zip(self._agendas, self._busy, strict=True)
        ]
        # Else somebody has no break, and `Agenda.most_breaks` says it all.
        if all(agenda.count > 1 for agenda in self._agendas):
            self._keep_spread(ends, spread)

    def _count_breaks(self, agenda: Agenda, row: _Row) -> list[cp_model.IntVar]:
        """Return where breaks can end, after counting them for the objective."""
        if agenda.count <= 1:
            return []
        ends = self._find_ends(row)
        if not agenda.most_breaks:
            for end in ends:
                self.model.add(end == 0)
            return ends
        levels = [self.model.new_bool_var("breaks") for _ in range(agenda.most_breaks)]
        for fewer, more in pairwise(levels):
            self.model.add_implication(more, fewer)
        total = cp_model.LinearExpr.sum
        self.model.add(total(ends) <= total(levels))
        self.model.add_bool_or(*ends, ~levels[0])
        for end in ends:
            self.model.add_implication(end, levels[0])
        self._follow_first_slot(agenda, row, levels[0])
        self._broken.append(levels[0])
        self._second += levels[1:2]
        self._waits += levels
        return ends

    def _find_ends(self, row: _Row) -> list[cp_model.IntVar]:
        """Make a boolean for each slot in which a break can end."""
        ends = []
        before: cp_model.IntVar | None = None
        for slot, busy in enumerate(row):
            last = row[slot - 1] if slot else None
            if busy is None:
                continue
            if before is not None and before is not last:
                ends.append(self._ends(before, last, busy))
            before = self._either(before, busy)
        return ends

    def _ends(
        self,
        before: cp_model.IntVar,
        last: cp_model.IntVar | None,
        busy: cp_model.IntVar,
    ) -> cp_model.IntVar:
        """Return whether a break ends: met before, not just before, but now."""
        end = self.model.new_bool_var("break ends")
        conditions = [before, busy, *([] if last is None else [~last])]
        self.model.add_bool_or(*(~each for each in conditions), end)
        for each in conditions:
            self.model.add_implication(end, each)
        return end

    def _either(
        self, before: cp_model.IntVar | None, busy: cp_model.IntVar
    ) -> cp_model.IntVar:
        if before is None:
            return busy
        so_far = self.model.new_bool_var("met so far")
        self.model.add_bool_or(before, busy, ~so_far)
        self.model.add_implication(before, so_far)
        self.model.add_implication(busy, so_far)
        return so_far

    def _follow_first_slot(
        self, agenda: Agenda, row: _Row, broken: cp_model.IntVar
    ) -> None:
        """Without a break the first slot says all about a calendar."""
        firsts = {
            slot: self.model.new_bool_var(f"begins@{slot}")
            for slot in agenda.first_slots()
        }
        self.model.add_exactly_one(*firsts.values(), broken)
        for slot, busy in enumerate(row):
            if busy is None:
                continue
            for first, begins in firsts.items():
                within = first <= slot < first + agenda.count
                self.model.add_implication(begins, busy if within else ~busy)

    def _keep_spread(
        self, ends: Sequence[Sequence[cp_model.IntVar]], spread: int
    ) -> None:
        """Let the numbers of breaks of any two participants differ by little."""
        least = self.model.new_int_var(0, self._instance.slots, "fewest breaks")
        for own in ends:
            breaks = cp_model.LinearExpr.sum(own)
            self.model.add(breaks >= least)
            self.model.add(breaks <= least + spread)


def _known(row: _Row) -> list[cp_model.IntVar]:
    return [each for each in row if each is not None]
