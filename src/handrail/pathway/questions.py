"""What cannot be right in a history, or what only a person can tell. A question, never a verdict and never a crash."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from handrail.kernel import dates
from handrail.kernel.saying import say, small
from handrail.pathway import states
from handrail.pathway.events import Event
from handrail.pathway.history import ADULT, CHILD
from handrail.pathway.order import in_circles
from handrail.pathway.reading import EARLIEST, FULL_AGE, LATEST, Reading
from handrail.pathway.result import ClockRun, Question
from handrail.pathway.vocabulary import DECISION, ENTERED_IN_ERROR, KINDS, name_of

type Asker = Callable[[Reading, Sequence[ClockRun]], Iterator[Question]]

# An event that only makes sense after another one.
NEEDS: dict[str, tuple[str, ...]] = {
    "place_of_safety_left": ("place_of_safety_entered",),
    "nrm_reference_issued": ("nrm_referred",),
    "nrm_rejected": ("nrm_referred",),
    "nrm_suspended": ("nrm_referred",),
    "nrm_resumed": ("nrm_suspended",),
    "evidence_requested": ("nrm_referred",),
    "evidence_sent": ("evidence_requested",),
    "rg_positive": ("nrm_referred",),
    "rg_negative": ("nrm_referred",),
    "rg_notice_received": ("rg_positive", "rg_negative"),
    "cg_positive": ("rg_positive",),
    "cg_negative": ("rg_positive",),
    "cg_notice_received": ("cg_positive", "cg_negative"),
    "decision_withdrawn": ("rg_positive", "rg_negative", "cg_positive", "cg_negative"),
    "reconsideration_requested": ("rg_negative", "cg_negative"),
    "reconsideration_accepted": ("reconsideration_requested",),
    "reconsideration_refused": ("reconsideration_requested",),
    "judicial_review_ended": ("judicial_review_started",),
    "nrm_withdrawn": ("nrm_referred",),
    "disqualified": ("nrm_referred",),
    "disqualification_lifted": ("disqualified",),
    "national_support_ended": ("national_support_started",),
    "extension_decided": ("extension_requested",),
    "local_support_ended": ("local_support_started",),
    "social_care_decided": ("social_care_referred",),
    "looked_after_reviewed": ("looked_after_started",),
    "stay_consent_given": ("turned_18", "age_assessed_adult"),
    "stay_consent_declined": ("turned_18", "age_assessed_adult"),
    "complaint_acknowledged": ("complaint_made",),
    "expenses_paid": ("expenses_claimed",),
    "review_requested": ("no_charge_decided", "discontinued"),
    "found": ("went_missing",),
    "released": ("detained",),
    "returned_uk": ("left_uk",),
}

ANSWERS = frozenset({"nrm_consent_given", "nrm_consent_declined"})


def _missing_before(reading: Reading, runs: Sequence[ClockRun]) -> Iterator[Question]:
    seen: set[str] = set()
    asked: set[str] = set()
    for event in reading.events:
        needed = NEEDS.get(event.event, ())
        if needed and not seen.intersection(needed) and event.event not in asked:
            asked.add(event.event)
            first = small(name_of(needed[0]))
            yield Question(
                say("When was this, or is it missing: {first}?", first=first),
                needed[0],
                say(
                    "{name_of} is recorded on {at}, and nothing before it.",
                    name_of=name_of(event.event),
                    at=dates.plain(event.at),
                ),
            )
        seen.add(event.event)


def _before_found(reading: Reading, runs: Sequence[ClockRun]) -> Iterator[Question]:
    found = reading.first.get("identified")
    early = next((e for e in reading.events if e.event in ("nrm_explained", "nrm_referred", *ANSWERS)), None)
    if early is None:
        return
    if found is None or early.at < found.at:
        yield Question(
            "When were they found?",
            "identified",
            say(
                "{name_of} is dated {at}, before anybody had found them.",
                name_of=name_of(early.event),
                at=dates.plain(early.at),
            ),
        )


def _after_death(reading: Reading, runs: Sequence[ClockRun]) -> Iterator[Question]:
    death = reading.first.get("died")
    if death and any(event.at > death.at for event in reading.events):
        yield Question("Is the date of death right?", "died", "Something is recorded after it.")
    if death and sum(event.event == "died" for event in reading.events) > 1:
        yield Question("Which date of death is right?", "died", "It is recorded more than once.")


def _which_decision(reading: Reading, runs: Sequence[ClockRun]) -> Iterator[Question]:
    for event in reading.events:
        kind = KINDS[event.event]
        if kind.scope == DECISION and event.of not in ("rg", "cg"):
            yield Question(
                "Which decision is it about: reasonable grounds or conclusive grounds?",
                event.event,
                say(
                    "{name} on {at} does not say. The latest decision is assumed.",
                    name=kind.name,
                    at=dates.plain(event.at),
                ),
            )
        elif kind.needs_of and not event.of and event.event != "support_referral_made":
            yield Question(
                "What is it about?",
                event.event,
                say("{name} on {at} does not say what of.", name=kind.name, at=dates.plain(event.at)),
            )
        elif kind.needs_of and event.of and event.of not in kind.choices and event.of not in KINDS:
            yield Question(
                "What is it about?",
                event.event,
                say(
                    "{name} on {at} says {of}, which is no word for it.",
                    name=kind.name,
                    at=dates.plain(event.at),
                    of=event.of,
                ),
            )


def _adult_without_yes(reading: Reading, runs: Sequence[ClockRun]) -> Iterator[Question]:
    """Read at the referral: an adult must have said yes by then."""
    for code, event in reading.odd:
        if code == "no_yes":
            yield Question(
                "Did they agree to the referral, and when?",
                "nrm_consent_given",
                say(
                    "An adult was referred on {at} and no yes is recorded before it.",
                    at=dates.plain(event.at),
                ),
            )


def _met_on_the_way(reading: Reading, runs: Sequence[ClockRun]) -> Iterator[Question]:
    for code, event in reading.odd:
        if code in ON_THE_WAY and not _settled(reading, code, event):
            ask, about, why = ON_THE_WAY[code]
            yield Question(
                ask,
                about or event.event,
                say(
                    "{name_of}, {at}. {why}", name_of=name_of(event.event), at=dates.plain(event.at), why=why
                ),
            )


# What answers such a question when it comes later.
SETTLED_BY: dict[str, tuple[str, ...]] = {
    "no_while_in": ("nrm_withdrawn", "nrm_consent_given"),
    "lifted": ("nrm_referred", "reconsideration_accepted", "decision_withdrawn"),
    "recorded_before": ("crime_recorded",),
    "adult_in_child_referral": (
        "stay_consent_given",
        "stay_consent_declined",
        "nrm_consent_given",
        "nrm_withdrawn",
    ),
    "rejected": ("nrm_referred",),
}


def _settled(reading: Reading, code: str, event: Event) -> bool:
    answers = (reading.last.get(word) for word in SETTLED_BY.get(code, ()))
    place = reading.events.index(event)
    return any(answer is not None and reading.events.index(answer) > place for answer in answers)


ON_THE_WAY: dict[str, tuple[str, str, str]] = {
    "child_said_no": (
        "Was a child asked for consent?",
        "nrm_consent_declined",
        "A child's path needs no consent, so this no does not stop the referral.",
    ),
    "child_notified": (
        "Was this person an adult?",
        "duty_to_notify_sent",
        "Duty to Notify is for adults; a child always goes to the NRM.",
    ),
    "child_left": (
        "Who decided that the child left the NRM?",
        "nrm_withdrawn",
        "A child cannot withdraw alone.",
    ),
    "no_while_in": (
        "Did they leave the NRM?",
        "nrm_withdrawn",
        "They said no while in the NRM. The authority must be told for it to count as leaving.",
    ),
    "still_open": (
        "Is this a new referral, or was one recorded twice?",
        "nrm_referred",
        "An earlier referral was still open. One person, one referral.",
    ),
    "second_recovery": (
        "Was a second recovery period given?",
        "rg_positive",
        "One is not normally given again for exploitation before the first, so none is assumed.",
    ),
    "two_decisions": (
        "Which of the two decisions stands?",
        "",
        "A different decision of the same kind is recorded, and nothing says why it changed.",
    ),
    "decided_after_leaving": (
        "Was this decided after they had left?",
        "",
        "The referral had ended before this decision.",
    ),
    "lifted": (
        "Does the old referral go on?",
        "disqualification_lifted",
        "No source says that it does by itself, so the phase stays until somebody tells.",
    ),
    "recorded_before": (
        "Does the earlier record cover what the referral says?",
        "crime_recorded",
        "A crime was already recorded before this referral.",
    ),
    "adult_in_child_referral": (
        "Have they agreed to stay in the NRM, as an adult?",
        "stay_consent_given",
        "They became an adult while a decision was awaited.",
    ),
    "rejected": (
        "Why was it not accepted?",
        "nrm_rejected",
        "Not valid, or a second one for the same person: what to do next depends on it.",
    ),
}


def _same_day(reading: Reading, runs: Sequence[ClockRun]) -> Iterator[Question]:
    answers = [event for event in reading.events if event.event in ANSWERS]
    for one, two in pairwise(answers):
        if one.at == two.at and one.event != two.event and (one.time is None or two.time is None):
            yield Question(
                "Which answer came last?",
                two.event,
                say("A yes and a no are both dated {at}, and a time is missing.", at=dates.plain(two.at)),
            )


def _too_early(reading: Reading, runs: Sequence[ClockRun]) -> Iterator[Question]:
    for run in runs:
        if run.kind == "not_before" and run.state == states.MISSED and run.due and run.ended:
            stop = reading.referrals[run.referral].decided.get("cg") if run.referral else None
            yield Question(
                "Is the date of the conclusive decision right?",
                stop.event if stop else "cg_positive",
                say(
                    "It is dated {ended}; the first day for it was {due}.",
                    ended=dates.plain(run.ended),
                    due=dates.plain(run.due),
                ),
            )


def _age(reading: Reading, runs: Sequence[ClockRun]) -> Iterator[Question]:
    born, said = reading.history.date_of_birth, reading.history.age
    if born is None:
        return
    birthday = dates.birthday(born, FULL_AGE)
    if said == ADULT and reading.day < birthday:
        yield Question(
            "Are they an adult?",
            "turned_18",
            "The date of birth says under 18, so the child's path is shown.",
        )
    told = reading.last.get("turned_18")
    if told and told.at != birthday:
        yield Question(
            "When did they turn 18?",
            "turned_18",
            say("The date of birth says {birthday}.", birthday=dates.plain(birthday)),
        )
    first = reading.events[0].at if reading.events else birthday
    if said == CHILD and birthday <= first and not told:
        yield Question(
            "Is the date of birth right?", "turned_18", "It makes an adult of somebody found as a child."
        )


def _support_goes_on(reading: Reading, runs: Sequence[ClockRun]) -> Iterator[Question]:
    referral = reading.referral
    if referral and referral.left and reading.national == "receiving":
        yield Question(
            "When did national support end?",
            "national_support_ended",
            "They are out of the NRM and national support is still recorded as going on.",
        )


def _corrections(reading: Reading, runs: Sequence[ClockRun]) -> Iterator[Question]:
    """Read from everything that was typed: a correction of nothing, a word nobody knows, a date out of reach."""
    ids = {event.id for event in reading.history.events if event.id}
    circles = in_circles(reading.history.events)
    for event in reading.history.events:
        if event.at > reading.day:
            continue
        if event.id in circles and event.supersedes != event.id:
            yield Question(
                "Which of these corrections is right?",
                event.event,
                "They correct each other in a circle, so none of them corrects anything.",
            )
        yield from _odd_entry(event, ids)


def _odd_entry(event: Event, ids: set[str]) -> Iterator[Question]:
    if event.event not in KINDS:
        yield Question(
            "What happened here?", event.event, "This word is not in the vocabulary, so it is left out."
        )
    elif not EARLIEST <= event.at <= LATEST:
        yield Question(
            "Is the year right?", event.event, say("{at} is out of reach, so it is left out.", at=event.at)
        )
    elif event.supersedes and (event.supersedes not in ids or event.supersedes == event.id):
        yield Question(
            "Which event does this correct?", event.event, "The event that it corrects is not in the history."
        )
    elif event.event == ENTERED_IN_ERROR and not event.supersedes:
        yield Question(
            "Which event was entered in error?", event.event, "It does not say which one it takes back."
        )


ASKERS: tuple[Asker, ...] = (
    _missing_before,
    _before_found,
    _adult_without_yes,
    _met_on_the_way,
    _which_decision,
    _same_day,
    _too_early,
    _age,
    _support_goes_on,
    _after_death,
    _corrections,
)


def questions(reading: Reading, runs: Sequence[ClockRun]) -> tuple[Question, ...]:
    found = (question for asker in ASKERS for question in asker(reading, runs))
    return tuple(dict.fromkeys(found))
