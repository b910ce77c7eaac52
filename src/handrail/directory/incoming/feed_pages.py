"""One page of services that a stranger sent, read in a child process: of each service only the fields that we know."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from handrail.directory.incoming.errors import UnreadableListError
from handrail.directory.incoming.json_reader import MAX_BYTES, TOO_LARGE_MESSAGE, parse_limited_json
from handrail.platform.parsers.parser_process import run_parser

TEXT_FIELDS: Final = ("id", "name", "description", "url", "email", "fees", "status")
NUMBER_FIELDS: Final = ("minimum_age", "maximum_age")
MAX_TEXT: Final = 5_000
MAX_NUMBER: Final = 1_000_000
MAX_ATTRIBUTES: Final = 200
MAX_SERVICES: Final = 10_000  # of a page; a whole list may have fewer


class FeedPage(NamedTuple):
    """The services as the feed has them, without fields that nobody here reads; and whether no page follows."""

    services: list[Any]
    last: bool


def read_service_page(content: bytes, number: int = 1) -> FeedPage:
    """The services of a page. Raises UnreadableListError where there are none to be read."""
    if len(content) > MAX_BYTES:
        raise UnreadableListError(TOO_LARGE_MESSAGE)
    found = run_parser(
        f"{__name__}:parse_service_page", content, {"number": number}, error=UnreadableListError
    ).value
    return FeedPage(found["services"], found["last"])


def parse_service_page(data: bytes, number: int) -> dict[str, Any]:
    """Runs in the child.

    Returns:
        "services": what `FeedPage` holds; "last": whether no page follows.

    Raises:
        UnreadableListError: it is no JSON, or holds no services.
    """
    page = parse_limited_json(data)
    services = get_services_of_page(page)
    return {
        "services": [_keep_known_service_fields(service) for service in services[:MAX_SERVICES]],
        "last": _is_last_page(page, number),
    }


def get_services_of_page(answer: Any) -> list[Any]:
    """The services of a page of either version, of a bare list, or one service by itself."""
    if isinstance(answer, list):
        return answer
    if isinstance(answer, dict):
        for name in ("contents", "content"):
            if isinstance(answer.get(name), list):
                return list(answer[name])
        if "name" in answer:
            return [answer]
    raise UnreadableListError("No services found: there is no “contents” and no named service.")


def _is_last_page(page: Any, number: int) -> bool:
    if not isinstance(page, dict):
        return True
    if page.get("last_page") is True or page.get("last") is True or page.get("empty") is True:
        return True
    total = page.get("total_pages", page.get("totalPages"))
    return isinstance(total, int) and number >= total


def _keep_known_service_fields(service: Any) -> Any:
    """What is of another type than it should be stays of another type: the report says so."""
    if not isinstance(service, dict):
        return repr(service)[:100]
    kept = {name: _cut_text_or_mark_wrong_type(service[name]) for name in TEXT_FIELDS if name in service}
    kept |= {
        name: _keep_number_or_mark_wrong_type(service[name]) for name in NUMBER_FIELDS if name in service
    }
    organization = service.get("organization")
    if isinstance(organization, dict):
        kept["organization"] = {"name": _cut_text_or_mark_wrong_type(organization.get("name"))}
    attributes = service.get("attributes")
    if isinstance(attributes, list):
        kept["attributes"] = [
            _keep_taxonomy_term_id(one) for one in attributes[:MAX_ATTRIBUTES] if isinstance(one, dict)
        ]
    return kept


def _cut_text_or_mark_wrong_type(value: Any) -> Any:
    return value[:MAX_TEXT] if isinstance(value, str) else None if value is None else False


def _keep_number_or_mark_wrong_type(value: Any) -> Any:
    if value is None:
        return None
    fits = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MAX_NUMBER
    return value if fits else False


def _keep_taxonomy_term_id(attribute: Mapping[str, Any]) -> dict[str, Any]:
    return {"taxonomy_term_id": _cut_text_or_mark_wrong_type(attribute.get("taxonomy_term_id"))}
