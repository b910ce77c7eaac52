"""Closed lists of an import: where it stands, where a row stands, and what the import as a whole rests on."""

from django.db.models import TextChoices


class ImportState(TextChoices):
    """Where an import stands. Those that end in -ing are worked on beside the pages."""

    MAPPING = "mapping", "Columns to match"
    ASKING = "asking", "Questions to answer"
    CHECKING = "checking", "Checking rows"
    CHECKED = "checked", "Checked: nothing imported"
    IMPORTING = "importing", "Importing"
    STOPPED = "stopped", "Stopped"
    DONE = "done", "Imported"
    UNDOING = "undoing", "Undoing"
    UNDONE = "undone", "Undone"
    DISCARDED = "discarded", "Discarded"


WORKED_ON_STATES = (ImportState.CHECKING, ImportState.IMPORTING, ImportState.UNDOING)
OPEN_STATES = (ImportState.MAPPING, ImportState.ASKING, ImportState.CHECKED, ImportState.STOPPED)
"""Somebody has to go on with it: its rows are still kept."""
FILE_STATES = (ImportState.MAPPING, ImportState.ASKING, ImportState.CHECKED)
"""Another file may take the place of this one: nothing is imported yet."""


class RowState(TextChoices):
    """Where a row stands."""

    UNREAD = "unread", "Not checked"
    READY = "ready", "Ready"
    FAULTY = "faulty", "To correct"
    DUPLICATE = "duplicate", "Possible duplicate"
    LEFT_OUT = "left_out", "Left out"
    IMPORTED = "imported", "Imported"


class RowDecision(TextChoices):
    """What somebody said of a row that may be of a person who is here already."""

    NEW = "new", "A different person: import as a new case"
    SAME = "same", "The same person: skip this row"
    LEAVE_OUT = "leave_out", "Leave this row out for now"


class ImportBasis(TextChoices):
    """What the law lets an organisation rest a move of its records on. Articles are of the UK GDPR."""

    PUBLIC_TASK = "public_task", "Public task, Article 6(1)(e)"
    LEGAL_OBLIGATION = "legal_obligation", "Legal obligation, Article 6(1)(c)"
    LEGITIMATE_INTERESTS = "legitimate_interests", "Legitimate interests, Article 6(1)(f)"
    RECOGNISED = "recognised", "Recognised legitimate interest, Article 6(1)(ea)"
    VITAL = "vital", "Vital interests, Article 6(1)(d)"
    CONSENT = "consent", "Consent to keeping the record, Article 6(1)(a)"
    LAW_ENFORCEMENT = "law_enforcement", "Law enforcement, Data Protection Act 2018, Part 3"


BASIS_SOURCE = (
    "Articles are of the UK GDPR. Not verified: ask your data protection lead which one you rely on. "
    "A row can name another in its own column."
)


class SupportConsent(TextChoices):
    """Whether the people of the file said yes to support by the organisation."""

    ALL = "all", "Yes, everyone, unless their row says otherwise"
    ROWS = "rows", "Only where their row says so"


class ImportTrouble(TextChoices):
    """Why the work beside the pages stopped by itself."""

    NOT_ALLOWED = (
        "not_allowed",
        "The person who started it may no longer import cases. A duty lead can go on.",
    )
    FAILED = "failed", "Something went wrong. Try again. If it stops again, tell the people who run Handrail."
