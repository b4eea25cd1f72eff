"""Participles, verbal nouns, source prepositions, documents as sources, and the colon of a headline."""

from tests.statements import assert_says, rows

SAID = "قال | assert | الوزير | الطريق مغلق"


@rows(
    (
        "قال الوزير إن الطريق مغلق، مضيفا أن العمل سيستمر أسبوعا.",
        SAID,
        "مضيفا أن | assert | (الوزير) | العمل سيستمر أسبوعا",
    ),
    (
        "وأكدت المديرة أن المدرسة جاهزة، لافتة إلى أن الكتب وصلت.",
        "وأكدت | confirm | المديرة | المدرسة جاهزة",
        "لافتة إلى أن | assert | (المديرة) | الكتب وصلت",
    ),
    (
        "قالت الكتلة إنها ستقاطع الجلسة، عادّة أن القرار مخالف للدستور.",
        "قالت | assert | الكتلة | ستقاطع الجلسة",
        "عادّة أن | assert | (الكتلة) | القرار مخالف للدستور",
    ),
    (
        "زار المحافظ المستشفى، مشيرا إلى أن الأدوية متوفرة.",
        "مشيرا إلى أن | assert | (المحافظ) | الأدوية متوفرة",
        "WRONG: the object of the main verb is taken into the speaker",
    ),
    (
        "قال الوزير إن الطريق مغلق، نافيا علمه بالصفقة.",
        SAID,
        "نافيا | deny | (الوزير) | علمه بالصفقة",
    ),
    (
        "قال الوزير إن الطريق مغلق، نافيا أن تكون الشركة قد أفلست.",
        SAID,
        "نافيا أن | deny | (الوزير) | تكون الشركة قد أفلست",
    ),
    (
        "خرج السكان إلى الشوارع، مؤكدين أن المياه ملوثة.",
        "مؤكدين أن | confirm | (السكان) | المياه ملوثة",
    ),
    (
        "قال الوزير إن الطريق مغلق، محذرا من كارثة صحية.",
        SAID,
        "محذرا من | warn | (الوزير) | كارثة صحية",
    ),
    (
        "قال الوزير إن الطريق مغلق، داعيا السائقين إلى الحذر.",
        SAID,
        "داعيا | demand | (الوزير) | السائقين إلى الحذر",
    ),
    (
        "قال الوزير إن الطريق مغلق، متهما الشركة بالتقصير.",
        SAID,
        "متهما | accuse | (الوزير) | الشركة بالتقصير",
    ),
    (
        "قال الوزير إن الطريق مغلق، ومضيفا أن العمل بدأ، ومشيرا إلى أن التمويل متوفر.",
        SAID,
        "ومضيفا أن | assert | (الوزير) | العمل بدأ",
        "ومشيرا إلى أن | assert | (الوزير) | التمويل متوفر",
    ),
)
def test_participles_carry_the_speaker_on(text: str, expected: tuple[str, ...]) -> None:
    """The speaker of the clause that they hang on goes on speaking."""
    assert_says(text, *expected)


@rows(
    ("كان المصنع مضيفا للمعرض.",),
    ("وقف الرجل مشيرا بيده إلى النهر.",),
    ("عادة ما يزور السكان السوق يوم الجمعة.",),
    ("بلغ عدد الإصابات المؤكدة مئة إصابة.",),
    ("كانت الطائرة المضيفة جميلة.",),
    ("وصل الوفد ناقلا رسالة من الملك.",),
)
def test_participles_that_do_not_speak(text: str, expected: tuple[str, ...]) -> None:
    """An adjective, a noun, a gesture."""
    assert_says(text, *expected)


@rows(
    (
        "بعد نفي بغداد انتشار القوات، غادر الوفد.",
        "نفي | deny | بغداد | انتشار القوات",
        "WRONG: content in a fronted adjunct runs on into the main clause",
    ),
    (
        "وجاء نفي الوزارة لوجود نقص في الوقود بعد يومين.",
        "نفي | deny | الوزارة | وجود نقص في الوقود بعد يومين",
    ),
    (
        "رغم تأكيد الوزارة أن المياه سليمة، يشتري السكان المياه المعبأة.",
        "تأكيد | confirm | الوزارة | المياه سليمة",
        "WRONG: content in a fronted adjunct runs on into the main clause",
    ),
    (
        "عقب إعلان الشركة أنها ستغلق المصنع، تظاهر العمال.",
        "إعلان | assert | الشركة | ستغلق المصنع",
        "WRONG: content in a fronted adjunct runs on into the main clause",
    ),
    (
        "نفي رسمي لإغلاق الميناء",
        "نفي | deny | رسمي | إغلاق الميناء",
    ),
    (
        "بعد نفي طهران.. تأكيد روسي لوصول السفينة إلى الميناء",
        "نفي | deny | طهران | وصول السفينة إلى الميناء | inferred",
        "تأكيد | confirm | روسي | وصول السفينة إلى الميناء",
    ),
    (
        "وفي قوله إن الميناء مفتوح تناقض مع ما قاله أمس.",
        "قوله إن | assert |  | الميناء مفتوح",
        "WRONG: the content of a noun of saying runs on into the article's own clause",
    ),
)
def test_verbal_nouns_with_their_source(text: str, expected: tuple[str, ...]) -> None:
    """Genitive, relative adjective, pronoun."""
    assert_says(text, *expected)


@rows(
    ("زاد الإنفاق على إعلانات الطرق.",),
    ("تقدم الشاب بطلب تأكيد الحجز.",),
    ("بعد نفي طويل عاد الشاعر إلى بلده.",),
    ("حصل اللاعب على تأكيد من ناديه.",),
    ("بعد نفي طهران عاد الوفد إلى الفندق.",),
)
def test_verbal_nouns_without_source_or_content(text: str, expected: tuple[str, ...]) -> None:
    """Nothing is said by anybody."""
    assert_says(text, *expected)


BURNT = "أصيب ثلاثة عمال في الحريق"


@rows(
    (f"بحسب الشرطة، {BURNT}.", f"بحسب | assert | الشرطة | {BURNT}"),
    (f"{BURNT}، بحسب الشرطة.", f"بحسب | assert | الشرطة | {BURNT}"),
    (
        f"{BURNT} وفق ما أعلنت الشرطة.",
        f"وفق ما أعلنت | assert | الشرطة | {BURNT}",
    ),
    (
        "وسقط جدار، وفق ما ذكرت الشرطة.",
        "وفق ما ذكرت | assert | الشرطة | وسقط جدار",
    ),
    (f"{BURNT} حسبما أفاد شهود عيان.", f"حسبما أفاد | assert | شهود عيان | {BURNT}"),
    (f"{BURNT}، كما قال مدير المصنع.", f"كما قال | assert | مدير المصنع | {BURNT}"),
    (f"وفقا لوزارة الصحة، {BURNT}.", f"وفقا | assert | وزارة الصحة | {BURNT}"),
    (f"ووفق مصدر طبي فإن {BURNT}.", f"ووفق | assert | مصدر طبي | {BURNT}"),
    (f"{BURNT}، نقلا عن مدير المصنع.", f"نقلا عن | assert | مدير المصنع | {BURNT}"),
    (f"{BURNT} طبقا لبيان الشركة.", f"طبقا | assert | بيان الشركة | {BURNT}"),
    (
        f"{BURNT}، على حد قول مدير المصنع.",
        f"على حد قول | assert | مدير المصنع | {BURNT} | distancing",
        "WRONG: 'to use his words' keeps no distance",
    ),
    (
        "قال النائب إن الحكومة تسرق أموال الشعب، على حد قوله.",
        "قال | assert | النائب | الحكومة تسرق أموال الشعب | distancing",
    ),
    (
        "أعلنت الحركة على لسان ناطقها أن الهدنة انتهت.",
        "أعلنت | assert | الحركة > ناطقها | الهدنة انتهت",
        "WRONG: the mouthpiece becomes a statement of its own",
    ),
    (
        "قال الوزير إن الطريق مغلق، بحسب صحيفة المدار.",
        "قال | assert | صحيفة المدار > الوزير | الطريق مغلق",
    ),
    (
        "أشارت الصحيفة، بحسب مصادرها، إلى أن العقد ألغي.",
        "أشارت | assert | الصحيفة > مصادرها | العقد ألغي",
        "WRONG: a source between commas inside the clause becomes a statement of its own",
    ),
)
def test_source_prepositions(text: str, expected: tuple[str, ...]) -> None:
    """Before or after what is said; beside a saying verb they add a source to it."""
    assert_says(text, *expected)


@rows(
    ("وفقا للقانون، يحق للمستأجر تمديد العقد.", "WRONG: a law at the head of the sentence"),
    (
        "وفقا للاتفاق الموقع العام الماضي، تنسحب القوات خلال شهر.",
        "WRONG: an agreement at the head of the sentence",
    ),
    ("تباع التذاكر وفق جدول معلن.",),
    ("توزع الأدوية حسب الحاجة.",),
    ("تسير الأعمال وفق الخطة الموضوعة.",),
    ("يختلف السعر بحسب حجم الشقة.",),
    ("كما افتتح الوزير مدرسة في القرية.",),
    ("سارت المباراة كما أراد المدرب.",),
    ("وصل القطار على غير عادته متأخرا.",),
)
def test_prepositions_that_name_no_source(text: str, expected: tuple[str, ...]) -> None:
    """A law, a plan, a measure."""
    assert_says(text, *expected)


@rows(
    (
        "جاء في تقرير لوزارة التخطيط أن البطالة تراجعت.",
        "جاء في | assert | تقرير لوزارة التخطيط | البطالة تراجعت",
    ),
    (
        "وورد في البيان أن القوات سيطرت على التل.",
        "وورد في | assert | البيان | القوات سيطرت على التل",
    ),
    (
        "وجاء في البيان: «القوات سيطرت على التل الشمالي».",
        "وجاء في | assert | البيان | القوات سيطرت على التل الشمالي | quoted",
        "WRONG: a first line that is a whole sentence is read as a headline with its colon",
    ),
    (
        "ذكر بيان لوزارة الدفاع أن طائرة تحطمت في الصحراء.",
        "ذكر | assert | بيان لوزارة الدفاع | طائرة تحطمت في الصحراء",
    ),
    ("جاء في المركز الثاني عداء من المغرب.",),
    ("ورد في القائمة ثلاثون اسما.",),
    ("جاء الوفد في الصباح.",),
)
def test_documents_as_sources(text: str, expected: tuple[str, ...]) -> None:
    """It came in a report that; who came in second says nothing."""
    assert_says(text, *expected)


@rows(
    (
        "وزير الصحة: اللقاح متوفر في جميع المراكز\n\nافتتح الوزير مركزا جديدا.",
        ": | assert | وزير الصحة | اللقاح متوفر في جميع المراكز",
    ),
    (
        "مصدر أمني: العثور على مخبأ للسلاح\n\nتستمر عمليات التفتيش.",
        ": | assert | مصدر أمني | العثور على مخبأ للسلاح",
    ),
    (
        "الناصر: «لن نوقع على الاتفاق»\n\nقال النائب سعيد الناصر إن العرض ناقص.",
        ": | assert | الناصر | لن نوقع على الاتفاق | quoted",
        "قال | assert | النائب سعيد الناصر | العرض ناقص",
    ),
    ("البصرة: حريق في سوق شعبي\n\nاندلع حريق في سوق وسط المدينة.",),
    ("الحفل ينطلق 10:30 مساء\n\nتبدأ الأمسية بكلمة قصيرة.",),
    ("في الميدان: قصف واشتباكات\n\nتجدد القصف فجرا.",),
)
def test_the_colon_of_a_headline(text: str, expected: tuple[str, ...]) -> None:
    """A source before it speaks; a place does not."""
    assert_says(text, *expected)
