"""What may be asked of commissioning: rows with all that a page shows of them, which ask for nothing more."""
