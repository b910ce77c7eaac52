"""Whether a need is met: since when, or that it stands again."""

from typing import Any
from uuid import UUID

from handrail.directory.need_and_service_kinds import NeedKind
from handrail.people.cases.offers.actions import met_needs
from handrail.people.cases.offers.forms.needs import NeedMetForm, ReopenNeedForm
from handrail.people.cases.offers.queries.need_and_service_choices import get_need_kind_of_recorded_need
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_tabs import CaseTab
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import lower_first, msg
from handrail.platform.ui.formatting import get_today


class NeedActionPage(CaseActionPage, abstract=True):
    """What says whether a need is met."""

    permission, shown_on, anchor = Permission.OFFER, CaseTab.PLAN, "needs"
    need_id: UUID
    kind: NeedKind

    def load(self, need_id: UUID) -> None:
        if not self.case.case_access.inside:
            raise Denied("Only people who work on the case can say whether a need is met.")
        self.need_id, self.kind = need_id, get_need_kind_of_recorded_need(self.case.case_id, need_id)
        self.case.case_access.needs(self.kind.information)

    @property
    def name(self) -> str:
        """The need, in the middle of a sentence."""
        return lower_first(self.kind.name)


class NeedMetPage(NeedActionPage):
    """Mark a need as met since a day. What was offered stays as it is."""

    form_class, button = NeedMetForm, "Mark as met"

    @property
    def title(self) -> str:
        return msg("Is this need met: {name}?", name=self.name)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"on": get_today()}}

    def perform(self, form: NeedMetForm) -> str:
        on = form.cleaned_data["on"]
        met_needs.mark_need_met(case_id=self.case.case_id, need_id=self.need_id, on=on, by=self.actor)
        return msg("Met: {name}. Offers are not changed.", name=self.name)


class ReopenNeedPage(NeedActionPage):
    """Let a need that was marked as met stand again."""

    form_class, button = ReopenNeedForm, "Reopen need"

    @property
    def title(self) -> str:
        return msg("Reopen this need: {name}?", name=self.name)

    def perform(self, form: ReopenNeedForm) -> str:
        met_needs.reopen_need(case_id=self.case.case_id, need_id=self.need_id, by=self.actor)
        return msg("Need reopened: {name}.", name=self.name)
