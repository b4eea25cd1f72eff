"""How exactly a mention says where: the scales of ACLED and UCDP.

ACLED ``geo_precision``: 1 the place itself, 2 near it or part of a small region, 3 a larger region (Codebook 2023).
UCDP ``where_prec``: 1 exact; 2 within about 25 km of a known place; 3 a second-order division; 4 a first-order
division; 5 a linear feature or a region without fixed borders; 6 a state; 7 international waters (GED Codebook 23.1).
"""

_AREAS = {
    "country": (3, 6),
    "province": (3, 4),
    "district": (2, 3),
    "subdistrict": (2, 3),
    "region": (3, 5),
    "mountain": (2, 5),
    "valley": (2, 5),
    "desert": (3, 5),
    "river": (3, 5),
    "lake": (2, 5),
    "road": (2, 5),
    "sea": (3, 7),
    "island": (1, 1),
}
_POINT = (1, 1)
_NEAR = (2, 2)
_COUNTRYSIDE = (2, 4)


def precision(kind: str, *, bearing: bool, near: bool, countryside: bool) -> tuple[int, int]:
    """Return (ACLED geo_precision, UCDP where_prec) of a place of this kind as it is said.

    >>> precision("town", bearing=True, near=False, countryside=False)
    (2, 2)
    """
    if countryside:
        return _COUNTRYSIDE if bearing else _AREAS["province"]
    scale = _AREAS.get(kind, _POINT)
    if bearing and kind == "country":
        return 3, 5
    if (bearing or near) and scale == _POINT:
        return _NEAR
    return scale
