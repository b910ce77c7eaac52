"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.areas.oversight.views import follow_ups, meetings, outcomes, overview, plans, programmes

MEETING_PATH = "oversight/meetings/<uuid:meeting_id>"
PLAN_PATH = "oversight/plans/<uuid:plan_id>"
PROGRAMME_PATH = "oversight/scrutiny/<uuid:programme_id>"
HEARING_PATH = f"{PROGRAMME_PATH}/hearings/<int:number>"

urlpatterns: list[URLPattern] = [
    path("oversight/", overview.oversight, name="oversight"),
    path("oversight/actions/", follow_ups.FollowUpListPage.as_view(), name="actions"),
    path("oversight/actions/list.csv", follow_ups.follow_up_actions_csv, name="actions_csv"),
    path("oversight/actions/<uuid:action_id>/", follow_ups.action, name="action"),
    path(
        "oversight/actions/<uuid:action_id>/say/",
        follow_ups.AddFollowUpUpdatePage.as_view(),
        name="say_action",
    ),
    path("oversight/meetings/add/", meetings.AddMeetingPage.as_view(), name="add_meeting"),
    path(f"{MEETING_PATH}/", meetings.meeting, name="meeting"),
    path(f"{MEETING_PATH}/change/", meetings.ChangeMeetingPage.as_view(), name="change_meeting"),
    path(f"{MEETING_PATH}/questions/add/", meetings.AddQuestionPage.as_view(), name="add_question"),
    path(
        f"{MEETING_PATH}/questions/<int:number>/",
        meetings.ChangeQuestionPage.as_view(),
        name="change_question",
    ),
    path(f"{MEETING_PATH}/settle/", meetings.FinaliseMeetingPage.as_view(), name="settle_meeting"),
    path(f"{MEETING_PATH}/open-again/", meetings.ReopenMeetingPage.as_view(), name="reopen_meeting"),
    path(f"{MEETING_PATH}/promise/", meetings.AddActionFromMeetingPage.as_view(), name="promise_meeting"),
    path("oversight/plans/add/", plans.AddImprovementPlanPage.as_view(), name="add_plan"),
    path(f"{PLAN_PATH}/", plans.plan, name="plan"),
    path(f"{PLAN_PATH}/change/", plans.ChangeImprovementPlanPage.as_view(), name="change_plan"),
    path(f"{PLAN_PATH}/objectives/add/", plans.AddObjectivePage.as_view(), name="add_objective"),
    path(
        f"{PLAN_PATH}/objectives/<int:number>/", plans.ChangeObjectivePage.as_view(), name="change_objective"
    ),
    path(f"{PLAN_PATH}/board/", plans.ReportToBoardPage.as_view(), name="report_board"),
    path(f"{PLAN_PATH}/end/", plans.CloseOrReopenPlanPage.as_view(), name="end_plan"),
    path(f"{PLAN_PATH}/promise/", plans.AddActionFromPlanPage.as_view(), name="promise_plan"),
    path(f"{PLAN_PATH}/signals/add/", plans.CiteSignalInImprovementPlanPage.as_view(), name="cite_signal"),
    path(f"{PLAN_PATH}/gaps/add/", plans.AddReviewGapToPlanPage.as_view(), name="take_gap"),
    path("oversight/scrutiny/add/", programmes.AddScrutinyProgrammePage.as_view(), name="add_programme"),
    path(f"{PROGRAMME_PATH}/", programmes.programme, name="programme"),
    path(
        f"{PROGRAMME_PATH}/change/", programmes.ChangeScrutinyProgrammePage.as_view(), name="change_programme"
    ),
    path(f"{PROGRAMME_PATH}/hearings/add/", programmes.AddHearingPage.as_view(), name="add_hearing"),
    path(f"{HEARING_PATH}/", programmes.ChangeHearingPage.as_view(), name="change_hearing"),
    path(f"{HEARING_PATH}/heard/", programmes.RecordHearingPage.as_view(), name="record_hearing"),
    path(f"{HEARING_PATH}/call-off/", programmes.CancelHearingPage.as_view(), name="cancel_hearing"),
    path(f"{HEARING_PATH}/publish/", programmes.PublishHearingOutcomePage.as_view(), name="publish_hearing"),
    path(
        f"{PROGRAMME_PATH}/promise/",
        programmes.AddFollowUpFromProgrammePage.as_view(),
        name="promise_programme",
    ),
    path("scrutiny/", outcomes.published_outcomes, name="published"),
    path("scrutiny/<slug:slug>/", outcomes.outcome, name="outcome"),
    path(
        "scrutiny/<slug:slug>/correct/", outcomes.AddOutcomeCorrectionPage.as_view(), name="correct_outcome"
    ),
]
