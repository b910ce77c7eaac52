"""What the facts of a case are derived from: days and codes alone, read once for each case."""

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple

from handrail.insight.facts.case_fact import NOT_KNOWN
from handrail.people.justice.rules.rights_in_time import CountedEntitlement


class UncorrectedCaseEvent(NamedTuple):
    """An event that stands: neither corrected nor taken back. `referral` tells referrals of one person apart."""

    code: str
    on: datetime.date
    phase: str
    referral: int


class ConsentQuestionAnswer(NamedTuple):
    """An answer to one question."""

    matter: str
    said: str
    on: datetime.date


class NeedOpened(NamedTuple):
    """A need, and when it was met."""

    kind: str
    on: datetime.date
    met_on: datetime.date | None


class OfferMade(NamedTuple):
    """An offer against a need, and the person's answer."""

    need: str
    on: datetime.date
    phase: str
    answer: str
    answered_on: datetime.date | None


class ProviderAnswer(NamedTuple):
    """What a provider that was asked said, and why not."""

    need: str
    on: datetime.date
    phase: str
    answer: str
    reason: str


class UnsuitableNight(NamedTuple):
    """A night in a place that had been found not to suit."""

    on: datetime.date
    reason: str


class CodedHesitation(NamedTuple):
    """Why somebody holds back, or what changed their mind: one coded reason."""

    about: str
    on: datetime.date
    reason: str


class FundPaymentMade(NamedTuple):
    """What an emergency fund paid."""

    on: datetime.date
    pence: int


class OutcomeSelfRating(NamedTuple):
    """Where somebody put themselves for one outcome; a higher number is nearer to what they want."""

    outcome: str
    on: datetime.date
    placed: int


class NamedContactRequest(NamedTuple):
    """That somebody was asked for, when a contact was named, and on which days somebody sent came. London's clock."""

    raised_at: datetime.datetime
    named_at: datetime.datetime | None
    arrivals: tuple[datetime.date, ...] = ()


class PractitionerDeploymentFeedback(NamedTuple):
    """What one side said of somebody who was sent; the day is that of the arrival. `said_by`: person, practitioner."""

    on: datetime.date
    said_by: str
    answer: str


class ExplainedOptionWithAnswer(NamedTuple):
    """What somebody said of one option after it was explained to them."""

    option: str
    on: datetime.date
    answer: str


class InvestigationTriageDecision(NamedTuple):
    """What an investigation team decided, and the listed reason; never the facts or words that were weighed."""

    on: datetime.date
    outcome: str
    reason: str


class SuspectStepTaken(NamedTuple):
    """What happened to one suspect of the case; `number` tells them apart."""

    on: datetime.date
    number: int
    code: str


class ConferenceMet(NamedTuple):
    """A meeting of a case conference that was recorded, and how long after identified and agreed it began.

    `late_reason`: why it was called for later than the 48 hours; `moves`: each day for which it was called before it
    was moved, and the reason.
    """

    on: datetime.date
    result: str
    waited: datetime.timedelta
    late_reason: str = ""
    moves: tuple[tuple[datetime.date, str], ...] = ()


class BasisReviewOfConference(NamedTuple):
    """A review of a decision without the person's agreement; `reviewed_on` is None where there was none yet."""

    due_on: datetime.date
    reviewed_on: datetime.date | None


class ConferenceRequested(NamedTuple):
    """A case conference that was asked for. `asked_by` is a kind of body; `moved`: "in", "out" or neither."""

    on: datetime.date
    asked_by: str
    basis: str
    grounds: tuple[str, ...]
    answer: str
    is_repeat: bool = False
    moved: tuple[str, ...] = ()
    participation: str = ""
    meetings: tuple[ConferenceMet, ...] = ()
    reviews: tuple[BasisReviewOfConference, ...] = ()


class AgencyAttendanceAtConferenceMeeting(NamedTuple):
    """How one agency was at a meeting of a case conference; `part` is the agency that the member spoke for."""

    on: datetime.date
    part: str
    how: str


class ConferenceActionUndertaken(NamedTuple):
    """What an agency undertook at a case conference: its last day, and how and when it ended if it has."""

    due_on: datetime.date
    part: str
    result: str
    ended_on: datetime.date | None


class JointVisitRecorded(NamedTuple):
    """A joint visit that was recorded, and what was offered at it: kind and answer of each offer."""

    on: datetime.date
    result: str
    seen_alone: bool
    offers: tuple[tuple[str, str], ...] = ()


class CrimeOutcome(NamedTuple):
    """How the police finalised one crime of the case, by the newest outcome of it."""

    on: datetime.date
    group: str


@dataclass(slots=True)
class CaseHistory:
    """One case. A code is NOT_KNOWN where nobody asked.

    `starts`: days on which a provider that accepted was to begin. `outcomes`: days on which somebody said or wrote
    down what came of help. `place_nights`: the kind of place in which a bed was booked for them, by night.
    """

    pseudonym: str
    opened_on: datetime.date
    area: str
    age: str
    gender: str
    funds: str
    language: str = NOT_KNOWN
    exploitation: str = NOT_KNOWN
    sector: str = NOT_KNOWN
    region: str = NOT_KNOWN
    referrer: str = NOT_KNOWN
    district: str = NOT_KNOWN
    contact: str = NOT_KNOWN
    heard: str = NOT_KNOWN
    closed_on: datetime.date | None = None
    closed_because: str = ""
    events: list[UncorrectedCaseEvent] = field(default_factory=list)
    consents: list[ConsentQuestionAnswer] = field(default_factory=list)
    contacts: list[datetime.date] = field(default_factory=list)
    needs: list[NeedOpened] = field(default_factory=list)
    offers: list[OfferMade] = field(default_factory=list)
    provider_answers: list[ProviderAnswer] = field(default_factory=list)
    nights: list[UnsuitableNight] = field(default_factory=list)
    hesitations: list[CodedHesitation] = field(default_factory=list)
    changes: list[CodedHesitation] = field(default_factory=list)
    disputes: list[datetime.date] = field(default_factory=list)
    payments: list[FundPaymentMade] = field(default_factory=list)
    starts: list[datetime.date] = field(default_factory=list)
    outcomes: list[datetime.date] = field(default_factory=list)
    placings: list[OutcomeSelfRating] = field(default_factory=list)
    contact_requests: list[NamedContactRequest] = field(default_factory=list)
    deployment_feedback: list[PractitionerDeploymentFeedback] = field(default_factory=list)
    choices: list[ExplainedOptionWithAnswer] = field(default_factory=list)
    triage: list[InvestigationTriageDecision] = field(default_factory=list)
    suspect_steps: list[SuspectStepTaken] = field(default_factory=list)
    rights: list[CountedEntitlement] = field(default_factory=list)
    conferences: list[ConferenceRequested] = field(default_factory=list)
    attendance: list[AgencyAttendanceAtConferenceMeeting] = field(default_factory=list)
    agreed_actions: list[ConferenceActionUndertaken] = field(default_factory=list)
    police_outcomes: list[CrimeOutcome] = field(default_factory=list)
    visits: list[JointVisitRecorded] = field(default_factory=list)
    place_nights: dict[datetime.date, str] = field(default_factory=dict)

    def get_identified_on(self) -> datetime.date:
        """The day on which somebody first saw signs; the day the case was opened where that is not said."""
        days = [event.on for event in self.events if event.code == "identified"]
        return min(days, default=self.opened_on)

    def get_phase(self, on: datetime.date) -> str:
        """The phase that the case was in on a day: that of the last event up to it."""
        phases = [(event.on, place, event.phase) for place, event in enumerate(self.events) if event.on <= on]
        return max(phases)[2] if phases else "before"
