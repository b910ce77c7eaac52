"""Whether a way to reach the person is safe, and which ways reach their phone."""

from django.db.models import TextChoices

from handrail.people.records.text_choices import ChannelKind

PHONE_CHANNELS = frozenset({ChannelKind.CALL, ChannelKind.TEXT, ChannelKind.WHATSAPP})
"""Ways that reach the person's phone: none of them counts as safe while it may be tracked."""


class ChannelSafety(TextChoices):
    """Not sure counts as not safe."""

    YES = "yes", "Safe"
    NO = "no", "Not safe"
    UNSURE = "unsure", "Not sure: treat as not safe"
