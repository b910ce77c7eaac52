from django.apps import AppConfig


class CalendarFeedConfig(AppConfig):
    name = "handrail.platform.calendar_feed"
    label = "calendar_feed"
    verbose_name = "Calendars"
