"""Pages of a case as classes: found, refused and recorded as every page of a case, and closed to a closed case."""

import pytest
from django import forms
from django.urls import include, path, reverse

from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.models import Case
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.models import Record
from support.cast import sign_in


class NoteForm(forms.Form):
    note = forms.CharField(label="Note")


class WriteNotePage(CaseActionPage):
    """Write a note."""

    permission, title, form_class = Permission.RECORD, "Write a note", NoteForm

    @property
    def back_url(self):
        return reverse("case", args=[self.case.reference])

    def load(self):
        self.case.case_access.require(Permission.RECORD)
        if self.request.method == "GET":
            self.case.case_access.shown.add(Kind.NOTES)

    def perform(self, form):
        return "Written."


class CloseNotePage(CaseActionPage):
    """The same, on a closed case too."""

    permission, title, form_class = Permission.RECORD, "Write a note", NoteForm
    takes_closed_case, back_url = True, "/"

    def perform(self, form):
        return "Written."


urlpatterns = [
    path("cases/<str:reference>/note/", WriteNotePage.as_view(), name="write_note"),
    path("cases/<str:reference>/closing-note/", CloseNotePage.as_view(), name="closing_note"),
    path("", include("handrail.site.urls")),
]
pytestmark = pytest.mark.urls(__name__)


def address(told, name="note"):
    return f"/cases/{told.reference}/{name}/"


def test_a_read_is_recorded_with_the_kinds_that_were_shown(cast, told, client):
    assert sign_in(client, cast.worker).get(address(told)).status_code == 200
    read = Record.objects.get(verb="viewed: write note")
    assert (read.about, read.shown, read.outcome) == (told.case_id, ["notes"], "read")


def test_who_may_not_is_refused_and_that_is_recorded(cast, told, client):
    for method in ("get", "post"):
        assert getattr(sign_in(client, cast.outsider), method)(address(told)).status_code == 404
    refusals = Record.objects.filter(verb="viewed: write note", outcome="refused")
    assert [row.about for row in refusals] == [told.case_id, told.case_id]


def test_a_closed_case_takes_no_act_and_the_words_can_be_copied(cast, told, client):
    sign_in(client, cast.worker)
    Case.objects.filter(pk=told.case_id).update(closed_at="2026-01-01T00:00:00Z", closed_by=cast.worker)
    reply = client.post(address(told), {"note": "cried when the van passed"})
    assert reply.status_code == 302
    page = client.get(reply["Location"])
    assert page.status_code == 409
    assert "cried when the van passed" in page.content.decode()
    assert client.get(address(told, "closing-note")).status_code == 200


def test_an_error_leads_back_to_the_form(cast, told, client):
    sign_in(client, cast.worker)
    reply = client.post(address(told), {"note": ""})
    assert "Enter note" in client.get(reply["Location"]).content.decode()
    assert client.post(reply["Location"], {"note": "x"})["Location"] == reverse("case", args=[told.reference])
