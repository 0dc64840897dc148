# ruff: noqa: RUF001 -- people write in every script
import pytest

from matcher.concepts import concepts_of, language_of


def _names(text: str) -> set[str]:
    return {str(concept) for concept in concepts_of(text)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Hulp bij schulden"),
        ("en", "Help with debts"),
        ("ar", "مساعدة في الديون"),
        ("ar", "وبالديون"),
        ("ar", "دُيُون"),
        ("tr", "Borçlarımız için yardım"),
        ("tr", "BORÇ İÇİN"),
        ("uk", "Допомога з боргами"),
        ("pl", "Pomoc w wyjściu z długów"),
        ("ti", "ሓገዝ ብዛዕባ ዕዳ"),
        ("ti", "ንዕዳታት"),
    ],
)
def test_debts_are_found_in_every_language(language, text) -> None:
    assert "subject:schulden" in _names(text)
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("дев'ять комп'ютерів", "дев’ять комп’ютерів"),
        ("dikiş makinesi için", "dikis makinesi icin"),
        ("ትምህርቲ ቋንቋ", "ትምህርትን ቋንቋን"),
        ("قاعة", "قاعه"),
        ("rówieśnicy i długi", "rowiesnicy i dlugi"),
    ],
    ids=["apostrophes", "without Turkish letters", "vowels", "last letter", "Polish"],
)
def test_spelling_makes_no_difference(written, otherwise) -> None:
    assert _names(written) == _names(otherwise) != set()


def test_two_languages_in_one_text_are_both_read() -> None:
    named = _names("Koffie en تعلم اللغة هولندية")

    assert {"subject:ontmoeting-plek", "subject:taalles"} <= named


@pytest.mark.parametrize(
    ("text", "not_named"),
    [
        ("betalingsachterstanden", "subject:tandarts"),
        ("kraamzorg voor moeders", "subject:tent-kraam"),
        ("Wij zijn onschuldig", "subject:schulden"),
        ("Yalnız yaşayan insanlar", "theme:recht"),
        ("የሺ 12:30", "subject:huren"),
    ],
)
def test_words_that_look_alike_are_not_taken_for_another(text, not_named) -> None:
    assert not_named not in _names(text)


@pytest.mark.parametrize("text", ["", "!!! 12", "中文 日本語", "🙂"])
def test_text_without_known_words_names_nothing(text) -> None:
    assert concepts_of(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "nl"),
        ("Partytent 6x12 m", "nl"),
        ("Information about rights", "en"),
        ("Taalvrijwilliger voor Poolse vaders", "nl"),
        ("Szukamy sali na niedzielę", "pl"),
        ("Türk Kadınlar Derneği zoekt een zaal voor de vrouwen", "nl"),
        ("Koffie met أهلا", "nl"),
    ],
)
def test_language_of_a_text(text, language) -> None:
    assert language_of(text) == language
