"""The list of groups, the first page of one, its terms; changing, moving and closing it."""

from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.partnerships import tags
from handrail.areas.partnerships.actions import groups as acts
from handrail.areas.partnerships.forms import ChangeGroupForm, ParentGroupForm, TermsOfReferenceForm
from handrail.areas.partnerships.membership import get_body_ids_whose_seats_actor_answers_for
from handrail.areas.partnerships.models import (
    Escalation,
    GroupAction,
    GroupMove,
    Seat,
    TermsOfReference,
)
from handrail.areas.partnerships.queries import groups as queries
from handrail.areas.partnerships.queries.groups import GroupOverview
from handrail.areas.partnerships.sourced_codes import (
    TERMS_FIELDS,
    get_group_kinds,
    list_terms_of_reference_template_sources,
)
from handrail.areas.partnerships.states import NATIONS
from handrail.areas.partnerships.views.shared import PartnershipGroupChangePage, make_group_page_context
from handrail.areas.recommendations.tags import StateTag
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ReasonForm, version_field
from handrail.platform.ui.paging import fetch_page


class GroupListContext(TypedDict):
    """What partnerships/list.html shows. `kept`: the code of each filter that is chosen."""

    page: "Page[Any]"
    offers: list[GroupAction]
    invitations: list[Seat]
    escalated: list[Escalation]
    accepted: list[GroupAction]
    kept: dict[str, str]
    kinds: dict[str, str]
    nations: dict[str, str]
    may_convene: bool


class GroupOverviewContext(TypedDict):
    """What partnerships/group.html adds."""

    overview: GroupOverview
    seats: list[tuple[Seat, StateTag]]
    gone: int
    kind: Any
    terms: TermsOfReference | None
    terms_fields: list[str]


@requires_permission(Permission.JOIN_PARTNERSHIPS)
def partnerships(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The reader's groups, and what waits for them."""
    kinds, nations = {code: kind.name for code, kind in get_group_kinds().items()}, dict(NATIONS)
    asked = {name: request.GET.get(name, "") for name in ("state", "nation", "kind")}
    kept = {
        "state": "closed" if asked["state"] == "closed" else "",
        "nation": asked["nation"] if asked["nation"] in nations else "",
        "kind": asked["kind"] if asked["kind"] in kinds else "",
    }
    bodies = get_body_ids_whose_seats_actor_answers_for(actor)
    offers, invitations = queries.list_offered_actions_and_seat_invitations(actor, bodies)
    rows = queries.select_groups_for_list(actor, **kept)
    runs = actor.may(Permission.CONVENE_PARTNERSHIPS)
    shown: GroupListContext = {
        "page": fetch_page(rows, request.GET.get("page", "1")),
        "offers": offers,
        "invitations": invitations,
        "escalated": queries.list_waiting_escalations(bodies) if runs else [],
        "accepted": queries.list_accepted_open_actions(bodies),
        "kept": kept,
        "kinds": kinds,
        "nations": nations,
        "may_convene": runs,
    }
    return render(
        request, "partnerships/list.html", {**get_layout_context(request, actor, tags.NAV), **shown}
    )


@requires_permission(Permission.JOIN_PARTNERSHIPS)
def group(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """The first page of a group: who sits, what for, what is next."""
    reading = queries.get_group_for_reader(actor, group_id, invited_too=True)
    found = queries.get_group_overview(reading.group, actor, reading.bodies)
    live = [seat for seat in found.seats if seat.state in ("invited", "accepted")]
    shown: GroupOverviewContext = {
        "overview": found,
        "seats": [(seat, tags.make_group_seat_tag(seat)) for seat in live],
        "gone": len(found.seats) - len(live),
        "kind": get_group_kinds()[reading.group.kind],
        "terms": found.terms[0] if found.terms else None,
        "terms_fields": list(TERMS_FIELDS),
    }
    return render(
        request,
        "partnerships/group.html",
        {**make_group_page_context(request, actor, reading, "group"), **shown},
    )


@requires_permission(Permission.JOIN_PARTNERSHIPS)
def group_terms_of_reference_versions(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Terms of reference in all editions, where the group lay, who left."""
    reading = queries.get_group_for_reader(actor, group_id, invited_too=True)
    moves = reading.group.moves.select_related("parent")
    shown = {
        "editions": list(reading.group.terms.all()),
        "terms_fields": [*TERMS_FIELDS, "review_on"],
        "sources": list_terms_of_reference_template_sources(reading.group.kind),
        "kind": get_group_kinds()[reading.group.kind],
        "moves": list(moves),
        "gone": list(
            reading.group.seats.filter(state__in=("declined", "ended"))
            .select_related("body")
            .order_by("-ended_on")
        ),
    }
    return render(
        request,
        "partnerships/terms.html",
        {**make_group_page_context(request, actor, reading, "group"), **shown},
    )


class ChangeGroupPage(PartnershipGroupChangePage):
    """Change name, language, quorum or rhythm."""

    title, form_class, lead = "Change the group", ChangeGroupForm, ""

    def load(self, group_id: UUID, **more: Any) -> None:
        super().load(group_id)
        self.record = self.reading.group

    def perform(self, form: ChangeGroupForm) -> str:
        acts.change_group(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "The group is changed."


class AddTermsOfReferenceVersionPage(PartnershipGroupChangePage):
    """Agree a further edition of the terms."""

    title, form_class, button, runs_once = (
        "Change the terms",
        TermsOfReferenceForm,
        "Save as a new edition",
        True,
    )

    @property
    def back_url(self) -> str:
        return reverse("group_terms", args=[self.reading.group.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        group = self.reading.group
        last = group.terms.first()
        words = {name: getattr(last, name) for name in TERMS_FIELDS} if last else {}
        return {"actor": self.actor, "instance": TermsOfReference(group=group, **words)}

    def perform(self, form: TermsOfReferenceForm) -> str:
        saved = acts.add_terms_of_reference_version(form.instance, by=self.actor)
        return msg(
            "Edition {number} of the terms is saved. Earlier editions stay below.", number=saved.number
        )


class SetParentOfGroupPage(PartnershipGroupChangePage):
    """Put a group under another."""

    title, form_class, button = "Change which group it reports to", ParentGroupForm, "Move the group"

    def get_form_kwargs(self) -> dict[str, Any]:
        group = self.reading.group
        return {
            "actor": self.actor,
            "instance": GroupMove(group=group, parent=group.parent),
            "parents": acts.list_possible_parent_groups(group.tier, group.nation, self.actor),
            "initial": {"seen": group.version},
        }

    def perform(self, form: ParentGroupForm) -> str:
        acts.set_parent_of_group(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "The group is moved. Where it was before stays with its terms."


class CloseGroupForm(ReasonForm):
    """Why a group closes."""

    seen = version_field()


class CloseGroupPage(PartnershipGroupChangePage):
    """Close a group."""

    title, form_class, button = "Close the group", CloseGroupForm, "Close the group"

    @property
    def lead(self) -> str:
        return msg(
            "Questions escalated here go back to those who asked. Groups that report to this one will report to the "
            "group above."
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"seen": self.reading.group.version}}

    def perform(self, form: CloseGroupForm) -> str:
        given = form.cleaned_data
        back = acts.close_group(self.reading.group.pk, why=given["why"], seen=given["seen"], by=self.actor)
        if back:
            return msg("The group is closed. Questions sent back: {number}.", number=back)
        return "The group is closed. Its papers can still be read."
