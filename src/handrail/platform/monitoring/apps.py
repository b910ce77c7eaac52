from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "handrail.platform.monitoring"
    label = "monitoring"
    verbose_name = "Monitoring"

    def ready(self) -> None:
        from handrail.platform.audit.sealer import trail_sealed  # noqa: PLC0415 - its models need all apps
        from handrail.platform.monitoring.actions import record_audit_sealing_round_ended  # noqa: PLC0415 - the same

        trail_sealed.connect(record_audit_sealing_round_ended)
