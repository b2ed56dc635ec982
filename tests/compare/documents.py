"""A small description and edits of it, for the tests of the command."""

from __future__ import annotations

OLD = """\
openapi: 3.0.3
info: {title: Demo, version: "1"}
paths:
  /orgs/{org}/metrics:
    get:
      operationId: metrics/for-org
      parameters:
        - {name: org, in: path, required: true, schema: {type: string}}
        - name: per_page
          in: query
          schema:
            type: integer
            default: 28
      responses:
        "200":
          description: Metrics.
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/metrics"
  /orgs/{org}/usage:
    get:
      operationId: usage/usage-metrics-for-org
      parameters:
        - {name: org, in: path, required: true, schema: {type: string}}
      responses:
        "200":
          description: Usage.
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/metrics"
components:
  schemas:
    metrics:
      title: Metrics
      type: object
      required: [total]
      properties:
        total:
          type: integer
"""
COMPATIBLE = OLD + "        day:\n          type: string\n"
WARN = OLD.replace("default: 28", "default: 100")
BREAKING = OLD.replace("required: [total]", "required: []")
RESPELLED = OLD.replace('info: {title: Demo, version: "1"}', 'info:\n  version: "1"\n  title: Demo')
WITHOUT_USAGE = OLD[: OLD.index("  /orgs/{org}/usage:")] + OLD[OLD.index("components:") :]
