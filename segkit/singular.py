"""English after the figure 1: catalogues write "{n} rows are …", and one row is."""

import re

NOUNS = (
    "actions|bins|cells|characters|clusters|codes|columns|customers|days|decisions|exercises|fields|files|findings|"
    "groups|hours|items|labels|learners|letters|levels|lines|messages|minutes|months|moves|notebooks|numbers|orders|"
    "pages|pilots|points|problems|records|rows|schemes|segments|sheets|tables|tests|texts|times|values|words"
)
VERBS = {"are": "is", "were": "was", "have": "has", "do": "does"}
COUNTED = re.compile(
    rf"(?P<before> (?:(?!of |the |in )[a-z-]+ )?)(?P<noun>{NOUNS})\b(?: (?P<verb>{'|'.join(VERBS)})\b)?"
)


def singular(text: str) -> str:
    """The text that follows a figure 1, its first noun and the verb behind it in the singular; else as it is."""
    found = COUNTED.match(text)
    if found is None:
        return text
    verb = f" {VERBS[found['verb']]}" if found["verb"] else ""
    return f"{found['before']}{found['noun'].removesuffix('s')}{verb}{text[found.end() :]}"
