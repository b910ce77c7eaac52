"""The page of one practice, with the way back to its return and to the paragraph of the source."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.practices import presenters
from handrail.areas.practices.queries.practice_detail import PracticeDetail, find_practice_detail
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context


@requires_permission(Permission.VIEW_PRACTICES)
def one_practice(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """A practice. One that is not open to the reader is never told apart from one that is not there."""
    page = find_practice_detail(actor, key)
    shown = {**get_layout_context(request, actor, "practices"), **presenters.WORDS}
    if page is None:
        return render(request, "practices/not_there.html", shown, status=404)
    told = {"practice": page, "return_href": _get_signed_submission_url_of_practice(page)}
    return render(request, "practices/practice.html", shown | told)


def _get_signed_submission_url_of_practice(page: PracticeDetail) -> str:
    """Where its return can be read as it was submitted, by the collator and its own body."""
    if not page.may_read_return:
        return ""
    return reverse("return_edition", args=[page.origin.call_code, page.origin.body_code, page.origin.edition])
