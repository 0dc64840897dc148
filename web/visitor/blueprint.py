"""The pages for everybody."""

from flask import Blueprint, request

from web.services import open_events
from web.visitor import views
from web.wording import dates
from web.wording.languages import withhold_languages

blueprint = Blueprint("visitor", __name__)


@blueprint.before_request
def offer_languages() -> None:
    """Offer the page of an event in the languages that its organiser chose."""
    slug = (request.view_args or {}).get("slug")
    if slug:
        withhold_languages(open_events.find_withheld_languages(str(slug)))


@blueprint.context_processor
def words() -> dict[str, object]:
    """Give the templates of this audience the words for days."""
    return {"dates": dates}


blueprint.add_url_rule("/", view_func=views.show_home, endpoint="show_home")
blueprint.add_url_rule("/<slug>/", view_func=views.show_event, endpoint="show_event")
blueprint.add_url_rule(
    "/<slug>/zo-werkt-het", view_func=views.show_rules, endpoint="show_rules"
)
blueprint.add_url_rule(
    "/<slug>/uw-gegevens", view_func=views.show_notice, endpoint="show_notice"
)
blueprint.add_url_rule(
    "/<slug>/gewist", view_func=views.show_erased, endpoint="show_erased"
)
blueprint.add_url_rule(
    "/privacy", view_func=views.show_privacy, endpoint="show_privacy"
)
blueprint.add_url_rule(
    "/toegankelijkheid",
    view_func=views.show_accessibility,
    endpoint="show_accessibility",
)
blueprint.add_url_rule(
    "/taal",
    view_func=views.choose_language,
    endpoint="choose_language",
    methods=["POST"],
)
