"""`handrail disclosure audit`: files, pages, packs, reports and returns, attacked as somebody outside would."""

import argparse

from handrail.site import databases


def main(arguments: list[str]) -> int:
    """Attack what is published. Returns 1 where anybody could be counted out of it."""
    parser = argparse.ArgumentParser(prog="handrail disclosure", description=__doc__)
    parser.add_argument("what", choices=("audit",))
    parser.add_argument(
        "--cells", type=int, default=400, help="how many figures to try, chosen by chance; 0: all"
    )
    asked = parser.parse_args(arguments)
    databases.set_up_django()
    from handrail.insight.publication.audit import attack_published_text  # noqa: PLC0415 - needs Django
    from handrail.site.citing_texts import (  # noqa: PLC0415 - the same
        iterate_texts_citing_figures,
        list_exact_counts_bodies_gave_each_other,
    )

    report = attack_published_text(
        asked.cells,
        citing=iterate_texts_citing_figures(),
        exact_counts=list_exact_counts_bodies_gave_each_other(),
    )
    print(f"{report.texts} texts, {report.statements:,} statements, {report.tried:,} figures tried.")
    for cell in report.told_differently:
        print(f"Told with two numbers: {' '.join(cell)}")
    for leak in report.leaks:
        print(f"{' '.join(leak.cell)}: {leak.least} to {leak.greatest}, in {leak.where}")
    for exact in report.exact_counts:
        print(f"“{exact.words}” may be an exact count that {exact.giver} gave, in {exact.where}")
    if not report.is_clean:
        return 1
    print("No figure leaves fewer than 4 possible values, and no exact count stands in a published text.")
    return 0
