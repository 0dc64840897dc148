import pytest

from matcher.affinity.kinds import OTHER_FIT, kind_fit
from matcher.affinity.subjects import subjects_of
from matcher.affinity.texts import coverage, features_of, likeness, vectors


def _alike(one: str, other: str) -> float:
    rows = vectors([one, other, "iets heel anders over muziek", "zaal met keuken"])
    return float(likeness(rows[:1], rows[1:2])[0, 0])


def test_equal_texts_are_wholly_alike() -> None:
    assert _alike("3 naaimachines", "3 naaimachines") == pytest.approx(1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("naaiatelier", "naaimachines"),
        ("schuldhulp", "geldproblemen herkennen"),
        ("een jurist", "advocaten"),
        ("repetitieruimte", "podium"),
        ("fietsen opknappen", "fietsenmaker"),
    ],
    ids=["compound", "subject", "synonym", "tail of compound", "inflection"],
)
def test_texts_about_the_same_are_alike(one, other) -> None:
    assert _alike(one, other) > 0.1


def test_texts_about_nothing_in_common_are_not_alike() -> None:
    assert _alike("warme kinderkleding", "advies over regenwater") == 0


def test_text_of_empty_words_is_like_nothing() -> None:
    rows = vectors(["wij zoeken iets", "een zaal", "een zaal"])

    assert features_of("wij zoeken iets")[0].tolist() == []
    assert likeness(rows[:1], rows[1:]).tolist() == [[0, 0]]


def test_coverage_is_the_share_of_a_text_that_the_other_has() -> None:
    rows = vectors(["tuin", "tuin met tafels en stoelen", "tafels", "stoelen"])

    covered = coverage(rows, rows)

    assert covered[0, 1] == pytest.approx(1)
    assert 0 < covered[1, 0] < 1


def test_what_only_one_text_has_counts_nothing() -> None:
    rows = vectors(["zaal", "podium"])

    assert rows.nnz == 0


@pytest.mark.parametrize(
    ("word", "subject", "expected"),
    [
        ("huurcontract", "tenancy", True),
        ("schoolgebouw", "premises", True),
        ("ehbo", "first_aid", True),
        ("boom", "premises", False),
    ],
)
def test_subjects_are_found_by_beginning_whole_and_tail(
    word, subject, expected
) -> None:
    assert (subject in subjects_of(word)) is expected


@pytest.mark.parametrize(
    ("ask", "offer", "fit"),
    [
        ("ruimte", "ruimte", 1.0),
        ("kennis", "training", 0.9),
        ("ruimte", "bereik", OTHER_FIT),
    ],
)
def test_kinds_fit_wholly_in_part_or_hardly(ask, offer, fit) -> None:
    assert kind_fit(ask, offer) == fit
