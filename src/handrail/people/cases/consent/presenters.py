"""From answers to the words of what they agreed to: on the case page, and on the page of all answers."""

from collections.abc import Iterable
from typing import Any

from handrail.people.cases.consent.queries.consents import ConsentHistory, ConsentRow
from handrail.people.records.states import (
    ChannelKind,
    ConsentAnswer,
    ConsentMatter,
    InterpretationMode,
    InterpreterRelation,
)
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.url_cache import get_url

ANSWER_SYMBOLS = {
    ConsentAnswer.YES: "yes",
    ConsentAnswer.NO: "no",
    ConsentAnswer.UNDECIDED: "ask",
    ConsentAnswer.WITHDRAWN: "ended",
}


def make_consent_checks(consents: Iterable[ConsentRow]) -> list[tuple[str, str]]:
    """What only a person can settle: what a name, a safe number and local offers rest on, once that is gone."""
    answers = {line.matter: line for line in consents}
    local, nrm = answers.get(ConsentMatter.LOCAL_SUPPORT), answers.get(ConsentMatter.NRM)
    if local is not None and local.said in (ConsentAnswer.NO, ConsentAnswer.WITHDRAWN):
        day = formatting.format_day(local.asked_on)
        why = "Name, safe contact and local offers here rested on it. Ask, and end what is shared."
        return [(msg("They said no to local support on {day}. What may be kept here?", day=day), why)]
    if local is None and nrm is not None and nrm.said in (ConsentAnswer.NO, ConsentAnswer.WITHDRAWN):
        why = "Outside the NRM, name, safe contact and local offers here rest on their consent to local support."
        return [("Do they want local support? Nobody has recorded an answer.", why)]
    return []


def present_consents(consents: Iterable[ConsentRow], *, with_channels: bool) -> dict[str, Any]:
    """What they agreed to. Ways to reach them are a part of their own where open; one interpreter is named once."""
    lines = [line for line in consents if with_channels or not line.channel]
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
    asked: Iterable[ConsentHistory], reference: str, *, may: bool
) -> list[dict[str, Any]]:
    """Each question that there is, asked or not, with what stands and every answer, newest first."""
    found = {(one.now.matter, one.now.channel, one.now.to_body): one for one in asked}
    rows = [
        _present_question(matter.label, found.get((matter, "", "")), reference, code, may)
        for matter, code in CONSENT_QUESTIONS
    ]
    rows += [
        _present_question(msg("Sharing with {to_body}", to_body=one.now.to_body), one, reference, "", may)
        for one in found.values()
        if one.now.to_body
    ]
    return rows


def present_channel_questions(
    asked: Iterable[ConsentHistory], reference: str, *, may: bool
) -> list[dict[str, Any]]:
    """Each way to reach them, with what they said to it."""
    found = {one.now.channel: one for one in asked if one.now.channel}
    return [
        _present_question(kind.label, found.get(kind), reference, f"reach-{kind.value}", may)
        for kind in ChannelKind
    ]


def _present_question(
    title: str, asked: ConsentHistory | None, reference: str, code: str, may: bool
) -> dict[str, Any]:
    href = get_url("answer", reference, code) if code else get_url("share", reference)
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
