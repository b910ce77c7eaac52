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

from handrail.people.matching.actions import incidents as actions
from handrail.people.matching.actions.incidents import (
    IncidentInput,
    IncidentOpeningResult,
    IncidentPeopleError,
    IncidentPersonInput,
)
from handrail.people.matching.forms import (
    LANGUAGE_LIST_ID,
    IncidentForm,
    IncidentPersonForm,
    get_current_day_and_time,
)
from handrail.people.matching.pasted_list import PastedPerson, parse_pasted_list
from handrail.people.matching.queries.incidents import get_incident
from handrail.people.matching.states import MOST_PEOPLE, CameToLight
from handrail.people.records.states import Age, Danger, YesNo
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.choices import get_area_choices, get_area_code_of_body, get_language_choices
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_rendering import FormError, bind_form, get_form_errors
from handrail.platform.ui.navigation import get_layout_context

SavePeople = Callable[[UUID, Sequence[IncidentPersonInput]], IncidentOpeningResult]


@dataclass(slots=True)
class IncidentOpeningState:
    """The page as it stands: its token, the shared facts (None where they are known), the people, what is wrong."""

    request: HttpRequest
    shared: IncidentForm | None
    tags: Mapping[str, str]
    token: UUID
    people: list[IncidentPersonForm]
    problems: list[FormError]
    pasted: str = ""


@requires(Permission.OPEN_CASE)
def open_incident(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open an incident with its people."""
    tags = _get_language_tags()
    on, at = get_current_day_and_time()
    start = {
        "on": on,
        "at": at,
        "area": get_area_code_of_body(actor.body_id),
        "came_to_light": CameToLight.NOT_SAID,
    }
    shared = bind_form(IncidentForm, request, initial=start, areas=get_area_choices(), tags=tags)

    def save(token: UUID, people: Sequence[IncidentPersonInput]) -> IncidentOpeningResult:
        return actions.open_incident(
            token=token, shared=_build_incident_input(shared), people=people, by=actor
        )

    return _build_response(request, actor, _read_page(request, shared, tags), save, back=reverse("incidents"))


@requires(Permission.OPEN_CASE)
def incident_people(request: HttpRequest, actor: Actor, incident_id: UUID) -> HttpResponse:
    """Open cases for more people of an incident."""
    if not get_incident(actor, incident_id).inside:
        raise Denied("This incident was shared with your organisation to see, not to change.")

    def save(token: UUID, people: Sequence[IncidentPersonInput]) -> IncidentOpeningResult:
        return actions.add_people(incident_id=incident_id, token=token, people=people, by=actor)

    back = reverse("incident", args=[incident_id])
    return _build_response(request, actor, _read_page(request, None, _get_language_tags()), save, back=back)


def _build_response(
    request: HttpRequest, actor: Actor, page: IncidentOpeningState, save: SavePeople, *, back: str
) -> HttpResponse:
    do = request.POST.get("do", "add") if request.method == "POST" else ""
    if do == "open":
        opened = _save_page(page, save)
        if opened:
            _add_message(request, opened)
            return HttpResponseRedirect(reverse("incident", args=[opened.incident_id]))
    elif do:
        page = _extend_page(page, do)
    shown = {
        "page": page,
        "languages": sorted(_get_language_names(get_language_choices()).values()),
        "list_id": LANGUAGE_LIST_ID,
        "most": MOST_PEOPLE,
        "back": back,
    }
    return render(request, "matching/open_incident.html", get_layout_context(request, actor, "cases") | shown)


def _read_page(
    request: HttpRequest, shared: IncidentForm | None, tags: Mapping[str, str]
) -> IncidentOpeningState:
    sent = request.POST if request.method == "POST" else None
    count = _parse_count(sent.get("people") if sent else None)
    people = [IncidentPersonForm(sent, prefix=f"p{place}", tags=tags) for place in range(count)]
    token = _parse_token(sent.get("token") if sent else None)
    pasted = sent.get("pasted", "") if sent else ""
    return IncidentOpeningState(request, shared, tags, token, people, [], pasted)


def _save_page(page: IncidentOpeningState, save: SavePeople) -> IncidentOpeningResult | None:
    """Open everything, or leave on the page what has to be mended."""
    written = [form for form in page.people if not form.empty]
    valid = [form.is_valid() for form in written]
    shared = page.shared is None or page.shared.is_valid()
    whole = ""
    if shared and all(valid):
        try:
            return save(page.token, [_build_person_input(form, page.shared) for form in written])
        except IncidentPeopleError as wrong:
            for place, fault in wrong.at.items():
                written[place].add_error("called", fault)
        except ActionNotAllowed as no:
            whole = str(no)
    page.problems = _list_problems(page, whole)
    return None


def _extend_page(page: IncidentOpeningState, do: str) -> IncidentOpeningState:
    """The same page with one more block, or with the pasted list read into blocks. Nothing is checked yet."""
    kept = [_get_current_values(form) for form in page.people]
    if do == "read":
        kept = [start for start in kept if any(start.values())] + [
            _get_initial(one) for one in _read_pasted(page)
        ]
        pasted = ""
    else:
        kept, pasted = [*kept, {}], page.pasted
    over = len(kept) - MOST_PEOPLE
    problems = [] if over <= 0 else [FormError(_describe_too_many(), "#pasted" if do == "read" else "")]
    if over > 0 and do == "read":
        kept, pasted = [_get_current_values(form) for form in page.people], page.pasted
    kept = kept[:MOST_PEOPLE] or [{}]
    people = [
        IncidentPersonForm(
            initial=start, prefix=f"p{place}", tags=page.tags, first=place == len(kept) - 1 and not problems
        )
        for place, start in enumerate(kept)
    ]
    shared = _unbind_shared(page.shared, page.tags) if page.shared else None
    return IncidentOpeningState(page.request, shared, page.tags, page.token, people, problems, pasted)


def _read_pasted(page: IncidentOpeningState) -> list[PastedPerson]:
    return parse_pasted_list(page.pasted.replace("\0", ""), _get_language_names(get_language_choices()))


def _get_initial(one: PastedPerson) -> dict[str, Any]:
    return {
        "called": one.called,
        "age": one.age,
        "danger": one.danger,
        "language": one.language,
        "interpreter": one.interpreter,
        "note": one.note,
    }


def _get_current_values(form: forms.Form) -> dict[str, Any]:
    """What stands in a form, to start it anew without checking it."""
    return {name: form[name].value() for name in form.fields}


def _unbind_shared(shared: IncidentForm, tags: Mapping[str, str]) -> IncidentForm:
    return IncidentForm(initial=_get_current_values(shared), areas=get_area_choices(), tags=tags)


def _build_incident_input(form: IncidentForm) -> IncidentInput:
    told = form.cleaned_data
    return IncidentInput(
        on=told["on"],
        at=told["at"],
        area_code=told["area"],
        came_to_light=CameToLight(told["came_to_light"] or CameToLight.NOT_SAID),
        said=form.said(),
    )


def _build_person_input(form: IncidentPersonForm, shared: IncidentForm | None) -> IncidentPersonInput:
    told = form.cleaned_data
    most = shared.cleaned_data["language"] if shared else ""
    return IncidentPersonInput(
        called=told["called"],
        age=Age(told["age"]) if told["age"] else None,
        danger=Danger(told["danger"] or Danger.NOT_ASKED),
        language_tag=told["language"] or most,
        interpreter=YesNo.YES if told["interpreter"] else YesNo.NOT_ASKED,
        note=told["note"],
    )


def _list_problems(page: IncidentOpeningState, whole: str) -> list[FormError]:
    found = [FormError(whole, "#p0-block")] if whole else []
    found += get_form_errors(page.shared) if page.shared else []
    for place, form in enumerate(page.people):
        if not form.empty:
            found += [
                FormError(msg("Person {place}: {text}", place=place + 1, text=text), href)
                for text, href in get_form_errors(form)
            ]
    return found


def _add_message(request: HttpRequest, opened: IncidentOpeningResult) -> None:
    if opened.cases:
        messages.success(
            request,
            msg(
                "{cases} opened. Nothing has been sent to anyone outside your team.",
                cases=formatting.plural(opened.cases, "case"),
            ),
        )
    else:
        messages.success(request, "These cases were opened already: nothing was opened twice.")


def _get_language_tags() -> dict[str, str]:
    return {name.casefold(): tag for tag, name in get_language_choices()}


def _get_language_names(choices: list[tuple[str, str]]) -> dict[str, str]:
    return {name.casefold(): name for _, name in choices}


def _parse_count(text: str | None) -> int:
    return (
        min(max(int(text), 1), MOST_PEOPLE)
        if text and text.isascii() and text.isdecimal() and len(text) < 4
        else 1
    )


def _parse_token(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        return uuid4()


def _describe_too_many() -> str:
    return msg(
        "At most {most_people} people at a time: open these first, and the others on the incident’s page",
        most_people=MOST_PEOPLE,
    )
