"""On the case page: the referral form as it is, what was made of it, and what was handed to the reader."""

from handrail.people.cases.lifecycle.queries.case_detail import CaseDetailPart
from handrail.people.cases.panels import THIS_CASE, CasePanel, CasePanelBuildContext, CasePanelPosition
from handrail.people.records.case_tabs import CaseTab
from handrail.people.referral_form.models import DraftOrSentForm, Handover
from handrail.people.referral_form.presenters import FormPanelContext, build_referral_form_panel
from handrail.platform.access.kinds import Kind


def _build_panel(page: CasePanelBuildContext) -> FormPanelContext | None:
    standing = page.detail.standing
    must_notify = standing is not None and any(prompt.code == "notify" for prompt in standing.answer.next)
    return build_referral_form_panel(
        page.reading_access, page.detail.events or (), page.known, must_notify=must_notify
    )


REFERRAL_FORM = CasePanel(
    "nrm_form",
    (CaseTab.REFERRAL,),
    CasePanelPosition.MAIN,
    "referral_form/case_panel.html",
    _build_panel,
    Kind.PATHWAY,
    {"draft": (DraftOrSentForm, THIS_CASE), "handed_form": (Handover, THIS_CASE)},
    reads=frozenset({CaseDetailPart.PATHWAY}),
)
