"""Referrals to us, and ours to others: lists, one referral, its answer, what came of it, asking again."""

from typing import Any, TypedDict
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.people.cases.offers.actions import referrals as actions
from handrail.people.cases.offers.forms.referrals import AnswerReferralForm, ReferralOutcomeForm
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.presenters import referrals as presenters
from handrail.people.cases.offers.queries.provider_contact import get_provider_contact
from handrail.people.cases.offers.queries.referral_links import ReferralLinkStatus, find_newest_link_status
from handrail.people.cases.offers.queries.referrals import (
    VisibleReferral,
    get_visible_referral,
    list_incoming_referrals,
    list_outgoing_referrals,
)
from handrail.people.cases.offers.text_choices import ReferralAnswer, ReferralOutcome
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read, write_read_records_of_files
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import build_address_with_query

WHOSE = {"to": "Referrals to us", "from": "Referrals from us"}


class ReferralListContext(TypedDict):
    """What the page of either list shows."""

    whose: str
    title: str
    open_only: bool
    lines: list[presenters.ReferralListDisplay]
    handed_href: str
    tabs: list[tuple[str, str, bool]]  # name, address, whether it is the one that is shown


class ReferralContext(TypedDict):
    """What the page of one referral shows."""

    found: VisibleReferral
    details: list[tuple[str, str]]
    state: str
    link: ReferralLinkStatus | None
    may_send_link: bool
    may_send_letter: bool


@requires_permission(Permission.OFFER)
def referral_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those that wait for our answer first; then ours that wait for others'."""
    whose = request.GET.get("whose", "to")
    whose = whose if whose in WHOSE else "to"
    open_only = request.GET.get("show") != "all"
    found = (list_incoming_referrals if whose == "to" else list_outgoing_referrals)(
        actor, open_only=open_only
    )
    shown: ReferralListContext = {
        "whose": whose,
        "title": WHOSE[whose],
        "open_only": open_only,
        "lines": [presenters.present_referral_row(line) for line in found],
        "handed_href": reverse("nrm_handed_list") if actor.may(Permission.RECORD) else "",
        "tabs": [
            (name, build_address_with_query(request, whose=code), code == whose)
            for code, name in WHOSE.items()
        ],
    }
    _record_referrals_shown_in_audit_trail(actor, "viewed: referrals", found)
    return render(
        request, "offers/referral_list.html", {**get_layout_context(request, actor, "referrals"), **shown}
    )


@requires_permission(Permission.OFFER)
def one_referral(request: HttpRequest, actor: Actor, referral_id: UUID) -> HttpResponse:
    """One referral: what was told, the answer, what came of it.

    Args:
        request: for the layout.
        actor: somebody on either side of it.
        referral_id: which.

    Raises:
        NotVisible: it is not the actor's to see.
    """
    found = get_visible_referral(actor, referral_id)
    shown: ReferralContext = {
        "found": found,
        "details": presenters.present_referral_details(found),
        "state": presenters.ANSWER_TAGS[found.row.answer],
        "link": find_newest_link_status(referral_id) if found.inside else None,
        "may_send_link": found.may_ask_again and bool(found.row.offer.service.contact_phone),
        "may_send_letter": found.may_ask_again,
    }
    _record_referrals_shown_in_audit_trail(actor, "viewed: referral", [found])
    return render(
        request, "offers/referral.html", {**get_layout_context(request, actor, "referrals"), **shown}
    )


class ReferralActionPage(ActionPage, abstract=True):
    """What is done with one referral."""

    permission, nav = Permission.OFFER, "referrals"
    is_button = (
        False  # of the referral's page: then it has a page of its own only to say why it could not be done
    )
    found: VisibleReferral
    record: Referral

    @property
    def back_url(self) -> str:
        return reverse("referral", args=[self.record.pk])

    def load(self, referral_id: UUID) -> None:
        self.found = get_visible_referral(self.actor, referral_id)
        self.record = self.found.row

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_button and not self.draft:
            return redirect(self.back_url)
        return super().get(request, *args, **kwargs)


class AnswerReferralPage(ReferralActionPage):
    """Say yes, no with the reason, or that there is a waiting list."""

    form_class, button, template_name = AnswerReferralForm, "Record the answer", "offers/answer.html"

    @property
    def title(self) -> str:
        return msg("Answer: {service}", service=self.found.service)

    def get_form_kwargs(self) -> dict[str, Any]:
        is_told_by_phone = self.record.to_body_id != self.actor.body_id
        office = get_provider_contact(self.record.offer.service).office if is_told_by_phone else ""
        return super().get_form_kwargs() | {"moves": self.found.moves, "office": office}

    def get_saved_values(self, form: AnswerReferralForm) -> dict[str, Any]:
        return {"answer": self.record.get_answer_display(), "words": self.record.answer_words.open()}

    def perform(self, form: AnswerReferralForm) -> str:
        answer = ReferralAnswer(form.cleaned_data["answer"])
        actions.answer_referral(
            referral_id=self.record.pk,
            answer=answer,
            words=form.cleaned_data["words"],
            seen_version=form.cleaned_data["seen"],
            by=self.actor,
            details=form.details,
        )
        if self.found.inside:
            return answer.label
        return msg(
            "{answer}. {from_worker} of {from_} can see it now.",
            answer=answer.label,
            from_worker=self.record.sent_by.name,
            from_=self.record.case.owner.name,
        )


class ReferralOutcomePage(ReferralActionPage):
    """Record the outcome."""

    form_class, button = ReferralOutcomeForm, "Record"

    @property
    def title(self) -> str:
        return msg("Outcome: {service}", service=self.found.service)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"seen": self.record.version, **self._get_saved()}}

    def get_saved_values(self, form: ReferralOutcomeForm) -> dict[str, Any]:
        return self._get_saved()

    def perform(self, form: ReferralOutcomeForm) -> str:
        said = form.cleaned_data
        actions.record_referral_outcome(
            referral_id=self.record.pk,
            outcome=ReferralOutcome(said["outcome"]),
            words=said["words"],
            pro_bono=said["pro_bono"],
            hours=said["hours"],
            seen_version=said["seen"],
            by=self.actor,
        )
        return "Outcome recorded."

    def _get_saved(self) -> dict[str, Any]:
        row = self.record
        words = row.outcome_words.open()
        return {"outcome": row.outcome, "words": words, "pro_bono": row.pro_bono, "hours": row.pro_bono_hours}


class RecordReferralReminderPage(ReferralActionPage):
    """Say that they were asked again today."""

    form_class, is_button = forms.Form, True
    title = button = "Chased today"

    def perform(self, form: forms.Form) -> str:
        actions.record_referral_reminder(referral_id=self.record.pk, by=self.actor)
        return "Recorded: chased today."


class WithdrawReferralPage(ReferralActionPage):
    """Take a referral back."""

    form_class, is_button = forms.Form, True
    title = button = "Withdraw"

    def perform(self, form: forms.Form) -> str:
        actions.withdraw_referral(referral_id=self.record.pk, by=self.actor)
        return "Referral withdrawn."


def _record_referrals_shown_in_audit_trail(actor: Actor, verb: str, found: list[VisibleReferral]) -> None:
    """Each case of which something was shown, in the trail; and the list itself."""
    shown = sorted({kind.value for one in found for kind in one.case_access.shown})
    if found:
        write_read_records_of_files(
            who=actor.who, verb=verb, about={one.row.case_id for one in found}, shown=shown
        )
    else:
        write_audit_record_of_read(who=actor.who, verb=verb, about=None, why="none")
