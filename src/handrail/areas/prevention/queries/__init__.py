"""What may be asked of prevention: rows with all that a page shows of them, which ask for nothing more."""
