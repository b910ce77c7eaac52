"""A person's data: access, correction, restriction, retention and erasure."""

from django.urls import URLPattern, path

from handrail.people.personal_data.views import (
    case_data_requests_and_holds,
    data_protection_overview,
    erasure_requests,
    subject_access_copies,
)

ROOM = "personal-data"
CASE = "cases/<str:reference>/personal-data"
COPY = f"{CASE}/copy/<uuid:request_id>"

urlpatterns: list[URLPattern] = [
    path(f"{ROOM}/", data_protection_overview.show_data_protection_overview, name="personal_data"),
    path(
        f"{ROOM}/find/",
        data_protection_overview.FindCaseDataByReferencePage.as_view(),
        name="find_personal_data",
    ),
    path(f"{ROOM}/review/", data_protection_overview.retention_review, name="retention_review"),
    path(f"{ROOM}/retention/", data_protection_overview.retention_schedule, name="retention_schedule"),
    path(f"{ROOM}/erasures/", erasure_requests.show_erasure_requests, name="erasures"),
    path(f"{ROOM}/erasures/<uuid:request_id>/", erasure_requests.show_erasure_request, name="erasure"),
    path(
        f"{ROOM}/erasures/<uuid:request_id>/approve/",
        erasure_requests.ApproveErasurePage.as_view(),
        name="approve_erasure",
    ),
    path(
        f"{ROOM}/erasures/<uuid:request_id>/refuse/",
        erasure_requests.RefuseErasurePage.as_view(),
        name="refuse_erasure",
    ),
    path(
        f"{CASE}/", case_data_requests_and_holds.show_case_data_requests_and_holds, name="case_personal_data"
    ),
    path(f"{CASE}/erase/", case_data_requests_and_holds.RequestErasurePage.as_view(), name="ask_for_erasure"),
    path(f"{CASE}/keep/", case_data_requests_and_holds.DecideRetentionPage.as_view(), name="keep_record"),
    path(f"{CASE}/hold/", case_data_requests_and_holds.PlaceLegalHoldPage.as_view(), name="place_hold"),
    path(
        f"{CASE}/hold/<uuid:hold_id>/lift/",
        case_data_requests_and_holds.LiftLegalHoldPage.as_view(),
        name="lift_hold",
    ),
    path(
        f"{CASE}/restrict/", case_data_requests_and_holds.RestrictRecordPage.as_view(), name="restrict_record"
    ),
    path(
        f"{CASE}/restrict/allow/",
        case_data_requests_and_holds.AllowBodyToReadRestrictedRecordPage.as_view(),
        name="allow_body_to_read",
    ),
    path(
        f"{CASE}/restrict/end/",
        case_data_requests_and_holds.EndRestrictionPage.as_view(),
        name="end_restriction",
    ),
    path(
        f"{CASE}/correction/",
        case_data_requests_and_holds.RecordCorrectionRequestPage.as_view(),
        name="note_correction",
    ),
    path(
        f"{CASE}/correction/<uuid:correction_id>/",
        case_data_requests_and_holds.AnswerCorrectionRequestPage.as_view(),
        name="answer_correction",
    ),
    path(
        f"{CASE}/copy/", subject_access_copies.RecordAccessRequestPage.as_view(), name="record_access_request"
    ),
    path(f"{COPY}/", subject_access_copies.show_subject_access_copy, name="record_copy"),
    path(
        f"{COPY}/table/<str:table>/",
        subject_access_copies.show_subject_access_copy_table,
        name="record_copy_table",
    ),
    path(
        f"{COPY}/table/<str:table>/<str:row>/<str:column>/",
        subject_access_copies.DecideItemDisclosurePage.as_view(),
        name="decide_copy_item",
    ),
    path(
        f"{COPY}/file/<str:form>/",
        subject_access_copies.MakeSubjectAccessFilePage.as_view(),
        name="record_copy_file",
    ),
    path(
        f"{COPY}/documents/<str:archive>/",
        subject_access_copies.download_subject_access_document_archive,
        name="record_copy_documents",
    ),
    path(
        f"{COPY}/answered/",
        subject_access_copies.MarkAccessRequestAnsweredPage.as_view(),
        name="copy_answered",
    ),
]
