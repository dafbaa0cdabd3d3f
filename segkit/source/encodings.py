"""Which encoding and line ends a text file has, proved over all its bytes, and plain UTF-8 made of it."""

import codecs
import io
import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from segkit.errors import EmptyFile, UnreadableEncoding
from segkit.source.options import Ground
from segkit.source.samples import unclear_encoding
from segkit.source.strict.utf8 import utf8_share

CopyOf = Callable[[str], Path | None]
NO_COPY: CopyOf = lambda _: None  # noqa: E731 a default that says what it is
CHUNK = 1 << 22
SAMPLE = 1 << 18
MOSTLY = 0.5  # of the lines beyond ASCII: text in another encoding hardly has one that is UTF-8 by chance
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
GB_PAIR = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]|[\x81-\xfe][\x40-\xfe]")
GB2312 = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
COMMON_GB = re.compile(rb"[\xb0-\xf7\xa1\xa3][\xa1-\xfe]")  # Han characters and Chinese punctuation
COMMON_BIG5 = re.compile(rb"[\xa4-\xc6\xa1][\x40-\x7e\xa1-\xfe]")  # the 5,401 common ones, and punctuation
FEWEST_PAIRS, COMMON = 6, 0.85
WESTERN = frozenset("áàâäãåçéèêëíìîïñóòôöõøúùûüßæœÁÀÂÄÃÅÇÉÈÊËÍÎÏÑÓÔÖÕØÚÜ")


@dataclass(frozen=True)
class Encoding:
    """How the bytes of a text file are read: a Python codec, why, and whether all bytes were proved to be of it."""

    name: str
    ground: Ground
    is_proved: bool = True

    @property
    def is_utf8(self) -> bool:
        """Whether the file can be read as it lies."""
        return self.name in ("utf-8", "utf-8-sig")


@dataclass(frozen=True)
class ByteSurvey:
    """What one pass over all bytes found."""

    size: int
    head: bytes
    is_ascii: bool
    not_utf8_at: int | None


def settle_encoding(path: Path, stated: str | None = None, copy_of: CopyOf = NO_COPY) -> Encoding:
    """The encoding of the whole file: the stated one if it reads without loss, else the one that the bytes prove.

    `copy_of` names, for a codec, the file that its proof may leave as UTF-8, so that nothing is decoded twice.

    Raises
    ------
    EmptyFile
        No byte but a byte order mark or white space.
    UnreadableEncoding
        The stated encoding, or every allowed one, fails; with the offset of the first byte that does not fit.
    EncodingUnclear
        Too few characters to tell GB18030 from Big5, or UTF-16 without the mark that says which byte comes first.
    """
    survey = survey_bytes(path)
    if survey.size <= SAMPLE and not _without_bom(survey.head).strip(b"\r\n\t \x00"):
        raise EmptyFile(path.name)
    name, ground = _stated(path, stated, survey, copy_of) if stated else _found(path, survey, copy_of)
    return Encoding(name, ground, is_proved=ground.key != "encoding.mostly_utf8")


def survey_bytes(path: Path) -> ByteSurvey:
    """Read every byte once: size, and the first place that is not UTF-8."""
    size, head, pending, not_utf8_at, is_ascii = 0, b"", b"", None, True
    for chunk in _chunks(path):
        head = head or chunk[:SAMPLE]
        if not_utf8_at is None and (pending or not chunk.isascii()):
            is_ascii = False
            pending, bad = _utf8_rest(pending + chunk)
            not_utf8_at = None if bad is None else size - len(pending) + bad
        size += len(chunk)
    if pending and not_utf8_at is None:
        not_utf8_at = size - len(pending)
    return ByteSurvey(size, head, is_ascii, not_utf8_at)


def write_utf8(path: Path, encoding: Encoding, target: Path) -> Path:
    """Write the file as UTF-8 to `target`, line ends as they stand, in bounded memory.

    Raises
    ------
    UnreadableEncoding
        The encoding yields halves of characters, which are no text.
    """
    with (
        path.open(encoding=encoding.name, newline="") as source,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        try:
            while text := source.read(CHUNK):
                out.write(text)
        except UnicodeEncodeError:  # half a character, as `utf-7` and `unicode_escape` let through
            raise UnreadableEncoding(path.name, 0, (encoding.name,)) from None
    return target


def _stated(path: Path, stated: str, survey: ByteSurvey, copy_of: CopyOf) -> tuple[str, Ground]:
    name = _codec(stated)
    if name is None:
        raise UnreadableEncoding(path.name, 0, (stated,))
    if name == "utf-8" and survey.head.startswith(codecs.BOM_UTF8):
        name = "utf-8-sig"
    offset = first_undecodable(path, name, None if name.startswith("utf-8") else copy_of(name))
    if offset is not None:
        raise UnreadableEncoding(path.name, offset, (stated,))
    return name, Ground("encoding.stated", {"encoding": stated})


def _codec(stated: str) -> str | None:
    try:
        io.TextIOWrapper(io.BytesIO(), stated)  # refuses what turns no bytes into text: hex, zlib, rot13
        name = codecs.lookup(stated).name
    except (LookupError, ValueError):  # ValueError: a zero byte in the name
        return None
    return "gb18030" if name in ("gb2312", "gbk") else name  # GB18030 holds both; exports name the smaller one


def _found(path: Path, survey: ByteSurvey, copy_of: CopyOf) -> tuple[str, Ground]:
    by_bom = next((name for bom, name in BOMS if survey.head.startswith(bom)), None)
    if by_bom and first_undecodable(path, by_bom) is None:
        return by_bom, Ground("encoding.bom")
    if _is_wide(survey.head):
        wide = [name for name in ("utf-16-le", "utf-16-be") if first_undecodable(path, name) is None]
        if wide:
            raise unclear_encoding(path, tuple(wide))
    if survey.not_utf8_at is None:
        return "utf-8", Ground("encoding.ascii" if survey.is_ascii else "encoding.all_utf8")
    share = utf8_share(path)
    if share is not None and share >= MOSTLY:
        return "utf-8", Ground("encoding.mostly_utf8", {"offset": survey.not_utf8_at, "share": share})
    return _legacy(path, survey.not_utf8_at, copy_of)


def _legacy(path: Path, not_utf8_at: int, copy_of: CopyOf) -> tuple[str, Ground]:
    """GB18030 or Big5 if the pairs of bytes look like Chinese writing, else a Western encoding if letters come out."""
    sample = b"\n".join(_lines_beyond_ascii(path))
    share = chinese_pair_share(sample)
    slots = {"offset": not_utf8_at, "share": share}
    name, letters = max(((n, western_share(sample, n)) for n in ("cp1252", "mac_roman")), key=lambda found: found[1])
    may_be_chinese = share >= 0.25 or (letters < 0.6 and is_either(sample))
    tried = ("gb18030", "big5") if may_be_chinese else ()
    chinese = [one for one in tried if first_undecodable(path, one, copy_of(one)) is None]
    if len(chinese) == 2 and is_either(sample):
        raise unclear_encoding(path, tuple(chinese))
    if share >= 0.85 and "gb18030" in chinese:
        return "gb18030", Ground("encoding.chinese_pairs", slots)
    if "big5" in chinese and share >= 0.25:
        return "big5", Ground("encoding.traditional_pairs", slots)
    if share >= 0.5 and "gb18030" in chinese:
        return "gb18030", Ground("encoding.chinese_pairs", slots)
    if letters >= 0.6 and first_undecodable(path, name) is None:
        return name, Ground("encoding.western_letters", slots | {"share": letters})
    raise UnreadableEncoding(path.name, not_utf8_at, ("utf-8", "gb18030", "utf-16", "big5", "cp1252", "mac_roman"))


def is_either(sample: bytes) -> bool:
    """Whether the pairs of bytes may be GB18030 as well as Big5: a few only, or common writing under both."""
    n_pairs = len(GB_PAIR.findall(sample))
    return n_pairs < FEWEST_PAIRS or min(pair_share(sample, COMMON_GB), pair_share(sample, COMMON_BIG5)) >= COMMON


def pair_share(sample: bytes, common: re.Pattern[bytes]) -> float:
    """Share of the pairs of bytes that are `common`, 0 to 1."""
    pairs = [bool(common.fullmatch(match.group())) for match in GB_PAIR.finditer(sample)]
    return sum(pairs) / len(pairs) if pairs else 0.0


def chinese_pair_share(sample: bytes) -> float:
    """Share of the non-ASCII pairs that lie in GB2312's own block.

    Genuine simplified text has nearly all its pairs there. Western text read in pairs takes an ASCII letter as the
    second byte, and about two fifths of Big5's pairs end below 0x7F, so both stay far below.
    """
    return pair_share(sample, GB2312)


def western_share(sample: bytes, codec: str) -> float:
    """Share of the non-ASCII characters that are accented letters of West European languages under `codec`."""
    beyond = [letter for letter in sample.decode(codec, errors="replace") if ord(letter) > 127]
    return sum(letter in WESTERN for letter in beyond) / len(beyond) if beyond else 0.0


def first_undecodable(path: Path, codec: str, copy: Path | None = None) -> int | None:
    """Offset of the first byte that `codec` cannot read, or None; then `copy` holds the text as UTF-8."""
    decoder, size = codecs.getincrementaldecoder(codec)(), 0
    with copy.open("wb") if copy else nullcontext() as out:
        for chunk in chain(_chunks(path), (b"",)):
            pending = len(decoder.getstate()[0])
            try:
                text = decoder.decode(chunk, final=not chunk)
                if out:
                    out.write(text.encode("utf-8"))
            except UnicodeError as error:  # UTF-16 without its mark, and `idna`, do not say where
                at = size - pending + (error.start if isinstance(error, UnicodeDecodeError) else 0)
                break
            size += len(chunk)
        else:
            return None
    if copy:
        copy.unlink()
    return at


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _utf8_rest(data: bytes) -> tuple[bytes, int | None]:
    """The unfinished character at the end of `data`, and where `data` is not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return data[error.start :], None
        return b"", error.start
    return b"", None


def _is_wide(head: bytes) -> bool:
    """UTF-16 without its mark shows by zero bytes at every other place where digits and separators stand."""
    even, odd = head[:4096:2].count(0), head[1:4096:2].count(0)
    return max(even, odd) >= 0.2 * len(head[:4096:2])


def _lines_beyond_ascii(path: Path) -> Iterator[bytes]:
    """Lines with a byte beyond ASCII, up to `SAMPLE` bytes of them."""
    taken = 0
    for chunk in _chunks(path):
        for line in () if chunk.isascii() else re.split(rb"[\r\n]+", chunk):
            if not line.isascii():
                yield line
                taken += len(line)
            if taken > SAMPLE:
                return


def _without_bom(head: bytes) -> bytes:
    return next((head.removeprefix(bom) for bom, _ in BOMS if head.startswith(bom)), head)
