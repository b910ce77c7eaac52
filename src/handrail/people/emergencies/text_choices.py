"""Why a case was opened in an emergency, and what the review said."""

from django.db.models import TextChoices


class EmergencyReason(TextChoices):
    """Why it could not wait. Our list."""

    DANGER = "danger", "Someone is in danger now"
    MISSING = "missing", "They are missing, or cannot be reached"
    MEDICAL = "medical", "They need medical help now"
    NO_COVER = "no_cover", "They ask for help, and no one who works with them can be reached"
    OTHER = "other", "Something else that cannot wait"


class EmergencyReviewOutcome(TextChoices):
    """What the organisation that holds the case says of it."""

    JUSTIFIED = "justified", "Justified"
    NOT_JUSTIFIED = "not_justified", "Not justified"
