"""From a case page's values to the words, tags and links that its template lays out."""

import datetime
from collections.abc import Iterable
from typing import TypedDict

from django.utils import timezone

from handrail import pathway
from handrail.pathway import clocks
from handrail.people.cases import due_tags
from handrail.people.cases.consent.presenters import (
    CurrentConsentDisplay,
    list_consent_questions_to_settle,
    present_consents,
)
from handrail.people.cases.danger_prompt import DANGER_PROMPT, NOW_IN_DANGER
from handrail.people.cases.events.active_prompts import filter_active_prompts
from handrail.people.cases.events.presenters import TimelineItem, present_timeline
from handrail.people.cases.events.queries.case_pathway import CasePathwayStatus
from handrail.people.cases.lifecycle.presenters.access_log import (
    AccessLogItem,
    present_recent_access,
)
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetail
from handrail.people.cases.offers.presenters.needs import NeedDisplay, present_need
from handrail.people.cases.person.presenters import (
    ChannelItem,
    DangerSummary,
    SafestContactWayItem,
    list_safety_buttons,
    make_contact_channel_item,
    make_danger_summary,
    make_person_rows,
    present_safest_contact_way,
)
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.url_cache import get_url

AGES = {"adult": "Adult", "child": "Child", "unsure": "Age not sure"}


WAITING_CLOCK_KINDS = (clocks.TARGET, clocks.MAXIMUM, clocks.WAITING, clocks.SETTING)


class CaseBanner(TypedDict):
    """The top of the page: whose case it is, in which phase, who stays in touch."""

    reference: str
    called: str
    phase: str | None
    contact: str
    contact_is_you: bool
    facts: list[str]


class SupportLane(TypedDict):
    """Support that runs beside the pathway; `start` is the number of the step at which it begins, from 1."""

    name: str
    text: str
    start: int


class WithheldInformationKind(TypedDict):
    """A kind of information that the reader is not shown."""

    name: str
    why: str


class PathwaySectionContext(TypedDict):
    """Where they are, what is due and who is waited on; empty where the pathway is not open."""

    standing: CasePathwayStatus | None
    clocks: list[due_tags.ClockItem]
    past: list[due_tags.ClockItem]
    prompts: list[due_tags.PromptItem]
    waited: list[due_tags.ClockAwaitingOtherBodyItem]
    lanes: list[SupportLane]


class CaseDetailContext(PathwaySectionContext):
    """Everything of one case that its templates draw."""

    case: CaseDetail
    banner: CaseBanner
    acts: list[tuple[str, str]]
    danger: DangerSummary | None
    safest: SafestContactWayItem | None
    safety_acts: list[tuple[str, str]]
    help_now: list[tuple[str, str]]
    channels: list[ChannelItem]
    needs: list[NeedDisplay]
    offer_count: int
    checks: list[tuple[str, str]]
    events: list[TimelineItem]
    who_rows: list[tuple[str, str]]
    notified: bool
    consents: list[CurrentConsentDisplay]
    asked_through: str
    looks: list[AccessLogItem]
    may: dict[str, bool]
    hidden: list[WithheldInformationKind]
    printed_at: datetime.datetime


def present_case(page: CaseDetail, case_access: CaseAccess, now: datetime.datetime) -> CaseDetailContext:
    """Everything that the case template needs.

    Args:
        page: the case as far as it is open to the reader.
        case_access: what the reader may do.
        now: when the page is printed.
    """
    consents = present_consents(page.consents or (), with_channels=page.channels is None)
    return {
        "case": page,
        "banner": _make_case_banner(page, case_access),
        "acts": _list_case_page_actions(page, case_access),
        "danger": make_danger_summary(page.safety, page.contact.name),
        "safest": None if has_died(page) else present_safest_contact_way(page.safest),
        "safety_acts": []
        if has_died(page)
        else list_safety_buttons(page.safety, page.reference, case_access),
        "help_now": _list_immediate_help_links(page, case_access),
        "channels": [
            make_contact_channel_item(line, page.reference, case_access) for line in page.channels or ()
        ],
        "needs": [present_need(need, page.reference, case_access) for need in page.needs or ()],
        "offer_count": sum(len(need.offers) for need in page.needs or ()),
        "checks": list_consent_questions_to_settle(page.consents or ()),
        "events": present_timeline(page.events or (), page.reference, case_access),
        "who_rows": make_person_rows(page.who, has_place=page.channels is not None),
        "notified": _is_duty_to_notify_report_sent(page),
        "consents": consents["consents"],
        "asked_through": consents["asked_through"],
        "looks": present_recent_access(page.looked or (), case_access.actor),
        "may": {permission.name: case_access.may(permission) for permission in Permission},
        "hidden": [{"name": name, "why": "not shared with you"} for name in page.hidden],
        "printed_at": now,
        **_make_pathway_section_context(page, case_access),
    }


RECORD = ("Record what happened", "record", Permission.RECORD, Kind.PATHWAY)


def has_died(page: CaseDetail) -> bool:
    """Whether their death is recorded, on a page that reads no pathway too; False where it is not open."""
    return (page.standing.answer.stage if page.standing else page.stage) == "died"


def list_closing_action(reference: str, case_access: CaseAccess) -> list[tuple[str, str]]:
    """The button that closes a case, for whoever may.

    Args:
        reference: the case's, for the link.
        case_access: what the reader may do.
    """
    may = case_access.inside and case_access.may(Permission.RECORD)
    return [("Close the case", get_url("close_case", reference))] if may else []


def list_actions_after_death(page: CaseDetail, case_access: CaseAccess) -> list[tuple[str, str]]:
    """Nobody is left to help: the case is closed, and what is still learned is recorded.

    Args:
        page: the case.
        case_access: what the reader may do, were they alive.
    """
    return [
        *list_closing_action(page.reference, case_access),
        *_list_open_actions((RECORD,), page, case_access),
    ]


def _is_duty_to_notify_report_sent(page: CaseDetail) -> bool:
    """Whether a report was sent, by whichever way it was prepared."""
    return any(event.event == "duty_to_notify_sent" and not event.struck for event in page.events or ())


def _make_case_banner(page: CaseDetail, case_access: CaseAccess) -> CaseBanner:
    facts = [AGES[page.age] if page.age_asked else "Adult or child: not asked"]
    if page.who and page.who.language:
        needed = ", needs an interpreter" if page.who.interpreter_code == "yes" else ""
        facts.append(msg("Speaks {language}{needed}", language=page.who.language, needed=needed))
    if page.area:
        facts.append(page.area)
    if not page.inside:
        facts.append(msg("Held by {held_by}", held_by=page.held_by))
    return {
        "reference": page.reference,
        "called": page.title,
        "phase": (page.standing.answer.phase if page.standing else page.phase) or None,
        "contact": page.contact.name,
        "contact_is_you": page.contact.user_id == case_access.actor.user_id,
        "facts": facts,
    }


def _list_case_page_actions(page: CaseDetail, case_access: CaseAccess) -> list[tuple[str, str]]:
    offered = (
        RECORD,
        ("Add a need", "add_need", Permission.EDIT_PERSON, Kind.NEEDS),
        ("Share", "share", Permission.SHARE, Kind.CONSENT),
    )
    return _list_open_actions(offered, page, case_access)


def _list_open_actions(
    offered: Iterable[tuple[str, str, Permission, Kind]], page: CaseDetail, case_access: CaseAccess
) -> list[tuple[str, str]]:
    return [
        (text, get_url(name, page.reference))
        for text, name, permission, kind in offered
        if case_access.may(permission) and kind in case_access.kinds
    ]


HELP_NOW = (
    ("Find a place tonight", "place_tonight", Permission.FIND_PLACE, Kind.HOUSING),
    ("Give a go-bag", "give_bag", Permission.ISSUE_BAG, Kind.OFFERS),
    ("Request money", "ask_money", Permission.ASK_MONEY, Kind.OFFERS),
)
"""What can be put into a person's hands tonight, each one tap from their case."""


def _list_immediate_help_links(page: CaseDetail, case_access: CaseAccess) -> list[tuple[str, str]]:
    return [] if has_died(page) else _list_open_actions(HELP_NOW, page, case_access)


def _make_pathway_section_context(page: CaseDetail, case_access: CaseAccess) -> PathwaySectionContext:
    if page.standing is None:
        return {"standing": None, "clocks": [], "past": [], "prompts": [], "waited": [], "lanes": []}
    answer = page.standing.answer
    current = due_tags.leave_out_decisions_before_their_earliest_day(answer.clocks)
    runs = [due_tags.make_clock_item(run) for run in current]
    return {
        "standing": page.standing,
        "clocks": [run for run in runs if run["open"]],
        "past": [run for run in runs if not run["open"]],
        "prompts": [
            due_tags.make_prompt_item(prompt, page.reference, case_access)
            for prompt in (
                *_list_danger_prompts(page),
                *_list_prompts_open_to_reader(page),
                *_list_adulthood_prompts(page.standing),
            )
        ],
        "waited": [
            due_tags.make_clock_awaiting_other_body_item(run)
            for run in current
            if run.is_open and not run.ours and run.kind in WAITING_CLOCK_KINDS
        ],
        "lanes": [_present_support_lane(lane, page) for lane in page.standing.lanes],
    }


def _list_danger_prompts(page: CaseDetail) -> list[pathway.Prompt]:
    """What the newest answer about danger asks for; nothing where the reader may not see it, or nobody can be asked."""
    safety, standing = page.safety, page.standing
    if safety is None or standing is None or safety.number or safety.danger not in NOW_IN_DANGER:
        return []
    missing = any(prompt.code == "report_missing" for prompt in standing.answer.next)
    return [] if missing or standing.answer.stage == "died" else [DANGER_PROMPT]


ADULTHOOD_NOTICE = datetime.timedelta(days=60)


def _list_adulthood_prompts(standing: CasePathwayStatus) -> list[pathway.Prompt]:
    """What is asked again at eighteen, from two months before."""
    prompt = standing.again
    if prompt is None or (prompt.by and prompt.by > timezone.localdate() + ADULTHOOD_NOTICE):
        return []
    return [prompt]


def _list_prompts_open_to_reader(page: CaseDetail) -> list[pathway.Prompt]:
    """The prompts that still stand. Where the plan is not open to the reader, its review is not theirs to chase."""
    assert page.standing is not None
    review_day = page.safety is None or page.safety.review_on is not None
    asked_already = bool(_list_danger_prompts(page))  # for the plan, by what is known of the danger
    return filter_active_prompts(
        page.standing.answer.next,
        stand_in=page.stand_in is not None,
        has_plan=asked_already or page.safety is None or bool(page.safety.number),
        review_day=review_day,
        today=timezone.localdate(),
    )


def _present_support_lane(lane: pathway.SupportPeriod, page: CaseDetail) -> SupportLane:
    since = formatting.format_day_omitting_current_year(lane.since)
    if lane.until:
        until = formatting.format_day_omitting_current_year(lane.until)
        text = msg("from {since} to {until}. {note}", since=since, until=until, note=lane.note)
    else:
        text = msg("since {since}. {note}", since=since, note=lane.note)
    return {
        "name": lane.name,
        "text": text.strip(),
        "start": pathway.find_support_start_step(lane, page.standing.steps if page.standing else ()),
    }
