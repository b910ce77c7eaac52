"""What our templates do many hundred times a page, by a shorter way: printing, asking a row, importing a macro.

What comes out is what Jinja gives. A page of many rows would spend a third of its drawing on these three.
"""

from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

from handrail.platform.kernel.messages import Phrase, UserText

TEXT_TYPES = frozenset({str, Phrase, UserText})
DICT_ATTRIBUTES = frozenset(dir(dict))


def escape_value(value: Any) -> str:
    """What `escape` gives, without making markup of it: it goes straight into the page."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return _escape_text(value) if kind in TEXT_TYPES else escape(value)


def _escape_text(text: str) -> str:
    plain = text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    return plain.replace("'", "&#39;").replace('"', "&#34;")


class _FastCodeGenerator(CodeGenerator):
    """Compiles what stands between {{ and }} to `printed` where Jinja writes `escape`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _FastTemplate(Template):
    """Jinja looks at each import for globals that the imported template lacks: here all have those of the site."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        alike = ctx is not None and ctx.globals_keys == self.environment.globals.keys()
        return super()._get_default_module(None if alike else ctx)


class SiteEnvironment(Environment):
    """Jinja's environment, with all three."""

    code_generator_class = _FastCodeGenerator
    template_class = _FastTemplate
    printed = staticmethod(escape_value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As Jinja has it; a dict is asked for its key first, unless it is the name of what every dict has."""
        if type(obj) is not dict or attribute in DICT_ATTRIBUTES:
            return super().getattr(obj, attribute)
        try:
            return obj[attribute]
        except KeyError:
            return self.undefined(obj=obj, name=attribute)
