from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from project_files import PROJECT

from cjdata import wording
from cjdata.errors import CatalogueError
from cjdata.publishing.published_state import read_held
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue, Measure, MeasureChoice
from cjdata.reference.catalogue_files import load_catalogue, load_sound_part
from cjdata.reference.page_list import page_entries
from cjdata.reference.standing_pages import STANDING_PAGES
from cjdata.series import Figure, Series
from cjdata.statistics import ChangeBetweenYears, Evidence
from cjdata.wording import UNIT_WORDS, change_words, level_sentence

Edit = Callable[[Path, str, str], None]
SPOILT = re.compile(r"  |\bNone\b|\bnan\b|\bnull\b|\[\]|\.\.| \.| ,")


@pytest.fixture
def folder(data_folder: Path) -> Path:
    return data_folder / "reference" / "catalogue"


def line_of(path: Path, text: str, nth: int = 1) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [n for n, line in enumerate(lines, start=1) if line.startswith(text)][nth - 1]


def mistakes(folder: Path) -> dict[str, list[str]]:
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(folder)
    found: dict[str, list[str]] = {}
    for finding in refused.value.findings:
        found.setdefault(finding.where, []).append(finding.what)
    return found


def test_the_framework_is_whole(catalogue: Catalogue) -> None:
    assert [a.number for a in catalogue.aims] == [1, 2, 3, 4]
    assert [a.number for a in catalogue.priority_actions] == list(range(1, 14))
    assert [o.number for o in catalogue.outcomes] == list(range(1, 10))
    assert [i.number for i in catalogue.indicators] == list(range(len(catalogue.indicators)))


def test_each_outcome_has_an_indicator_of_the_same_action(catalogue: Catalogue) -> None:
    for outcome in catalogue.outcomes:
        indicator = catalogue.indicator_of(outcome)
        assert indicator is not None
        assert indicator.priority_action == outcome.priority_action
    assert catalogue.over_all is catalogue.indicators[0]
    assert not catalogue.further_indicators


def test_every_choice_and_headline_leads_to_a_measure_of_its_form(catalogue: Catalogue) -> None:
    for theme in catalogue.indicators:
        assert theme.choice
        assert theme.headline
        assert set(theme.headline) <= set(theme.measures)
        assert theme.opening_choice in theme.choice
        for choice in theme.choice:
            assert choice.key in theme.measures
            for form, measure_id in choice.forms.items():
                assert theme.measures[measure_id].form == form
                assert theme.choice_of(measure_id) == choice


def test_every_indicator_is_found_by_its_page_and_its_measures(catalogue: Catalogue) -> None:
    for theme in catalogue.indicators:
        assert catalogue.theme_by_page[theme.page] is theme
        assert all(catalogue.theme_of(m.id) is theme for m in theme.measure)
    assert all(catalogue.theme_of(m.id) is None for m in catalogue.other_measures)


def test_where_a_thing_was_counted_is_never_left_open(catalogue: Catalogue) -> None:
    assert all(i.counted_by.strip() and i.unit_of_count.strip() for i in catalogue.indicators)


def test_context_and_local_measures_have_no_desired_direction_of_their_indicator(
    catalogue: Catalogue,
) -> None:
    for measure in catalogue.measures.values():
        if measure.role != "indicator" and measure.direction is None:
            assert catalogue.direction_of(measure.id) == "none"


def test_a_measure_counted_for_scotland_alone_is_known_to_be_so(catalogue: Catalogue) -> None:
    assert catalogue.geography_of("attitude_community_sentence_percent") == "scotland"
    assert catalogue.geography_of("people_convicted_total") == "council"


def test_every_measure_makes_clean_sentences(catalogue: Catalogue, areas: Areas) -> None:
    area = areas.find("Clackmannanshire")
    for measure in catalogue.measures.values():
        figures = [Figure("2023-24", float(v), 0, "published") for v in (0, 1, 2, 1234)]
        sentences = [level_sentence(measure, area, figure) for figure in figures]
        change = ChangeBetweenYears(figures[2], figures[3], 1232.0, 0, None)
        evidence = Evidence(Series(area, measure, tuple(figures)), {})
        sentences.append(change_words(evidence, change) + ".")
        for sentence in sentences:
            assert not SPOILT.search(sentence), sentence
            assert sentence.endswith(".")
        when = "the 2023-24 cohort" if measure.period_type == "cohort" else "2023-24"
        assert all(s.startswith(f"In Clackmannanshire in {when}, ") for s in sentences[:4])
        nouns = [measure.one, measure.many] if measure.unit == "count" else [measure.subject]
        for noun in nouns:
            assert noun == noun.strip()
            assert not noun.endswith(".")
        if measure.unit == "count":
            assert f"was 1 {measure.one}" in sentences[1]
            assert f"were no {measure.many}" in sentences[0]
            assert measure.one != measure.many


def test_every_text_of_the_catalogue_is_clean(catalogue: Catalogue) -> None:
    def texts(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, dict):
            return [t for v in value.values() for t in texts(v)]
        if isinstance(value, list | tuple):
            return [t for v in value for t in texts(v)]
        return []

    found = texts(catalogue.model_dump())
    assert len(found) > 500
    for text in found:
        assert not re.search(r"  |\bnan\b|\bnull\b|\bTODO\b|[Ll]orem|\bTBC\b|\.\.", text), text


def test_the_short_name_of_a_rate_says_per_how_many(catalogue: Catalogue) -> None:
    """At a glance and on slides its figure stands behind it with no other word: “3.6”."""
    rates = [m for m in catalogue.measures.values() if m.form == "rate"]
    assert len(rates) > 5
    per = {m.label: UNIT_WORDS[m.unit].removesuffix(" people") for m in rates}
    assert [label for label, many in per.items() if many not in label] == []


def test_a_population_is_never_left_out_of_a_rate(catalogue: Catalogue) -> None:
    for measure in catalogue.measures.values():
        if measure.form == "rate" and measure.numerator:
            assert measure.population
            assert measure.basis


# Mistakes


def test_every_mistake_is_listed_at_once_with_its_file_and_line(folder: Path, edit: Edit) -> None:
    files = folder / "indicators"
    syntax, unknown, value = "01-diversion.toml", "03-bail.toml", "08-throughcare.toml"
    reference, form, twice = "06-housing.toml", "07-employability.toml", "04-community"
    edit(files / syntax, "number = 1", "number = = 1")
    edit(files / unknown, 'page = "', 'colour = "red"\npage = "')
    edit(files / value, 'direction = "none"', 'direction = "sideways"')
    edit(files / reference, 'publication = "homelessness"', 'publication = "homelesness"')
    edit(
        files / form,
        'percent = "employability_percent_with_convictions"',
        'percent = "employability_participants_with_convictions"',
    )
    (twice_path,) = files.glob(f"{twice}*.toml")
    edit(twice_path, 'id = "dtto_terminated"', 'id = "cpo_terminated"')
    found = mistakes(folder)
    lines = {
        unknown: line_of(files / unknown, "colour ="),
        value: line_of(files / value, "direction ="),
        reference: line_of(files / reference, "publication ="),
        form: line_of(files / form, 'percent = "employability'),
    }
    (syntax_words,) = found[f"indicators/{syntax}"]
    assert "is not valid TOML" in syntax_words
    assert f"line {line_of(files / syntax, 'number = =')}" in syntax_words
    places = {name: f"indicators/{name}, line {line}" for name, line in lines.items()}
    assert any("colour" in w for w in found[places[unknown]])
    assert any("direction" in w for w in found[places[value]])
    assert any("“homelesness” is not a known publication" in w for w in found[places[reference]])
    assert any("is no percent: its unit is count" in w for w in found[places[form]])
    everything = [f"{where}: {what}" for where, whats in found.items() for what in whats]
    assert any("the measure “cpo_terminated” stands twice" in text for text in everything)
    assert len(everything) == len(set(everything)), "a mistake is listed twice"


def test_a_mistake_is_not_followed_by_mistakes_that_are_none(folder: Path, edit: Edit) -> None:
    path = folder / "indicators" / "06-housing.toml"
    edit(path, 'direction = "down"', 'direction = "sideways"')
    found = mistakes(folder)
    assert list(found) == [f"indicators/06-housing.toml, line {line_of(path, 'direction =')}"]


def test_a_duplicated_measure_is_reported_where_it_stands(folder: Path, edit: Edit) -> None:
    (path,) = (folder / "indicators").glob("04-*.toml")
    edit(path, 'id = "dtto_commenced"', 'id = "cpo_commenced"')
    (where,) = [w for w, whats in mistakes(folder).items() if any("twice" in x for x in whats)]
    assert f"indicators/{path.name}" in where


@pytest.mark.parametrize(
    ("old", "new", "start", "words"),
    [
        ("outcome = 6", "outcome = 16", "outcome =", "“16” is not a number of an outcome"),
        ("priority_action = 8", "priority_action = 18", "priority_action =", "“18” is not a"),
        ('headline = ["home', 'headline = ["hame', "headline =", "is not a measure of this"),
        ('number = "homelessness_app', 'number = "homeless_app', 'number = "', "is not a measure"),
        ('part_of = "homelessness_', 'part_of = "', "part_of =", "not a known measure"),
        ("rank_allowed = true", 'rank_allowed = "often"', "rank_allowed =", "rank_allowed"),
        ('unit = "count"', 'unit = "counts"', 'unit = "counts"', "unit"),
    ],
)
def test_a_wrong_value_is_reported_at_its_line(
    folder: Path, edit: Edit, old: str, new: str, start: str, words: str
) -> None:
    path = folder / "indicators" / "06-housing.toml"
    edit(path, old, new)
    where = f"indicators/{path.name}, line {line_of(path, start)}"
    found = mistakes(folder)
    assert where in found, found
    assert any(words in what for what in found[where])


def test_a_missing_key_is_named(folder: Path, edit: Edit) -> None:
    path = folder / "indicators" / "06-housing.toml"
    edit(path, 'counted_by = "', '# counted_by = "')
    places = [w for w, whats in mistakes(folder).items() if any("counted_by" in x for x in whats)]
    assert len(places) == 1
    assert places[0].startswith(f"indicators/{path.name}")


@pytest.mark.parametrize(
    ("name", "damage", "words"),
    [
        ("framework.toml", lambda p: p.unlink(), "cannot be read"),
        ("publications.toml", lambda p: p.write_bytes(b"# \xff\n"), "is not UTF-8"),
        ("other_measures.toml", lambda p: p.write_text("[[measure]\n"), "is not valid TOML"),
        ("framework.toml", lambda p: p.write_text("[[goal]]\nnumber = 1\n"), "“goal” is unknown"),
    ],
)
def test_a_broken_file_that_all_need_is_named(
    folder: Path, name: str, damage: Callable[[Path], object], words: str
) -> None:
    damage(folder / name)
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(folder)
    assert any(f.where.startswith(name) and words in f.what for f in refused.value.findings)


def test_a_folder_without_indicators_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="there are no indicator records"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('direction = "down"', 'direction = "sideways"'),
        ('page = "housing"', 'page = "housing'),
        ('publication = "homelessness"', 'publication = "homelesness"'),
    ],
    ids=["wrong value", "no TOML", "unknown publication"],
)
def test_the_sound_part_leaves_out_the_broken_indicator_alone(
    folder: Path, edit: Edit, catalogue: Catalogue, old: str, new: str
) -> None:
    edit(folder / "indicators" / "06-housing.toml", old, new)
    sound, findings = load_sound_part(folder)
    assert {i.id for i in catalogue.indicators} - {i.id for i in sound.indicators} == {"housing"}
    assert {o.number for o in sound.outcomes} == set(range(1, 10))
    assert findings
    assert all(f.where.startswith("indicators/06-housing.toml") for f in findings)


def test_a_whole_catalogue_is_its_own_sound_part(folder: Path, catalogue: Catalogue) -> None:
    sound, findings = load_sound_part(folder)
    assert findings == ()
    assert sound == catalogue


def test_a_new_indicator_is_a_new_record(folder: Path, edit: Edit) -> None:
    text = (folder / "indicators" / "06-housing.toml").read_text(encoding="utf-8")
    for old, new in (
        ('id = "housing"', 'id = "housing-2"'),
        ("number = 6", "number = 10"),
        ('page = "housing"', 'page = "housing-2"'),
        ("outcome = 6\n", ""),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    for name in (
        "homelessness_applications_from_prison",
        "homelessness_applications_from_prison_percent",
        "homelessness_applications_total",
        "households_assessed_homeless",
        "homeless_households_permanent_duty_local",
        "households_assessed_homeless_local",
    ):
        text = text.replace(f'"{name}"', f'"{name}_2"')
    (folder / "indicators" / "10-housing-2.toml").write_text(text, encoding="utf-8")
    loaded = load_catalogue(folder)
    assert loaded.indicators[-1].page == "housing-2"
    assert "homelessness_applications_total_2" in loaded.measures


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"unit": "count"}, "nouns"),
        ({"unit": "percent"}, "subject"),
        ({"unit": "percent", "subject": "it", "numerator": ("a",)}, "denominator"),
        ({"unit": "percent", "subject": "it", "denominator": ("a",)}, "denominator"),
        ({"unit": "count", "one": "a", "many": "b", "colour": "red"}, "Extra inputs"),
        ({"unit": "count", "one": "a", "many": "b", "first_period": "2023/24"}, "pattern"),
    ],
)
def test_a_measure_without_its_words_or_parts_is_refused(
    keys: dict[str, object], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        Measure(id="x", name="X", label="X", **keys)


def test_a_choice_needs_a_measure_for_its_default_form() -> None:
    with pytest.raises(ValueError, match="no measure is given for it"):
        MeasureChoice(label="X", number="x", default="rate")


def test_what_is_of_one_area_is_said_of_no_other(catalogue: Catalogue, areas: Areas) -> None:
    """No caveat or note that every area is shown names a council, and every area named is one."""
    known = {area.name for area in areas.single}
    councils = {name for one in areas.councils for name in (one.name, one.short_name)}
    measures = catalogue.measures.values()
    told = [*(c for t in catalogue.themes for c in t.caveats)]
    told += [text for m in measures for text in (m.note, *m.caveats)]
    for text in told:
        assert not [n for n in councils if re.search(rf"\b{re.escape(n)}\b", text)], text
    of_areas = [one for t in catalogue.themes for one in t.caveats_of_areas]
    of_areas += [one for m in measures for one in m.notes_of_areas]
    assert of_areas
    assert {name for one in of_areas for name in one.areas} <= known
    # The names of areas stay as they are, also where one begins the text.
    lines = wording.of_areas(of_areas)
    assert all(line.endswith(one.text) for one, line in zip(of_areas, lines, strict=True))


def test_a_caveat_of_an_area_that_is_none_is_refused(data_folder: Path) -> None:
    path = data_folder / "reference" / "catalogue" / "indicators" / "02-police-custody.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Falkirk", "Stirling"', '"Falkrik", "Stirling"', 1), "utf-8")
    with pytest.raises(CatalogueError, match=r"“Falkrik” is not a known area.*“Falkirk”"):
        read_held(data_folder)


def test_each_area_is_told_what_is_of_it(catalogue: Catalogue) -> None:
    measure = "police_custody_referrals"
    restricted = "The 2023-24 figure for Clackmannanshire could not be published."
    assert restricted in catalogue.caveats_of(measure, ["Clackmannanshire", "Scotland"])
    assert restricted not in catalogue.caveats_of(measure, ["East Lothian", "Scotland"])
    assert catalogue.notes_of(measure, ["Clackmannanshire"])
    assert not catalogue.notes_of(measure, ["East Lothian"])


def test_a_record_cannot_take_a_page_that_is_of_no_record(folder: Path, edit: Edit) -> None:
    record = folder / "indicators" / "03-bail.toml"
    edit(record, 'page = "bail"', 'page = "data-notes"')
    where = f"indicators/03-bail.toml, line {line_of(record, 'page')}"
    assert mistakes(folder)[where] == ["page: “data-notes” is a page that is of no record"]
    catalogue, _ = load_sound_part(folder)
    assert "bail" not in [indicator.id for indicator in catalogue.indicators]
    paths = [entry.path for entry in page_entries(catalogue)]
    assert paths.count("data-notes") == 1


def test_the_pages_of_no_record_have_their_files() -> None:
    for page in STANDING_PAGES:
        assert (PROJECT / "pages" / f"{page}.py").is_file()
