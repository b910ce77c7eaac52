"""The addresses of one service, of searching for a case, and of referrals out and in."""

from django.urls import URLPattern, path

from handrail.web.places import directory

urlpatterns: list[URLPattern] = [
    path("services/<int:service_id>/", directory.service, name="service"),
    path("services/<int:service_id>/change/", directory.edit_service, name="edit_service"),
    path("services/<int:service_id>/free/", directory.service_free, name="service_free"),
    path("services/<int:service_id>/checked/", directory.service_checked, name="service_checked"),
    path("services/<int:service_id>/trial/", directory.extend_trial, name="extend_trial"),
]
