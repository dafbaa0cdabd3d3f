"""The documents of the trainer's pack, one PDF each: pure functions of typed content, brand and language."""
