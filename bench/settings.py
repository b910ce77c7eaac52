"""The product's own settings, with the bare page among the addresses."""

from handrail.site.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
