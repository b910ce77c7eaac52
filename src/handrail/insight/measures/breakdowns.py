"""What counts can be split by: a column of the facts, and its codes with their words, of which none is left out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from handrail.directory.forms import PHASES
from handrail.directory.housing.place_kinds import PLACE_KINDS
from handrail.directory.need_and_service_kinds import NEEDS
from handrail.insight.facts import take_up
from handrail.insight.facts.case_fact import NOT_KNOWN
from handrail.people.cases.offers.text_choices import (
    ExploitationSector,
    ExploitationType,
    Gender,
    HeardOfUs,
    NationalityRegion,
    ReferralDeclineReason,
    Referrer,
)
from handrail.people.conferences.text_choices import (
    AnswerToOfferAtVisit,
    Attendance,
    ConferenceActionResult,
    ConferenceBasis,
    ConferenceGround,
    MeetingDelayReason,
    MemberAgency,
    OfferAtVisitKind,
    PersonParticipation,
    VisitResult,
)
from handrail.people.housing.text_choices import UnsuitableReason
from handrail.people.justice.rules.rights_in_time import list_counted_rights_and_duty_holders
from handrail.people.justice.text_choices import PoliceOutcomeGroup, TriageOutcome, TriageReason
from handrail.people.records.text_choices import Age, ConsentMatter
from handrail.people.recovery.core_outcomes import OUTCOMES
from handrail.people.recovery.hesitation_reasons_and_change_causes import CHANGE_CAUSES, REASONS
from handrail.people.recovery.text_choices import HesitationSubject
from handrail.platform.reference.body_kinds import BODY_KINDS
from handrail.platform.reference.council_codes import list_council_codes_and_names

NOT_KNOWN_WORDS: Final = "Not known"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One way to split. `code` names it in figures; `column` is the facts'.

    `parents` are the two breakdowns that this one crosses: its values are then “first's value.second's value”, and
    `crossed` are the two columns. It adds up to the first, and to the second where that stands beside it.
    `public`: whether its figures leave the circle of those who answer for an area.
    """

    code: str
    name: str
    column: str
    values: tuple[tuple[str, str], ...]
    parents: tuple[str, str] | tuple[()] = ()
    crossed: tuple[str, str] | tuple[()] = ()
    public: bool = True

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the values, in order."""
        return tuple(code for code, _ in self.values)

    def find_value(self, stored: str) -> str:
        """The value that a stored code counts under: “not known” for what is on no list."""
        parent, _, own = stored.partition(".")
        tried = (stored, f"{parent}.{NOT_KNOWN}", f"{NOT_KNOWN}.{own}", f"{NOT_KNOWN}.{NOT_KNOWN}")
        known = self.codes
        return next((value for value in tried if value in known), NOT_KNOWN)


def cross_breakdowns(parent: Breakdown, own: Breakdown, *, public: bool = True) -> Breakdown:
    """A breakdown that splits each value of another one.

    Args:
        parent: whose values are split.
        own: by what.
        public: whether its figures may leave the circle of those who answer for an area.
    """
    values = tuple(
        (f"{code}.{value}", f"{name}: {words}") for code, name in parent.values for value, words in own.values
    )
    return Breakdown(
        code=f"{parent.code}_{own.code}",
        name=f"{parent.name}, and {own.name[:1].lower()}{own.name[1:]}",
        column=f"{parent.column}_{own.column}",
        values=values,
        parents=(parent.code, own.code),
        crossed=(parent.column, own.column),
        public=public,
    )


def _make_breakdown(code: str, name: str, column: str, values: Iterable[tuple[str, str]]) -> Breakdown:
    """With “not known” at the end, so that the values always add up to the whole."""
    known = tuple((value, str(words)) for value, words in values if value not in ("not_asked", NOT_KNOWN))
    return Breakdown(code, name, column, (*known, (NOT_KNOWN, NOT_KNOWN_WORDS)))


AGE: Final = _make_breakdown("age", "Age", "age", Age.choices)
GENDER: Final = _make_breakdown("gender", "Gender, in their own words", "gender", Gender.choices)
PHASE: Final = _make_breakdown("phase", "Phase", "phase", PHASES)
NEED: Final = _make_breakdown("need", "What is needed", "need", ((need.code, need.name) for need in NEEDS))
NO_REASON: Final = _make_breakdown(
    "no_reason", "Why they said no", "reason", ((reason.code, reason.name) for reason in REASONS)
)
DOUBT: Final = _make_breakdown(
    "doubt", "Barriers to engaging", "reason", ((reason.code, reason.name) for reason in REASONS)
)
DOUBT_ABOUT: Final = _make_breakdown("about", "From what", "answer", HesitationSubject.choices)
CAUSE: Final = _make_breakdown(
    "cause", "What changed their mind", "reason", ((cause.code, cause.name) for cause in CHANGE_CAUSES)
)
PROVIDER_REASON: Final = _make_breakdown(
    "provider_reason", "Why the provider said no", "reason", ReferralDeclineReason.choices
)
UNSUITABLE: Final = _make_breakdown(
    "unsuitable", "What made the place unsuitable", "reason", UnsuitableReason.choices
)
DECLINED_WHY: Final = _make_breakdown(
    "declined_why",
    "Barriers to support",
    "reason",
    ((reason.code, reason.name) for reason in REASONS),
)
MATTER: Final = _make_breakdown(
    "matter", "Which consent", "answer",
    ((one.value, one.label) for one in ConsentMatter if one not in (ConsentMatter.CHANNEL, ConsentMatter.CONFERENCE)),
)  # fmt: skip
OUTCOME: Final = _make_breakdown(
    "outcome", "Part of their life", "reason", ((outcome.code, outcome.name) for outcome in OUTCOMES)
)
ENGAGED_AFTER: Final = _make_breakdown(
    "after", "How long after the case was opened", "answer",
    (("months_3", "3 months"), ("months_6", "6 months"), ("months_12", "12 months")),
)  # fmt: skip
OPEN_AFTER: Final = _make_breakdown(
    "after", "How long after the crime was recorded", "answer",
    (("months_6", "6 months"), ("months_12", "12 months")),
)  # fmt: skip
ENGAGEMENT: Final = _make_breakdown(
    "engagement", "Engaged with the investigation", "answer",
    (("engaged", "Goes along with it"), ("held_back", "Holds back")),
)  # fmt: skip
CHOSEN: Final = _make_breakdown(
    "chosen", "What they said of it", "answer",
    (("yes", "Wants it"), ("no", "Does not want it"), ("undecided", "Wants time")),
)  # fmt: skip
HOW_CLOSED: Final = _make_breakdown(
    "how_closed", "How the investigation ended", "reason",
    (("no_charge", "No charge"), ("stopped", "Case stopped"), ("acquitted", "Acquitted"), ("convicted", "Convicted")),
)  # fmt: skip
HOURS: Final = _make_breakdown(
    "hours", "Time without a named contact", "answer",
    (
        ("hours_1", "1 hour or less"), ("hours_4", "Up to 4 hours"), ("hours_24", "Up to a day"),
        ("later", "Longer than a day"),
    ),
)  # fmt: skip
POUNDS: Final = _make_breakdown(
    "pounds", "How much the fund paid", "answer",
    (
        ("pounds_50", "Up to £50"), ("pounds_100", "Up to £100"), ("pounds_250", "Up to £250"),
        ("pounds_more", "More than £250"),
    ),
)  # fmt: skip
NIGHTS: Final = _make_breakdown(
    "nights", "How many nights in the month", "answer",
    (
        ("nights_1", "1 night"), ("nights_7", "2 to 7 nights"), ("nights_14", "8 to 14 nights"),
        ("nights_31", "More than 14 nights"),
    ),
)  # fmt: skip
TRIAGE_OUTCOME: Final = _make_breakdown("triaged", "What was decided", "answer", TriageOutcome.choices)
TRIAGE_REASON: Final = _make_breakdown("triaged_why", "Main reason", "reason", TriageReason.choices)
TRIAGE_BOTH: Final = cross_breakdowns(TRIAGE_OUTCOME, TRIAGE_REASON, public=False)
CHARGE_DECISION: Final = _make_breakdown(
    "decision", "What was decided on the suspect", "answer",
    (("charged", "Charged"), ("no_charge", "No charge"), ("out_of_court", "Dealt with out of court")),
)  # fmt: skip
COMPLETION: Final = _make_breakdown(
    "completion", "How the case against the defendant was completed", "answer",
    (("convicted", "Convicted"), ("acquitted", "Acquitted"), ("stopped", "Case stopped")),
)  # fmt: skip
OUTCOME_GROUP: Final = _make_breakdown("outcome_group", "Outcome", "answer", PoliceOutcomeGroup.choices)
RIGHT_DUTY: Final = _make_breakdown(
    "duty", "Right and whose duty", "reason", list_counted_rights_and_duty_holders()
)
GIVEN_STATE: Final = _make_breakdown(
    "given", "How it was given", "answer",
    (
        ("in_time", "In time"), ("late", "Late"), ("explained", "Not done, with a reason"),
        ("unexplained", "Not done, no reason"), ("declined", "Declined"), ("withheld", "Withheld for safety"),
        ("unknown", "Not known whether it was given"),
    ),
)  # fmt: skip
RIGHTS_LEVEL: Final = _make_breakdown(
    "level", "Enhanced Rights", "need", (("enhanced", "Enhanced"), ("standard", "Standard"))
)
RIGHT_GIVEN: Final = cross_breakdowns(RIGHT_DUTY, GIVEN_STATE, public=False)
ASKED_BY: Final = _make_breakdown("asked_by", "Who asked for it", "reason", BODY_KINDS)
BASIS: Final = _make_breakdown("basis", "What it rests on", "answer", ConferenceBasis.choices)
ASKED_BY_BASIS: Final = cross_breakdowns(ASKED_BY, BASIS, public=False)
GROUND: Final = _make_breakdown("ground", "Ground", "answer", ConferenceGround.choices)
ASKED_BY_GROUND: Final = cross_breakdowns(ASKED_BY, GROUND, public=False)
CONFERENCE_ANSWER: Final = _make_breakdown(
    "conference_answer", "What the chair answered", "answer",
    (
        ("accepted", "Accepted"), ("returned", "Returned"), ("waiting", "Not answered yet"),
        ("stood_down", "Cancelled before a meeting"),
    ),
)  # fmt: skip
MOVED_AREA: Final = _make_breakdown(
    "moved", "Which way", "answer", (("in", "From another area"), ("out", "To another area"))
)
PARTICIPATION: Final = _make_breakdown(
    "participation", "How the person took part", "answer", PersonParticipation.choices
)
CONFERENCE_HOURS: Final = _make_breakdown(
    "conference_hours", "Hours from the later of identified and agreed", "answer",
    (
        ("hours_24", "24 hours or fewer"), ("hours_48", "25 to 48 hours"), ("hours_72", "49 to 72 hours"),
        ("longer", "More than 72 hours"),
    ),
)  # fmt: skip
ROOF: Final = _make_breakdown(
    "roof", "A place of safety", "answer",
    (
        ("before", "In one before that day"), ("that_day", "Entered one that day"),
        ("not_yet", "None recorded by then"),
    ),
)  # fmt: skip
ROOF_KIND: Final = _make_breakdown(
    "roof_kind", "Kind of place that night", "reason",
    (*((kind.code, kind.name) for kind in PLACE_KINDS), ("none", "None booked on Handrail")),
)  # fmt: skip
DELAY: Final = _make_breakdown(
    "delay", "Why it was delayed", "answer",
    (*MeetingDelayReason.choices, ("not_quorate", "The meeting was not quorate")),
)  # fmt: skip
REVIEWED: Final = _make_breakdown(
    "reviewed", "When it was reviewed", "answer",
    (("in_time", "In time"), ("late", "Late"), ("overdue", "Not reviewed yet")),
)  # fmt: skip
AFTER_CONFERENCE: Final = _make_breakdown(
    "after_conference", "What followed", "answer",
    (
        ("nrm", "Referred to the NRM"), ("duty_to_notify", "Duty to Notify report"),
        ("local_support", "Local support alone"), ("none", "None of these"),
    ),
)  # fmt: skip
AGENCY: Final = _make_breakdown("agency", "Agency", "reason", MemberAgency.choices)
ATTENDED: Final = _make_breakdown("attended", "How it was there", "answer", Attendance.choices)
AGENCY_ATTENDED: Final = cross_breakdowns(AGENCY, ATTENDED, public=False)
ACTION_END: Final = _make_breakdown(
    "action_end", "What became of it", "answer",
    (
        ("in_time", "Done in time"), ("late", "Done late"), ("overdue", "Overdue"),
        *((code, words) for code, words in ConferenceActionResult.choices if code != ConferenceActionResult.DONE),
    ),
)  # fmt: skip
AGENCY_ACTION: Final = cross_breakdowns(AGENCY, ACTION_END, public=False)
VISIT_RESULT: Final = _make_breakdown("visit_result", "What happened", "answer", VisitResult.choices)
VISIT_OFFER: Final = _make_breakdown("visit_offer", "What was offered", "need", OfferAtVisitKind.choices)
VISIT_ANSWER: Final = _make_breakdown(
    "visit_answer", "What they said", "answer", AnswerToOfferAtVisit.choices
)
VISIT_OFFER_ANSWER: Final = cross_breakdowns(VISIT_OFFER, VISIT_ANSWER, public=False)
EXPLOITATION: Final = _make_breakdown(
    "exploitation", "Kind of exploitation", "exploitation", ExploitationType.choices
)
SECTOR: Final = _make_breakdown(
    "sector", "Where they were made to work", "sector", ExploitationSector.choices
)
LANGUAGE: Final = _make_breakdown(
    "language",
    "Language",
    "language",
    (("english", "English or Welsh"), ("other", "Other languages")),
)
REFERRER: Final = _make_breakdown("referrer", "Who referred them", "referrer", Referrer.choices)
HEARD: Final = _make_breakdown("heard", "How they heard of us", "heard", HeardOfUs.choices)
CONTACT: Final = _make_breakdown(
    "contact",
    "Point of contact",
    "contact",
    (
        ("navigator", "A navigator"),
        ("liaison_officer", "A victim liaison officer"),
        ("other", "Someone else"),
    ),
)
WAITED: Final = _make_breakdown(
    "waited",
    "Time until they were reached",
    "waited",
    (
        ("days_2", "2 days or fewer"),
        ("days_7", "3 to 7 days"),
        ("days_14", "8 to 14 days"),
        ("days_31", "15 to 31 days"),
        ("later", "Later"),
    ),
)
REGION: Final = replace(
    _make_breakdown("region", "World region of their nationality", "region", NationalityRegion.choices),
    public=False,
)
"""Never a nationality, and never beside an area in public."""
DISTRICT: Final = replace(
    _make_breakdown("district", "District", "district", list_council_codes_and_names()), public=False
)
"""For those who answer for the area alone."""
CONTACT_ENGAGEMENT: Final = cross_breakdowns(CONTACT, ENGAGEMENT)
NEED_PHASE: Final = cross_breakdowns(NEED, PHASE, public=False)
DISTRICT_PHASE: Final = cross_breakdowns(DISTRICT, PHASE, public=False)
STEP: Final = _make_breakdown("step", "How far they got", "answer", [row[:2] for row in take_up.STEPS])
FELL_AWAY: Final = _make_breakdown("reason", "Why no further", "reason", take_up.REASONS)
STEP_REASON: Final = cross_breakdowns(STEP, FELL_AWAY)
SERVICE_KIND: Final = _make_breakdown("need", "Kind of service", "need", NEED.values)
"""A service by the need that it meets: of a single service few people would be told."""
TAKE_UP_GROUPS: Final = (SERVICE_KIND, LANGUAGE, PHASE, REFERRER, WAITED)
"""What two groups of those referred may differ by."""
TAKE_UP_CROSSED: Final = tuple(cross_breakdowns(STEP, each) for each in TAKE_UP_GROUPS)
WHO: Final = (AGE, GENDER)
"""Who they are, for every measure."""
WHAT_HAPPENED: Final = (EXPLOITATION, SECTOR, REGION, LANGUAGE, REFERRER, CONTACT, DISTRICT)
"""What trends are looked for in, beside place and time."""
SHARE: Final = "share"
WITHIN, REST = "within", "rest"
"""The two halves of a measure that is told as a share."""
