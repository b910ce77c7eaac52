"""`handrail collate CALL --out DIR`: report.html, report.pdf and report.docx of a call's report.

What was published is written as it was published. A report that is not published yet is made as a draft.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from django.db import DatabaseError
from django.utils import timezone

from handrail.site import stores

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
    stores.set_up()
    try:
        return _collate(options.call, options.out, check=options.check)
    except DatabaseError:
        return _no("There is no database here yet: run `handrail demo` or `handrail migrate` first.")


def _collate(call: str, out: Path, *, check: bool) -> int:
    from handrail.assurance.calls.models import Call  # noqa: PLC0415 - models need Django to be set up first
    from handrail.assurance.reports.queries import published  # noqa: PLC0415 - the same

    known = list(Call.objects.order_by("code").values_list("code", flat=True))
    if call not in known:
        return _no(f"There is no call named {call}. Calls here: {', '.join(known) or 'none'}.")
    if fault := _fault(out):
        return _no(fault)
    newest = published.newest_of_call(call)
    if newest:
        return _published(*newest, out, check=check)
    drafts = published.reports_of_call(call)
    if not drafts:
        return _no(f"Nobody has begun a report of {call}. An editor begins one under Reports.")
    return _draft(drafts[0], out)


def _published(slug: str, number: int, out: Path, *, check: bool) -> int:
    from handrail.assurance.reports.queries import published  # noqa: PLC0415 - models need Django to be set up first

    page = published.edition(slug, number)
    assert page is not None, "it was found a moment ago"
    print(f"{page.title}: edition {number}, published on {timezone.localtime(page.published_at):%-d %B %Y}")
    files = []
    for line in page.files:
        found = published.file(slug, number, line.format)
        assert found is not None, "an edition has all its files"
        files.append((line.format, found[0], found[1]))
    wrong = _write(files, out)
    return wrong or (_check(slug, number) if check else 0)


def _check(slug: str, number: int) -> int:
    """Make the files again from the content that was kept."""
    from handrail.assurance.reports.making import of_plain  # noqa: PLC0415 - models need Django to be set up first
    from handrail.assurance.reports.models import Edition  # noqa: PLC0415 - the same

    row = Edition.objects.get(report__slug=slug, number=number)
    kept = dict(row.files.values_list("format", "sha256"))
    made = {file.format.code: file.sha256 for file in of_plain(row.content).files()}
    if made == kept:
        print("Made again from the content that was kept: the same bytes.")
        return 0
    other = ", ".join(sorted(code for code in kept if made.get(code) != kept[code]))
    return _no(f"Made again, these differ: {other}. The edition was made by Handrail {row.release}.")


def _draft(slug: str, out: Path) -> int:
    from handrail.assurance.reports.making import content  # noqa: PLC0415 - models need Django to be set up first
    from handrail.assurance.reports.queries.working import working  # noqa: PLC0415 - the same

    report = working(slug)
    assert report is not None, "it was found a moment ago"
    print(f"{report.title}: a draft, not published")
    made = content(report, number=0, on=timezone.localdate()).files()
    return _write([(file.format.code, file.content, file.sha256) for file in made], out)


def _write(files: Iterable[tuple[str, bytes, str]], out: Path) -> int:
    for form, content, sha256 in files:
        path = out / f"report.{form}"
        try:
            path.write_bytes(content)
        except OSError as error:
            return _no(f"{path} cannot be written: {error.strerror}.")
        print(f"  {path}  {len(content):,} bytes  sha256 {sha256}", flush=True)
    return 0


def _fault(out: Path) -> str:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return f"The folder {out} cannot be made: {error.strerror}."
    return ""


def _no(words: str) -> int:
    print(words, file=sys.stderr)
    return WRONG
