"""What the web side declines to do, as facts with data; sentences live elsewhere.

The table in `web.refusals.responses` says which answer each becomes; views do not
catch them.
"""

from dataclasses import dataclass
from pathlib import Path


class WebRefusal(Exception):
    """Something cannot be done now, for a reason that a person can act on."""


class NotFound(WebRefusal):
    """There is no such thing, or not for who asks."""

    def __init__(self, what: str = "", key: object = "") -> None:
        """Say what was looked for and by which key; shown to nobody."""
        super().__init__(f"{what} {key}".strip())
        self.what = what
        self.key = key


class Forbidden(WebRefusal):
    """Who asks is known but may not do this."""


class SignInNeeded(WebRefusal):
    """The page is for organisers and nobody is signed in."""


class Conflict(WebRefusal):
    """What is asked does not fit with how things are by now."""


class EditedElsewhere(Conflict):
    """The thing was changed since the form was opened."""


class DuplicateValue(Conflict):
    """The database already has a row with this value."""

    def __init__(self, table: str, columns: tuple[str, ...]) -> None:
        """Name the table and the columns that must be unique together."""
        super().__init__(f"{table}: {', '.join(columns)}")
        self.table = table
        self.columns = columns


class MissingReference(Conflict):
    """A row points at another row that is not there, or no longer."""


class RegistrationClosed(Conflict):
    """The event takes no answers any more, or not yet."""


class JobRunning(Conflict):
    """The same work is already under way."""

    def __init__(self, job_id: int) -> None:
        """Name the job that runs."""
        super().__init__(f"job {job_id}")
        self.job_id = job_id


class NothingToPlan(Conflict):
    """The event lacks slots, tables or participants."""

    def __init__(self, missing: str) -> None:
        """Name what is missing: ``slots``, ``tables`` or ``participants``."""
        super().__init__(missing)
        self.missing = missing


class LeaseLost(Conflict):
    """The job was given to another worker, or taken away."""

    def __init__(self, job_id: int) -> None:
        """Name the job."""
        super().__init__(f"job {job_id}")
        self.job_id = job_id


class LinkExpired(WebRefusal):
    """The link was good once and is not any more."""


@dataclass
class TooManyTries(WebRefusal):
    """The same was tried too often in a short time."""

    seconds: int
    """After this long it can be tried again."""


class StorageUnavailable(WebRefusal):
    """The database cannot be reached, is busy for too long or has no space."""


class MailFault(WebRefusal):
    """A mail server did not take a message."""

    def __init__(self, code: int = 0, answer: str = "") -> None:
        """Keep the answer of the server (RFC 5321 4.2); 0 where there was none."""
        super().__init__(f"{code} {answer}".strip())
        self.code = code
        self.answer = answer


class MailRefused(MailFault):
    """The mail server will never take this message."""


class MailUnavailable(MailFault):
    """The mail server cannot be reached or asks to try later."""


class MeaningUnavailable(WebRefusal):
    """What reads the meaning of texts does not work on this machine."""


class NotAFileDatabase(WebRefusal):
    """The database is a server's: its own tools copy it."""


class BackupUnusable(WebRefusal):
    """A file is no sound copy of a database of ours."""

    def __init__(self, path: Path, fault: str) -> None:
        """Keep which file, and what is wrong with it."""
        super().__init__(f"{path}: {fault}")
        self.path = path
        self.fault = fault
