"""What messages say, in the words that people read."""

from datetime import datetime

import pytest

from tests.builders import AMSTERDAM
from web.mail import compose
from web.mail.compose import Appointment, Reader, Writer
from web.wording import in_language

AT = Appointment(
    start=datetime(2026, 10, 22, 19, 10, tzinfo=AMSTERDAM),
    end=datetime(2026, 10, 22, 19, 30, tzinfo=AMSTERDAM),
    place="Stadhuis, raadzaal",
    table="4",
)
LATER = Appointment(
    start=datetime(2026, 10, 24, 19, 35, tzinfo=AMSTERDAM),
    end=datetime(2026, 10, 24, 19, 55, tzinfo=AMSTERDAM),
    place="",
    table="9",
)
ROOS = Writer(
    event="Netwerkbeurs Waterlede",
    help_name="Roos",
    help_phone="06 0000 0000",
    help_email="roos@example.org",
)
MEHARI = Reader(name="Mehari", url="https://x.example/mijn/t/")


@pytest.fixture(autouse=True)
def _context(app):
    with app.app_context():
        yield


def test_invitation_says_with_whom_when_where_and_why() -> None:
    letter = compose.invitation(
        ROOS, MEHARI, other="Waterwonen", at=AT, reasons=("U zoekt een vaste plek.",)
    )

    assert letter.subject == "Gesprek op donderdag 22 oktober om 19.10 uur"
    assert letter.text == (
        "Beste Mehari,\n\n"
        "U heeft een gesprek met Waterwonen.\n\n"
        "Dag: donderdag 22 oktober\n"
        "Tijd: 19.10 tot 19.30 uur\n"
        "Plaats: Stadhuis, raadzaal, tafel 4\n\n"
        "Waarom dit gesprek?\n\n"
        "- U zoekt een vaste plek.\n\n"
        "Wilt u dit gesprek niet? Laat het ons weten. U hoeft niet te zeggen waarom."
        "\n\n"
        "Al uw gesprekken:\nhttps://x.example/mijn/t/\n\n"
        "Vragen? Bel of app: 06 0000 0000. Mail: roos@example.org.\n\n"
        "Groeten,\n\n"
        "Roos, Netwerkbeurs Waterlede\n"
    )


def test_invitation_without_reasons_help_or_link_is_shorter() -> None:
    letter = compose.invitation(
        Writer(event="Netwerkbeurs"),
        Reader(name="Mehari", url=""),
        other="Waterwonen",
        at=LATER,
        reasons=(),
    )

    assert letter.text == (
        "Beste Mehari,\n\n"
        "U heeft een gesprek met Waterwonen.\n\n"
        "Dag: zaterdag 24 oktober\n"
        "Tijd: 19.35 tot 19.55 uur\n"
        "Plaats: tafel 9\n\n"
        "Wilt u dit gesprek niet? Laat het ons weten. U hoeft niet te zeggen waarom."
        "\n\n"
        "Groeten,\n\n"
        "Netwerkbeurs\n"
    )


def test_change_shows_old_and_new() -> None:
    letter = compose.change(ROOS, MEHARI, other="Waterwonen", before=AT, after=LATER)

    assert letter.subject == "Uw gesprek verandert: zaterdag 24 oktober om 19.35 uur"
    assert (
        "Oud: donderdag 22 oktober, 19.10 tot 19.30 uur, Stadhuis, raadzaal, tafel 4\n"
        "Nieuw: zaterdag 24 oktober, 19.35 tot 19.55 uur, tafel 9\n"
    ) in letter.text


def test_cancellation_says_that_nothing_need_be_done() -> None:
    letter = compose.cancellation(ROOS, MEHARI, other="Waterwonen", at=AT)

    assert letter.subject == (
        "Uw gesprek op donderdag 22 oktober om 19.10 uur gaat niet door"
    )
    assert letter.text.startswith(
        "Beste Mehari,\n\n"
        "Uw gesprek met Waterwonen op donderdag 22 oktober om 19.10 uur gaat niet "
        "door.\n\n"
        "U hoeft niets te doen. Uw agenda verandert vanzelf.\n\n"
    )


@pytest.mark.parametrize(
    ("starts", "subject"),
    [
        ((AT.start,), "U heeft 1 gesprek op donderdag 22 oktober"),
        ((AT.start, AT.start), "U heeft 2 gesprekken op donderdag 22 oktober"),
        ((AT.start, LATER.start), "U heeft 2 gesprekken"),
        ((), "U heeft 0 gesprekken"),
    ],
)
def test_text_by_hand_counts_the_meetings(starts, subject) -> None:
    letter = compose.programme_by_hand(ROOS, MEHARI, news=("Erbij.",), starts=starts)

    assert letter.subject == subject


def test_lines_of_news_are_one_sentence_each() -> None:
    assert compose.line_of_addition("Waterwonen", LATER) == (
        "Erbij: Waterwonen, zaterdag 24 oktober, 19.35 tot 19.55 uur, tafel 9."
    )
    assert compose.line_of_removal("Waterwonen", LATER) == (
        "Gaat niet door: Waterwonen, zaterdag 24 oktober, 19.35 tot 19.55 uur, tafel 9."
    )
    assert compose.line_of_change("Waterwonen", LATER, AT) == (
        "Verandert: Waterwonen. Oud: zaterdag 24 oktober, 19.35 tot 19.55 uur, "
        "tafel 9. Nieuw: donderdag 22 oktober, 19.10 tot 19.30 uur, Stadhuis, "
        "raadzaal, tafel 4."
    )


@pytest.mark.parametrize(
    ("name", "greeting"), [("Roos", "Beste Roos,"), ("", "Hallo,")]
)
def test_sign_in_says_how_long_the_link_works(name, greeting) -> None:
    letter = compose.sign_in(name=name, url="https://x.example/i/t", minutes=10)

    assert letter.text.startswith(f"{greeting}\n\n")
    assert "https://x.example/i/t\n" in letter.text
    assert "De link werkt 10 minuten, en één keer." in letter.text


def test_personal_link_says_what_it_is_for() -> None:
    letter = compose.personal_link(ROOS, MEHARI)

    assert letter.subject == "Uw eigen pagina van Netwerkbeurs Waterlede"
    assert "Dit is uw eigen pagina:\nhttps://x.example/mijn/t/\n" in letter.text


def test_arabic_letter_keeps_a_dutch_name_apart_and_runs_right_to_left() -> None:
    with in_language("ar"):
        letter = compose.personal_link(ROOS, MEHARI)

    assert letter.text.startswith("مرحبًا \u2068Mehari\u2069،")
    assert '<html lang="ar" dir="rtl">' in letter.html
