"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.areas.partnerships.views import (
    actions,
    engagement,
    groups,
    meetings,
    operations,
    seats,
    set_up,
    surveys,
    year_reports,
)

GROUP = "partnerships/<uuid:group_id>"
MEETING = f"{GROUP}/meetings/<int:number>"
ACTION = "partnerships/actions/<uuid:action_id>"
YEAR = "partnerships/years/<uuid:report_id>"
OPERATION = "partnerships/operations/<uuid:operation_id>"

urlpatterns: list[URLPattern] = [
    path("partnerships/", groups.partnerships, name="partnerships"),
    path("partnerships/add/", set_up.SetUpGroupPage.as_view(), name="set_up_group"),
    path(f"{GROUP}/", groups.group, name="group"),
    path(f"{GROUP}/change/", groups.ChangeGroupPage.as_view(), name="change_group"),
    path(f"{GROUP}/move/", groups.SetParentOfGroupPage.as_view(), name="move_group"),
    path(f"{GROUP}/close/", groups.CloseGroupPage.as_view(), name="close_group"),
    path(f"{GROUP}/terms/", groups.group_terms_of_reference_versions, name="group_terms"),
    path(f"{GROUP}/terms/change/", groups.AddTermsOfReferenceVersionPage.as_view(), name="revise_terms"),
    path(f"{GROUP}/seats/add/", seats.OfferSeatToOrganisationPage.as_view(), name="invite_member"),
    path(f"{GROUP}/seats/<int:seat_id>/change/", seats.ChangeSeatPage.as_view(), name="change_seat"),
    path(
        f"{GROUP}/seats/<int:seat_id>/answer/", seats.AnswerSeatInvitationPage.as_view(), name="answer_seat"
    ),
    path(f"{GROUP}/seats/<int:seat_id>/end/", seats.EndSeatPage.as_view(), name="end_seat"),
    path(f"{GROUP}/readers/add/", seats.AddReadingOrganisationPage.as_view(), name="add_group_reader"),
    path(
        f"{GROUP}/readers/<int:reader_id>/end/",
        seats.EndReadingOfOrganisationPage.as_view(),
        name="end_group_reader",
    ),
    path(f"{GROUP}/meetings/", meetings.group_meetings, name="group_meetings"),
    path(f"{GROUP}/meetings/draft/", meetings.DraftYearOfMeetingsPage.as_view(), name="plan_group_meetings"),
    path(f"{GROUP}/meetings/add/", meetings.AddGroupMeetingPage.as_view(), name="add_group_meeting"),
    path(f"{MEETING}/", meetings.group_meeting, name="group_meeting"),
    path(f"{MEETING}/change/", meetings.ChangeGroupMeetingPage.as_view(), name="change_group_meeting"),
    path(f"{MEETING}/call/", meetings.TellMembersOfGroupMeetingPage.as_view(), name="call_group_meeting"),
    path(f"{MEETING}/record/", meetings.RecordGroupMeetingPage.as_view(), name="record_group_meeting"),
    path(f"{MEETING}/cancel/", meetings.CancelGroupMeetingPage.as_view(), name="cancel_group_meeting"),
    path(f"{MEETING}/decisions/add/", meetings.AddDecisionPage.as_view(), name="add_group_decision"),
    path(f"{GROUP}/actions/", actions.group_actions, name="group_actions"),
    path(f"{GROUP}/actions/offer/", actions.OfferGroupActionPage.as_view(), name="offer_group_action"),
    path(f"{ACTION}/", actions.group_action, name="group_action"),
    path(f"{ACTION}/answer/", actions.AnswerGroupActionPage.as_view(), name="answer_group_action"),
    path(f"{ACTION}/say/", actions.UpdateGroupActionPage.as_view(), name="say_group_action"),
    path(f"{ACTION}/escalate/", actions.EscalateGroupActionPage.as_view(), name="escalate_group_action"),
    path(
        f"{ACTION}/withdraw/", actions.WithdrawOfferedGroupActionPage.as_view(), name="withdraw_group_action"
    ),
    path(
        "partnerships/escalated/<uuid:escalation_id>/answer/",
        actions.AnswerEscalationPage.as_view(),
        name="answer_escalation",
    ),
    path(f"{GROUP}/engagement/", engagement.group_attendance_and_contributions, name="group_engagement"),
    path(f"{GROUP}/streams/add/", engagement.AddWorkStreamPage.as_view(), name="add_work_stream"),
    path(f"{GROUP}/contributions/add/", engagement.AddContributionPage.as_view(), name="add_contribution"),
    path(
        f"{GROUP}/contributions/<int:contribution_id>/",
        engagement.ChangeContributionPage.as_view(),
        name="change_contribution",
    ),
    path(f"{GROUP}/help/", engagement.group_shared_services_and_trainings, name="group_help"),
    path(f"{GROUP}/help/service/", engagement.ShareServicePage.as_view(), name="share_service"),
    path(f"{GROUP}/help/training/", engagement.ShareTrainingPage.as_view(), name="share_training"),
    path(
        f"{GROUP}/help/<int:shared_id>/stop/",
        engagement.StopSharingHelpWithGroupPage.as_view(),
        name="stop_sharing_help",
    ),
    path(f"{GROUP}/surveys/", surveys.group_surveys, name="group_surveys"),
    path(f"{GROUP}/surveys/add/", surveys.BeginGroupSurveyPage.as_view(), name="begin_group_survey"),
    path(
        f"{GROUP}/surveys/<uuid:survey_id>/close/",
        surveys.CloseGroupSurveyPage.as_view(),
        name="close_group_survey",
    ),
    path(f"{GROUP}/years/", year_reports.group_year_reports, name="group_years"),
    path(f"{GROUP}/years/add/", year_reports.DraftYearReportPage.as_view(), name="draft_year_report"),
    path(f"{YEAR}/", year_reports.year_report, name="year_report"),
    path(
        f"{YEAR}/sentences/add/", year_reports.AddYearReportSentencePage.as_view(), name="add_year_sentence"
    ),
    path(
        f"{YEAR}/sentences/<int:number>/",
        year_reports.ChangeYearReportSentencePage.as_view(),
        name="change_year_sentence",
    ),
    path(f"{YEAR}/next/", year_reports.DecideGroupFuturePage.as_view(), name="decide_year_report"),
    path(f"{YEAR}/publish/", year_reports.PublishYearReportPage.as_view(), name="publish_year_report"),
    path(
        f"{YEAR}/editions/<int:number>/<slug:form>/", year_reports.year_report_file, name="year_report_file"
    ),
    path(f"{GROUP}/national/", engagement.national_network_figures, name="group_national"),
    path(f"{GROUP}/operations/", operations.group_intensifications, name="group_operations"),
    path(f"{GROUP}/operations/add/", operations.AddIntensificationPage.as_view(), name="add_operation"),
    path(f"{OPERATION}/", operations.operation, name="operation"),
    path(f"{OPERATION}/change/", operations.ChangeIntensificationPage.as_view(), name="change_operation"),
    path(
        f"{OPERATION}/activities/add/",
        operations.AddIntensificationActivityPage.as_view(),
        name="add_activity",
    ),
    path(f"{OPERATION}/results/", operations.SaveIntensificationResultsPage.as_view(), name="save_results"),
    path(
        f"{OPERATION}/after/<int:months>/",
        operations.RecordIntensificationReviewPage.as_view(),
        name="look_back_operation",
    ),
    path(f"{OPERATION}/publish/", operations.PublishIntensificationPage.as_view(), name="publish_operation"),
    path("operations/<uuid:operation_id>/", operations.published_intensification, name="published_operation"),
]
