"""The page of the local plan: the plan as printed, and local evidence apart from the indicators."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from read_pages import PROJECT, Node, Page, open_page

from cjdata.exports.figures_csv import figures_csv
from cjdata.library import FigureSet, Library, library
from cjdata.reference.areas import CLACKMANNANSHIRE, SCOTLAND
from cjdata.reference.plans import Plan
from cjdata.views.local_evidence import words as local_evidence
from cjdata.views.local_evidence.data import EvidenceView, evidence_view
from cjdata.views.plan import words
from cjdata.views.plan.data import PlanView, plan_view

DUNDEE, FIFE = "S12000042", "S12000047"
NAME = "clackmannanshire-2018-23"
Edit = Callable[[Path, str, str], None]
either_set = pytest.mark.parametrize("figures_set", ["published", "illustrative"])


@pytest.fixture(scope="session")
def plan_home(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Path:
    """The built data folder, for the pages. Nobody changes it."""
    return Path(shutil.copytree(home, tmp_path_factory.mktemp("plan") / "data"))


@pytest.fixture(autouse=True)
def _usual_settings(plan_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CJDATA_ILLUSTRATIVE", "CJDATA_OPEN_ON", "CJDATA_SUPPLIED"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CJDATA_HOME", str(plan_home))


@pytest.fixture
def either(figures_set: str, library: Library) -> FigureSet:
    return library.figures(figures_set)


@pytest.fixture
def with_figures(data_folder: Path, today: date) -> Callable[[str], PlanView]:
    """Load rows of later figures, and give the view of the plan."""

    def load(rows: str) -> PlanView:
        path = data_folder / "reference" / "plans" / f"{NAME}-figures.csv"
        path.write_text(path.read_text(encoding="utf-8") + rows + "\n", encoding="utf-8")
        loaded = Library(data_folder).figures("published")
        assert not loaded.reference.plans.mistakes
        return plan_view(loaded, CLACKMANNANSHIRE, today)

    return load


def the_plan(figures: FigureSet) -> Plan:
    [plan] = figures.reference.plans.of(CLACKMANNANSHIRE)
    return plan


def file_rows(view: PlanView | EvidenceView) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(figures_csv(view).decode("utf-8-sig"))))


def row_of(view: PlanView, name: str) -> dict[str, str]:
    [row] = [row for row in view.table.rows if row[0].text == name]
    return dict(
        zip(view.table.header, [f"{c.text} {c.qualifier}".strip() for c in row], strict=True)
    )


# --- The plan ---


@either_set
def test_the_view_lists_every_measure_with_its_printed_words(
    either: FigureSet, today: date
) -> None:
    view, plan = plan_view(either, CLACKMANNANSHIRE, today), the_plan(either)
    assert [row[0].text for row in view.table.rows] == [m.name for m in plan.measures]
    crime = row_of(view, "Crimes and offences recorded by the police per 10k population")
    assert crime == {
        "Measure": "Crimes and offences recorded by the police per 10k population "
        "Per 10,000 people. Lead: LOIP.",
        "Outcome of the plan": "Communities resilient and empowered so that they can thrive",
        "Baseline": "437",
        "Trend as printed": "Up",
        "Target 2018-19": "420",
        "Target 2021-22": "400",
        "Latest": "Not loaded yet",
    }


def test_every_measure_is_under_its_outcome_once(published: FigureSet, today: date) -> None:
    view = plan_view(published, CLACKMANNANSHIRE, today)
    for part in view.parts:
        in_table = [row[0].text for row in part.table.rows] if part.table else []
        listed = [*in_table, *(cell.text for cell in part.new)]
        expected = [m.name for m in the_plan(published).measures if m.outcome == part.outcome]
        assert sorted(listed) == sorted(expected)


def test_a_new_measure_has_no_baseline_and_never_a_zero(published: FigureSet, today: date) -> None:
    view = plan_view(published, CLACKMANNANSHIRE, today)
    row = row_of(view, "Clacks Victim Support referrals")
    assert row["Baseline"] == "New measure: no baseline printed"
    assert row["Target 2018-19"] == row["Target 2021-22"] == "None printed"
    [in_file] = [r for r in file_rows(view) if r["measure_id"] == "victim-support-referrals"]
    assert in_file["baseline"] == ""
    assert in_file["reason_if_no_baseline"] == "New measure: no baseline printed"


def test_the_file_holds_baseline_and_targets_as_printed(published: FigureSet, today: date) -> None:
    rows = {
        row["measure_id"]: row for row in file_rows(plan_view(published, CLACKMANNANSHIRE, today))
    }
    plan = the_plan(published)
    assert list(rows) == [measure.id for measure in plan.measures]
    for measure in plan.measures:
        printed = {target.period: target.text for target in measure.targets}
        row = rows[measure.id]
        assert row["baseline"] == (measure.baseline or "")
        assert row["target_2018_19"] == printed.get("2018-19", "None printed")
        assert row["target_2021_22"] == printed.get("2021-22", "None printed")


def test_a_unit_that_is_not_printed_gets_no_sign(published: FigureSet, today: date) -> None:
    view = plan_view(published, CLACKMANNANSHIRE, today)
    misuse = row_of(view, "Prevalence rate of substance misuse in Clackmannanshire")
    assert misuse["Baseline"] == "1.8"
    assert "Unit not printed" in misuse["Measure"]
    abuse = row_of(view, "Rate of domestic abuse incidents reported to Police Scotland")
    assert "its base not printed" in abuse["Measure"]
    assert (
        row_of(view, "Residents who feel safe or very safe at night in Clacks")["Baseline"] == "92%"
    )


def test_a_rule_is_shown_as_a_rule(published: FigureSet, today: date) -> None:
    row = row_of(plan_view(published, CLACKMANNANSHIRE, today), "School exclusions")
    assert row["Target 2018-19"] == row["Target 2021-22"] == "Reduce year on year"
    assert row["Trend as printed"] == "–"


def test_the_finding_counts_what_the_plan_holds(published: FigureSet, today: date) -> None:
    finding = plan_view(published, CLACKMANNANSHIRE, today).finding
    assert "25 measures" in finding.lead
    assert "15 of them have a baseline, and 10 were new." in finding.text
    assert "14 have targets in numbers and 1 has a rule instead" in finding.text
    assert "The plan’s period ended in March 2023." in finding.caveats


def test_a_plan_that_runs_is_not_called_over(published: FigureSet) -> None:
    running = plan_view(published, CLACKMANNANSHIRE, date(2022, 6, 1))
    assert "ended" not in running.finding.text


def test_a_later_figure_gives_the_distance_in_words_and_number(
    with_figures: Callable[[str], PlanView],
) -> None:
    view = with_figures("sense-of-community,2021-22,75,percent,published,A survey,,")
    row = row_of(view, "Residents who feel that Clacks has a strong sense of community")
    assert row["Latest"] == (
        "75% (2021-22) 5 percentage points below the target for 2021-22 (80%): not reached."
    )
    [in_file] = [r for r in file_rows(view) if r["measure_id"] == "sense-of-community"]
    assert (in_file["distance_from_target"], in_file["side_of_target"]) == ("5", "below")
    assert in_file["latest_source"] == "A survey"
    assert (
        "A later figure is loaded for 1 of the 25. 1 can be set against a target in numbers: "
        "none of them has reached it." in view.finding.text
    )


@pytest.mark.parametrize(
    ("rows", "name", "said"),
    [
        (
            "hate-incidents,2021-22,35,count,local_evidence,A report,,",
            "Hate incidents reported in Clackmannanshire",
            "35 (2021-22, local evidence) The same as the target for 2021-22 (35): reached.",
        ),
        (
            "hate-incidents,2022-23,36,count,provisional,A report,,",
            "Hate incidents reported in Clackmannanshire",
            "36 (2022-23, provisional) 1 above the target for 2021-22 (35): not reached.",
        ),
        (
            "safe-at-night,2018-19,95,percent,published,A survey,,",
            "Residents who feel safe or very safe at night in Clacks",
            "95% (2018-19) 1 percentage point above the target for 2018-19 (94%): reached.",
        ),
        (
            "substance-misuse-prevalence,2021-22,1.5,percent,published,A report,,",
            "Prevalence rate of substance misuse in Clackmannanshire",
            "1.5% (2021-22) The plan does not print the unit, so no distance is worked out.",
        ),
        (
            "hate-incidents,2021-22,7.5,per_10000,published,A report,,",
            "Hate incidents reported in Clackmannanshire",
            "7.5 per 10,000 people (2021-22) The figures are not in one unit, so no distance is "
            "worked out.",
        ),
        (
            "hate-incidents,2021-22,,count,restricted,A report,,",
            "Hate incidents reported in Clackmannanshire",
            "Restricted (2021-22) The newest year has no figure, so there is no distance.",
        ),
        (
            "school-exclusions,2021-22,200,count,published,A report,,",
            "School exclusions",
            "200 (2021-22) The target is a rule, which takes two years that follow each other.",
        ),
        (
            "school-exclusions,2021-22,200,count,published,A report,,\n"
            "school-exclusions,2020-21,210,count,published,A report,,",
            "School exclusions",
            "200 (2021-22) The rule “Reduce year on year” was kept in 2021-22: "
            "210 in 2020-21, then 200.",
        ),
        (
            "victim-support-referrals,2021-22,0,count,published,A report,,",
            "Clacks Victim Support referrals",
            "0 (2021-22) The plan prints no target, so there is no distance.",
        ),
    ],
)
def test_what_is_said_of_a_later_figure(
    with_figures: Callable[[str], PlanView], rows: str, name: str, said: str
) -> None:
    assert row_of(with_figures(rows), name)["Latest"] == said


def test_a_plan_measure_may_take_its_latest_from_the_catalogue(
    data_folder: Path, edit: Edit, today: date
) -> None:
    edit(
        data_folder / "reference" / "plans" / f"{NAME}.csv",
        "16,Up,18,25,LOIP,,",
        "16,Up,18,25,LOIP,caledonian_orders_imposed_local,",
    )
    loaded = Library(data_folder)
    name = "Perpetrators of violence against women and girls referred to perpetrator interventions"
    real = row_of(plan_view(loaded.figures("published"), CLACKMANNANSHIRE, today), name)
    assert real["Latest"].startswith("16 (2023-24, local evidence) 9 below the target for 2021-22")
    made_up = row_of(plan_view(loaded.figures("illustrative"), CLACKMANNANSHIRE, today), name)
    assert made_up["Latest"] == "Not loaded yet"


@either_set
def test_the_plan_is_real_on_either_set_and_says_so(either: FigureSet, today: date) -> None:
    view = plan_view(either, CLACKMANNANSHIRE, today)
    assert not view.is_illustrative
    assert (words.PLAN_IS_REAL in view.finding.caveats) == either.is_illustrative


def test_no_word_of_the_plan_judges(with_figures: Callable[[str], PlanView]) -> None:
    view = with_figures("sense-of-community,2021-22,75,percent,published,A survey,,")
    said = " ".join(
        [view.finding.text, *view.notes, *(c.qualifier for r in view.table.rows for c in r)]
    )
    assert not re.search(r"\b(better|worse|improv\w*|significant\w*|nan|None)\b", said)


@either_set
@pytest.mark.parametrize("area", [FIFE, SCOTLAND])
def test_an_area_without_a_plan_has_a_view_that_says_so(
    either: FigureSet, area: str, today: date
) -> None:
    view = plan_view(either, area, today)
    assert view.plan is None
    assert view.absence
    assert view.table.rows == ()
    assert len(view.how_to_read) == 2


def test_how_to_read_is_two_sentences(published: FigureSet, today: date) -> None:
    for view in (
        plan_view(published, CLACKMANNANSHIRE, today),
        evidence_view(published, CLACKMANNANSHIRE, today),
    ):
        assert len(view.how_to_read) == 2
        assert all(text.endswith(".") for text in view.how_to_read)
        assert view.description


# --- Local evidence ---


def held_locally(figures: FigureSet, area: str) -> dict[str, dict[str, float]]:
    """The local figures of an area, straight from the snapshot."""
    local = [m.id for m in figures.catalogue.measures.values() if m.role == "local"]
    found: dict[str, dict[str, float]] = {}
    rows = figures.database.rows(
        "select measure, period, value from observations where is_current and area_code = $area"
        " and value is not null",
        {"area": area},
    )
    for row in rows:
        if row["measure"] in local:
            found.setdefault(row["measure"], {})[row["period"]] = row["value"]
    return found


@either_set
@pytest.mark.parametrize("area", [CLACKMANNANSHIRE, DUNDEE, FIFE])
def test_every_local_figure_is_in_the_file_in_a_column_of_its_own(
    either: FigureSet, area: str, today: date
) -> None:
    shown: dict[str, dict[str, float]] = {}
    for row in file_rows(evidence_view(either, area, today)):
        assert not (row["local_evidence"] and row["national_indicator"])
        is_local = either.catalogue.measures[row["measure_id"]].role == "local"
        assert row["kind"] == (
            local_evidence.LOCAL_LABEL if is_local else local_evidence.NATIONAL_LABEL
        )
        if row["local_evidence"]:
            assert is_local
            shown.setdefault(row["measure_id"], {})[row["period"]] = float(row["local_evidence"])
        if row["national_indicator"]:
            assert not is_local
    assert shown == held_locally(either, area)


def names_in(part: EvidenceView) -> Iterator[tuple[set[str], set[str]]]:
    for one in part.parts:
        local = {row[0].text for row in one.local.rows}
        yield local, {row[0].text for row in one.national.rows} if one.national else set()


@either_set
def test_local_evidence_and_the_indicator_never_share_a_table(
    either: FigureSet, today: date
) -> None:
    view = evidence_view(either, CLACKMANNANSHIRE, today)
    catalogue = either.catalogue
    local_names = {m.name for m in catalogue.measures.values() if m.role == "local"}
    headline_labels = {
        catalogue.measures[m].label for i in catalogue.indicators for m in i.headline
    }
    assert view.drawing is None
    for local, national in names_in(view):
        assert local <= local_names
        assert national <= headline_labels


@either_set
def test_the_whole_table_keeps_the_two_in_columns_of_their_own(
    either: FigureSet, today: date
) -> None:
    view = evidence_view(either, CLACKMANNANSHIRE, today)
    assert len([name for name in view.table.header if "ational" in name]) == 2
    assert not [n for n in view.table.header if "ocal" in n and "National" in n]
    for row in view.table.rows:
        assert len(row) == len(view.table.header)


@either_set
@pytest.mark.parametrize("area", [CLACKMANNANSHIRE, DUNDEE, FIFE])
def test_no_sentence_holds_a_local_and_a_national_figure(
    either: FigureSet, area: str, today: date
) -> None:
    view = evidence_view(either, area, today)
    said = " ".join([view.finding.text, view.closing, view.description, *view.how_to_read])
    numbers = set(re.findall(r"\d[\d,.]*\d|\d", re.sub(r"\d{4}-\d{2}", "", said)))
    local = [m for m in either.catalogue.measures.values() if m.role == "local"]
    others = len(local) - len(view.table.rows)
    counts = {str(len(view.table.rows)), str(len(view.parts)), str(others)}
    counts |= {str(len(part.local.rows)) for part in view.parts}
    assert numbers <= counts
    assert not re.search(r"\b(better|worse|higher|lower|similar|more than|difference)\b", said)


def test_the_figures_of_a_national_row_are_for_the_year_it_names(
    published: FigureSet, today: date
) -> None:
    view = evidence_view(published, CLACKMANNANSHIRE, today)
    [housing] = [p for p in view.parts if p.name == "Housing after prison"]
    assert housing.national
    [row] = housing.national.rows
    assert [(c.text, c.qualifier) for c in row[:2]] == [
        ("Applications after prison", "2023-24"),
        ("25", ""),
    ]


def test_the_restricted_indicator_stands_beside_its_local_evidence(
    published: FigureSet, today: date
) -> None:
    view = evidence_view(published, CLACKMANNANSHIRE, today)
    [custody] = [p for p in view.parts if p.name == "Support in police custody"]
    assert [c.text for c in custody.local.rows[0][:2]] == [
        "Arrest referrals (Change Grow Live)",
        "28",
    ]
    assert custody.national
    assert custody.national.rows[0][1].text == "Restricted"
    assert custody.national.rows[0][1].is_missing


def test_what_is_not_held_is_named_in_one_closing_sentence(
    published: FigureSet, today: date
) -> None:
    view = evidence_view(published, CLACKMANNANSHIRE, today)
    held = held_locally(published, CLACKMANNANSHIRE)
    missing = [
        m.name
        for m in published.catalogue.measures.values()
        if m.role == "local" and m.id not in held
    ]
    assert missing
    assert all(name in view.closing for name in missing)
    assert view.closing.startswith(f"Nothing is held for Clackmannanshire on {len(missing)} local")


def test_scotland_has_no_local_evidence(illustrative: FigureSet, today: date) -> None:
    view = evidence_view(illustrative, SCOTLAND, today)
    assert view.parts == ()
    assert file_rows(view) == []
    assert "choose one" in view.finding.text


def test_illustrative_local_evidence_is_marked_in_sentence_and_file(
    illustrative: FigureSet, today: date
) -> None:
    view = evidence_view(illustrative, FIFE, today)
    assert view.is_illustrative
    assert view.finding.caveats == ("These figures are illustrative, not real.",)
    assert {row["figures"] for row in file_rows(view)} == {"Illustrative figures: not real"}


# --- The page ---


def plan_rows(page: Page) -> list[Node]:
    return [row for t in page.root.all("table", "cj-plan") for row in t.all("tr")[1:]]


def buttons(page: Page) -> list[str]:
    return [button.proto.label for button in page.at.get("download_button")]


@either_set
def test_the_page_shows_every_measure_of_the_plan(figures_set: str) -> None:
    page = open_page("local-plan", {"set": figures_set})
    assert page.title == "Local plan: Clackmannanshire"
    for measure in the_plan(library().figures("published")).measures:
        assert measure.name in page.root.text
    assert len(plan_rows(page)) == 15
    assert buttons(page) == ["Local plan: figures (CSV)", "Local evidence: figures (CSV)"]
    assert "The plan’s period ended in March 2023." in page.finding


def test_on_the_illustrative_set_each_part_says_what_it_is() -> None:
    page = open_page("local-plan", {"set": "illustrative"})
    assert [n.text for n in page.root.all(css="cj-real-mark")] == [words.REAL_MARK]
    assert [n.text for n in page.root.all(css="cj-local-mark")] == [
        "Illustrative figures: not real"
    ]
    real = open_page("local-plan")
    assert not real.root.all(css="cj-real-mark")
    assert not real.root.all(css="cj-local-mark")


@either_set
@pytest.mark.parametrize("area", ["Clackmannanshire", "Dundee City", "Fife"])
def test_each_table_beside_another_stands_under_what_it_holds(figures_set: str, area: str) -> None:
    page = open_page("local-plan", {"area": area, "set": figures_set})
    for block in page.root.all(css="cj-local"):
        local, national = [child for child in block.children if isinstance(child, Node)]
        assert [h.text for h in local.all("h4")] == [local_evidence.LOCAL_LABEL]
        assert [h.text for h in national.all("h4")] == [local_evidence.NATIONAL_LABEL]
        assert len(local.all("table")) == len(national.all("table")) == 1


@either_set
def test_another_council_is_told_how_to_add_its_plan(figures_set: str) -> None:
    page = open_page("local-plan", {"area": "Dundee City", "set": figures_set})
    assert page.finding.startswith("No plan is held for Dundee City.")
    assert "How to add the plan of Dundee City" in page.root.text
    assert not plan_rows(page)
    assert page.root.all(css="cj-local")
    assert buttons(page) == ["Local evidence: figures (CSV)"]
    labels = [link.proto.label for link in page.at.get("page_link")]
    assert "See a plan that is held: Clackmannanshire" in labels


@either_set
def test_scotland_is_told_that_a_plan_belongs_to_a_council(figures_set: str) -> None:
    page = open_page("local-plan", {"area": "Scotland", "set": figures_set})
    assert "Scotland as a whole has none" in page.finding
    assert not page.root.all("table")
    assert not buttons(page)


def test_a_broken_plan_costs_only_its_own_part(
    data_folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(data_folder / "reference" / "plans" / f"{NAME}.csv", ",0.51,", ",many,")
    monkeypatch.setenv("CJDATA_HOME", str(data_folder))
    page = open_page("local-plan")
    assert words.PLANS_LEFT_OUT in page.problems
    assert f"plans/{NAME}.csv, line 5" in page.problems
    assert "No plan is held for Clackmannanshire." in page.finding
    assert page.root.all(css="cj-local")
    for other in ("at-a-glance", "diversion"):
        assert not open_page(other).problems


def test_of_several_plans_the_newest_is_shown_and_the_address_names_another(
    data_folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = data_folder / "reference" / "plans"
    for ending in (".toml", ".csv"):
        shutil.copy(folder / f"{NAME}{ending}", folder / f"newer{ending}")
    edit(folder / "newer.toml", '"2018-23"', '"2023-28"')
    edit(folder / "newer.toml", '"2023-03"', '"2028-03"')
    monkeypatch.setenv("CJDATA_HOME", str(data_folder))
    page = open_page("local-plan")
    assert "March 2028" in page.finding
    assert page.address == {}
    older = open_page("local-plan", {"edition": "2018-23"})
    assert "March 2023" in older.finding
    assert older.address == {"edition": "2018-23"}
    wrong = open_page("local-plan", {"edition": "2018-24"})
    assert "edition=2018-24" in wrong.messages
    assert "March 2028" in wrong.finding


def test_the_page_needs_nothing_from_outside_the_project() -> None:
    for path in (
        "cjdata/reference/plans.py",
        "cjdata/reference/plan_files.py",
        "data/reference/plans",
    ):
        found = PROJECT / path
        texts = [found] if found.is_file() else list(found.iterdir())
        assert not [t for t in texts if "shared/" in t.read_text(encoding="utf-8")]
