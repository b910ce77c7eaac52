"""Pages that are about nobody: the pathway, services, help, the clock that hides a screen."""
