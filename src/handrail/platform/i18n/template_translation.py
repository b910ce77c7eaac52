"""A template, as parsed, said in another language: each sentence of its markup is looked up whole.

`<p>Ring <a href="…">the desk</a> before {{ when | day }}.</p>` is one message, "Ring <1>the desk</1> before {when}.",
and its translation may put the parts in another order. Done once, when a template is compiled: a page pays nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from handrail.platform.i18n.html_stream import (
    HtmlPositionTracker,
    Item,
    TagItem,
    TextItem,
    TranslatableAttributeText,
    ValueItem,
    mark_unfinished_tag,
)

LETTER = re.compile(r"[^\W\d_]")
ENTITY = re.compile(r"&\w+;|&#\d+;")
SPACE = re.compile(r"\s+")
PIECE = re.compile(r"\{\{|\}\}|\{(?P<value>\w+)\}|<(?P<close>/?)(?P<tag>\d+)/?>")
NOT_WORDS = re.compile(r"--|=\"|\b(app|govuk|moj)-|^[#/?&]|[a-z]_[a-z]|=$")
PICTURES = {"icon", "mark"}  # macros that draw and say nothing
VOID = {"br", "wbr", "img"}
AS_THEY_STAND = {"components/language.html"}  # templates that speak both languages by themselves

FindTranslation = Callable[[str], str | None]
"""A message's translation, or nothing where there is none."""


@dataclass(slots=True)
class InlineElement:
    """A tag within a sentence, with what it holds."""

    opening: TagItem
    closing: TagItem
    inner: list["Piece"]


Piece = TextItem | ValueItem | InlineElement


def translate_template(template: nodes.Template, find: FindTranslation) -> nodes.Template:
    """The template with its texts replaced. `find` is asked once for each message in it."""
    _ConcatTranslator().visit(template)
    _translate_nodes(template.body, HtmlPositionTracker(), find)
    return template


# --- what is glued in an expression: 'Read ' ~ (at | moment) ~ '.' ------------------------------------------------


class _ConcatTranslator(NodeTransformer):
    """Text joined by ~ becomes one phrase with its values."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802 - as the visitor calls it
        self.generic_visit(node)
        message = get_concatenated_message(node)
        if message is None:
            return node
        pattern, values = message
        pairs = [nodes.Pair(nodes.Const(name), value) for name, value in values.items()]
        return _make_environment_call("phrase", nodes.Const(pattern), nodes.Dict(pairs))


def get_concatenated_message(node: nodes.Concat) -> tuple[str, dict[str, nodes.Expr]] | None:
    """The message of texts that a template joins by ~, so that a language can order them its own way.

    Returns:
        The pattern with {names} and the expression of each name; None where it is no text: an address, a class.
    """
    fixed = "".join(str(part.value) for part in node.nodes if isinstance(part, nodes.Const))
    if NOT_WORDS.search(fixed) or " " not in fixed + _get_conditional_text(node):
        return None
    pattern, values = "", dict[str, nodes.Expr]()
    for part in node.nodes:
        if isinstance(part, nodes.Const):
            pattern += _escape_braces_of_pattern(str(part.value))
        else:
            pattern += "{" + _add_named_value(values, part) + "}"
    return pattern, values


def _get_conditional_text(node: nodes.Concat) -> str:
    """Words between which a part of the text is chosen; a blank where these were glued themselves."""
    chosen = [part for part in node.nodes if isinstance(part, nodes.CondExpr)]
    branches = [each for part in chosen for each in (part.expr1, part.expr2)]
    texts = [str(each.value) for each in branches if isinstance(each, nodes.Const)]
    return "".join(texts) + " " * any(_is_environment_call(each) for each in branches)


def _is_environment_call(node: nodes.Node | None) -> bool:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.EnvironmentAttribute)


# --- statements ----------------------------------------------------------------------------------------------------


def _translate_nodes(body: list[nodes.Node], reader: HtmlPositionTracker, find: FindTranslation) -> None:
    for node in body:
        if isinstance(node, nodes.Output):
            node.nodes = list(
                _translate_output_statement(mark_unfinished_tag(reader.read(node), reader), find)
            )
        elif isinstance(node, nodes.If):
            _translate_branches([node.body, *(each.body for each in node.elif_), node.else_], reader, find)
        elif isinstance(node, nodes.For):
            _translate_branches([node.body, node.else_], reader, find)
        elif isinstance(node, nodes.Block) and node.name.endswith("_class"):
            continue  # stands in an attribute
        elif isinstance(node, nodes.Macro | nodes.CallBlock | nodes.AssignBlock | nodes.FilterBlock):
            _translate_nodes(node.body, HtmlPositionTracker(), find)
        elif isinstance(node, nodes.Block | nodes.With | nodes.Scope | nodes.ScopedEvalContextModifier):
            _translate_nodes(node.body, reader, find)


def _translate_branches(
    bodies: list[list[nodes.Node]], reader: HtmlPositionTracker, find: FindTranslation
) -> None:
    """Each branch begins where the statement stands; what follows goes on from the end of the first."""
    start = _get_html_position_state(reader)
    end = start
    for at, body in enumerate(bodies):
        _set_html_position_state(reader, start)
        _translate_nodes(body, reader, find)
        end = end if at else _get_html_position_state(reader)
    _set_html_position_state(reader, end)


def _get_html_position_state(reader: HtmlPositionTracker) -> tuple[Any, ...]:
    return tuple(getattr(reader, name) for name in HtmlPositionTracker.__slots__)


def _set_html_position_state(reader: HtmlPositionTracker, where: tuple[Any, ...]) -> None:
    for name, value in zip(HtmlPositionTracker.__slots__, where, strict=True):
        setattr(reader, name, value)


# --- one run of output ---------------------------------------------------------------------------------------------


def _translate_output_statement(items: list[Item], find: FindTranslation) -> Iterator[nodes.Expr]:
    for run in _iterate_text_runs_and_tags(items):
        if isinstance(run, TagItem):
            yield from _translate_tag_attributes(run, find)
        else:
            yield from _translate_template_pieces(_build_nested_pieces(run), find)


def _iterate_text_runs_and_tags(items: list[Item]) -> Iterator[list[Item] | TagItem]:
    """Stretches that may be sentences, and the tags between them."""
    run: list[Item] = []
    partners = _find_positions_of_paired_tags(items)
    for at, item in enumerate(items):
        if isinstance(item, TagItem) and at not in partners:
            if run:
                yield run
            yield item
            run = []
        else:
            run.append(item)
    if run:
        yield run


def _find_positions_of_paired_tags(items: list[Item]) -> set[int]:
    """The places of inline tags that are opened and closed with no other tag's border between."""
    found: set[int] = set()
    waiting: list[tuple[int, str]] = []
    for at, item in enumerate(items):
        if not isinstance(item, TagItem):
            continue
        if item.whole and item.name in VOID:
            found.add(at)
        elif not item.inline:
            waiting = []
        elif not item.closes:
            waiting.append((at, item.name))
        elif waiting and waiting[-1][1] == item.name:
            found |= {waiting.pop()[0], at}
        else:
            waiting = []
    return found


def _build_nested_pieces(run: list[Item]) -> list[Piece]:
    """Elements with what they hold. In a run every tag has its partner."""
    levels: list[list[Piece]] = [[]]
    opened: list[TagItem] = []
    for item in run:
        if not isinstance(item, TagItem):
            levels[-1].append(item)
        elif item.name in VOID:
            levels[-1].append(InlineElement(item, TagItem(item.name, True), []))
        elif not item.closes:
            opened.append(item)
            levels.append([])
        else:
            inner = levels.pop()
            levels[-1].append(InlineElement(opened.pop(), item, inner))
    return levels[0]


def _translate_template_pieces(pieces: list[Piece], find: FindTranslation) -> Iterator[nodes.Expr]:
    texts = [piece.text for piece in pieces if isinstance(piece, TextItem)]
    if any(map(_has_letters, texts)) and not any(
        '="' in text for text in texts
    ):  # a macro may put attributes together
        yield from _translate_sentence(pieces, find)
        return
    for piece in pieces:
        if isinstance(piece, InlineElement):
            yield from _translate_tag_attributes(piece.opening, find)
            yield from _translate_template_pieces(piece.inner, find)
            yield from _translate_tag_attributes(piece.closing, find)
        else:
            yield _make_template_node(piece)


def _translate_sentence(pieces: list[Piece], find: FindTranslation) -> Iterator[nodes.Expr]:
    before, pieces, after = _split_off_pictures_at_ends(pieces)
    yield from map(_make_template_node, before)
    message = _SentencePattern()
    pattern = SPACE.sub(" ", message.read(pieces))
    lead, tail = len(pattern) - len(pattern.lstrip()), len(pattern) - len(pattern.rstrip())
    said = find(pattern.strip())
    if lead:
        yield nodes.TemplateData(" ")
    yield from message.write(said if said is not None else pattern.strip(), find)
    if said is None:
        yield _make_environment_call("missed", nodes.Const(pattern.strip()))
    if tail:
        yield nodes.TemplateData(" ")
    yield from map(_make_template_node, after)


def _split_off_pictures_at_ends(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Pictures at both ends are no part of the sentence."""
    start, end = 0, len(pieces)
    while start < end and _is_picture_call(pieces[start]):
        start += 1
    while end > start and _is_picture_call(pieces[end - 1]):
        end -= 1
    return pieces[:start], pieces[start:end], pieces[end:]


def _is_picture_call(piece: Piece) -> bool:
    node = piece.node if isinstance(piece, ValueItem) else None
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in PICTURES


@dataclass(slots=True)
class _SentencePattern:
    """A sentence's pattern, and what stands in its places."""

    values: dict[str, nodes.Expr] = field(default_factory=dict)
    tags: list[tuple[TagItem, TagItem]] = field(default_factory=list)

    def read(self, pieces: Iterable[Piece]) -> str:
        """ "Ring <1>the desk</1> before {when}." """
        return "".join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, TextItem):
            return _escape_braces_of_pattern(piece.text)
        if isinstance(piece, ValueItem):
            return "{" + _add_named_value(self.values, piece.node) + "}"
        self.tags.append((piece.opening, piece.closing))
        number = len(self.tags)
        return f"<{number}>{self.read(piece.inner)}</{number}>" if piece.inner else f"<{number}/>"

    def write(self, pattern: str, find: FindTranslation) -> Iterator[nodes.Expr]:
        """The nodes that print the pattern with everything in its place."""
        at = 0
        for found in PIECE.finditer(pattern):
            if found.start() > at:
                yield nodes.TemplateData(pattern[at : found.start()])
            yield from self._iterate_nodes_of_placeholder(found, find)
            at = found.end()
        if at < len(pattern):
            yield nodes.TemplateData(pattern[at:])

    def _iterate_nodes_of_placeholder(
        self, found: re.Match[str], find: FindTranslation
    ) -> Iterator[nodes.Expr]:
        if found["value"]:
            yield _make_environment_call("say", self.values[found["value"]])
        elif found["tag"]:
            opening, closing = self.tags[int(found["tag"]) - 1]
            yield from _translate_tag_attributes(closing if found["close"] else opening, find)
        else:
            yield nodes.TemplateData(found[0][0])


def _translate_tag_attributes(tag: TagItem, find: FindTranslation) -> Iterator[nodes.Expr]:
    for part in tag.parts:
        if isinstance(part, TranslatableAttributeText):
            yield from _translate_template_pieces([*part.items], find)
        else:
            yield nodes.TemplateData(part) if isinstance(part, str) else part


def _make_template_node(piece: Piece) -> nodes.Expr:
    if isinstance(piece, TextItem):
        return nodes.TemplateData(piece.text)
    assert isinstance(piece, ValueItem)
    return _make_environment_call("say", piece.node)


def _has_letters(text: str) -> bool:
    return bool(LETTER.search(ENTITY.sub("", text)))


def _escape_braces_of_pattern(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _add_named_value(values: dict[str, nodes.Expr], node: nodes.Expr) -> str:
    """A name for the value, after what it is called in the template; the same expression keeps one name."""
    name, number = _get_value_name(node), 2
    unique = name
    while unique in values and values[unique] != node:
        unique, number = f"{name}{number}", number + 1
    values[unique] = node
    return unique


def _get_value_name(node: nodes.Node | None) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return node.attr
    if isinstance(node, nodes.Filter):
        return _get_value_name(node.node)
    if isinstance(node, nodes.Call):
        return _get_value_name(node.args[0] if node.args else node.node)
    return "value"


def _make_environment_call(method: str, *arguments: nodes.Expr) -> nodes.Call:
    return nodes.Call(nodes.EnvironmentAttribute(method), list(arguments), [], None, None)
