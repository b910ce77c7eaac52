"""Codes of requests, deployments, interpreters, choices and advice, with their words."""

from django.db.models import TextChoices


class DeploymentRequestCause(TextChoices):
    """How a request came about."""

    IDENTIFIED = "identified", "The force identified a victim"
    HAND = "hand", "Added manually"


class DeploymentRequestState(TextChoices):
    """Where a request stands. An interim contact leaves it unmet."""

    WAITING = "waiting", "Waits"
    OFFERED = "offered", "Someone has been asked"
    UNMET = "unmet", "No one found yet; interim contact in place"
    MET = "met", "Met"
    WITHDRAWN = "withdrawn", "Withdrawn"


OPEN_STATES = (
    DeploymentRequestState.WAITING.value,
    DeploymentRequestState.OFFERED.value,
    DeploymentRequestState.UNMET.value,
)


class DeploymentTask(TextChoices):
    """What somebody is needed for."""

    FIRST_CONTACT = "first_contact", "First contact: safety and welfare"
    OPTIONS = "options", "Explain police, NRM and services"
    ACCOUNT = "account", "An account or interview"
    WELFARE = "welfare", "A welfare visit"
    COURT = "court", "Court or trial"


class GenderWish(TextChoices):
    """Whom the person would meet. Nobody has to say why."""

    NOT_ASKED = "not_asked", "Not asked"
    NONE = "none", "No preference"
    RATHER_WOMAN = "rather_woman", "Prefers a woman"
    ONLY_WOMAN = "only_woman", "Women only"
    RATHER_MAN = "rather_man", "Prefers a man"
    ONLY_MAN = "only_man", "Men only"


class AvoidanceWish(TextChoices):
    """Whether the person would rather not, or will not, meet somebody of a group."""

    NOT_ASKED = "not_asked", "Not asked"
    NONE = "none", "No preference"
    RATHER_NOT = "rather_not", "Prefers not"
    NOT = "not", "No"


class PractitionerAskingScope(TextChoices):
    """Which organisations' practitioners may be asked. Others learn nothing that identifies."""

    OWN = "own", "Our own practitioners"
    CONSENT = "consent", "Others too: the person agreed"
    STATED = "stated", "Others too, on another lawful basis"


class UnmetRequestReason(TextChoices):
    """Why nobody could go."""

    NOBODY_FREE = "nobody_free", "No one was on duty or on call"
    ALL_DECLINED = "declined", "Everyone asked declined"
    LANGUAGE = "language", "No one had the language, and no interpreter was found"
    WISH = "wish", "No one met the person’s preference"
    VETTING = "vetting", "No one had vetting or training in date"
    LOAD = "load", "Everyone was at their limit"
    OTHER = "other", "Another reason"


class DeploymentState(TextChoices):
    """Where a deployment stands. Every one begins as an offer."""

    ASKED = "asked", "Asked"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Cannot go"
    WITHDRAWN = "withdrawn", "Offer withdrawn"
    ARRIVED = "arrived", "With the person"
    ENDED = "ended", "Stood down"


RUNNING_STATES = (
    DeploymentState.ASKED.value,
    DeploymentState.ACCEPTED.value,
    DeploymentState.ARRIVED.value,
)
CARRIED_STATES = (DeploymentState.ACCEPTED.value, DeploymentState.ARRIVED.value)


class DeploymentDeclineReason(TextChoices):
    """Why a practitioner says no. Nobody is pressed for more."""

    AWAY = "away", "Not available then"
    LOAD = "load", "Too much work already"
    REST = "rest", "Needs rest"
    CONFLICT = "conflict", "Conflict: knows someone in the case"
    NOT_SAID = "not_said", "Not said"


class StandDownReason(TextChoices):
    """Why a deployment ended."""

    DONE = "done", "The task is done"
    HANDED_OVER = "handed_over", "Handed over to someone else"
    PERSON = "person", "The person’s choice"
    LEFT = "left", "The practitioner leaves"
    CLOSED = "closed", "The case ends"


class DeploymentFeedbackAnswer(TextChoices):
    """How a deployment went, as one side says."""

    HELPED = "helped", "It helped"
    PARTLY = "partly", "It helped in part"
    NOT = "not", "It did not help"
    NOT_ASKED = "not_asked", "Not asked"


class PractitionerBarReason(TextChoices):
    """Why somebody is never sent to this person."""

    PERSON = "person", "The person does not want them"
    CONFLICT = "conflict", "A conflict in this case"


class ToldOfPointOfContactChannel(TextChoices):
    """How the person was told who their contact is."""

    IN_PERSON = "person", "In person"
    CALL = "call", "By telephone or video"
    WRITING = "writing", "In writing"
    OTHER = "other", "In another way"


class PersonLanguageChoice(TextChoices):
    """What the person says of being spoken to in a language. Nobody has to say why."""

    CHOSEN = "chosen", "Yes, they chose it"
    FINE = "fine", "They speak it, and were not asked"
    REFUSED = "refused", "No"


class ExplainedOptionAnswer(TextChoices):
    """What the person said of one option, after it was explained."""

    NOT_EXPLAINED = "not_explained", "Not explained"
    YES = "yes", "Wants it"
    NO = "no", "Does not want it"
    UNDECIDED = "undecided", "Wants time"


class InterpreterUseForExplainedOptions(TextChoices):
    """How the options were understood."""

    NONE = "none", "No interpreter: the person speaks it well"
    IN_PERSON = "in_person", "An interpreter, in person"
    PHONE = "phone", "An interpreter, by telephone"
    VIDEO = "video", "An interpreter, by video"


class InterpreterMode(TextChoices):
    """How an interpreter comes."""

    PHONE = "phone", "By telephone"
    VIDEO = "video", "By video"
    FACE = "face", "Face to face"


class InterpreterQualification(TextChoices):
    """What an interpreter holds (domain notes, section 7)."""

    DPSI = "dpsi", "Diploma in Public Service or Police Interpreting"
    NRPSI = "nrpsi", "On the national register (NRPSI)"
    DEGREE = "degree", "Degree in interpreting, with hours in justice"
    COMMUNITY = "community", "Community interpreter"
    NONE = "none", "None known"


QUALIFIED = (
    InterpreterQualification.DPSI.value,
    InterpreterQualification.NRPSI.value,
    InterpreterQualification.DEGREE.value,
)


class InterpreterBookingState(TextChoices):
    """What became of a booking."""

    BOOKED = "booked", "Booked"
    ATTENDED = "attended", "Attended"
    FAILED = "failed", "Did not come"
    CANCELLED = "cancelled", "Cancelled"


class InterpretingQuality(TextChoices):
    """How it went."""

    GOOD = "good", "Good"
    PROBLEMS = "problems", "With problems"
    STOPPED = "stopped", "Stopped at once"


class AdviceTopic(TextChoices):
    """What professional advice is about."""

    CONSENT = "consent", "Consent"
    LANGUAGE = "language", "Language and interpreters"
    CULTURE = "culture", "Culture and trust"
    SAFETY = "safety", "Safety"
    SECTION_45 = "section_45", "Section 45 defence"
    STATUS = "status", "Immigration status"
    INTERVIEW = "interview", "Interviewing"
    EVIDENCE = "evidence", "Evidence"
    SERVICES = "services", "Services and support"


class AdviceUse(TextChoices):
    """Whether advice was used, as whoever asked says."""

    NOT_SAID = "not_said", "Not recorded yet"
    YES = "yes", "Used"
    PARTLY = "partly", "Used in part"
    NO = "no", "Not used"
