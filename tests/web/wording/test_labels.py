import pytest

from web.wording import in_language
from web.wording.labels import in_sentence, label

pytestmark = pytest.mark.usefixtures("app")


def test_label_follows_the_language():
    assert label("theme", "armoede") == "Geld, armoede en schulden"
    with in_language("en"):
        assert label("theme", "armoede") == "Poverty and debt"


def test_in_sentence_joins_labels_that_may_hold_commas():
    assert in_sentence("need_kind", ["materialen", "ruimte"]) == (
        "spullen, materiaal en vervoer; ruimte"
    )


def test_in_sentence_keeps_the_capital_of_languages_and_abbreviations():
    assert in_sentence("language", ["nl", "en", "tr"]) == "Nederlands, Engels en Turks"
    with in_language("en"):
        assert in_sentence("target_group", ["lhbtqia"]) == "LGBTQIA+ people"


def test_in_sentence_of_nothing_is_empty():
    assert in_sentence("theme", []) == ""
