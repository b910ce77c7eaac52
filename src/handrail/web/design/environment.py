"""The one Jinja environment of the site, made by Django's template engine.

The GOV.UK macros are mounted under their own name beside our templates, text is escaped unless a template
says otherwise, and what is missing is loud (see undefined.py).
"""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import BaseLoader, ChoiceLoader, PackageLoader, PrefixLoader

from handrail.web.design import address, forms, options, rows, words
from handrail.web.design.addresses import address as address_of
from handrail.web.design.drawn import drawn_once
from handrail.web.design.printing import OurEnvironment
from handrail.web.design.states import STATES
from handrail.web.design.undefined import OurUndefined


def make[E: OurEnvironment](*, loader: BaseLoader, kind: type[E] = OurEnvironment, **options: Any) -> E:  # type: ignore[assignment]
    """An environment for Django's options; `undefined` is always ours. `kind` is another class to make one of."""
    options |= {
        "loader": ChoiceLoader(
            [PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}), loader]
        ),
        "undefined": OurUndefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    environment = kind(**options)
    environment.filters.update(words.FILTERS | {"consecutive": rows.consecutive})
    environment.globals.update(_globals())
    return environment


def _globals() -> dict[str, Any]:
    return {
        "url": url,
        "static": static,
        "with_query": address.with_query,
        "drawn_once": drawn_once,
        "today": words.today,
        "options": options.options,
        "said": str,
        "language": "en-GB",
        "STATES": STATES,
        "name_fields": forms.name_fields,
        "field_params": forms.field_params,
        "error_list": forms.error_list,
    }


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    return reverse(name, args=args, kwargs=kwargs) if kwargs else address_of(name, *args)
