"""What an area counts itself, as a kind of view."""

from __future__ import annotations

from cjdata.views.local_evidence.data import evidence_view
from cjdata.views.view_type import LISTS, Hints, ViewType, of_area

LOCAL_EVIDENCE = ViewType(
    kind="local-evidence",
    pages=("local-plan",),
    things=LISTS,
    make=of_area(evidence_view),
    hints=Hints(folds=True, is_packed=True),
)
