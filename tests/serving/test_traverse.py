"""Walks over the graph: what they reach, what they stop at, and that they say so."""

import pytest

from graph.errors import NotFoundError, ParameterError
from graph.model import Modality
from graph.queries import Queries
from graph.store import Store
from graph.traversal_results import Filters
from graph.traverse import Traversal

Ids = dict[str, str]


@pytest.fixture
def walk(policy_store: Store, queries: Queries) -> Traversal:
    return Traversal(policy_store, queries, hub_degree=500, timeout=120)


def test_neighbours_come_in_pages_that_make_the_whole(walk: Traversal, ids: Ids) -> None:
    whole = walk.neighbours(ids["nhc"]).neighbours
    assert len(whole) == 8
    cursor, pages = "", []
    while True:
        page = walk.neighbours(ids["nhc"], cursor=cursor, limit=3)
        pages.append(page.neighbours)
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert [len(page) for page in pages] == [3, 3, 2]
    assert tuple(neighbour for page in pages for neighbour in page) == whole


@pytest.mark.parametrize(
    ("filters", "options", "names"),
    [
        (Filters(relations=("ISSUES",)), {}, {"健康科技创新规划（2026—2030年）", "临床研究八条措施"}),
        (Filters(), {"direction": "in"}, {"国家卫生健康委员会科教司"}),
        (Filters(relations=("LEADS", "PARTICIPATES_IN")), {"type": "Programme"}, {"临床成果转化加速计划"}),
        (Filters(relations=("COLLABORATES_WITH",), min_confidence=0.96), {}, {"科学技术部"}),
        (Filters(modality=Modality.PLANNED), {}, set()),
        (Filters(as_of="2026-01-31", relations=("ISSUES", "COLLABORATES_WITH")), {},
         {"健康科技创新规划（2026—2030年）", "科学技术部"}),
    ],
)  # fmt: skip
def test_neighbours_are_filtered(
    walk: Traversal, ids: Ids, filters: Filters, options: dict[str, str], names: set[str]
) -> None:
    found = walk.neighbours(ids["nhc"], filters, **options).neighbours
    if options.get("direction") == "in":
        found = tuple(neighbour for neighbour in found if neighbour.edge.relation == "PART_OF")
    assert {neighbour.name for neighbour in found} == names


def test_a_walk_from_nowhere_is_refused(walk: Traversal) -> None:
    with pytest.raises(NotFoundError, match="no entity has the id nowhere"):
        walk.neighbours("nowhere")


def test_a_subgraph_holds_all_facts_among_its_entities(walk: Traversal, ids: Ids) -> None:
    near = walk.subgraph([ids["alliance"]], depth=1)
    assert {node.name for node in near.nodes} == {"东方医学创新联盟", "临床成果转化加速计划"}
    assert [edge.quote for edge in near.edges] == ["在国家卫健委指导下，东方医学创新联盟发起临床成果转化加速计划。"]
    wider = walk.subgraph([ids["alliance"]], depth=2)
    assert {node.name for node in wider.nodes} >= {"国家卫生健康委员会", "云帆医药股份有限公司", "恶性肿瘤"}
    nodes = {node.id for node in wider.nodes}
    assert all({edge.head, edge.tail} <= nodes for edge in wider.edges)
    assert wider.complete
    assert {edge.fact for edge in near.edges} < {edge.fact for edge in wider.edges}


def test_a_subgraph_that_met_its_bound_says_so(walk: Traversal, ids: Ids) -> None:
    found = walk.subgraph([ids["nhc"]], depth=3, max_nodes=5)
    assert len(found.nodes) == 5
    assert not found.complete
    assert found == walk.subgraph([ids["nhc"]], depth=3, max_nodes=5)


def test_without_depth_only_the_facts_among_the_given_come(walk: Traversal, ids: Ids) -> None:
    found = walk.subgraph([ids["company"], ids["university"], ids["sichuan"]], depth=0)
    assert [edge.relation for edge in found.edges] == ["COLLABORATES_WITH"]
    assert len(found.nodes) == 3


def test_a_hub_is_summarised_and_not_followed(policy_store: Store, queries: Queries, ids: Ids) -> None:
    walk = Traversal(policy_store, queries, hub_degree=7, timeout=120)
    found = walk.subgraph([ids["alliance"]], depth=3)
    hubs = {node.id for node in found.nodes if node.hub}
    assert ids["nhc"] in hubs
    assert sum(count.count for count in found.hubs[ids["nhc"]]) == 8
    assert ("ISSUES", "Policy", 2) in [(c.relation, c.type, c.count) for c in found.hubs[ids["nhc"]]]
    assert ids["measures"] not in {node.id for node in found.nodes}
    free = Traversal(policy_store, queries, hub_degree=8, timeout=120).subgraph([ids["alliance"]], depth=3)
    assert ids["measures"] in {node.id for node in free.nodes}


def test_all_shortest_paths_are_found_with_their_sentences(walk: Traversal, ids: Ids) -> None:
    found = walk.paths(ids["nhc"], ids["mof"])
    [path] = found.paths
    assert (path.hops, found.complete) == (1, True)
    assert [edge.quote for edge in path.steps[0]] == [
        "临床研究八条措施由国家卫健委和财政部共同发布，涉及肿瘤防治研究和人才队伍建设。"
    ]
    two = walk.paths(ids["nhc"], ids["mof"], Filters(relations=("ISSUES",))).paths
    assert [[node.name for node in path.nodes] for path in two] == [
        ["国家卫生健康委员会", "临床研究八条措施", "财政部"]
    ]
    far = walk.paths(ids["director"], ids["fund"], max_hops=6).paths
    assert {path.hops for path in far} == {4}
    assert [[node.name for node in path.nodes] for path in far] == [
        ["林知远", "青江大学附属医院", "脑机接口", "脑疾病研究重点专项", "国家自然科学基金委员会"]
    ]


def test_a_path_is_the_same_from_both_ends(walk: Traversal, ids: Ids) -> None:
    there = walk.paths(ids["alliance"], ids["parkinson"], max_hops=6).paths
    back = walk.paths(ids["parkinson"], ids["alliance"], max_hops=6).paths
    assert there
    assert {tuple(n.id for n in path.nodes) for path in there} == {
        tuple(n.id for n in reversed(path.nodes)) for path in back
    }


def test_no_path_is_longer_than_allowed(walk: Traversal, ids: Ids) -> None:
    assert walk.paths(ids["director"], ids["fund"], max_hops=3).paths == ()


def test_a_path_does_not_lead_through_a_hub(policy_store: Store, queries: Queries, ids: Ids) -> None:
    free = Traversal(policy_store, queries, hub_degree=500, timeout=120)
    guarded = Traversal(policy_store, queries, hub_degree=7, timeout=120)
    through = [node.id for path in free.paths(ids["alliance"], ids["mof"]).paths for node in path.nodes]
    assert ids["nhc"] in through
    around = [node.id for path in guarded.paths(ids["alliance"], ids["mof"], max_hops=6).paths for node in path.nodes]
    assert ids["nhc"] not in around
    assert guarded.paths(ids["nhc"], ids["mof"]).paths


def test_a_path_needs_two_ends_and_a_sane_length(walk: Traversal, ids: Ids) -> None:
    with pytest.raises(ParameterError, match="two different ends"):
        walk.paths(ids["nhc"], ids["nhc"])
    for hops in (0, 7):
        with pytest.raises(ParameterError, match="it may be 1 to 6"):
            walk.paths(ids["nhc"], ids["mof"], max_hops=hops)
    with pytest.raises(ParameterError, match="it may be 0 to 3"):
        walk.subgraph([ids["nhc"]], depth=4)


def test_what_several_share_comes_with_the_facts(walk: Traversal, ids: Ids) -> None:
    rows = walk.common([ids["hospital"], ids["company"], ids["university"]])
    assert (rows[0]["name"], len(rows[0]["shared_by"])) == ("脑机接口", 3)
    assert {link["relation"] for link in rows[0]["links"]} == {"DEVELOPS"}
    assert walk.common([ids["hospital"], ids["company"]], Filters(relations=("FUNDS",))) == []
    assert [row["name"] for row in walk.common([ids["hospital"], ids["company"], ids["university"]], at_least=3)] == [
        "脑机接口"
    ]
