import pytest

from matcher.wishes.clauses import Mood, has_negation, read_clauses


def _moods(text: str) -> list[tuple[str, str]]:
    return [(clause.mood.value, clause.text) for clause in read_clauses(text)]


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Not the police please.", ["police please"]),
        ("Geen politie.", ["politie"]),
        ("Liever niet de politie", ["politie"]),
        ("Wij willen niet met de gemeente praten", ["gemeente praten"]),
        ("De politie liever niet.", ["De politie"]),
        ("Iedereen behalve de politie", ["de politie"]),
        ("We don't want to meet the police", []),
        ("Geen politie, handhaving of leger", ["politie", "handhaving", "leger"]),
        ("Niet de politie, wel de school", ["politie"]),
        ("Geen politie, school graag", ["politie"]),
        ("Een school, maar niet de politie", ["politie"]),
    ],
)
def test_refusal_gives_the_words_it_is_about(text, refused) -> None:
    found = [words for mood, words in _moods(text) if mood == Mood.REFUSE]

    assert found == refused


@pytest.mark.parametrize(
    "text",
    [
        "Uitzendbureaus die niet alleen schoonmaakwerk hebben",
        "niet elke keer een ander",
        "Niet op zondag",
        "Iemand van de Wmo die niet zegt dat het digitaal moet",
        "Als een groep ons niet wil spreken",
        "Bellen heeft geen zin",
        "Wij komen met kinderen, anders kan het niet!",
        "De gemeente belt niet",
        "Niet in een drukke zaal",
    ],
)
def test_other_denials_refuse_nobody(text) -> None:
    assert {mood for mood, _ in _moods(text)} == {Mood.WANT.value}


def test_pieces_of_a_list_are_wanted_one_by_one() -> None:
    assert _moods("School, politie en jongerenwerk. Een fonds; iemand: snel") == [
        ("want", "School"),
        ("want", "politie"),
        ("want", "jongerenwerk"),
        ("want", "Een fonds"),
        ("want", "iemand"),
        ("want", "snel"),
    ]


@pytest.mark.parametrize(
    ("text", "mood", "words"),
    [
        (
            "Wij komen alleen als Gerda van Sluisdrecht ook komt.",
            "presence",
            "Gerda van Sluisdrecht",
        ),
        ("We come only if Gerda joins", "presence", "Gerda"),
        (
            "Regenboogtafel alleen als zij dat zelf willen.",
            "their_wish",
            "Regenboogtafel alleen als zij dat zelf willen.",
        ),
    ],
)
def test_condition_is_told_from_a_wish(text, mood, words) -> None:
    assert _moods(text) == [(mood, words)]


def test_nobody_else_closes_a_list() -> None:
    assert _moods("Een POH-GGZ, en verder niemand.") == [
        ("want", "Een POH-GGZ"),
        ("nobody_else", "verder niemand"),
    ]


def test_length_changed_by_folding_does_not_cut_words() -> None:
    assert _moods("Geen \ufb01rma") == [("refuse", "firma")]


@pytest.mark.parametrize(
    ("text", "expected"), [("dat kan niet", True), ("graag een school", False)]
)
def test_negation_is_seen_anywhere(text, expected) -> None:
    assert has_negation(text) is expected
