"""A phrase as text, for a column or a file, and back: plain text where it is one, else JSON that begins with MARK."""

import json
from typing import Any

from handrail.kernel.saying import Phrase

MARK = '{"say":'


def kept(value: Phrase) -> str:
    """The phrase as text: its pattern and its values, whatever these are made of."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def phrase(text: Any) -> Any:
    """The phrase that was kept; any other text as it stands."""
    return _whole(json.loads(text)) if isinstance(text, str) and text.startswith(MARK) else text


def _plain(value: Any) -> Any:
    if not isinstance(value, Phrase):
        return value if isinstance(value, int) else str(value)
    rest = {"many": value.many, "turned": value.turned}
    told = {"say": value.pattern, "with": {name: _plain(each) for name, each in value.values.items()}}
    return {**told, "text": str.__str__(value)} | {name: text for name, text in rest.items() if text}


def _whole(told: Any) -> Any:
    if not isinstance(told, dict):
        return told
    values = {name: _whole(value) for name, value in told["with"].items()}
    return Phrase(told["text"], told["say"], values, told.get("many", ""), told.get("turned", ""))
