"""Addresses of the style sheet and scripts carry a hash of what is in them, so that a browser keeps them for good."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage

BUILT: Final = "built"
HASHED: Final = re.compile(r"(?P<stem>[\w-]+)\.[0-9a-f]{12}(?P<suffix>\.(css|js))")
"""How `scripts/build_assets.py` names the copy of a file that a page leads to."""


class BuiltFilesStorage(StaticFilesStorage):
    """`static('built/handrail.css')` leads to the copy that is named by its content; all else stays as it is."""

    def url(self, name: str | None) -> str:
        return super().url(find_hashed_names().get(name or "", name))


@cache
def find_hashed_names() -> dict[str, str]:
    """The copies that are there; a process serves those that were there when it began.

    Returns:
        By the plain name of a built file the one with its hash, both from the folder of static files.
    """
    folder = Path(settings.STATICFILES_DIRS[0]) / BUILT
    found = (HASHED.fullmatch(path.name) for path in sorted(folder.glob("*.*.*")))
    return {f"{BUILT}/{one['stem']}{one['suffix']}": f"{BUILT}/{one[0]}" for one in found if one}
