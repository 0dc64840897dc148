"""What is wrong in a spreadsheet, and what to do about it: file by file, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.refusals import (
    EmptyFile,
    FileTooLarge,
    MatcherError,
    MissingColumns,
    PasswordProtected,
    TooManyRows,
)
from matcher.row_problems import ProblemCode, RowProblem
from matcher.vocabulary import VOCABULARY
from web.wording.dates import listed
from web.wording.labels import label
from web.wording.numbers import whole
from web.wording.quoting import quoted
from web.wording.translation import LazyText, gettext, lazy_gettext

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemText:
    """The two sentences that a row problem needs."""

    what: LazyText
    """``%(found)s`` is what stands in the cell, quoted; ``%(column)s`` the column."""
    advice: LazyText
    """``%(choices)s`` are the words that can stand there."""
    scheme: str = ""
    """The vocabulary that the cell must choose from, if any."""


PROBLEM_TEXTS: Mapping[ProblemCode, ProblemText] = {
    ProblemCode.NO_ID: ProblemText(
        what=lazy_gettext("De code ontbreekt."),
        advice=lazy_gettext("Geef elke rij een eigen code, zoals W121 of A1."),
    ),
    ProblemCode.DUPLICATE_ID: ProblemText(
        what=lazy_gettext("De code %(found)s staat al in een rij hierboven."),
        advice=lazy_gettext("Geef deze rij een eigen code, of haal de rij weg."),
    ),
    ProblemCode.NO_NAME: ProblemText(
        what=lazy_gettext("De naam ontbreekt."),
        advice=lazy_gettext("Vul de naam van de groep of organisatie in."),
    ),
    ProblemCode.UNKNOWN_KIND: ProblemText(
        what=lazy_gettext("Het soort deelnemer %(found)s kennen wij niet."),
        advice=lazy_gettext("Kies uit: %(choices)s."),
        scheme="org_kind",
    ),
    ProblemCode.TEXT_TOO_LONG: ProblemText(
        what=lazy_gettext("De tekst is te lang."),
        advice=lazy_gettext("Maak de tekst in dit vak korter dan 20.000 tekens."),
    ),
    ProblemCode.NO_TIME: ProblemText(
        what=lazy_gettext("De tijd ontbreekt."),
        advice=lazy_gettext("Schrijf dag en tijd zo: 2026-10-22T18:45."),
    ),
    ProblemCode.BAD_TIME: ProblemText(
        what=lazy_gettext("De tijd %(found)s kunnen wij niet lezen."),
        advice=lazy_gettext("Schrijf dag en tijd zo: 2026-10-22T18:45."),
    ),
    ProblemCode.END_BEFORE_START: ProblemText(
        what=lazy_gettext("Het einde %(found)s ligt niet na het begin."),
        advice=lazy_gettext("Controleer beide tijden van deze rij."),
    ),
    ProblemCode.OVERLAPPING_SLOT: ProblemText(
        what=lazy_gettext(
            "Deze tijd (%(found)s) valt samen met die van een andere rij."
        ),
        advice=lazy_gettext("Laat de ene tijd pas beginnen als de andere voorbij is."),
    ),
    ProblemCode.UNKNOWN_TIMEZONE: ProblemText(
        what=lazy_gettext(
            "De tijdzone %(found)s kennen wij niet, of zij is anders dan in de "
            "andere rijen."
        ),
        advice=lazy_gettext("Gebruik overal dezelfde, zoals Europe/Amsterdam."),
    ),
    ProblemCode.MISSING_COLUMN: ProblemText(
        what=lazy_gettext("De kolom %(column)s ontbreekt."),
        advice=lazy_gettext(
            "Voeg de kolom toe als je hem nodig hebt; zonder gaan wij verder."
        ),
    ),
    ProblemCode.ITEM_WITHOUT_KIND: ProblemText(
        what=lazy_gettext("Bij %(found)s staat niet wat voor soort het is."),
        advice=lazy_gettext(
            "Zet de soort en een dubbele punt ervoor, zoals “ruimte: een zaal”. "
            "Kies uit: %(choices)s."
        ),
        scheme="need_kind",
    ),
    ProblemCode.UNKNOWN_NEED_KIND: ProblemText(
        what=lazy_gettext("De soort van %(found)s kennen wij niet."),
        advice=lazy_gettext("Kies uit: %(choices)s."),
        scheme="need_kind",
    ),
    ProblemCode.UNKNOWN_THEME: ProblemText(
        what=lazy_gettext("Het onderwerp %(found)s kennen wij niet."),
        advice=lazy_gettext("Kies uit: %(choices)s."),
        scheme="theme",
    ),
    ProblemCode.UNKNOWN_TARGET_GROUP: ProblemText(
        what=lazy_gettext("De doelgroep %(found)s kennen wij niet."),
        advice=lazy_gettext("Kies uit: %(choices)s."),
        scheme="target_group",
    ),
    ProblemCode.UNKNOWN_LANGUAGE: ProblemText(
        what=lazy_gettext("De taal %(found)s kennen wij niet."),
        advice=lazy_gettext("Gebruik een taalcode zoals nl, ar of ti."),
    ),
    ProblemCode.UNKNOWN_LEVEL: ProblemText(
        what=lazy_gettext("Het taalniveau %(found)s kennen wij niet."),
        advice=lazy_gettext("Schrijf het niveau zo: nl:A2. Kies uit A1 tot en met C1."),
    ),
    ProblemCode.UNKNOWN_ACCESSIBILITY: ProblemText(
        what=lazy_gettext("De voorziening %(found)s kennen wij niet."),
        advice=lazy_gettext("Kies uit: %(choices)s."),
        scheme="accessibility",
    ),
    ProblemCode.UNKNOWN_CHANNEL: ProblemText(
        what=lazy_gettext("De manier van bereiken %(found)s kennen wij niet."),
        advice=lazy_gettext("Kies uit: %(choices)s."),
        scheme="contact_channel",
    ),
    ProblemCode.UNKNOWN_SLOT: ProblemText(
        what=lazy_gettext("De tijd %(found)s staat niet in de lijst met tijden."),
        advice=lazy_gettext("Gebruik de codes uit die lijst, zoals A1-A3;B2."),
    ),
    ProblemCode.NO_AVAILABILITY: ProblemText(
        what=lazy_gettext("Er staat geen tijd waarop deze deelnemer kan."),
        advice=lazy_gettext(
            "Vraag wanneer deze deelnemer kan; zonder tijd is er geen gesprek."
        ),
    ),
    ProblemCode.NO_DELEGATE: ProblemText(
        what=lazy_gettext("Er staat niet wie er komt."),
        advice=lazy_gettext("Vul minstens één persoon in: Naam - rol <contact>."),
    ),
    ProblemCode.BAD_CONTACT: ProblemText(
        what=lazy_gettext("%(found)s is geen e-mailadres en geen telefoonnummer."),
        advice=lazy_gettext("Controleer het, of schrijf <geen>."),
    ),
    ProblemCode.UNKNOWN_CONSENT: ProblemText(
        what=lazy_gettext("%(found)s is geen ja en geen nee."),
        advice=lazy_gettext(
            "Vul ja in als zij het goed vinden, en anders nee. Nu telt het als nee."
        ),
    ),
    ProblemCode.BAD_TABLES: ProblemText(
        what=lazy_gettext("Het aantal tafels %(found)s is geen heel getal tot 500."),
        advice=lazy_gettext("Vul in hoeveel tafels er staan, zoals 24."),
    ),
    ProblemCode.TABLES_DIFFER: ProblemText(
        what=lazy_gettext(
            "Het aantal tafels %(found)s is anders dan in een andere rij van dit deel."
        ),
        advice=lazy_gettext(
            "Wij rekenen met het kleinste aantal. Vul overal hetzelfde in."
        ),
    ),
    ProblemCode.WRONG_OFFSET: ProblemText(
        what=lazy_gettext("Het tijdverschil %(found)s past niet bij deze tijdzone."),
        advice=lazy_gettext("Wij gaan uit van de tijdzone. Controleer de tijd."),
    ),
}


def problem_what(problem: RowProblem) -> str:
    """Say what is wrong in a row."""
    return str(PROBLEM_TEXTS[problem.code].what) % {
        "found": quoted(problem.found) if problem.found else gettext("(leeg)"),
        "column": problem.column,
    }


def problem_advice(problem: RowProblem) -> str:
    """Say what to do about it."""
    text = PROBLEM_TEXTS[problem.code]
    return str(text.advice) % {"choices": _choices(text.scheme)}


def problem_line(problem: RowProblem) -> str:
    """Say where, what and what to do, in one line: for lists and the command line."""
    return gettext(
        "Rij %(row)d, kolom %(column)s: %(what)s %(advice)s",
        row=problem.row,
        column=problem.column,
        what=problem_what(problem),
        advice=problem_advice(problem),
    )


def file_problem(refusal: MatcherError) -> str:
    """Say why a whole file cannot be used, and what to do.

    Args:
        refusal: an `UnreadableFile` or `MissingColumns`.
    """
    match refusal:
        case MissingColumns():
            return gettext(
                "In het bestand ontbreekt: %(missing)s. Er staat wel: %(present)s. "
                "Geef de kolommen deze namen in de eerste rij.",
                missing=listed(refusal.missing),
                present=listed(refusal.present),
            )
        case EmptyFile():
            return gettext(
                "Het bestand is leeg. Zet in de eerste rij de namen van de kolommen, "
                "en daaronder één rij per deelnemer of tijd."
            )
        case PasswordProtected():
            return gettext(
                "Het bestand zit op slot met een wachtwoord. Bewaar het zonder "
                "wachtwoord en probeer het opnieuw."
            )
        case FileTooLarge():
            return gettext(
                "Het bestand is te groot: %(size)s MB, en hoogstens %(limit)s MB kan. "
                "Haal plaatjes en andere bladen weg.",
                size=whole(max(1, refusal.size // _MEGABYTE)),
                limit=whole(refusal.limit // _MEGABYTE),
            )
        case TooManyRows():
            return gettext(
                "Het bestand heeft %(rows)s rijen, en hoogstens %(limit)s kan. "
                "Verdeel het over meer bestanden.",
                rows=whole(refusal.rows),
                limit=whole(refusal.limit),
            )
        case _:
            return gettext(
                "Dit bestand kunnen wij niet lezen. Bewaar het als Excel (.xlsx), "
                "OpenDocument (.ods) of CSV en probeer het opnieuw."
            )


def _choices(scheme: str) -> str:
    """List the words that a cell can hold; the reader accepts labels as codes."""
    if not scheme:
        return ""
    return "; ".join(label(scheme, code) for code in VOCABULARY.codes(scheme))
