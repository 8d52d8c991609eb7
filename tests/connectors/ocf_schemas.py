"""The standard's own schemas as an outside oracle: read from the shared folder, never fetched."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs


class Schemas:
    """The schemas of one version, by the types of the objects that they are of."""

    def __init__(self, folder: Path) -> None:
        found = [json.loads(path.read_bytes()) for path in sorted(folder.rglob("*.json"))]
        self._registry = jsonschema_rs.Registry(
            [(one["$id"], one) for one in found], retriever=_never
        )
        self._of: dict[str, Any] = {}
        for one in found:
            kind = one.get("properties", {}).get("object_type", {})
            if "/objects/" in one["$id"] and "/primitives/" not in one["$id"]:
                for name in (kind.get("const"), *kind.get("enum", ())):
                    if name is not None:
                        self._of[name] = self._validator(one)
            if one["$id"].endswith("/OCFManifestFile.schema.json"):
                self._manifest = self._validator(one)

    def _validator(self, schema: Any) -> Any:
        return jsonschema_rs.validator_for(schema, registry=self._registry)

    def wrong(self, folder: Path) -> list[str]:
        """Return what the schemas say is wrong with the objects and the manifest of a package."""
        found: list[str] = []
        for path in sorted(folder.glob("*.ocf.json")):
            whole = json.loads(path.read_bytes())
            is_manifest = whole["file_type"] == "OCF_MANIFEST_FILE"
            if is_manifest:
                found += [one.message for one in self._manifest.iter_errors(whole)]
            for one in [whole["issuer"]] if is_manifest else whole["items"]:
                errors = self._of[one["object_type"]].iter_errors(one)
                found += [f"{one['object_type']} {one['id']}: {each.message}" for each in errors]
        return found


def _never(uri: str) -> Any:
    raise AssertionError(f"a schema would be fetched: {uri}")


@cache
def schemas(folder: Path) -> Schemas:
    """Return the schemas in a folder, read once."""
    return Schemas(folder)
