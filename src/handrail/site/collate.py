"""`handrail collate CALL --out DIR`: report.html, report.pdf and report.docx of a call's report.

What was published is written as it was published. A report that is not published yet is made as a draft.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from django.db import DatabaseError
from django.utils import timezone

from handrail.site import databases

WRONG = 2


def main(arguments: list[str]) -> int:
    """Write the three files. 2 where the call is unknown, has no report, or the folder cannot be written."""
    parser = argparse.ArgumentParser(
        prog="handrail collate",
        description="Write the report of a call as report.html, report.pdf and report.docx.",
    )
    parser.add_argument("call", help="the code of the call, such as hestia-2021")
    parser.add_argument(
        "--out", required=True, type=Path, help="the folder to write into; made where it is missing"
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="make the files of a published edition again and compare their bytes",
    )
    options = parser.parse_args(arguments)
    databases.set_up_django()
    try:
        return _write_report_of_data_call(options.call, options.out, check=options.check)
    except DatabaseError:
        return _print_error_and_return_code(
            "There is no database here yet: run `handrail demo` or `handrail migrate` first."
        )


def _write_report_of_data_call(call: str, out: Path, *, check: bool) -> int:
    from handrail.areas.calls.models import Call  # noqa: PLC0415 - models need Django to be set up first
    from handrail.areas.reports.queries import published_editions as published  # noqa: PLC0415 - the same

    known = list(Call.objects.order_by("code").values_list("code", flat=True))
    if call not in known:
        return _print_error_and_return_code(
            f"There is no call named {call}. Calls here: {', '.join(known) or 'none'}."
        )
    if fault := _make_folder_or_explain(out):
        return _print_error_and_return_code(fault)
    newest = published.find_newest_report_slug_and_edition_number(call)
    if newest:
        return _write_published_edition(*newest, out, check=check)
    drafts = published.list_report_slugs(call)
    if not drafts:
        return _print_error_and_return_code(
            f"Nobody has begun a report of {call}. An editor begins one under Reports."
        )
    return _write_draft_report(drafts[0], out)


def _write_published_edition(slug: str, number: int, out: Path, *, check: bool) -> int:
    from handrail.areas.reports.queries import published_editions as published  # noqa: PLC0415 - models need Django to be set up first

    page = published.find_edition_detail(slug, number)
    assert page is not None, "it was found a moment ago"
    print(f"{page.title}: edition {number}, published on {timezone.localtime(page.published_at):%-d %B %Y}")
    files = []
    for line in page.files:
        found = published.find_edition_file_bytes_and_hash(slug, number, line.format)
        assert found is not None, "an edition has all its files"
        files.append((line.format, found[0], found[1]))
    wrong = _write_report_files(files, out)
    return wrong or (_compare_remade_files_and_return_code(slug, number) if check else 0)


def _compare_remade_files_and_return_code(slug: str, number: int) -> int:
    """Make the files again from the content that was kept."""
    from handrail.areas.reports.edition_content import parse_edition_content as of_plain  # noqa: PLC0415 - models need Django to be set up first
    from handrail.areas.reports.models import Edition  # noqa: PLC0415 - the same

    row = Edition.objects.get(report__slug=slug, number=number)
    kept = dict(row.files.values_list("format", "sha256"))
    made = {file.format.code: file.sha256 for file in of_plain(row.content).files()}
    if made == kept:
        print("Made again from the content that was kept: the same bytes.")
        return 0
    other = ", ".join(sorted(code for code in kept if made.get(code) != kept[code]))
    return _print_error_and_return_code(
        f"Made again, these differ: {other}. The edition was made by Handrail {row.release}."
    )


def _write_draft_report(slug: str, out: Path) -> int:
    from handrail.areas.reports.edition_content import make_edition_content as content  # noqa: PLC0415 - models need Django to be set up first
    from handrail.areas.reports.queries.working_report import find_working_report as working  # noqa: PLC0415 - the same

    report = working(slug)
    assert report is not None, "it was found a moment ago"
    print(f"{report.title}: a draft, not published")
    made = content(report, number=0, on=timezone.localdate()).files()
    return _write_report_files([(file.format.code, file.content, file.sha256) for file in made], out)


def _write_report_files(files: Iterable[tuple[str, bytes, str]], out: Path) -> int:
    for form, content, sha256 in files:
        path = out / f"report.{form}"
        try:
            path.write_bytes(content)
        except OSError as error:
            return _print_error_and_return_code(f"{path} cannot be written: {error.strerror}.")
        print(f"  {path}  {len(content):,} bytes  sha256 {sha256}", flush=True)
    return 0


def _make_folder_or_explain(out: Path) -> str:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return f"The folder {out} cannot be made: {error.strerror}."
    return ""


def _print_error_and_return_code(words: str) -> int:
    print(words, file=sys.stderr)
    return WRONG
