"""The Home Office form: one question a page over a shared draft."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
