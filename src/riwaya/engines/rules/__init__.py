"""The engine ``rules``: see ``engine``."""

from riwaya.engines.rules.engine import RulesEngine

__all__ = ["RulesEngine"]
