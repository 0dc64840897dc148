import pytest

from matcher.refusals import (
    EmptyFile,
    FileTooLarge,
    MatcherError,
    MissingColumns,
    NotASpreadsheet,
    PasswordProtected,
    TooManyRows,
)
from matcher.row_problems import ProblemCode, RowProblem
from web.wording import in_language
from web.wording.problems import (
    PROBLEM_TEXTS,
    file_problem,
    problem_advice,
    problem_line,
    problem_what,
)

pytestmark = pytest.mark.usefixtures("app")


def test_every_code_has_words():
    assert set(PROBLEM_TEXTS) == set(ProblemCode)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_problem_is_full_sentences_without_gaps(code: ProblemCode, language: str):
    problem = RowProblem(row=14, column="asks", code=code, found="100% %(x)s")

    with in_language(language):
        sentences = (problem_what(problem), problem_advice(problem))

    assert all(sentence.endswith(".") for sentence in sentences)
    assert all("%(" not in s.replace("%(x)s", "") for s in sentences)
    assert code.value not in " ".join(sentences)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            RowProblem(
                row=14, column="themes", code=ProblemCode.UNKNOWN_SLOT, found="Z9"
            ),
            (
                "Rij 14, kolom themes: De tijd “Z9” staat niet in de lijst met tijden. "
                "Gebruik de codes uit die lijst, zoals A1-A3;B2."
            ),
        ),
        (
            RowProblem(row=2, column="kind", code=ProblemCode.UNKNOWN_KIND),
            (
                "Rij 2, kolom kind: Het soort deelnemer (leeg) kennen wij niet. "
                "Kies uit: Informeel netwerk; Maatschappelijke organisatie "
                "(beroepskrachten); Overheid; Bedrijf; Fonds of stichting die geld geeft; "
                "Onderwijs en kinderopvang; Zorg; Wonen; Cultuur, media en erfgoed."
            ),
        ),
    ],
)
def test_problem_line_says_where_what_and_what_to_do(problem: RowProblem, line: str):
    assert problem_line(problem) == line


def test_problem_line_is_english_for_an_english_reader():
    problem = RowProblem(row=3, column="id", code=ProblemCode.DUPLICATE_ID, found="W1")

    with in_language("en"):
        assert problem_line(problem) == (
            "Row 3, column id: The code “W1” is already in a row above. "
            "Give this row a code of its own, or remove the row."
        )


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (
            MissingColumns(("id", "kind"), present=("naam", "soort")),
            (
                "In het bestand ontbreekt: id en kind. Er staat wel: naam en soort. "
                "Geef de kolommen deze namen in de eerste rij."
            ),
        ),
        (
            EmptyFile("x.csv"),
            (
                "Het bestand is leeg. Zet in de eerste rij de namen van de kolommen, "
                "en daaronder één rij per deelnemer of tijd."
            ),
        ),
        (
            PasswordProtected("x.xlsx"),
            (
                "Het bestand zit op slot met een wachtwoord. Bewaar het zonder "
                "wachtwoord en probeer het opnieuw."
            ),
        ),
        (
            FileTooLarge("x.xlsx", size=12_400_000, limit=10_000_000),
            (
                "Het bestand is te groot: 12 MB, en hoogstens 10 MB kan. "
                "Haal plaatjes en andere bladen weg."
            ),
        ),
        (
            TooManyRows("x.csv", rows=25_000, limit=20_000),
            (
                "Het bestand heeft 25.000 rijen, en hoogstens 20.000 kan. "
                "Verdeel het over meer bestanden."
            ),
        ),
        (
            NotASpreadsheet("x.pdf"),
            (
                "Dit bestand kunnen wij niet lezen. Bewaar het als Excel (.xlsx), "
                "OpenDocument (.ods) of CSV en probeer het opnieuw."
            ),
        ),
    ],
)
def test_file_problem_says_what_to_do(refusal: MatcherError, words: str):
    assert file_problem(refusal) == words
