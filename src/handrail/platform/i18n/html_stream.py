"""A template's output as a stream of text, values and tags, kept apart across the statements between them."""

import re
from dataclasses import dataclass, field

from jinja2 import nodes

INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup", "time"}
RAW = {"script", "style", "textarea"}  # what stands in these is no text of ours
SPOKEN = {"alt", "aria-label", "data-head", "label", "placeholder", "title"}  # attributes that people read
TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)|<!--.*?-->|<!", re.DOTALL)
ATTRIBUTE = re.compile(r'(?P<name>[\w:-]+)=(?P<quote>["\'])|(?P<end>/?>)')


@dataclass(slots=True)
class TextItem:
    """Letters of the template."""

    text: str


@dataclass(slots=True)
class ValueItem:
    """Something that the template prints among its text."""

    node: nodes.Expr


@dataclass(slots=True)
class TranslatableAttributeText:
    """What stands in an attribute that people read."""

    items: list[TextItem | ValueItem] = field(default_factory=list)


@dataclass(slots=True)
class TagItem:
    """A tag, or the part of one that stands between two statements. `whole` where it begins and ends here."""

    name: str
    closes: bool
    parts: list[str | nodes.Expr | TranslatableAttributeText] = field(default_factory=list)
    whole: bool = False

    @property
    def inline(self) -> bool:
        """Whether it may stand within a sentence."""
        return self.whole and self.name in INLINE


Item = TextItem | ValueItem | TagItem


@dataclass(slots=True)
class HtmlPositionTracker:
    """Where in the markup a template stands; one goes through a whole template from its beginning."""

    tag: str = ""  # the tag that we are inside of
    closes: bool = False
    quote: str = ""  # inside the quotes of an attribute
    spoken: bool = False  # and people read that attribute
    raw: str = ""  # inside an element whose text is not ours

    def read(self, output: nodes.Output) -> list[Item]:
        """The items of one run of output, and the reader moved to its end."""
        items: list[Item] = []
        if self.tag:
            items.append(TagItem(self.tag, self.closes))
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                self._data(node.data, items)
            elif self.tag:
                self._value(node, items)
            else:
                items.append(TagItem("", False, [node]) if self.raw else ValueItem(node))
        return items

    def _value(self, node: nodes.Expr, items: list[Item]) -> None:
        tag = items[-1]
        assert isinstance(tag, TagItem)
        if self.spoken:
            _get_or_add_translatable_attribute_text(tag).items.append(ValueItem(node))
        else:
            tag.parts.append(node)

    def _data(self, data: str, items: list[Item]) -> None:
        at = 0
        while at < len(data):
            at = self._in_tag(data, at, items) if self.tag else self._in_text(data, at, items)

    def _in_text(self, data: str, at: int, items: list[Item]) -> int:
        if self.raw:
            return self._in_raw(data, at, items)
        found = TAG.search(data, at)
        if found is None:
            items.append(TextItem(data[at:]))
            return len(data)
        if found.start() > at:
            items.append(TextItem(data[at : found.start()]))
        if found["name"] or found[0] == "<!":
            self._enter_tag(found["name"] or "!", bool(found["close"]), found[0], items)
        else:
            items.append(TagItem("!--", False, [found[0]]))
        return found.end()

    def _in_raw(self, data: str, at: int, items: list[Item]) -> int:
        end = data.find(f"</{self.raw}", at)
        if end != at:
            items.append(TagItem("", False, [data[at:] if end < 0 else data[at:end]]))
        if end < 0:
            return len(data)
        name, self.raw = self.raw, ""
        self._enter_tag(name, True, f"</{name}", items)
        return end + len(name) + 2

    def _enter_tag(self, name: str, closes: bool, text: str, items: list[Item]) -> None:
        self.tag, self.closes = name.lower(), closes
        items.append(TagItem(self.tag, closes, [text], whole=True))

    def _in_tag(self, data: str, at: int, items: list[Item]) -> int:
        tag = items[-1]
        assert isinstance(tag, TagItem)
        return self._in_quotes(data, at, tag) if self.quote else self._read_between_attributes(data, at, tag)

    def _in_quotes(self, data: str, at: int, tag: TagItem) -> int:
        end = data.find(self.quote, at)
        piece = data[at:] if end < 0 else data[at:end]
        if self.spoken and piece:
            _get_or_add_translatable_attribute_text(tag).items.append(TextItem(piece))
        elif piece:
            tag.parts.append(piece)
        if end < 0:
            return len(data)
        tag.parts.append(self.quote)
        self.quote, self.spoken = "", False
        return end + 1

    def _read_between_attributes(self, data: str, at: int, tag: TagItem) -> int:
        found = ATTRIBUTE.search(data, at)
        if found is None:
            tag.parts.append(data[at:])
            return len(data)
        tag.parts.append(data[at : found.end()])
        if found["end"]:
            self._leave(void=found["end"] == "/>")
        else:
            self.quote, self.spoken = found["quote"], _is_translatable_attribute(found["name"])
        return found.end()

    def _leave(self, *, void: bool) -> None:
        if self.tag in RAW and not self.closes and not void:
            self.raw = self.tag
        self.tag = ""


def _is_translatable_attribute(attribute: str) -> bool:
    return attribute in SPOKEN or attribute.startswith("data-said-")  # what scripts say stands in these


def _get_or_add_translatable_attribute_text(tag: TagItem) -> TranslatableAttributeText:
    if not tag.parts or not isinstance(tag.parts[-1], TranslatableAttributeText):
        tag.parts.append(TranslatableAttributeText())
    last = tag.parts[-1]
    assert isinstance(last, TranslatableAttributeText)
    return last


def mark_unfinished_tag(items: list[Item], reader: HtmlPositionTracker) -> list[Item]:
    """The items, with a tag that goes on after the run marked as such: it stands in no sentence."""
    if reader.tag and items and isinstance(items[-1], TagItem):
        items[-1].whole = False
    return items
