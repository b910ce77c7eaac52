"""What writes: the scan of a month, decisions on signals, interventions."""

from handrail.insight.signals.actions.decisions import decide_on_signal, start_intervention

__all__ = ["decide_on_signal", "start_intervention"]
