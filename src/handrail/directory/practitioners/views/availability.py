"""The rota of one practitioner: kept by themselves, on a phone, or by whoever keeps the register."""

from typing import Any, TypedDict
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from handrail.directory.practitioners.actions import availability as acts
from handrail.directory.practitioners.forms import RotaPeriodForm
from handrail.directory.practitioners.models import AvailabilityPeriod, Practitioner
from handrail.directory.practitioners.presenters import (
    PractitionerRegisterTag,
    RotaDay,
    list_rota_days,
    make_practitioner_duty_tag,
)
from handrail.directory.practitioners.queries.register import (
    find_practitioner_of_user,
    get_own_practitioner,
    list_rota_periods_ending_after_moment,
)
from handrail.directory.practitioners.views.shared import NAV
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg, pluralise
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.oversight_form_fields import ConfirmForm

MOST_SHOWN = 60
NOT_ON_REGISTER = "You are not on your organisation’s register. Ask your duty lead to add you."


class PractitionerRotaContext(TypedDict):
    """What practitioners/availability.html shows beside the form."""

    kept: Practitioner | None
    now: PractitionerRegisterTag | None
    rota: list[RotaDay]
    is_own: bool
    not_on_register: str


class RotaPage(ActionPage, abstract=True):
    """The rota from now on, and a form that adds to it."""

    nav = NAV
    form_class, template_name = RotaPeriodForm, "practitioners/availability.html"
    button = "Add"
    who: Practitioner | None
    is_own = False

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"day": today()}}

    def get_context_data(self) -> PractitionerRotaContext:
        periods = (
            list_rota_periods_ending_after_moment(self.who.pk, timezone.now())[:MOST_SHOWN]
            if self.who
            else []
        )
        return {
            "kept": self.who,
            "now": make_practitioner_duty_tag(self.who) if self.who else None,
            "rota": list_rota_days(periods),
            "is_own": self.is_own,
            "not_on_register": "" if self.who else NOT_ON_REGISTER,
        }

    def perform(self, form: RotaPeriodForm) -> str:
        if self.who is None:
            raise ActionNotPossibleError(NOT_ON_REGISTER)
        added = acts.add_availability(
            self.who.pk, kind=form.cleaned_data["kind"], spans=form.spans, by=self.actor
        )
        self.success_url = self.request.path
        return msg("Added: {entries}.", entries=pluralise(len(added), "entry", "entries"))


class OwnAvailabilityPage(RotaPage):
    """One's own rota."""

    permission, title, is_own, nav = Permission.KEEP_AVAILABILITY, "My availability", True, "own_availability"

    @property
    def back_url(self) -> str:
        return reverse("my_day")

    def load(self) -> None:
        self.who = find_practitioner_of_user(self.actor)


class PractitionerAvailabilityPage(RotaPage):
    """The rota of somebody on the register."""

    permission, title = Permission.EDIT_PRACTITIONERS, "Availability"

    @property
    def back_url(self) -> str:
        return reverse("practitioner", args=[self.kwargs["practitioner_id"]])

    @property
    def lead(self) -> str:
        return str(self.who.name) if self.who else ""

    def load(self, practitioner_id: UUID) -> None:
        self.who = get_own_practitioner(self.actor, practitioner_id)


class RemoveRotaPeriodPage(ActionPage, abstract=True):
    """Take an entry off a rota."""

    nav = NAV
    title, button, form_class = "Remove from the rota", "Remove", ConfirmForm
    who: Practitioner
    period: AvailabilityPeriod

    @property
    def lead(self) -> str:
        (day,) = list_rota_days([self.period])
        return msg("{kind}, {day}, {span}", kind=day.entries[0][1].words, day=day.day, span=day.entries[0][2])

    def find(self, who: Practitioner | None, period_id: int) -> None:
        """Take the entry. Raises NotVisible."""
        rows = list_rota_periods_ending_after_moment(who.pk, timezone.now()) if who else []
        found = [row for row in rows if row.pk == period_id]
        if who is None or not found:
            raise NotVisible
        self.who, self.period = who, found[0]

    def perform(self, form: ConfirmForm) -> str:
        acts.remove_availability(self.period.pk, practitioner_id=self.who.pk, by=self.actor)
        return "Removed."


class RemoveOwnRotaPeriodPage(RemoveRotaPeriodPage):
    """Take an entry off one's own rota."""

    permission, nav = Permission.KEEP_AVAILABILITY, "own_availability"

    @property
    def back_url(self) -> str:
        return reverse("own_availability")

    def load(self, period_id: int) -> None:
        self.find(find_practitioner_of_user(self.actor), period_id)


class RemovePractitionerPeriodPage(RemoveRotaPeriodPage):
    """Take an entry off the rota of somebody on the register."""

    permission = Permission.EDIT_PRACTITIONERS

    @property
    def back_url(self) -> str:
        return reverse("practitioner_availability", args=[self.who.pk])

    def load(self, practitioner_id: UUID, period_id: int) -> None:
        self.find(get_own_practitioner(self.actor, practitioner_id), period_id)
