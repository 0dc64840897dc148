"""Being in the directory: off until somebody says yes, and a no at any time."""

from flask import Flask

from tests.web.conftest import FormClient
from tests.web.routes import make_world
from web.persistence.queries import roster, setup


def test_a_participant_says_yes_and_takes_it_back(
    app: Flask, client: FormClient
) -> None:
    world = make_world(app)
    path = f"/mijn/{world.personal}/"
    found = []
    for answer in ("", "ja", "nee"):
        client.submit(f"{path}sociale-kaart", {"antwoord": answer})
        with app.app_context():
            event = setup.find_event_by_slug("netwerkbeurs")
            assert event is not None
            stored = roster.get_by_code(event.id, "W001").in_directory
        text = client.get(f"{path}?antwoorden=1").text
        found.append((stored, "U staat in het overzicht." in text))

    assert found == [(False, False), (True, True), (False, False)]
