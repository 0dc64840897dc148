"""Participants as hypothesis makes them: every text carries a mark of whose it is."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from matcher.disclosure import SENSITIVE_CODES
from matcher.participants import Consent, Participant
from tests.builders import a_delegate, a_participant

KINDS = ("informal", "formal", "company", "care", "government")
NEEDS = ("ruimte", "training", "kennis", "bereik")
SUBJECTS = ("uitleg over schulden", "zaal met keuken", "fietsles voor vrouwen")
TARGET_GROUPS = ("ouderen", "lhbtqia", "statushouders", "ongedocumenteerd")
THEMES = ("armoede", "geloof", "mentaal", "wonen")
NAMES = ("Habesha Brug", "Kredietbank Diepland", "Theater De Sluis", "Vaders van Nu")
WISHES = (
    "",
    "{other}",
    "{other}, {third}.",
    "Liever niet met {other}. Graag {third}.",
    "een notaris, maar niet {third}",
    "Graag een gemeente. Geen {other} alstublieft.",
)


@st.composite
def registrations(draw: st.DrawFn) -> Sequence[Participant]:
    """Make a few participants whose private texts can each be recognised.

    ``geheim-P1-…`` marks what only P1 and the organiser may read; contact details
    stand in offers and asks too.
    """
    codes = [f"P{n}" for n in range(len(NAMES))]
    return [_registration(draw, place, code) for place, code in enumerate(codes)]


def _registration(draw: st.DrawFn, place: int, code: str) -> Participant:
    others = [name for n, name in enumerate(NAMES) if n != place]
    wish = draw(st.sampled_from(WISHES)).format(other=others[0], third=others[1])
    return a_participant(
        code,
        name=NAMES[place],
        kind=draw(st.sampled_from(KINDS)),
        description=f"geheim-{code}-over ons. Ons adres is geheim.",
        offers=draw(_things(code)),
        asks=draw(_things(code)),
        themes=draw(_codes(THEMES)),
        target_groups=draw(_codes(TARGET_GROUPS)),
        speaks=draw(st.sampled_from(("nl", "ti nl:A2", "ar"))),
        area=f"geheim-{code}-wijk",
        delegates=[
            a_delegate(
                f"{code}.1",
                f"geheim-{code}-naam",
                role=f"geheim-{code}-rol",
                contact=f"0612345{place}78",
            )
        ],
        accessibility="pauze",
        wishes=f"{wish} (geheim-{code}-wens)" if wish else "",
        consents=draw(_codes(tuple(Consent))),
    )


def _things(code: str) -> st.SearchStrategy[list[str]]:
    contacts = ("", f" bel 06-1234567{code[1]}", f" {code}@geheim.example", " Dam 1")
    thing = st.builds(
        "{}: {}{}".format,
        st.sampled_from(NEEDS),
        st.sampled_from(SUBJECTS),
        st.sampled_from(contacts),
    )
    return st.lists(thing, max_size=3)


def _codes(codes: Sequence[Any]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(codes), unique=True).map(
        lambda chosen: " ".join(str(code) for code in chosen)
    )


SENSITIVE = SENSITIVE_CODES & {*THEMES, *TARGET_GROUPS}
