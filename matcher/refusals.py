"""What the matcher refuses, as facts with their data; worded in `web.wording`."""

from enum import StrEnum


class MatcherError(Exception):
    """Something was asked that the rules of the matcher do not allow."""


class UnreadableFile(MatcherError):
    """A file cannot be used as a spreadsheet.

    Attributes:
        filename: The name under which the file was given.
    """

    def __init__(self, filename: str) -> None:
        """Remember which file it was."""
        super().__init__(filename)
        self.filename = filename


class EmptyFile(UnreadableFile):
    """A file has no header row or no row below it."""


class NotASpreadsheet(UnreadableFile):
    """A file is not a .csv, .xlsx or .ods, or is damaged."""


class PasswordProtected(UnreadableFile):
    """A spreadsheet can only be opened with a password."""


class FileTooLarge(UnreadableFile):
    """A file has more bytes, or more bytes once unpacked, than may be read."""

    def __init__(self, filename: str, *, size: int, limit: int) -> None:
        """Remember the size and the limit, both in bytes."""
        super().__init__(filename)
        self.size = size
        self.limit = limit


class TooManyRows(UnreadableFile):
    """A spreadsheet has more rows than may be read."""

    def __init__(self, filename: str, *, rows: int, limit: int) -> None:
        """Remember the number of rows and the limit."""
        super().__init__(filename)
        self.rows = rows
        self.limit = limit


class MissingColumns(MatcherError):
    """A sheet lacks columns without which no row can be used."""

    def __init__(self, missing: tuple[str, ...], present: tuple[str, ...]) -> None:
        """Remember which columns are missing and which are there."""
        super().__init__(", ".join(missing))
        self.missing = missing
        self.present = present


class Unplannable(StrEnum):
    """Why there is nothing to plan."""

    NO_SLOTS = "no_slots"
    NO_TABLES = "no_tables"
    NOBODY = "nobody"
    NOBODY_CAN_MEET = "nobody_can_meet"


class EventNotPlannable(MatcherError):
    """An event lacks something without which no meeting can exist."""

    def __init__(self, reason: Unplannable) -> None:
        """Remember what is lacking."""
        super().__init__(reason.value)
        self.reason = reason


class NoPlan(MatcherError):
    """The rules of an event cannot all hold together."""

    def __init__(self, conflict: tuple[str, ...], repair: tuple[str, ...] = ()) -> None:
        """Remember the rules in conflict and the ones to give up, by their ids."""
        super().__init__(", ".join(conflict))
        self.conflict = conflict
        self.repair = repair


class PlanRejected(MatcherError):
    """A computed plan breaks a rule, so nobody may see it."""

    def __init__(self, violations: tuple[str, ...]) -> None:
        """Remember what the verifier found."""
        super().__init__("; ".join(violations))
        self.violations = violations
