"""What a due says, sealed as one value: which sentence it is tells what happened to the person.

Nothing that a person types goes here: all of it is made by the rules. A sentence comes back as the phrase it was, to
be said in the reader's language.
"""

import json
from dataclasses import astuple, dataclass
from typing import Any

from handrail.platform.kernel.message_codec import decode_message, encode_message
from handrail.platform.kernel.messages import Phrase
from handrail.platform.vault.app_sealed_fields import AppSealedField


@dataclass(frozen=True, slots=True)
class DueWording:
    """Its words. Sentences may be kept as their code still (`message_codec.py`): `open_phrases` turns them back."""

    title: str
    who: str = ""
    why: str = ""
    rule: str = ""
    source: str = ""

    def __str__(self) -> str:
        """As a copy for the person says it."""
        said = self.open_phrases()
        return f"{said.title}. {said.why}" if said.why else said.title

    def open_phrases(self) -> "DueWording":
        """The same with each sentence as a phrase: only for what is shown, since it costs."""
        return DueWording(self.title, self.who, *map(decode_message, (self.why, self.rule, self.source)))


class DueWordingField(AppSealedField):
    """A column of such words."""

    def to_text(self, value: DueWording) -> str:
        """A list of texts as JSON, phrases by their code."""
        title, who, *said = astuple(value)
        return json.dumps([title, who, *map(_encode_message_if_phrase, said)], ensure_ascii=False)

    def from_text(self, text: str) -> DueWording:
        """The words, sentences by their code still."""
        return DueWording(*json.loads(text))


def _encode_message_if_phrase(said: Any) -> str:
    return encode_message(said) if isinstance(said, Phrase) else str(said)
