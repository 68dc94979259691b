"""Loads what was fetched: a file that cannot be read is set aside, all others go together."""

from __future__ import annotations

from collections.abc import Sequence

from cjdata.fetching.fetch_files import FetchedFile
from cjdata.ingest.remarks import Remark
from cjdata.publishing.load_workbooks import CheckedUpload, Upload, check_reads


def uploads_of(files: Sequence[FetchedFile]) -> list[Upload]:
    """Hand fetched files over as those that a person drops."""
    return [Upload(one.name, one.content, one.fetched, one.edition) for one in files]


def set_aside(checked: CheckedUpload) -> tuple[CheckedUpload, list[Remark]]:
    """Leave out whole files that have an error; give the rest, and the errors of those left out.

    Nobody chose each file of a publisher's page: one that no recipe reads must not keep the others
    from being published. Of a file with an error no figure is loaded.
    """
    told: list[Remark] = []
    while checked.errors:
        faulty = {remark.file for remark in checked.errors}
        told += checked.errors
        left = tuple(read for read in checked.reads if read.book.name not in faulty)
        again = check_reads(checked.held, left)
        if {remark.file for remark in again.errors} <= faulty and again.errors:
            return again, told
        checked = again
    return checked, told
