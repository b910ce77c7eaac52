"""Answers that are kept of a stay and of what stood in its way, each a closed list."""

from typing import Final

from django.db.models import TextChoices


class StayState(TextChoices):
    """The state of a stay."""

    HELD = "held", "Held"
    CONFIRMED = "confirmed", "Confirmed"
    ENDED = "ended", "Ended"
    LET_GO = "let_go", "Let go"


class StayEndReason(TextChoices):
    """Why somebody left."""

    MOVED_ON = "moved_on", "Moved on to somewhere of their choice"
    OTHER_PLACE = "other_place", "Moved to another place found here"
    NOT_SAFE = "not_safe", "It was not safe"
    NOT_SUITABLE = "not_suitable", "It did not suit them"
    LEFT = "left", "They left and did not come back"
    WITHDRAWN = "withdrawn", "The place was withdrawn"
    AGREEMENT = "agreement", "Nobody agreed to pay any longer"
    OTHER = "other", "Something else"


class HoldEndReason(TextChoices):
    """Why a hold came to nothing."""

    RAN_OUT = "ran_out", "The time ran out"
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
    NOT_SAFE = "not_safe", "Not safe from those who exploited them"
    MIXED = "mixed", "Strangers, or guests who frighten them"
    ACCESS = "access", "They cannot get about in it"
    TOO_FAR = "too_far", "Too far from school, work or support"
    OTHER = "other", "Something else"


class HousingRefusalReason(TextChoices):
    """Why a body said that it would not house somebody."""

    NO_RECOURSE = "no_recourse", "No recourse to public funds"
    NOT_HERE = "not_here", "Not from this area"
    NOT_PRIORITY = "not_priority", "Not in priority need, they say"
    NOT_OURS = "not_ours", "Another body’s duty, they say"
    NO_ROOM = "no_room", "No room"
    NOT_REFERRED = "not_referred", "Not in the NRM"
    NO_ANSWER = "no_answer", "Nobody answered"
    OTHER = "other", "Something else"


class MissingProvision(TextChoices):
    """What was missing when nothing would do."""

    NO_ROOM = "no_room", "Nothing free"
    ACCESS = "access", "Nothing they can get into or about in"
    CHILDREN = "children", "Nothing that takes their children"
    GENDER = "gender", "Nothing for women only, or men only"
    TOO_NEAR = "too_near", "Everything is too near to a risk"
    PETS = "pets", "Nothing that takes a pet"
    FUNDS = "funds", "Nothing without recourse to public funds"
    NO_PAYER = "no_payer", "Nobody will pay"
    DECLINED = "declined", "They did not want what there was"
    OTHER = "other", "Something else"


class ChildPlacementStepKind(TextChoices):
    """One step of finding a child somewhere to sleep."""

    RANG = "rang", "Rang: they know, and said what they will do"
    NO_ANSWER = "no_answer", "Rang: nobody answered"
    COMING = "coming", "They are coming, or somebody takes the child there"
    LEAD = "lead", "Told a duty lead or the council’s manager on call"
    PLACED = "placed", "The child is placed"


class SuitabilityAnswer(TextChoices):
    """An answer of the check. Not sure counts as not safe wherever safety is asked."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNSURE = "unsure", "Not sure"


LIVE_STATES: Final = (StayState.HELD, StayState.CONFIRMED)
