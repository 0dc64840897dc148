"""Where the data of participants stand: every table, and every column with text.

Somebody who asks what is stored gets all of it, and somebody who is erased is gone
everywhere, because both walk the schema by this list. A test fails as long as a new
table or column is not on it.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from sqlalchemy import JSON, Column, LargeBinary, String, Table

from web.persistence.model import Model


class Holding(StrEnum):
    """What a table holds of participants."""

    OWN = "own"
    """Each row belongs to one participant, by foreign key, and goes with it."""
    MENTIONS = "mentions"
    """Rows of the event that name participants by code, or quote them."""
    NOTHING = "nothing"
    """Nothing that a participant told, and nothing by which one is found."""


class Content(StrEnum):
    """What stands in a column with text."""

    WORDS = "words"
    """What a participant typed, or what quotes it."""
    CODES = "codes"
    """Codes, states and hashes."""
    SECRET = "secret"  # noqa: S105 -- the name of a kind of column
    """What opens a door; given to nobody."""
    OTHERS = "others"
    """Words of organisers, and of the machine."""


MENTIONS: Final = frozenset(
    {
        "audit",
        "contact_attempt",
        "decision",
        "group_session",
        "invitation",
        "meaning",
        "meeting",
        "meeting_answer",
        "meeting_table",
        "message",
        "programme",
        "session_place",
        "submission",
        "upload",
    }
)
NOTHING: Final = frozenset(
    {
        "block",
        "event",
        "event_organiser",
        "helper",
        "interpreter",
        "job",
        "mail_pace",
        "mail_pause",
        "mailbox",
        "organiser",
        "organiser_session",
        "rate",
        "sign_in_token",
        "slot",
        "worker",
    }
)

_WORDS = {
    "ask": "text",
    "behalf_consent": "given_by",
    "delegate": "name role contact",
    "group_session": "offer",
    "invitation": "content",
    "meeting": "reasons",
    "message": "recipient_name recipient_address subject body html",
    "offer": "text",
    "participant": "name description area wishes speaks_for calling go_between "
    "missing_group",
    "programme": "summary unmet",
    "received_mail": "sender subject words",
    "session_place": "ask",
    "upload": "content",
}
_CODES = {
    "ask": "kind",
    "audit": "action detail",
    "availability": "answer",
    "behalf_consent": "way",
    "block": "code",
    "consent": "about said_by",
    "contact_attempt": "channel outcome",
    "decision": "about a b verdict",
    "delegate": "code",
    "event": "uid slug timezone state rules on_decline on_other_time counts "
    "withheld_languages reminders",
    "group_session": "giver",
    "helped_group": "state way",
    "helper": "code",
    "interpreter": "code languages slots",
    "invitation": "uid method meeting_code participant_code delegate_code fingerprint",
    "mark": "target verdict",
    "job": "kind arguments state owner progress cancel result error",
    "meaning": "digest vector",
    "meeting": "code a b slot table delegate_a delegate_b interpreter",
    "meeting_answer": "state way proposed_slot verdict",
    "meeting_table": "code features owner_code",
    "message": "participant_code kind channel message_id in_reply_to state error",
    "offer": "kind",
    "organiser": "language",
    "participant": "code state merged_into source kind themes target_groups languages "
    "accessibility channels language interpreter",
    "personal_link": "purpose",
    "programme": "state",
    "rate": "bucket",
    "received_mail": "key outcome",
    "session_place": "participant answer",
    "slot": "code",
    "submission": "key outcome",
    "upload": "left_out",
    "worker": "name",
}
_SECRET = {
    "confirmation_code": "code_hash",
    "event_organiser": "feed_hash feed_nonce",
    "helper": "nonce token_hash",
    "organiser_session": "token_hash",
    "personal_link": "nonce token_hash",
    "sign_in_token": "token_hash",
}
_OTHERS = {
    "audit": "actor",
    "behalf_consent": "read_out organiser",
    "block": "name place",
    "consent": "how",
    "contact_attempt": "tried_by",
    "event": "name intro help_name help_phone help_email help_visit",
    "group_session": "note",
    "helped_group": "changed_by",
    "helper": "name contact",
    "interpreter": "name",
    "mail_pace": "server",
    "mailbox": "name error",
    "meeting_table": "name",
    "organiser": "email name",
    "programme": "released_by",
    "upload": "sent_by name",
}
_BY_CONTENT: Final = {
    Content.WORDS: _WORDS,
    Content.CODES: _CODES,
    Content.SECRET: _SECRET,
    Content.OTHERS: _OTHERS,
}

_OWNER = "participant"
_TEXT = (String, JSON, LargeBinary)


def holdings() -> Mapping[str, frozenset[Holding]]:
    """Tell for every table what it holds; more or less than one is a mistake."""
    return {
        table.name: frozenset(
            holding
            for holding, is_so in (
                (Holding.OWN, is_own(table)),
                (Holding.MENTIONS, table.name in MENTIONS),
                (Holding.NOTHING, table.name in NOTHING),
            )
            if is_so
        )
        for table in Model.metadata.sorted_tables
    }


def own_tables() -> tuple[Table, ...]:
    """List the tables whose rows belong to one participant, that of the owner first."""
    return tuple(table for table in Model.metadata.sorted_tables if is_own(table))


def is_own(table: Table) -> bool:
    """Tell whether the rows of a table belong to one participant each."""
    return table.name == _OWNER or owner_column(table) is not None


def owner_column(table: Table) -> Column[int] | None:
    """Find the column by which a row belongs to a participant."""
    column = table.columns.get("participant_id")
    if column is None or not column.references(
        Model.metadata.tables[_OWNER].columns.id
    ):
        return None
    return column


def text_columns(table: Table) -> Iterator[Column[object]]:
    """List the columns in which text can stand."""
    return (column for column in table.columns if isinstance(column.type, _TEXT))


def contents_of(table: str, column: str) -> frozenset[Content]:
    """Tell what stands in a column with text; more or less than one is a mistake."""
    return frozenset(
        content
        for content, listed in _BY_CONTENT.items()
        if column in listed.get(table, "").split()
    )


def given_columns(table: Table) -> tuple[Column[object], ...]:
    """List the columns of which a participant gets to read what stands there."""
    return tuple(
        column
        for column in table.columns
        if Content.SECRET not in contents_of(table.name, column.name)
    )


def word_columns(table: Table) -> tuple[Column[object], ...]:
    """List the columns in which the words of a participant stand."""
    return tuple(
        column
        for column in table.columns
        if Content.WORDS in contents_of(table.name, column.name)
    )
