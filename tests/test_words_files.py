"""Words as plain files: out and back to the letter, and never over somebody's work."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from project_files import PROJECT

from cjdata.cli.data_tool import main
from cjdata.narrative import ReportSlot, WordsError, WordsStore, open_words, outcome_keys, words_of
from cjdata.narrative.plain_text import LIMIT
from cjdata.narrative.words_transfer import (
    ImportedWords,
    KnownSubjects,
    OnConflict,
    export_words,
    import_words,
)
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.report_outlines import load_outlines

CLACKS = "S12000005"
INTRO = ReportSlot(CLACKS, "2023-24", "introduction")
VERDICT = ReportSlot(CLACKS, "2023-24", "assessment", "4")
INTRO_FILE = Path("clackmannanshire/2023-24/annual-report/introduction.draft.md")
VERDICT_FILE = Path("clackmannanshire/2023-24/annual-report/outcome-4-assessment.md")
THEN = datetime(2024, 11, 22, 9, 0, tzinfo=UTC)
Edit = Callable[[Path, str, str], None]

SLOTS = st.sampled_from(
    [
        INTRO,
        VERDICT,
        ReportSlot("S92000003", "1999-00", "key-local-actions", "H"),
        ReportSlot(CLACKS, "2023-24", "good-news", outline="highlights-and-issues"),
    ]
)
TYPED = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["", "\n", "---\n", "\n---\n", "  x\n\n", "\ufeffx", "key: value", "é\u0301 🏴󠁧󠁢󠁳󠁣󠁴󠁿\t"]
)
SAVES = st.lists(st.tuples(SLOTS, TYPED, st.booleans(), st.text(min_size=1)), max_size=8)


@pytest.fixture(scope="module")
def known(areas: Areas, catalogue: Catalogue) -> KnownSubjects:
    outlines = load_outlines(PROJECT / "data" / "reference" / "outlines")
    return KnownSubjects(areas, outlines, outcome_keys(catalogue))


@pytest.fixture
def words(tmp_path: Path) -> Iterator[WordsStore]:
    (tmp_path / "home").mkdir()
    with open_words(tmp_path / "home", clock=lambda: THEN) as held:
        yield held


@pytest.fixture
def folder(words: WordsStore, known: KnownSubjects, tmp_path: Path) -> Path:
    """A folder of exported words: a draft, and a published assessment."""
    words.save(INTRO, "Our first year.\n\n- One\n", by="Ada", base_version=0)
    words.publish(VERDICT, "Too few orders.", by="Bo", base_version=0, choice="near")
    out(words, tmp_path / "out", known)
    return tmp_path / "out"


def out(words: WordsStore, folder: Path, known: KnownSubjects) -> Sequence[Path]:
    return export_words(words, folder, lambda code: known.areas.by_code[code].name)


def back(
    words: WordsStore, folder: Path, known: KnownSubjects, conflicts: OnConflict = "stop"
) -> ImportedWords:
    return import_words(words, folder, known, by="Cy", conflicts=conflicts)


def refused(words: WordsStore, folder: Path, known: KnownSubjects) -> list[str]:
    before = contents(words)
    with pytest.raises(WordsError) as error:
        back(words, folder, known)
    assert contents(words) == before
    return [str(finding) for finding in error.value.findings]


def contents(words: WordsStore) -> list[tuple[ReportSlot, str, str, str, datetime]]:
    """What viewers and editors see, with who and when."""
    both = [*words.everything(drafts=False), *words.everything(drafts=True)]
    return [(v.slot, v.body, v.choice, v.by, v.saved) for v in both]


def body(words: WordsStore, slot: ReportSlot) -> str:
    version = words.current(slot)
    assert version is not None
    return version.body


# --- Out ---


def test_a_file_says_whose_words_which_version_who_and_when(folder: Path) -> None:
    assert sorted(p.relative_to(folder) for p in folder.rglob("*.md")) == [INTRO_FILE, VERDICT_FILE]
    assert (folder / VERDICT_FILE).read_bytes().decode() == (
        "---\narea: Clackmannanshire\nyear: 2023-24\noutline: annual-report\n"
        "section: assessment\noutcome: 4\nchoice: near\nstate: published\nversion: 1\n"
        "by: Bo\nsaved: 2024-11-22T09:00:00+00:00\n---\nToo few orders.\n"
    )


def test_what_viewers_see_and_a_newer_draft_are_two_files(
    words: WordsStore, known: KnownSubjects, tmp_path: Path
) -> None:
    words.publish(INTRO, "Shown.", by="Ada", base_version=0)
    words.save(INTRO, "Newer.", by="Ada", base_version=1)
    names = [path.name for path in out(words, tmp_path / "out", known)]
    assert names == ["introduction.md", "introduction.draft.md"]


def test_old_and_new_files_are_never_mixed(
    words: WordsStore, folder: Path, known: KnownSubjects
) -> None:
    with pytest.raises(WordsError, match="holds something already"):
        out(words, folder, known)


def test_a_place_that_is_no_folder_is_named(
    words: WordsStore, known: KnownSubjects, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(WordsError, match="the words cannot be written there"):
        out(words, tmp_path / "file", known)


# --- And back ---


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(saves=SAVES)
def test_words_move_to_another_database_to_the_letter(
    known: KnownSubjects, saves: list[tuple[ReportSlot, str, bool, str]]
) -> None:
    with (
        tempfile.TemporaryDirectory() as one,
        tempfile.TemporaryDirectory() as other,
        open_words(Path(one)) as old,
        open_words(Path(other)) as new,
    ):
        for slot, text, publishes, who in saves:
            head = old.current(slot)
            put = old.publish if publishes else old.save
            put(slot, text, by=who, base_version=head.number if head else 0)
        if out(old, Path(other, "out"), known):
            back(new, Path(other, "out"), known)
        assert contents(new) == contents(old)


def test_a_draft_that_came_back_to_what_viewers_see_keeps_who_and_when(
    words: WordsStore, known: KnownSubjects, tmp_path: Path
) -> None:
    words.publish(INTRO, "Shown.", by="Ada", base_version=0)
    words.save(INTRO, "Changed.", by="Bo", base_version=1)
    words.save(INTRO, "Shown.", by="Bo", base_version=2)
    out(words, tmp_path / "out", known)
    with open_words(tmp_path) as new:
        back(new, tmp_path / "out", known)
        assert contents(new) == contents(words)


def test_words_move_between_the_two_sorts_of_database(
    words: WordsStore, folder: Path, known: KnownSubjects, words_url: str, tmp_path: Path
) -> None:
    with open_words(tmp_path, words_url) as new:
        assert len(back(new, folder, known).saved) == 2
        assert contents(new) == contents(words)


def test_files_that_say_the_same_change_nothing(
    words: WordsStore, folder: Path, known: KnownSubjects
) -> None:
    taken = back(words, folder, known)
    assert (len(taken.saved), len(taken.unchanged), len(taken.conflicts)) == (0, 2, 0)
    assert len(words.history(INTRO, every=True)) == 1


def test_a_file_that_was_edited_is_a_new_version_of_whoever_edited_it(
    words: WordsStore, folder: Path, known: KnownSubjects, edit: Edit
) -> None:
    edit(folder / INTRO_FILE, "Our first year.", "Our second year.")
    [version] = back(words, folder, known).saved
    assert (version.body, version.by) == ("Our second year.\n\n- One\n", "Cy")
    assert (version.number, version.based_on) == (2, 1)


def test_a_file_that_windows_saved_is_read(
    words: WordsStore, folder: Path, known: KnownSubjects
) -> None:
    path = folder / INTRO_FILE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(back(words, folder, known).unchanged) == 2


def test_a_file_written_by_hand_needs_no_more_than_its_place(
    words: WordsStore, known: KnownSubjects, tmp_path: Path
) -> None:
    (tmp_path / "new.md").write_text(
        "---\narea: clackmannan\nyear: 2023/24\nsection: governance\n---\nBy hand.", "utf-8"
    )
    [version] = back(words, tmp_path, known).saved
    assert version.slot == ReportSlot(CLACKS, "2023-24", "governance")
    assert (version.body, version.by, version.state) == ("By hand.", "Cy", "draft")


# --- Somebody saved in between ---


@pytest.fixture
def edited_twice(words: WordsStore, folder: Path, edit: Edit) -> Path:
    """The exported file was edited, and so were the words themselves."""
    edit(folder / INTRO_FILE, "Our first year.", "Mine.")
    words.save(INTRO, "Theirs.", by="Di", base_version=1)
    return folder


def test_a_text_that_somebody_saved_since_refuses_all(
    words: WordsStore, edited_twice: Path, known: KnownSubjects, edit: Edit
) -> None:
    edit(edited_twice / VERDICT_FILE, "Too few", "Far too few")
    [finding] = refused(words, edited_twice, known)
    assert finding.startswith(f"{INTRO_FILE.as_posix()}, line 7: Di saved version 2 of these words")
    assert "--conflicts mine" in finding
    assert "--conflicts theirs" in finding


def test_the_file_can_go_on_top(
    words: WordsStore, edited_twice: Path, known: KnownSubjects
) -> None:
    back(words, edited_twice, known, "mine")
    assert body(words, INTRO).startswith("Mine.")
    assert "Theirs." in [v.body for v in words.history(INTRO, every=True)]


def test_the_file_can_be_kept_aside(
    words: WordsStore, edited_twice: Path, known: KnownSubjects
) -> None:
    back(words, edited_twice, known, "theirs")
    assert body(words, INTRO) == "Theirs."
    [aside] = [v for v in words.history(INTRO) if v.state == "aside"]
    assert aside.body.startswith("Mine.")


def test_the_two_can_be_put_together_in_the_file(
    words: WordsStore, edited_twice: Path, known: KnownSubjects, edit: Edit
) -> None:
    edit(edited_twice / INTRO_FILE, "Mine.", "Theirs. Mine.")
    edit(edited_twice / INTRO_FILE, "version: 1", "version: 2")
    back(words, edited_twice, known)
    assert body(words, INTRO).startswith("Theirs. Mine.")


def test_a_newer_draft_is_not_hidden_by_an_edited_file_of_what_viewers_see(
    words: WordsStore, folder: Path, known: KnownSubjects, edit: Edit
) -> None:
    words.save(VERDICT, "Draft.", by="Di", base_version=1, choice="near")
    edit(folder / VERDICT_FILE, "Too few", "Far too few")
    [finding] = refused(words, folder, known)
    assert "Di saved version 2" in finding


# --- Mistakes ---


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("area: Clackmannanshire", "area: Narnia", "line 2: “Narnia” is not a known area"),
        ("area: Clackmannanshire", "area: Forth Valley", "line 2: “Forth Valley” is not a known"),
        ("area: Clackmannanshire\n", "", "line 1: area is missing. Add a line “area: …”."),
        ("year: 2023-24", "year: 2023-25", "line 3: “2023-25” is not a financial year"),
        ("outline: annual-report", "outline: anual-report", "Did you mean “annual-report”?"),
        ("section: assessment", "section: assesment", "line 5: “assesment” is not a section"),
        ("section: assessment", "section: indicator-figures", "that takes words"),
        ("outcome: 4", "outcome: 12", "line 6: “12” is not a known outcome. Write one of: H, 1"),
        ("outcome: 4\n", "", "line 1: outcome is missing"),
        ("choice: near", "choice: nearly", "line 7: “nearly” is not a choice"),
        ("state: published", "state: public", "line 8: “public” is no state of words"),
        ("version: 1", "version: one", "line 9: version is “one”. Write the number"),
        ("version: 1", "version 1", "line 9: “version 1” is no key and value"),
        ("version: 1", "verison: 1", "line 9: “verison” is not a known key. Did you mean"),
        ("by: Bo", "version: 2", "line 10: version stands twice"),
        ("saved: 2024-11-22T09:00:00+00:00", "saved: soon", "line 11: saved is “soon”"),
        ("---\narea", "area", "line 1: does not begin with lines such as"),
        ("Too few", "x" * LIMIT, "line 13: the text has 20,008 characters"),
    ],
)
def test_one_mistake_refuses_all_by_file_and_line(
    words: WordsStore, folder: Path, known: KnownSubjects, edit: Edit, old: str, new: str, says: str
) -> None:
    edit(folder / INTRO_FILE, "Our first year.", "Edited, and sound.")
    edit(folder / VERDICT_FILE, old, new)
    [finding] = refused(words, folder, known)
    assert finding.startswith(VERDICT_FILE.as_posix())
    assert says in finding


def test_an_outcome_has_no_place_in_a_section_that_stands_once(
    words: WordsStore, folder: Path, known: KnownSubjects, edit: Edit
) -> None:
    edit(folder / INTRO_FILE, "state: draft", "outcome: 4\nchoice: near")
    findings = refused(words, folder, known)
    assert "line 6: the section “introduction” is not per outcome. Remove the line." in findings[0]
    assert "line 7: “near” is not a choice of the section “introduction”" in findings[1]


def test_every_mistake_of_every_file_is_listed_at_once(
    words: WordsStore, folder: Path, known: KnownSubjects, edit: Edit
) -> None:
    edit(folder / INTRO_FILE, "year: 2023-24", "year: soon")
    edit(folder / VERDICT_FILE, "choice: near", "choice: nearly")
    (folder / "third.md").write_bytes(b"\xff")
    assert len(refused(words, folder, known)) == 3


def test_the_same_text_twice_is_refused(
    words: WordsStore, folder: Path, known: KnownSubjects
) -> None:
    (folder / "copy.md").write_bytes((folder / INTRO_FILE).read_bytes())
    [finding] = refused(words, folder, known)
    assert "is the draft text of the same place as" in finding


def test_a_folder_without_words_is_refused(
    words: WordsStore, known: KnownSubjects, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    [finding] = refused(words, tmp_path / "empty", known)
    assert "holds no file of words (*.md)" in finding


# --- The commands ---


@pytest.fixture
def run(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("CJDATA_HOME", str(data_folder))
    monkeypatch.setenv("CJDATA_USER", "Ada Coordinator")
    monkeypatch.delenv("CJDATA_DATABASE_URL", raising=False)
    return lambda *arguments: CliRunner().invoke(main, ["words", *map(str, arguments)])


def test_the_commands_move_words_out_and_back(
    run: Callable[..., Result], data_folder: Path, tmp_path: Path, edit: Edit
) -> None:
    with open_words(data_folder) as words:
        words.publish(VERDICT, "Too few orders.", by="Bo", base_version=0, choice="near")
    done = run("export", tmp_path / "out")
    assert (done.exit_code, done.stdout) == (0, f"Wrote 1 text to {tmp_path / 'out'}.\n")
    edit(tmp_path / "out" / VERDICT_FILE, "Too few", "Far too few")
    done = run("import", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert "published, version 2, by Ada Coordinator" in done.stdout
    assert "1 text saved, 0 said the same already." in done.stdout
    assert words_of(CLACKS, "2023-24", home=data_folder) == {
        ("assessment", "4"): "Nearly achieved.\n\nFar too few orders."
    }


def test_a_dry_run_saves_nothing(
    run: Callable[..., Result], data_folder: Path, folder: Path
) -> None:
    done = run("import", folder, "--dry-run", "--json")
    answer = json.loads(done.stdout)
    assert (answer["dry_run"], len(answer["saved"])) == (True, 2)
    assert words_of(CLACKS, "2023-24", home=data_folder, drafts=True) == {}


def test_a_refusal_is_exit_status_1_with_the_reason_on_standard_error(
    run: Callable[..., Result], folder: Path, edit: Edit
) -> None:
    edit(folder / VERDICT_FILE, "year: 2023-24", "year: soon")
    done = run("import", folder)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{VERDICT_FILE.as_posix()}, line 3: “soon” is not a financial")


def test_without_words_nothing_is_written(run: Callable[..., Result], tmp_path: Path) -> None:
    assert (
        run("export", tmp_path / "out").stdout == "There are no words yet. Nothing was written.\n"
    )


def test_a_wrong_setting_is_refused_before_anything_is_read(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("CJDATA_DATABASE_URL", "hush")
    done = run("import", folder)
    assert done.exit_code == 1
    assert "setting CJDATA_DATABASE_URL" in done.stderr
    assert "hush" not in done.output


# --- What a report prints ---


def test_a_report_prints_published_words_with_the_choice_before_the_reason(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CJDATA_DATABASE_URL", raising=False)
    with open_words(data_folder) as words:
        words.publish(VERDICT, "", by="Bo", base_version=0, choice="achieved")
        words.save(INTRO, "Draft.", by="Bo", base_version=0)

    def printed(**asked: Any) -> dict[tuple[str, str], str]:
        return dict(words_of(CLACKS, "2023-24", home=data_folder, **asked))

    assert printed() == {("assessment", "4"): "Achieved."}
    assert printed(drafts=True) == printed() | {("introduction", ""): "Draft."}
    assert printed(outline="highlights-and-issues") == {}
