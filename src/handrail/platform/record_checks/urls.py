"""The address of the counts of contradictions."""

from django.urls import URLPattern, path

from handrail.platform.record_checks import views

urlpatterns: list[URLPattern] = [
    path("record-checks/", views.show_record_checks, name="record_checks"),
]
