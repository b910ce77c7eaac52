"""The addresses of one's own calendar."""

from django.urls import URLPattern, path

from handrail.platform.calendar_feed import views

urlpatterns: list[URLPattern] = [
    path("account/calendar/", views.CalendarPage.as_view(), name="own_calendar"),
    path("account/calendar/stop/", views.StopCalendarPage.as_view(), name="stop_calendar"),
    path("calendar/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
]
