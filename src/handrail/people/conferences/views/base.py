"""Pages of one conference: the seat of whoever opens them is found first."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from handrail.people.conferences.permissions import ConferenceSeat, find_seat
from handrail.platform.access.key_access import KeyAccess
from handrail.platform.access.roles import Permission
from handrail.platform.ui.action_page import ActionPage


class ConferenceActionPage(ActionPage, abstract=True):
    """What somebody does about one conference."""

    permission = Permission.JOIN_CONFERENCE
    takes_closed_case: bool = False
    seat: ConferenceSeat

    @property
    def back_url(self) -> str:
        return reverse("conference", args=[self.seat.conference.pk])

    @property
    def key(self) -> KeyAccess:
        """Opens the words of the conference for its page."""
        return self.seat.key

    def load(self, conference_id: UUID, **more: Any) -> None:
        self.seat = find_seat(conference_id, self.actor)
        self.seat.raise_if_ended()
        if not self.takes_closed_case:
            self.seat.raise_if_case_closed()
        self.check_seat(**more)

    def check_seat(self, **more: Any) -> None:
        """Raise NotVisible or ActionNotPossibleError unless the reader may do this now."""
        self.seat.require_runs()

    def make_new_row(self, model: Any) -> dict[str, Any]:
        """What a form for a new row of the conference takes."""
        return {"actor": self.actor, "instance": model().bind(self.key)}
