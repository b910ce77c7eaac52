"""A person's data: access, correction, restriction, retention and erasure."""

from django.urls import URLPattern, path

from handrail.people.personal_data.views import case_data, copies, erasures, overview

ROOM = "personal-data"
CASE = "cases/<str:reference>/personal-data"
COPY = f"{CASE}/copy/<uuid:request_id>"

urlpatterns: list[URLPattern] = [
    path(f"{ROOM}/", overview.personal_data, name="personal_data"),
    path(f"{ROOM}/find/", overview.FindPersonalDataPage.as_view(), name="find_personal_data"),
    path(f"{ROOM}/review/", overview.retention_review, name="retention_review"),
    path(f"{ROOM}/retention/", overview.retention_schedule, name="retention_schedule"),
    path(f"{ROOM}/erasures/", erasures.erasures, name="erasures"),
    path(f"{ROOM}/erasures/<uuid:request_id>/", erasures.erasure, name="erasure"),
    path(
        f"{ROOM}/erasures/<uuid:request_id>/approve/",
        erasures.ApproveErasurePage.as_view(),
        name="approve_erasure",
    ),
    path(
        f"{ROOM}/erasures/<uuid:request_id>/refuse/",
        erasures.RefuseErasurePage.as_view(),
        name="refuse_erasure",
    ),
    path(f"{CASE}/", case_data.case_personal_data, name="case_personal_data"),
    path(f"{CASE}/erase/", case_data.AskForErasurePage.as_view(), name="ask_for_erasure"),
    path(f"{CASE}/keep/", case_data.KeepPage.as_view(), name="keep_record"),
    path(f"{CASE}/hold/", case_data.PlaceHoldPage.as_view(), name="place_hold"),
    path(f"{CASE}/hold/<uuid:hold_id>/lift/", case_data.LiftHoldPage.as_view(), name="lift_hold"),
    path(f"{CASE}/restrict/", case_data.RestrictPage.as_view(), name="restrict_record"),
    path(f"{CASE}/restrict/end/", case_data.EndRestrictionPage.as_view(), name="end_restriction"),
    path(f"{CASE}/correction/", case_data.CorrectionPage.as_view(), name="note_correction"),
    path(
        f"{CASE}/correction/<uuid:correction_id>/",
        case_data.AnswerCorrectionPage.as_view(),
        name="answer_correction",
    ),
    path(f"{CASE}/copy/", copies.RecordAccessRequestPage.as_view(), name="record_access_request"),
    path(f"{COPY}/", copies.record_copy, name="record_copy"),
    path(f"{COPY}/table/<str:table>/", copies.record_copy_table, name="record_copy_table"),
    path(
        f"{COPY}/table/<str:table>/<str:row>/<str:column>/",
        copies.DecideItemPage.as_view(),
        name="decide_copy_item",
    ),
    path(f"{COPY}/file/<str:form>/", copies.record_copy_file, name="record_copy_file"),
    path(f"{COPY}/answered/", copies.AnsweredPage.as_view(), name="copy_answered"),
]
