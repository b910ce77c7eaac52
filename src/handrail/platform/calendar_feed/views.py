"""One's own calendar: the page on the account, and the file for the calendar program."""

from dataclasses import replace
from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import reverse
from django.utils import timezone

from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block
from handrail.platform.access.today import today
from handrail.platform.calendar_feed import actions
from handrail.platform.calendar_feed.addresses import find_calendar_feed, make_calendar_address
from handrail.platform.calendar_feed.calendar_file import write_calendar_file
from handrail.platform.calendar_feed.entries import DAYS_BACK, iterate_calendar_entries
from handrail.platform.calendar_feed.models import CalendarFeed
from handrail.platform.i18n.message_storage import translate_for_language
from handrail.platform.ui.access_control import public
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class CalendarContext(TypedDict):
    """What calendar_feed/calendar.html shows; no address where there is none."""

    address: str
    feed: CalendarFeed | None


class CalendarPage(ActionPage):
    """Make an address for one's calendar, or another one in its place."""

    asks_again = True
    permission, form_class = Permission.VIEW_RULES, ConfirmForm
    title, template_name = "Your calendar", "calendar_feed/calendar.html"
    lead = (
        "Add your dates from Handrail to the calendar on your phone or computer. It shows only the kind of "
        "event and the time, such as “Handrail: contact”. It never has a name, a place or a case reference."
    )
    back_url = property(lambda self: reverse("your_account"))

    def load(self) -> None:
        """The calendar that works now."""
        self.feed = CalendarFeed.objects.filter(user=self.actor.user_id, is_on=True).first()

    @property
    def button(self) -> str:
        return "Replace the address" if self.feed else "Make an address"

    def get_context_data(self) -> CalendarContext:
        return {"feed": self.feed, "address": make_calendar_address(self.feed) if self.feed else ""}

    def perform(self, form: Any) -> str:
        actions.make_new_calendar_address(by=self.actor)
        self.success_url = reverse("own_calendar")
        return "Address made. Older addresses no longer work." if self.feed else "Address made."


class StopCalendarPage(ActionPage):
    """Take the address back."""

    permission, form_class = Permission.VIEW_RULES, ConfirmForm
    title, button = "Stop your calendar", "Stop the calendar"
    lead = "Calendars that have the address get no more dates. They may keep those they have."
    back_url = property(lambda self: reverse("own_calendar"))

    def perform(self, form: Any) -> str:
        actions.stop_calendar(by=self.actor)
        self.success_url = reverse("own_calendar")
        return "Calendar stopped. Its address no longer works."


@public(
    "gives whoever has the signed address of a calendar its owner’s dates with opaque titles, and no case"
)
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The file that a calendar program asks for again and again. It proves itself by the address alone."""
    feed = find_calendar_feed(token)
    if feed is None:
        return HttpResponseNotFound("No such calendar.\n", content_type="text/plain; charset=utf-8")
    actor = feed.user.actor
    with act_as_user_within_block(actor):
        entries = [
            replace(entry, title=translate_for_language(feed.user.language, entry.title))
            for entry in iterate_calendar_entries(actor, today() - DAYS_BACK)
        ]
    actions.note_calendar_read(feed)
    data = write_calendar_file(entries, now=timezone.now(), secret=f"{feed.user_id}/{feed.round}")
    return HttpResponse(data, content_type="text/calendar; charset=utf-8")
