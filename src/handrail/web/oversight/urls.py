"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.web.oversight import actions_pages, meetings, overview, plans, programmes, published

MEETING = "oversight/meetings/<uuid:meeting_id>"
PLAN = "oversight/plans/<uuid:plan_id>"
PROGRAMME = "oversight/scrutiny/<uuid:programme_id>"
HEARING = f"{PROGRAMME}/hearings/<int:number>"

urlpatterns: list[URLPattern] = [
    path("oversight/", overview.oversight, name="oversight"),
    path("oversight/actions/", actions_pages.actions, name="actions"),
    path("oversight/actions/list.csv", actions_pages.actions_csv, name="actions_csv"),
    path("oversight/actions/<uuid:action_id>/", actions_pages.action, name="action"),
    path("oversight/actions/<uuid:action_id>/say/", actions_pages.say_action, name="say_action"),
    path("oversight/meetings/add/", meetings.add_meeting, name="add_meeting"),
    path(f"{MEETING}/", meetings.meeting, name="meeting"),
    path(f"{MEETING}/change/", meetings.change_meeting, name="change_meeting"),
    path(f"{MEETING}/questions/add/", meetings.add_question, name="add_question"),
    path(f"{MEETING}/questions/<int:number>/", meetings.change_question, name="change_question"),
    path(f"{MEETING}/settle/", meetings.settle_meeting, name="settle_meeting"),
    path(f"{MEETING}/open-again/", meetings.reopen_meeting, name="reopen_meeting"),
    path(f"{MEETING}/promise/", meetings.promise_meeting, name="promise_meeting"),
    path("oversight/plans/add/", plans.add_plan, name="add_plan"),
    path(f"{PLAN}/", plans.plan, name="plan"),
    path(f"{PLAN}/change/", plans.change_plan, name="change_plan"),
    path(f"{PLAN}/objectives/add/", plans.add_objective, name="add_objective"),
    path(f"{PLAN}/objectives/<int:number>/", plans.change_objective, name="change_objective"),
    path(f"{PLAN}/board/", plans.report_board, name="report_board"),
    path(f"{PLAN}/end/", plans.end_plan, name="end_plan"),
    path(f"{PLAN}/promise/", plans.promise_plan, name="promise_plan"),
    path("oversight/scrutiny/add/", programmes.add_programme, name="add_programme"),
    path(f"{PROGRAMME}/", programmes.programme, name="programme"),
    path(f"{PROGRAMME}/change/", programmes.change_programme, name="change_programme"),
    path(f"{PROGRAMME}/hearings/add/", programmes.add_hearing, name="add_hearing"),
    path(f"{HEARING}/", programmes.change_hearing, name="change_hearing"),
    path(f"{HEARING}/heard/", programmes.record_hearing, name="record_hearing"),
    path(f"{HEARING}/call-off/", programmes.cancel_hearing, name="cancel_hearing"),
    path(f"{HEARING}/publish/", programmes.publish_hearing, name="publish_hearing"),
    path(f"{PROGRAMME}/promise/", programmes.promise_programme, name="promise_programme"),
    path("scrutiny/", published.published, name="published"),
    path("scrutiny/<slug:slug>/", published.outcome, name="outcome"),
    path("scrutiny/<slug:slug>/correct/", published.correct_outcome, name="correct_outcome"),
]
