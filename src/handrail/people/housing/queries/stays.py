"""Stays of one case: what is held, until when, who answers and who pays, and at which night something ends."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Count

from handrail.directory.housing import nights as run_of
from handrail.directory.housing.place_kinds import PLACE_KINDS_BY_CODE, SAFE_HOUSE
from handrail.directory.housing.queries.agreements import AgreementDetail, SubsistenceRateRow, find_agreement
from handrail.directory.housing.queries.places import read_place_address
from handrail.people.cases.offers.queries.needs import SAFE_PLACE, may_see_offer_provider
from handrail.people.housing.models import LostEvidence, Stay, UnitBooking
from handrail.people.housing.queries.bookings import (
    attach_bookings,
    select_nights_of_stay,
    sort_stays_by_first_night,
)
from handrail.people.housing.queries.housing_duty import (
    HousingResponsibility,
    find_open_dispute_responsibility,
    get_responsible_and_payer,
)
from handrail.people.housing.queries.missing_episodes import MissingEpisodeRow, list_missing_episodes
from handrail.people.housing.queries.missing_events import (
    build_person_missing_since_subquery,
    is_person_missing_from_booking,
)
from handrail.people.housing.queries.place_requirements import find_place_requirements
from handrail.people.housing.search_criteria import format_unit_title
from handrail.people.housing.text_choices import (
    LIVE_STATES,
    ResponsibleBodyCertainty,
    StayEndReason,
    StayState,
    UnsuitableReason,
)
from handrail.people.records.models import Case
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import msg

CONFIRM_FOR_ADDRESS = "Confirm that it is you to see the address."

CHILD_RATES = ("first_child", "next_child")


@dataclass(frozen=True, slots=True)
class StayRow:
    """One stay, without where it is."""

    stay_id: UUID
    title: str
    kind: str
    provider: str
    provider_id: int
    state: str  # held, over (a hold that ran out), confirmed, ended, let_go
    state_words: str
    first: datetime.date
    last: datetime.date
    leaving: datetime.date
    nights: int
    beds: int
    held_until: datetime.datetime | None
    held_by: str
    held_by_id: int
    confirmed_by_id: int | None
    agreement: str
    standing: str
    standing_words: str
    answers_for: str
    payer: str
    pays_from: str
    rule: str
    night_pence: int | None
    warnings: tuple[str, ...]
    moving: bool
    version: int


@dataclass(frozen=True, slots=True)
class LostEvidenceRow:
    """Evidence that was lost."""

    words: str
    told_police: bool
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class StayDetail:
    """One stay in full. `address` is empty where it may not be shown, and `address_why` then says why."""

    line: StayRow
    reference: str
    age: str
    address: str
    address_why: str
    phone: str
    agreement: AgreementDetail | None
    responsible: HousingResponsibility
    rates: tuple[SubsistenceRateRow, ...]
    subsistence_payer: str
    episodes: tuple[MissingEpisodeRow, ...]
    lost: tuple[LostEvidenceRow, ...]
    unsuitable_from: datetime.date | None
    unsuitable_why: str
    unsuitable_words: str
    unsuitable_nights: int
    nights_stayed: int
    check_id: UUID | None
    ended_why: str
    end_words: str


def list_live_stays(case: Case, now: datetime.datetime, case_access: CaseAccess) -> tuple[StayRow, ...]:
    """What is held or theirs now: two statements.

    Args:
        case: the case.
        now: holds that ran out before are marked so.
        case_access: the reader's; another body's safe house has no name for whom the case was only shared with.

    Returns:
        The soonest first.
    """
    live = Stay.objects.filter(case=case, state__in=LIVE_STATES).select_related("held_by")
    rows = live.annotate(missing_since=build_person_missing_since_subquery())
    return make_live_stay_rows(case, ((row, row.missing_since) for row in rows), now, case_access)


def make_live_stay_rows(
    case: Case,
    stays: Iterable[tuple[Stay, datetime.date | None]],
    now: datetime.datetime,
    case_access: CaseAccess,
) -> tuple[StayRow, ...]:
    """As `list_live_stays`, of stays that were read already: one statement for their bookings.

    Args:
        case: the case.
        stays: each with the day since which the person is missing.
        now: holds that ran out before are marked so.
        case_access: the reader's.

    Returns:
        The soonest first.
    """
    missing = dict(stays)
    return tuple(
        hide_safe_house_name(
            case_access,
            row,
            make_stay_row(
                row, case.age, now, missing=is_person_missing_from_booking(row.booking, missing[row])
            ),
        )
        for row in sort_stays_by_first_night(attach_bookings(missing))
    )


def list_stays(case_access: CaseAccess, now: datetime.datetime) -> tuple[StayRow, ...]:
    """Every stay of the case, up to 200 of those that were held last.

    Returns:
        The newest first.
    """
    case_access.needs(Kind.HOUSING)
    case = Case.objects.get(pk=case_access.file_id)
    rows = attach_bookings(Stay.objects.filter(case=case).select_related("held_by").order_by("-id")[:200])
    return tuple(
        hide_safe_house_name(case_access, row, make_stay_row(row, case.age, now))
        for row in reversed(sort_stays_by_first_night(rows))
    )


def hide_safe_house_name(case_access: CaseAccess, row: Stay, line: StayRow) -> StayRow:
    """Another organisation's safe house has no name for whoever the case was only shared with.

    Args:
        case_access: what the reader may see of the case.
        row: the stay, with its booking.
        line: the same as a line.
    """
    place = row.booking.unit.place
    safe_house = place.kind == SAFE_HOUSE or place.service.safe_house
    if may_see_offer_provider(case_access, safe_house=safe_house, provider_id=line.provider_id):
        return line
    return replace(
        line,
        title=SAFE_PLACE,
        kind="",
        provider="",
        held_by="",
        agreement="",
        answers_for="",
        payer="",
        pays_from="",
        rule="",
        warnings=(),
    )


def get_stay_detail(
    case_access: CaseAccess, stay_id: UUID, now: datetime.datetime, *, shows_address: bool = False
) -> StayDetail:
    """One stay.

    Args:
        case_access: what the reader may see of the case.
        stay_id: the stay.
        now: a hold that ran out before is marked so.
        shows_address: whether the reader confirmed a short while ago that it is they.

    Raises:
        NotVisible: for none, and alike for one that is another organisation's to know of.
    """
    case_access.needs(Kind.HOUSING)
    rows = attach_bookings(
        Stay.objects.filter(case=case_access.file_id, pk=stay_id)
        .select_related("case", "held_by")
        .annotate(missing_since=build_person_missing_since_subquery())
        .opened_for(case_access)
    )
    row = next(iter(rows), None)
    if row is None:
        raise NotVisible
    booking = row.booking
    if not may_open_stay(booking.unit.place.provider_id, case_access):
        raise NotVisible
    episodes = list_missing_episodes(row, case_access)
    line = make_stay_row(
        row, row.case.age, now, missing=is_person_missing_from_booking(booking, row.missing_since)
    )
    address, why = _get_address_or_reason_hidden(case_access, row, line, shows_address)
    agreement = find_agreement(booking.agreement_id) if booking.agreement_id else None
    nights = _list_dates_of_nights_stayed(row, now)
    return StayDetail(
        line=line,
        reference=row.case.reference,
        age=row.case.age,
        address=address,
        address_why=why,
        phone=booking.unit.place.phone,
        agreement=agreement,
        responsible=_get_stay_responsible_and_payer(line, agreement, case_access),
        rates=_list_rates_of_household(agreement, case_access, now.date()) if agreement else (),
        subsistence_payer=agreement.subsistence_payer if agreement else "",
        episodes=episodes,
        lost=tuple(
            LostEvidenceRow(each.words.open(), each.told_police, each.recorded_at)
            for each in LostEvidence.objects.filter(stay=row).order_by("recorded_at").opened_for(case_access)
        ),
        unsuitable_from=booking.unsuitable_from,
        unsuitable_why=UnsuitableReason(booking.unsuitable_why).label if booking.unsuitable_why else "",
        unsuitable_words=row.unsuitable_words.open(),
        unsuitable_nights=sum(
            1 for night in nights if booking.unsuitable_from and night >= booking.unsuitable_from
        ),
        nights_stayed=len(nights),
        check_id=row.check_signed_id,
        ended_why=StayEndReason(row.ended_why).label if row.ended_why else "",
        end_words=row.end_words.open(),
    )


def _list_rates_of_household(
    agreement: AgreementDetail, case_access: CaseAccess, on: datetime.date
) -> tuple[SubsistenceRateRow, ...]:
    """What is paid by the agreement; nothing for children where it is known that none come with them."""
    wanted = find_place_requirements(case_access)
    alone = wanted is not None and wanted.children == 0
    return tuple(rate for rate in agreement.rates_on(on) if not alone or rate.whom not in CHILD_RATES)


def _get_stay_responsible_and_payer(
    line: StayRow, agreement: AgreementDetail | None, case_access: CaseAccess
) -> HousingResponsibility:
    """As it was confirmed; before that, what the page of places said of the same unit."""
    if line.state in (StayState.CONFIRMED, StayState.ENDED):
        sure = ResponsibleBodyCertainty(line.standing)
        return HousingResponsibility(sure, line.answers_for, line.payer, line.pays_from)
    return find_open_dispute_responsibility(case_access) or get_responsible_and_payer(None, agreement)


def may_open_stay(provider_id: int, case_access: CaseAccess) -> bool:
    """Whoever works on the case, and the organisation whose bed it is."""
    return case_access.inside or provider_id == case_access.actor.body_id


def make_stay_row(row: Stay, age: str, now: datetime.datetime, *, missing: bool = False) -> StayRow:
    """A stay as a line.

    Args:
        row: the stay, with its booking and whoever held it.
        age: of the person.
        now: a hold that ran out before is marked so.
        missing: whether the person is missing from it.
    """
    state, words = _get_stay_state_and_words(row, now)
    booking, place = row.booking, row.booking.unit.place
    return StayRow(
        stay_id=row.pk,
        title=format_unit_title(booking.unit),
        kind=PLACE_KINDS_BY_CODE[place.kind].name,
        provider=place.provider.name,
        provider_id=place.provider_id,
        state=state,
        state_words=words,
        first=booking.first_night,
        last=booking.last_night,
        leaving=run_of.get_leaving_day(booking.last_night),
        nights=run_of.count_nights(booking.first_night, booking.last_night),
        beds=booking.beds,
        held_until=booking.held_until,
        held_by=row.held_by.name,
        held_by_id=row.held_by_id,
        confirmed_by_id=row.confirmed_by_id,
        agreement=booking.agreement.name if booking.agreement else "",
        standing=booking.standing,
        standing_words=ResponsibleBodyCertainty(booking.standing).label,
        answers_for=booking.answers_for.name if booking.answers_for else "",
        payer=booking.payer.name if booking.payer else "",
        pays_from=booking.pays_from,
        rule=booking.rule,
        night_pence=booking.night_pence,
        warnings=_list_stay_warnings(booking, age, state, missing=missing),
        moving=row.moving_from_id is not None,
        version=row.version,
    )


def _get_stay_state_and_words(row: Stay, now: datetime.datetime) -> tuple[str, str]:
    held_until = row.booking.held_until
    if row.state != StayState.HELD or held_until is None:
        return row.state, StayState(row.state).label
    until = dates.format_time(dates.to_london(held_until))
    if held_until <= now:
        return "over", msg("Ended at {until}", until=until)
    return "held", msg("Held until {until}", until=until)


def _list_stay_warnings(row: UnitBooking, age: str, state: str, *, missing: bool) -> tuple[str, ...]:
    """Each names the night from which something is different."""
    if state not in ("held", "confirmed"):
        return ()
    found = []
    if age != "adult":
        found.append(
            "They may be under 18. Call the council’s emergency duty team now. This bed stays theirs "
            "until the child is placed."
        )
    gone = row.unit.withdrawn_from
    if gone and gone <= row.last_night:
        why = f" ({row.unit.withdrawn_why})" if row.unit.withdrawn_why else ""
        found.append(
            msg(
                "The place was withdrawn{why}: they need another from the night of {gone}.",
                why=why,
                gone=dates.format_long_day(gone),
            )
        )
    last = row.agreement.last_night if row.agreement else None
    if last and last < row.last_night:
        after = run_of.get_leaving_day(last)
        found.append(
            msg(
                "The agreement’s last night is {last}. From the night of {after} no one has agreed to pay.",
                last=dates.format_long_day(last),
                after=dates.format_long_day(after),
            )
        )
    if row.unit.place.flagged_on:
        found.append(
            msg(
                "Someone said “do not use” on {flagged_on}: ask a lead now.",
                flagged_on=dates.format_day(row.unit.place.flagged_on),
            )
        )
    if missing:
        found.append("Missing. The bed stays theirs until you end the stay.")
    return tuple(found)


def _get_address_or_reason_hidden(
    case_access: CaseAccess, row: Stay, line: StayRow, shows_address: bool
) -> tuple[str, str]:
    """Shown while a bed is held or theirs: to whoever holds it, and to those who work on the case."""
    if line.state not in ("held", "confirmed"):
        return "", "The address is shown only while a bed is held there."
    if not (case_access.inside or case_access.actor.user_id in (row.held_by_id, row.confirmed_by_id)):
        return "", "Only the bed’s provider and the case team can see the address."
    if not case_access.sees(Kind.CONTACT):
        return "", "Where they are has not been shared with you."
    if not shows_address:
        return "", CONFIRM_FOR_ADDRESS
    found = read_place_address(row.booking.unit.place_id)
    return found, "" if found else "No address recorded. Ask the organisation that runs the place."


def _list_dates_of_nights_stayed(row: Stay, now: datetime.datetime) -> list[datetime.date]:
    """The nights that have been slept there, or begun."""
    if row.confirmed_at is None:
        return []
    rows = select_nights_of_stay(row).filter(night__lte=run_of.get_tonight(now)).values("night")
    return [each["night"] for each in rows.annotate(beds=Count("id")).order_by("night")]
