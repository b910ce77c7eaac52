"""The Home Office form: one question a page over a shared draft, how it leaves, and what was handed to us."""

from django.urls import URLPattern, path

from handrail.web.nrmform import handed, leaving, pages

FORM = "cases/<str:reference>/form"
DRAFT = "cases/<str:reference>/forms/<uuid:draft_id>"
HANDED = "cases/<str:reference>/handed/<uuid:handover_id>"

urlpatterns: list[URLPattern] = [
    path(f"{FORM}/", pages.form, name="nrm_form"),
    path(f"{FORM}/check/", pages.check, name="nrm_check"),
    path(f"{FORM}/words/", leaving.words_of_report, name="nrm_words"),
    path(f"{FORM}/newest/", leaving.move, name="nrm_move"),
    path(f"{FORM}/sent/", leaving.sent, name="nrm_sent"),
    path(f"{FORM}/hand-over/", leaving.hand_over, name="nrm_hand_over"),
    path(f"{FORM}/take-back/", leaving.take_back, name="nrm_take_back"),
    path(f"{FORM}/put-aside/", leaving.put_aside, name="nrm_put_aside"),
    path(f"{FORM}/ask/<slug:page>/", pages.question, name="nrm_question"),
    path(f"{DRAFT}/", pages.draft, name="nrm_draft"),
    path(f"{DRAFT}/print/", leaving.print_form, name="nrm_print"),
    path(f"{DRAFT}/form.json", leaving.as_json, name="nrm_json"),
    path(f"{DRAFT}/htcds.json", leaving.as_htcds, name="nrm_htcds"),
    path("handed-forms/", handed.handed_list, name="nrm_handed_list"),
    path(f"{HANDED}/", handed.handed_form, name="nrm_handed"),
    path(f"{HANDED}/made/", handed.handed_made, name="nrm_handed_made"),
    path(f"{HANDED}/send-back/", handed.handed_back, name="nrm_handed_back"),
]
