"""The Flask application, with a log that names no personal page."""

from types import TracebackType

from flask import Flask, request


class WebApplication(Flask):
    """Flask, but a fault is logged by endpoint: our paths hold personal links."""

    def log_exception(
        self,
        exc_info: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> None:
        """Log a fault with its stack; Flask would log the path."""
        self.logger.error(
            "fault at %s %s", request.method, request.endpoint, exc_info=exc_info
        )
