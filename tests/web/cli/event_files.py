"""A small event as the two spreadsheets that `trefpunt plan` reads."""

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl

COLUMNS = (
    "id",
    "organisation",
    "kind",
    "asks",
    "offers",
    "themes",
    "languages",
    "delegates",
    "availability",
    "wants_to_meet",
)
GROUPS = (
    "Habesha Brug ሓበሻ",
    '=HYPERLINK("http://x";"y")',
    "<script>alert(1)</script>",
    "Oekraïens Huis, Калина",
    "'t Blauwe Hek",
    "Vrouwenkring “Nour” | kring",
)
ORGANISATIONS = (
    "Waterwonen",
    "Gemeente Waterlede",
    "@Bibliotheek",
    "Kredietbank",
    "ROC Diepland",
    "Welzijn; Stroming",
)


def organisation_rows() -> list[tuple[str, ...]]:
    """Six groups that ask for what six organisations offer, and the reverse."""
    rows = []
    for number, name in enumerate(GROUPS, start=1):
        contact = f"g{number}@example.org" if number % 2 else "+31 6 0000 0000"
        rows.append(
            (
                f"G{number}",
                name,
                "informal",
                "ruimte: Een vaste plek op zaterdag; kennis: Uitleg over toeslagen",
                "bereik: Wij kennen veel gezinnen; meedenken: Meelezen met folders",
                "armoede;ontmoeting",
                "nl",
                f"Persoon{number} - voorzitter <{contact}>",
                "A1-A3",
                "",
            )
        )
    for number, name in enumerate(ORGANISATIONS, start=1):
        rows.append(
            (
                f"O{number}",
                name,
                "formal",
                "bereik: Gezinnen die wij niet kennen; meedenken: Meelezers",
                "ruimte: Zaal op zaterdag; kennis: Uitleg over toeslagen",
                "armoede;ontmoeting",
                "nl",
                f"Medewerker{number} - adviseur <o{number}@example.org>",
                "A2-A4" if number > 1 else "B1",
                "",
            )
        )
    return rows


def slot_rows() -> list[tuple[str, ...]]:
    """Four times before the clock change and one after it, three tables each."""
    times = (("A1", "22T18:45", "22T19:05"), ("A2", "22T19:10", "22T19:30"))
    times += (("A3", "22T19:35", "22T19:55"), ("A4", "22T20:00", "22T20:20"))
    times += (("B1", "27T09:30", "27T09:50"),)
    return [
        (
            code,
            f"2026-10-{start}",
            f"2026-10-{end}",
            "Europe/Amsterdam",
            "Stadhuis",
            "3",
        )
        for code, start, end in times
    ]


SLOT_COLUMNS = ("slot", "start_local", "end_local", "tzid", "place", "tables")


def write_csv(
    path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> Path:
    """Write a sheet as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


def write_xlsx(
    path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> Path:
    """Write a sheet as Excel; text stays text, whatever it begins with."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, cells in enumerate([columns, *rows], start=1):
        for column, cell in enumerate(cells, start=1):
            sheet.cell(row, column).value = cell
            sheet.cell(row, column).data_type = "s"
    book.save(path)
    return path
