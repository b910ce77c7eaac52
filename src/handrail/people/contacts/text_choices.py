"""The states and other coded values of tasks, contacts, handovers and dependants."""

from django.db.models import TextChoices


class TaskState(TextChoices):
    """The state of a task. One that was ended stays ended: what is to do again is a new task."""

    OPEN = "open", "To do"
    DONE = "done", "Done"
    NOT_NEEDED = "not_needed", "Not needed"


class TaskCause(TextChoices):
    """Where a task comes from."""

    OWN = "own", "Added by a colleague"
    REVIEW = "review", "A review of the safety plan"
    CONTACT = "contact", "A contact with the person"


class ContactState(TextChoices):
    """The state of a contact."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    MISSED = "missed", "Missed"
    CALLED_OFF = "called_off", "Cancelled"


HAPPENED_STATES = (ContactState.HELD, ContactState.MISSED)
"""After these the next contact of a repetition is planned."""


class KnownChannelSafety(TextChoices):
    """What was known of a channel’s safety when somebody chose it. Every value but “safe” needs a reason."""

    SAFE = "yes", "Safe"
    NOT_SAFE = "no", "Not safe"
    UNSURE = "unsure", "Not sure: treated as not safe"
    NOT_ASKED = "not_asked", "Not asked"


class ChannelSafetyAfterContactAnswer(TextChoices):
    """What was learned of a channel by using it: whether it was safe, whether to use it again."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNSURE = "unsure", "Not sure"
    NOT_ASKED = "not_asked", "Not asked"


class ContactFrequency(TextChoices):
    """How often a planned contact is repeated, in days."""

    ONCE = "0", "Once"
    DAILY = "1", "Every day"
    TWO_DAYS = "2", "Every 2 days"
    WEEKLY = "7", "Every week"
    FORTNIGHTLY = "14", "Every 2 weeks"
    FOUR_WEEKS = "28", "Every 4 weeks"


class HandOverState(TextChoices):
    """The state of a handover. Until it is accepted, the point of contact stays the same."""

    ASKED = "asked", "Waiting for an answer"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    TAKEN_BACK = "taken_back", "Withdrawn"


class DependantKind(TextChoices):
    """What kind of dependant somebody is."""

    CHILD = "child", "A child"
    UNBORN = "unborn", "An unborn child"
    ADULT = "adult", "An adult"


class DependantWhereabouts(TextChoices):
    """Where a dependant is."""

    WITH = "with", "With them"
    ELSEWHERE = "elsewhere", "Somewhere else"
    UNSURE = "unsure", "Not sure"


class DependantRisk(TextChoices):
    """Whether a dependant is at risk. Not sure counts as yes in every warning."""

    NOT_ASKED = "not_asked", "Not asked"
    YES = "yes", "Yes"
    NO = "no", "No"
    UNSURE = "unsure", "Not sure"
