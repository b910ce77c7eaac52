"""The Jinja environment of a language: the site's own, whose templates are said in that language when compiled."""

from collections.abc import Iterable
from typing import Any

from jinja2 import nodes, pass_eval_context
from jinja2.filters import do_join
from jinja2.nodes import EvalContext
from markupsafe import Markup

from handrail.platform.i18n import template_translation
from handrail.platform.i18n.translation import Catalogue, Translator, record_missing_translation
from handrail.platform.ui.jinja_environment import SiteEnvironment
from handrail.platform.ui.option_markup import OptionPairs, render_options


class TranslatedEnvironment(SiteEnvironment):
    """Compiles every template through the catalogue. `speak` says which; to be called before the first template."""

    speech: Translator

    def speak(self, catalogue: Catalogue) -> None:
        """Take the catalogue's language for everything printed."""
        self.speech = Translator(catalogue)
        self.globals["language"] = catalogue.code
        self.globals |= {"options": self._options, "said": self.say}
        self.filters |= {"join": self._join, "lower": self._lower}

    def compile(  # type: ignore[override]
        self,
        source: str | nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        **options: Any,
    ) -> Any:
        """As Jinja does it, after the template was said in the language."""
        parsed = self.parse(source, name, filename) if isinstance(source, str) else source
        if name not in template_translation.AS_THEY_STAND:
            parsed = template_translation.translate_template(parsed, self.speech.catalogue.find)
        return super().compile(parsed, name, filename, **options)

    def say(self, value: Any) -> Any:
        """What is printed, in the language."""
        return self.speech.say(value)

    def phrase(self, pattern: str, values: dict[str, Any]) -> str:
        """Text glued in a template."""
        return self.speech.glue(pattern, values)

    def missed(self, message: str) -> str:
        """A sentence of a template that has no translation. Prints nothing."""
        return record_missing_translation(message)

    def _options(self, pairs: OptionPairs, chosen: str, none: str = "") -> Markup:
        return render_options(
            tuple((code, str(self.say(text))) for code, text in pairs), chosen, str(self.say(none))
        )

    @pass_eval_context
    def _join(self, context: EvalContext, value: Iterable[Any], d: str = "", attribute: Any = None) -> str:
        parts = value if attribute is None else [self.getattr(each, attribute) for each in value]
        return str(do_join(context, [self.say(part) for part in parts], self.say(d)))

    def _lower(self, value: Any) -> str:
        return str(self.say(value)).lower()
