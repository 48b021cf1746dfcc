"""Generated requests: no failure of the server, and every answer as its OpenAPI document says."""

import os

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, CheckFunction
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

EXAMPLES = int(os.environ.get("POLICYGRAPH_CONTRACT_EXAMPLES", "2"))
"""Requests generated for each endpoint; 300 make about 20,000 for each store."""
CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def test_every_answer_is_as_documented(client: TestClient) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", client.app)
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def check(case: Case) -> None:
            case.call_and_validate(checks=CHECKS)

        check()
