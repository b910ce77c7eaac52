"""Every page of recommendations at both widths, with something in every place, and with nothing yet."""

from django.urls import reverse

from browser.walker import Walker, fault
from handrail.areas.recommendations.urls import urlpatterns
from support.oversight_data import oversee

FILES = {"recommendations_csv", "addressees_csv"}
LISTS = ("recommendations", "asked_of_us", "asked_by_us")
FORCE = {"answer_update"}
"""What only the force does on a page of its own; everything else is the commissioner's office's."""


def addresses(made) -> dict[str, str]:
    """Every page by the name of its address."""
    one, updates = [made.local], [made.local, made.asking]
    named = {str(pattern.name) for pattern in urlpatterns} - FILES | {"recommendation"}
    plain = {*LISTS, "register_recommendation"}
    several = {"updates", "answer_update", "decide_update"}
    return {
        name: reverse(name, args=[] if name in plain else updates if name in several else one)
        for name in sorted(named)
    }


def test_every_page_can_be_used(cast, desk):
    made = oversee(cast)
    pages = addresses(made)
    found: list[str] = []
    for who, names in (
        ("commissioner", pages.keys() - FORCE),
        ("force_lead", ["asked_of_us", "updates", "answer_update"]),
    ):
        walker = Walker(desk(getattr(cast, who)))
        found += [each for name in sorted(names) for each in fault(walker, pages[name])]
    national = Walker(desk(cast.collator))
    for name in ("recommendation", "ask_for_updates", "register_recommendation"):
        found += fault(
            national, reverse(name, args=[made.national] if name != "register_recommendation" else [])
        )
    assert found == []


def test_empty_lists_say_what_comes_next(cast, desk):
    walker = Walker(desk(cast.commissioner))
    for name, says in zip(
        LISTS,
        (
            "No recommendations for your organisation yet.",
            "No one has requested updates from your organisation.",
            "No requests yet.",
        ),
        strict=True,
    ):
        assert fault(walker, reverse(name)) == []
        walker.says(says)


def test_a_recommendation_is_entered_without_javascript_and_faults_lead_to_their_fields(cast, no_script):
    walker = Walker(no_script(cast.commissioner), checks=False)
    walker.go(reverse("register_recommendation"))
    walker.press("Save")
    walker.says(
        "There is a problem", "Enter the text of the recommendation", "Enter the day it was published"
    )
    walker.fill("Short name", "one-contact")
    walker.choose("Source", "Inspection")
    walker.fill("Name", "One point of contact")
    walker.fill("Text, as published", "Give each victim one point of contact.")
    walker.fill("Made by", "The inspectorate")
    for part, number in (("Day", "26"), ("Month", "5"), ("Year", "2021")):
        group = walker.page.get_by_role("group", name="Date published")
        group.get_by_label(part, exact=True).fill(number)
    walker.choose("Due date", "Six months after publication")
    walker.choose("Published comment within 56 days", "Required by law")
    walker.choose("Addressed to", "Lincolnshire Police")
    walker.press("Save")
    walker.says("One point of contact: entered, due 26 November 2021.")
