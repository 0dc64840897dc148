"""What is passed on by hand, short enough for a telephone and plain on paper.

In the language in force; who calls sets it to the recipient's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from web.mail.compose import Reader, Writer, count_of_meetings
from web.wording import gettext as _
from web.wording import language_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLetter:
    """A letter on one sheet of paper, with a code that a telephone reads."""

    language: str
    """The tag of the language it is in (BCP 47)."""
    event: str
    paragraphs: tuple[str, ...]
    how_to_scan: str
    or_type: str
    url: str


def short_text(
    writer: Writer, reader: Reader, *, starts: Sequence[datetime] | None
) -> str:
    """Write a text for WhatsApp, Signal or SMS.

    Args:
        writer: Who writes.
        reader: Who reads, with the link to their own page.
        starts: When their meetings begin; None where it is not about meetings.
    """
    news = (
        _("U doet mee met %(event)s.", event=writer.event)
        if starts is None
        else f"{count_of_meetings(tuple(starts))}."
    )
    lines = [
        _("Beste %(name)s,", name=reader.name),
        news,
        _("Alles staat op uw eigen pagina:") if reader.url else "",
        reader.url,
        _("Bel of app: %(phone)s.", phone=writer.help_phone)
        if writer.help_phone
        else "",
        ", ".join(part for part in (writer.help_name, writer.event) if part),
    ]
    return "\n".join(line for line in lines if line)


def printed_letter(writer: Writer, *, text: str, url: str) -> PrintedLetter:
    """Set a message on paper.

    Args:
        writer: Who writes.
        text: The whole message, as it was written for its reader.
        url: The link to their own page; empty if there is none.
    """
    paragraphs = (part.strip() for part in text.split("\n\n"))
    return PrintedLetter(
        language=language_in_force(),
        event=writer.event,
        paragraphs=tuple(part for part in paragraphs if part),
        how_to_scan=_(
            "Houd de camera van uw telefoon voor dit vierkant. Dan opent uw eigen "
            "pagina."
        ),
        or_type=_("Lukt dat niet? Typ dan dit adres:"),
        url=url,
    )
