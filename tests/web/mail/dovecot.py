"""A real mailbox on this machine for as long as a test lasts: Dovecot, IMAP and LMTP."""

import os
import pwd
import shutil
import smtplib
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from web.config import ImapServer, MailSecurity

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
LMTP_DAEMON = Path("/usr/lib/dovecot/lmtp")
ADDRESS = "beurs@example.org"

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain
mail_location = maildir:{folder}/mail
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 0
first_valid_gid = 0
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder} allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
protocol lmtp {{
  postmaster_address = postmaster@example.org
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHost:
    """Where the mailbox is, and where mail for it is handed in."""

    imap: ImapServer
    lmtp_port: int

    def deliver(self, *mails: bytes) -> None:
        """Bring mails to the mailbox over LMTP (RFC 2033)."""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port) as connection:
            for mail in mails:
                connection.sendmail("x@example.net", [ADDRESS], mail)


@contextmanager
def dovecot() -> Iterator[MailHost]:
    """Run Dovecot in a folder of its own; skips where it is not installed."""
    if DOVECOT is None or not LMTP_DAEMON.exists():
        pytest.skip("Dovecot: dovecot-imapd and dovecot-lmtpd are not installed")
    # Not pytest's folder, into which nobody else can look.
    with TemporaryDirectory() as folder, _running(Path(folder)) as host:
        yield host


@contextmanager
def _running(folder: Path) -> Iterator[MailHost]:
    ports = _free_port(), _free_port()
    # Started by root it must give up being root for the mail itself.
    user = pwd.getpwnam("dovecot") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    group = "dovecot" if os.getuid() == 0 else str(user.pw_gid)
    (folder / "mail").mkdir()
    if os.getuid() == 0:
        for path in (folder, folder / "mail"):
            os.chown(path, user.pw_uid, user.pw_gid)
    (folder / "conf").write_text(
        CONFIGURATION.format(
            folder=folder,
            uid=user.pw_uid,
            gid=user.pw_gid,
            user=user.pw_name,
            group=group,
            imap=ports[0],
            lmtp=ports[1],
        )
    )
    command = [str(DOVECOT), "-F", "-c", str(folder / "conf")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            for port in ports:
                _wait_for(port, server)
            yield MailHost(
                imap=ImapServer(
                    host="127.0.0.1",
                    port=ports[0],
                    user=ADDRESS,
                    password="secret",  # noqa: S106 -- of this test only
                    security=MailSecurity.NONE,
                ),
                lmtp_port=ports[1],
            )
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        assert server.poll() is None, "Dovecot ended by itself"
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(f"nothing listens on port {port}")
