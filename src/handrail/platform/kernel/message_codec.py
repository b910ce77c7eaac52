"""A phrase as text, for a column or a file, and back: plain text where it is one, else JSON that begins with MARK."""

import json
from typing import Any

from handrail.platform.kernel.messages import Phrase

MARK = '{"say":'


def encode_message(value: Phrase) -> str:
    """The phrase as text: its pattern and its values, whatever these are made of."""
    return json.dumps(_to_json_value(value), ensure_ascii=False, separators=(",", ":"))


def decode_message(text: Any) -> Any:
    """The phrase that was kept; any other text as it stands."""
    return _from_json_value(json.loads(text)) if isinstance(text, str) and text.startswith(MARK) else text


def _to_json_value(value: Any) -> Any:
    if not isinstance(value, Phrase):
        return value if isinstance(value, int) else str(value)
    rest = {"many": value.many, "turned": value.turned}
    told = {"say": value.pattern, "with": {name: _to_json_value(each) for name, each in value.values.items()}}
    return {**told, "text": str.__str__(value)} | {name: text for name, text in rest.items() if text}


def _from_json_value(told: Any) -> Any:
    if not isinstance(told, dict):
        return told
    values = {name: _from_json_value(value) for name, value in told["with"].items()}
    return Phrase(told["text"], told["say"], values, told.get("many", ""), told.get("turned", ""))
