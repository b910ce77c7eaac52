"""What may leave in a report, row by row in the form's order. What the case or the draft holds is another question.

A referral, and a report on somebody who is willing to help an investigation, hold every answer that applies. A report
that names nobody holds closed answers, and words that somebody has read for that purpose; never a name, a way to reach
the person or a number by which they are known. Where "not sure" has no place in the form it stays empty, and is listed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from handrail.people.referral_form.rules import question_flow
from handrail.people.referral_form.rules.form_definition import NOT_SURE, FormDefinition, FormField, FormPage
from handrail.people.referral_form.rules.papers import (
    FormDocument,
    FormPapers,
    get_sendable_documents_and_reasons_against_others,
)
from handrail.people.referral_form.rules.question_flow import (
    FormAnswers,
    FormAnswerValue,
    ReferralOrReportRoute,
)
from handrail.platform.kernel.messages import join_texts, msg

NEVER_SENT = frozenset({"own_reference"})
NOT_KNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class FormExportRow:
    """One answer as it leaves: their field and message name, our question, the answer in words and as a value."""

    page: FormPage
    field: FormField
    theirs: str
    sent_as: tuple[str, ...]
    question: str
    text: str
    value: str
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class FormExportContent:
    """All that leaves, and what was left out, by question."""

    route: ReferralOrReportRoute
    named: bool
    rows: tuple[FormExportRow, ...]
    unread_questions: tuple[str, ...]
    missing: tuple[str, ...]
    unsure: tuple[str, ...]
    papers: tuple[FormDocument, ...] = ()
    papers_left_out: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of information that it shows, those of its papers too. A report that names nobody tells neither who
        nor where they are, in whichever box a word of it stands: whoever is handed it needs no more opened."""
        if not self.named:
            return ("pathway",)
        shown = {row.field.shows for row in self.rows} | {paper.kind for paper in self.papers}
        return tuple(sorted(shown | {"pathway"}))


NO_PAPERS: Mapping[str, FormDocument] = MappingProxyType({})


def collect_export_content(
    definition: FormDefinition,
    answers: FormAnswers,
    read: frozenset[str] = frozenset(),
    papers: FormPapers = NO_PAPERS,
) -> FormExportContent:
    """What leaves of a draft.

    Args:
        definition: the version of the form.
        answers: by key.
        read: the keys whose words somebody has read for a report that names nobody.
        papers: those that were chosen and are still on the case, by their numbers.
    """
    rows: list[FormExportRow] = []
    go: tuple[FormDocument, ...] = ()
    stay: tuple[str, ...] = ()
    unread_questions: list[str] = []
    named = question_flow.does_form_identify_potential_victim(answers)
    for page, field in question_flow.list_applying_fields_with_pages(definition, answers):
        given = answers.get(field.key)
        if (
            not given
            or field.key in NEVER_SENT
            or not question_flow.is_answer_among_options_of_form_version(definition, field, given)
        ):
            continue
        if field.kind == "papers":
            go, stay = get_sendable_documents_and_reasons_against_others(given, papers) if named else ((), ())
        elif named or may_stand_in_anonymous_report(field, given, read):
            rows += _iterate_export_rows_of_field(page, field, given)
        elif field.tells == "words":
            unread_questions.append(format_question_title(page, field))
    return FormExportContent(
        route=question_flow.get_referral_or_report_route_of_answers(answers),
        named=named,
        rows=tuple(rows),
        unread_questions=tuple(unread_questions),
        missing=tuple(
            format_question_title(page, field)
            for page, field in question_flow.list_all_missing_fields_with_pages(definition, answers)
        ),
        unsure=tuple(
            format_question_title(page, field)
            for page, field in question_flow.list_unsure_fields_with_pages(definition, answers)
        ),
        papers=go,
        papers_left_out=stay,
    )


def may_stand_in_anonymous_report(field: FormField, given: FormAnswerValue, read: frozenset[str]) -> bool:
    """Whether the answer may be in a report that names nobody.

    Args:
        field: the box.
        given: its answer.
        read: the keys whose words somebody has read for such a report.
    """
    if field.tells == "who":
        return False
    return field.tells == "no" or not given.value or field.key in read


def list_fields_to_review_for_anonymous_report(
    definition: FormDefinition, answers: FormAnswers
) -> tuple[tuple[FormPage, FormField], ...]:
    """The words that somebody has to read before they may be in a report that names nobody.

    Returns:
        Each box with its page, in the form's order.
    """
    if question_flow.get_referral_or_report_route_of_answers(
        answers
    ) is not ReferralOrReportRoute.DTN or question_flow.does_form_identify_potential_victim(answers):
        return ()
    return tuple(
        (page, field)
        for page, field in question_flow.list_applying_fields_with_pages(definition, answers)
        if field.tells == "words" and (given := answers.get(field.key)) and given.value
    )


def format_question_title(page: FormPage, field: FormField) -> str:
    """The question, with the box's own name where it is not the page's first."""
    return (
        page.title
        if field is page.main
        else msg("{question} {label}", question=page.title, label=field.label)
    )


def describe_form_answer(field: FormField, given: FormAnswerValue) -> str:
    """The answer in words."""
    if isinstance(given.value, tuple):
        said = join_texts((_format_form_answer_value(field, one) for one in given.value), "\n")
    else:
        said = _format_form_answer_value(field, given.value) if given.value else ""
    if not given.unsure:
        return said
    return msg("{said}\n(Not sure)", said=said) if said else NOT_KNOWN


def _format_form_answer_value(field: FormField, value: str) -> str:
    if field.kind == "tick":
        return "Yes"
    if value == NOT_SURE and field.own_not_sure:
        return "Not sure"
    return next((option.label for option in field.options if option.value == value), value)


def _iterate_export_rows_of_field(
    page: FormPage, field: FormField, given: FormAnswerValue
) -> Iterator[FormExportRow]:
    if field.kind == "several" and any(option.theirs for option in field.options):
        yield from _iterate_ticked_option_rows(page, field, given)
    elif field.kind == "lines":
        yield from _iterate_numbered_value_rows(page, field, given)
    else:
        yield _build_form_export_row(page, field, given)


def _build_form_export_row(page: FormPage, field: FormField, given: FormAnswerValue) -> FormExportRow:
    value = ",".join(given.value) if isinstance(given.value, tuple) else given.value
    sent = next((option.sent for option in field.options if option.value == value and option.sent), value)
    if value == NOT_SURE and field.own_not_sure:
        sent = ""
    elif given.unsure and field.kind in ("text", "long"):
        sent = describe_form_answer(field, given)
    return FormExportRow(
        page,
        field,
        field.theirs,
        field.sent_as,
        format_question_title(page, field),
        describe_form_answer(field, given),
        sent,
        question_flow.is_unsure_answer(given),
    )


def _iterate_ticked_option_rows(
    page: FormPage, field: FormField, given: FormAnswerValue
) -> Iterator[FormExportRow]:
    """Each box of theirs on its own: what is ticked says yes, what is not says nothing."""
    if given.unsure:
        yield FormExportRow(
            page, field, field.theirs, (), page.title, describe_form_answer(field, given), "", True
        )
        return
    for option in field.options:
        if option.value in given.values:
            yield FormExportRow(page, field, option.theirs, option.sent_as, page.title, option.label, "yes")


def _iterate_numbered_value_rows(
    page: FormPage, field: FormField, given: FormAnswerValue
) -> Iterator[FormExportRow]:
    if not given.value:
        yield FormExportRow(
            page,
            field,
            "",
            (),
            format_question_title(page, field),
            describe_form_answer(field, given),
            "",
            True,
        )
        return
    for number, value in enumerate(given.values, 1):
        theirs = field.theirs.replace("{n}", str(number))
        sent_as = tuple(name.replace("{n}", str(number)) for name in field.sent_as)
        yield FormExportRow(
            page, field, theirs, sent_as, format_question_title(page, field), value, value, given.unsure
        )
