"""How the person heard of us: asked after the case is saved, or at any time later."""

from typing import Any

from handrail.people.cases.offers.actions.circumstances import save_heard_of_us_answer
from handrail.people.cases.offers.forms.referrals import HeardOfUsForm
from handrail.people.cases.offers.models import Circumstances
from handrail.people.cases.offers.queries.circumstances import (
    get_circumstances_version,
    get_or_build_circumstances,
)
from handrail.people.records.case_action_page import CaseActionPage
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission


class HeardOfUsPage(CaseActionPage):
    """One coded question, of which nothing depends."""

    permission, title, form_class = Permission.EDIT_PERSON, "How did they hear about us?", HeardOfUsForm
    lead = "This shows how people find us. Ask only if there is time."
    record: Circumstances

    def load(self) -> None:
        self.case.case_access.needs(Kind.IDENTITY)
        self.record = get_or_build_circumstances(self.case.case_access)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"seen": get_circumstances_version(self.record)}}

    def perform(self, form: HeardOfUsForm) -> str:
        save_heard_of_us_answer(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Recorded."
