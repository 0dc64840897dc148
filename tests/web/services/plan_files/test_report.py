import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.builders import a_programme
from web.services.plan_files import report
from web.services.plan_files.contents import PlanContents
from web.services.plan_files.report import report_page
from web.wording import in_language

VOID = {"meta", "link", "br", "path", "circle", "use", "rect", "line"}


class Outline(HTMLParser):
    """What a page is made of: whether it nests, its ids, links and headings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.targets += [found[name] or "" for name in ("href", "src") if name in found]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_needs_nothing_from_elsewhere(contents: PlanContents):
    page = report_page(contents)

    outline = Outline(page)
    assert outline.open == []
    assert all(target.startswith(("#", "data:,")) for target in outline.targets)
    assert {target[1:] for target in outline.targets if target != "data:,"} <= set(
        outline.ids
    )
    assert len(outline.ids) == len(set(outline.ids))
    assert "script" not in outline.tags
    assert not re.search(r"@import|url\(", page)
    assert outline.tags.count("h1") == 1


def test_the_page_tells_how_good_how_fair_and_what_is_missing(contents: PlanContents):
    page = report_page(contents)

    for text in (
        "Verslag van de planning",
        "22 oktober 2026",
        "980; meer dan 1.000 kan niet. Het verschil is 2,0%.",
        "2 van de 6 plekken zijn bezet.",
        "Waterwonen wil Habesha Brug ሓበሻ leren kennen.",
        "Laat een tweede persoon meekomen met: @Tini",
        "Er was een tijd, maar geen tafel of plek meer.",
        "Rij 4, kolom languages: De taal “xq” kennen wij niet.",
        "Tolk: Tolk T1",
    ):
        assert text in page


def test_names_are_text_and_never_markup(contents: PlanContents):
    page = report_page(contents)

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_page_is_english_for_an_english_reader(contents: PlanContents):
    with in_language("en"):
        page = report_page(contents)

    assert '<html lang="en"' in page
    assert "Thursday evening 22 October" in page


def test_a_perfect_plan_says_so(contents: PlanContents):
    perfect = replace(
        contents,
        participants=contents.participants[:3],
        problems=(),
        planned=replace(contents.planned, unmet=()),
    )

    page = report_page(perfect)

    assert "Elke deelnemer heeft minstens één gesprek." in page
    assert "Alle goede gesprekken staan in het programma." in page
    assert "Wat klopt niet in de bestanden?" not in page


def test_an_empty_programme_has_a_report(contents: PlanContents):
    empty = replace(
        contents,
        participants=contents.participants[:1],
        planned=replace(contents.planned, programme=a_programme(), goals=(), unmet=()),
    )

    assert "Er is maar één kant" in report_page(empty)


def test_a_long_list_refers_to_the_sheet(
    contents: PlanContents, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(report, "MOST_UNMET", 1)
    more = replace(contents.planned.unmet[0], value=900)
    longer = replace(
        contents,
        planned=replace(contents.planned, unmet=(*contents.planned.unmet, more)),
    )

    assert "Hier staan er 1 van de 4; de rest staat in unmet.csv." in report_page(
        longer
    )


def test_a_missing_meeting_without_reasons_is_still_told(contents: PlanContents):
    bare = replace(contents.planned.unmet[0], reasons=(), value=900)
    changed = replace(contents, planned=replace(contents.planned, unmet=(bare,)))

    page = report_page(changed)

    assert contents.index.names[bare.a] in page
