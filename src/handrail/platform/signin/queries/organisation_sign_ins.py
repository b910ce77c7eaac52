"""The organisations by which one can sign in, as settings name them."""

from typing import NamedTuple

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.urls import reverse


class OrganisationSignInOption(NamedTuple):
    """One of them: its name, and whether the account is linked to it."""

    code: str
    name: str
    sign_in_url: str
    is_linked: bool = False


def list_organisation_sign_in_options(user_id: int | None = None) -> list[OrganisationSignInOption]:
    """In the order of the settings; `is_linked` for one user."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid"]["APPS"]
    if not apps:
        return []
    links = SocialAccount.objects.filter(user=user_id).values_list("provider", flat=True) if user_id else ()
    linked = set(links)
    return [
        OrganisationSignInOption(
            app["provider_id"],
            app["name"],
            reverse("openid_login", args=[app["provider_id"]]),
            app["provider_id"] in linked,
        )
        for app in apps
    ]
