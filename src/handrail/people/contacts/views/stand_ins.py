"""One stand-in for many cases: tick them, choose a colleague."""

from typing import Any, TypedDict

from django.core.paginator import Page
from django.urls import reverse
from django.utils.http import urlencode

from handrail.people.contacts.actions.stand_ins import name_stand_in_for_cases
from handrail.people.contacts.forms import StandInForCasesForm
from handrail.people.contacts.queries import absence_cover as queries
from handrail.people.records.models import Case
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_read_records_of_files
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg, pluralise
from handrail.platform.ui.action_page import ActionPage


class StandInsContext(TypedDict):
    """What contacts/stand_ins.html shows. `contact`: whose cases they are; empty for cases without a stand-in.

    `many`: boxes that each tick several of the rows; the value names every case that the box means.
    """

    rows: list[tuple[str, queries.CaseCoverRow]]
    many: list[tuple[str, str]]  # value, words
    paging: "Page[Case]"
    contact: str


class NameStandInsPage(ActionPage):
    """Tick many cases, name one stand-in. In the address: whose cases; without it those that have no stand-in."""

    permission, nav, runs_once = Permission.SHARE, "my_day", True
    title, button, form_class = "Name a stand-in for several cases", "Save stand-in", StandInForCasesForm
    template_name = "contacts/stand_ins.html"
    lead = "The stand-in can then open each case that you tick."

    @property
    def back_url(self) -> str:
        return reverse("cover")

    def load(self) -> None:
        who = self.request.GET.get("who", "")
        self.who = int(who) if who.isascii() and who.isdigit() and len(who) < 10 else None
        self.success_url = (
            f"{self.request.path}?{urlencode({'who': self.who})}" if self.who else self.request.path
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"colleagues": queries.select_possible_stand_ins(self.actor, besides=self.who)}

    def get_context_data(self) -> StandInsContext:
        found = queries.get_page_of_cases_to_name_stand_in_for(
            self.actor, self.who, self.request.GET.get("page", "")
        )
        if found.shown:
            write_read_records_of_files(
                who=self.actor.who, verb="viewed: cover for absences", about=found.shown, shown=found.kinds
            )
        rows = [(f"{case.reference}:{case.stand_in_id or ''}", row) for case, row in found.rows]
        return {
            "rows": rows,
            "many": _list_boxes_for_several_cases(rows, is_whole=not found.paging.has_other_pages()),
            "paging": found.paging,
            "contact": found.contact,
        }

    def perform(self, form: StandInForCasesForm) -> list[str]:
        done = name_stand_in_for_cases(
            form.cleaned_data["case"], stand_in_id=int(form.cleaned_data["stand_in"]), by=self.actor
        )
        if not done.named:
            raise ActionNotPossibleError(
                done.failures[0] if done.failures else "Nothing was changed. Check and try again."
            )
        return [msg("They are now stand-in on {count}.", count=pluralise(done.named, "case")), *done.failures]


def _list_boxes_for_several_cases(
    rows: list[tuple[str, queries.CaseCoverRow]], *, is_whole: bool
) -> list[tuple[str, str]]:
    """All cases of the page, and, where some have a stand-in already, those that have none."""
    everything = [value for value, _ in rows]
    uncovered = [value for value, row in rows if not row.stand_in]
    if len(everything) < 2:
        return []
    count = pluralise(len(everything), "case")
    said = msg("All {count}", count=count) if is_whole else msg("All {count} on this page", count=count)
    boxes: list[tuple[str, str]] = [(" ".join(everything), said)]
    if 0 < len(uncovered) < len(everything):
        count = pluralise(len(uncovered), "case")
        boxes.append((" ".join(uncovered), msg("The {count} without a stand-in", count=count)))
    return boxes
