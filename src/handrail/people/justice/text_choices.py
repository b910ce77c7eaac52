"""The coded values of this room, with their words."""

from django.db.models import TextChoices


class ContractAnswerKind(TextChoices):
    """What the officer says of an entitlement."""

    DONE = "done", "Done"
    DECLINED = "declined", "Offered and declined"
    NOT_NEEDED = "not_needed", "Not needed, because"
    NOT_POSSIBLE = "not_possible", "Not possible, because"
    WITHHELD = "withheld", "Withheld because it would not be safe"
    NOT_YET = "not_yet", "Not yet"


NEEDS_REASON = (ContractAnswerKind.NOT_NEEDED, ContractAnswerKind.NOT_POSSIBLE, ContractAnswerKind.WITHHELD)
"""Gaps: each has its reason, and a supervisor sees it."""


class SignOffOutcome(TextChoices):
    """What the supervisor decided."""

    SIGNED = "signed", "Sign"
    REFUSED = "refused", "Refuse"


class EnhancedGround(TextChoices):
    """Why Enhanced Rights apply."""

    INTIMIDATED = "intimidated", "Intimidated: a complainant of a modern slavery offence"
    SERIOUS = "serious", "Victim of a most serious crime"
    TARGETED = "targeted", "Persistently targeted"
    VULNERABLE = "vulnerable", "Vulnerable"


class JusticeTopic(TextChoices):
    """What the person was told about."""

    NO_NEWS = "no_news", "That there is no news"
    SUSPECT = "suspect", "The suspect"
    CHARGE = "charge", "A charge, or no charge"
    HEARING = "hearing", "A hearing or the trial"
    MOVED = "moved", "That the trial was moved"
    MEASURES = "measures", "Special measures"
    OUTCOME = "outcome", "The outcome or sentence"
    REVIEW = "review", "The right to a review"
    COMPENSATION = "compensation", "Compensation"
    SUPPORT = "support", "Support available"


TOPICS_OF_NEWS = frozenset(
    {
        *(JusticeTopic.SUSPECT, JusticeTopic.CHARGE, JusticeTopic.HEARING, JusticeTopic.MOVED),
        *(JusticeTopic.MEASURES, JusticeTopic.OUTCOME, JusticeTopic.REVIEW),
    }
)
"""What can be news of an event of the court. That there is no news is a contact, and no news of a charge."""


class WishToContinueCase(TextChoices):
    """Whether the person wants to go on with the case. What the person says does not affect their support."""

    NOT_ASKED = "not_asked", "Not asked"
    YES = "yes", "Yes"
    UNSURE = "unsure", "Not sure"
    NO = "no", "No"


class PersonAnswerOnInformationGiven(TextChoices):
    """The person's own answer about what they were told."""

    NOT_ASKED = "not_asked", "Not asked"
    YES = "yes", "Yes"
    PARTLY = "partly", "In part"
    NO = "no", "No"


class MissedContactReason(TextChoices):
    """Why a contact that was due was not made."""

    UNSAFE = "unsafe", "It was not safe to get in touch"
    NOT_REACHED = "not_reached", "They could not be reached"
    ASKED_NOT = "asked_not", "They asked not to be contacted"
    NO_INTERPRETER = "interpreter", "No interpreter was free"
    OFFICER_AWAY = "away", "The officer was away and there was no cover"
    OTHER = "other", "Another reason"


class CompulsionAnswer(TextChoices):
    """Whether the person may have been made to break the law."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_ASKED = "not_asked", "Not asked"


class CompulsionRaisedBy(TextChoices):
    """Who raised it."""

    PERSON = "person", "The person"
    LAWYER = "lawyer", "Their lawyer"
    SUPPORT = "support", "A support worker"
    POLICE = "police", "The police"
    OTHER = "other", "Someone else"


class RecipientToldOfCompulsion(TextChoices):
    """Who was told of it, with the person's consent."""

    LAWYER = "lawyer", "Their defence lawyer"
    CUSTODY = "custody", "The custody officer"
    PROSECUTION = "prosecution", "The Crown Prosecution Service"


class YesNoNotAsked(TextChoices):
    """An answer to a question of consent or offer."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_ASKED = "not_asked", "Not asked"


class LawyerFound(TextChoices):
    """Whether the person has a defence lawyer."""

    FOUND = "found", "They have one"
    LOOKING = "looking", "Someone is looking for one"
    DECLINED = "declined", "They do not want one"
    NOT_ASKED = "not_asked", "Not asked"


class TriageRoute(TextChoices):
    """How the matter came to the investigation team."""

    NRM = "nrm", "An NRM referral"
    REPORT = "report", "A report by the person"
    PARTNER = "partner", "Another organisation"
    INTELLIGENCE = "intelligence", "Intelligence"
    VISIT = "visit", "A visit or raid"
    FORCE = "force", "Another force"


class TriageFact(TextChoices):
    """Facts that were weighed."""

    AT_RISK = "at_risk", "Someone is at risk now"
    CHILD = "child", "A child may be involved"
    NAMED = "named", "A suspect is named"
    PLACE = "place", "A place is known"
    EVIDENCE = "evidence", "Evidence may be lost"
    LINKED = "linked", "It is linked to other reports"
    WILLING = "willing", "The person wants an investigation"
    NOT_WILLING = "not_willing", "The person does not want an investigation"
    ELSEWHERE = "elsewhere", "It happened in another area"


class TriageOutcome(TextChoices):
    """What was decided."""

    INVESTIGATE = "investigate", "Investigate in the team"
    DIVISION = "division", "Another team of the force investigates"
    OTHER_FORCE = "other_force", "Passed to another force"
    DEVELOP = "develop", "More is found out first"
    SAFEGUARD = "safeguard", "Safeguarding only for now"
    NO_ACTION = "no_action", "No further action"


class TriageReason(TextChoices):
    """The listed reason: the only part, with the outcome, that is ever counted outside."""

    RISK = "risk", "Risk to a person"
    EVIDENCE = "evidence", "There is a line of enquiry"
    NO_LINE = "no_line", "There is no line of enquiry yet"
    NOT_OURS = "not_ours", "Another force or team is responsible"
    WISH = "wish", "The person’s wish"
    CAPACITY = "capacity", "The team has no capacity"
    NOT_SLAVERY = "not_slavery", "It is not modern slavery"


class PoliceOutcomeGroup(TextChoices):
    """How a recorded crime was finalised: the groups that one force publishes (`justice.md` section 7)."""

    CHARGED = "charged", "Charged or summonsed"
    TAKEN_INTO_ACCOUNT = "tic", "Taken into consideration"
    FORMAL = "formal", "Dealt with out of court, formally"
    INFORMAL = "informal", "Dealt with out of court, informally"
    EVIDENCE_WITH = "evid_with", "Evidential difficulties, the victim supports action"
    EVIDENCE_WITHOUT = "evid_without", "Evidential difficulties, the victim does not support action"
    PREVENTED = "prevented", "Prosecution prevented, or not in the public interest"
    NO_INTEREST = "no_interest", "Further investigation not in the public interest"
    DIVERSION = "diversion", "Diverted"
    OTHER_BODY = "other_body", "Another body is responsible"
    NO_SUSPECT = "no_suspect", "No suspect identified"
