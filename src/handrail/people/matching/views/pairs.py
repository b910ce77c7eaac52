"""Perhaps the same person: pairs of one case, one pair side by side, parting; and the list for leads."""

from collections.abc import Sequence
from typing import Any, TypedDict
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from handrail.people.matching import presenters
from handrail.people.matching.actions import body_willingness_to_speak, match_searches, pair_verdicts
from handrail.people.matching.forms import (
    OtherCaseReferenceForm,
    PairVerdictForm,
    ReasonToEndAccessOrSeparateCasesForm,
    WillingnessToSpeakForm,
)
from handrail.people.matching.queries.case_joins_and_incident import list_case_joins
from handrail.people.matching.queries.case_pairs import (
    CasePairRow,
    get_visible_case_pair,
    list_case_pairs,
    list_visible_open_pairs,
)
from handrail.people.matching.queries.own_pair_sides import (
    OwnOrganisationSideOfCasePairRow,
    get_own_organisation_side_of_case_pair,
    list_own_organisation_sides_of_case_pairs,
)
from handrail.people.matching.text_choices import PairVerdict
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_tabs import get_return_url
from handrail.people.records.queries.case_lookup import (
    get_case_id_for_audit,
    get_case_open_to_actor_by_reference,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read, write_read_records_of_files
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

LOOKED_MESSAGE = "Search finished. Possible matches you can see are below."
"""The same words whoever was found, and whoever was found that the reader may not see."""
NOT_OPEN = "You cannot open a case with that reference. Check it, or ask your duty lead"


class PossibleDuplicateCasesContext(TypedDict):
    """The pairs of a case that the reader works on."""

    reference: str
    pairs: list[presenters.CasePairItem]


class PossibleDuplicateCasesPage(CaseActionPage):
    """Cases that may be this person's, as far as the reader works on them; searching again; a case one knows of."""

    permission, title, form_class = Permission.EDIT_PERSON, "Possible duplicates", OtherCaseReferenceForm
    template_name, takes_closed_case = "matching/same_person.html", True

    def get_context_data(self) -> PossibleDuplicateCasesContext:
        pairs = list_case_pairs(self.case.case_access)
        _record_case_pair_reads(self.actor, pairs)
        rows = [presenters.build_case_pair_item(pair, self.case.reference) for pair in pairs]
        return PossibleDuplicateCasesContext(reference=self.case.reference, pairs=rows)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Search again; or act, and record afterwards, outside of what is undone, that a reference opened no case."""
        if "reference" not in request.POST:
            match_searches.store_matches_in_own_body(case_id=self.case.case_id, by=self.actor)
            messages.success(request, LOOKED_MESSAGE)
            return HttpResponseRedirect(request.path)
        self.refused_reference = ""
        response = super().post(request, *args, **kwargs)
        if self.refused_reference:
            about, why = get_case_id_for_audit(self.refused_reference), "Not available to them"
            write_audit_record_of_read(
                who=self.actor.who, verb="looked for a case", about=about, outcome="refused", why=why
            )
        return response

    def perform(self, form: OtherCaseReferenceForm) -> None:
        reference = form.cleaned_data["reference"]
        try:
            other = get_case_open_to_actor_by_reference(self.actor, reference)
            pair_id = pair_verdicts.find_or_create_pair_id(
                one_id=self.case.case_id, two_id=other.case_id, by=self.actor
            )
        except ActionNotPossibleError as no:
            raise ValidationError({"reference": no.args[0]}) from no
        except NotVisible as no:
            self.refused_reference = reference
            raise ValidationError({"reference": NOT_OPEN}) from no
        self.success_url = reverse("compare", args=[self.case.reference, pair_id])


class CasePairVerdictPage(CaseActionPage):
    """Two cases side by side, and what they are."""

    permission, title, form_class = (
        Permission.EDIT_PERSON,
        "Are these the same person?",
        PairVerdictForm,
    )
    template_name = "matching/compare.html"

    @property
    def back_url(self) -> str:
        return reverse("same_person", args=[self.case.reference])

    def load(self, pair_id: UUID) -> None:
        self.row = get_visible_case_pair(self.actor, pair_id)
        if self.case.case_id not in (self.row.one.case_id, self.row.two.case_id):
            raise NotVisible
        self.record = self.row.pair
        self.success_url = get_return_url(self.request, self.case.reference)
        _record_case_pair_reads(self.actor, [self.row])

    def get_form_kwargs(self) -> dict[str, Any]:
        start = self.get_saved_values(None) | {"seen": self.record.version}
        return {"initial": start, "cases": presenters.list_leading_case_choices(self.row)}

    def get_saved_values(self, form: Any) -> dict[str, Any]:
        return {"verdict": self.record.verdict, "because": self.row.because}

    def get_context_data(self) -> presenters.CasePairComparison:
        return presenters.build_case_pair_comparison(self.row, self.case.reference)

    def perform(self, form: PairVerdictForm) -> str:
        answers = form.cleaned_data
        verdict = PairVerdict(answers["verdict"])
        pair_verdicts.record_pair_verdict(
            pair_id=self.record.pk,
            verdict=verdict,
            because=answers["because"],
            seen=answers["seen"],
            by=self.actor,
            leading_id=UUID(answers["leads"]) if verdict == PairVerdict.SAME else None,
        )
        return presenters.VERDICT_MESSAGES[verdict]


class SeparateJoinedCasesPage(CaseActionPage):
    """Part two cases that were joined."""

    permission, form_class, button = (
        Permission.EDIT_PERSON,
        ReasonToEndAccessOrSeparateCasesForm,
        "Separate the two cases",
    )

    @property
    def title(self) -> str:
        return msg("Separate {reference}", reference=self.join.reference)

    @property
    def lead(self) -> str:
        return msg(
            "{reference} and {reference2} become separate cases again. Nothing is lost: each keeps "
            "what was recorded on it.",
            reference=self.case.reference,
            reference2=self.join.reference,
        )

    def load(self, join_id: UUID) -> None:
        joins = list_case_joins(self.case.case_access)
        found = next((line for line in joins if line.join_id == join_id), None)
        if found is None:
            raise NotVisible
        self.join = found

    def perform(self, form: ReasonToEndAccessOrSeparateCasesForm) -> str:
        pair_verdicts.separate_joined_cases(
            join_id=self.join.join_id, because=form.cleaned_data["because"], by=self.actor
        )
        return msg(
            "{reference} and {reference2} are separate cases again.",
            reference=self.case.reference,
            reference2=self.join.reference,
        )


@requires_permission(Permission.VIEW_LOOKS)
def show_possible_matches_within_and_across_bodies(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All pairs that wait for an answer and that the reader may see; for leads, whom another organisation may know."""
    works = actor.may(Permission.EDIT_PERSON)
    pairs = list_visible_open_pairs(actor) if works else ()
    _record_case_pair_reads(actor, pairs)
    speaks = actor.may(Permission.SPEAK_OF_LIKENESS)
    sides = list_own_organisation_sides_of_case_pairs(actor) if speaks else ()
    _record_reading_of_possible_matches_elsewhere(actor, sides)
    shown = {
        "works": works,
        "pairs": [presenters.build_case_pair_item(pair, pair.one.reference) for pair in pairs],
        "speaks": speaks,
        "sides": [presenters.build_own_side_of_case_pair_item(line) for line in sides],
    }
    return render(request, "matching/matches.html", get_layout_context(request, actor, "cases") | shown)


class OwnSideOfCasePairContext(TypedDict):
    """One's own side of a pair across organisations."""

    side: presenters.OwnSideOfCasePairItem


class AnswerWillingnessToSpeakPage(ActionPage):
    """Somebody whom another organisation may know: one's own case, and whether to speak."""

    permission, form_class, nav = Permission.SPEAK_OF_LIKENESS, WillingnessToSpeakForm, "cases"
    title, template_name = "Another organisation may know this person", "matching/match_note.html"

    @property
    def back_url(self) -> str:
        return reverse("likenesses")

    def load(self, side_id: UUID) -> None:
        self.row = get_own_organisation_side_of_case_pair(self.actor, side_id)
        self.record = self.row.side
        self.success_url = reverse("likeness", args=[side_id])
        _record_reading_of_possible_matches_elsewhere(self.actor, [self.row])

    def get_context_data(self) -> OwnSideOfCasePairContext:
        return OwnSideOfCasePairContext(side=presenters.build_own_side_of_case_pair_item(self.row))

    def perform(self, form: WillingnessToSpeakForm) -> str:
        body_willingness_to_speak.record_body_willingness_to_speak(
            form.instance, seen=form.cleaned_data["seen"], by=self.actor
        )
        return "Recorded. You can change it at any time."


def _record_case_pair_reads(actor: Actor, pairs: Sequence[CasePairRow]) -> None:
    """Each case of which something was shown, the page's own too: its name stands in every pair."""
    ones = {one.case_id: one.shown for pair in pairs for one in (pair.one, pair.two)}
    shown = sorted({kind.value for kinds in ones.values() for kind in kinds})
    write_read_records_of_files(who=actor.who, verb="viewed possible duplicates", about=ones, shown=shown)


def _record_reading_of_possible_matches_elsewhere(
    actor: Actor, sides: Sequence[OwnOrganisationSideOfCasePairRow]
) -> None:
    """Under the note's number: whoever works on the case is not told by its trail that there is one."""
    about = [line.side.pk for line in sides]
    write_read_records_of_files(
        who=actor.who, verb="viewed possible matches elsewhere", about=about, shown=[]
    )
