"""Articles of our own with everything that an export must show, and what a careful reader finds in them."""

from typing import get_args

from hypothesis import strategies as st

from riwaya.types import (
    About,
    Abstention,
    Attribution,
    Claim,
    ClaimStance,
    Count,
    CountOf,
    Dispute,
    Distance,
    Document,
    Event,
    Extraction,
    Factuality,
    Kind,
    Link,
    Mention,
    PlaceMention,
    Position,
    Quantity,
    Relation,
    Role,
    Span,
    Stance,
    TimeExpression,
    Trigger,
    Update,
)

CROSSING = """\
بعد نفي دمشق.. تأكيد أردني لإغلاق معبر نصيب

أكَّدَ مسؤولون أردنيون 🇯🇴 يوم الخميس إغلاقَ معبر نصيب الحدودي أمام حركة الشاحنات حتى إشعار آخر، مضيفين أن "نحو أربعين شاحنة" عالقة في المنطقة الحرة.

من جهتها نفت وزارة النقل السورية، في بيان، توقف العمل في المعبر، وقالت إن حركة المسافرين "طبيعية تماما".
ونقلت صحيفة The Levant Post عن العميد المتقاعد سامر الحوراني قوله إن ناطقا باسم الجيش اتهم "مجموعات مسلحة" بقطع الطريق عند الكيلومتر 12، مرجحا أن يستمر الإغلاق ثلاثة أيام.
وزعم ناشطون أن المعبر تعرض لقصف 💥، في حين حذرت غرفة تجارة الرمثا من خسائر تتجاوز مليون دولار يوميا، ودعت إلى فتحه "فورا". ولم تعلن عمّان أي موعد لذلك.
وتعهد الجانب الأردني بتأمين بديل. ورفض مصدر أمني التعليق. وتتردد أنباء عن لقاء ثنائي، بينما تراجعت نقابة السائقين عن قولها إن سائقا أصيب.

وفقا للقانون يجوز للوزير إغلاق المعابر.
اقرأ أيضا: أسعار الخضار في أسواق إربد | تابعونا على تلغرام
"""  # noqa: E501


class Words:
    """Finds words of a text and gives their spans, so that no sample counts characters."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, words: str, nth: int = 0) -> Span:
        """Return the span of the ``nth`` place where these words stand."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))


def crossing() -> tuple[Document, Extraction]:
    """Return an article with every stance, flag and kind of mention."""
    at = Words(CROSSING)
    document = Document(
        id="crossing",
        text=CROSSING,
        publisher="وكالة المرصد",
        url="https://example.org/news/1?a=1&b=2",
        published="2018-01-11",
        source="crossing.txt",
    )
    officials = "مسؤولون أردنيون"
    ministry = "وزارة النقل السورية"
    paper = Link(at("صحيفة The Levant Post"), "صحيفة The Levant Post", "medium", "quotes")
    colonel = Link(at("العميد المتقاعد سامر الحوراني"), "سامر الحوراني", "person")
    closing = at("إغلاق معبر نصيب")
    attributions = (
        Attribution(
            at("نفي"), "deny", (Link(at("دمشق"), "دمشق", "state"),), (closing,),
            inferred=True, rule="noun.genitive", entry="نفي",
        ),
        Attribution(
            at("تأكيد"), "confirm", (Link(at("أردني"), "الأردن", "state"),), (closing,),
            rule="noun.adjective", entry="تأكيد",
        ),
        Attribution(
            at("أكَّدَ"), "confirm", (Link(at(officials), officials, "group"),),
            (at("إغلاقَ معبر نصيب الحدودي أمام حركة الشاحنات حتى إشعار آخر"),),
            rule="verb.object", entry="أكد",
        ),
        Attribution(
            at("مضيفين أن"), "assert", (Link(None, officials, "group", antecedent=at(officials)),),
            (at('"نحو أربعين شاحنة" عالقة في المنطقة الحرة'),),
            rule="participle.carried", entry="مضيف",
        ),
        Attribution(
            at("نفت"), "deny", (Link(at(ministry), ministry, "organization"),),
            (at("توقف العمل في المعبر"),), rule="verb.object", entry="نفى",
        ),
        Attribution(
            at("قالت إن"), "assert", (Link(None, ministry, "organization"),),
            (at('حركة المسافرين "طبيعية تماما"'),), quoted=True, rule="verb.that", entry="قال",
        ),
        Attribution(
            at("قوله إن"), "assert", (paper, colonel),
            (at('ناطقا باسم الجيش اتهم "مجموعات مسلحة" بقطع الطريق عند الكيلومتر 12'),),
            rule="relay.his-saying", entry="قول",
        ),
        Attribution(
            at("اتهم"), "accuse",
            (paper, colonel, Link(at("ناطقا باسم الجيش"), "ناطق باسم الجيش", "person")),
            (at("مجموعات مسلحة"), at("بقطع الطريق عند الكيلومتر 12")),
            within=6, rule="verb.object", entry="اتهم",
        ),
        Attribution(
            at("مرجحا أن"), "expect",
            (Link(None, paper.name, "medium", "quotes"), Link(None, "سامر الحوراني", "person")),
            (at("يستمر الإغلاق ثلاثة أيام"),), rule="participle.carried", entry="مرجح",
        ),
        Attribution(
            at("زعم"), "doubt", (Link(at("ناشطون"), "ناشطون", "group"),),
            (at("المعبر تعرض لقصف"),), distance="distancing", rule="verb.that", entry="زعم",
        ),
        Attribution(
            at("حذرت"), "warn",
            (Link(at("غرفة تجارة الرمثا"), "غرفة تجارة الرمثا", "organization"),),
            (at("خسائر تتجاوز مليون دولار يوميا"),), rule="verb.from", entry="حذر",
        ),
        Attribution(
            at("دعت إلى"), "demand", (Link(None, "غرفة تجارة الرمثا", "organization"),),
            (at('فتحه "فورا"'),), rule="verb.to", entry="دعا",
        ),
        Attribution(
            at("تعلن"), "assert", (Link(at("عمّان"), "عمّان", "state"),),
            (at("أي موعد لذلك"),), negated=True, rule="verb.negated", entry="أعلن",
        ),
        Attribution(
            at("تعهد"), "commit", (Link(at("الجانب الأردني"), "الجانب الأردني", "state"),),
            (at("تأمين بديل"),), rule="verb.with", entry="تعهد",
        ),
        Attribution(
            at("رفض"), "withhold", (Link(at("مصدر أمني"), "مصدر أمني", "anonymous"),), (),
            rule="verb.comment", entry="رفض",
        ),
        Attribution(
            at("تتردد أنباء عن"), "hearsay", (), (at("لقاء ثنائي"),), rule="hearsay", entry="تردد",
        ),
        Attribution(
            at("تراجعت"), "retract",
            (Link(at("نقابة السائقين"), "نقابة السائقين", "organization"),),
            (at("سائقا أصيب"),), rule="verb.retract", entry="تراجع",
        ),
    )  # fmt: skip
    extraction = Extraction(
        document="crossing",
        engine="rules",
        version="0.1.0",
        lexicon="0123456789abcdef",
        attributions=attributions,
        furniture=(at("اقرأ أيضا: أسعار الخضار في أسواق إربد | تابعونا على تلغرام"),),
        abstentions=(
            Abstention(at("وفقا للقانون"), "look-alike", "preposition.law"),
            Abstention(at("في بيان"), "no-content"),
        ),
        times=(TimeExpression(at("يوم الخميس"), "date", "2018-01-11", "day"),),
        quantities=(
            Quantity(at("نحو أربعين"), "quantity", 36, 44, approx=True, noun=at("شاحنة")),
            Quantity(at("تتجاوز مليون دولار"), "quantity", 1_000_001, None, unit="USD"),
        ),
        mentions=(Mention(at("دمشق"), "state", "دمشق", "SY"),),
        places=(
            PlaceMention(
                at("معبر نصيب", 1), "معبر نصيب", "geonames:1", 32.5466, 36.1901, ("درعا", "سوريا"),
            ),
        ),
    )  # fmt: skip
    return document, extraction


BRIDGE = """\
نفي وتأكيد: هل قُصف جسر الرمان؟

قال ناشطون إن مدفعية الفوج الثالث قصفت جسر الرمان غرب بلدة تل الغزلان مساء الأحد، وإن سبعة مدنيين قُتلوا.
ونفت قيادة الفوج قصف الجسر، ونقلت إذاعة الوادي عن مدير المستشفى هاني البيك تأكيده القصف، وقوله إن القصف أودى بحياة أربعة أشخاص.
وذكر البيك صباح اليوم أن الحصيلة ارتفعت إلى ستة قتلى.
وتعهد محافظ الوادي بنشر نحو مئة شرطي عند الجسر، ولم تستبعد نقابة النقل تنظيم إضراب.
وكان الفوج قد انسحب من البلدة الشهر الماضي.
"""  # noqa: E501


def bridge() -> tuple[Document, Extraction]:
    """Return an article with events of every sort: disputed, promised, possible, told by the article alone."""
    at = Words(BRIDGE)
    document = Document(
        id="bridge",
        text=BRIDGE,
        publisher="وكالة المرصد",
        published="2018-03-05",
        source="bridge.txt",
    )
    radio = Link(at("إذاعة الوادي"), "إذاعة الوادي", "medium", "quotes")
    doctor = Link(at("مدير المستشفى هاني البيك"), "هاني البيك", "person")
    attributions = (
        Attribution(
            at("قال"), "assert", (Link(at("ناشطون"), "ناشطون", "group"),),
            (at("مدفعية الفوج الثالث قصفت جسر الرمان غرب بلدة تل الغزلان مساء الأحد، وإن سبعة مدنيين قُتلوا"),),
            rule="verb.that", entry="say",
        ),
        Attribution(
            at("نفت"), "deny", (Link(at("قيادة الفوج"), "قيادة الفوج", "organization"),),
            (at("قصف الجسر"),), rule="verb.object", entry="deny",
        ),
        Attribution(
            at("تأكيده"), "confirm", (radio, doctor), (at("القصف"),),
            rule="relay.noun", entry="confirm",
        ),
        Attribution(
            at("قوله إن"), "assert", (radio, doctor), (at("القصف أودى بحياة أربعة أشخاص"),),
            rule="relay.his-saying", entry="saying",
        ),
        Attribution(
            at("ذكر"), "assert", (Link(at("البيك", 1), "هاني البيك", "person"),),
            (at("الحصيلة ارتفعت إلى ستة قتلى"),), rule="verb.that", entry="mention",
        ),
        Attribution(
            at("تعهد"), "commit", (Link(at("محافظ الوادي"), "محافظ الوادي", "person"),),
            (at("نشر نحو مئة شرطي عند الجسر"),), rule="verb.with", entry="pledge",
        ),
        Attribution(
            at("تستبعد"), "doubt", (Link(at("نقابة النقل"), "نقابة النقل", "organization"),),
            (at("تنظيم إضراب"),), rule="verb.negated", entry="rule-out",
        ),
    )  # fmt: skip
    bridge_ = PlaceMention(at("جسر الرمان", 1), "جسر الرمان", None, kind="bridge")
    town = PlaceMention(
        at("غرب بلدة تل الغزلان"), "تل الغزلان", "x:1", 36.1, 37.2, bearing="W", parents=("سوريا",)
    )
    events = (
        Event(
            type="shelling", family="attack",
            mentions=(
                Trigger(at("قُصف"), "shelling"),
                Trigger(at("قصفت"), "shelling", within=0),
                Trigger(at("قصف الجسر"), "shelling", within=1),
                Trigger(at("القصف"), "shelling", within=2),
                Trigger(at("القصف", 1), "shelling", within=3),
            ),
            actors=(Role(at("مدفعية الفوج الثالث"), "الفوج الثالث"),),
            targets=(Role(at("سبعة مدنيين"), "مدنيون"),),
            places=(bridge_, town), date="2018-03-04", date_span=at("مساء الأحد"),
            counts=(
                Count(at("سبعة مدنيين"), "killed", 7, 7),
                Count(at("أربعة أشخاص"), "killed", 4, 4),
                Count(at("ستة قتلى"), "killed", 6, 6),
            ),
        ),
        Event(
            type="deploy-forces", family="deploy", direction="in",
            mentions=(Trigger(at("نشر"), "deploy-forces", modality="future", within=5),),
            counts=(Count(at("نحو مئة شرطي"), "personnel", 90, 110, approx=True),),
        ),
        Event(
            type="strike", family="protest",
            mentions=(Trigger(at("إضراب"), "strike", modality="possible", within=6),),
        ),
        Event(
            type="withdraw", family="deploy", direction="out",
            mentions=(Trigger(at("انسحب"), "withdraw"),),
            actors=(Role(at("الفوج", 2), "الفوج الثالث"),), places=(town,), date="2018-02",
        ),
    )  # fmt: skip
    claims = (
        Claim(event=0, stance="affirm", evidence=at("قصفت"), statement=0, factuality=("Uu", "CT+")),
        Claim(event=0, stance="deny", evidence=at("قصف الجسر"), statement=1, factuality=("Uu", "CT-")),
        Claim(
            event=0, stance="affirm", evidence=at("القصف"), statement=2,
            factuality=("Uu", "Uu", "CT+"),
        ),
        Claim(
            event=0, stance="affirm", evidence=at("القصف", 1), statement=3,
            factuality=("Uu", "Uu", "CT+"),
        ),
        Claim(
            event=0, stance="affirm", evidence=at("القصف", 1), statement=4, inferred=True,
            factuality=("Uu", "CT+"),
        ),
        Claim(event=1, stance="future", evidence=at("نشر"), statement=5, factuality=("Uu", "PR+")),
        Claim(event=2, stance="possible", evidence=at("إضراب"), statement=6, factuality=("Uu", "PS+")),
        Claim(event=3, stance="affirm", evidence=at("انسحب"), factuality=("CT+",)),
    )  # fmt: skip
    disputes = (
        Dispute(
            event=0, about="occurrence",
            positions=(Position("affirmed", (0, 2, 3, 4)), Position("denied", (1,))),
        ),
        Dispute(
            event=0, about="count", what="killed",
            positions=(Position("سبعة مدنيين", (0,)), Position("4", (3,))),
        ),
    )  # fmt: skip
    updates = (
        Update(
            event=0, kind="growth", about="count", what="killed",
            earlier=Position("أربعة أشخاص", (3,)), later=Position("ستة قتلى", (4,)),
        ),
    )  # fmt: skip
    extraction = Extraction(
        document="bridge", engine="rules", version="0.1.0", lexicon="0123456789abcdef",
        attributions=attributions, places=(bridge_, town),
        times=(TimeExpression(at("مساء الأحد"), "date", "2018-03-04", "part-of-day"),),
        events=events, claims=claims, disputes=disputes, updates=updates,
    )  # fmt: skip
    return document, extraction


HOSTILE = (
    "<script>alert(1)</script>\x1b[2J\u202e </title><img src=x onerror=alert(2)>\n\n"
    'قال "><svg onload=alert(3)> إن &amp; \x9b31m هذا\x07 كل شيء \u2067\u2066 نهاية.\r\nسطر'
)


def hostile() -> tuple[Document, Extraction]:
    """Return an article that tries to steer the terminal and to run in the page."""
    at = Words(HOSTILE)
    document = Document(
        id="hostile",
        text=HOSTILE,
        publisher="\x1b]0;owned\x07</bdi><script>alert(4)</script>",
        url="javascript:alert(5)",
        undated="<b>\x1b[31m</b>",
        language='ar" onload="alert(6)',
        source="a\nb\x1b[1A",
        notes=("<i>\u202enote</i>",),
    )
    name = "\u202e<svg onload=alert(7)>"
    extraction = Extraction(
        document="hostile",
        engine="<e>",
        version="\x1b[5m",
        lexicon='"',
        attributions=(
            Attribution(
                at("قال"),
                "deny",
                (Link(at('"><svg onload=alert(3)>'), name, "person"),),
                (at("&amp; \x9b31m هذا\x07 كل شيء \u2067\u2066 نهاية"),),
                rule="<r>\x1b[0m",
                entry="\u2066<e>",
            ),
        ),
        abstentions=(Abstention(at("سطر"), "<x>\x1b[2J", ""),),
        mentions=(Mention(at("شيء"), "person", '" onmouseover="alert(8)'),),
        events=(
            Event(
                type="<t>\x1b[1m",
                family="<f>",
                mentions=(Trigger(at("هذا"), "<t>"),),
                actors=(Role(at("كل"), "<img onerror=alert(9)>\x1b[3m"),),
                places=(PlaceMention(at("نهاية"), "\u202e<b>", None),),
                date='2018"><script>\x07',
            ),
        ),
        claims=(Claim(event=0, stance="deny", evidence=at("هذا"), statement=0),),
        disputes=(
            Dispute(
                event=0,
                about="place",
                positions=(Position("<script>\x1b[2J\u202e", (0,)), Position("", ())),
            ),
        ),
    )
    return document, extraction


def empty() -> tuple[Document, Extraction]:
    """Return an article in which nobody says anything."""
    text = "افتتاح حديقة عامة في إربد\n\nافتتحت في إربد اليوم حديقة عامة."
    return (
        Document(id="empty", text=text, undated="no-date"),
        Extraction(document="empty", engine="rules", version="0.1.0", lexicon="0"),
    )


def _spans(length: int) -> st.SearchStrategy[Span]:
    edge = st.integers(0, length)
    return st.builds(lambda a, b: Span(min(a, b), max(a, b)), edge, edge)


@st.composite
def readings(
    draw: st.DrawFn, alphabet: st.SearchStrategy[str] | None = None
) -> tuple[Document, Extraction]:
    """Draw any document with any spans in it, nested, crossing and empty ones included."""
    words = st.text(max_size=60) if alphabet is None else st.text(alphabet, max_size=60)
    text = draw(words)
    span = _spans(len(text))
    links = st.builds(
        Link,
        st.none() | span,
        words,
        st.sampled_from(get_args(Kind)),
        st.sampled_from(get_args(Relation)),
        st.none() | span,
    )
    statements = st.builds(
        Attribution,
        cue=span,
        stance=st.sampled_from(get_args(Stance)),
        chain=st.lists(links, max_size=3).map(tuple),
        content=st.lists(span, max_size=3).map(tuple),
        quoted=st.booleans(),
        negated=st.booleans(),
        inferred=st.booleans(),
        distance=st.sampled_from(get_args(Distance)),
        within=st.none() | st.integers(0, 5),
        rule=words,
        entry=words,
    )
    maybe = st.none() | words
    document = draw(
        st.builds(
            Document, id=words, text=st.just(text), publisher=maybe, url=maybe, published=maybe,
            undated=maybe, language=words, source=words, notes=st.lists(words, max_size=2).map(tuple),
        )
    )  # fmt: skip
    number = st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    places = st.builds(PlaceMention, span, words, maybe)
    at = st.integers(0, 5)
    roles = st.lists(st.builds(Role, span, words), max_size=2).map(tuple)
    events = st.builds(
        Event, type=st.sampled_from(["shelling", "meet"]) | words, family=words,
        mentions=st.lists(
            st.builds(Trigger, span, words, within=st.none() | at), max_size=3
        ).map(tuple),
        direction=st.sampled_from([None, "in", "out", "move"]), actors=roles, targets=roles,
        places=st.lists(places, max_size=2).map(tuple), date=maybe, date_span=st.none() | span,
        counts=st.lists(
            st.builds(Count, span, st.sampled_from(get_args(CountOf)), number, number, st.booleans()),
            max_size=2,
        ).map(tuple),
    )  # fmt: skip
    claims = st.builds(
        Claim, event=at, stance=st.sampled_from(get_args(ClaimStance)), evidence=span,
        statement=st.none() | at, inferred=st.booleans(),
        factuality=st.lists(st.sampled_from(get_args(Factuality)), max_size=2).map(tuple),
    )  # fmt: skip
    position = st.builds(Position, words, st.lists(at, max_size=3).map(tuple))
    disputes = st.builds(
        Dispute, event=at, about=st.sampled_from(get_args(About)), settled=st.booleans(),
        positions=st.lists(position, max_size=3).map(tuple),
        what=st.none() | st.sampled_from(get_args(CountOf)),
    )  # fmt: skip
    updates = st.builds(
        Update, event=at, kind=st.sampled_from(["growth", "refinement", "retraction"]),
        about=st.sampled_from(get_args(About)), earlier=position, later=position,
    )  # fmt: skip
    extraction = draw(
        st.builds(
            Extraction,
            document=st.just(document.id),
            engine=words,
            version=words,
            lexicon=words,
            attributions=st.lists(statements, max_size=4).map(tuple),
            furniture=st.lists(span, max_size=2).map(tuple),
            abstentions=st.lists(st.builds(Abstention, span, words, words), max_size=3).map(tuple),
            times=st.lists(
                st.builds(TimeExpression, span, st.just("date"), maybe, words, maybe), max_size=2
            ).map(tuple),
            quantities=st.lists(
                st.builds(
                    Quantity, span, st.just("number"), number, number,
                    approx=st.booleans(), vague=st.booleans(), unit=maybe, noun=st.none() | span,
                ),
                max_size=2,
            ).map(tuple),
            mentions=st.lists(st.builds(Mention, span, st.just("person"), words), max_size=2).map(
                tuple
            ),
            places=st.lists(places, max_size=2).map(tuple),
            events=st.lists(events, max_size=3).map(tuple),
            claims=st.lists(claims, max_size=4).map(tuple),
            disputes=st.lists(disputes, max_size=2).map(tuple),
            updates=st.lists(updates, max_size=2).map(tuple),
        )
    )  # fmt: skip
    return document, extraction
