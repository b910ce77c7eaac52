"""What cannot be right in a history, or what only a person can tell. A question, never a verdict and never a crash."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from handrail.pathway import clock_states
from handrail.pathway.case_state import EARLIEST, FULL_AGE, LATEST, CaseState
from handrail.pathway.event_order import find_ids_of_circular_corrections
from handrail.pathway.event_vocabulary import DECISION, ENTERED_IN_ERROR, EVENT_KINDS_BY_CODE, get_event_name
from handrail.pathway.events import PathwayEvent
from handrail.pathway.history import ADULT, CHILD
from handrail.pathway.results import ClockRun, PathwayQuestion
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import lower_first, msg

type QuestionFinder = Callable[[CaseState, Sequence[ClockRun]], Iterator[PathwayQuestion]]

# An event that only makes sense after another one.
PRECONDITIONS: dict[str, tuple[str, ...]] = {
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

CONSENT_ANSWERS = frozenset({"nrm_consent_given", "nrm_consent_declined"})


def _iterate_missing_precondition_questions(
    reading: CaseState, runs: Sequence[ClockRun]
) -> Iterator[PathwayQuestion]:
    seen: set[str] = set()
    asked: set[str] = set()
    for event in reading.events:
        needed = PRECONDITIONS.get(event.event, ())
        if needed and not seen.intersection(needed) and event.event not in asked:
            asked.add(event.event)
            first = lower_first(get_event_name(needed[0]))
            yield PathwayQuestion(
                msg("When was this, or is it missing: {first}?", first=first),
                needed[0],
                msg(
                    "{name_of} is recorded on {at}, and nothing before it.",
                    name_of=get_event_name(event.event),
                    at=dates.format_day(event.at),
                ),
            )
        seen.add(event.event)


def _iterate_events_before_identified_questions(
    reading: CaseState, runs: Sequence[ClockRun]
) -> Iterator[PathwayQuestion]:
    found = reading.first.get("identified")
    early = next(
        (e for e in reading.events if e.event in ("nrm_explained", "nrm_referred", *CONSENT_ANSWERS)), None
    )
    if early is None:
        return
    if found is None or early.at < found.at:
        yield PathwayQuestion(
            "When were they found?",
            "identified",
            msg(
                "{name_of} is dated {at}, before they were found.",
                name_of=get_event_name(early.event),
                at=dates.format_day(early.at),
            ),
        )


def _iterate_events_after_death_questions(
    reading: CaseState, runs: Sequence[ClockRun]
) -> Iterator[PathwayQuestion]:
    death = reading.first.get("died")
    if death and any(event.at > death.at for event in reading.events):
        yield PathwayQuestion("Is the date of death right?", "died", "Something is recorded after it.")
    if death and sum(event.event == "died" for event in reading.events) > 1:
        yield PathwayQuestion("Which date of death is right?", "died", "It is recorded more than once.")


def _iterate_unclear_decision_questions(
    reading: CaseState, runs: Sequence[ClockRun]
) -> Iterator[PathwayQuestion]:
    for event in reading.events:
        kind = EVENT_KINDS_BY_CODE[event.event]
        if kind.scope == DECISION and event.of not in ("rg", "cg"):
            yield PathwayQuestion(
                "Which decision is it about: reasonable grounds or conclusive grounds?",
                event.event,
                msg(
                    "{name} on {at} does not say. The latest decision is assumed.",
                    name=kind.name,
                    at=dates.format_day(event.at),
                ),
            )
        elif kind.needs_decision_or_subject and not event.of and event.event != "support_referral_made":
            yield PathwayQuestion(
                "What is it about?",
                event.event,
                msg("{name} on {at} does not say what.", name=kind.name, at=dates.format_day(event.at)),
            )
        elif (
            kind.needs_decision_or_subject
            and event.of
            and event.of not in kind.choices
            and event.of not in EVENT_KINDS_BY_CODE
        ):
            yield PathwayQuestion(
                "What is it about?",
                event.event,
                msg(
                    "{name} on {at} says {of}, which is not valid.",
                    name=kind.name,
                    at=dates.format_day(event.at),
                    of=event.of,
                ),
            )


def _iterate_referral_without_consent_questions(
    reading: CaseState, runs: Sequence[ClockRun]
) -> Iterator[PathwayQuestion]:
    """Read at the referral: an adult must have said yes by then."""
    for code, event in reading.odd:
        if code == "no_yes":
            yield PathwayQuestion(
                "Did they agree to the referral, and when?",
                "nrm_consent_given",
                msg(
                    "An adult was referred on {at} and no yes is recorded before it.",
                    at=dates.format_day(event.at),
                ),
            )


def _iterate_anomaly_questions(reading: CaseState, runs: Sequence[ClockRun]) -> Iterator[PathwayQuestion]:
    circles = find_ids_of_circular_corrections(reading.history.events)
    for code, event in reading.odd:
        if event.id in circles:  # asked about below: which of them is right
            continue
        if code in ANOMALY_QUESTIONS and not _is_anomaly_settled(reading, code, event):
            ask, about, why = ANOMALY_QUESTIONS[code]
            yield PathwayQuestion(
                ask,
                about or event.event,
                msg(
                    "{name_of}, {at}. {why}",
                    name_of=get_event_name(event.event),
                    at=dates.format_day(event.at),
                    why=why,
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


def _is_anomaly_settled(reading: CaseState, code: str, event: PathwayEvent) -> bool:
    answers = (reading.last.get(word) for word in SETTLED_BY.get(code, ()))
    place = reading.events.index(event)
    return any(answer is not None and reading.events.index(answer) > place for answer in answers)


ANOMALY_QUESTIONS: dict[str, tuple[str, str, str]] = {
    "found_twice": (
        "Were they missing or exploited again before this, or is it recorded twice?",
        "identified",
        "They had already been found. If they were exploited again, record the date that ended.",
    ),
    "child_said_no": (
        "Was a child asked for consent?",
        "nrm_consent_declined",
        "A child’s referral does not need consent, so this no does not stop it.",
    ),
    "child_notified": (
        "Was this person an adult?",
        "duty_to_notify_sent",
        "Duty to Notify is for adults; a child always goes to the NRM.",
    ),
    "notified_after_referral": (
        "Was a Duty to Notify report needed?",
        "duty_to_notify_sent",
        "They had said yes and were referred. The duty is for an adult who says no.",
    ),
    "disqualified_early": (
        "When was the positive reasonable grounds decision?",
        "rg_positive",
        "A person can be disqualified only after one, and none is recorded before it.",
    ),
    "child_left": (
        "Who decided that the child left the NRM?",
        "nrm_withdrawn",
        "A child cannot withdraw alone.",
    ),
    "no_while_in": (
        "Did they leave the NRM?",
        "nrm_withdrawn",
        "They said no while in the NRM. The Home Office must be told for it to count as leaving.",
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
        "Which of the two decisions applies?",
        "",
        "A different decision of the same type is recorded, with no reason for the change.",
    ),
    "decided_after_leaving": (
        "Was this decided after they had left?",
        "",
        "The referral had ended before this decision.",
    ),
    "lifted": (
        "Does the old referral go on?",
        "disqualification_lifted",
        "No source says it ends automatically, so the phase stays until someone records the end.",
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
        "It was not valid, or the person had already been referred: what to do next depends on it.",
    ),
}


def _iterate_same_day_consent_answer_questions(
    reading: CaseState, runs: Sequence[ClockRun]
) -> Iterator[PathwayQuestion]:
    answers = [event for event in reading.events if event.event in CONSENT_ANSWERS]
    for one, two in pairwise(answers):
        if one.at == two.at and one.event != two.event and (one.time is None or two.time is None):
            yield PathwayQuestion(
                "Which answer came last?",
                two.event,
                msg("A yes and a no are both dated {at}, without times.", at=dates.format_day(two.at)),
            )


def _iterate_early_decision_questions(
    reading: CaseState, runs: Sequence[ClockRun]
) -> Iterator[PathwayQuestion]:
    for run in runs:
        if run.kind == "not_before" and run.state == clock_states.MISSED and run.due and run.ended:
            stop = reading.referrals[run.referral].decided.get("cg") if run.referral else None
            yield PathwayQuestion(
                "Is the date of the conclusive decision right?",
                stop.event if stop else "cg_positive",
                msg(
                    "It is dated {ended}; the first day for it was {due}.",
                    ended=dates.format_day(run.ended),
                    due=dates.format_day(run.due),
                ),
            )


def _iterate_age_conflict_questions(
    reading: CaseState, runs: Sequence[ClockRun]
) -> Iterator[PathwayQuestion]:
    born, said = reading.history.date_of_birth, reading.history.age
    if born is None:
        return
    birthday = dates.get_day_of_reaching_age(born, FULL_AGE)
    if said == ADULT and reading.day < birthday:
        yield PathwayQuestion(
            "Are they an adult?",
            "turned_18",
            "The date of birth says under 18, so the child's path is shown.",
        )
    told = reading.last.get("turned_18")
    if told and told.at != birthday:
        yield PathwayQuestion(
            "When did they turn 18?",
            "turned_18",
            msg("The date of birth says {birthday}.", birthday=dates.format_day(birthday)),
        )
    first = reading.events[0].at if reading.events else birthday
    if said == CHILD and birthday <= first and not told:
        yield PathwayQuestion(
            "Is the date of birth right?", "turned_18", "It means someone found as a child is an adult."
        )


def _iterate_support_after_leaving_questions(
    reading: CaseState, runs: Sequence[ClockRun]
) -> Iterator[PathwayQuestion]:
    referral = reading.referral
    if referral and referral.left and reading.national == "receiving":
        yield PathwayQuestion(
            "When did national support end?",
            "national_support_ended",
            "They are out of the NRM and national support is still recorded as going on.",
        )


def _iterate_bad_correction_questions(
    reading: CaseState, runs: Sequence[ClockRun]
) -> Iterator[PathwayQuestion]:
    """Read from everything that was typed: a correction of nothing, a word nobody knows, a date out of reach."""
    ids = {event.id for event in reading.history.events if event.id}
    circles = find_ids_of_circular_corrections(reading.history.events)
    for event in reading.history.events:
        if event.at > reading.day:
            continue
        if event.id in circles and event.supersedes != event.id:
            yield PathwayQuestion(
                "Which of these corrections is right?",
                event.event,
                "They correct each other in a circle, so none of them corrects anything.",
            )
        yield from _iterate_bad_entry_questions(event, ids)


def _iterate_bad_entry_questions(event: PathwayEvent, ids: set[str]) -> Iterator[PathwayQuestion]:
    if event.event not in EVENT_KINDS_BY_CODE:
        yield PathwayQuestion(
            "What happened here?", event.event, "This event is not known, so it is ignored."
        )
    elif not EARLIEST <= event.at <= LATEST:
        yield PathwayQuestion(
            "Is the year right?", event.event, msg("{at} is out of range, so it is ignored.", at=event.at)
        )
    elif event.supersedes and (event.supersedes not in ids or event.supersedes == event.id):
        yield PathwayQuestion(
            "Which event does this correct?", event.event, "The event it corrects is not in the history."
        )
    elif event.event == ENTERED_IN_ERROR and not event.supersedes:
        yield PathwayQuestion(
            "Which event was entered in error?", event.event, "It does not say which one it takes back."
        )


QUESTION_FINDERS: tuple[QuestionFinder, ...] = (
    _iterate_missing_precondition_questions,
    _iterate_events_before_identified_questions,
    _iterate_referral_without_consent_questions,
    _iterate_anomaly_questions,
    _iterate_unclear_decision_questions,
    _iterate_same_day_consent_answer_questions,
    _iterate_early_decision_questions,
    _iterate_age_conflict_questions,
    _iterate_support_after_leaving_questions,
    _iterate_events_after_death_questions,
    _iterate_bad_correction_questions,
)


def list_questions(reading: CaseState, runs: Sequence[ClockRun]) -> tuple[PathwayQuestion, ...]:
    """What a person should check, because the rules can't decide it.

    Returns:
        Questions in the order of `QUESTION_FINDERS`, each once.
    """
    found = (question for asker in QUESTION_FINDERS for question in asker(reading, runs))
    return tuple(dict.fromkeys(found))
