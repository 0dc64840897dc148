"""The programme as one JSON document, for other programs."""

import json
from dataclasses import asdict

from matcher.duplicates import likely_duplicates
from matcher.participants import Participant
from matcher.programme import Meeting
from matcher.reasons import Reason
from web.services.plan_files.contents import PlanContents
from web.services.plan_files.obstacles import name_obstacles
from web.wording.reasons import reason_lines
from web.wording.unmet import unmet_help, unmet_reason

FORMAT = 1
"""Rises when a field changes its meaning or goes away."""


def programme_document(contents: PlanContents) -> str:
    """Write the event, its programme and how good it is."""
    planned = contents.planned
    document = {
        "format": FORMAT,
        "event": _event(contents),
        "participants": [_participant(known) for known in contents.participants],
        "programme": {
            "version": planned.programme.version,
            "meetings": [_meeting(contents, m) for m in contents.meetings],
        },
        "status": str(planned.status),
        "goals": {
            name: {
                "value": list(result.value),
                "bound": list(result.bound),
                "gap": result.gap,
            }
            for name, result in planned.goals
        },
        "without_meeting": list(planned.without_meeting),
        "unmet": _unmet(contents),
        "group_offers": [asdict(offer) for offer in planned.group_offers],
        "likely_duplicates": [
            {"a": pair.a, "b": pair.b, "why": [sign.value for sign in pair.why]}
            for pair in likely_duplicates(contents.participants)
        ],
        "problems": [
            {
                "file": row.file,
                "row": row.problem.row,
                "column": row.problem.column,
                "code": row.problem.code.value,
                "found": row.problem.found,
            }
            for row in contents.problems
        ],
        "effort": {
            "seconds": planned.effort.seconds,
            "moves": planned.effort.moves,
            "seed": planned.effort.seed,
            "workers": planned.effort.workers,
            "version": planned.effort.version,
        },
        "made_at": contents.made_at.isoformat(),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _event(contents: PlanContents) -> dict[str, object]:
    event = contents.event
    return {
        "uid": event.uid,
        "name": event.name,
        "timezone": event.timezone,
        "blocks": [
            {
                "id": block.id,
                "name": block.name,
                "place": block.place,
                "tables": [
                    {"id": table.id, "name": table.name} for table in block.tables
                ],
                "slots": [
                    {
                        "id": slot.id,
                        "start": slot.start.isoformat(),
                        "end": slot.end.isoformat(),
                    }
                    for slot in block.slots
                ],
            }
            for block in event.blocks
        ],
    }


def _participant(participant: Participant) -> dict[str, object]:
    """Write who takes part, without how to reach them: that is nobody's here."""
    return {
        "id": participant.id,
        "name": participant.name,
        "kind": participant.kind,
        "side": participant.side.value,
        "delegates": [
            {"id": delegate.id, "name": delegate.name, "role": delegate.role}
            for delegate in participant.delegates
        ],
    }


def _meeting(contents: PlanContents, meeting: Meeting) -> dict[str, object]:
    return {
        "id": meeting.id,
        "slot": meeting.slot,
        "table": meeting.table,
        "a": meeting.a,
        "delegate_a": meeting.delegate_a,
        "b": meeting.b,
        "delegate_b": meeting.delegate_b,
        "interpreter": meeting.interpreter,
        "value": meeting.value,
        "reasons": [_reason(reason) for reason in meeting.reasons],
        "reasons_in_words": list(reason_lines(meeting.reasons, contents.index.names)),
    }


def _reason(reason: Reason) -> dict[str, object]:
    """Write the evidence; the text of a wish stays with the one who typed it."""
    return {
        "kind": reason.kind.value,
        "weight": reason.weight,
        "giver": reason.giver,
        "receiver": reason.receiver,
        "offer": reason.offer,
        "ask": reason.ask,
        "codes": list(reason.codes),
    }


def _unmet(contents: PlanContents) -> list[dict[str, object]]:
    return [
        {
            "a": unmet.a,
            "b": unmet.b,
            "value": unmet.value,
            "reason": unmet.reason,
            "would_help": list(unmet.would_help),
            "in_words": (
                f"{unmet_reason(unmet.reason)} "
                f"{unmet_help(unmet.reason, name_obstacles(contents.index, unmet))}"
            ),
        }
        for unmet in sorted(contents.planned.unmet, key=lambda u: (-u.value, u.a, u.b))
    ]
