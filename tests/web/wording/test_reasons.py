# ruff: noqa: RUF001 -- a name in Arabic looks like nothing else
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from matcher.affinity import score_pairs
from matcher.event import Rules
from matcher.participants import Consent, Participant, ParticipantId
from matcher.reasons import Reason, ReasonKind
from tests.strategies import NAMES as PARTICIPANTS
from tests.strategies import registrations
from web.wording import in_language
from web.wording.reasons import GiveAndTake, exchange, reason_lines, reason_sentences

pytestmark = pytest.mark.usefixtures("app")

GROUP = ParticipantId("W001")
HOUSING = ParticipantId("W117")
NAMES = {GROUP: "Habesha Brug", HOUSING: "Waterwonen"}
NO_REASON = "De organisatie denkt dat dit gesprek bij u past."

PLACE = Reason(
    kind=ReasonKind.OFFER_ANSWERS_ASK,
    weight=50,
    giver=HOUSING,
    receiver=GROUP,
    offer="Een leeg winkelpand.",
    ask="Vaste plek op zaterdagmiddag",
    codes=("ruimte",),
)
PEOPLE = Reason(
    kind=ReasonKind.OFFER_ANSWERS_ASK,
    weight=40,
    giver=GROUP,
    receiver=HOUSING,
    offer="Wij kennen 70 gezinnen",
    ask="Bewoners die niet komen",
    codes=("bereik",),
)
NAMED = Reason(kind=ReasonKind.NAMED, weight=30, giver=GROUP, receiver=HOUSING)
DESCRIBED = Reason(
    kind=ReasonKind.DESCRIBED,
    weight=20,
    giver=HOUSING,
    receiver=GROUP,
    wish="de woningbouw",
)
THEME = Reason(
    kind=ReasonKind.SHARED_THEME, weight=10, codes=("wonen", "armoede", "gezondheid")
)
TARGET = Reason(
    kind=ReasonKind.SHARED_TARGET_GROUP, weight=9, codes=("lhbtqia", "oekraine")
)
AREA = Reason(kind=ReasonKind.SAME_AREA, weight=9)
LANGUAGE = Reason(kind=ReasonKind.SHARED_LANGUAGE, weight=8, codes=("ti", "ar"))
FIRST = Reason(kind=ReasonKind.FIRST_MEETING, weight=8, giver=GROUP, receiver=HOUSING)
MET = Reason(kind=ReasonKind.MET_BEFORE, weight=8)
INTERPRETER = Reason(kind=ReasonKind.INTERPRETER_NEEDED, weight=0, codes=("ti",))

WORDED = [
    (
        PLACE,
        ("U zoekt: “Vaste plek op zaterdagmiddag”. Zij bieden: “Een leeg winkelpand”."),
        ("Zij zoeken: “Vaste plek op zaterdagmiddag”. U biedt: “Een leeg winkelpand”."),
        (
            "Habesha Brug zoekt: “Vaste plek op zaterdagmiddag”. "
            "Waterwonen biedt: “Een leeg winkelpand”."
        ),
    ),
    (
        replace(PEOPLE, ask="Hoe komen zij wel?"),
        "Zij vragen: “Hoe komen zij wel?” U biedt: “Wij kennen 70 gezinnen”.",
        "U vraagt: “Hoe komen zij wel?” Zij bieden: “Wij kennen 70 gezinnen”.",
        (
            "Waterwonen vraagt: “Hoe komen zij wel?” "
            "Habesha Brug biedt: “Wij kennen 70 gezinnen”."
        ),
    ),
    (
        replace(PLACE, weight=20),
        (
            "U zoekt: “Vaste plek op zaterdagmiddag”. "
            "Misschien helpt wat zij bieden: “Een leeg winkelpand”."
        ),
        (
            "Zij zoeken: “Vaste plek op zaterdagmiddag”. "
            "Misschien helpt wat u biedt: “Een leeg winkelpand”."
        ),
        (
            "Habesha Brug zoekt: “Vaste plek op zaterdagmiddag”. "
            "Misschien helpt wat Waterwonen biedt: “Een leeg winkelpand”."
        ),
    ),
    (
        replace(PLACE, ask="", offer=""),
        "U zoekt: ruimte. Zij bieden: ruimte.",
        "Zij zoeken: ruimte. U biedt: ruimte.",
        "Habesha Brug zoekt: ruimte. Waterwonen biedt: ruimte.",
    ),
    (
        NAMED,
        "Zij willen u graag leren kennen.",
        "U wilt hen graag leren kennen.",
        "Waterwonen wil Habesha Brug leren kennen.",
    ),
    (
        replace(NAMED, hidden_from=(GROUP,)),
        NO_REASON,
        "U wilt hen graag leren kennen.",
        "Waterwonen wil Habesha Brug leren kennen.",
    ),
    (
        DESCRIBED,
        "U wilt ontmoeten: “de woningbouw”. Zij passen daarbij.",
        "Zij willen graag iemand zoals u ontmoeten.",
        "Waterwonen past bij wie Habesha Brug wil ontmoeten.",
    ),
    (
        replace(DESCRIBED, wish=""),
        "Zij passen bij wie u wilt ontmoeten.",
        "Zij willen graag iemand zoals u ontmoeten.",
        "Waterwonen past bij wie Habesha Brug wil ontmoeten.",
    ),
    (
        THEME,
        "U werkt allebei aan: wonen; geld, armoede en schulden; gezondheid.",
        "U werkt allebei aan: wonen; geld, armoede en schulden; gezondheid.",
        "Beide werken aan: wonen; geld, armoede en schulden; gezondheid.",
    ),
    (
        replace(TARGET, hidden_from=(HOUSING,)),
        "U bent er allebei voor: lhbtqia+ personen; mensen uit Oekraïne.",
        NO_REASON,
        "Beide zijn er voor: lhbtqia+ personen; mensen uit Oekraïne.",
    ),
    (
        AREA,
        "U zit allebei in dezelfde buurt.",
        "U zit allebei in dezelfde buurt.",
        "Beide zitten in dezelfde buurt.",
    ),
    (
        LANGUAGE,
        "U spreekt allebei Tigrinya en Arabisch.",
        "U spreekt allebei Tigrinya en Arabisch.",
        "Beide spreken Tigrinya en Arabisch.",
    ),
    (
        FIRST,
        "U doet voor het eerst mee.",
        "Zij doen voor het eerst mee.",
        "Habesha Brug doet voor het eerst mee.",
    ),
    (
        replace(FIRST, giver=None, receiver=None),
        "U doet allebei voor het eerst mee.",
        "U doet allebei voor het eerst mee.",
        "Beide doen voor het eerst mee.",
    ),
    (
        MET,
        "U sprak elkaar al eens op een eerdere beurs.",
        "U sprak elkaar al eens op een eerdere beurs.",
        "Zij spraken elkaar op een eerdere beurs.",
    ),
]
"""A reason, and how it is told to the group, to the housing association, to others."""

ALL = (
    *(PLACE, PEOPLE, NAMED, DESCRIBED, THEME, TARGET, AREA, LANGUAGE),
    *(FIRST, MET, INTERPRETER),
)


@pytest.mark.parametrize(("reason", "to_group", "to_housing", "to_third"), WORDED)
def test_a_reason_is_worded_for_each_reader(
    reason: Reason, to_group: str, to_housing: str, to_third: str
) -> None:
    assert reason_sentences([reason], GROUP) == (to_group,)
    assert reason_sentences([reason], HOUSING) == (to_housing,)
    assert reason_lines([reason], NAMES) == (to_third,)


def test_every_kind_of_reason_has_words() -> None:
    assert {reason.kind for reason in ALL} == set(ReasonKind)
    for reader in (GROUP, HOUSING):
        assert all(reason_sentences([reason], reader) for reason in ALL)


def test_reasons_are_english_for_an_english_reader() -> None:
    with in_language("en"):
        sentences = tuple(reason_sentences([reason], GROUP)[0] for reason in ALL)
        lines = reason_lines([PLACE], NAMES)

    assert sentences == (
        (
            "You look for: “Vaste plek op zaterdagmiddag”. "
            "They offer: “Een leeg winkelpand”."
        ),
        (
            "They look for: “Bewoners die niet komen”. "
            "You offer: “Wij kennen 70 gezinnen”."
        ),
        "They would like to get to know you.",
        "You want to meet: “de woningbouw”. They fit that.",
        "You both work on: housing; poverty and debt; health.",
        "You are both there for: LGBTQIA+ people; people from Ukraine.",
        "You are both in the same neighbourhood.",
        "You both speak Tigrinya and Arabic.",
        "You take part for the first time.",
        "You met before, at an earlier event.",
        "The organisers think that this meeting suits you.",
    )
    assert lines == (
        (
            "Habesha Brug looks for: “Vaste plek op zaterdagmiddag”. "
            "Waterwonen offers: “Een leeg winkelpand”."
        ),
    )


def test_who_wish_for_each_other_read_it_in_one_sentence() -> None:
    mutual = [NAMED, replace(NAMED, giver=HOUSING, receiver=GROUP)]

    for reader in (GROUP, HOUSING):
        assert reason_sentences(mutual, reader) == (
            "U wilt elkaar graag leren kennen.",
        )
        assert reason_sentences([NAMED, DESCRIBED], reader) == (
            "U wilt elkaar graag leren kennen.",
        )
    assert len(reason_lines(mutual, NAMES)) == 1
    assert "willen elkaar leren kennen" in reason_lines(mutual, NAMES)[0]


def test_what_one_gets_is_told_first_and_what_one_gives_next() -> None:
    told = reason_sentences([NAMED, replace(PLACE, weight=99), PEOPLE, THEME], HOUSING)

    assert told == (
        *reason_sentences([PEOPLE], HOUSING),
        *reason_sentences([PLACE], HOUSING),
        *reason_sentences([NAMED], HOUSING),
    )


def test_both_read_what_each_gives_although_other_reasons_are_stronger() -> None:
    strong = [
        replace(PLACE, weight=90),
        replace(PLACE, weight=80, ask="Een kar", offer="Een bakfiets"),
        replace(THEME, weight=70),
    ]

    assert reason_sentences([*strong, PEOPLE], HOUSING)[0].startswith("U zoekt: “Bewon")
    assert "U biedt: “Wij kennen" in reason_sentences([*strong, PEOPLE], GROUP)[2]


def test_what_only_may_help_is_not_told_beside_an_answer() -> None:
    poorer = replace(PLACE, weight=20, ask="Een chauffeur", offer="Hulp bij websites")

    assert reason_sentences([PLACE, poorer], GROUP) == reason_sentences([PLACE], GROUP)
    assert len(reason_sentences([PLACE, poorer, PEOPLE], GROUP)) == 2


@pytest.mark.parametrize(
    "ask", ["Hoe praat je met jongeren", "Waarover gaat de Wmo", "Klopt dit?", "Why"]
)
def test_ask_that_is_a_question_is_asked(ask: str) -> None:
    assert reason_sentences([replace(PLACE, ask=ask)], GROUP)[0].startswith("U vraagt:")


@pytest.mark.parametrize("ask", ["Hoes voor de bank", "Kantoor", "Waterkoker"])
def test_word_that_only_begins_like_a_question_is_sought(ask: str) -> None:
    assert reason_sentences([replace(PLACE, ask=ask)], GROUP)[0].startswith("U zoekt:")


def test_weak_reason_is_told_only_where_there_is_no_better_one() -> None:
    weak = replace(THEME, weight=5)

    assert reason_sentences([weak], GROUP) == reason_sentences([THEME], GROUP)
    assert reason_sentences([PLACE, weak], GROUP) == reason_sentences([PLACE], GROUP)


def test_the_strongest_reason_comes_first_and_none_twice() -> None:
    weaker = replace(THEME, weight=1)

    lines = reason_lines([weaker, NAMED, PLACE, NAMED], NAMES)

    assert lines == reason_lines([PLACE, NAMED, weaker], NAMES)
    assert len(lines) == 3


def test_equal_weights_follow_the_order_of_the_kinds() -> None:
    equal = [replace(reason, weight=30) for reason in reversed(ALL)]

    lines = reason_lines(equal, NAMES)

    expected = [reason_lines([r], NAMES)[0] for r in (NAMED, DESCRIBED, THEME, TARGET)]
    assert list(lines[2:6]) == expected


def test_the_text_of_a_wish_is_shown_only_to_the_one_who_typed_it() -> None:
    told = (
        *reason_sentences([DESCRIBED, NAMED], HOUSING),
        *reason_lines([DESCRIBED, NAMED], NAMES),
    )

    assert not any("woningbouw" in sentence for sentence in told)


def test_no_sentence_holds_a_weight() -> None:
    heavy = [replace(reason, weight=987) for reason in ALL]

    told = (*reason_sentences(heavy, GROUP), *reason_lines(heavy, NAMES))

    assert not any("987" in sentence for sentence in told)


def test_without_anything_to_tell_there_is_still_a_sentence() -> None:
    assert reason_sentences([], GROUP) == (NO_REASON,)


def test_an_erased_participant_has_no_name() -> None:
    assert reason_lines([NAMED], {HOUSING: "Waterwonen"}) == (
        "Waterwonen wil de andere deelnemer leren kennen.",
    )


def test_text_of_another_direction_moves_nothing_around_it() -> None:
    arabic = replace(PLACE, ask="مكان للاجتماع")

    assert reason_sentences([arabic], GROUP) == (
        "U zoekt: \u2068“مكان للاجتماع”\u2069. Zij bieden: “Een leeg winkelpand”.",
    )
    assert reason_lines([NAMED], {HOUSING: "الياسمين", GROUP: "Brug"}) == (
        "\u2068الياسمين\u2069 wil Brug leren kennen.",
    )


def test_names_and_quotes_with_percent_signs_are_left_alone() -> None:
    hostile = replace(PLACE, ask="100% %(name)s", offer="%s\n%d")

    assert reason_lines([hostile], {HOUSING: "50% %(ask)s\u202e", GROUP: "G"}) == (
        "G zoekt: “100% %(name)s”. 50% %(ask)s biedt: “%s %d”.",
    )


def test_exchange_shows_what_each_side_gives_in_its_own_words() -> None:
    halves = exchange([PEOPLE, PLACE, replace(PLACE, ask="Iets anders"), NAMED], GROUP)

    assert halves == GiveAndTake(
        they_offer=("Een leeg winkelpand.",), you_offer=("Wij kennen 70 gezinnen",)
    )


def test_exchange_of_the_other_is_its_mirror() -> None:
    reasons = [PEOPLE, PLACE]

    mine, theirs = exchange(reasons, GROUP), exchange(reasons, HOUSING)

    assert mine == GiveAndTake(they_offer=theirs.you_offer, you_offer=theirs.they_offer)


def test_participant_is_told_the_three_strongest_and_who_interprets() -> None:
    weak = [
        Reason(kind=ReasonKind.SHARED_THEME, weight=weight, codes=(theme,))
        for weight, theme in ((19, "taal"), (18, "werk"), (17, "sport"), (16, "groen"))
    ]
    interpreter = replace(INTERPRETER, weight=1)

    told = reason_sentences([interpreter, *weak], GROUP)

    assert told == (
        *reason_sentences(weak[:3], GROUP),
        "Voor dit gesprek is een tolk nodig: Tigrinya.",
    )


@given(registrations())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_sentence_tells_what_the_other_keeps_private(
    participants: Sequence[Participant],
) -> None:
    known = {p.id: p for p in participants}
    for pair in score_pairs(participants, Rules()):
        for reader, owner in ((pair.a, pair.b), (pair.b, pair.a)):
            text = " ".join(reason_sentences(pair.reasons, reader))
            assert f"geheim-{owner}" not in text
            assert "geheim.example" not in text
            assert "1234567" not in text
            if Consent.TARGET_GROUPS not in known[owner].consents:
                assert "lhbtqia" not in text
                assert "Statushouders".casefold() not in text.casefold()
            for third in PARTICIPANTS:
                assert third not in text or third in known[reader].wishes
