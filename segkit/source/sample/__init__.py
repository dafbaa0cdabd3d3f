"""The sample company: an invented shop with planted truth, made from a seed."""
