"""Bringing a list of services in: a file or a feed, a report to read, then all of it or nothing."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.casework.case.queries.choices import area_choices, area_of
from handrail.directory import actions
from handrail.directory.incoming import csv_list, json_text, oruk
from handrail.directory.incoming.row import NotReadable, Row
from handrail.directory.kinds import KINDS
from handrail.directory.queries.arrivals import Report, area_names, language_names, report
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import counted, say
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.places.service_form import PHASES

FROM = (
    ("csv", "A CSV file"),
    ("json", "A file of another directory (Open Referral UK)"),
    ("feed", "The address of a feed"),
)
GROUPS = (
    ("added", "Will be added"),
    ("alike", "Look like a service that is here"),
    ("here", "Here already: left as they are"),
    ("out", "Cannot be added"),
)


class ListForm(forms.Form):
    """Where the list comes from, and what a feed does not say."""

    where = forms.ChoiceField(
        label="Where does the list come from?",
        choices=FROM,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the list comes from"},
    )
    file = forms.FileField(label="The file (CSV or JSON)", required=False, allow_empty_file=True)
    address = forms.CharField(
        label="The address of the feed",
        max_length=500,
        required=False,
        help_text="Begins with https:// and leads to the services of an Open Referral UK feed.",
    )
    kind = forms.ChoiceField(
        label="What its services are, where a feed does not say",
        choices=[("", "Choose"), *((kind.code, kind.name) for kind in KINDS)],
        required=False,
    )
    phases = forms.MultipleChoiceField(
        label="When they can be offered, where a feed does not say",
        choices=PHASES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    area = forms.ChoiceField(label="Area that they reach, where a feed does not say", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Everywhere"), *area_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A file needs a file, a feed its address, and both kinds of feed what they do not say."""
        said = super().clean() or {}
        where = said.get("where")
        if where in ("csv", "json") and not said.get("file"):
            self.add_error("file", "Choose the file")
        if where == "feed" and not said.get("address"):
            self.add_error("address", "Enter the address of the feed")
        if where in ("json", "feed"):
            for name, words in (("kind", "Choose what its services are"), ("phases", "Choose when")):
                if not said.get(name):
                    self.add_error(name, words)
        return said


@door(Permission.KEEP_DIRECTORY)
def import_services(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Read a list in. Nothing is added before its report has been read."""
    form = bind(ListForm, request, initial={"area": area_of(actor.body_id), "where": "csv"})
    if request.method == "POST" and form.is_valid():
        try:
            rows, source = _read(form.cleaned_data)
            arrival = actions.keep_list(by=actor, rows=rows, source=source)
        except NotNow as no:
            form.add_error(None, str(no))
        else:
            return redirect("import_report", arrival)
    shown = frame(request, actor, "services") | {"form": form}
    return render(request, "places/import.html", shown)


@door(Permission.KEEP_DIRECTORY)
def import_template(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The empty list, with its heads and one row to write over."""
    response = HttpResponse(csv_list.template(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="services.csv"'
    return response


@door(Permission.KEEP_DIRECTORY)
def import_report(request: HttpRequest, actor: Actor, arrival_id: UUID) -> HttpResponse:
    """Row by row: what would be added, what is here already, what is wrong. Then all of it or nothing."""
    found = _report(actor, arrival_id)
    if request.method == "POST":
        ticked = [
            int(text)
            for text in request.POST.getlist("all_the_same")
            if text.isascii() and text.isdigit() and len(text) < 6
        ]
        added = actions.add_list(by=actor, arrival_id=arrival_id, all_the_same=ticked[:2_000])
        messages.success(
            request,
            say("In the directory now: {services}.", services=counted(added, "service")),
        )
        return redirect(reverse("services") + "?area=")
    shown = {
        "report": found,
        "groups": [(code, title, found.those(code)) for code, title in GROUPS if found.those(code)],
        "ready": len(found.those("added")) + len(found.those("alike")),
    }
    return render(request, "places/import_report.html", frame(request, actor, "services") | shown)


def _report(actor: Actor, arrival_id: UUID) -> Report:
    found = report(actor, arrival_id)
    if found is None:
        raise NotOpenToYou
    return found


def _read(said: dict[str, Any]) -> tuple[list[Row], str]:
    """The rows, and where they came from."""
    if said["where"] == "csv":
        names = csv_list.Names(area_names(), language_names())
        return csv_list.read(_content(said["file"], csv_list.MOST_BYTES), names), str(said["file"].name)
    default = {"kind": said["kind"], "phases": said["phases"], "everywhere": not said["area"]}
    default["areas"] = [said["area"]] if said["area"] else []
    if said["where"] == "json":
        services = oruk.services_of(json_text.read(_content(said["file"], json_text.MOST_BYTES)))
        return oruk.rows(services, default=default), str(said["file"].name)
    from handrail.directory.incoming import feed  # noqa: PLC0415 - httpx is heavy, and needed by this one act

    return oruk.rows(feed.fetch(said["address"]), default=default), said["address"]


def _content(file: Any, most: int) -> bytes:
    if file.size > most:
        raise NotReadable(say("The file is larger than {most} MB. Send it in parts.", most=most // 1_000_000))
    return bytes(file.read())
