"""Identity across documents: what must be one, what must stay two, and that order never shows."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ConfigurationError, NotFoundError, ParameterError
from graph.model import Entity
from graph.ontology import load_ontology
from ingest.annotation import AnnotatedEntity, AnnotatedPassage, AnnotatedRelation, Annotation, MentionSpan
from ingest.identity.names import chinese_number, normalise
from ingest.identity.proposals import propose
from ingest.identity.vetoes import veto
from ingest.judgements import Judgement, Judgements, Verdict
from ingest.manifest import document_id
from ingest.resolve import Resolver

ONTOLOGY = load_ontology()


def annotation(*entities, relations=(), region="", date="", name="a.txt"):
    """An annotation of ``(type, name, *aliases)`` entities and ``(type, head, tail[, attrs])`` relations."""
    text = "".join(e[1] for e in entities) or "空"
    at, made = 0, []
    for number, (type, entity, *aliases) in enumerate(entities):
        span = MentionSpan(at, at + len(entity))
        at += len(entity)
        made.append(AnnotatedEntity(f"e{number}", type, entity, tuple(aliases), text, (span,), 0.9, "test"))
    stated = tuple(
        AnnotatedRelation(
            type, f"e{head}", f"e{tail}", text, 0, len(text), 0.9, "test", "done", attrs[0] if attrs else {}
        )
        for type, head, tail, *attrs in relations
    )
    metadata = {k: v for k, v in {"region": region, "date": date}.items() if v}
    passages = (AnnotatedPassage(0, len(text), text),)
    return Annotation(name, "0" * 64, "test", metadata, len(text), passages, tuple(made), stated)


def resolver(documents, judgements=None, tmp_path=Path("nowhere")):
    made = Resolver(ONTOLOGY, judgements or Judgements(tmp_path / "judgements.tsv"))
    for name, document in documents.items():
        made.gather(document, name)
    made.close()
    return made


def ids(*annotations):
    """The graph id of the first entity of each annotation, each a document of its own."""
    documents = {f"{n}.txt": a for n, a in enumerate(annotations)}
    made = resolver(documents)
    return [made.canonical(a, n)["e0"] for n, a in documents.items()]


def entity_of(*annotations) -> Entity:
    documents = {f"{n}.txt": a for n, a in enumerate(annotations)}
    made = resolver(documents)
    return made.entity(made.canonical(annotations[0], "0.txt")["e0"])


def institution(*names, **where):
    return annotation(("Institution", *names), **where)


ONE_INSTITUTION = [
    ("国家卫健委", "国家卫生健康委员会"),
    ("國家衛健委", "国家卫生健康委"),
    ("科技部", "科学技术部"),
    ("发改委", "国家发展和改革委员会"),
    ("國家發展改革委", "发展改革委"),
    ("河南省卫健委", "河南省卫生健康委员会"),
    ("河南省政府办公厅", "河南省人民政府办公厅"),
    ("广东省深圳市卫生健康委", "深圳市卫健委"),
    ("中共广东省委", "广东省委"),
    ("国家卫健委科教司", "国家卫生健康委科教司"),
]
TWO_INSTITUTIONS = [
    ("河南省卫生健康委", "湖南省卫生健康委"),
    ("中国科学院", "中国科学院大学"),
    ("国家卫生和计划生育委员会", "国家卫生健康委员会"),
    ("深圳市卫健委", "广州市卫健委"),
    ("广东省卫健委", "深圳市卫健委"),
    ("北京大学第一医院", "北京大学第三医院"),
    ("国家卫生健康委", "国家卫生健康委科教司"),
    ("财政部", "财政部门"),
    ("国家药品监督管理局", "国家食品药品监督管理总局"),
]


@pytest.mark.parametrize(("left", "right"), ONE_INSTITUTION)
def test_two_names_of_one_institution(left, right):
    assert len(set(ids(institution(left), institution(right)))) == 1


@pytest.mark.parametrize(("left", "right"), TWO_INSTITUTIONS)
def test_two_institutions_with_like_names(left, right):
    assert len(set(ids(institution(left), institution(right)))) == 2


def test_a_reform_leaves_a_dated_predecessor():
    old = entity_of(institution("国家卫计委"))
    assert old.name == "国家卫生和计划生育委员会"
    assert old.attributes["valid_from"] == "2013" and old.attributes["valid_to"] == "2018"
    assert old.attributes["successor"] == "国家卫生健康委员会"
    assert entity_of(institution("国家卫健委")).attributes["valid_from"] == "2018"


def test_a_relative_name_means_the_province_of_its_document():
    henan, hunan, named = ids(
        institution("省卫生健康委", region="河南省"),
        institution("省卫生健康委", region="湖南省"),
        institution("河南省卫健委"),
    )
    assert henan == named and henan != hunan


def test_a_relative_name_is_shown_in_full():
    assert entity_of(institution("省科技部门", region="河南省")).name == "河南省科技部门"


def test_a_relative_name_follows_the_full_one_its_document_gives():
    assert len(set(ids(institution("省卫生健康委", "河南省卫生健康委员会"), institution("河南省卫健委")))) == 1


@pytest.mark.parametrize("name", ["市政府", "财政厅", "卫生健康部门", "专家委员会", "办公室"])
def test_a_name_that_only_points_joins_no_two_documents(name):
    assert len(set(ids(institution(name), institution(name)))) == 2


def test_a_unit_is_that_of_its_parent():
    ministry = annotation(("Institution", "科教司"), ("Institution", "国家卫健委"), relations=[("PART_OF", 0, 1)])
    assert len(set(ids(ministry, institution("国家卫生健康委科教司"), institution("科教司")))) == 2


def test_a_bare_name_is_not_the_ministry_where_a_province_speaks():
    national, provincial = ids(institution("发改委"), institution("发改委", region="河南省"))
    assert national != provincial


def policy(*names, **where):
    return annotation(("Policy", *names), **where)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("《“十四五”生物经济发展规划》", "「十四五」生物經濟發展規劃"),
        ("国务院办公厅关于推动公立医院高质量发展的意见", "《关于推动公立医院高质量发展的意见》"),
        ("中华人民共和国科学技术进步法", "科学技术进步法"),
        ("健康中国战略", "健康中国建设"),
        ("第十四个五年规划", "“十四五”规划"),
    ],
)
def test_two_titles_of_one_policy(left, right):
    assert len(set(ids(policy(left), policy(right)))) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("“十三五”规划", "“十四五”规划"),
        ("“十三五”卫生与健康科技创新专项规划", "“十四五”卫生与健康科技创新专项规划"),
        ("河南省人民政府关于加强科技创新的意见", "湖南省人民政府关于加强科技创新的意见"),
        ("本条例", "本条例"),
        ("实施方案", "实施方案"),
        ("50条措施", "50条措施"),
        ("健康中国行动", "健康中国行动组织实施和考核方案"),
    ],
)
def test_two_policies_with_like_titles(left, right):
    assert len(set(ids(policy(left), policy(right)))) == 2


def measures(name, issuer, **where):
    return annotation(("Policy", name), ("Institution", issuer), relations=[("ISSUES", 1, 0)], **where)


def test_a_set_of_measures_is_its_count_and_issuer():
    one, other, fewer, elsewhere, tasks = ids(
        measures("促进创新的50条措施", "国家卫健委"),
        measures("50條政策舉措", "國家衛生健康委"),
        measures("20条措施", "国家卫健委"),
        measures("50条措施", "四川省卫生健康委"),
        measures("50项重点任务", "国家卫健委"),
    )
    assert one == other
    assert len({one, fewer, elsewhere, tasks}) == 4


def test_both_scripts_make_one_fact_with_support_from_both():
    documents = {
        "a.txt": measures("促进创新的50条措施", "国家卫健委"),
        "b.txt": measures("50條措施", "國家衛健委"),
    }
    made = resolver(documents)
    facts = {s.evidence.fact for name, a in documents.items() for s in made.contribution(a, name).statements}
    assert len(facts) == 1
    entity = made.entity(made.canonical(documents["b.txt"], "b.txt")["e0"])
    assert entity.name == "促进创新的50条措施" and "50條措施" in entity.aliases


def test_an_official_number_joins_a_short_title_to_its_text_but_not_to_the_notice():
    full = policy("创新药物发展行动计划（2024—2027年）", "卫发〔2024〕9号")
    short = policy("创新药物发展行动计划", "卫发〔2024〕9号")
    notice = policy("关于印发创新药物发展行动计划（2024—2027年）的通知", "卫发〔2024〕9号")
    other = policy("罕见病防治条例", "卫发〔2024〕9号")
    assert ids(full, notice)[0] != ids(full, notice)[1]
    assert len(set(ids(full, other))) == 2
    assert len(set(ids(short, policy("创新药物发展行动计划", "卫发〔2024〕9号")))) == 1


def test_an_alias_that_names_one_thing_joins_and_one_that_names_two_does_not():
    full = annotation(("Technology", "体外膜肺氧合", "ECMO"))
    short = annotation(("Technology", "ECMO"))
    assert len(set(ids(full, short))) == 1
    other = annotation(("Technology", "另一种氧合设备", "ECMO"))
    assert len(set(ids(full, other, short))) == 3


def test_what_one_document_tells_apart_its_aliases_do_not_join():
    both = annotation(("Technology", "体外膜肺氧合", "ECMO"), ("Technology", "ECMO"))
    made = resolver({"a.txt": both})
    assert len(set(made.canonical(both, "a.txt").values())) == 2


def test_a_part_of_a_name_joins_nothing():
    full = institution("中国医学科学院肿瘤医院", "肿瘤医院")
    assert len(set(ids(full, institution("肿瘤医院")))) == 2


def person(name, *institutions, titles=()):
    relations = [
        ("AFFILIATED_WITH", 0, n, {"title": titles[n - 1]} if titles else {}) for n in range(1, len(institutions) + 1)
    ]
    return annotation(("Person", name), *(("Institution", i) for i in institutions), relations=relations)


def test_namesakes_at_two_institutions_are_two_persons():
    first, second, both, unknown, stranger = ids(
        person("张伟", "复旦大学"),
        person("张伟", "浙江大学"),
        person("張偉", "复旦大学", "中国科学院"),
        person("张伟"),
        person("张伟"),
    )
    assert first == both
    assert len({first, second, unknown, stranger}) == 4


def test_a_goal_is_that_of_its_policy():
    def goal(plan):
        return annotation(("Goal", "到2030年建成10个中心"), ("Policy", plan), relations=[("SETS", 1, 0)])

    one, same, other = ids(goal("《甲省行动计划》"), goal("甲省行动计划"), goal("乙省行动计划"))
    assert one == same != other


def test_a_plans_heading_about_itself_is_its_own():
    def heading(title, plan):
        return annotation(("PriorityArea", title), ("Policy", plan), relations=[("INCLUDES", 1, 0)])

    assert len(set(ids(heading("加强组织领导", "甲省行动计划"), heading("加强组织领导", "乙省行动计划")))) == 2
    assert len(set(ids(heading("成果转化", "甲省行动计划"), heading("成果轉化", "乙省行动计划")))) == 1


@pytest.mark.parametrize(
    ("type", "left", "right", "kept_apart"),
    [
        ("Institution", "河南省人民医院", "湖南省人民医院", True),
        ("Institution", "中国科学院", "中国科学院大学", True),
        ("Policy", "“十三五”规划", "“十四五”规划", True),
        ("Policy", "第二期行动计划", "第三期行动计划", True),
        ("Person", "张伟", "张玮", True),
        ("Institution", "中国医学科学院肿瘤医院", "医科院肿瘤医院", False),
        ("Policy", "国家创新驱动发展战略纲要", "创新驱动发展战略纲要", False),
    ],
)
def test_vetoes(type, left, right, kept_apart):
    assert (veto(type, left, right) is not None) is kept_apart
    assert veto(type, left, right) == veto(type, right, left)


def test_likeness_proposes_and_never_merges():
    documents = {
        "a.txt": policy("国家创新驱动发展战略纲要"),
        "b.txt": policy("创新驱动发展战略纲要"),
        "c.txt": policy("“十三五”创新规划"),
        "d.txt": policy("“十四五”创新规划"),
    }
    made = resolver(documents)
    entities = [made.entity(made.canonical(a, n)["e0"]) for n, a in documents.items()]
    assert len({e.id for e in entities}) == 4
    proposed = {frozenset({p.left.name, p.right.name}) for p in propose(entities)}
    assert proposed == {frozenset({"国家创新驱动发展战略纲要", "创新驱动发展战略纲要"})}


# -- judgements ------------------------------------------------------------------------------------------------------
@pytest.fixture
def judgements(tmp_path):
    return Judgements(tmp_path / "judgements.tsv")


def judged(verdict, left, right):
    return Judgement(verdict, left, right, reason="读过两份文件", by="test", date="2026-01-01")


def test_judgements_are_applied_as_components_kept_in_the_file_and_taken_back(judgements):
    documents = {f"{n}.txt": institution(name) for n, name in enumerate(["甲研究院", "乙研究院", "丙研究院"])}

    def current():
        made = resolver(documents, Judgements(judgements.path))
        return [made.canonical(a, n)["e0"] for n, a in documents.items()], made

    (a, b, c), _ = current()
    judgements.add(judged(Verdict.SAME, a, b))
    judgements.add(judged(Verdict.SAME, b, c))
    merged, made = current()
    assert len(set(merged)) == 1
    entity = made.entity(merged[0])
    assert {*str(entity.attributes["merged"]).split(), entity.id} == {a, b, c}
    judgements.undo(c, b)
    assert [len(set(current()[0])), current()[0][2]] == [2, c]


def test_contradicting_judgements_are_refused_by_name(judgements):
    judgements.add(judged(Verdict.SAME, "institution-a", "institution-b"))
    judgements.add(judged(Verdict.SAME, "institution-b", "institution-c"))
    with pytest.raises(ParameterError, match=r"institution-a / institution-c.*institution-a / institution-b"):
        judgements.add(judged(Verdict.DIFFERENT, "institution-a", "institution-c"))
    with pytest.raises(ParameterError, match="different institution-b / institution-a"):
        judgements.add(judged(Verdict.DIFFERENT, "institution-b", "institution-a"))
    judgements.add(judged(Verdict.SAME, "institution-b", "institution-a"))
    assert len(Judgements(judgements.path)) == 2
    with pytest.raises(NotFoundError):
        judgements.undo("institution-a", "institution-c")


def test_different_keeps_apart_what_a_rule_would_join(judgements):
    documents = {
        "a.txt": annotation(("Technology", "体外膜肺氧合", "ECMO")),
        "b.txt": annotation(("Technology", "ECMO")),
    }
    made = resolver(documents)
    entity = made.entity(made.canonical(documents["a.txt"], "a.txt")["e0"])
    judgements.add(judged(Verdict.DIFFERENT, entity.id, str(entity.attributes["merged"])))
    made = resolver(documents, judgements)
    assert len({made.canonical(a, n)["e0"] for n, a in documents.items()}) == 2


def test_one_document_can_be_singled_out_of_namesakes(judgements):
    documents = {"a.txt": institution("安康医院"), "b.txt": institution("安康医院")}
    (shared,) = {resolver(documents).canonical(a, n)["e0"] for n, a in documents.items()}
    judgements.add(judged(Verdict.DIFFERENT, shared, f"{shared}@{document_id('b.txt')}"))
    made = resolver(documents, judgements)
    assert len({made.canonical(a, n)["e0"] for n, a in documents.items()}) == 2


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("perhaps\ta\tb\t\t\t\t\t", "same or different"),
        ("same\ta\ta\t\t\t\t\t", "two ids that differ"),
        ("same\ta", "8 cells"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, line, problem):
    path = tmp_path / "judgements.tsv"
    path.write_text(f"# a comment\n{line}\n", "utf-8")
    with pytest.raises(ConfigurationError, match=problem) as caught:
        Judgements(path)
    assert caught.value.line == 2


# -- properties ------------------------------------------------------------------------------------------------------
NAMES = st.sampled_from(
    [name for pair in ONE_INSTITUTION + TWO_INSTITUTIONS for name in pair]
    + ["省卫生健康委", "市政府", "甲研究院", "甲院", "体外中心"]
)
DOCUMENTS = st.lists(
    st.builds(
        lambda names, aliases, region: annotation(
            *(("Institution", name, *aliases) for name in names),
            relations=[("PART_OF", 0, 1)] if len(names) > 1 else [],
            region=region,
        ),
        st.lists(NAMES, min_size=1, max_size=4, unique=True),
        st.lists(NAMES, max_size=2, unique=True),
        st.sampled_from(["", "河南省", "深圳市"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(deadline=None, max_examples=60)
@given(DOCUMENTS, st.randoms())
def test_the_order_of_documents_never_shows(documents, random):
    named = {f"{n}.txt": document for n, document in enumerate(documents)}
    shuffled = list(named.items())
    random.shuffle(shuffled)
    here, there = resolver(named), resolver(dict(shuffled))
    for name, document in named.items():
        assert here.contribution(document, name) == there.contribution(document, name)


@settings(deadline=None, max_examples=60)
@given(DOCUMENTS)
def test_every_id_ever_given_leads_to_an_entity(documents):
    """What one document alone makes an entity of keeps its id, or the entity it was merged into knows that id."""
    named = {f"{n}.txt": document for n, document in enumerate(documents)}
    together = resolver(named)
    for name, document in named.items():
        alone = resolver({name: document})
        for local, id in alone.canonical(document, name).items():
            entity = together.entity(together.canonical(document, name)[local])
            assert id == entity.id or id in str(entity.attributes.get("merged", "")).split()


@settings(deadline=None)
@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("50", 50), ("二十", 20), ("十九", 19), ("一百零三", 103), ("两百", 200), ("百", None), ("", None)],
)
def test_chinese_numbers(text, value):
    assert chinese_number(text) == value
