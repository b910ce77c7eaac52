"""Who depends on the person: read, added, changed, taken out; and what it means for what services ask."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.people.cases.offers.actions.circumstances import CIRCUMSTANCE_CHOICES, update_circumstances
from handrail.people.cases.offers.queries.fit_facts import get_circumstances
from handrail.people.contacts.actions import dependants
from handrail.people.contacts.actions.dependants import DependantInput
from handrail.people.contacts.errors import ReferenceNotVisibleError, StaleDependantError
from handrail.people.contacts.forms import DependantForm
from handrail.people.contacts.queries.dependants import (
    DependantRow,
    get_dependant_rows,
    get_dependant_suggestion,
)
from handrail.people.contacts.states import DependantKind, DependantRisk, DependantWhereabouts
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext, get_case_id_for_audit
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_read
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.form_actions import ActionMessages, FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

TEXT_FIELDS = ("called", "where_words", "risk_words", "own_reference")


@requires_case(Permission.VIEW_CASE)
def all_dependants(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Who depends on the person, as far as the reader may see it."""
    found.case_access.needs(Kind.IDENTITY)
    lines = get_dependant_rows(found.case_access)
    may = found.case_access.may(Permission.EDIT_PERSON) and not found.closed
    shown = {
        "reference": found.reference,
        "lines": lines,
        "may": may,
        "suggestion": get_dependant_suggestion(found.case_access, lines) if may else None,
        "inside": found.case_access.inside,
    }
    return render(
        request,
        "contacts/dependants.html",
        get_layout_context(request, found.case_access.actor, "cases") | shown,
    )


@requires_case(Permission.EDIT_PERSON)
def add_dependant(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Write down somebody who depends on the person."""
    _check_kinds(found)
    form = bind_form(DependantForm, request, initial={"seen": 0})

    def save(answers: dict[str, Any]) -> str:
        dependants.add_dependant(
            case_id=found.case_id, told=_make_dependant_input(answers), by=found.case_access.actor
        )
        return "Added."

    return _run_act(request, found, form, _make_act(found, "Who depends on them?", save, "Add", once=True))


@requires_case(Permission.EDIT_PERSON)
def change_dependant(request: HttpRequest, found: CaseContext, dependant_id: UUID) -> HttpResponse:
    """Say it anew."""
    line = _get_dependant_or_deny(found, dependant_id)
    start = {name: getattr(line, name) for name in ("sort", "where", "at_risk", *TEXT_FIELDS)}
    form = bind_form(DependantForm, request, initial=start | {"seen": line.version, "years": line.born_year})

    def save(answers: dict[str, Any]) -> str:
        dependants.change_dependant(
            case_id=found.case_id,
            dependant_id=dependant_id,
            told=_make_dependant_input(answers),
            seen_version=answers["seen"],
            by=found.case_access.actor,
        )
        return "Saved."

    page = _make_act(
        found, "Who depends on them?", save, "Save", stale=_compare_versions(found, dependant_id)
    )
    return _run_act(request, found, form, page)


@requires_case(Permission.EDIT_PERSON)
def take_out_dependant(request: HttpRequest, found: CaseContext, dependant_id: UUID) -> HttpResponse:
    """Entered by mistake."""
    line = _get_dependant_or_deny(found, dependant_id)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1
        try:
            dependants.take_out_dependant(
                case_id=found.case_id,
                dependant_id=dependant_id,
                seen_version=version,
                by=found.case_access.actor,
            )
        except StaleDependantError:
            messages.error(
                request, msg("{changed_by} changed this meanwhile. Look again.", changed_by=line.changed_by)
            )
        else:
            messages.success(request, "Taken out. It stays on record.")
    return redirect("dependants", found.reference)


@requires_case(Permission.EDIT_PERSON)
def follow_dependants(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Let what services ask follow from the list."""
    _check_kinds(found)
    wanted = get_dependant_suggestion(found.case_access, get_dependant_rows(found.case_access))
    if request.method == "POST" and wanted:
        said = get_circumstances(found.case_access)
        answers = {name: getattr(said, name) for name in CIRCUMSTANCE_CHOICES} | {"dependants": wanted.answer}
        update_circumstances(
            case_id=found.case_id, said=answers, seen_version=said.version, by=found.case_access.actor
        )
        messages.success(request, "What services ask now says the same.")
    return redirect("dependants", found.reference)


def _check_kinds(found: CaseContext) -> None:
    for kind in (Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY):
        found.case_access.needs(kind)


def _get_dependant_or_deny(found: CaseContext, dependant_id: UUID) -> DependantRow:
    _check_kinds(found)
    line = next(
        (one for one in get_dependant_rows(found.case_access) if one.dependant_id == dependant_id), None
    )
    if line is None:
        raise NotVisible
    return line


def _make_dependant_input(answers: dict[str, Any]) -> DependantInput:
    return DependantInput(
        sort=DependantKind(answers["sort"]),
        where=DependantWhereabouts(answers["where"]),
        at_risk=DependantRisk(answers["at_risk"]),
        years=answers["years"],
        **{name: answers[name] for name in TEXT_FIELDS},
    )


def _make_act(
    found: CaseContext, title: str, save: Any, button: str, stale: Any = None, *, once: bool = False
) -> FormAction:
    here = reverse("dependants", args=[found.reference])
    lead = "Only what they want kept here. It is locked with the person’s own key."
    more = {"lead": lead}
    return FormAction(
        title=title, save=save, then=here, back=here, button=button, more=more, stale=stale, once=once
    )


def _run_act(request: HttpRequest, found: CaseContext, form: forms.Form, page: FormAction) -> HttpResponse:
    """The act. A reference that opened no case is written down after it, outside of what the act undoes."""
    tried: list[str] = []

    def save(answers: dict[str, Any]) -> ActionMessages:
        try:
            return page.save(answers)
        except ReferenceNotVisibleError as no:
            tried.append(no.reference)
            raise

    actor = found.case_access.actor
    response = process_form_action(request, actor, form, replace(page, save=save))
    for reference in tried:
        about, why = get_case_id_for_audit(reference), "Not open to them"
        record_read(who=actor.who, verb="looked for a case", about=about, outcome="refused", why=why)
    return response


def _compare_versions(found: CaseContext, dependant_id: UUID) -> Any:
    """After a stale save: what was typed beside what somebody else saved."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now, typed = _get_dependant_or_deny(found, dependant_id), form.cleaned_data
        rows = [
            ("Who", DependantKind(typed["sort"]).label, now.sort_words),
            ("Called", typed["called"], now.called),
            ("Age or year of birth", str(typed["years"] or ""), str(now.born_year or "")),
            ("Where", DependantWhereabouts(typed["where"]).label, now.where_said),
            ("At risk", DependantRisk(typed["at_risk"]).label, now.risk_said),
            ("The risk", typed["risk_words"], now.risk_words),
        ]
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    return versions
