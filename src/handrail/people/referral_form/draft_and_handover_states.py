"""How a draft and a handover can stand: closed lists, and which draft may still be written in."""

from django.db.models import TextChoices


class FormDraftState(TextChoices):
    """A draft is written in while it is open, and read ever after."""

    OPEN = "open", "Being prepared"
    HANDED = "handed", "Handed over to another organisation"
    MADE = "made", "Made"
    PUT_ASIDE = "put_aside", "Archived"


LIVE_STATES = (FormDraftState.OPEN, FormDraftState.HANDED)


class DraftHandoverReply(TextChoices):
    """What became of a handover."""

    NONE_YET = "none_yet", "No answer yet"
    MADE = "made", "They sent it"
    BACK = "back", "Sent back"
    TAKEN_BACK = "taken_back", "Withdrawn"
