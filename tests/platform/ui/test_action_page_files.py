"""A file that was sent with a form that is shown again stays with it, sealed, and need not be chosen anew."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import include, path

from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.action_page import ActionPage
from support.cast import sign_in


class AttachForm(forms.Form):
    words = forms.CharField(label="What it is")
    file = forms.FileField(label="File")


class AttachPage(ActionPage):
    """Attach a file."""

    permission, title, form_class, back_url = Permission.VIEW_RULES, "Attach a file", AttachForm, "/there/"

    def perform(self, form):
        if form.cleaned_data["words"] == "later":
            raise ActionNotPossibleError(msg("{words} is not the time.", words="Now"))
        return form.cleaned_data["file"].read().decode()


urlpatterns = [path("attach/", AttachPage.as_view(), name="attach"), path("", include("handrail.site.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def worker(cast, client):
    return sign_in(client, cast.worker)


def a_file(name="scan.txt", words=b"of the doctor"):
    return SimpleUploadedFile(name, words, "text/plain")


def test_a_form_with_a_file_can_send_one(worker):
    assert 'enctype="multipart/form-data"' in worker.get("/attach/").content.decode()


def test_a_kept_file_is_named_and_sent_with_the_mended_form(worker):
    first = worker.post("/attach/", {"words": "", "file": a_file()})
    page = worker.get(first["Location"]).content.decode()
    assert "Enter what it is" in page
    assert "scan.txt" in page
    reply = worker.post(first["Location"], {"words": "A letter"})
    assert reply["Location"] == "/there/"
    assert [str(said) for said in get_messages(reply.wsgi_request)] == ["of the doctor"]


def test_without_what_was_kept_the_file_is_asked_for(worker):
    first = worker.post("/attach/", {"words": "A letter"})
    assert "Enter file" in worker.get(first["Location"]).content.decode()


def test_what_an_action_refuses_is_said_by_the_page_it_leads_to(worker):
    reply = worker.post("/attach/", {"words": "later", "file": a_file()})
    assert "Now is not the time." in worker.get(reply["Location"]).content.decode()
