"""Django's backend for PostgreSQL, with one thing added: each transaction begins by saying who acts."""
