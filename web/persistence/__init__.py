"""Rows, queries, transactions and migrations; the only user of SQLAlchemy."""
