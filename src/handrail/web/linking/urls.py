"""Incidents with many people; perhaps the same person."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
