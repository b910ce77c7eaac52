"""From a service's values to the words and tags of its pages."""

import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from handrail.directory import eligibility_terms as lists
from handrail.directory.forms import PHASES
from handrail.directory.models import ServiceContact
from handrail.directory.queries import ServiceRow
from handrail.directory.service_fit import describe_age_limits
from handrail.directory.service_states_and_phases import STATES
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting

STATE_TAGS = {"open": "met", "planned": "soon", "funded": "soon", "paused": "declined", "closed": "declined"}
PLACE_NOT_SHOWN = "Location hidden"
UNKNOWN = lists.NOT_KNOWN[1]


class ServiceStateTag(NamedTuple):
    """The state of a service as its tag shows it."""

    state: str
    words: str


class ServiceListRow(NamedTuple):
    """One row of the list of services."""

    state_href: str
    href: str
    name: str
    provider: str
    kind: str
    pro_bono: bool
    cost: str
    waits_for: str
    expected_on: datetime.date | None
    place: str
    phases: str
    """When it can be offered, where that is not at any stage."""
    hours: str
    how_to_refer: str
    free: str
    state: str
    words: str


def get_service_state_tag(line: ServiceRow) -> ServiceStateTag:
    """The tag of a service's state: an open service without free places is “Full”."""
    if line.state == "open" and line.full:
        return ServiceStateTag("declined", "Full")
    return ServiceStateTag(STATE_TAGS[line.state], dict(STATES)[line.state])


def make_service_row(line: ServiceRow, own_body: int = 0) -> ServiceListRow:
    """One row of the list; with a link to change the state where `own_body` provides or keeps the service."""
    own = own_body and own_body in (line.provider_id, line.keeper_id)
    tag = get_service_state_tag(line)
    return ServiceListRow(
        state_href=reverse("service_state", args=[line.id]) if own else "",
        href=reverse("service", args=[line.id]),
        name=line.name,
        provider=line.provider_name,
        kind=line.kind_name,
        pro_bono=line.pro_bono,
        cost=format_service_cost(line),
        waits_for=line.waits_for,
        expected_on=line.expected_on,
        place=PLACE_NOT_SHOWN if line.safe_house else format_service_areas(line),
        phases="" if len(line.phases) == len(PHASES) else format_service_phases(line),
        hours=line.hours,
        how_to_refer=line.how_to_refer,
        free=format_free_places(line),
        state=tag.state,
        words=tag.words,
    )


def format_service_areas(line: ServiceRow) -> str:
    """The areas that it reaches."""
    return "Everywhere" if line.everywhere else join_texts(line.areas)


def format_service_phases(line: ServiceRow) -> str:
    """When it can be offered."""
    if len(line.phases) == len(PHASES):
        return "At any stage"
    return join_texts(
        (
            name if number == 0 else formatting.lower_first(name)
            for number, name in enumerate(_list_phase_names_of_service(line))
        )
    )


def _list_phase_names_of_service(line: ServiceRow) -> list[str]:
    return [name for code, name in PHASES if code in line.phases]


def format_free_places(line: ServiceRow) -> str:
    """How many places are free, and when that was said."""
    if line.free_now is None:
        return ""
    if line.free_on == today():
        return msg("{free_now} of {capacity} free", free_now=line.free_now, capacity=line.capacity)
    return msg(
        "{free_now} of {capacity} free on {free_on}",
        free_now=line.free_now,
        capacity=line.capacity,
        free_on=formatting.format_day_and_short_month_omitting_current_year(line.free_on),
    )


def format_service_cost(line: ServiceRow) -> str:
    """What it costs, in a few words."""
    price = formatting.format_money(line.cost_pence) if line.cost == "priced" else ""
    said = price or ("Free" if line.cost == "free" else "")
    return join_texts((part for part in (said, line.cost_note) if part), ". ")


def make_service_description_rows(line: ServiceRow) -> list[tuple[str, str]]:
    """What it is."""
    age = (timezone.localdate() - line.assured_on).days if line.assured_on else None
    checked = "Never. Call first." if age is None else formatting.format_days_ago_or_ahead(line.assured_on)
    if age is not None and age > lists.FRESH_DAYS:
        checked += msg(
            ", more than {fresh_days} days: call before you rely on it", fresh_days=lists.FRESH_DAYS
        )
    rows = [
        ("What it is", line.kind_name),
        ("What it does", line.description),
        ("Where", PLACE_NOT_SHOWN if line.safe_house else format_service_areas(line)),
        ("Languages", join_texts(line.languages)),
        ("Interpreters", lists.get_label_of_choice_code(lists.INTERPRETERS, line.interpreters)),
        ("Hours", line.hours),
        ("Cost", format_service_cost(line) or "Not known"),
        ("Pro bono", "Yes, given free by professionals" if line.pro_bono else ""),
        ("Places", _format_service_capacity(line)),
        ("Trial until", formatting.format_day(line.pilot_until)),
        ("Last checked", formatting.capitalise_first(checked)),
        ("Public", "Yes" if line.public else "No"),
        ("Read from", line.source),
    ]
    return [(name, text) for name, text in rows if text]


def _format_service_capacity(line: ServiceRow) -> str:
    if line.capacity_rule == "number":
        free = format_free_places(line)
        return free or msg("{capacity} in all, free ones not known", capacity=line.capacity)
    return lists.get_label_of_choice_code(lists.CAPACITY, line.capacity_rule)


def make_service_eligibility_rows(line: ServiceRow) -> list[tuple[str, str]]:
    """Who it is for."""
    ages = lists.get_label_of_choice_code(lists.AGES, line.ages)
    rows = [
        ("When", format_service_phases(line)),
        (
            "Where in the NRM",
            lists.get_label_of_choice_code(lists.NRM_POINTS, line.nrm_point)
            if line.nrm_point != "any"
            else "",
        ),
        (
            "Ages",
            formatting.capitalise_first(describe_age_limits(line.min_age, line.max_age))
            if line.ages == "limits"
            else ages,
        ),
        ("Women or men", lists.get_label_of_choice_code(lists.GENDERS, line.genders)),
        ("Children with them", lists.get_label_of_choice_code(lists.DEPENDANTS, line.dependants)),
        ("Public funds", lists.get_label_of_choice_code(lists.FUNDS, line.public_funds)),
        ("Status", lists.get_label_of_choice_code(lists.STATUSES, line.status_rule)),
        ("Also", line.rule_note),
    ]
    unknown = [name for name, text in rows if text == UNKNOWN]
    return [
        *((name, text) for name, text in rows if text and text != UNKNOWN),
        *(
            [(UNKNOWN, formatting.capitalise_first(join_texts(map(formatting.lower_first, unknown))))]
            if unknown
            else ()
        ),
    ]


def make_service_contact_rows(line: ServiceRow, contact: ServiceContact | None) -> list[tuple[str, str]]:
    """How to refer, and the contact person."""
    rows = [
        ("How", line.how_to_refer or "Ask the provider"),
        ("Phone", line.contact_phone),
        ("Email", line.contact_email),
        ("Web page", line.website),
        ("Address", join_texts(part for part in (line.address, line.town, line.postcode) if part)),
    ]
    if contact:
        person = join_texts(part for part in (contact.name, contact.phone, contact.email) if part)
        rows.append(("Ask for", msg("{person} (for workers only, never published)", person=person)))
    return [(name, text) for name, text in rows if text]
