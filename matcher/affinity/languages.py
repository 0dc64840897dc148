"""Whether two participants can talk with each other, and else in what language."""

from matcher.participants import Participant

MEETING_LANGUAGE = "nl"
"""The language that interpreters of the event translate to and from."""
LEAST_LEVEL = "A2"
"""The level (CEFR) of short conversations on simple subjects."""


def workable_languages(participant: Participant) -> tuple[str, ...]:
    """List the languages it can hold a conversation in, in the order it gave.

    Who names none is taken to speak Dutch: the form is in Dutch. Who asks for an
    interpreter does not count on Dutch, at whatever level.
    """
    codes = [skill.code for skill in participant.languages if skill.is_workable]
    if participant.interpreter:
        own = (code for code in codes if code != MEETING_LANGUAGE)
        return tuple(dict.fromkeys((participant.interpreter, *own)))
    return tuple(dict.fromkeys(codes)) or (MEETING_LANGUAGE,)


def halting_languages(participant: Participant) -> tuple[str, ...]:
    """List the languages it speaks at least a little, in the order it gave."""
    codes = (
        skill.code
        for skill in participant.languages
        if skill.level is None or skill.level >= LEAST_LEVEL
    )
    return tuple(dict.fromkeys(codes)) or (MEETING_LANGUAGE,)


def shared_languages(a: Participant, b: Participant) -> tuple[str, ...]:
    """List the languages in which both can hold a conversation."""
    return tuple(sorted({*workable_languages(a)} & {*workable_languages(b)}))


def needed_languages(a: Participant, b: Participant) -> tuple[str, ...]:
    """List the languages an interpreter could help in: those of who has no Dutch."""
    for participant in (a, b):
        languages = workable_languages(participant)
        if MEETING_LANGUAGE not in languages:
            return languages
    return ()
