"""Participants from a spreadsheet, row by row, with what is wrong in each.

The columns are those of the domain notes, section 3. A row without an id, a name
or a known kind cannot be used; anything else that is odd is left out of the row
and reported, and the row goes on.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from matcher.event import SlotId
from matcher.offers import Ask, Offer
from matcher.participants import (
    Answer,
    Consent,
    Delegate,
    DelegateId,
    LanguageSkill,
    Participant,
    ParticipantId,
)
from matcher.refusals import MissingColumns
from matcher.row_problems import ProblemCode, RowProblem
from matcher.sheet_items import parts_of, show
from matcher.spreadsheet import Sheet, SheetRow, clean_line
from matcher.vocabulary import VOCABULARY
from matcher.words import fold

NEEDED_COLUMNS = ("id", "organisation", "kind")
COLUMNS = (
    *NEEDED_COLUMNS,
    "description",
    "asks",
    "offers",
    "themes",
    "target_groups",
    "languages",
    "neighbourhood_city",
    "delegates",
    "availability",
    "accessibility",
    "contact_channel",
    "wants_to_meet",
)
CONSENT_COLUMNS: Mapping[str, Consent] = {
    "tell_wishes": Consent.WISHES,
    "show_sensitive": Consent.TARGET_GROUPS,
    "in_directory": Consent.DIRECTORY,
    "in_marketplace": Consent.MARKETPLACE,
}
"""Columns that a sheet may leave out: what others may be told of a participant."""
TEXT_COLUMNS: Mapping[str, str] = {
    "interpreter": "interpreter",
    "speaks_for": "speaks_for",
    "who_may_call": "calling",
    "go_between": "go_between",
    "missing_group": "missing_group",
}
"""Columns that a sheet may leave out too, each with the field of a participant."""
MARK_COLUMNS = ("marked_to_meet", "marked_rather_not")
"""Columns that a sheet may leave out: ids of whom a participant marked."""
YES, NO = "ja", "nee"
"""What such a column says."""
NO_CONTACT = "geen"
"""What the sheet says for a person who cannot be reached directly."""
IF_NEEDED_SIGN = "?"
"""Behind a time: only if need be."""
OTHER_MOMENT = "ander moment"
"""Instead of times: at none of them, and an appointment at another moment."""
MOST_CELL_TEXT = 20_000
"""Characters of a cell; a program for spreadsheets cuts off what is far longer."""
HIGHEST_LEVEL = "C1"
"""CEFR goes on to C2; the vocabulary stops here, which means the same to us."""

_YES_WORDS = frozenset({YES, "j", "yes", "y", "true", "waar", "1"})
_NO_WORDS = frozenset({NO, "n", "no", "false", "onwaar", "0", ""})
"""Also what the tick box of a spreadsheet program leaves in a file."""

_DELEGATE = re.compile(
    r"(?P<name>[^<>]+?)(?:\s+[\u2013\u2014-]\s+(?P<role>[^<]*?))?\s*(?:<(?P<contact>[^<>]*)>)?"
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"[+\d\s().\u2013/-]{6,}")
_RANGE = re.compile(r"\s*[-\u2013\u2014]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadParticipants:
    """What a sheet holds: usable participants, and everything that is wrong."""

    participants: tuple[Participant, ...]
    problems: tuple[RowProblem, ...]
    told: frozenset[Consent]
    """Consents that the sheet has a column for; of the others it says nothing."""
    rows: Mapping[ParticipantId, int]
    """Where in the sheet each stands."""
    columns: frozenset[str]
    """Of ours, those that the sheet has; of the others it says nothing."""


def read_participants(sheet: Sheet, *, slots: Sequence[SlotId]) -> ReadParticipants:
    """Read a participant from every usable row.

    Args:
        sheet: The spreadsheet; unknown columns are ignored.
        slots: All slots of the event in order of time, for ``A1-A3``.

    Raises:
        MissingColumns: The sheet has no id, organisation or kind at all.
    """
    missing = tuple(name for name in COLUMNS if name not in sheet.columns)
    if needed := tuple(name for name in missing if name in NEEDED_COLUMNS):
        raise MissingColumns(needed, present=sheet.columns)
    problems = [
        RowProblem(row=1, column=name, code=ProblemCode.MISSING_COLUMN)
        for name in missing
    ]
    places: dict[ParticipantId, int] = {}
    participants = []
    for row in sheet.rows:
        reader = _RowReader(row=row, slots=slots)
        participant = reader.read(places.keys())
        if participant is not None:
            participants.append(participant)
            places[participant.id] = row.number
        problems += reader.problems
    return ReadParticipants(
        participants=tuple(participants),
        problems=tuple(problems),
        told=frozenset(
            consent
            for name, consent in CONSENT_COLUMNS.items()
            if name in sheet.columns
        ),
        rows=places,
        columns=frozenset(sheet.columns)
        & {*COLUMNS, *CONSENT_COLUMNS, *TEXT_COLUMNS, *MARK_COLUMNS},
    )


@dataclass(slots=True, kw_only=True)
class _RowReader:
    """Reads one row and collects what is wrong in it."""

    row: SheetRow
    slots: Sequence[SlotId]
    problems: list[RowProblem] = field(default_factory=list)

    def read(self, seen: AbstractSet[str]) -> Participant | None:
        code = clean_line(self.row.get("id"))
        name = clean_line(self.row.get("organisation"))
        kind_text = self.row.get("kind")
        kind = VOCABULARY.find_code("org_kind", kind_text)
        if not code:
            self._note("id", ProblemCode.NO_ID)
        elif code in seen:
            self._note("id", ProblemCode.DUPLICATE_ID, code)
        if not name:
            self._note("organisation", ProblemCode.NO_NAME)
        if kind is None:
            self._note("kind", ProblemCode.UNKNOWN_KIND, kind_text)
        for column in (*COLUMNS, *TEXT_COLUMNS):
            if len(self.row.get(column)) > MOST_CELL_TEXT:
                self._note(column, ProblemCode.TEXT_TOO_LONG)
        if kind is None or self.problems:
            return None
        return self._participant(code, name, kind)

    def _participant(self, code: str, name: str, kind: str) -> Participant:
        availability, other_moment = self._availability()
        return Participant(
            id=ParticipantId(code),
            name=name,
            kind=kind,
            description=self.row.get("description"),
            offers=tuple(Offer(kind=k, text=t) for k, t in self._items("offers")),
            asks=tuple(Ask(kind=k, text=t) for k, t in self._items("asks")),
            themes=frozenset(self._codes("themes", "theme", ProblemCode.UNKNOWN_THEME)),
            target_groups=frozenset(
                self._codes(
                    "target_groups", "target_group", ProblemCode.UNKNOWN_TARGET_GROUP
                )
            ),
            languages=tuple(self._languages()),
            area=clean_line(self.row.get("neighbourhood_city")),
            delegates=self._delegates(code, name),
            availability=availability,
            other_moment=other_moment,
            accessibility=frozenset(
                self._codes(
                    "accessibility", "accessibility", ProblemCode.UNKNOWN_ACCESSIBILITY
                )
            ),
            channels=tuple(
                self._codes(
                    "contact_channel", "contact_channel", ProblemCode.UNKNOWN_CHANNEL
                )
            ),
            wishes=self.row.get("wants_to_meet"),
            chosen=frozenset(map(ParticipantId, self._parts(MARK_COLUMNS[0]))),
            avoided=frozenset(map(ParticipantId, self._parts(MARK_COLUMNS[1]))),
            consents=frozenset(self._consents()),
            interpreter=self._interpreter(),
            speaks_for=self.row.get("speaks_for"),
            calling=self.row.get("who_may_call"),
            go_between=self.row.get("go_between"),
            missing_group=self.row.get("missing_group"),
        )

    def _interpreter(self) -> str:
        """Read the language in which somebody wants an interpreter."""
        text = self.row.get("interpreter")
        code = VOCABULARY.find_code("language", text) if text else ""
        if code is None:
            self._note("interpreter", ProblemCode.UNKNOWN_LANGUAGE, text)
        return code or ""

    def _note(self, column: str, code: ProblemCode, found: str = "") -> None:
        self.problems.append(
            RowProblem(row=self.row.number, column=column, code=code, found=found)
        )

    def _parts(self, column: str) -> Iterable[str]:
        return [clean_line(show(part)) for part in parts_of(self.row.get(column))]

    def _items(self, column: str) -> Iterable[tuple[str, str]]:
        """Read ``need_kind: text`` items, split at the first colon."""
        for item in map(show, parts_of(self.row.get(column))):
            kind_text, colon, text = item.partition(":")
            kind = VOCABULARY.find_code("need_kind", kind_text)
            if not colon:
                self._note(column, ProblemCode.ITEM_WITHOUT_KIND, item)
            elif kind is None:
                self._note(column, ProblemCode.UNKNOWN_NEED_KIND, item)
            elif text.strip():
                yield kind, text.strip()

    def _codes(self, column: str, scheme: str, unknown: ProblemCode) -> Sequence[str]:
        codes: list[str] = []
        for part in self._parts(column):
            code = VOCABULARY.find_code(scheme, part)
            if code is None:
                self._note(column, unknown, part)
            elif code not in codes:
                codes.append(code)
        return codes

    def _languages(self) -> Iterable[LanguageSkill]:
        for part in self._parts("languages"):
            text, colon, level = part.partition(":")
            code = VOCABULARY.find_code("language", text)
            if code is None:
                self._note("languages", ProblemCode.UNKNOWN_LANGUAGE, part)
            else:
                yield LanguageSkill(
                    code=code, level=self._level(level, part) if colon else None
                )

    def _level(self, text: str, part: str) -> str:
        """Read a level; an unknown one counts as the lowest, never as fluent."""
        known = VOCABULARY.codes("language_level")
        level = text.strip().upper()
        if level == "C2":
            return HIGHEST_LEVEL
        if level not in known:
            self._note("languages", ProblemCode.UNKNOWN_LEVEL, part)
            return known[0]
        return level

    def _consents(self) -> Iterable[Consent]:
        """Read what was agreed to; an unknown word is no agreement."""
        for column, consent in CONSENT_COLUMNS.items():
            text = clean_line(self.row.get(column))
            if fold(text) in _YES_WORDS:
                yield consent
            elif fold(text) not in _NO_WORDS:
                self._note(column, ProblemCode.UNKNOWN_CONSENT, text)

    def _delegates(self, code: str, name: str) -> tuple[Delegate, ...]:
        delegates = tuple(
            self._delegate(DelegateId(f"{code}.{number}"), " ".join(part.split()))
            for number, part in enumerate(parts_of(self.row.get("delegates")), start=1)
        )
        if delegates:
            return delegates
        self._note("delegates", ProblemCode.NO_DELEGATE)
        return (Delegate(id=DelegateId(f"{code}.1"), name=name),)

    def _delegate(self, code: DelegateId, text: str) -> Delegate:
        match = _DELEGATE.fullmatch(text)
        if match is None:
            self._note("delegates", ProblemCode.BAD_CONTACT, show(text))
            return Delegate(id=code, name=show(text))
        contact = show(match["contact"] or "").strip()
        known = _EMAIL.fullmatch(contact) or _PHONE.fullmatch(contact)
        if not known and contact.casefold() not in {"", NO_CONTACT}:
            self._note("delegates", ProblemCode.BAD_CONTACT, contact)
        return Delegate(
            id=code,
            name=show(match["name"]).strip(),
            role=show(match["role"] or "").strip(),
            contact=contact if known else None,
        )

    def _availability(self) -> tuple[Mapping[SlotId, Answer], bool]:
        """Read the times, and whether another moment is asked for instead."""
        index = {slot.casefold(): n for n, slot in enumerate(self.slots)}
        answers: dict[SlotId, Answer] = {}
        other_moment = False
        for part in self._parts("availability"):
            if fold(part) == OTHER_MOMENT:
                other_moment = True
                continue
            span = part.removesuffix(IF_NEEDED_SIGN).rstrip()
            ends = [index.get(end.casefold()) for end in _RANGE.split(span)]
            first, last = ends[0], ends[-1]
            if first is None or last is None or last < first:
                self._note("availability", ProblemCode.UNKNOWN_SLOT, part)
                continue
            answer = Answer.YES if span == part else Answer.IF_NEEDED
            answers |= dict.fromkeys(self.slots[first : last + 1], answer)
        if not answers and not other_moment:
            self._note("availability", ProblemCode.NO_AVAILABILITY)
        return answers, other_moment
