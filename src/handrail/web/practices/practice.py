"""The page of one practice, with the way back to its return and to the paragraph of the source."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.practices.queries.practice import PracticePage, practice_page
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.practices import present


@door(Permission.VIEW_PRACTICES)
def one_practice(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """A practice. One that is not open to the reader is never told apart from one that is not there."""
    page = practice_page(actor, key)
    shown = frame(request, actor, "practices") | present.WORDS
    if page is None:
        return render(request, "practices/not_there.html", shown, status=404)
    told = {"practice": page, "return_href": _return(page)}
    return render(request, "practices/practice.html", shown | told)


def _return(page: PracticePage) -> str:
    """Where its return can be read as it was submitted, by the collator and its own body."""
    if not page.may_read_return:
        return ""
    return reverse("return_edition", args=[page.origin.call_code, page.origin.body_code, page.origin.edition])
