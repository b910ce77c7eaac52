"""From referrals and facts to the words and tags of their pages."""

import datetime
from collections import Counter
from typing import NamedTuple

from django.urls import reverse

from handrail.directory.queries import ServiceRow
from handrail.directory.service_fit import (
    PHASE_WORDS,
    FitVerdict,
    PotentialVictimFactsForServiceFit,
    ServiceFit,
    assess_service_fit,
)
from handrail.directory.service_presenters import format_service_cost
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.queries.referrals import VisibleReferral
from handrail.people.cases.offers.text_choices import (
    Gender,
    ImmigrationStatus,
    ReferralAnswer,
    ReferralAnswerSource,
)
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting

FIT_TAGS = {
    FitVerdict.YES: ("met", "Fits"),
    FitVerdict.ASK: ("unknown", "Ask"),
    FitVerdict.NO: ("unsafe", "Does not fit"),
}
ANSWER_TAGS = {
    "none_yet": "waiting",
    "waiting": "waiting",
    "asks_more": "waiting",
    "accepted": "met",
    "declined": "declined",
    "taken_back": "declined",
}
NOT_KNOWN = "Not known: ask"
ASK_WHAT_IS_ABOVE = "The points above"
SHARE_OF_ROWS = 3
"""A question of one row in so many stands above the rows."""


def list_fit_reason_displays(fit: ServiceFit) -> list[tuple[str, str]]:
    """The reasons, what speaks against it first."""
    order = (FitVerdict.NO, FitVerdict.ASK, FitVerdict.YES)
    return [(says.value, text) for says in order for text in fit.those(says)]


def split_reasons_shared_by_services(
    lines: list["ServiceFitRow"],
) -> tuple[list[tuple[str, str]], list["ServiceFitRow"]]:
    """What holds for every service of a page is said once, above them.

    Returns:
        The reasons that all lines share, none where there is one line alone; and the lines without them.
    """
    if len(lines) < 2:
        return [], lines
    shared = [reason for reason in lines[0].reasons if all(reason in line.reasons for line in lines)]
    rest = [
        line._replace(reasons=[reason for reason in line.reasons if reason not in shared]) for line in lines
    ]
    return shared, rest


def split_questions_shared_by_services(
    lines: list["ServiceFitRow"],
) -> tuple[list[str], list["ServiceFitRow"]]:
    """What is to be asked of many services is said once, above them; a row then points there.

    Returns:
        The questions of at least two rows and a third of them, the most frequent first; and the rows without them.
    """
    rows_by_question = Counter(
        text for line in lines for says, text in line.reasons if says == FitVerdict.ASK
    )
    often = [
        text
        for text, rows in rows_by_question.most_common()
        if rows > 1 and SHARE_OF_ROWS * rows >= len(lines)
    ]
    return often, [_remove_shared_questions_from_service_fit_row(line, often) for line in lines]


def _remove_shared_questions_from_service_fit_row(line: "ServiceFitRow", often: list[str]) -> "ServiceFitRow":
    rest = [(says, text) for says, text in line.reasons if says != FitVerdict.ASK or text not in often]
    if len(rest) == len(line.reasons):
        return line
    first_yes = next((place for place, (says, _) in enumerate(rest) if says == FitVerdict.YES), len(rest))
    return line._replace(
        reasons=[*rest[:first_yes], (FitVerdict.ASK.value, ASK_WHAT_IS_ABOVE), *rest[first_yes:]]
    )


class ServiceFitRow(NamedTuple):
    """One service in the list for a case: what it is, whether it fits, why."""

    name: str
    href: str
    provider: str
    kind: str
    hours: str
    cost: str
    pro_bono: bool
    says: tuple[str, str]  # the tag and its words
    reasons: list[tuple[str, str]]
    refer_href: str


def present_service_fit(
    line: ServiceRow, facts: PotentialVictimFactsForServiceFit, reference: str, case_access: CaseAccess
) -> ServiceFitRow:
    """Present a service with why it is in or out for this person.

    Args:
        line: the service.
        facts: what the rules read of the person.
        reference: the case's, for the link.
        case_access: whether the reader works on the case, and so may refer.

    Returns:
        One entry of the list; `refer_href` is empty where the person cannot be referred to it.
    """
    fit = assess_service_fit(line.terms, facts)
    own = line.provider_id == case_access.actor.body_id
    may_refer = case_access.inside and fit.says is not FitVerdict.NO and not own
    return ServiceFitRow(
        name=line.name,
        href=reverse("service", args=[line.id]),
        provider=line.provider_name,
        kind=line.kind_name,
        hours=line.hours,
        cost=format_service_cost(line),
        pro_bono=line.pro_bono,
        says=FIT_TAGS[fit.says],
        reasons=list_fit_reason_displays(fit),
        refer_href=reverse("refer", args=[reference, line.id]) if may_refer else "",
    )


def present_known_person_facts(facts: PotentialVictimFactsForServiceFit) -> list[tuple[str, str]]:
    """What the search reads of the case."""
    age = (
        str(facts.years)
        if facts.years is not None
        else {"adult": "Adult", "child": "Child"}.get(facts.age or "")
    )
    phase = PHASE_WORDS.get(facts.phase or "", "")
    return [
        ("Age", age or NOT_KNOWN),
        ("Gender", Gender(facts.gender).label if facts.gender else NOT_KNOWN),
        ("Language", facts.language or NOT_KNOWN),
        ("Area", facts.area or NOT_KNOWN),
        ("In the NRM", formatting.capitalise_first(phase) or NOT_KNOWN),
        ("Children with them", _format_yes_no(facts.dependants)),
        ("Recourse to public funds", _format_yes_no(facts.public_funds)),
        ("Status", ImmigrationStatus(facts.status).label if facts.status else NOT_KNOWN),
    ]


def _format_yes_no(value: bool | None) -> str:
    return NOT_KNOWN if value is None else "Yes" if value else "No"


class ReferralListDisplay(NamedTuple):
    """One referral in either list."""

    href: str
    called: str
    reference: str
    service: str
    to: str
    from_: str
    sent_at: datetime.datetime
    waits: str
    state: str
    words: str
    reason: str
    outcome: str
    chased: str


def present_referral_row(found: VisibleReferral) -> ReferralListDisplay:
    """One line of either list."""
    row = found.row
    return ReferralListDisplay(
        href=reverse("referral", args=[row.pk]),
        called=found.title,
        reference=row.case.reference,
        service=found.service,
        to=row.to_body.name,
        from_=msg("{from_}, {from_worker}", from_=row.case.owner.name, from_worker=row.sent_by.name),
        sent_at=row.sent_at,
        waits=_describe_days_without_answer(found),
        state=ANSWER_TAGS[row.answer],
        words=row.get_answer_display(),
        reason=row.answer_words.open(),
        outcome=describe_referral_outcome(row),
        chased=_describe_times_chased(row),
    )


def _describe_days_without_answer(found: VisibleReferral) -> str:
    if not found.is_open:
        return ""
    if found.days == 0:
        return "Sent today"
    days = formatting.plural(found.days, "day")
    if found.row.answer == ReferralAnswer.NONE_YET:
        return msg("{days} without an answer", days=days)
    return msg("Waiting {days}", days=days)


def _describe_times_chased(row: Referral) -> str:
    if not row.chased:
        return ""
    times = {1: "once", 2: "twice"}.get(row.chased, msg("{chased} times", chased=row.chased))
    return msg(
        "Chased {times}, last {chased_on}",
        times=times,
        chased_on=formatting.format_relative_day(row.chased_on),
    )


def describe_referral_outcome(row: Referral) -> str:
    """The outcome in one line, pro bono work named as such."""
    free = ""
    if row.pro_bono and row.outcome:
        hours = (
            msg(", {hours}", hours=formatting.plural(row.pro_bono_hours, "hour"))
            if row.pro_bono_hours
            else ""
        )
        free = msg("Free of charge (pro bono{hours})", hours=hours)
    parts = (row.get_outcome_display(), row.outcome_words.open(), free)
    return join_texts((part.rstrip(".") for part in parts if part), ". ")


def present_referral_details(found: VisibleReferral) -> list[tuple[str, str]]:
    """One referral, in rows."""
    row = found.row
    from_ = (row.sent_by.name, row.case.owner.name, row.sent_by.work_phone)
    answered = (
        msg(", {answered_at}", answered_at=formatting.format_relative_day_and_time(row.answered_at))
        if row.answered_at
        else ""
    )
    rows = [
        ("Service", msg("{service}, {to}", service=found.service, to=row.to_body.name)),
        ("Referred by", join_texts(part for part in from_ if part)),
        ("How it was sent", row.get_method_display()),
        ("Sent", formatting.capitalise_first(formatting.format_relative_day_and_time(row.sent_at))),
        ("What would help", row.words.open()),
        ("They were told", join_texts(found.kinds, "; ")),
        ("You can no longer open this", join_texts(found.not_open, "; ")),
        ("Answer", row.get_answer_display() + answered),
        ("Answered", describe_answer_source(row)),
        ("Reason", row.get_decline_reason_display()),
        ("First day", formatting.format_day(row.starts_on)),
        ("Reason, or next step", row.answer_words.open()),
        ("Outcome", describe_referral_outcome(row)),
        ("Chased", _describe_times_chased(row)),
    ]
    return [(name, text) for name, text in rows if text]


def describe_answer_source(row: Referral) -> str:
    """How the answer reached us: on Handrail by whom, through the link, or by telephone from whom and to whom."""
    if row.answer_source == ReferralAnswerSource.PHONE:
        return msg(
            "By telephone: {given_by}, {office}. Taken by {taken_by}.",
            given_by=row.answer_given_by.open(),
            office=row.answer_office or "",
            taken_by=row.answered_by.name if row.answered_by else "",
        )
    if row.answer_source == ReferralAnswerSource.LINK:
        return msg("Through the link, by {to_body}", to_body=row.to_body.name)
    return row.answered_by.name if row.answered_by else ""
