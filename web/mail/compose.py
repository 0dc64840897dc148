"""What our messages say: Dutch of level B1, the most important thing first.

In the language in force; who calls sets it to the recipient's. Everything that a
calendar entry leaves out to stay neutral (with whom, why) stands here: a mail is
read by its recipient.
"""

from dataclasses import dataclass
from datetime import datetime

from web.mail.letter import Address, Fact, Letter, Paragraph, Part, Points, write_letter
from web.wording import gettext as _
from web.wording import language_in_force, ngettext
from web.wording.dates import day, moment_in_words, time_span
from web.wording.quoting import isolated


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """When and where a meeting is, as its recipient reads it."""

    start: datetime
    """At the local time of the place."""
    end: datetime
    place: str
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who writes, about which event, and how to ask something back."""

    event: str
    help_name: str = ""
    help_phone: str = ""
    help_email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads, and the link to their own pages."""

    name: str
    url: str


def invitation(
    writer: Writer,
    reader: Reader,
    *,
    other: str,
    at: Appointment,
    reasons: tuple[str, ...],
) -> Letter:
    """Invite somebody to a meeting they do not know of yet."""
    parts = [
        greeting(reader),
        Paragraph(text=_("U heeft een gesprek met %(other)s.", other=other)),
        *facts(at),
        *_reasons(reasons),
        *_how_to_answer(reader),
        *closing(writer),
    ]
    subject = _("Gesprek op %(moment)s", moment=moment_in_words(at.start))
    return finished(subject, parts)


def change(
    writer: Writer,
    reader: Reader,
    *,
    other: str,
    before: Appointment,
    after: Appointment,
) -> Letter:
    """Tell somebody that one of their meetings is at another time or place."""
    parts = [
        greeting(reader),
        Paragraph(
            text=_(
                "Eén gesprek verandert: uw gesprek met %(other)s. De rest blijft "
                "hetzelfde.",
                other=other,
            )
        ),
        Fact(name=_("Oud"), value=in_one_line(before)),
        Fact(name=_("Nieuw"), value=in_one_line(after)),
        Paragraph(
            text=_("Klopt dit niet? Laat het ons weten. Wij zoeken een andere tijd.")
        ),
        *own_page(reader),
        *closing(writer),
    ]
    subject = _("Uw gesprek verandert: %(moment)s", moment=moment_in_words(after.start))
    return finished(subject, parts)


def cancellation(
    writer: Writer, reader: Reader, *, other: str, at: Appointment
) -> Letter:
    """Tell somebody that a meeting does not take place."""
    parts = [
        greeting(reader),
        Paragraph(
            text=_(
                "Uw gesprek met %(other)s op %(moment)s gaat niet door.",
                other=other,
                moment=moment_in_words(at.start),
            )
        ),
        Paragraph(text=_("U hoeft niets te doen. Uw agenda verandert vanzelf.")),
        *own_page(reader),
        *closing(writer),
    ]
    subject = _(
        "Uw gesprek op %(moment)s gaat niet door", moment=moment_in_words(at.start)
    )
    return finished(subject, parts)


def time_stays(
    writer: Writer, reader: Reader, *, other: str, at: Appointment
) -> Letter:
    """Tell somebody who asked for another time that the meeting cannot move."""
    parts = [
        greeting(reader),
        Paragraph(
            text=_(
                "U vroeg een andere tijd voor uw gesprek met %(other)s. Dat lukt "
                "helaas niet. Het gesprek blijft zoals het was.",
                other=other,
            )
        ),
        *facts(at),
        Paragraph(
            text=_("Kunt u toch komen? Of liever niet? Zeg het op uw eigen pagina.")
        ),
        *own_page(reader),
        *closing(writer),
    ]
    subject = _("Uw gesprek blijft op %(moment)s", moment=moment_in_words(at.start))
    return finished(subject, parts)


def programme_by_hand(
    writer: Writer,
    reader: Reader,
    *,
    news: tuple[str, ...],
    starts: tuple[datetime, ...],
) -> Letter:
    """Write the short text that an organiser passes on to somebody without e-mail.

    Args:
        writer: Who writes.
        reader: Who reads.
        news: What is new, one meeting a line.
        starts: When the meetings begin that this person now has.
    """
    parts = [
        greeting(reader),
        Paragraph(text=f"{count_of_meetings(starts)}."),
        Points(lines=news),
        *own_page(reader),
        *closing(writer),
    ]
    return finished(count_of_meetings(starts), parts)


def line_of_addition(other: str, at: Appointment) -> str:
    """Tell of a new meeting in one line."""
    return _("Erbij: %(other)s, %(at)s.", other=other, at=in_one_line(at))


def line_of_change(other: str, before: Appointment, after: Appointment) -> str:
    """Tell of a moved meeting in one line."""
    return _(
        "Verandert: %(other)s. Oud: %(before)s. Nieuw: %(after)s.",
        other=other,
        before=in_one_line(before),
        after=in_one_line(after),
    )


def line_of_removal(other: str, at: Appointment) -> str:
    """Tell of a cancelled meeting in one line."""
    return _("Gaat niet door: %(other)s, %(at)s.", other=other, at=in_one_line(at))


def sign_in(*, name: str, url: str, minutes: int) -> Letter:
    """Send an organiser the link that signs in."""
    parts: list[Part] = [
        Paragraph(text=_("Beste %(name)s,", name=name)) if name else _hello(),
        Paragraph(text=_("Met deze link logt u in bij Trefpunt.")),
        Address(label=_("Inloggen"), url=url),
        Paragraph(
            text=_(
                "De link werkt %(minutes)d minuten, en één keer. Heeft u niet om deze "
                "link gevraagd? Dan hoeft u niets te doen.",
                minutes=minutes,
            )
        ),
    ]
    return finished(_("Inloggen bij Trefpunt"), parts)


def personal_link(writer: Writer, reader: Reader) -> Letter:
    """Send a participant the link to their own pages."""
    parts = [
        greeting(reader),
        Paragraph(text=_("U doet mee met %(event)s.", event=writer.event)),
        Address(label=_("Dit is uw eigen pagina"), url=reader.url),
        Paragraph(
            text=_(
                "Op deze pagina ziet u wat u heeft ingevuld. U kunt het ook "
                "veranderen. Bewaar dit bericht, en geef de link niet aan anderen."
            )
        ),
        *closing(writer),
    ]
    return finished(_("Uw eigen pagina van %(event)s", event=writer.event), parts)


def confirmation_code(writer: Writer, *, name: str, code: str, minutes: int) -> Letter:
    """Send a participant the code that shows who asks."""
    parts: list[Part] = [
        Paragraph(text=_("Beste %(name)s,", name=name)),
        Paragraph(text=_("U heeft om een code gevraagd. Dit is de code:")),
        Paragraph(text=code),
        Paragraph(
            text=_(
                "De code werkt %(minutes)d minuten, en één keer. Geef de code aan "
                "niemand. Heeft u niet om een code gevraagd? Laat het ons dan weten.",
                minutes=minutes,
            )
        ),
        *closing(writer),
    ]
    return finished(_("Uw code voor %(event)s", event=writer.event), parts)


def in_one_line(at: Appointment) -> str:
    """Say when and where in one line."""
    return _(
        "%(day)s, %(span)s, %(where)s",
        day=day(at.start),
        span=time_span(at.start, at.end),
        where=where(at),
    )


def finished(subject: str, parts: list[Part]) -> Letter:
    """Write a letter in the language in force."""
    return write_letter(subject, parts, language=language_in_force())


def _hello() -> Part:
    return Paragraph(text=_("Hallo,"))


def greeting(reader: Reader) -> Part:
    """Greet by name."""
    return Paragraph(text=_("Beste %(name)s,", name=isolated(reader.name)))


def count_of_meetings(starts: tuple[datetime, ...]) -> str:
    """Say how many meetings somebody has, and on which day if that is one."""
    days = {start.date() for start in starts}
    if len(days) == 1:
        return ngettext(
            "U heeft %(num)d gesprek op %(day)s",
            "U heeft %(num)d gesprekken op %(day)s",
            len(starts),
            day=day(days.pop()),
        )
    return ngettext(
        "U heeft %(num)d gesprek", "U heeft %(num)d gesprekken", len(starts)
    )


def where(at: Appointment) -> str:
    """Say at which place and table."""
    if not at.table:
        return at.place
    if not at.place:
        return _("tafel %(table)s", table=at.table)
    return _("%(place)s, tafel %(table)s", place=at.place, table=at.table)


def facts(at: Appointment) -> list[Part]:
    """Say when and where, one fact a line."""
    return [
        Fact(name=_("Dag"), value=day(at.start)),
        Fact(name=_("Tijd"), value=time_span(at.start, at.end)),
        Fact(name=_("Plaats"), value=where(at)),
    ]


def _reasons(reasons: tuple[str, ...]) -> list[Part]:
    if not reasons:
        return []
    return [Paragraph(text=_("Waarom dit gesprek?")), Points(lines=reasons)]


def _how_to_answer(reader: Reader) -> list[Part]:
    return [
        Paragraph(
            text=_(
                "Wilt u dit gesprek niet? Laat het ons weten. U hoeft niet te zeggen "
                "waarom."
            )
        ),
        *own_page(reader),
    ]


def own_page(reader: Reader) -> list[Part]:
    """Give the link to all their meetings, if there is one."""
    return [Address(label=_("Al uw gesprekken"), url=reader.url)] if reader.url else []


def closing(writer: Writer) -> list[Part]:
    """Say how to ask something, and who writes."""
    ways = " ".join(
        way
        for way in (
            _("Bel of app: %(phone)s.", phone=writer.help_phone)
            if writer.help_phone
            else "",
            _("Mail: %(address)s.", address=writer.help_email)
            if writer.help_email
            else "",
        )
        if way
    )
    questions = [Paragraph(text=_("Vragen? %(ways)s", ways=ways))] if ways else []
    signature = ", ".join(part for part in (writer.help_name, writer.event) if part)
    return [*questions, Paragraph(text=_("Groeten,")), Paragraph(text=signature)]
