"""Seats and readers: invite, answer, change, end."""

from typing import Any
from uuid import UUID

from handrail.areas.partnerships.actions import seats as acts
from handrail.areas.partnerships.forms import (
    AddGroupReadingOrganisationForm,
    AnswerSeatInvitationForm,
    ChangeSeatForm,
    EndSeatForm,
    InviteOrganisationToSeatForm,
)
from handrail.areas.partnerships.models import GroupReader, Seat
from handrail.areas.partnerships.queries.groups import get_seat
from handrail.areas.partnerships.views.shared import PartnershipGroupChangePage
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class OfferSeatToOrganisationPage(PartnershipGroupChangePage):
    """Offer a seat to an organisation."""

    title, form_class, button, runs_once = (
        "Invite an organisation",
        InviteOrganisationToSeatForm,
        "Send invitation",
        True,
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": Seat(group=self.reading.group)}

    def perform(self, form: InviteOrganisationToSeatForm) -> str:
        seat = form.instance
        seat.body_id = form.cleaned_data["organisation"]
        acts.offer_seat_to_organisation(seat, email=form.cleaned_data["email"], by=self.actor)
        return msg("{name} is invited.", name=seat.body.name)


class ChangeSeatPage(PartnershipGroupChangePage):
    """Change office, part or language of a seat."""

    title, form_class, lead = "Change a seat", ChangeSeatForm, ""

    def load(self, group_id: UUID, **more: Any) -> None:
        super().load(group_id)
        self.record = get_seat(self.reading, more["seat_id"])

    def perform(self, form: ChangeSeatForm) -> str:
        acts.change_group_seat(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "The seat is changed."


class AnswerSeatInvitationPage(PartnershipGroupChangePage):
    """Take a seat or decline it, for one's own organisation."""

    permission, invited_too = Permission.JOIN_PARTNERSHIPS, True
    form_class = AnswerSeatInvitationForm

    @property
    def title(self) -> str:
        return "Answer the invitation" if self.record.state == "invited" else "Name who holds the seat"

    @property
    def button(self) -> str:
        return "Send answer" if self.record.state == "invited" else "Save"

    def load(self, group_id: UUID, **more: Any) -> None:
        super().load(group_id)
        self.record = get_seat(self.reading, more["seat_id"])
        if self.record.body_id not in self.reading.bodies:
            raise RecordNotVisibleError("seat")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"is_taken": self.record.state == "accepted"}

    def perform(self, form: AnswerSeatInvitationForm) -> str:
        accepts = form.cleaned_data.get("answer", "accept") == "accept"
        acts.answer_seat_invitation(
            form.instance, accepts=accepts, seen=form.cleaned_data["seen"], by=self.actor
        )
        if accepts:
            return "Your seat is taken." if self.record.state == "invited" else "Saved."
        self.success_url = "/partnerships/"
        return "The seat is declined. The group is not open to you any more."


class EndSeatPage(PartnershipGroupChangePage):
    """End a seat: by its own organisation, or by who convenes."""

    permission = Permission.JOIN_PARTNERSHIPS
    title, form_class, button = "End a seat", EndSeatForm, "End the seat"

    @property
    def lead(self) -> str:
        return msg(
            "{seat}. Its organisation reads nothing of the group from then on.",
            seat=self.record.name_and_role,
        )

    def load(self, group_id: UUID, **more: Any) -> None:
        super().load(group_id)
        self.record = get_seat(self.reading, more["seat_id"])
        if self.record.body_id not in self.reading.bodies and not self.reading.runs:
            raise RecordNotVisibleError("seat")

    def perform(self, form: EndSeatForm) -> str:
        acts.end_seat(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        if not self.reading.runs:
            self.success_url = "/partnerships/"
        return "The seat has ended."


class AddReadingOrganisationPage(PartnershipGroupChangePage):
    """Let an organisation read papers."""

    title, form_class, button, runs_once = (
        "Add a reader",
        AddGroupReadingOrganisationForm,
        "Add the reader",
        True,
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": GroupReader(group=self.reading.group)}

    def perform(self, form: AddGroupReadingOrganisationForm) -> str:
        reader = form.instance
        reader.body_id = form.cleaned_data["organisation"]
        acts.add_reading_organisation_of_group(reader, by=self.actor)
        return msg("{name} reads from now on.", name=reader.body.name)


class EndReadingOfOrganisationPage(PartnershipGroupChangePage):
    """End reading."""

    title, form_class, button = "End reading", ConfirmForm, "End reading"

    @property
    def lead(self) -> str:
        return msg("{name} reads nothing of the group from then on.", name=self.reader.body.name)

    def load(self, group_id: UUID, **more: Any) -> None:
        super().load(group_id)
        rows = self.reading.group.readers.filter(ended_on__isnull=True).select_related("body")
        found = rows.filter(pk=more["reader_id"]).first()
        if found is None:
            raise RecordNotVisibleError("reader")
        self.reader = found

    def perform(self, form: ConfirmForm) -> str:
        acts.end_reading_right_of_organisation(self.reader, by=self.actor)
        return msg("{name} does not read any more.", name=self.reader.body.name)
