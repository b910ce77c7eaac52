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


DRAWN = ("app-doc__drawing", 'role="img"', "over_time(", "tile_map(")
DRAWN_FOR_OTHERS = {  # macros: the table stands in the templates that call them, which are looked at here too
    "calls/map.html",
    "recovery/outcome_chart.html",
}


def test_a_template_with_a_chart_has_its_table():
    """Whoever does not see the picture, or wants the numbers, reads them on the same page."""
    charts = [
        (path.relative_to(folder).as_posix(), text(path))
        for folder in FOLDERS
        for path in folder.rglob("*.html")
        if any(sign in text(path) for sign in DRAWN)
    ]
    assert len(charts) > 10
    bare = {name for name, content in charts if not re.search(r"\btable\(|\bcharted\(|_table\b", content)}
    assert bare == DRAWN_FOR_OTHERS
