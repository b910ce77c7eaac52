"""What the rules know: a request, its person's wishes, and what is known of each candidate. Plain values.

Weights, limits and expiries are an organisation's dated settings. The defaults here are start values of ours
(domain notes, section 3: no safe number of cases is in law), except the rest hours, which are the law's minimum.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from handrail.directory.practitioners.codes import (
    AvailabilityKind,
    PractitionerGender,
    PractitionerInformationBarrierSide,
    PractitionerRole,
)
from handrail.people.deployment.rules.distance import NO_PLACE, CodedPlace, DistanceBand
from handrail.people.deployment.rules.periods import Period, RotaPeriod

ANSWERING_ROLES = frozenset(
    {PractitionerRole.LIAISON_OFFICER, PractitionerRole.NAVIGATOR, PractitionerRole.NAMED_CONTACT}
)
"""The three answers that meet a request (College of Policing, guidance for supervisors)."""


@dataclass(frozen=True, slots=True)
class DeploymentLimits:
    """An organisation's settings of one day. `weight_by_part` is read by case_weight.py."""

    weight_limit: Decimal = Decimal(25)
    amber_percent: int = 80
    rest_hours: int = 11
    weekly_hours: int = 48
    lapse_warning_days: int = 60
    intake_weeks: int = 6
    weight_by_part: Mapping[str, Decimal] = field(default_factory=dict)


class DeploymentWishKind(StrEnum):
    """What a person may ask of whoever comes. Nobody has to say why."""

    GENDER = "gender"
    NOT_OWN_COMMUNITY = "not_own_community"
    NOT_POLICE = "not_police"


@dataclass(frozen=True, slots=True)
class DeploymentWish:
    """A wish. A firm one keeps others out; another one speaks for and against. `value` is the gender asked for."""

    kind: DeploymentWishKind
    is_firm: bool
    value: str = ""


class LanguageRank(StrEnum):
    """How person and practitioner could speak, best first (domain notes, section 6). Worked out elsewhere."""

    FIRST_LANGUAGE = "first_language"
    BOTH_FLUENT = "both_fluent"
    WELFARE_ONLY = "welfare_only"
    CLOSE_VARIETY = "close_variety"
    INTERPRETER = "interpreter"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PractitionerPersonPairFacts:
    """What is known of one practitioner and this person together.

    `is_refused_by_person`: the person said no; they are never asked why. `conflict`: what speaks against them in this
    case, in words ("Works on a file of the suspect"), empty where nothing does. `shares_community`: None where it is
    not known. `may_be_asked`: false for somebody of another organisation, where the
    person has not agreed to that and no basis is stated.
    """

    is_refused_by_person: bool = False
    has_declined: bool = False
    conflict: str = ""
    language: LanguageRank = LanguageRank.INTERPRETER
    language_words: str = ""
    shares_community: bool | None = None
    distance: DistanceBand = DistanceBand.NOT_KNOWN
    has_worked_together: bool = False
    may_be_asked: bool = True


@dataclass(frozen=True, slots=True)
class PractitionerCertificate:
    """Vetting or a training: its code, and its last day; None where it does not end."""

    code: str
    valid_until: date | None

    def is_valid_on(self, day: date) -> bool:
        """The last day counts whole."""
        return self.valid_until is None or day <= self.valid_until


@dataclass(frozen=True, slots=True)
class DeploymentCandidate:
    """One practitioner. `weight_limit` is their own where it differs from the organisation's.

    `sent`: when they are asked or sent elsewhere already. `elsewhere`: when they work for another employer, which
    counts for rest and overlap.
    """

    practitioner_id: UUID
    name: str
    role: PractitionerRole
    side: PractitionerInformationBarrierSide
    areas: frozenset[str]
    is_police: bool = False
    first_day: date | None = None
    last_day: date | None = None
    phases: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    gender: PractitionerGender = PractitionerGender.NOT_SAID
    vetting: tuple[PractitionerCertificate, ...] = ()
    trainings: tuple[PractitionerCertificate, ...] = ()
    rota: tuple[RotaPeriod, ...] = ()
    sent: tuple[Period, ...] = ()
    elsewhere: tuple[Period, ...] = ()
    base: str = ""
    has_opted_out_of_48_hours: bool = False
    weight_carried: Decimal = Decimal(0)
    weight_limit: Decimal | None = None
    welfare_due_on: date | None = None
    pair: PractitionerPersonPairFacts = field(default_factory=PractitionerPersonPairFacts)

    @property
    def work_and_rota(self) -> tuple[RotaPeriod, ...]:
        """All that rest is counted from: the rota, and work for another employer."""
        return (*self.rota, *(RotaPeriod(AvailabilityKind.ON_DUTY, period) for period in self.elsewhere))


@dataclass(frozen=True, slots=True)
class DeploymentRequestFacts:
    """Who is needed, where and when.

    `when` is the time for which somebody must be free: the first meeting. `side` is set where the task belongs to one
    side of the wall: an account to the investigation, advice on whether to speak to police to support.
    `needed_vetting`: any one of these levels does; empty for none. `weight` is what the case will add.
    `place`: where the person is, in codes.
    """

    area: str
    phase: str
    when: Period
    roles: frozenset[PractitionerRole] = ANSWERING_ROLES
    side: PractitionerInformationBarrierSide | None = None
    is_for_child: bool = False
    needed_vetting: frozenset[str] = frozenset()
    needed_trainings: frozenset[str] = frozenset()
    helpful_trainings: frozenset[str] = frozenset()
    helpful_skills: frozenset[str] = frozenset()
    wishes: tuple[DeploymentWish, ...] = ()
    weight: Decimal = Decimal(2)
    place: CodedPlace = NO_PLACE

    @property
    def starts_at(self) -> datetime:
        """When they are needed."""
        return self.when.starts_at

    def find_wish(self, kind: DeploymentWishKind) -> DeploymentWish | None:
        """The person's wish of that kind; a firm one before another."""
        found = sorted((wish for wish in self.wishes if wish.kind is kind), key=lambda wish: not wish.is_firm)
        return found[0] if found else None
