"""Why a file cannot be read: one kind of refusal for each reason, and what to do about it."""

from __future__ import annotations

from typing import Literal

from cjdata.ingest.remarks import LoadRefused, Remark

Kind = Literal[
    "not readable",
    "too large",
    "zip bomb",
    "external entity",
    "password",
    "truncated",
    "not a workbook",
    "empty",
]

_SAVE_ANEW = "Open it in a spreadsheet program, save it as .xlsx, and load that file."
_ADVICE: dict[Kind, tuple[str, str]] = {
    "not readable": (
        "a sound file",
        f"Download it again. If that does not help: {_SAVE_ANEW[0].lower()}{_SAVE_ANEW[1:]}",
    ),
    "too large": (
        "a workbook of figures",
        "Save the sheets that are needed as a workbook of their own, and load that.",
    ),
    "zip bomb": (
        "an archive that unpacks to a workbook of figures",
        "Do not open the file; download it again from the publisher.",
    ),
    "external entity": ("no such declarations", _SAVE_ANEW),
    "password": (
        "a file that opens without a password",
        "Open it with its password, save a copy without one, and load the copy.",
    ),
    "truncated": ("a whole file", "Download it again, or ask for it to be sent again."),
    "not a workbook": ("an .xlsx, .xls, .ods or .csv file", _SAVE_ANEW),
    "empty": ("figures", "Check that it is the right file, and that it was saved."),
}


def refused(
    kind: Kind, found: str, *, sheet: str = "", cell: str = "", fix: str = "", expected: str = ""
) -> LoadRefused:
    """Make the refusal of a file, to be raised; who opened the file adds its name.

    The words for what is expected and what to do come with the kind, unless given.
    """
    usual_expected, usual_fix = _ADVICE[kind]
    remark = Remark(
        level="error",
        kind=kind,
        file="",
        sheet=sheet,
        cell=cell,
        found=found,
        expected=expected or usual_expected,
        fix=fix or usual_fix,
    )
    return LoadRefused([remark])
