"""What pages of deployment show of a row."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from handrail.directory.practitioners import codes
from handrail.people.deployment.models import (
    Deployment,
    DeploymentRequest,
)
from handrail.people.deployment.rules.facts import LanguageRank
from handrail.people.deployment.rules.hard_rules import DeploymentHardRule
from handrail.people.deployment.rules.shortlist import (
    ExcludedCandidate,
    ShortlistedCandidate,
    ShortlistVerdict,
)
from handrail.people.deployment.rules.soft_reasons import CandidateReasonKind
from handrail.people.deployment.text_choices import (
    AvoidanceWish,
    DeploymentFeedbackAnswer,
    DeploymentRequestState,
    DeploymentState,
    GenderWish,
    PractitionerAskingScope,
)
from handrail.platform.kernel.dates import (
    format_day_with_time_if_any,
    format_short_weekday_and_day,
    format_time,
    to_london,
)
from handrail.platform.kernel.messages import UserText, join_texts, lower_first, msg
from handrail.platform.kernel.messages import pluralise as pluralise_count
from handrail.platform.reference.code_lists import find_language_name
from handrail.platform.ui.formatting import format_day

HOUR = datetime.timedelta(hours=1)
ARRIVAL_GRACE = datetime.timedelta(minutes=15)
BEYOND_TARGET = 1.25
SAYS = {CandidateReasonKind.FITS: "yes", CandidateReasonKind.ASK: "ask", CandidateReasonKind.AGAINST: "no"}
VERDICT_TAGS = {
    ShortlistVerdict.FITS: ("met", "Fits"),
    ShortlistVerdict.ASK_PERSON: ("unknown", "Ask the person first"),
    ShortlistVerdict.WITH_CARE: ("unknown", "Carefully"),
}
EXCLUDED_STATES = {
    **dict.fromkeys(
        (DeploymentHardRule.REST, DeploymentHardRule.AVAILABILITY, DeploymentHardRule.POST), "soon"
    ),
    **dict.fromkeys(
        (
            DeploymentHardRule.CONFLICT,
            DeploymentHardRule.NOT_WANTED,
            DeploymentHardRule.VETTING,
            DeploymentHardRule.TRAINING,
        ),
        "unsafe",
    ),
}
"""What may pass by itself has a clock, what never may or has lapsed a cross; anything else is drawn grey."""
STATE_TAGS = {
    DeploymentState.ASKED.value: "waiting",
    DeploymentState.ACCEPTED.value: "running",
    DeploymentState.DECLINED.value: "declined",
    DeploymentState.WITHDRAWN.value: "declined",
    DeploymentState.ARRIVED.value: "met",
    DeploymentState.ENDED.value: "declined",
}
RANK_WORDS = {
    LanguageRank.FIRST_LANGUAGE.value: "The same first language",
    LanguageRank.BOTH_FLUENT.value: "A language that both speak well",
    LanguageRank.WELFARE_ONLY.value: "A shared language, for welfare only",
    LanguageRank.CLOSE_VARIETY.value: "A close variety, for welfare only",
    LanguageRank.INTERPRETER.value: "With an interpreter",
    LanguageRank.NONE.value: "No shared language",
}


class DeploymentTag(NamedTuple):
    """State and words of a tag."""

    state: str
    words: str


class DeploymentRequestRow(NamedTuple):
    """One open request of the board. `share` of its bar has passed; at `target` its time is up."""

    row: DeploymentRequest
    area: str
    language: str
    tasks: str
    wishes: str
    tag: DeploymentTag
    waited: str
    share: int
    target: int
    until: str
    asked: str


def make_deployment_request_row(row: DeploymentRequest) -> DeploymentRequestRow:
    """A row that `get_deployment_board_page` fetched."""
    now = timezone.now()
    share, target = _compute_request_time_bar(row, now)
    offers: list[Deployment] = row.offers  # type: ignore[attr-defined]  # the board's query puts it there
    return DeploymentRequestRow(
        row=row,
        area=row.case.area.name if row.case.area else "",
        language=find_request_language(row),
        tasks=describe_deployment_tasks(row),
        wishes=describe_wishes_for_practitioner(row),
        tag=make_deployment_request_tag(row, now),
        waited=msg("Waiting {time}", time=describe_duration(now - row.raised_at)),
        share=share,
        target=target,
        until=_describe_organisation_time_target(row),
        asked=msg(
            "Asked: {name}, {when}",
            name=UserText(offers[0].practitioner.name),
            when=_format_time_with_day_if_far(offers[0].asked_at),
        )
        if offers
        else "",
    )


def find_request_language(row: DeploymentRequest) -> str:
    """The language that the person chose, else the one that they speak best; empty where neither is known."""
    chosen: str | None = row.chosen_language  # type: ignore[attr-defined]  # the query puts it there
    best = row.case.person.language
    return find_language_name(chosen) if chosen else best.name if best else ""


def describe_deployment_tasks(row: DeploymentRequest) -> str:
    """“First contact: safety and welfare, explain police, NRM and services”."""
    words = row.task_words
    return join_texts([words[0], *map(lower_first, words[1:])]) if words else ""


def make_deployment_request_tag(row: DeploymentRequest, now: datetime.datetime) -> DeploymentTag:
    """How a request stands against the organisation's own time to name somebody."""
    if row.state == DeploymentRequestState.MET:
        return DeploymentTag("met", "Met")
    if row.state == DeploymentRequestState.WITHDRAWN:
        return DeploymentTag("declined", "Withdrawn")
    if row.state == DeploymentRequestState.UNMET:
        return DeploymentTag("overdue", "No one found yet; interim contact in place")
    if now > row.name_by:
        return DeploymentTag("overdue", msg("{time} overdue", time=describe_duration(now - row.name_by)))
    return DeploymentTag("today", _describe_time_to_name_somebody(row, now))


def _describe_time_to_name_somebody(row: DeploymentRequest, now: datetime.datetime) -> str:
    """“By 4:06pm”; with its day where that, or the meeting beside it, is on another day than today."""
    by, today = to_london(row.name_by), to_london(now).date()
    if by.date() == today == to_london(row.starts_at).date():
        return msg("Name someone by {time}", time=format_time(by))
    return msg("Name someone by {day}, {time}", day=format_short_weekday_and_day(by), time=format_time(by))


def describe_how_late_somebody_is(row: Deployment) -> str:
    """“Arrival overdue 2 hours”, of one who is on the way; empty until a quarter of an hour after the start."""
    late = timezone.now() - row.starts_at
    return msg("Arrival {time} overdue", time=describe_duration(late)) if late > ARRIVAL_GRACE else ""


def describe_wishes_for_practitioner(row: DeploymentRequest) -> str:
    """“A woman, nobody else. Nobody from their own community.” Empty where nothing was asked for."""
    said = []
    if row.gender_wish not in (GenderWish.NOT_ASKED, GenderWish.NONE):
        said.append(str(GenderWish(row.gender_wish).label))
    for wish, firm, soft in (
        (row.community_wish, "No one from their own community", "Prefers no one from their own community"),
        (row.police_wish, "No one from the police", "Prefers no one from the police"),
    ):
        if wish in (AvoidanceWish.NOT, AvoidanceWish.RATHER_NOT):
            said.append(firm if wish == AvoidanceWish.NOT else soft)
    return join_texts(said, ". ")


def describe_duration(length: datetime.timedelta) -> str:
    """“2 days”, “5 hours”, “1 hour 6 minutes”, “40 minutes”."""
    minutes = int(length.total_seconds() // 60)
    if minutes >= 48 * 60:
        return pluralise_count(minutes // (24 * 60), "day")
    if minutes >= 120:
        return pluralise_count(minutes // 60, "hour")
    if minutes > 60:
        return msg("1 hour {rest}", rest=pluralise_count(minutes - 60, "minute"))
    return pluralise_count(max(minutes, 0), "minute")


def _compute_request_time_bar(row: DeploymentRequest, now: datetime.datetime) -> tuple[int, int]:
    """How much has passed and where the target stands, in percent of a bar that has room beyond the target."""
    target, waited = row.name_by - row.raised_at, max(now - row.raised_at, datetime.timedelta(0))
    whole = max(target * BEYOND_TARGET, waited, datetime.timedelta(minutes=1))
    return int(100 * waited / whole), int(100 * target / whole)


def _describe_organisation_time_target(row: DeploymentRequest) -> str:
    hours = int((row.name_by - row.raised_at) / HOUR)
    return msg("Your target: {hours}.", hours=pluralise_count(hours, "hour"))


def _format_time_with_day_if_far(moment: datetime.datetime) -> str:
    """The time alone where it is within a day; else with its day."""
    local, near = to_london(moment), to_london(timezone.now())
    return format_time(local) if local.date() == near.date() else format_day_with_time_if_any(local)


class DeploymentCandidateCard(NamedTuple):
    """Somebody who could go: each reason with its mark."""

    practitioner_id: UUID
    name: str
    role: str
    tag: DeploymentTag
    facts: list[tuple[str, str]]
    is_first: bool


class ExcludedCandidateRow(NamedTuple):
    """Somebody who could not, by which rule."""

    practitioner_id: UUID
    name: str
    tag: DeploymentTag
    words: str
    is_overridable: bool


def make_deployment_candidate_card(row: ShortlistedCandidate, *, is_first: bool) -> DeploymentCandidateCard:
    """One of the shortlist, or of a plan."""
    who = row.candidate
    role = lower_first(codes.get_words_of_choice_code(codes.ROLES, who.role))
    side = lower_first(codes.get_words_of_choice_code(codes.SIDES, who.side))
    return DeploymentCandidateCard(
        who.practitioner_id,
        who.name,
        msg("{role}, {side} side", role=role, side=side),
        DeploymentTag(*VERDICT_TAGS[row.verdict]),
        [(SAYS[reason.kind], reason.words) for reason in row.reasons],
        is_first,
    )


def make_excluded_candidate_row(row: ExcludedCandidate) -> ExcludedCandidateRow:
    """One who fell out, by the first rule that says so."""
    first = row.findings[0]
    tag = DeploymentTag(EXCLUDED_STATES.get(first.rule, "declined"), first.tag)
    return ExcludedCandidateRow(
        row.candidate.practitioner_id, row.candidate.name, tag, first.words, row.is_overridable
    )


class DeploymentLogRow(NamedTuple):
    """One deployment of the log."""

    row: Deployment
    role: str
    tag: DeploymentTag
    when: str
    lines: list[str]


def make_deployment_log_row(row: Deployment) -> DeploymentLogRow:
    """A deployment bound to its reader: asked, answered, arrived, stood down, told, feedback."""
    return DeploymentLogRow(
        row,
        lower_first(codes.get_words_of_choice_code(codes.ROLES, row.role)),
        DeploymentTag(STATE_TAGS[row.state], str(DeploymentState(row.state).label)),
        format_day_with_time_if_any(to_london(row.starts_at)),
        list(_iterate_deployment_log_lines(row)),
    )


def _iterate_deployment_log_lines(row: Deployment) -> Iterator[str]:
    yield msg(
        "Asked {when} by {name}",
        when=_format_time_with_day_if_far(row.asked_at),
        name=UserText(row.asked_by.name),
    )
    if why := row.why_them.open():
        yield msg("Reason: {words}", words=why)
    yield from _iterate_deployment_moment_lines(row)
    if row.language_way:
        yield RANK_WORDS.get(row.language_way, "")
    if row.told_on:
        how = lower_first(str(row.get_told_channel_display()))
        yield msg("The person was told on {day}, {how}", day=format_day(row.told_on), how=how)
    yield from _iterate_deployment_feedback_lines(row)


def _iterate_deployment_moment_lines(row: Deployment) -> Iterator[str]:
    if row.answered_at:
        said = msg("Cannot go") if row.state == DeploymentState.DECLINED else msg("Accepted")
        line = msg("{said} {when}", said=said, when=_format_time_with_day_if_far(row.answered_at))
        why = lower_first(str(row.get_cannot_go_display()))
        yield msg("{line} ({why})", line=line, why=why) if row.cannot_go else line
    if row.arrived_at:
        yield msg("Arrived {when}", when=_format_time_with_day_if_far(row.arrived_at))
    if row.ended_at:
        why = lower_first(str(row.get_ended_because_display()))
        yield msg("Stood down {when}: {why}", when=_format_time_with_day_if_far(row.ended_at), why=why)


def _iterate_deployment_feedback_lines(row: Deployment) -> Iterator[str]:
    for label, code, words in (
        ("The practitioner", row.practitioner_feedback, row.practitioner_words.open()),
        ("The person", row.person_feedback, row.person_words.open()),
    ):
        if code != DeploymentFeedbackAnswer.NOT_ASKED:
            said = lower_first(str(DeploymentFeedbackAnswer(code).label))
            line = msg("{who} says: {said}", who=label, said=said)
            yield msg("{line}. “{words}”", line=line, words=words) if words else line


def describe_asking_scope(row: DeploymentRequest) -> str:
    """Whose practitioners are asked, in words."""
    return str(PractitionerAskingScope(row.scope).label)
