"""Extensions of Flask, made unbound here and bound by `web.create_app`.

What concerns every request stands beside it: headers, logs, error pages' ids and
the bell that wakes the workers.
"""

from flask_babel import Babel
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

from web.extensions.bell import AppBell

babel = Babel()
bell = AppBell()
csrf = CSRFProtect()
migrate = Migrate()

__all__ = ["babel", "bell", "csrf", "migrate"]
