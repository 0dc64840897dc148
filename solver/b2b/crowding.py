"""A bound on the breaks from crowding alone, by a linear programme.

Who meets whom is forgotten. A participant either has no break, and then a
calendar of directly following slots, or has one, and then any calendar with
enough slots; in no slot can more participants be busy than two for each table.
The fewest participants with a break are a bound on the number of breaks.

The programme has a few thousand variables and is solved in hundredths of a
second. It knows that not everybody can meet around noon, or in every slot but
the first: a search by clauses alone learns that only one case at a time.
"""

from collections.abc import Sequence

from solver.b2b.calendars import Agenda
from solver.b2b.instance import B2BInstance
from solver.pace import Pace
from solver.relaxation import Relaxed, Row, solve_relaxed

_SECONDS = 5.0
"""The programme takes hundredths of a second; more is not worth waiting for."""


def bound_by_crowding(
    instance: B2BInstance, agendas: Sequence[Agenda], pace: Pace
) -> int:
    """Return a number of participants that have a break in every plan.

    Proven in whole numbers by the programme's dual prices (`solver.relaxation`).
    """
    programme = _Programme(instance)
    for agenda in agendas:
        if agenda.count:
            programme.add(agenda)
    seconds = min(_SECONDS, pace.remaining)
    found = solve_relaxed(programme.relaxed(), pace, seconds=seconds)
    return 0 if found is None else max(0, -found.bound)


class _Programme:
    """The programme as it grows by one participant after the other."""

    def __init__(self, instance: B2BInstance) -> None:
        self._worth: list[int] = []
        self._busy = [Row(upper=2 * instance.tables) for _ in range(instance.slots)]
        self._rows = list(self._busy)

    def relaxed(self) -> Relaxed:
        """Return the programme, turned around: it is maximised."""
        return Relaxed(
            ranges=[(0, 1)] * len(self._worth),
            worth=self._worth,
            offset=0,
            rows=self._rows,
        )

    def add(self, agenda: Agenda) -> None:
        """Give a participant one calendar, in parts if need be."""
        one = Row(lower=1, upper=1)
        self._rows.append(one)
        for first in agenda.first_slots():
            unbroken = self._variable(one)
            for slot in range(first, first + agenda.count):
                self._busy[slot].weights[unbroken] = 1
        if agenda.most_breaks:
            self._add_broken(agenda, self._variable(one, worth=-1))

    def _variable(self, *rows: Row, worth: int = 0) -> int:
        """Make a variable that counts once in each of the rows."""
        number = len(self._worth)
        self._worth.append(worth)
        for row in rows:
            row.weights[number] = 1
        return number

    def _add_broken(self, agenda: Agenda, broken: int) -> None:
        """Allow any slots, as many as there are meetings, in a broken calendar."""
        total = Row(weights={broken: -agenda.count}, lower=0, upper=0)
        parts = [
            (slots, Row(weights={broken: -least}, lower=0))
            for slots, least in agenda.least_in
        ]
        self._rows += [total, *(row for _, row in parts)]
        for slot in agenda.open_slots:
            own = Row(weights={broken: -1}, upper=0)
            if slot in agenda.fixed:
                own.lower = 0
            self._rows.append(own)
            in_part = [row for slots, row in parts if slot in slots]
            self._variable(total, self._busy[slot], own, *in_part)
