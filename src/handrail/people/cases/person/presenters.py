"""From values to the words and tags of danger, the safety plan, ways to reach the person, and who they are."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple, TypedDict

from handrail.people.cases import due_tags
from handrail.people.cases.person.queries import (
    ChannelRow,
    PersonDetail,
    RiskFactorRow,
    SafestContactWayDetail,
    SafetyDetail,
)
from handrail.people.records.queries.unsafe_channels import ASKED_NOT_TO_USE
from handrail.people.records.text_choices import (
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    RiskFactor,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.device_calls import PHONE_NUMBER, get_dial_url
from handrail.platform.ui.url_cache import get_url

EARLIEST = datetime.datetime.min.replace(tzinfo=datetime.UTC)
CHANNEL_STATES = {"yes": "met", "no": "unsafe", "unsure": "unsure", "not_asked": "unknown"}


IN_DANGER_NAME = "In danger or hurt"
IN_DANGER = (
    ImmediateDangerOrInjuryAnswer.IN_DANGER,
    ImmediateDangerOrInjuryAnswer.HURT,
    ImmediateDangerOrInjuryAnswer.BOTH,
)


class DangerItem(TypedDict):
    """One answer about danger: its mark, the thing with its answer on a tag, what was said beside it, when and by
    whom it was asked."""

    name: str
    state: str
    tag: str
    words: str
    text: str
    asked: str


class DangerSummary(TypedDict):
    """The head of the case. `asked` says when all was asked, where that was at one time.

    `answers` are the plain noes and what was not asked, each as the thing and its answer, with when they were asked.
    """

    alarms: list[DangerItem]
    ring: list[str]
    rows: list[tuple[str, str, str]]
    answers: list[tuple[list[str], str]]
    asked: str
    plan: list[tuple[str, str]]
    tag: tuple[str, str] | None


class SafestContactWayItem(TypedDict):
    """The safest way and time to reach them, with when and by whom it was asked."""

    text: str
    asked: str


class ChannelItem(TypedDict):
    """One way to reach them; `href` is empty where the reader may not change it. A safe number to call `dials`."""

    name: str
    state: str
    words: str
    text: str
    dials: bool
    href: str
    link: str


ALARMING = (
    ImmediateDangerOrInjuryAnswer.IN_DANGER,
    ImmediateDangerOrInjuryAnswer.HURT,
    ImmediateDangerOrInjuryAnswer.BOTH,
    ImmediateDangerOrInjuryAnswer.UNSURE,
)


def make_danger_summary(safety: SafetyDetail | None, contact_name: str) -> DangerSummary | None:
    """The head of the case: what is dangerous first, then what is not, by whom it was asked; then the plan."""
    if safety is None:
        return None
    alarms, calm = _split_danger_answers_by_alarm(safety)
    once = _extract_common_time_and_asker(alarms, calm)
    return {
        "alarms": alarms,
        "ring": _list_ringing_advice(safety, contact_name),
        "rows": _make_noted_no_danger_answer_rows(calm),
        "answers": [*_group_no_danger_answers_by_asking(calm), *_list_unasked_danger_questions(safety)],
        "asked": once,
        "plan": _make_safety_plan_rows(safety),
        "tag": _get_safety_plan_tag(safety),
    }


def _split_danger_answers_by_alarm(safety: SafetyDetail) -> tuple[list[DangerItem], list[DangerItem]]:
    """What is dangerous or may be, and what was asked and is not: each with its day and who asked."""
    alarms = [_present_risk_factor_alarm(line) for line in safety.worries if line.alarming]
    calm = [_present_no_risk_answer(line) for line in safety.worries if line.asked_at and not line.alarming]
    (alarms if safety.danger in ALARMING else calm).insert(0, _make_in_danger_item(safety))
    return alarms, calm


def _make_in_danger_item(safety: SafetyDetail) -> DangerItem:
    return {
        "name": IN_DANGER_NAME,
        "state": "unsure" if safety.danger == ImmediateDangerOrInjuryAnswer.UNSURE else "unsafe",
        "tag": _format_danger_question_and_answer(IN_DANGER_NAME, safety.danger_words),
        "words": safety.danger_words if safety.asked_at else "",
        "text": safety.danger_note,
        "asked": _format_asked_at_and_by(safety.asked_at, safety.asked_by),
    }


def _present_risk_factor_alarm(line: RiskFactorRow) -> DangerItem:
    counts = {RiskFactor.PHONE: "Calls and messages to it count as not safe."}
    text = join_texts((part for part in (counts.get(RiskFactor(line.code), ""), line.note) if part), " ")
    return {**_present_no_risk_answer(line), "text": text}


def _present_no_risk_answer(line: RiskFactorRow) -> DangerItem:
    asked = _format_asked_at_and_by(line.asked_at, line.asked_by)
    state = "unsure" if line.answer == YesNoUnsureOrNotAsked.UNSURE else "unsafe"
    return {
        "name": line.name,
        "state": state,
        "tag": _format_danger_question_and_answer(line.name, line.words),
        "words": line.words,
        "text": line.note,
        "asked": asked,
    }


def _format_danger_question_and_answer(name: str, words: str) -> str:
    return msg("{name}: {answer}", name=name, answer=formatting.lower_first(words))


def _extract_common_time_and_asker(*answers: list[DangerItem]) -> str:
    """When and by whom everything was asked, where that was one time: told once, and not again with each answer."""
    lines = [line for lines in answers for line in lines]
    asked = {line["asked"] for line in lines if line["words"]}
    if len(asked) != 1 or len(lines) == 1:
        return ""
    for line in lines:
        line["asked"] = ""
    return asked.pop()


def _make_noted_no_danger_answer_rows(calm: list[DangerItem]) -> list[tuple[str, str, str]]:
    """One line for each answer that says something of its own: its name, its words, when it was asked."""
    return [
        (
            line["name"],
            _describe_risk_answer(line),
            line["asked"],
        )
        for line in calm
        if _needs_own_danger_row(line)
    ]


def _needs_own_danger_row(line: DangerItem) -> bool:
    return bool(line["text"]) or line["name"] == IN_DANGER_NAME


def _group_no_danger_answers_by_asking(calm: list[DangerItem]) -> list[tuple[list[str], str]]:
    """The plain noes of one asking together, each as the thing and its answer, with when it was asked."""
    groups = dict[str, list[str]]()
    for line in calm:
        if not _needs_own_danger_row(line):
            groups.setdefault(line["asked"], []).append(line["tag"])
    return [(texts, asked) for asked, texts in groups.items()]


def _list_unasked_danger_questions(safety: SafetyDetail) -> list[tuple[list[str], str]]:
    texts: list[str] = [
        msg("{name}: not asked", name=line.name) for line in safety.worries if not line.asked_at
    ]
    return [(texts, "")] if texts else []


def _describe_risk_answer(line: DangerItem) -> str:
    if line["text"]:
        return msg("{words}. {note}", words=line["words"], note=line["text"])
    return msg("{words}.", words=line["words"]) if line["words"] else ""


def _format_asked_at_and_by(at: datetime.datetime | None, by: str) -> str:
    return msg("Asked {at}, by {by}", at=formatting.format_relative_day_and_time(at), by=by) if at else ""


def _format_asked_on_and_by(at: datetime.datetime | None, by: str) -> str:
    return msg("Asked {at}, by {by}", at=formatting.format_relative_day(at), by=by) if at else ""


RING_ADVICE = {
    RiskFactor.CHILDREN: (
        "Children may be at risk. If they are in immediate danger, ring 999. "
        "If not, call children’s social care at the council."
    ),
    RiskFactor.SELF_HARM: "They may harm themselves. If they are at risk now, stay with them and ring 999.",
}


IN_DANGER_NOW = "They are in danger or hurt. If they are in immediate danger, ring 999."


def _list_ringing_advice(safety: SafetyDetail, contact_name: str) -> list[str]:
    """Whom to ring: 999, and the team's own leads. No other number is made up."""
    alarming = {RiskFactor(line.code) for line in safety.worries if line.alarming}
    said = [IN_DANGER_NOW] if safety.danger in IN_DANGER else []
    said += [text for worry, text in RING_ADVICE.items() if worry in alarming]
    return (
        [
            *said[:-1],
            msg(
                "{said} Then tell {whom_to_tell}.",
                said=said[-1],
                whom_to_tell=_describe_leads_to_alert(safety, contact_name),
            ),
        ]
        if said
        else []
    )


def _describe_leads_to_alert(safety: SafetyDetail, contact_name: str) -> str:
    leads = [
        msg("{name} on {phone}", name=lead.name, phone=lead.phone) if lead.phone else lead.name
        for lead in safety.leads
    ]
    return (
        msg("the duty lead: {leads}", leads=join_texts(leads, " or "))
        if leads
        else msg("{contact}, the point of contact", contact=contact_name)
    )


def _make_safety_plan_rows(safety: SafetyDetail) -> list[tuple[str, str]]:
    looked = ""
    if safety.reviewed_at:
        looked = msg(
            "Still right, confirmed {reviewed_at} with {reviewed_by}",
            reviewed_at=formatting.format_relative_day_and_time(safety.reviewed_at),
            reviewed_by=safety.reviewed_by,
        )
    because = (
        msg("Recorded since the last review: {review_because}", review_because=safety.review_because)
        if safety.review_because
        else ""
    )
    rows = [
        ("Review the plan", because),
        ("Threats, watching or tracking", safety.watched),
        ("Their plan", formatting.quote(safety.plan)),
        ("If they go missing", safety.if_missing),
        ("Last reviewed", looked),
    ]
    always = ("Their plan", "If they go missing")
    return [(name, text) for name, text in rows if text or name in always]


def _get_safety_plan_tag(safety: SafetyDetail) -> tuple[str, str] | None:
    if safety.review_on:
        return due_tags.make_safety_plan_review_tag(safety.review_on)
    return None if safety.number else ("unknown", "No plan yet")


def present_safest_contact_way(safest: SafestContactWayDetail | None) -> SafestContactWayItem | None:
    """The safest way and time to reach them, with when and by whom it was asked."""
    if safest is None:
        return None
    return {"text": safest.how, "asked": _format_asked_on_and_by(safest.asked_at, safest.asked_by)}


def list_safety_buttons(
    safety: SafetyDetail | None, reference: str, case_access: CaseAccess
) -> list[tuple[str, str]]:
    """Buttons about safety.

    Args:
        safety: danger and the plan, None where safety is not open.
        reference: the case's, for the links.
        case_access: what the reader may do.

    Returns:
        Each button's words and its address.
    """
    if not case_access.may(Permission.EDIT_PERSON) or safety is None:
        return []
    plan = ("Write a safety plan", "safety_plan")
    if safety.number:
        plan = ("Review safety plan", "review_plan")
    return [
        (plan[0], get_url(plan[1], reference)),
        ("Ask about danger", get_url("danger", reference)),
    ]


def make_contact_channel_item(line: ChannelRow, reference: str, case_access: CaseAccess) -> ChannelItem:
    """One way to reach them: whether it is safe, what is known of it, and where to change that.

    Args:
        line: the way.
        reference: the case's, for the link.
        case_access: what the reader may do.
    """
    known = [part for part in (line.because, line.detail, line.note) if part]
    is_declined = line.because == ASKED_NOT_TO_USE
    href = ""
    if is_declined and case_access.may(Permission.RECORD_CONSENT):
        href = get_url("answer", reference, f"reach-{line.kind}")
    elif not is_declined and case_access.may(Permission.EDIT_PERSON):
        href = get_url("reach", reference, line.kind)
    return {
        "name": line.name,
        "state": CHANNEL_STATES[line.safe],
        "words": line.words,
        "text": join_texts((part.rstrip(".") for part in known), ". ") + ("." if known else ""),
        "dials": line.kind == ContactChannelKind.CALL and line.safe == "yes",
        "href": href,
        "link": "Change" if line.asked_at or is_declined else "Ask them",
    }


class SafeContactSummary(NamedTuple):
    """The one safe way to reach them, large, and every other as a tag. `dial` is empty where nobody dials from here."""

    safest: SafestContactWayItem | None
    before: str
    number: str
    dial: str
    after: str
    tags: list[tuple[str, str]]
    nothing_is_safe: bool
    asked: str


def make_safe_contact_summary(
    channels: Iterable[ChannelRow] | None, safest: SafestContactWayDetail | None, *, may_dial: bool
) -> SafeContactSummary | None:
    """How to reach them safely, as the overview says it.

    Args:
        channels: every way to reach them, None where that is not open.
        safest: the safest way and time, where somebody asked.
        may_dial: whether safe numbers dial on the device that shows the page.
    """
    if channels is None:
        return None
    rows = list(channels)
    call = next(
        (row for row in rows if row.kind == ContactChannelKind.CALL and row.safe == "yes" and row.detail),
        None,
    )
    number = PHONE_NUMBER.search(call.detail) if call else None
    asked = max((row for row in rows if row.asked_at), key=lambda row: row.asked_at or EARLIEST, default=None)
    return SafeContactSummary(
        safest=present_safest_contact_way(safest),
        before=call.detail[: number.start()] if call and number else call.detail if call else "",
        number=number[0] if number else "",
        dial=get_dial_url(number[0] if number else "", may_dial=may_dial),
        after=_join_parts_to_sentence(call.detail[number.end() :] if number else "", call.note)
        if call
        else "",
        tags=[_make_contact_channel_tag(row) for row in rows if row is not call],
        nothing_is_safe=not any(row.safe == "yes" for row in rows),
        asked=_format_asked_on_and_by(asked.asked_at, asked.asked_by) if asked else "",
    )


def _join_parts_to_sentence(*parts: str) -> str:
    return join_texts((part.strip(" .,") for part in parts if part.strip(" .,")), ". ")


LONGEST_IN_A_TAG = 28


def _make_contact_channel_tag(row: ChannelRow) -> tuple[str, str]:
    """One way to reach them: the mark of its tag and its words."""
    words = formatting.lower_first(row.words)
    said = msg("{name}: {words}", name=row.name, words=words)
    if row.safe == "yes" and 0 < len(row.detail) <= LONGEST_IN_A_TAG:
        said = msg("{name}: {words}, {detail}", name=row.name, words=words, detail=row.detail)
    return CHANNEL_STATES[row.safe], said


def make_person_rows(known: PersonDetail | None, *, has_place: bool) -> list[tuple[str, str]]:
    """Who they are, line by line. `has_place` is whether where they are is open to the reader."""
    if known is None:
        return []
    return [
        ("Full name", known.full_name),
        ("Born", formatting.format_day(known.date_of_birth)),
        *([("Staying at", known.where_now)] if has_place else []),
        ("Language", known.language),
        ("Interpreter needed", known.interpreter),
    ]
