"""Searches as pages: what is typed never goes into an address, and Back and Reload show the results again.

A POST keeps what was typed sealed and leads to `?q=<token>`; only whoever typed it opens that, for half an hour.
Choices from lists (`coded_fields`) say nothing of anybody and stay in the address as they are.
"""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from handrail.platform.access.actions_form_drafts import (
    SubmittedFormKeptForRedisplay,
    find_submitted_form_kept_under_token,
    save_submitted_form_for_redisplay,
)
from handrail.platform.access.actor import Actor
from handrail.platform.ui import form_drafts
from handrail.platform.ui.action_page import ProtectedPage
from handrail.platform.ui.text_directions import close_direction_marks_of_submitted_fields

SEARCH = "q"
LASTS = datetime.timedelta(minutes=30)
ENDED = "This search has ended. Enter what you are looking for again."


class SearchPage(ProtectedPage, toolkit=True):
    """One search form with its results. Needs `permission`, `form_class`, `template_name` and `search`."""

    needed = ("permission", "form_class", "template_name", "search")
    form_class: type[forms.Form]
    template_name: str
    coded_fields: ClassVar[tuple[str, ...]] = ()

    if TYPE_CHECKING:

        def search(self, form: Any) -> Mapping[str, Any] | HttpResponse | None:
            """The variables of the template, for a valid form; or where to go instead; None where nothing is found."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The empty form, or what was found."""
        self.load(*args[1:], **kwargs)
        token = request.GET.get(SEARCH, "")
        draft = find_submitted_form_kept_under_token(token, user_id=self.actor.user_id, address=request.path)
        form, found = self._bind(draft), None
        if form.is_bound and form.is_valid():
            found = self.search(form)
        if isinstance(found, HttpResponse):
            return found
        ended = ENDED if token and draft is None else ""
        shown = {
            "form": form,
            "page": self,
            "search_ended": ended,
            **self.get_context_data(),
            **(found or {}),
        }
        return render(request, self.template_name, shown)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what was typed, and lead to what it finds."""
        query = request.GET.copy()
        query.pop("page", None)
        for name in self.coded_fields:
            query.setlist(name, request.POST.getlist(name))
        fields = tuple(
            pair
            for pair in form_drafts.list_submitted_field_names_and_values(request)
            if pair[0] not in self.coded_fields
        )
        query.pop(SEARCH, None)
        if token := self._keep(fields):
            query[SEARCH] = token
        return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")

    def _keep(self, fields: tuple[tuple[str, str], ...]) -> str:
        draft, user_id = SubmittedFormKeptForRedisplay(fields=fields), self.actor.user_id
        return save_submitted_form_for_redisplay(
            draft, user_id=user_id, address=self.request.path, lasts=LASTS
        )

    def _bind(self, draft: SubmittedFormKeptForRedisplay | None) -> forms.Form:
        if draft is None:
            return self.form_class()
        data = form_drafts.get_draft_form_data(draft)
        for name in self.coded_fields:
            data.setlist(name, self.request.GET.getlist(name))
        return self.form_class(close_direction_marks_of_submitted_fields(data))


class ListSearchForm(forms.Form):
    """One text to look for in a list. Every text is taken, cut to what is worth looking for."""

    q = forms.Field(required=False)

    def clean_q(self) -> str:
        """Without edges, at most 100 characters."""
        return str(self.cleaned_data["q"] or "").replace("\x00", "").strip()[:100]


class ListPage(SearchPage, toolkit=True):
    """A list that is whole before anything is typed: `search` is asked with an empty text then."""

    form_class: type[forms.Form] = ListSearchForm

    def _keep(self, fields: tuple[tuple[str, str], ...]) -> str:
        """No token for no text."""
        return super()._keep(fields) if any(text.strip() for _, text in fields) else ""

    def _bind(self, draft: SubmittedFormKeptForRedisplay | None) -> forms.Form:
        return super()._bind(draft or SubmittedFormKeptForRedisplay(fields=()))


def get_searched_text(request: HttpRequest, actor: Actor, address: str, *, name: str = SEARCH) -> str | None:
    """What was typed on a list, for another view of the same list: its file.

    Args:
        request: with the token that the list's own address has.
        actor: whoever asks.
        address: of the list.
        name: of the field in which it was typed.

    Returns:
        The text, empty where nothing was typed; None where the search has ended.
    """
    token = request.GET.get(SEARCH, "")
    if not token:
        return ""
    draft = find_submitted_form_kept_under_token(token, user_id=actor.user_id, address=address)
    if draft is None:
        return None
    form = ListSearchForm({"q": form_drafts.get_draft_form_data(draft).get(name, "")})
    return form.cleaned_data["q"] if form.is_valid() else None
