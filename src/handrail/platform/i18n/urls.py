"""The one address of the languages."""

from django.urls import path

from handrail.platform.i18n.language_choice import choose_language

urlpatterns = [path("language/", choose_language, name="choose_language")]
