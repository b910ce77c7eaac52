"""Answers that are kept of a stay and of what stood in its way, each a closed list."""

from typing import Final

from django.db.models import TextChoices


class StayState(TextChoices):
    """The state of a stay."""

    HELD = "held", "Held"
    CONFIRMED = "confirmed", "Confirmed"
    ENDED = "ended", "Ended"
    LET_GO = "let_go", "Released"


class StayEndReason(TextChoices):
    """Why somebody left."""

    MOVED_ON = "moved_on", "Moved on to somewhere of their choice"
    OTHER_PLACE = "other_place", "Moved to another place found here"
    NOT_SAFE = "not_safe", "It was not safe"
    NOT_SUITABLE = "not_suitable", "It was not suitable"
    LEFT = "left", "They left and did not come back"
    WITHDRAWN = "withdrawn", "The place was withdrawn"
    AGREEMENT = "agreement", "No one agreed to keep paying"
    OTHER = "other", "Something else"


class HoldEndReason(TextChoices):
    """Why a hold came to nothing."""

    RAN_OUT = "ran_out", "The hold ended"
    SAID_NO = "said_no", "The person declined"
    NOT_NEEDED = "not_needed", "Not needed after all"
    OTHER_PLACE = "other_place", "Another place was taken"


class ResponsibleBodyCertainty(TextChoices):
    """How sure it was who answers for housing the person, when the stay began."""

    AGREED = "agreed", "Agreed"
    DISPUTED = "disputed", "Disputed"
    UNCONFIRMED = "unconfirmed", "Not verified"


class UnsuitableReason(TextChoices):
    """What made a place unsuitable, so that nights in one can be counted."""

    OVERRULED = "overruled", "A check said no and was overruled"
    NOT_SAFE = "not_safe", "Not safe from the people who exploited them"
    MIXED = "mixed", "Strangers, or guests who frighten them"
    ACCESS = "access", "Not accessible for them"
    TOO_FAR = "too_far", "Too far from school, work or support"
    OTHER = "other", "Something else"


class HousingRefusalReason(TextChoices):
    """Why a body said that it would not house somebody."""

    NO_RECOURSE = "no_recourse", "No recourse to public funds"
    NOT_HERE = "not_here", "Not from this area"
    NOT_PRIORITY = "not_priority", "They say not in priority need"
    NOT_OURS = "not_ours", "They say another organisation is responsible"
    NO_ROOM = "no_room", "No room"
    NOT_REFERRED = "not_referred", "Not in the NRM"
    NO_ANSWER = "no_answer", "No one answered"
    OTHER = "other", "Something else"


class MissingHousingProvision(TextChoices):
    """What was missing when nothing would do."""

    NO_ROOM = "no_room", "Nothing free"
    ACCESS = "access", "No accessible place"
    CHILDREN = "children", "No place that accepts their children"
    GENDER = "gender", "No women-only or men-only place"
    TOO_NEAR = "too_near", "All places are too near a risk"
    PETS = "pets", "No place that accepts a pet"
    FUNDS = "funds", "No place without recourse to public funds"
    NO_PAYER = "no_payer", "No one will pay"
    DECLINED = "declined", "They did not want what was available"
    OTHER = "other", "Something else"


class ChildPlacementStepKind(TextChoices):
    """One step of finding a child somewhere to sleep."""

    RANG = "rang", "Called: informed, will act"
    NO_ANSWER = "no_answer", "Called: no answer"
    COMING = "coming", "They are coming, or someone is taking the child there"
    LEAD = "lead", "Told a duty lead or the council’s manager on call"
    PLACED = "placed", "The child is placed"


class SuitabilityAnswer(TextChoices):
    """An answer of the check. Not sure counts as not safe wherever safety is asked."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNSURE = "unsure", "Not sure"


LIVE_STATES: Final = (StayState.HELD, StayState.CONFIRMED)
