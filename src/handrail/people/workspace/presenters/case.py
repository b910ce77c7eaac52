"""From a case page's values to the words, tags and links that its template lays out."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from handrail import pathway
from handrail.pathway import clocks
from handrail.people.cases import due_tags
from handrail.people.cases.consent.queries.consents import ConsentHistory, ConsentRow
from handrail.people.cases.events.active_prompts import get_active_prompts
from handrail.people.cases.events.queries.events import EventRow
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetail, CasePathwayStatus
from handrail.people.cases.offers.queries.needs import NeedRow, OfferRow
from handrail.people.cases.person.queries import ChannelRow, RiskFactorRow, SafetyDetail
from handrail.people.records.states import (
    ChannelKind,
    ConsentAnswer,
    ConsentMatter,
    Danger,
    InterpretationMode,
    InterpreterRelation,
    RiskAnswer,
    RiskFactor,
)
from handrail.people.workspace.queries.case_list import CaseRow
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.queries import AuditTrailRow
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.url_cache import get_url

CHANNEL_STATES = {"yes": "met", "no": "unsafe", "unsure": "unsafe", "not_asked": "unknown"}
AGES = {"adult": "Adult", "child": "Child", "unsure": "Age not sure"}
OFFER_STATES = {"none_yet": "waiting", "accepted": "met", "declined": "declined"}
ANSWER_SYMBOLS = {
    ConsentAnswer.YES: "yes",
    ConsentAnswer.NO: "no",
    ConsentAnswer.UNDECIDED: "ask",
    ConsentAnswer.WITHDRAWN: "ended",
}
SHARING_VERBS = ("shared with", "named a colleague")
MOST_LOOKS = 5
WAITING_CLOCK_KINDS = (clocks.TARGET, clocks.MAXIMUM, clocks.WAITING, clocks.SETTING)


def present_case(page: CaseDetail, case_access: CaseAccess, now: datetime.datetime) -> dict[str, Any]:
    """Everything that the case template needs."""
    return {
        "case": page,
        "banner": _present_banner(page, case_access),
        "acts": _get_acts(page, case_access),
        "danger": _present_danger(page),
        "safest": _present_safest_contact(page),
        "safety_acts": _get_safety_acts(page, case_access),
        "help_now": _get_help_now(page, case_access),
        "channels": [_present_channel(line, page, case_access) for line in page.channels or ()],
        "needs": [_present_need(need, page, case_access) for need in page.needs or ()],
        "offer_count": sum(len(need.offers) for need in page.needs or ()),
        "checks": _make_consent_checks(page),
        "events": _present_timeline(page, case_access),
        "who_rows": _make_person_rows(page),
        "notified": _is_notified(page),
        **_present_consents(page),
        "looks": _order_looks(page, case_access),
        "may": {permission.name: case_access.may(permission) for permission in Permission},
        "hidden": [{"name": name, "why": "not shared with you"} for name in page.hidden],
        "printed_at": now,
        **_present_pathway(page, case_access),
    }


def _is_notified(page: CaseDetail) -> bool:
    """Whether a report was sent, by whichever way it was prepared."""
    return any(event.event == "duty_to_notify_sent" and not event.struck for event in page.events or ())


def present_looks(lines: Iterable[AuditTrailRow], actor: Actor) -> list[dict[str, Any]]:
    """Who looked, when, at what. Whoever reads the log and never the file is told that something was recorded,
    and of the door's own acts why; what was recorded is the file's."""
    return [
        {
            "who": msg("{user_name}, {body_name}", user_name=look.user_name, body_name=look.body_name),
            "at": look.at,
            "saw": _describe_look(look, whole=actor.may(Permission.VIEW_CASE)),
            "you": look.user_name == actor.user_name and look.body_name == actor.body_name,
            "refused": look.outcome == "refused",
        }
        for look in lines
    ]


def _order_looks(page: CaseDetail, case_access: CaseAccess) -> list[dict[str, Any]]:
    """The newest looks of other people, and of the reader's own only the last before this one."""
    lines = present_looks(page.looked.lines if page.looked else (), case_access.actor)
    others, own = [line for line in lines if not line["you"]], [line for line in lines if line["you"]]
    return [*others[:MOST_LOOKS], *own[:1]]


def present_case_row(
    row: CaseRow, joined_with: Sequence[str] = (), in_danger_beside: Sequence[str] = ()
) -> dict[str, Any]:
    """One line of the list of cases. Where it does not say danger itself, a case that is joined with it may."""
    state, said = (
        due_tags.make_due_tag(kind="maximum", ours=True, due_on=row.next_due, started=None)
        if row.next_due
        else ("", "")
    )
    return {
        "href": get_url("case", row.reference),
        "called": row.called or row.reference,
        "reference": row.reference,
        "phase": row.phase,
        "stands": row.stands,
        "age": {"child": "Child", "unsure": "Age not sure"}.get(row.age, ""),
        "danger": row.danger in (Danger.IN_DANGER, Danger.HURT, Danger.BOTH),
        "danger_from": join_texts(in_danger_beside),
        "contact": row.contact,
        "area": row.area,
        "held_by": row.held_by,
        "state": state,
        "words": said,
        "opened": row.opened_on,
        "closed": row.closed,
        "joined": describe_joined(joined_with),
    }


def describe_joined(references: Sequence[str]) -> str:
    """With which other cases a case is joined; nothing where it is with none."""
    return msg("Joined with {cases}", cases=join_texts(references)) if references else ""


def _present_banner(page: CaseDetail, case_access: CaseAccess) -> dict[str, Any]:
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
        "phase": page.standing.answer.phase if page.standing else None,
        "contact": page.contact.name,
        "contact_is_you": page.contact.user_id == case_access.actor.user_id,
        "facts": facts,
    }


def _get_acts(page: CaseDetail, case_access: CaseAccess) -> list[tuple[str, str]]:
    offered = (
        ("Record what happened", "record", Permission.RECORD, Kind.PATHWAY),
        ("Add a need or offer", "add_need", Permission.EDIT_PERSON, Kind.SUPPORT),
        ("Share", "share", Permission.SHARE, Kind.CONSENT),
    )
    return [
        (text, get_url(name, page.reference))
        for text, name, permission, kind in offered
        if case_access.may(permission) and kind in case_access.kinds
    ]


HELP_NOW = (
    ("Find a place tonight", "place_tonight", Permission.FIND_PLACE),
    ("Give a bag", "give_bag", Permission.ISSUE_BAG),
    ("Ask a fund", "ask_money", Permission.ASK_MONEY),
)
"""What can be put into a person's hands tonight, each one tap from their case."""


def _get_help_now(page: CaseDetail, case_access: CaseAccess) -> list[tuple[str, str]]:
    return [
        (text, get_url(name, page.reference))
        for text, name, permission in HELP_NOW
        if case_access.may(permission) and Kind.SUPPORT in case_access.kinds
    ]


IN_DANGER = (Danger.IN_DANGER, Danger.HURT, Danger.BOTH)
ALARMING = (Danger.IN_DANGER, Danger.HURT, Danger.BOTH, Danger.UNSURE)


def _present_danger(page: CaseDetail) -> dict[str, Any] | None:
    """The head of the case: what is dangerous first, then what is not, by whom it was asked; then the plan."""
    safety = page.safety
    if safety is None:
        return None
    alarms, calm = _split_risk_factors(safety)
    once = _extract_shared_asking(alarms, calm)
    return {
        "alarms": alarms,
        "ring": _get_ring_advice(safety, page),
        "rows": [*_make_calm_rows(calm), *_make_not_asked_rows(safety)],
        "asked": once,
        "plan": _make_plan_rows(safety),
        "tag": _get_plan_tag(safety),
    }


def _split_risk_factors(safety: SafetyDetail) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """What is dangerous or may be, and what was asked and is not: each with its day and who asked."""
    alarms = [_present_alarm(line) for line in safety.worries if line.alarming]
    calm = [_present_calm_answer(line) for line in safety.worries if line.asked_at and not line.alarming]
    (alarms if safety.danger in ALARMING else calm).insert(0, _present_in_danger(safety))
    return alarms, calm


def _present_in_danger(safety: SafetyDetail) -> dict[str, str]:
    return {
        "name": "In danger or hurt",
        "words": safety.danger_words if safety.asked_at else "",
        "text": safety.danger_note,
        "asked": _describe_asking(safety.asked_at, safety.asked_by),
    }


def _present_alarm(line: RiskFactorRow) -> dict[str, str]:
    counts = {RiskFactor.PHONE: "Calls and messages to it count as not safe."}
    text = join_texts((part for part in (counts.get(RiskFactor(line.code), ""), line.note) if part), " ")
    return {**_present_calm_answer(line), "text": text} | (
        {"words": "Not sure: counts as yes"} if line.answer == RiskAnswer.UNSURE else {}
    )


def _present_calm_answer(line: RiskFactorRow) -> dict[str, str]:
    asked = _describe_asking(line.asked_at, line.asked_by)
    return {"name": line.name, "words": line.words, "text": line.note, "asked": asked}


def _extract_shared_asking(*answers: list[dict[str, str]]) -> str:
    """When and by whom everything was asked, where that was one time: told once, and not again with each answer."""
    lines = [line for lines in answers for line in lines]
    asked = {line["asked"] for line in lines if line["words"]}
    if len(asked) != 1 or len(lines) == 1:
        return ""
    for line in lines:
        line["asked"] = ""
    return asked.pop()


def _make_calm_rows(calm: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    """One line for each answer that says something of its own; the plain noes of one asking share a line."""
    rows, noes = [], dict[str, list[str]]()
    for line in calm:
        if line["text"] or line["name"] == "In danger or hurt":
            rows.append((line["name"], _describe_answer(line), line["asked"]))
        else:
            noes.setdefault(line["asked"], []).append(formatting.lower_first(line["name"]))
    return [
        *rows,
        *(
            ("Answered no", msg("{worries}.", worries=formatting.capitalise_first(join_texts(names))), by)
            for by, names in noes.items()
        ),
    ]


def _describe_answer(line: dict[str, str]) -> str:
    if line["text"]:
        return msg("{words}. {note}", words=line["words"], note=line["text"])
    return msg("{words}.", words=line["words"]) if line["words"] else ""


def _make_not_asked_rows(safety: SafetyDetail) -> list[tuple[str, str, str]]:
    names = [formatting.lower_first(line.name) for line in safety.worries if not line.asked_at]
    return (
        [("Not asked yet", msg("{worries}.", worries=formatting.capitalise_first(join_texts(names))), "")]
        if names
        else []
    )


def _describe_asking(at: datetime.datetime | None, by: str) -> str:
    return msg("Asked {at}, by {by}", at=formatting.format_moment(at), by=by) if at else ""


RING_ADVICE = {
    RiskFactor.CHILDREN: (
        "Children may be at risk. If it could be now, ring 999; else the council’s children’s social care."
    ),
    RiskFactor.SELF_HARM: "They may harm themselves. If it could be now, stay with them and ring 999.",
}
IN_DANGER_NOW = "They are in danger or hurt. If it could be now, ring 999."


def _get_ring_advice(safety: SafetyDetail, page: CaseDetail) -> list[str]:
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
                whom_to_tell=_describe_whom_to_tell(safety, page),
            ),
        ]
        if said
        else []
    )


def _describe_whom_to_tell(safety: SafetyDetail, page: CaseDetail) -> str:
    leads = [
        msg("{name} on {phone}", name=lead.name, phone=lead.phone) if lead.phone else lead.name
        for lead in safety.leads
    ]
    return (
        msg("the duty lead: {leads}", leads=join_texts(leads, " or "))
        if leads
        else msg("{contact}, the point of contact", contact=page.contact.name)
    )


def _make_plan_rows(safety: SafetyDetail) -> list[tuple[str, str]]:
    looked = ""
    if safety.reviewed_at:
        looked = msg(
            "Still right {reviewed_at}, said to {reviewed_by}",
            reviewed_at=formatting.format_moment(safety.reviewed_at),
            reviewed_by=safety.reviewed_by,
        )
    because = (
        msg("Because of {review_because}, recorded since", review_because=safety.review_because)
        if safety.review_because
        else ""
    )
    rows = [
        ("Look again", because),
        ("Who or what watches", safety.watched),
        ("Their plan", formatting.quote(safety.plan)),
        ("If they disappear", safety.if_missing),
        ("Last looked at", looked),
    ]
    always = ("Their plan", "If they disappear")
    return [(name, text) for name, text in rows if text or name in always]


def _get_plan_tag(safety: SafetyDetail) -> tuple[str, str] | None:
    if safety.review_on:
        return due_tags.make_review_tag(safety.review_on)
    return None if safety.number else ("unknown", "No plan yet")


def _present_safest_contact(page: CaseDetail) -> dict[str, str] | None:
    if page.safest is None:
        return None
    return {"text": page.safest.how, "asked": _describe_asking(page.safest.asked_at, page.safest.asked_by)}


def _get_safety_acts(page: CaseDetail, case_access: CaseAccess) -> list[tuple[str, str]]:
    if not case_access.may(Permission.EDIT_PERSON) or page.safety is None:
        return []
    plan = ("Write a safety plan", "safety_plan")
    if page.safety.number:
        plan = ("Review safety plan", "review_plan")
    return [
        (plan[0], get_url(plan[1], page.reference)),
        ("Ask about danger", get_url("danger", page.reference)),
    ]


def _present_channel(line: ChannelRow, page: CaseDetail, case_access: CaseAccess) -> dict[str, Any]:
    known = [part for part in (line.because, line.detail, line.note) if part]
    href = get_url("reach", page.reference, line.kind) if case_access.may(Permission.EDIT_PERSON) else ""
    return {
        "name": line.name,
        "state": CHANNEL_STATES[line.safe],
        "words": line.words,
        "text": join_texts((part.rstrip(".") for part in known), ". ") + ("." if known else ""),
        "href": href,
        "link": "Change" if line.asked_at else "Ask them",
    }


def _make_person_rows(page: CaseDetail) -> list[tuple[str, str]]:
    known = page.who
    if known is None:
        return []
    return [
        ("Full name", known.full_name),
        ("Born", formatting.format_day(known.date_of_birth)),
        *([("Now", known.where_now)] if page.channels is not None else []),
        ("Language", known.language),
        ("Interpreter", known.interpreter),
    ]


def _make_consent_checks(page: CaseDetail) -> list[tuple[str, str]]:
    """What only a person can settle: what a name, a safe number and local offers rest on, once that is gone."""
    answers = {line.matter: line for line in page.consents or ()}
    local, nrm = answers.get(ConsentMatter.LOCAL_SUPPORT), answers.get(ConsentMatter.NRM)
    if local is not None and local.said in (ConsentAnswer.NO, ConsentAnswer.WITHDRAWN):
        day = formatting.format_day(local.asked_on)
        why = "Name, safe contact and local offers here rested on it. Ask, and end what is shared."
        return [(msg("They said no to local support on {day}. What may be kept here?", day=day), why)]
    if local is None and nrm is not None and nrm.said in (ConsentAnswer.NO, ConsentAnswer.WITHDRAWN):
        why = "Outside the NRM, name, safe contact and local offers here rest on their consent to local support."
        return [("Do they want local support? Nobody has recorded an answer.", why)]
    return []


def _present_need(need: NeedRow, page: CaseDetail, case_access: CaseAccess) -> dict[str, Any]:
    offering = case_access.may(Permission.OFFER)
    return {
        "name": need.name,
        "said": need.words,
        "met_on": need.met_on,
        "href": get_url("make_offer", page.reference, need.need_id) if offering and not need.met_on else "",
        "met_href": get_url("need_again" if need.met_on else "need_met", page.reference, need.need_id)
        if offering and case_access.inside
        else "",
        "offers": [
            _present_offer(
                offer,
                page,
                offering and (case_access.inside or offer.provider_id == case_access.actor.body_id),
            )
            for offer in need.offers
        ],
    }


def _present_offer(offer: OfferRow, page: CaseDetail, offering: bool) -> dict[str, Any]:
    parts = [formatting.quote(offer.reason), offer.result, _format_cost(offer.cost_pence)]
    waiting = (
        msg("{ago}.", ago=formatting.capitalise_first(formatting.format_ago(offer.offered_on)))
        if offer.answer == "none_yet"
        else ""
    )
    return {
        "name": offer.service,
        "provider": offer.provider,
        "on": offer.offered_on,
        "phase": offer.phase,
        "state": OFFER_STATES[offer.answer],
        "words": offer.answer_words,
        "result": join_texts((part for part in (waiting, *parts) if part), " "),
        "answer_href": get_url("answer_offer", page.reference, offer.offer_id) if offering else "",
        "answered": offer.answer != "none_yet",
        "result_href": get_url("offer_result", page.reference, offer.offer_id) if offering else "",
        "referral": offer.referral if page.inside else "",
        "referral_href": get_url("referral", offer.referral_id) if offer.referral_id else "",
    }


def _format_cost(pence: int | None) -> str:
    return "No charge." if pence == 0 else formatting.format_money(pence)


def _present_consents(page: CaseDetail) -> dict[str, Any]:
    """What they agreed to. Ways to reach them stand by themselves where open; one interpreter is named once."""
    lines = [line for line in page.consents or () if not line.channel or page.channels is None]
    through = {
        formatting.lower_first(_describe_interpreter(line)) if line.interpreter else "" for line in lines
    }
    once = through.pop() if len(lines) > 1 and len(through) == 1 else ""
    return {
        "consents": [_present_consent(line, through=not once) for line in lines],
        "asked_through": msg("Each was asked {through}.", through=once) if once else "",
    }


def _present_consent(line: ConsentRow, *, through: bool = True) -> dict[str, Any]:
    text = line.to_body or line.words
    if line.kinds:
        text = msg(
            "{text}: {kinds}",
            text=text,
            kinds=join_texts(formatting.lower_first(kind) for kind in line.kinds),
        )
    parts = [line.said_words, formatting.format_day_near(line.asked_on)]
    if line.until:
        parts.append(msg("until {until}", until=formatting.format_day_near(line.until)))
    if line.interpreter and through:
        parts.append(formatting.lower_first(_describe_interpreter(line)))
    if line.best_interests:
        parts.append("decided in their best interests")
    if line.of_child and line.said == ConsentAnswer.YES:
        parts.append("said as a child: to be asked again at 18")
    return {"says": ANSWER_SYMBOLS[ConsentAnswer(line.said)], "text": text, "note": join_texts(parts)}


CONSENT_QUESTIONS = (
    (ConsentMatter.NRM, "nrm"),
    (ConsentMatter.NATIONAL_SUPPORT, "national_support"),
    (ConsentMatter.LOCAL_SUPPORT, "local_support"),
)


def present_consent_questions(
    asked: Iterable[ConsentHistory], page: CaseDetail, *, may: bool
) -> list[dict[str, Any]]:
    """Each question that there is, asked or not, with what stands and every answer, newest first."""
    found = {(one.now.matter, one.now.channel, one.now.to_body): one for one in asked}
    rows = [
        _present_question(matter.label, found.get((matter, "", "")), page, code, may)
        for matter, code in CONSENT_QUESTIONS
    ]
    rows += [
        _present_question(msg("Sharing with {to_body}", to_body=one.now.to_body), one, page, "", may)
        for one in found.values()
        if one.now.to_body
    ]
    return rows


def present_channel_questions(
    asked: Iterable[ConsentHistory], page: CaseDetail, *, may: bool
) -> list[dict[str, Any]]:
    """Each way to reach them, with what they said to it."""
    found = {one.now.channel: one for one in asked if one.now.channel}
    return [
        _present_question(kind.label, found.get(kind), page, f"reach-{kind.value}", may)
        for kind in ChannelKind
    ]


def _present_question(
    title: str, asked: ConsentHistory | None, page: CaseDetail, code: str, may: bool
) -> dict[str, Any]:
    href = get_url("answer", page.reference, code) if code else get_url("share", page.reference)
    return {
        "title": title,
        "says": ANSWER_SYMBOLS[ConsentAnswer(asked.now.said)] if asked else "ask",
        "now": _present_consent(asked.now)["note"] if asked else "Not asked",
        "sees": join_texts(asked.now.kinds, "; ") if asked and asked.now.said == ConsentAnswer.YES else "",
        "again": bool(asked and asked.now.of_child and asked.now.said == ConsentAnswer.YES),
        "lines": [_present_answer(line) for line in asked.all] if asked else [],
        "href": href if may else "",
        "link": "Record a newer answer" if asked else "Ask them",
    }


def _present_answer(line: ConsentRow) -> dict[str, Any]:
    """One answer as it was given: by whom it was asked, through whom, how it was decided."""
    decided = line.capacity
    if line.best_interests:
        decided = msg(
            "{decided}. Decided by {decided_by}: {decided_why}",
            decided=decided,
            decided_by=line.decided_by,
            decided_why=line.decided_why,
        )
    sharing = join_texts(line.kinds, "; ")
    if sharing and line.adds:
        sharing = msg("{sharing}, beside what they agreed to before", sharing=sharing)
    return {
        "said": line.said_words,
        "on": line.asked_on,
        "by": msg("{asker}, written down by {asked_by}", asker=line.asker, asked_by=line.asked_by)
        if line.asker
        else line.asked_by,
        "words": line.own_words,
        "sharing": sharing,
        "until": line.until,
        "through": _describe_interpretation(line),
        "decided": decided,
        "child": line.of_child,
    }


def _describe_interpretation(line: ConsentRow) -> str:
    """Who interpreted, how, from which language, and whether they know the person."""
    if line.through == InterpretationMode.SHARED:
        return "Nobody interpreted: they share a language."
    if not line.interpreter:
        return ""
    who = _describe_interpreter(line)
    if line.interpreted_by:
        who = msg("{who}: {interpreted_by}", who=who, interpreted_by=line.interpreted_by)
    return msg("{who}. {circles}", who=who, circles=RELATION_WORDS[InterpreterRelation(line.circle)])


def _describe_interpreter(line: ConsentRow) -> str:
    """Through whom, without the name, which stands on the page of answers alone."""
    language = line.interpreter
    match InterpretationMode(line.through):
        case InterpretationMode.IN_PERSON:
            return msg("Through an interpreter of {language}, in person", language=language)
        case InterpretationMode.PHONE:
            return msg("Through an interpreter of {language}, by phone", language=language)
        case InterpretationMode.VIDEO:
            return msg("Through an interpreter of {language}, by video", language=language)
        case InterpretationMode.RELATIVE:
            return msg("Through a relative or friend, in {language}", language=language)
    return msg("Through an interpreter of {language}", language=language)


RELATION_WORDS = {
    InterpreterRelation.NO: "Not from their circle: asked.",
    InterpreterRelation.YES: "From their circle, or they may know each other: ask again through another.",
    InterpreterRelation.NOT_ASKED: "Nobody asked whether the two know each other.",
}


def _present_timeline(page: CaseDetail, case_access: CaseAccess) -> list[dict[str, Any]]:
    return [
        _present_event(line, page, case_access)
        for line in page.events or ()
        if line.event != "entered_in_error"
    ]


def _present_event(line: EventRow, page: CaseDetail, case_access: CaseAccess) -> dict[str, Any]:
    at: Any = datetime.datetime.combine(line.at, line.at_time) if line.at_time else line.at
    text = (
        msg(
            "Reference {national_reference}. {note}",
            national_reference=line.national_reference,
            note=line.note,
        ).strip(". ")
        if line.national_reference
        else line.note
    )
    if line.held_on:
        text = msg(
            "It is on {held_on}. {text}", held_on=formatting.format_long_day(line.held_on), text=text
        ).strip()
    may = case_access.may(Permission.RECORD) and not line.struck
    return {
        "title": line.name,
        "by": msg(
            "{recorded_by}, {recorded_by_body}",
            recorded_by=line.recorded_by,
            recorded_by_body=line.recorded_by_body,
        ),
        "at": at,
        "has_time": line.at_time is not None,
        "phase": line.phase,
        "text": text,
        "started": (),
        "recorded": line.recorded_at if line.late else None,
        "struck": line.struck,
        "correction": "Corrected since, or taken back"
        if line.struck
        else "Corrected"
        if line.corrects
        else "",
        "href": get_url("correct_event", page.reference, line.event_id) if may else "",
    }


def _present_pathway(page: CaseDetail, case_access: CaseAccess) -> dict[str, Any]:
    if page.standing is None:
        return {"standing": None, "clocks": [], "past": [], "prompts": [], "waited": [], "lanes": []}
    answer = page.standing.answer
    runs = [due_tags.make_clock_row(run) for run in answer.clocks]
    return {
        "standing": page.standing,
        "clocks": [run for run in runs if run["open"]],
        "past": [run for run in runs if not run["open"]],
        "prompts": [
            due_tags.make_prompt_row(prompt, page.reference, case_access)
            for prompt in (*_get_open_prompts(page), *_get_adulthood_prompts(page.standing))
        ],
        "waited": [
            due_tags.make_waiting_row(run)
            for run in answer.clocks
            if run.is_open and not run.ours and run.kind in WAITING_CLOCK_KINDS
        ],
        "lanes": [_present_lane(lane, page) for lane in page.standing.lanes],
    }


ADULTHOOD_NOTICE = datetime.timedelta(days=60)


def _get_adulthood_prompts(standing: CasePathwayStatus) -> list[pathway.Prompt]:
    """What is asked again at eighteen, from two months before."""
    prompt = standing.again
    if prompt is None or (prompt.by and prompt.by > timezone.localdate() + ADULTHOOD_NOTICE):
        return []
    return [prompt]


def _get_open_prompts(page: CaseDetail) -> list[pathway.Prompt]:
    """The prompts that still stand. Where the plan is not open to the reader, its review is not theirs to chase."""
    assert page.standing is not None
    review_day = page.safety is None or page.safety.review_on is not None
    return get_active_prompts(
        page.standing.answer.next,
        stand_in=page.stand_in is not None,
        review_day=review_day,
        today=timezone.localdate(),
    )


def _present_lane(lane: pathway.SupportPeriod, page: CaseDetail) -> dict[str, Any]:
    """Where the lane begins on the rail: at the first step that was not yet behind when support began."""
    steps = [step for step in (page.standing.steps if page.standing else ()) if step.state != "ahead"]
    start = min(sum(1 for step in steps if step.on is None or step.on < lane.since) + 1, max(len(steps), 1))
    until = msg(" to {until}", until=formatting.format_day_near(lane.until)) if lane.until else ""
    return {
        "name": lane.name,
        "text": msg(
            "since {since}{until}. {note}",
            since=formatting.format_day_near(lane.since),
            until=until,
            note=lane.note,
        ).strip(),
        "start": start,
    }


def _describe_look(look: AuditTrailRow, *, whole: bool) -> str:
    if look.outcome == "refused":
        return look.why
    if look.outcome == "done":
        told = look.why if whole or look.verb.startswith(SHARING_VERBS) else ""
        verb = formatting.capitalise_first(look.verb)
        return msg("{verb}: {told}", verb=verb, told=told) if told else verb
    kinds = [kind for kind in Kind if kind.value in look.shown]
    if set(kinds) == set(Kind):
        return "Saw everything"
    return (
        msg("Saw: {kinds}", kinds=join_texts(formatting.lower_first(kind.words) for kind in kinds))
        if kinds
        else formatting.capitalise_first(look.verb)
    )
