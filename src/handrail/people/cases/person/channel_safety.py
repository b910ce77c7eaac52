"""Whether a way to reach the person is safe."""

from django.db.models import TextChoices


class ChannelSafety(TextChoices):
    """Not sure counts as not safe."""

    YES = "yes", "Safe"
    NO = "no", "Not safe"
    UNSURE = "unsure", "Not sure: treated as not safe"
