"""What a template is given has a type: a TypedDict, whose names a reader and mypy can check."""

import ast

from support.repository import modules

UNTYPED = ("dict[str, Any]", "dict[str, object]", "Mapping[str, Any]", "Mapping[str, object]")

# Acts and pages of records give their template records, whose fields the models type.
DECLARED = {"acts", "pages", "act_pages", "record_pages"}

# What gives the variables of a template without a type of its own: each with its reason.
ALLOWED = {
    "handrail.areas.calls.views.base_pages get_calls_section_layout_context": "what its caller names, beside a layout",
    "handrail.areas.calls.views.base_pages get_context_data": "what pages override",
    "handrail.areas.practices.views.library search": "the room's words beside what was found",
    "handrail.people.workspace.views.case _make_case_page_template_context": "each panel's own, by its name",
    "handrail.platform.signin.views.organisation_sign_in get_context_data": "as the sign-in package declares it",
    "handrail.platform.signin.views.passkeys get_context_data": "as the sign-in package declares it",
    "handrail.platform.ui.action_page get_context_data": "what pages override",
    "handrail.platform.ui.multi_step_page get_check_context": "what pages override",
    "handrail.platform.ui.search_page search": "what pages override",
}


def find_untyped() -> set[str]:
    return {
        f"{name} {node.name}"
        for name, module in modules()
        for node in ast.walk(module)
        if not DECLARED & set(name.split("."))
        and isinstance(node, ast.FunctionDef)
        and node.returns is not None
        and (
            node.name == "search" or node.name.endswith(("context", "context_data")) or "present" in node.name
        )
        and any(each in ast.unparse(node.returns) for each in UNTYPED)
    }


def test_the_variables_of_a_template_have_a_type():
    assert find_untyped() - ALLOWED.keys() == set()


def test_no_exception_is_stale():
    assert ALLOWED.keys() - find_untyped() == set()
