"""Recommendations in words and tags."""

from collections import Counter
from typing import NamedTuple

from handrail.areas.recommendations.choices import COMMENT_RULES, HOW_ADDRESSED, SOURCES, get_choice_words
from handrail.areas.recommendations.due_days import COMMENT_CONFIDENCE, COMMENT_SOURCE
from handrail.areas.recommendations.queries import RecommendationDetail, RecommendationRow, UpdateRequestRow
from handrail.areas.recommendations.queries.recommendation_detail import AddresseeRow
from handrail.areas.recommendations.tags import SUPPORT_TAGS, StateTag, format_update_interval, make_due_tag
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting as written


class RecommendationListDisplay(NamedTuple):
    """A recommendation as the list shows it."""

    row: RecommendationRow
    source: str
    tag: StateTag
    asked: str  # how many answered, of how many; empty where the reader's body asks nobody


class UpdateRequestDisplay(NamedTuple):
    """An update request as lists and pages show it."""

    row: UpdateRequestRow
    rhythm: str
    tag: StateTag
    missed: str  # empty where at most one update was missed
    support: StateTag | None  # of the last answer


class AddresseeDisplay(NamedTuple):
    """A body that was addressed, with how."""

    row: AddresseeRow
    how: str


def make_recommendation_list_display(row: RecommendationRow) -> RecommendationListDisplay:
    """One recommendation in a list."""
    return RecommendationListDisplay(
        row,
        source=get_choice_words(SOURCES, row.source),
        tag=make_due_tag(row.standing, row.late_days, row.due_on),
        asked=_format_update_request_counts(row),
    )


def _format_update_request_counts(row: RecommendationRow) -> str:
    if not row.asked:
        return ""
    late = msg(", {overdue} late", overdue=row.overdue) if row.overdue else ""
    return msg(
        "Received: {answered} of {asked} requested so far{late}",
        answered=row.answered,
        asked=row.asked,
        late=late,
    )


def present_update_request(row: UpdateRequestRow, *, ours: bool) -> UpdateRequestDisplay:
    """One update request in a list. `ours`: the reader's body is the one that answers."""
    return UpdateRequestDisplay(
        row,
        rhythm=format_update_interval(row.every, row.unit),
        tag=make_due_tag(row.standing, row.late_days, row.next_due, ours=ours),
        missed=_format_missed_updates(row),
        support=SUPPORT_TAGS.get(row.last_support),
    )


def _format_missed_updates(row: UpdateRequestRow) -> str:
    return msg("{updates} missed", updates=written.plural(row.missed, "update")) if row.missed > 1 else ""


def list_recommendation_facts(page: RecommendationDetail) -> list[tuple[str, str]]:
    """What is known of a recommendation: pairs of label and value."""
    row, record = page.line, page.record
    due_on = written.format_day(row.due_on) if row.due_on else "No due date"
    return [
        ("Published", written.format_day(row.published_on)),
        (
            "Due",
            msg("{due_on}, {due_words}", due_on=due_on, due_words=record.due_words)
            if record.due_words and row.due_on
            else due_on,
        ),
        ("Published comment", format_comment_deadline_rule(page)),
    ]


def list_facts_of_entry(page: RecommendationDetail) -> list[tuple[str, str]]:
    """Who entered a recommendation, and where its text was read."""
    row, record = page.line, page.record
    return [
        (
            "Entered by",
            msg("{registered_by}, {kept_by}", registered_by=record.registered_by.name, kept_by=row.kept_by)
            if record.registered_by
            else row.kept_by,
        ),
        *([("Where the text was read", record.origin_note)] if record.origin_note else []),
    ]


def format_comment_deadline_rule(page: RecommendationDetail) -> str:
    """The rule of 56 days, with its source and how sure it is."""
    if page.record.comment_rule == "not":
        return "None requested"
    begin = msg(
        "By {comment_due_on} (day 56)",
        comment_due_on=written.format_day(page.record.comment_due_on),
    )
    if page.record.comment_rule == "not_known":
        begin = msg(
            "{words}. If so, {begin}",
            words=get_choice_words(COMMENT_RULES, page.record.comment_rule),
            begin=written.lower_first(begin),
        )
    return msg(
        "{begin}. {comment_source}. {comment_confidence}",
        begin=begin,
        comment_source=COMMENT_SOURCE,
        comment_confidence=COMMENT_CONFIDENCE,
    )


def make_recommendation_due_tag(page: RecommendationDetail) -> StateTag:
    """When the recommendation is due, or that it is closed."""
    return make_due_tag(page.line.standing, page.line.late_days, page.line.due_on)


def present_addressees(page: RecommendationDetail) -> list[AddresseeDisplay]:
    """Who was addressed, and what is known of each."""
    return [
        AddresseeDisplay(row, how=get_choice_words(HOW_ADDRESSED, row.how).removesuffix(" on that day"))
        for row in page.addressees
    ]


def format_addressee_counts(page: RecommendationDetail) -> str:
    """43 local policing bodies, 43 chief constables; 5 have another body in their place today."""
    kinds = Counter(row.how for row in page.addressees)
    counted = (
        (
            kinds["policing_body"],
            written.plural(kinds["policing_body"], "local policing body", "local policing bodies"),
        ),
        (
            kinds["chief_constable"],
            written.plural(kinds["chief_constable"], "chief constable", "chief constables"),
        ),
        (kinds["named"], written.plural(kinds["named"], "named body", "named bodies")),
    )
    parts = [words for number, words in counted if number]
    successors = sum(bool(row.now) for row in page.addressees)
    if successors == 1:
        return join_texts(parts) + "; 1 has since been replaced by another body"
    several = msg("; {heirs} have since been replaced by another body", heirs=successors)
    return join_texts(parts) + (several if successors else "")
