"""What writes: the scan of a month, decisions on signals, interventions."""

from handrail.insight.signals.actions.decisions import record_signal_decision, start_intervention_on_signal

__all__ = ["record_signal_decision", "start_intervention_on_signal"]
