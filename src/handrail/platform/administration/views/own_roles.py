"""Changing to another of one's own roles."""

from typing import Any

from django.urls import reverse

from handrail.platform.access.actions_current_role import change_current_role
from handrail.platform.access.current_role import CHOSEN
from handrail.platform.access.models import Membership, User
from handrail.platform.access.roles import Permission
from handrail.platform.administration.forms import ChooseOwnRoleForm
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.action_page import ActionPage


class ChooseOwnRolePage(ActionPage):
    """Work in another of one's roles from now on."""

    permission = Permission.VIEW_RULES  # which every role holds
    title, form_class, button = "Your roles", ChooseOwnRoleForm, "Work in this role"
    lead = (
        "You work in one role at a time. What you do is recorded under it, and you see only what it can see."
    )

    @property
    def back_url(self) -> str:
        return reverse("first_page")

    def load(self) -> None:
        self.user = User.objects.get(pk=self.actor.user_id)
        self.further = list(Membership.objects.live().filter(user=self.user.pk).order_by("since", "pk"))

    def get_form_kwargs(self) -> dict[str, Any]:
        first = ("first", _describe_role_and_body(self.user.role_definition.name, self.user.body.name))
        roles = [
            first,
            *((str(row.pk), _describe_role_and_body(row.role_name, row.body.name)) for row in self.further),
        ]
        chosen = self.request.session.get(CHOSEN)
        return {"roles": roles, "initial": {"role": str(chosen) if chosen else "first"}}

    def perform(self, form: ChooseOwnRoleForm) -> str:
        chosen = form.cleaned_data["role"]
        actor = change_current_role(
            session=self.request.session, number=None if chosen == "first" else int(chosen), by=self.actor
        )
        return msg(
            "You are now working as {role}.",
            role=_describe_role_and_body(actor.role.card.name, actor.body_name),
        )


def _describe_role_and_body(role: str, body: str) -> str:
    return msg("{role}, {body}", role=role, body=body)
