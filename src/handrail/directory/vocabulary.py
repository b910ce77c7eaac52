"""The words by which services are told apart in the published directory: taxonomies and terms with stable ids.

The UK profile of Open Referral has no fields for phase, public funds or who is taken: they are said with terms.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from handrail.directory.kinds import HIDDEN_KINDS, KINDS, NEEDS
from handrail.platform.kernel.messages import msg

NAMESPACE: Final = UUID("6d0c6a3e-6d7b-5f0a-9c6e-2f6a3b8f4a10")


@dataclass(frozen=True, slots=True)
class Term:
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
        return make_term_id(self.taxonomy, self.code)

    @property
    def uri(self) -> str:
        """A name for it that is nobody's address."""
        return f"urn:handrail:{self.taxonomy}:{self.code}"


@dataclass(frozen=True, slots=True)
class Taxonomy:
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


def make_term_id(taxonomy: str, code: str) -> UUID:
    """The id of a term."""
    return uuid5(NAMESPACE, f"term:{taxonomy}:{code}")


TAXONOMIES: Final = (
    Taxonomy("need", "What would help", "What a person says would help, in their words"),
    Taxonomy("kind", "Kinds of support", "Sorts of support, each under the need that it meets"),
    Taxonomy(
        "phase", "When it can be offered", "Before, during, after or outside the National Referral Mechanism"
    ),
    Taxonomy(
        "taken", "Who is taken", "What decides who is taken, where the law or the funder makes it count"
    ),
)


def _make_kind_term(code: str, name: str, need: str) -> Term:
    return Term(
        code, name, msg("{name}: a sort of support", name=name), "kind", parent=need, field="kind", value=code
    )


TERMS: Final = (
    *(
        Term(
            need.code,
            need.name,
            msg("{name}: what somebody says would help", name=need.name),
            "need",
            field="need",
            value=need.code,
        )
        for need in NEEDS
    ),
    *(_make_kind_term(kind.code, kind.name, kind.need) for kind in KINDS if kind.code not in HIDDEN_KINDS),
    Term("before", "Before the NRM", "Can be offered before a referral to the NRM", "phase", field="before"),
    Term("during", "In the NRM", "Can be offered while somebody is in the NRM", "phase", field="during"),
    Term("after", "After the NRM", "Can be offered after the NRM", "phase", field="after"),
    Term(
        "outside",
        "Outside the NRM",
        "Can be offered to people who said no to the NRM",
        "phase",
        field="outside",
    ),
    Term(
        "no_public_funds",
        "No recourse to public funds",
        "Open to people with no recourse to public funds",
        "taken",
        field="public_funds",
        value="not_needed",
    ),
    Term("women", "For women", "For women", "taken", field="genders", value="women"),
    Term("men", "For men", "For men", "taken", field="genders", value="men"),
    Term(
        "children_too",
        "Children too",
        "Takes people with their children",
        "taken",
        field="dependants",
        value="yes",
    ),
    Term("interpreters", "Interpreters", "Finds an interpreter", "taken", field="interpreters", value="yes"),
    Term("pro_bono", "Pro bono", "Given free by professionals", "taken", field="pro_bono"),
)
TERM_BY_ID: Final = {term.id: term for term in TERMS}
TAXONOMY_BY_ID: Final = {taxonomy.id: taxonomy for taxonomy in TAXONOMIES}
TAXONOMY_BY_CODE: Final = {taxonomy.code: taxonomy for taxonomy in TAXONOMIES}


def get_terms(taxonomy: str) -> tuple[Term, ...]:
    """The terms of one list.

    Returns:
        In their order.
    """
    return tuple(term for term in TERMS if term.taxonomy == taxonomy)
