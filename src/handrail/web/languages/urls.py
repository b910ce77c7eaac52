"""The one address of the languages."""

from django.urls import path

from handrail.web.languages.choice import choose_language

urlpatterns = [path("language/", choose_language, name="choose_language")]
