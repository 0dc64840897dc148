"""What our settings mean to Flask and its extensions."""

from typing import Final
from urllib.parse import urlsplit

from web.config import Settings

MEGABYTE: Final = 1024 * 1024
LARGEST_REQUEST: Final = 12 * MEGABYTE
"""A spreadsheet of some thousands of participants is a tenth of this."""
LARGEST_FORM: Final = 2 * MEGABYTE
"""All fields together, files not counted."""
MOST_FIELDS: Final = 5000
LOCAL_HOSTS: Final = ("localhost", "127.0.0.1")
"""Werkzeug can trust no address of IPv6: it takes what follows a colon for a port."""


def flask_settings(settings: Settings) -> dict[str, object]:
    """Translate our settings into the configuration of Flask."""
    secure = settings.is_https
    return {
        "SECRET_KEY": settings.secret_key,
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_FORM,
        "MAX_FORM_PARTS": MOST_FIELDS,
        "SESSION_COOKIE_NAME": "__Host-trefpunt" if secure else "trefpunt",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "TRUSTED_HOSTS": _trusted_hosts(settings),
        # A form may stay open for hours; its token lives as long as the session.
        "WTF_CSRF_TIME_LIMIT": None,
        # It compares the Referer, which our own policy does not send.
        "WTF_CSRF_SSL_STRICT": False,
        # Otherwise it reads a catalogue from disk at each request.
        "WTF_I18N_ENABLED": False,
        "BABEL_TRANSLATION_DIRECTORIES": "translations",
    }


def _trusted_hosts(settings: Settings) -> list[str]:
    """List the hosts a request may name: ours, and this machine without a proxy."""
    own = urlsplit(settings.base_url).hostname or "localhost"
    hosts = [own]
    if not settings.trusted_proxies:
        hosts.extend(host for host in LOCAL_HOSTS if host not in hosts)
    return hosts
