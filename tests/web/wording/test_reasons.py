from dataclasses import replace

import pytest

from matcher.participants import ParticipantId
from matcher.reasons import Reason, ReasonKind
from web.wording import in_language
from web.wording.reasons import GiveAndTake, exchange, reason_lines, reason_sentences

pytestmark = pytest.mark.usefixtures("app")

GROUP = ParticipantId("W001")
HOUSING = ParticipantId("W117")
NAMES = {GROUP: "Habesha Brug", HOUSING: "Waterwonen"}

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
    wish="de woningbouw, maar niet de gemeente",
)
THEME = Reason(
    kind=ReasonKind.SHARED_THEME, weight=10, codes=("wonen", "armoede", "gezondheid")
)
TARGET = Reason(
    kind=ReasonKind.SHARED_TARGET_GROUP, weight=9, codes=("lhbtqia", "oekraine")
)
LANGUAGE = Reason(kind=ReasonKind.SHARED_LANGUAGE, weight=8, codes=("ti", "ar"))
INTERPRETER = Reason(kind=ReasonKind.INTERPRETER_NEEDED, weight=0, codes=("ti",))

WORDED = [
    (
        PLACE,
        (
            "U zoekt: “Vaste plek op zaterdagmiddag”. "
            "Waterwonen biedt: “Een leeg winkelpand”."
        ),
        (
            "Habesha Brug zoekt: “Vaste plek op zaterdagmiddag”. "
            "U biedt: “Een leeg winkelpand”."
        ),
        (
            "Habesha Brug zoekt: “Vaste plek op zaterdagmiddag”; "
            "Waterwonen biedt: “Een leeg winkelpand”."
        ),
    ),
    (
        PEOPLE,
        (
            "Waterwonen zoekt: “Bewoners die niet komen”. "
            "U biedt: “Wij kennen 70 gezinnen”."
        ),
        (
            "U zoekt: “Bewoners die niet komen”. "
            "Habesha Brug biedt: “Wij kennen 70 gezinnen”."
        ),
        (
            "Waterwonen zoekt: “Bewoners die niet komen”; "
            "Habesha Brug biedt: “Wij kennen 70 gezinnen”."
        ),
    ),
    (
        replace(PLACE, ask="", offer=""),
        "U zoekt: ruimte. Waterwonen biedt: ruimte.",
        "Habesha Brug zoekt: ruimte. U biedt: ruimte.",
        "Habesha Brug zoekt: ruimte; Waterwonen biedt: ruimte.",
    ),
    (
        NAMED,
        "Waterwonen wil u leren kennen.",
        "U wilt Habesha Brug leren kennen.",
        "Waterwonen wil Habesha Brug leren kennen.",
    ),
    (
        DESCRIBED,
        (
            "U wilt ontmoeten: “de woningbouw, maar niet de gemeente”. "
            "Waterwonen past daarbij."
        ),
        "U past bij wie Habesha Brug wil ontmoeten.",
        "Waterwonen past bij wie Habesha Brug wil ontmoeten.",
    ),
    (
        replace(DESCRIBED, wish=""),
        "Waterwonen past bij wie u wilt ontmoeten.",
        "U past bij wie Habesha Brug wil ontmoeten.",
        "Waterwonen past bij wie Habesha Brug wil ontmoeten.",
    ),
    (
        THEME,
        "U werkt allebei aan: wonen; geld, armoede en schulden; gezondheid.",
        "U werkt allebei aan: wonen; geld, armoede en schulden; gezondheid.",
        "Beide werken aan: wonen; geld, armoede en schulden; gezondheid.",
    ),
    (
        TARGET,
        "U bent er allebei voor: lhbtqia+ personen; mensen uit Oekraïne.",
        "U bent er allebei voor: lhbtqia+ personen; mensen uit Oekraïne.",
        "Beide zijn er voor: lhbtqia+ personen; mensen uit Oekraïne.",
    ),
    (
        LANGUAGE,
        "U spreekt allebei Tigrinya en Arabisch.",
        "U spreekt allebei Tigrinya en Arabisch.",
        "Beide spreken Tigrinya en Arabisch.",
    ),
    (
        INTERPRETER,
        "Voor dit gesprek is een tolk nodig: Tigrinya.",
        "Voor dit gesprek is een tolk nodig: Tigrinya.",
        "Voor dit gesprek is een tolk nodig: Tigrinya.",
    ),
]

ALL = (PLACE, PEOPLE, NAMED, DESCRIBED, THEME, TARGET, LANGUAGE, INTERPRETER)


@pytest.mark.parametrize(("reason", "to_group", "to_housing", "to_third"), WORDED)
def test_a_reason_is_worded_for_each_reader(
    reason: Reason, to_group: str, to_housing: str, to_third: str
):
    assert reason_sentences([reason], GROUP, NAMES) == (to_group,)
    assert reason_sentences([reason], HOUSING, NAMES) == (to_housing,)
    assert reason_lines([reason], NAMES) == (to_third,)


def test_every_kind_of_reason_has_words():
    assert {reason.kind for reason in ALL} == set(ReasonKind)


def test_reasons_are_english_for_an_english_reader():
    with in_language("en"):
        sentences = tuple(reason_sentences([reason], GROUP, NAMES)[0] for reason in ALL)
        lines = reason_lines(ALL, NAMES)

    assert sentences == (
        (
            "You look for: “Vaste plek op zaterdagmiddag”. "
            "Waterwonen offers: “Een leeg winkelpand”."
        ),
        (
            "Waterwonen looks for: “Bewoners die niet komen”. "
            "You offer: “Wij kennen 70 gezinnen”."
        ),
        "Waterwonen wants to get to know you.",
        (
            "You want to meet: “de woningbouw, maar niet de gemeente”. "
            "Waterwonen fits that."
        ),
        "You both work on: housing; poverty and debt; health.",
        "You are both there for: LGBTQIA+ people; people from Ukraine.",
        "You both speak Tigrinya and Arabic.",
        "This meeting needs an interpreter: Tigrinya.",
    )
    assert lines[0] == (
        "Habesha Brug looks for: “Vaste plek op zaterdagmiddag”; "
        "Waterwonen offers: “Een leeg winkelpand”."
    )


def test_the_strongest_reason_comes_first_and_none_twice():
    weaker = replace(THEME, weight=1)

    lines = reason_lines([weaker, NAMED, PLACE, NAMED], NAMES)

    assert lines == reason_lines([PLACE, NAMED, weaker], NAMES)
    assert len(lines) == 3


def test_equal_weights_follow_the_order_of_the_kinds():
    equal = [replace(reason, weight=5) for reason in reversed(ALL)]

    lines = reason_lines(equal, NAMES)

    assert lines[2:] == reason_lines([NAMED, *ALL[3:]], NAMES)


def test_the_text_of_a_wish_is_shown_only_to_the_one_who_typed_it():
    told = (
        *reason_sentences([DESCRIBED, NAMED], HOUSING, NAMES),
        *reason_lines([DESCRIBED, NAMED], NAMES),
    )

    assert not any("niet de gemeente" in sentence for sentence in told)


def test_no_sentence_holds_a_weight():
    heavy = [replace(reason, weight=987) for reason in ALL]

    told = (*reason_sentences(heavy, GROUP, NAMES), *reason_lines(heavy, NAMES))

    assert not any("987" in sentence for sentence in told)


def test_an_erased_participant_has_no_name():
    assert reason_sentences([NAMED], GROUP, {}) == (
        "de andere deelnemer wil u leren kennen.",
    )


def test_names_and_quotes_with_percent_signs_are_left_alone():
    hostile = replace(PLACE, ask="100% %(name)s", offer="%s\n%d")

    assert reason_sentences([hostile], GROUP, {HOUSING: "50% %(ask)s\u202e"}) == (
        "U zoekt: “100% %(name)s”. 50% %(ask)s biedt: “%s %d”.",
    )


def test_exchange_shows_what_each_side_gives_in_its_own_words():
    halves = exchange([PEOPLE, PLACE, replace(PLACE, ask="Iets anders"), NAMED], GROUP)

    assert halves == GiveAndTake(
        they_offer=("Een leeg winkelpand.",), you_offer=("Wij kennen 70 gezinnen",)
    )


def test_exchange_of_the_other_is_its_mirror():
    reasons = [PEOPLE, PLACE]

    mine, theirs = exchange(reasons, GROUP), exchange(reasons, HOUSING)

    assert mine == GiveAndTake(they_offer=theirs.you_offer, you_offer=theirs.they_offer)


def test_participant_is_told_the_three_strongest_and_who_interprets() -> None:
    weak = [
        Reason(kind=ReasonKind.SHARED_THEME, weight=weight, codes=(theme,))
        for weight, theme in ((9, "taal"), (8, "werk"), (7, "sport"), (6, "groen"))
    ]
    interpreter = Reason(kind=ReasonKind.INTERPRETER_NEEDED, weight=1, codes=("ti",))

    told = reason_sentences([interpreter, *weak], GROUP, NAMES)

    assert told == (
        *reason_sentences(weak[:3], GROUP, NAMES),
        *reason_sentences([interpreter], GROUP, NAMES),
    )
