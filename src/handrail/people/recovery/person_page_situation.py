"""What the person’s own page says of the NRM and of help nearby: what is certain of this case today, and no more.

They keep the page on paper, so each sentence must be true of them and promises nothing. Where nothing is certain,
nothing is said.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from handrail.pathway.stages import AUTHORITY
from handrail.people.cases.consent.queries.consents import ConsentRow
from handrail.people.cases.events.queries.timeline_rows import EventRow
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetail
from handrail.people.cases.offers.homes import HomeEvent, find_day_they_were_gone
from handrail.people.records.text_choices import ConsentAnswer, ConsentMatter
from handrail.people.recovery import person_page_words as plain
from handrail.platform.kernel.dates import to_date


class GivenAnswer(NamedTuple):
    """The newest answer to one question. `is_own`: not decided for them, in their best interests."""

    said: ConsentAnswer
    is_own: bool = True
    as_child: bool = False
    on: datetime.date | None = None


class PersonPageSituation(NamedTuple):
    """What is known of one person today.

    `stage` is the pathway's; `waits_for_home_office`: it is the Home Office's move. `nrm` and `local` are None where
    they were not asked. `local_support` is whether it goes on; None where it never started.
    """

    stage: str
    is_age_asked: bool = True
    waits_for_home_office: bool = False
    nrm: GivenAnswer | None = None
    local: GivenAnswer | None = None
    local_support: bool | None = None
    local_until: datetime.date | None = None
    is_away: bool = False


def find_situation(case: CaseDetail) -> PersonPageSituation | None:
    """What the case tells of it; None where the pathway or the answers are not open to the reader."""
    if case.standing is None or case.consents is None:
        return None
    answer = case.standing.answer
    local = next((lane for lane in case.standing.lanes if lane.code == "local"), None)
    is_lifted = answer.stage in plain.DISQUALIFIED_STAGES and any(
        one.event == "disqualification_lifted" and not one.struck for one in case.events or ()
    )
    return PersonPageSituation(
        stage="" if is_lifted else answer.stage,
        is_age_asked=case.age_asked,
        waits_for_home_office=answer.waiting_on == AUTHORITY,
        nrm=_find_given_answer(case.consents, ConsentMatter.NRM),
        local=_find_given_answer(case.consents, ConsentMatter.LOCAL_SUPPORT),
        local_support=local.until is None if local else None,
        local_until=to_date(local.until) if local and local.until else None,
        is_away=is_away(case.events or ()),
    )


def is_away(events: Iterable[EventRow]) -> bool:
    """Whether they are missing, detained or abroad, by what happened last."""
    told = (HomeEvent(one.event, one.at, one.recorded_at) for one in events if not one.struck)
    return find_day_they_were_gone(told) is not None


def list_situation_sentences(found: PersonPageSituation) -> list[str]:
    """What is said of the NRM, then of help nearby."""
    return [text for text in (_describe_nrm(found), _describe_local_help(found)) if text]


def _describe_nrm(found: PersonPageSituation) -> str:
    if found.stage in plain.UNDER_18_STAGES:
        return plain.UNDER_18_WORDS if found.is_age_asked else ""
    answered = found.nrm is not None and found.nrm.said != ConsentAnswer.UNDECIDED
    if found.stage in plain.DECIDING_STAGES and answered and not (found.nrm and found.nrm.as_child):
        return ""
    if found.stage == "asked_as_child" or (found.stage in plain.DECIDING_STAGES and answered):
        return plain.ASK_AGAIN_WORDS if found.nrm and found.nrm.is_own else plain.ANSWER_YOURSELF_WORDS
    if found.stage in plain.NEGATIVE_STAGES and found.waits_for_home_office:
        return plain.RECONSIDERATION_WORDS
    return plain.NRM_WORDS.get(found.stage, "")


def _describe_local_help(found: PersonPageSituation) -> str:
    """Their own no stands above what runs; nothing is said of help that they cannot reach now."""
    if found.local and found.local.said in plain.LOCAL_ANSWER_WORDS:
        return plain.LOCAL_ANSWER_WORDS[found.local.said] if found.local.is_own else ""
    if found.local_support is False and not _has_said_yes_since_local_support_ended(found):
        return plain.LOCAL_ENDED_WORDS
    if found.is_away:
        return ""
    if found.local_support:
        return plain.LOCAL_GOES_ON_WORDS
    return plain.LOCAL_WANTED_WORDS if found.local and found.local.is_own else ""


def _has_said_yes_since_local_support_ended(found: PersonPageSituation) -> bool:
    said, until = found.local, found.local_until
    return said is not None and said.is_own and said.on is not None and until is not None and said.on > until


def _find_given_answer(consents: Sequence[ConsentRow], matter: ConsentMatter) -> GivenAnswer | None:
    row = next((one for one in consents if one.matter == matter), None)
    return (
        GivenAnswer(ConsentAnswer(row.said), not row.best_interests, row.of_child, row.asked_on)
        if row
        else None
    )
