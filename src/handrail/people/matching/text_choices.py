"""The answers that this package keeps, each a closed list."""

from django.db.models import TextChoices


class IncidentSource(TextChoices):
    """How somebody came to know of an incident."""

    POLICE = "police", "A police operation"
    INSPECTION = "inspection", "An inspection or another organisation’s visit"
    TOLD = "told", "One of them, or someone they know, told us"
    PUBLIC = "public", "A member of the public"
    OTHER = "other", "In another way"
    NOT_SAID = "not_said", "Not said"


class IncidentFactKind(TextChoices):
    """What a fact of an incident is about."""

    PLACE = "place", "Where"
    CRIME_REFERENCE = "crime", "Crime reference"
    LED_BY = "led_by", "Who led it"
    CAME_TO_LIGHT = "came", "How it was discovered"
    LATER = "later", "Known later"


class PairVerdict(TextChoices):
    """What somebody who may see both cases said of a pair."""

    ASKED = "", "Not answered"
    SAME = "same", "The same person"
    NOT_SAME = "not_same", "Not the same person"
    NOT_SURE = "not_sure", "Not sure"


class WillingnessToSpeakAnswer(TextChoices):
    """What one organisation says to speaking with another about somebody both may know."""

    NONE_YET = "", "Not answered"
    YES = "yes", "Yes, with any organisation"
    NOT_POLICE = "not_police", "Yes, but not with the police"
    LEAVE = "leave", "Cancel"


class PoliceNoteOnLinkToExploiter(TextChoices):
    """What the police side notes for itself. A victim who may be linked is supported as a victim."""

    LINKED = "linked", "May be linked to an exploiter"
    NOT_LINKED = "not_linked", "No signs of it"


"""Kinds of body on the police side."""
EXCLUDED_BODY_KINDS = frozenset({"immigration_enforcement"})
"""Kinds of body that never take part in looking across organisations."""
MOST_PEOPLE = 60
"""How many people one pressing of the button may open cases for."""
