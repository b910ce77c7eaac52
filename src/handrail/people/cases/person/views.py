"""Danger, the safety plan, safe ways to reach the person, who they are, who stays in touch."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from handrail.people.cases.person import actions
from handrail.people.cases.person.forms import (
    CaseContactsForm,
    ChannelForm,
    DangerRecheckForm,
    PersonForm,
    SafetyPlanForm,
    SafetyPlanReviewForm,
    read_risk_factors,
)
from handrail.people.cases.person.queries import (
    ChannelRow,
    PersonDetail,
    get_case_channels,
    get_case_contacts,
    get_case_person,
    get_case_safety,
)
from handrail.people.cases.person.states import ChannelSafety
from handrail.people.cases.signals import identity_changed
from handrail.people.records.access_control import requires_case
from handrail.people.records.models import Case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.records.states import Age, ChannelKind, Danger, RiskAnswer, YesNo
from handrail.platform.access.choices import get_colleague_choices
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.queries import list_records_about
from handrail.platform.kernel.messages import lower_text, msg
from handrail.platform.reference.choices import get_language_choices
from handrail.platform.ui import formatting
from handrail.platform.ui.fields import get_day_from_now
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form

REVIEW_AFTER_DAYS = 14


@requires_case(Permission.EDIT_PERSON)
def danger(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Ask again about danger: any of the questions, each kept with its day."""
    found.case_access.needs(Kind.SAFETY)
    form = bind_form(DangerRecheckForm, request, contact=Kind.CONTACT in found.case_access.kinds)

    def save(answers: dict[str, Any]) -> str:
        here: dict[str, Any] = {"case_id": found.case_id, "by": found.case_access.actor}
        if answers.get("safest"):
            actions.record_safest_contact(how=answers["safest"], **here)
        asked = read_risk_factors(answers)
        if answers["answer"] or set(asked.values()) != {RiskAnswer.NOT_ASKED}:
            danger = Danger(answers["answer"] or Danger.NOT_ASKED)
            actions.record_danger_check(answer=danger, note=answers["note"], worries=asked, **here)
        return _describe_saved_danger(found, answers)

    page = _make_act(found, "Danger now", save, template="person/danger.html", once=True)
    return process_form_action(request, found.case_access.actor, form, page)


def _describe_saved_danger(found: CaseContext, answers: dict[str, Any]) -> str:
    told = (
        msg("Danger: {answer}. ", answer=lower_text(Danger(answers["answer"]).label))
        if answers["answer"]
        else "Saved. "
    )
    safety = get_case_safety(found.case_access)
    if not safety.number:
        return msg("{told}There is no safety plan yet: write one with them.", told=told)
    return msg("{told}Look at the safety plan again.", told=told)


@requires_case(Permission.EDIT_PERSON)
def review_plan(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Read the plan with the person: still right in one act, or on to a new version."""
    found.case_access.needs(Kind.SAFETY)
    now = get_case_safety(found.case_access)
    if not now.number:
        return HttpResponseRedirect(reverse("safety_plan", args=[found.reference]))
    form = bind_form(
        SafetyPlanReviewForm,
        request,
        initial={"seen": now.number, "review_on": get_day_from_now(REVIEW_AFTER_DAYS)},
    )

    def save(answers: dict[str, Any]) -> str:
        actions.confirm_safety_plan(
            case_id=found.case_id,
            seen_number=answers["seen"],
            review_on=answers["review_on"],
            by=found.case_access.actor,
        )
        return msg(
            "Still right. Look at it again on {review_on}.",
            review_on=formatting.format_day(answers["review_on"]),
        )

    def newer(form: forms.Form) -> dict[str, Any]:
        saved = get_case_safety(found.case_access)
        rows = [("The plan", "the version that you were reading", saved.plan)]
        return {"who": saved.written_by, "at": saved.written_at, "rows": rows, "seen": saved.number}

    page = _make_act(
        found,
        "Is the safety plan still right?",
        save,
        stale=newer,
        template="person/review_plan.html",
        button="Still right",
        plan=now,
        change=reverse("safety_plan", args=[found.reference]),
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.EDIT_PERSON)
def safety_plan(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Write the next version of the safety plan."""
    found.case_access.needs(Kind.SAFETY)
    now = get_case_safety(found.case_access)
    start = {
        "seen": now.number,
        "plan": now.plan,
        "watched": now.watched,
        "if_missing": now.if_missing,
        "review_on": get_day_from_now(REVIEW_AFTER_DAYS),
    }
    form = bind_form(SafetyPlanForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        texts = {name: answers[name] for name in ("plan", "watched", "if_missing")}
        written = actions.write_safety_plan(
            case_id=found.case_id,
            **texts,
            review_on=answers["review_on"],
            seen_number=answers["seen"],
            by=found.case_access.actor,
        )
        return msg("Safety plan saved, version {number}.", number=written.number)

    def both(form: forms.Form) -> dict[str, Any]:
        saved = get_case_safety(found.case_access)
        rows = [
            (str(form.fields[name].label), form.cleaned_data[name], getattr(saved, name))
            for name in ("plan", "watched", "if_missing")
        ]
        days = formatting.format_day(form.cleaned_data["review_on"]), formatting.format_day(saved.review_on)
        rows.append((str(form.fields["review_on"].label), *days))
        return {"who": saved.written_by, "at": saved.written_at, "rows": rows, "seen": saved.number}

    lead = "In their words. Look at it together again at each move, threat and hearing."
    if now.number:
        lead = msg("{lead} The plan as it stands is filled in: change what has changed.", lead=lead)
    return process_form_action(
        request, found.case_access.actor, form, _make_act(found, "Safety plan", save, lead=lead, stale=both)
    )


@requires_case(Permission.EDIT_PERSON)
def reach(request: HttpRequest, found: CaseContext, kind: str) -> HttpResponse:
    """One way to reach the person: is it safe, and how."""
    found.case_access.needs(Kind.CONTACT)
    if kind not in ChannelKind.values:
        raise NotVisible
    channel = ChannelKind(kind)
    now = _get_channel_row(found, channel)
    start: dict[str, Any] = {"seen": now.word_id or ""}
    if now.asked_at:
        start |= {"safe": now.said, "detail": now.detail, "note": now.note}
    form = bind_form(ChannelForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        actions.record_channel(
            case_id=found.case_id,
            kind=channel,
            safe=ChannelSafety(answers["safe"]),
            detail=answers["detail"],
            note=answers["note"],
            seen=answers["seen"] or "",
            by=found.case_access.actor,
        )
        said = msg(
            "{channel}: {safe}.", channel=channel.label, safe=lower_text(ChannelSafety(answers["safe"]).label)
        )
        return (
            msg("{said} {because}: until then it counts as not safe.", said=said, because=now.because)
            if now.because
            else said
        )

    lead = "Ask them, away from anyone else. If nobody has asked, choose not sure: we treat it as not safe."
    if now.because:
        lead = msg(
            "{because}: until that changes, this way counts as not safe whatever is said here. {lead}",
            because=now.because,
            lead=lead,
        )
    return process_form_action(
        request,
        found.case_access.actor,
        form,
        _make_act(
            found,
            msg("How to reach them: {channel}", channel=lower_text(channel.label)),
            save,
            lead=lead,
            stale=lambda form: _compare_channel(found, channel, form),
        ),
    )


def _get_channel_row(found: CaseContext, channel: ChannelKind) -> ChannelRow:
    lines = get_case_channels(found.case_access)
    return next(line for line in lines if line.kind == channel)


def _compare_channel(found: CaseContext, channel: ChannelKind, form: forms.Form) -> dict[str, Any]:
    """What was typed of this way, beside the newest word that somebody else kept of it."""
    saved = _get_channel_row(found, channel)
    theirs = {"safe": ChannelSafety(saved.said).label, "detail": saved.detail, "note": saved.note}
    rows = [
        (str(form.fields[name].label), _describe_typed(form, name), text) for name, text in theirs.items()
    ]
    return {"who": saved.asked_by, "at": saved.asked_at, "rows": rows, "seen": saved.word_id}


@requires_case(Permission.EDIT_PERSON)
def who(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Who the person is, as far as they want to be known."""
    found.case_access.needs(Kind.IDENTITY)
    case, known = get_case_person(found.case_access)
    start = _get_person_initial(case, known)
    form = bind_form(PersonForm, request, initial=start, languages=get_language_choices())

    def save(answers: dict[str, Any]) -> str:
        born = answers["date_of_birth"]
        texts = {name: answers[name] for name in ("called", "full_name", "where_now")}
        actions.update_person(
            case_id=found.case_id,
            texts=texts | {"date_of_birth": born.isoformat() if born else ""},
            language_tag=answers["language"],
            interpreter=YesNo(answers["interpreter"]),
            seen_version=answers["seen"],
            by=found.case_access.actor,
        )
        identity_changed.send(sender=None, case_id=found.case_id, by=found.case_access.actor)
        if answers["age"] != case.age or not case.age_asked:
            actions.set_age(case_id=found.case_id, age=Age(answers["age"]), by=found.case_access.actor)
        return "Saved."

    lead = "Only what they want kept here. It is locked with a key of their own."
    return process_form_action(
        request,
        found.case_access.actor,
        form,
        _make_act(found, "Who they are", save, lead=lead, stale=_compare_person(found)),
    )


@requires_case(Permission.SHARE)
def contacts(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """The point of contact and the stand-in."""
    contact, stand_in_now = get_case_contacts(found.case_id)
    start = {
        "point_of_contact": str(contact),
        "stand_in": str(stand_in_now or ""),
        "seen": f"{contact}-{stand_in_now or ''}",
    }
    people = get_colleague_choices(found.case_access.owner_id)
    form = bind_form(CaseContactsForm, request, initial=start, colleagues=people)

    def save(answers: dict[str, Any]) -> str:
        stand_in = answers["stand_in"]
        actions.set_case_contacts(
            case_id=found.case_id,
            point_of_contact_id=int(answers["point_of_contact"]),
            stand_in_id=int(stand_in) if stand_in else None,
            seen=answers["seen"],
            by=found.case_access.actor,
        )
        return "Point of contact saved."

    def versions(form: forms.Form) -> dict[str, Any]:
        named = {**dict(people), "": "Nobody yet"}
        typed = (form.cleaned_data["point_of_contact"], form.cleaned_data["stand_in"])
        saved = (start["point_of_contact"], start["stand_in"])
        titles = ("Point of contact", "Stand-in")
        rows = [
            (title, named.get(mine, mine), named.get(theirs, theirs))
            for title, mine, theirs in zip(titles, typed, saved, strict=True)
        ]
        last = next((one for one in list_records_about(found.case_id, 200) if one.verb == NAMED_VERB), None)
        who, at = (last.user_name, last.at) if last else ("A colleague", None)
        return {"who": who, "at": at, "rows": rows, "seen": start["seen"]}

    page = _make_act(found, "Who stays in touch", save, stale=versions)
    return process_form_action(request, found.case_access.actor, form, page)


NAMED_VERB = "named the point of contact"


def _make_act(
    found: CaseContext,
    title: str,
    save: Any,
    *,
    lead: str = "",
    stale: Any = None,
    template: str = "act.html",
    button: str = "Save",
    once: bool = False,
    **more: Any,
) -> FormAction:
    here = reverse("case", args=[found.reference])
    more = {"lead": lead, **more}
    return FormAction(
        title=title,
        save=save,
        then=here,
        back=here,
        more=more,
        stale=stale,
        template=template,
        button=button,
        once=once,
    )


def _get_person_initial(case: Case, known: PersonDetail) -> dict[str, Any]:
    return {
        "seen": known.version,
        "called": known.called,
        "full_name": known.full_name,
        "date_of_birth": known.date_of_birth,
        "where_now": known.where_now,
        "language": known.language_tag,
        "interpreter": known.interpreter_code,
        "age": case.age if case.age_asked else None,
    }


def _compare_person(found: CaseContext) -> Any:
    def versions(form: forms.Form) -> dict[str, Any]:
        case, saved = get_case_person(found.case_access)
        theirs = {"called": saved.called, "full_name": saved.full_name, "where_now": saved.where_now}
        theirs["date_of_birth"] = formatting.format_day(saved.date_of_birth)
        theirs |= {
            "language": saved.language,
            "interpreter": saved.interpreter,
            "age": case.get_age_display(),
        }
        rows = [
            (str(form.fields[name].label), _describe_typed(form, name), text) for name, text in theirs.items()
        ]
        return {"who": saved.changed_by, "at": saved.changed_at, "rows": rows, "seen": saved.version}

    return versions


def _describe_typed(form: forms.Form, name: str) -> str:
    """An answer as it was typed or chosen, in the words of the page."""
    given, field = form.cleaned_data[name], form.fields[name]
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices)[given]) if given else ""  # type: ignore[arg-type]
    return formatting.format_day(given) if name == "date_of_birth" else str(given)
