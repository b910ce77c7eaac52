"""The product's own settings, with the bare page among the addresses, and keys for the folder of this run alone."""

from handrail.site.key_files import make_missing_keys

make_missing_keys()

from handrail.site.settings import *  # noqa: E402, F403 - the keys are read there

SESSIONS_AT_MOST = 100  # each connection of a served measurement has its own
REQUESTS_A_MINUTE = FILES_IN_TEN_MINUTES = SEARCHES_AT_MOST = REFUSALS_AT_MOST = 0

ROOT_URLCONF = "bench.urls"
