"""FactBank's values (Sauri and Pustejovsky 2009): how sure each source is that an event came to be.

The publisher's own value stays ``Uu`` for what it only relays, unless the word of saying vouches for the content; so
does that of every outer link, who relays the inner ones.

Imports ``types``.
"""

from riwaya.types import Attribution, ClaimStance, Factuality

_TOLD: dict[ClaimStance, Factuality] = {
    "affirm": "CT+", "deny": "CT-", "future": "Uu", "possible": "PS+",
}  # fmt: skip
_BY_ACT: dict[tuple[str, ClaimStance], Factuality] = {
    ("doubt", "affirm"): "PS+",
    ("doubt", "deny"): "PR-",
    ("hearsay", "affirm"): "PS+",
    ("hearsay", "deny"): "PS-",
    ("expect", "affirm"): "PR+",
    ("expect", "deny"): "PR-",
    ("expect", "future"): "PR+",
    ("warn", "future"): "PS+",
    ("demand", "possible"): "Uu",
    ("demand", "future"): "Uu",
}


def values(statement: Attribution | None, stance: ClaimStance) -> tuple[Factuality, ...]:
    """Return the value for the publisher and for each link of a chain, outermost first.

    >>> values(None, "deny")
    ('CT-',)
    """
    if statement is None:
        return (_TOLD[stance],)
    own = _own(statement, stance)
    vouched = statement.distance == "endorsing" and stance in ("affirm", "deny")
    publisher: Factuality = own if vouched else "Uu"
    relayed = len(statement.chain) - 1
    return (publisher, *("Uu" for _ in range(relayed)), *((own,) if statement.chain else ()))


def _own(statement: Attribution, stance: ClaimStance) -> Factuality:
    if statement.stance == "withhold":
        return "CTu"
    return _BY_ACT.get((statement.stance, stance), _TOLD[stance])
