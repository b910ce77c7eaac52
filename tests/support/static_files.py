"""The built assets, looked for once a process: every browser without a screen has the whole chain of middleware."""

from typing import Any

import pytest
from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware


def look_once(patch: pytest.MonkeyPatch) -> None:
    """From here on what the first chain finds is what the others find, for each place of the assets."""
    look = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[tuple[str, ...], dict[str, Any]] = {}

    def add_files_that_were_found(self: WhiteNoiseMiddleware) -> None:
        places = settings.STATIC_URL, *map(str, settings.STATICFILES_DIRS)
        if places not in found:
            before = dict(self.files)
            look(self)
            found[places] = {url: file for url, file in self.files.items() if before.get(url) is not file}
        self.files |= found[places]

    patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add_files_that_were_found)
