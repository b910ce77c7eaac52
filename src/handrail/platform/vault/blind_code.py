"""A column for a coded fact about a person: the code in memory, a keyed token in the database.

A copy of the main database without the master key holds tokens alone. Each code has several tokens, of which every
write takes one at random, in proportion to how often the code is expected: so that counting tokens tells little, too.
Rows are found by `exact` and `in` as ever, which ask for all tokens of a code. Grouping and sorting by such a column
would go by tokens: nothing does.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.checks import CheckMessage
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.lookups import In

from handrail.platform.vault import master_key

FEW_TOKENS = 4
"""Tokens of a code that few rows have. Neither this nor a number in `often` may ever be lowered: rows hold them all."""
TOKEN_LENGTH = 16

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField


@dataclass(frozen=True, slots=True)
class BlindCodeTokens:
    """The tokens of each code of a column, and the code of each token."""

    tokens: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, str]


class BlindCodeField(_CharField):
    """A short code out of `choices`, kept as a token.

    Args:
        often: the codes that most rows have, each with its number of tokens; every other has FEW_TOKENS.
    """

    def __init__(self, *args: Any, often: Mapping[str, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "max_length": TOKEN_LENGTH})
        self.often = often or {}
        self._made: tuple[bytes, BlindCodeTokens] | None = None
        codes_only = [one for one in self.validators if not isinstance(one, MaxLengthValidator)]
        self.validators[:] = codes_only  # the length is that of a token, not of a code

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """As Django's, but for the length of codes."""
        return [found for found in super().check(**kwargs) if found.id != "fields.E009"]

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """The column alone: neither codes nor a default in clear."""
        return self.name, "django.db.models.CharField", [], {"max_length": TOKEN_LENGTH}

    def get_table(self) -> BlindCodeTokens:
        """The tokens of this column, under the present master key: made once, for it is asked for with every row."""
        key = master_key.derive_key_of_purpose_under_root_key(
            "blind index", "code", f"{self.model._meta.label}.{self.name}"
        )
        if self._made is None or self._made[0] != key:
            shares = [(str(code), self._count_tokens(code)) for code, _ in self.flatchoices]
            self._made = key, _make_token_table(key, shares)
        return self._made[1]

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        """The code. Raises ValueError for what is no token of this column: another key, or a changed row."""
        return self.decode(value) if value else value

    def decode(self, token: str) -> str:
        """The code of a token that was read by hand-written SQL."""
        code = self.get_table().codes.get(token)
        if code is None:
            raise ValueError(f"{self.model._meta.label}.{self.name}: no token of this column.")
        return code

    def get_prep_value(self, value: Any) -> str | None:
        """One of the code's tokens. Raises ValueError for a code that is not on the list."""
        return secrets.choice(self.list_tokens(value)) if value else value

    def list_tokens(self, code: Any) -> tuple[str, ...]:
        """All tokens of a code; no code is an empty text. Raises ValueError for a code that is not on the list."""
        if code == "":
            return ("",)
        tokens = self.get_table().tokens.get(str(code))
        if tokens is None:
            raise ValueError(f"{self.model._meta.label}.{self.name}: {code!r} is not on its list.")
        return tokens

    def _count_tokens(self, code: object) -> int:
        return self.often.get(str(code), FEW_TOKENS)


@BlindCodeField.register_lookup
class BlindCodeIn(In):
    """Any token of any of the codes."""

    prepare_rhs = False

    def __init__(self, lhs: Any, rhs: Any) -> None:
        field = lhs.output_field
        super().__init__(
            lhs, [token for code in _iterate_codes_of_lookup(rhs) for token in field.list_tokens(code)]
        )


@BlindCodeField.register_lookup
class BlindCodeExact(BlindCodeIn):
    """Any token of the code."""

    lookup_name = "exact"

    def __init__(self, lhs: Any, rhs: Any) -> None:
        super().__init__(lhs, [rhs])


def _iterate_codes_of_lookup(rhs: Any) -> Iterable[Any]:
    if not isinstance(rhs, Iterable) or hasattr(rhs, "resolve_expression"):
        raise TypeError("A coded fact is compared with codes alone.")
    return rhs


def _make_token_table(key: bytes, shares: Iterable[tuple[str, int]]) -> BlindCodeTokens:
    tokens = {
        code: tuple(
            hmac.digest(key, f"{number} {code}".encode(), hashlib.sha256).hex()[:TOKEN_LENGTH]
            for number in range(count)
        )
        for code, count in shares
    }
    return BlindCodeTokens(tokens, {token: code for code, mine in tokens.items() for token in mine})
