"""One question a page over the shared draft."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from handrail.people.referral_form.actions import drafts
from handrail.people.referral_form.actions.drafts import FormPageAnswersInput
from handrail.people.referral_form.current_draft import raise_unless_live_draft_was_shown
from handrail.people.referral_form.draft_action_page import FormDraftActionPage
from handrail.people.referral_form.forms import (
    LONGEST_SUGGESTED_LIST,
    FormPageForm,
    format_answer_versions_of_page,
    parse_answer_versions_of_page,
)
from handrail.people.referral_form.presenters import get_question_url
from handrail.people.referral_form.queries.drafts import FormDraftDetail
from handrail.people.referral_form.queries.papers import get_visible_form_documents_by_number
from handrail.people.referral_form.queries.suggestions import get_suggestions_by_field_key
from handrail.people.referral_form.rules import export_content, question_flow
from handrail.people.referral_form.rules.form_definition import FormField, FormPage
from handrail.people.referral_form.rules.papers import (
    FormPapers,
    get_reason_document_cannot_go_with_form,
    get_reason_form_takes_no_documents,
)
from handrail.people.referral_form.rules.question_flow import FormAnswerValue, Value
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.ui import formatting
from handrail.platform.ui.record_display import VersionComparison, VersionComparisonRow

UNFINISHED_BUTTONS = frozenset({"skip", "leave"})
"""What saves a page as it is, without asking for all that the Home Office form asks for."""


class FormQuestionContext(TypedDict):
    """What the page of a question shows: `plain`, keys of boxes; `reveals`, those that belong to one answer of it."""

    asked: FormPage
    draft: FormDraftDetail
    reference: str
    section: str
    question_number: int
    question_total: int
    fell_away: bool
    saved: str
    back_href: str
    top: bool
    reveals: dict[str, list[str]]
    plain: list[str]
    from_case: list[str]
    case_says: list[tuple[str, str]]  # label and what the case says
    lists: dict[str, tuple[str, ...]]
    held: list[tuple[str, str]]  # papers that cannot go, and why
    no_papers: str
    papers: FormPapers


class FormQuestionPage(FormDraftActionPage):
    """One question. Saved and on to the next; skipped; or saved and left, to come back to at any time."""

    form_class, template_name, takes_closed_case = FormPageForm, "referral_form/question.html", True
    asked: FormPage
    case_says: Mapping[str, Value]
    papers: FormPapers

    @property
    def title(self) -> str:
        return self.asked.title

    def load(self, page: str) -> None:
        super().load()
        asked = self.form_draft.definition.page(page)
        if asked is None:
            raise NotVisible
        self.asked = asked
        if self._is_only_read():
            return
        access = self.case.case_access
        for field in asked.fields:
            access.needs(Kind(field.shows))
        keys = [field.key for field in asked.fields]
        self.case_says = get_suggestions_by_field_key(access, self.form_draft.definition, keys)
        takes_papers = any(field.kind == "papers" for field in asked.fields)
        self.papers = get_visible_form_documents_by_number(access) if takes_papers else {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self._is_only_read():
            return redirect("nrm_draft", self.case.reference, self.form_draft.draft_id)
        return super().get(request, *args, **kwargs)

    def _is_only_read(self) -> bool:
        """Whether the draft is only read now, and nothing was typed that has to be shown again."""
        return self.request.method != "POST" and self.draft is None and not self.form_draft.open

    def get_form_kwargs(self) -> dict[str, Any]:
        sent = {name for name, _ in self.draft.fields} if self.draft else set()
        pressed = set(self.request.POST) or sent
        return {
            "draft": self.form_draft,
            "page": self.asked,
            "suggested": self.case_says,
            "papers": self.papers,
            "complete": not UNFINISHED_BUTTONS & pressed,
        }

    def renew_seen(self, data: QueryDict) -> None:
        super().renew_seen(data)
        data["seen"] = format_answer_versions_of_page(self.form_draft, self.asked)

    def get_versions(self, form: FormPageForm) -> VersionComparison:
        """Both versions of each box."""
        draft = self.form_draft
        lines = [draft.answers[field.key] for field in self.asked.fields if field.key in draft.answers]
        newest = max(lines, key=lambda line: line.changed_at, default=draft)
        rows = tuple(
            self._make_comparison_row(field, form.kept.get(field.key)) for field in self.asked.fields
        )
        return VersionComparison(newest.changed_by, newest.changed_at, rows)

    def _make_comparison_row(self, field: FormField, typed: FormAnswerValue | None) -> VersionComparisonRow:
        draft, saved = self.form_draft, self.form_draft.answers.get(field.key)
        mine = draft.spoken(field, typed, self.papers) if typed is not None else ""
        return VersionComparisonRow(field.label, mine, draft.spoken(field, saved.given) if saved else "")

    def perform(self, form: FormPageForm) -> tuple[str, ...]:
        draft, asked, answers = self.form_draft, self.asked, form.saving()
        if form.cleaned_data["of"]:  # a page that names none is refused by the versions of its answers
            raise_unless_live_draft_was_shown(draft, form.cleaned_data["of"])
        says = self.case_says
        saving = FormPageAnswersInput(
            page=asked.code,
            answers=answers,
            seen=parse_answer_versions_of_page(asked, form.cleaned_data["seen"]),
            from_case=frozenset(
                key for key, one in answers.items() if one.value and one.value == says.get(key)
            ),
        )
        changed = drafts.save_form_page_and_describe_effects(
            case_id=self.case.case_id, draft_id=draft.draft_id, saving=saving, by=self.actor
        )
        self.success_url = self._get_next_url({**draft.given, **answers})
        return changed

    def _get_next_url(self, given: Mapping[str, FormAnswerValue]) -> str:
        if "leave" in self.request.POST:
            return reverse("nrm_form", args=[self.case.reference])
        follows = question_flow.find_next_form_page(self.form_draft.definition, given, self.asked.code)
        return get_question_url(self.form_draft, follows) if follows else self.back_url

    def get_context_data(self) -> FormQuestionContext:
        draft, asked = self.form_draft, self.asked
        applies = question_flow.list_applying_pages(draft.definition, draft.given)
        pages = [page for page in applies if page.section == asked.section]
        before = question_flow.find_previous_form_page(draft.definition, draft.given, asked.code)
        saved = (
            formatting.format_relative_day_and_time(draft.changed_at)
            if asked.main.key in draft.answers
            else ""
        )
        start = reverse("nrm_form", args=[draft.reference])
        obstacles = [
            (paper.words, get_reason_document_cannot_go_with_form(paper)) for paper in self.papers.values()
        ]
        return {
            "asked": asked,
            "draft": draft,
            "reference": draft.reference,
            "section": next(each.name for each in draft.definition.sections if each.code == asked.section),
            "question_number": pages.index(asked) + 1 if asked in pages else 0,
            "question_total": len(pages),
            "fell_away": asked not in applies,
            "saved": saved,
            "back_href": get_question_url(draft, before) if before else start,
            "top": asked.main.kind in ("choice", "several"),
            "reveals": _get_follow_up_field_keys_by_answer(asked),
            "plain": [field.key for field in asked.fields if not _is_follow_up_field_of_answer(asked, field)],
            "from_case": [
                field.label
                for field in asked.fields
                if field.key in self.case_says and field.key not in draft.answers
            ],
            "case_says": _list_case_answers_that_differ(draft, asked.fields, self.case_says),
            "lists": _get_browser_suggestion_lists_by_name(draft, asked.fields),
            "held": [(name, why) for name, why in obstacles if why],
            "no_papers": get_reason_form_takes_no_documents(draft.given),
            "papers": self.papers,
        }


def _get_browser_suggestion_lists_by_name(
    draft: FormDraftDetail, fields: Sequence[FormField]
) -> dict[str, tuple[str, ...]]:
    """The lists from which a browser may suggest."""
    lists = {field.list: draft.definition.lists[field.list] for field in fields if field.kind == "list"}
    return {name: entries for name, entries in lists.items() if len(entries) <= LONGEST_SUGGESTED_LIST}


def _list_case_answers_that_differ(
    draft: FormDraftDetail, fields: Sequence[FormField], case_says: Mapping[str, Value]
) -> list[tuple[str, str]]:
    """Where the case says something else than what was saved: the reader decides which is true."""
    rows = []
    for field in fields:
        kept, said = draft.answers.get(field.key), case_says.get(field.key)
        if said and kept and kept.given.value != said:
            rows.append((field.label, export_content.describe_form_answer(field, FormAnswerValue(said))))
    return rows


def _is_follow_up_field_of_answer(asked: FormPage, field: FormField) -> bool:
    return any(fact == asked.main.key for fact, _ in field.when)


def _get_follow_up_field_keys_by_answer(asked: FormPage) -> dict[str, list[str]]:
    """Boxes that belong to one answer of the question, by that answer."""
    found: dict[str, list[str]] = {}
    for field in asked.fields:
        for fact, values in field.when:
            if fact == asked.main.key:
                for value in values:
                    found.setdefault(value, []).append(field.key)
    return found
