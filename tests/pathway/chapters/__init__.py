"""The manual of the rules: one chapter a file, in this order."""

from pathway.chapters import (
    challenge,
    children,
    choosing,
    decisions,
    justice,
    police,
    righting,
    routes,
    stages,
    support,
)

CHAPTERS = {
    "choosing": choosing.CHAPTER,
    "decisions": decisions.CHAPTER,
    "challenge": challenge.CHAPTER,
    "support": support.CHAPTER,
    "children": children.CHAPTER,
    "police": police.CHAPTER,
    "justice": justice.CHAPTER,
    "routes": routes.CHAPTER,
    "righting": righting.CHAPTER,
    "stages": stages.CHAPTER,
}
