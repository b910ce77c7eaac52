"""Referrals to us, and ours to others: lists, one referral, its answer, what came of it, asking again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.people.cases.offers.actions import referrals as actions
from handrail.people.cases.offers.forms.referrals import AnswerReferralForm, ReferralOutcomeForm
from handrail.people.cases.offers.presenters import referrals as presenters
from handrail.people.cases.offers.queries.referrals import (
    ReferralRow,
    get_referral,
    list_incoming_referrals,
    list_outgoing_referrals,
)
from handrail.people.cases.offers.states import ReferralAnswer, ReferralOutcome
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_read, record_reads
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import with_query

WHOSE = {"to": "Referrals to us", "from": "Referrals from us"}


@requires(Permission.OFFER)
def referral_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those that wait for our answer first; then ours that wait for others'."""
    whose = request.GET.get("whose", "to")
    whose = whose if whose in WHOSE else "to"
    open_only = request.GET.get("show") != "all"
    found = (list_incoming_referrals if whose == "to" else list_outgoing_referrals)(
        actor, open_only=open_only
    )
    _record_referral_reads(actor, "looked at: referrals", found)
    shown = {
        "whose": whose,
        "title": WHOSE[whose],
        "open_only": open_only,
        "lines": [presenters.present_referral_row(line) for line in found],
        "handed_href": reverse("nrm_handed_list") if actor.may(Permission.RECORD) else "",
        "tabs": [(name, with_query(request, whose=code), code == whose) for code, name in WHOSE.items()],
    }
    return render(
        request, "offers/referral_list.html", get_layout_context(request, actor, "referrals") | shown
    )


@requires(Permission.OFFER)
def one_referral(request: HttpRequest, actor: Actor, referral_id: UUID) -> HttpResponse:
    """One referral: what was told, the answer, what came of it."""
    line = _get_referral_or_deny(actor, referral_id)
    _record_referral_reads(actor, "looked at: referral", [line])
    shown = {
        "line": line,
        "title": line.called or line.reference,
        "details": presenters.present_referral_details(line),
        "state": presenters.ANSWER_TAGS[line.answer],
        "may_answer": bool(line.moves),
        "may_close": line.answer == ReferralAnswer.ACCEPTED,
        "case_href": reverse("case", args=[line.reference]),
    }
    return render(request, "offers/referral.html", get_layout_context(request, actor, "referrals") | shown)


@requires(Permission.OFFER)
def answer_referral(request: HttpRequest, actor: Actor, referral_id: UUID) -> HttpResponse:
    """Say yes, no with the reason, or that there is a waiting list."""
    line = _get_referral_or_deny(actor, referral_id)
    form = bind_form(AnswerReferralForm, request, moves=line.moves, initial={"seen": line.version})

    def save(answers: dict[str, Any]) -> str:
        answer = ReferralAnswer(answers["answer"])
        actions.answer_referral(
            referral_id=referral_id,
            answer=answer,
            words=answers["words"],
            seen_version=answers["seen"],
            by=actor,
        )
        return (
            msg(
                "{answer}. {from_worker} of {from_} sees it now.",
                answer=answer.label,
                from_worker=line.from_worker,
                from_=line.from_,
            )
            if not line.inside
            else answer.label
        )

    page = _make_act(
        line,
        msg("Answer: {service}", service=line.service),
        save,
        "Record the answer",
        _compare_versions(actor, referral_id),
    )
    return process_form_action(request, actor, form, page)


@requires(Permission.OFFER)
def referral_outcome(request: HttpRequest, actor: Actor, referral_id: UUID) -> HttpResponse:
    """Say what came of it."""
    line = _get_referral_or_deny(actor, referral_id)
    start = {
        "seen": line.version,
        "outcome": line.outcome,
        "words": line.came_of_it,
        "pro_bono": line.pro_bono,
    }
    form = bind_form(ReferralOutcomeForm, request, initial={**start, "hours": line.pro_bono_hours})

    def save(answers: dict[str, Any]) -> str:
        actions.record_referral_outcome(
            referral_id=referral_id,
            outcome=ReferralOutcome(answers["outcome"]),
            words=answers["words"],
            pro_bono=answers["pro_bono"],
            hours=answers["hours"],
            seen_version=answers["seen"],
            by=actor,
        )
        return "Recorded what came of it."

    page = _make_act(
        line,
        msg("What came of it: {service}", service=line.service),
        save,
        "Record",
        _compare_versions(actor, referral_id),
    )
    return process_form_action(request, actor, form, page)


@requires(Permission.OFFER)
def chase_referral(request: HttpRequest, actor: Actor, referral_id: UUID) -> HttpResponse:
    """Say that they were asked again today."""
    return _perform_act(
        request, actor, referral_id, actions.chase_referral, "Recorded that you asked again today."
    )


@requires(Permission.OFFER)
def take_back_referral(request: HttpRequest, actor: Actor, referral_id: UUID) -> HttpResponse:
    """Take a referral back."""
    return _perform_act(
        request, actor, referral_id, actions.take_back_referral, "The referral was taken back."
    )


def _perform_act(
    request: HttpRequest, actor: Actor, referral_id: UUID, verb: Callable[..., Any], words: str
) -> HttpResponse:
    _get_referral_or_deny(actor, referral_id)
    if request.method == "POST":
        verb(referral_id=referral_id, by=actor)
        messages.success(request, words)
    return redirect("referral", referral_id)


def _get_referral_or_deny(actor: Actor, referral_id: UUID) -> ReferralRow:
    line = get_referral(actor, referral_id)
    if line is None:
        raise NotVisible
    return line


def _make_act(line: ReferralRow, title: str, save: Any, button: str, stale: Any) -> FormAction:
    here = reverse("referral", args=[line.referral_id])
    return FormAction(
        title=title, save=save, then=here, back=here, button=button, stale=stale, place="referrals"
    )


def _compare_versions(actor: Actor, referral_id: UUID) -> Any:
    """After a stale save: what is there now, beside what was typed."""

    def versions(form: Any) -> dict[str, Any]:
        now = _get_referral_or_deny(actor, referral_id)
        typed = form.cleaned_data
        saved = {
            "answer": now.answer_words,
            "outcome": now.outcome_words,
            "words": now.came_of_it if "outcome" in typed else now.reason,
        }
        labels = {"answer": ReferralAnswer, "outcome": ReferralOutcome}
        rows = [
            (str(form.fields[name].label), _get_choice_label(labels.get(name), typed.get(name)), text)
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


def _get_choice_label(choices: Any, value: Any) -> str:
    return choices(value).label if choices and value else str(value or "")


def _record_referral_reads(actor: Actor, verb: str, lines: list[ReferralRow]) -> None:
    """Each case of which something was shown, in the trail; and the list itself."""
    shown = sorted({kind.value for line in lines for kind in line.shown})
    if lines:
        record_reads(who=actor.who, verb=verb, about={line.case_id for line in lines}, shown=shown)
    else:
        record_read(who=actor.who, verb=verb, about=None, why="none")
