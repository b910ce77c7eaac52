"""Preparing the form: where it stands, one question a page, checking it, what it kept aside."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.referral_form import presenters
from handrail.people.referral_form.actions import drafts
from handrail.people.referral_form.actions.drafts import FormPageInput
from handrail.people.referral_form.current_draft import (
    check_is_same_draft,
    get_draft_acted_on,
    require_live_draft,
)
from handrail.people.referral_form.errors import FormAnswerConflictError
from handrail.people.referral_form.forms import (
    LONGEST_SUGGESTED_LIST,
    FormPageForm,
    format_page_versions,
    parse_page_versions,
    shown,
)
from handrail.people.referral_form.permissions import CLOSED_MESSAGE
from handrail.people.referral_form.queries.case_checks import find_contradictions, find_unrecorded
from handrail.people.referral_form.queries.drafts import FormDraftDetail, get_draft, get_live_draft
from handrail.people.referral_form.queries.papers import list_offered_papers
from handrail.people.referral_form.queries.suggestions import get_suggestions
from handrail.people.referral_form.rules import export_content, flow
from handrail.people.referral_form.rules.definition import FormPage
from handrail.people.referral_form.rules.flow import FormRoute
from handrail.people.referral_form.rules.papers import FormPapers, get_no_papers_reason, get_paper_obstacle
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.ui import formatting
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires_case(Permission.RECORD)
def form(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Begin the form, or see where it stands: each section done, begun or not begun."""
    found.case_access.needs(Kind.PATHWAY)
    if request.method == "POST":
        drafts.start_draft(case_id=found.case_id, by=found.case_access.actor)
        return redirect("nrm_form", found.reference)
    draft = get_live_draft(found.case_access)
    if draft is None and found.closed:
        raise ActionNotAllowed(CLOSED_MESSAGE)
    if draft is None:
        return _render_page(request, found, "referral_form/start.html", {"reference": found.reference})
    told = presenters.build_draft_header(draft) | {
        "tasks": presenters.build_tasks(draft),
        "done": sum(row["state"] == "met" for row in presenters.build_tasks(draft)),
        "closed": CLOSED_MESSAGE if draft.is_case_closed else "",
        "undecided": draft.route is FormRoute.OPEN,
        "anonymous": draft.route is FormRoute.DTN and not flow.names_person(draft.given),
    }
    return _render_page(request, found, "referral_form/draft_overview.html", told)


@requires_case(Permission.RECORD)
def question(request: HttpRequest, found: CaseContext, page: str) -> HttpResponse:
    """One question. Saved and on to the next; skipped; or saved and left, to come back to at any time."""
    draft = get_draft_acted_on(request, found)
    asked = draft.definition.page(page)
    if asked is None:
        raise NotVisible
    if request.method != "POST" and not draft.open:
        return redirect("nrm_draft", found.reference, draft.draft_id)
    for field in asked.fields:
        found.case_access.needs(Kind(field.shows))
    case_says = get_suggestions(found.case_access, draft.definition, [field.key for field in asked.fields])
    complete = not {"skip", "leave"} & set(request.POST)
    papers = (
        list_offered_papers(found.case_access)
        if any(field.kind == "papers" for field in asked.fields)
        else {}
    )
    bound = bind_form(
        FormPageForm,
        request,
        draft=draft,
        page=asked,
        suggested=case_says,
        papers=papers,
        complete=complete,
    )
    versions = None
    if request.method == "POST" and bound.is_valid():
        try:
            return _save_page(request, found, draft, asked, bound, case_says)
        except ActionNotAllowed as no:
            bound.add_error(None, str(no))
        except FormAnswerConflictError as stale:
            draft = require_live_draft(found)
            bound.add_error(None, str(stale.__doc__))
            versions = _get_both_versions(draft, asked, bound, papers)
    told = _get_question_context(draft, asked, bound, case_says) | {"versions": versions}
    told |= {
        "held": [(one.words, get_paper_obstacle(one)) for one in papers.values() if get_paper_obstacle(one)]
    }
    told |= {"no_papers": get_no_papers_reason(draft.given), "papers": papers}
    return _render_page(request, found, "referral_form/question.html", told, status=409 if versions else 200)


@requires_case(Permission.RECORD)
def check(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Every answer, what is missing, what is not sure; then how it leaves."""
    draft = require_live_draft(found)
    for kind in (Kind.IDENTITY, Kind.CONTACT):
        found.case_access.needs(kind)
    wrong = find_contradictions(draft)
    may_leave = draft.route is not FormRoute.OPEN and not wrong
    told = presenters.build_draft_header(draft) | _get_check_context(draft, change=draft.open)
    told |= {"faults": wrong, "unrecorded": find_unrecorded(draft)}
    told |= {"may_leave": may_leave, "first_responder": _is_first_responder(draft, found)}
    return _render_page(request, found, "referral_form/check.html", told)


@requires_case(Permission.RECORD)
def draft(request: HttpRequest, found: CaseContext, draft_id: UUID) -> HttpResponse:
    """A draft to read: one that was made, put aside, handed over, or whose case is closed."""
    read = get_draft(found.case_access, draft_id)
    if read is None:
        raise NotVisible
    for kind in (Kind.IDENTITY, Kind.CONTACT):
        found.case_access.needs(kind)
    told = presenters.build_draft_header(read) | _get_check_context(read, change=False)
    told |= {
        "closed": CLOSED_MESSAGE if read.is_case_closed else "",
        "may_leave": read.route is not FormRoute.OPEN,
    }
    return _render_page(request, found, "referral_form/draft_detail.html", told)


def _is_first_responder(draft: FormDraftDetail, found: CaseContext) -> bool:
    return (
        get_suggestions(found.case_access, draft.definition, ["organisation"]).get("organisation", "") != ""
    )


def _get_check_context(draft: FormDraftDetail, *, change: bool) -> dict[str, Any]:
    form = draft.definition
    return {
        "sections": presenters.build_answer_sections(draft, change=change),
        "missing": [
            (export_content.get_question_title(page, field), presenters.get_question_url(draft, page))
            for page, field in flow.list_all_missing(form, draft.given)
        ],
        "not_sure": [
            (export_content.get_question_title(page, field), presenters.get_question_url(draft, page))
            for page, field in flow.list_unsure(form, draft.given)
        ],
        "aside": presenters.list_set_aside_answers(draft),
        "change": change,
        "printed_at": timezone.localtime(),
        "automatic": flow.is_automatic(draft.given),
        "no_papers": get_no_papers_reason(draft.given),
        "one_name": flow.names_person(draft.given) and _has_one_name(draft),
        "to_read": len(export_content.list_words_to_read(form, draft.given)),
        "read": len(
            [
                key
                for key in draft.read
                if key in {f.key for _, f in export_content.list_words_to_read(form, draft.given)}
            ]
        ),
    }


def _has_one_name(draft: FormDraftDetail) -> bool:
    given = draft.given
    return bool(given.get("first_name")) and not given.get("last_name")


def _save_page(
    request: HttpRequest,
    found: CaseContext,
    draft: FormDraftDetail,
    asked: FormPage,
    bound: FormPageForm,
    case_says: dict[str, Any],
) -> HttpResponse:
    if bound.cleaned_data["of"]:  # a page that names none is refused by the versions of its answers
        check_is_same_draft(draft, bound.cleaned_data["of"])
    answers = bound.saving()
    saving = FormPageInput(
        page=asked.code,
        answers=answers,
        seen=parse_page_versions(asked, bound.cleaned_data["seen"]),
        from_case=frozenset(
            key for key, one in answers.items() if one.value and one.value == case_says.get(key)
        ),
    )
    changed = drafts.save_form_page(
        case_id=found.case_id, draft_id=draft.draft_id, saving=saving, by=found.case_access.actor
    )
    for sentence in changed:
        messages.success(request, sentence)
    if "leave" in request.POST:
        return redirect("nrm_form", found.reference)
    after = {**draft.given, **answers}
    follows = flow.get_next_page(draft.definition, after, asked.code)
    there = (
        presenters.get_question_url(draft, follows)
        if follows
        else reverse("nrm_check", args=[found.reference])
    )
    return HttpResponseRedirect(there)


def _get_question_context(
    draft: FormDraftDetail, asked: FormPage, bound: FormPageForm, case_says: dict[str, Any]
) -> dict[str, Any]:
    applies = flow.list_pages(draft.definition, draft.given)
    pages = [page for page in applies if page.section == asked.section]
    before = flow.get_previous_page(draft.definition, draft.given, asked.code)
    section = next(one for one in draft.definition.sections if one.code == asked.section)
    return {
        "form": bound,
        "asked": asked,
        "draft": draft,
        "reference": draft.reference,
        "section": section.name,
        "question_number": pages.index(asked) + 1 if asked in pages else 0,
        "question_total": len(pages),
        "fell_away": asked not in applies,
        "saved": formatting.format_moment(draft.changed_at) if asked.main.key in draft.answers else "",
        "back_href": presenters.get_question_url(draft, before)
        if before
        else reverse("nrm_form", args=[draft.reference]),
        "top": asked.main.kind in ("choice", "several"),
        "reveals": _group_revealed_fields(asked),
        "plain": [field.key for field in asked.fields if not _is_revealed(asked, field)],
        "from_case": [f.label for f in asked.fields if f.key in case_says and f.key not in draft.answers],
        "case_says": _list_differences(draft, asked, case_says),
        "lists": {
            field.list: draft.definition.lists[field.list]
            for field in asked.fields
            if field.list
            and field.kind == "list"
            and len(draft.definition.lists[field.list]) <= LONGEST_SUGGESTED_LIST
        },
    }


def _list_differences(
    draft: FormDraftDetail, asked: FormPage, case_says: dict[str, Any]
) -> list[tuple[str, str]]:
    """Where the case says something else than what was saved: the reader decides which is true."""
    rows = []
    for field in asked.fields:
        kept = draft.answers.get(field.key)
        said = case_says.get(field.key)
        if said and kept and kept.given.value != said:
            rows.append((field.label, export_content.describe_answer(field, flow.FormAnswerValue(said))))
    return rows


def _is_revealed(asked: FormPage, field: Any) -> bool:
    return any(fact == asked.main.key for fact, _ in field.when)


def _group_revealed_fields(asked: FormPage) -> dict[str, list[str]]:
    """Boxes that belong to one answer of the question, by that answer."""
    found: dict[str, list[str]] = {}
    for field in asked.fields:
        for fact, values in field.when:
            if fact == asked.main.key:
                for value in values:
                    found.setdefault(value, []).append(field.key)
    return found


def _get_both_versions(
    draft: FormDraftDetail, asked: FormPage, bound: FormPageForm, papers: FormPapers
) -> dict[str, Any]:
    """Both versions, and the numbers now saved, so that saving again is a choice made with both in view."""
    lines = [draft.answers[field.key] for field in asked.fields if field.key in draft.answers]
    newest = max(lines, key=lambda line: line.changed_at, default=draft)
    rows = []
    for field in asked.fields:
        kept = draft.answers.get(field.key)
        theirs = draft.spoken(field, kept.given) if kept else ""
        mine = draft.spoken(field, bound.kept[field.key], papers) if field.key in bound.kept else ""
        rows.append((field.label, mine, theirs))
    bound.data = bound.data.copy()  # type: ignore[attr-defined]
    bound.data["seen"], bound.data["of"] = format_page_versions(draft, asked), str(draft.draft_id)  # type: ignore[index]
    return {"who": newest.changed_by, "at": newest.changed_at, "rows": rows}


def _render_page(
    request: HttpRequest, found: CaseContext, template: str, told: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(
        request, template, get_layout_context(request, found.case_access.actor, "cases") | told, status=status
    )


__all__ = ["check", "draft", "form", "question", "shown"]
