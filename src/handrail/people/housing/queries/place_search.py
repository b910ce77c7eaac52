"""Find a place tonight: what fits and why, what waits for a check, what is not to be had and why not.

The same number of statements whatever exists. What the door hides is "ask", never a filter.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from handrail.directory.fit import FitReason, FitVerdict
from handrail.directory.housing import nights as run_of
from handrail.directory.housing.fit import combine_reasons
from handrail.directory.housing.kinds import PLACE_KINDS_BY_CODE
from handrail.directory.housing.models import Unit
from handrail.directory.housing.queries.agreements import AgreementDetail, list_agreements_for_night
from handrail.directory.housing.queries.places import DutyNumberRow, get_duty_numbers
from handrail.people.housing import suitability_questions
from handrail.people.housing.availability import (
    CHECK_HOURS,
    LOOK_AHEAD,
    MAX_NIGHTS,
    find_first_free_night,
    get_live_nights,
    get_taken_units,
)
from handrail.people.housing.models import CheckDraft, StayNight, SuitabilityCheck
from handrail.people.housing.queries.child_watch import ChildWatchDetail, get_child_watch
from handrail.people.housing.queries.housing_duty import HousingDutyDetail, get_housing_duty
from handrail.people.housing.queries.stays import StayRow, list_live_stays
from handrail.people.housing.queries.unit_filters import (
    HOTELS,
    available_q,
    get_units_in_area,
    order_best_first,
    unfit_q,
    usable_q,
)
from handrail.people.housing.search_criteria import (
    PlaceSearchCriteria,
    format_unit_title,
    get_nearest_miles,
    get_search_criteria,
    get_unit_reasons,
    list_near_zones,
)
from handrail.people.housing.states import StayState
from handrail.people.records.models import Case, Person
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import join_texts, msg

MAX_FITTING = 12
MAX_HOTELS = 6
MAX_UNAVAILABLE = 12
MAX_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class AvailableUnitRow:
    """One unit that can be had, with every reason in words."""

    unit_id: UUID
    place_id: UUID
    title: str
    kind: str
    provider: str
    reasons: tuple[FitReason, ...]
    says: FitVerdict
    agreement: str
    until: datetime.date | None  # the agreement's last night
    nights: int  # how many of those asked for can be held
    shorter: str  # why fewer, with the night
    ring: str
    night_pence: int | None
    miles: int | None
    check: "CheckProgress | None"


@dataclass(frozen=True, slots=True)
class CheckProgress:
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
class UnavailableUnitRow:
    """One unit that is not to be had tonight, and why."""

    title: str
    state: str  # held, full, no, flagged, withdrawn, planned, agreement
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class PlaceSearchResult:
    """Everything on the page. For a child, or while age is not sure, no place is ever in it."""

    reference: str
    called: str
    phase: str
    age: str
    area: str
    first: datetime.date
    nights: int
    wanted: PlaceSearchCriteria
    safety_open: bool
    inside: bool
    fits: tuple[AvailableUnitRow, ...]
    fit_count: int
    hotels: tuple[AvailableUnitRow, ...]
    others: tuple[UnavailableUnitRow, ...]
    other_count: int
    duty: HousingDutyDetail
    stays: tuple[StayRow, ...]
    child: ChildWatchDetail | None
    numbers: dict[str, DutyNumberRow]
    agreements: tuple[AgreementDetail, ...]


def find_places(
    case_access: CaseAccess, *, nights: int = 1, now: datetime.datetime | None = None
) -> PlaceSearchResult:
    """The page for one reader."""
    when = now or timezone.localtime()
    case = Case.objects.select_related("area", "owner").get(pk=case_access.file_id)
    first = run_of.get_tonight(when)
    phase = case.phase if case_access.sees(Kind.PATHWAY) else None
    safety = case_access.sees(Kind.SAFETY)
    case_access.needs(Kind.SUPPORT)
    wanted = get_search_criteria(case, case_access, phase=phase is not None, safety=safety)
    numbers = get_duty_numbers(case.area_id or "", (case.owner_id, case_access.actor.body_id))
    agreements = list_agreements_for_night(case_access.actor.body_id, first)
    search = _PlaceSearch(case, case_access, wanted, agreements, first, min(max(nights, 1), MAX_NIGHTS), when)
    adult = case.age == "adult"
    fits, count = search.fits() if adult else ((), 0)
    others, other_count = search.others() if adult else ((), 0)
    return PlaceSearchResult(
        reference=case.reference,
        called=_read_name(case, case_access),
        phase=phase or "",
        age=case.age,
        area=case.area.name if case.area else "",
        first=first,
        nights=search.nights,
        wanted=wanted,
        safety_open=safety,
        inside=case_access.inside,
        fits=fits,
        fit_count=count,
        hotels=search.hotels() if adult else (),
        others=others,
        other_count=other_count,
        duty=get_housing_duty(
            case, case_access, phase=phase, agreements=agreements, numbers=numbers, on=first
        ),
        stays=list_live_stays(case, when, case_access),
        child=None if adult else get_child_watch(case, case_access, when),
        numbers=numbers,
        agreements=agreements,
    )


def _read_name(case: Case, case_access: CaseAccess) -> str:
    if not case_access.sees(Kind.IDENTITY):
        return ""
    return Person.objects.only("called").get(pk=case.pk).called.open_for(case_access)


class _PlaceSearch:
    """One search: the filters are worked out once, and each list asks with them."""

    def __init__(
        self,
        case: Case,
        case_access: CaseAccess,
        wanted: PlaceSearchCriteria,
        agreements: tuple[AgreementDetail, ...],
        first: datetime.date,
        nights: int,
        now: datetime.datetime,
    ) -> None:
        self.case, self.wanted, self.agreements, self.now = case, wanted, agreements, now
        self.first, self.nights, self.body_id = first, nights, case_access.actor.body_id
        self.run = run_of.get_nights(first, nights)
        self.base = get_units_in_area(case.area_id or "")
        self.inside = case_access.inside
        self.ours = usable_q(self.body_id, agreements, inside=case_access.inside)
        self.near = list_near_zones(case.area_id or "", wanted.risks)
        self.taken = Q(pk__in=get_taken_units((first,), wanted.household.beds, now))
        self.no = unfit_q(wanted.household, self.near)

    @property
    def good(self) -> Q:
        """Units that may be used, are there tonight, fit, and are free tonight."""
        return self.ours & available_q(self.first) & ~self.no & ~self.taken

    def fits(self) -> tuple[tuple[AvailableUnitRow, ...], int]:
        rows = self.base.filter(self.good).exclude(HOTELS)
        shown = list(order_best_first(rows, self.wanted.household)[:MAX_FITTING])
        limits = self._get_next_taken_nights(shown)
        found = [self._row(unit, limits, {}) for unit in shown]
        return tuple(sorted(found, key=_make_sort_key)), rows.order_by()[: MAX_COUNTED + 1].count()

    def hotels(self) -> tuple[AvailableUnitRow, ...]:
        rows = self.base.filter(self.good).filter(HOTELS)
        shown = list(order_best_first(rows, self.wanted.household)[:MAX_HOTELS])
        checks = self._checks([unit.place_id for unit in shown])
        limits = self._get_next_taken_nights(shown)
        return tuple(self._row(unit, limits, checks) for unit in shown)

    def others(self) -> tuple[tuple[UnavailableUnitRow, ...], int]:
        seen = self.ours
        if self.inside:  # a safe house of others is told to nobody who may not use it
            seen |= Q(place__state="open") & ~Q(place__kind="safe_house")
        rows = self.base.filter(seen).exclude(self.good)
        shown = list(rows.order_by("place__state", "place__name", "name", "id")[:MAX_UNAVAILABLE])
        taken = self._get_taken_nights(shown)
        count = rows.order_by()[: MAX_COUNTED + 1].count()
        return tuple(self._why_not(unit, taken) for unit in shown), max(0, count - len(shown))

    def _row(
        self, unit: Unit, limits: dict[UUID, datetime.date], checks: dict[UUID, CheckProgress]
    ) -> AvailableUnitRow:
        place = unit.place
        agreement = self._agreement(unit)
        nights, shorter = self._count_nights_free(unit, agreement, limits.get(unit.pk))
        found = get_unit_reasons(unit, self.wanted)
        ring = (
            place.phone
            if place.provider_id != self.body_id and (agreement is None or _has_questions(found))
            else ""
        )
        return AvailableUnitRow(
            unit_id=unit.pk,
            place_id=place.pk,
            title=format_unit_title(unit),
            kind=PLACE_KINDS_BY_CODE[place.kind].name,
            provider=place.provider.name,
            reasons=found,
            says=combine_reasons(found),
            agreement=agreement.name if agreement else "",
            until=agreement.last_night if agreement else None,
            nights=nights,
            shorter=shorter,
            ring=ring,
            night_pence=place.night_pence,
            miles=get_nearest_miles(place.zone, self.wanted.risks),
            check=checks.get(place.pk, _make_empty_progress())
            if PLACE_KINDS_BY_CODE[place.kind].after_check
            else None,
        )

    def _agreement(self, unit: Unit) -> AgreementDetail | None:
        place = unit.place
        if place.provider_id == self.body_id:
            return None
        lines = (line for line in self.agreements if line.covers(place.pk, place.provider_id, place.kind))
        return next(lines, None)

    def _count_nights_free(
        self, unit: Unit, agreement: AgreementDetail | None, taken: datetime.date | None
    ) -> tuple[int, str]:
        """How many of the nights can be held, and by what it is cut short."""
        ends: list[tuple[int, str]] = [(self.nights, "")]
        if agreement and agreement.last_night:
            words = msg(
                "The agreement ends: its last night is {last_night}.",
                last_night=dates.format_long_day(agreement.last_night),
            )
            ends.append((run_of.count_nights(self.first, agreement.last_night), words))
        if agreement and agreement.most_nights:
            ends.append(
                (
                    agreement.most_nights,
                    msg(
                        "The agreement allows {most_nights} nights at most.",
                        most_nights=agreement.most_nights,
                    ),
                )
            )
        if unit.withdrawn_from:
            words = msg(
                "It is withdrawn from the night of {withdrawn_from}.",
                withdrawn_from=dates.format_long_day(unit.withdrawn_from),
            )
            ends.append(((unit.withdrawn_from - self.first).days, words))
        if taken:
            ends.append(
                (
                    (taken - self.first).days,
                    msg("It is taken from the night of {taken}.", taken=dates.format_long_day(taken)),
                )
            )
        return min(ends, key=lambda end: end[0])

    def _get_next_taken_nights(self, units: Iterable[Unit]) -> dict[UUID, datetime.date]:
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
        rows = get_live_nights(self.now).filter(
            unit__in=[unit.pk for unit in units], night__gte=run[0], night__lte=run[-1]
        )
        found: dict[tuple[UUID, datetime.date], int] = {}
        for unit_id, night in rows.values_list("unit_id", "night"):
            found[unit_id, night] = found.get((unit_id, night), 0) + 1
        return found

    def _get_taken_nights(self, units: list[Unit]) -> "_TakenNights":
        rows = get_live_nights(self.now).filter(
            unit__in=[unit.pk for unit in units], night__gte=self.first, night__lt=self.first + LOOK_AHEAD
        )
        return _TakenNights(list(rows.select_related("stay__held_by")), self.body_id)

    def _why_not(self, unit: Unit, taken: "_TakenNights") -> UnavailableUnitRow:
        title, place = format_unit_title(unit), unit.place
        if place.state != "open":
            words = {"planned": "Planned", "funded": "Funded", "paused": "Paused"}[place.state]
            why = (
                msg("Not open yet. Waits for {waits_for}.", waits_for=place.waits_for)
                if place.waits_for
                else "Not open now."
            )
            return UnavailableUnitRow(title, "planned", words, why)
        if place.flagged_on:
            why = msg(
                "Flagged on {flagged_on}. The duty lead of {provider} knows why.",
                flagged_on=dates.format_day(place.flagged_on),
                provider=place.provider.name,
            )
            return UnavailableUnitRow(title, "flagged", "Do not use", why)
        if unit.withdrawn_from and unit.withdrawn_from <= self.first:
            why = unit.withdrawn_why or "Its organisation took it back."
            return UnavailableUnitRow(title, "withdrawn", "Withdrawn", why)
        if unit.open_from > self.first:
            return UnavailableUnitRow(
                title,
                "planned",
                "Not open yet",
                msg("From the night of {open_from}.", open_from=dates.format_long_day(unit.open_from)),
            )
        no = [reason.words for reason in get_unit_reasons(unit, self.wanted) if reason.says is FitVerdict.NO]
        if no:
            return UnavailableUnitRow(title, "no", "Does not fit", join_texts(no, ". ") + ".")
        held = taken.tonight(unit, self.first)
        if held:
            return self._make_taken_row(unit, held, taken)
        return UnavailableUnitRow(
            title, "agreement", "No agreement", "No agreement lets your organisation use it on this night."
        )

    def _make_taken_row(
        self, unit: Unit, nights: list[StayNight], taken: "_TakenNights"
    ) -> UnavailableUnitRow:
        stay = nights[0].stay
        if stay.state == StayState.HELD:
            until = dates.format_time(dates.to_london(stay.held_until))
            who = (
                msg("By {held_by}, your organisation", held_by=stay.held_by.name)
                if stay.held_for_id == self.body_id
                else "By another organisation"
            )
            return UnavailableUnitRow(
                format_unit_title(unit),
                "held",
                msg("Held to {until}", until=until),
                msg("{who}. Comes back if not confirmed.", who=who),
            )
        free = find_first_free_night(unit, self.wanted.household.beds, self.first, taken.counts)
        why = (
            msg("Next free on the night of {free}.", free=dates.format_long_day(free))
            if free
            else "Not free in the next three months."
        )
        return UnavailableUnitRow(format_unit_title(unit), "full", "Full", why)

    def _checks(self, places: list[UUID]) -> dict[UUID, CheckProgress]:
        """How far each hotel's check has come: drafts, and what was signed in the last day."""
        found = {
            row.place_id: CheckProgress(
                row.answered, suitability_questions.TOTAL_QUESTIONS, (), None, None, False, "", None, ()
            )
            for row in CheckDraft.objects.filter(case=self.case, place__in=places)
        }
        since = self.now - datetime.timedelta(hours=CHECK_HOURS)
        rows = SuitabilityCheck.objects.filter(case=self.case, place__in=places, signed_at__gte=since)
        for row in rows.order_by("signed_at"):
            found[row.place_id] = _make_signed_progress(row)
        return found


class _TakenNights:
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


def _make_empty_progress() -> CheckProgress:
    return CheckProgress(0, suitability_questions.TOTAL_QUESTIONS, (), None, None, False, "", None, ())


def _make_signed_progress(row: SuitabilityCheck) -> CheckProgress:
    answers = {code: getattr(row, code) for code in suitability_questions.QUESTION_CODES}
    return CheckProgress(
        answered=suitability_questions.TOTAL_QUESTIONS,
        total=suitability_questions.TOTAL_QUESTIONS,
        missing=(),
        check_id=row.pk,
        suitable=row.suitable,
        overruled=row.overruled_at is not None,
        signed_by=row.signed_name,
        signed_at=row.signed_at,
        against=tuple(
            suitability_questions.QUESTIONS_BY_CODE[code].against
            for code in suitability_questions.get_failing_codes(answers)
        ),
    )


def _has_questions(found: tuple[FitReason, ...]) -> bool:
    return combine_reasons(found) is FitVerdict.ASK


def _make_sort_key(row: AvailableUnitRow) -> tuple[bool, int, int, str]:
    """What is sure first, then nearest of those that are far enough, then cheapest."""
    return (row.says is not FitVerdict.YES, row.miles or 0, row.night_pence or 0, row.title)
