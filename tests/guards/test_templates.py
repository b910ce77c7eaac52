"""Every template is used: by a view, by another template, or instead of one of the sign-in package's."""

import re
from pathlib import Path

import allauth

from support.repository import SRC, text

FOLDERS = sorted(path for path in SRC.glob("**/templates") if path.parent.name != "documents")
THEIRS = Path(allauth.__file__).parent / "templates"
BY_NAME = {
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "429.html",
    "500.html",
}  # Django and the sign-in package


def names() -> set[str]:
    return {path.relative_to(folder).as_posix() for folder in FOLDERS for path in folder.rglob("*.html")}


def mentioned() -> set[str]:
    sources = [*SRC.rglob("*.py"), *SRC.rglob("*.html")]
    return {name for path in sources for name in re.findall(r"""["']([\w/.-]+\.html)["']""", text(path))}


def test_every_template_is_used():
    replaced = {name for name in names() if (THEIRS / name).exists()}
    assert names() - mentioned() - replaced - BY_NAME == set()


def test_no_two_folders_hold_a_template_of_one_name():
    every = [path.relative_to(folder).as_posix() for folder in FOLDERS for path in folder.rglob("*.html")]
    assert sorted(every) == sorted(set(every))
