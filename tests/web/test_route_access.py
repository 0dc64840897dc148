"""Who gets what at every address: asked for real, in every role.

A new endpoint fails here until it has a row. Statuses are those of a page opened
plainly and of a form sent empty: 422 shows the form with its errors, 409 says that
it does not fit how things are by now, 401 keeps what was typed after signing out.
"""

import pytest
from flask import Flask

from tests.web.routes import Role, browser_of, make_world, path_of, rules_of

EXPECTED = {
    # (method, endpoint): nobody, participant, organiser, organiser of another event,
    # and a helper where that is another answer than nobody gets
    ("GET", "accounts.request_link"): (200, 200, 302, 302),
    ("GET", "accounts.show_link"): (200, 200, 410, 200),
    ("GET", "api.show_planning"): (401, 401, 200, 404),
    ("GET", "api.tell_alive"): (200, 200, 200, 200),
    ("GET", "api.tell_ready"): (200, 200, 200, 200),
    ("GET", "organiser.choose_duplicate"): (302, 302, 303, 404),
    ("GET", "organiser.download_invitation"): (302, 302, 404, 404),
    ("GET", "organiser.edit_block"): (302, 302, 200, 404),
    ("GET", "organiser.download_file"): (302, 302, 200, 404),
    ("GET", "organiser.show_files"): (302, 302, 200, 404),
    ("GET", "organiser.list_events"): (302, 302, 200, 200),
    ("GET", "organiser.list_incoming"): (302, 302, 200, 404),
    ("GET", "organiser.list_messages"): (302, 302, 200, 404),
    ("GET", "organiser.list_participants"): (302, 302, 200, 404),
    ("GET", "organiser.new_block"): (302, 302, 200, 404),
    ("GET", "organiser.new_event"): (302, 302, 200, 200),
    ("GET", "organiser.show_board"): (302, 302, 200, 404),
    ("GET", "organiser.show_duplicate"): (302, 302, 200, 404),
    ("GET", "organiser.show_duplicates"): (302, 302, 200, 404),
    ("GET", "organiser.show_group_offers"): (302, 302, 200, 404),
    ("GET", "organiser.show_import"): (302, 302, 200, 404),
    ("GET", "organiser.show_languages"): (302, 302, 200, 404),
    ("GET", "organiser.show_message"): (302, 302, 200, 404),
    ("GET", "organiser.show_participant"): (302, 302, 200, 404),
    ("GET", "organiser.show_person"): (302, 302, 200, 404),
    ("GET", "organiser.show_planning"): (302, 302, 200, 404),
    ("GET", "organiser.show_release"): (302, 302, 200, 404),
    ("GET", "organiser.show_rules"): (302, 302, 200, 404),
    ("GET", "organiser.show_upload"): (302, 302, 404, 404),
    ("GET", "organiser.show_setup"): (302, 302, 200, 404),
    ("GET", "organiser.show_erasing"): (302, 302, 200, 404),
    ("GET", "participant.download_csv"): (404, 200, 404, 404),
    ("GET", "participant.download_json"): (404, 200, 404, 404),
    ("GET", "participant.show_code"): (404, 200, 404, 404),
    ("GET", "participant.show_data"): (404, 200, 404, 404),
    ("GET", "participant.show_erasing"): (404, 200, 404, 404),
    ("GET", "visitor.show_erased"): (200, 200, 200, 200),
    ("GET", "visitor.show_notice"): (200, 200, 200, 200),
    ("GET", "participant.download_meeting"): (404, 404, 404, 404),
    ("GET", "organiser.read_feed"): (404, 404, 404, 404),
    ("GET", "organiser.show_calendars"): (302, 302, 200, 404),
    ("POST", "organiser.save_calendars"): (401, 401, 422, 404),
    ("POST", "organiser.renew_feed"): (401, 401, 303, 404),
    ("GET", "participant.read_feed"): (404, 200, 404, 404),
    ("GET", "participant.show_about"): (404, 200, 404, 404),
    ("GET", "participant.show_asks"): (404, 200, 404, 404),
    ("GET", "participant.show_check"): (404, 200, 404, 404),
    ("GET", "participant.show_meetings"): (404, 200, 404, 404),
    ("GET", "participant.show_offers"): (404, 200, 404, 404),
    ("GET", "participant.show_overview"): (404, 302, 404, 404),
    ("GET", "participant.show_people"): (404, 200, 404, 404),
    ("GET", "participant.show_thanks"): (404, 200, 404, 404),
    ("GET", "participant.show_times"): (404, 200, 404, 404),
    ("GET", "participant.start_registration"): (200, 200, 200, 200),
    ("GET", "static"): (200, 200, 200, 200),
    ("GET", "visitor.show_accessibility"): (200, 200, 200, 200),
    ("GET", "visitor.show_event"): (200, 200, 200, 200),
    ("GET", "visitor.show_home"): (200, 200, 200, 200),
    ("GET", "visitor.show_privacy"): (200, 200, 200, 200),
    ("GET", "visitor.show_rules"): (200, 200, 200, 200),
    ("GET", "behalf.download_meeting"): (302, 302, 404, 404),
    ("GET", "behalf.show_about"): (302, 302, 200, 404),
    ("GET", "behalf.show_asks"): (302, 302, 200, 404),
    ("GET", "behalf.show_check"): (302, 302, 200, 404),
    ("GET", "behalf.show_meetings"): (302, 302, 200, 404),
    ("GET", "behalf.show_offers"): (302, 302, 200, 404),
    ("GET", "behalf.show_overview"): (302, 302, 302, 404),
    ("GET", "behalf.show_people"): (302, 302, 200, 404),
    ("GET", "behalf.show_thanks"): (302, 302, 200, 404),
    ("GET", "behalf.show_times"): (302, 302, 200, 404),
    ("GET", "helper.download_meeting"): (404, 404, 404, 404),
    ("GET", "helper.list_groups"): (404, 404, 404, 404, 200),
    ("GET", "helper.show_about"): (404, 404, 404, 404, 200),
    ("GET", "helper.show_asks"): (404, 404, 404, 404, 200),
    ("GET", "helper.show_check"): (404, 404, 404, 404, 200),
    ("GET", "helper.show_meetings"): (404, 404, 404, 404, 200),
    ("GET", "helper.show_offers"): (404, 404, 404, 404, 200),
    ("GET", "helper.show_overview"): (404, 404, 404, 404, 302),
    ("GET", "helper.show_people"): (404, 404, 404, 404, 200),
    ("GET", "helper.show_thanks"): (404, 404, 404, 404, 200),
    ("GET", "helper.show_times"): (404, 404, 404, 404, 200),
    ("GET", "organiser.list_helpers"): (302, 302, 200, 404),
    ("GET", "organiser.show_consent"): (302, 302, 200, 404),
    ("GET", "organiser.show_helper"): (302, 302, 200, 404),
    ("GET", "organiser.show_new_group"): (302, 302, 200, 404),
    ("POST", "accounts.send_link"): (422, 422, 422, 422),
    ("POST", "accounts.sign_out"): (303, 303, 303, 303),
    ("POST", "accounts.spend_link"): (303, 303, 410, 303),
    ("POST", "api.receive_mail"): (404, 404, 404, 404),
    ("POST", "organiser.add_block"): (401, 401, 422, 404),
    ("POST", "organiser.ask_again"): (401, 401, 303, 404),
    ("POST", "organiser.create_event"): (401, 401, 422, 422),
    ("POST", "organiser.decide_person"): (401, 401, 303, 404),
    ("POST", "organiser.erase_participant"): (401, 401, 303, 404),
    ("POST", "organiser.tell_code"): (401, 401, 303, 404),
    ("POST", "participant.check_code"): (404, 422, 404, 404),
    ("POST", "participant.erase"): (404, 303, 404, 404),
    ("POST", "participant.send_code"): (404, 303, 404, 404),
    ("POST", "organiser.import_blocks"): (401, 401, 422, 404),
    ("POST", "organiser.send_import"): (401, 401, 422, 404),
    ("POST", "organiser.confirm_upload"): (401, 401, 404, 404),
    ("POST", "organiser.discard_upload"): (401, 401, 404, 404),
    ("POST", "organiser.keep_duplicate_apart"): (401, 401, 303, 404),
    ("POST", "organiser.mark_done"): (401, 401, 409, 404),
    ("POST", "organiser.mark_read"): (401, 401, 404, 404),
    ("POST", "organiser.merge_duplicate"): (401, 401, 409, 404),
    ("POST", "organiser.pass_on"): (401, 401, 303, 404),
    ("GET", "organiser.print_letters"): (302, 302, 200, 404),
    ("GET", "organiser.show_outreach"): (302, 302, 200, 404),
    ("POST", "organiser.pass_on_in_list"): (401, 401, 409, 404),
    ("POST", "organiser.record_outcome"): (401, 401, 303, 404),
    ("POST", "organiser.record_directory"): (401, 401, 303, 404),
    ("POST", "participant.save_directory"): (404, 303, 404, 404),
    ("POST", "organiser.release_programme"): (401, 401, 404, 404),
    ("POST", "organiser.remove_block"): (401, 401, 409, 404),
    ("POST", "organiser.renew_links"): (401, 401, 303, 404),
    ("POST", "organiser.restore_participant"): (401, 401, 303, 404),
    ("POST", "organiser.retry_message"): (401, 401, 409, 404),
    ("POST", "organiser.save_block"): (401, 401, 422, 404),
    ("POST", "organiser.save_facts"): (401, 401, 422, 404),
    ("POST", "organiser.reset_rules"): (401, 401, 303, 404),
    ("POST", "organiser.save_group_session"): (401, 401, 422, 404),
    ("POST", "organiser.save_languages"): (401, 401, 303, 404),
    ("POST", "organiser.save_rules"): (401, 401, 422, 404),
    ("POST", "organiser.set_registration"): (401, 401, 303, 404),
    ("POST", "organiser.start_planning"): (401, 401, 303, 404),
    ("POST", "organiser.stop_planning"): (401, 401, 303, 404),
    ("POST", "organiser.withdraw_participant"): (401, 401, 303, 404),
    ("POST", "participant.answer_session"): (404, 303, 404, 404),
    ("POST", "participant.finish"): (404, 303, 404, 404),
    ("POST", "participant.save_about"): (404, 422, 404, 404),
    ("POST", "participant.save_asks"): (404, 409, 404, 404),
    ("POST", "participant.save_language"): (404, 303, 404, 404),
    ("POST", "participant.save_offers"): (404, 409, 404, 404),
    ("POST", "participant.save_people"): (404, 422, 404, 404),
    ("POST", "participant.save_times"): (404, 422, 404, 404),
    ("POST", "participant.send_registration"): (422, 422, 422, 422),
    ("POST", "behalf.answer_session"): (401, 401, 303, 404),
    ("POST", "behalf.finish"): (401, 401, 303, 404),
    ("POST", "behalf.save_about"): (401, 401, 422, 404),
    ("POST", "behalf.save_asks"): (401, 401, 409, 404),
    ("POST", "behalf.save_language"): (401, 401, 303, 404),
    ("POST", "behalf.save_offers"): (401, 401, 409, 404),
    ("POST", "behalf.save_people"): (401, 401, 422, 404),
    ("POST", "behalf.save_times"): (401, 401, 422, 404),
    ("POST", "helper.answer_session"): (404, 404, 404, 404, 303),
    ("POST", "helper.finish"): (404, 404, 404, 404, 303),
    ("POST", "helper.save_about"): (404, 404, 404, 404, 422),
    ("POST", "helper.save_asks"): (404, 404, 404, 404, 409),
    ("POST", "helper.save_language"): (404, 404, 404, 404, 303),
    ("POST", "helper.save_offers"): (404, 404, 404, 404, 409),
    ("POST", "helper.save_people"): (404, 404, 404, 404, 422),
    ("POST", "helper.save_times"): (404, 404, 404, 404, 422),
    ("POST", "organiser.add_group"): (401, 401, 404, 404),
    ("POST", "organiser.add_helper"): (401, 401, 422, 404),
    ("POST", "organiser.begin_group"): (401, 401, 422, 404),
    ("POST", "organiser.end_group"): (401, 401, 303, 404),
    ("POST", "organiser.end_helper"): (401, 401, 303, 404),
    ("POST", "organiser.renew_helper"): (401, 401, 303, 404),
    ("POST", "organiser.save_consent"): (401, 401, 422, 404),
    ("POST", "participant.answer_helper"): (404, 303, 404, 404),
    ("POST", "visitor.choose_language"): (303, 303, 303, 303),
}


@pytest.mark.parametrize("role", Role)
def test_every_address_answers_each_role_as_listed(app: Flask, role: Role) -> None:
    world = make_world(app)
    browser = browser_of(role, app)

    answers = {}
    for method in ("GET", "POST"):
        for rule in rules_of(app, method):
            path = path_of(app, rule, world, role)
            answer = browser.get(path) if method == "GET" else browser.submit(path)
            answers[method, rule.endpoint] = answer.status_code

    column = list(Role).index(role)
    assert answers == {
        # A helper is nobody, but on the helper's own pages.
        key: row[column] if column < len(row) else row[0]
        for key, row in EXPECTED.items()
    }


def test_addresses_answer_no_other_methods(app: Flask) -> None:
    methods = {method for rule in app.url_map.iter_rules() for method in rule.methods}

    assert methods == {"GET", "HEAD", "OPTIONS", "POST"}
