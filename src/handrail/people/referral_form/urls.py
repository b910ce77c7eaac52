"""The Home Office form: one question a page over a shared draft, how it leaves, and what was handed to us."""

from django.urls import URLPattern, path

from handrail.people.referral_form.views import drafts, exports, handovers, notification

FORM = "cases/<str:reference>/form"
DRAFT = "cases/<str:reference>/forms/<uuid:draft_id>"
HANDED = "cases/<str:reference>/handed/<uuid:handover_id>"

urlpatterns: list[URLPattern] = [
    path("cases/<str:reference>/notify/", notification.prepare, name="notify"),
    path("cases/<str:reference>/notify/report/", notification.report, name="notify_report"),
    path(f"{FORM}/", drafts.form, name="nrm_form"),
    path(f"{FORM}/check/", drafts.check, name="nrm_check"),
    path(f"{FORM}/words/", exports.words_of_report, name="nrm_words"),
    path(f"{FORM}/newest/", exports.move, name="nrm_move"),
    path(f"{FORM}/sent/", exports.sent, name="nrm_sent"),
    path(f"{FORM}/hand-over/", exports.hand_over, name="nrm_hand_over"),
    path(f"{FORM}/take-back/", exports.take_back, name="nrm_take_back"),
    path(f"{FORM}/put-aside/", exports.put_aside, name="nrm_put_aside"),
    path(f"{FORM}/ask/<slug:page>/", drafts.question, name="nrm_question"),
    path(f"{DRAFT}/", drafts.draft, name="nrm_draft"),
    path(f"{DRAFT}/print/", exports.print_form, name="nrm_print"),
    path(f"{DRAFT}/form.json", exports.as_json, name="nrm_json"),
    path(f"{DRAFT}/htcds.json", exports.as_htcds, name="nrm_htcds"),
    path("handed-forms/", handovers.handed_list, name="nrm_handed_list"),
    path(f"{HANDED}/", handovers.handed_form, name="nrm_handed"),
    path(f"{HANDED}/made/", handovers.handed_made, name="nrm_handed_made"),
    path(f"{HANDED}/send-back/", handovers.handed_back, name="nrm_handed_back"),
]
