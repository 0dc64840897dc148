import json
from dataclasses import replace

from matcher.group_offers import GroupOffer, Seeker
from matcher.participants import ParticipantId
from web.services.plan_files.contents import PlanContents
from web.services.plan_files.document import programme_document


def test_document_holds_the_programme(contents: PlanContents):
    document = json.loads(programme_document(contents))

    first, _ = document["programme"]["meetings"]
    assert first["id"] == "P1+P2"
    assert (first["slot"], first["table"]) == ("A1", "A-1")
    assert (first["delegate_a"], first["delegate_b"]) == ("P1.1", "P2.1")
    assert first["reasons"][1]["kind"] == "named"
    assert len(first["reasons_in_words"]) == 2
    assert document["goals"]["value"] == {"value": [980], "bound": [1000], "gap": 0.02}
    assert document["without_meeting"] == ["P4"]
    assert [unmet["value"] for unmet in document["unmet"]] == [700, 350, 10]
    assert document["problems"] == [
        {
            "file": "people.csv",
            "row": 4,
            "column": "languages",
            "code": "unknown_language",
            "found": "xq",
        }
    ]
    assert document["made_at"] == "2026-10-01T12:30:00+00:00"
    assert document["event"]["blocks"][0]["slots"][0] == {
        "id": "A1",
        "start": "2026-10-22T18:45:00+02:00",
        "end": "2026-10-22T19:05:00+02:00",
    }


def test_document_tells_no_contacts(contents: PlanContents):
    document = programme_document(contents)

    assert "0000 0000" not in document
    assert "gertjan@" not in document


def test_document_tells_of_offers_to_many_and_of_duplicates(
    contents: PlanContents,
) -> None:
    offer = GroupOffer(
        giver=ParticipantId("P2"),
        kind="training",
        text="Omgaan met dementie",
        seats=6,
        are_seats_stated=False,
        askers=(Seeker(participant=ParticipantId("P1"), ask="Dementie", strength=80),),
    )
    planned = replace(contents.planned, group_offers=(offer,))
    again = replace(contents.participants[0], id=ParticipantId("P9"))
    changed = replace(
        contents, planned=planned, participants=(*contents.participants, again)
    )

    document = json.loads(programme_document(changed))

    assert document["group_offers"][0]["askers"] == [
        {"participant": "P1", "ask": "Dementie", "strength": 80}
    ]
    assert [(d["a"], d["b"]) for d in document["likely_duplicates"]] == [("P1", "P9")]
