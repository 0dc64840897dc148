"""The pages of those who take part, and the one door they all stand behind."""

from collections.abc import Callable

from flask import Blueprint
from flask.typing import ResponseReturnValue

from web.participant import access, acting_doors
from web.participant.views import (
    answers,
    contacts,
    helping,
    marketplace,
    meetings,
    own,
    own_data,
    start,
    walk_in,
)
from web.wording import dates
from web.wording.labels import label

blueprint = Blueprint("participant", __name__)
blueprint.url_value_preprocessor(access.take_token)
blueprint.url_defaults(access.give_token)
blueprint.before_request(access.let_in)
behalf = Blueprint("behalf", __name__)
behalf.url_value_preprocessor(acting_doors.take_place)
behalf.url_defaults(acting_doors.give_place)
behalf.before_request(acting_doors.let_in_organiser)
helper = Blueprint("helper", __name__)
helper.url_value_preprocessor(acting_doors.take_place)
helper.url_defaults(acting_doors.give_place)
helper.before_request(acting_doors.let_in_helper)
DOORS = (
    (blueprint, "/mijn/<token>/"),
    (behalf, "/organisatie/<slug>/namens/<code>/"),
    (helper, "/helpt/<helper_token>/<code>/"),
)
"""The same pages, opened by the group itself, by an organiser, and by a helper."""


def words() -> dict[str, object]:
    """Give the templates of this audience the words for days and codes."""
    return {"dates": dates, "label": label, **acting_doors.who_acts()}


for door, _prefix in DOORS:
    door.context_processor(words)


def _page(
    path: str,
    endpoint: str,
    view: Callable[..., ResponseReturnValue],
    method: str = "GET",
    *,
    only_own: bool = False,
) -> None:
    """Put one page behind every door, or behind that of the group itself only."""
    for door, prefix in DOORS[:1] if only_own else DOORS:
        door.add_url_rule(
            f"{prefix}{path}", endpoint=endpoint, view_func=view, methods=[method]
        )


blueprint.add_url_rule(
    "/<slug>/meedoen", view_func=start.show_start, endpoint="start_registration"
)
blueprint.add_url_rule(
    "/<slug>/meedoen",
    view_func=start.send_start,
    endpoint="send_registration",
    methods=["POST"],
)
blueprint.add_url_rule("/<slug>/vandaag", view_func=walk_in.show_walk_in)
blueprint.add_url_rule(
    "/<slug>/vandaag", view_func=walk_in.send_walk_in, methods=["POST"]
)
_page("", "show_overview", own.show_overview)
_page("wie", "show_about", answers.show_about)
_page("wie", "save_about", answers.save_about, "POST")
_page("aanbod", "show_offers", answers.show_offers)
_page("aanbod", "save_offers", answers.save_offers, "POST")
_page("zoekt", "show_asks", answers.show_asks)
_page("zoekt", "save_asks", answers.save_asks, "POST")
_page("tijden", "show_times", answers.show_times)
_page("tijden", "save_times", answers.save_times, "POST")
_page("personen", "show_people", answers.show_people)
_page("personen", "save_people", answers.save_people, "POST")
_page("nodig", "show_needs", answers.show_needs)
_page("nodig", "save_needs", answers.save_needs, "POST")
_page("controle", "show_check", own.show_check)
_page("klaar", "finish", own.finish, "POST")
_page("klaar", "show_thanks", own.show_thanks)
_page("gesprekken", "show_meetings", meetings.show_meetings)
_page("offline.js", "read_worker", meetings.read_worker, only_own=True)
_page("gesprekken/kaarten", "show_cards", meetings.show_cards)
_page("gesprekken/gezien", "mark_seen", meetings.mark_seen, "POST")
_page("gesprekken/<meeting>.ics", "download_meeting", meetings.download_meeting)
_page("gesprekken/<meeting>", "answer_meeting", meetings.answer_meeting, "POST")
_page("gesprekken/<meeting>/andere-tijd", "show_other_times", meetings.show_other_times)
_page(
    "gesprekken/<meeting>/andere-tijd",
    "ask_other_time",
    meetings.ask_other_time,
    "POST",
)
_page("samen/<int:session_id>", "answer_session", own.answer_session, "POST")
_page("gegevens", "show_data", own_data.show_data, only_own=True)
_page("gegevens.json", "download_json", own_data.download_json, only_own=True)
_page("gegevens.csv", "download_csv", own_data.download_csv, only_own=True)
_page("code", "show_code", own_data.show_code, only_own=True)
_page("code", "check_code", own_data.check_code, "POST", only_own=True)
_page("code/stuur", "send_code", own_data.send_code, "POST", only_own=True)
_page("wissen", "show_erasing", own_data.show_erasing, only_own=True)
_page("wissen", "erase", own_data.erase, "POST", only_own=True)
_page("sociale-kaart", "save_directory", own.save_directory, "POST", only_own=True)
_page("ontmoeten", "show_marketplace", marketplace.show_marketplace, only_own=True)
_page("ontmoeten/past", "show_suggestions", marketplace.show_suggestions, only_own=True)
_page("ontmoeten/keuzes", "show_marks", marketplace.show_marks, only_own=True)
_page(
    "ontmoeten/tonen", "show_oneself", marketplace.show_oneself, "POST", only_own=True
)
_page("ontmoeten/<code>", "mark", marketplace.mark, "POST", only_own=True)
_page("taal", "save_language", own.save_language, "POST")
_page("contact", "show_contacts", contacts.show_contacts, only_own=True)
_page(
    "contact/<other>", "answer_contact", contacts.answer_contact, "POST", only_own=True
)
_page("helper/<helper>", "answer_helper", helping.answer_helper, "POST", only_own=True)
helper.add_url_rule(
    "/helpt/<helper_token>/", endpoint="list_groups", view_func=helping.list_groups
)
blueprint.add_url_rule(
    "/agenda/<token>.ics", view_func=own.read_feed, endpoint="read_feed"
)
