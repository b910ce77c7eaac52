"""One recommendation: its page, entering it, changing it, asking, deciding, commenting, promising."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.calls.queries.calls import CallHead, all_calls, our_calls
from handrail.assurance.oversight.queries import Owner, outcomes_on, own_force
from handrail.assurance.recommendations import actions
from handrail.assurance.recommendations.queries import (
    Page,
    bodies_to_name,
    can_be_asked,
    recommendation_page,
)
from handrail.assurance.recommendations.states import HOW_ADDRESSED, words
from handrail.followups.queries import actions_of
from handrail.kernel.saying import say
from handrail.web.acting import Act, act
from handrail.web.design import words as written
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.oversight import present as oversight
from handrail.web.oversight.csv_file import csv_file
from handrail.web.oversight.fields import PromiseForm
from handrail.web.recommendations import present
from handrail.web.recommendations.forms import (
    AskForm,
    ChangeForm,
    CommentForm,
    DecideForm,
    RegisterForm,
)
from handrail.web.recommendations.listing import PLACE


@door(Permission.VIEW_RECOMMENDATIONS)
def recommendation(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """One recommendation, whom it addressed, what is asked on it, what was decided."""
    page = recommendation_page(actor, code)
    promised = actions_of("recommendation", code, actor) if actor.may(Permission.VIEW_OVERSIGHT) else ()
    shown = {
        "page": page,
        "facts": present.facts(page),
        "tag": present.tag(page),
        "addressees": present.addressees(page),
        "counts": present.counts(page),
        "askings": [present.asking(row, ours=row.owner == actor.body_name) for row in page.askings],
        "actions": [oversight.action(row) for row in promised],
        "outcomes": outcomes_on(code),
        "calls": _calls_on(actor, code),
    }
    return render(request, "recommendations/one.html", frame(request, actor, PLACE) | shown)


@door(Permission.VIEW_RECOMMENDATIONS)
def addressees_csv(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Whom a recommendation addressed, as a file."""
    page = recommendation_page(actor, code)
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
            *(row.body, words(HOW_ADDRESSED, row.how), row.now or row.body),
            *("yes" if row.asked else "no", row.answers, row.commented_on, row.comment_late or ""),
        )
        for row in page.addressees
    )
    return csv_file(f"{code}-addressees.csv", heads, rows)


@door(Permission.REGISTER_RECOMMENDATIONS)
def register(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Enter a recommendation."""
    national = actor.may(Permission.ASK_BODIES)
    form = bind(RegisterForm, request, bodies=bodies_to_name(actor), national=national)

    def save(answers: dict[str, Any]) -> str:
        told = form.told(answers["published_on"])
        actions.register(code=answers["code"], told=told, to=form.to(), by=actor)
        due = say(", due {due_on}", due_on=written.day(told.due_on)) if told.due_on else ""
        return say("{title}: entered{due}.", title=told.title, due=due)

    here = reverse("recommendations")
    page = Act(
        title="Enter a recommendation",
        save=save,
        then=here,
        back=here,
        button="Enter it",
        template="recommendations/register.html",
        place=PLACE,
    )
    return act(request, actor, form, page)


@door(Permission.REGISTER_RECOMMENDATIONS)
def change(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Mend what was entered."""
    now = recommendation_page(actor, code)
    form = bind(ChangeForm, request, initial=_initial(now))

    def save(answers: dict[str, Any]) -> str:
        told = form.told(now.line.published_on)
        actions.change(code=code, told=told, seen_version=answers["seen"], by=actor)
        return say("{title}: changed.", title=told.title)

    def both(form: forms.Form) -> dict[str, Any]:
        saved = recommendation_page(actor, code)
        rows = present.differences(form, _initial(saved))
        return {"who": saved.changed_by, "at": saved.changed_at, "rows": rows, "seen": saved.version}

    return act(
        request,
        actor,
        form,
        _act(
            code,
            say("Change {title}", title=now.line.title),
            save,
            stale=both,
            template="recommendations/register.html",
        ),
    )


@door(Permission.CLOSE_RECOMMENDATIONS)
def ask(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Ask bodies for updates, on a rhythm."""
    page = recommendation_page(actor, code)
    form = bind(AskForm, request, owners=can_be_asked(actor, code))

    def save(answers: dict[str, Any]) -> str:
        owners = [int(owner) for owner in answers["owners"]]
        made = actions.ask_for_updates(
            code=code, owners=owners, rhythm=form.rhythm(), asks_for=answers["asks_for"], by=actor
        )
        asked = written.plural(len(made), "body", "bodies")
        return say(
            "{asked} asked. The first update is due {first_due}.",
            asked=asked,
            first_due=written.day(answers["first_due"]),
        )

    return act(
        request,
        actor,
        form,
        _act(code, say("Ask for updates: {title}", title=page.line.title), save, button="Ask"),
    )


@door(Permission.CLOSE_RECOMMENDATIONS)
def decide(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Close a recommendation that the reader's body keeps, or open it again."""
    page = recommendation_page(actor, code)
    kind = "reopened" if page.line.state == "closed" else "closed"
    form = bind(DecideForm, request, initial={"seen": page.version})

    def save(answers: dict[str, Any]) -> str:
        actions.decide_on_recommendation(
            code=code, kind=kind, reason=answers["reason"], seen_version=answers["seen"], by=actor
        )
        return say(
            "{title}: {which}.", title=page.line.title, which="closed" if kind == "closed" else "open again"
        )

    def both(_: forms.Form) -> dict[str, Any]:
        saved = recommendation_page(actor, code)
        rows = [("How it stands", "Open" if kind == "closed" else "Closed", saved.line.state.capitalize())]
        return {"who": saved.changed_by, "at": saved.changed_at, "rows": rows, "seen": saved.version}

    verb = "Close" if kind == "closed" else "Open again"
    return act(
        request,
        actor,
        form,
        _act(code, say("{verb}: {title}", verb=verb, title=page.line.title), save, button=verb, stale=both),
    )


@door(Permission.ANSWER_RECOMMENDATIONS)
def comment(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Keep the comment that the reader's body published."""
    page = recommendation_page(actor, code)
    form = bind(CommentForm, request)

    def save(answers: dict[str, Any]) -> str:
        actions.publish_comment(code=code, **answers, by=actor)
        return "The published comment is kept."

    return act(
        request, actor, form, _act(code, say("Published comment: {title}", title=page.line.title), save)
    )


@door(Permission.WORK_ON_ACTIONS)
def promise(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Promise an action that the recommendation leads to."""
    page = recommendation_page(actor, code)
    force = own_force(actor)
    owners = [
        *([force] if force and force.id != actor.body_id else []),
        Owner(actor.body_id, actor.body_name),
    ]
    form = bind(PromiseForm, request, owners=owners)

    def save(answers: dict[str, Any]) -> str:
        answers["owner_id"] = int(answers.pop("owner"))
        actions.promise_action(code=code, **answers, by=actor)
        return "The action is in the list."

    return act(
        request,
        actor,
        form,
        _act(code, say("An action: {title}", title=page.line.title), save, button="Add the action"),
    )


def _calls_on(actor: Actor, code: str) -> list[CallHead]:
    """The calls that ask about it and are open to the reader, each once."""
    if not actor.may(Permission.VIEW_CALLS):
        return []
    lines = all_calls() if actor.may(Permission.ASK_BODIES) else our_calls(actor, timezone.now())
    return list({line.head.code: line.head for line in lines if line.head.recommendation == code}.values())


def _act(
    code: str, title: str, save: Any, button: str = "Save", stale: Any = None, template: str = "act.html"
) -> Act:
    here = reverse("recommendation", args=[code])
    return Act(
        title=title,
        save=save,
        then=here,
        back=here,
        button=button,
        stale=stale,
        template=template,
        place=PLACE,
    )


def _initial(page: Page) -> dict[str, Any]:
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
