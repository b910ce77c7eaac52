"""The Home Office form: one question a page over a shared draft, how it leaves, and what was handed to us."""

from django.urls import URLPattern, path

from handrail.people.referral_form.views import (
    draft_acts,
    drafts,
    exports,
    handovers,
    notification,
    questions,
)

FORM = "cases/<str:reference>/form"
DRAFT = "cases/<str:reference>/forms/<uuid:draft_id>"
HANDED = "cases/<str:reference>/handed/<uuid:handover_id>"

urlpatterns: list[URLPattern] = [
    path("cases/<str:reference>/notify/", notification.PrepareNotificationPage.as_view(), name="notify"),
    path(
        "cases/<str:reference>/notify/report/",
        notification.NotificationReportPage.as_view(),
        name="notify_report",
    ),
    path(f"{FORM}/", drafts.FormOverviewPage.as_view(), name="nrm_form"),
    path(f"{FORM}/check/", drafts.check, name="nrm_check"),
    path(f"{FORM}/words/", draft_acts.ReportWordsPage.as_view(), name="nrm_words"),
    path(f"{FORM}/newest/", draft_acts.MoveDraftPage.as_view(), name="nrm_move"),
    path(f"{FORM}/sent/", draft_acts.DraftSentPage.as_view(), name="nrm_sent"),
    path(f"{FORM}/hand-over/", draft_acts.HandOverDraftPage.as_view(), name="nrm_hand_over"),
    path(f"{FORM}/take-back/", draft_acts.TakeBackDraftPage.as_view(), name="nrm_take_back"),
    path(f"{FORM}/put-aside/", draft_acts.PutDraftAsidePage.as_view(), name="nrm_put_aside"),
    path(f"{FORM}/ask/<slug:page>/", questions.QuestionPage.as_view(), name="nrm_question"),
    path(f"{DRAFT}/", drafts.draft, name="nrm_draft"),
    path(f"{DRAFT}/print/", exports.print_form, name="nrm_print"),
    path(f"{DRAFT}/form.json", exports.as_json, name="nrm_json"),
    path(f"{DRAFT}/htcds.json", exports.as_htcds, name="nrm_htcds"),
    path("handed-forms/", handovers.handed_list, name="nrm_handed_list"),
    path(f"{HANDED}/", handovers.handed_form, name="nrm_handed"),
    path(f"{HANDED}/made/", handovers.ReceivedDraftSentPage.as_view(), name="nrm_handed_made"),
    path(f"{HANDED}/send-back/", handovers.SendDraftBackPage.as_view(), name="nrm_handed_back"),
]
