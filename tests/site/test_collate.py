"""`handrail collate`: the three files from a command line, and what it says when it cannot."""

from handrail.demo.hestia.call_of_2021_loader import enter_call_of_2021
from handrail.demo.report_of_2021 import CALL, publish_demo_practice_report_of_2021
from handrail.site import collate
from support.worlds import shared_world


@shared_world
def published(cast):
    enter_call_of_2021(by=cast.collator.actor)
    publish_demo_practice_report_of_2021(by=cast.collator.actor)


def test_it_writes_the_three_files_of_the_newest_edition_and_makes_the_same_bytes_again(
    published, tmp_path, capsys
):
    assert collate.main([CALL, "--out", str(tmp_path / "new" / "folder"), "--check"]) == 0
    made = sorted(path.name for path in (tmp_path / "new" / "folder").iterdir())
    assert made == ["report.docx", "report.html", "report.pdf"]
    said = capsys.readouterr().out
    assert "edition 1, published on" in said
    assert "the same bytes" in said


def test_what_cannot_be_done_is_said_and_ends_with_two(published, tmp_path, capsys):
    (tmp_path / "a-file").write_text("x")
    assert collate.main(["unknown", "--out", str(tmp_path)]) == 2
    assert "There is no call named unknown. Calls here: hestia-2021." in capsys.readouterr().err
    assert collate.main([CALL, "--out", str(tmp_path / "a-file")]) == 2
    assert "cannot be made" in capsys.readouterr().err


def test_without_a_report_it_says_who_begins_one(cast, tmp_path, capsys):
    enter_call_of_2021(by=cast.collator.actor)
    assert collate.main([CALL, "--out", str(tmp_path)]) == 2
    assert "Nobody has begun a report of hestia-2021." in capsys.readouterr().err
