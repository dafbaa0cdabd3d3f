"""Errors in files people write: study.yml, standard.yml, words.yml, _brand.yml."""

from dataclasses import dataclass

from segkit.errors.base import SegkitError


class ConfigError(SegkitError):
    """Something in a file a person wrote."""


@dataclass(eq=False)
class ConfigMissing(ConfigError):
    """The settings file is not there."""

    code = "E-CFG-01"
    file: str


@dataclass(eq=False)
class ConfigUnreadable(ConfigError):
    """The file is not valid YAML."""

    code = "E-CFG-02"
    file: str
    line: int
    column: int
    found: str


@dataclass(eq=False)
class UnknownKey(ConfigError):
    """A key that means nothing here."""

    code = "E-CFG-03"
    file: str
    line: int
    column: int
    key: str
    nearest: str


@dataclass(eq=False)
class RepeatedKey(ConfigError):
    """The same key twice in one place."""

    code = "E-CFG-04"
    file: str
    line: int
    column: int
    key: str


@dataclass(eq=False)
class BadValue(ConfigError):
    """A value of the wrong kind or out of range."""

    code = "E-CFG-05"
    file: str
    line: int
    column: int
    key: str
    found: str
    expected: str


@dataclass(eq=False)
class MissingKey(ConfigError):
    """A key that must be there and is not."""

    code = "E-CFG-06"
    file: str
    line: int
    column: int
    key: str


@dataclass(eq=False)
class BrandFontRemote(ConfigError):
    """A brand's font that would have to be fetched from a network."""

    code = "E-BRD-01"
    file: str
    family: str
    source: str


@dataclass(eq=False)
class WordsExist(ConfigError):
    """A `words.yml` that would be written over."""

    code = "E-CFG-07"
    file: str


@dataclass(eq=False)
class ConfigTooLarge(ConfigError):
    """A settings file nested deeper, or with more values, than a person writes; an alias counts where it stands."""

    code = "E-CFG-08"
    file: str
    line: int
    column: int
    deepest: int
    at_most: int
