"""Sending a referral to a provider without an account: letter, link with a code that is shown once, sending again."""

from typing import Any, TypedDict
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.people.cases.offers import link_secrets
from handrail.people.cases.offers.actions import referral_links, referral_sending
from handrail.people.cases.offers.actions.referral_links import NewReferralLink
from handrail.people.cases.offers.actions.referrals import ReferralInput
from handrail.people.cases.offers.forms.referrals import SendReferralAgainForm
from handrail.people.cases.offers.queries.provider_contact import ProviderContact, get_provider_contact
from handrail.people.cases.offers.queries.referral_links import raise_unless_referral_disclosable
from handrail.people.cases.offers.queries.referrals import (
    get_information_kinds_open_to_body,
    get_visible_referral,
)
from handrail.people.cases.offers.referral_letter import build_referral_letter_document
from handrail.people.cases.offers.referral_slice import (
    build_referral_disclosure,
    get_disclosable_information_kinds_of_referral,
)
from handrail.people.cases.offers.views.referrals import ReferralActionPage
from handrail.platform.access.actions_form_drafts import (
    SubmittedFormKeptForRedisplay,
    delete_submitted_form_kept_under_token,
    find_submitted_form_kept_under_token,
    save_submitted_form_for_redisplay,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.documents.formats import PDF, make_document_file
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context

ONCE = "once"
ONLY_OUR_SIDE = "Only people who work on the case can do this."


class NewReferralLinkContext(TypedDict):
    """What the page shows once: the link and the code; both empty where it was shown already."""

    referral_id: UUID
    address: str
    code: str
    office: str
    phone: str
    expires: str


def save_referral_link_for_showing_once(made: NewReferralLink, actor: Actor) -> str:
    """Keep link and code sealed for minutes. Returns the address of the page that shows them once."""
    address = reverse("made_link", args=[made.link.referral_id])
    link = settings.ADDRESS.rstrip("/") + reverse("outside_referral", args=[made.token])
    fields = (
        ("address", link),
        ("code", link_secrets.format_link_code(made.code)),
        ("office", made.link.office),
        ("phone", made.link.office_phone),
        ("expires", formatting.format_relative_day_and_time(made.link.expires_at)),
    )
    token = save_submitted_form_for_redisplay(
        SubmittedFormKeptForRedisplay(fields), user_id=actor.user_id, address=address
    )
    return f"{address}?{ONCE}={token}"


@requires_permission(Permission.OFFER)
def show_new_referral_link_once(request: HttpRequest, actor: Actor, referral_id: UUID) -> HttpResponse:
    """The link and the code that was just made. Opened again, it shows neither.

    Args:
        request: with the token of what was kept.
        actor: whoever made the link.
        referral_id: the referral.

    Raises:
        NotVisible: it is not the actor's to see.
    """
    found = get_visible_referral(actor, referral_id)
    token, address = request.GET.get(ONCE, ""), reverse("made_link", args=[referral_id])
    kept = (
        find_submitted_form_kept_under_token(token, user_id=actor.user_id, address=address)
        if found.inside
        else None
    )
    delete_submitted_form_kept_under_token(token if kept else "")
    said = dict(kept.fields) if kept else {}
    shown: NewReferralLinkContext = {
        "referral_id": referral_id,
        "address": said.get("address", ""),
        "code": said.get("code", ""),
        "office": said.get("office", ""),
        "phone": said.get("phone", ""),
        "expires": said.get("expires", ""),
    }
    return render(
        request, "offers/made_link.html", {**get_layout_context(request, actor, "referrals"), **shown}
    )


@requires_permission(Permission.OFFER)
def download_referral_letter(request: HttpRequest, actor: Actor, referral_id: UUID) -> HttpResponse:
    """The letter as a tagged PDF, made now, so that it holds only what the person agrees to now.

    Args:
        request: of nothing more.
        actor: somebody who works on the case.
        referral_id: the referral.

    Raises:
        ActionNotPossibleError: nothing may be told today, or nothing is left to answer.
        Denied, NotVisible: with why.
    """
    found = get_visible_referral(actor, referral_id)
    if not found.inside:
        raise Denied(ONLY_OUR_SIDE)
    if not found.may_ask_again:
        return redirect("referral", referral_id)
    row = found.row
    raise_unless_referral_disclosable(row)
    told = build_referral_disclosure(row, get_disclosable_information_kinds_of_referral(row))
    document = build_referral_letter_document(
        row, told, get_provider_contact(row.offer.service), on=formatting.get_today()
    )
    content = make_document_file(document, PDF).content
    shown = sorted(kind.value for kind in told.shown)
    write_audit_record_of_read(who=actor.who, verb="made a referral letter", about=row.case_id, shown=shown)
    headers = {"Content-Disposition": f'attachment; filename="referral-{row.case.reference}.pdf"'}
    return HttpResponse(content, content_type=PDF.media_type, headers=headers)


class MakeReferralLinkPage(ReferralActionPage):
    """Make a new link, with a new code; the earlier link opens nothing any more."""

    form_class, is_button = forms.Form, True
    title = button = "Make a new link"

    def perform(self, form: forms.Form) -> str:
        made = referral_links.make_referral_link(referral_id=self.record.pk, by=self.actor)
        self.success_url = save_referral_link_for_showing_once(made, self.actor)
        return "Link made. It has not been opened yet."


class StopReferralLinkPage(ReferralActionPage):
    """Stop the link, and the page that may be open through it."""

    form_class, is_button = forms.Form, True
    title = button = "Stop the link"

    def perform(self, form: forms.Form) -> str:
        referral_links.stop_referral_link(referral_id=self.record.pk, by=self.actor)
        return "The link was stopped and no longer works."


class SendReferralAgainContext(TypedDict):
    """What the form shows: what the provider asked, where they asked."""

    question: str


class SendReferralAgainPage(ReferralActionPage):
    """Send it again: with what they asked for, or in another way."""

    form_class, template_name = SendReferralAgainForm, "offers/send_again.html"
    title, button = "Send again", "Send again"
    kinds: frozenset[Kind]
    contact: ProviderContact

    def load(self, referral_id: UUID) -> None:
        super().load(referral_id)
        if not self.found.inside:
            raise Denied(ONLY_OUR_SIDE)
        self.kinds = get_information_kinds_open_to_body(self.record.case_id, self.record.to_body_id)
        self.contact = get_provider_contact(self.record.offer.service)

    def get_form_kwargs(self) -> dict[str, Any]:
        initial = {
            "seen": self.record.version,
            "kinds": [kind for kind in self.record.kinds if Kind(kind) in self.kinds],
            "words": self.record.words.open(),
            "method": self.record.method,
        }
        return {"kinds": self.kinds, "methods": self.contact.methods, "initial": initial}

    def get_context_data(self) -> SendReferralAgainContext:
        return {"question": self.record.answer_words.open() if self.record.answer == "asks_more" else ""}

    def get_saved_values(self, form: SendReferralAgainForm) -> dict[str, Any]:
        return {"words": self.record.words.open(), "method": self.record.get_method_display()}

    def perform(self, form: SendReferralAgainForm) -> str:
        said = form.cleaned_data
        told = ReferralInput([Kind(kind) for kind in said["kinds"]], said["words"], said["method"])
        sent = referral_sending.send_referral_again_with_link(
            referral_id=self.record.pk, told=told, seen_version=said["seen"], by=self.actor
        )
        if sent.link:
            self.success_url = save_referral_link_for_showing_once(sent.link, self.actor)
        return msg("Sent again: {method}. They have not answered yet.", method=sent.row.get_method_display())
