"""Places: a bed held, confirmed, extended and ended; who was to house whom; the check before a hotel."""
