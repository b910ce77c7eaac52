"""What may be asked of outreach and intelligence: rows with all that a page shows of them."""
