"""One incident, many people: a page that is filled in person by person or from a list, and opens all cases at once.

What was typed travels with the page until then: every button but the last gives it back as it stood.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.roles import Permission
from handrail.casework.case.queries.choices import area_choices, area_of, language_choices
from handrail.casework.case.states import Age, Danger, YesNo
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.linking.actions import incidents as actions
from handrail.linking.actions.incidents import FoundPerson, NotAllTaken, Opened, Shared
from handrail.linking.pasting import Pasted, read
from handrail.linking.queries.incidents import incident_page
from handrail.linking.states import MOST_PEOPLE, CameToLight
from handrail.web.design import words
from handrail.web.design.forms import FormError, bind, error_list
from handrail.web.door import door
from handrail.web.linking.forms import LANGUAGES, FoundForm, SharedForm, now
from handrail.web.navigation import frame

Open = Callable[[UUID, Sequence[FoundPerson]], Opened]


@dataclass(slots=True)
class Page:
    """The page as it stands: its token, the shared facts (None where they are known), the people, what is wrong."""

    request: HttpRequest
    shared: SharedForm | None
    tags: Mapping[str, str]
    token: UUID
    people: list[FoundForm]
    problems: list[FormError]
    pasted: str = ""


@door(Permission.OPEN_CASE)
def open_incident(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open an incident with its people."""
    tags = _tags()
    on, at = now()
    start = {"on": on, "at": at, "area": area_of(actor.body_id), "came_to_light": CameToLight.NOT_SAID}
    shared = bind(SharedForm, request, initial=start, areas=area_choices(), tags=tags)

    def save(token: UUID, people: Sequence[FoundPerson]) -> Opened:
        return actions.open_incident(token=token, shared=_shared(shared), people=people, by=actor)

    return _answer(request, actor, _page(request, shared, tags), save, back=reverse("incidents"))


@door(Permission.OPEN_CASE)
def incident_people(request: HttpRequest, actor: Actor, incident_id: UUID) -> HttpResponse:
    """Open cases for more people of an incident."""
    if not incident_page(actor, incident_id).inside:
        raise Denied("This incident was shared with your organisation to see, not to change.")

    def save(token: UUID, people: Sequence[FoundPerson]) -> Opened:
        return actions.add_people(incident_id=incident_id, token=token, people=people, by=actor)

    back = reverse("incident", args=[incident_id])
    return _answer(request, actor, _page(request, None, _tags()), save, back=back)


def _answer(request: HttpRequest, actor: Actor, page: Page, save: Open, *, back: str) -> HttpResponse:
    do = request.POST.get("do", "add") if request.method == "POST" else ""
    if do == "open":
        opened = _opened(page, save)
        if opened:
            _say(request, opened)
            return HttpResponseRedirect(reverse("incident", args=[opened.incident_id]))
    elif do:
        page = _more(page, do)
    shown = {
        "page": page,
        "languages": sorted(_names(language_choices()).values()),
        "list_id": LANGUAGES,
        "most": MOST_PEOPLE,
        "back": back,
    }
    return render(request, "linking/open_incident.html", frame(request, actor, "cases") | shown)


def _page(request: HttpRequest, shared: SharedForm | None, tags: Mapping[str, str]) -> Page:
    sent = request.POST if request.method == "POST" else None
    count = _count(sent.get("people") if sent else None)
    people = [FoundForm(sent, prefix=f"p{place}", tags=tags) for place in range(count)]
    token = _token(sent.get("token") if sent else None)
    pasted = sent.get("pasted", "") if sent else ""
    return Page(request, shared, tags, token, people, [], pasted)


def _opened(page: Page, save: Open) -> Opened | None:
    """Open everything, or leave on the page what has to be mended."""
    written = [form for form in page.people if not form.empty]
    valid = [form.is_valid() for form in written]
    shared = page.shared is None or page.shared.is_valid()
    whole = ""
    if shared and all(valid):
        try:
            return save(page.token, [_person(form, page.shared) for form in written])
        except NotAllTaken as wrong:
            for place, fault in wrong.at.items():
                written[place].add_error("called", fault)
        except NotNow as no:
            whole = str(no)
    page.problems = _problems(page, whole)
    return None


def _more(page: Page, do: str) -> Page:
    """The same page with one more block, or with the pasted list read into blocks. Nothing is checked yet."""
    kept = [_again(form) for form in page.people]
    if do == "read":
        kept = [start for start in kept if any(start.values())] + [_start(one) for one in _read(page)]
        pasted = ""
    else:
        kept, pasted = [*kept, {}], page.pasted
    over = len(kept) - MOST_PEOPLE
    problems = [] if over <= 0 else [FormError(_too_many(), "#pasted" if do == "read" else "")]
    if over > 0 and do == "read":
        kept, pasted = [_again(form) for form in page.people], page.pasted
    kept = kept[:MOST_PEOPLE] or [{}]
    people = [
        FoundForm(
            initial=start, prefix=f"p{place}", tags=page.tags, first=place == len(kept) - 1 and not problems
        )
        for place, start in enumerate(kept)
    ]
    shared = _unbound(page.shared, page.tags) if page.shared else None
    return Page(page.request, shared, page.tags, page.token, people, problems, pasted)


def _read(page: Page) -> list[Pasted]:
    return read(page.pasted.replace("\0", ""), _names(language_choices()))


def _start(one: Pasted) -> dict[str, Any]:
    return {
        "called": one.called,
        "age": one.age,
        "danger": one.danger,
        "language": one.language,
        "interpreter": one.interpreter,
        "note": one.note,
    }


def _again(form: forms.Form) -> dict[str, Any]:
    """What stands in a form, to start it anew without checking it."""
    return {name: form[name].value() for name in form.fields}


def _unbound(shared: SharedForm, tags: Mapping[str, str]) -> SharedForm:
    return SharedForm(initial=_again(shared), areas=area_choices(), tags=tags)


def _shared(form: SharedForm) -> Shared:
    told = form.cleaned_data
    return Shared(
        on=told["on"],
        at=told["at"],
        area_code=told["area"],
        came_to_light=CameToLight(told["came_to_light"] or CameToLight.NOT_SAID),
        said=form.said(),
    )


def _person(form: FoundForm, shared: SharedForm | None) -> FoundPerson:
    told = form.cleaned_data
    most = shared.cleaned_data["language"] if shared else ""
    return FoundPerson(
        called=told["called"],
        age=Age(told["age"]) if told["age"] else None,
        danger=Danger(told["danger"] or Danger.NOT_ASKED),
        language_tag=told["language"] or most,
        interpreter=YesNo.YES if told["interpreter"] else YesNo.NOT_ASKED,
        note=told["note"],
    )


def _problems(page: Page, whole: str) -> list[FormError]:
    found = [FormError(whole, "#p0-block")] if whole else []
    found += error_list(page.shared) if page.shared else []
    for place, form in enumerate(page.people):
        if not form.empty:
            found += [
                FormError(say("Person {place}: {text}", place=place + 1, text=text), href)
                for text, href in error_list(form)
            ]
    return found


def _say(request: HttpRequest, opened: Opened) -> None:
    if opened.cases:
        messages.success(
            request,
            say(
                "{cases} opened. Nothing has been sent to anyone outside your team.",
                cases=words.plural(opened.cases, "case"),
            ),
        )
    else:
        messages.success(request, "These cases were opened already: nothing was opened twice.")


def _tags() -> dict[str, str]:
    return {name.casefold(): tag for tag, name in language_choices()}


def _names(choices: list[tuple[str, str]]) -> dict[str, str]:
    return {name.casefold(): name for _, name in choices}


def _count(text: str | None) -> int:
    return (
        min(max(int(text), 1), MOST_PEOPLE)
        if text and text.isascii() and text.isdecimal() and len(text) < 4
        else 1
    )


def _token(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        return uuid4()


def _too_many() -> str:
    return say(
        "At most {most_people} people at a time: open these first, and the others on the incident’s page",
        most_people=MOST_PEOPLE,
    )
