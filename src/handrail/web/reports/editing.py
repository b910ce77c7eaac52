"""The editor's desk: sections and their order, what stands in them, the wording of each entry beside the original."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.calls.queries.calls import all_calls
from handrail.assurance.practices.queries import sorted_call
from handrail.assurance.reports.actions import entries, quotes, reports, sections
from handrail.assurance.reports.permissions import NoReportHere
from handrail.assurance.reports.queries import published
from handrail.assurance.reports.queries.working import EntryLine, SectionLine, WorkingReport, working
from handrail.assurance.reports.states import DRAFTED
from handrail.kernel.refusals import NotNow, StaleSave
from handrail.kernel.saying import say
from handrail.web.acting import Act, act
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.reports.forms import AddSectionForm, BeginForm, EntryForm, NameForm, PickForm, SectionForm

SECTION_ACTS = ("up", "down", "show", "hide", "draft")
ENTRY_ACTS = ("up", "down", "ask", "drop", "anew")


@door(Permission.EDIT_REPORTS)
def report_begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a report of a call that was asked."""
    calls = [(line.head.code, line.head.title) for line in all_calls() if line.head.state != "draft"]
    form = bind(BeginForm, request, calls=calls)
    begun: list[str] = []

    def save(answers: dict[str, Any]) -> str:
        begun.append(reports.begin_report(by=actor, **answers).slug)
        return "The report is begun. Nothing is published yet."

    here = reverse("reports")
    response = act(request, actor, form, Act("Begin a report", save, here, here, "Begin", place="reports"))
    return HttpResponseRedirect(reverse("report_edit", args=begun)) if begun else response


@door(Permission.EDIT_REPORTS)
def report_edit(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Every section with what stands in it, and what is in the way of publishing."""
    report = _report(slug)
    newest = published.edition(slug)
    waiting = [entry for entry in report.entries() if entry.in_the_way or entry.withdrawn or entry.exposed]
    shown = {
        "report": report,
        "newest": newest.number if newest else 0,
        "waiting": waiting,
        "drafted": DRAFTED,
    }
    return render(request, "reports/edit.html", frame(request, actor, "reports") | shown)


@door(Permission.EDIT_REPORTS)
def report_name(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Title, and what stands over it."""
    report = _report(slug)
    start = {"title": report.title, "above": report.above, "seen": report.version}
    form = bind(NameForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        reports.name_report(slug=slug, seen_version=answers.pop("seen"), by=actor, **answers)
        return "Saved."

    def versions(typed: forms.Form) -> dict[str, Any]:
        now = _report(slug)
        return _versions(now, typed, {"title": now.title, "above": now.above})

    return act(request, actor, form, _page(slug, "Title of the report", save, stale=versions))


@door(Permission.EDIT_REPORTS)
def section_add(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """A new section, at the end."""
    _report(slug)
    form = bind(AddSectionForm, request)

    def save(answers: dict[str, Any]) -> str:
        sections.add_section(slug=slug, by=actor, **answers)
        return say("{heading} stands at the end. Move it where it belongs.", heading=answers["heading"])

    return act(request, actor, form, _page(slug, "Add a section", save, button="Add section"))


@door(Permission.EDIT_REPORTS)
def section_edit(request: HttpRequest, actor: Actor, slug: str, section: str) -> HttpResponse:
    """The editor's words beside the draft from the data."""
    line = _section(slug, section)
    start = {"heading": line.heading, "words": line.text, "seen": line.version}
    form = bind(SectionForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        sections.edit_section(slug=slug, section=section, seen_version=seen, by=actor, **answers)
        return say("{heading}: saved.", heading=answers["heading"])

    def versions(typed: forms.Form) -> dict[str, Any]:
        now = _section(slug, section)
        return _versions(now, typed, {"heading": now.heading, "words": now.text})

    page = _page(slug, line.heading, save, "reports/section.html", stale=versions, at=section)
    page.more.update(section=line, drafted=line.kind in DRAFTED)
    return act(request, actor, form, page)


@door(Permission.EDIT_REPORTS)
def section_do(request: HttpRequest, actor: Actor, slug: str, section: str) -> HttpResponse:
    """Move a section, leave it out or take it in, or let its draft stand again."""
    what = request.POST.get("act", "")
    if request.method != "POST":
        return _back(slug, section)
    if what not in SECTION_ACTS:
        return HttpResponseNotAllowed(["POST"])
    line = _section(slug, section)
    seen = _seen(request, line.version)

    def do() -> None:
        if what in ("up", "down"):
            sections.move_section(slug=slug, section=section, up=what == "up", by=actor)
        elif what == "draft":
            sections.back_to_draft(slug=slug, section=section, seen_version=seen, by=actor)
        else:
            sections.show_section(slug=slug, section=section, shown=what == "show", by=actor)

    return _done(request, slug, section, do)


@door(Permission.EDIT_REPORTS)
def section_pick(request: HttpRequest, actor: Actor, slug: str, section: str) -> HttpResponse:
    """What was sorted of the call and is not in the report yet; this section's own first."""
    report, line = _report(slug), _section(slug, section)
    found, there = sorted_call(report.call.code), {entry.anchor for entry in report.entries(shown=False)}
    practices = sorted((p for p in found.practices if p.key not in there), key=lambda p: p.section != section)
    used = {entry.source_paragraph for entry in report.entries(shown=False) if not entry.practice}
    texts = sorted(
        (t for t in found.texts if t.source_paragraph not in used), key=lambda t: t.section != section
    )
    form = bind(
        PickForm,
        request,
        practices=[
            (p.key, say("{area_name}: {title}", area_name=p.area_name, title=p.title)) for p in practices
        ],
        texts=[(str(t.id), say("{about}: {t}", about=t.about, t=t.words)) for t in texts],
    )

    def save(answers: dict[str, Any]) -> str:
        ids = [int(each) for each in answers.get("texts", [])]
        number = entries.pick(
            slug=slug, section=section, practices=answers.get("practices", []), texts=ids, by=actor
        )
        return say("{number} now in {heading}.", number=number, heading=line.heading)

    page = _page(
        slug,
        say("Pick for: {heading}", heading=line.heading),
        save,
        "reports/pick.html",
        button="Put in the section",
        at=section,
    )
    page.more.update(nothing=not (practices or texts))
    return act(request, actor, form, page)


@door(Permission.EDIT_REPORTS)
def entry_edit(request: HttpRequest, actor: Actor, slug: str, anchor: str) -> HttpResponse:
    """The wording of an entry beside the original, and how its quote stands."""
    line = _entry(slug, anchor)
    form = bind(EntryForm, request, initial={"wording": line.wording, "seen": line.version})

    def save(answers: dict[str, Any]) -> str:
        entries.word_entry(
            slug=slug, anchor=anchor, wording=answers["wording"], seen_version=answers["seen"], by=actor
        )
        return say("{area}: saved.", area=line.area)

    def versions(typed: forms.Form) -> dict[str, Any]:
        now = _entry(slug, anchor)
        return _versions(now, typed, {"wording": now.wording})

    page = _page(slug, line.area, save, "reports/entry.html", stale=versions, at=anchor)
    page.more.update(entry=line)
    return act(request, actor, form, page)


@door(Permission.EDIT_REPORTS)
def entry_do(request: HttpRequest, actor: Actor, slug: str, anchor: str) -> HttpResponse:
    """Move an entry, take it out, take it anew from its return, or ask its body about the wording."""
    what = request.POST.get("act", "")
    if request.method != "POST":
        return _back(slug, anchor)
    if what not in ENTRY_ACTS:
        return HttpResponseNotAllowed(["POST"])
    line = _entry(slug, anchor)
    one: dict[str, Any] = {"slug": slug, "anchor": anchor, "by": actor}
    seen: dict[str, Any] = {"seen_version": _seen(request, line.version)}

    def do() -> None:
        if what in ("up", "down"):
            entries.move_entry(up=what == "up", **one)
        else:
            {"ask": quotes.ask_owner, "drop": entries.drop_entry, "anew": entries.take_anew}[what](
                **one, **seen
            )

    return _done(request, slug, line.section if what == "drop" else anchor, do)


def _done(request: HttpRequest, slug: str, at: str, do: Any) -> HttpResponse:
    """Do it, say what stood in the way, and go back to the desk."""
    try:
        do()
    except NotNow as no:
        messages.error(request, str(no))
    except StaleSave as stale:
        messages.error(request, str(stale.__doc__))
    return _back(slug, at)


def _back(slug: str, at: str) -> HttpResponse:
    """To the desk: also for whoever chose the other language on a page that said why their act was refused."""
    return HttpResponseRedirect(reverse("report_edit", args=[slug]) + f"#{at}")


def _seen(request: HttpRequest, now: int) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else now


def _page(
    slug: str,
    title: str,
    save: Any,
    template: str = "act.html",
    *,
    button: str = "Save",
    stale: Any = None,
    at: str = "",
) -> Act:
    here = reverse("report_edit", args=[slug]) + (f"#{at}" if at else "")
    return Act(title, save, here, here, button, template, {"slug": slug}, stale, place="reports")


def _versions(now: Any, typed: forms.Form, saved: dict[str, str]) -> dict[str, Any]:
    rows = [(str(typed.fields[name].label), typed.cleaned_data.get(name, ""), saved[name]) for name in saved]
    return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}


def _report(slug: str) -> WorkingReport:
    report = working(slug)
    if report is None:
        raise NoReportHere
    return report


def _section(slug: str, code: str) -> SectionLine:
    section = _report(slug).section(code)
    if section is None:
        raise NoReportHere
    return section


def _entry(slug: str, anchor: str) -> EntryLine:
    entry = _report(slug).entry(anchor)
    if entry is None:
        raise NoReportHere
    return entry


report_or_no = _report
