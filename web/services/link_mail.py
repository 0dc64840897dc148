"""Passing on a participant's personal link: by mail, or by the organiser."""

from matcher.invitations import mail_address
from web.mail import outbox
from web.persistence.queries import participants
from web.persistence.rows import ParticipantRow
from web.services.personal_links import LinkPurpose, hash_of, issue, url_of


def queue_link(row: ParticipantRow, *, only_by_mail: bool = False) -> None:
    """Put a participant's link in the outbox, once for each address.

    Args:
        row: Whose link it is.
        only_by_mail: Leave it if nobody of theirs has an e-mail address; a draft
            is not worth a phone call.
    """
    addresses = (mail_address(delegate.contact) for delegate in row.delegates)
    address = next((found for found in addresses if found), "")
    if only_by_mail and not address:
        return
    token = issue(row, LinkPurpose.PERSONAL)
    outbox.queue_personal_link(
        event=participants.get_event_of(row),
        participant=row,
        url=url_of(token, LinkPurpose.PERSONAL),
        key=hash_of(f"{token}:{address}"),
    )
