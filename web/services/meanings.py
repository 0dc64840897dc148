"""What the texts of an event mean, where the extra that reads them is installed.

Only an event with texts in more than one language needs it: measured, it adds nothing
to the words of one language. Each text is read once and its vector kept with the hash
of the text. Without the extra, or when it fails, planning goes on without meanings.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from matcher.affinity import NO_MEANINGS, Meanings
from matcher.concepts import language_of
from matcher.participants import Participant
from web import current
from web.persistence.database import db
from web.persistence.queries.erasing import remove_meanings
from web.persistence.queries.meanings import (
    find_meanings,
    remove_meanings_unused_since,
)
from web.persistence.rows import MeaningRow
from web.persistence.transaction import transaction
from web.refusals import MeaningUnavailable

Vector = NDArray[np.float32]
_STORED = np.dtype("<f4")
_KEPT_UNUSED = timedelta(days=90)
_log = logging.getLogger(__name__)


def read_meanings(participants: Iterable[Participant]) -> Meanings:
    """Read what the asks and offers mean, if that can help to plan."""
    reader = current.meaning_reader()
    everybody = list(participants)
    asks = sorted({ask.text for p in everybody for ask in p.asks})
    offers = sorted({offer.text for p in everybody for offer in p.offers})
    if reader is None or len({language_of(text) for text in (*asks, *offers)}) <= 1:
        return NO_MEANINGS
    try:
        with transaction():
            remove_meanings_unused_since(current.clock().now() - _KEPT_UNUSED)
            return Meanings(
                asks=_vectors(f"{reader.model}:ask", asks, reader.read_asks),
                offers=_vectors(f"{reader.model}:offer", offers, reader.read_offers),
            )
    except MeaningUnavailable:
        _log.warning("Meanings cannot be read; planning goes on without them.")
        return NO_MEANINGS


def forget(texts: Iterable[str]) -> None:
    """Forget what texts mean, inside the transaction that erases who wrote them.

    Where nothing reads meanings now, whatever was read once is forgotten: it is only
    kept so that it need not be read again.
    """
    reader = current.meaning_reader()
    if reader is None:
        remove_meanings(None)
        return
    roles = (f"{reader.model}:ask", f"{reader.model}:offer")
    remove_meanings([_digest(role, text) for text in texts for role in roles])


def _vectors(
    role: str,
    texts: Sequence[str],
    read: Callable[[Sequence[str]], Sequence[Vector]],
) -> Mapping[str, Vector]:
    """Give the vectors of texts: those that are kept, and the others read now."""
    digests = {text: _digest(role, text) for text in texts}
    known = find_meanings(list(digests.values()))
    now = current.clock().now()
    for row in known.values():
        row.used_at = now
    new = [text for text in texts if digests[text] not in known]
    vectors = {
        text: np.frombuffer(known[digest].vector, dtype=_STORED)
        for text, digest in digests.items()
        if digest in known
    }
    for text, vector in zip(new, read(new) if new else (), strict=True):
        vectors[text] = np.asarray(vector, dtype=_STORED)
        db.session.add(
            MeaningRow(
                digest=digests[text], vector=vectors[text].tobytes(), used_at=now
            )
        )
    return vectors


def _digest(role: str, text: str) -> str:
    return hashlib.sha256(f"{role}:{text}".encode()).hexdigest()
