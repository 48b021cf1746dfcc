"""The schema is the guide's, and a wrong schema file is named with its line."""

from dataclasses import replace

import pytest
import yaml

from graph.errors import ConfigurationError, DocumentError
from graph.model import Entity
from graph.ontology import SCHEMA_DIRECTORY, ValueType, load_ontology

I, P, G, A, T, D = "Institution", "Policy", "Programme", "PriorityArea", "Technology", "Disease"  # noqa: E741
SIGNATURES = {
    "ISSUES": ({I}, {P, G}),
    "LEADS": ({I}, {G, P, A, T, I}),
    "FUNDS": ({I, G}, {G, I, P, A, T, "Person"}),
    "TARGETS": ({P, G, A, I, T}, {A, T, D}),
    "INCLUDES": ({P, G, A}, {P, G, A, T}),
    "PART_OF": ({I}, {I}),
    "COLLABORATES_WITH": ({I}, {I}),
    "PARTICIPATES_IN": ({I, "Person"}, {G, P}),
    "DEVELOPS": ({I}, {T}),
    "LOCATED_IN": ({I}, {"Province"}),
    "APPLIES_TO": ({P, G}, {"Province"}),
    "BASED_ON": ({P, G}, {P}),
    "SETS": ({P, G}, {"Goal"}),
    "AFFILIATED_WITH": ({"Person"}, {I}),
}


def test_the_nine_entity_types(ontology):
    assert set(ontology.entities) == {I, P, G, A, T, D, "Province", "Person", "Goal"}


def test_the_fourteen_signatures(ontology):
    assert {n: (set(r.head), set(r.tail)) for n, r in ontology.relations.items()} == SIGNATURES
    assert [name for name, relation in ontology.relations.items() if not relation.directed] == ["COLLABORATES_WITH"]


def test_each_type_has_a_colour_of_its_own_and_words_in_both_languages(ontology):
    assert len({type.colour for type in ontology.entities.values()}) == len(ontology.entities)
    for type in [*ontology.entities.values(), *ontology.relations.values()]:
        assert type.label.en.isascii()
        assert not type.label.zh.isascii()


ENTITY = """\
type: entity
name: Planet
label: {en: planet, zh: 行星}
description: {en: A planet., zh: 行星。}
colour: "#112233"
"""
RELATION = """\
type: relation
name: ORBITS
label: {en: orbits, zh: 环绕}
description: {en: It goes round., zh: 环绕。}
head: [Planet]
tail: [Planet]
colour: "#112233"
"""


def schema(directory, **changed):
    files = {"Planet": ENTITY, "ORBITS": RELATION, **changed}
    for name, text in files.items():
        (directory / f"{name}.yaml").write_text(text, encoding="utf-8")
    return directory


def test_a_small_schema_of_ones_own(tmp_path):
    ontology = load_ontology(schema(tmp_path))
    assert list(ontology.entities) == ["Planet"]
    assert ontology.relations["ORBITS"].directed


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "said"),
    [
        ("ORBITS", "tail: [Planet]", "tail: [Planet, Star]", 6, "Star"),
        ("ORBITS", "head: [Planet]", "head: [Planet, Planet]", 5, "twice"),
        ("ORBITS", "head: [Planet]", "head: []", 5, "head"),
        ("ORBITS", "tail: [Planet]\n", "", 1, "tail"),
        ("ORBITS", "name: ORBITS", "name: orbits", 2, "name"),
        ("ORBITS", 'colour: "#112233"', 'colour: "#112233"\ncolour: "#112233"', 8, "colour"),
        ("Planet", "name: Planet", "name: Comet", 2, "Comet.yaml"),
        ("Planet", "description: {en: A planet., zh: 行星。}\n", "", 1, "description"),
        ("Planet", "zh: 行星。", "zh: ''", 4, "zh"),
        ("Planet", "label: {en: planet, zh: 行星}", "label: {en: planet}", 3, "zh"),
        ("Planet", "#112233", "blue", 5, "colour"),
        ("Planet", "type: entity", "type: thing", 1, "type"),
        ("Planet", 'colour: "#112233"', 'colour: "#112233"\nradius: 1', 6, "radius"),
        ("Planet", "type: entity", "type: [entity", 2, "YAML"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(tmp_path, file, old, new, line, said):
    text = {"Planet": ENTITY, "ORBITS": RELATION}[file]
    assert old in text
    with pytest.raises(ConfigurationError, match=said) as raised:
        load_ontology(schema(tmp_path, **{file: text.replace(old, new)}))
    assert raised.value.path == tmp_path / f"{file}.yaml"
    assert raised.value.line == line


def test_an_attribute_named_like_a_property_of_all_is_refused(tmp_path):
    attribute = "attributes:\n  {}: {{type: string, description: {{en: x, zh: 某}}}}\n"
    with pytest.raises(ConfigurationError, match="quote") as raised:
        load_ontology(schema(tmp_path, ORBITS=RELATION + attribute.format("quote")))
    assert raised.value.line == 9
    with pytest.raises(ConfigurationError, match="aliases"):
        load_ontology(schema(tmp_path, ORBITS=RELATION, Planet=ENTITY + attribute.format("aliases")))


def test_a_relation_without_direction_needs_equal_ends(tmp_path):
    star = ENTITY.replace("Planet", "Star")
    orbits = RELATION.replace("tail: [Planet]", "tail: [Star]") + "directed: false\n"
    with pytest.raises(ConfigurationError, match="both ends") as raised:
        load_ontology(schema(tmp_path, Star=star, ORBITS=orbits))
    assert raised.value.line == 8


@pytest.mark.parametrize("name", ["Document", "Entity"])
def test_a_type_named_like_a_node_of_the_store_is_refused(tmp_path, name):
    with pytest.raises(ConfigurationError, match=name):
        load_ontology(schema(tmp_path, **{name: ENTITY.replace("Planet", name)}))


def test_empty_missing_and_undecodable_files_are_named(tmp_path):
    with pytest.raises(ConfigurationError, match="no schema file"):
        load_ontology(tmp_path)
    with pytest.raises(ConfigurationError, match="empty"):
        load_ontology(schema(tmp_path, Planet=""))
    (tmp_path / "Planet.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load_ontology(tmp_path)


def test_every_schema_file_is_one_type_of_its_name():
    for path in SCHEMA_DIRECTORY.glob("*.yaml"):
        assert yaml.safe_load(path.read_text(encoding="utf-8"))["name"] == path.stem


@pytest.mark.parametrize(
    ("type", "good", "bad"),
    [
        (ValueType.STRING, ["", "五十万元"], [1, True]),
        (ValueType.INTEGER, [0, -3], [1.0, True, "1"]),
        (ValueType.NUMBER, [1, 0.5], [False, "0.5"]),
        (ValueType.BOOLEAN, [True, False], [0, "true"]),
        (ValueType.DATE, ["2024", "2024-12", "2024-12-06"], ["2024-13", "2024-1-6", "2024年", "24", 2024, ""]),
    ],
)
def test_value_types(type, good, bad):
    assert [value for value in good if not type.admits(value)] == []
    assert [value for value in bad if type.admits(value)] == []


def test_a_good_contribution_passes(ontology, contribution):
    ontology.check(
        contribution(
            "a.txt",
            ("Institution:甲", "LEADS", "Programme:乙", {"role": "lead", "date": "2024"}),
            ("Institution:丙", "COLLABORATES_WITH", "Institution:甲"),
            entities={"Institution:甲": {"attributes": {"merged": "institution-1 institution-2"}}},
        )
    )


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (("Policy:甲", "ISSUES", "Policy:乙"), "ISSUES leads from"),
        (("Institution:甲", "LEADS", "Programme:乙", {"role": "boss"}), "LEADS.role"),
        (("Institution:甲", "LEADS", "Programme:乙", {"date": "去年"}), "LEADS.date"),
        (("Institution:甲", "LEADS", "Programme:乙", {"colour": "red"}), "no attribute colour"),
        (("Institution:甲", "PART_OF", "Institution:甲"), "to itself"),
        (("Institution:甲", "PART_OF", "Institution:乙", {"quote": " "}), "quotes nothing"),
        (("Institution:甲", "PART_OF", "Institution:乙", {"confidence": 1.5}), "confidence"),
    ],
)
def test_a_statement_against_the_schema_is_refused(ontology, contribution, fact, said):
    with pytest.raises(DocumentError, match=said) as raised:
        ontology.check(contribution("a.txt", fact))
    assert raised.value.document == "a.txt"


def test_what_refers_to_something_absent_is_refused(ontology, contribution):
    made = contribution("a.txt", ("Institution:甲", "LEADS", "Programme:乙"))
    [statement] = made.statements
    for wrong in (
        replace(made, entities=made.entities[:1]),
        replace(made, passages=()),
        replace(made, statements=(replace(statement, evidence=replace(statement.evidence, fact="fact-0")),)),
        replace(made, statements=(replace(statement, evidence=replace(statement.evidence, document="other")),)),
        replace(made, statements=(replace(statement, type="LIKES"),)),
    ):
        with pytest.raises(DocumentError):
            ontology.check(wrong)


def test_entity_problems_name_the_attribute(ontology):
    assert ontology.entity_problems(Entity("goal-1", "Goal", "到2030年", attributes={"year": "2030"})) == []
    [problem] = ontology.entity_problems(Entity("goal-1", "Goal", "到2030年", attributes={"year": 2030}))
    assert "Goal.year" in problem
    assert ontology.entity_problems(Entity("goal-1", "Goal", " ")) == ["Goal goal-1 has no name"]
