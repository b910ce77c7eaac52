"""Referrals to us, and ours to others: lists, one referral, its answer, what came of it, asking again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.audit.actions import record_read, record_reads
from handrail.casework.offers.actions import referrals as actions
from handrail.casework.offers.queries.referrals import ReferralLine, referral, referrals_from, referrals_to
from handrail.casework.offers.states import Answer, Outcome
from handrail.kernel.saying import say
from handrail.web.acting import Act, act
from handrail.web.design.address import with_query
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.referrals import present
from handrail.web.referrals.forms import AnswerReferralForm, OutcomeForm

WHOSE = {"to": "Referrals to us", "from": "Referrals from us"}


@door(Permission.OFFER)
def referral_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those that wait for our answer first; then ours that wait for others'."""
    whose = request.GET.get("whose", "to")
    whose = whose if whose in WHOSE else "to"
    open_only = request.GET.get("show") != "all"
    found = (referrals_to if whose == "to" else referrals_from)(actor, open_only=open_only)
    _write_down(actor, "looked at: referrals", found)
    shown = {
        "whose": whose,
        "title": WHOSE[whose],
        "open_only": open_only,
        "lines": [present.row(line) for line in found],
        "handed_href": reverse("nrm_handed_list") if actor.may(Permission.RECORD) else "",
        "tabs": [(name, with_query(request, whose=code), code == whose) for code, name in WHOSE.items()],
    }
    return render(request, "referrals/list.html", frame(request, actor, "referrals") | shown)


@door(Permission.OFFER)
def one_referral(request: HttpRequest, actor: Actor, referral_id: UUID) -> HttpResponse:
    """One referral: what was told, the answer, what came of it."""
    line = _line(actor, referral_id)
    _write_down(actor, "looked at: referral", [line])
    shown = {
        "line": line,
        "title": line.called or line.reference,
        "details": present.details(line),
        "state": present.LOOKS[line.answer],
        "may_answer": bool(line.moves),
        "may_close": line.answer == Answer.ACCEPTED,
        "case_href": reverse("case", args=[line.reference]),
    }
    return render(request, "referrals/one.html", frame(request, actor, "referrals") | shown)


@door(Permission.OFFER)
def answer_referral(request: HttpRequest, actor: Actor, referral_id: UUID) -> HttpResponse:
    """Say yes, no with the reason, or that there is a waiting list."""
    line = _line(actor, referral_id)
    form = bind(AnswerReferralForm, request, moves=line.moves, initial={"seen": line.version})

    def save(answers: dict[str, Any]) -> str:
        answer = Answer(answers["answer"])
        actions.answer_referral(
            referral_id=referral_id,
            answer=answer,
            words=answers["words"],
            seen_version=answers["seen"],
            by=actor,
        )
        return (
            say(
                "{answer}. {from_worker} of {from_} sees it now.",
                answer=answer.label,
                from_worker=line.from_worker,
                from_=line.from_,
            )
            if not line.inside
            else answer.label
        )

    page = _page(
        line,
        say("Answer: {service}", service=line.service),
        save,
        "Record the answer",
        _now(actor, referral_id),
    )
    return act(request, actor, form, page)


@door(Permission.OFFER)
def referral_outcome(request: HttpRequest, actor: Actor, referral_id: UUID) -> HttpResponse:
    """Say what came of it."""
    line = _line(actor, referral_id)
    start = {
        "seen": line.version,
        "outcome": line.outcome,
        "words": line.came_of_it,
        "pro_bono": line.pro_bono,
    }
    form = bind(OutcomeForm, request, initial={**start, "hours": line.pro_bono_hours})

    def save(answers: dict[str, Any]) -> str:
        actions.record_outcome(
            referral_id=referral_id,
            outcome=Outcome(answers["outcome"]),
            words=answers["words"],
            pro_bono=answers["pro_bono"],
            hours=answers["hours"],
            seen_version=answers["seen"],
            by=actor,
        )
        return "Recorded what came of it."

    page = _page(
        line,
        say("What came of it: {service}", service=line.service),
        save,
        "Record",
        _now(actor, referral_id),
    )
    return act(request, actor, form, page)


@door(Permission.OFFER)
def chase_referral(request: HttpRequest, actor: Actor, referral_id: UUID) -> HttpResponse:
    """Say that they were asked again today."""
    return _do(request, actor, referral_id, actions.chase, "Recorded that you asked again today.")


@door(Permission.OFFER)
def take_back_referral(request: HttpRequest, actor: Actor, referral_id: UUID) -> HttpResponse:
    """Take a referral back."""
    return _do(request, actor, referral_id, actions.take_back, "The referral was taken back.")


def _do(
    request: HttpRequest, actor: Actor, referral_id: UUID, verb: Callable[..., Any], words: str
) -> HttpResponse:
    _line(actor, referral_id)
    if request.method == "POST":
        verb(referral_id=referral_id, by=actor)
        messages.success(request, words)
    return redirect("referral", referral_id)


def _line(actor: Actor, referral_id: UUID) -> ReferralLine:
    line = referral(actor, referral_id)
    if line is None:
        raise NotOpenToYou
    return line


def _page(line: ReferralLine, title: str, save: Any, button: str, stale: Any) -> Act:
    here = reverse("referral", args=[line.referral_id])
    return Act(title=title, save=save, then=here, back=here, button=button, stale=stale, place="referrals")


def _now(actor: Actor, referral_id: UUID) -> Any:
    """After a stale save: what is there now, beside what was typed."""

    def versions(form: Any) -> dict[str, Any]:
        now = _line(actor, referral_id)
        typed = form.cleaned_data
        saved = {
            "answer": now.answer_words,
            "outcome": now.outcome_words,
            "words": now.came_of_it if "outcome" in typed else now.reason,
        }
        labels = {"answer": Answer, "outcome": Outcome}
        rows = [
            (str(form.fields[name].label), _label(labels.get(name), typed.get(name)), text)
            for name, text in saved.items()
            if name in form.fields
        ]
        return {
            "who": now.answered_by or now.from_worker,
            "at": now.answered_at,
            "rows": rows,
            "seen": now.version,
        }

    return versions


def _label(choices: Any, value: Any) -> str:
    return choices(value).label if choices and value else str(value or "")


def _write_down(actor: Actor, verb: str, lines: list[ReferralLine]) -> None:
    """Each case of which something was shown, in the trail; and the list itself."""
    shown = sorted({kind.value for line in lines for kind in line.shown})
    if lines:
        record_reads(who=actor.who, verb=verb, about={line.case_id for line in lines}, shown=shown)
    else:
        record_read(who=actor.who, verb=verb, about=None, why="none")
