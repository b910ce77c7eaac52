"""Find a place tonight: what fits and why, what waits for a check, what is not to be had and why not.

The same number of statements whatever exists. What the door hides is "ask", never a filter.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.casework.case.models import Case, Person
from handrail.casework.case.sealing import boxes, read
from handrail.directory.fit import Reason, Says
from handrail.directory.housing import nights as run_of
from handrail.directory.housing.fit import verdict
from handrail.directory.housing.kinds import BY_CODE
from handrail.directory.housing.models import Unit
from handrail.directory.housing.queries.agreements import AgreementLine, agreements_for
from handrail.directory.housing.queries.places import Number, numbers_for
from handrail.kernel import dates
from handrail.kernel.saying import joined, say
from handrail.provision.places import checking
from handrail.provision.places.finding import (
    Wanted,
    near_zones,
    nearest,
    reasons_for,
    unit_title,
    wanted_for,
)
from handrail.provision.places.holding import (
    AHEAD,
    CHECK_HOURS,
    MOST_NIGHTS,
    first_free,
    live_nights,
    taken_units,
)
from handrail.provision.places.models import CheckDraft, StayNight, SuitabilityCheck
from handrail.provision.places.queries.child import ChildLine, child_line
from handrail.provision.places.queries.duty import DutyLine, duty_line
from handrail.provision.places.queries.rows import HOTELS, best_first, to_be_had, unfit, units_in, usable
from handrail.provision.places.queries.stays import StayLine, live_stays
from handrail.provision.places.states import StayState
from handrail.vault.box import Box

MOST_FIT = 12
MOST_HOTELS = 6
MOST_OTHERS = 12
COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit that can be had, with every reason in words."""

    unit_id: UUID
    place_id: UUID
    title: str
    kind: str
    provider: str
    reasons: tuple[Reason, ...]
    says: Says
    agreement: str
    until: datetime.date | None  # the agreement's last night
    nights: int  # how many of those asked for can be held
    shorter: str  # why fewer, with the night
    ring: str
    night_pence: int | None
    miles: int | None
    check: "CheckLine | None"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """How far the check of a hotel has come."""

    answered: int
    total: int
    missing: tuple[str, ...]
    check_id: UUID | None
    suitable: bool | None
    overruled: bool
    signed_by: str
    signed_at: datetime.datetime | None
    against: tuple[str, ...]

    @property
    def opens(self) -> bool:
        """Whether the place can be held."""
        return self.check_id is not None and (self.suitable is True or self.overruled)


@dataclass(frozen=True, slots=True)
class NotTonight:
    """One unit that is not to be had tonight, and why."""

    title: str
    state: str  # held, full, no, flagged, withdrawn, planned, agreement
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Tonight:
    """Everything on the page. For a child, or while age is not sure, no place is ever in it."""

    reference: str
    called: str
    phase: str
    age: str
    area: str
    first: datetime.date
    nights: int
    wanted: Wanted
    safety_open: bool
    inside: bool
    fits: tuple[UnitRow, ...]
    fit_count: int
    hotels: tuple[UnitRow, ...]
    others: tuple[NotTonight, ...]
    other_count: int
    duty: DutyLine
    stays: tuple[StayLine, ...]
    child: ChildLine | None
    numbers: dict[str, Number]
    agreements: tuple[AgreementLine, ...]


def find_places(sight: Sight, *, nights: int = 1, now: datetime.datetime | None = None) -> Tonight:
    """The page for one reader."""
    when = now or timezone.localtime()
    case = Case.objects.select_related("area", "owner").get(pk=sight.file_id)
    box = boxes([case.pk]).get(case.pk)
    first = run_of.tonight(when)
    phase = case.phase if sight.sees(Kind.PATHWAY) else None
    safety = sight.sees(Kind.SAFETY)
    sight.needs(Kind.SUPPORT)
    wanted = wanted_for(case, box, phase=phase is not None, safety=safety)
    numbers = numbers_for(case.area_id or "", (case.owner_id, sight.actor.body_id))
    agreements = agreements_for(sight.actor.body_id, first)
    search = _Search(case, sight, wanted, agreements, first, min(max(nights, 1), MOST_NIGHTS), when)
    adult = case.age == "adult"
    fits, count = search.fits() if adult else ((), 0)
    others, other_count = search.others() if adult else ((), 0)
    return Tonight(
        reference=case.reference,
        called=_called(case, box, sight),
        phase=phase or "",
        age=case.age,
        area=case.area.name if case.area else "",
        first=first,
        nights=search.nights,
        wanted=wanted,
        safety_open=safety,
        inside=sight.inside,
        fits=fits,
        fit_count=count,
        hotels=search.hotels() if adult else (),
        others=others,
        other_count=other_count,
        duty=duty_line(case, box, phase=phase, agreements=agreements, numbers=numbers, on=first),
        stays=live_stays(case, when, sight),
        child=None if adult else child_line(case, box, when),
        numbers=numbers,
        agreements=agreements,
    )


def _called(case: Case, box: Box | None, sight: Sight) -> str:
    if not sight.sees(Kind.IDENTITY):
        return ""
    return read(box, Person.objects.only("called").get(pk=case.pk), "called")


class _Search:
    """One search: the filters are worked out once, and each list asks with them."""

    def __init__(
        self,
        case: Case,
        sight: Sight,
        wanted: Wanted,
        agreements: tuple[AgreementLine, ...],
        first: datetime.date,
        nights: int,
        now: datetime.datetime,
    ) -> None:
        self.case, self.wanted, self.agreements, self.now = case, wanted, agreements, now
        self.first, self.nights, self.body_id = first, nights, sight.actor.body_id
        self.run = run_of.run(first, nights)
        self.base = units_in(case.area_id or "")
        self.inside = sight.inside
        self.ours = usable(self.body_id, agreements, inside=sight.inside)
        self.near = near_zones(case.area_id or "", wanted.risks)
        self.taken = Q(pk__in=taken_units((first,), wanted.household.beds, now))
        self.no = unfit(wanted.household, self.near)

    @property
    def good(self) -> Q:
        """Units that may be used, are there tonight, fit, and are free tonight."""
        return self.ours & to_be_had(self.first) & ~self.no & ~self.taken

    def fits(self) -> tuple[tuple[UnitRow, ...], int]:
        rows = self.base.filter(self.good).exclude(HOTELS)
        shown = list(best_first(rows, self.wanted.household)[:MOST_FIT])
        limits = self._next_taken(shown)
        found = [self._row(unit, limits, {}) for unit in shown]
        return tuple(sorted(found, key=_order)), rows.order_by()[: COUNTED + 1].count()

    def hotels(self) -> tuple[UnitRow, ...]:
        rows = self.base.filter(self.good).filter(HOTELS)
        shown = list(best_first(rows, self.wanted.household)[:MOST_HOTELS])
        checks = self._checks([unit.place_id for unit in shown])
        limits = self._next_taken(shown)
        return tuple(self._row(unit, limits, checks) for unit in shown)

    def others(self) -> tuple[tuple[NotTonight, ...], int]:
        seen = self.ours
        if self.inside:  # a safe house of others is told to nobody who may not use it
            seen |= Q(place__state="open") & ~Q(place__kind="safe_house")
        rows = self.base.filter(seen).exclude(self.good)
        shown = list(rows.order_by("place__state", "place__name", "name", "id")[:MOST_OTHERS])
        taken = self._taken_of(shown)
        count = rows.order_by()[: COUNTED + 1].count()
        return tuple(self._why_not(unit, taken) for unit in shown), max(0, count - len(shown))

    def _row(self, unit: Unit, limits: dict[UUID, datetime.date], checks: dict[UUID, CheckLine]) -> UnitRow:
        place = unit.place
        agreement = self._agreement(unit)
        nights, shorter = self._how_many(unit, agreement, limits.get(unit.pk))
        found = reasons_for(unit, self.wanted)
        ring = (
            place.phone if place.provider_id != self.body_id and (agreement is None or _asks(found)) else ""
        )
        return UnitRow(
            unit_id=unit.pk,
            place_id=place.pk,
            title=unit_title(unit),
            kind=BY_CODE[place.kind].name,
            provider=place.provider.name,
            reasons=found,
            says=verdict(found),
            agreement=agreement.name if agreement else "",
            until=agreement.last_night if agreement else None,
            nights=nights,
            shorter=shorter,
            ring=ring,
            night_pence=place.night_pence,
            miles=nearest(place.zone, self.wanted.risks),
            check=checks.get(place.pk, _no_check()) if BY_CODE[place.kind].after_check else None,
        )

    def _agreement(self, unit: Unit) -> AgreementLine | None:
        place = unit.place
        if place.provider_id == self.body_id:
            return None
        lines = (line for line in self.agreements if line.covers(place.pk, place.provider_id, place.kind))
        return next(lines, None)

    def _how_many(
        self, unit: Unit, agreement: AgreementLine | None, taken: datetime.date | None
    ) -> tuple[int, str]:
        """How many of the nights can be held, and by what it is cut short."""
        ends: list[tuple[int, str]] = [(self.nights, "")]
        if agreement and agreement.last_night:
            words = say(
                "The agreement ends: its last night is {last_night}.",
                last_night=dates.in_words(agreement.last_night),
            )
            ends.append((run_of.count(self.first, agreement.last_night), words))
        if agreement and agreement.most_nights:
            ends.append(
                (
                    agreement.most_nights,
                    say(
                        "The agreement allows {most_nights} nights at most.",
                        most_nights=agreement.most_nights,
                    ),
                )
            )
        if unit.withdrawn_from:
            words = say(
                "It is withdrawn from the night of {withdrawn_from}.",
                withdrawn_from=dates.in_words(unit.withdrawn_from),
            )
            ends.append(((unit.withdrawn_from - self.first).days, words))
        if taken:
            ends.append(
                (
                    (taken - self.first).days,
                    say("It is taken from the night of {taken}.", taken=dates.in_words(taken)),
                )
            )
        return min(ends, key=lambda end: end[0])

    def _next_taken(self, units: Iterable[Unit]) -> dict[UUID, datetime.date]:
        """For units that are free tonight, the first later night of the run on which they are not."""
        taken = self._counts(units, self.run)
        found: dict[UUID, datetime.date] = {}
        for unit in units:
            for night in self.run[1:]:
                used = taken.get((unit.pk, night), 0)
                if used and (unit.whole or unit.beds - used < self.wanted.household.beds):
                    found[unit.pk] = night
                    break
        return found

    def _counts(
        self, units: Iterable[Unit], run: tuple[datetime.date, ...]
    ) -> dict[tuple[UUID, datetime.date], int]:
        rows = live_nights(self.now).filter(
            unit__in=[unit.pk for unit in units], night__gte=run[0], night__lte=run[-1]
        )
        found: dict[tuple[UUID, datetime.date], int] = {}
        for unit_id, night in rows.values_list("unit_id", "night"):
            found[unit_id, night] = found.get((unit_id, night), 0) + 1
        return found

    def _taken_of(self, units: list[Unit]) -> "_Taken":
        rows = live_nights(self.now).filter(
            unit__in=[unit.pk for unit in units], night__gte=self.first, night__lt=self.first + AHEAD
        )
        return _Taken(list(rows.select_related("stay__held_by")), self.body_id)

    def _why_not(self, unit: Unit, taken: "_Taken") -> NotTonight:
        title, place = unit_title(unit), unit.place
        if place.state != "open":
            words = {"planned": "Planned", "funded": "Funded", "paused": "Paused"}[place.state]
            why = (
                say("Not open yet. Waits for {waits_for}.", waits_for=place.waits_for)
                if place.waits_for
                else "Not open now."
            )
            return NotTonight(title, "planned", words, why)
        if place.flagged_on:
            why = say(
                "Flagged on {flagged_on}. The duty lead of {provider} knows why.",
                flagged_on=dates.plain(place.flagged_on),
                provider=place.provider.name,
            )
            return NotTonight(title, "flagged", "Do not use", why)
        if unit.withdrawn_from and unit.withdrawn_from <= self.first:
            why = unit.withdrawn_why or "Its organisation took it back."
            return NotTonight(title, "withdrawn", "Withdrawn", why)
        if unit.open_from > self.first:
            return NotTonight(
                title,
                "planned",
                "Not open yet",
                say("From the night of {open_from}.", open_from=dates.in_words(unit.open_from)),
            )
        no = [reason.words for reason in reasons_for(unit, self.wanted) if reason.says is Says.NO]
        if no:
            return NotTonight(title, "no", "Does not fit", joined(no, ". ") + ".")
        held = taken.tonight(unit, self.first)
        if held:
            return self._taken_row(unit, held, taken)
        return NotTonight(
            title, "agreement", "No agreement", "No agreement lets your organisation use it on this night."
        )

    def _taken_row(self, unit: Unit, nights: list[StayNight], taken: "_Taken") -> NotTonight:
        stay = nights[0].stay
        if stay.state == StayState.HELD:
            until = dates.clock_time(dates.london(stay.held_until))
            who = (
                say("By {held_by}, your organisation", held_by=stay.held_by.name)
                if stay.held_for_id == self.body_id
                else "By another organisation"
            )
            return NotTonight(
                unit_title(unit),
                "held",
                say("Held to {until}", until=until),
                say("{who}. Comes back if not confirmed.", who=who),
            )
        free = first_free(unit, self.wanted.household.beds, self.first, taken.counts)
        why = (
            say("Next free on the night of {free}.", free=dates.in_words(free))
            if free
            else "Not free in the next three months."
        )
        return NotTonight(unit_title(unit), "full", "Full", why)

    def _checks(self, places: list[UUID]) -> dict[UUID, CheckLine]:
        """How far each hotel's check has come: drafts, and what was signed in the last day."""
        found = {
            row.place_id: CheckLine(row.answered, checking.TOTAL, (), None, None, False, "", None, ())
            for row in CheckDraft.objects.filter(case=self.case, place__in=places)
        }
        since = self.now - datetime.timedelta(hours=CHECK_HOURS)
        rows = SuitabilityCheck.objects.filter(case=self.case, place__in=places, signed_at__gte=since)
        for row in rows.order_by("signed_at"):
            found[row.place_id] = _signed(row)
        return found


class _Taken:
    """The nights of some units that somebody has."""

    def __init__(self, rows: list[StayNight], body_id: int) -> None:
        self.rows, self.body_id = rows, body_id
        self.counts: dict[tuple[UUID, datetime.date], int] = {}
        for row in rows:
            key = (row.unit_id, row.night)
            self.counts[key] = self.counts.get(key, 0) + 1

    def tonight(self, unit: Unit, night: datetime.date) -> list[StayNight]:
        """Those of one night."""
        return [row for row in self.rows if row.unit_id == unit.pk and row.night == night]


def _no_check() -> CheckLine:
    return CheckLine(0, checking.TOTAL, (), None, None, False, "", None, ())


def _signed(row: SuitabilityCheck) -> CheckLine:
    answers = {code: getattr(row, code) for code in checking.CODES}
    return CheckLine(
        answered=checking.TOTAL,
        total=checking.TOTAL,
        missing=(),
        check_id=row.pk,
        suitable=row.suitable,
        overruled=row.overruled_at is not None,
        signed_by=row.signed_name,
        signed_at=row.signed_at,
        against=tuple(checking.BY_CODE[code].against for code in checking.against(answers)),
    )


def _asks(found: tuple[Reason, ...]) -> bool:
    return verdict(found) is Says.ASK


def _order(row: UnitRow) -> tuple[bool, int, int, str]:
    """What is sure first, then nearest of those that are far enough, then cheapest."""
    return (row.says is not Says.YES, row.miles or 0, row.night_pence or 0, row.title)
