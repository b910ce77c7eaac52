"""Importing a list of services: a file or a feed, a report to read, then all of it or nothing."""

from collections.abc import Sequence
from typing import Any, TypedDict
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.directory import actions
from handrail.directory.forms import PHASES
from handrail.directory.incoming import csv_table, import_csv_reader, json_reader, open_referral_reader
from handrail.directory.incoming.errors import UnreadableListError
from handrail.directory.incoming.feed_pages import read_service_page
from handrail.directory.incoming.import_row import ImportRow
from handrail.directory.need_and_service_kinds import KINDS
from handrail.directory.queries.imports import (
    ServiceImportReport,
    ServiceImportReportRow,
    find_service_import_report,
    get_area_codes_by_lowercase_name,
    get_language_tags_by_name,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg, pluralise
from handrail.platform.reference.choices import get_area_code_of_body, list_area_choices
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage

NAV = "services"
LIST_SOURCES = (
    ("csv", "A CSV file"),
    ("json", "A file of another directory (Open Referral UK)"),
    ("feed", "The address of a feed"),
)
REPORT_GROUPS = (
    ("added", "Will be added"),
    ("alike", "Similar to a service already here"),
    ("here", "Already here: not changed"),
    ("out", "Cannot be added"),
)


class ServiceImportForm(forms.Form):
    """Where the list comes from, and what a feed does not say."""

    where = forms.ChoiceField(
        label="Source of the list",
        choices=LIST_SOURCES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the list comes from"},
    )
    file = forms.FileField(label="The file (CSV or JSON)", required=False, allow_empty_file=True)
    address = forms.CharField(
        label="The address of the feed",
        max_length=500,
        required=False,
        help_text="The https:// address of an Open Referral UK services feed.",
    )
    kind = forms.ChoiceField(
        label="Type of service, if the feed does not say",
        choices=[("", "Choose"), *((kind.code, kind.name) for kind in KINDS)],
        required=False,
    )
    phases = forms.MultipleChoiceField(
        label="When they can be offered, if the feed does not say",
        choices=PHASES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    area = forms.ChoiceField(label="Area covered, if the feed does not say", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Everywhere"), *list_area_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A file needs a file, a feed its address, and both kinds of feed what they do not say."""
        said = super().clean() or {}
        where = said.get("where")
        if where in ("csv", "json") and not said.get("file"):
            self.add_error("file", "Choose the file")
        if where == "feed" and not said.get("address"):
            self.add_error("address", "Enter the address of the feed")
        if where in ("json", "feed"):
            for name, words in (("kind", "Choose what the services are"), ("phases", "Choose when")):
                if not said.get(name):
                    self.add_error(name, words)
        return said


class ImportRowsThatLookLikeDuplicatesForm(forms.Form):
    """The rows that look like a service that is here, and are added all the same."""

    all_the_same = forms.Field(required=False, widget=forms.SelectMultiple)

    def __init__(self, *args: Any, numbers: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = numbers

    def clean_all_the_same(self) -> list[int]:
        """Numbers of rows; whatever else was sent is left out."""
        ticked = set(self.cleaned_data["all_the_same"] or ())
        return [number for number in self.numbers if str(number) in ticked]


@requires_permission(Permission.KEEP_DIRECTORY)
def csv_import_template(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The empty list, with its column names and one row as an example."""
    response = HttpResponse(import_csv_reader.make_csv_template(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="services.csv"'
    return response


class ImportServicesPage(ActionPage):
    """Read a list in. Nothing is added before its report has been read."""

    permission, nav = Permission.KEEP_DIRECTORY, NAV
    title, form_class, template_name = (
        "Import a list of services",
        ServiceImportForm,
        "directory/import.html",
    )

    @property
    def back_url(self) -> str:
        return reverse("services")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"area": get_area_code_of_body(self.actor.body_id), "where": "csv"}}

    def perform(self, form: ServiceImportForm) -> None:
        rows, source = _read_import_rows_and_source(form.cleaned_data)
        import_id = actions.save_service_import(by=self.actor, rows=rows, source=source)
        self.success_url = reverse("import_report", args=[import_id])


class ImportReportFormContext(TypedDict):
    """What its template shows beside the form."""

    report: ServiceImportReport
    groups: list[tuple[str, str, tuple[ServiceImportReportRow, ...]]]
    ready: int


class ImportReportPage(ActionPage):
    """What would be added, row by row, what is here already and what is wrong; then all of it or nothing."""

    permission, nav = Permission.KEEP_DIRECTORY, NAV
    title, form_class, template_name = (
        "What is in the list",
        ImportRowsThatLookLikeDuplicatesForm,
        "directory/import_report.html",
    )

    @property
    def back_url(self) -> str:
        return reverse("import_services")

    def load(self, import_id: UUID) -> None:
        found = find_service_import_report(self.actor, import_id)
        if found is None:
            raise NotVisible
        self.report = found

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"numbers": [line.number for line in self.report.rows]}

    def get_context_data(self) -> ImportReportFormContext:
        groups = [(code, title, self.report.get_rows_with(code)) for code, title in REPORT_GROUPS]
        return {
            "report": self.report,
            "groups": [group for group in groups if group[2]],
            "ready": len(self.report.get_rows_with("added")) + len(self.report.get_rows_with("alike")),
        }

    def perform(self, form: ImportRowsThatLookLikeDuplicatesForm) -> str:
        ticked = form.cleaned_data["all_the_same"]
        added = actions.add_imported_services(
            by=self.actor, import_id=self.report.import_id, all_the_same=ticked
        )
        self.success_url = reverse("services") + "?area="
        return msg("In the directory now: {services}.", services=pluralise(added, "service"))


def _read_import_rows_and_source(said: dict[str, Any]) -> tuple[list[ImportRow], str]:
    """The rows, and where they came from."""
    if said["where"] == "csv":
        names = import_csv_reader.ServiceImportVocabulary(
            get_area_codes_by_lowercase_name(), get_language_tags_by_name()
        )
        return import_csv_reader.read_import_rows(
            _read_upload_within_limit(said["file"], csv_table.MAX_BYTES), names
        ), str(said["file"].name)
    default = {"kind": said["kind"], "phases": said["phases"], "everywhere": not said["area"]}
    default["areas"] = [said["area"]] if said["area"] else []
    if said["where"] == "json":
        services = read_service_page(_read_upload_within_limit(said["file"], json_reader.MAX_BYTES)).services
        return open_referral_reader.make_import_rows(services, default=default), str(said["file"].name)
    from handrail.directory.incoming import feed_client as feed  # noqa: PLC0415 - httpx is heavy, and needed by this one act

    limits = feed.FetchLimits(hosts=feed.parse_allowed_feed_hosts(settings.FEED_HOSTS))
    services = feed.fetch_services_of_feed(said["address"], limits)
    return open_referral_reader.make_import_rows(services, default=default), said["address"]


def _read_upload_within_limit(file: Any, most: int) -> bytes:
    if file.size > most:
        raise UnreadableListError(
            msg("The file is larger than {most} MB. Upload it in parts.", most=most // 1_000_000)
        )
    return bytes(file.read())
