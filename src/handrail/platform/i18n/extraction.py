"""Every message that the product says, found in its sources: templates as parsed, Python by its fixed texts, and data.

Whoever writes a page marks nothing: a sentence in a template is a message because it stands there. In Python a sentence
with values is written with `msg` or `pluralise`; a fixed text is a message where it reads like words.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, nodes

import handrail
from handrail.platform.i18n import template_translation
from handrail.platform.i18n.translation import has_words_beside_values

ROOT = Path(handrail.__file__).parent
EXCLUDED_PARTS = {
    "migrations",
    "management",
    "demo",
    "site",
    "i18n",
    "vault",
    "monitoring",
    "audit",
    "inspection",
    "row_security",
    "field_classification.py",
    "secret_checks.py",
    "rows_kept_after_erasure.py",
    "sealed.py",
    "append_only_triggers.py",
    "apps.py",
    "gallery.py",
    "gallery_content.py",
    "charts.py",
    "letter_widths.py",
    "route_map.py",
    "sql",
    "sql_union.py",
    "one_statement.py",
    "counting_sql.py",
    "outcome_chart.py",
    "frozen_triggers.py",
    "share_triggers.py",
    "request_checks.py",
    "id_tokens.py",
}
WORDS = re.compile(r"[A-Z“‘£][^\W\d_]|\w.* \w|^ ?[(,;:] ?[a-z]{2}", re.DOTALL)
NOT_WORDS = re.compile(
    r"--|\b(app|govuk|moj)-|^[#/?&.%]|^[a-z]+([_.:][a-z_]+)+$|=$|^\S*[_/\\]\S*$|^<"
    r"|^(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|WITH|ATTACH|USE|CHECKPOINT|NOT EXISTS)\b|^noindex\b"
    r"|^[a-z_]+(\.[a-z_]+)*\.[A-Z]\w+$|^[a-z]+:[A-Za-z]+$|^QuerySet\[|^[a-z]+([A-Z][a-z]+)+$|^attachment;|\(\?|\\[dwsb]|^[A-Z][a-z]+([A-Z][a-z]+)+$|^[A-Z0-9_]+$|^text/|^application/"
)
DEVELOPER_ERRORS = {
    "ValueError",
    "TypeError",
    "KeyError",
    "RuntimeError",
    "LookupError",
    "AssertionError",
    "NotImplementedError",
    "OAuth2Error",
}
DEVELOPER_CALLS = {"public", "make_public_unindexed_view", "compute_blind_index"}
"""Why a page needs no sign-in, and what a keyed hash is for, is read by developers alone."""
NOT_SHOWN = {"samesite", "verbose_name_plural"}
"""Arguments and settings of a model that no page shows."""


@dataclass(slots=True)
class ExtractedMessages:
    """Messages with the places where they stand; for a count also the form for many."""

    places: dict[str, set[str]] = field(default_factory=dict)
    many: dict[str, str] = field(default_factory=dict)

    def add(self, message: str, place: str, many: str = "") -> None:
        """Take one down, if there are words in it besides its values."""
        if not has_words_beside_values(message):
            return
        self.places.setdefault(message, set()).add(place)
        if many:
            self.many[message] = many


def extract_messages(environment: Environment, data: Iterable[tuple[str, str]] = ()) -> ExtractedMessages:
    """All of them. `environment` gives the templates; `data` the texts in tables, each with its place."""
    found = ExtractedMessages()
    for path in sorted(ROOT.rglob("*.py")):
        if not EXCLUDED_PARTS.intersection(path.relative_to(ROOT).parts):
            add_messages_of_python_source(path.read_text(), str(path.relative_to(ROOT)), found)
    for path in sorted(_iterate_template_paths()):
        if not str(path).endswith((*template_translation.AS_THEY_STAND, "gallery.html")):
            add_messages_of_template(environment, path.read_text(), str(path.relative_to(ROOT)), found)
    for name in sorted(_find_govuk_macro_templates()):
        source = environment.loader.get_source(environment, name)[0] if environment.loader else ""
        add_messages_of_template(environment, source, name, found)
    for text, place in data:
        found.add(text, place)
    return found


def _iterate_template_paths() -> Iterator[Path]:
    """Templates of pages; those of documents are drawn in English by an environment of their own."""
    return (path for path in ROOT.glob("**/templates/**/*.html") if "documents" not in path.parts)


def _find_govuk_macro_templates() -> set[str]:
    """The templates of GOV.UK's macros that ours draw with: a few words stand in them too."""
    ours = (path.read_text() for path in _iterate_template_paths())
    found = {
        name
        for text in ours
        for name in re.findall(r"govuk_frontend_jinja/components/[\w-]+/macro.html", text)
    }
    return found | {"govuk_frontend_jinja/components/error-message/macro.html"}  # these draw it


def add_messages_of_template(
    environment: Environment, source: str, place: str, found: ExtractedMessages
) -> None:
    """Take up the sentences of the markup, then the fixed texts in its expressions.

    Args:
        environment: the site's own, which knows the tags and filters.
        source: the template's text.
        place: where it lies, for the catalogue.
        found: is added to.
    """
    template = environment.parse(source)
    for call in template.find_all(nodes.Filter):
        _add_plural_filter_message(call, place, found)
    for const in _iterate_constant_texts(template):
        found.add(const, place)

    def take(message: str) -> None:
        found.add(message, place)

    template_translation.translate_template(template, take)
    for phrase in template.find_all(nodes.Call):
        target = phrase.node
        if isinstance(target, nodes.EnvironmentAttribute) and target.name == "phrase":
            pattern = phrase.args[0]
            assert isinstance(pattern, nodes.Const)
            found.add(pattern.value, place)


def _add_plural_filter_message(call: nodes.Filter, place: str, found: ExtractedMessages) -> None:
    words = [each.value for each in call.args if isinstance(each, nodes.Const)]
    if call.name == "plural" and words:
        _add_counted_noun_message(words, place, found)


def _iterate_constant_texts(template: nodes.Template) -> Iterator[str]:
    glued = {
        id(part)
        for each in template.find_all(nodes.Concat)
        if template_translation.get_concatenated_message(each)
        for part in each.nodes
    }
    counted = {
        id(noun) for each in template.find_all(nodes.Filter) if each.name == "plural" for noun in each.args
    }
    for const in template.find_all(nodes.Const):
        if (
            isinstance(const.value, str)
            and id(const) not in glued | counted
            and is_text_read_on_pages(const.value)
        ):
            yield const.value


def is_text_read_on_pages(text: str) -> bool:
    """Whether somebody would read this on a page."""
    return bool(WORDS.search(text)) and not NOT_WORDS.search(text)


# --- Python ----------------------------------------------------------------------------------------------------------


def add_messages_of_python_source(source: str, place: str, found: ExtractedMessages) -> None:
    """Take up patterns of `msg`, nouns of `pluralise`, and fixed texts that read like words.

    Args:
        source: the module's text.
        place: where it lies, for the catalogue.
        found: is added to.
    """
    tree = ast.parse(source)
    skipped = _find_node_ids_without_messages(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            _add_messages_of_call(node, place, found)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            for text in _split_table_line_cells(node.value):
                if is_text_read_on_pages(text):
                    found.add(text, place)


def _split_table_line_cells(text: str) -> Iterable[str]:
    """A table written as lines with bars gives each of its cells."""
    if " | " not in text:
        return (text,)
    return (cell.strip() for line in text.splitlines() for cell in line.split("|"))


def _add_messages_of_call(call: ast.Call, place: str, found: ExtractedMessages) -> None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    words = list(_iterate_string_constants(call.args))
    if name == "msg":
        for text in (*words[:1], *_iterate_conditional_texts(call)):
            found.add(text, place)
    elif name in {"write_audit_record", "write_audit_record_of_read"}:
        for verb in _iterate_string_constants(each.value for each in call.keywords if each.arg == "verb"):
            found.add(verb, place)
    elif name == "join_texts":
        for between in (*words, *_iterate_string_constants(each.value for each in call.keywords)):
            found.add(f"{{first}}{between}{{then}}", place)
    elif name in {"pluralise", "plural", "count"} and words:
        _add_counted_noun_message(words, place, found)


def _iterate_string_constants(values: Iterable[ast.expr]) -> Iterator[str]:
    """Those of the values that are texts written out."""
    return (each.value for each in values if isinstance(each, ast.Constant) and isinstance(each.value, str))


def _add_counted_noun_message(words: list[str], place: str, found: ExtractedMessages) -> None:
    one, many = words[0], words[1] if len(words) > 1 else f"{words[0]}s"
    found.add(f"{{n}} {one}", place, f"{{n}} {many}")


def _iterate_conditional_texts(call: ast.Call) -> Iterator[str]:
    """Words between which a value of `msg` is chosen: how="open" if now else "closed"."""
    for keyword in call.keywords:
        for node in ast.walk(keyword.value):
            if isinstance(node, ast.IfExp):
                yield from _iterate_string_constants((node.body, node.orelse))


def _find_node_ids_without_messages(tree: ast.AST) -> set[int]:
    """Docstrings, pieces of other strings, what is logged, and errors for whoever writes the program."""
    skipped = _find_ids_of_strings_split_into_lists(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            skipped |= {id(each.value) for each in node.body if isinstance(each, ast.Expr)}
        if isinstance(node, ast.JoinedStr | ast.Subscript | ast.AnnAssign) or _is_developer_text(node):
            skipped |= {id(each) for each in _iter_inner_nodes(node)}
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"__all__", *NOT_SHOWN}:
            skipped |= {id(each) for each in ast.walk(node)}
        if isinstance(node, ast.FunctionDef | ast.arg):
            annotation = node.annotation if isinstance(node, ast.arg) else node.returns
            skipped |= {id(each) for each in ast.walk(annotation)} if annotation else set()
        if isinstance(node, ast.keyword) and node.arg in NOT_SHOWN:
            skipped |= {id(node.value)}
        if isinstance(node, ast.FunctionDef) and node.name in {"__str__", "__repr__"}:
            skipped |= {id(each) for each in ast.walk(node)}
    return skipped


def _find_ids_of_strings_split_into_lists(tree: ast.AST) -> set[int]:
    """Names of fields that are written as one string and taken apart where they are used: `shown.split()`."""
    split = {
        node.func.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "split"
        and isinstance(node.func.value, ast.Name)
        and not node.args
    }
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id in split
    }


def _iter_inner_nodes(node: ast.AST) -> Iterable[ast.AST]:
    if isinstance(node, ast.JoinedStr):
        return node.values
    if isinstance(node, ast.AnnAssign):
        return ast.walk(node.annotation)
    return ast.walk(node.slice) if isinstance(node, ast.Subscript) else ast.walk(node)


def _is_developer_text(node: ast.AST) -> bool:
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        return getattr(node.exc.func, "id", "") in DEVELOPER_ERRORS
    if not isinstance(node, ast.Call):
        return False
    target = node.func
    if isinstance(target, ast.Attribute):
        return getattr(target.value, "id", "") in {"log", "logger", "logging", "re"} or target.attr == "split"
    name = getattr(target, "id", "")
    return name in DEVELOPER_CALLS or name.endswith(("branch_sql", "branch_select_sql"))
