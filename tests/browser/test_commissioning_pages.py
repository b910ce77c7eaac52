"""Every page of commissioning at both widths, with something in every place, and with nothing yet."""

from django.urls import reverse

from browser.walker import Walker, fault
from handrail.areas.commissioning.urls import urlpatterns
from support.commissioning import commission, commissioning_arguments

FILES = {"line_ocds", "published_file", "published_month", "renewal_report"}
SIGNED = {"sign_line", "decide_renewal", "check_survivor_words"}


def addresses(cast, made) -> dict[str, str]:
    """Every page by the name of its address."""
    told = commissioning_arguments(made, cast.commissioner.body.code)
    named = {str(pattern.name) for pattern in urlpatterns} - FILES
    return {name: reverse(name, args=told.get(name, [])) for name in sorted(named)}


def test_every_page_can_be_used(cast, desk):
    made = commission(cast)
    pages = addresses(cast, made)
    walker = Walker(desk(cast.commissioner))
    found = [each for name, address in pages.items() if name not in SIGNED for each in fault(walker, address)]
    found += fault(walker, reverse("service_line", args=[made.grant]))
    walker = Walker(desk(cast.signatory))
    found += [each for name in sorted(SIGNED) for each in fault(walker, pages[name])]
    assert found == []


def test_empty_places_say_what_comes_next(cast, desk):
    walker = Walker(desk(cast.commissioner))
    assert fault(walker, reverse("service_lines")) == []
    walker.says("No services yet")
    assert fault(walker, reverse("published_spending")) == []
    walker.says("No payments over £500 yet")
