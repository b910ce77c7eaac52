"""Who depends on the person: read, added, changed, taken out; and what it means for what services ask."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.people.cases.offers.actions.circumstances import save_circumstances
from handrail.people.cases.offers.queries.circumstances import (
    get_circumstances_version,
    get_or_build_circumstances,
)
from handrail.people.contacts.actions import dependants
from handrail.people.contacts.errors import CaseReferenceNotVisibleError
from handrail.people.contacts.forms import DependantForm
from handrail.people.contacts.models import Dependant
from handrail.people.contacts.queries.dependants import (
    find_dependants_answer_suggestion,
    get_dependant_for_edit,
    list_dependant_rows,
    require_may_see_dependants,
)
from handrail.people.contacts.views.tasks import parse_seen_version
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor, get_case_id_for_audit
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.kernel.errors import ConcurrentEditError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.navigation import get_layout_context


@requires_case_permission(Permission.VIEW_CASE)
def show_dependants_of_case(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Show who depends on the person, as far as the reader may see it."""
    found.case_access.needs(Kind.IDENTITY)
    lines = list_dependant_rows(found.case_access)
    may = found.case_access.may(Permission.EDIT_PERSON) and not (found.closed or found.restricted)
    shown = {
        "reference": found.reference,
        "lines": lines,
        "may": may,
        "suggestion": find_dependants_answer_suggestion(found.case_access, lines) if may else None,
        "inside": found.case_access.inside,
    }
    layout = get_layout_context(request, found.case_access.actor, "cases")
    return render(request, "contacts/dependants.html", layout | shown)


class DependantActionPage(CaseActionPage, abstract=True):
    """What adds or changes a dependant."""

    permission, title, form_class = Permission.EDIT_PERSON, "Add a dependant", DependantForm
    lead = "Only what they want recorded here."

    @property
    def back_url(self) -> str:
        return reverse("dependants", args=[self.case.reference])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act. A reference that opened no case is recorded afterwards, outside of what the action undoes."""
        self.refused_reference = ""
        response = super().post(request, *args, **kwargs)
        if self.refused_reference:
            write_audit_record_of_read(
                who=self.actor.who,
                verb="looked for a case",
                about=get_case_id_for_audit(self.refused_reference),
                outcome="refused",
                why="Not available to them",
            )
        return response

    def perform(self, form: DependantForm) -> str:
        try:
            return self.save(form)
        except CaseReferenceNotVisibleError as error:
            self.refused_reference = error.reference
            raise

    def save(self, form: DependantForm) -> str:
        """Call the action; give back the sentence that confirms it."""
        raise NotImplementedError


class AddDependantPage(DependantActionPage):
    """Add somebody who depends on the person."""

    button, runs_once = "Add", True

    def load(self) -> None:
        require_may_see_dependants(self.case.case_access)

    def get_form_kwargs(self) -> dict[str, Any]:
        dependant = Dependant(case_id=self.case.case_id).bind(self.case.case_access)
        return {"actor": self.actor, "instance": dependant}

    def save(self, form: DependantForm) -> str:
        dependants.add_dependant(form.instance, by=self.actor)
        return "Added."


class ChangeDependantPage(DependantActionPage):
    """Change what is recorded of somebody who depends on the person."""

    def load(self, dependant_id: UUID) -> None:
        self.record = get_dependant_for_edit(self.case.case_access, dependant_id)

    def get_saved_values(self, form: DependantForm) -> dict[str, Any]:
        return super().get_saved_values(form) | {"years": self.record.born_year.open()}

    def save(self, form: DependantForm) -> str:
        dependants.change_dependant(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Saved."


@requires_case_permission(Permission.EDIT_PERSON)
def remove_dependant_entered_by_mistake(
    request: HttpRequest, found: CaseOpenToActor, dependant_id: UUID
) -> HttpResponse:
    """Take out somebody who was entered by mistake: a button on the list, sent with the version that it shows.

    Args:
        request: the request.
        found: the case.
        dependant_id: the entry.
    """
    dependant = get_dependant_for_edit(found.case_access, dependant_id)
    if request.method == "POST":
        seen, by = parse_seen_version(request.POST.get("seen", "")), found.case_access.actor
        try:
            dependants.mark_dependant_entered_by_mistake(
                case_id=found.case_id, dependant_id=dependant_id, seen=seen, by=by
            )
        except ConcurrentEditError:
            changed_by = dependant.changed_by.name if dependant.changed_by else ""
            text = msg(
                "{changed_by} changed this while you were working. Check it and try again.",
                changed_by=changed_by,
            )
            messages.error(request, text)
        else:
            messages.success(request, "Removed. It stays in the record.")
    return redirect("dependants", found.reference)


@requires_case_permission(Permission.EDIT_PERSON)
def answer_eligibility_question_from_dependants(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Answer what services ask as the list of dependants suggests: a button on the list."""
    require_may_see_dependants(found.case_access)
    wanted = find_dependants_answer_suggestion(found.case_access, list_dependant_rows(found.case_access))
    if request.method == "POST" and wanted:
        circumstances = get_or_build_circumstances(found.case_access)
        circumstances.dependants = wanted.answer
        seen = get_circumstances_version(circumstances)
        save_circumstances(circumstances, seen=seen, by=found.case_access.actor)
        messages.success(request, "Eligibility details updated.")
    return redirect("dependants", found.reference)
