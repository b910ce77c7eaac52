"""The list of services: coded filters stay in the address, so that it can be sent to a colleague."""

from collections.abc import Mapping
from typing import TypedDict

from django import forms
from django.http import HttpRequest

from handrail.directory import service_presenters
from handrail.directory.forms import PHASES
from handrail.directory.need_and_service_kinds import KINDS, NEEDS
from handrail.directory.queries import ServiceFilter, search_services
from handrail.directory.queries.service_search import ServiceSearchResults
from handrail.directory.service_states_and_phases import STATES
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts
from handrail.platform.reference.choices import (
    get_area_code_of_body,
    list_area_choices,
    list_language_choices,
)
from handrail.platform.ui.query_strings import build_address_with_query
from handrail.platform.ui.search_page import SEARCH, ListPage

SHOWN_STATES = ("open", "planned", "funded", "paused")
NEEDS_BY_CODE = {need.code: need.name for need in NEEDS}
KINDS_BY_CODE = {kind.code: kind.name for kind in KINDS}
MAX_TEXT_LENGTH = 60


class ServiceSearchForm(forms.Form):
    """What is typed: the name of a service, the name of who provides it."""

    q = forms.Field(required=False)
    provider = forms.Field(required=False)

    def clean(self) -> dict[str, str]:
        """Without edges, at most 60 characters each."""
        return {
            name: join_texts(str(self.cleaned_data.get(name) or "").replace("\0", "").split(), " ")[
                :MAX_TEXT_LENGTH
            ]
            for name in self.fields
        }


class ServicesPageContext(TypedDict):
    """What directory/services.html shows."""

    found: ServiceSearchResults
    lines: list[service_presenters.ServiceListRow]
    choices: dict[str, dict[str, str]]
    kept: dict[str, str]
    own: bool
    keeps: bool
    chosen: list[tuple[str, str]]


class ServicesPage(ListPage):
    """Services, the reader's own area first. A safe house is named, its place never."""

    permission, nav = Permission.VIEW_SERVICES, "services"
    form_class, template_name = ServiceSearchForm, "directory/services.html"
    coded_fields = ("area", "need", "kind", "phase", "language", "state", "pro_bono", "own")

    def search(self, form: ServiceSearchForm) -> ServicesPageContext:
        choices = get_service_filter_choices()
        asked = {name: str(value) for name, value in self.request.GET.items()}
        asked.setdefault("area", get_area_code_of_body(self.actor.body_id))
        kept = clean_service_filters(asked, choices) | form.cleaned_data
        own = self.actor.may(Permission.EDIT_SERVICES)
        actor = self.actor if own else None
        found = search_services(_build_service_filter(kept, actor), page=parse_page_number(self.request))
        return {
            "found": found,
            "lines": [
                service_presenters.make_service_row(line, actor.body_id if actor else 0)
                for line in found.lines
            ],
            "choices": choices,
            "kept": kept,
            "own": own,
            "keeps": self.actor.may(Permission.KEEP_DIRECTORY),
            "chosen": _list_filter_labels_and_removal_urls(self.request, kept, choices),
        }


def get_service_filter_choices() -> dict[str, dict[str, str]]:
    """What can be chosen.

    Returns:
        Names by code, by the filter's name in the address.
    """
    return {
        "area": dict(list_area_choices()),
        "need": NEEDS_BY_CODE,
        "kind": KINDS_BY_CODE,
        "phase": dict(PHASES),
        "language": dict(list_language_choices()),
        "state": dict(STATES),
        "pro_bono": {"yes": "Pro bono"},
        "own": {"yes": "Ours"},
    }


def clean_service_filters(
    asked: Mapping[str, str], choices: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """What was asked for, without what is in no list.

    Returns:
        Codes by the filter's name; empty where nothing is asked for.
    """
    return dict.fromkeys(choices, "") | {
        name: asked[name] for name, known in choices.items() if asked.get(name) in known
    }


def parse_page_number(request: HttpRequest) -> int:
    """The page that is asked for; the first where the address says nonsense."""
    typed = request.GET.get("page", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def _build_service_filter(kept: Mapping[str, str], actor: Actor | None) -> ServiceFilter:
    return ServiceFilter(
        text=kept["q"],
        provider=kept["provider"],
        kind=kept["kind"],
        need=kept["need"],
        area=kept["area"],
        phase=kept["phase"],
        language=kept["language"],
        states=(kept["state"],) if kept["state"] else SHOWN_STATES,
        pro_bono=kept["pro_bono"] == "yes",
        provider_id=actor.body_id if actor and kept["own"] == "yes" else None,
    )


def _list_filter_labels_and_removal_urls(
    request: HttpRequest, kept: Mapping[str, str], choices: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, str]]:
    """What is filtered by now, each with the address without it; what was typed goes together."""
    chosen = [
        (choices[name][kept[name]], build_address_with_query(request, **{name: ""}))
        for name in choices
        if kept[name]
    ]
    typed = [f"“{kept[name]}”" for name in ServiceSearchForm.base_fields if kept[name]]
    return chosen + [(text, build_address_with_query(request, **{SEARCH: None})) for text in typed]
