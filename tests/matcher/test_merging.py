"""Merging two registrations: everything of both is there, and twice is once."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from matcher.merging import match_delegates, merge
from matcher.participants import Answer, Participant
from matcher.words import words_of
from tests.builders import a_delegate, a_participant, languages
from tests.strategies import registrations


def test_answers_of_both_stand_once() -> None:
    kept = a_participant(
        "P1",
        name="Stichting Buurtkeuken De Meent",
        description="Buurtkeuken voor iedereen op dinsdag. Wij koken.",
        asks=["materialen: Bakfiets", "menskracht: Bezorgers"],
        offers=["bereik: Ouderen"],
        speaks="nl:B1 ti",
        delegates=[
            a_delegate("P1.1", "Fatiha", contact="06 1"),
            a_delegate("P1.2", "Gijs"),
        ],
        slots="A1 A2?",
        channels="telefoon",
        consents="wishes target_groups",
    )
    absorbed = a_participant(
        "P2",
        name="Stg. Buurtkeuken de Meent",
        description="buurtkeuken voor iedereen op dinsdag",
        asks=["materialen: bakfiets.", "training: Ondervoeding"],
        offers=["menskracht: Maaltijden"],
        speaks="nl:B2 ti:A1 ar",
        area="de meent",
        delegates=[
            a_delegate("P2.1", "fatiha", contact="fatiha@example.org"),
            a_delegate("P2.2", "Gijs", role="bezorging", contact="06 2"),
            a_delegate("P2.3", "Noor"),
        ],
        slots="A2 A3?",
        channels="email telefoon",
        wishes="Supermarkt",
        consents="wishes",
    )

    merged = merge(kept, absorbed)

    assert (merged.id, merged.name, merged.area) == (kept.id, kept.name, "de meent")
    assert merged.description == kept.description
    assert [ask.text for ask in merged.asks] == [
        "Bakfiets",
        "Bezorgers",
        "Ondervoeding",
    ]
    assert [offer.text for offer in merged.offers] == ["Ouderen", "Maaltijden"]
    assert merged.languages == languages("nl:B2 ti ar")
    assert [(d.id, d.role, d.contact) for d in merged.delegates] == [
        ("P1.1", "", "06 1"),
        ("P1.2", "bezorging", "06 2"),
        ("P2.3", "", None),
    ]
    assert merged.availability == {
        "A1": Answer.YES,
        "A2": Answer.YES,
        "A3": Answer.IF_NEEDED,
    }
    assert merged.channels == ("telefoon", "email")
    assert merged.wishes == "Supermarkt"
    assert merged.consents == {"wishes"}
    assert match_delegates(kept, absorbed) == {
        "P2.1": "P1.1",
        "P2.2": "P1.2",
        "P2.3": None,
    }


@given(registrations(), st.permutations(range(4)))
def test_nothing_that_was_answered_is_lost(
    participants: Sequence[Participant], order: Sequence[int]
) -> None:
    kept, absorbed = (participants[place] for place in order[:2])

    merged = merge(kept, absorbed)

    for one in (kept, absorbed):
        assert one.themes <= merged.themes
        assert one.target_groups <= merged.target_groups
        assert one.accessibility <= merged.accessibility
        assert set(one.channels) <= set(merged.channels)
        assert one.availability.keys() <= merged.availability.keys()
        assert {s.code for s in one.languages} <= {s.code for s in merged.languages}
        for told, kept_in in (
            (one.description, merged.description),
            (one.wishes, merged.wishes),
        ):
            assert " ".join(words_of(told)) in " ".join(words_of(kept_in))
        assert {(o.kind, o.text) for o in one.offers} <= {
            (o.kind, o.text) for o in merged.offers
        }
        assert {(a.kind, a.text) for a in one.asks} <= {
            (a.kind, a.text) for a in merged.asks
        }
        assert {d.name for d in one.delegates} <= {d.name for d in merged.delegates}


@given(registrations())
def test_merging_again_changes_nothing(participants: Sequence[Participant]) -> None:
    kept, absorbed, *_ = participants
    merged = merge(kept, absorbed)

    assert merge(merged, absorbed) == merged
    assert merge(merged, merged) == merged
