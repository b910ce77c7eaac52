"""The addresses of requests for information."""

from django.urls import URLPattern, path

from handrail.people.information_requests.views import answers, asking, log, reading

ONE = "information-requests/<uuid:request_id>"

urlpatterns: list[URLPattern] = [
    path("information-requests/", reading.show_information_requests, name="information_requests"),
    path("information-requests/log/", log.show_information_log, name="information_log"),
    path("information-requests/log/file/", log.information_log_file, name="information_log_file"),
    path(f"{ONE}/", reading.show_information_request, name="information_request"),
    path(f"{ONE}/notice/", reading.information_notice_file, name="information_notice"),
    path(f"{ONE}/give/", answers.GiveInformationPage.as_view(), name="give_information"),
    path(f"{ONE}/refuse/", answers.RefuseInformationPage.as_view(), name="refuse_information"),
    path(
        f"{ONE}/withdraw/",
        answers.WithdrawInformationRequestPage.as_view(),
        name="withdraw_information_request",
    ),
    path(f"{ONE}/told/", answers.RecordPersonToldPage.as_view(), name="told_information_request"),
    path(
        "cases/<str:reference>/information-requests/ask/",
        asking.AskInformationPage.as_view(),
        name="ask_information",
    ),
]
