"""From referrals and facts to the words and tags of their pages."""

from typing import Any

from django.urls import reverse

from handrail.casework.offers.queries.referrals import ReferralLine
from handrail.casework.offers.states import Status
from handrail.directory.fit import PHASE_WORDS, Facts, Fit, Says
from handrail.kernel.saying import joined, say
from handrail.web.design import words

SAYS = {Says.YES: ("met", "Fits"), Says.ASK: ("unknown", "Ask"), Says.NO: ("unsafe", "Out")}
LOOKS = {
    "none_yet": "waiting",
    "waiting": "waiting",
    "accepted": "met",
    "declined": "declined",
    "taken_back": "declined",
}
NOT_KNOWN = "Not known: ask"


def reasons(fit: Fit) -> list[tuple[str, str]]:
    """The reasons, what speaks against it first."""
    order = (Says.NO, Says.ASK, Says.YES)
    return [(says.value, text) for says in order for text in fit.those(says)]


def known(facts: Facts) -> list[tuple[str, str]]:
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
        ("In the NRM", words.capital(phase) or NOT_KNOWN),
        ("Children with them", _yes_no(facts.dependants)),
        ("Recourse to public funds", _yes_no(facts.public_funds)),
        ("Status", Status(facts.status).label if facts.status else NOT_KNOWN),
    ]


def _yes_no(value: bool | None) -> str:
    return NOT_KNOWN if value is None else "Yes" if value else "No"


def row(line: ReferralLine) -> dict[str, Any]:
    """One line of either list."""
    return {
        "href": reverse("referral", args=[line.referral_id]),
        "called": line.called or line.reference,
        "reference": line.reference,
        "service": line.service,
        "to": line.to,
        "from": say("{from_}, {from_worker}", from_=line.from_, from_worker=line.from_worker),
        "sent_at": line.sent_at,
        "waits": _waits(line),
        "state": LOOKS[line.answer],
        "words": line.answer_words,
        "reason": line.reason,
        "outcome": came_of_it(line),
        "chased": _chased(line),
    }


def _waits(line: ReferralLine) -> str:
    if not line.is_open:
        return ""
    return (
        "Sent today"
        if line.days == 0
        else say("{days} without an answer", days=words.plural(line.days, "day"))
        if (line.answer == "none_yet")
        else say("Waiting {days}", days=words.plural(line.days, "day"))
    )


def _chased(line: ReferralLine) -> str:
    if not line.chased:
        return ""
    times = {1: "once", 2: "twice"}.get(line.chased, say("{chased} times", chased=line.chased))
    return say(
        "Asked again {times}, last {chased_on}", times=times, chased_on=words.relative_day(line.chased_on)
    )


def came_of_it(line: ReferralLine) -> str:
    """The outcome in one line, pro bono work named as such."""
    free = ""
    if line.pro_bono and line.outcome:
        hours = (
            say(", {hours}", hours=words.plural(line.pro_bono_hours, "hour")) if line.pro_bono_hours else ""
        )
        free = say("Free of charge (pro bono{hours})", hours=hours)
    return joined((part.rstrip(".") for part in (line.outcome_words, line.came_of_it, free) if part), ". ")


def details(line: ReferralLine) -> list[tuple[str, str]]:
    """One referral, in rows."""
    rows = [
        ("Service", say("{service}, {to}", service=line.service, to=line.to)),
        ("Referred by", joined(part for part in (line.from_worker, line.from_, line.from_phone) if part)),
        ("Sent", words.capital(words.moment(line.sent_at))),
        ("What would help", line.words),
        ("They were told", joined(line.kinds, "; ")),
        ("No longer open to you", joined(line.not_open, "; ")),
        (
            "Answer",
            line.answer_words
            + (
                say(", {answered_at}", answered_at=words.moment(line.answered_at)) if line.answered_at else ""
            ),
        ),
        ("Answered by", line.answered_by),
        ("Why, or what happens next", line.reason),
        ("What came of it", came_of_it(line)),
        ("Asked again", _chased(line)),
    ]
    return [(name, text) for name, text in rows if text]
