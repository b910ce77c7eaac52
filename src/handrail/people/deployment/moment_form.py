"""A day and a time by the clock of London in a form, which become one moment."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from handrail.directory.practitioners.rota_times import make_rota_moment
from handrail.platform.kernel.dates import to_london


class MomentMixin(forms.Form):
    """A day and a time by the clock of London, which become `starts_at` of the record."""

    instance: Any

    def set_moment(self) -> None:
        """Put the moment on the record; a time that does not exist speaks beside its field."""
        day, at = self.cleaned_data.get("day"), self.cleaned_data.get("at_time")
        if day is None or at is None:
            return
        try:
            self.instance.starts_at = make_rota_moment(day, at)
        except ValidationError as error:
            self.add_error("at_time", error)

    def set_initial_moment(self, moment: datetime.datetime | None) -> None:
        """Begin with a moment on London's clock."""
        local = to_london(moment or timezone.now() + datetime.timedelta(hours=1))
        self.initial.setdefault("day", local.date())
        self.initial.setdefault("at_time", local.time().replace(second=0, microsecond=0))
