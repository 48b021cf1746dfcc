"""The strategist's twelve questions, asked through the API on both stores of documents as they are ingested.

The seed documents stand beside the project; where they don't, the questions are asked of the examples only.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import ApiSettings
from graph.ontology import Ontology
from graph.queries import Queries
from graph.settings import Settings
from graph.store import Store
from ingest.pipeline import ingest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "evaluation" / "documents"
Row = dict[str, Any]
Ask = Callable[..., list[Row]]
STORES = ["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)]
PLAN = "“十四五”卫生与健康科技创新专项规划"


def client_of(
    store: Store, documents: list[Path], data: Path, ontology: Ontology, queries: Queries
) -> Iterator[TestClient]:
    for document in store.digests():
        store.withdraw(document)
    settings = Settings(data_directory=data, results_directory=data / "results", query_timeout=120)
    summary = ingest(documents, store, settings)
    assert summary.rejected == []
    app = create_app(settings, store, ontology, queries, api_settings=ApiSettings())
    with TestClient(app, raise_server_exceptions=True) as client:
        yield client


@pytest.fixture(scope="module", params=STORES)
def seeds(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, ontology: Ontology, queries: Queries
) -> Iterator[TestClient]:
    documents = sorted(SHARED.glob("00[0-4]_*.txt"))
    if not documents:
        pytest.skip("the seed documents are not beside this checkout (../shared)")
    store = request.getfixturevalue(f"shared_{request.param}_store")
    yield from client_of(store, documents, tmp_path_factory.mktemp("seeds"), ontology, queries)


@pytest.fixture(scope="module", params=STORES)
def examples(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, ontology: Ontology, queries: Queries
) -> Iterator[TestClient]:
    store = request.getfixturevalue(f"shared_{request.param}_store")
    documents = [ROOT / "examples" / "documents"]
    yield from client_of(store, documents, tmp_path_factory.mktemp("examples"), ontology, queries)


def rows(client: TestClient, query: str, **parameters: Any) -> list[Row]:
    response = client.get(f"/queries/{query}", params={"limit": 500, **parameters})
    assert response.status_code == 200, response.text
    found: list[Row] = response.json()["rows"]
    for row in found:  # an answer without its sentence is worthless
        assert row.get("quote") or row.get("quotes") or row.get("facts") or row.get("evidence"), row
    return found


def values(found: list[Row], column: str) -> set[str]:
    return {row[column] for row in found}


def test_1_the_tasks_of_the_plan_with_their_boxes_and_items(seeds: TestClient) -> None:
    outline = rows(seeds, "policy_outline", policy=PLAN)
    tasks = {row["id"]: row for row in outline if row["box"]}
    assert [row["box"].partition("：")[0] for row in sorted(tasks.values(), key=lambda r: r["box"])] == [
        f"专栏{n}" for n in range(1, 7)
    ]
    assert all(row["depth"] == 1 for row in tasks.values())
    items = {task: {r["name"] for r in outline if r["parent_id"] == task and r["depth"] == 2} for task in tasks}
    counts = {tasks[task]["box"][:3]: len(names) for task, names in items.items()}
    assert counts == {"专栏1": 7, "专栏2": 6, "专栏3": 5, "专栏4": 5, "专栏5": 7, "专栏6": 6}


def test_2_diseases_and_technologies_by_task(seeds: TestClient) -> None:
    targets = rows(seeds, "policy_targets", policy=PLAN)
    pairs = {(row["section"], row["name"]) for row in targets}
    assert ("重大慢病发生发展机制研究", "糖尿病") in pairs
    assert ("地方病伤害预防技术", "克山病") in pairs
    assert {"Disease", "Technology"} <= values(targets, "type")


def test_3_the_counted_goals(seeds: TestClient) -> None:
    goals = rows(seeds, "policy_goals", policy=PLAN)
    counted = {(row["value"], row["unit"]) for row in goals if row.get("value")}
    assert {("30~40", "项"), ("50~80", "项"), ("20~30", "种")} <= counted
    assert {row["year"] for row in goals if row.get("value") in ("30~40", "50~80", "20~30")} == {"2025"}


def test_4_the_members_of_the_system(seeds: TestClient) -> None:
    members = values(rows(seeds, "members", policy="“1+2+2+3+X”的组织管理体系"), "member")
    assert {
        "国家卫生健康委员会",
        "国家中医药管理局",
        "国家疾病预防控制局",
        "中国生物技术发展中心",
        "中国医学科学院",
        "中国中医科学院",
        "中国预防医学科学院",
    } <= members
    assert any(name.endswith("医药卫生科技发展研究中心") for name in members)


def test_5_the_ten_areas_of_the_fifty_measures(seeds: TestClient) -> None:
    areas = rows(seeds, "policy_areas", policy="50条举措")
    assert len(values(areas, "area_id")) >= 10
    (issuer,) = rows(seeds, "policy_issuers", policy="50条举措")
    assert (issuer["institution"], issuer["support"]) == ("国家卫生健康委员会", 2)


def test_6_provincial_policies(seeds: TestClient) -> None:
    found = rows(seeds, "provincial_policies")
    by_province = {row["province"]: row for row in found if row["issuers"]}
    assert {"四川省", "河南省", "陕西省", "广东省"} <= set(by_province)
    assert "四川省卫生健康委" in by_province["四川省"]["issuers"][0]["name"]
    assert any(row["province"] == "北京市" and "脑机接口" in row["policy"] for row in found)


def test_7_funding_and_joint_work(seeds: TestClient) -> None:
    funders = values(funding := rows(seeds, "funding"), "funder")
    ward = [row["funded"] for row in funding if row["funder"] == "研究型病房卓越临床研究计划"]
    assert len([name for name in ward if name.endswith("项目")]) == 2
    assert "石药集团" in funders
    assert any("2022&ZD003" in name for name in funders)
    assert any("2021C25051" in name for name in funders)
    joint = rows(seeds, "joint_work", institution="国家卫生健康委")
    assert any("财政部" in (row["first"], row["second"]) and "医学高层次人才计划" in row["work"] for row in joint)


def test_8_who_guides_starts_and_sponsors(seeds: TestClient) -> None:
    found = {
        (row["institution"], row["relation"], row.get("role"))
        for row in rows(seeds, "sponsors", policy="医疗机构科技创新成果转化赋能计划")
    }
    assert ("国家卫生健康委医药卫生科技发展研究中心", "LEADS", "guide") in found
    assert ("中国医学创新联盟", "LEADS", "initiate") in found
    assert ("健康界", "LEADS", "initiate") in found
    assert ("石药集团", "FUNDS", None) in found


def test_9_people_and_posts(seeds: TestClient) -> None:
    posts = {(row["person"], row["title"]) for row in rows(seeds, "people")}
    assert {("吕凌", "副主任"), ("郑忠伟", "主任"), ("樊瑜波", "院长"), ("张宁", "总经理")} <= posts


def test_10_brain_computer_interfaces(seeds: TestClient) -> None:
    names = values(rows(seeds, "landscape", subject="脑机接口"), "name")
    assert any("脑机接口产业发展行动" in name for name in names)


def test_11_how_two_ministries_are_connected(seeds: TestClient) -> None:
    paths = rows(seeds, "connections", first="国家卫健委", second="财政部")
    assert paths
    assert all(step["quote"] for path in paths for step in path["steps"])


def test_12_areas_nobody_leads_or_funds(seeds: TestClient) -> None:
    names = values(rows(seeds, "areas_without_leader_or_funder"), "name")
    assert "健康促进研究" in names


def test_examples_answer_who_leads_and_funds_and_what_the_provinces_took_over(examples: TestClient) -> None:
    plan = "“十四五”听力健康科技创新规划"
    outline = rows(examples, "policy_outline", policy=plan)
    boxes = {row["box"]: row["id"] for row in outline if row["box"]}
    assert sorted(boxes) == ["专栏1：听觉基础研究", "专栏2：听觉修复技术", "专栏3：耳病防控"]
    third = {row["name"] for row in outline if row["parent_id"] == boxes["专栏3：耳病防控"]}
    assert third == {"耳病早期筛查技术", "噪声危害防控研究"}
    counted = {(row["value"], row["unit"]) for row in rows(examples, "policy_goals", policy=plan) if row.get("value")}
    assert {("8~10", "项"), ("5~8", "种"), ("98", "%")} <= counted
    lineage = rows(examples, "policy_lineage", policy=plan, direction="down")
    assert any(row["from"] == "湖南省听力健康科技行动实施方案" for row in lineage)
    funding = {(row["funder"], row["funded"]) for row in rows(examples, "funding")}
    assert ("财政部", "听力健康科技行动") in funding
    assert ("东岸制药集团", "听觉修复成果转化赋能计划") in funding
    assert ("沈一鸣", "院长") in {(row["person"], row["title"]) for row in rows(examples, "people")}
    provinces = {row["province"] for row in rows(examples, "provincial_policies")}
    assert {"湖南省", "云南省"} <= provinces
