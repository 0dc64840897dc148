"""Who does something for a participant: written down with everything they change."""

from web.current import Acting
from web.persistence.transaction import before_each_commit
from web.services import audit


def watch(acting: Acting, *, event_id: int, code: str, page: str) -> None:
    """Write down every change of this request, in the transaction that makes it.

    Args:
        acting: Who does it.
        event_id: The event.
        code: For whom: the code of the participant.
        page: What they do, as the page is called.
    """

    def note() -> None:
        audit.record(
            f"{acting.kind}.{page}",
            by=acting.by,
            event_id=event_id,
            detail={"code": code},
        )

    before_each_commit(note)
