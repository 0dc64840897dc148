"""What an organiser has to arrange: needs, other moments, groups that are missed.

What planning can take care of, it does: a table without steps, a quiet one, a pause,
an interpreter in time. A person decides the rest, and reads all of it here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from matcher.vocabulary import VOCABULARY
from web.persistence.rows import ParticipantRow

INTERPRETER = "taaltolk"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAsked:
    """Who asked for it."""

    code: str
    name: str
    detail: str = ""
    """The language of an interpreter, as a code; for a missed group its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One need, and everybody who has it."""

    code: str
    askers: tuple[WhoAsked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangements:
    """Everything that participants asked of the organiser."""

    needs: tuple[Need, ...]
    """In the order of the form; only what somebody needs."""
    other_moment: tuple[WhoAsked, ...]
    """Who can come at none of the times, and wants to meet at another."""
    missing_groups: tuple[WhoAsked, ...]
    """Which groups should be there too, and who says so."""


def survey(everybody: Iterable[ParticipantRow]) -> Arrangements:
    """Collect what those who take part asked for."""
    rows = [row for row in everybody if row.state == "registered"]
    found = (
        Need(
            code=code,
            askers=tuple(_asker(row, code) for row in rows if _has(row, code)),
        )
        for code in VOCABULARY.codes("accessibility")
    )
    return Arrangements(
        needs=tuple(need for need in found if need.askers),
        other_moment=tuple(
            WhoAsked(code=row.code, name=row.name) for row in rows if row.other_moment
        ),
        missing_groups=tuple(
            WhoAsked(code=row.code, name=row.name, detail=row.missing_group)
            for row in rows
            if row.missing_group
        ),
    )


def _has(row: ParticipantRow, code: str) -> bool:
    return code in row.accessibility


def _asker(row: ParticipantRow, code: str) -> WhoAsked:
    detail = row.interpreter if code == INTERPRETER else ""
    return WhoAsked(code=row.code, name=row.name, detail=detail)
