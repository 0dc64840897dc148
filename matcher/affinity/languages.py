"""Whether two participants can talk with each other, and else in what language."""

from matcher.participants import Participant

MEETING_LANGUAGE = "nl"
"""The language that interpreters of the event translate to and from."""


def workable_languages(participant: Participant) -> tuple[str, ...]:
    """List the languages it can hold a conversation in, in the order it gave."""
    codes = (skill.code for skill in participant.languages if skill.is_workable)
    return tuple(dict.fromkeys(codes))


def shared_languages(a: Participant, b: Participant) -> tuple[str, ...]:
    """List the languages in which both can hold a conversation.

    Who names no language at all is taken to speak Dutch: the form is in Dutch.
    """
    mine = workable_languages(a) or (MEETING_LANGUAGE,)
    theirs = workable_languages(b) or (MEETING_LANGUAGE,)
    return tuple(sorted(set(mine) & set(theirs)))


def needed_languages(a: Participant, b: Participant) -> tuple[str, ...]:
    """List the languages an interpreter could help in: those of who has no Dutch."""
    for participant in (a, b):
        languages = workable_languages(participant) or (MEETING_LANGUAGE,)
        if MEETING_LANGUAGE not in languages:
            return languages
    return ()
