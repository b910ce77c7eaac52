"""Moving a case to another side of the organisation."""

from typing import Any

from django.urls import reverse

from handrail.people.contacts.actions.side_moves import (
    NO_OTHER_SIDE,
    move_case_to_other_side_of_organisation,
    select_case_workers_on_other_organisation_sides,
)
from handrail.people.contacts.forms import MoveCaseToOtherSideOfOrganisationForm
from handrail.people.records.case_action_page import CaseActionPage
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError


class MoveCaseToOtherSideOfOrganisationPage(CaseActionPage):
    """Move the case to where nobody of the reader's own side sees it."""

    permission, form_class, asks_again = Permission.SHARE, MoveCaseToOtherSideOfOrganisationForm, True
    title, button = "Move this case to another side of your organisation", "Move case"
    template_name = "contacts/move_to_side.html"

    def load(self) -> None:
        require_permission(self.actor, Permission.HOLD_FILE_LINK)
        self.people = list(select_case_workers_on_other_organisation_sides(self.actor.body_id))
        if not self.people:
            raise ActionNotPossibleError(NO_OTHER_SIDE)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"people": [(str(user.pk), user.name_and_role) for user in self.people]}

    def perform(self, form: MoveCaseToOtherSideOfOrganisationForm) -> str:
        move_case_to_other_side_of_organisation(
            case_id=self.case.case_id, to_user_id=int(form.cleaned_data["to"]), by=self.actor
        )
        self.success_url = reverse("cases")
        return "Moved. No one on your side can open the case now."
