"""A call that is out, a call that is not, and a return with something in every place."""

from dataclasses import dataclass

from handrail.areas.calls.actions import calls
from handrail.areas.calls.models import Call
from support.calls import OURS, Writing, make
from support.cited_figures import cite
from support.worlds import shared_world


@dataclass(slots=True)
class Full:
    """Two calls: one is out, with our return as a draft; the other is a draft itself."""

    call: Call
    ours: Writing
    later: Call


@shared_world
def full(cast, call, ours) -> Full:
    ours.both()
    ours.answer(4, [["Lincoln", "2"]])
    ours.practice()
    cite(ours.row)
    return Full(call, ours, make(cast.collator.actor, title="A later call"))


def arguments(full: Full) -> dict[str, list]:
    """What each address needs."""
    code, body = full.call.code, OURS
    one = {
        name: [code]
        for name in (
            "call", "call_change", "call_question_add", "call_close", "call_tracker", "call_tracker_csv", "call_remind",
            "call_send",
        )
    }  # fmt: skip
    at = {
        name: [code, body]
        for name in (
            "call_return", "return_practice_add", "return_nothing", "return_more", "return_hand_over",
            "return_take_back", "return_sign", "return_send_back", "return_withdraw", "return_file",
        )
    }  # fmt: skip
    return {
        **one,
        **at,
        "call_question": [code, 1],
        "call_question_out": [code, 1],
        "return_answer": [code, body, 1],
        "return_figure_add": [code, body, 1],
        "return_figure_out": [code, body, 1],
        "return_practice": [code, body, 1],
        "return_practice_out": [code, body, 1],
        "return_edition": [code, body, 1],
        "return_template": [code, body, "csv"],
    }


def submit(full: Full) -> None:
    """Hand our return over and sign it."""
    full.ours.hand_over()
    full.ours.sign()


def close(full: Full, by) -> None:
    """Close the request that is out."""
    calls.close_call_for_returns(code=full.call.code, by=by)
