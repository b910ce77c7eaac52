"""The addresses of recovery, and what each takes."""

from people.recovery.recovery_fixtures import World

READ = ("support_plan", "goal", "outcomes", "holding_back", "said_on_case", "said_one")

WRITE = (
    "quick_offer", "add_provider", "end_provider", "add_goal", "change_goal", "look_back", "say_why", "what_changed",
    "correct_why", "take_back_why", "correct_changed", "take_back_changed",
    "add_said", "their_page", "show_their_page",
)  # fmt: skip


def arguments(world: World) -> dict[str, list[object]]:
    case = world.told.reference
    own = {
        "quick_offer": ["legal"],
        "end_provider": [world.provider],
        "goal": [world.goal],
        "change_goal": [world.goal],
        "look_back": ["housing"],
        **{name: [world.hesitation] for name in ("what_changed", "correct_why", "take_back_why")},
        **{name: [world.change] for name in ("correct_changed", "take_back_changed")},
        "said_one": [world.complaint],
        "answer_said": [world.complaint],
    }
    return {name: [case, *own.get(name, [])] for name in (*READ, *WRITE, "answer_said")}
