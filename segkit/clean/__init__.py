"""Cleaning with a ledger: every input row is kept, set aside with its reason, outside the window, or no data."""
