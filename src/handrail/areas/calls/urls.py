"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.areas.calls.views import call_editing, calls, return_files, returns, submissions, tracker

CALL = "calls/<slug:call>"
RETURN = f"{CALL}/returns/<slug:body>"

urlpatterns: list[URLPattern] = [
    path("calls/", calls.calls, name="calls"),
    path("calls/new/", call_editing.call_new, name="call_new"),
    path(f"{CALL}/", calls.call, name="call"),
    path(f"{CALL}/change/", call_editing.call_change, name="call_change"),
    path(f"{CALL}/questions/add/", call_editing.question_add, name="call_question_add"),
    path(f"{CALL}/questions/<int:number>/", call_editing.question_change, name="call_question"),
    path(f"{CALL}/questions/<int:number>/leave-out/", call_editing.question_out, name="call_question_out"),
    path(f"{CALL}/send/", call_editing.call_send, name="call_send"),
    path(f"{CALL}/close/", call_editing.call_close, name="call_close"),
    path(f"{CALL}/tracker/", tracker.call_tracker, name="call_tracker"),
    path(f"{CALL}/tracker.csv", tracker.tracker_csv, name="call_tracker_csv"),
    path(f"{CALL}/remind/", tracker.call_remind, name="call_remind"),
    path(f"{RETURN}/", returns.call_return, name="call_return"),
    path(f"{RETURN}/answers/<int:number>/", returns.return_answer, name="return_answer"),
    path(f"{RETURN}/practices/add/", returns.practice_add, name="return_practice_add"),
    path(f"{RETURN}/practices/<int:number>/", returns.practice_change, name="return_practice"),
    path(f"{RETURN}/practices/<int:number>/take-out/", returns.practice_out, name="return_practice_out"),
    path(f"{RETURN}/nothing/", returns.return_nothing, name="return_nothing"),
    path(f"{RETURN}/more/", returns.return_more, name="return_more"),
    path(f"{RETURN}/hand-over/", submissions.hand_over, name="return_hand_over"),
    path(f"{RETURN}/take-back/", submissions.take_back, name="return_take_back"),
    path(f"{RETURN}/sign/", submissions.sign, name="return_sign"),
    path(f"{RETURN}/send-back/", submissions.send_back, name="return_send_back"),
    path(f"{RETURN}/withdraw/", submissions.withdraw, name="return_withdraw"),
    path(f"{RETURN}/editions/<int:number>/", submissions.return_edition, name="return_edition"),
    path(f"{RETURN}/file/", return_files.return_file, name="return_file"),
    path(f"{RETURN}/template.<slug:kind>", return_files.return_template, name="return_template"),
]
