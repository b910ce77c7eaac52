"""Writing the draft: begun once for a person, saved page by page, read over for a report that names nobody."""

import datetime
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.referral_form.answer_encoding import encode_answer
from handrail.people.referral_form.conflict_errors import (
    AnonymousReportWordsChangedError,
    FormAnswerConflictError,
)
from handrail.people.referral_form.draft_and_handover_states import LIVE_STATES, FormDraftState
from handrail.people.referral_form.models import DraftOrSentForm, FormAnswer
from handrail.people.referral_form.permissions import lock_and_authorise_case, lock_and_authorise_draft
from handrail.people.referral_form.queries.drafts import FormDraftDetail, build_draft_detail
from handrail.people.referral_form.queries.identifying_details import get_draft_identifying_details
from handrail.people.referral_form.queries.papers import (
    get_chosen_form_documents_by_number,
    get_hidden_form_document_numbers,
)
from handrail.people.referral_form.rules import (
    answer_cleaning,
    export_content,
    form_definition,
    papers,
    question_flow,
)
from handrail.people.referral_form.rules.form_definition import FormField, FormPage
from handrail.people.referral_form.rules.question_flow import FormAnswerValue
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, lower_first, msg


@dataclass(frozen=True, slots=True)
class FormPageAnswersInput:
    """One page as somebody sends it. `seen` are the versions that they had before them, key by key."""

    page: str
    answers: Mapping[str, FormAnswerValue]
    seen: Mapping[str, int]
    from_case: frozenset[str] = frozenset()


@transaction.atomic
def start_draft_or_get_live_one(*, case_id: UUID, by: Actor) -> DraftOrSentForm:
    """Begin a draft on the newest version of the form, or give back the one that is being prepared."""
    case, _ = lock_and_authorise_case(case_id, by)
    found = DraftOrSentForm.objects.filter(case=case, state__in=LIVE_STATES).first()
    if found is not None:
        return found
    now = timezone.now()
    draft = DraftOrSentForm.objects.create(
        case=case,
        definition=form_definition.get_newest_form_definition().version,
        started_at=now,
        started_by_id=by.user_id,
        changed_at=now,
        changed_by_id=by.user_id,
    )
    write_audit_record(who=by.who, verb="started a referral form", about=case.pk)
    return draft


@transaction.atomic
def save_form_page_and_describe_effects(
    *, case_id: UUID, draft_id: UUID, saving: FormPageAnswersInput, by: Actor
) -> tuple[str, ...]:
    """Keep one page. The same page sent twice is kept once.

    Args:
        case_id: the case.
        draft_id: its draft.
        saving: the answers of the page, and the versions that the sender had before them.
        by: who acts.

    Returns:
        Sentences on what it changed elsewhere in the form.

    Raises:
        Denied: the actor may not record on the case, or does not see all that the form asks for.
        ActionNotPossibleError: the case is closed, or the draft may not be written in any more, or
            an answer cannot be kept.
        FormAnswerConflictError: somebody else answered one of its boxes since.
    """
    case, case_access, draft = lock_and_authorise_draft(case_id, draft_id, by)
    before = build_draft_detail(draft, case_access)
    page = before.definition.page(saving.page)
    if page is None:
        raise ActionNotPossibleError("That question is not in this version of the form.")
    saving = _clean_chosen_documents_of_form_page(case_access, before, page, saving)
    changed = _get_changed_answers_by_key(before, page, saving)
    _raise_if_answer_changed_since(before, changed, saving)
    _save_changed_form_answers(case_access, before, draft, changed, saving)
    after = before.replace_answers(changed)
    if changed:
        draft.changed_at, draft.changed_by_id = timezone.now(), by.user_id
        draft.save(update_fields=["changed_at", "changed_by"])
        write_audit_record(
            who=by.who, verb="answered a question of the referral form", about=case.pk, why=page.title
        )
    return list_effects_of_changed_answers_on_form(before, after)


@transaction.atomic
def mark_words_allowed_in_anonymous_report(
    *, case_id: UUID, draft_id: UUID, read: Mapping[str, int], by: Actor
) -> None:
    """Say which words somebody has read and found to tell nothing of who the person is. All others are left out.

    Args:
        case_id: the case.
        draft_id: its draft.
        read: by key, the version of each that they had before them.
        by: who acts.

    Raises:
        Denied: the actor may not record on the case, or does not see all that the form asks for.
        ActionNotPossibleError: the case is closed, or the draft may not be written in any more, or
            the words say something that is known of the person.
        AnonymousReportWordsChangedError: one of them was changed since.
    """
    case, case_access, draft = lock_and_authorise_draft(case_id, draft_id, by)
    page = build_draft_detail(draft, case_access)
    may_be_read = {
        field.key: (one, field)
        for one, field in export_content.list_fields_to_review_for_anonymous_report(
            page.definition, page.given
        )
    }
    chosen = {key for key in read if key in may_be_read}
    if any(page.version(key) != read[key] for key in chosen):
        raise AnonymousReportWordsChangedError
    known = get_draft_identifying_details(page)
    told = {
        key: known.find_in_text(export_content.describe_form_answer(may_be_read[key][1], page.given[key]))
        for key in chosen
    }
    faults = [
        msg("“{title}” says {quoted}", title=may_be_read[key][0].title, quoted=_join_quoted_words(words))
        for key, words in told.items()
        if words
    ]
    if faults:
        raise ActionNotPossibleError(
            msg("First remove what identifies them. {faults}.", faults=join_texts(faults, "; "))
        )
    for row in _list_saved_answers_of_keys(draft, may_be_read):
        row.read = row.version if row.key in chosen else None
        row.save(update_fields=["read"])
    write_audit_record(
        who=by.who, verb="checked the form’s wording", about=case.pk, why="for a Duty to Notify report"
    )


def _list_saved_answers_of_keys(draft: DraftOrSentForm, keys: Container[str]) -> list[FormAnswer]:
    """Which box an answer is of is sealed: looked for here."""
    return [row for row in FormAnswer.objects.filter(draft=draft) if row.key in keys]


@transaction.atomic
def move_draft_to_newest_form_version(*, case_id: UUID, draft_id: UUID, by: Actor) -> DraftOrSentForm:
    """Take the draft to the newest version of the form. Every answer stays.

    Args:
        case_id: the case.
        draft_id: its draft.
        by: who acts.

    Raises:
        Denied: the actor may not record on the case, or does not see all that the form asks for.
        ActionNotPossibleError: the case is closed, or the draft may not be written in any more, or
            it is on the newest version.
    """
    case, _, draft = lock_and_authorise_draft(case_id, draft_id, by)
    newest = form_definition.get_newest_form_definition().version
    if draft.definition == newest:
        raise ActionNotPossibleError("This draft already uses the newest version of the form.")
    why = msg("{definition} to {newest}", definition=draft.definition, newest=newest)
    draft.definition, draft.changed_at, draft.changed_by_id = newest, timezone.now(), by.user_id
    draft.save(update_fields=["definition", "changed_at", "changed_by"])
    write_audit_record(who=by.who, verb="moved a referral form to a newer version", about=case.pk, why=why)
    return draft


@transaction.atomic
def abandon_draft(*, case_id: UUID, draft_id: UUID, because: str, by: Actor) -> DraftOrSentForm:
    """Stop preparing it. It stays readable, and what it holds is suggested in the next.

    Args:
        case_id: the case.
        draft_id: its draft.
        because: why, for whoever looks for it.
        by: who acts.

    Raises:
        Denied: the actor may not record on the case, or does not see all that the form asks for.
        ActionNotPossibleError: the case is closed, or the draft may not be written in any more, or
            no reason is given.
    """
    case, case_access, draft = lock_and_authorise_draft(case_id, draft_id, by)
    if not because.strip():
        raise ActionNotPossibleError("Enter the reason.")
    draft.state, draft.changed_at, draft.changed_by_id = FormDraftState.PUT_ASIDE, timezone.now(), by.user_id
    draft.bind(case_access).why_aside = because
    draft.save(update_fields=["state", "changed_at", "changed_by", "why_aside"])
    write_audit_record(who=by.who, verb="archived a referral form", about=case.pk)
    return draft


def list_effects_of_changed_answers_on_form(
    before: FormDraftDetail, after: FormDraftDetail
) -> tuple[str, ...]:
    """What an answer changed elsewhere.

    Returns:
        Sentences: what the form becomes, how many answers no longer apply, how many apply again.
    """
    then, now = set(before.aside), set(after.aside)
    sentences: list[str] = []
    if (
        found := question_flow.get_referral_or_report_route_of_answers(after.given)
    ) is not question_flow.get_referral_or_report_route_of_answers(before.given) and found:
        sentences.append(
            msg("This is now a {found}.", found=found.words)
            if found is question_flow.ReferralOrReportRoute.DTN
            else msg("This is now a {low}.", low=_format_route_in_lower_case(found))
        )
    if gone := now - then:
        sentences.append(_describe_count_of_answers_kept_aside(len(gone)))
    if back := then & {key for key, _ in after.given.items()} - now:
        sentences.append(_describe_count_of_restored_answers(len(back)))
    return tuple(sentences)


def _format_route_in_lower_case(found: question_flow.ReferralOrReportRoute) -> str:
    return lower_first(found.words)


def _describe_count_of_answers_kept_aside(count: int) -> str:
    if count == 1:
        return "1 answer no longer applies. It is kept, but not included in the form. Nothing was deleted."
    return msg(
        "{count} answers no longer apply. They are kept, but not included in the form. Nothing was deleted.",
        count=count,
    )


def _describe_count_of_restored_answers(count: int) -> str:
    if count == 1:
        return "1 earlier answer applies again."
    return msg("{count} earlier answers apply again.", count=count)


def _join_quoted_words(words: tuple[str, ...]) -> str:
    return join_texts(f"“{word}”" for word in words)


def _get_changed_answers_by_key(
    before: FormDraftDetail, page: FormPage, saving: FormPageAnswersInput
) -> dict[str, FormAnswerValue]:
    """What differs from what is kept, checked as the form checks it."""
    today = timezone.localdate()
    changed: dict[str, FormAnswerValue] = {}
    for field in page.fields:
        if (given := saving.answers.get(field.key)) is None:
            continue
        kept = _validate_form_answer(before, page, field, given, today)
        if field.key not in before.answers or before.given[field.key] != kept:
            changed[field.key] = kept
    return changed


def _clean_chosen_documents_of_form_page(
    case_access: CaseAccess, before: FormDraftDetail, page: FormPage, saving: FormPageAnswersInput
) -> FormPageAnswersInput:
    """The same, once each new paper was found to be one that may go. What the writer cannot see stays chosen."""
    field = next((one for one in page.fields if one.kind == "papers"), None)
    given = saving.answers.get(field.key) if field else None
    if field is None or given is None:
        return saving
    was = before.given.get(field.key, FormAnswerValue()).values
    if (no := papers.get_reason_form_takes_no_documents(before.given)) and set(given.values) - set(was):
        raise ActionNotPossibleError(no)
    here = get_chosen_form_documents_by_number(case_access, given.values)
    for one in given.values:
        if one not in was or one in here:
            _raise_unless_document_may_leave_with_form(here.get(one))
    unseen = get_hidden_form_document_numbers(case_access, was)
    kept = [one for one in was if one in unseen]
    kept += [one for one in given.values if one in here]
    return replace(saving, answers={**saving.answers, field.key: FormAnswerValue(tuple(dict.fromkeys(kept)))})


def _raise_unless_document_may_leave_with_form(paper: papers.FormDocument | None) -> None:
    if paper is None:
        raise ActionNotPossibleError("That document is not on this case. Choose one from the list.")
    if held := papers.get_reason_document_cannot_go_with_form(paper):
        raise ActionNotPossibleError(
            msg("{name} cannot go with the form. {held}", name=paper.name, held=held)
        )


def _validate_form_answer(
    before: FormDraftDetail, page: FormPage, field: FormField, given: FormAnswerValue, today: datetime.date
) -> FormAnswerValue:
    try:
        value = answer_cleaning.clean_form_answer(before.definition, field, given.value, today)
    except answer_cleaning.InvalidAnswerError as no:
        raise ActionNotPossibleError(msg("{field}: {no}", field=field.label, no=no)) from no
    return FormAnswerValue(
        value, given.unsure and page.unsure and field is page.main and field.kind != "choice"
    )


def _raise_if_answer_changed_since(
    before: FormDraftDetail, changed: Mapping[str, FormAnswerValue], saving: FormPageAnswersInput
) -> None:
    """A box that somebody else changed since is refused, unless both wrote the same."""
    for key in changed:
        if before.version(key) != saving.seen.get(key, 0):
            raise FormAnswerConflictError


def _save_changed_form_answers(
    case_access: CaseAccess,
    before: FormDraftDetail,
    draft: DraftOrSentForm,
    changed: Mapping[str, FormAnswerValue],
    saving: FormPageAnswersInput,
) -> None:
    now, rows = timezone.now(), {row.key: row for row in _list_saved_answers_of_keys(draft, changed)}
    for key, given in changed.items():
        row = rows.get(key) or FormAnswer(draft=draft, key=key)
        row.unsure, row.from_case = given.unsure, key in saving.from_case
        row.version, row.changed_at, row.changed_by_id = row.version + 1, now, case_access.actor.user_id
        row.value = encode_answer(given.value)
        row.bind(case_access).save()
