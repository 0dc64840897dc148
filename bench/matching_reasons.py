"""Print ten pairs of the demo event with their reasons, as both sides read them.

Run it with ``python -m bench matching_reasons``.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from bench.matching_gold import read_demo
from matcher.affinity import Affinity, score_pairs
from matcher.event import Rules
from matcher.participants import Participant, ParticipantId, Side
from web.cli.wording_app import make_wording_app
from web.wording.reasons import reason_sentences

PAIRS = 10


def run() -> str:
    """Choose pairs from the best to the weakest that are worth a meeting."""
    _, participants = read_demo()
    known = {p.id: p for p in participants}
    with make_wording_app().app_context():
        sections = [_section(pair, known) for pair in choose(participants)]
    return "\n".join(["## Reasons, as both sides read them", "", *sections])


def choose(participants: Sequence[Participant]) -> tuple[Affinity, ...]:
    """Choose pairs of both sides, evenly down the list, nobody twice."""
    pairs = tuple(_first_meetings(participants))
    step = max(1, len(pairs) // PAIRS)
    return tuple(islice(pairs[::step], PAIRS))


def _first_meetings(participants: Sequence[Participant]) -> Iterator[Affinity]:
    """Give pairs of both sides, best first, each participant once."""
    sides = {p.id: p.side for p in participants}
    seen: set[ParticipantId] = set()
    for pair in score_pairs(participants, Rules()):
        is_mixed = {sides[pair.a], sides[pair.b]} == set(Side)
        if is_mixed and not {pair.a, pair.b} & seen:
            seen |= {pair.a, pair.b}
            yield pair


def _section(pair: Affinity, known: dict[ParticipantId, Participant]) -> str:
    lines = [f"### {known[pair.a].name} - {known[pair.b].name}", ""]
    for reader in (pair.a, pair.b):
        sentences = " ".join(reason_sentences(pair.reasons, reader))
        lines.append(f"- {known[reader].name} reads: {sentences}")
    return "\n".join([*lines, ""])
