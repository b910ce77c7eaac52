"""Pages of one conference: the seat of whoever opens them is found first."""

from collections.abc import Mapping
from typing import Any, TypedDict
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from handrail.people.conferences.permissions import (
    ConferenceSeat,
    ConferenceTextKeyAccess,
    StatementNotSignedError,
    get_conference_seat,
)
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

READ_VERB = "viewed their slice of a conference"


def render_conference_page_and_record_read(
    request: HttpRequest,
    seat: ConferenceSeat,
    template: str,
    shown: Mapping[str, Any],
    *,
    verb: str = READ_VERB,
    why: str = "",
) -> HttpResponse:
    """A page of a conference, and a record of the kinds that it showed: they are known when it stands.

    Args:
        request: the reader's.
        seat: through which it is read.
        template: its name.
        shown: the variables.
        verb: of the record.
        why: more words of the record.
    """
    _ = seat.key.cipher  # fetched before the template, which asks no database
    page = render(request, template, {**get_layout_context(request, seat.actor), **shown})
    _record_conference_read_in_audit_trail(seat, verb, why)
    return page


def _record_conference_read_in_audit_trail(seat: ConferenceSeat, verb: str, why: str = "") -> None:
    of_case = seat.access.shown if seat.access is not None else set()
    kinds = sorted(kind.value for kind in seat.key.shown | of_case)
    write_audit_record_of_read(
        who=seat.actor.who, verb=verb, about=seat.conference.case_id, shown=kinds, why=why
    )


class ChooseOrganisationContext(TypedDict):
    """What conferences/choose_organisation.html shows."""

    is_every_area: bool
    area: str


class ConferenceFormPage(ActionPage, abstract=True):
    """What somebody does about one conference."""

    permission = Permission.JOIN_CONFERENCE
    takes_closed_case: bool = False
    seat: ConferenceSeat

    @property
    def back_url(self) -> str:
        return reverse("conference", args=[self.seat.conference.pk])

    @property
    def key(self) -> ConferenceTextKeyAccess:
        """Opens the words of the conference for its page."""
        return self.seat.key

    def load(self, conference_id: UUID, **more: Any) -> None:
        self.seat = get_conference_seat(conference_id, self.actor)
        self.seat.raise_if_ended()
        if not self.takes_closed_case:
            self.seat.raise_if_case_closed()
        self.check_seat(**more)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """As ever; whoever has not signed is led to the statement, where the page needs it."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except StatementNotSignedError as no:
            messages.info(request, str(no))
            return HttpResponseRedirect(reverse("sign_conference", args=[self.seat.conference.pk]))

    def check_seat(self, **more: Any) -> None:
        """Raise NotVisible or ActionNotPossibleError unless the reader may do this now."""
        self.seat.require_runs()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; the kinds of what it shows of the conference are recorded."""
        response = super().get(request, *args, **kwargs)
        if self.key.shown:
            _record_conference_read_in_audit_trail(self.seat, READ_VERB)
        return response

    def make_new_row(self, model: Any) -> dict[str, Any]:
        """What a form for a new row of the conference takes."""
        return {"actor": self.actor, "instance": model().bind(self.key)}
