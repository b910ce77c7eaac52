"""Stays of one case: what is held, until when, who answers and who pays, and at which night something ends."""

import datetime
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Count

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import boxes, read
from handrail.casework.offers.queries.plan import SAFE_PLACE, knows_where
from handrail.directory.housing import nights as run_of
from handrail.directory.housing.kinds import BY_CODE, SAFE_HOUSE
from handrail.directory.housing.queries.agreements import AgreementLine, RateLine, agreement_of
from handrail.directory.housing.queries.places import address_of
from handrail.kernel import dates
from handrail.kernel.saying import say
from handrail.prepared import Asked, given, many, statement
from handrail.provision.places.finding import unit_title
from handrail.provision.places.models import LostEvidence, MissingEpisode, Stay, StayNight
from handrail.provision.places.states import LIVE, EndedWhy, Standing, StayState, UnsuitableWhy
from handrail.vault.box import Box

RELATED = (
    "unit__place__provider",
    "unit__place__service",
    "held_by",
    "held_for",
    "agreement",
    "answers_for",
    "payer",
    "confirmed_by",
    "check_signed",
)


@dataclass(frozen=True, slots=True)
class StayLine:
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
    held_until: datetime.datetime
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
class Episode:
    """Missing from a moment until found."""

    missing_at: datetime.datetime
    found_at: datetime.datetime | None
    told_police: bool
    words: str
    found_words: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Evidence that was lost."""

    words: str
    told_police: bool
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class StayPage:
    """One stay in full. `address` is empty where it may not be shown, and `address_why` then says why."""

    line: StayLine
    reference: str
    age: str
    address: str
    address_why: str
    phone: str
    agreement: AgreementLine | None
    rates: tuple[RateLine, ...]
    subsistence_payer: str
    episodes: tuple[Episode, ...]
    lost: tuple[Lost, ...]
    unsuitable_from: datetime.date | None
    unsuitable_why: str
    unsuitable_words: str
    unsuitable_nights: int
    nights_stayed: int
    check_id: UUID | None
    ended_why: str
    end_words: str


def live_stays(case: Case, now: datetime.datetime, sight: Sight) -> tuple[StayLine, ...]:
    """What is held or theirs now, the soonest first: two statements."""
    rows = _live().models(case=case.pk)
    missing = set(_missing().column(stays=[row.pk for row in rows])) if rows else set()
    return tuple(_shown(sight, row, stay_line(row, case.age, now, missing=row.pk in missing)) for row in rows)


@statement
def _live() -> Asked:
    rows = Stay.objects.filter(case=given("case"), state__in=LIVE)
    return rows.select_related(*RELATED).order_by("first_night", "id")


@statement
def _missing() -> Asked:
    return MissingEpisode.objects.filter(stay__in=many("stays"), found_at__isnull=True).values_list("stay_id")


def all_stays(sight: Sight, now: datetime.datetime) -> tuple[StayLine, ...]:
    """Every stay of the case, newest first."""
    sight.needs(Kind.SUPPORT)
    case = Case.objects.get(pk=sight.file_id)
    rows = Stay.objects.filter(case=case).select_related(*RELATED).order_by("-first_night", "-id")
    return tuple(_shown(sight, row, stay_line(row, case.age, now)) for row in rows[:200])


def _shown(sight: Sight, row: Stay, line: StayLine) -> StayLine:
    """Another organisation's safe house has no name for whoever the case was only shared with."""
    safe_house = row.place_kind == SAFE_HOUSE or row.unit.place.service.safe_house
    if knows_where(sight, safe_house=safe_house, provider_id=line.provider_id):
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


def stay_page(sight: Sight, stay_id: UUID, now: datetime.datetime) -> StayPage:
    """One stay. Raises NotOpenToYou for none, and alike for one that is another organisation's to know of."""
    sight.needs(Kind.SUPPORT)
    row = Stay.objects.filter(case=sight.file_id, pk=stay_id).select_related("case", *RELATED).first()
    if row is None or not (sight.inside or row.unit.place.provider_id == sight.actor.body_id):
        raise NotOpenToYou
    box = boxes([row.case_id]).get(row.case_id)
    episodes = [
        _episode(each, box) for each in MissingEpisode.objects.filter(stay=row).order_by("missing_at")
    ]
    missing = any(each.found_at is None for each in episodes)
    line = stay_line(row, row.case.age, now, missing=missing)
    address, why = _address(sight, row, line)
    agreement = agreement_of(row.agreement_id) if row.agreement_id else None
    nights = _nights(row, now)
    return StayPage(
        line=line,
        reference=row.case.reference,
        age=row.case.age,
        address=address,
        address_why=why,
        phone=row.unit.place.phone,
        agreement=agreement,
        rates=agreement.rates_on(now.date()) if agreement else (),
        subsistence_payer=agreement.subsistence_payer if agreement else "",
        episodes=tuple(episodes),
        lost=tuple(
            Lost(read(box, each, "words"), each.told_police, each.recorded_at)
            for each in LostEvidence.objects.filter(stay=row).order_by("recorded_at")
        ),
        unsuitable_from=row.unsuitable_from,
        unsuitable_why=UnsuitableWhy(row.unsuitable_why).label if row.unsuitable_why else "",
        unsuitable_words=read(box, row, "unsuitable_words"),
        unsuitable_nights=sum(1 for night in nights if row.unsuitable_from and night >= row.unsuitable_from),
        nights_stayed=len(nights),
        check_id=row.check_signed_id,
        ended_why=EndedWhy(row.ended_why).label if row.ended_why else "",
        end_words=read(box, row, "end_words"),
    )


def stay_line(row: Stay, age: str, now: datetime.datetime, *, missing: bool = False) -> StayLine:
    """A row with all that a line needs, as a line."""
    state, words = _state(row, now)
    return StayLine(
        stay_id=row.pk,
        title=unit_title(row.unit),
        kind=BY_CODE[row.place_kind].name,
        provider=row.unit.place.provider.name,
        provider_id=row.unit.place.provider_id,
        state=state,
        state_words=words,
        first=row.first_night,
        last=row.last_night,
        leaving=run_of.leaving(row.last_night),
        nights=run_of.count(row.first_night, row.last_night),
        beds=row.beds,
        held_until=row.held_until,
        held_by=row.held_by.name,
        held_by_id=row.held_by_id,
        confirmed_by_id=row.confirmed_by_id,
        agreement=row.agreement.name if row.agreement else "",
        standing=row.standing,
        standing_words=Standing(row.standing).label,
        answers_for=row.answers_for.name if row.answers_for else "",
        payer=row.payer.name if row.payer else "",
        pays_from=row.pays_from,
        rule=row.rule,
        night_pence=row.night_pence,
        warnings=_warnings(row, age, state, missing=missing),
        moving=row.moving_from_id is not None,
        version=row.version,
    )


def _state(row: Stay, now: datetime.datetime) -> tuple[str, str]:
    until = dates.clock_time(dates.london(row.held_until))
    if row.state == StayState.HELD and row.held_until <= now:
        return "over", say("Ran out at {until}", until=until)
    if row.state == StayState.HELD:
        return "held", say("Held until {until}", until=until)
    return row.state, StayState(row.state).label


def _warnings(row: Stay, age: str, state: str, *, missing: bool) -> tuple[str, ...]:
    """Each names the night from which something is different."""
    if state not in ("held", "confirmed"):
        return ()
    found = []
    if age != "adult":
        found.append(
            "They may be under 18. Ring the council’s emergency duty team now. "
            "Nobody is put out: this bed is theirs until the child is placed."
        )
    gone = row.unit.withdrawn_from
    if gone and gone <= row.last_night:
        why = f" ({row.unit.withdrawn_why})" if row.unit.withdrawn_why else ""
        found.append(
            say(
                "The place was withdrawn{why}: from the night of {gone} they need another one.",
                why=why,
                gone=dates.in_words(gone),
            )
        )
    last = row.agreement.last_night if row.agreement else None
    if last and last < row.last_night:
        after = run_of.leaving(last)
        found.append(
            say(
                "The agreement ends: its last night is {last}. From the night of {after} nobody has "
                "agreed to pay.",
                last=dates.in_words(last),
                after=dates.in_words(after),
            )
        )
    if row.unit.place.flagged_on:
        found.append(
            say(
                "Somebody said “do not use” on {flagged_on}: ask a lead now.",
                flagged_on=dates.plain(row.unit.place.flagged_on),
            )
        )
    if missing:
        found.append("They are missing. The bed stays theirs until you end the stay.")
    return tuple(found)


def _address(sight: Sight, row: Stay, line: StayLine) -> tuple[str, str]:
    """Shown while a bed is held or theirs: to whoever holds it, and to those who work on the case."""
    if line.state not in ("held", "confirmed"):
        return "", "The address is shown only while a bed is held there."
    if not (sight.inside or sight.actor.user_id in (row.held_by_id, row.confirmed_by_id)):
        return "", "The address is shown to those who hold the bed, and to those who work on the case."
    if not sight.sees(Kind.CONTACT):
        return "", "Where they are has not been shared with you."
    found = address_of(row.unit.place_id)
    return found, "" if found else "No address is kept. Ask the organisation whose place it is."


def _nights(row: Stay, now: datetime.datetime) -> list[datetime.date]:
    """The nights that have been slept there, or begun."""
    if row.confirmed_at is None:
        return []
    rows = StayNight.objects.filter(stay=row, night__lte=run_of.tonight(now)).values("night")
    return [each["night"] for each in rows.annotate(beds=Count("id")).order_by("night")]


def _episode(row: MissingEpisode, box: Box | None) -> Episode:
    return Episode(
        row.missing_at, row.found_at, row.told_police, read(box, row, "words"), read(box, row, "found_words")
    )
