"""What the settings say of figures that were supplied privately: shown by a rule, or not at all."""

from __future__ import annotations

import os
from dataclasses import dataclass

from cjdata import settings
from cjdata.errors import CjdataError, Mistake, hint
from cjdata.settings import DisclosureRule

_NAMES = (
    "CJDATA_SUPPLIED",
    "CJDATA_DISCLOSURE_THRESHOLD",
    "CJDATA_DISCLOSURE_ZEROS",
    "CJDATA_DISCLOSURE_AGREED",
    "CJDATA_DISCLOSURE_LOCAL",
)


@dataclass(frozen=True, slots=True)
class SuppliedSetting:
    """What is shown of figures that are not published.

    Attributes
    ----------
    rule
        The rule by which supplied figures are shown; None where none of them is.
    hides_local
        Whether all local evidence that was loaded is under the rule, and not only what repeats
        a supplied figure.
    lacks_rule
        Whether they are asked for and not shown, because no rule is set.
    mistake
        The setting that makes no sense, because of which they are not shown.
    """

    rule: DisclosureRule | None = None
    hides_local: bool = False
    lacks_rule: bool = False
    mistake: Mistake | None = None

    @property
    def is_shown(self) -> bool:
        """Whether supplied figures are shown, as far as the rule lets them."""
        return self.rule is not None


def supplied_setting() -> SuppliedSetting:
    """Read the settings. One that makes no sense, or has a wrong name, shows nothing."""
    try:
        _check_names()
        is_asked_for = settings.supplied_asked_for()
        hides_local, rule = settings.local_is_under_the_rule(), settings.disclosure_rule()
    except CjdataError as error:
        return SuppliedSetting(hides_local=True, mistake=error.findings[0])
    if not is_asked_for:
        return SuppliedSetting(hides_local=hides_local)
    return SuppliedSetting(rule, hides_local, lacks_rule=rule is None)


def _check_names() -> None:
    for name in sorted(os.environ):
        is_about_it = name.removeprefix("CJDATA_").startswith(("SUPPLIED", "DISCLOSURE"))
        if name.startswith("CJDATA_") and is_about_it and name not in _NAMES:
            raise CjdataError(
                Mistake(f"setting {name}", "there is no such setting", hint(name, _NAMES))
            )
