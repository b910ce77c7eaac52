"""The contract and the plan as rows of a page."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from handrail.pathway.event_vocabulary import get_event_name
from handrail.people.justice.models import (
    AgreedContact,
    ContractAnswer,
    ContractItem,
    JusticeContact,
    RightsLevelDecision,
    SignOffRequest,
)
from handrail.people.justice.queries.contact_plan import ContactPlanDetail
from handrail.people.justice.queries.contract import VictimContract
from handrail.people.justice.rules.contact_plan import (
    ContactKeptState,
    ExpectedJusticeContact,
    JusticeContactCause,
    TimeSinceContactState,
)
from handrail.people.justice.rules.entitlements import RIGHTS, get_entitlement, list_duty_holder_words
from handrail.people.justice.text_choices import (
    NEEDS_REASON,
    ContractAnswerKind,
    EnhancedGround,
    JusticeTopic,
    PersonAnswerOnInformationGiven,
    SignOffOutcome,
    WishToContinueCase,
)
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.kernel.messages import join_texts, lower_first, msg, pluralise
from handrail.platform.ui import formatting

CAUSES: Final = {
    JusticeContactCause.INTERVAL: "Contact date agreed with them",
    JusticeContactCause.UNAGREED: "No interval agreed, so the default applies",
    JusticeContactCause.COURT: "After news from the court or the prosecution",
    JusticeContactCause.HEARING: "A hearing is near",
    JusticeContactCause.RELEASE: "After a release",
    JusticeContactCause.BAIL: "After a change of bail",
    JusticeContactCause.MOVE: "After they moved",
}
CAUSES_OF_NEXT: Final = {
    JusticeContactCause.INTERVAL: "as agreed with them",
    JusticeContactCause.COURT: "because one is due after news from the court or the prosecution",
    JusticeContactCause.HEARING: "because one is due before a hearing",
    JusticeContactCause.RELEASE: "because one is due after a release",
    JusticeContactCause.BAIL: "because one is due after a change of bail",
    JusticeContactCause.MOVE: "because one is due after each change of address",
}
"""Why the next contact has its day, at the end of a sentence; without an agreed interval no day is said."""
CAUSES_OF_DAY: Final = {
    JusticeContactCause.COURT: "After news from the court or the prosecution on {day}",
    JusticeContactCause.RELEASE: "After a release on {day}",
    JusticeContactCause.BAIL: "After a change of bail on {day}",
    JusticeContactCause.MOVE: "After they moved on {day}",
}
REOPENED: Final = {
    "release": "Asked again since a release on {day}.",
    "move": "Asked again since a move on {day}.",
    "officer": "Asked again since a new officer took over on {day}.",
    "trial": "Asked again since the trial was moved on {day}.",
    "refusal": "Asked again since a supervisor refused to sign on {day}.",
}
KEPT: Final = {
    ContactKeptState.IN_TIME: ("met", "Made in time"),
    ContactKeptState.LATE: ("declined", "Made late"),
    ContactKeptState.EXPLAINED: ("unsure", "Missed, with a reason"),
    ContactKeptState.MISSED: ("overdue", "Missed"),
    ContactKeptState.DUE: ("soon", "Due"),
}
_ANSWER_STATES: Final = {
    ContractAnswerKind.DONE: "met",
    ContractAnswerKind.DECLINED: "declined",
    ContractAnswerKind.NOT_NEEDED: "declined",
    ContractAnswerKind.NOT_POSSIBLE: "unsure",
    ContractAnswerKind.WITHHELD: "unsure",
    ContractAnswerKind.NOT_YET: "unknown",
}


class JusticeTag(NamedTuple):
    """State and words of a tag."""

    state: str
    words: str


@dataclass(frozen=True, slots=True)
class VictimContractRow:
    """One entitlement of the page."""

    item: ContractItem
    right: str
    prompt: str
    words: str
    owners: str
    due: str
    why: str
    source: str
    confidence: str
    tag: JusticeTag
    note: str
    said: str
    is_gap: bool


SINCE_CONTACT: Final = {
    TimeSinceContactState.UNAGREED: JusticeTag("unsure", "No interval agreed yet"),
    TimeSinceContactState.UNAGREED_OVER: JusticeTag(
        "overdue", "Overdue: longer than Handrail’s own interval"
    ),
    TimeSinceContactState.WITHIN: JusticeTag("met", "Within what was agreed"),
    TimeSinceContactState.OVER: JusticeTag("overdue", "Longer than agreed"),
    TimeSinceContactState.EXPLAINED: JusticeTag("unsure", "Longer than agreed, with a reason"),
    TimeSinceContactState.ENDED: JusticeTag("unknown", "The case has ended"),
}


def make_victim_contract_row(
    item: ContractItem, answer: ContractAnswer | None, today: datetime.date
) -> VictimContractRow:
    """One row of the contract.

    Args:
        item: the item.
        answer: the newest answer, bound to the reader; it may no longer count.
        today: the day of the page.
    """
    entitlement = get_entitlement(item.entitlement, item.started)
    return VictimContractRow(
        item,
        RIGHTS[entitlement.right],
        entitlement.prompt,
        entitlement.words,
        join_texts(list_duty_holder_words(entitlement), ", ", " or "),
        _describe_due_day_of_item(item),
        _describe_what_item_counts_from(item),
        entitlement.source,
        entitlement.confidence,
        make_contract_item_tag(item, today),
        _describe_reopening_of_item(item),
        _describe_contract_answer(item, answer),
        item.answer in NEEDS_REASON,
    )


def _describe_what_item_counts_from(item: ContractItem) -> str:
    """The event and its day, and of which suspect it is, so that the same question twice is told apart."""
    event, day = get_event_name(item.trigger.event), formatting.format_day(item.started)
    number = getattr(item, "suspect", None)
    if number is None:
        return msg("{event}, {day}", event=event, day=day)
    return msg("Suspect {number}: {event}, {day}", number=number, event=lower_first(event), day=day)


def make_contract_item_tag(item: ContractItem, today: datetime.date) -> JusticeTag:
    """Its answer, or how near its day is."""
    if item.answer and item.answer != ContractAnswerKind.NOT_YET:
        label = _get_contract_answer_label(item.answer)
        if item.days_late:
            return JusticeTag(
                "unsure", msg("{label}, {days} late", label=label, days=pluralise(item.days_late, "day"))
            )
        return JusticeTag(_ANSWER_STATES[ContractAnswerKind(item.answer)], label)
    if item.due_on is None:
        return JusticeTag("unknown", "Not yet answered")
    if item.due_on < today:
        days = (today - item.due_on).days
        return JusticeTag("overdue", msg("{days} overdue", days=pluralise(days, "day")))
    return (
        JusticeTag("today", "Due today") if item.due_on == today else JusticeTag("soon", "Not yet answered")
    )


def present_contract_gaps(contract: VictimContract, today: datetime.date) -> list[VictimContractRow]:
    """Every gap with its reason, for whoever signs."""
    return [make_victim_contract_row(row, contract.answers.get(row.pk), today) for row in contract.gaps]


def present_late_contract_answers(contract: VictimContract, today: datetime.date) -> list[VictimContractRow]:
    """What was done after its day, for whoever signs."""
    return [make_victim_contract_row(row, contract.answers.get(row.pk), today) for row in contract.late]


def present_contract_questions(contract: VictimContract, today: datetime.date) -> list[tuple[str, str]]:
    """Each question that was answered, as a choice of what is asked again.

    Args:
        contract: of the case.
        today: the day of the page.

    Returns:
        Numbers of the items and words, in the order of the rights.
    """
    rows = [make_victim_contract_row(row, None, today) for row in contract.asked]
    return [(str(row.item.pk), msg("{question} ({why})", question=row.prompt, why=row.why)) for row in rows]


def make_sign_off_tag_and_sentence(
    request: SignOffRequest | None, *, has_changed: bool
) -> tuple[JusticeTag, str]:
    """Where the signature is, and a sentence on it.

    Args:
        request: the newest one, bound to the reader; None where none was made.
        has_changed: whether the contract changed since.

    Returns:
        The tag and the sentence.
    """
    if request is None:
        return JusticeTag("unknown", "Not signed"), "Nobody has been asked to sign."
    decision = request.decision_or_none
    asked = formatting.format_day(request.asked_at)
    if decision is None:
        said = msg("{name} asked for a signature on {day}.", name=request.asked_by.name, day=asked)
        if has_changed:
            return JusticeTag("today", "Changed since a signature was asked for"), said
        return JusticeTag("waiting", "Waits for a supervisor"), said
    day = formatting.format_day(decision.at)
    if decision.outcome == SignOffOutcome.REFUSED:
        said = msg(
            "{name} refused to sign on {day}: {words}",
            name=decision.by.name,
            day=day,
            words=decision.words.open(),
        )
        return JusticeTag("unsure", "Refused"), said
    said = msg(
        "{name} signed on {day}, with {gaps} explained.",
        name=decision.by.name,
        day=day,
        gaps=pluralise(request.gaps, "gap"),
    )
    if has_changed:
        return JusticeTag("today", "Changed since it was signed"), said
    return JusticeTag("met", "Signed"), said


@dataclass(frozen=True, slots=True)
class ExpectedContactRow:
    """A contact that was or is due, as a row."""

    due: datetime.date
    why: str
    tag: JusticeTag
    made_on: datetime.date | None
    reason: str
    may_explain: bool


def present_expected_contacts(
    found: ContactPlanDetail, today: datetime.date, *, may: bool
) -> list[ExpectedContactRow]:
    """What was due, the newest first.

    Args:
        found: the plan and rows.
        today: the day of the page.
        may: whether the reader may explain a miss.
    """
    if found.plan is None:
        return []
    rows = [_present_expected_contact(one, found, today, may) for one in found.plan.expected]
    return rows[::-1]


def describe_why_contact_is_due(one: ExpectedJusticeContact) -> str:
    """The cause of a contact, with the day of the event that asks for it."""
    words = CAUSES_OF_DAY.get(one.cause)
    return msg(words, day=formatting.format_day(one.opens)) if words else CAUSES[one.cause]


def _present_expected_contact(
    one: ExpectedJusticeContact, found: ContactPlanDetail, today: datetime.date, may: bool
) -> ExpectedContactRow:
    miss = found.misses.get(one.due)
    reason = ""
    if miss is not None:
        words = miss.words.open()
        reason = (
            msg("{why}: {words}", why=miss.get_reason_display(), words=words)
            if words
            else miss.get_reason_display()
        )
    tag = JusticeTag(*KEPT[one.state])
    if one.state is ContactKeptState.DUE and one.due == today:
        tag = JusticeTag("today", "Due today")
    return ExpectedContactRow(
        one.due,
        "Default interval" if one.cause is JusticeContactCause.UNAGREED else describe_why_contact_is_due(one),
        tag,
        one.made_on,
        reason,
        may and one.state is ContactKeptState.MISSED,
    )


@dataclass(frozen=True, slots=True)
class JusticeContactDisplay:
    """A contact or an attempt, as a row."""

    row: JusticeContact
    title: str
    told: str
    asked: str
    answers: str
    who: str


def list_justice_contact_displays(rows: Iterable[JusticeContact]) -> list[JusticeContactDisplay]:
    """Contacts and attempts, in the order given."""
    return [_make_justice_contact_display(row) for row in rows]


def _make_justice_contact_display(row: JusticeContact) -> JusticeContactDisplay:
    if not row.reached:
        return JusticeContactDisplay(row, "Attempt: not reached", "", "", "", row.recorded_by.name)
    topics = [JusticeTopic(code).label for code in row.topics.open().split(",") if code]
    told = join_texts([topics[0], *(lower_first(one) for one in topics[1:])], ", ", " and ") if topics else ""
    answers = []
    if row.wish != WishToContinueCase.NOT_ASKED:
        answers.append(msg("Wants to go on: {said}", said=lower_first(WishToContinueCase(row.wish).label)))
    if row.understood != PersonAnswerOnInformationGiven.NOT_ASKED:
        answers.append(
            msg("Understood: {said}", said=lower_first(PersonAnswerOnInformationGiven(row.understood).label))
        )
    if row.useful != PersonAnswerOnInformationGiven.NOT_ASKED:
        answers.append(
            msg(
                "What they wanted to know: {said}",
                said=lower_first(PersonAnswerOnInformationGiven(row.useful).label),
            )
        )
    return JusticeContactDisplay(
        row, "Reached", told, row.asked.open(), join_texts(answers, ". "), _describe_who_made_contact(row)
    )


def _describe_who_made_contact(row: JusticeContact) -> str:
    """Whoever was in touch, and through an interpreter of which language."""
    if row.interpreter is None:
        return row.recorded_by.name
    return msg("{name}, interpreter: {language}", name=row.recorded_by.name, language=row.interpreter.name)


def describe_days_since(day: datetime.date | None, today: datetime.date) -> str:
    """How many days ago; "none yet" where there is none."""
    if day is None:
        return "None yet"
    days = (today - day).days
    return msg("{days} ago", days=pluralise(days, "day")) if days else "Today"


def describe_days_since_contact(
    day: datetime.date | None, start: datetime.date | None, today: datetime.date
) -> str:
    """How many days ago the last contact was; where there is none, in how many days since the police knew.

    Args:
        day: of the last contact that reached them.
        start: the day on which the police came to know; None where they do not know yet.
        today: the day of the page.
    """
    if day is not None or start is None or start >= today:
        return describe_days_since(day, today)
    return msg("None in {days}", days=pluralise((today - start).days, "day"))


def _describe_due_day_of_item(item: ContractItem) -> str:
    if item.due_on is None:
        return ""
    day = formatting.format_day(item.due_on)
    if item.by_fallback:
        return msg("{day}, from the court’s own day: when witness care was told is not known", day=day)
    return day


def _describe_reopening_of_item(item: ContractItem) -> str:
    if not item.reopened_by or item.reopened_on is None or not item.is_open:
        return ""
    return msg(REOPENED[item.reopened_by], day=formatting.format_day(item.reopened_on))


def _describe_contract_answer(item: ContractItem, answer: ContractAnswer | None) -> str:
    counts = answer is not None and item.answer == answer.answer and item.answered_on == answer.on
    if answer is None or not counts:
        if item.done_on is not None and item.answer == ContractAnswerKind.DONE:
            return msg("Recorded as an event of {day}.", day=formatting.format_day(item.done_on))
        return ""
    parts: Sequence[str] = [
        formatting.format_day(answer.on),
        answer.recorded_by.name,
        answer.language.name if answer.language else "",
        answer.because.open() or answer.evidence.open(),
    ]
    return join_texts((part for part in parts if part), ". ")


def describe_rights_level(level: RightsLevelDecision | None) -> str:
    """Which rights apply, and on which ground."""
    if level is None:
        return "Everyone whose case is in Handrail gets Enhanced Rights, unless a worker records why not."
    if level.enhanced:
        return msg("Enhanced Rights apply. {ground}.", ground=EnhancedGround(level.ground).label)
    return msg("Standard rights only: {because}", because=level.because.open())


def present_earlier_answers(answers: Iterable[ContractAnswer]) -> list[tuple[str, str, str]]:
    """Earlier answers: what and when, by whom, in which words."""
    return [
        (
            msg(
                "{said}, {day}",
                said=_get_contract_answer_label(row.answer),
                day=formatting.format_day(row.on),
            ),
            row.recorded_by.name,
            row.because.open() or row.evidence.open(),
        )
        for row in answers
    ]


def describe_agreed_contact_arrangements(agreed: AgreedContact) -> str:
    """The way they want to be reached, safe times, and who stands in."""
    stand_in = agreed.stand_in.open()
    parts = [
        ContactChannelKind(agreed.channel).label,
        agreed.safe_times.open().rstrip(". "),
        msg("Cover: {name}", name=stand_in) if stand_in else "",
    ]
    return join_texts((part for part in parts if part), ". ")


def _get_contract_answer_label(code: str) -> str:
    return ContractAnswerKind(code).label.removesuffix(", because")
