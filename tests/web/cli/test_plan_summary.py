from dataclasses import replace
from pathlib import Path

from matcher.participants import ParticipantId
from tests.builders import a_participant
from tests.web.services.plan_files.conftest import CONTENTS
from web.cli.plan_summary import summary_lines
from web.cli.wording_app import make_wording_app
from web.services.plan_files.contents import PlanContents
from web.services.plan_files.running import PlanDone


def lines(contents: PlanContents, files: int = 9) -> list[str]:
    with make_wording_app().app_context():
        done = PlanDone(contents=contents, files=files)
        return list(summary_lines(done, Path("out")))


def test_summary_tells_figures_goals_and_what_needs_a_hand():
    assert lines(CONTENTS) == [
        "Netwerkbeurs, 22 oktober 2026",
        "",
        "4 deelnemers, 2 gesprekken uit 5 mogelijke, in 2 seconden.",
        "3 van de 4 deelnemers hebben een gesprek.",
        "Groepen: 1,00 gesprekken per deelnemer (2 deelnemers).",
        "Organisaties: 1,00 gesprekken per deelnemer (2 deelnemers).",
        "Verschil tussen beide: 0%.",
        "",
        "Hoe goed is het?",
        (
            "  Iedereen het beloofde aantal gesprekken: 1 zonder gesprek, 1 te weinig; "
            "beter kan niet, dat is bewezen."
        ),
        (
            "  Gesprekken die goed passen: 980; meer dan 1.000 kan niet. "
            "Het verschil is 2,0%."
        ),
        "",
        "Zonder gesprek (1):",
        (
            "  P4 Bibliotheek: Er was een tijd, maar geen tafel of plek meer. "
            "Zet een tafel of tijd erbij."
        ),
        "",
        "Goede gesprekken die missen (3):",
        (
            '  =HYPERLINK("http://x") <script>alert(1)</script> en Bibliotheek: '
            "Op elke tijd die kan, zit iemand van hen al in een ander gesprek."
        ),
        ("  Habesha Brug ሓበሻ en Bibliotheek: Er is geen tijd waarop beide kunnen."),
        (
            '  Habesha Brug ሓበሻ en =HYPERLINK("http://x") <script>alert(1)</script>: '
            "Andere gesprekken pasten beter bij de tijden."
        ),
        "",
        "Let op in de bestanden (1):",
        (
            "  people.csv: Rij 4, kolom languages: De taal “xq” kennen wij niet. "
            "Gebruik een taalcode zoals nl, ar of ti."
        ),
        "",
        "9 bestanden staan in out. Begin bij out/report.html.",
    ]


def test_summary_of_a_perfect_plan_is_short():
    perfect = replace(
        CONTENTS,
        participants=CONTENTS.participants[:3],
        problems=(),
        planned=replace(CONTENTS.planned, unmet=()),
    )

    assert lines(perfect, files=1)[-2:] == [
        "",
        "1 bestand staat in out. Begin bij out/report.html.",
    ]
    assert not any("Zonder gesprek" in line for line in lines(perfect))


def test_summary_keeps_long_lists_for_the_report():
    many = tuple(a_participant(f"Q{number}") for number in range(13))
    crowded = replace(
        CONTENTS,
        participants=(*CONTENTS.participants[:3], *many),
        planned=replace(
            CONTENTS.planned,
            without_meeting=tuple(ParticipantId(one.id) for one in many),
            unmet=(),
        ),
    )

    shown = lines(crowded)

    assert sum("Er is nog niemand die past." in line for line in shown) == 10
    assert "  En nog 3; ze staan in het verslag." in shown


def test_summary_without_sides_to_compare_leaves_that_out():
    one_sided = replace(
        CONTENTS,
        participants=(CONTENTS.participants[0], CONTENTS.participants[2]),
        problems=(),
        planned=replace(
            CONTENTS.planned,
            programme=replace(CONTENTS.planned.programme, meetings=()),
            unmet=(),
        ),
    )

    assert not any("Verschil" in line for line in lines(one_sided)[:8])
