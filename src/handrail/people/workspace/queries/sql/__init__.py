"""Hand-written statements of pages that compose rooms; `people.contacts.queries.sql` says how they are written."""
