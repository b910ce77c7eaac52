"""Contacts, tasks, handing over, closing; papers and dependants."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
