"""What each page has that acts on the draft being prepared: the draft, and both versions where it was another."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.referral_form.current_draft import find_draft_shown_on_page, get_live_or_shown_draft
from handrail.people.referral_form.presenters import build_draft_comparison_rows
from handrail.people.referral_form.queries.drafts import FormDraftDetail
from handrail.platform.access.roles import Permission
from handrail.platform.ui.record_display import VersionComparison


class FormDraftActionPage(CaseActionPage, abstract=True):
    """One act on the draft. `of` names the draft that the page was opened on, so that it is done to no other."""

    permission = Permission.RECORD
    form_draft: FormDraftDetail

    @property
    def back_url(self) -> str:
        return reverse("nrm_check", args=[self.case.reference])

    @property
    def sent_of(self) -> str:
        """The draft that the page was opened on, as the page sent it."""
        kept = dict(self.draft.fields) if self.draft else {}
        return self.request.POST.get("of", kept.get("of", ""))

    def load(self, *args: Any, **kwargs: Any) -> None:
        self.form_draft = self.record = get_live_or_shown_draft(self.case, self.sent_of)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"of": str(self.form_draft.draft_id)}}

    def renew_seen(self, data: QueryDict) -> None:
        data["of"] = str(self.form_draft.draft_id)

    def get_versions(self, form: Any) -> VersionComparison:
        """Both drafts, where the page was opened on another than the one that is being prepared."""
        now = self.form_draft
        rows = build_draft_comparison_rows(find_draft_shown_on_page(self.case, self.sent_of), now)
        return VersionComparison(now.changed_by, now.changed_at, rows, self.button)
