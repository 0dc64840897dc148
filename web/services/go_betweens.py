"""Helpers: go-betweens who open the pages of the groups that agreed to it.

A helper has one link for all its groups. A group, or an organiser who spoke with it,
says yes; either can end it at once, and so can the link be renewed or ended.
"""

import secrets
from enum import StrEnum
from typing import Final

from web import current
from web.persistence.database import db
from web.persistence.queries import consents, participants, roster
from web.persistence.rows import HelpedGroupRow, HelperRow
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services import audit
from web.services.personal_links import hash_of, make_token

_PURPOSE: Final = "helper"
OWN_PAGE: Final = "own_page"
"""The way of a group that is asked, or answers, on its own page."""


class HelpState(StrEnum):
    """How a helper and a group stand."""

    ASKED = "asked"
    AGREED = "agreed"
    ENDED = "ended"


def add_helper(event_id: int, *, name: str, contact: str, by: str) -> str:
    """Add a helper with a link of its own; give its code."""
    with transaction():
        number = len(consents.list_helpers(event_id)) + 1
        row = HelperRow(
            event_id=event_id,
            code=f"H{number}",
            name=name,
            contact=contact,
            created_at=current.clock().now(),
        )
        _give_link(row)
        db.session.add(row)
        _record("helper.add", row, by)
        return row.code


def list_helpers(event_id: int) -> tuple[HelperRow, ...]:
    """List the helpers of an event."""
    return consents.list_helpers(event_id)


def get_helper(event_id: int, code: str) -> HelperRow:
    """Get a helper of an event.

    Raises:
        NotFound: The event has no such helper.
    """
    return consents.get_helper(event_id, code)


def url_of(helper: HelperRow) -> str:
    """Give the address of the page of a helper."""
    base = current.settings().base_url.rstrip("/")
    return f"{base}/helpt/{make_token(_PURPOSE, helper.nonce)}/"


def find_by_token(token: str) -> HelperRow | None:
    """Find the helper of a link, also when it was ended; None if unknown."""
    return consents.find_helper_by_token(hash_of(token))


def list_groups(helper: HelperRow) -> tuple[HelpedGroupRow, ...]:
    """List the groups of a helper, whatever they said."""
    return consents.list_helped_by(helper.id)


def list_agreed(helper: HelperRow) -> tuple[HelpedGroupRow, ...]:
    """List the groups whose pages a helper may open."""
    return tuple(row for row in list_groups(helper) if row.state == HelpState.AGREED)


def list_helpers_of(participant_id: int) -> tuple[HelpedGroupRow, ...]:
    """List the helpers that a group has, or is asked about."""
    return consents.list_helpers_of(participant_id)


def add_group(event_id: int, helper_code: str, code: str, *, way: str, by: str) -> None:
    """Let a helper help a group that said so, or ask it on its own page.

    Raises:
        NotFound: The event has no such helper or participant.
    """
    state = HelpState.ASKED if way == OWN_PAGE else HelpState.AGREED
    with transaction():
        helper = consents.get_helper(event_id, helper_code)
        group = roster.get_by_code(event_id, code)
        row = consents.find_helped(helper.id, group.id)
        if row is not None and row.state == HelpState.AGREED:
            return
        if row is None:
            row = HelpedGroupRow(helper_id=helper.id, participant_id=group.id)
            db.session.add(row)
        _set(row, state, way=way, by=by)
        _record(f"helper.{state.value}", helper, by, group=group.code)


def end_group(event_id: int, helper_code: str, code: str, *, by: str) -> None:
    """Let a helper no longer open the pages of a group.

    Raises:
        NotFound: They were never put together.
    """
    with transaction():
        helper = consents.get_helper(event_id, helper_code)
        group = roster.get_by_code(event_id, code)
        row = consents.find_helped(helper.id, group.id)
        if row is None:
            raise NotFound("helped group", code)
        _set(row, HelpState.ENDED, way=row.way, by=by)
        _record("helper.ended", helper, by, group=group.code)


def answer_as_group(participant_id: int, helper_code: str, *, agrees: bool) -> None:
    """Let a group say yes to a helper, or end it.

    Raises:
        NotFound: It was never asked about this helper.
    """
    state = HelpState.AGREED if agrees else HelpState.ENDED
    with transaction():
        group = participants.get_participant(participant_id)
        helper = consents.get_helper(group.event_id, helper_code)
        row = consents.find_helped(helper.id, participant_id)
        if row is None or (agrees and row.state == HelpState.ENDED):
            raise NotFound("helped group", helper_code)
        _set(row, state, way=OWN_PAGE, by="participant")
        _record(f"helper.{state.value}", helper, "participant", group=group.code)


def renew_link(event_id: int, helper_code: str, *, by: str) -> None:
    """Let the link of a helper stop working and give a new one."""
    with transaction():
        row = consents.get_helper(event_id, helper_code)
        _give_link(row)
        row.ended_at = None
        _record("helper.renew", row, by)


def end_helper(event_id: int, helper_code: str, *, by: str) -> None:
    """Let a helper open nothing any more."""
    with transaction():
        row = consents.get_helper(event_id, helper_code)
        row.ended_at = current.clock().now()
        _record("helper.end", row, by)


def _give_link(row: HelperRow) -> None:
    row.nonce = secrets.token_urlsafe(16)
    row.token_hash = hash_of(make_token(_PURPOSE, row.nonce))


def _set(row: HelpedGroupRow, state: HelpState, *, way: str, by: str) -> None:
    row.state, row.way = state.value, way
    row.changed_at, row.changed_by = current.clock().now(), by
    db.session.flush()


def _record(action: str, helper: HelperRow, by: str, *, group: str = "") -> None:
    detail = {"helper": helper.code} | ({"code": group} if group else {})
    audit.record(action, by=by, event_id=helper.event_id, detail=detail)
