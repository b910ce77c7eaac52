"""One recommendation: its page, entering it, changing it, asking, deciding, commenting, promising."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.areas.calls.queries.calls import CallSummary, list_calls, list_received_calls
from handrail.areas.oversight import presenters as oversight
from handrail.areas.oversight.queries import get_own_force, list_outcomes_on, list_owners
from handrail.areas.recommendations import actions, presenters
from handrail.areas.recommendations.forms import (
    ChangeRecommendationForm,
    DecisionForm,
    PublishedCommentForm,
    RegisterRecommendationForm,
    UpdateRequestForm,
)
from handrail.areas.recommendations.queries import (
    RecommendationDetail,
    get_recommendation,
    list_nameable_bodies,
    list_requestable_bodies,
)
from handrail.areas.recommendations.states import HOW_ADDRESSED, get_words
from handrail.areas.recommendations.views.lists import NAVIGATION_ENTRY
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.queries import list_follow_ups_of_origin
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting as written
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.csv_export import make_csv_response
from handrail.platform.ui.field_factories import PromiseActionForm
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires(Permission.VIEW_RECOMMENDATIONS)
def recommendation(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """One recommendation, whom it addressed, what is asked on it, what was decided."""
    page = get_recommendation(actor, code)
    promised = (
        list_follow_ups_of_origin("recommendation", code, actor)
        if actor.may(Permission.VIEW_OVERSIGHT)
        else ()
    )
    shown = {
        "page": page,
        "facts": presenters.list_facts(page),
        "tag": presenters.make_state_tag(page),
        "addressees": presenters.present_addressees(page),
        "counts": presenters.format_addressee_counts(page),
        "askings": [
            presenters.present_update_request(row, ours=row.owner == actor.body_name) for row in page.askings
        ],
        "actions": [oversight.present_action(row) for row in promised],
        "outcomes": list_outcomes_on(code),
        "calls": _list_calls_on_recommendation(actor, code),
    }
    return render(
        request, "recommendations/detail.html", get_layout_context(request, actor, NAVIGATION_ENTRY) | shown
    )


@requires(Permission.VIEW_RECOMMENDATIONS)
def addressees_csv(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Whom a recommendation addressed, as a file."""
    page = get_recommendation(actor, code)
    heads = (
        "addressed",
        "how",
        "answers_now",
        "asked_by_us",
        "answers_to_us",
        "comment_published",
        "comment_days_late",
    )
    rows = (
        (
            *(row.body, get_words(HOW_ADDRESSED, row.how), row.now or row.body),
            *("yes" if row.asked else "no", row.answers, row.commented_on, row.comment_late or ""),
        )
        for row in page.addressees
    )
    return make_csv_response(f"{code}-addressees.csv", heads, rows)


@requires(Permission.REGISTER_RECOMMENDATIONS)
def register(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Enter a recommendation."""
    national = actor.may(Permission.ASK_BODIES)
    form = bind_form(
        RegisterRecommendationForm, request, bodies=list_nameable_bodies(actor), national=national
    )

    def save(answers: dict[str, Any]) -> str:
        told = form.told(answers["published_on"])
        actions.register_recommendation(code=answers["code"], told=told, to=form.to(), by=actor)
        due = msg(", due {due_on}", due_on=written.format_day(told.due_on)) if told.due_on else ""
        return msg("{title}: entered{due}.", title=told.title, due=due)

    here = reverse("recommendations")
    page = FormAction(
        title="Enter a recommendation",
        save=save,
        then=here,
        back=here,
        button="Enter it",
        template="recommendations/register.html",
        place=NAVIGATION_ENTRY,
    )
    return process_form_action(request, actor, form, page)


@requires(Permission.REGISTER_RECOMMENDATIONS)
def change(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Mend what was entered."""
    now = get_recommendation(actor, code)
    form = bind_form(ChangeRecommendationForm, request, initial=_get_recommendation_initial(now))

    def save(answers: dict[str, Any]) -> str:
        told = form.told(now.line.published_on)
        actions.change_recommendation(code=code, told=told, seen_version=answers["seen"], by=actor)
        return msg("{title}: changed.", title=told.title)

    def both(form: forms.Form) -> dict[str, Any]:
        saved = get_recommendation(actor, code)
        rows = presenters.list_differences(form, _get_recommendation_initial(saved))
        return {"who": saved.changed_by, "at": saved.changed_at, "rows": rows, "seen": saved.version}

    return process_form_action(
        request,
        actor,
        form,
        _make_act(
            code,
            msg("Change {title}", title=now.line.title),
            save,
            stale=both,
            template="recommendations/register.html",
        ),
    )


@requires(Permission.CLOSE_RECOMMENDATIONS)
def ask(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Ask bodies for updates, on a rhythm."""
    page = get_recommendation(actor, code)
    form = bind_form(UpdateRequestForm, request, owners=list_requestable_bodies(actor, code))

    def save(answers: dict[str, Any]) -> str:
        owners = [int(owner) for owner in answers["owners"]]
        made = actions.request_updates(
            code=code, owners=owners, rhythm=form.rhythm(), asks_for=answers["asks_for"], by=actor
        )
        asked = written.plural(len(made), "body", "bodies")
        return msg(
            "{asked} asked. The first update is due {first_due}.",
            asked=asked,
            first_due=written.format_day(answers["first_due"]),
        )

    return process_form_action(
        request,
        actor,
        form,
        _make_act(code, msg("Ask for updates: {title}", title=page.line.title), save, button="Ask"),
    )


@requires(Permission.CLOSE_RECOMMENDATIONS)
def decide(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Close a recommendation that the reader's body keeps, or open it again."""
    page = get_recommendation(actor, code)
    kind = "reopened" if page.line.state == "closed" else "closed"
    form = bind_form(DecisionForm, request, initial={"seen": page.version})

    def save(answers: dict[str, Any]) -> str:
        actions.decide_on_recommendation(
            code=code, kind=kind, reason=answers["reason"], seen_version=answers["seen"], by=actor
        )
        return msg(
            "{title}: {which}.", title=page.line.title, which="closed" if kind == "closed" else "open again"
        )

    def both(_: forms.Form) -> dict[str, Any]:
        saved = get_recommendation(actor, code)
        rows = [("How it stands", "Open" if kind == "closed" else "Closed", saved.line.state.capitalize())]
        return {"who": saved.changed_by, "at": saved.changed_at, "rows": rows, "seen": saved.version}

    verb = "Close" if kind == "closed" else "Open again"
    return process_form_action(
        request,
        actor,
        form,
        _make_act(
            code, msg("{verb}: {title}", verb=verb, title=page.line.title), save, button=verb, stale=both
        ),
    )


@requires(Permission.ANSWER_RECOMMENDATIONS)
def comment(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Keep the comment that the reader's body published."""
    page = get_recommendation(actor, code)
    form = bind_form(PublishedCommentForm, request)

    def save(answers: dict[str, Any]) -> str:
        actions.record_published_comment(code=code, **answers, by=actor)
        return "The published comment is kept."

    return process_form_action(
        request, actor, form, _make_act(code, msg("Published comment: {title}", title=page.line.title), save)
    )


@requires(Permission.WORK_ON_ACTIONS)
def promise(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Promise an action that the recommendation leads to."""
    page = get_recommendation(actor, code)
    force = get_own_force(actor)
    form = bind_form(
        PromiseActionForm, request, owners=list_owners(actor.body_id, force.pk if force else None)
    )

    def save(answers: dict[str, Any]) -> str:
        actions.promise_action(code=code, **form.get_promise(), by=actor)
        return "The action is in the list."

    return process_form_action(
        request,
        actor,
        form,
        _make_act(code, msg("An action: {title}", title=page.line.title), save, button="Add the action"),
    )


def _list_calls_on_recommendation(actor: Actor, code: str) -> list[CallSummary]:
    """The calls that ask about it and are open to the reader, each once."""
    if not actor.may(Permission.VIEW_CALLS):
        return []
    lines = list_calls() if actor.may(Permission.ASK_BODIES) else list_received_calls(actor, timezone.now())
    return list({line.head.code: line.head for line in lines if line.head.recommendation == code}.values())


def _make_act(
    code: str, title: str, save: Any, button: str = "Save", stale: Any = None, template: str = "act.html"
) -> FormAction:
    here = reverse("recommendation", args=[code])
    return FormAction(
        title=title,
        save=save,
        then=here,
        back=here,
        button=button,
        stale=stale,
        template=template,
        place=NAVIGATION_ENTRY,
    )


def _get_recommendation_initial(page: RecommendationDetail) -> dict[str, Any]:
    """A recommendation as its form takes it."""
    row = page.line
    due = "none" if row.due_on is None else "six_months" if page.due_words else "on"
    return {
        "source": row.source,
        "title": row.title,
        "text": page.text,
        "issued_by": row.issued_by,
        "due": due,
        "due_on": row.due_on if due == "on" else None,
        "comment_rule": page.comment_rule,
        "origin_note": page.origin_note,
        "seen": page.version,
    }
