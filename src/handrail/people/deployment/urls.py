"""The addresses of deployment."""

from django.urls import URLPattern, path

from handrail.people.deployment.views import (
    advice,
    board,
    case_pages,
    deployments,
    languages_and_choices,
    own_deployments,
    requests,
    shift_plan,
    tonight,
)

CASE = "cases/<str:reference>/deployment"
REQUEST = f"{CASE}/requests/<uuid:deployment_request_id>"
ONE = f"{CASE}/<uuid:deployment_id>"
BOOKING = f"{CASE}/interpreters/<uuid:booking_id>"

urlpatterns: list[URLPattern] = [
    path("deployment/", board.deployment_board, name="deployment_board"),
    path("deployment/plan/", shift_plan.ShiftPlanPage.as_view(), name="shift_plan"),
    path("deployment/tonight/", tonight.tonight, name="deployment_tonight"),
    path("deployment/caseload/", board.caseload, name="caseload"),
    path("deployment/cover/", board.cover_by_hour, name="cover_by_hour"),
    path("deployments/", own_deployments.own_deployments, name="own_deployments"),
    path("deployments/<uuid:deployment_id>/", own_deployments.own_deployment, name="own_deployment"),
    path(
        "deployments/<uuid:deployment_id>/answer/",
        own_deployments.AnswerOwnDeploymentPage.as_view(),
        name="answer_own_deployment",
    ),
    path(f"{CASE}/", case_pages.case_deployment, name="case_deployment"),
    path(f"{CASE}/ask/", requests.CreateDeploymentRequestPage.as_view(), name="raise_deployment_request"),
    path(f"{REQUEST}/", case_pages.deployment_shortlist, name="deployment_shortlist"),
    path(
        f"{REQUEST}/change/",
        requests.ChangeDeploymentRequestPage.as_view(),
        name="change_deployment_request",
    ),
    path(
        f"{REQUEST}/withdraw/",
        requests.WithdrawDeploymentRequestPage.as_view(),
        name="withdraw_deployment_request",
    ),
    path(f"{REQUEST}/interim/", requests.NameInterimContactPage.as_view(), name="name_interim_contact"),
    path(
        f"{REQUEST}/offer/<uuid:practitioner_id>/",
        requests.OfferDeploymentPage.as_view(),
        name="offer_deployment",
    ),
    path(
        f"{REQUEST}/never/<uuid:practitioner_id>/",
        requests.BarPractitionerPage.as_view(),
        name="bar_practitioner",
    ),
    path(f"{ONE}/answer/", deployments.AnswerForPractitionerPage.as_view(), name="answer_for_practitioner"),
    path(f"{ONE}/take-back/", deployments.TakeBackOfferPage.as_view(), name="take_back_offer"),
    path(f"{ONE}/arrived/", deployments.RecordPractitionerArrivalPage.as_view(), name="record_arrival"),
    path(f"{ONE}/stand-down/", deployments.StandDownDeploymentPage.as_view(), name="stand_down"),
    path(f"{ONE}/told/", deployments.RecordPersonToldOfPointOfContactPage.as_view(), name="told_of_contact"),
    path(
        f"{ONE}/feedback/",
        deployments.RecordDeploymentFeedbackPage.as_view(),
        name="deployment_feedback",
    ),
    path(
        f"{CASE}/languages/add/",
        languages_and_choices.AddPersonLanguagePage.as_view(),
        name="add_person_language",
    ),
    path(
        f"{CASE}/languages/<uuid:spoken_id>/remove/",
        languages_and_choices.RemoveLanguageOfSupportedPersonPage.as_view(),
        name="remove_person_language",
    ),
    path(
        f"{CASE}/choices/add/",
        languages_and_choices.RecordInformedChoicePage.as_view(),
        name="record_informed_choice",
    ),
    path(
        f"{CASE}/interpreters/book/",
        languages_and_choices.BookInterpreterPage.as_view(),
        name="book_interpreter",
    ),
    path(
        f"{BOOKING}/check/",
        languages_and_choices.RepeatInterpreterConflictCheckPage.as_view(),
        name="check_interpreter_again",
    ),
    path(
        f"{BOOKING}/outcome/",
        languages_and_choices.RecordInterpreterOutcomePage.as_view(),
        name="interpreter_outcome",
    ),
    path("advice/", advice.advice, name="advice"),
    path("advice/ask/", advice.RequestAdvicePage.as_view(), name="ask_advice"),
    path("advice/<uuid:advice_id>/", advice.advice_request_page, name="one_advice"),
    path("advice/<uuid:advice_id>/answer/", advice.AnswerAdvicePage.as_view(), name="answer_advice"),
    path("advice/<uuid:advice_id>/used/", advice.RecordAdviceUsePage.as_view(), name="advice_used"),
]
