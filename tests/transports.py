"""A mail carrier that keeps what it was given."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMail:
    """One message as it was handed over."""

    sender: str
    recipient: str
    message: bytes


@dataclass(slots=True)
class RecordingTransport:
    """Delivers nothing and remembers everything; refuses on request."""

    sent: list[SentMail] = field(default_factory=list)
    refusal: Exception | None = None
    """Raised instead of delivering, where a test sets it."""

    def send(self, *, sender: str, recipient: str, message: bytes) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.sent.append(SentMail(sender=sender, recipient=recipient, message=message))

    def close(self) -> None: ...
