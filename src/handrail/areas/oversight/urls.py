"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.areas.oversight.views import follow_ups, meetings, outcomes, overview, plans, programmes

MEETING_PATH = "oversight/meetings/<uuid:meeting_id>"
PLAN_PATH = "oversight/plans/<uuid:plan_id>"
PROGRAMME_PATH = "oversight/scrutiny/<uuid:programme_id>"
HEARING_PATH = f"{PROGRAMME_PATH}/hearings/<int:number>"

urlpatterns: list[URLPattern] = [
    path("oversight/", overview.oversight, name="oversight"),
    path("oversight/actions/", follow_ups.actions, name="actions"),
    path("oversight/actions/list.csv", follow_ups.actions_csv, name="actions_csv"),
    path("oversight/actions/<uuid:action_id>/", follow_ups.action, name="action"),
    path("oversight/actions/<uuid:action_id>/say/", follow_ups.say_action, name="say_action"),
    path("oversight/meetings/add/", meetings.add_meeting, name="add_meeting"),
    path(f"{MEETING_PATH}/", meetings.meeting, name="meeting"),
    path(f"{MEETING_PATH}/change/", meetings.change_meeting, name="change_meeting"),
    path(f"{MEETING_PATH}/questions/add/", meetings.add_question, name="add_question"),
    path(f"{MEETING_PATH}/questions/<int:number>/", meetings.change_question, name="change_question"),
    path(f"{MEETING_PATH}/settle/", meetings.settle_meeting, name="settle_meeting"),
    path(f"{MEETING_PATH}/open-again/", meetings.reopen_meeting, name="reopen_meeting"),
    path(f"{MEETING_PATH}/promise/", meetings.promise_meeting, name="promise_meeting"),
    path("oversight/plans/add/", plans.add_plan, name="add_plan"),
    path(f"{PLAN_PATH}/", plans.plan, name="plan"),
    path(f"{PLAN_PATH}/change/", plans.change_plan, name="change_plan"),
    path(f"{PLAN_PATH}/objectives/add/", plans.add_objective, name="add_objective"),
    path(f"{PLAN_PATH}/objectives/<int:number>/", plans.change_objective, name="change_objective"),
    path(f"{PLAN_PATH}/board/", plans.report_board, name="report_board"),
    path(f"{PLAN_PATH}/end/", plans.end_plan, name="end_plan"),
    path(f"{PLAN_PATH}/promise/", plans.promise_plan, name="promise_plan"),
    path("oversight/scrutiny/add/", programmes.add_programme, name="add_programme"),
    path(f"{PROGRAMME_PATH}/", programmes.programme, name="programme"),
    path(f"{PROGRAMME_PATH}/change/", programmes.change_programme, name="change_programme"),
    path(f"{PROGRAMME_PATH}/hearings/add/", programmes.add_hearing, name="add_hearing"),
    path(f"{HEARING_PATH}/", programmes.change_hearing, name="change_hearing"),
    path(f"{HEARING_PATH}/heard/", programmes.record_hearing, name="record_hearing"),
    path(f"{HEARING_PATH}/call-off/", programmes.cancel_hearing, name="cancel_hearing"),
    path(f"{HEARING_PATH}/publish/", programmes.publish_hearing, name="publish_hearing"),
    path(f"{PROGRAMME_PATH}/promise/", programmes.promise_programme, name="promise_programme"),
    path("scrutiny/", outcomes.published, name="published"),
    path("scrutiny/<slug:slug>/", outcomes.outcome, name="outcome"),
    path("scrutiny/<slug:slug>/correct/", outcomes.correct_outcome, name="correct_outcome"),
]
