"""The addresses of calls and returns."""

from django.urls import URLPattern, path

from handrail.areas.calls.views import (
    call_editing,
    calls,
    return_figures,
    return_files,
    returns,
    submissions,
    tracker,
)

CALL = "calls/<slug:call>"
RETURN = f"{CALL}/returns/<slug:body>"

urlpatterns: list[URLPattern] = [
    path("calls/", calls.calls, name="calls"),
    path("calls/new/", call_editing.CreateDraftCallPage.as_view(), name="call_new"),
    path(f"{CALL}/", calls.call, name="call"),
    path(f"{CALL}/change/", call_editing.ChangeCallPage.as_view(), name="call_change"),
    path(f"{CALL}/questions/add/", call_editing.AddCallQuestionPage.as_view(), name="call_question_add"),
    path(
        f"{CALL}/questions/<int:number>/", call_editing.ChangeCallQuestionPage.as_view(), name="call_question"
    ),
    path(
        f"{CALL}/questions/<int:number>/leave-out/",
        call_editing.RetireCallQuestionPage.as_view(),
        name="call_question_out",
    ),
    path(f"{CALL}/send/", call_editing.SendCallPage.as_view(), name="call_send"),
    path(f"{CALL}/close/", call_editing.CloseCallPage.as_view(), name="call_close"),
    path(f"{CALL}/tracker/", tracker.call_tracker, name="call_tracker"),
    path(f"{CALL}/tracker.csv", tracker.tracker_csv, name="call_tracker_csv"),
    path(f"{CALL}/remind/", tracker.RemindCallRecipientsPage.as_view(), name="call_remind"),
    path(f"{RETURN}/", returns.call_return, name="call_return"),
    path(f"{RETURN}/answers/<int:number>/", returns.AnswerQuestionPage.as_view(), name="return_answer"),
    path(
        f"{RETURN}/answers/<int:number>/figures/",
        return_figures.CiteFigureInAnswerPage.as_view(),
        name="return_figure_add",
    ),
    path(
        f"{RETURN}/figures/<int:number>/take-out/",
        return_figures.RemoveFigureFromAnswerPage.as_view(),
        name="return_figure_out",
    ),
    path(f"{RETURN}/practices/add/", returns.AddPracticePage.as_view(), name="return_practice_add"),
    path(f"{RETURN}/practices/<int:number>/", returns.ChangePracticePage.as_view(), name="return_practice"),
    path(
        f"{RETURN}/practices/<int:number>/take-out/",
        returns.RemovePracticeFromReturnPage.as_view(),
        name="return_practice_out",
    ),
    path(f"{RETURN}/nothing/", returns.NothingToAddPage.as_view(), name="return_nothing"),
    path(f"{RETURN}/more/", returns.WithdrawNothingToAddPage.as_view(), name="return_more"),
    path(
        f"{RETURN}/hand-over/", submissions.HandReturnOverForSignaturePage.as_view(), name="return_hand_over"
    ),
    path(f"{RETURN}/take-back/", submissions.TakeReturnBackToDraftPage.as_view(), name="return_take_back"),
    path(f"{RETURN}/sign/", submissions.SignReturnPage.as_view(), name="return_sign"),
    path(f"{RETURN}/send-back/", submissions.SendBackReturnPage.as_view(), name="return_send_back"),
    path(f"{RETURN}/withdraw/", submissions.WithdrawReturnPage.as_view(), name="return_withdraw"),
    path(f"{RETURN}/editions/<int:number>/", submissions.return_edition, name="return_edition"),
    path(f"{RETURN}/file/", return_files.ImportReturnFilePage.as_view(), name="return_file"),
    path(f"{RETURN}/template.<slug:kind>", return_files.download_return_template, name="return_template"),
]
