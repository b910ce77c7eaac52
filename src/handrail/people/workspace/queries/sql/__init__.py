"""The hand-written statements of pages that compose rooms, one module a page; `records.sql_lines` says how they are
written."""
