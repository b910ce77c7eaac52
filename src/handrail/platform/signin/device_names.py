"""What a browser calls itself, as its owner would: "Firefox on Windows"."""

from typing import Final

from handrail.platform.kernel.messages import msg

BROWSERS: Final = (  # the first that is found: most browsers also name the ones that they are like
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def format_device_name(user_agent: str) -> str:
    """Browser and system, without versions."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return msg("{browser} on {system}", browser=browser, system=system)
    return browser or system or "Unknown device"
