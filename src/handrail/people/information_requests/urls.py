"""The addresses of requests for information."""

from django.urls import URLPattern, path

from handrail.people.information_requests.views import (
    answers,
    asking,
    counselling_approvals,
    log,
    named_person_requests,
    reading,
)

ONE = "information-requests/<uuid:request_id>"
NAMED = "information-requests/about-a-person"

urlpatterns: list[URLPattern] = [
    path("information-requests/", reading.show_information_requests, name="information_requests"),
    path("information-requests/log/", log.show_information_request_log, name="information_log"),
    path("information-requests/log/file/", log.download_information_request_log, name="information_log_file"),
    path(f"{NAMED}/", named_person_requests.show_named_requests, name="named_requests"),
    path(
        f"{NAMED}/ask/", named_person_requests.CreateNamedPersonRequestPage.as_view(), name="ask_about_person"
    ),
    path(f"{NAMED}/<uuid:request_id>/", named_person_requests.show_named_request, name="named_request"),
    path(
        f"{NAMED}/<uuid:request_id>/notice/",
        named_person_requests.download_named_request_notice,
        name="named_request_notice",
    ),
    path(
        f"{NAMED}/<uuid:request_id>/link/",
        named_person_requests.LinkNamedRequestPage.as_view(),
        name="link_named_request",
    ),
    path(
        f"{NAMED}/<uuid:request_id>/cannot-answer/",
        named_person_requests.CannotAnswerNamedRequestPage.as_view(),
        name="cannot_answer_named_request",
    ),
    path(
        f"{NAMED}/<uuid:request_id>/take-back/",
        named_person_requests.WithdrawNamedRequestPage.as_view(),
        name="take_named_request_back",
    ),
    path(
        f"{NAMED}/<uuid:request_id>/told/",
        named_person_requests.RecordPersonToldOfNamedPersonRequestPage.as_view(),
        name="told_named_request",
    ),
    path(
        f"{NAMED}/<uuid:request_id>/counselling-notes/",
        counselling_approvals.DecideNamedCounsellingNotesPage.as_view(),
        name="approve_named_counselling_notes",
    ),
    path(
        f"{ONE}/counselling-notes/",
        counselling_approvals.DecideCounsellingNotesPage.as_view(),
        name="approve_counselling_notes",
    ),
    path(f"{ONE}/", reading.show_information_request, name="information_request"),
    path(f"{ONE}/notice/", reading.download_information_request_notice, name="information_notice"),
    path(f"{ONE}/give/", answers.AnswerWithInformationPage.as_view(), name="give_information"),
    path(f"{ONE}/refuse/", answers.RefuseInformationRequestPage.as_view(), name="refuse_information"),
    path(
        f"{ONE}/withdraw/",
        answers.WithdrawInformationRequestPage.as_view(),
        name="withdraw_information_request",
    ),
    path(
        f"{ONE}/told/",
        answers.RecordPersonToldOfInformationRequestPage.as_view(),
        name="told_information_request",
    ),
    path(
        "cases/<str:reference>/information-requests/ask/",
        asking.CreateInformationRequestPage.as_view(),
        name="ask_information",
    ),
]
