"""What a body answers to a referral, what came of it, and what services ask: each a closed list."""

from django.db.models import TextChoices


class ReferralAnswer(TextChoices):
    """What the body said. A place on its waiting list is an answer, and may become another."""

    NONE_YET = "none_yet", "No answer yet"
    WAITING = "waiting", "On their waiting list"
    ASKS_MORE = "asks_more", "Asks for more information"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    TAKEN_BACK = "taken_back", "Withdrawn"


_ANSWERS_OF_PROVIDER = frozenset(
    {ReferralAnswer.WAITING, ReferralAnswer.ASKS_MORE, ReferralAnswer.ACCEPTED, ReferralAnswer.DECLINED}
)
PROVIDER_ANSWER_TEXTS = {
    ReferralAnswer.ACCEPTED: "Yes, we accept",
    ReferralAnswer.WAITING: "They are on our waiting list",
    ReferralAnswer.ASKS_MORE: "We need more information first",
    ReferralAnswer.DECLINED: "No, we decline",
}
"""How the provider reads the choices on a page of its own."""
REFERRAL_ANSWER_TRANSITIONS: dict[ReferralAnswer, frozenset[ReferralAnswer]] = {
    ReferralAnswer.NONE_YET: _ANSWERS_OF_PROVIDER | {ReferralAnswer.TAKEN_BACK},
    ReferralAnswer.WAITING: (_ANSWERS_OF_PROVIDER | {ReferralAnswer.TAKEN_BACK}) - {ReferralAnswer.WAITING},
    ReferralAnswer.ASKS_MORE: (_ANSWERS_OF_PROVIDER | {ReferralAnswer.TAKEN_BACK})
    - {ReferralAnswer.ASKS_MORE},
    ReferralAnswer.ACCEPTED: frozenset(),
    ReferralAnswer.DECLINED: frozenset({ReferralAnswer.WAITING, ReferralAnswer.ACCEPTED}),
    ReferralAnswer.TAKEN_BACK: frozenset(),
}
"""Who declined may find room after all; who accepted says what came of it."""
OPEN_REFERRAL_ANSWERS = (ReferralAnswer.NONE_YET, ReferralAnswer.WAITING, ReferralAnswer.ASKS_MORE)


class ReferralDeclineReason(TextChoices):
    """Why a provider says no. It decides where to refer next, and is counted as a gap."""

    FULL = "full", "No room or no appointment"
    NOT_FOR_THEM = "not_for", "Not eligible for the service"
    AREA = "area", "Outside the area"
    FUNDING = "funding", "No funding for this person"
    RISK = "risk", "Cannot keep the person safe"
    LANGUAGE = "language", "No interpreter"
    OTHER = "other", "Another reason"


class ReferralMethod(TextChoices):
    """How a referral reaches the provider."""

    HANDRAIL = "handrail", "On Handrail"
    LINK = "link", "Single-use link, and a code by telephone"
    LETTER = "letter", "Letter"


class ReferralAnswerSource(TextChoices):
    """How the provider's answer reached us. Only the provider can accept."""

    ACCOUNT = "account", "On Handrail"
    LINK = "link", "Through the link"
    PHONE = "phone", "By telephone"


class ReferralLinkEndReason(TextChoices):
    """Why a link opens nothing any more."""

    OPENED = "opened", "Opened"
    STOPPED = "stopped", "Stopped"
    REPLACED = "replaced", "Replaced by a new link"
    LOCKED = "locked", "Locked after wrong codes"


class ReferralOutcome(TextChoices):
    """What came of a referral that was accepted."""

    HELPED = "helped", "It helped"
    PARTLY = "partly", "It helped in part"
    NOT = "not", "It did not help"
    ENDED = "ended", "They no longer wanted it"
    NO_SHOW = "no_show", "They could not be reached"


class Gender(TextChoices):
    """As the person says. Many services are for women, or for men."""

    NOT_ASKED = "not_asked", "Not asked"
    FEMALE = "female", "Woman or girl"
    MALE = "male", "Man or boy"
    OTHER = "other", "Other"


class AccompaniedByChildren(TextChoices):
    """Whether children depend on the person and would come too."""

    NOT_ASKED = "not_asked", "Not asked"
    YES = "yes", "Yes"
    NO = "no", "No"


class RecourseToPublicFunds(TextChoices):
    """Whether benefits and council housing are open to the person."""

    NOT_ASKED = "not_asked", "Not asked, or not sure"
    YES = "yes", "Has recourse to public funds"
    NO = "no", "No recourse to public funds"


class ImmigrationStatus(TextChoices):
    """Only as far as a service's rule needs it; a worker who is not sure says so."""

    NOT_ASKED = "not_asked", "Not asked, or not sure"
    BRITISH = "british", "British or Irish: no permission needed"
    SETTLED = "settled", "Settled or pre-settled"
    LEAVE = "leave", "Has permission to be here"
    ASYLUM = "asylum", "Has claimed asylum, waiting for a decision"
    NONE = "none", "Without permission to be here"


class ExploitationType(TextChoices):
    """The groups of the published statistics (exploitation-mapping.csv)."""

    NOT_ASKED = "not_asked", "Not asked, or not sure"
    LABOUR = "labour", "Work"
    SEXUAL = "sexual", "Sexual"
    CRIMINAL = "criminal", "Forced to commit crime"
    DOMESTIC = "domestic", "Work in a home"
    ORGANS = "organs", "Removal of organs"
    SEVERAL = "several", "More than one"


class ExploitationSector(TextChoices):
    """Where somebody was made to work. The list is ours."""

    NOT_ASKED = "not_asked", "Not asked, or not sure"
    FARMS = "farms", "Farms and food"
    BUILDING = "building", "Building and factories"
    CARE = "care", "Care"
    CARS_NAILS = "cars_nails", "Car washes and nail bars"
    KITCHENS = "kitchens", "Restaurants and hotels"
    HOMES = "homes", "Private homes"
    SEX = "sex", "Sex"
    DRUGS = "drugs", "Drugs, cannabis and county lines"
    OTHER = "other", "Something else"


class NationalityRegion(TextChoices):
    """Figures never tell a nationality, only the part of the world."""

    NOT_ASKED = "not_asked", "Not asked, or not sure"
    UK = "uk", "United Kingdom"
    EUROPE = "europe", "Rest of Europe"
    AFRICA = "africa", "Africa"
    MIDDLE_EAST = "mid_east", "Middle East"
    SOUTH_ASIA = "s_asia", "South and Central Asia"
    EAST_ASIA = "e_asia", "East and South-East Asia"
    AMERICAS = "americas", "Americas and elsewhere"


class HeardOfUs(TextChoices):
    """How the person came to know of us: asked once the case is saved, never before help. The list is ours."""

    NOT_ASKED = "not_asked", "Not asked, or not sure"
    POLICE = "police", "A police officer"
    COUNCIL = "council", "Someone at a council or school"
    HEALTH = "health", "A doctor, nurse or hospital"
    HOME_OFFICE = "home_off", "The Home Office or Border Force"
    HELPLINE = "helpline", "A helpline"
    CHARITY = "charity", "A charity, church or community group"
    FRIEND = "friend", "A friend, family or similar"
    PRINTED = "printed", "A poster, leaflet or card"
    ONLINE = "online", "Online or in the news"
    KNEW_US = "knew_us", "Already knew us"
    OTHER = "other", "Another way"


class Referrer(TextChoices):
    """Who brought the person to us."""

    NOT_ASKED = "not_asked", "Not asked, or not sure"
    POLICE = "police", "Police"
    COUNCIL = "council", "Council"
    HEALTH = "health", "Health service"
    HOME_OFFICE = "home_off", "Home Office"
    CHARITY = "charity", "Charity"
    THEMSELVES = "self", "Themselves, family or friends"
    OTHER = "other", "Someone else"
