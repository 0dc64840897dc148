"""Solve one programme after the other, as a process of its own.

Run as a file, not as part of the package, so that it starts in a tenth of a second:
requests come in and answers go out as a length and so many bytes.
"""

import os
import sys
from typing import IO

from ortools.math_opt import callback_pb2, rpc_pb2
from ortools.math_opt.core.python import solver

LENGTH_BYTES = 8


def receive(stream: IO[bytes]) -> bytes | None:
    """Return the next message, or None where there are no more."""
    length = stream.read(LENGTH_BYTES)
    if len(length) < LENGTH_BYTES:
        return None
    size = int.from_bytes(length, "big")
    message = stream.read(size)
    return message if len(message) == size else None


def send(stream: IO[bytes], message: bytes) -> None:
    """Send a message."""
    stream.write(len(message).to_bytes(LENGTH_BYTES, "big"))
    stream.write(message)
    stream.flush()


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    while (message := receive(requests)) is not None:
        request = rpc_pb2.SolveRequest.FromString(message)
        result = solver.solve(
            request.model,
            request.solver_type,
            request.initializer,
            request.parameters,
            request.model_parameters,
            None,
            callback_pb2.CallbackRegistrationProto(),
            None,
            None,
        )
        send(answers, result.SerializeToString())


def _keep_answers_apart() -> IO[bytes]:
    """Return where answers go; what solvers print goes elsewhere from now on."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


if __name__ == "__main__":
    serve(sys.stdin.buffer, _keep_answers_apart())
