"""The official schemas of Open Referral UK, and a validator that is not ours."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

HERE = Path(__file__).resolve().parents[1] / "openreferral"
PAGE = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}


@cache
def validator(name: str) -> Draft202012Validator:
    """The validator of one kind of entity, with formats checked: `compiled/…` or `schema/…`."""
    schema = json.loads((HERE / f"{name}.json").read_text())
    checker = FormatChecker(Draft202012Validator.FORMAT_CHECKER.checkers.keys())
    checker.checks("uri", ValueError)(_uri)
    checker.checks("date-time", ValueError)(_moment)
    return Draft202012Validator(schema, registry=_registry(), format_checker=checker)


def faults(name: str, entity: Any) -> list[str]:
    """What the official schema finds wrong."""
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(entity)]


def fixture(which: str, name: str) -> Any:
    """An answer from the validator's own mock feeds: Default, Warn or Fail."""
    return json.loads((HERE / "validator-fixtures" / which / f"{name}.json").read_text())


def _uri(text: Any) -> bool:
    """jsonschema checks addresses and moments only with packages that are not installed here."""
    parts = urlsplit(text) if isinstance(text, str) else None
    return parts is None or bool(parts.scheme and (parts.netloc or parts.path))


def _moment(text: Any) -> bool:
    return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None


@cache
def _registry() -> Registry:
    files = (HERE / "schema").glob("*.json")
    found = [
        (path.name, Resource.from_contents(_with_draft(path))) for path in files if path.stem != "openapi"
    ]
    return Registry().with_resources(found)


def _with_draft(path: Path) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **json.loads(path.read_text())}
