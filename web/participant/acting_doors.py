"""The doors for who fills in for a group: an organiser by phone, and a helper.

Behind them stand the same pages as behind the group's own link, but for what only the
group itself may do: erase, be told codes, choose its helpers.
"""

from flask import g, make_response, redirect, render_template, request, url_for
from werkzeug import Response

from web import current
from web.current import Acting, VisitingParticipant, set_participant
from web.persistence.rows import ParticipantRow
from web.refusals import NotFound
from web.services import acting, behalf, events, go_betweens, roster
from web.wording.behalf import SAY_ALOUD

_PLACE = ("slug", "code", "helper_token")


def take_place(endpoint: str | None, values: dict[str, object] | None) -> None:
    """Take out of the address for whom it is, so that no view handles it."""
    del endpoint
    g.place = {
        name: values.pop(name)
        for name in _PLACE
        if values is not None and name in values
    }


def give_place(endpoint: str, values: dict[str, object]) -> None:
    """Put it into addresses that one of these pages makes of another."""
    del endpoint
    for name, value in g.get("place", {}).items():
        values.setdefault(name, value)
    # A page of the helper itself is of no group.
    if values.get("code", "") is None:
        del values["code"]


def who_acts() -> dict[str, object]:
    """Tell the templates whether somebody does this for the group, and what to say."""
    found = g.get("participant")
    return {
        "acting": found.acting if isinstance(found, VisitingParticipant) else None,
        "say_aloud": SAY_ALOUD.get(_page(), ""),
    }


def let_in_organiser() -> Response | tuple[str, int] | None:
    """Let an organiser fill in for a group of their event that said yes to it."""
    organiser = current.organiser()
    if organiser is None:
        if request.method == "POST":
            return _signed_out(), 401
        return redirect(url_for("accounts.request_link"))
    event = events.get_organised(str(g.place["slug"]), organiser_id=organiser.id)
    row = roster.get_participant(event.id, str(g.place["code"]))
    if behalf.find_consent(row) is None:
        return redirect(
            url_for("organiser.show_consent", slug=event.slug, code=row.code), 303
        )
    _set(row, Acting(kind="behalf", by=organiser.email, name=organiser.name))
    return None


def let_in_helper() -> Response | None:
    """Let a helper open the pages of a group that agreed, as long as it does."""
    helper = go_betweens.find_by_token(str(g.place["helper_token"]))
    if helper is None:
        return make_response(render_template("participant/link_unknown.html"), 404)
    if helper.ended_at is not None:
        return make_response(render_template("participant/helper_ended.html"), 410)
    g.helper = helper
    if "code" not in g.place:
        return None
    code = g.place["code"]
    for group in go_betweens.list_agreed(helper):
        if group.participant.code == code:
            who = Acting(kind="helper", by=f"helper {helper.code}", name=helper.name)
            _set(group.participant, who)
            return None
    raise NotFound("helped group", code)


def _set(row: ParticipantRow, who: Acting) -> None:
    set_participant(
        VisitingParticipant(
            id=row.id,
            event_id=row.event_id,
            code=row.code,
            language=row.language,
            acting=who,
        )
    )
    acting.watch(who, event_id=row.event_id, code=row.code, page=_page())


def _signed_out() -> str:
    """Show what was typed, to be kept until the organiser is signed in again."""
    typed = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if value and name not in {"csrf_token", "versie"}
    ]
    return render_template("accounts/signed_out.html", typed=typed)


def _page() -> str:
    """Name the page that is asked for, without its blueprint."""
    return str(request.endpoint).rpartition(".")[2]
