"""A real mail server on this machine, for as long as a test lasts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

from web.config import SmtpServer


@dataclass
class Inbox:
    """Keeps what it is given, or answers as it is told."""

    received: list[Envelope] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    """By command, the answers of the next times: ``{"DATA": ["451 later"]}``."""
    logins: list[str] = field(default_factory=list)
    peers: list[tuple[str, int]] = field(default_factory=list)
    """Where each message came from: one connection, one port."""

    def _answer(self, command: str) -> str | None:
        waiting = self.answers.get(command, [])
        return waiting.pop(0) if waiting else None

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: ARG002, N802 -- aiosmtpd's signature
        self.peers.append(session.peer)
        if answer := self._answer("MAIL"):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: ARG002, N802 -- aiosmtpd's signature
        if answer := self._answer("RCPT"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002, N802 -- aiosmtpd's signature
        if answer := self._answer("DATA"):
            return answer
        self.received.append(envelope)
        return "250 OK"

    def authenticate(self, server, session, envelope, mechanism, data) -> AuthResult:  # noqa: ARG002 -- aiosmtpd's signature
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        is_right = data.password == b"secret"
        # Unhandled, the server itself says 535.
        return AuthResult(success=is_right, handled=is_right)


class AnyPort(Controller):
    """Listens on a port that the system chooses."""

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.sessions: list[SMTP] = []

    def factory(self) -> SMTP:
        self.sessions.append(super().factory())
        return self.sessions[-1]

    def stop(self, *args, **options) -> None:
        """Stop; whoever still has a connection, such as a killed sender, loses it."""
        for session in self.sessions:
            if session.transport is not None:
                self.loop.call_soon_threadsafe(session.transport.abort)
        super().stop(*args, **options)

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def smtp_server(inbox: Inbox, **options) -> Iterator[SmtpServer]:
    """Run a server and say where it is."""
    controller = AnyPort(inbox, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield SmtpServer(host="127.0.0.1", port=controller.port)
    finally:
        controller.stop()
