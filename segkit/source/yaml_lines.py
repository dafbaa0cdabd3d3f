"""Lines of a study file: text that YAML reads back as the same text, and notes in one column."""

import json
import re
from unicodedata import east_asian_width

PLAIN_YAML = re.compile(r"^[A-Za-z_\u4e00-\u9fff][\w/]*(?: [\w/]+)*$")
COMMENT_AT = 46


def scalar(text: str) -> str:
    """Text as a YAML value: bare where it can only be text, else in double quotes."""
    is_plain = PLAIN_YAML.match(text) and text.lower() not in ("null", "true", "false", "yes", "no", "on", "off")
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def flow(value: object) -> str:
    """A setting's value inside braces: a list in brackets, a mapping in braces, a number, or text as by `scalar`."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(str, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {one}" for key, one in value.items()) + "}"
    return str(value) if isinstance(value, int) else scalar(str(value))


def noted(line: str, note: str) -> str:
    """The line with its note in one column for all, Chinese letters being two wide."""
    width = sum(1 + (east_asian_width(letter) in "WF") for letter in line)
    return f"{line}{' ' * max(1, COMMENT_AT - width)} # {note}"
