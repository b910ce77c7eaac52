"""The register as a file: out, and in, where nothing is kept before its findings were read and accepted."""

import datetime
from typing import Any, NamedTuple, TypedDict

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.directory.incoming.errors import UnreadableListError
from handrail.directory.practitioners import codes
from handrail.directory.practitioners.actions.imports import (
    add_imported_practitioners,
    record_register_export,
)
from handrail.directory.practitioners.forms import PractitionerImportForm
from handrail.directory.practitioners.models import Practitioner
from handrail.directory.practitioners.queries.register import get_names_and_roles_on_register
from handrail.directory.practitioners.register_csv import (
    COLUMNS,
    EXAMPLE,
    RegisterImportRow,
    RegisterImportVocabulary,
    make_register_csv_rows,
    read_register_csv_rows,
)
from handrail.directory.practitioners.views.shared import NAV
from handrail.directory.queries.imports import (
    get_area_codes_by_lowercase_name,
    get_language_tags_by_name,
)
from handrail.platform.access.actions_form_drafts import (
    SubmittedFormKeptForRedisplay,
    find_submitted_form_kept_under_token,
    save_submitted_form_for_redisplay,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg, pluralise
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.csv_export import make_csv_response
from handrail.platform.ui.oversight_form_fields import ConfirmForm

LASTS = datetime.timedelta(minutes=30)
MOST_BYTES = 300_000


@requires_permission(Permission.EDIT_PRACTITIONERS)
def register_csv(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The register of the reader's own organisation, with everybody who has not left."""
    people = list(Practitioner.objects.filter(employer=actor.body_id).current().for_page())
    record_register_export(len(people), by=actor)
    return make_csv_response("practitioners.csv", COLUMNS, make_register_csv_rows(people))


@requires_permission(Permission.EDIT_PRACTITIONERS)
def register_csv_template(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The empty list with its columns and one row as an example."""
    return make_csv_response("practitioners-template.csv", COLUMNS, [EXAMPLE])


class ImportRegisterPage(ActionPage):
    """Read a file. Nothing of it is kept: the findings are shown from a sealed draft that ends in half an hour."""

    permission, nav = Permission.EDIT_PRACTITIONERS, NAV
    title, button, form_class = "Import practitioners", "Check the file", PractitionerImportForm
    template_name = "practitioners/import.html"

    @property
    def back_url(self) -> str:
        return reverse("practitioners")

    def perform(self, form: PractitionerImportForm) -> None:
        file = form.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise UnreadableListError("The file is larger than 300 KB. Upload it in parts.")
        content = bytes(file.read())
        read_register_csv_rows(content, _get_register_vocabulary())
        address = reverse("import_register_report")
        draft = SubmittedFormKeptForRedisplay(
            fields=(("name", file.name), ("content", content.decode("utf-8-sig")))
        )
        token = save_submitted_form_for_redisplay(
            draft, user_id=self.actor.user_id, address=address, lasts=LASTS
        )
        self.success_url = f"{address}?file={token}"


class RegisterImportFinding(NamedTuple):
    """One row with what becomes of it."""

    row: RegisterImportRow
    role: str
    problems: list[str]


class ImportReportContext(TypedDict):
    """What practitioners/import_report.html shows beside the form."""

    name: str
    groups: list[tuple[str, str, list[RegisterImportFinding]]]
    ready: int


class ImportRegisterReportPage(ActionPage):
    """What would be added, who is on the register already, and what is wrong, row by row; then all or nobody."""

    permission, nav = Permission.EDIT_PRACTITIONERS, NAV
    title, button, form_class = "What is in the file", "Add to the register", ConfirmForm
    template_name = "practitioners/import_report.html"

    @property
    def back_url(self) -> str:
        return reverse("import_register")

    def load(self) -> None:
        address = reverse("import_register_report")
        draft = find_submitted_form_kept_under_token(
            self.request.GET.get("file", ""), user_id=self.actor.user_id, address=address
        )
        if draft is None:
            raise ActionNotPossibleError("This report has expired. Choose the file again.")
        kept = dict(draft.fields)
        self.name = kept["name"]
        there = get_names_and_roles_on_register(self.actor.body_id)
        self.ready: list[RegisterImportRow] = []
        self.here: list[RegisterImportFinding] = []
        self.out: list[RegisterImportFinding] = []
        for row in read_register_csv_rows(kept["content"].encode(), _get_register_vocabulary()):
            self._sort_into_new_and_refused_rows(row, there)

    def _sort_into_new_and_refused_rows(self, row: RegisterImportRow, there: set[tuple[str, str]]) -> None:
        key = (row.practitioner.name.lower(), row.practitioner.role)
        if row.problems:
            self.out.append(_make_register_finding(row, row.problems))
        elif key in there:
            words = msg("Already on the register: not changed.")
            self.here.append(_make_register_finding(row, [words]))
        else:
            there.add(key)
            self.ready.append(row)

    def get_context_data(self) -> ImportReportContext:
        groups = [
            (
                "ready",
                "Will be added",
                [_make_register_finding(row, _describe_register_row(row)) for row in self.ready],
            ),
            ("here", "Already on the register", self.here),
            ("out", "Cannot be added", self.out),
        ]
        return {
            "name": self.name,
            "groups": [group for group in groups if group[2]],
            "ready": len(self.ready),
        }

    def perform(self, form: forms.Form) -> str:
        added = add_imported_practitioners(self.ready, by=self.actor)
        self.success_url = reverse("practitioners")
        return msg("Added to the register: {people}.", people=pluralise(added, "practitioner"))


def _make_register_finding(row: RegisterImportRow, problems: list[str]) -> RegisterImportFinding:
    return RegisterImportFinding(
        row, codes.get_words_of_choice_code(codes.ROLES, row.practitioner.role), problems
    )


def _describe_register_row(row: RegisterImportRow) -> list[str]:
    parts: list[Any] = [
        pluralise(len(row.areas), "area"),
        pluralise(len(row.languages), "language"),
        pluralise(len(row.trainings), "training"),
    ]
    return [msg("{areas}, {languages}, {trainings}", areas=parts[0], languages=parts[1], trainings=parts[2])]


def _get_register_vocabulary() -> RegisterImportVocabulary:
    return RegisterImportVocabulary(get_area_codes_by_lowercase_name(), get_language_tags_by_name())
