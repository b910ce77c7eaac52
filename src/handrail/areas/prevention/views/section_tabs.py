"""The tabs above the lists of prevention."""

from django.urls import reverse


def make_campaign_tabs(current: str) -> list[tuple[str, str, bool]]:
    """Campaigns and training.

    Returns:
        Words, address, and whether it is the page that is shown.
    """
    places = (("Campaigns", "campaigns"), ("Training", "prevention_training"))
    return [(words, reverse(place), place == current) for words, place in places]
