"""Refuses XML parts that declare more than figures need: document types, entities, encodings."""

from __future__ import annotations

import re

from cjdata.ingest.spreadsheets.archives import Archive
from cjdata.ingest.spreadsheets.refusals import refused

_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']""")
_PLAIN_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}


def check_xml(archive: Archive) -> None:
    """Refuse document types and entities, which can grow without bound or pull in files.

    Raises
    ------
    LoadRefused
        External entity; or not readable, when a part is not in UTF-8.
    """
    for name, part in archive.parts.items():
        if name == "mimetype":
            continue
        wide = b"\0" in part[:4] or part[:2] in {b"\xff\xfe", b"\xfe\xff"}
        text = _narrowed(part) if wide else part
        if b"<!ENTITY" in text or (b"<!DOCTYPE" in text and not _is_old_manifest(name, text)):
            raise refused("external entity", f"{name} declares a document type or entities")
        declared = _ENCODING.match(part[:200].removeprefix(b"\xef\xbb\xbf"))
        if wide or (declared and declared[1].lower() not in _PLAIN_ENCODINGS):
            raise refused("not readable", f"{name} is not written in UTF-8")


def _narrowed(part: bytes) -> bytes:
    # Whatever the byte order and width, what matters here are letters of one byte.
    return part.replace(b"\0", b"")


def _is_old_manifest(name: str, text: bytes) -> bool:
    # Old OpenOffice files name a document type there, without declarations of their own.
    return name == "META-INF/manifest.xml" and b"[" not in text[:1000]
