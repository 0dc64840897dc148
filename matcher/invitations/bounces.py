"""What a mail server reports of a mail of ours that it could not deliver (RFC 3464)."""

from email.message import Message

from matcher.invitations.opened_mail import address_in, header_text
from matcher.invitations.replies import Bounce, Ignored, Unread


def read_report(report: tuple[Message, ...]) -> Bounce | Ignored:
    """Read a report: of a delivery that failed, or that it changes nothing.

    Args:
        report: What became of the mail, block by block, then the mail itself.
    """
    ours = next((part for part in reversed(report) if "Message-ID" in part), None)
    failed = next((part for part in report if _has_failed(part)), None)
    if failed is None:
        return Ignored(why=Unread.NOT_FAILED)
    recipient = header_text(failed, "Original-Recipient") or header_text(
        failed, "Final-Recipient"
    )
    return Bounce(
        message_id=header_text(ours, "Message-ID") if ours else "",
        recipient=address_in(recipient.rpartition(";")[2]),
        status=header_text(failed, "Status"),
        explanation=header_text(failed, "Diagnostic-Code").partition(";")[2].strip(),
    )


def _has_failed(part: Message) -> bool:
    """Whether a server gave up on a recipient (RFC 3464 2.3.3)."""
    return header_text(part, "Action").lower() == "failed"
