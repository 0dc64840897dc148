"""What can be wrong in a row of a spreadsheet, as data; worded in `web.wording`."""

from dataclasses import dataclass
from enum import StrEnum


class ProblemCode(StrEnum):
    """What is wrong with a cell. The first group makes the row unusable."""

    NO_ID = "no_id"
    DUPLICATE_ID = "duplicate_id"
    NO_NAME = "no_name"
    UNKNOWN_KIND = "unknown_kind"
    TEXT_TOO_LONG = "text_too_long"
    NO_TIME = "no_time"
    BAD_TIME = "bad_time"
    END_BEFORE_START = "end_before_start"
    OVERLAPPING_SLOT = "overlapping_slot"
    UNKNOWN_TIMEZONE = "unknown_timezone"

    MISSING_COLUMN = "missing_column"
    ITEM_WITHOUT_KIND = "item_without_kind"
    UNKNOWN_NEED_KIND = "unknown_need_kind"
    UNKNOWN_THEME = "unknown_theme"
    UNKNOWN_TARGET_GROUP = "unknown_target_group"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_LEVEL = "unknown_level"
    UNKNOWN_ACCESSIBILITY = "unknown_accessibility"
    UNKNOWN_CHANNEL = "unknown_channel"
    UNKNOWN_SLOT = "unknown_slot"
    NO_AVAILABILITY = "no_availability"
    NO_DELEGATE = "no_delegate"
    BAD_CONTACT = "bad_contact"
    UNKNOWN_CONSENT = "unknown_consent"
    BAD_TABLES = "bad_tables"
    TABLES_DIFFER = "tables_differ"
    WRONG_OFFSET = "wrong_offset"

    @property
    def refuses_row(self) -> bool:
        """Whether the row is left out; otherwise only the odd part of it is."""
        return self in _REFUSING


_REFUSING = frozenset(
    {
        ProblemCode.NO_ID,
        ProblemCode.DUPLICATE_ID,
        ProblemCode.NO_NAME,
        ProblemCode.UNKNOWN_KIND,
        ProblemCode.TEXT_TOO_LONG,
        ProblemCode.NO_TIME,
        ProblemCode.BAD_TIME,
        ProblemCode.END_BEFORE_START,
        ProblemCode.OVERLAPPING_SLOT,
        ProblemCode.UNKNOWN_TIMEZONE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """One thing that is wrong: where the spreadsheet shows it, and what stands there."""

    row: int
    """Counted from 1, the header included, as a spreadsheet program shows it."""
    column: str
    code: ProblemCode
    found: str = ""
