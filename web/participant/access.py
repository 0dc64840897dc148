"""The door of the personal pages: nobody comes in without a link that works."""

from flask import g, make_response, render_template, request
from werkzeug import Response

from web.current import VisitingParticipant, set_participant
from web.persistence.queries import participants
from web.services import open_events, personal_links
from web.services.personal_links import LinkPurpose
from web.wording.languages import prefer_language, withhold_languages

OPEN_ENDPOINTS = frozenset(
    {
        "participant.start_registration",
        "participant.send_registration",
        "participant.show_walk_in",
        "participant.send_walk_in",
    }
)
"""Pages of this audience that come before there is a link."""
FEED_ENDPOINTS = frozenset({"participant.read_feed"})


def take_token(endpoint: str | None, values: dict[str, object] | None) -> None:
    """Take the token out of the address, so that no view handles it."""
    del endpoint
    g.personal_token = (values or {}).pop("token", "")


def give_token(endpoint: str, values: dict[str, object]) -> None:
    """Put the token into addresses that one personal page makes of another."""
    if endpoint not in OPEN_ENDPOINTS | FEED_ENDPOINTS and g.get("personal_token"):
        values.setdefault("token", g.personal_token)


def let_in() -> Response | None:
    """Find whose page is asked for; say so kindly where a link works no more."""
    if request.endpoint in OPEN_ENDPOINTS:
        slug = str((request.view_args or {}).get("slug"))
        withhold_languages(open_events.find_withheld_languages(slug))
        return None
    is_feed = request.endpoint in FEED_ENDPOINTS
    purpose = LinkPurpose.FEED if is_feed else LinkPurpose.PERSONAL
    link = personal_links.find(str(g.personal_token), purpose)
    if link is None:
        return make_response(render_template("participant/link_unknown.html"), 404)
    row = link.participant
    event = participants.get_event_of(row)
    withhold_languages(event.withheld_languages)
    if link.revoked_at is not None:
        page = render_template("participant/link_revoked.html", event=event)
        return make_response(page, 410)
    set_participant(
        VisitingParticipant(
            id=row.id, event_id=row.event_id, code=row.code, language=row.language
        )
    )
    prefer_language(row.language)
    return None
