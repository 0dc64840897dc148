"""Try every plan of a tiny instance, judged by the verifier alone."""

from itertools import combinations, product

from hypothesis import strategies as st

from solver import Goal, verify
from solver.b2b import B2BInstance, PartOfDay, RequestedMeeting, to_problem
from solver.b2b.translation import to_meetings
from solver.recount import recount
from tests.solver.builders import plan_of


def fewest_breaks(instance: B2BInstance, spread: int) -> int | None:
    """Return the fewest breaks of any plan, or None where there is none."""
    problem = to_problem(instance, spread)
    best = None
    for slots in product(range(instance.slots), repeat=len(instance.meetings)):
        held = to_meetings(instance, slots)
        breaks = recount(problem, held)[Goal.WAITING_PERIODS][0]
        if (best is None or breaks < best) and not verify(
            problem, plan_of(*held, problem="")
        ):
            best = breaks
    return best


@st.composite
def instances(draw: st.DrawFn) -> B2BInstance:
    """Draw a tiny instance with every feature; some have no plan."""
    people = draw(st.integers(3, 4))
    slots = draw(st.integers(3, 4))
    couples = list(combinations(range(people), 2))
    # The same two may meet twice, as in the published instances.
    chosen = draw(st.lists(st.sampled_from(couples), min_size=1, max_size=4))
    meetings = tuple(
        RequestedMeeting(
            a=a,
            b=b,
            part=draw(st.sampled_from([*PartOfDay, PartOfDay.ANY, PartOfDay.ANY])),
            fixed=draw(st.sampled_from([None] * 5 + [0, slots - 1])),
            after=tuple(n for n in range(number) if draw(st.integers(0, 5)) == 0),
        )
        for number, (a, b) in enumerate(chosen)
    )
    return B2BInstance(
        name="tiny",
        participants=people,
        tables=draw(st.integers(1, 2)),
        slots=slots,
        morning=draw(st.integers(0, slots)),
        meetings=meetings,
        forbidden=tuple(
            draw(st.frozensets(st.integers(0, slots - 1), max_size=2))
            for _ in range(people)
        ),
    )
