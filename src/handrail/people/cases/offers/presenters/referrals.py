"""From referrals and facts to the words and tags of their pages."""

from typing import Any

from django.urls import reverse

from handrail.directory.fit import PHASE_WORDS, FitVerdict, PersonFacts, ServiceFit
from handrail.people.cases.offers.queries.referrals import ReferralRow
from handrail.people.cases.offers.states import ImmigrationStatus
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting

FIT_TAGS = {
    FitVerdict.YES: ("met", "Fits"),
    FitVerdict.ASK: ("unknown", "Ask"),
    FitVerdict.NO: ("unsafe", "Out"),
}
ANSWER_TAGS = {
    "none_yet": "waiting",
    "waiting": "waiting",
    "accepted": "met",
    "declined": "declined",
    "taken_back": "declined",
}
NOT_KNOWN = "Not known: ask"


def present_fit_reasons(fit: ServiceFit) -> list[tuple[str, str]]:
    """The reasons, what speaks against it first."""
    order = (FitVerdict.NO, FitVerdict.ASK, FitVerdict.YES)
    return [(says.value, text) for says in order for text in fit.those(says)]


def present_known_facts(facts: PersonFacts) -> list[tuple[str, str]]:
    """What the search reads of the case."""
    age = (
        str(facts.years)
        if facts.years is not None
        else {"adult": "Adult", "child": "Child"}.get(facts.age or "")
    )
    phase = PHASE_WORDS.get(facts.phase or "", "")
    genders = {"female": "Woman or girl", "male": "Man or boy", "other": "Another word"}
    return [
        ("Age", age or NOT_KNOWN),
        ("Woman or man", genders.get(facts.gender or "", NOT_KNOWN)),
        ("Language", facts.language or NOT_KNOWN),
        ("Area", facts.area or NOT_KNOWN),
        ("In the NRM", formatting.capitalise_first(phase) or NOT_KNOWN),
        ("Children with them", _format_yes_no(facts.dependants)),
        ("Recourse to public funds", _format_yes_no(facts.public_funds)),
        ("Status", ImmigrationStatus(facts.status).label if facts.status else NOT_KNOWN),
    ]


def _format_yes_no(value: bool | None) -> str:
    return NOT_KNOWN if value is None else "Yes" if value else "No"


def present_referral_row(line: ReferralRow) -> dict[str, Any]:
    """One line of either list."""
    return {
        "href": reverse("referral", args=[line.referral_id]),
        "called": line.called or line.reference,
        "reference": line.reference,
        "service": line.service,
        "to": line.to,
        "from": msg("{from_}, {from_worker}", from_=line.from_, from_worker=line.from_worker),
        "sent_at": line.sent_at,
        "waits": _describe_waiting(line),
        "state": ANSWER_TAGS[line.answer],
        "words": line.answer_words,
        "reason": line.reason,
        "outcome": describe_outcome(line),
        "chased": _describe_chasing(line),
    }


def _describe_waiting(line: ReferralRow) -> str:
    if not line.is_open:
        return ""
    return (
        "Sent today"
        if line.days == 0
        else msg("{days} without an answer", days=formatting.plural(line.days, "day"))
        if (line.answer == "none_yet")
        else msg("Waiting {days}", days=formatting.plural(line.days, "day"))
    )


def _describe_chasing(line: ReferralRow) -> str:
    if not line.chased:
        return ""
    times = {1: "once", 2: "twice"}.get(line.chased, msg("{chased} times", chased=line.chased))
    return msg(
        "Asked again {times}, last {chased_on}",
        times=times,
        chased_on=formatting.format_relative_day(line.chased_on),
    )


def describe_outcome(line: ReferralRow) -> str:
    """The outcome in one line, pro bono work named as such."""
    free = ""
    if line.pro_bono and line.outcome:
        hours = (
            msg(", {hours}", hours=formatting.plural(line.pro_bono_hours, "hour"))
            if line.pro_bono_hours
            else ""
        )
        free = msg("Free of charge (pro bono{hours})", hours=hours)
    return join_texts(
        (part.rstrip(".") for part in (line.outcome_words, line.came_of_it, free) if part), ". "
    )


def present_referral_details(line: ReferralRow) -> list[tuple[str, str]]:
    """One referral, in rows."""
    rows = [
        ("Service", msg("{service}, {to}", service=line.service, to=line.to)),
        ("Referred by", join_texts(part for part in (line.from_worker, line.from_, line.from_phone) if part)),
        ("Sent", formatting.capitalise_first(formatting.format_moment(line.sent_at))),
        ("What would help", line.words),
        ("They were told", join_texts(line.kinds, "; ")),
        ("No longer open to you", join_texts(line.not_open, "; ")),
        (
            "Answer",
            line.answer_words
            + (
                msg(", {answered_at}", answered_at=formatting.format_moment(line.answered_at))
                if line.answered_at
                else ""
            ),
        ),
        ("Answered by", line.answered_by),
        ("Why, or what happens next", line.reason),
        ("What came of it", describe_outcome(line)),
        ("Asked again", _describe_chasing(line)),
    ]
    return [(name, text) for name, text in rows if text]
