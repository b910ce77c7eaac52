"""The editor's desk: sections and their order, what stands in them, the wording of each entry beside the original."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.calls.queries.calls import list_calls
from handrail.areas.practices.queries import get_sorted_call
from handrail.areas.reports.actions import entries, quotes, reports, sections
from handrail.areas.reports.forms import (
    AddEntriesForm,
    AddReportSectionForm,
    BeginReportForm,
    ReportEntryForm,
    ReportSectionForm,
    ReportTitleForm,
)
from handrail.areas.reports.permissions import ReportNotVisible
from handrail.areas.reports.queries import published_editions
from handrail.areas.reports.queries.working_report import (
    ReportEntryRow,
    ReportSectionRow,
    WorkingReport,
    find_working_report,
)
from handrail.areas.reports.states import DRAFTED
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotAllowed, ConcurrentEditError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

SECTION_ACTS = ("up", "down", "show", "hide", "draft")
ENTRY_ACTS = ("up", "down", "ask", "drop", "anew")


@requires(Permission.EDIT_REPORTS)
def report_begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a report of a call that was asked."""
    calls = [(line.head.code, line.head.title) for line in list_calls() if line.head.state != "draft"]
    form = bind_form(BeginReportForm, request, calls=calls)
    begun: list[str] = []

    def save(answers: dict[str, Any]) -> str:
        begun.append(reports.begin_report(by=actor, **answers).slug)
        return "The report is begun. Nothing is published yet."

    here = reverse("reports")
    response = process_form_action(
        request, actor, form, FormAction("Begin a report", save, here, here, "Begin", place="reports")
    )
    return HttpResponseRedirect(reverse("report_edit", args=begun)) if begun else response


@requires(Permission.EDIT_REPORTS)
def report_edit(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Every section with what stands in it, and what is in the way of publishing."""
    report = _get_report_or_404(slug)
    newest = published_editions.find_edition(slug)
    waiting = [
        entry for entry in report.entries() if entry.blocks_publication or entry.withdrawn or entry.exposed
    ]
    shown = {
        "report": report,
        "newest": newest.number if newest else 0,
        "waiting": waiting,
        "drafted": DRAFTED,
    }
    return render(request, "reports/edit.html", get_layout_context(request, actor, "reports") | shown)


@requires(Permission.EDIT_REPORTS)
def report_name(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Title, and what stands over it."""
    report = _get_report_or_404(slug)
    start = {"title": report.title, "above": report.above, "seen": report.version}
    form = bind_form(ReportTitleForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        reports.rename_report(slug=slug, seen_version=answers.pop("seen"), by=actor, **answers)
        return "Saved."

    def versions(typed: forms.Form) -> dict[str, Any]:
        now = _get_report_or_404(slug)
        return _compare_versions(now, typed, {"title": now.title, "above": now.above})

    return process_form_action(
        request, actor, form, _make_act(slug, "Title of the report", save, stale=versions)
    )


@requires(Permission.EDIT_REPORTS)
def section_add(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """A new section, at the end."""
    _get_report_or_404(slug)
    form = bind_form(AddReportSectionForm, request)

    def save(answers: dict[str, Any]) -> str:
        sections.add_section(slug=slug, by=actor, **answers)
        return msg("{heading} stands at the end. Move it where it belongs.", heading=answers["heading"])

    return process_form_action(
        request, actor, form, _make_act(slug, "Add a section", save, button="Add section")
    )


@requires(Permission.EDIT_REPORTS)
def section_edit(request: HttpRequest, actor: Actor, slug: str, section: str) -> HttpResponse:
    """The editor's words beside the draft from the data."""
    line = _get_section_or_404(slug, section)
    start = {"heading": line.heading, "words": line.text, "seen": line.version}
    form = bind_form(ReportSectionForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        sections.edit_section(slug=slug, section=section, seen_version=seen, by=actor, **answers)
        return msg("{heading}: saved.", heading=answers["heading"])

    def versions(typed: forms.Form) -> dict[str, Any]:
        now = _get_section_or_404(slug, section)
        return _compare_versions(now, typed, {"heading": now.heading, "words": now.text})

    page = _make_act(slug, line.heading, save, "reports/section.html", stale=versions, at=section)
    page.more.update(section=line, drafted=line.kind in DRAFTED)
    return process_form_action(request, actor, form, page)


@requires(Permission.EDIT_REPORTS)
def section_do(request: HttpRequest, actor: Actor, slug: str, section: str) -> HttpResponse:
    """Move a section, leave it out or take it in, or let its draft stand again."""
    what = request.POST.get("act", "")
    if request.method != "POST":
        return _redirect_to_editor(slug, section)
    if what not in SECTION_ACTS:
        return HttpResponseNotAllowed(["POST"])
    line = _get_section_or_404(slug, section)
    seen = _get_seen_version(request, line.version)

    def do() -> None:
        if what in ("up", "down"):
            sections.move_section(slug=slug, section=section, up=what == "up", by=actor)
        elif what == "draft":
            sections.restore_draft(slug=slug, section=section, seen_version=seen, by=actor)
        else:
            sections.set_section_shown(slug=slug, section=section, shown=what == "show", by=actor)

    return _run_act(request, slug, section, do)


@requires(Permission.EDIT_REPORTS)
def section_pick(request: HttpRequest, actor: Actor, slug: str, section: str) -> HttpResponse:
    """What was sorted of the call and is not in the report yet; this section's own first."""
    report, line = _get_report_or_404(slug), _get_section_or_404(slug, section)
    found, there = get_sorted_call(report.call.code), {entry.anchor for entry in report.entries(shown=False)}
    practices = sorted((p for p in found.practices if p.key not in there), key=lambda p: p.section != section)
    used = {entry.source_paragraph for entry in report.entries(shown=False) if not entry.practice}
    texts = sorted(
        (t for t in found.texts if t.source_paragraph not in used), key=lambda t: t.section != section
    )
    form = bind_form(
        AddEntriesForm,
        request,
        practices=[
            (p.key, msg("{area_name}: {title}", area_name=p.area_name, title=p.title)) for p in practices
        ],
        texts=[(str(t.id), msg("{about}: {t}", about=t.about, t=t.words)) for t in texts],
    )

    def save(answers: dict[str, Any]) -> str:
        ids = [int(each) for each in answers.get("texts", [])]
        number = entries.add_entries(
            slug=slug, section=section, practices=answers.get("practices", []), texts=ids, by=actor
        )
        return msg("{number} now in {heading}.", number=number, heading=line.heading)

    page = _make_act(
        slug,
        msg("Pick for: {heading}", heading=line.heading),
        save,
        "reports/pick.html",
        button="Put in the section",
        at=section,
    )
    page.more.update(nothing=not (practices or texts))
    return process_form_action(request, actor, form, page)


@requires(Permission.EDIT_REPORTS)
def entry_edit(request: HttpRequest, actor: Actor, slug: str, anchor: str) -> HttpResponse:
    """The wording of an entry beside the original, and how its quote stands."""
    line = _get_entry_or_404(slug, anchor)
    form = bind_form(ReportEntryForm, request, initial={"wording": line.wording, "seen": line.version})

    def save(answers: dict[str, Any]) -> str:
        entries.reword_entry(
            slug=slug, anchor=anchor, wording=answers["wording"], seen_version=answers["seen"], by=actor
        )
        return msg("{area}: saved.", area=line.area)

    def versions(typed: forms.Form) -> dict[str, Any]:
        now = _get_entry_or_404(slug, anchor)
        return _compare_versions(now, typed, {"wording": now.wording})

    page = _make_act(slug, line.area, save, "reports/entry.html", stale=versions, at=anchor)
    page.more.update(entry=line)
    return process_form_action(request, actor, form, page)


@requires(Permission.EDIT_REPORTS)
def entry_do(request: HttpRequest, actor: Actor, slug: str, anchor: str) -> HttpResponse:
    """Move an entry, take it out, take it anew from its return, or ask its body about the wording."""
    what = request.POST.get("act", "")
    if request.method != "POST":
        return _redirect_to_editor(slug, anchor)
    if what not in ENTRY_ACTS:
        return HttpResponseNotAllowed(["POST"])
    line = _get_entry_or_404(slug, anchor)
    one: dict[str, Any] = {"slug": slug, "anchor": anchor, "by": actor}
    seen: dict[str, Any] = {"seen_version": _get_seen_version(request, line.version)}

    def do() -> None:
        if what in ("up", "down"):
            entries.move_entry(up=what == "up", **one)
        else:
            {
                "ask": quotes.request_quote_approval,
                "drop": entries.remove_entry,
                "anew": entries.refresh_entry,
            }[what](**one, **seen)

    return _run_act(request, slug, line.section if what == "drop" else anchor, do)


def _run_act(request: HttpRequest, slug: str, at: str, do: Any) -> HttpResponse:
    """Do it, say what stood in the way, and go back to the desk."""
    try:
        do()
    except ActionNotAllowed as no:
        messages.error(request, str(no))
    except ConcurrentEditError as stale:
        messages.error(request, str(stale.__doc__))
    return _redirect_to_editor(slug, at)


def _redirect_to_editor(slug: str, at: str) -> HttpResponse:
    """To the desk: also for whoever chose the other language on a page that said why their act was refused."""
    return HttpResponseRedirect(reverse("report_edit", args=[slug]) + f"#{at}")


def _get_seen_version(request: HttpRequest, now: int) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else now


def _make_act(
    slug: str,
    title: str,
    save: Any,
    template: str = "act.html",
    *,
    button: str = "Save",
    stale: Any = None,
    at: str = "",
) -> FormAction:
    here = reverse("report_edit", args=[slug]) + (f"#{at}" if at else "")
    return FormAction(title, save, here, here, button, template, {"slug": slug}, stale, place="reports")


def _compare_versions(now: Any, typed: forms.Form, saved: dict[str, str]) -> dict[str, Any]:
    rows = [(str(typed.fields[name].label), typed.cleaned_data.get(name, ""), saved[name]) for name in saved]
    return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}


def _get_report_or_404(slug: str) -> WorkingReport:
    report = find_working_report(slug)
    if report is None:
        raise ReportNotVisible
    return report


def _get_section_or_404(slug: str, code: str) -> ReportSectionRow:
    section = _get_report_or_404(slug).section(code)
    if section is None:
        raise ReportNotVisible
    return section


def _get_entry_or_404(slug: str, anchor: str) -> ReportEntryRow:
    entry = _get_report_or_404(slug).entry(anchor)
    if entry is None:
        raise ReportNotVisible
    return entry


get_report_or_404 = _get_report_or_404
