"""What the reasons of a pair tell to whom."""

from hypothesis import given

from matcher.affinity import NO_ACQUAINTANCE, Acquaintance, score_pairs
from matcher.event import Rules
from matcher.participants import Consent
from matcher.reasons import ReasonKind
from tests.builders import a_participant
from tests.strategies import SENSITIVE, registrations

WISHES = {ReasonKind.NAMED, ReasonKind.DESCRIBED}


def reasons_of(*participants):
    (pair,) = score_pairs(participants, Rules())
    return pair.reasons


def a_pair(**wishes: str):
    """Two who fit, and what each wishes: ``one`` and ``other``."""
    return (
        a_participant(
            "P1",
            name="Habesha Brug",
            asks=["training: Uitleg over schulden", "kennis: Uitleg over schulden"],
            offers=["bereik: Eritrese gezinnen"],
            wishes=wishes.get("one", ""),
        ),
        a_participant(
            "P2",
            name="Kredietbank Diepland",
            kind="formal",
            offers=["training: Training over schulden"],
            asks=["bereik: Eritrese gezinnen"],
            wishes=wishes.get("other", ""),
        ),
    )


def test_an_offer_is_the_answer_to_one_ask_only() -> None:
    answers = [r for r in reasons_of(*a_pair()) if r.receiver == "P1"]

    assert [(r.ask, r.offer) for r in answers] == [
        ("Uitleg over schulden", "Training over schulden")
    ]


def test_wish_of_one_is_hidden_from_the_other() -> None:
    (wish,) = (r for r in reasons_of(*a_pair(other="Habesha Brug")) if r.kind in WISHES)

    assert (wish.receiver, wish.giver, wish.hidden_from) == ("P2", "P1", ("P1",))


def test_wish_of_both_is_hidden_from_nobody() -> None:
    found = reasons_of(*a_pair(one="de Kredietbank", other="Habesha Brug"))

    assert [r.hidden_from for r in found if r.kind in WISHES] == [(), ()]


def test_wish_is_told_where_its_owner_agreed() -> None:
    one, other = a_pair(other="Habesha Brug")
    agreeing = a_participant(
        "P2",
        name=other.name,
        kind=other.kind,
        asks=["bereik: Eritrese gezinnen"],
        wishes=other.wishes,
        consents="wishes",
    )

    (wish,) = (r for r in reasons_of(one, agreeing) if r.kind in WISHES)

    assert wish.hidden_from == ()


def test_wish_is_told_without_the_word_that_joined_it() -> None:
    one = a_participant("P1", wishes="De woningbouw. En iemand van de gemeente.")
    other = a_participant("P2", name="Gemeente Diepland", kind="government")

    (wish,) = (r for r in reasons_of(one, other) if r.kind in WISHES)

    assert wish.wish == "iemand van de gemeente"


def test_private_target_group_is_told_only_to_its_owner_and_who_may_know() -> None:
    one = a_participant("P1", target_groups="lhbtqia ouderen", consents="target_groups")
    other = a_participant("P2", kind="care", target_groups="lhbtqia ouderen")

    found = {
        reason.codes: reason.hidden_from
        for reason in reasons_of(one, other)
        if reason.kind is ReasonKind.SHARED_TARGET_GROUP
    }

    assert found == {("lhbtqia",): ("P1",), ("ouderen",): ()}


@given(registrations())
def test_reason_shows_only_what_its_reader_may_know(participants) -> None:
    known = {p.id: p for p in participants}
    for pair in score_pairs(participants, Rules()):
        for reader, owner in ((pair.a, pair.b), (pair.b, pair.a)):
            told = [r for r in pair.reasons if reader not in r.hidden_from]
            theirs = known[owner]
            for reason in told:
                assert (
                    reason.wish == ""
                    or reason.receiver == reader
                    or (
                        # The text of another's wish is in the data, never in a sentence.
                        reason.kind in WISHES
                    )
                )
                assert "geheim" not in f"{reason.offer} {reason.ask}"
                assert "1234567" not in f"{reason.offer} {reason.ask}"
                if Consent.TARGET_GROUPS not in theirs.consents:
                    assert not SENSITIVE & set(reason.codes)
            wishes = {r.receiver for r in told if r.kind in WISHES}
            if Consent.WISHES not in theirs.consents and owner in wishes:
                assert reader in wishes


@given(registrations())
def test_nobody_is_told_a_refusal(participants) -> None:
    for pair in score_pairs(participants, Rules()):
        for reason in pair.reasons:
            folded = f" {reason.wish.casefold()} "
            assert not any(f" {word} " in folded for word in ("niet", "geen", "liever"))


def kinds_of(*participants, acquaintance=NO_ACQUAINTANCE):
    (pair,) = score_pairs(participants, Rules(), acquaintance=acquaintance)
    return {r.kind: (r.giver, r.receiver) for r in pair.reasons}


def test_same_neighbourhood_is_told_but_never_of_a_secret_address() -> None:
    one = a_participant("P1", area="De Meent, Waterlede")
    near = a_participant("P2", kind="care", area="de meent, waterlede")
    hidden = a_participant(
        "P2", kind="care", area="De Meent, Waterlede", description="Geheim adres"
    )
    town = a_participant("P2", kind="care", area="Oost, Waterlede")

    assert ReasonKind.SAME_AREA in kinds_of(one, near)
    assert ReasonKind.SAME_AREA not in kinds_of(one, hidden)
    assert ReasonKind.SAME_AREA not in kinds_of(one, town)


def test_who_comes_for_the_first_time_and_who_met_before_is_told() -> None:
    one, other = a_participant("P1"), a_participant("P2", kind="care")
    new = Acquaintance(first_timers=frozenset({"P2"}))
    both = Acquaintance(first_timers=frozenset({"P1", "P2"}))
    met = Acquaintance(met={frozenset({"P1", "P2"}): 1})

    assert kinds_of(one, other, acquaintance=new) == {
        ReasonKind.FIRST_MEETING: ("P2", "P1")
    }
    assert kinds_of(one, other, acquaintance=both) == {
        ReasonKind.FIRST_MEETING: (None, None)
    }
    assert kinds_of(one, other, acquaintance=met) == {
        ReasonKind.MET_BEFORE: (None, None)
    }
