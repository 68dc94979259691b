"""Unpacks the archive that an .xlsx or .ods file is, with a bound on everything.

Nothing that the archive says of itself is believed: each part is unpacked in small steps and
counted, its checksum compared, and only the XML parts are kept. What is handed on is an archive
packed anew from those parts, so that whatever reads it sees what was checked here.
"""

from __future__ import annotations

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cjdata.ingest.spreadsheets.refusals import refused

MAX_UNPACKED = 250_000_000
MAX_PARTS = 5_000
MAX_RATIO = 200
"""How many times smaller a large part may be packed: real sheets reach about 40."""
MAX_RATIO_OF_ALL = 100
"""How many times smaller a large archive may be packed, over all its parts."""

_LARGE_PART = 10_000_000
_STEP = 1 << 16
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_END_OF_DIRECTORY = b"PK\x05\x06"
_END_BYTES = 22
_UTF8 = 0x800
_DAMAGE = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    ArithmeticError,
    LookupError,
    EOFError,
    OSError,
    struct.error,
)


@dataclass(frozen=True)
class Archive:
    """The XML parts of a file, by name, and the names of all parts."""

    parts: Mapping[str, bytes]
    names: frozenset[str] = frozenset()

    def packed(self) -> bytes:
        """Pack the parts anew, without compression."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for name, part in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name), part)
        return file.getvalue()


def unpack(content: bytes) -> Archive:
    """Unpack an archive's XML parts, checking all of it.

    Raises
    ------
    LoadRefused
        Truncated, not readable, password, or zip bomb.
    """
    _check_end(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            directory = archive.start_dir
    except _DAMAGE as error:
        raise refused("not readable", "the archive's list of parts is damaged") from error
    _check_sizes(entries, len(content))
    kept: dict[str, bytes] = {}
    for entry, packed in _packed_parts(content, entries, directory):
        pieces = _checked(entry, packed)
        if _is_wanted(entry.filename):
            kept[entry.filename.replace("\\", "/")] = b"".join(pieces)
        else:
            _run_through(pieces)
    return Archive(kept, frozenset(entry.filename for entry in entries))


def _is_wanted(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels")) or name == "mimetype"


def _run_through(pieces: Iterator[bytes]) -> None:
    for _ in pieces:
        pass


def _check_end(content: bytes) -> None:
    # Counting is far quicker than listing: a directory of millions would take minutes.
    if content.count(b"PK\x01\x02") > MAX_PARTS:
        raise refused("zip bomb", f"the archive has more than {MAX_PARTS:,} parts")
    end = content.rfind(_END_OF_DIRECTORY)
    if end < 0 or end + _END_BYTES > len(content):
        raise refused("truncated", "the file breaks off before its end")


def _check_sizes(entries: list[zipfile.ZipInfo], packed: int) -> None:
    total = sum(entry.file_size for entry in entries)
    if total > max(_LARGE_PART, MAX_RATIO_OF_ALL * packed):
        raise refused("zip bomb", f"the archive unpacks to {total / 1e6:,.0f} MB")
    if total > MAX_UNPACKED:
        raise refused("too large", f"the workbook unpacks to {total / 1e6:,.0f} MB")
    names = [entry.filename.replace("\\", "/").casefold() for entry in entries]
    if len(set(names)) != len(names):
        raise refused("not readable", "the archive has two parts of the same name")
    for entry in entries:
        if entry.flag_bits & 1:
            raise refused("password", "the file is protected with a password")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refused("not readable", f"{_name(entry)} is packed in an unusual way")
        if entry.file_size > max(_LARGE_PART, MAX_RATIO * entry.compress_size):
            raise refused("zip bomb", f"{_name(entry)} unpacks to {entry.file_size / 1e6:,.0f} MB")


def _packed_parts(
    content: bytes, entries: list[zipfile.ZipInfo], directory: int
) -> Iterator[tuple[zipfile.ZipInfo, memoryview]]:
    """Give each entry's packed bytes; no two may share any."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    ends = [*(entry.header_offset for entry in ordered[1:]), directory]
    for entry, end in zip(ordered, ends, strict=True):
        start = _start_of_data(content, entry)
        if start + entry.compress_size > end:
            raise refused("not readable", "the archive's parts overlap")
        yield entry, memoryview(content)[start : start + entry.compress_size]


def _start_of_data(content: bytes, entry: zipfile.ZipInfo) -> int:
    start = entry.header_offset
    if not 0 <= start <= len(content) - _LOCAL_HEADER.size:
        raise refused("not readable", f"{_name(entry)} is not where the archive says")
    signature, name_bytes, extra_bytes = _LOCAL_HEADER.unpack_from(content, start)
    start += _LOCAL_HEADER.size
    name = entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8 else "cp437")
    if signature != b"PK\x03\x04" or content[start : start + name_bytes] != name:
        raise refused("not readable", f"{_name(entry)} is not where the archive says")
    return int(start + name_bytes + extra_bytes)


def _checked(entry: zipfile.ZipInfo, packed: memoryview) -> Iterator[bytes]:
    """Unpack a part step by step, and refuse it as soon as it is not what it should be."""
    stored = entry.compress_type == zipfile.ZIP_STORED
    count, checksum = 0, 0
    for piece in _slices(packed) if stored else _inflated(entry, packed):
        count += len(piece)
        if count > entry.file_size + _LARGE_PART:
            raise refused("zip bomb", f"{_name(entry)} unpacks to more than the archive says")
        checksum = zlib.crc32(piece, checksum)
        yield bytes(piece)
    if count != entry.file_size or checksum != entry.CRC:
        raise refused("not readable", f"{_name(entry)} is damaged: its checksum is wrong")


def _slices(packed: memoryview) -> Iterator[memoryview]:
    return (packed[start : start + _STEP] for start in range(0, len(packed), _STEP))


def _inflated(entry: zipfile.ZipInfo, packed: memoryview) -> Iterator[bytes]:
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in _slices(packed):
            pending: bytes | memoryview = piece
            while pending and not engine.eof:
                yield engine.decompress(pending, _STEP)
                pending = engine.unconsumed_tail
        yield engine.flush()
    except zlib.error as error:
        raise refused("not readable", f"{_name(entry)} is damaged") from error
    if not engine.eof or engine.unused_data:
        raise refused("not readable", f"{_name(entry)} is damaged")


def _name(entry: zipfile.ZipInfo) -> str:
    return "".join(itertools.islice(filter(str.isprintable, entry.filename), 80)) or "a part"
