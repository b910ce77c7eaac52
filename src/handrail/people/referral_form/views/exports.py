"""How the form leaves: files, a page to print, the words that may stand in a report; sent, handed over, put aside."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.referral_form import presenters
from handrail.people.referral_form.action_forms import (
    DraftHandoverForm,
    OwnSubmissionForm,
    PutAsideForm,
    ReportWordsForm,
    VersionMoveForm,
    get_read_text_field,
)
from handrail.people.referral_form.actions import drafts, exports, handovers, submissions
from handrail.people.referral_form.actions.handovers import DraftHandoverInput
from handrail.people.referral_form.actions.submissions import FormSubmissionInput
from handrail.people.referral_form.current_draft import (
    check_is_same_draft,
    get_draft_acted_on,
    get_opened_draft,
    require_live_draft,
)
from handrail.people.referral_form.queries.drafts import FormDraftDetail
from handrail.people.referral_form.queries.handovers import list_first_responders
from handrail.people.referral_form.queries.identifying_details import get_draft_identifying_details
from handrail.people.referral_form.rules import definition, json_export, version_changes
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires_case(Permission.RECORD)
def print_form(request: HttpRequest, found: CaseContext, draft_id: UUID) -> HttpResponse:
    """What leaves, in the form's order, to print or to copy from."""
    out = exports.export_draft(case_access=found.case_access, draft_id=draft_id, way="print")
    told = {
        "reference": found.reference if out.leaving.named else "",
        "back_href": _get_back_url(found, out.page),
        "prepared": json_export.PREPARED,
        "name": out.leaving.route.words,
        "rows": out.leaving.rows,
        "file": out.file,
        "form_name": out.page.definition.name,
        "printed_at": timezone.localtime(),
    }
    return render(
        request,
        "referral_form/print.html",
        get_layout_context(request, found.case_access.actor, "cases") | told,
    )


@requires_case(Permission.RECORD)
def as_json(request: HttpRequest, found: CaseContext, draft_id: UUID) -> HttpResponse:
    """What leaves, in the names of the form's own message."""
    return _build_file_response(found, draft_id, "json")


@requires_case(Permission.RECORD)
def as_htcds(request: HttpRequest, found: CaseContext, draft_id: UUID) -> HttpResponse:
    """What leaves, as a record of the Human Trafficking Case Data Standard."""
    return _build_file_response(found, draft_id, "htcds")


@requires_case(Permission.RECORD)
def words_of_report(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Which words may stand in a report that names nobody. It is asked apart from what the case and the draft hold."""
    draft = require_live_draft(found)
    for kind in (Kind.IDENTITY, Kind.CONTACT):
        found.case_access.needs(kind)
    texts = presenters.list_texts_to_read(draft, get_draft_identifying_details(draft))
    boxes = [(one["key"], one["text"]) for one in texts]
    form = bind_form(
        ReportWordsForm,
        request,
        texts=boxes,
        read=draft.read,
        initial={"seen": presenters.format_seen_words(draft, texts)},
    )

    def save(answers: dict[str, Any]) -> str:
        read = form.get_read_versions(draft.draft_id)
        drafts.mark_words_read(
            case_id=found.case_id, draft_id=draft.draft_id, read=read, by=found.case_access.actor
        )
        return msg(
            "{answers} may stand in the report. All other words are left out.",
            answers=formatting.plural(len(read), "answer"),
        )

    page = _build_action(
        found,
        "Which words may stand in the report?",
        save,
        "Save",
        "referral_form/report_words.html",
        stale=lambda form: _get_changed_words(found, form, texts),
        texts=texts,
    )
    return process_form_action(request, found.case_access.actor, form, page)


def _get_changed_words(
    found: CaseContext, form: ReportWordsForm, texts: list[dict[str, Any]]
) -> dict[str, Any]:
    """Each changed answer as it was read and as it is now, its box empty again; what was not changed stays ticked."""
    now = require_live_draft(found)
    read = form.get_read_versions(now.draft_id)
    texts[:] = [
        one
        for one in presenters.list_texts_to_read(now, get_draft_identifying_details(now))
        if one["key"] in form.fields
    ]
    data: Any = form.data
    data = data.copy()
    changed = [one for one in texts if one["key"] in read and read[one["key"]] != now.version(one["key"])]
    for one in changed:
        one["was"] = data.get(get_read_text_field(one["key"]), "")
        data.pop(one["key"], None)
    for one in texts:
        data[get_read_text_field(one["key"])] = one["text"]
    form.data = data
    newest = max((now.answers[one["key"]] for one in changed), key=lambda line: line.changed_at, default=None)
    return {
        "who": newest.changed_by if newest else now.changed_by,
        "at": newest.changed_at if newest else now.changed_at,
        "seen": presenters.format_seen_words(now, texts),
        "button": "Save",
    }


@requires_case(Permission.RECORD)
def move(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Take the draft to the newest version of the form, having seen what that changes."""
    draft = get_draft_acted_on(request, found)
    told = version_changes.compare_versions(draft.definition, definition.get_newest_definition(), draft.given)

    def save(answers: dict[str, Any]) -> str:
        check_is_same_draft(draft, answers["of"])
        drafts.move_draft_to_newest(
            case_id=found.case_id, draft_id=draft.draft_id, by=found.case_access.actor
        )
        return "The draft is on the newest version of the form. Every answer was kept."

    more = {"moving": told, "old": draft.definition, "new": definition.get_newest_definition()}
    page = _build_action(
        found,
        "Move to the newest version of the form",
        save,
        "Move the draft",
        "referral_form/move_version.html",
        stale=_get_both_drafts(request, found, "Move the draft"),
        **more,
    )
    return process_form_action(
        request,
        found.case_access.actor,
        bind_form(VersionMoveForm, request, initial=_get_initial_draft(draft)),
        page,
    )


@requires_case(Permission.RECORD)
def sent(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """A first responder organisation says that it sent the form on the Home Office's pages."""
    draft = get_draft_acted_on(request, found)
    form = bind_form(
        OwnSubmissionForm, request, initial={"on": formatting.get_today()} | _get_initial_draft(draft)
    )

    def save(answers: dict[str, Any]) -> tuple[str, ...]:
        check_is_same_draft(draft, answers["of"])
        done = submissions.record_draft_sent(
            case_id=found.case_id,
            draft_id=draft.draft_id,
            sent=FormSubmissionInput(answers["on"], answers["at_time"]),
            by=found.case_access.actor,
        )
        return (msg("{route}: recorded.", route=presenters.MADE_WORDS[draft.route.value]), *done.changes)

    page = FormAction(
        title="Record that the form was sent",
        save=save,
        then=reverse("case", args=[found.reference]),
        back=reverse("nrm_check", args=[found.reference]),
        button="Record as sent",
        stale=_get_both_drafts(request, found, "Record as sent"),
        more={
            "lead": "Handrail sends nothing. Record it once you have sent the form on the Home Office’s own pages."
        },
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.RECORD)
def hand_over(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Hand the draft to a first responder organisation, which makes it or sends it back."""
    draft = get_draft_acted_on(request, found)
    bodies = list_first_responders(found.case_access.actor.body_id)
    form = bind_form(DraftHandoverForm, request, bodies=bodies, initial=_get_initial_draft(draft))

    def save(answers: dict[str, Any]) -> str:
        check_is_same_draft(draft, answers["of"])
        row = handovers.hand_over_draft(
            case_id=found.case_id,
            draft_id=draft.draft_id,
            handing=DraftHandoverInput(answers["body"], answers["words"]),
            by=found.case_access.actor,
        )
        return msg("Handed to {to_body}. You see here when they have made it.", to_body=row.to_body.name)

    lead = (
        "They see the form as it stands now, and only while it is shared with them. Nobody is referred until they have "
        "sent it. Ring them as well: this sends no message."
    )
    page = _build_action(
        found,
        "Hand it to a first responder organisation",
        save,
        "Hand it over",
        "referral_form/hand_over.html",
        stale=_get_both_drafts(request, found, "Hand it over"),
        lead=lead,
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.RECORD)
def take_back(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Take a draft back that nobody has answered yet."""
    require_live_draft(found)
    if request.method == "POST" and (draft := get_opened_draft(request, found)):
        handovers.take_back_draft(case_id=found.case_id, draft_id=draft.draft_id, by=found.case_access.actor)
        messages.success(request, "The draft is yours again, and they no longer see it waiting.")
    return redirect("nrm_form", found.reference)


@requires_case(Permission.RECORD)
def put_aside(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Stop preparing the form. It can still be read, and what it holds is suggested in the next."""
    draft = get_draft_acted_on(request, found)

    def save(answers: dict[str, Any]) -> str:
        check_is_same_draft(draft, answers["of"])
        drafts.put_draft_aside(
            case_id=found.case_id,
            draft_id=draft.draft_id,
            because=answers["because"],
            by=found.case_access.actor,
        )
        return "Put aside. It can still be read, and a new draft suggests what it holds."

    page = FormAction(
        title="Put the draft aside",
        save=save,
        then=reverse("case", args=[found.reference]),
        back=reverse("nrm_form", args=[found.reference]),
        button="Put it aside",
        stale=_get_both_drafts(request, found, "Put it aside"),
        more={
            "lead": "Nothing is deleted. Do this where the form is not needed any more, or was begun by mistake."
        },
    )
    return process_form_action(
        request,
        found.case_access.actor,
        bind_form(PutAsideForm, request, initial=_get_initial_draft(draft)),
        page,
    )


def _get_initial_draft(draft: FormDraftDetail) -> dict[str, Any]:
    return {"of": str(draft.draft_id)}


def _get_both_drafts(
    request: HttpRequest, found: CaseContext, button: str
) -> Callable[[forms.Form], dict[str, Any]]:
    """Both drafts, where the page was opened on another than the one that is being prepared."""

    def both(form: forms.Form) -> dict[str, Any]:
        then, now = get_opened_draft(request, found), require_live_draft(found)
        data: Any = form.data.copy()  # type: ignore[attr-defined]
        data["of"] = str(now.draft_id)
        form.data = data
        rows = presenters.compare_drafts(then, now)
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "button": button}

    return both


def _get_back_url(found: CaseContext, page: FormDraftDetail) -> str:
    if page.live:
        return reverse("nrm_check", args=[found.reference])
    return reverse("nrm_draft", args=[found.reference, page.draft_id])


def _build_action(
    found: CaseContext, title: str, save: Any, button: str, template: str, *, stale: Any = None, **more: Any
) -> FormAction:
    here = reverse("nrm_check", args=[found.reference])
    told = {"reference": found.reference, **more}
    return FormAction(
        title=title,
        save=save,
        then=here,
        back=here,
        button=button,
        template=template,
        more=told,
        stale=stale,
    )


def _build_file_response(found: CaseContext, draft_id: UUID, way: str) -> HttpResponse:
    out = exports.export_draft(case_access=found.case_access, draft_id=draft_id, way=way)
    text = json.dumps(out.file, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    kind = "htcds" if way == "htcds" else out.leaving.route.value
    response["Content-Disposition"] = msg(
        'attachment; filename="prepared-not-submitted-{kind}.json"', kind=kind
    )
    return response
