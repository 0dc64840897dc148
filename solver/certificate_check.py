"""Check that a plan's certificate is one, and that it proves the bound reported.

Part of the verifier; shares nothing with the engine.
"""

from collections.abc import Iterable, Iterator

from solver.certificate import Certificate, Cut, Prices
from solver.certified import proven_bound
from solver.plan import BoundSource, Plan
from solver.problem import Goal, Problem
from solver.recount import degrees
from solver.violations import Violation

MOST_PRICE = 2**32
"""No price above is needed, and no sum of those below overflows 64 bits."""

_MOST_CUT_PRICES = 2**40


def false_certificate(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Yield what is wrong with a plan's certificate or with the bound it is for."""
    certificate = plan.certificate
    result = dict(plan.goals).get(Goal.VALUE.value)
    if certificate is None:
        if result is not None and result.bound_by is BoundSource.CERTIFICATE:
            yield _wrong("certificate", "the bound is said to have one; there is none")
        return
    faults = [*_faults(problem, certificate), *_promises(problem, plan, certificate)]
    yield from faults
    if faults or result is None or result.bound_by is BoundSource.SEARCH:
        return
    proven = proven_bound(problem, certificate)
    if result.bound < (proven,):
        yield _wrong(
            "goals.value",
            f"the bound {result.bound[0]} is below the {proven} that is proven",
        )


def _wrong(place: str, detail: str) -> Violation:
    return Violation(rule="certificate", place=place, detail=detail)


def _promises(
    problem: Problem, plan: Plan, certificate: Certificate
) -> Iterator[Violation]:
    """Refuse to speak only of plans with the guarantee where others compete."""
    if not certificate.keeps_guarantee:
        return
    order = problem.goals.order
    before = order[: order.index(Goal.VALUE)] if Goal.VALUE in order else order
    if Goal.GUARANTEE not in before:
        yield _wrong(
            "certificate.keeps_guarantee", "the guarantee does not come before value"
        )
    degree = degrees(problem, plan.meetings)
    if any(degree[party.id] < party.min for party in problem.parties):
        yield _wrong(
            "certificate.keeps_guarantee", "the plan itself does not keep the guarantee"
        )


def _faults(problem: Problem, certificate: Certificate) -> Iterator[Violation]:
    """Yield what makes a certificate unfit to be evaluated."""
    known = {party.id for party in problem.parties}
    for name in (each.party for each in certificate.parties):
        if name not in known:
            yield _wrong("certificate.parties", f'no party "{name}"')
    yield from _repeats("parties", (each.party for each in certificate.parties))
    yield from _repeats(
        "tables", (str(sorted(each.features)) for each in certificate.tables)
    )
    yield from _repeats(
        "interpreters", (each.language for each in certificate.interpreters)
    )
    for place, prices, least in _price_lists(certificate):
        if len(prices) not in (1, problem.slots):
            yield _wrong(place, f"{len(prices)} prices for {problem.slots} slots")
        elif not least <= min(prices) <= max(prices) <= MOST_PRICE:
            yield _wrong(place, f"a price is not from {least} to {MOST_PRICE}")
    for number, cut in enumerate(certificate.cuts):
        yield from _cut(problem, known, f"certificate.cuts[{number}]", cut)
    if sum(cut.price for cut in certificate.cuts) > _MOST_CUT_PRICES:
        yield _wrong("certificate.cuts", "the prices are too high together")


def _repeats(field: str, names: Iterable[str]) -> Iterator[Violation]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield _wrong(f"certificate.{field}", f'"{name}" is named twice')
        seen.add(name)


def _price_lists(certificate: Certificate) -> Iterator[tuple[str, Prices, int]]:
    """Yield all prices with their place and the least that they may be."""
    for party in certificate.parties:
        yield f"certificate.parties.{party.party}", party.prices, -MOST_PRICE
    for table in certificate.tables:
        yield "certificate.tables", table.prices, 0
    for language in certificate.interpreters:
        yield f"certificate.interpreters.{language.language}", language.prices, 0
    for number, cut in enumerate(certificate.cuts):
        yield f"certificate.cuts[{number}].price", (cut.price,), 0


def _cut(
    problem: Problem, parties: set[str], place: str, cut: Cut
) -> Iterator[Violation]:
    pairs = {pair.id for pair in problem.pairs} if cut.pairs else set()
    for name in (*(set(cut.parties) - parties), *(set(cut.pairs) - pairs)):
        yield _wrong(place, f'the problem has no "{name}"')
    if len(cut.slots) not in (1, len(cut.parties)):
        yield _wrong(
            place, f"{len(cut.slots)} sets of slots for {len(cut.parties)} parties"
        )
    if any(not 0 <= slot < problem.slots for slots in cut.slots for slot in slots):
        yield _wrong(place, "a slot is out of range")
