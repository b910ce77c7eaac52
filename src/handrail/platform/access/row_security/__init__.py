"""Row-level security on PostgreSQL: a second wall below the access policy, over the same files and grants."""
