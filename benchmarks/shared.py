"""The shared bench: where it is, its scorers, and a digest of what it holds.

The texts and their gold belong to others and stay outside this repository, in ``../shared`` beside the checkout or
where ``RIWAYA_SHARED`` says.
"""

import hashlib
import importlib.util
import json
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
CORPORA = (
    "bench/attribution_ud_dev.jsonl",
    "bench/time_number_dev.jsonl",
    "bench/articles",
    "bench/ans/dev.csv",
    "bench/score_attribution.py",
    "bench/score_claims.py",
    "bench/score_time_number.py",
)
NEWS = "corpora/news_20k.jsonl.gz"


class Absent(Exception):
    """The shared bench is not on this machine."""


def folder() -> Path:
    """Return the folder of the shared bench.

    Raises ``Absent``, which says where it was looked for.
    """
    stated = os.environ.get("RIWAYA_SHARED")
    found = Path(stated) if stated else ROOT.parent / "shared"
    if not (found / "bench").is_dir():
        raise Absent(
            f"There is no bench in {found}: put the shared folder beside the checkout (../shared), "
            "or say where it is in RIWAYA_SHARED."
        )
    return found


@cache
def scorer(name: str) -> Any:
    """Return a scorer of the bench as a module."""
    path = folder() / "bench" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise Absent(f"{path} is no module.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


def articles() -> list[dict[str, Any]]:
    """Return the articles of the bench with their gold, in the order of their names."""
    paths = sorted((folder() / "bench" / "articles").glob("*.json"))
    return [json.loads(path.read_text("utf-8")) for path in paths]


def digests() -> dict[str, str]:
    """Return a digest of each corpus and scorer: sixteen hex digits."""
    return {name: _digest(folder() / name) for name in CORPORA}


def _digest(path: Path) -> str:
    hasher = hashlib.blake2b(digest_size=8)
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    for file in files:
        content = file.read_bytes()
        hasher.update(f"{file.name} {len(content)}\n".encode())
        hasher.update(content)
    return hasher.hexdigest()
