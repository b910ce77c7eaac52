"""How the form leaves: files, a page to print, the words that may stand in a report; sent, handed over, put aside."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.lists.queries.finding import Found
from handrail.kernel.saying import say
from handrail.nrmform.actions import drafting, exporting, handing, making
from handrail.nrmform.actions.handing import Handing
from handrail.nrmform.actions.making import Sent
from handrail.nrmform.queries.drafts import DraftPage
from handrail.nrmform.queries.handed import first_responders
from handrail.nrmform.queries.known import known_of
from handrail.nrmform.rules import definition, moving, outgoing
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.navigation import frame
from handrail.web.nrmform import present
from handrail.web.nrmform.acts import AsideForm, HandForm, MoveForm, ReadForm, WeSentForm, was
from handrail.web.nrmform.live import acting_on, live_of, opened, same


@case_door(Permission.RECORD)
def print_form(request: HttpRequest, found: Found, draft_id: UUID) -> HttpResponse:
    """What leaves, in the form's order, to print or to copy from."""
    out = exporting.take_out(sight=found.sight, draft_id=draft_id, way="print")
    told = {
        "reference": found.reference if out.leaving.named else "",
        "back_href": _back(found, out.page),
        "prepared": outgoing.PREPARED,
        "name": out.leaving.route.words,
        "rows": out.leaving.rows,
        "file": out.file,
        "form_name": out.page.definition.name,
        "printed_at": timezone.localtime(),
    }
    return render(request, "nrmform/print.html", frame(request, found.sight.actor, "cases") | told)


@case_door(Permission.RECORD)
def as_json(request: HttpRequest, found: Found, draft_id: UUID) -> HttpResponse:
    """What leaves, in the names of the form's own message."""
    return _file(found, draft_id, "json")


@case_door(Permission.RECORD)
def as_htcds(request: HttpRequest, found: Found, draft_id: UUID) -> HttpResponse:
    """What leaves, as a record of the Human Trafficking Case Data Standard."""
    return _file(found, draft_id, "htcds")


@case_door(Permission.RECORD)
def words_of_report(request: HttpRequest, found: Found) -> HttpResponse:
    """Which words may stand in a report that names nobody. It is asked apart from what the case and the draft hold."""
    draft = live_of(found)
    for kind in (Kind.IDENTITY, Kind.CONTACT):
        found.sight.needs(kind)
    texts = present.texts(draft, known_of(draft))
    boxes = [(one["key"], one["text"]) for one in texts]
    form = bind(
        ReadForm, request, texts=boxes, read=draft.read, initial={"seen": present.seen_words(draft, texts)}
    )

    def save(answers: dict[str, Any]) -> str:
        read = form.read_in(draft.draft_id)
        drafting.read_for_report(
            case_id=found.case_id, draft_id=draft.draft_id, read=read, by=found.sight.actor
        )
        return say(
            "{answers} may stand in the report. All other words are left out.",
            answers=words.plural(len(read), "answer"),
        )

    page = _act(
        found,
        "Which words may stand in the report?",
        save,
        "Save",
        "nrmform/words.html",
        stale=lambda form: _words_since(found, form, texts),
        texts=texts,
    )
    return act(request, found.sight.actor, form, page)


def _words_since(found: Found, form: ReadForm, texts: list[dict[str, Any]]) -> dict[str, Any]:
    """Each changed answer as it was read and as it is now, its box empty again; what was not changed stays ticked."""
    now = live_of(found)
    read = form.read_in(now.draft_id)
    texts[:] = [one for one in present.texts(now, known_of(now)) if one["key"] in form.fields]
    data: Any = form.data
    data = data.copy()
    changed = [one for one in texts if one["key"] in read and read[one["key"]] != now.version(one["key"])]
    for one in changed:
        one["was"] = data.get(was(one["key"]), "")
        data.pop(one["key"], None)
    for one in texts:
        data[was(one["key"])] = one["text"]
    form.data = data
    newest = max((now.answers[one["key"]] for one in changed), key=lambda line: line.changed_at, default=None)
    return {
        "who": newest.changed_by if newest else now.changed_by,
        "at": newest.changed_at if newest else now.changed_at,
        "seen": present.seen_words(now, texts),
        "button": "Save",
    }


@case_door(Permission.RECORD)
def move(request: HttpRequest, found: Found) -> HttpResponse:
    """Take the draft to the newest version of the form, having seen what that changes."""
    draft = acting_on(request, found)
    told = moving.moving(draft.definition, definition.newest(), draft.given)

    def save(answers: dict[str, Any]) -> str:
        same(draft, answers["of"])
        drafting.move_to_newest(case_id=found.case_id, draft_id=draft.draft_id, by=found.sight.actor)
        return "The draft is on the newest version of the form. Every answer was kept."

    more = {"moving": told, "old": draft.definition, "new": definition.newest()}
    page = _act(
        found,
        "Move to the newest version of the form",
        save,
        "Move the draft",
        "nrmform/move.html",
        stale=_other_draft(request, found, "Move the draft"),
        **more,
    )
    return act(request, found.sight.actor, bind(MoveForm, request, initial=_of(draft)), page)


@case_door(Permission.RECORD)
def sent(request: HttpRequest, found: Found) -> HttpResponse:
    """A first responder organisation says that it sent the form on the Home Office's pages."""
    draft = acting_on(request, found)
    form = bind(WeSentForm, request, initial={"on": words.today()} | _of(draft))

    def save(answers: dict[str, Any]) -> tuple[str, ...]:
        same(draft, answers["of"])
        done = making.mark_made(
            case_id=found.case_id,
            draft_id=draft.draft_id,
            sent=Sent(answers["on"], answers["at_time"]),
            by=found.sight.actor,
        )
        return (say("{route}: recorded.", route=present.MADE_WORDS[draft.route.value]), *done.changes)

    page = Act(
        title="Record that the form was sent",
        save=save,
        then=reverse("case", args=[found.reference]),
        back=reverse("nrm_check", args=[found.reference]),
        button="Record as sent",
        stale=_other_draft(request, found, "Record as sent"),
        more={
            "lead": "Handrail sends nothing. Record it once you have sent the form on the Home Office’s own pages."
        },
    )
    return act(request, found.sight.actor, form, page)


@case_door(Permission.RECORD)
def hand_over(request: HttpRequest, found: Found) -> HttpResponse:
    """Hand the draft to a first responder organisation, which makes it or sends it back."""
    draft = acting_on(request, found)
    bodies = first_responders(found.sight.actor.body_id)
    form = bind(HandForm, request, bodies=bodies, initial=_of(draft))

    def save(answers: dict[str, Any]) -> str:
        same(draft, answers["of"])
        row = handing.hand_over(
            case_id=found.case_id,
            draft_id=draft.draft_id,
            handing=Handing(answers["body"], answers["words"]),
            by=found.sight.actor,
        )
        return say("Handed to {to_body}. You see here when they have made it.", to_body=row.to_body.name)

    lead = (
        "They see the form as it stands now, and only while it is shared with them. Nobody is referred until they have "
        "sent it. Ring them as well: this sends no message."
    )
    page = _act(
        found,
        "Hand it to a first responder organisation",
        save,
        "Hand it over",
        "nrmform/hand.html",
        stale=_other_draft(request, found, "Hand it over"),
        lead=lead,
    )
    return act(request, found.sight.actor, form, page)


@case_door(Permission.RECORD)
def take_back(request: HttpRequest, found: Found) -> HttpResponse:
    """Take a draft back that nobody has answered yet."""
    live_of(found)
    if request.method == "POST" and (draft := opened(request, found)):
        handing.take_back(case_id=found.case_id, draft_id=draft.draft_id, by=found.sight.actor)
        messages.success(request, "The draft is yours again, and they no longer see it waiting.")
    return redirect("nrm_form", found.reference)


@case_door(Permission.RECORD)
def put_aside(request: HttpRequest, found: Found) -> HttpResponse:
    """Stop preparing the form. It can still be read, and what it holds is suggested in the next."""
    draft = acting_on(request, found)

    def save(answers: dict[str, Any]) -> str:
        same(draft, answers["of"])
        drafting.put_aside(
            case_id=found.case_id, draft_id=draft.draft_id, because=answers["because"], by=found.sight.actor
        )
        return "Put aside. It can still be read, and a new draft suggests what it holds."

    page = Act(
        title="Put the draft aside",
        save=save,
        then=reverse("case", args=[found.reference]),
        back=reverse("nrm_form", args=[found.reference]),
        button="Put it aside",
        stale=_other_draft(request, found, "Put it aside"),
        more={
            "lead": "Nothing is deleted. Do this where the form is not needed any more, or was begun by mistake."
        },
    )
    return act(request, found.sight.actor, bind(AsideForm, request, initial=_of(draft)), page)


def _of(draft: DraftPage) -> dict[str, Any]:
    return {"of": str(draft.draft_id)}


def _other_draft(request: HttpRequest, found: Found, button: str) -> Callable[[forms.Form], dict[str, Any]]:
    """Both drafts, where the page was opened on another than the one that is being prepared."""

    def both(form: forms.Form) -> dict[str, Any]:
        then, now = opened(request, found), live_of(found)
        data: Any = form.data.copy()  # type: ignore[attr-defined]
        data["of"] = str(now.draft_id)
        form.data = data
        rows = present.two_drafts(then, now)
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "button": button}

    return both


def _back(found: Found, page: DraftPage) -> str:
    if page.live:
        return reverse("nrm_check", args=[found.reference])
    return reverse("nrm_draft", args=[found.reference, page.draft_id])


def _act(
    found: Found, title: str, save: Any, button: str, template: str, *, stale: Any = None, **more: Any
) -> Act:
    here = reverse("nrm_check", args=[found.reference])
    told = {"reference": found.reference, **more}
    return Act(
        title=title,
        save=save,
        then=here,
        back=here,
        button=button,
        template=template,
        more=told,
        stale=stale,
    )


def _file(found: Found, draft_id: UUID, way: str) -> HttpResponse:
    out = exporting.take_out(sight=found.sight, draft_id=draft_id, way=way)
    text = json.dumps(out.file, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    kind = "htcds" if way == "htcds" else out.leaving.route.value
    response["Content-Disposition"] = say(
        'attachment; filename="prepared-not-submitted-{kind}.json"', kind=kind
    )
    return response
