"""The form's rules: pure functions of a definition and of what was answered. No database, no clock, no Django."""
