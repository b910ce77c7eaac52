"""Whether a way to reach the person is safe, and which ways reach their phone."""

from django.db.models import TextChoices

from handrail.casework.case.states import ChannelKind

ON_THEIR_PHONE = frozenset({ChannelKind.CALL, ChannelKind.TEXT, ChannelKind.WHATSAPP})
"""Ways that reach the person's phone: none of them counts as safe while it may be tracked."""


class Safe(TextChoices):
    """Not sure counts as not safe."""

    YES = "yes", "Safe"
    NO = "no", "Not safe"
    UNSURE = "unsure", "Not sure: treat as not safe"
