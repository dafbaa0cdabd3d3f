"""Whether files share their columns, and a grid of file against column where they do not."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from segkit.errors import HeadersDiffer
from segkit.source.structure import normal_name
from segkit.source.textgrid import CUT, aligned_lines, cut_middle

MOST_FILES, MOST_COLUMNS = 15, 5  # of the grid: a screen has 80 x 24
WIDEST_FILE, WIDEST_COLUMN = 26, 12
HAS, LACKS = "✓", "–"

Headers = Mapping[str, Sequence[str]]  # file -> its columns


def header_problem(headers: Headers, batch: str) -> HeadersDiffer | None:
    """What is wrong with the files' headers as one table's; None where they have the same columns.

    Names are compared without outer blanks and differences of width and case; their order does not matter.
    """
    name_of = _comparison(headers)
    counts = Counter(name for columns in headers.values() for name in map(name_of, columns))
    n_differing = sum(n < len(headers) for n in counts.values())
    if not n_differing:
        return None
    return HeadersDiffer(batch, len(headers), len(counts) - n_differing, n_differing, header_grid(headers))


def header_grid(headers: Headers) -> str:
    """File against column, only the columns that some file lacks; of many files those that differ from most."""
    name_of = _comparison(headers)
    names = _differing(headers, name_of)
    shown, cut = names[:MOST_COLUMNS], len(names) - MOST_COLUMNS
    heads = ["", *(cut_middle(name, WIDEST_COLUMN) for name in shown), *([f"+{cut}"] if cut > 0 else [])]
    files = _worth_showing(headers, name_of)
    rows = [heads]
    for file in files:
        own = set(map(name_of, headers[file]))
        rows.append([cut_middle(file, WIDEST_FILE), *(HAS if name_of(name) in own else LACKS for name in shown)])
    left = len(headers) - len(files)
    return "\n".join([*aligned_lines(rows), *([f"{CUT} +{left}"] if left else [])])


def _comparison(headers: Headers) -> Callable[[str], str]:
    """How names are compared: as they stand where a file would have two columns of one name otherwise."""
    is_one = all(len(set(map(normal_name, columns))) == len(columns) for columns in headers.values())
    return normal_name if is_one else str


def _differing(headers: Headers, name_of: Callable[[str], str]) -> list[str]:
    """The columns that not every file has, as first written, in the order in which they come."""
    first: dict[str, str] = {}
    for columns in headers.values():
        for name in columns:
            first.setdefault(name_of(name), name)
    everywhere = set.intersection(*(set(map(name_of, columns)) for columns in headers.values()))
    return [name for key, name in first.items() if key not in everywhere]


def _worth_showing(headers: Headers, name_of: Callable[[str], str]) -> list[str]:
    """All files where they fit; else the first of the commonest header and those with another one."""
    if len(headers) <= MOST_FILES:
        return list(headers)
    kinds = {file: frozenset(map(name_of, columns)) for file, columns in headers.items()}
    commonest = Counter(kinds.values()).most_common(1)[0][0]
    usual = next(file for file in headers if kinds[file] == commonest)
    return [usual, *(file for file in headers if kinds[file] != commonest)][:MOST_FILES]
