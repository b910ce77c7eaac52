"""Which questions apply, given what was answered; what is missing; what was typed and no longer applies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from handrail.people.referral_form.rules.form_definition import (
    NOT_SURE,
    THEIR_NOT_SURE,
    FormDefinition,
    FormField,
    FormFieldCondition,
    FormPage,
    FormSection,
)

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormAnswerValue:
    """What was answered in one box. "Not sure" is an answer, with or without words beside it."""

    value: Value = ""
    unsure: bool = False

    def __bool__(self) -> bool:
        return bool(self.value) or self.unsure

    @property
    def values(self) -> tuple[str, ...]:
        """One value or several, as several."""
        if isinstance(self.value, tuple):
            return self.value
        return (self.value,) if self.value else ()


type FormAnswers = Mapping[str, FormAnswerValue]
NO_ANSWER = FormAnswerValue()


class ReferralOrReportRoute(StrEnum):
    """What the form becomes."""

    NRM = "nrm"
    DTN = "dtn"
    OPEN = ""

    @property
    def words(self) -> str:
        """What it is called on a page."""
        return {
            ReferralOrReportRoute.NRM: "Referral to the NRM",
            ReferralOrReportRoute.DTN: "Duty to Notify report",
            ReferralOrReportRoute.OPEN: "Referral or report",
        }[self]


class FormSectionProgress(StrEnum):
    """How far a section is."""

    DONE = "done"
    BEGUN = "begun"
    NOT_BEGUN = "not started"
    LATER = "later"


def get_referral_or_report_route_of_answers(answers: FormAnswers) -> ReferralOrReportRoute:
    """A child, or a person whose age is uncertain, is referred; an adult decides."""
    if is_referred_without_consent(answers):
        return ReferralOrReportRoute.NRM
    if _get_answer_text_or_not_sure(answers, "under_18") != "no":
        return ReferralOrReportRoute.OPEN
    return {"yes": ReferralOrReportRoute.NRM, "no": ReferralOrReportRoute.DTN}.get(
        _get_answer_text_or_not_sure(answers, "wants_nrm"), ReferralOrReportRoute.OPEN
    )


def is_referred_without_consent(answers: FormAnswers) -> bool:
    """Referred without asking for consent."""
    return _get_answer_text_or_not_sure(answers, "under_18") in ("yes", NOT_SURE)


def does_form_identify_potential_victim(answers: FormAnswers) -> bool:
    """Whether the form tells who the person is: a report does so only where they will help an investigation."""
    found = get_referral_or_report_route_of_answers(answers)
    return found is ReferralOrReportRoute.NRM or (
        found is ReferralOrReportRoute.DTN and _get_answer_text_or_not_sure(answers, "co_operates") == "yes"
    )


def _get_answer_text_or_not_sure(answers: FormAnswers, key: str) -> str:
    given = answers.get(key, NO_ANSWER)
    if given.unsure and not given.value:
        return NOT_SURE
    return given.value if isinstance(given.value, str) else ""


def are_conditions_met(conditions: Iterable[FormFieldCondition], answers: FormAnswers) -> bool:
    """Whether every condition is met."""
    return all(values & _get_values_of_condition_fact(fact, answers) for fact, values in conditions)


def _get_values_of_condition_fact(fact: str, answers: FormAnswers) -> frozenset[str]:
    if fact == "@route":
        return frozenset({get_referral_or_report_route_of_answers(answers).value})
    if fact == "@named":
        return frozenset({"yes" if does_form_identify_potential_victim(answers) else "no"})
    given = answers.get(fact, NO_ANSWER)
    if isinstance(given.value, tuple):
        return frozenset(given.value)
    return frozenset({_get_answer_text_or_not_sure(answers, fact)})


def list_applying_pages(definition: FormDefinition, answers: FormAnswers) -> tuple[FormPage, ...]:
    """The pages that apply.

    Returns:
        In the form's order.
    """
    return tuple(page for page in definition.pages if are_conditions_met(page.when, answers))


def list_applying_fields_of_page(page: FormPage, answers: FormAnswers) -> tuple[FormField, ...]:
    """The boxes of a page that apply.

    Returns:
        In the page's order.
    """
    return tuple(field for field in page.fields if are_conditions_met(field.when, answers))


def list_applying_fields_with_pages(
    definition: FormDefinition, answers: FormAnswers
) -> tuple[tuple[FormPage, FormField], ...]:
    """Every box that applies.

    Returns:
        Each box with its page, in the form's order.
    """
    return tuple(
        (page, field)
        for page in list_applying_pages(definition, answers)
        for field in list_applying_fields_of_page(page, answers)
    )


def find_next_form_page(definition: FormDefinition, answers: FormAnswers, code: str) -> FormPage | None:
    """The page that follows. Found by place, so that it works from a page that no longer applies.

    Args:
        definition: the version of the form.
        answers: by key.
        code: of the page before it.

    Returns:
        None after the last page.
    """
    order = [page.code for page in definition.pages]
    place = order.index(code) if code in order else -1
    return next(
        (page for page in list_applying_pages(definition, answers) if order.index(page.code) > place), None
    )


def find_previous_form_page(definition: FormDefinition, answers: FormAnswers, code: str) -> FormPage | None:
    """The page that comes before.

    Args:
        definition: the version of the form.
        answers: by key.
        code: of the page after it.

    Returns:
        None before the first page.
    """
    order = [page.code for page in definition.pages]
    place = order.index(code) if code in order else 0
    earlier = [page for page in list_applying_pages(definition, answers) if order.index(page.code) < place]
    return earlier[-1] if earlier else None


def list_missing_fields_of_page(
    definition: FormDefinition, page: FormPage, answers: FormAnswers
) -> tuple[FormField, ...]:
    """The boxes of a page that the Home Office form will not go on without. “Not sure” answers the page's question.

    An answer that this version of the form does not know is missing too, until somebody gives another.

    Args:
        definition: the version of the form.
        page: one of its pages.
        answers: by key.

    Returns:
        In the page's order.
    """
    settled = page.unsure and answers.get(page.main.key, NO_ANSWER).unsure
    return tuple(
        field
        for field in list_applying_fields_of_page(page, answers)
        if (field.need == "yes" and not settled and not answers.get(field.key, NO_ANSWER))
        or not is_answer_among_options_of_form_version(definition, field, answers.get(field.key, NO_ANSWER))
    )


def is_answer_among_options_of_form_version(
    definition: FormDefinition, field: FormField, given: FormAnswerValue
) -> bool:
    """Whether the version of the form still has the answer on its list.

    Args:
        definition: the version of the form.
        field: the box.
        given: its answer.
    """
    values = given.values
    if field.kind in ("choice", "several"):
        known = {option.value for option in field.options} | ({NOT_SURE} if field.own_not_sure else set())
        return set(values) <= known
    return not field.list or set(values) <= set(definition.lists[field.list])


def list_all_missing_fields_with_pages(
    definition: FormDefinition, answers: FormAnswers
) -> tuple[tuple[FormPage, FormField], ...]:
    """Everything that the form asks for and that nobody has answered.

    Returns:
        Each box with its page, in the form's order.
    """
    return tuple(
        (page, field)
        for page in list_applying_pages(definition, answers)
        for field in list_missing_fields_of_page(definition, page, answers)
    )


def list_unsure_fields_with_pages(
    definition: FormDefinition, answers: FormAnswers
) -> tuple[tuple[FormPage, FormField], ...]:
    """Everything that was answered with "not sure".

    Returns:
        Each box with its page, in the form's order.
    """
    return tuple(
        (page, field)
        for page, field in list_applying_fields_with_pages(definition, answers)
        if is_unsure_answer(answers.get(field.key))
    )


def is_unsure_answer(given: FormAnswerValue | None) -> bool:
    """Whether this is the answer "not sure"."""
    if given is None:
        return False
    return given.unsure or (isinstance(given.value, str) and given.value in THEIR_NOT_SURE)


def list_keys_of_answers_that_no_longer_apply(
    definition: FormDefinition, answers: FormAnswers
) -> tuple[str, ...]:
    """Answers that no longer apply: kept, and in nothing that leaves.

    Returns:
        Their keys.
    """
    applies = {field.key for _, field in list_applying_fields_with_pages(definition, answers)}
    return tuple(key for key, given in answers.items() if given and key not in applies)


def is_form_page_begun(page: FormPage, answers: FormAnswers) -> bool:
    """Whether anything on the page was answered."""
    return any(answers.get(field.key, NO_ANSWER) for field in page.fields)


def is_form_page_done(
    definition: FormDefinition, page: FormPage, answers: FormAnswers, visited: frozenset[str]
) -> bool:
    """Whether the page needs nothing more. A page that may stay empty is done once somebody has saved it.

    Args:
        definition: the version of the form.
        page: one of its pages.
        answers: by key.
        visited: the keys that were saved, empty ones too.
    """
    if list_missing_fields_of_page(definition, page, answers):
        return False
    return is_form_page_begun(page, answers) or any(field.key in visited for field in page.fields)


def get_section_progress(
    definition: FormDefinition,
    section: FormSection,
    answers: FormAnswers,
    visited: frozenset[str] = frozenset(),
) -> FormSectionProgress:
    """How far a section is.

    Args:
        definition: the version of the form.
        section: one of its sections.
        answers: by key.
        visited: the keys that were saved, empty ones too.
    """
    applies = [page for page in list_applying_pages(definition, answers) if page.section == section.code]
    if not applies:
        return FormSectionProgress.LATER
    finished = [page for page in applies if is_form_page_done(definition, page, answers, visited)]
    if len(finished) == len(applies):
        return FormSectionProgress.DONE
    return (
        FormSectionProgress.BEGUN
        if any(is_form_page_begun(page, answers) for page in applies) or finished
        else FormSectionProgress.NOT_BEGUN
    )
