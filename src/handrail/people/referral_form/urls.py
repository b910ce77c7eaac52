"""The Home Office form: one question a page over a shared draft, how it leaves, and what was handed to us."""

from django.urls import URLPattern, path

from handrail.people.referral_form.views import (
    draft_actions,
    drafts,
    duty_to_notify_report,
    exports,
    questions,
    received_drafts,
)

FORM = "cases/<str:reference>/form"
DRAFT = "cases/<str:reference>/forms/<uuid:draft_id>"
HANDED = "cases/<str:reference>/handed/<uuid:handover_id>"

urlpatterns: list[URLPattern] = [
    path(
        "cases/<str:reference>/notify/",
        duty_to_notify_report.PrepareDutyToNotifyReportPage.as_view(),
        name="notify",
    ),
    path(
        "cases/<str:reference>/notify/report/",
        duty_to_notify_report.DutyToNotifyReportPage.as_view(),
        name="notify_report",
    ),
    path(f"{FORM}/", drafts.StartDraftOrOverviewPage.as_view(), name="nrm_form"),
    path(f"{FORM}/check/", drafts.check_draft_answers, name="nrm_check"),
    path(f"{FORM}/words/", draft_actions.ReviewWordsForAnonymousReportPage.as_view(), name="nrm_words"),
    path(f"{FORM}/newest/", draft_actions.MoveDraftToNewestVersionPage.as_view(), name="nrm_move"),
    path(f"{FORM}/sent/", draft_actions.RecordOwnDraftSubmissionPage.as_view(), name="nrm_sent"),
    path(f"{FORM}/hand-over/", draft_actions.HandOverDraftPage.as_view(), name="nrm_hand_over"),
    path(f"{FORM}/take-back/", draft_actions.TakeBackHandedOverDraftPage.as_view(), name="nrm_take_back"),
    path(f"{FORM}/put-aside/", draft_actions.AbandonDraftPage.as_view(), name="nrm_put_aside"),
    path(f"{FORM}/ask/<slug:page>/", questions.FormQuestionPage.as_view(), name="nrm_question"),
    path(f"{DRAFT}/", drafts.read_only_draft, name="nrm_draft"),
    path(f"{DRAFT}/print/", exports.print_form, name="nrm_print"),
    path(f"{DRAFT}/form.json", exports.export_form_as_json, name="nrm_json"),
    path(f"{DRAFT}/htcds.json", exports.export_form_as_htcds, name="nrm_htcds"),
    path("handed-forms/", received_drafts.received_drafts, name="nrm_handed_list"),
    path(f"{HANDED}/", received_drafts.received_draft, name="nrm_handed"),
    path(
        f"{HANDED}/made/", received_drafts.RecordReceivedDraftSubmissionPage.as_view(), name="nrm_handed_made"
    ),
    path(f"{HANDED}/send-back/", received_drafts.SendReceivedDraftBackPage.as_view(), name="nrm_handed_back"),
]
