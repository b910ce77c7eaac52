"""The pages of a provider without an account: a code, then one referral, its answer and later its outcome.

Nothing of the product is on them and nothing leads anywhere else. No address and no title says who somebody is.
A browser keeps no copy and names no page that it came from. Its forms carry a key of their own instead of the usual
token, since a page without a referrer sends none of what that is checked by.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypedDict

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

from handrail.people.cases.offers import link_secrets
from handrail.people.cases.offers.actions import referral_links
from handrail.people.cases.offers.actions.referral_answers import ReferralAnswerInput, ReferralOutcomeInput
from handrail.people.cases.offers.forms.referrals import AnswerReferralForm, ReferralOutcomeForm
from handrail.people.cases.offers.models import MOST_CODE_TRIES, Referral
from handrail.people.cases.offers.outside_provider import ProviderActingThroughReferralLink
from handrail.people.cases.offers.queries.referral_links import (
    OpenReferralLinkVisit,
    can_link_be_opened,
    find_open_link_visit,
    find_referral_link_by_token,
)
from handrail.people.cases.offers.referral_slice import ReferralDisclosure, build_referral_disclosure
from handrail.people.cases.offers.text_choices import (
    REFERRAL_ANSWER_TRANSITIONS,
    ReferralAnswer,
    ReferralOutcome,
)
from handrail.platform.access.actions_form_drafts import (
    SubmittedFormKeptForRedisplay,
    delete_submitted_form_kept_under_token,
    find_submitted_form_kept_under_token,
    save_submitted_form_for_redisplay,
)
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.ui import form_drafts
from handrail.platform.ui.access_control import public
from handrail.platform.ui.cookies import get_name_of_path_cookie
from handrail.platform.ui.text_directions import close_direction_marks_of_submitted_fields

COOKIE = "handrail_referral"
COOKIE_PATH = "/referred/"
FORM_KEY = "form_key"
NOBODY = 0
"""In the place of a user's number, for drafts of a visit: its own address is part of what seals them."""
CLOSED_STATUS = 404


class OutsideReferralContext(TypedDict):
    """What the page of a visit shows."""

    row: Referral
    told: ReferralDisclosure
    answer_form: AnswerReferralForm | None
    outcome_form: ReferralOutcomeForm | None
    form_key: str
    draft_ended: bool


def make_public_unindexed_view(
    reason: str,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A page for somebody without an account: public, without a referrer, in no search engine."""

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with acting_as_system(SystemActor.REFERRAL_LINKS):
                response = view(request, *args, **kwargs)
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return csrf_exempt(public(reason)(guarded))

    return mark


@make_public_unindexed_view("asks for the code of a referral link, and says nothing of anybody")
def show_referral_code_form(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code. Looking at the page opens nothing: programs that check mail follow links too.

    Args:
        request: POST has the code.
        token: of the link.

    Returns:
        The question; or that nothing is open, alike for a link that never was and for one that has ended.
    """
    if request.method == "POST":
        attempt = referral_links.open_referral_link(token=token, code=request.POST.get("code", "")[:40])
        if attempt.visit_token:
            response = HttpResponseRedirect(reverse("outside_visit"))
            _set_referral_link_session_cookie(response, attempt.visit_token)
            return response
        if not attempt.tries_left:
            return _render_link_closed(request)
        here = reverse("outside_referral", args=[token])
        return HttpResponseRedirect(f"{here}?left={attempt.tries_left}")
    link = find_referral_link_by_token(token)
    if link is None or not can_link_be_opened(link):
        if link is not None:
            referral_links.record_refused_referral_link_try(link, "A referral link that is not active")
        return _render_link_closed(request)
    left = request.GET.get("left", "")
    tries = int(left) if left.isdecimal() and left.isascii() and len(left) == 1 else 0
    shown = {"tries_left": tries if tries < MOST_CODE_TRIES else 0}
    return render(request, "offers/outside_code.html", shown)


@make_public_unindexed_view(
    "shows one referral to the provider that opened its link with the code, and nothing else"
)
def show_referral_to_outside_provider(request: HttpRequest) -> HttpResponse:
    """The referral that was opened, as far as the person agrees at this moment, and what can be answered."""
    token = request.COOKIES.get(get_name_of_path_cookie(COOKIE), "")
    visit = find_open_link_visit(token)
    if visit is None:
        return _render_link_closed(request)
    if request.method == "POST":
        return _handle_answer_or_outcome(request, token, visit)
    draft_token = request.GET.get(form_drafts.DRAFT, "")
    draft = find_submitted_form_kept_under_token(
        draft_token, user_id=NOBODY, address=_get_draft_url_of_referral_link_session(visit)
    )
    told = build_referral_disclosure(visit.referral, visit.kinds)
    _record_referral_disclosure_shown_in_audit_trail(visit, told)
    shown: OutsideReferralContext = {
        "row": visit.referral,
        "told": told,
        "answer_form": _make_referral_answer_form(visit.referral, draft),
        "outcome_form": _make_referral_outcome_form(visit.referral, draft),
        "form_key": _compute_csrf_token(token),
        "draft_ended": bool(draft_token and draft is None),
    }
    return render(request, "offers/outside_referral.html", shown)


@make_public_unindexed_view("closes the page of a referral that was opened through a link")
def end_outside_provider_link_session(request: HttpRequest) -> HttpResponse:
    """End the visit. Only the page's own form does: a link from elsewhere ends nothing."""
    token = request.COOKIES.get(get_name_of_path_cookie(COOKIE), "")
    if request.method != "POST" or not _has_valid_csrf_token(request, token):
        return HttpResponseRedirect(reverse("outside_visit"))
    referral_links.end_referral_link_visit(visit_token=token)
    response = HttpResponseRedirect(reverse("outside_visit"))
    response.delete_cookie(get_name_of_path_cookie(COOKIE), path=COOKIE_PATH, samesite="Strict")
    return response


def _handle_answer_or_outcome(request: HttpRequest, token: str, visit: OpenReferralLinkVisit) -> HttpResponse:
    """Answer or outcome, and back to the page, which says what was recorded or what to mend."""
    here = reverse("outside_visit")
    if not _has_valid_csrf_token(request, token):
        return HttpResponseRedirect(here)
    is_outcome = visit.referral.answer == ReferralAnswer.ACCEPTED
    data = close_direction_marks_of_submitted_fields(request.POST)
    form = ReferralOutcomeForm(data) if is_outcome else _bind_referral_answer_form(visit.referral, data)
    errors: tuple[tuple[str, str], ...] = ()
    if form.is_valid():
        try:
            _save_answer_or_outcome(token, form)
        except ActionNotPossibleError as no:
            errors = (("", str(no)),)
        except ConcurrentEditError:
            errors = (
                ("", "Someone else has just recorded an answer. Check it, then answer again if needed."),
            )
        else:
            delete_submitted_form_kept_under_token(request.GET.get(form_drafts.DRAFT, ""))
            return HttpResponseRedirect(here)
    draft = SubmittedFormKeptForRedisplay(
        form_drafts.list_submitted_field_names_and_values(request), errors=errors
    )
    kept = save_submitted_form_for_redisplay(
        draft, user_id=NOBODY, address=_get_draft_url_of_referral_link_session(visit)
    )
    return HttpResponseRedirect(f"{here}?{form_drafts.DRAFT}={kept}")


def _save_answer_or_outcome(token: str, form: forms.Form) -> None:
    said = form.cleaned_data
    if isinstance(form, AnswerReferralForm):
        answer = ReferralAnswerInput(ReferralAnswer(said["answer"]), said["words"], form.details)
        referral_links.answer_referral_through_link(visit_token=token, said=answer, seen_version=said["seen"])
    else:
        outcome = ReferralOutcomeInput(
            ReferralOutcome(said["outcome"]), said["words"], said["pro_bono"], said["hours"]
        )
        referral_links.record_referral_outcome_through_link(
            visit_token=token, said=outcome, seen_version=said["seen"]
        )


def _list_possible_next_referral_answers(row: Referral) -> tuple[ReferralAnswer, ...]:
    following = REFERRAL_ANSWER_TRANSITIONS[ReferralAnswer(row.answer)] - {ReferralAnswer.TAKEN_BACK}
    return tuple(move for move in ReferralAnswer if move in following)


def _bind_referral_answer_form(row: Referral, data: Any) -> AnswerReferralForm:
    return AnswerReferralForm(data, moves=_list_possible_next_referral_answers(row))


def _make_referral_answer_form(
    row: Referral, draft: SubmittedFormKeptForRedisplay | None
) -> AnswerReferralForm | None:
    if not _list_possible_next_referral_answers(row):
        return None
    if draft is None:
        return AnswerReferralForm(
            moves=_list_possible_next_referral_answers(row), initial={"seen": row.version}
        )
    data = form_drafts.get_draft_form_data(draft)
    data["seen"] = str(row.version)
    return _add_draft_errors_to_form(_bind_referral_answer_form(row, data), draft)


def _make_referral_outcome_form(
    row: Referral, draft: SubmittedFormKeptForRedisplay | None
) -> ReferralOutcomeForm | None:
    if row.answer != ReferralAnswer.ACCEPTED:
        return None
    if draft is None:
        return ReferralOutcomeForm(initial={"seen": row.version, "pro_bono": row.pro_bono})
    data = form_drafts.get_draft_form_data(draft)
    data["seen"] = str(row.version)
    return _add_draft_errors_to_form(ReferralOutcomeForm(data), draft)


def _add_draft_errors_to_form[F: forms.Form](form: F, draft: SubmittedFormKeptForRedisplay) -> F:
    form.is_valid()
    for _, text in draft.errors:
        form.add_error(None, text)
    return form


def _record_referral_disclosure_shown_in_audit_trail(
    visit: OpenReferralLinkVisit, told: ReferralDisclosure
) -> None:
    write_audit_record_of_read(
        who=ProviderActingThroughReferralLink.of_body(visit.referral.to_body).who,
        verb="viewed: referral through its link",
        about=visit.referral.case_id,
        shown=sorted(kind.value for kind in told.shown),
    )


def _get_draft_url_of_referral_link_session(visit: OpenReferralLinkVisit) -> str:
    return f"{reverse('outside_visit')}{visit.visit.pk}"


def _compute_csrf_token(token: str) -> str:
    return link_secrets.hash_link_or_visit_token(f"form {token}")


def _has_valid_csrf_token(request: HttpRequest, token: str) -> bool:
    return bool(token) and constant_time_compare(request.POST.get(FORM_KEY, ""), _compute_csrf_token(token))


def _set_referral_link_session_cookie(response: HttpResponse, token: str) -> None:
    response.set_cookie(
        get_name_of_path_cookie(COOKIE),
        token,
        max_age=int(referral_links.VISIT_LASTS.total_seconds()),
        path=COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _render_link_closed(request: HttpRequest) -> HttpResponse:
    return render(request, "offers/outside_closed.html", {}, status=CLOSED_STATUS)
