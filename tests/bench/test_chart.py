"""The picture is a sound document whose heights follow the shares."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

from bench.chart import Curve, draw_chart

SVG = "{http://www.w3.org/2000/svg}"
CURVES = (
    Curve(label="A & B", points=((0.5, 0.08), (2.0, 0.01), (9.5, 0.0004))),
    Curve(label="C", points=((1.0, 0.02), (4.0, 0.0))),
    Curve(label="D", points=((1.0, 0.02), (9.0, 0.0004))),
)


def drawn() -> ET.Element:
    return ET.fromstring(draw_chart("Title <1>", "In words", CURVES))  # noqa: S314 -- our own document


def test_chart_has_a_title_and_a_description() -> None:
    root = drawn()

    named = {child.tag.removeprefix(SVG): child.text for child in root}

    assert named["title"] == "Title <1>"
    assert named["desc"] == "In words"
    ids = {child.get("id") for child in root}
    assert set((root.get("aria-labelledby") or "").split()) <= ids


def test_curve_falls_as_the_share_falls() -> None:
    paths = [p for p in drawn().iter(f"{SVG}path") if "line" in (p.get("class") or "")]

    for path in paths:
        heights = [float(y) for y in re.findall(r"V([\d.]+)", path.get("d") or "")]
        assert heights == sorted(heights)


def test_names_stand_apart_and_inside() -> None:
    texts = list(drawn().iter(f"{SVG}text"))
    names = [t for t in texts if (t.text or "").startswith(("A", "C", "D"))]

    places = sorted(float(t.get("y") or 0) for t in names)

    assert [t.text for t in names if t.text == "C: optimal"] == ["C: optimal"]
    assert all(b - a >= 16 for a, b in pairwise(places))
    assert all(0 < place < 420 for place in places)


def test_colours_follow_the_screen() -> None:
    document = draw_chart("t", "d", CURVES)

    assert "prefers-color-scheme: dark" in document
    assert "currentColor" in document
