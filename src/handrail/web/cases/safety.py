"""Danger, the safety plan, safe ways to reach the person, who they are, who stays in touch."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.queries import looks
from handrail.casework.case.queries.choices import colleague_choices, language_choices
from handrail.casework.case.states import Age, ChannelKind, Danger, Sure, YesNo
from handrail.casework.lists.queries.finding import Found
from handrail.casework.people.actions import person
from handrail.casework.people.queries.person import ChannelLine
from handrail.casework.people.states import Safe
from handrail.casework.whole.actions import opening
from handrail.casework.whole.queries.case_page import CasePage, case_page
from handrail.kernel.saying import lower, say
from handrail.linking.actions.looking import look
from handrail.web.acting import Act, act
from handrail.web.cases.forms import (
    ChannelForm,
    ContactForm,
    DangerAgainForm,
    PersonForm,
    ReviewForm,
    SafetyPlanForm,
    review_in,
    worries,
)
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door

REVIEW_AFTER = 14


@case_door(Permission.EDIT_PERSON)
def danger(request: HttpRequest, found: Found) -> HttpResponse:
    """Ask again about danger: any of the questions, each kept with its day."""
    found.sight.needs(Kind.SAFETY)
    form = bind(DangerAgainForm, request, contact=Kind.CONTACT in found.sight.kinds)

    def save(answers: dict[str, Any]) -> str:
        here: dict[str, Any] = {"case_id": found.case_id, "by": found.sight.actor}
        if answers.get("safest"):
            person.say_safest(how=answers["safest"], **here)
        asked = worries(answers)
        if answers["answer"] or set(asked.values()) != {Sure.NOT_ASKED}:
            danger = Danger(answers["answer"] or Danger.NOT_ASKED)
            person.say_danger(answer=danger, note=answers["note"], worries=asked, **here)
        return _said_of_danger(found, answers)

    page = _page(found, "Danger now", save, template="cases/danger.html", once=True)
    return act(request, found.sight.actor, form, page)


def _said_of_danger(found: Found, answers: dict[str, Any]) -> str:
    told = (
        say("Danger: {answer}. ", answer=lower(Danger(answers["answer"]).label))
        if answers["answer"]
        else "Saved. "
    )
    safety = case_page(found.sight, kinds={Kind.SAFETY}).safety
    if safety is None or not safety.number:
        return say("{told}There is no safety plan yet: write one with them.", told=told)
    return say("{told}Look at the safety plan again.", told=told)


@case_door(Permission.EDIT_PERSON)
def review_plan(request: HttpRequest, found: Found) -> HttpResponse:
    """Read the plan with the person: still right in one act, or on to a new version."""
    found.sight.needs(Kind.SAFETY)
    now = case_page(found.sight, kinds={Kind.SAFETY}).safety
    assert now is not None, "the door was asked for safety"
    if not now.number:
        return HttpResponseRedirect(reverse("safety_plan", args=[found.reference]))
    form = bind(ReviewForm, request, initial={"seen": now.number, "review_on": review_in(REVIEW_AFTER)})

    def save(answers: dict[str, Any]) -> str:
        person.keep_safety_plan(
            case_id=found.case_id,
            seen_number=answers["seen"],
            review_on=answers["review_on"],
            by=found.sight.actor,
        )
        return say("Still right. Look at it again on {review_on}.", review_on=words.day(answers["review_on"]))

    def newer(form: forms.Form) -> dict[str, Any]:
        saved = case_page(found.sight, kinds={Kind.SAFETY}).safety
        assert saved is not None, "the door was asked for safety"
        rows = [("The plan", "the version that you were reading", saved.plan)]
        return {"who": saved.written_by, "at": saved.written_at, "rows": rows, "seen": saved.number}

    page = _page(
        found,
        "Is the safety plan still right?",
        save,
        stale=newer,
        template="cases/review_plan.html",
        button="Still right",
        plan=now,
        change=reverse("safety_plan", args=[found.reference]),
    )
    return act(request, found.sight.actor, form, page)


@case_door(Permission.EDIT_PERSON)
def safety_plan(request: HttpRequest, found: Found) -> HttpResponse:
    """Write the next version of the safety plan."""
    found.sight.needs(Kind.SAFETY)
    now = case_page(found.sight, kinds={Kind.SAFETY}).safety
    assert now is not None, "the door was asked for safety"
    start = {
        "seen": now.number,
        "plan": now.plan,
        "watched": now.watched,
        "if_missing": now.if_missing,
        "review_on": review_in(REVIEW_AFTER),
    }
    form = bind(SafetyPlanForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        texts = {name: answers[name] for name in ("plan", "watched", "if_missing")}
        written = person.write_safety_plan(
            case_id=found.case_id,
            **texts,
            review_on=answers["review_on"],
            seen_number=answers["seen"],
            by=found.sight.actor,
        )
        return say("Safety plan saved, version {number}.", number=written.number)

    def both(form: forms.Form) -> dict[str, Any]:
        saved = case_page(found.sight, kinds={Kind.SAFETY}).safety
        assert saved is not None, "the door was asked for safety"
        rows = [
            (str(form.fields[name].label), form.cleaned_data[name], getattr(saved, name))
            for name in ("plan", "watched", "if_missing")
        ]
        days = words.day(form.cleaned_data["review_on"]), words.day(saved.review_on)
        rows.append((str(form.fields["review_on"].label), *days))
        return {"who": saved.written_by, "at": saved.written_at, "rows": rows, "seen": saved.number}

    lead = "In their words. Look at it together again at each move, threat and hearing."
    if now.number:
        lead = say("{lead} The plan as it stands is filled in: change what has changed.", lead=lead)
    return act(request, found.sight.actor, form, _page(found, "Safety plan", save, lead=lead, stale=both))


@case_door(Permission.EDIT_PERSON)
def reach(request: HttpRequest, found: Found, kind: str) -> HttpResponse:
    """One way to reach the person: is it safe, and how."""
    found.sight.needs(Kind.CONTACT)
    if kind not in ChannelKind.values:
        raise NotOpenToYou
    channel = ChannelKind(kind)
    now = _way(found, channel)
    start: dict[str, Any] = {"seen": now.word_id or ""}
    if now.asked_at:
        start |= {"safe": now.said, "detail": now.detail, "note": now.note}
    form = bind(ChannelForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        person.say_channel(
            case_id=found.case_id,
            kind=channel,
            safe=Safe(answers["safe"]),
            detail=answers["detail"],
            note=answers["note"],
            seen=answers["seen"] or "",
            by=found.sight.actor,
        )
        said = say("{channel}: {safe}.", channel=channel.label, safe=lower(Safe(answers["safe"]).label))
        return (
            say("{said} {because}: until then it counts as not safe.", said=said, because=now.because)
            if now.because
            else said
        )

    lead = "Ask them, away from anyone else. If nobody has asked, choose not sure: we treat it as not safe."
    if now.because:
        lead = say(
            "{because}: until that changes, this way counts as not safe whatever is said here. {lead}",
            because=now.because,
            lead=lead,
        )
    return act(
        request,
        found.sight.actor,
        form,
        _page(
            found,
            say("How to reach them: {channel}", channel=lower(channel.label)),
            save,
            lead=lead,
            stale=lambda form: _both_words(found, channel, form),
        ),
    )


def _way(found: Found, channel: ChannelKind) -> ChannelLine:
    lines = case_page(found.sight, kinds={Kind.CONTACT}).channels or ()
    return next(line for line in lines if line.kind == channel)


def _both_words(found: Found, channel: ChannelKind, form: forms.Form) -> dict[str, Any]:
    """What was typed of this way, beside the newest word that somebody else kept of it."""
    saved = _way(found, channel)
    theirs = {"safe": Safe(saved.said).label, "detail": saved.detail, "note": saved.note}
    rows = [(str(form.fields[name].label), _typed(form, name), text) for name, text in theirs.items()]
    return {"who": saved.asked_by, "at": saved.asked_at, "rows": rows, "seen": saved.word_id}


@case_door(Permission.EDIT_PERSON)
def who(request: HttpRequest, found: Found) -> HttpResponse:
    """Who the person is, as far as they want to be known."""
    found.sight.needs(Kind.IDENTITY)
    page = case_page(found.sight, kinds={Kind.IDENTITY})
    form = bind(PersonForm, request, initial=_who_now(page), languages=language_choices())

    def save(answers: dict[str, Any]) -> str:
        born = answers["date_of_birth"]
        texts = {name: answers[name] for name in ("called", "full_name", "where_now")}
        person.say_who(
            case_id=found.case_id,
            texts=texts | {"date_of_birth": born.isoformat() if born else ""},
            language_tag=answers["language"],
            interpreter=YesNo(answers["interpreter"]),
            seen_version=answers["seen"],
            by=found.sight.actor,
        )
        look(case_id=found.case_id, by=found.sight.actor)
        if answers["age"] != page.age or not page.age_asked:
            opening.say_age(case_id=found.case_id, age=Age(answers["age"]), by=found.sight.actor)
        return "Saved."

    lead = "Only what they want kept here. It is locked with a key of their own."
    return act(
        request, found.sight.actor, form, _page(found, "Who they are", save, lead=lead, stale=_both(found))
    )


@case_door(Permission.SHARE)
def contacts(request: HttpRequest, found: Found) -> HttpResponse:
    """The point of contact and the stand-in."""
    now = case_page(found.sight, kinds=())
    start = {
        "point_of_contact": str(now.contact.user_id),
        "stand_in": str(now.stand_in.user_id) if now.stand_in else "",
        "seen": _named(now),
    }
    people = colleague_choices(found.sight.owner_id)
    form = bind(ContactForm, request, initial=start, colleagues=people)

    def save(answers: dict[str, Any]) -> str:
        stand_in = answers["stand_in"]
        opening.set_contacts(
            case_id=found.case_id,
            point_of_contact_id=int(answers["point_of_contact"]),
            stand_in_id=int(stand_in) if stand_in else None,
            seen=answers["seen"],
            by=found.sight.actor,
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
        last = next((one for one in looks(found.case_id, 200) if one.verb == NAMED), None)
        who, at = (last.user_name, last.at) if last else ("A colleague", None)
        return {"who": who, "at": at, "rows": rows, "seen": start["seen"]}

    page = _page(found, "Who stays in touch", save, stale=versions)
    return act(request, found.sight.actor, form, page)


NAMED = "named the point of contact"


def _named(page: CasePage) -> str:
    """Who is named now, for the form to carry."""
    return f"{page.contact.user_id}-{page.stand_in.user_id if page.stand_in else ''}"


def _page(
    found: Found,
    title: str,
    save: Any,
    *,
    lead: str = "",
    stale: Any = None,
    template: str = "act.html",
    button: str = "Save",
    once: bool = False,
    **more: Any,
) -> Act:
    here = reverse("case", args=[found.reference])
    more = {"lead": lead, **more}
    return Act(
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


def _who_now(page: CasePage) -> dict[str, Any]:
    known = page.who
    assert known is not None, "the door was asked for identity"
    return {
        "seen": known.version,
        "called": known.called,
        "full_name": known.full_name,
        "date_of_birth": known.date_of_birth,
        "where_now": known.where_now,
        "language": known.language_tag,
        "interpreter": known.interpreter_code,
        "age": page.age if page.age_asked else None,
    }


def _both(found: Found) -> Any:
    def versions(form: forms.Form) -> dict[str, Any]:
        page = case_page(found.sight, kinds={Kind.IDENTITY})
        saved = page.who
        assert saved is not None, "the door was asked for identity"
        theirs = {"called": saved.called, "full_name": saved.full_name, "where_now": saved.where_now}
        theirs["date_of_birth"] = words.day(saved.date_of_birth)
        theirs |= {"language": saved.language, "interpreter": saved.interpreter, "age": page.age_words}
        rows = [(str(form.fields[name].label), _typed(form, name), text) for name, text in theirs.items()]
        return {"who": saved.changed_by, "at": saved.changed_at, "rows": rows, "seen": saved.version}

    return versions


def _typed(form: forms.Form, name: str) -> str:
    """An answer as it was typed or chosen, in the words of the page."""
    given, field = form.cleaned_data[name], form.fields[name]
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices)[given]) if given else ""  # type: ignore[arg-type]
    return words.day(given) if name == "date_of_birth" else str(given)
