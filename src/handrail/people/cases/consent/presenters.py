"""From answers to the words of what they agreed to: on the case page, and on the page of all answers."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple, TypedDict

from handrail.people.cases.consent.queries.consents import ConsentHistory, ConsentRow
from handrail.people.records.text_choices import (
    ConsentAnswer,
    ConsentMatter,
    ContactChannelKind,
    InterpretationMode,
    InterpreterKnownToVictimAnswer,
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


class CurrentConsentDisplay(NamedTuple):
    """What stands of one question, as the case page lists it."""

    says: str  # the symbol
    text: str
    note: str
    is_enforcement: bool


class CaseConsents(TypedDict):
    """What the case page says of what they agreed to."""

    consents: list[CurrentConsentDisplay]
    asked_through: str  # the one interpreter of all of them; "" where there were several, or none


class ConsentAnswerDisplay(NamedTuple):
    """One answer as it was given: by whom it was asked, through whom, how it was decided."""

    said: str
    on: datetime.date
    by: str
    words: str
    sharing: str
    until: datetime.date | None
    through: str
    circle: str  # whether the interpreter knows the person
    decided: str
    child: bool


class ConsentQuestionDisplay(NamedTuple):
    """One question, asked or not, with every answer, newest first."""

    title: str
    says: str  # the symbol
    again: bool
    lines: list[ConsentAnswerDisplay]
    href: str
    link: str
    is_enforcement: bool = False


def list_consent_questions_to_settle(consents: Iterable[ConsentRow]) -> list[tuple[str, str]]:
    """What only a person can settle: what a name, a safe number and local offers rest on, once that is gone.

    Returns:
        Each question with why it is asked.
    """
    answers = {line.matter: line for line in consents}
    local, nrm = answers.get(ConsentMatter.LOCAL_SUPPORT), answers.get(ConsentMatter.NRM)
    if local is not None and local.said in (ConsentAnswer.NO, ConsentAnswer.WITHDRAWN):
        day = formatting.format_day(local.asked_on)
        why = (
            "We kept their name, safe contact and local offers with this consent. Ask them, and end "
            "what is shared."
        )
        return [(msg("They declined local support on {day}. What can be kept here?", day=day), why)]
    if local is None and nrm is not None and nrm.said in (ConsentAnswer.NO, ConsentAnswer.WITHDRAWN):
        why = (
            "If they say yes, we keep their name, safe contact and local offers whatever they decide about "
            "the NRM or police."
        )
        return [("Do they want local support? No answer recorded.", why)]
    return []


def present_consents(consents: Iterable[ConsentRow], *, with_channels: bool) -> CaseConsents:
    """What they agreed to. Ways to reach them are a part of their own where open; one interpreter is named once."""
    lines = [line for line in consents if with_channels or not line.channel]
    through = {
        formatting.lower_first(_describe_interpreter_of_answer(line)) if line.interpreter else ""
        for line in lines
    }
    once = through.pop() if len(lines) > 1 and len(through) == 1 else ""
    return {
        "consents": [_make_current_consent_display(line, through=not once) for line in lines],
        "asked_through": msg("All asked {through}.", through=once) if once else "",
    }


def _make_current_consent_display(line: ConsentRow, *, through: bool) -> CurrentConsentDisplay:
    text = msg("Sharing with {to_body}", to_body=line.to_body) if line.to_body else line.words
    if line.kinds:
        text = msg(
            "{text}: {kinds}",
            text=text,
            kinds=join_texts(formatting.lower_first(kind) for kind in line.kinds),
        )
    asked_on = formatting.format_day_omitting_current_year(line.asked_on)
    parts = [line.said_words, asked_on]
    if line.yes_since and line.yes_since < line.asked_on:
        since = formatting.format_day_omitting_current_year(line.yes_since)
        parts = [line.said_words, msg("{since} and {asked_on}", since=since, asked_on=asked_on)]
    if line.until:
        parts.append(msg("until {until}", until=formatting.format_day_omitting_current_year(line.until)))
    if line.interpreter and through:
        parts.append(formatting.lower_first(_describe_interpreter_of_answer(line)))
    if line.best_interests:
        parts.append("decided in their best interests")
    if line.of_child and line.said == ConsentAnswer.YES:
        parts.append("answered as a child: ask again at 18")
    symbol = ANSWER_SYMBOLS[ConsentAnswer(line.said)]
    return CurrentConsentDisplay(symbol, text, join_texts(parts), line.is_enforcement)


def find_asker_and_interpreter_of_all(questions: Iterable[ConsentQuestionDisplay]) -> tuple[str, str]:
    """Who asked and through whom, where every answer was asked in the same way: the page says that once.

    Returns:
        Both in words; empty where answers differ, or one alone was asked.
    """
    lines = [line for question in questions for line in question.lines]
    ways = {(line.by, line.through) for line in lines}
    return ways.pop() if len(lines) > 1 and len(ways) == 1 else ("", "")


def describe_refusal_of_sharing(row: ConsentRow) -> str:
    """What is said before something is shared against the person's last word."""
    day = formatting.format_day_omitting_current_year(row.asked_on)
    if row.said == ConsentAnswer.WITHDRAWN:
        return msg("They withdrew consent to share with {name}, {day}.", name=row.to_body, day=day)
    return msg("They declined sharing with {name}, {day}.", name=row.to_body, day=day)


CASE_MATTERS = (ConsentMatter.NRM, ConsentMatter.NATIONAL_SUPPORT, ConsentMatter.LOCAL_SUPPORT)
"""Questions that are there for everybody, in the order of the page. The code of each is a part of its address."""


def present_consent_questions(
    asked: Iterable[ConsentHistory], reference: str, *, may: bool
) -> list[ConsentQuestionDisplay]:
    """Present each question that there is, asked or not.

    Args:
        asked: the questions that were asked.
        reference: the case's, for the links.
        may: whether the reader may record an answer.

    Returns:
        What everybody is asked, then what was asked about sharing with each body.
    """
    found = {(one.now.matter, one.now.to_body): one for one in asked if not one.now.channel}
    rows = [
        _make_consent_question_display(
            matter.label, found.get((matter, "")), _get_consent_answer_href(reference, matter, may)
        )
        for matter in CASE_MATTERS
    ]
    share_href = get_url("share", reference) if may else ""
    return rows + [
        _make_consent_question_display(msg("Sharing with {to_body}", to_body=to_body), one, share_href)
        for (_, to_body), one in found.items()
        if to_body
    ]


def present_contact_channel_consent_questions(
    asked: Iterable[ConsentHistory], reference: str, *, may: bool
) -> list[ConsentQuestionDisplay]:
    """Present each way to reach them, with what they said to it.

    Args:
        asked: the questions that were asked.
        reference: the case's, for the links.
        may: whether the reader may record an answer.

    Returns:
        Every way that there is, asked or not.
    """
    found = {one.now.channel: one for one in asked if one.now.channel}
    return [
        _make_consent_question_display(
            kind.label, found.get(kind), _get_consent_answer_href(reference, f"reach-{kind.value}", may)
        )
        for kind in ContactChannelKind
    ]


def _get_consent_answer_href(reference: str, code: str, may: bool) -> str:
    return get_url("answer", reference, code) if may else ""


def _make_consent_question_display(
    title: str, asked: ConsentHistory | None, href: str
) -> ConsentQuestionDisplay:
    if asked is None:
        return ConsentQuestionDisplay(title, "ask", False, [], href, "Ask them")
    agreed = asked.now.said == ConsentAnswer.YES
    return ConsentQuestionDisplay(
        title=title,
        says=ANSWER_SYMBOLS[ConsentAnswer(asked.now.said)],
        again=asked.now.of_child and agreed,
        lines=[_present_consent_answer(line) for line in asked.all],
        href=href,
        link="Update answer",
        is_enforcement=asked.now.is_enforcement,
    )


def _present_consent_answer(line: ConsentRow) -> ConsentAnswerDisplay:
    decided = ""  # their own decision, as most are
    if line.best_interests:
        decided = msg(
            "{decided}. Decided by {decided_by}: {decided_why}",
            decided=line.capacity,
            decided_by=line.decided_by,
            decided_why=line.decided_why,
        )
    sharing = join_texts(line.kinds, "; ")
    if sharing and line.adds:
        sharing = msg("{sharing}, in addition to what they agreed before", sharing=sharing)
    asker = (
        msg("{asker}, recorded by {asked_by}", asker=line.asker, asked_by=line.asked_by)
        if line.asker
        else line.asked_by
    )
    return ConsentAnswerDisplay(
        said=line.said_words,
        on=line.asked_on,
        by=asker,
        words=line.own_words,
        sharing=sharing,
        until=line.until,
        through=_describe_interpretation_of_answer(line),
        circle=RELATION_WORDS[InterpreterKnownToVictimAnswer(line.circle)] if line.interpreter else "",
        decided=decided,
        child=line.of_child,
    )


def _describe_interpretation_of_answer(line: ConsentRow) -> str:
    """Who interpreted, how and from which language."""
    if line.through == InterpretationMode.SHARED:
        return "No interpreter: they share a language."
    if not line.interpreter:
        return ""
    who = _describe_interpreter_of_answer(line)
    if line.interpreted_by:
        who = msg("{who}: {interpreted_by}", who=who, interpreted_by=line.interpreted_by)
    return msg("{who}.", who=who)


def _describe_interpreter_of_answer(line: ConsentRow) -> str:
    """Through whom, without the name, which stands on the page of answers alone."""
    language = line.interpreter
    match InterpretationMode(line.through):
        case InterpretationMode.IN_PERSON:
            return msg("Through an interpreter ({language}), in person", language=language)
        case InterpretationMode.PHONE:
            return msg("Through an interpreter ({language}), by phone", language=language)
        case InterpretationMode.VIDEO:
            return msg("Through an interpreter ({language}), by video", language=language)
        case InterpretationMode.RELATIVE:
            return msg("Through a relative or friend, in {language}", language=language)
    return msg("Through an interpreter ({language})", language=language)


RELATION_WORDS = {
    InterpreterKnownToVictimAnswer.NO: "The interpreter does not know them.",
    InterpreterKnownToVictimAnswer.YES: (
        "The interpreter knows them, or may do. Ask again with another interpreter."
    ),
    InterpreterKnownToVictimAnswer.NOT_ASKED: "Not asked: does the interpreter know them?",
}
