"""A page that shows: one record with what may be done with it, or whatever a room draws of its own."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.platform.records.acts import RecordAct, get_or_refuse, list_possible
from handrail.platform.ui.action_page import ProtectedPage


class AddressedPage(ProtectedPage, toolkit=True):
    """A page that says its address and its template.

    Attributes that a class says:
        permission, nav: as any page.
        address, at, url_name: as an act (platform/records/acts.py).
        template_name: what draws it.
    """

    needed = ("permission", "address", "template_name")
    at: ClassVar[str] = ""
    address: ClassVar[str]
    url_name: ClassVar[str] = ""
    template_name: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **lookups: Any) -> Any:
        """Load before anything is answered, so that a record that is not open is not there by any method."""
        self.load(**lookups)
        return super().dispatch(request, *args, **lookups)

    def get(self, request: HttpRequest, *args: Any, **lookups: Any) -> HttpResponse:
        """Draw it."""
        return render(request, self.template_name, {"page": self, **self.get_context_data()})


class RecordPage(AddressedPage, toolkit=True):
    """One record, found through the row filter, with the acts that are possible now.

    Attributes that a class says beside those of any page:
        acts: what its buttons do, in their order; the first is the main one.
    """

    acts: ClassVar[tuple[type[RecordAct[Any]], ...]] = ()
    record: Any
    possible_acts: list[RecordAct[Any]]

    def select_rows(self) -> models.QuerySet[Any]:
        """The records that are open to the reader."""
        raise NotImplementedError

    def load(self, **lookups: Any) -> None:
        """Find the record, and what the reader may do with it now. Raises NotVisible."""
        self.record = get_or_refuse(self.select_rows(), lookups)
        self.possible_acts = list_possible(self.acts, self.record, self.actor)
