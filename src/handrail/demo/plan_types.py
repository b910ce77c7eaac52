"""The plan's plain values: what an invented case holds, before any of it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """Who somebody is, as far as they want to be known."""

    called: str = ""
    full_name: str = ""
    born: date | None = None
    age: str = "adult"
    gender: str = "unknown"
    language: str = ""
    interpreter: str = "not_asked"
    nationality: str = ""
    where_now: str = ""


@dataclass(frozen=True, slots=True)
class PlannedCircumstances:
    """What services ask before they say yes, as far as it was said."""

    gender: str = "not_asked"
    dependants: str = "not_asked"
    public_funds: str = "not_asked"
    status: str = "not_asked"
    exploitation: str = "not_asked"
    sector: str = "not_asked"
    region: str = "not_asked"
    referrer: str = "not_asked"
    district: str = ""
    heard_of_us: str = "not_asked"


@dataclass(frozen=True, slots=True)
class PlannedContactChannel:
    """One way to reach the person, and whether it is safe."""

    kind: str
    safe: str
    detail: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlannedDangerCheck:
    """What was seen and said of danger, on a day; what else was asked, by its code."""

    answer: str
    note: str
    on: date
    worries: Mapping[str, str] = field(default_factory=dict)
    at_time: time | None = None


@dataclass(frozen=True, slots=True)
class PlannedSafetyPlan:
    """The safety plan, in the person's words."""

    plan: str
    watched: str
    if_missing: str
    on: date
    review_on: date | None = None
    looked_at: date | None = None  # with the person, and still right


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """Something that happened. `first_said` is the day that was written down first, by mistake."""

    event: str
    at: date
    at_time: time | None = None
    of: str = ""
    referral: int | None = None
    note: str = ""
    first_said: date | None = None
    recorded_on: date | None = None  # where it was written down later than it happened


@dataclass(frozen=True, slots=True)
class PlannedConsentAnswer:
    """What the person said about sharing, or about national support: the NRM's answers are events."""

    matter: str
    said: str
    on: date
    words: str = ""
    to_body: str = ""
    kinds: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedOffer:
    """One service (by its key) offered, its answer, what came of it, what it cost."""

    service: str
    on: date
    answer: str = "none_yet"
    answered_on: date | None = None
    reason: str = ""
    result: str = ""
    cost_pence: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedNeed:
    """What would help, in the person's words, and what was offered."""

    kind: str
    words: str
    on: date
    offers: tuple[PlannedOffer, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """One case. `story` names what it was invented from; `number` is its number among the body's cases."""

    key: str
    story: str
    body: str
    worker: str
    opened: date
    opened_time: time
    person: PlannedPerson
    area: str = ""
    stand_in: str = ""
    number: int = 0
    circumstances: PlannedCircumstances | None = None
    danger: tuple[PlannedDangerCheck, ...] = ()
    channels: tuple[PlannedContactChannel, ...] = ()
    safest: str = ""
    safety: PlannedSafetyPlan | None = None
    events: tuple[PlannedEvent, ...] = ()
    facts: tuple[str, ...] = ()
    agreements: tuple[PlannedConsentAnswer, ...] = ()
    needs: tuple[PlannedNeed, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PlannedBody:
    """An invented body."""

    code: str
    name: str
    kind: str
    area: str = ""
    prefix: str = ""
    duty_basis: str = ""
    calls_from_devices: bool = False


@dataclass(frozen=True, slots=True)
class PlannedUser:
    """An invented worker. `sign_in` is true for the one of each role that the demo prints."""

    key: str
    name: str
    body: str
    role: str
    phone: str = ""
    sign_in: bool = False

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"


@dataclass(frozen=True, slots=True)
class PlannedService:
    """An invented service of the directory."""

    name: str
    provider: str
    kind: str
    phases: tuple[str, ...]
    areas: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hours: str = ""
    how_to_refer: str = ""
    cost_note: str = ""
    state: str = "open"
    pro_bono: bool = False
    safe_house: bool = False
    waits_for: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """How an offer names it."""
        return f"{self.provider}/{self.name}"
