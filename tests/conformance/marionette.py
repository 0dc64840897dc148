"""A conversation with a Mozilla program over Marionette, its remote control.

Messages are JSON behind their length: ``17:[0,1,"name",{}]``; the answer to a command
is ``[1, id, error, value]`` (https://firefox-source-docs.mozilla.org/testing/marionette/).
"""

import json
import socket
import time
from typing import Any, Self


class MarionetteError(Exception):
    """The program could not do what it was asked."""


class Marionette:
    """One session, with scripts that may use all of the program."""

    def __init__(self, port: int, *, within: float) -> None:
        """Connect as soon as the program listens, at most *within* seconds from now."""
        self._socket = _connect(port, time.monotonic() + within)
        self._waiting = b""
        self._number = 0
        self._receive()  # the greeting
        self._ask("WebDriver:NewSession", {"capabilities": {}})
        self._ask("Marionette:SetContext", {"value": "chrome"})

    def run(self, script: str, *arguments: object, within: float = 30) -> Any:
        """Run the body of an asynchronous function and give what it returns.

        Raises:
            MarionetteError: The script failed, or did not end in time.
        """
        wrapped = (
            "const [...given] = arguments; const done = given.pop();"
            f"(async (...args) => {{ {script} }})(...given).then("
            "value => done({ value }), error => done({ error: String(error) }));"
        )
        answer = self._ask(
            "WebDriver:ExecuteAsyncScript",
            {
                "script": wrapped,
                "args": list(arguments),
                "scriptTimeout": int(within * 1000),
            },
        )["value"]
        if "error" in answer:
            raise MarionetteError(answer["error"])
        return answer.get("value")

    def quit(self) -> None:
        """Ask the program to end."""
        self._ask("Marionette:Quit", {"flags": ["eForceQuit"]})

    def __enter__(self) -> Self:
        """Use it for a while."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Hang up."""
        self._socket.close()

    def _ask(self, command: str, parameters: dict[str, object]) -> Any:
        self._number += 1
        text = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(f"{len(text)}:".encode() + text)
        _kind, _number, error, value = self._receive()
        if error:
            raise MarionetteError(error["message"])
        return value

    def _receive(self) -> Any:
        while b":" not in self._waiting:
            self._read_more()
        length, _, self._waiting = self._waiting.partition(b":")
        while len(self._waiting) < int(length):
            self._read_more()
        text = self._waiting[: int(length)]
        self._waiting = self._waiting[int(length) :]
        return json.loads(text)

    def _read_more(self) -> None:
        found = self._socket.recv(65536)
        if not found:
            raise MarionetteError("the program hung up")
        self._waiting += found


def _connect(port: int, deadline: float) -> socket.socket:
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=90)
        except OSError as error:
            if time.monotonic() > deadline:
                raise MarionetteError("the program does not listen") from error
            time.sleep(0.1)
