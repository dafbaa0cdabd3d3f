"""Errors of the notebooks and their sources."""

from dataclasses import dataclass

from segkit.errors.base import SegkitError


@dataclass(eq=False)
class UnpairedText(SegkitError):
    """A text of a notebook source without its twin in the other language."""

    code = "E-NB-01"
    file: str
    sid: str


@dataclass(eq=False)
class UnknownParameter(SegkitError):
    """A notebook is given a parameter that it does not declare."""

    code = "E-NB-02"
    notebook: str
    parameter: str
    declared: tuple[str, ...]


@dataclass(eq=False)
class LabMissing(SegkitError):
    """JupyterLab is to be opened and is not installed; `python`: the environment's interpreter."""

    code = "E-NB-03"
    python: str
