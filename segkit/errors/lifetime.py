"""Errors of the models of lifetime value."""

from dataclasses import dataclass

from segkit.errors.base import SegkitError


class LifetimeError(SegkitError):
    """Something about lifetime value."""


@dataclass(eq=False)
class ModelNotFitted(LifetimeError):
    """The likelihood has no maximum inside: a parameter runs to zero or without bound."""

    code = "E-CLV-01"
    model: str
