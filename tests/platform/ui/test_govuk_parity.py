"""The macros, in our environment, give exactly the markup of the GOV.UK release that the styles come from."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines

from handrail.platform.ui.jinja_undefined import SiteUndefined

ROOT = Path(__file__).resolve().parents[3]
COMPONENTS = ROOT / "assets" / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
USED = (
    *("breadcrumbs", "button", "character-count", "checkboxes", "date-input", "details", "error-message"),
    *("error-summary", "fieldset", "file-upload", "hint", "input", "label", "password-input", "radios"),
    *("select", "skip-link", "summary-list", "textarea"),
)


class Plain(HTMLParser):
    """Markup as a list of tags with sorted attributes and of words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[object] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, sorted((name, " ".join((value or "").split())) for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append("/" + tag)

    def handle_data(self, data: str) -> None:
        self.parts += [" ".join(data.split())] if data.split() else []


def macro_of(component: str) -> str:
    return "govuk" + component.title().replace("-", "")


@pytest.mark.parametrize("component", USED)
def test_same_markup_as_the_release(component: str):
    fixtures = json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]
    source = (
        f'{{% from "govuk_frontend_jinja/components/{component}/macro.html" import {macro_of(component)} %}}'
        f"{{{{ {macro_of(component)}(params) }}}}"
    )
    macro = engines["jinja2"].from_string(source)
    assert fixtures
    for fixture in fixtures:
        ours = Plain(macro.render({"params": fixture["options"]}))
        assert ours.parts == Plain(fixture["html"]).parts, fixture["name"]


def test_the_environment_is_loud_about_slips():
    assert engines["jinja2"].env.undefined is SiteUndefined
