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

from handrail.web.languages.html import Item, Reader, Spoken, Tag, Text, Value, finish

LETTER = re.compile(r"[^\W\d_]")
ENTITY = re.compile(r"&\w+;|&#\d+;")
SPACE = re.compile(r"\s+")
PIECE = re.compile(r"\{\{|\}\}|\{(?P<value>\w+)\}|<(?P<close>/?)(?P<tag>\d+)/?>")
NOT_WORDS = re.compile(r"--|=\"|\b(app|govuk|moj)-|^[#/?&]|[a-z]_[a-z]|=$")
PICTURES = {"icon", "mark"}  # macros that draw and say nothing
VOID = {"br", "wbr", "img"}
AS_THEY_STAND = {"components/language.html"}  # templates that speak both languages by themselves

Find = Callable[[str], str | None]
"""A message's translation, or nothing where there is none."""


@dataclass(slots=True)
class Element:
    """A tag within a sentence, with what it holds."""

    opening: Tag
    closing: Tag
    inner: list["Piece"]


Piece = Text | Value | Element


def translate(template: nodes.Template, find: Find) -> nodes.Template:
    """The template with its texts replaced. `find` is asked once for each message in it."""
    _Glued().visit(template)
    _walk(template.body, Reader(), find)
    return template


# --- what is glued in an expression: 'Read ' ~ (at | moment) ~ '.' ------------------------------------------------


class _Glued(NodeTransformer):
    """Text joined by ~ becomes one phrase with its values."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802 - as the visitor calls it
        self.generic_visit(node)
        message = glued(node)
        if message is None:
            return node
        pattern, values = message
        pairs = [nodes.Pair(nodes.Const(name), value) for name, value in values.items()]
        return _call("phrase", nodes.Const(pattern), nodes.Dict(pairs))


def glued(node: nodes.Concat) -> tuple[str, dict[str, nodes.Expr]] | None:
    """The message of texts joined by ~ and its values, or nothing where it is no text: an address, a class."""
    fixed = "".join(str(part.value) for part in node.nodes if isinstance(part, nodes.Const))
    if NOT_WORDS.search(fixed) or " " not in fixed + _chosen(node):
        return None
    pattern, values = "", dict[str, nodes.Expr]()
    for part in node.nodes:
        if isinstance(part, nodes.Const):
            pattern += _braced(str(part.value))
        else:
            pattern += "{" + _keep(values, part) + "}"
    return pattern, values


def _chosen(node: nodes.Concat) -> str:
    """Words between which a part of the text is chosen; a blank where these were glued themselves."""
    chosen = [part for part in node.nodes if isinstance(part, nodes.CondExpr)]
    branches = [each for part in chosen for each in (part.expr1, part.expr2)]
    texts = [str(each.value) for each in branches if isinstance(each, nodes.Const)]
    return "".join(texts) + " " * any(_is_ours(each) for each in branches)


def _is_ours(node: nodes.Node | None) -> bool:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.EnvironmentAttribute)


# --- statements ----------------------------------------------------------------------------------------------------


def _walk(body: list[nodes.Node], reader: Reader, find: Find) -> None:
    for node in body:
        if isinstance(node, nodes.Output):
            node.nodes = list(_output(finish(reader.read(node), reader), find))
        elif isinstance(node, nodes.If):
            _branches([node.body, *(each.body for each in node.elif_), node.else_], reader, find)
        elif isinstance(node, nodes.For):
            _branches([node.body, node.else_], reader, find)
        elif isinstance(node, nodes.Block) and node.name.endswith("_class"):
            continue  # stands in an attribute
        elif isinstance(node, nodes.Macro | nodes.CallBlock | nodes.AssignBlock | nodes.FilterBlock):
            _walk(node.body, Reader(), find)
        elif isinstance(node, nodes.Block | nodes.With | nodes.Scope | nodes.ScopedEvalContextModifier):
            _walk(node.body, reader, find)


def _branches(bodies: list[list[nodes.Node]], reader: Reader, find: Find) -> None:
    """Each branch begins where the statement stands; what follows goes on from the end of the first."""
    start = _where(reader)
    end = start
    for at, body in enumerate(bodies):
        _put(reader, start)
        _walk(body, reader, find)
        end = end if at else _where(reader)
    _put(reader, end)


def _where(reader: Reader) -> tuple[Any, ...]:
    return tuple(getattr(reader, name) for name in Reader.__slots__)


def _put(reader: Reader, where: tuple[Any, ...]) -> None:
    for name, value in zip(Reader.__slots__, where, strict=True):
        setattr(reader, name, value)


# --- one run of output ---------------------------------------------------------------------------------------------


def _output(items: list[Item], find: Find) -> Iterator[nodes.Expr]:
    for run in _runs(items):
        if isinstance(run, Tag):
            yield from _tag(run, find)
        else:
            yield from _say(_tree(run), find)


def _runs(items: list[Item]) -> Iterator[list[Item] | Tag]:
    """Stretches that may be sentences, and the tags between them."""
    run: list[Item] = []
    partners = _partners(items)
    for at, item in enumerate(items):
        if isinstance(item, Tag) and at not in partners:
            if run:
                yield run
            yield item
            run = []
        else:
            run.append(item)
    if run:
        yield run


def _partners(items: list[Item]) -> set[int]:
    """The places of inline tags that are opened and closed with no other tag's border between."""
    found: set[int] = set()
    waiting: list[tuple[int, str]] = []
    for at, item in enumerate(items):
        if not isinstance(item, Tag):
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


def _tree(run: list[Item]) -> list[Piece]:
    """Elements with what they hold. In a run every tag has its partner."""
    levels: list[list[Piece]] = [[]]
    opened: list[Tag] = []
    for item in run:
        if not isinstance(item, Tag):
            levels[-1].append(item)
        elif item.name in VOID:
            levels[-1].append(Element(item, Tag(item.name, True), []))
        elif not item.closes:
            opened.append(item)
            levels.append([])
        else:
            inner = levels.pop()
            levels[-1].append(Element(opened.pop(), item, inner))
    return levels[0]


def _say(pieces: list[Piece], find: Find) -> Iterator[nodes.Expr]:
    texts = [piece.text for piece in pieces if isinstance(piece, Text)]
    if any(map(_words, texts)) and not any(
        '="' in text for text in texts
    ):  # a macro may put attributes together
        yield from _sentence(pieces, find)
        return
    for piece in pieces:
        if isinstance(piece, Element):
            yield from _tag(piece.opening, find)
            yield from _say(piece.inner, find)
            yield from _tag(piece.closing, find)
        else:
            yield _as_it_is(piece)


def _sentence(pieces: list[Piece], find: Find) -> Iterator[nodes.Expr]:
    before, pieces, after = _edges(pieces)
    yield from map(_as_it_is, before)
    message = _Message()
    pattern = SPACE.sub(" ", message.read(pieces))
    lead, tail = len(pattern) - len(pattern.lstrip()), len(pattern) - len(pattern.rstrip())
    said = find(pattern.strip())
    if lead:
        yield nodes.TemplateData(" ")
    yield from message.write(said if said is not None else pattern.strip(), find)
    if said is None:
        yield _call("missed", nodes.Const(pattern.strip()))
    if tail:
        yield nodes.TemplateData(" ")
    yield from map(_as_it_is, after)


def _edges(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Pictures at both ends are no part of the sentence."""
    start, end = 0, len(pieces)
    while start < end and _picture(pieces[start]):
        start += 1
    while end > start and _picture(pieces[end - 1]):
        end -= 1
    return pieces[:start], pieces[start:end], pieces[end:]


def _picture(piece: Piece) -> bool:
    node = piece.node if isinstance(piece, Value) else None
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in PICTURES


@dataclass(slots=True)
class _Message:
    """A sentence's pattern, and what stands in its places."""

    values: dict[str, nodes.Expr] = field(default_factory=dict)
    tags: list[tuple[Tag, Tag]] = field(default_factory=list)

    def read(self, pieces: Iterable[Piece]) -> str:
        """ "Ring <1>the desk</1> before {when}." """
        return "".join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, Text):
            return _braced(piece.text)
        if isinstance(piece, Value):
            return "{" + _keep(self.values, piece.node) + "}"
        self.tags.append((piece.opening, piece.closing))
        number = len(self.tags)
        return f"<{number}>{self.read(piece.inner)}</{number}>" if piece.inner else f"<{number}/>"

    def write(self, pattern: str, find: Find) -> Iterator[nodes.Expr]:
        """The nodes that print the pattern with everything in its place."""
        at = 0
        for found in PIECE.finditer(pattern):
            if found.start() > at:
                yield nodes.TemplateData(pattern[at : found.start()])
            yield from self._place(found, find)
            at = found.end()
        if at < len(pattern):
            yield nodes.TemplateData(pattern[at:])

    def _place(self, found: re.Match[str], find: Find) -> Iterator[nodes.Expr]:
        if found["value"]:
            yield _call("say", self.values[found["value"]])
        elif found["tag"]:
            opening, closing = self.tags[int(found["tag"]) - 1]
            yield from _tag(closing if found["close"] else opening, find)
        else:
            yield nodes.TemplateData(found[0][0])


def _tag(tag: Tag, find: Find) -> Iterator[nodes.Expr]:
    for part in tag.parts:
        if isinstance(part, Spoken):
            yield from _say([*part.items], find)
        else:
            yield nodes.TemplateData(part) if isinstance(part, str) else part


def _as_it_is(piece: Piece) -> nodes.Expr:
    if isinstance(piece, Text):
        return nodes.TemplateData(piece.text)
    assert isinstance(piece, Value)
    return _call("say", piece.node)


def _words(text: str) -> bool:
    return bool(LETTER.search(ENTITY.sub("", text)))


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _keep(values: dict[str, nodes.Expr], node: nodes.Expr) -> str:
    """A name for the value, after what it is called in the template; the same expression keeps one name."""
    name, number = _name(node), 2
    unique = name
    while unique in values and values[unique] != node:
        unique, number = f"{name}{number}", number + 1
    values[unique] = node
    return unique


def _name(node: nodes.Node | None) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return node.attr
    if isinstance(node, nodes.Filter):
        return _name(node.node)
    if isinstance(node, nodes.Call):
        return _name(node.args[0] if node.args else node.node)
    return "value"


def _call(method: str, *arguments: nodes.Expr) -> nodes.Call:
    return nodes.Call(nodes.EnvironmentAttribute(method), list(arguments), [], None, None)
