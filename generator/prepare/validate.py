"""Validate a finished description against OpenAPI, by `openapi-spec-validator`."""

from __future__ import annotations

import os
from itertools import islice
from typing import Any

from .. import document
from ..errors import GeneratorError, PrepareError

_MOST = 20


def validate(description: dict[str, Any], *, name: str) -> None:
    """Raises `PrepareError` with the pointers of up to 20 invalid locations."""
    # the engine in Python, whatever else is installed: only its errors have a location
    os.environ["OPENAPI_SPEC_VALIDATOR_SCHEMA_VALIDATOR_BACKEND"] = "jsonschema"
    # imported here: the import is slow, and most runs of the generator do not need it
    from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

    is_30 = str(description.get("openapi")).startswith("3.0")
    validator = OpenAPIV30SpecValidator if is_30 else OpenAPIV31SpecValidator
    problems: list[GeneratorError] = []
    for error in islice(validator(description).iter_errors(), _MOST):
        deepest = error
        while deepest.context:  # of a failed oneOf, report the branch that matched furthest
            deepest = max(deepest.context, key=lambda one: len(one.absolute_path))
        problems.append(
            PrepareError(
                f"not valid OpenAPI: {str(deepest.message)[:300]}",
                file=name,
                pointer=document.join(*deepest.absolute_path),
            )
        )
    if problems:
        raise PrepareError.of(problems)
