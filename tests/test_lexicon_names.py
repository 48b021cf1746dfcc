"""The lexicons of names: what they hold fits together, and a wrong file is told by name and line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ConfigurationError
from ingest.lexicon import LEXICON, NameIndex, read_table, read_words
from ingest.naming.bodies import department_fields, local_organs, named_bodies
from ingest.naming.boundaries import Boundaries
from ingest.naming.heads import hospital_names, name_heads, unit_heads
from ingest.naming.places import place_at, places, provinces

BODY_FILES = ("central_bodies.tsv", "universities.tsv", "international_bodies.tsv", "taiwan_bodies.tsv")
BODY_COLUMNS = ["name", "aliases", "bare", "kind", "since", "until", "successor"]


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", None, "empty"),
        ("# a note\nname\tsort\n", 2, "header"),
        ("name\tkind\n甲\t部\t多\n", 2, "3"),
        ("name\tkind\n甲\t部\n甲\t局\n", 3, "line 2"),
        ("name\tkind\n甲 \t部\n", 2, "white space"),
        ("name\tkind\n\t部\n", 2, "empty"),
    ],
)
def test_a_wrong_table_is_told_by_name_and_line(tmp_path, text, line, says):
    path = write(tmp_path / "bodies.tsv", text)
    with pytest.raises(ConfigurationError) as error:
        read_table(path, ["name", "kind"])
    assert (error.value.path, error.value.line) == (path, line)
    assert says in str(error.value)
    assert "bodies.tsv" in str(error.value)


def test_a_missing_table_and_one_in_another_encoding_are_told(tmp_path):
    with pytest.raises(ConfigurationError, match="can't be read"):
        read_table(tmp_path / "none.tsv", ["name"])
    (tmp_path / "gb.tsv").write_bytes("name\n教育部\n".encode("gb18030"))
    with pytest.raises(ConfigurationError, match="UTF-8"):
        read_table(tmp_path / "gb.tsv", ["name"])


def test_a_row_may_leave_out_its_last_cells(tmp_path):
    path = write(tmp_path / "bodies.tsv", "# note\nname\taliases\tuntil\n教育部\t国家教育部|教部\n")
    (row,) = read_table(path, ["name", "aliases", "until"])
    assert (row.line, row["until"], row.several("aliases")) == (3, "", ("国家教育部", "教部"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("words: [由, 在", "not YAML"),
        ("- 由\n", "groups"),
        ("other: [由]\n", "groups"),
        ("words: 由\n", "list"),
        ("words: [1]\n", "list"),
        ("words: [由, 在, 由]\n", "twice"),
    ],
)
def test_a_wrong_word_list_is_told(tmp_path, text, says):
    path = write(tmp_path / "words.yaml", text)
    with pytest.raises(ConfigurationError, match=says) as error:
        read_words(path, ["words"])
    assert error.value.path == path


def test_there_are_34_provinces_and_every_place_lies_in_one():
    assert len(provinces()) == 34
    for row in read_table(LEXICON / "places.tsv", ["name", "aliases", "level", "province"]):
        assert row["province"] in provinces(), row["name"]
        assert row["level"] in {"prefecture", "county", "zone"}, row["name"]
    assert (
        sum(
            r["level"] == "prefecture"
            for r in read_table(LEXICON / "places.tsv", ["name", "aliases", "level", "province"])
        )
        == 333
    )


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("深圳", "广东省"),
        ("恩施州", "湖北省"),
        ("句容市", "江苏省"),
        ("内蒙古", "内蒙古自治区"),
        ("浦东新区", "上海市"),
        ("吉林", "吉林省"),
    ],
)
def test_the_province_of_a_place(name, province):
    assert places().get(name).province == province


def test_another_word_is_no_place():
    assert place_at("香港脚", 0, 3) is None
    assert place_at("香港", 0, 2) is not None


def test_no_form_of_a_body_stands_for_two_and_successors_exist():
    for files in (BODY_FILES[:3], BODY_FILES[3:]):
        forms: dict[str, str] = {}
        names: set[str] = set()
        rows = [row for file in files for row in read_table(LEXICON / file, BODY_COLUMNS)]
        for row in rows:
            names.add(row["name"])
            for form in (row["name"], *row.several("aliases"), *row.several("bare")):
                assert forms.setdefault(form, row["name"]) == row["name"], form
        for row in rows:
            assert not row["successor"] or row["successor"] in names, row["successor"]
            assert not row["until"] or row["since"] <= row["until"], row["name"]
            assert row["kind"], row["name"]


def test_the_other_tables_load_and_hold_what_they_must():
    assert local_organs().get("科技厅")
    assert "教育" in department_fields()
    assert name_heads().get("医院")
    assert unit_heads().get("司")
    assert "协和" in hospital_names()
    assert Boundaries().last("由", 0, 1) == 1
    for row in read_table(LEXICON / "local_organs.tsv", ["name", "forms", "levels", "kind"]):
        assert row["name"].count("{}") == 1, row["name"]
        assert row.several("forms") and set(row["levels"]) <= set("pcx"), row["name"]


def test_predecessors_are_dated():
    bodies = {r["name"]: r for r in read_table(LEXICON / "central_bodies.tsv", BODY_COLUMNS)}
    health = bodies["国家卫生和计划生育委员会"]
    assert (health["since"], health["until"], health["successor"]) == ("2013", "2018", "国家卫生健康委员会")
    assert named_bodies(False).get("国家卫健委") is named_bodies(False).get("国家卫生健康委员会")


NAMES = st.lists(st.text("甲乙丙", min_size=1, max_size=4), min_size=1, max_size=8)


@given(NAMES, st.text("甲乙丙丁", max_size=12))
def test_the_longest_name_is_found(names, text):
    index: NameIndex[str] = NameIndex()
    for name in names:
        index.add(name, name)
    for start in range(len(text)):
        longest = max((n for n in names if text.startswith(n, start)), key=len, default=None)
        found = index.at(text, start, len(text))
        assert (found and found[1]) == longest
    spans = [(s, e) for s, e, _ in index.within(text, 0, len(text))]
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))


def test_a_conjunction_bounds_a_name_only_after_another_name():
    bounds = Boundaries()
    text = "开展慢病早筛与综合干预项目"
    assert text[bounds.name_start(text, 0, len(text) - 2, lambda *_: False) :] == "慢病早筛与综合干预项目"
    text = "实施甲计划和健康促进行动"
    assert (
        text[bounds.name_start(text, 0, len(text) - 2, lambda _, end: text[:end].endswith("计划")) :] == "健康促进行动"
    )
