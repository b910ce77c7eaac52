"""Searches as pages: what a page must say, and that choices stay in the address while words do not."""

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from handrail.platform.access.actions_form_drafts import find_submitted_form_kept_under_token
from handrail.platform.access.roles import Permission
from handrail.platform.ui.search_page import SearchPage

pytestmark = pytest.mark.django_db


class WordsForm(forms.Form):
    q = forms.CharField()
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])


class WordsPage(SearchPage):
    permission, form_class, template_name = Permission.VIEW_RULES, WordsForm, "workspace/search.html"
    coded_fields = ("kind",)

    def search(self, form):
        return {"words": form.cleaned_data["q"]}


def page(request, actor):
    found = WordsPage()
    found.setup(request, actor)
    return found


@pytest.mark.parametrize("left_out", ["permission", "form_class", "template_name", "search"])
def test_a_search_that_does_not_say_what_it_must_fails_at_once(left_out):
    said = {
        "permission": Permission.VIEW_RULES,
        "form_class": WordsForm,
        "template_name": "x.html",
        "search": lambda self, form: {},
    }
    del said[left_out]
    with pytest.raises(ImproperlyConfigured, match=f"Half does not say its {left_out}"):
        type("Half", (SearchPage,), said)


def test_choices_stay_in_the_address_and_words_do_not(cast, rf):
    actor = cast.worker.actor
    request: HttpRequest = rf.post("/x/?sort=due", {"q": "Mirela", "kind": "b"})
    address = page(request, actor).post(request)["Location"]
    assert address.startswith("/x/?sort=due&kind=b&q=")
    assert "Mirela" not in address
    again = rf.get(address)
    form = page(again, actor)._bind(_draft(again, actor))
    assert form.is_valid()
    assert form.cleaned_data == {"q": "Mirela", "kind": "b"}
    changed = rf.get(address.replace("kind=b", "kind=a"))
    assert page(changed, actor)._bind(_draft(changed, actor))["kind"].value() == "a"


def _draft(request, actor):
    return find_submitted_form_kept_under_token(request.GET["q"], user_id=actor.user_id, address=request.path)
