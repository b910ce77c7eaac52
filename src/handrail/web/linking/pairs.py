"""Perhaps the same person: pairs of one case, one pair side by side, parting; and the list for leads."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.audit.actions import record_read, record_reads
from handrail.casework.lists.queries.finding import Found, find, number_behind
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.linking.actions import deciding, looking, speaking
from handrail.linking.queries.of_case import JoinLine, joins_of
from handrail.linking.queries.pairs import PairLine, one_pair, pairs_of, pairs_open_to
from handrail.linking.queries.sides import SideLine, one_side, sides_of
from handrail.linking.states import Speak, Verdict
from handrail.web.acting import Act, act
from handrail.web.design.forms import bind
from handrail.web.door import case_door, door
from handrail.web.linking import present
from handrail.web.linking.forms import BecauseForm, ReferenceForm, SpeakForm, VerdictForm
from handrail.web.navigation import frame

LOOKED = "We have looked. If somebody you may see is like this person, they stand below."
"""The same words whoever was found, and whoever was found that the reader may not see."""


@case_door(Permission.EDIT_PERSON)
def same_person(request: HttpRequest, found: Found) -> HttpResponse:
    """Cases that may be this person's, as far as the reader works on them; looking again; a case one knows of."""
    form = ReferenceForm(request.POST) if "reference" in request.POST else ReferenceForm()
    if request.method == "POST" and "reference" not in request.POST:
        looking.look(case_id=found.case_id, by=found.sight.actor)
        messages.success(request, LOOKED)
        return HttpResponseRedirect(reverse("same_person", args=[found.reference]))
    if form.is_bound and form.is_valid():
        try:
            return HttpResponseRedirect(_beside(found, form.cleaned_data["reference"]))
        except NotNow as no:
            form.add_error("reference", str(no))
        except NotOpenToYou:
            _write_down_refusal(found.sight.actor, form.cleaned_data["reference"])
            form.add_error(
                "reference", "No case of that reference is open to you. Check it, or ask your duty lead"
            )
    pairs = pairs_of(found.sight)
    _write_down(found.sight.actor, pairs)
    shown = {
        "reference": found.reference,
        "pairs": [present.pair(pair, found.reference) for pair in pairs],
        "form": form,
    }
    return render(request, "linking/same_person.html", frame(request, found.sight.actor, "cases") | shown)


@case_door(Permission.EDIT_PERSON)
def compare(request: HttpRequest, found: Found, pair_id: UUID) -> HttpResponse:
    """Two cases side by side, and what they are."""
    actor = found.sight.actor
    pair = one_pair(actor, pair_id)
    if found.case_id not in (pair.one.case_id, pair.two.case_id):
        raise NotOpenToYou
    _write_down(actor, [pair])
    cases = present.to_choose(pair)
    start = {"seen": pair.version, "verdict": pair.verdict, "because": pair.because}
    form = bind(VerdictForm, request, initial=start, cases=cases)

    def save(answers: dict[str, Any]) -> str:
        verdict = Verdict(answers["verdict"])
        leads = UUID(answers["leads"]) if verdict == Verdict.SAME else None
        deciding.decide(
            pair_id=pair_id,
            verdict=verdict,
            because=answers["because"],
            seen_version=answers["seen"],
            by=actor,
            leading_id=leads,
        )
        return present.SAID[verdict]

    def both(form: forms.Form) -> dict[str, Any]:
        now = one_pair(actor, pair_id)
        rows = [
            ("What do you think?", Verdict(form.cleaned_data["verdict"]).label, now.verdict_words),
            ("Why?", form.cleaned_data["because"], now.because),
        ]
        return {"who": now.decided_by, "at": now.decided_at, "rows": rows, "seen": now.version}

    page = Act(
        title="Are these the same person?",
        save=save,
        then=reverse("case", args=[found.reference]),
        back=reverse("same_person", args=[found.reference]),
        template="linking/compare.html",
        more=present.side_by_side(pair, found.reference),
        stale=both,
    )
    return act(request, actor, form, page)


@case_door(Permission.EDIT_PERSON)
def part_records(request: HttpRequest, found: Found, join_id: UUID) -> HttpResponse:
    """Part two cases that were joined."""
    join = _join(found, join_id)
    form = bind(BecauseForm, request)

    def save(answers: dict[str, Any]) -> str:
        deciding.part(join_id=join_id, because=answers["because"], by=found.sight.actor)
        return say(
            "{reference} and {reference2} are two cases again, each as it was.",
            reference=found.reference,
            reference2=join.reference,
        )

    here = reverse("case", args=[found.reference])
    lead = say(
        "{reference} and {reference2} become two cases again. Nothing of either was "
        "changed while they were joined, and nothing is lost: what was written since stays "
        "where it was written.",
        reference=found.reference,
        reference2=join.reference,
    )
    page = Act(
        title=say("Part {reference} again", reference=join.reference),
        save=save,
        then=here,
        back=here,
        button="Part the two cases",
        more={"lead": lead},
    )
    return act(request, found.sight.actor, form, page)


@door(Permission.VIEW_LOOKS)
def likenesses(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All pairs that wait for an answer and that the reader may see; for leads, whom another organisation may know."""
    works = actor.may(Permission.EDIT_PERSON)
    pairs = pairs_open_to(actor) if works else ()
    _write_down(actor, pairs)
    speaks = actor.may(Permission.SPEAK_OF_LIKENESS)
    sides = sides_of(actor) if speaks else ()
    _write_down_sides(actor, sides)
    shown = {
        "works": works,
        "pairs": [present.pair(pair, pair.one.reference) for pair in pairs],
        "speaks": speaks,
        "sides": [present.side(line) for line in sides],
    }
    return render(request, "linking/likenesses.html", frame(request, actor, "cases") | shown)


@door(Permission.SPEAK_OF_LIKENESS)
def likeness(request: HttpRequest, actor: Actor, side_id: UUID) -> HttpResponse:
    """Somebody whom another organisation may know: one's own case, and whether to speak."""
    line = one_side(actor, side_id)
    _write_down_sides(actor, [line])
    form = bind(SpeakForm, request, initial={"seen": line.version, "answer": line.answer})

    def save(answers: dict[str, Any]) -> str:
        speaking.say_speak(
            side_id=side_id, answer=Speak(answers["answer"]), seen_version=answers["seen"], by=actor
        )
        return "Recorded. You can change it at any time."

    def both(form: forms.Form) -> dict[str, Any]:
        now = one_side(actor, side_id)
        typed = Speak(form.cleaned_data["answer"]).label
        rows = [("Would your organisation speak with the other?", typed, now.answer_words)]
        return {"who": now.answered_by, "at": now.answered_at, "rows": rows, "seen": now.version}

    page = Act(
        title="Another organisation may know this person",
        save=save,
        then=reverse("likeness", args=[side_id]),
        back=reverse("likenesses"),
        template="linking/likeness.html",
        more={"side": present.side(line)},
        stale=both,
    )
    return act(request, actor, form, page)


def _beside(found: Found, reference: str) -> str:
    other = find(found.sight.actor, reference)
    pair_id = deciding.put_side_by_side(one_id=found.case_id, two_id=other.case_id, by=found.sight.actor)
    return reverse("compare", args=[found.reference, pair_id])


def _join(found: Found, join_id: UUID) -> JoinLine:
    join = next((line for line in joins_of(found.sight) if line.join_id == join_id), None)
    if join is None:
        raise NotOpenToYou
    return join


def _write_down(actor: Actor, pairs: list[PairLine] | tuple[PairLine, ...]) -> None:
    """Each case of which something was shown, the page's own too: its name stands in every pair."""
    ones = {one.case_id: one.shown for pair in pairs for one in (pair.one, pair.two)}
    shown = sorted({kind.value for kinds in ones.values() for kind in kinds})
    record_reads(who=actor.who, verb="looked at: perhaps the same person", about=ones, shown=shown)


def _write_down_refusal(actor: Actor, reference: str) -> None:
    about, why = number_behind(reference), "Not open to them"
    record_read(who=actor.who, verb="looked for a case", about=about, outcome="refused", why=why)


def _write_down_sides(actor: Actor, sides: list[SideLine] | tuple[SideLine, ...]) -> None:
    """Under the note's number: whoever works on the case is not told by its trail that there is one."""
    about = [line.side_id for line in sides]
    record_reads(who=actor.who, verb="looked at: perhaps known elsewhere", about=about, shown=[])
