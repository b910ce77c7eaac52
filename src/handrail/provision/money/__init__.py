"""Money: asked for, approved, spent and reconciled; each spend an offer against a need."""
