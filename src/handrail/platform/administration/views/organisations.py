"""Organisations: the list, adding one, and inviting the first who looks after its people."""

from typing import Any, TypedDict

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models import User
from handrail.platform.access.roles import Permission, Role
from handrail.platform.administration.actions.invitations import (
    invite_user_to_role_at_organisation,
    send_invitation_again,
    withdraw_invitation,
)
from handrail.platform.administration.actions.organisations import add_organisation
from handrail.platform.administration.forms import InviteAdministratorForm, OrganisationForm
from handrail.platform.administration.models import Invitation
from handrail.platform.administration.queries import staff as queries
from handrail.platform.administration.queries.organisation_tasks import (
    OrganisationTasks,
    get_organisation_tasks,
)
from handrail.platform.administration.views.invitations import describe_sent_invitation
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.reference.body_kinds import BODY_KINDS
from handrail.platform.reference.models import Body
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm

NAV = "organisations"


class OrganisationsPageContext(TypedDict):
    """What the list of organisations shows."""

    rows: list[queries.OrganisationRow]
    page: "Page[Body]"
    without: bool
    named: str
    kind: str
    kinds: list[tuple[str, str]]


class OrganisationsHomeContext(TypedDict):
    """What the home of a platform administrator shows."""

    tasks: OrganisationTasks
    kinds: list[tuple[str, str]]


@requires_permission(Permission.ADD_ORGANISATIONS)
def organisations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What to do now; with anything asked, every organisation and whether somebody looks after its people."""
    if not request.GET:
        home: OrganisationsHomeContext = {"tasks": get_organisation_tasks(), "kinds": list(BODY_KINDS)}
        return render(
            request,
            "administration/organisations_home.html",
            {**get_layout_context(request, actor), **home, "now": timezone.now()},
        )
    without = request.GET.get("show") == "without"
    named, kind = request.GET.get("q", "").strip()[:80], request.GET.get("kind", "")
    page, rows = queries.get_organisation_page_and_rows(
        request.GET.get("page", ""), without_administrator=without, named=named, kind=kind
    )
    shown: OrganisationsPageContext = {
        "rows": rows,
        "page": page,
        "without": without,
        "named": named,
        "kind": kind,
        "kinds": list(BODY_KINDS),
    }
    return render(
        request, "administration/organisations.html", {**get_layout_context(request, actor), **shown}
    )


class OrganisationPageContext(TypedDict):
    """What the page of one organisation shows."""

    body: Body
    areas: list[str]
    administrators: list[User]
    invitations: list[Invitation]


@requires_permission(Permission.ADD_ORGANISATIONS)
def organisation(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """One organisation, and who looks after its people."""
    body = get_organisation(code)
    shown: OrganisationPageContext = {
        "body": body,
        "areas": [area.name for area in body.further_areas.order_by("name")],
        "administrators": queries.list_administrators(body.pk),
        "invitations": queries.list_unanswered_invitations(body.pk, Role.ADMINISTRATOR),
    }
    return render(
        request, "administration/organisation.html", {**get_layout_context(request, actor, NAV), **shown}
    )


class AddOrganisationPage(ActionPage):
    """Add an organisation."""

    asks_again = True
    permission, nav = Permission.ADD_ORGANISATIONS, NAV
    title, form_class, runs_once = "Add an organisation", OrganisationForm, True
    template_name = "administration/add_organisation.html"
    button = "Add organisation"

    @property
    def back_url(self) -> str:
        return reverse("organisations")

    def perform(self, form: OrganisationForm) -> str:
        made = add_organisation(
            form.instance,
            areas=form.cleaned_data["further_areas"],
            replaces=form.cleaned_data["replaces"],
            by=self.actor,
        )
        self.success_url = reverse("organisation", args=[made.code])
        return msg("{name} added. Invite its first administrator.", name=UserText(made.name))


class OrganisationActionPage(ActionPage, abstract=True):
    """What a platform administrator does about one organisation."""

    permission, nav = Permission.ADD_ORGANISATIONS, NAV
    body: Body

    @property
    def back_url(self) -> str:
        return reverse("organisation", args=[self.body.code])

    def load(self, code: str, **more: Any) -> None:
        self.body = get_organisation(code)
        self.invitation = None
        if number := more.get("number"):
            rows = queries.list_unanswered_invitations(self.body.pk, Role.ADMINISTRATOR)
            self.invitation = next((row for row in rows if row.pk == number), None)
            if self.invitation is None:
                raise NotVisible

    @property
    def lead(self) -> str:
        return UserText(self.invitation.name) if self.invitation else self.body.name


class InviteAdministratorPage(OrganisationActionPage):
    """Invite somebody who looks after the organisation's people."""

    asks_again = True
    title, form_class, runs_once = "Invite an administrator", InviteAdministratorForm, True
    button = "Send the invitation"

    def perform(self, form: InviteAdministratorForm) -> str:
        row = invite_user_to_role_at_organisation(
            **form.cleaned_data, body=self.body, role=Role.ADMINISTRATOR, by=self.actor
        )
        return describe_sent_invitation(row)


class SendAdministratorInvitationAgainPage(OrganisationActionPage):
    """Send the mail again, with more time."""

    title, form_class, button = "Send the invitation again", ConfirmForm, "Send again"

    def perform(self, form: ConfirmForm) -> str:
        return describe_sent_invitation(send_invitation_again(number=self.kwargs["number"], by=self.actor))


class WithdrawAdministratorInvitationPage(OrganisationActionPage):
    """End an invitation that nobody has accepted."""

    title, form_class, button = "Withdraw the invitation", ConfirmForm, "Withdraw"

    def perform(self, form: ConfirmForm) -> str:
        withdraw_invitation(number=self.kwargs["number"], by=self.actor)
        return "Invitation withdrawn. Its link no longer works."


def get_organisation(code: str) -> Body:
    """The organisation of that code, with its area. Raises NotVisible."""
    body = Body.objects.select_related("area", "successor", "parent").filter(code=code).first()
    if body is None:
        raise NotVisible
    return body
