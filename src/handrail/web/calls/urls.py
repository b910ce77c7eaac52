"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.web.calls import answering, editing, files, pages, signing, tracking

CALL = "calls/<slug:call>"
RETURN = f"{CALL}/returns/<slug:body>"

urlpatterns: list[URLPattern] = [
    path("calls/", pages.calls, name="calls"),
    path("calls/new/", editing.call_new, name="call_new"),
    path(f"{CALL}/", pages.call, name="call"),
    path(f"{CALL}/change/", editing.call_change, name="call_change"),
    path(f"{CALL}/questions/add/", editing.question_add, name="call_question_add"),
    path(f"{CALL}/questions/<int:number>/", editing.question_change, name="call_question"),
    path(f"{CALL}/questions/<int:number>/leave-out/", editing.question_out, name="call_question_out"),
    path(f"{CALL}/send/", editing.call_send, name="call_send"),
    path(f"{CALL}/close/", editing.call_close, name="call_close"),
    path(f"{CALL}/tracker/", tracking.call_tracker, name="call_tracker"),
    path(f"{CALL}/tracker.csv", tracking.tracker_csv, name="call_tracker_csv"),
    path(f"{CALL}/remind/", tracking.call_remind, name="call_remind"),
    path(f"{RETURN}/", answering.call_return, name="call_return"),
    path(f"{RETURN}/answers/<int:number>/", answering.return_answer, name="return_answer"),
    path(f"{RETURN}/practices/add/", answering.practice_add, name="return_practice_add"),
    path(f"{RETURN}/practices/<int:number>/", answering.practice_change, name="return_practice"),
    path(f"{RETURN}/practices/<int:number>/take-out/", answering.practice_out, name="return_practice_out"),
    path(f"{RETURN}/nothing/", answering.return_nothing, name="return_nothing"),
    path(f"{RETURN}/more/", answering.return_more, name="return_more"),
    path(f"{RETURN}/hand-over/", signing.hand_over, name="return_hand_over"),
    path(f"{RETURN}/take-back/", signing.take_back, name="return_take_back"),
    path(f"{RETURN}/sign/", signing.sign, name="return_sign"),
    path(f"{RETURN}/send-back/", signing.send_back, name="return_send_back"),
    path(f"{RETURN}/withdraw/", signing.withdraw, name="return_withdraw"),
    path(f"{RETURN}/editions/<int:number>/", signing.return_edition, name="return_edition"),
    path(f"{RETURN}/file/", files.return_file, name="return_file"),
    path(f"{RETURN}/template.<slug:kind>", files.return_template, name="return_template"),
]
