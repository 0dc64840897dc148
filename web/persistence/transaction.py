"""The only place that commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from flask import current_app, g, has_request_context, request

from web.persistence.database import WRITING, database_write_lock, db

AFTER_COMMIT: Final = "after_commit"
BEFORE_COMMIT: Final = "trefpunt_before_commit"
WROTE: Final = "wrote"
"""Noted with the session once a transaction sends a change to the database."""
READING_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class TransactionMisused(RuntimeError):
    """A transaction was used in a way that could lose or hide a change."""


@contextmanager
def transaction() -> Iterator[None]:
    """Write inside the block and commit at its end; any exception undoes it all.

    What was read before is read again inside, so checks made in the block hold
    until the commit: there is one writer at a time. Keep the block short, and do
    nothing in it that waits for something else.

    Raises:
        TransactionMisused: inside another transaction, with changes made before
            it, or during a request that only reads.
    """
    _refuse_misuse()
    session = db.session
    # Ends the reading transaction: its snapshot may be old, and upgrading it to a
    # writing one fails at once if anybody wrote since.
    session.rollback()
    hooks: list[Callable[[], None]] = []
    with database_write_lock(current_app).held():
        session.connection(execution_options={WRITING: True})
        session.info[AFTER_COMMIT] = hooks
        try:
            yield
            session.flush()
            if session.info.get(WROTE):
                _run_before_commit()
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            del session.info[AFTER_COMMIT]
            session.info.pop(WROTE, None)
    for hook in hooks:
        hook()


def before_each_commit(hook: Callable[[], None]) -> None:
    """Call *hook* in every transaction of this request that changes something.

    For what must be written down whoever writes, such as that it was done for another.
    """
    g.setdefault(BEFORE_COMMIT, []).append(hook)


def _run_before_commit() -> None:
    for hook in g.get(BEFORE_COMMIT, ()) if has_request_context() else ():
        hook()


def after_commit(hook: Callable[[], None]) -> None:
    """Call *hook* once the running transaction is committed; not if it is undone.

    Asked for twice, the same hook is still called once.

    Raises:
        TransactionMisused: outside a transaction.
    """
    hooks = db.session.info.get(AFTER_COMMIT)
    if hooks is None:
        raise TransactionMisused("after_commit() needs a running transaction")
    if hook not in hooks:
        hooks.append(hook)


def is_in_transaction() -> bool:
    """Tell whether a writing transaction runs in this thread."""
    return AFTER_COMMIT in db.session.info


def _refuse_misuse() -> None:
    if has_request_context() and request.method in READING_METHODS:
        raise TransactionMisused(f"{request.method} {request.endpoint} must not write")
    if is_in_transaction():
        raise TransactionMisused("a transaction inside a transaction")
    session = db.session
    if session.new or session.dirty or session.deleted:
        raise TransactionMisused("changes were made before the transaction began")
