"""The engine-bound part of the register: its schema and every statement, one file per concern."""
