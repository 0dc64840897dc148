"""The tables of the database, one module per subject; names end in ``Row``.

Slim on purpose: columns, keys and constraints. What may happen to a row is
decided in `web.services`; reading many of them together in
`web.persistence.queries`.
"""

from web.persistence.rows.accounts import (
    AuditRow,
    OrganiserRow,
    OrganiserSessionRow,
    RateRow,
    SignInTokenRow,
)
from web.persistence.rows.answers import MeetingAnswerRow
from web.persistence.rows.consents import (
    BehalfConsentRow,
    ConfirmationCodeRow,
    ContactConsentRow,
    HelpedGroupRow,
    HelperRow,
)
from web.persistence.rows.contact_attempts import ContactAttemptRow
from web.persistence.rows.events import (
    BlockRow,
    EventOrganiserRow,
    EventRow,
    InterpreterRow,
    SlotRow,
    TableRow,
)
from web.persistence.rows.incoming import MailboxRow, ReceivedMailRow
from web.persistence.rows.jobs import JobRow, WorkerRow
from web.persistence.rows.meanings import MeaningRow
from web.persistence.rows.messages import (
    InvitationRow,
    MailPaceRow,
    MailPauseRow,
    MessageRow,
)
from web.persistence.rows.participants import (
    AskRow,
    AvailabilityRow,
    ConsentRow,
    DecisionRow,
    DelegateRow,
    MarkRow,
    OfferRow,
    ParticipantRow,
    PersonalLinkRow,
    SubmissionRow,
)
from web.persistence.rows.programmes import MeetingRow, ProgrammeRow
from web.persistence.rows.sessions import GroupSessionRow, SessionPlaceRow
from web.persistence.rows.uploads import UploadRow

__all__ = [
    "AskRow",
    "AuditRow",
    "AvailabilityRow",
    "BehalfConsentRow",
    "BlockRow",
    "ConfirmationCodeRow",
    "ConsentRow",
    "ContactAttemptRow",
    "ContactConsentRow",
    "DecisionRow",
    "DelegateRow",
    "EventOrganiserRow",
    "EventRow",
    "GroupSessionRow",
    "HelpedGroupRow",
    "HelperRow",
    "InterpreterRow",
    "InvitationRow",
    "JobRow",
    "MailPaceRow",
    "MailPauseRow",
    "MailboxRow",
    "MarkRow",
    "MeaningRow",
    "MeetingAnswerRow",
    "MeetingRow",
    "MessageRow",
    "OfferRow",
    "OrganiserRow",
    "OrganiserSessionRow",
    "ParticipantRow",
    "PersonalLinkRow",
    "ProgrammeRow",
    "RateRow",
    "ReceivedMailRow",
    "SessionPlaceRow",
    "SignInTokenRow",
    "SlotRow",
    "SubmissionRow",
    "TableRow",
    "UploadRow",
    "WorkerRow",
]
