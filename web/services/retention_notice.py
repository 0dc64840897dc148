"""What organisers are told before an event lets go of its participants."""

from datetime import date

from web import current
from web.mail import outbox
from web.mail.letter import Address, Letter, Paragraph, Part, write_letter
from web.mail.outbox import EMAIL, Addressee
from web.persistence.rows import EventRow, MessageRow, OrganiserRow
from web.wording import gettext as _
from web.wording import in_language, language_in_force
from web.wording.dates import day as day_in_words


def queue_retention_notice(
    event: EventRow, organiser: OrganiserRow, *, day: date
) -> MessageRow:
    """Tell an organiser when everything about the participants goes; once."""
    url = f"{current.settings().base_url.rstrip('/')}/organisatie/{event.slug}/opzet"
    with in_language(organiser.language):
        letter = _letter(
            name=organiser.name, event=event.name, day_of_erasing=day, url=url
        )
    row = outbox.new_message(
        letter,
        Addressee(
            channel=EMAIL,
            name=organiser.name,
            address=organiser.email,
            participant="",
        ),
        kind="retention",
        message_id=outbox.message_id_of(
            "retention", f"{event.id}:{organiser.id}:{day.isoformat()}"
        ),
    )
    row.event_id = event.id
    return outbox.queue(row)


def _letter(*, name: str, event: str, day_of_erasing: date, url: str) -> Letter:
    """Tell an organiser that what participants told goes soon."""
    parts: list[Part] = [
        Paragraph(text=_("Beste %(name)s,", name=name or event)),
        Paragraph(
            text=_(
                "Op %(day)s wissen wij alles van de deelnemers van %(event)s. Alleen "
                "aantallen blijven over.",
                day=day_in_words(day_of_erasing),
                event=event,
            )
        ),
        Paragraph(
            text=_(
                "Hebben mensen nog iets afgesproken? Help hen dan eerst om contact te "
                "houden. Moet het langer bewaard blijven? Zeg dan waarom, en verander "
                "de termijn."
            )
        ),
        Address(label=_("Tijden en tafels"), url=url),
    ]
    return write_letter(
        _(
            "Op %(day)s wissen wij gegevens van %(event)s",
            day=day_in_words(day_of_erasing),
            event=event,
        ),
        parts,
        language=language_in_force(),
    )
