"""The forms of a page, and how somebody fills them who means no good."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import lxml.html
from django.core.files.uploadedfile import SimpleUploadedFile

HOSTILE = (
    "' OR 1=1 --", "<script>alert(1)</script>", "\x00", "{{7*7}}", "x" * 70_000, "\u202e%s%n", "=cmd|' /C calc'!A0",
    "2026-99-99", "-1", "99999999999999999999", "NaN", "Infinity", "00000000-0000-0000-0000-000000000000",
    "../../etc/passwd", "٣", "",
)  # fmt: skip
NOT_SENT = ("/account/", "/language/", "hide", "sign-out")
"""Parts of an address where a form would end the session, or change its language."""
EXTRA = (
    "case",
    "case_id",
    "owner",
    "owner_id",
    "body",
    "body_id",
    "by",
    "user",
    "role",
    "reference",
    "id",
    "pk",
)
"""Fields that no form asks for."""
WORDS = "Plain words of somebody who attacks"


@dataclass(slots=True)
class PageForm:
    """One form: where it goes, what stands in it, of which type each box is and what may be chosen."""

    action: str
    method: str
    filled: dict[str, list[str]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)


def list_forms(page: str, path: str) -> Iterator[PageForm]:
    """The forms of a page that may be sent without ending the session."""
    if not page.strip():
        return
    for element in lxml.html.fromstring(page).xpath("//form"):
        action = element.get("action") or path
        if action.startswith("?"):
            action = path.partition("?")[0] + action
        if not action.startswith("/") or any(part in action for part in NOT_SENT):
            continue
        form = PageForm(action, (element.get("method") or "get").lower())
        if form.method not in ("get", "post"):
            continue  # of a dialogue, which the browser closes by itself
        for box in element.xpath(".//input|.//select|.//textarea|.//button[@name]"):
            if box.get("name") not in (None, "", "csrfmiddlewaretoken"):
                _add_box(form, box)
        yield form


def _add_box(form: PageForm, box: Any) -> None:
    name, kind = box.get("name"), box.get("type") or "text" if box.tag == "input" else box.tag
    form.types.setdefault(name, kind)
    filled = form.filled.setdefault(name, [])
    if kind == "select":
        values = [option.get("value") or "" for option in box.xpath(".//option")]
        form.choices.setdefault(name, []).extend(values)
        chosen = [option.get("value") or "" for option in box.xpath(".//option[@selected]")]
        filled += chosen or [value for value in values if value][:1]
    elif kind in ("radio", "checkbox"):
        value = box.get("value") or "on"
        form.choices.setdefault(name, []).append(value)
        if box.get("checked") is not None or not filled:
            filled[:] = [*(filled if kind == "checkbox" and box.get("checked") is not None else []), value]
    elif kind == "textarea":
        filled.append((box.text or "").lstrip("\n"))
    elif kind != "file":
        filled.append(box.get("value") or "")


def fill(form: PageForm) -> dict[str, Any]:
    """As its owner might: what stands in it stays, empty boxes are given something plausible."""
    return {name: _fill_box(name, kind, form.filled[name]) for name, kind in form.types.items()}


def _fill_box(name: str, kind: str, filled: list[str]) -> Any:
    if kind == "file":
        return SimpleUploadedFile("note.txt", b"plain words")
    if any(filled) or kind in ("hidden", "select", "radio", "checkbox", "button"):
        return filled
    plausible = {"number": "1", "date": "2026-11-20", "email": "somebody@example.org"}
    for ending, value in (
        ("_0", "20"),
        ("_1", "11"),
        ("_2", "2026"),
        ("day", "20"),
        ("month", "11"),
        ("year", "2026"),
    ):
        if name.endswith(ending):
            return [value]
    return [plausible.get(kind, WORDS)]


def forge(form: PageForm, ids: Mapping[str, list[str]], chance: random.Random) -> Iterator[dict[str, Any]]:
    """The form with other people's ids in choices and hidden boxes, hostile texts, other versions and extra fields.

    Args:
        form: as its page shows it.
        ids: numbers of rows of each table.
        chance: which of them are tried.

    Returns:
        What is posted, one forged box at a time, and once with fields that the form does not ask for.
    """
    filled, every = fill(form), [key for keys in ids.values() for key in keys]
    for name, kind in form.types.items():
        if kind == "file":
            continue
        known = [*form.choices.get(name, []), *form.filled[name]]
        same = [key for keys in ids.values() if set(known) & set(keys) for key in keys if key not in known]
        closed = kind in ("select", "radio", "checkbox", "hidden")
        for value in (chance.choice(same or every), chance.choice(every if closed else HOSTILE)):
            yield {**filled, name: [value]}
    yield {**{name: chance.choice(every) for name in EXTRA}, **filled}
    yield filled
