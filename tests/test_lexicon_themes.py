"""Word lists, names of diseases and technologies, clauses and enumerations."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ConfigurationError
from ingest.components.disease_names import find_diseases, is_disease
from ingest.components.enumerations import balanced, clauses, enumeration
from ingest.components.tasks import task_clause
from ingest.components.technology_names import find_technologies
from ingest.components.terms import Terms, load_terms, read_terms
from ingest.components.themes import read_phrase

LISTS = (
    "diseases",
    "disease_words",
    "technologies",
    "technology_words",
    "task_words",
    "theme_heads",
    "titles",
    "goal_words",
)
CHINESE = st.text(alphabet="加强建设糖尿病防治研究、和与等技术“”（），。《》5G系统的", max_size=40)


def diseases(text: str) -> list[str]:
    return [text[s:e] for s, e, _ in find_diseases(text, 0, len(text))]


def technologies(text: str) -> list[str]:
    return [text[s:e] for s, e, _ in find_technologies(text, 0, len(text))]


def themes(text: str, focus: bool = False) -> dict[str, str]:
    return {text[t.start : t.end]: t.type for t in read_phrase(text, text, 0, len(text), focus=focus)}


@pytest.mark.parametrize("name", LISTS)
def test_every_word_list_loads(name: str) -> None:
    assert len(load_terms(name)) > 20


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("kind\tterms\na\tx、x\n", 2),
        ("kind\tterms\na\tx、\n", 2),
        ("# only\nwrong\theader\n", 2),
        ("kind\tterms\n\tx\na\ty\tz\n", 3),
    ],
)
def test_a_wrong_word_list_names_its_line(tmp_path: Path, content: str, line: int) -> None:
    path = tmp_path / "list.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_terms(path)
    assert (caught.value.path, caught.value.line) == (path, line)


def test_the_longest_term_wins_and_latin_terms_are_whole_words() -> None:
    terms = Terms({"CT": ("device",), "能谱CT": ("device",), "能谱": ("device",)})
    text = "能谱CT和DCT、ct"
    assert [text[s:e] for s, e, _ in terms.find(text, 0, len(text))] == ["能谱CT", "ct"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("加强糖尿病、高血压等慢性病防治", ["糖尿病", "高血压", "慢性病"]),
        ("开展急性心肌梗死救治", ["急性心肌梗死"]),
        ("新建感染科，控制疾病发病率和病原体", []),
        ("建立病房和病历档案", []),
        ("重大疾病和常见疾病", []),
        ("复发性卵巢肿瘤与肝胆疾病", ["复发性卵巢肿瘤", "肝胆疾病"]),
    ],
)
def test_diseases_are_named_in_full_and_nothing_else_is(text: str, expected: list[str]) -> None:
    assert diseases(text) == expected


@pytest.mark.parametrize("phrase", ["疾病", "重大疾病", "病", "健康", "常见多发疾病", "疾病防控"])
def test_generic_words_are_no_disease(phrase: str) -> None:
    assert not is_disease(phrase)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("研发抗肿瘤新药和植入式神经刺激器", ["抗肿瘤新药", "植入式神经刺激器"]),
        ("加快先进技术推广，突破关键核心技术", []),
        ("推广水肥一体化、节水灌溉等技术", ["水肥一体化", "节水灌溉"]),
        ("缬沙坦、左氧氟沙星", ["缬沙坦", "左氧氟沙星"]),
        ("主要产品有“通络胶囊”、“健脾丸”", ["通络胶囊", "健脾丸"]),
    ],
)
def test_technologies_are_named_and_generic_ones_left_out(text: str, expected: list[str]) -> None:
    assert technologies(text) == expected


@pytest.mark.parametrize(
    ("text", "verb", "object_"),
    [
        ("切实强化应用基础研究", "切实强化", "应用基础研究"),
        ("市教育局改善学校卫生环境", "改善", "学校卫生环境"),
        ("各级政府应当建立健全基本殡葬服务制度", "建立健全", "基本殡葬服务制度"),
        ("强化保障性住房供给", "强化", "保障性住房供给"),
        ("促进和规范公益慈善事业发展", "促进和规范", "公益慈善事业发展"),
    ],
)
def test_a_task_clause_is_adverbs_verb_object(text: str, verb: str, object_: str) -> None:
    clause = task_clause(text, 0, len(text))
    assert clause is not None
    assert (text[clause.start : clause.object_start], text[clause.object_start : clause.end]) == (verb, object_)


def test_a_clause_without_a_task_is_none() -> None:
    assert task_clause("今天是星期三", 0, 6) is None


def test_shared_closing_words_belong_to_every_member() -> None:
    text = "项目遴选、机构评估、收入分配改革"
    found = read_phrase(text, text, 0, len(text))
    assert [text[t.start : t.end] for t in found] == ["项目遴选", "机构评估", "收入分配改革"]
    assert "机构评估改革" in found[1].aliases


def test_a_list_of_groups_is_one_theme() -> None:
    assert themes("农民工、退役军人等重点群体就业") == {"农民工、退役军人等重点群体就业": "PriorityArea"}


def test_members_of_a_list_take_the_category_of_its_end() -> None:
    assert set(themes("冶金、化工、纺织等产业").values()) == {"PriorityArea"}
    assert themes("柔性电极、信号解码等关键技术", focus=True) == {"柔性电极": "Technology", "信号解码": "Technology"}
    assert themes("产妇健康保障、发育监测等关键技术") == {"产妇健康保障": "PriorityArea", "发育监测": "PriorityArea"}


@given(CHINESE)
def test_clauses_and_members_lie_inside_and_in_order(text: str) -> None:
    last = 0
    for start, end in clauses(text, 0, len(text)):
        assert last <= start < end <= len(text)
        last = end
        parts = enumeration(text, start, end)
        assert parts.members
        assert all(start <= s < e <= end for s, e in parts.members)
        assert list(parts.members) == sorted(parts.members)


@given(CHINESE)
def test_every_theme_has_a_place_and_whole_quotes(text: str) -> None:
    for theme in read_phrase(text, text, 0, len(text)):
        assert 0 <= theme.start < theme.end <= len(text)
        assert theme.type in {"PriorityArea", "Technology", "Disease"}
        assert balanced(text, theme.start, theme.end)


@given(CHINESE)
def test_found_names_lie_inside(text: str) -> None:
    for start, end, _ in (*find_diseases(text, 0, len(text)), *find_technologies(text, 0, len(text))):
        assert 0 <= start < end <= len(text)
