"""Names of cookies: over TLS they begin with `__Host-`, which no other host and no page in clear can set."""

from django.conf import settings


def get_cookie_name(name: str) -> str:
    """The name under which a cookie of the whole site is set and read."""
    return f"{settings.COOKIE_PREFIX}{name}"


def get_name_of_path_cookie(name: str) -> str:
    """The name of a cookie that goes to some addresses alone: `__Host-` would send it to all."""
    return f"{settings.COOKIE_PREFIX_OF_PATHS}{name}"
