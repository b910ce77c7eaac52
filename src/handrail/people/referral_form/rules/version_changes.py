"""From one version of the form to the next: every answer is kept by its key; what changed is said."""

from dataclasses import dataclass

from handrail.people.referral_form.rules import question_flow
from handrail.people.referral_form.rules.form_definition import FormDefinition, FormField, FormPage
from handrail.people.referral_form.rules.question_flow import FormAnswers


@dataclass(frozen=True, slots=True)
class FormVersionChanges:
    """What a newer version does to a draft, by question. Nothing is lost: what fell away is kept beside it."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    again: tuple[str, ...]
    fell_away: tuple[str, ...]
    kept: int


def compare_definition_versions(
    old: FormDefinition, new: FormDefinition, answers: FormAnswers
) -> FormVersionChanges:
    """Compare two versions for what a draft holds.

    Args:
        old: the version that the draft is on.
        new: the version that it may be moved to.
        answers: of the draft, by key.
    """
    before, after = _get_page_and_field_by_key(old), _get_page_and_field_by_key(new)
    applies = question_flow.list_applying_fields_with_pages(new, answers)
    return FormVersionChanges(
        new=tuple(page.title for page, field in applies if field.key not in before),
        changed=tuple(
            page.title
            for page, field in applies
            if field.key in before and _has_field_changed(before[field.key], (page, field))
        ),
        again=tuple(
            page.title
            for page, field in applies
            if not question_flow.is_answer_among_options_of_form_version(
                new, field, answers.get(field.key, question_flow.NO_ANSWER)
            )
        ),
        fell_away=tuple(
            before[key][0].title
            for key, given in answers.items()
            if given and key not in after and key in before
        ),
        kept=sum(1 for key, given in answers.items() if given and key in after),
    )


def _get_page_and_field_by_key(definition: FormDefinition) -> dict[str, tuple[FormPage, FormField]]:
    found: dict[str, tuple[FormPage, FormField]] = {}
    for page, field in definition.each():
        found.setdefault(field.key, (page, field))
    return found


def _has_field_changed(old: tuple[FormPage, FormField], new: tuple[FormPage, FormField]) -> bool:
    """Whether somebody should look again: the question, what is asked for, or what may be chosen."""
    return (
        old[0].title != new[0].title
        or old[1].kind != new[1].kind
        or {option.value for option in old[1].options} != {option.value for option in new[1].options}
        or old[1].list != new[1].list
    )
