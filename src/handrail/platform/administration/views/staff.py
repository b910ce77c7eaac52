"""Who works for the organisation: the list, the yearly review, changing a role, ending access."""

from typing import Any, TypedDict

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.roles import Permission, Role
from handrail.platform.administration.actions.access_decisions import confirm_access_in_review
from handrail.platform.administration.actions.second_factors import reset_second_factor_of_colleague
from handrail.platform.administration.actions.staff_roles import (
    end_access_of_colleague,
    replace_role_of_colleague,
)
from handrail.platform.administration.forms import (
    ChangeStaffRoleForm,
    EndStaffAccessForm,
    ResetSecondFactorForm,
)
from handrail.platform.administration.models import AccessDecision, Invitation
from handrail.platform.administration.permissions import require_user_other_than_actor
from handrail.platform.administration.queries import staff as queries
from handrail.platform.administration.roles_by_body_kind import list_roles_of_body_kind
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.reference.models import Body
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class StaffListPageContext(TypedDict):
    """What the list of people and the review show."""

    body_name: str
    rows: list[queries.StaffRow]
    page: "Page[User]"
    invitations: list[Invitation]
    only_due: bool


@requires_permission(Permission.ADMINISTER)
def administration(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The people of the organisation, and who is invited."""
    page, rows = queries.get_staff_page_and_rows(actor, request.GET.get("page", ""))
    shown: StaffListPageContext = {
        "body_name": actor.body_name,
        "rows": rows,
        "page": page,
        "invitations": queries.list_unanswered_invitations(actor.body_id),
        "only_due": False,
    }
    return render(request, "administration/people.html", {**get_layout_context(request, actor), **shown})


@requires_permission(Permission.ADMINISTER)
def access_review(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One line a person: keep, change or end. Who confirmed it last, and what is overdue."""
    only_due = request.GET.get("show") != "all"
    page, rows = queries.get_staff_page_and_rows(actor, request.GET.get("page", ""), only_due=only_due)
    shown: StaffListPageContext = {
        "body_name": actor.body_name,
        "rows": rows,
        "page": page,
        "invitations": [],
        "only_due": only_due,
    }
    return render(request, "administration/review.html", {**get_layout_context(request, actor), **shown})


class LeaversPageContext(TypedDict):
    """What the list of those who left shows."""

    body_name: str
    page: "Page[AccessDecision]"


@requires_permission(Permission.ADMINISTER)
def staff_whose_access_ended(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Whose access was ended, when and by whom."""
    page = queries.get_leavers_page(actor, request.GET.get("page", ""))
    shown: LeaversPageContext = {"body_name": actor.body_name, "page": page}
    return render(request, "administration/left.html", {**get_layout_context(request, actor), **shown})


class StaffMemberActionPage(ActionPage, abstract=True):
    """What an administrator does about one person of the organisation."""

    permission, nav = Permission.ADMINISTER, "administration"
    person: User
    held: list[queries.HeldRole]

    @property
    def back_url(self) -> str:
        return reverse("access_review" if "review" in self.request.GET else "administration")

    @property
    def lead(self) -> str:
        return msg(
            "{name}, {roles}", name=UserText(self.person.name), roles=", ".join(one.name for one in self.held)
        )

    def load(self, number: int) -> None:
        self.person = queries.get_staff_member(number, self.actor)
        self.held = queries.list_held_roles(self.person, self.actor.body_id)


class ChangeStaffRolePage(StaffMemberActionPage):
    """Give somebody another role."""

    asks_again = True
    title, form_class, button = "Change the role", ChangeStaffRoleForm, "Change the role"

    def load(self, number: int) -> None:
        require_user_other_than_actor(number, self.actor)
        super().load(number)
        self.body = Body.objects.get(pk=self.actor.body_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"held": self.held, "roles": list_roles_of_body_kind(self.body.kind)}

    def perform(self, form: ChangeStaffRoleForm) -> str:
        given = form.cleaned_data
        replace_role_of_colleague(
            user_id=self.person.pk, old=Role(given["old"]), new=Role(given["role"]), by=self.actor
        )
        return msg("{name} now has another role.", name=UserText(self.person.name))


class EndStaffAccessPageContext(TypedDict):
    """What administration/end_access.html shows. `cases`: on how many the person is named."""

    cases: int


class EndStaffAccessPage(StaffMemberActionPage):
    """End somebody's access to the organisation."""

    asks_again = True
    title, form_class, button = "End access", EndStaffAccessForm, "End access"
    template_name = "administration/end_access.html"

    def load(self, number: int) -> None:
        require_user_other_than_actor(number, self.actor)
        super().load(number)
        self.cases = queries.count_cases_user_is_named_on(self.person.pk, self.actor.body_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"held": self.held}

    def get_context_data(self) -> EndStaffAccessPageContext:
        return {"cases": self.cases}

    def perform(self, form: EndStaffAccessForm) -> str:
        chosen = form.cleaned_data["role"]
        end_access_of_colleague(
            user_id=self.person.pk, role=None if chosen == "all" else Role(chosen), by=self.actor
        )
        name = UserText(self.person.name)
        if self.cases and chosen == "all":
            return msg("{name} no longer has access. Their duty lead must hand over their cases.", name=name)
        return msg("{name}’s access has ended.", name=name)


class ResetSecondFactorPage(StaffMemberActionPage):
    """Clear the app and passkeys of a colleague who lost them."""

    asks_again = True
    title, form_class, button = "Reset how they sign in", ResetSecondFactorForm, "Reset and sign them out"
    template_name = "administration/reset_second_factor.html"

    def load(self, number: int) -> None:
        require_user_other_than_actor(number, self.actor)
        super().load(number)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ResetSecondFactorForm) -> str:
        reset_second_factor_of_colleague(
            user_id=self.person.pk, because=form.cleaned_data["because"], by=self.actor
        )
        return msg(
            "{name} is signed out everywhere, and sets up a new app or passkey at the next sign-in.",
            name=UserText(self.person.name),
        )


class ConfirmStaffAccessPage(StaffMemberActionPage):
    """Confirm in the review that somebody still needs what they have."""

    title, form_class, button = "Keep their access", ConfirmForm, "Keep access"

    @property
    def back_url(self) -> str:
        return reverse("access_review")

    def load(self, number: int) -> None:
        require_user_other_than_actor(number, self.actor)
        super().load(number)

    def perform(self, form: ConfirmForm) -> str:
        confirm_access_in_review(user_id=self.person.pk, by=self.actor)
        return msg("Confirmed: {name} keeps their access.", name=UserText(self.person.name))
