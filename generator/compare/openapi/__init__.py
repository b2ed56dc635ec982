"""OpenAPI documents as JSON values: fields of each object, references, media types, the normal form of schemas."""
