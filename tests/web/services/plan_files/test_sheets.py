import csv
import io

from web.services.plan_files.contents import PlanContents
from web.services.plan_files.sheets import people_sheet, programme_sheet, unmet_sheet


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_programme_has_every_meeting_in_order(contents: PlanContents):
    first, second = rows(programme_sheet(contents))

    assert first == {
        "meeting": "P1+P2",
        "slot": "A1",
        "start": "2026-10-22T18:45:00+02:00",
        "end": "2026-10-22T19:05:00+02:00",
        "place": "Stadhuis, raadzaal",
        "table": "1",
        "a_id": "P1",
        "a_name": "Habesha Brug ሓበሻ",
        "a_person": "Mehari",
        "b_id": "P2",
        "b_name": "Waterwonen",
        "b_person": "Gert-Jan",
        "interpreter": "Tolk T1",
        "value": "500",
        "reasons": (
            "Habesha Brug ሓበሻ zoekt: “Plek / hal”. Waterwonen biedt: “Zaal voor 35 "
            "mensen”. | Waterwonen wil Habesha Brug ሓበሻ leren kennen."
        ),
    }
    assert (second["meeting"], second["interpreter"]) == ("P2+P3", "")


def test_what_looks_like_a_formula_is_no_formula(contents: PlanContents):
    _, second = rows(programme_sheet(contents))

    assert second["a_name"] == ('\'=HYPERLINK("http://x") <script>alert(1)</script>')
    assert second["a_person"] == "'@Tini"


def test_people_have_their_own_programme_in_their_own_words(contents: PlanContents):
    by_person = {row["person"]: row for row in rows(people_sheet(contents))}

    assert by_person["Mehari"]["with_name"] == "Waterwonen"
    assert by_person["Mehari"]["with_person"] == "Gert-Jan"
    assert by_person["Mehari"]["reasons"] == (
        "U zoekt: “Plek / hal”. Zij bieden: “Zaal voor 35 mensen”. | "
        "Zij willen u graag leren kennen."
    )
    assert by_person["Selam"] == {
        **dict.fromkeys(by_person["Selam"], ""),
        "person": "Selam",
        "role": "vrouwengroep",
        "participant_id": "P1",
        "participant": "Habesha Brug ሓበሻ",
    }
    assert [
        (row["person"], row["slot"], row["with_person"])
        for row in rows(people_sheet(contents))
        if row["person"] == "Gert-Jan"
    ] == [("Gert-Jan", "A1", "Mehari"), ("Gert-Jan", "A2", "'@Tini")]


def test_no_sheet_tells_how_to_reach_somebody(contents: PlanContents):
    sheets = programme_sheet(contents) + people_sheet(contents) + unmet_sheet(contents)

    assert "0000" not in sheets
    assert "example.org" not in sheets


def test_unmet_meetings_say_what_would_help_the_best_first(contents: PlanContents):
    assert rows(unmet_sheet(contents)) == [
        {
            "a_id": "P3",
            "b_id": "P4",
            "value": "700",
            "reason": "person_busy",
            "what_would_help": (
                "Op elke tijd die kan, zit iemand van hen al in een ander gesprek. "
                "Laat een tweede persoon meekomen met: @Tini en "
                '=HYPERLINK("http://x") <script>alert(1)</script>.'
            ),
        },
        {
            "a_id": "P1",
            "b_id": "P4",
            "value": "350",
            "reason": "no_common_slot",
            "what_would_help": (
                "Er is geen tijd waarop beide kunnen. Vraag Bibliotheek eerst of het "
                "op een andere tijd kan: donderdagavond 22 oktober."
            ),
        },
        {
            "a_id": "P1",
            "b_id": "P3",
            "value": "10",
            "reason": "displaced",
            "what_would_help": (
                "Andere gesprekken pasten beter bij de tijden. "
                "Plan langer, of zet dit gesprek zelf op het bord."
            ),
        },
    ]
