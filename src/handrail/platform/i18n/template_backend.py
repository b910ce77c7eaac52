"""Django's Jinja2 engine in two languages: Welsh where all of a page is translated, else English, and it says so."""

from contextlib import nullcontext
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.jinja2 import Jinja2, Template
from django.utils.translation import get_language, override
from jinja2 import Environment

from handrail.platform.i18n.catalogue import get_welsh_catalogue
from handrail.platform.i18n.translated_environment import TranslatedEnvironment
from handrail.platform.i18n.translation import Catalogue, collect_missing_translations_within
from handrail.platform.ui.jinja_environment import make_environment
from handrail.platform.ui.template_query_guard import refuse_database_queries

ENGLISH, WELSH = "en-gb", "cy"


class BilingualTemplateEngine(Jinja2):
    """The engine of settings.TEMPLATES."""

    def get_template(self, template_name: str) -> Any:
        """The template; the language is chosen when it is drawn."""
        return BilingualTemplate(super().get_template(template_name), template_name, self)

    @cached_property
    def welsh(self) -> TranslatedEnvironment:
        """The same templates in Welsh, compiled as they are asked for."""
        return make_translated_environment(self.env, get_welsh_catalogue(drafts=settings.WELSH_DRAFTS))


def make_translated_environment(english: Environment, catalogue: Catalogue) -> TranslatedEnvironment:
    """An environment like the English one that says everything in the catalogue's language."""
    assert english.loader is not None
    environment = make_environment(
        loader=english.loader, kind=TranslatedEnvironment, auto_reload=english.auto_reload
    )
    environment.speak(catalogue)
    environment.globals["drafts"] = catalogue.has_drafts
    return environment


class BilingualTemplate:
    """A template that is drawn whole in one language."""

    def __init__(self, english: Template, name: str, engine: BilingualTemplateEngine) -> None:
        """`english` is what Django's engine gives."""
        self.english, self.name, self.engine = english, name, engine
        self.template, self.origin = english.template, english.origin

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        """The page. In Welsh only where nothing of it is missing."""
        if get_language() != WELSH:
            return self._draw(self.english, context, request)
        spoken = Template(self.engine.welsh.get_template(self.name), self.engine)
        with collect_missing_translations_within() as missing:
            page = self._draw(spoken, context, request)
        return page if not missing else self._render_english_version(context, request)

    def _render_english_version(self, context: dict[str, Any] | None, request: HttpRequest | None) -> str:
        with override(ENGLISH):
            return self._draw(self.english, {**(context or {}), "not_in_welsh": True}, request)

    def _draw(self, template: Template, context: dict[str, Any] | None, request: HttpRequest | None) -> str:
        with refuse_database_queries() if settings.REFUSE_QUERIES_IN_TEMPLATES else nullcontext():
            return str(template.render(context, request))
