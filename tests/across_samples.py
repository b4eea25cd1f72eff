"""Accounts, stands and figures made by hand, for the tests of what is done over many articles."""

from riwaya.reconcile.across.accounts import Account, Figure, accounts, vector
from riwaya.reconcile.across.days import Days
from riwaya.reconcile.across.stands import Stand, Tally, Voice
from riwaya.types import ClaimStance, Span

from riwaya.pipeline import read_text  # isort: skip

DAYS = Days(frozenset({3}), frozenset({(3, 15)}), frozenset({"2023-03-15"}))


def account(
    name: str,
    *,
    places: dict[str, float] | None = None,
    words: str = "shells fell at night",
    killed: tuple[Figure, ...] = (),
    families: frozenset[str] = frozenset({"attack"}),
    days: Days = DAYS,
) -> Account:
    """Return an account of one event, the only one of its article."""
    near = vector(dict.fromkeys(words.split(), 1))
    told = {"village": 1.0} if places is None else places
    return Account(
        id=name,
        document=name,
        events=(0,),
        main=True,
        families=families,
        types=families,
        places=told,
        around=told,
        near=near,
        body=near,
        killed=killed,
        wounded=(),
        people=frozenset(),
        actors=frozenset(),
        days=days,
        written={place: place for place in told},
        told_days=days.days,
    )


def first_account(text: str, *, published: str | None = None) -> Account:
    """Return the account of an article's opening."""
    reading = read_text(text, published=published)
    return accounts(reading.document, reading.extraction)[0]


def stand(
    who: str,
    stance: ClaimStance,
    *,
    document: str = "d1",
    published: str | None = "2023-03-15",
    part: bool = False,
) -> Stand:
    """Return what a voice says of an event."""
    return Stand(
        document=document,
        claim=0,
        voice=Voice(who, who),
        stance=stance,
        span=Span(0, 4),
        outlet=document,
        published=published,
        part=part,
    )


def tally(
    who: str,
    low: int | None,
    high: int | None = None,
    *,
    document: str = "d1",
    published: str | None = "2023-03-15",
) -> Tally:
    """Return a figure of the killed; one number is an exact one."""
    return Tally(
        document=document,
        voice=Voice(who, who),
        what="killed",
        low=low,
        high=low if high is None else high,
        span=Span(0, 4),
        outlet=document,
        published=published,
    )
