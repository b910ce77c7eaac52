"""What people say of a bag, in one word and in a short list that a keeper can count."""

from django.db.models import TextChoices


class BagRating(TextChoices):
    """Good or bad, as the person would put it."""

    GOOD = "good", "Good"
    MIXED = "mixed", "Mixed"
    BAD = "bad", "Bad"


class BagFeedbackTopic(TextChoices):
    """What it was about. The words themselves stay with the person's case."""

    CARED_FOR = "cared", "Felt cared for"
    FIT = "fit", "Did not fit"
    WEATHER = "weather", "Wrong for the weather"
    MISSING = "missing", "Something was missing"
    NOT_NEEDED = "unneeded", "Something was not needed"
    CULTURE = "culture", "Not suitable for their faith or culture"
    OTHER = "other", "Something else"
