"""Every address of an organiser, with its guard in front."""

from flask import Blueprint
from flask.typing import RouteCallable

from web.organiser import (
    access,
    answers,
    behalf,
    block_pages,
    board,
    calendars,
    duplicates,
    events,
    exports,
    go_betweens,
    group_offers,
    imports,
    incoming,
    languages,
    messages,
    outreach,
    participants,
    planning,
    releases,
    rules,
    setup,
)

blueprint = Blueprint("organiser", __name__, url_prefix="/organisatie")
blueprint.url_value_preprocessor(access.take_slug)
blueprint.before_request(access.guard)


def _page(path: str, view: RouteCallable) -> None:
    """Add a page to look at; its endpoint is the name of the view."""
    blueprint.add_url_rule(path, view_func=view, methods=["GET"])


def _action(path: str, view: RouteCallable) -> None:
    """Add what a button does."""
    blueprint.add_url_rule(path, view_func=view, methods=["POST"])


_page("/", events.list_events)
_page("/agenda/<token>.ics", calendars.read_feed)
_page("/nieuw", events.new_event)
_action("/nieuw", events.create_event)

_page("/<slug>/opzet", setup.show_setup)
_action("/<slug>/opzet/lezen", setup.save_facts)
_page("/<slug>/opzet/regels", rules.show_rules)
_action("/<slug>/opzet/regels", rules.save_rules)
_action("/<slug>/opzet/regels/terug", rules.reset_rules)
_page("/<slug>/opzet/agenda", calendars.show_calendars)
_action("/<slug>/opzet/agenda", calendars.save_calendars)
_action("/<slug>/opzet/agenda/adres", calendars.renew_feed)
_action("/<slug>/opzet/aanmelding", setup.set_registration)
_action("/<slug>/opzet/marktplaats", setup.set_marketplace)
_page("/<slug>/opzet/talen", languages.show_languages)
_action("/<slug>/opzet/talen", languages.save_languages)
_action("/<slug>/opzet/bestand", block_pages.import_blocks)
_page("/<slug>/opzet/dagdeel", block_pages.new_block)
_action("/<slug>/opzet/dagdeel", block_pages.add_block)
_page("/<slug>/opzet/dagdeel/<code>", block_pages.edit_block)
_action("/<slug>/opzet/dagdeel/<code>", block_pages.save_block)
_action("/<slug>/opzet/dagdeel/<code>/weg", block_pages.remove_block)

_page("/<slug>/deelnemers", participants.list_participants)
_page("/<slug>/deelnemers/bestanden", exports.show_files)
_page("/<slug>/deelnemers/bestanden/<kind>", exports.download_file)
_page("/<slug>/deelnemers/regelen", participants.list_arrangements)
_page("/<slug>/deelnemers/importeren", imports.show_import)
_action("/<slug>/deelnemers/importeren", imports.send_import)
_page("/<slug>/deelnemers/importeren/<int:upload_id>", imports.show_upload)
_action("/<slug>/deelnemers/importeren/<int:upload_id>", imports.confirm_upload)
_action("/<slug>/deelnemers/importeren/<int:upload_id>/weg", imports.discard_upload)
_page("/<slug>/deelnemers/<code>", participants.show_participant)
_action("/<slug>/deelnemers/<code>/link", participants.renew_links)
_action("/<slug>/deelnemers/<code>/sociale-kaart", participants.record_directory)
_action("/<slug>/deelnemers/<code>/afmelden", participants.withdraw_participant)
_action("/<slug>/deelnemers/<code>/weer-mee", participants.restore_participant)

_action("/<slug>/deelnemers/<code>/code", participants.tell_code)
_page("/<slug>/deelnemers/<code>/wissen", participants.show_erasing)
_action("/<slug>/deelnemers/<code>/wissen", participants.erase_participant)

_page("/<slug>/namens", behalf.show_new_group)
_action("/<slug>/namens", behalf.begin_group)
_page("/<slug>/namens/<code>/toestemming", behalf.show_consent)
_action("/<slug>/namens/<code>/toestemming", behalf.save_consent)

_page("/<slug>/helpers", go_betweens.list_helpers)
_action("/<slug>/helpers", go_betweens.add_helper)
_page("/<slug>/helpers/<helper>", go_betweens.show_helper)
_action("/<slug>/helpers/<helper>/groep", go_betweens.add_group)
_action("/<slug>/helpers/<helper>/groep/<code>/weg", go_betweens.end_group)
_action("/<slug>/helpers/<helper>/link", go_betweens.renew_helper)
_action("/<slug>/helpers/<helper>/stop", go_betweens.end_helper)

_page("/<slug>/dubbel", duplicates.show_duplicates)
_page("/<slug>/dubbel/kies", duplicates.choose_duplicate)
_action("/<slug>/dubbel/personen", duplicates.decide_person)
_action("/<slug>/dubbel/opnieuw", duplicates.ask_again)
_page("/<slug>/dubbel/<code>/<other>", duplicates.show_duplicate)
_action("/<slug>/dubbel/<code>/<other>/samen", duplicates.merge_duplicate)
_action("/<slug>/dubbel/<code>/<other>/apart", duplicates.keep_duplicate_apart)

_page("/<slug>/bord", board.show_board)
_page("/<slug>/programma/<code>", board.show_person)

_page("/<slug>/plannen", planning.show_planning)
_action("/<slug>/plannen", planning.start_planning)
_action("/<slug>/plannen/stop", planning.stop_planning)

_page("/<slug>/groepsaanbod", group_offers.show_group_offers)
_action("/<slug>/groepsaanbod/<code>", group_offers.save_group_session)

_page("/<slug>/vrijgeven", releases.show_release)
_action("/<slug>/vrijgeven", releases.release_programme)

_page("/<slug>/antwoorden", answers.show_answers)
_action("/<slug>/antwoorden/afspraak", answers.save_answer_policy)
_action("/<slug>/antwoorden/<int:invitation_id>/besluit", answers.decide_answer)
_action("/<slug>/antwoorden/<int:invitation_id>", answers.answer_for_person)
_page("/<slug>/doorgeven", outreach.show_outreach)
_page("/<slug>/doorgeven/brieven", outreach.print_letters)
_action("/<slug>/doorgeven/<int:message_id>", outreach.record_outcome)
_action("/<slug>/doorgeven/<int:message_id>/zelf", outreach.pass_on_in_list)

_page("/<slug>/berichten", messages.list_messages)
_action("/<slug>/berichten/herinneringen", messages.save_reminders)
_action("/<slug>/berichten/vraag-antwoord", messages.ask_silent)
_action("/<slug>/berichten/pauze", messages.pause_sending)
_action("/<slug>/berichten/verder", messages.resume_sending)
_page("/<slug>/berichten/binnen", incoming.list_incoming)
_action("/<slug>/berichten/binnen/<int:mail_id>/gedaan", incoming.mark_read)
_page("/<slug>/berichten/<int:message_id>", messages.show_message)
_page(
    "/<slug>/berichten/<int:message_id>/uitnodiging.ics", messages.download_invitation
)
_action("/<slug>/berichten/<int:message_id>/opnieuw", messages.retry_message)
_action("/<slug>/berichten/<int:message_id>/gedaan", messages.mark_done)
_action("/<slug>/berichten/<int:message_id>/zelf", messages.pass_on)
