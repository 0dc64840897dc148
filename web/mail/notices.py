"""Short letters about a meeting that stands: nothing changes in a calendar by them."""

from web.mail.compose import (
    Appointment,
    Reader,
    Writer,
    closing,
    facts,
    finished,
    greeting,
    own_page,
)
from web.mail.letter import Letter, Paragraph
from web.wording import gettext as _


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
