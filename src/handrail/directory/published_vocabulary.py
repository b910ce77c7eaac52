"""The words by which services are told apart in the published directory: taxonomies and terms with stable ids.

The UK profile of Open Referral has no fields for phase, public funds or who is taken: they are said with terms.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from handrail.directory.need_and_service_kinds import HIDDEN_KINDS, KINDS, NEEDS
from handrail.platform.kernel.messages import msg

NAMESPACE: Final = UUID("6d0c6a3e-6d7b-5f0a-9c6e-2f6a3b8f4a10")


@dataclass(frozen=True, slots=True)
class VocabularyTerm:
    """One term. `asks` is the filter that finds the services to which it belongs."""

    code: str
    name: str
    description: str
    taxonomy: str
    parent: str = ""
    field: str = ""
    value: str | bool = True

    @property
    def id(self) -> UUID:
        """The same on every day and in every installation."""
        return derive_term_id(self.taxonomy, self.code)

    @property
    def uri(self) -> str:
        """A name for it that is nobody's address."""
        return f"urn:handrail:{self.taxonomy}:{self.code}"


@dataclass(frozen=True, slots=True)
class VocabularyTaxonomy:
    """One list of terms."""

    code: str
    name: str
    description: str

    @property
    def id(self) -> UUID:
        """The same on every day and in every installation."""
        return uuid5(NAMESPACE, f"taxonomy:{self.code}")

    @property
    def uri(self) -> str:
        """A name for it that is nobody's address."""
        return f"urn:handrail:{self.code}"


def derive_term_id(taxonomy: str, code: str) -> UUID:
    """The id of a term."""
    return uuid5(NAMESPACE, f"term:{taxonomy}:{code}")


TAXONOMIES: Final = (
    VocabularyTaxonomy("need", "What would help", "What a person says would help, in their words"),
    VocabularyTaxonomy("kind", "Kinds of support", "Types of support, by need"),
    VocabularyTaxonomy(
        "phase", "When it can be offered", "Before, during, after or outside the National Referral Mechanism"
    ),
    VocabularyTaxonomy(
        "taken", "Who is accepted", "Who is accepted, where the law or the funder requires it"
    ),
)


def _make_service_kind_term(code: str, name: str, need: str) -> VocabularyTerm:
    return VocabularyTerm(
        code, name, msg("{name}: a type of support", name=name), "kind", parent=need, field="kind", value=code
    )


TERMS: Final = (
    *(
        VocabularyTerm(
            need.code,
            need.name,
            msg("{name}: what someone says would help", name=need.name),
            "need",
            field="need",
            value=need.code,
        )
        for need in NEEDS
    ),
    *(
        _make_service_kind_term(kind.code, kind.name, kind.need)
        for kind in KINDS
        if kind.code not in HIDDEN_KINDS
    ),
    VocabularyTerm(
        "before", "Before the NRM", "Can be offered before a referral to the NRM", "phase", field="before"
    ),
    VocabularyTerm(
        "during", "In the NRM", "Can be offered while someone is in the NRM", "phase", field="during"
    ),
    VocabularyTerm("after", "After the NRM", "Can be offered after the NRM", "phase", field="after"),
    VocabularyTerm(
        "outside",
        "Outside the NRM",
        "Can be offered to people who said no to the NRM",
        "phase",
        field="outside",
    ),
    VocabularyTerm(
        "no_public_funds",
        "No recourse to public funds",
        "Open to people with no recourse to public funds",
        "taken",
        field="public_funds",
        value="not_needed",
    ),
    VocabularyTerm("women", "For women", "For women", "taken", field="genders", value="women"),
    VocabularyTerm("men", "For men", "For men", "taken", field="genders", value="men"),
    VocabularyTerm(
        "children_too",
        "Children too",
        "Accepts people with their children",
        "taken",
        field="dependants",
        value="yes",
    ),
    VocabularyTerm(
        "interpreters", "Interpreters", "Finds an interpreter", "taken", field="interpreters", value="yes"
    ),
    VocabularyTerm("pro_bono", "Pro bono", "Given free by professionals", "taken", field="pro_bono"),
)
TERM_BY_ID: Final = {term.id: term for term in TERMS}
TAXONOMY_BY_ID: Final = {taxonomy.id: taxonomy for taxonomy in TAXONOMIES}
TAXONOMY_BY_CODE: Final = {taxonomy.code: taxonomy for taxonomy in TAXONOMIES}


def list_taxonomy_terms(taxonomy: str) -> tuple[VocabularyTerm, ...]:
    """The terms of one list.

    Returns:
        In their order.
    """
    return tuple(term for term in TERMS if term.taxonomy == taxonomy)
