"""`handrail check records`: records that contradict each other, with what to do about each.

Ends with status 1 where it finds any. Cases are told by reference, and nobody is named.
"""

import argparse
import json
import sys

from handrail.site import databases

MOST_REFERENCES = 10


def main(arguments: list[str]) -> int:
    """Run the checks, keep their numbers for the page of administrators, and print what was found."""
    parser = argparse.ArgumentParser(
        prog="handrail check records", description="Look for records that contradict each other."
    )
    parser.add_argument("--json", action="store_true", help="everything that was found, for a program")
    parser.add_argument("--only", metavar="NAME", action="append", help="this check alone; may be repeated")
    asked = parser.parse_args(arguments)
    databases.set_up_django()
    from handrail.platform.record_checks import counts  # noqa: PLC0415 - needs Django

    checks = counts.get_record_checks()
    unknown = set(asked.only or ()) - {check.name for check in checks}
    if unknown:
        names = ", ".join(check.name for check in checks)
        sys.stderr.write(f"There is no check {', '.join(sorted(unknown))}. There are: {names}.\n")
        return 2
    chosen = [check for check in checks if not asked.only or check.name in asked.only]
    found = counts.find_contradictions(chosen)
    if not asked.only:
        counts.keep_contradiction_counts(found)
    if asked.json:
        rows = [
            {
                "check": check.name,
                "sentence": check.sentence,
                "what_to_do": check.what_to_do,
                "count": len(found[check.name]),
                "records": [
                    {"reference": one.reference, "address": check.get_address(one)}
                    for one in found[check.name]
                ],
            }
            for check in chosen
        ]
        sys.stdout.write(json.dumps(rows, indent=2) + "\n")
        return int(any(found.values()))
    for check in chosen:
        if those := [one.reference for one in found[check.name]]:
            more = f" and {len(those) - MOST_REFERENCES} more" if len(those) > MOST_REFERENCES else ""
            sys.stdout.write(
                f"{check.name}: {len(those)}. {check.sentence}.\n"
                f"  {'; '.join(those[:MOST_REFERENCES])}{more}\n  {check.what_to_do}\n"
            )
    total = sum(map(len, found.values()))
    sys.stdout.write(
        f"{len(chosen)} checks, {total:,} contradictions.\n"
        if total
        else f"{len(chosen)} checks, no contradictions.\n"
    )
    return int(total > 0)
