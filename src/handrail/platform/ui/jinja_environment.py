"""The one Jinja environment of the site, made by Django's template engine.

The GOV.UK macros are mounted under their own name beside our templates, text is escaped unless a template
says otherwise, and what is missing is loud (see undefined.py).
"""

from collections.abc import MutableMapping
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, PrefixLoader

from handrail.platform.access.session_times import get_idle_and_absolute_seconds_left
from handrail.platform.ui import (
    form_rendering,
    formatting,
    last_page,
    option_markup,
    query_strings,
    record_display,
    row_groups,
)
from handrail.platform.ui.device_calls import link_phone_numbers
from handrail.platform.ui.jinja_undefined import SiteUndefined
from handrail.platform.ui.macro_cache import cache_macro
from handrail.platform.ui.tag_states import STATES
from handrail.platform.ui.url_cache import get_url as address_of


class SiteEnvironment(Environment):
    """Jinja's own, whose globals are complete before the first template is loaded."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain dictionary: each import of each page compares its keys, and Jinja's ChainMap is slow at that."""
        return {**self.globals, **(d or {})}


def make_environment[E: SiteEnvironment](
    *,
    loader: BaseLoader,
    kind: type[E] = SiteEnvironment,  # type: ignore[assignment]
    **options: Any,
) -> E:
    """An environment for Django's options; `undefined` is always ours. `kind` is another class to make one of."""
    options |= {
        "loader": ChoiceLoader(
            [PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}), loader]
        ),
        "undefined": SiteUndefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    environment = kind(**options)
    environment.filters.update(
        formatting.FILTERS | {"consecutive": row_groups.group_consecutive, "dialled": link_phone_numbers}
    )
    environment.globals.update(_get_template_globals())
    return environment


def _get_template_globals() -> dict[str, Any]:
    return {
        "url": url,
        "static": static,
        "with_query": query_strings.build_address_with_query,
        "last_page_beneath": last_page.get_last_visited_page_beneath,
        "drawn_once": cache_macro,
        "today": formatting.get_today,
        "session_seconds_left": get_idle_and_absolute_seconds_left,
        "options": option_markup.render_options,
        "said": str,
        "language": "en-GB",
        "STATES": STATES,
        "name_fields": form_rendering.set_field_labels,
        "field_params": form_rendering.get_field_macro_name_and_params,
        "error_list": form_rendering.get_form_errors,
        "record_facts": record_display.list_labels_and_values_of_record,
    }


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    return reverse(name, args=args, kwargs=kwargs) if kwargs else address_of(name, *args)
