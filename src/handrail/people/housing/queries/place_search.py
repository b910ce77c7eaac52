"""Find a place tonight: what fits and why, what waits for a check, what is not to be had and why not.

The same number of statements whatever exists; place_search_rows.py reads what the case and its area say. What may
not be seen is "ask", never a filter.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case as SqlCase
from django.db.models import F, Q, Value, When
from django.utils import timezone

from handrail.directory.funds.queries import FundLeft, list_funds_with_money_left
from handrail.directory.housing import nights as run_of
from handrail.directory.housing.models import Unit, Zone
from handrail.directory.housing.place_kinds import PLACE_KINDS_BY_CODE
from handrail.directory.housing.queries.agreements import AgreementTerms
from handrail.directory.housing.queries.places import DutyPhoneNumberRow
from handrail.directory.housing.unit_fit import combine_reasons_to_verdict
from handrail.directory.models import Service
from handrail.directory.service_fit import FitReason, FitVerdict
from handrail.people.cases.events.queries.case_pathway import select_events
from handrail.people.cases.events.queries.timeline_rows import EventRow, list_timeline_rows
from handrail.people.cases.offers.queries.needs import OfferRow, list_accepted_house_rows, select_offers
from handrail.people.housing import suitability_questions
from handrail.people.housing.availability import (
    CHECK_HOURS,
    LOOK_AHEAD,
    MAX_NIGHTS,
    find_first_free_night,
    select_live_stay_nights,
    select_taken_units,
)
from handrail.people.housing.models import Stay
from handrail.people.housing.queries.child_placement_search import (
    ChildPlacementSearchDetail,
    get_child_placement_search,
)
from handrail.people.housing.queries.housing_duty import (
    HousingDutyDetail,
    HousingResponsibility,
    OpenHousingDutyDispute,
    get_responsible_and_payer,
    make_housing_duty_detail,
    make_housing_refusal_positions,
    make_open_dispute,
)
from handrail.people.housing.queries.place_search_rows import (
    fetch_place_search_rows_by_branch,
    get_newest_duty_phone_numbers_by_kind,
    list_agreement_terms,
    make_live_stay_and_missing_since_day,
    make_zones_of_rows,
    parse_suitability_check_answers_of_row,
    unseal_place_id_of_check,
    unseal_place_id_of_check_draft,
)
from handrail.people.housing.queries.sql.limited_queryset_sql import RankedUnits, fetch_ranked_units
from handrail.people.housing.queries.stays import StayRow, make_live_stay_rows
from handrail.people.housing.queries.unit_filters import (
    HOTELS,
    available_units_q,
    get_units_by_id,
    order_units_by_fit,
    select_units_in_area,
    units_unfit_for_household_q,
    usable_units_q,
)
from handrail.people.housing.search_criteria import (
    PlaceSearchCriteria,
    format_unit_title,
    get_miles_to_nearest_risk,
    list_ids_of_given_zones_near_risks,
    list_named_risk_zone_ids,
    list_unit_fit_reasons_for_case,
    make_search_criteria,
)
from handrail.people.records.models import Case, Event, Offer
from handrail.people.records.sql_union import SqlRow
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.one_statement import evaluate_in_one_statement
from handrail.platform.access.sealed import bind_rows_to_access
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import join_texts, msg

MAX_FITTING = 13
"""The three best and ten more."""
MAX_HOTELS = 6
MAX_UNAVAILABLE = 12
OF_THE_CASE = ("area", "person", "circumstances", "place_brief")


class UnitResultGroup(StrEnum):
    """Where a unit stands on the page."""

    FITS = "fits"
    HOTEL = "hotel"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AvailableUnitRow:
    """One unit that can be had, with every reason in words."""

    unit_id: UUID
    place_id: UUID
    title: str
    place: str
    room: str
    kind: str
    provider: str
    reasons: tuple[FitReason, ...]
    says: FitVerdict
    terms: AgreementTerms | None
    responsible: HousingResponsibility
    nights: int  # how many of those asked for can be held
    shorter: str  # why fewer, with the night
    ring: str
    night_pence: int | None
    miles: int | None
    check: "HotelSuitabilityCheckProgress | None"


@dataclass(frozen=True, slots=True)
class HotelSuitabilityCheckProgress:
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


NO_CHECK = HotelSuitabilityCheckProgress(
    0, suitability_questions.TOTAL_QUESTIONS, (), None, None, False, "", None, ()
)


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
    zones: tuple[Zone, ...]  # of the area, by name
    safety_open: bool
    inside: bool
    fits: tuple[AvailableUnitRow, ...]
    fit_count: int
    hotels: tuple[AvailableUnitRow, ...]
    others: tuple[UnavailableUnitRow, ...]
    other_count: int
    duty: HousingDutyDetail
    answers_version: int
    stays: tuple[StayRow, ...]
    child: ChildPlacementSearchDetail | None
    numbers: dict[str, DutyPhoneNumberRow]
    funds: tuple[FundLeft, ...]  # that the reader may see and ask; none for a child: funds buy adult places
    houses: tuple[OfferRow, ...]  # that they accepted; with the events they say where an adult lives
    events: tuple[EventRow, ...]


def find_places_tonight(
    case_access: CaseAccess, *, nights: int = 1, now: datetime.datetime | None = None
) -> PlaceSearchResult:
    """The page for one reader: seven statements, however much there is.

    Args:
        case_access: the reader's access to the case.
        nights: for how many nights, 1 to MAX_NIGHTS.
        now: the moment of the search; the present one where it is left out.
    """
    when = now or timezone.localtime()
    cases = Case.objects.select_related(*OF_THE_CASE).filter(pk=case_access.file_id)
    accepted = select_offers(case_access.file_id).filter(answer=OfferAnswer.ACCEPTED)
    happened = select_events(case_access.file_id)
    evaluate_in_one_statement([cases, accepted, happened] if Kind.PATHWAY in case_access.kinds else [cases])
    (case,) = cases
    first, body_id = run_of.get_tonight(when), case_access.actor.body_id
    phase = case.phase if case_access.sees(Kind.PATHWAY) else None
    safety = case_access.sees(Kind.SAFETY)
    case_access.needs(Kind.HOUSING)
    risks = list_named_risk_zone_ids(case, case_access) if safety else []
    lines = fetch_place_search_rows_by_branch(case, body_id=body_id, night=first, risks=risks)
    zones, agreements = (
        make_zones_of_rows(lines.get("zone", ())),
        list_agreement_terms(lines.get("agreement", ())),
    )
    numbers = get_newest_duty_phone_numbers_by_kind(lines.get("number", ()))
    named = tuple(zone for zone in zones if zone.pk in risks)
    near = (
        list_ids_of_given_zones_near_risks((zone for zone in zones if zone.area_id == case.area_id), named)
        if named
        else []
    )
    wanted = make_search_criteria(case, case_access, named, phase=phase is not None, safety=safety)
    dispute = make_open_dispute(lines, case_access)
    most = min(max(nights, 1), MAX_NIGHTS)
    search = _PlaceSearch(case, case_access, wanted, near, agreements, lines, dispute, first, most, when)
    if adult := case.age == "adult":
        search.fetch()
    funds, houses, events = (
        _read_funds_and_homes(case, case_access, accepted, happened, when) if adult else ((), (), ())
    )
    fits = search.list_fitting()
    stays = tuple(map(make_live_stay_and_missing_since_day, lines.get("stay", ())))
    stay_rows = make_live_stay_rows(case, stays, when, case_access)
    own_units = {stay.booking.unit_id for stay, _ in stays if _is_stay_theirs_tonight(stay, first, when)}
    return PlaceSearchResult(
        reference=case.reference,
        called=case.person.called.decrypt_for(case_access),
        phase=phase or "",
        age=case.age,
        area=case.area.name if case.area else "",
        first=first,
        nights=search.nights,
        wanted=wanted,
        zones=tuple(zone for zone in zones if zone.area_id == case.area_id),
        safety_open=safety,
        inside=case_access.inside,
        fits=fits,
        fit_count=search.fit_count,
        hotels=search.list_hotels(),
        others=search.list_others(own_units),
        other_count=search.other_count - len(search.units[UnitResultGroup.OTHER]),
        answers_version=case.circumstances.version if hasattr(case, "circumstances") else 0,
        duty=make_housing_duty_detail(
            case,
            phase=phase,
            agreement=fits[0].terms if fits else next(iter(agreements), None),
            numbers=numbers,
            on=first,
            dispute=dispute,
            refusals=make_housing_refusal_positions(lines.get("refusal", ()), case_access, now=when),
        ),
        stays=stay_rows,
        child=None if adult else get_child_placement_search(case, case_access, when),
        numbers=numbers,
        funds=funds,
        houses=houses,
        events=events,
    )


def _read_funds_and_homes(
    case: Case,
    case_access: CaseAccess,
    accepted: Iterable[Offer],
    happened: Iterable[Event],
    when: datetime.datetime,
) -> tuple[tuple[FundLeft, ...], tuple[OfferRow, ...], tuple[EventRow, ...]]:
    """The funds, the houses that they accepted and, where there are any, what happened: one statement."""
    offers = accepted if case_access.sees(Kind.PATHWAY) else ()
    offered = {offer.service_id for offer in offers}  # type: ignore[attr-defined]
    services = Service.objects.select_related("provider").filter(pk__in=offered)
    funds = list_funds_with_money_left(case_access.actor, case.area_id or "", when.date(), also=[services])
    houses = list_accepted_house_rows(offers, services, case_access)
    events = list_timeline_rows(bind_rows_to_access(happened, case_access), notes=False) if houses else ()
    return funds, houses, events


def _is_stay_theirs_tonight(stay: Stay, night: datetime.date, now: datetime.datetime) -> bool:
    """Confirmed, or held and not run out, for this night."""
    booking = stay.booking
    is_live = booking.held_until is None or booking.held_until > now
    return bool(is_live and booking.first_night <= night <= booking.last_night)


class _PlaceSearch:
    """One search: the units of the area in their groups, and the nights on which somebody has them."""

    def __init__(
        self,
        case: Case,
        case_access: CaseAccess,
        wanted: PlaceSearchCriteria,
        near: list[int],
        agreements: tuple[AgreementTerms, ...],
        lines: Mapping[str, Sequence[SqlRow]],
        dispute: OpenHousingDutyDispute | None,
        first: datetime.date,
        nights: int,
        now: datetime.datetime,
    ) -> None:
        self.wanted, self.near, self.agreements, self.lines, self.now = wanted, near, agreements, lines, now
        self.dispute = dispute
        self.first, self.nights, self.body_id = first, nights, case_access.actor.body_id
        self.run = run_of.list_nights(first, nights)
        self.area, self.inside = case.area_id or "", case_access.inside
        self.units: dict[UnitResultGroup, list[Any]] = {group: [] for group in UnitResultGroup}
        self.taken = _TakenNightsOfUnits(())
        self.fit_count = self.other_count = 0

    def fetch(self) -> None:
        """Three statements: every unit judged once, those that are shown, and the nights on which somebody has one."""
        ranked = self._rank_units()
        units = get_units_by_id([*ranked.fits, *ranked.hotels, *ranked.others])
        for group, ids in (
            (UnitResultGroup.FITS, ranked.fits),
            (UnitResultGroup.HOTEL, ranked.hotels),
            (UnitResultGroup.OTHER, ranked.others),
        ):
            self.units[group] = [units[number] for number in ids]
        self.fit_count, self.other_count = ranked.fit_count, ranked.other_count
        self.taken = _TakenNightsOfUnits(self._select_nights())

    def list_fitting(self) -> tuple[AvailableUnitRow, ...]:
        rows = [self._make_available_unit_row(unit, {}) for unit in self.units[UnitResultGroup.FITS]]
        return tuple(sorted(rows, key=_make_unit_sort_key))

    def list_hotels(self) -> tuple[AvailableUnitRow, ...]:
        checks = self._get_checks()
        return tuple(
            self._make_available_unit_row(unit, checks) for unit in self.units[UnitResultGroup.HOTEL]
        )

    def list_others(self, own_units: Collection[UUID]) -> tuple[UnavailableUnitRow, ...]:
        """Without what this very person has tonight: it is at the head of the page."""
        units = self.units[UnitResultGroup.OTHER]
        return tuple(self._why_not(unit) for unit in units if unit.pk not in own_units)

    def _rank_units(self) -> RankedUnits:
        """The first of each group in their order, with the sizes of the groups: one pass over the units of the area."""
        household = self.wanted.household
        ours = usable_units_q(self.body_id, self.agreements, inside=self.inside)
        seen = ours
        if self.inside:  # a safe house of others is told to nobody who may not use it
            seen |= Q(place__state="open") & ~Q(place__kind="safe_house")
        taken = Q(pk__in=select_taken_units((self.first,), household.beds, self.now))
        good = (
            ours & available_units_q(self.first) & ~units_unfit_for_household_q(household, self.near) & ~taken
        )
        rows = select_units_in_area(self.area).filter(seen)
        judged = order_units_by_fit(rows, household).annotate(
            is_good=SqlCase(When(good, then=Value(True)), default=Value(False)),
            is_hotel=SqlCase(When(HOTELS, then=Value(True)), default=Value(False)),
        )
        return fetch_ranked_units(judged, fits=MAX_FITTING, hotels=MAX_HOTELS, others=MAX_UNAVAILABLE)

    def _select_nights(self) -> Sequence["_TakenBedSpaceNight"]:
        """For units that are free tonight, the nights that were asked for; for others, a season ahead."""
        ids = {group: [unit.pk for unit in units] for group, units in self.units.items()}
        if not any(ids.values()):
            return ()
        free = Q(unit__in=[*ids[UnitResultGroup.FITS], *ids[UnitResultGroup.HOTEL]], night__lte=self.run[-1])
        later = Q(unit__in=ids[UnitResultGroup.OTHER], night__lt=self.first + LOOK_AHEAD)
        rows = select_live_stay_nights(self.now).filter(free | later, night__gte=self.first)
        held = Q(booking__held_until__isnull=False, night=self.first)
        return [
            _TakenBedSpaceNight(*row)
            for row in rows.values_list(
                "unit_id",
                "night",
                "booking__held_until",
                SqlCase(When(held, then=F("booking__held_for"))),  # what is not shown is not opened either
                SqlCase(When(held, then=F("booking__held_by_name"))),
            )
        ]

    def _make_available_unit_row(
        self, unit: Unit, checks: dict[UUID, HotelSuitabilityCheckProgress]
    ) -> AvailableUnitRow:
        place = unit.place
        agreement = self._find_agreement_of_unit(unit)
        nights, shorter = self._count_nights_free(unit, agreement, self._get_next_taken_night(unit))
        found = list_unit_fit_reasons_for_case(unit, self.wanted)
        ring = (
            place.phone
            if place.provider_id != self.body_id and (agreement is None or _has_open_fit_questions(found))
            else ""
        )
        return AvailableUnitRow(
            unit_id=unit.pk,
            place_id=place.pk,
            title=format_unit_title(unit),
            place=place.name,
            room=unit.name,
            kind=PLACE_KINDS_BY_CODE[place.kind].name,
            provider=place.provider.name,
            reasons=found,
            says=combine_reasons_to_verdict(found),
            terms=agreement,
            responsible=get_responsible_and_payer(self.dispute, agreement),
            nights=nights,
            shorter=shorter,
            ring=ring,
            night_pence=place.night_pence,
            miles=get_miles_to_nearest_risk(place.zone, self.wanted.risks),
            check=checks.get(place.pk, NO_CHECK) if PLACE_KINDS_BY_CODE[place.kind].after_check else None,
        )

    def _find_agreement_of_unit(self, unit: Unit) -> AgreementTerms | None:
        place = unit.place
        if place.provider_id == self.body_id:
            return None
        lines = (line for line in self.agreements if line.covers(place.pk, place.provider_id, place.kind))
        return next(lines, None)

    def _count_nights_free(
        self, unit: Unit, agreement: AgreementTerms | None, taken: datetime.date | None
    ) -> tuple[int, str]:
        """How many of the nights can be held, and by what it is cut short."""
        ends: list[tuple[int, str]] = [(self.nights, "")]
        if agreement and agreement.last_night:
            words = msg(
                "The agreement’s last night is {last_night}.",
                last_night=dates.format_long_day(agreement.last_night),
            )
            ends.append((run_of.count_nights(self.first, agreement.last_night), words))
        if agreement and agreement.most_nights:
            ends.append(
                (
                    agreement.most_nights,
                    msg(
                        "The agreement allows up to {most_nights} nights.",
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

    def _get_next_taken_night(self, unit: Unit) -> datetime.date | None:
        """For a unit that is free tonight, the first later night of the run on which it is not."""
        for night in self.run[1:]:
            used = self.taken.counts.get((unit.pk, night), 0)
            if used and (unit.whole or unit.beds - used < self.wanted.household.beds):
                return night
        return None

    def _why_not(self, unit: Unit) -> UnavailableUnitRow:
        title, place = format_unit_title(unit), unit.place
        if place.state != "open":
            words = {"planned": "Planned", "funded": "Funded", "paused": "Paused"}[place.state]
            why = (
                msg("Waiting for {waits_for}.", waits_for=place.waits_for)
                if place.waits_for
                else "Not open now."
            )
            return UnavailableUnitRow(title, "planned", words, why)
        if place.flagged_on:
            why = msg(
                "Marked by {provider} on {flagged_on}. Ask their duty lead why.",
                flagged_on=dates.format_long_day_omitting_same_year(place.flagged_on, self.first),
                provider=place.provider.name,
            )
            return UnavailableUnitRow(title, "flagged", "Do not use", why)
        if unit.withdrawn_from and unit.withdrawn_from <= self.first:
            why = unit.withdrawn_why or "Its organisation withdrew it."
            return UnavailableUnitRow(title, "withdrawn", "Withdrawn", why)
        if unit.open_from > self.first:
            return UnavailableUnitRow(
                title,
                "planned",
                "Not open yet",
                msg("From the night of {open_from}.", open_from=dates.format_long_day(unit.open_from)),
            )
        no = [
            reason.words
            for reason in list_unit_fit_reasons_for_case(unit, self.wanted)
            if reason.says is FitVerdict.NO
        ]
        if no:
            return UnavailableUnitRow(title, "no", "Does not fit", join_texts(no, ". ") + ".")
        held = self.taken.tonight(unit, self.first)
        if held:
            return self._make_taken_row(unit, held)
        return UnavailableUnitRow(
            title, "agreement", "No agreement", "Your organisation has no agreement to use it on this night."
        )

    def _make_taken_row(self, unit: Unit, nights: list["_TakenBedSpaceNight"]) -> UnavailableUnitRow:
        night = nights[0]
        if night.held_until is not None:
            until = dates.format_time(dates.to_london(night.held_until))
            who = (
                msg("By {held_by}, your organisation", held_by=night.held_by)
                if night.held_for_id == self.body_id
                else "By another organisation"
            )
            return UnavailableUnitRow(
                format_unit_title(unit),
                "held",
                msg("Held until {until}", until=until),
                msg("{who}. Released if not confirmed.", who=who),
            )
        free = find_first_free_night(unit, self.wanted.household.beds, self.first, self.taken.counts)
        why = (
            msg("Next free night: {free}.", free=dates.format_long_day_omitting_same_year(free, self.first))
            if free
            else "Not free in the next three months."
        )
        return UnavailableUnitRow(format_unit_title(unit), "full", "Full", why)

    def _get_checks(self) -> dict[UUID, HotelSuitabilityCheckProgress]:
        """How far each hotel's check has come: drafts, and what was signed in the last day."""
        found = {
            unseal_place_id_of_check_draft(line): replace(NO_CHECK, answered=line.number)
            for line in self.lines.get("draft", ())
        }
        since = self.now - datetime.timedelta(hours=CHECK_HOURS)
        signed = [line for line in self.lines.get("check", ()) if line.moment >= since]
        for line in sorted(signed, key=lambda line: line.moment):
            found[unseal_place_id_of_check(line)] = _make_signed_check_progress(line)
        return found


class _TakenBedSpaceNight(NamedTuple):
    """A bed space on a night. Who holds it is told of the first night alone, and while it is held."""

    unit_id: UUID
    night: datetime.date
    held_until: datetime.datetime | None
    held_for_id: int | None
    held_by: str | None


class _TakenNightsOfUnits:
    """The nights of some units that somebody has."""

    def __init__(self, rows: Sequence[_TakenBedSpaceNight]) -> None:
        self.rows = rows
        self.counts: dict[tuple[UUID, datetime.date], int] = {}
        for row in rows:
            key = (row.unit_id, row.night)
            self.counts[key] = self.counts.get(key, 0) + 1

    def tonight(self, unit: Unit, night: datetime.date) -> list[_TakenBedSpaceNight]:
        """Those of one night."""
        return [row for row in self.rows if row.unit_id == unit.pk and row.night == night]


def _make_signed_check_progress(line: SqlRow) -> HotelSuitabilityCheckProgress:
    """Of a line of the branch `check` (place_search_rows.py)."""
    answers = parse_suitability_check_answers_of_row(line)
    failing = suitability_questions.list_failing_question_codes(answers)
    return replace(
        NO_CHECK,
        answered=suitability_questions.TOTAL_QUESTIONS,
        check_id=line.pk,
        suitable=line.flag,
        overruled=line.end is not None,
        signed_by=line.b,
        signed_at=line.moment,
        against=tuple(suitability_questions.QUESTIONS_BY_CODE[code].against for code in failing),
    )


def _has_open_fit_questions(found: tuple[FitReason, ...]) -> bool:
    return combine_reasons_to_verdict(found) is FitVerdict.ASK


def _make_unit_sort_key(row: AvailableUnitRow) -> tuple[bool, int, int, str]:
    """What is sure first, then nearest of those that are far enough, then cheapest."""
    return (row.says is not FitVerdict.YES, row.miles or 0, row.night_pence or 0, row.title)
