"""The company's classification standard: schemes as data, proved by a linter, applied as expressions."""
