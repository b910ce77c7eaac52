"""How a task, a contact, a hand-over and a dependant can stand: each a closed list."""

from django.db.models import TextChoices


class TaskState(TextChoices):
    """How a task stands. One that is done or not needed says so for good; what is to do again is a new task."""

    OPEN = "open", "To do"
    DONE = "done", "Done"
    NOT_NEEDED = "not_needed", "Not needed"


class TaskCause(TextChoices):
    """Where a task comes from."""

    OWN = "own", "Somebody thought of it"
    REVIEW = "review", "A review of the safety plan"
    CONTACT = "contact", "A contact with the person"


class ContactState(TextChoices):
    """How a contact stands."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    MISSED = "missed", "Missed"
    CALLED_OFF = "called_off", "Called off"


HAPPENED_STATES = (ContactState.HELD, ContactState.MISSED)
"""What leads to the next of a rhythm."""


class KnownChannelSafety(TextChoices):
    """What was known of a channel when somebody used it. Only “safe” needs no reason."""

    SAFE = "yes", "Safe"
    NOT_SAFE = "no", "Not safe"
    UNSURE = "unsure", "Not sure: treat as not safe"
    NOT_ASKED = "not_asked", "Not known: never asked"


class ContactFrequency(TextChoices):
    """How often a planned contact comes again."""

    ONCE = "0", "Once"
    DAILY = "1", "Every day"
    TWO_DAYS = "2", "Every 2 days"
    WEEKLY = "7", "Every week"
    FORTNIGHTLY = "14", "Every 2 weeks"
    FOUR_WEEKS = "28", "Every 4 weeks"


class HandOverState(TextChoices):
    """How a hand-over stands. Until it is accepted, nothing changes hands."""

    ASKED = "asked", "Waiting for an answer"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    TAKEN_BACK = "taken_back", "Taken back"


class DependantKind(TextChoices):
    """Who depends on the person."""

    CHILD = "child", "A child"
    UNBORN = "unborn", "A child not yet born"
    ADULT = "adult", "An adult"


class DependantWhereabouts(TextChoices):
    """Where somebody who depends on the person is."""

    WITH = "with", "With them"
    ELSEWHERE = "elsewhere", "Somewhere else"
    UNSURE = "unsure", "Not sure"


class DependantRisk(TextChoices):
    """Whether somebody who depends on the person is at risk. Not sure counts as a yes in every warning."""

    NOT_ASKED = "not_asked", "Not asked"
    YES = "yes", "Yes"
    NO = "no", "No"
    UNSURE = "unsure", "Not sure"
