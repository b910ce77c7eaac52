"""The editor's desk: sections and their order, what is in them, the wording of each entry beside the original."""

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.calls.queries.calls import list_all_calls_with_answer_counts
from handrail.areas.practices.queries import get_classified_practices_and_collator_texts
from handrail.areas.reports.actions import entries, quotes, reports, sections
from handrail.areas.reports.actions.order import reorder_report
from handrail.areas.reports.forms import (
    ENTRY,
    SECTION,
    AddReportEntriesForm,
    AddReportSectionForm,
    BeginReportForm,
    ReportEntryForm,
    ReportOrderForm,
    ReportSectionForm,
    ReportTitleForm,
)
from handrail.areas.reports.kinds_and_states import DRAFTED
from handrail.areas.reports.models import Report, ReportSection
from handrail.areas.reports.queries import published_editions
from handrail.areas.reports.queries.working_report import (
    ReportEntryRow,
    ReportSectionRow,
    WorkingReport,
    get_entry_row_of_working_report,
    get_report_entry_for_edit,
    get_report_for_edit,
    get_report_section_for_edit,
    get_section_row_of_working_report,
    get_working_report,
)
from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource
from handrail.insight.cited_figures.queries import describe_revisions_of_cited_figures, get_cited_figure_key
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

NAV = "reports"
SECTION_ACTS = ("show", "hide", "draft")
ENTRY_ACTS = ("ask", "drop", "anew")


class ReportEditPageContext(TypedDict):
    """What reports/edit.html shows."""

    report: WorkingReport
    newest: int
    waiting: list[ReportEntryRow]
    drafted: tuple[str, ...]


@requires_permission(Permission.EDIT_REPORTS)
def report_edit(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Every section with what is in it, and what blocks publication."""
    report = get_working_report(slug)
    newest = published_editions.find_edition_detail(slug)
    shown: ReportEditPageContext = {
        "report": report,
        "newest": newest.number if newest else 0,
        "waiting": report.list_blocking_entries(),
        "drafted": DRAFTED,
    }
    return render(request, "reports/edit.html", {**get_layout_context(request, actor, NAV), **shown})


class BeginReportPage(ActionPage):
    """Begin a report of a call that was asked."""

    permission, nav, title, button = Permission.EDIT_REPORTS, NAV, "Start a report", "Begin"
    form_class = BeginReportForm

    @property
    def back_url(self) -> str:
        return reverse("reports")

    def get_form_kwargs(self) -> dict[str, Any]:
        calls = [
            (line.head.code, line.head.title)
            for line in list_all_calls_with_answer_counts()
            if line.head.state != "draft"
        ]
        return {"actor": self.actor, "instance": Report(), "calls": calls}

    def perform(self, form: BeginReportForm) -> str:
        answers = {name: form.cleaned_data[name] for name in ("call", "slug", "title", "above", "fill")}
        begun = reports.begin_report_of_call_for_returns(**answers, by=self.actor)
        self.success_url = reverse("report_edit", args=[begun.slug])
        return "Report started. Nothing is published yet."


class ReportFormContext(TypedDict):
    """What every form about a report has beside it."""

    slug: str


class ReportSectionFormContext(ReportFormContext):
    """A section beside the form. `drafted`: whether its words begin from the data. `revisions`: of its figures."""

    section: ReportSectionRow
    drafted: bool
    revisions: Mapping[tuple[str, str, str, str], str]
    revision_key: Callable[[CitedFigureWithSource], tuple[str, str, str, str]]


class PickReportEntriesContext(ReportFormContext):
    """`nothing`: whether nothing is left to pick."""

    nothing: bool


class ReportEntryFormContext(ReportFormContext):
    """An entry with its original beside the form."""

    entry: ReportEntryRow


class ReportActionPage(ActionPage, abstract=True):
    """A page of an editor that acts on one report and leads back to a place on its desk."""

    permission, nav = Permission.EDIT_REPORTS, NAV
    slug: str
    anchor = ""

    @property
    def back_url(self) -> str:
        return reverse("report_edit", args=[self.slug]) + (f"#{self.anchor}" if self.anchor else "")

    def load(self, slug: str, **more: Any) -> None:
        self.slug, self.report = slug, get_report_for_edit(slug)

    def get_context_data(self) -> ReportFormContext:
        return {"slug": self.slug}


class RenameReportPage(ReportActionPage):
    """Change the title, and the line over it."""

    title, form_class = "Title of the report", ReportTitleForm

    def load(self, slug: str, **more: Any) -> None:
        super().load(slug)
        self.record = self.report

    def perform(self, form: ReportTitleForm) -> str:
        reports.rename_report(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Saved."


class AddReportSectionPage(ReportActionPage):
    """Add a section at the end."""

    title, button, form_class = "Add a section", "Add section", AddReportSectionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": ReportSection(report=self.report)}

    def perform(self, form: AddReportSectionForm) -> str:
        added = sections.add_report_section(form.instance, by=self.actor)
        return msg("{heading} is at the end. Move it where it belongs.", heading=added.heading)


class ReportOrderContext(ReportFormContext):
    """The report whose sections and entries are numbered."""

    report: WorkingReport


class ReorderReportPage(ReportActionPage):
    """Number sections, and entries within them; saved at once."""

    title, button, form_class = "Change the order", "Save the order", ReportOrderForm
    template_name = "reports/order.html"
    working: WorkingReport

    def load(self, slug: str, **more: Any) -> None:
        super().load(slug)
        self.working = get_working_report(slug)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"sections": [(section.code, section.entries) for section in self.working.sections]}

    def get_context_data(self) -> ReportOrderContext:
        return {"slug": self.slug, "report": self.working}

    def perform(self, form: ReportOrderForm) -> str:
        reorder_report(
            slug=self.slug, sections=form.get_numbers(SECTION), entries=form.get_numbers(ENTRY), by=self.actor
        )
        return "Order saved."


class EditSectionPage(ReportActionPage):
    """Edit a section's words beside the draft from the data."""

    form_class, template_name = ReportSectionForm, "reports/section.html"
    section: ReportSectionRow

    @property
    def title(self) -> str:
        return self.section.heading

    def load(self, slug: str, **more: Any) -> None:
        super().load(slug)
        self.anchor = more["section"]
        self.record = get_report_section_for_edit(slug, self.anchor)
        self.section = get_section_row_of_working_report(slug, self.anchor)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"words": self.section.text}}

    def get_saved_values(self, form: ReportSectionForm) -> dict[str, Any]:
        return {"heading": self.section.heading, "words": self.section.text}

    def get_context_data(self) -> ReportSectionFormContext:
        return {
            "slug": self.slug,
            "section": self.section,
            "drafted": self.section.kind in DRAFTED,
            "revisions": describe_revisions_of_cited_figures(self.section.figures),
            "revision_key": get_cited_figure_key,
        }

    def perform(self, form: ReportSectionForm) -> str:
        answers = form.cleaned_data
        sections.edit_report_section(
            slug=self.slug,
            section=self.anchor,
            heading=answers["heading"],
            words=answers["words"],
            seen=answers["seen"],
            by=self.actor,
        )
        return msg("{heading}: saved.", heading=answers["heading"])


@requires_permission(Permission.EDIT_REPORTS)
def perform_report_section_action(
    request: HttpRequest, actor: Actor, slug: str, section: str
) -> HttpResponse:
    """Leave a section out or take it in, or go back to its draft."""
    what = request.POST.get("act", "")
    if request.method != "POST":
        return _redirect_to_editor(slug, section)
    if what not in SECTION_ACTS:
        return HttpResponseNotAllowed(["POST"])
    seen = _get_posted_seen_version(request, get_report_section_for_edit(slug, section).version)

    def do() -> None:
        if what == "draft":
            sections.restore_report_section_draft(slug=slug, section=section, seen=seen, by=actor)
        else:
            sections.set_section_included(slug=slug, section=section, shown=what == "show", by=actor)

    return _run_editor_action_and_redirect(request, slug, section, do)


class PickReportEntriesPage(ReportActionPage):
    """Pick what was sorted of the call and is not in the report yet; this section's own first."""

    button, form_class, template_name = "Add to the section", AddReportEntriesForm, "reports/pick.html"
    choices: dict[str, list[tuple[str, str]]]
    section: ReportSectionRow

    @property
    def title(self) -> str:
        return msg("Choose practices for: {heading}", heading=self.section.heading)

    def load(self, slug: str, **more: Any) -> None:
        self.slug, self.anchor = slug, more["section"]
        self.section, report = get_section_row_of_working_report(slug, self.anchor), get_working_report(slug)
        there = report.entries(shown=False)
        anchors = {entry.anchor for entry in there}
        used = {entry.source_paragraph for entry in there if not entry.practice}
        found = get_classified_practices_and_collator_texts(report.call.code)
        practices = sorted(
            (row for row in found.practices if row.key not in anchors),
            key=lambda row: row.section != self.anchor,
        )
        texts = sorted(
            (row for row in found.texts if row.source_paragraph not in used),
            key=lambda row: row.section != self.anchor,
        )
        self.choices = {
            "practices": [
                (row.key, msg("{area_name}: {title}", area_name=row.area_name, title=row.title))
                for row in practices
            ],
            "texts": [(str(row.id), msg("{about}: {t}", about=row.about, t=row.words)) for row in texts],
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**self.choices}

    def get_context_data(self) -> PickReportEntriesContext:
        return {"slug": self.slug, "nothing": not any(self.choices.values())}

    def perform(self, form: AddReportEntriesForm) -> str:
        number = entries.add_entries_to_report_section(
            slug=self.slug,
            section=self.anchor,
            practices=form.cleaned_data.get("practices", []),
            texts=[int(each) for each in form.cleaned_data.get("texts", [])],
            by=self.actor,
        )
        return msg("{heading} now has {number}.", number=number, heading=self.section.heading)


class RewordReportEntryPage(ReportActionPage):
    """Edit the wording of an entry beside the original."""

    form_class, template_name = ReportEntryForm, "reports/entry.html"
    entry: ReportEntryRow

    @property
    def title(self) -> str:
        return self.entry.area

    def load(self, slug: str, **more: Any) -> None:
        self.slug, self.anchor = slug, more["anchor"]
        self.record = get_report_entry_for_edit(slug, self.anchor)
        self.entry = get_entry_row_of_working_report(slug, self.anchor)

    def get_context_data(self) -> ReportEntryFormContext:
        return {"slug": self.slug, "entry": self.entry}

    def perform(self, form: ReportEntryForm) -> str:
        wording, seen = form.cleaned_data["wording"], form.cleaned_data["seen"]
        entries.reword_report_entry(
            slug=self.slug, anchor=self.anchor, wording=wording, seen=seen, by=self.actor
        )
        return msg("{area}: saved.", area=self.entry.area)


class EntryActionArguments(TypedDict):
    """Which entry, and who acts on it, as actions take it."""

    slug: str
    anchor: str
    by: Actor


@requires_permission(Permission.EDIT_REPORTS)
def perform_report_entry_action(request: HttpRequest, actor: Actor, slug: str, anchor: str) -> HttpResponse:
    """Take an entry out, take its original again, or ask its body about the wording."""
    what = request.POST.get("act", "")
    if request.method != "POST":
        return _redirect_to_editor(slug, anchor)
    if what not in ENTRY_ACTS:
        return HttpResponseNotAllowed(["POST"])
    row = get_report_entry_for_edit(slug, anchor)
    one: EntryActionArguments = {"slug": slug, "anchor": anchor, "by": actor}
    seen = _get_posted_seen_version(request, row.version)

    def do() -> None:
        {
            "ask": quotes.request_quote_approval,
            "drop": entries.remove_entry,
            "anew": entries.refresh_report_entry_original,
        }[what](**one, seen=seen)

    return _run_editor_action_and_redirect(request, slug, row.section.code if what == "drop" else anchor, do)


def _run_editor_action_and_redirect(
    request: HttpRequest, slug: str, at: str, do: Callable[[], None]
) -> HttpResponse:
    """Do it, show why it was refused if it was, and go back to the desk."""
    try:
        do()
    except ActionNotPossibleError as no:
        messages.error(request, str(no))
    except ConcurrentEditError as stale:
        messages.error(request, str(stale.__doc__))
    return _redirect_to_editor(slug, at)


def _redirect_to_editor(slug: str, at: str) -> HttpResponse:
    """To the desk: also for whoever chose the other language on a page that said why the action was refused."""
    return HttpResponseRedirect(reverse("report_edit", args=[slug]) + f"#{at}")


def _get_posted_seen_version(request: HttpRequest, now: int) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else now
