"""Short letters about a meeting that stands: nothing changes in a calendar by them."""

from dataclasses import dataclass

from web.mail.compose import (
    Appointment,
    Reader,
    Writer,
    closing,
    count_of_meetings,
    facts,
    finished,
    greeting,
    own_page,
    where,
)
from web.mail.letter import Letter, Paragraph, Points
from web.wording import gettext as _
from web.wording.dates import time_span


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A meeting that stands, as its reader knows it."""

    other: str
    """The group or organisation they meet."""
    at: Appointment


def reminder(
    writer: Writer, reader: Reader, *, meetings: tuple[Planned, ...]
) -> Letter:
    """Remind somebody of the meetings of one day."""
    what = count_of_meetings(tuple(meeting.at.start for meeting in meetings))
    parts = [
        greeting(reader),
        Paragraph(text=f"{what}."),
        Points(lines=tuple(_line(meeting) for meeting in meetings)),
        Paragraph(text=_("Komt er iets tussen? Laat het ons op tijd weten.")),
        *own_page(reader),
        *closing(writer),
    ]
    return finished(_("Herinnering: %(what)s", what=what), parts)


def question(
    writer: Writer, reader: Reader, *, meetings: tuple[Planned, ...]
) -> Letter:
    """Ask somebody whether they come to meetings they have not answered to."""
    what = count_of_meetings(tuple(meeting.at.start for meeting in meetings))
    parts = [
        greeting(reader),
        Paragraph(text=f"{what}."),
        Points(lines=tuple(_line(meeting) for meeting in meetings)),
        Paragraph(text=_("Wij weten nog niet of u komt.")),
        Paragraph(text=_("Zeg het op uw eigen pagina, of in uw agenda.")),
        *own_page(reader),
        *closing(writer),
    ]
    return finished(_("Wilt u laten weten of u komt?"), parts)


def _line(meeting: Planned) -> str:
    return _(
        "%(span)s, %(where)s: %(other)s",
        span=time_span(meeting.at.start, meeting.at.end),
        where=where(meeting.at),
        other=meeting.other,
    )


def somebody_else(writer: Writer, reader: Reader, *, at: Appointment) -> Letter:
    """Tell who delegates a meeting in a calendar how to send somebody else."""
    parts = [
        greeting(reader),
        Paragraph(
            text=_(
                "U wilt dat iemand anders naar uw gesprek gaat. Dat kan niet vanuit "
                "uw agenda. Vertel ons wie er komt: antwoord op deze mail, of bel."
            )
        ),
        *facts(at),
        Paragraph(text=_("Tot dan staat het gesprek op uw naam.")),
        *own_page(reader),
        *closing(writer),
    ]
    return finished(_("Iemand anders sturen naar uw gesprek"), parts)
