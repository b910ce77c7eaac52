"""Requests for erasure: the list, one of them, and deciding it."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.personal_data.actions import erasure_requests
from handrail.people.personal_data.forms import ConfirmWithoutQuestionsForm
from handrail.people.personal_data.queries.data_protection_overview import (
    ErasureRequestRow,
    PageOfResults,
    get_erasure_requests_page,
    list_erasure_requests_asked_together,
)
from handrail.people.personal_data.queries.record_recipients import list_names_of_recipient_organisations
from handrail.people.personal_data.views.paging import get_page_number
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

NAV = "erasures"
ERASED = "Erased. Backups of the key store still hold the key until they expire."


class ErasureRequestListContext(TypedDict):
    """One page of the list."""

    page: PageOfResults[ErasureRequestRow]


class ErasureRequestContext(TypedDict):
    """What was asked for together. `own`: the reader asked, so that somebody else has to approve.

    `recipients`: organisations that were given the records, while the request waits.
    """

    rows: list[ErasureRequestRow]
    first: ErasureRequestRow
    own: bool
    recipients: list[str]


@requires_permission(Permission.APPROVE_ERASURE)
def show_erasure_requests(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Requests of the reader's organisation: those that wait, then those that were decided."""
    shown = ErasureRequestListContext(page=get_erasure_requests_page(actor, get_page_number(request)))
    return render(
        request, "personal_data/erasures.html", {**get_layout_context(request, actor, NAV), **shown}
    )


@requires_permission(Permission.APPROVE_ERASURE)
def show_erasure_request(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """One request, what it would do, and the two ways to decide it."""
    rows = _list_erasure_rows_or_raise(actor, request_id)
    own = any(row.request.asked_by_id == actor.user_id for row in rows)
    files = [row.request.file_id for row in rows if row.waits]
    names = {name for file in files for name in list_names_of_recipient_organisations(file)}
    shown = ErasureRequestContext(rows=rows, first=rows[0], own=own, recipients=sorted(names))
    return render(request, "personal_data/erasure.html", {**get_layout_context(request, actor, NAV), **shown})


class BaseErasureDecisionPage(ActionPage, abstract=True):
    """What decides a request."""

    permission, nav, form_class = Permission.APPROVE_ERASURE, NAV, ConfirmWithoutQuestionsForm
    rows: list[ErasureRequestRow]

    @property
    def back_url(self) -> str:
        return reverse("erasure", args=[self.rows[0].request.pk])

    def load(self, request_id: UUID) -> None:
        self.rows = _list_erasure_rows_or_raise(self.actor, request_id)
        if not self.rows[0].waits:
            raise ActionNotPossibleError("This has already been decided.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    @property
    def references(self) -> str:
        """Which records."""
        return join_texts(row.reference for row in self.rows)


class ApproveErasurePage(BaseErasureDecisionPage):
    """Erase what was asked for."""

    asks_again = True
    button = "Erase for good"

    @property
    def title(self) -> str:
        return msg("Erase {references}?", references=self.references)

    @property
    def lead(self) -> str:
        return (
            "The key is destroyed here, and everything that names or describes the person is deleted. Nights, "
            "amounts and counts stay, anonymised. Backups of the key store hold the key until they expire."
        )

    def load(self, request_id: UUID) -> None:
        super().load(request_id)
        if any(row.request.asked_by_id == self.actor.user_id for row in self.rows):
            raise ActionNotPossibleError(erasure_requests.NOT_YOURSELF)

    def perform(self, form: ConfirmWithoutQuestionsForm) -> str:
        erasure_requests.approve_and_carry_out_erasure(together=self.rows[0].request.together, by=self.actor)
        rows = _list_erasure_rows_or_raise(self.actor, self.rows[0].request.pk)
        names = sorted({name for row in rows for name in row.request.recipients})
        if not names:
            return ERASED
        return msg(
            "{erased} Tell these organisations yourself: {names}.", erased=ERASED, names=join_texts(names)
        )


class RefuseErasurePage(BaseErasureDecisionPage):
    """Do not erase."""

    button, lead = "Do not erase", "The record is unchanged. You can ask again."

    @property
    def title(self) -> str:
        return msg("Keep {references}?", references=self.references)

    def perform(self, form: ConfirmWithoutQuestionsForm) -> str:
        erasure_requests.refuse_erasure_request(together=self.rows[0].request.together, by=self.actor)
        return "Nothing was erased."


def _list_erasure_rows_or_raise(actor: Actor, request_id: UUID) -> list[ErasureRequestRow]:
    rows = list_erasure_requests_asked_together(actor, request_id)
    if not rows:
        raise NotVisible
    return rows
