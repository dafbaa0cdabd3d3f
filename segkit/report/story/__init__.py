"""The sentences of a report, computed from its facts: one module per part of the reader's way through it."""
