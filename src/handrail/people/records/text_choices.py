"""The answers that casework keeps, each a closed list, and which may follow which."""

from django.db.models import TextChoices


class Age(TextChoices):
    """Not sure takes the child's path until somebody knows."""

    ADULT = "adult", "Adult"
    CHILD = "child", "Child, under 18"
    UNSURE = "unsure", "Not sure"


class ImmediateDangerOrInjuryAnswer(TextChoices):
    """What was seen and said about danger, at one moment."""

    IN_DANGER = "in_danger", "In danger"
    HURT = "hurt", "Hurt or ill"
    BOTH = "both", "In danger, and hurt or ill"
    NEITHER = "neither", "Not as far as we know"
    UNSURE = "unsure", "Not sure"
    NOT_ASKED = "not_asked", "Not asked"


class YesNoUnsureOrNotAsked(TextChoices):
    """An answer about danger. Not sure counts as yes until somebody knows; not asked is never a no."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNSURE = "unsure", "Not sure"
    NOT_ASKED = "not_asked", "Not asked"


class RiskFactor(TextChoices):
    """What else is asked about danger; each names its column of a danger check."""

    WATCHED = "watched", "Being watched"
    PHONE = "phone_tracked", "Phone may be tracked"
    CHILDREN = "children_at_risk", "Children at risk"
    SELF_HARM = "self_harm", "Thoughts of self-harm"


class ContactChannelKind(TextChoices):
    """Ways to reach a person; each is safe or not on its own."""

    CALL = "call", "Call"
    TEXT = "text", "Text"
    WHATSAPP = "whatsapp", "WhatsApp"
    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"
    IN_PERSON = "in_person", "In person"


class ConsentMatter(TextChoices):
    """What a consent is about. They are asked apart, and one never stands for another."""

    NRM = "nrm", "NRM referral"
    LOCAL_SUPPORT = "local_support", "Local support"
    NATIONAL_SUPPORT = "national_support", "National support"
    SHARING = "sharing", "Sharing with an organisation"
    CHANNEL = "channel", "A way to reach them"
    CONFERENCE = "conference", "Telling a conference"


class ConsentAnswer(TextChoices):
    """What the person said. A later word follows an earlier one; none is edited."""

    YES = "yes", "Said yes"
    NO = "no", "Said no"
    UNDECIDED = "undecided", "Has not decided"
    WITHDRAWN = "withdrawn", "Withdrew consent"


class OwnOrBestInterestsDecision(TextChoices):
    """How the answer could be given."""

    OWN = "own", "Their own decision"
    BEST_INTERESTS = "best_interests", "Decided in their best interests after a capacity assessment"


class InterpreterKnownToVictimAnswer(TextChoices):
    """Whether the interpreter is somebody from the person's own circle: family, friends, community, work."""

    NO = "no", "No, they do not know each other"
    YES = "yes", "Yes, or they might"
    NOT_ASKED = "not_asked", "Not asked"


class InterpretationMode(TextChoices):
    """Who made sure that the person and whoever asked understood each other, and how."""

    NOT_SAID = "", "Not said"
    SHARED = "shared", "No interpreter: we share a language"
    IN_PERSON = "in_person", "An interpreter, in person"
    PHONE = "phone", "An interpreter, by phone"
    VIDEO = "video", "An interpreter, by video"
    RELATIVE = "relative", "A relative or friend"


class SafetyPlanReviewTrigger(TextChoices):
    """What makes the safety plan due for another look before the day that was set."""

    DAY = "", "The review date"
    MOVE = "move", "A move"
    THREAT = "threat", "A threat"
    HEARING = "hearing", "A hearing"


class OfferAnswer(TextChoices):
    """What became of an offer."""

    NONE_YET = "none_yet", "No answer yet"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


OFFER_ANSWER_TRANSITIONS: dict[OfferAnswer, frozenset[OfferAnswer]] = {
    OfferAnswer.NONE_YET: frozenset({OfferAnswer.ACCEPTED, OfferAnswer.DECLINED}),
    OfferAnswer.DECLINED: frozenset({OfferAnswer.ACCEPTED}),
    OfferAnswer.ACCEPTED: frozenset({OfferAnswer.DECLINED}),
}
"""A person may change their mind either way; an answer once given is never un-given."""


class YesNoOrNotAsked(TextChoices):
    """An answer that may not have been asked for yet."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_ASKED = "not_asked", "Not asked"
