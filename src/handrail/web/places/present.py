"""From a service's values to the words and tags of its pages."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from handrail.directory import terms as lists
from handrail.directory.fit import limits
from handrail.directory.queries import Contact, ServiceLine
from handrail.directory.states import STATES
from handrail.kernel.saying import joined, say
from handrail.web.design import words
from handrail.web.design.dates import DatePartsWidget
from handrail.web.places.service_form import PHASES

LOOKS = {"open": "met", "planned": "soon", "funded": "soon", "paused": "declined", "closed": "declined"}
NOT_SHOWN = "Place not shown"


def state(line: ServiceLine) -> dict[str, str]:
    """How a service stands, as its tag says it: open and full is told from open."""
    if line.state == "open" and line.full:
        return {"state": "declined", "words": "Full"}
    return {"state": LOOKS[line.state], "words": dict(STATES)[line.state]}


def row(line: ServiceLine, own_body: int = 0) -> dict[str, Any]:
    """One line of the list; with a way to say how it stands for the reader's own."""
    own = own_body and own_body in (line.provider_id, line.keeper_id)
    return {
        "state_href": reverse("service_state", args=[line.id]) if own else "",
        "href": reverse("service", args=[line.id]),
        "name": line.name,
        "provider": line.provider_name,
        "kind": line.kind_name,
        "pro_bono": line.pro_bono,
        "cost": cost(line),
        "waits_for": line.waits_for,
        "expected_on": line.expected_on,
        "place": NOT_SHOWN if line.safe_house else where(line),
        "phases": phases(line),
        "hours": line.hours,
        "how_to_refer": line.how_to_refer or "Ask the provider",
        "free": free(line),
        **state(line),
    }


def where(line: ServiceLine) -> str:
    """The areas that it reaches."""
    return "Everywhere" if line.everywhere else joined(line.areas)


def phases(line: ServiceLine) -> str:
    """When it can be offered."""
    if len(line.phases) == len(PHASES):
        return "In every phase"
    return joined((name if number == 0 else words.small(name) for number, name in enumerate(_named(line))))


def _named(line: ServiceLine) -> list[str]:
    return [name for code, name in PHASES if code in line.phases]


def free(line: ServiceLine) -> str:
    """How many places are free, and when that was said."""
    if line.free_now is None:
        return ""
    return say(
        "{free_now} of {capacity} free on {free_on}",
        free_now=line.free_now,
        capacity=line.capacity,
        free_on=words.tiny_day(line.free_on),
    )


def cost(line: ServiceLine) -> str:
    """What it costs, in a few words."""
    price = words.money(line.cost_pence) if line.cost == "priced" else ""
    said = price or ("Free" if line.cost == "free" else "")
    return joined((part for part in (said, line.cost_note) if part), ". ")


def about(line: ServiceLine) -> list[tuple[str, str]]:
    """What it is."""
    age = (timezone.localdate() - line.assured_on).days if line.assured_on else None
    checked = "Never: ring before you rely on it" if age is None else words.ago(line.assured_on)
    if age is not None and age > lists.FRESH_DAYS:
        checked += say(
            ", more than {fresh_days} days: ring before you rely on it", fresh_days=lists.FRESH_DAYS
        )
    rows = [
        ("What it is", line.kind_name),
        ("What it does", line.description),
        ("Where", NOT_SHOWN if line.safe_house else where(line)),
        ("Languages", joined(line.languages)),
        ("Interpreters", lists.words(lists.INTERPRETERS, line.interpreters)),
        ("Hours", line.hours),
        ("Cost", cost(line) or "Not known"),
        ("Pro bono", "Yes, given free by professionals" if line.pro_bono else ""),
        ("Places", _places(line)),
        ("Trial until", words.day(line.pilot_until)),
        ("Last checked with its people", words.capital(checked)),
        ("Published for everybody", "Yes" if line.public else "No"),
        ("Read from", line.source),
    ]
    return [(name, text) for name, text in rows if text]


def _places(line: ServiceLine) -> str:
    if line.capacity_rule == "number":
        return say("{capacity} in all", capacity=line.capacity) + (
            say(", {free}", free=free(line)) if free(line) else ", free ones not known"
        )
    return lists.words(lists.CAPACITY, line.capacity_rule)


def terms(line: ServiceLine) -> list[tuple[str, str]]:
    """Who it is for."""
    ages = lists.words(lists.AGES, line.ages)
    rows = [
        ("When", phases(line)),
        (
            "Where in the NRM",
            lists.words(lists.NRM_POINTS, line.nrm_point) if line.nrm_point != "any" else "",
        ),
        ("Ages", words.capital(limits(line.min_age, line.max_age)) if line.ages == "limits" else ages),
        ("Women or men", lists.words(lists.GENDERS, line.genders)),
        ("Children with them", lists.words(lists.DEPENDANTS, line.dependants)),
        ("Public funds", lists.words(lists.FUNDS, line.public_funds)),
        ("Status", lists.words(lists.STATUSES, line.status_rule)),
        ("Also", line.rule_note),
    ]
    return [(name, text) for name, text in rows if text]


def reach(line: ServiceLine, contact: Contact | None) -> list[tuple[str, str]]:
    """How to refer, and whom to ask."""
    rows = [
        ("How to refer", line.how_to_refer or "Ask the provider"),
        ("Phone", line.contact_phone),
        ("Email", line.contact_email),
        ("Web page", line.website),
        ("Address", joined(part for part in (line.address, line.town, line.postcode) if part)),
    ]
    if contact:
        person = joined(part for part in (contact.name, contact.phone, contact.email) if part)
        rows.append(("Ask for", say("{person} (for workers only, never published)", person=person)))
    return [(name, text) for name, text in rows if text]


def differences(form: forms.Form, saved: dict[str, Any]) -> list[tuple[str, str, str]]:
    """After a stale save: what was typed beside what somebody else saved, where the two differ."""
    rows = []
    for name, field in form.fields.items():
        if name in saved and name != "seen":
            yours, theirs = (
                _said(field, form.data, form.cleaned_data.get(name), name),
                _said(field, {}, saved[name], name),
            )
            if yours != theirs:
                rows.append((str(field.label), yours, theirs))
    return rows


def _said(field: forms.Field, typed: Any, value: Any, name: str) -> str:
    """A value as the page shows it."""
    if isinstance(field, forms.BooleanField):
        return "Yes" if value else "No"
    if isinstance(field, forms.MultipleChoiceField):
        known = dict(field.choices)  # type: ignore[arg-type]
        return joined(str(known.get(each, each)) for each in value or ())
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value or "unknown", value or ""))  # type: ignore[arg-type]
    if isinstance(field.widget, DatePartsWidget):
        return words.day(value)
    if name == "price" and typed:
        return str(typed.get("price", ""))
    return "" if value is None else str(value)
