"""From a case page's values to the words, tags and links that its template lays out."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from handrail import pathway
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.audit.queries import Look
from handrail.casework.case.states import ChannelKind, Circle, Danger, Matter, Said, Sure, Through, Worry
from handrail.casework.consent.queries.consents import Answers, ConsentLine
from handrail.casework.events.queries.events import EventLine
from handrail.casework.events.still_asked import still_asked
from handrail.casework.lists.queries.case_list import CaseRow
from handrail.casework.offers.queries.plan import NeedLine, OfferLine
from handrail.casework.people.queries.person import ChannelLine, Safety, WorryLine
from handrail.casework.whole.queries.case_page import CasePage, Standing
from handrail.kernel.saying import joined, say
from handrail.pathway import clocks
from handrail.web import due
from handrail.web.design import words
from handrail.web.design.addresses import address

CHANNEL_STATES = {"yes": "met", "no": "unsafe", "unsure": "unsafe", "not_asked": "unknown"}
AGES = {"adult": "Adult", "child": "Child", "unsure": "Age not sure"}
OFFER_STATES = {"none_yet": "waiting", "accepted": "met", "declined": "declined"}
SAYS = {Said.YES: "yes", Said.NO: "no", Said.UNDECIDED: "ask", Said.WITHDRAWN: "ended"}
DOORS_OWN = ("shared with", "named a colleague")
MOST_LOOKS = 5
WAITED = (clocks.TARGET, clocks.MAXIMUM, clocks.WAITING, clocks.SETTING)


def case(page: CasePage, sight: Sight, now: datetime.datetime) -> dict[str, Any]:
    """Everything that the case template needs."""
    return {
        "case": page,
        "banner": _banner(page, sight),
        "acts": _acts(page, sight),
        "danger": _danger(page),
        "safest": _safest(page),
        "safety_acts": _safety_acts(page, sight),
        "help_now": _help_now(page, sight),
        "channels": [_channel(line, page, sight) for line in page.channels or ()],
        "needs": [_need(need, page, sight) for need in page.needs or ()],
        "offer_count": sum(len(need.offers) for need in page.needs or ()),
        "checks": _checks(page),
        "events": _timeline(page, sight),
        "who_rows": _who(page),
        "notified": _notified(page),
        **_consents(page),
        "looks": _others_first(page, sight),
        "may": {permission.name: sight.may(permission) for permission in Permission},
        "hidden": [{"name": name, "why": "not shared with you"} for name in page.hidden],
        "printed_at": now,
        **_standing(page, sight),
    }


def _notified(page: CasePage) -> bool:
    """Whether a report was sent, by whichever way it was prepared."""
    return any(event.event == "duty_to_notify_sent" and not event.struck for event in page.events or ())


def looks(lines: Iterable[Look], actor: Actor) -> list[dict[str, Any]]:
    """Who looked, when, at what. Whoever reads the log and never the file is told that something was recorded,
    and of the door's own acts why; what was recorded is the file's."""
    return [
        {
            "who": say("{user_name}, {body_name}", user_name=look.user_name, body_name=look.body_name),
            "at": look.at,
            "saw": _saw(look, whole=actor.may(Permission.VIEW_CASE)),
            "you": look.user_name == actor.user_name and look.body_name == actor.body_name,
            "refused": look.outcome == "refused",
        }
        for look in lines
    ]


def _others_first(page: CasePage, sight: Sight) -> list[dict[str, Any]]:
    """The newest looks of other people, and of the reader's own only the last before this one."""
    lines = looks(page.looked.lines if page.looked else (), sight.actor)
    others, own = [line for line in lines if not line["you"]], [line for line in lines if line["you"]]
    return [*others[:MOST_LOOKS], *own[:1]]


def case_line(
    row: CaseRow, joined_with: Sequence[str] = (), in_danger_beside: Sequence[str] = ()
) -> dict[str, Any]:
    """One line of the list of cases. Where it does not say danger itself, a case that is joined with it may."""
    state, said = (
        due.tag(kind="maximum", ours=True, due_on=row.next_due, started=None) if row.next_due else ("", "")
    )
    return {
        "href": address("case", row.reference),
        "called": row.called or row.reference,
        "reference": row.reference,
        "phase": row.phase,
        "stands": row.stands,
        "age": {"child": "Child", "unsure": "Age not sure"}.get(row.age, ""),
        "danger": row.danger in (Danger.IN_DANGER, Danger.HURT, Danger.BOTH),
        "danger_from": joined(in_danger_beside),
        "contact": row.contact,
        "area": row.area,
        "held_by": row.held_by,
        "state": state,
        "words": said,
        "opened": row.opened_on,
        "closed": row.closed,
        "joined": same_person(joined_with),
    }


def same_person(references: Sequence[str]) -> str:
    """With which other cases a case is joined; nothing where it is with none."""
    return say("Joined with {cases}", cases=joined(references)) if references else ""


def _banner(page: CasePage, sight: Sight) -> dict[str, Any]:
    facts = [AGES[page.age] if page.age_asked else "Adult or child: not asked"]
    if page.who and page.who.language:
        needed = ", needs an interpreter" if page.who.interpreter_code == "yes" else ""
        facts.append(say("Speaks {language}{needed}", language=page.who.language, needed=needed))
    if page.area:
        facts.append(page.area)
    if not page.inside:
        facts.append(say("Held by {held_by}", held_by=page.held_by))
    return {
        "reference": page.reference,
        "called": page.title,
        "phase": page.standing.answer.phase if page.standing else None,
        "contact": page.contact.name,
        "contact_is_you": page.contact.user_id == sight.actor.user_id,
        "facts": facts,
    }


def _acts(page: CasePage, sight: Sight) -> list[tuple[str, str]]:
    offered = (
        ("Record what happened", "record", Permission.RECORD, Kind.PATHWAY),
        ("Add a need or offer", "add_need", Permission.EDIT_PERSON, Kind.SUPPORT),
        ("Share", "share", Permission.SHARE, Kind.CONSENT),
    )
    return [
        (text, address(name, page.reference))
        for text, name, permission, kind in offered
        if sight.may(permission) and kind in sight.kinds
    ]


HELP_NOW = (
    ("Find a place tonight", "place_tonight", Permission.FIND_PLACE),
    ("Give a bag", "give_bag", Permission.ISSUE_BAG),
    ("Ask a fund", "ask_money", Permission.ASK_MONEY),
)
"""What can be put into a person's hands tonight, each one tap from their case."""


def _help_now(page: CasePage, sight: Sight) -> list[tuple[str, str]]:
    return [
        (text, address(name, page.reference))
        for text, name, permission in HELP_NOW
        if sight.may(permission) and Kind.SUPPORT in sight.kinds
    ]


IN_DANGER = (Danger.IN_DANGER, Danger.HURT, Danger.BOTH)
ALARMING = (Danger.IN_DANGER, Danger.HURT, Danger.BOTH, Danger.UNSURE)


def _danger(page: CasePage) -> dict[str, Any] | None:
    """The head of the case: what is dangerous first, then what is not, by whom it was asked; then the plan."""
    safety = page.safety
    if safety is None:
        return None
    alarms, calm = _worries(safety)
    once = _said_once(alarms, calm)
    return {
        "alarms": alarms,
        "ring": _ring(safety, page),
        "rows": [*_calm_rows(calm), *_not_asked(safety)],
        "asked": once,
        "plan": _plan_rows(safety),
        "tag": _plan_tag(safety),
    }


def _worries(safety: Safety) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """What is dangerous or may be, and what was asked and is not: each with its day and who asked."""
    alarms = [_alarm(line) for line in safety.worries if line.alarming]
    calm = [_calm(line) for line in safety.worries if line.asked_at and not line.alarming]
    (alarms if safety.danger in ALARMING else calm).insert(0, _in_danger(safety))
    return alarms, calm


def _in_danger(safety: Safety) -> dict[str, str]:
    return {
        "name": "In danger or hurt",
        "words": safety.danger_words if safety.asked_at else "",
        "text": safety.danger_note,
        "asked": _asked_by(safety.asked_at, safety.asked_by),
    }


def _alarm(line: WorryLine) -> dict[str, str]:
    counts = {Worry.PHONE: "Calls and messages to it count as not safe."}
    text = joined((part for part in (counts.get(Worry(line.code), ""), line.note) if part), " ")
    return {**_calm(line), "text": text} | (
        {"words": "Not sure: counts as yes"} if line.answer == Sure.UNSURE else {}
    )


def _calm(line: WorryLine) -> dict[str, str]:
    asked = _asked_by(line.asked_at, line.asked_by)
    return {"name": line.name, "words": line.words, "text": line.note, "asked": asked}


def _said_once(*answers: list[dict[str, str]]) -> str:
    """When and by whom everything was asked, where that was one time: told once, and not again with each answer."""
    lines = [line for lines in answers for line in lines]
    asked = {line["asked"] for line in lines if line["words"]}
    if len(asked) != 1 or len(lines) == 1:
        return ""
    for line in lines:
        line["asked"] = ""
    return asked.pop()


def _calm_rows(calm: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    """One line for each answer that says something of its own; the plain noes of one asking share a line."""
    rows, noes = [], dict[str, list[str]]()
    for line in calm:
        if line["text"] or line["name"] == "In danger or hurt":
            rows.append((line["name"], _said_and_why(line), line["asked"]))
        else:
            noes.setdefault(line["asked"], []).append(words.small(line["name"]))
    return [
        *rows,
        *(
            ("Answered no", say("{worries}.", worries=words.capital(joined(names))), by)
            for by, names in noes.items()
        ),
    ]


def _said_and_why(line: dict[str, str]) -> str:
    if line["text"]:
        return say("{words}. {note}", words=line["words"], note=line["text"])
    return say("{words}.", words=line["words"]) if line["words"] else ""


def _not_asked(safety: Safety) -> list[tuple[str, str, str]]:
    names = [words.small(line.name) for line in safety.worries if not line.asked_at]
    return [("Not asked yet", say("{worries}.", worries=words.capital(joined(names))), "")] if names else []


def _asked_by(at: datetime.datetime | None, by: str) -> str:
    return say("Asked {at}, by {by}", at=words.moment(at), by=by) if at else ""


RING = {
    Worry.CHILDREN: "Children may be at risk. If it could be now, ring 999; else the council’s children’s social care.",
    Worry.SELF_HARM: "They may harm themselves. If it could be now, stay with them and ring 999.",
}
IN_DANGER_NOW = "They are in danger or hurt. If it could be now, ring 999."


def _ring(safety: Safety, page: CasePage) -> list[str]:
    """Whom to ring: 999, and the team's own leads. No other number is made up."""
    alarming = {Worry(line.code) for line in safety.worries if line.alarming}
    said = [IN_DANGER_NOW] if safety.danger in IN_DANGER else []
    said += [text for worry, text in RING.items() if worry in alarming]
    return (
        [
            *said[:-1],
            say("{said} Then tell {whom_to_tell}.", said=said[-1], whom_to_tell=_whom_to_tell(safety, page)),
        ]
        if said
        else []
    )


def _whom_to_tell(safety: Safety, page: CasePage) -> str:
    leads = [
        say("{name} on {phone}", name=lead.name, phone=lead.phone) if lead.phone else lead.name
        for lead in safety.leads
    ]
    return (
        say("the duty lead: {leads}", leads=joined(leads, " or "))
        if leads
        else say("{contact}, the point of contact", contact=page.contact.name)
    )


def _plan_rows(safety: Safety) -> list[tuple[str, str]]:
    looked = ""
    if safety.reviewed_at:
        looked = say(
            "Still right {reviewed_at}, said to {reviewed_by}",
            reviewed_at=words.moment(safety.reviewed_at),
            reviewed_by=safety.reviewed_by,
        )
    because = (
        say("Because of {review_because}, recorded since", review_because=safety.review_because)
        if safety.review_because
        else ""
    )
    rows = [
        ("Look again", because),
        ("Who or what watches", safety.watched),
        ("Their plan", words.quoted(safety.plan)),
        ("If they disappear", safety.if_missing),
        ("Last looked at", looked),
    ]
    always = ("Their plan", "If they disappear")
    return [(name, text) for name, text in rows if text or name in always]


def _plan_tag(safety: Safety) -> tuple[str, str] | None:
    if safety.review_on:
        return due.review(safety.review_on)
    return None if safety.number else ("unknown", "No plan yet")


def _safest(page: CasePage) -> dict[str, str] | None:
    if page.safest is None:
        return None
    return {"text": page.safest.how, "asked": _asked_by(page.safest.asked_at, page.safest.asked_by)}


def _safety_acts(page: CasePage, sight: Sight) -> list[tuple[str, str]]:
    if not sight.may(Permission.EDIT_PERSON) or page.safety is None:
        return []
    plan = ("Write a safety plan", "safety_plan")
    if page.safety.number:
        plan = ("Review safety plan", "review_plan")
    return [
        (plan[0], address(plan[1], page.reference)),
        ("Ask about danger", address("danger", page.reference)),
    ]


def _channel(line: ChannelLine, page: CasePage, sight: Sight) -> dict[str, Any]:
    known = [part for part in (line.because, line.detail, line.note) if part]
    href = address("reach", page.reference, line.kind) if sight.may(Permission.EDIT_PERSON) else ""
    return {
        "name": line.name,
        "state": CHANNEL_STATES[line.safe],
        "words": line.words,
        "text": joined((part.rstrip(".") for part in known), ". ") + ("." if known else ""),
        "href": href,
        "link": "Change" if line.asked_at else "Ask them",
    }


def _who(page: CasePage) -> list[tuple[str, str]]:
    known = page.who
    if known is None:
        return []
    return [
        ("Full name", known.full_name),
        ("Born", words.day(known.date_of_birth)),
        *([("Now", known.where_now)] if page.channels is not None else []),
        ("Language", known.language),
        ("Interpreter", known.interpreter),
    ]


def _checks(page: CasePage) -> list[tuple[str, str]]:
    """What only a person can settle: what a name, a safe number and local offers rest on, once that is gone."""
    answers = {line.matter: line for line in page.consents or ()}
    local, nrm = answers.get(Matter.LOCAL_SUPPORT), answers.get(Matter.NRM)
    if local is not None and local.said in (Said.NO, Said.WITHDRAWN):
        day = words.day(local.asked_on)
        why = "Name, safe contact and local offers here rested on it. Ask, and end what is shared."
        return [(say("They said no to local support on {day}. What may be kept here?", day=day), why)]
    if local is None and nrm is not None and nrm.said in (Said.NO, Said.WITHDRAWN):
        why = "Outside the NRM, name, safe contact and local offers here rest on their consent to local support."
        return [("Do they want local support? Nobody has recorded an answer.", why)]
    return []


def _need(need: NeedLine, page: CasePage, sight: Sight) -> dict[str, Any]:
    offering = sight.may(Permission.OFFER)
    return {
        "name": need.name,
        "said": need.words,
        "met_on": need.met_on,
        "href": address("make_offer", page.reference, need.need_id) if offering and not need.met_on else "",
        "met_href": address("need_again" if need.met_on else "need_met", page.reference, need.need_id)
        if offering and sight.inside
        else "",
        "offers": [
            _offer(offer, page, offering and (sight.inside or offer.provider_id == sight.actor.body_id))
            for offer in need.offers
        ],
    }


def _offer(offer: OfferLine, page: CasePage, offering: bool) -> dict[str, Any]:
    parts = [words.quoted(offer.reason), offer.result, _cost(offer.cost_pence)]
    waiting = (
        say("{ago}.", ago=words.capital(words.ago(offer.offered_on))) if offer.answer == "none_yet" else ""
    )
    return {
        "name": offer.service,
        "provider": offer.provider,
        "on": offer.offered_on,
        "phase": offer.phase,
        "state": OFFER_STATES[offer.answer],
        "words": offer.answer_words,
        "result": joined((part for part in (waiting, *parts) if part), " "),
        "answer_href": address("answer_offer", page.reference, offer.offer_id) if offering else "",
        "answered": offer.answer != "none_yet",
        "result_href": address("offer_result", page.reference, offer.offer_id) if offering else "",
        "referral": offer.referral if page.inside else "",
        "referral_href": address("referral", offer.referral_id) if offer.referral_id else "",
    }


def _cost(pence: int | None) -> str:
    return "No charge." if pence == 0 else words.money(pence)


def _consents(page: CasePage) -> dict[str, Any]:
    """What they agreed to. Ways to reach them stand by themselves where open; one interpreter is named once."""
    lines = [line for line in page.consents or () if not line.channel or page.channels is None]
    through = {words.small(_interpreted(line)) if line.interpreter else "" for line in lines}
    once = through.pop() if len(lines) > 1 and len(through) == 1 else ""
    return {
        "consents": [_consent(line, through=not once) for line in lines],
        "asked_through": say("Each was asked {through}.", through=once) if once else "",
    }


def _consent(line: ConsentLine, *, through: bool = True) -> dict[str, Any]:
    text = line.to_body or line.words
    if line.kinds:
        text = say("{text}: {kinds}", text=text, kinds=joined(words.small(kind) for kind in line.kinds))
    parts = [line.said_words, words.near_day(line.asked_on)]
    if line.until:
        parts.append(say("until {until}", until=words.near_day(line.until)))
    if line.interpreter and through:
        parts.append(words.small(_interpreted(line)))
    if line.best_interests:
        parts.append("decided in their best interests")
    if line.of_child and line.said == Said.YES:
        parts.append("said as a child: to be asked again at 18")
    return {"says": SAYS[Said(line.said)], "text": text, "note": joined(parts)}


QUESTIONS = (
    (Matter.NRM, "nrm"),
    (Matter.NATIONAL_SUPPORT, "national_support"),
    (Matter.LOCAL_SUPPORT, "local_support"),
)


def questions(asked: Iterable[Answers], page: CasePage, *, may: bool) -> list[dict[str, Any]]:
    """Each question that there is, asked or not, with what stands and every answer, newest first."""
    found = {(one.now.matter, one.now.channel, one.now.to_body): one for one in asked}
    rows = [
        _question(matter.label, found.get((matter, "", "")), page, code, may) for matter, code in QUESTIONS
    ]
    rows += [
        _question(say("Sharing with {to_body}", to_body=one.now.to_body), one, page, "", may)
        for one in found.values()
        if one.now.to_body
    ]
    return rows


def ways(asked: Iterable[Answers], page: CasePage, *, may: bool) -> list[dict[str, Any]]:
    """Each way to reach them, with what they said to it."""
    found = {one.now.channel: one for one in asked if one.now.channel}
    return [_question(kind.label, found.get(kind), page, f"reach-{kind.value}", may) for kind in ChannelKind]


def _question(title: str, asked: Answers | None, page: CasePage, code: str, may: bool) -> dict[str, Any]:
    href = address("answer", page.reference, code) if code else address("share", page.reference)
    return {
        "title": title,
        "says": SAYS[Said(asked.now.said)] if asked else "ask",
        "now": _consent(asked.now)["note"] if asked else "Not asked",
        "sees": joined(asked.now.kinds, "; ") if asked and asked.now.said == Said.YES else "",
        "again": bool(asked and asked.now.of_child and asked.now.said == Said.YES),
        "lines": [_answered(line) for line in asked.all] if asked else [],
        "href": href if may else "",
        "link": "Record a newer answer" if asked else "Ask them",
    }


def _answered(line: ConsentLine) -> dict[str, Any]:
    """One answer as it was given: by whom it was asked, through whom, how it was decided."""
    decided = line.capacity
    if line.best_interests:
        decided = say(
            "{decided}. Decided by {decided_by}: {decided_why}",
            decided=decided,
            decided_by=line.decided_by,
            decided_why=line.decided_why,
        )
    sharing = joined(line.kinds, "; ")
    if sharing and line.adds:
        sharing = say("{sharing}, beside what they agreed to before", sharing=sharing)
    return {
        "said": line.said_words,
        "on": line.asked_on,
        "by": say("{asker}, written down by {asked_by}", asker=line.asker, asked_by=line.asked_by)
        if line.asker
        else line.asked_by,
        "words": line.own_words,
        "sharing": sharing,
        "until": line.until,
        "through": _through(line),
        "decided": decided,
        "child": line.of_child,
    }


def _through(line: ConsentLine) -> str:
    """Who interpreted, how, from which language, and whether they know the person."""
    if line.through == Through.SHARED:
        return "Nobody interpreted: they share a language."
    if not line.interpreter:
        return ""
    who = _interpreted(line)
    if line.interpreted_by:
        who = say("{who}: {interpreted_by}", who=who, interpreted_by=line.interpreted_by)
    return say("{who}. {circles}", who=who, circles=CIRCLES[Circle(line.circle)])


def _interpreted(line: ConsentLine) -> str:
    """Through whom, without the name, which stands on the page of answers alone."""
    language = line.interpreter
    match Through(line.through):
        case Through.IN_PERSON:
            return say("Through an interpreter of {language}, in person", language=language)
        case Through.PHONE:
            return say("Through an interpreter of {language}, by phone", language=language)
        case Through.VIDEO:
            return say("Through an interpreter of {language}, by video", language=language)
        case Through.RELATIVE:
            return say("Through a relative or friend, in {language}", language=language)
    return say("Through an interpreter of {language}", language=language)


CIRCLES = {
    Circle.NO: "Not from their circle: asked.",
    Circle.YES: "From their circle, or they may know each other: ask again through another.",
    Circle.NOT_ASKED: "Nobody asked whether the two know each other.",
}


def _timeline(page: CasePage, sight: Sight) -> list[dict[str, Any]]:
    return [_event(line, page, sight) for line in page.events or () if line.event != "entered_in_error"]


def _event(line: EventLine, page: CasePage, sight: Sight) -> dict[str, Any]:
    at: Any = datetime.datetime.combine(line.at, line.at_time) if line.at_time else line.at
    text = (
        say(
            "Reference {national_reference}. {note}",
            national_reference=line.national_reference,
            note=line.note,
        ).strip(". ")
        if line.national_reference
        else line.note
    )
    if line.held_on:
        text = say("It is on {held_on}. {text}", held_on=words.long_day(line.held_on), text=text).strip()
    may = sight.may(Permission.RECORD) and not line.struck
    return {
        "title": line.name,
        "by": say(
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
        "href": address("correct_event", page.reference, line.event_id) if may else "",
    }


def _standing(page: CasePage, sight: Sight) -> dict[str, Any]:
    if page.standing is None:
        return {"standing": None, "clocks": [], "past": [], "prompts": [], "waited": [], "lanes": []}
    answer = page.standing.answer
    runs = [due.clock(run) for run in answer.clocks]
    return {
        "standing": page.standing,
        "clocks": [run for run in runs if run["open"]],
        "past": [run for run in runs if not run["open"]],
        "prompts": [
            due.prompt(prompt, page.reference, sight) for prompt in (*_asked(page), *_again(page.standing))
        ],
        "waited": [
            due.waited(run) for run in answer.clocks if run.is_open and not run.ours and run.kind in WAITED
        ],
        "lanes": [_lane(lane, page) for lane in page.standing.lanes],
    }


SOON = datetime.timedelta(days=60)


def _again(standing: Standing) -> list[pathway.Prompt]:
    """What is asked again at eighteen, from two months before."""
    prompt = standing.again
    if prompt is None or (prompt.by and prompt.by > timezone.localdate() + SOON):
        return []
    return [prompt]


def _asked(page: CasePage) -> list[pathway.Prompt]:
    """The prompts that still stand. Where the plan is not open to the reader, its review is not theirs to chase."""
    assert page.standing is not None
    review_day = page.safety is None or page.safety.review_on is not None
    return still_asked(
        page.standing.answer.next,
        stand_in=page.stand_in is not None,
        review_day=review_day,
        today=timezone.localdate(),
    )


def _lane(lane: pathway.Lane, page: CasePage) -> dict[str, Any]:
    """Where the lane begins on the rail: at the first step that was not yet behind when support began."""
    steps = [step for step in (page.standing.steps if page.standing else ()) if step.state != "ahead"]
    start = min(sum(1 for step in steps if step.on is None or step.on < lane.since) + 1, max(len(steps), 1))
    until = say(" to {until}", until=words.near_day(lane.until)) if lane.until else ""
    return {
        "name": lane.name,
        "text": say(
            "since {since}{until}. {note}", since=words.near_day(lane.since), until=until, note=lane.note
        ).strip(),
        "start": start,
    }


def _saw(look: Look, *, whole: bool) -> str:
    if look.outcome == "refused":
        return look.why
    if look.outcome == "done":
        told = look.why if whole or look.verb.startswith(DOORS_OWN) else ""
        verb = words.capital(look.verb)
        return say("{verb}: {told}", verb=verb, told=told) if told else verb
    kinds = [kind for kind in Kind if kind.value in look.shown]
    if set(kinds) == set(Kind):
        return "Saw everything"
    return (
        say("Saw: {kinds}", kinds=joined(words.small(kind.words) for kind in kinds))
        if kinds
        else words.capital(look.verb)
    )
