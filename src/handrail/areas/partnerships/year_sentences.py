"""Sentences of a year report, drafted from facts: each with its section and the pages that it comes from."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from handrail.areas.partnerships.presenters import describe_contribution_total
from handrail.areas.partnerships.queries.engagement import add_up_contributions
from handrail.areas.partnerships.queries.year_facts import GroupYearFacts
from handrail.insight.survey_results.presenters import TOO_FEW, describe_answer_base_of_question
from handrail.insight.survey_results.result_content import ResultQuestion
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui.formatting import plural

MOST_ANSWERS_TOLD: Final = 2
LONG_EMPTY: Final = 2


class DraftedYearReportSentence(NamedTuple):
    """One sentence. `pages`: names of the addresses of the group where its rows are."""

    section: str
    words: str
    pages: tuple[str, ...]


def draft_year_report_sentences(facts: GroupYearFacts) -> list[DraftedYearReportSentence]:
    """All sentences that the rows allow, in the order of the report."""
    writers: tuple[Callable[[GroupYearFacts], Iterator[DraftedYearReportSentence]], ...] = (
        _draft_activity_sentences,
        _draft_achievement_sentences,
        _draft_benefit_sentences,
        _draft_challenge_sentences,
        _draft_not_counted_sentences,
    )
    return [sentence for write in writers for sentence in write(facts)]


def _draft_activity_sentences(facts: GroupYearFacts) -> Iterator[DraftedYearReportSentence]:
    yield DraftedYearReportSentence(
        "activity",
        msg(
            "{held} of {planned} were held.",
            held=facts.held,
            planned=plural(facts.planned, "planned meeting"),
        ),
        ("group_meetings",),
    )
    yield DraftedYearReportSentence("activity", facts.attendance, ("group_engagement",))
    for stream in facts.engagement.streams:
        if stream.meetings:
            said = msg(
                "{name}: {meetings}, {filled} of {seats} seats filled.",
                name=stream.name,
                meetings=plural(stream.meetings, "meeting"),
                filled=stream.filled,
                seats=stream.seats,
            )
            yield DraftedYearReportSentence("activity", said, ("group_engagement",))


def _draft_achievement_sentences(facts: GroupYearFacts) -> Iterator[DraftedYearReportSentence]:
    counts = facts.actions
    if counts.offered:
        said = msg(
            "{actions} offered: {accepted} accepted, {done} done.",
            actions=plural(counts.offered, "action"),
            accepted=counts.accepted,
            done=counts.done,
        )
        yield DraftedYearReportSentence("achievements", said, ("group_actions",))
    if counts.median_days is not None:
        days = plural(counts.median_days, "day")
        said = msg("From offer to done, the median was {days}.", days=days)
        yield DraftedYearReportSentence("achievements", said, ("group_actions",))
    if facts.decisions:
        said = msg("The group took {decisions}.", decisions=plural(facts.decisions, "decision"))
        yield DraftedYearReportSentence("achievements", said, ("group_meetings",))
    if facts.escalated:
        said = msg(
            "{actions} escalated to the group above; {answered} came back with an answer.",
            actions=plural(facts.escalated, "action"),
            answered=facts.answered,
        )
        yield DraftedYearReportSentence("achievements", said, ("group_actions",))


def _draft_benefit_sentences(facts: GroupYearFacts) -> Iterator[DraftedYearReportSentence]:
    if facts.services or facts.trainings:
        said = msg(
            "Members shared {services} and {trainings}.",
            services=plural(facts.services, "service"),
            trainings=plural(facts.trainings, "training session"),
        )
        yield DraftedYearReportSentence("benefits", said, ("group_help",))
    for question in _list_survey_questions_in_range(facts, 1, 2):
        yield DraftedYearReportSentence("benefits", _describe_survey_answers(question), ("group_surveys",))


def _draft_challenge_sentences(facts: GroupYearFacts) -> Iterator[DraftedYearReportSentence]:
    if facts.actions.declined or facts.actions.late:
        said = msg(
            "Actions declined: {declined}. Overdue at the end of the year: {late}.",
            declined=facts.actions.declined,
            late=facts.actions.late,
        )
        yield DraftedYearReportSentence("challenges", said, ("group_actions",))
    empty = [row.seat.body.name for row in facts.engagement.seats if row.missed >= LONG_EMPTY]
    if empty:
        said = msg("Empty at the last two meetings or more: {names}.", names=join_texts(empty))
        yield DraftedYearReportSentence("challenges", said, ("group_engagement",))
    for total in add_up_contributions(facts.contributions):
        said = msg(
            "Contributions from April {year}: {said}.",
            year=total.year,
            said=describe_contribution_total(total),
        )
        yield DraftedYearReportSentence("challenges", said, ("group_engagement",))
    for question in _list_survey_questions_in_range(facts, 3, 4):
        yield DraftedYearReportSentence("challenges", _describe_survey_answers(question), ("group_surveys",))


def _draft_not_counted_sentences(facts: GroupYearFacts) -> Iterator[DraftedYearReportSentence]:
    if facts.survey is None:
        said = "Members were not asked in a survey that is closed."
        yield DraftedYearReportSentence("not_counted", said, ("group_surveys",))
    elif facts.survey["people"] is None:
        yield DraftedYearReportSentence("not_counted", TOO_FEW, ("group_surveys",))
    if not facts.contributions:
        yield DraftedYearReportSentence(
            "not_counted", "Contributions were not recorded.", ("group_engagement",)
        )
    yield DraftedYearReportSentence(
        "not_counted", "What changed for people who were exploited was not counted here.", ("group",)
    )


def _list_survey_questions_in_range(facts: GroupYearFacts, first: int, last: int) -> list[ResultQuestion]:
    if facts.survey is None or facts.survey["people"] is None:
        return []
    return facts.survey["questions"][first - 1 : last]


def _describe_survey_answers(question: ResultQuestion) -> str:
    """The most frequent answers, as they were rounded, with the base."""
    if question["answered"] is None:
        return msg(
            "{question} {withheld}",
            question=question["text"],
            withheld=describe_answer_base_of_question(question),
        )
    most = sorted(question["answers"], key=lambda one: -one["people"])[:MOST_ANSWERS_TOLD]
    told = join_texts(
        msg("{words} (about {people})", words=one["words"], people=one["people"]) for one in most
    )
    return msg(
        "Members, asked “{question}”, most often said: {told}. {base}",
        question=question["text"],
        told=told,
        base=describe_answer_base_of_question(question),
    )
