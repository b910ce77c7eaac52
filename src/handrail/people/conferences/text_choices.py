"""Choices of conferences. Grounds, parts and lists are ours where no national list was found (`conferences.md`)."""

from typing import Final

from django.db.models import TextChoices


class ConferenceUrgency(TextChoices):
    """Urgent: one case, within 48 hours. Regular: on the list of the next meeting of the area."""

    URGENT = "urgent", "Urgent: this case alone, within 48 hours"
    REGULAR = "regular", "Regular: on the list of the next meeting"


class ConferenceGround(TextChoices):
    """Why a conference is asked for. One is enough, and judgement alone suffices."""

    UNSAFE = "unsafe", "Unsafe tonight"
    NO_ROOF = "no_roof", "No legal home"
    EXPLOITER = "exploiter", "The exploiter is near or in contact"
    MISSING = "missing", "Missing, or likely to go missing"
    THREAT = "threat", "Debt, or a threat to their family"
    NOBODY_LEADS = "nobody_leads", "Several agencies, and no one leads"
    THINKING = "thinking", "Thinking about the NRM"
    DECLINED = "declined", "Declined the NRM and still at risk"
    REPEAT = "repeat", "Discussed before, and at risk again"
    JUDGEMENT = "judgement", "My professional judgement"


class ConferenceBasis(TextChoices):
    """What the conference as a whole rests on."""

    CONSENT = "consent", "The person agreed"
    BEST_INTERESTS = "best_interests", "Decided in their best interests after a capacity assessment"
    LIFE = "life", "Life is in danger and they cannot be asked"
    SAFEGUARDING = (
        "safeguarding",
        "Safeguarding an adult at risk who cannot be asked (Data Protection Act 2018, Schedule 1, paragraph 18)",
    )


class ConferenceState(TextChoices):
    """Where a conference is."""

    ASKED = "asked", "Asked for"
    RETURNED = "returned", "Returned to the person who asked"
    ACCEPTED = "accepted", "Accepted"
    CONVENED = "convened", "Meeting arranged"
    NOT_QUORATE = "not_quorate", "Not quorate: to be called again"
    HELD = "held", "Held: actions still open"
    STOOD_DOWN = "stood_down", "Cancelled"
    CLOSED = "closed", "Closed"


ENDED_STATES: Final = ("returned", "stood_down", "closed")
"""Nothing of these is open to a member any more."""


class ConferenceEndReason(TextChoices):
    """Why a conference ended."""

    DONE = "done", "Its actions are done or decided"
    SAID_NO = "said_no", "The person declined"
    NRM = "nrm", "The person entered the NRM"
    UNSAFE = "unsafe", "Holding it is not safe"
    MOVED = "moved", "Handed to another area"
    WALES = "wales", "Goes on by the usual route in Wales"
    NOT_FOR_US = "not_for_us", "Another meeting is the right one"


STAND_DOWN_REASONS: Final = (
    ConferenceEndReason.SAID_NO,
    ConferenceEndReason.NRM,
    ConferenceEndReason.UNSAFE,
    ConferenceEndReason.MOVED,
    ConferenceEndReason.WALES,
)


class PersonParticipation(TextChoices):
    """How the person wants to take part. Offered before anything is arranged."""

    ATTEND = "attend", "Attend all of it"
    PART = "part", "Attend a part of it"
    WORDS = "words", "Send words"
    REPRESENTED = "represented", "Be represented"
    NO = "no", "Not take part"
    NOT_HELD = "not_held", "Does not want it held"


class PersonResponseToAgreement(TextChoices):
    """What the person says of what was agreed."""

    AGREED = "agreed", "Agrees"
    DISAGREED = "disagreed", "Disagrees"
    IN_PART = "in_part", "Agrees in part"
    NOT_SAID = "not_said", "Did not say"


class MemberAgency(TextChoices):
    """Which agency a member speaks for. The usual slice follows from it."""

    CHAIR = "chair", "Chair"
    NAVIGATOR = "navigator", "Advocate"
    POLICE = "police", "Police"
    ADULTS = "adults", "Council, adults"
    HOUSING = "housing", "Council, housing"
    HEALTH = "health", "Health"
    LEGAL = "legal", "Legal adviser"
    PROBATION = "probation", "Probation"
    OTHER = "other", "Another organisation"
    OBSERVER = "observer", "Observer"


PARTS_BY_BODY_KIND: Final = {
    "police": (MemberAgency.POLICE, MemberAgency.OBSERVER),
    "police_unit": (MemberAgency.POLICE, MemberAgency.OBSERVER),
    "council": (
        *(MemberAgency.NAVIGATOR, MemberAgency.ADULTS, MemberAgency.HOUSING, MemberAgency.HEALTH),
        *(MemberAgency.LEGAL, MemberAgency.OTHER, MemberAgency.OBSERVER),
    ),
    "health": (MemberAgency.NAVIGATOR, MemberAgency.HEALTH, MemberAgency.OTHER, MemberAgency.OBSERVER),
    "charity": (
        *(MemberAgency.NAVIGATOR, MemberAgency.HEALTH, MemberAgency.LEGAL, MemberAgency.OTHER),
        MemberAgency.OBSERVER,
    ),
    "government": (MemberAgency.PROBATION, MemberAgency.OTHER, MemberAgency.OBSERVER),
    "local_policing_body": (MemberAgency.OBSERVER,),
    "immigration_enforcement": (MemberAgency.OTHER,),
}
"""For which agency somebody may speak, by the kind of their organisation. Ours, after the table of slices.

Whoever pays for support (the local policing body) looks on and is told nothing of the person.
"""


class MemberLeavingReason(TextChoices):
    """Why a member is no longer part of the case."""

    CONFLICT = "conflict", "Conflict of interest"
    REPLACED = "replaced", "Someone else comes instead"
    NOT_NEEDED = "not_needed", "Not needed any more"
    WITHDRAWN = "withdrawn", "The person withdrew their agreement"


STEPPING_OUT_REASONS: Final = (
    MemberLeavingReason.CONFLICT,
    MemberLeavingReason.REPLACED,
    MemberLeavingReason.NOT_NEEDED,
)
"""Reasons that somebody chooses. The last one is written where an answer of the person ends a seat."""


class ConferenceItemKind(TextChoices):
    """Kinds of information at the table, by the codes of `Kind`. Health and account are kinds of their own."""

    IDENTITY = "identity", "Who they are"
    CONTACT = "contact", "Contact"
    SAFETY = "safety", "Danger"
    PATHWAY = "pathway", "Pathway"
    NEEDS = "needs", "Support"
    HEALTH = "health", "Health"
    ACCOUNT = "account", "Their account of what happened"


class FactOrOpinion(TextChoices):
    """Fact is told apart from opinion."""

    FACT = "fact", "Fact"
    OPINION = "opinion", "Opinion"


class ItemVisibilityToMember(TextChoices):
    """What a member sees of one item."""

    WHOLE = "whole", "All of it"
    NEED = "need", "The need only"
    WITHHELD = "withheld", "Withheld"


SEES_AS_STAFF_OF_CASE = "Has access through the case"


class ItemDisclosureBasis(TextChoices):
    """The basis of one agency for one item. Health and crime data need a condition too; confidentiality is apart."""

    CONSENT = "consent", "The person agreed"
    PUBLIC_TASK = "public_task", "Public task of the agency"
    SAFEGUARDING = "safeguarding", "Safeguarding an adult at risk"
    LIFE = "life", "To protect someone’s life"
    RECOGNISED = "recognised", "Recognised legitimate interest (a charity or provider)"
    LEGAL_DUTY = "legal_duty", "A legal duty, named below"


ENFORCEMENT_BASES: Final = (ItemDisclosureBasis.CONSENT, ItemDisclosureBasis.LEGAL_DUTY)
"""All that immigration enforcement is told rests on one of these: a house rule (`conferences.md` section 4)."""


class ItemDisclosureEndReason(TextChoices):
    """Why a part of a slice ended."""

    CLOSED = "closed", "The conference ended"
    WITHDRAWN = "withdrawn", "The person withdrew their agreement"
    LEFT = "left", "The member left the case"
    REPLACED = "replaced", "Cut again"


class MeetingResult(TextChoices):
    """What became of a meeting that was called."""

    HELD = "held", "Held"
    NOT_QUORATE = "not_quorate", "Not quorate"


class MeetingDelayReason(TextChoices):
    """Why a meeting is later than it was called for, or later than 48 hours: a code, so that delay can be counted."""

    INTERPRETER = "interpreter", "No interpreter was free"
    PERSON = "person", "The person asked for another time"
    AGENCIES = "agencies", "The agencies that are needed could not come"
    CHAIR = "chair", "Neither chair nor deputy could come"
    UNSAFE = "unsafe", "An earlier time was not safe"
    CONSENT = "consent", "The person was still deciding"
    REGULAR = "regular", "It waited for the regular meeting"
    OTHER = "other", "Another reason"


class BasisReviewResult(TextChoices):
    """What a review of a decision without the person’s agreement found."""

    AGREED = "agreed", "The person was asked, and agrees now"
    GOES_ON = "goes_on", "The reason still holds"
    ENDED = "ended", "The reason no longer holds"


class Attendance(TextChoices):
    """How an agency was there. A report is counted apart from attendance."""

    PRESENT = "present", "Present"
    DEPUTY = "deputy", "Their deputy was present"
    REPORT = "report", "Apologies, and sent information"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent"


class ConferenceActionResult(TextChoices):
    """How an action ended. Overdue is a state of the day, and no end."""

    DONE = "done", "Done"
    NOT_DONE = "not_done", "Not done"
    NOT_POSSIBLE = "not_possible", "No longer possible"
    DECLINED = "declined", "Declined by the person"
    SUPERSEDED = "superseded", "Superseded by another action"


class ConferenceTellingMethod(TextChoices):
    """How the person was told of what was agreed. By voice, unless they chose another way."""

    IN_PERSON = "in_person", "In person"
    PHONE = "phone", "By phone, on a safe number"
    VIDEO = "video", "By video"
    CHOSEN = "chosen", "In another way that they chose"


class VisitBasis(TextChoices):
    """On what basis the charity is told of the person. A no to the NRM is no yes to a visit."""

    CONSENT = "consent", "The person agreed that the other organisation is told"
    LIFE = "life", "Life is in danger and they cannot be asked"
    SAFEGUARDING = "safeguarding", "Safeguarding an adult at risk who cannot be asked"


class SeparateConsentAnswer(TextChoices):
    """A yes that is asked for on its own."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_ASKED = "not_asked", "Not asked yet"


class VisitResult(TextChoices):
    """What became of a visit. Not in is no refusal."""

    MADE = "made", "They were seen"
    NOT_IN = "not_in", "Not in"
    REFUSED = "refused", "They did not want the visit"
    CALLED_OFF = "called_off", "Called off, not safe"


class OfferAtVisitKind(TextChoices):
    """What is offered at a visit."""

    NRM = "nrm", "The NRM, again"
    BED = "bed", "A safe bed"
    BAG = "bag", "A bag of essentials"
    HEALTH = "health", "Health care"
    LAWYER = "lawyer", "A lawyer’s advice"
    PHONE = "phone", "A phone"
    NEXT_VISIT = "next_visit", "Another visit"


NEED_AND_SERVICE_OF_OFFER_AT_VISIT = {
    OfferAtVisitKind.BED: ("place", "place_of_safety"),
    OfferAtVisitKind.BAG: ("essentials", "go_bag"),
    OfferAtVisitKind.PHONE: ("essentials", "phone"),
    OfferAtVisitKind.HEALTH: ("health", "gp_registration"),
    OfferAtVisitKind.LAWYER: ("legal", "solicitor"),
}
"""Which need an offer of a visit meets, and as which kind of service it counts. The others meet none."""


class AnswerToOfferAtVisit(TextChoices):
    """What the person said to an offer."""

    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    UNDECIDED = "undecided", "Undecided"
