"""One verdict everywhere: whatever the scan found, each page that shows a figure tells the same sentence of it."""

import random
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.insight.measures.catalogue import MEASURES, MEASURES_BY_KEY
from handrail.insight.packs.actions.series import create_pack_series
from handrail.insight.packs.models import BoardPack, PackSeries
from handrail.insight.publication.area_strip import STRIP
from handrail.insight.signals.models import MonthScan, Signal
from handrail.insight.signals.series_words import describe_series
from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.published_figures import publish_months
from support.worlds import shared_world

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.one_engine]
PERIODS = {"month": "2026-10", "quarter": "2026-Q3"}
CHANGED = (
    r"{name}(?:(?!{name})[^.:])*: unusual (?:rise|fall) in (?:the \d months to )?\w+ \d{{4}}\. "
    r".*?(?:itself|an improvement|is worse)\."
)
OTHERWISE = (
    r"No new unusual changes|An unusual change was reviewed and dismissed\."
    r"|Not checked for unusual changes\."
)
OTHER_VERDICTS = (
    "clear change",
    "may be chance",
    "likely to be chance",
    "even allowing",
    "Unusual changes,",
)


def list_watched_measures() -> list[str]:
    """Those of the home, and others of each kind: one pack holds twenty."""
    others = [measure.key for measure in MEASURES if measure.public and measure.key not in STRIP]
    return [*STRIP, *others[:: -(-len(others) // (20 - len(STRIP)))]]


@shared_world
def planted(cast) -> None:
    """Signals by chance, in two areas and four months: of all or a part, in each state."""
    public = list_watched_measures()
    users = (cast.commissioner, cast.neighbour)
    areas = [Body.objects.get(pk=user.body_id).area_id for user in users]
    publish_months("2025-07", 16, {key: {"": 10} for key in public}, areas=("K04000001", *areas))
    chance = random.Random(17)
    scans = [
        MonthScan.objects.create(month=month, series=9, history=30, scanned_at=timezone.now())
        for month in ("2026-07", "2026-08", "2026-09", "2026-10")
    ]
    for scan in scans:
        for area in areas:
            for measure in (MEASURES_BY_KEY[key] for key in public if chance.random() < 0.5):
                split = measure.by[0] if measure.by and chance.random() < 0.4 else None
                Signal.objects.create(
                    scan=scan,
                    area_code=area,
                    measure=measure.key,
                    breakdown=split.code if split else "",
                    value=split.codes[0] if split else "",
                    is_rise=chance.random() < 0.5,
                    span=chance.choice((1, 3, 6)),
                    band=chance.choice(("thousand", "hundred", "twenty")),
                    state=chance.choice(("new", "accepted", "dismissed")),
                )
    for by in (user.actor for user in users):
        for kind, period in PERIODS.items():
            series = PackSeries(title=f"Board {kind}", period_kind=kind)
            create_pack_series(series, public, period=period, by=by)


def words_of(markup: str) -> str:
    return " ".join(
        re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", "", markup, flags=re.DOTALL)).split()
    )


def name_of(key: str) -> str:
    """As the title of a change of everybody begins."""
    return describe_series(MEASURES_BY_KEY[key], "", "")


def read_verdicts_of_packs(client: Client, user) -> dict[tuple[str, str], tuple[str, str]]:
    """By measure and period: the one verdict of the pack, and the address of its signal."""
    found = {}
    for pack in BoardPack.objects.filter(series__body=user.body_id):
        page = client.get(reverse("pack", args=[pack.pk])).content.decode()
        for key, section in re.findall(r'id="measure-([a-z0-9-]+)"(.*?)</section>', page, re.DOTALL):
            text = words_of(section)
            changed = CHANGED.format(name=re.escape(name_of(key)))
            told = list(dict.fromkeys(re.findall(f"{changed}|{OTHERWISE}", text)))
            assert len(told) == 1, (key, text)
            assert not [words for words in OTHER_VERDICTS if words in text]
            href = re.search(r'href="[^"]*?(/figures/signals/[^"]+)"', section)
            found[key, pack.period] = told[0], href[1] if href else ""
    return found


@pytest.mark.parametrize("part", ["commissioner", "neighbour"])
def test_every_measure_and_period_has_the_same_verdict_on_every_page(cast, planted, part):
    user = getattr(cast, part)
    client = sign_in(Client(), user)
    told = read_verdicts_of_packs(client, user)
    assert {key for key, _ in told} == set(list_watched_measures())
    changed = {place: ": unusual" in sentence for place, (sentence, _) in told.items()}
    assert {sentence.split()[0] for place, (sentence, _) in told.items() if not changed[place]} == {
        "No",
        "An",
    }
    assert any(changed.values())
    home = words_of(client.get(reverse("area_brief")).content.decode())
    tiles = home[: home.index("The figures by quarter")]
    for key in STRIP:
        headline = told[key, PERIODS["quarter"]][0].split(". ")[0].removesuffix(".")
        assert headline in tiles, (key, headline, tiles)
    assert len(re.findall("No new unusual changes|An unusual change|: unusual", tiles)) == len(STRIP)
    log = words_of(
        "".join(
            client.get(f"{reverse('signals')}?state=all&page={page}").content.decode() for page in range(1, 3)
        )
    )
    trends = words_of(client.get(reverse("trends") + "?by=time").content.decode())
    for (key, period), (sentence, _) in told.items():
        if not changed[key, period]:
            continue
        said = re.sub(r"(\d{4})\. ", r"\1 ", sentence, count=1)  # a heading has no full stop
        assert said in log, (key, period)
        if key == "identified" and sentence.startswith(f"{name_of(key)}: "):
            assert sentence in trends
