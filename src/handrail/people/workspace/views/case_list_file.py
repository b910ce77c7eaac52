"""Asking for the list of cases as a file, by the filters in the address."""

from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.http import urlencode

from handrail.people.workspace.case_list_file import make_case_list_file, parse_case_filter_of_file
from handrail.people.workspace.case_list_filters import SCOPE_CHOICES, encode_case_filter
from handrail.people.workspace.queries.case_list import MOST_IN_A_FILE
from handrail.platform.access.roles import Permission
from handrail.platform.background_tasks.actions.asking import ask_for_file
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class CaseListFilePage(ActionPage):
    """Have the list made as a file, with the filters that it has."""

    permission, nav, asks_again, runs_once = Permission.VIEW_CASE, "cases", True, True
    title, form_class, button = "Make a file of this list", ConfirmForm, "Make the file"

    def load(self) -> None:
        """The filters of the address; what means nothing is passed over, as in the list."""
        wanted, active = parse_case_filter_of_file(self.request.GET.dict(), self.actor)
        self.filters = encode_case_filter(wanted)
        self.words = join_texts([SCOPE_CHOICES[wanted.scope], *(text for text, _ in active)])

    @property
    def back_url(self) -> str:
        return f"{reverse('cases')}?{urlencode(self.filters)}"

    @property
    def lead(self) -> str:
        return msg(
            "{words}. At most {most} cases. Each is logged as viewed.",
            words=self.words,
            most=f"{MOST_IN_A_FILE:,}",
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def perform(self, form: Form) -> None:
        made = ask_for_file(make_case_list_file, by=self.actor, filters=self.filters)
        self.success_url = reverse("own_file", args=[made])
