"""Sentences of a year report, drafted from facts: each with its section and the pages that it comes from."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from handrail.areas.partnerships.presenters import describe_contribution_total
from handrail.areas.partnerships.queries.engagement import add_up_contributions
from handrail.areas.partnerships.queries.year_facts import GroupYearFacts, YearActionCounts
from handrail.insight.survey_results.presenters import TOO_FEW, describe_answer_base_of_question
from handrail.insight.survey_results.result_content import ResultQuestion, SurveyAnswerWithRoundedCount
from handrail.platform.kernel.messages import UserText, join_texts, msg
from handrail.platform.ui.formatting import format_day, plural

MOST_ANSWERS_TOLD: Final = 2
LONG_EMPTY: Final = 2
MOST_NAMED: Final = 12
"""Actions and decisions that have a sentence of their own; a longer list is no report, and the counts have them all."""
LONGEST_QUOTED: Final = 800


class DraftedYearReportSentence(NamedTuple):
    """One sentence. `page`: name of the address of the group where its rows are; `rows`: which they are."""

    section: str
    words: str
    page: str = ""
    rows: str = ""


def draft_year_report_sentences(facts: GroupYearFacts) -> list[DraftedYearReportSentence]:
    """All sentences that the rows allow, in the order of the report."""
    writers: tuple[Callable[[GroupYearFacts], Iterator[DraftedYearReportSentence]], ...] = (
        _draft_activity_sentences,
        _draft_achievement_sentences,
        _draft_benefit_sentences,
        _draft_challenge_sentences,
        _draft_contribution_sentences,
        _draft_member_sentences,
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
        "group_meetings",
        msg("Meetings planned from {first} to {last}", **_get_days(facts)),
    )
    rows = msg("Seats filled at each meeting held from {first} to {last}", **_get_days(facts))
    yield DraftedYearReportSentence("activity", facts.attendance, "group_engagement", rows)
    for stream in facts.engagement.streams:
        if stream.meetings:
            said = msg(
                "{name}: {meetings}, {filled} of {seats} seats filled.",
                name=stream.name,
                meetings=plural(stream.meetings, "meeting"),
                filled=stream.filled,
                seats=stream.seats,
            )
            rows = msg("Seats filled at meetings of: {name}", name=stream.name)
            yield DraftedYearReportSentence("activity", said, "group_engagement", rows)


def _draft_achievement_sentences(facts: GroupYearFacts) -> Iterator[DraftedYearReportSentence]:
    counts = facts.actions
    if counts.offered:
        said = msg(
            "{actions} offered: {outcomes}.",
            actions=plural(counts.offered, "action"),
            outcomes=join_texts(_list_action_outcomes(counts)),
        )
        rows = msg("Actions offered from {first} to {last}, less those withdrawn", **_get_days(facts))
        yield DraftedYearReportSentence("achievements", said, "group_actions", rows)
    rows = msg("Actions done of those offered from {first} to {last}", **_get_days(facts))
    for action in facts.done[:MOST_NAMED]:
        said = msg(
            "Done by {organisation}, {days} after the offer: {what}",
            organisation=UserText(action.body),
            days=plural(action.days, "day"),
            what=UserText(_end_sentence(action.what)),
        )
        yield DraftedYearReportSentence("achievements", said, "group_actions", rows)
    if counts.median_days is not None and counts.done > 1:
        days = plural(counts.median_days, "day")
        said = msg("From offer to done, the median was {days}.", days=days)
        rows = msg("Days from offer to done of {actions}", actions=plural(counts.done, "action"))
        yield DraftedYearReportSentence("achievements", said, "group_actions", rows)
    if facts.decisions:
        said = msg("The group took {decisions}.", decisions=plural(len(facts.decisions), "decision"))
        rows = msg("Decisions of meetings held from {first} to {last}", **_get_days(facts))
        yield DraftedYearReportSentence("achievements", said, "group_meetings", rows)
    for decision in facts.decisions[:MOST_NAMED]:
        day = format_day(decision.meeting.held_on)
        said = msg("Decided on {day}: {words}", day=day, words=UserText(_end_sentence(decision.words)))
        rows = msg("Decisions of the meeting on {day}", day=day)
        yield DraftedYearReportSentence("achievements", said, "group_meetings", rows)
    if facts.escalated:
        said = msg(
            "{actions} escalated to the group above; {answered} came back with an answer.",
            actions=plural(facts.escalated, "action"),
            answered=facts.answered,
        )
        rows = msg("Actions escalated from {first} to {last}", **_get_days(facts))
        yield DraftedYearReportSentence("achievements", said, "group_actions", rows)


def _end_sentence(words: str) -> str:
    """In one line, not longer than a sentence may be, with a full stop."""
    line = " ".join(words.split())
    if len(line) > LONGEST_QUOTED:
        return f"{line[:LONGEST_QUOTED].rsplit(' ', 1)[0]}…"
    return line if line.endswith((".", "?", "!")) else f"{line}."


def _list_action_outcomes(counts: YearActionCounts) -> list[str]:
    """Each action in one of them alone, so that they add up to those offered."""
    open_still, waiting = counts.accepted - counts.done, counts.offered - counts.accepted - counts.declined
    found = (
        (counts.done, msg("{number} accepted and done", number=counts.done)),
        (open_still, msg("{number} accepted, not done yet", number=open_still)),
        (counts.declined, msg("{number} declined", number=counts.declined)),
        (waiting, msg("{number} not answered yet", number=waiting)),
    )
    return [words for number, words in found if number]


def _draft_benefit_sentences(facts: GroupYearFacts) -> Iterator[DraftedYearReportSentence]:
    if facts.services or facts.trainings:
        said = msg(
            "Members shared {services} and {trainings}.",
            services=plural(facts.services, "service"),
            trainings=plural(facts.trainings, "training session"),
        )
        rows = msg("Services and training shared from {first} to {last}", **_get_days(facts))
        yield DraftedYearReportSentence("benefits", said, "group_help", rows)
    yield from _draft_survey_sentences(facts, "benefits", 1, 2)


def _draft_challenge_sentences(facts: GroupYearFacts) -> Iterator[DraftedYearReportSentence]:
    if facts.actions.declined or facts.actions.late:
        said = msg(
            "Actions declined: {declined}. Overdue at the end of the year: {late}.",
            declined=facts.actions.declined,
            late=facts.actions.late,
        )
        rows = msg(
            "Answers to actions offered from {first} to {last}, and their due days", **_get_days(facts)
        )
        yield DraftedYearReportSentence("challenges", said, "group_actions", rows)
    empty = [row.seat.body.name for row in facts.engagement.seats if row.missed >= LONG_EMPTY]
    if empty:
        said = msg("Empty at the last two meetings or more: {names}.", names=join_texts(empty))
        yield DraftedYearReportSentence(
            "challenges", said, "group_engagement", "Seats that no one filled at the last meetings"
        )
    yield from _draft_survey_sentences(facts, "challenges", 3, 3)


def _draft_contribution_sentences(facts: GroupYearFacts) -> Iterator[DraftedYearReportSentence]:
    for total in add_up_contributions(facts.contributions):
        said = msg(
            "Contributions from April {year}: {said}.",
            year=total.year,
            said=describe_contribution_total(total),
        )
        rows = msg("Contributions recorded for the year from April {year}", year=total.year)
        yield DraftedYearReportSentence("money", said, "group_engagement", rows)


def _draft_member_sentences(facts: GroupYearFacts) -> Iterator[DraftedYearReportSentence]:
    yield from _draft_survey_sentences(facts, "members", 4, 4)


def _draft_not_counted_sentences(facts: GroupYearFacts) -> Iterator[DraftedYearReportSentence]:
    if facts.survey is None:
        said = "Members were not asked in a survey that is closed."
        yield DraftedYearReportSentence(
            "not_counted", said, "group_surveys", "Surveys of the group: none closed"
        )
    elif facts.survey["people"] is None:
        rows = msg("Survey of members: {title}", title=facts.survey["title"])
        yield DraftedYearReportSentence("not_counted", TOO_FEW, "group_surveys", rows)
    if not facts.contributions:
        said = "Contributions were not recorded."
        yield DraftedYearReportSentence("not_counted", said, "group_engagement", "Contributions: no rows")
    said = "What changed for people who were exploited was not counted here."
    where = "Actions and their evidence: no row counts people"
    yield DraftedYearReportSentence("not_counted", said, "group_actions", where)


def _draft_survey_sentences(
    facts: GroupYearFacts, section: str, first: int, last: int
) -> Iterator[DraftedYearReportSentence]:
    if facts.survey is None or facts.survey["people"] is None:
        return
    for question in facts.survey["questions"][first - 1 : last]:
        rows = msg(
            "Question {number} of the survey: {title}", number=question["number"], title=facts.survey["title"]
        )
        yield DraftedYearReportSentence(section, _describe_survey_answers(question), "group_surveys", rows)


def _get_days(facts: GroupYearFacts) -> dict[str, str]:
    return {"first": format_day(facts.first), "last": format_day(facts.last)}


def _describe_survey_answers(question: ResultQuestion) -> str:
    """The most frequent answers, as they were rounded, with the base."""
    if question["answered"] is None:
        return msg(
            "{question} {withheld}",
            question=question["text"],
            withheld=describe_answer_base_of_question(question),
        )
    given = [one for one in question["answers"] if one["people"]]
    most = sorted(given, key=lambda one: -one["people"])[:MOST_ANSWERS_TOLD]
    told = join_texts(_say_answer_with_its_count(one, question) for one in most)
    return msg(
        "Those who answered, asked “{question}”, most often said: {told}. {base}",
        question=question["text"],
        told=told,
        base=describe_answer_base_of_question(question),
    )


def _say_answer_with_its_count(answer: SurveyAnswerWithRoundedCount, question: ResultQuestion) -> str:
    """“Very useful” (5 of 5, about 20): a bare number says nothing without its scale."""
    people, words = answer["people"], answer["words"]
    number, _, means = words.partition(": ")
    if question["kind"] != "scale" or not number.isdigit():
        return msg("{words} (about {people})", words=words, people=people)
    most = len(question["answers"])
    if not means:
        return msg("{number} of {most} (about {people})", number=number, most=most, people=people)
    return msg(
        "“{means}” ({number} of {most}, about {people})",
        means=means,
        number=number,
        most=most,
        people=people,
    )
