"""What a condition may contain: a closed list of words, signs and shapes, checked before and after parsing.

The limits are checked on the words alone, because a hundred nested brackets break the parser's stack; comments,
aliases and placeholders are refused there too, because the parser accepts and forgets them.
"""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from unicodedata import category, name, normalize

from sqlglot import exp
from sqlglot.errors import TokenError
from sqlglot.tokens import Token, Tokenizer, TokenType

from segkit.errors import (
    ChainedComparison,
    ConditionNotAllowed,
    ConditionTooLarge,
    ConditionUnreadable,
    DoubleQuotes,
    EqualsNull,
    LookAlike,
    MixedKinds,
    NumberTooLarge,
    UnknownMeasure,
)

MAX_CHARACTERS, MAX_TERMS, MAX_DEPTH = 2000, 200, 20
MAX_NUMBER = 10**15  # beyond it an engine's figures are no longer exact
FUNCTIONS = ("mean", "median", "quantile")

_T = TokenType
_COMPARISONS = {_T.EQ, _T.NEQ, _T.GT, _T.GTE, _T.LT, _T.LTE, _T.IN, _T.BETWEEN, _T.IS}
_VALUES = {_T.VAR, _T.NUMBER, _T.STRING, _T.TRUE, _T.FALSE}
_SIGNS = {_T.L_PAREN, _T.R_PAREN, _T.COMMA, _T.AND, _T.OR, _T.NOT, _T.NULL, _T.PLUS, _T.DASH, _T.STAR}
_ALLOWED = _COMPARISONS | _VALUES | _SIGNS
_MEANT = {
    "“": "'",
    "”": "'",
    "‘": "'",
    "’": "'",
    "≥": ">=",
    "≤": "<=",
    "≠": "<>",
    "–": "-",
    "—": "-",
    "−": "-",
    "×": "*",
}


def check_tokens(text: str, columns: Mapping[str, str]) -> None:
    """Raise where a word or sign is not part of the language, or the text is too large."""
    if len(text) > MAX_CHARACTERS:
        raise ConditionTooLarge(text[:40], "characters", len(text), MAX_CHARACTERS)
    _check_signs(text)
    try:
        tokens = Tokenizer().tokenize(text)
    except TokenError:
        raise ConditionUnreadable(text, len(text) + 1, text) from None
    if not tokens:
        raise ConditionUnreadable(text, 1, text)
    _check_size(text, tokens)
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        _check_token(text, token, before, after)
        if token.token_type is _T.VAR and not _calls(token, after) and token.text not in columns:
            near = get_close_matches(token.text.lower(), columns, n=1, cutoff=0.5)
            raise UnknownMeasure(text, token.start + 1, token.text, "".join(near))


def _check_signs(text: str) -> None:
    """Raise where a sign outside quotes looks like one of the language's, or like nothing, and is another."""
    is_quoted = False
    for place, sign in enumerate(text, 1):
        is_quoted ^= sign == "'"
        meant = sign if is_quoted or sign.isascii() else _meant(sign)
        if meant != sign:
            raise LookAlike(text, place, sign, meant, f"U+{ord(sign):04X}")


def _meant(sign: str) -> str:
    """What a person will have meant by a sign beyond ASCII; a letter of a script of its own stays itself."""
    plain = normalize("NFKC", sign)
    if sign in _MEANT or plain.isascii():
        return _MEANT.get(sign, plain)
    is_invisible = category(sign) in ("Cf", "Mn", "Zl", "Zp", "Zs")
    return "" if is_invisible or name(sign, "").startswith(("CYRILLIC", "GREEK")) else sign


def _check_size(text: str, tokens: Sequence[Token]) -> None:
    terms = sum(token.token_type in _COMPARISONS for token in tokens)
    if terms > MAX_TERMS:
        raise ConditionTooLarge(text[:40], "terms", terms, MAX_TERMS)
    depth = deepest = 0
    for token in tokens:
        depth += (token.token_type is _T.L_PAREN) - (token.token_type is _T.R_PAREN)
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise ConditionTooLarge(text[:40], "depth", deepest, MAX_DEPTH)


def _check_token(text: str, token: Token, before: Token | None, after: Token | None) -> None:
    kind, place = token.token_type, token.start + 1
    if kind is _T.IDENTIFIER:
        raise DoubleQuotes(text, place, token.text)
    if (
        kind not in _ALLOWED
        or token.text == "!"
        or token.comments
        or (kind is _T.VAR and after and not _may_call(token, after))
    ):
        raise ConditionNotAllowed(text, place, token.text)
    if kind is _T.NUMBER and _is_huge(token.text):
        raise NumberTooLarge(text, place, token.text, MAX_NUMBER)
    if before is None:
        return
    if kind is _T.R_PAREN and before.token_type is _T.COMMA:
        raise ConditionNotAllowed(text, before.start + 1, before.text)
    if kind is _T.NULL and before.token_type not in {_T.IS, _T.NOT}:
        raise EqualsNull(text, place, token.text)
    # Two values side by side would parse as an alias (0x10, 1_000); signs side by side deepen the tree unseen.
    if kind in _VALUES and before.token_type in _VALUES | {_T.R_PAREN}:
        raise ConditionNotAllowed(text, place, token.text)
    if kind is before.token_type and kind in {_T.NOT, _T.DASH, _T.PLUS}:
        raise ConditionNotAllowed(text, place, token.text)


def _is_huge(number: str) -> bool:
    try:
        return not float(number) <= MAX_NUMBER
    except ValueError:  # what only looks like one to the tokenizer fails further on
        return False


def _calls(token: Token, after: Token | None) -> bool:
    return after is not None and after.token_type is _T.L_PAREN and token.text in FUNCTIONS


def _may_call(token: Token, after: Token) -> bool:
    return after.token_type is not _T.L_PAREN or token.text in FUNCTIONS


# --- after parsing: every node has a kind, and kinds must fit -----------------------------------------

_COMPARE = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE)
_STATISTICS = (exp.Anonymous, exp.Median, exp.Quantile)


def check_tree(tree: exp.Expr, text: str, columns: Mapping[str, str]) -> None:
    """Raise where the parsed condition has a shape that is not allowed or compares unlike kinds; it must be a truth."""
    if _kind(tree, text, columns) != "truth" or not tree.find(exp.Column):
        raise ConditionNotAllowed(text, 1, text)


def is_number(node: exp.Expr) -> bool:
    """Whether a literal is a number."""
    return isinstance(node, exp.Literal) and not node.is_string


def _kind(node: exp.Expr, text: str, columns: Mapping[str, str]) -> str:
    """`number`, `text` or `truth`: what the node gives."""
    if isinstance(node, exp.Paren):
        return _kind(node.this, text, columns)
    if isinstance(node, exp.Literal):
        return "number" if is_number(node) else "text"
    if isinstance(node, exp.Boolean):
        return "truth"
    if isinstance(node, _STATISTICS):
        return _statistic(node, text, columns)
    if isinstance(node, exp.Column) and not node.args.get("table"):
        return _column_kind(node, text, columns)
    return _operation(node, text, columns)


def _operation(node: exp.Expr, text: str, columns: Mapping[str, str]) -> str:
    if isinstance(node, exp.And | exp.Or | exp.Not):
        return _all(_parts(node), "truth", text, columns)
    if isinstance(node, exp.Add | exp.Sub | exp.Mul | exp.Neg):
        return _all(_parts(node), "number", text, columns)
    if isinstance(node, exp.Is) and isinstance(node.expression, exp.Null):
        _kind(node.this, text, columns)
        return "truth"
    if isinstance(node, exp.Between):
        _all([node.this, node.args["low"], node.args["high"]], "number", text, columns)
        return "truth"
    if isinstance(node, exp.In) and node.expressions:
        if not all(isinstance(choice, exp.Literal | exp.Neg) for choice in node.expressions):
            raise ConditionNotAllowed(text, _place(node, text), "in")
        _all([node.this, *node.expressions], _kind(node.this, text, columns), text, columns)
        return "truth"
    if isinstance(node, _COMPARE):
        if any(isinstance(side, _COMPARE) for side in _parts(node)):
            raise ChainedComparison(text, _place(node, text), text)
        _all(_parts(node), _kind(node.this, text, columns), text, columns)
        return "truth"
    raise ConditionNotAllowed(text, _place(node, text), node.key)


def _parts(node: exp.Expr) -> list[exp.Expr]:
    return [part for part in (node.this, node.args.get("expression")) if part is not None]


def _all(nodes: Sequence[exp.Expr], kind: str, text: str, columns: Mapping[str, str]) -> str:
    """`kind`, if all `nodes` are of it."""
    for node in nodes:
        found = _kind(node, text, columns)
        if found != kind:
            raise MixedKinds(text, _place(node, text), found, kind)
    return kind


def _statistic(node: exp.Expr, text: str, columns: Mapping[str, str]) -> str:
    arguments = node.expressions if isinstance(node, exp.Anonymous) else _parts(node)
    share = node.args.get("quantile") if isinstance(node, exp.Quantile) else None
    fits = len(arguments) == 1 and isinstance(arguments[0], exp.Column) and "distinct" not in str(node).lower()
    if not fits or (isinstance(node, exp.Quantile) and not (share and is_number(share) and 0 < float(share.name) < 1)):
        raise ConditionNotAllowed(text, _place(node, text), str(node))
    return _all(arguments, "number", text, columns)


def _column_kind(node: exp.Expr, text: str, columns: Mapping[str, str]) -> str:
    kinds = {"string": "text", "boolean": "truth", "int64": "number", "float64": "number", "decimal(18, 2)": "number"}
    # The parser takes some of the language's own words for names where a value is missing.
    kind = kinds.get(columns.get(node.name, "").removesuffix("?"))
    if kind is None:
        raise ConditionNotAllowed(text, _place(node, text), node.name)
    return kind


def _place(node: exp.Expr, text: str) -> int:
    """Where the first name or literal of `node` begins, counted from 1."""
    starts = [part.meta["start"] for part in node.walk() if "start" in part.meta]
    return min(starts, default=len(text)) + 1
