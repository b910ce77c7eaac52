"""What the practices of partnerships share."""

from django.test import Client

from handrail.platform.access.models import User
from support.cast import sign_in
from support.practice_pages import Pages


def pages_of(user: User) -> Pages:
    """The pages as this person meets them."""
    found = Pages(Client(), user)
    sign_in(found.client, user)
    return found
