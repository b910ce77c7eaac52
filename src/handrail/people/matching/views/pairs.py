"""Perhaps the same person: pairs of one case, one pair side by side, parting; and the list for leads."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from handrail.people.matching import presenters
from handrail.people.matching.actions import contact_answers, searches, verdicts
from handrail.people.matching.forms import (
    MatchReasonForm,
    OtherCaseForm,
    PairContactAnswerForm,
    PairVerdictForm,
)
from handrail.people.matching.queries.case_links import CaseJoinRow, list_joins
from handrail.people.matching.queries.pairs import CasePairRow, get_pair, list_case_pairs, list_open_pairs
from handrail.people.matching.queries.sides import PairSideRow, get_side, list_sides
from handrail.people.matching.states import PairContactAnswer, PairVerdict
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext, find_case, get_case_id_for_audit
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_read, record_reads
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

LOOKED_MESSAGE = "We have looked. If somebody you may see is like this person, they stand below."
"""The same words whoever was found, and whoever was found that the reader may not see."""


@requires_case(Permission.EDIT_PERSON)
def same_person(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Cases that may be this person's, as far as the reader works on them; looking again; a case one knows of."""
    form = OtherCaseForm(request.POST) if "reference" in request.POST else OtherCaseForm()
    if request.method == "POST" and "reference" not in request.POST:
        searches.search_own_body(case_id=found.case_id, by=found.case_access.actor)
        messages.success(request, LOOKED_MESSAGE)
        return HttpResponseRedirect(reverse("same_person", args=[found.reference]))
    if form.is_bound and form.is_valid():
        try:
            return HttpResponseRedirect(_create_pair(found, form.cleaned_data["reference"]))
        except ActionNotAllowed as no:
            form.add_error("reference", str(no))
        except NotVisible:
            _record_refusal(found.case_access.actor, form.cleaned_data["reference"])
            form.add_error(
                "reference", "No case of that reference is open to you. Check it, or ask your duty lead"
            )
    pairs = list_case_pairs(found.case_access)
    _record_pair_reads(found.case_access.actor, pairs)
    shown = {
        "reference": found.reference,
        "pairs": [presenters.build_pair(pair, found.reference) for pair in pairs],
        "form": form,
    }
    return render(
        request,
        "matching/same_person.html",
        get_layout_context(request, found.case_access.actor, "cases") | shown,
    )


@requires_case(Permission.EDIT_PERSON)
def compare(request: HttpRequest, found: CaseContext, pair_id: UUID) -> HttpResponse:
    """Two cases side by side, and what they are."""
    actor = found.case_access.actor
    pair = get_pair(actor, pair_id)
    if found.case_id not in (pair.one.case_id, pair.two.case_id):
        raise NotVisible
    _record_pair_reads(actor, [pair])
    cases = presenters.get_leading_choices(pair)
    start = {"seen": pair.version, "verdict": pair.verdict, "because": pair.because}
    form = bind_form(PairVerdictForm, request, initial=start, cases=cases)

    def save(answers: dict[str, Any]) -> str:
        verdict = PairVerdict(answers["verdict"])
        leads = UUID(answers["leads"]) if verdict == PairVerdict.SAME else None
        verdicts.record_verdict(
            pair_id=pair_id,
            verdict=verdict,
            because=answers["because"],
            seen_version=answers["seen"],
            by=actor,
            leading_id=leads,
        )
        return presenters.VERDICT_MESSAGES[verdict]

    def both(form: forms.Form) -> dict[str, Any]:
        now = get_pair(actor, pair_id)
        rows = [
            ("What do you think?", PairVerdict(form.cleaned_data["verdict"]).label, now.verdict_words),
            ("Why?", form.cleaned_data["because"], now.because),
        ]
        return {"who": now.decided_by, "at": now.decided_at, "rows": rows, "seen": now.version}

    page = FormAction(
        title="Are these the same person?",
        save=save,
        then=reverse("case", args=[found.reference]),
        back=reverse("same_person", args=[found.reference]),
        template="matching/compare.html",
        more=presenters.build_comparison(pair, found.reference),
        stale=both,
    )
    return process_form_action(request, actor, form, page)


@requires_case(Permission.EDIT_PERSON)
def part_records(request: HttpRequest, found: CaseContext, join_id: UUID) -> HttpResponse:
    """Part two cases that were joined."""
    join = _get_join(found, join_id)
    form = bind_form(MatchReasonForm, request)

    def save(answers: dict[str, Any]) -> str:
        verdicts.part_cases(join_id=join_id, because=answers["because"], by=found.case_access.actor)
        return msg(
            "{reference} and {reference2} are two cases again, each as it was.",
            reference=found.reference,
            reference2=join.reference,
        )

    here = reverse("case", args=[found.reference])
    lead = msg(
        "{reference} and {reference2} become two cases again. Nothing of either was "
        "changed while they were joined, and nothing is lost: what was written since stays "
        "where it was written.",
        reference=found.reference,
        reference2=join.reference,
    )
    page = FormAction(
        title=msg("Part {reference} again", reference=join.reference),
        save=save,
        then=here,
        back=here,
        button="Part the two cases",
        more={"lead": lead},
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires(Permission.VIEW_LOOKS)
def likenesses(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All pairs that wait for an answer and that the reader may see; for leads, whom another organisation may know."""
    works = actor.may(Permission.EDIT_PERSON)
    pairs = list_open_pairs(actor) if works else ()
    _record_pair_reads(actor, pairs)
    speaks = actor.may(Permission.SPEAK_OF_LIKENESS)
    sides = list_sides(actor) if speaks else ()
    _record_side_reads(actor, sides)
    shown = {
        "works": works,
        "pairs": [presenters.build_pair(pair, pair.one.reference) for pair in pairs],
        "speaks": speaks,
        "sides": [presenters.build_side(line) for line in sides],
    }
    return render(request, "matching/matches.html", get_layout_context(request, actor, "cases") | shown)


@requires(Permission.SPEAK_OF_LIKENESS)
def likeness(request: HttpRequest, actor: Actor, side_id: UUID) -> HttpResponse:
    """Somebody whom another organisation may know: one's own case, and whether to speak."""
    line = get_side(actor, side_id)
    _record_side_reads(actor, [line])
    form = bind_form(PairContactAnswerForm, request, initial={"seen": line.version, "answer": line.answer})

    def save(answers: dict[str, Any]) -> str:
        contact_answers.record_contact_answer(
            side_id=side_id,
            answer=PairContactAnswer(answers["answer"]),
            seen_version=answers["seen"],
            by=actor,
        )
        return "Recorded. You can change it at any time."

    def both(form: forms.Form) -> dict[str, Any]:
        now = get_side(actor, side_id)
        typed = PairContactAnswer(form.cleaned_data["answer"]).label
        rows = [("Would your organisation speak with the other?", typed, now.answer_words)]
        return {"who": now.answered_by, "at": now.answered_at, "rows": rows, "seen": now.version}

    page = FormAction(
        title="Another organisation may know this person",
        save=save,
        then=reverse("likeness", args=[side_id]),
        back=reverse("likenesses"),
        template="matching/match_note.html",
        more={"side": presenters.build_side(line)},
        stale=both,
    )
    return process_form_action(request, actor, form, page)


def _create_pair(found: CaseContext, reference: str) -> str:
    other = find_case(found.case_access.actor, reference)
    pair_id = verdicts.create_pair(one_id=found.case_id, two_id=other.case_id, by=found.case_access.actor)
    return reverse("compare", args=[found.reference, pair_id])


def _get_join(found: CaseContext, join_id: UUID) -> CaseJoinRow:
    join = next((line for line in list_joins(found.case_access) if line.join_id == join_id), None)
    if join is None:
        raise NotVisible
    return join


def _record_pair_reads(actor: Actor, pairs: list[CasePairRow] | tuple[CasePairRow, ...]) -> None:
    """Each case of which something was shown, the page's own too: its name stands in every pair."""
    ones = {one.case_id: one.shown for pair in pairs for one in (pair.one, pair.two)}
    shown = sorted({kind.value for kinds in ones.values() for kind in kinds})
    record_reads(who=actor.who, verb="looked at: perhaps the same person", about=ones, shown=shown)


def _record_refusal(actor: Actor, reference: str) -> None:
    about, why = get_case_id_for_audit(reference), "Not open to them"
    record_read(who=actor.who, verb="looked for a case", about=about, outcome="refused", why=why)


def _record_side_reads(actor: Actor, sides: list[PairSideRow] | tuple[PairSideRow, ...]) -> None:
    """Under the note's number: whoever works on the case is not told by its trail that there is one."""
    about = [line.side_id for line in sides]
    record_reads(who=actor.who, verb="looked at: perhaps known elsewhere", about=about, shown=[])
