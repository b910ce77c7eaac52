"""Finding a case by its reference or by a name, spelt as it was heard. What is typed never goes into an address."""

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record_read, record_reads
from handrail.casework.lists.queries.finding import as_ours, number_behind, search
from handrail.casework.names.queries import SHOWN, NamesFound, by_name
from handrail.linking.queries.once import Together, joined_with, joins_for, led_among
from handrail.web.cases.present import same_person
from handrail.web.design import words
from handrail.web.design.dates import DateParts
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame

LONGEST = 200


class FindForm(forms.Form):
    """A name or a reference, and a date of birth where it is known."""

    q = forms.CharField(
        label="Name or reference",
        required=False,
        help_text="A name may be spelt as you heard it, in any order. A reference may be ours or the Home Office’s.",
    )
    born = DateParts(
        label="Date of birth (optional)", about="the date of birth", required=False, not_after=words.today
    )


@door(Permission.VIEW_CASE)
def find(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Go to the case of a reference; show the cases whose names are like what was typed."""
    form = bind(FindForm, request)
    found: NamesFound | None = None
    typed = ""
    beside: Mapping[str, tuple[str, ...]] = {}
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data["q"].strip()[:LONGEST]
        reference = search(actor, typed)
        if reference:
            return redirect("case", reference)
        joins = joins_for(actor)
        name = "" if as_ours(typed) else typed  # no name is like a reference that is not open
        found = _once(by_name(actor, name, form.cleaned_data["born"]), joins)
        beside = joined_with(joins)
        _write_down(actor, typed, found)
    shown = {
        "form": form,
        "typed": typed,
        "found": found,
        "joined": {reference: same_person(others) for reference, others in beside.items()},
        "most": SHOWN,
        "search_value": typed,
    }
    return render(request, "cases/find.html", frame(request, actor, "cases") | shown)


def _once(found: NamesFound, joins: tuple[Together, ...]) -> NamesFound:
    """Without cases that are joined to another of those found, which leads."""
    led = led_among(joins, [row.reference for row in found.rows])
    kept = [
        (row, number) for row, number in zip(found.rows, found.shown, strict=True) if row.reference not in led
    ]
    return NamesFound(tuple(row for row, _ in kept), tuple(number for _, number in kept))


def _write_down(actor: Actor, typed: str, found: NamesFound) -> None:
    """Each case whose name was shown, by itself. A search that showed nothing is a refusal of what it looked for."""
    kinds = [Kind.IDENTITY.value]
    record_reads(who=actor.who, verb="found by name", about=found.shown, shown=kinds)
    if typed and not found.rows:
        about = number_behind(as_ours(typed) or typed)
        why = "Not open to them"
        record_read(who=actor.who, verb="looked for a case", about=about, outcome="refused", why=why)
