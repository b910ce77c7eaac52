"""The answers that are kept here, each a closed list, and what all of their questions share."""

from django.db.models import TextChoices

LONGEST_WORDS, LONGEST_LINE = 4_000, 200
"""Characters of what somebody says, and of one line."""
OWN_WORDS = "In their own words, in their language or yours."


class GoalState(TextChoices):
    """Where a goal stands, as the person sees it."""

    GOING_ON = "going_on", "Current"
    REACHED = "reached", "Reached"
    SET_ASIDE = "set_aside", "Set aside"


class OutcomeAsker(TextChoices):
    """Who asked. Two of the outcomes are about the service, and an answer to one's own worker is no free answer."""

    WORKER = "worker", "The worker recording this"
    COLLEAGUE = "colleague", "A colleague who does not work with them"
    INDEPENDENT = "independent", "Someone from outside our organisation"
    THEMSELVES = "themselves", "No one: they wrote it themselves"


class HesitationSubject(TextChoices):
    """What they hold back from."""

    POLICE = "police", "The police"
    NRM = "nrm", "The NRM"
    SUPPORT = "support", "Support"
    NAME = "name", "Giving their name"


class HesitationChangeExtent(TextChoices):
    """How far it changed."""

    CHANGED = "changed", "They changed their mind"
    PARTLY = "partly", "A little: they will do part of it"


class FeedbackKind(TextChoices):
    """What they said of us."""

    THANKS = "thanks", "Praise"
    IDEA = "idea", "Suggestion"
    COMPLAINT = "complaint", "Complaint"


class CaseFeedbackAnswerMethod(TextChoices):
    """How they wish to be answered."""

    IN_PERSON = "in_person", "In person"
    CALL = "call", "By phone"
    TEXT = "text", "By text or WhatsApp"
    LETTER = "letter", "In writing"
    THROUGH = "through", "Through someone they choose"
    NONE = "none", "No answer wanted"
