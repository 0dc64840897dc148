"""Settings: one frozen object, read from the environment once and checked at start.

Every setting is a variable ``TREFPUNT_...``; ``docs/configuration.md`` lists them.
Nothing else in the product reads the environment.
"""

from web.config.environment import from_environment, to_environment
from web.config.mail_servers import ImapServer, MailSecurity, SmtpServer
from web.config.settings import Settings
from web.config.variables import EXAMPLES, SettingsRefused

__all__ = [
    "EXAMPLES",
    "ImapServer",
    "MailSecurity",
    "Settings",
    "SettingsRefused",
    "SmtpServer",
    "from_environment",
    "to_environment",
]
