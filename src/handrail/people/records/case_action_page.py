"""Pages of a case as classes: the case is found and its reads are recorded as for every page of a case."""

import datetime
from collections.abc import Callable
from typing import Any, ClassVar

from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.case_tabs import CaseTab, get_return_url
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.errors import CASE_CLOSED_MESSAGE, CASE_RESTRICTED_MESSAGE
from handrail.platform.audit.queries import find_last_record_of_verb
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.ui.action_page import ActionPage


class CaseActionPage(ActionPage, toolkit=True):
    """One form, one action on a case. A closed or restricted case takes it only where the page says so."""

    guard: ClassVar[Callable[..., Any]] = staticmethod(requires_case_permission)
    nav = "cases"
    takes_closed_case: bool = False
    takes_restricted_case: bool = False
    shown_on: ClassVar[CaseTab] = CaseTab.OVERVIEW  # the page of the case on which what was done is seen
    anchor: ClassVar[str] = ""  # the id of its part there
    case: CaseOpenToActor

    @property
    def back_url(self) -> str:
        """The page of the case that was open last, unless a page says otherwise."""
        return get_return_url(self.request, self.case.reference, self.shown_on, self.anchor)

    def enter(self, subject: CaseOpenToActor) -> None:
        """Take the case that the guard found, with what may be seen of it."""
        self.case, self.actor = subject, subject.case_access.actor

    def check_state(self) -> None:
        """No form is shown that cannot be sent. Raises ActionNotPossibleError on a closed or restricted case."""
        if self.case.closed and not self.takes_closed_case:
            raise ActionNotPossibleError(CASE_CLOSED_MESSAGE)
        if self.case.restricted and not self.takes_restricted_case:
            raise ActionNotPossibleError(CASE_RESTRICTED_MESSAGE)

    def get_last_change(self, verb: str) -> tuple[str, datetime.datetime | None]:
        """Who last did this on the case, by the trail: for what the case row keeps without its author.

        Returns:
            A name and the moment; "A colleague" and None where the trail does not say.
        """
        last = find_last_record_of_verb(self.case.case_id, verb)
        return (last.user_name, last.at) if last else ("A colleague", None)
