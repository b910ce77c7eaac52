"""The addresses of emergency access."""

from django.urls import URLPattern, path

from handrail.people.emergencies import views

urlpatterns: list[URLPattern] = [
    path("emergencies/", views.show_emergency_access_list, name="emergencies"),
    path("emergencies/open/", views.OpenCaseInEmergencyPage.as_view(), name="open_in_emergency"),
    path(
        "cases/<str:reference>/emergency/end/",
        views.EndOwnEmergencyAccessPage.as_view(),
        name="end_emergency",
    ),
    path(
        "cases/<str:reference>/emergency/<uuid:emergency_id>/review/",
        views.ReviewEmergencyAccessPage.as_view(),
        name="review_emergency",
    ),
]
