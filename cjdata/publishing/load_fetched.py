"""Loads what was fetched: a file that cannot be read is set aside, all others go together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cjdata.fetching.fetch_files import FetchedFile
from cjdata.ingest.remarks import Remark
from cjdata.publishing.load_workbooks import CheckedUpload, Upload, check_reads


def uploads_of(files: Sequence[FetchedFile]) -> list[Upload]:
    """Hand fetched files over as those that a person drops."""
    return [Upload(one.name, one.content, one.fetched, one.edition) for one in files]


def set_aside(
    checked: CheckedUpload, fetched: Collection[str]
) -> tuple[CheckedUpload, list[Remark]]:
    """Leave out fetched files that have an error; give the rest, and the errors of those left out.

    Nobody chose each file of a publisher's page: one that no recipe reads must not keep the others
    from being published. Of a file with an error no figure is loaded. What a person brought beside
    them, which is not named in ``fetched``, stays, and its errors refuse the load.
    """
    told: list[Remark] = []
    refused = [remark for remark in checked.errors if _is_refusal(remark, checked)]
    brought = [remark for remark in refused if remark.file not in fetched]
    while faulty := {one.file for one in checked.errors if one.file in fetched}:
        told += [one for one in checked.errors if one.file in faulty]
        left = tuple(read for read in checked.reads if read.book.name not in faulty)
        checked = check_reads(checked.held, left, brought)
    return checked, told


def _is_refusal(remark: Remark, checked: CheckedUpload) -> bool:
    """Whether a remark is of a file that could not be read at all."""
    return remark.file not in {read.book.name for read in checked.reads}
