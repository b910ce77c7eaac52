"""The product's own settings, with the bare page among the addresses."""

from handrail.site.settings import *  # noqa: F403

REQUESTS_A_MINUTE = FILES_IN_TEN_MINUTES = SEARCHES_AT_MOST = REFUSALS_AT_MOST = 0

ROOT_URLCONF = "bench.urls"
