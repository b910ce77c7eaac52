"""What pages of the register show of a row."""

import datetime
from typing import NamedTuple

from django.utils import timezone

from handrail.directory.practitioners import codes
from handrail.directory.practitioners.codes import AvailabilityKind
from handrail.directory.practitioners.models import (
    AvailabilityPeriod,
    Post,
    Practitioner,
    PractitionerLanguage,
)
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import (
    format_day,
    format_long_day_omitting_same_year,
    format_time,
    to_london,
)
from handrail.platform.kernel.messages import UserText, join_texts, msg
from handrail.platform.kernel.messages import pluralise as pluralise_count

SHOWN_AREAS = 3
POST_TAGS = {
    "planned": ("soon", "Planned"),
    "late": ("today", "Start date passed"),
    "vacant": ("unsafe", "Vacant"),
    "filled": ("met", "Filled"),
    "ended": ("declined", "Ended"),
}
DUTY_TAGS = {
    AvailabilityKind.ON_DUTY: "met",
    AvailabilityKind.ON_CALL: "running",
    AvailabilityKind.AWAY: "declined",
    AvailabilityKind.CALLED_OUT: "declined",
}


class PractitionerRegisterTag(NamedTuple):
    """State and words of a tag."""

    state: str
    words: str


class PractitionerRow(NamedTuple):
    """One row of the register."""

    practitioner: Practitioner
    role: str
    side: str
    areas: str
    languages: list[str]
    duty: PractitionerRegisterTag
    is_own: bool


def present_practitioner(row: Practitioner, own_body_id: int) -> PractitionerRow:
    """A row of a list that was fetched with `for_list`."""
    return PractitionerRow(
        practitioner=row,
        role=codes.get_words_of_choice_code(codes.ROLES, row.role),
        side=codes.get_words_of_choice_code(codes.SIDES, row.side),
        areas=_shorten_area_names(row),
        languages=[describe_language(one) for one in row.languages.all()],
        duty=make_practitioner_duty_tag(row),
        is_own=row.employer_id == own_body_id,
    )


def _shorten_area_names(row: Practitioner) -> str:
    names = [area.name for area in row.areas.all()]
    more = len(names) - SHOWN_AREAS
    if more > 0:
        return msg("{areas} and {more} more", areas=join_texts(names[:SHOWN_AREAS]), more=more)
    return join_texts(names) or "No area"


def describe_language(row: PractitionerLanguage) -> str:
    """“Arabic (Sudanese): C1, assessed”."""
    name = msg("{language} ({dialect})", language=row.language.name, dialect=UserText(row.dialect))
    return msg(
        "{language}: {level}, {known}",
        language=name if row.dialect else row.language.name,
        level=codes.get_words_of_choice_code(codes.LEVELS, row.level).replace("First", "first"),
        known={"said": "as stated", "assessed": "assessed", "qualified": "qualified"}.get(
            row.known_by, row.known_by
        ),
    )


def make_practitioner_duty_tag(row: Practitioner) -> PractitionerRegisterTag:
    """What they do now: away before anything else."""
    if row.left_on and row.left_on < today():
        return PractitionerRegisterTag("declined", msg("Left on {day}", day=format_day(row.left_on)))
    if row.started_on and row.started_on > today():
        return PractitionerRegisterTag("soon", msg("Starts on {day}", day=format_day(row.started_on)))
    now: list[AvailabilityPeriod] = row.periods_now  # type: ignore[attr-defined]  # for_list puts it there
    for kind in (
        AvailabilityKind.AWAY,
        AvailabilityKind.CALLED_OUT,
        AvailabilityKind.ON_DUTY,
        AvailabilityKind.ON_CALL,
    ):
        for period in now:
            if period.kind == kind:
                until = _format_moment_as_time_if_within_a_day(period.ends_at)
                words = codes.get_words_of_choice_code(codes.AVAILABILITY_KINDS, kind)
                return PractitionerRegisterTag(
                    DUTY_TAGS[kind], msg("{kind} to {time}", kind=words, time=until)
                )
    return PractitionerRegisterTag("unknown", "Not on duty")


def _format_moment_as_time_if_within_a_day(moment: datetime.datetime) -> str:
    local = to_london(moment)
    if local - to_london(timezone.now()) < datetime.timedelta(hours=24):
        return format_time(local)
    return format_day(local)


def make_certificate_expiry_tag(valid_until: datetime.date | None, warn_days: int) -> PractitionerRegisterTag:
    """How a certificate stands today."""
    if valid_until is None:
        return PractitionerRegisterTag("met", "No end date")
    if valid_until < today():
        return PractitionerRegisterTag("unsafe", msg("Ended on {day}", day=format_day(valid_until)))
    soon = valid_until <= today() + datetime.timedelta(days=warn_days)
    return PractitionerRegisterTag(
        "today" if soon else "met", msg("Valid until {day}", day=format_day(valid_until))
    )


class PostRow(NamedTuple):
    """One post with how it stands."""

    post: Post
    tag: PractitionerRegisterTag
    shares: list[str]
    holders: list[Practitioner]
    role: str


def make_practitioner_post_row(row: Post, reader_body_id: int | None) -> PostRow:
    """A post that was fetched with `for_page`; who holds it for readers of its employer's register alone."""
    state, words = POST_TAGS[row.state]
    last: datetime.date | None = row.last_left_on  # type: ignore[attr-defined]  # for_page puts it there
    if row.state == "vacant":
        words = msg("Vacant since {day}", day=format_day(last or row.started_on or today()))
    return PostRow(
        post=row,
        tag=PractitionerRegisterTag(state, words),
        shares=[
            msg("{area}: {share}%", area=share.area.name, share=share.cost_share)
            for share in row.shares.all()
        ],
        holders=row.list_holders_on(today()) if row.employer_id == reader_body_id else [],
        role=codes.get_words_of_choice_code(codes.ROLES, row.role),
    )


class RotaDay(NamedTuple):
    """A day of a rota with its entries."""

    day: str
    entries: list[tuple[AvailabilityPeriod, PractitionerRegisterTag, str]]


def list_rota_days(periods: list[AvailabilityPeriod]) -> list[RotaDay]:
    """Entries by the day on which they start, each with its time and length in hours that pass."""
    days: dict[datetime.date, list[tuple[AvailabilityPeriod, PractitionerRegisterTag, str]]] = {}
    for period in periods:
        kind = AvailabilityKind(period.kind)
        tag = PractitionerRegisterTag(
            DUTY_TAGS[kind], codes.get_words_of_choice_code(codes.AVAILABILITY_KINDS, kind)
        )
        day = to_london(period.starts_at).date()
        days.setdefault(day, []).append((period, tag, _describe_rota_period(period)))
    return [
        RotaDay(format_long_day_omitting_same_year(day, today()), rows) for day, rows in sorted(days.items())
    ]


def _describe_rota_period(period: AvailabilityPeriod) -> str:
    starts, ends = to_london(period.starts_at), to_london(period.ends_at)
    hours = (period.ends_at - period.starts_at).total_seconds() / 3600
    last = "" if ends.date() == starts.date() else msg(" on {day}", day=format_day(ends))
    span = msg("{start} to {end}{last}", start=format_time(starts), end=format_time(ends), last=last)
    if hours > 36:
        return span
    length = (
        pluralise_count(int(hours), "hour")
        if hours == int(hours)
        else msg("{hours} hours", hours=f"{hours:.1f}")
    )
    return msg("{span} ({length})", span=span, length=length)
