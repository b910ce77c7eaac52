"""One incident, many people: a page that is filled in person by person or from a list, and opens all cases at once.

What was typed travels with the page until then: every button but the last gives it back as it stood.
"""

from typing import Any, TypedDict
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
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
    PERSON_FIELDS,
    TOO_MANY,
    IncidentPeopleForm,
    IncidentPersonFields,
    OpenIncidentForm,
    get_current_day_and_time,
    parse_people_count,
)
from handrail.people.matching.pasted_list import PastedListPerson, parse_pasted_list_of_people
from handrail.people.matching.queries.incidents import get_incident_detail
from handrail.people.matching.text_choices import MOST_PEOPLE, IncidentSource
from handrail.people.records.text_choices import Age, ImmediateDangerOrInjuryAnswer, YesNoOrNotAsked
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.choices import (
    get_area_code_of_body,
    list_area_choices,
    list_language_choices,
)
from handrail.platform.ui import form_drafts, formatting
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.form_rendering import TYPED_AGAIN, ErrorSummaryItem


class IncidentCaseOpeningContext(TypedDict):
    """What the page shows beside the form."""

    problems: list[ErrorSummaryItem]
    languages: list[str]
    list_id: str
    most: int


class IncidentCaseOpeningPage(ActionPage, abstract=True):
    """Opens cases for people of an incident, all or none."""

    permission, nav, template_name = Permission.OPEN_CASE, "cases", "matching/open_incident.html"

    @property
    def sent(self) -> QueryDict | None:
        """What was sent: now, or before the redirect that led here."""
        if self.request.method == "POST":
            return self.request.POST
        return form_drafts.get_draft_form_data(self.draft) if self.draft else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"sent": self.sent, "tags": {name.casefold(): tag for tag, name in list_language_choices()}}

    def get_context_data(self) -> IncidentCaseOpeningContext:
        return IncidentCaseOpeningContext(
            problems=self._list_blocks_problems(),
            languages=sorted(name for _, name in list_language_choices()),
            list_id=LANGUAGE_LIST_ID,
            most=MOST_PEOPLE,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open the cases; or show the page again with one more block, or with the pasted list read into blocks."""
        button = request.POST.get("do", "add")
        if button != "open" and TYPED_AGAIN not in request.POST:
            request.POST = _make_data_with_more_person_blocks(request.POST, is_list=button == "read")  # type: ignore[assignment]
        return super().post(request, *args, **kwargs)

    def perform(self, form: Any) -> str:
        """Open the cases, or say of each person what is wrong."""
        people = [one for one in form.people if not one.is_empty]
        try:
            opened = self.open_cases(form, [_build_incident_person_input(form, one) for one in people])
        except IncidentPeopleError as wrong:
            faults = {f"{people[place].prefix}-called": fault for place, fault in wrong.at.items()}
            raise ValidationError(faults) from wrong
        self.success_url = reverse("incident", args=[opened.incident_id])
        if not opened.cases:
            return "These cases are already open. Nothing was opened twice."
        return msg(
            "{cases} opened. Nothing has been sent to anyone outside your team.",
            cases=formatting.plural(opened.cases, "case"),
        )

    def open_cases(self, form: Any, people: list[IncidentPersonInput]) -> IncidentOpeningResult:
        """Call the action."""
        raise NotImplementedError

    def _list_blocks_problems(self) -> list[ErrorSummaryItem]:
        if not (self.sent and TOO_MANY in self.sent):
            return []
        text = msg(
            "Up to {most_people} people at a time: open these first, and the others on the incident’s page",
            most_people=MOST_PEOPLE,
        )
        return [ErrorSummaryItem(text, "#pasted" if self.sent[TOO_MANY] == "read" else "")]


class OpenIncidentPage(IncidentCaseOpeningPage):
    """Open an incident with its people."""

    title, form_class = "Several people found together", OpenIncidentForm

    @property
    def back_url(self) -> str:
        return reverse("incidents")

    def get_form_kwargs(self) -> dict[str, Any]:
        on, at = get_current_day_and_time()
        area = get_area_code_of_body(self.actor.body_id)
        start = {"on": on, "at": at, "area": area, "came_to_light": IncidentSource.NOT_SAID}
        return super().get_form_kwargs() | {"initial": start, "areas": list_area_choices()}

    def open_cases(self, form: OpenIncidentForm, people: list[IncidentPersonInput]) -> IncidentOpeningResult:
        told = form.cleaned_data
        shared = IncidentInput(
            on=told["on"],
            at=told["at"],
            area_code=told["area"],
            came_to_light=IncidentSource(told["came_to_light"] or IncidentSource.NOT_SAID),
            said=form.get_facts(),
        )
        return actions.open_incident(token=form.token, shared=shared, people=people, by=self.actor)


class AddIncidentPeoplePage(IncidentCaseOpeningPage):
    """Open cases for more people of an incident."""

    title, form_class = "More people of this incident", IncidentPeopleForm

    @property
    def back_url(self) -> str:
        return reverse("incident", args=[self.incident_id])

    def load(self, incident_id: UUID) -> None:
        self.incident_id = incident_id
        if not get_incident_detail(self.actor, incident_id).inside:
            raise Denied("Your organisation can see this incident but not change it.")

    def open_cases(
        self, form: IncidentPeopleForm, people: list[IncidentPersonInput]
    ) -> IncidentOpeningResult:
        return actions.add_people_to_incident(
            incident_id=self.incident_id, token=form.token, people=people, by=self.actor
        )


def _make_data_with_more_person_blocks(sent: QueryDict, *, is_list: bool) -> QueryDict:
    """What was sent, with one more block or with the pasted list read into blocks; nothing is checked."""
    data = sent.copy()
    data[TYPED_AGAIN] = "yes"
    blocks = [
        {name: sent.get(f"p{place}-{name}", "") for name in PERSON_FIELDS}
        for place in range(parse_people_count(sent))
    ]
    if is_list:
        languages = {name.casefold(): name for _, name in list_language_choices()}
        pasted = parse_pasted_list_of_people(sent.get("pasted", "").replace("\0", ""), languages)
        longer = [block for block in blocks if any(block.values())] + [
            _get_form_values_of_pasted_person(one) for one in pasted
        ]
    else:
        longer = [*blocks, dict.fromkeys(PERSON_FIELDS, "")]
    if len(longer) > MOST_PEOPLE:
        data[TOO_MANY] = "read" if is_list else "add"
        return data
    if is_list:
        data["pasted"] = ""
    data["people"] = str(len(longer))
    for place, block in enumerate(longer):
        for name, value in block.items():
            data[f"p{place}-{name}"] = value
    return data


def _get_form_values_of_pasted_person(one: PastedListPerson) -> dict[str, str]:
    """What a form would send of somebody in the list."""
    return {
        "called": one.called,
        "danger": one.danger,
        "age": one.age,
        "language": one.language,
        "interpreter": "on" if one.interpreter else "",
        "note": one.note,
    }


def _build_incident_person_input(form: IncidentPeopleForm, one: IncidentPersonFields) -> IncidentPersonInput:
    told = {name: form.cleaned_data[f"{one.prefix}-{name}"] for name in PERSON_FIELDS}
    return IncidentPersonInput(
        called=told["called"],
        age=Age(told["age"]) if told["age"] else None,
        danger=ImmediateDangerOrInjuryAnswer(told["danger"] or ImmediateDangerOrInjuryAnswer.NOT_ASKED),
        language_tag=told["language"] or form.cleaned_data.get("language", ""),
        interpreter=YesNoOrNotAsked.YES if told["interpreter"] else YesNoOrNotAsked.NOT_ASKED,
        note=told["note"],
    )
