"""Reports on twelve months: drafted, worded, decided, published; and their files."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language

from handrail.areas.partnerships import tags
from handrail.areas.partnerships.actions import year_reports as acts
from handrail.areas.partnerships.models import Group, YearEdition, YearReport, YearSentence
from handrail.areas.partnerships.queries.groups import get_group_for_reader
from handrail.areas.partnerships.queries.year_reports import (
    YearReportDetail,
    find_year_report_file,
    get_year_report,
    list_parts_without_welsh,
    list_year_reports,
)
from handrail.areas.partnerships.states import YEAR_SECTIONS
from handrail.areas.partnerships.views.shared import (
    PartnershipGroupChangePage,
    make_group_page_context,
    require_group_convener,
)
from handrail.areas.recommendations.tags import StateTag
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.documents import html
from handrail.platform.documents.document_tree import Document
from handrail.platform.documents.formats import FORMATS
from handrail.platform.documents.serialisation import build_document_from_plain_values
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.dates import add_years
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.oversight_form_fields import text_area_field, version_field
from handrail.platform.ui.record_form import RecordForm

REPORT_TAGS = {"draft": StateTag("today", "Draft"), "published": StateTag("met", "Published")}


class DraftYearReportForm(RecordForm):
    """From which day."""

    class Meta:
        model, fields = YearReport, ["starts_on"]


class FormWithWelsh(RecordForm):
    """Asks for the Welsh too, where the group has its papers in Welsh."""

    welsh: ClassVar[str]

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if group.papers_language == "en":
            del self.fields[self.welsh]
        else:
            self.fields[self.welsh].widget.attrs["lang"] = "cy"


class ChangeYearReportSentenceForm(FormWithWelsh):
    """A sentence that was drafted."""

    welsh = "words_welsh"

    class Meta:
        model, fields = YearSentence, ["words", "words_welsh", "left_out"]


class AddYearReportSentenceForm(FormWithWelsh):
    """A sentence by hand."""

    welsh = "words_welsh"

    class Meta:
        model, fields = YearSentence, ["section", "words", "words_welsh"]


class GroupFutureDecisionForm(FormWithWelsh):
    """Go on, change or stop."""

    needed = ("decision", "why")
    welsh = "why_welsh"

    class Meta:
        model, fields = YearReport, ["decision", "why", "why_welsh"]


class PublishYearReportForm(forms.Form):
    """What changed since the edition before."""

    note = text_area_field("What changed since the edition before", longest=1000, rows=3)
    english_only = forms.BooleanField(label="Publish this edition in English only", required=False)
    seen = version_field()

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if group.papers_language == "en":
            del self.fields["english_only"]


@requires_permission(Permission.JOIN_PARTNERSHIPS)
def group_year_reports(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """The reports of a group."""
    reading = get_group_for_reader(actor, group_id)
    runs = actor.may(Permission.CONVENE_PARTNERSHIPS) and reading.group.body_id in reading.bodies
    rows = list_year_reports(reading.group, drafts=runs)
    shown = {"rows": [(row, REPORT_TAGS[row.state]) for row in rows], "may_draft": runs}
    return render(
        request,
        "partnerships/years.html",
        {**make_group_page_context(request, actor, reading, "group_years"), **shown},
    )


@requires_permission(Permission.JOIN_PARTNERSHIPS)
def year_report(request: HttpRequest, actor: Actor, report_id: UUID) -> HttpResponse:
    """For who convenes the draft with its sentences; for everybody else in the group the newest edition."""
    found = get_year_report(actor, report_id)
    reading = get_group_for_reader(actor, found.report.group_id)
    runs = actor.may(Permission.CONVENE_PARTNERSHIPS) and reading.group.body_id in reading.bodies
    if not runs and not found.editions:
        raise RecordNotVisibleError("report")
    edition = found.editions[0] if found.editions else None
    language = _choose_language(request, edition)
    content = edition and (edition.content_welsh if language == "cy" else edition.content)
    document: Document | None = build_document_from_plain_values(content) if content else None
    shown = {
        "found": found,
        "report": found.report,
        "tag": REPORT_TAGS[found.report.state],
        "parts": [
            (title, [row for row in found.sentences if row.section == code]) for code, title in YEAR_SECTIONS
        ],
        "may_edit": runs,
        "show_draft": runs and found.report.state == "draft",
        "blocks": html.render_blocks(document.blocks) if document else "",
        "edition_language": language,
        "files": _list_edition_files(found.report, edition) if edition else [],
        "without_welsh": list_parts_without_welsh(found.report, found.sentences)
        if found.report.group.papers_language != "en"
        else [],
    }
    return render(
        request,
        "partnerships/year.html",
        {**make_group_page_context(request, actor, reading, "group_years"), **shown},
    )


def _choose_language(request: HttpRequest, edition: YearEdition | None) -> str:
    """What the address asks for, else what the reader reads; English where there is nothing else."""
    wanted = request.GET.get("language") or get_language() or ""
    return "cy" if wanted == "cy" and edition and edition.content_welsh else "en"


def _list_edition_files(report: YearReport, edition: YearEdition) -> list[tuple[str, list[tuple[str, str]]]]:
    """By language its files: name and address."""
    languages = ("en", "cy") if edition.content_welsh else ("en",)
    return [
        (
            code,
            [(each.name, f"{_reverse_file(report, edition, each.code)}?language={code}") for each in FORMATS],
        )
        for code in languages
    ]


def _reverse_file(report: YearReport, edition: YearEdition, form: str) -> str:
    return reverse("year_report_file", args=[report.pk, edition.number, form])


@requires_permission(Permission.JOIN_PARTNERSHIPS)
def year_report_file(
    request: HttpRequest, actor: Actor, report_id: UUID, number: int, form: str
) -> HttpResponse:
    """A file of an edition, as it was made when it was published."""
    known = next((each for each in FORMATS if each.code == form), None)
    language = "cy" if request.GET.get("language") == "cy" else "en"
    found = find_year_report_file(actor, report_id, number, form, language) if known else None
    if known is None or found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=known.media_type)
    ending = f"-cymraeg.{form}" if language == "cy" else f".{form}"
    name = f"{slugify(found.edition.report.group.name)}-{found.edition.report.starts_on}{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["ETag"] = f'"{found.sha256}"'
    return response


class DraftYearReportPage(PartnershipGroupChangePage):
    """Draft a report of twelve months."""

    title, form_class, button, runs_once = "Draft a report", DraftYearReportForm, "Draft the report", True
    lead = "From meetings, attendance, actions, what members shared and their survey, each with its source."
    back_place = "group_years"

    def get_form_kwargs(self) -> dict[str, Any]:
        first = self.reading.group.starts_on
        year_ago = add_years(today(), -1)
        return {
            "actor": self.actor,
            "instance": YearReport(group=self.reading.group, starts_on=min(first, year_ago)),
        }

    def perform(self, form: DraftYearReportForm) -> str:
        made = acts.draft_year_report(form.instance, by=self.actor)
        self.success_url = reverse("year_report", args=[made.pk])
        return "Draft ready. Read each sentence, then decide what happens next."


class YearReportActionPage(ActionPage, abstract=True):
    """What acts on one report, for who convenes the group."""

    permission, nav = Permission.CONVENE_PARTNERSHIPS, tags.NAV
    found: YearReportDetail

    @property
    def back_url(self) -> str:
        return reverse("year_report", args=[self.found.report.pk])

    @property
    def lead(self) -> str:
        return str(self.found.report.group.name)

    def load(self, report_id: UUID, **more: Any) -> None:
        self.found = get_year_report(self.actor, report_id)
        require_group_convener(get_group_for_reader(self.actor, self.found.report.group_id))


class ChangeYearReportSentencePage(YearReportActionPage):
    """Word a sentence otherwise, or leave it out."""

    title, form_class = "Change a sentence", ChangeYearReportSentenceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"group": self.found.report.group}

    @property
    def lead(self) -> str:
        return msg("Drafted: {words}", words=self.record.drafted) if self.record.drafted else ""

    def load(self, report_id: UUID, **more: Any) -> None:
        super().load(report_id)
        rows = {row.number: row for row in self.found.sentences}
        if more["number"] not in rows:
            raise RecordNotVisibleError("sentence")
        self.record = rows[more["number"]]

    def perform(self, form: ChangeYearReportSentenceForm) -> str:
        acts.change_year_report_sentence(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "The sentence is changed."


class AddYearReportSentencePage(YearReportActionPage):
    """Add a sentence by hand."""

    title, form_class, button, runs_once = (
        "Add a sentence",
        AddYearReportSentenceForm,
        "Add the sentence",
        True,
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        report = self.found.report
        return {"actor": self.actor, "instance": YearSentence(report=report), "group": report.group}

    def perform(self, form: AddYearReportSentenceForm) -> str:
        acts.add_typed_sentence_to_year_report(form.instance, by=self.actor)
        return "The sentence is added."


class DecideGroupFuturePage(YearReportActionPage):
    """Say whether the group goes on, changes or stops."""

    title, form_class = "What should happen next?", GroupFutureDecisionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"group": self.found.report.group}

    def load(self, report_id: UUID, **more: Any) -> None:
        super().load(report_id)
        self.record = self.found.report

    def perform(self, form: GroupFutureDecisionForm) -> str:
        acts.record_decision_on_group_future(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "The decision is in the report."


class PublishYearReportPage(YearReportActionPage):
    """Publish an edition for the group."""

    title, form_class, button, runs_once = "Publish the report", PublishYearReportForm, "Publish", True

    @property
    def lead(self) -> str:
        return "Members and readers of the group can read it. It cannot be changed: a correction is a new edition."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"seen": self.found.report.version}, "group": self.found.report.group}

    def perform(self, form: PublishYearReportForm) -> str:
        given = form.cleaned_data
        made = acts.publish_year_report(
            self.found.report.pk,
            note=given["note"],
            seen=given["seen"],
            by=self.actor,
            english_only=given.get("english_only", False),
        )
        return msg("Edition {number} is published as web page, PDF and Word file.", number=made.number)
