# ألفاظ التقارير بالعربية. Words of the reports in Arabic; the same messages stand in en.ftl.
# A value of a closed list is «list-value», as the record's JSON has them.

report = تقرير إسناد
made = أُنشئ بأداة إسناد. كل قيمة تفتح الجملة التي قُرئت منها، وما لم تذكره الصفحات لا يُذكر.
stories = القصص
single-pages = صفحات لا تشاركها الحدث صفحة أخرى
contents = المحتويات
known = ما هو معلوم
disputed = ما هو مختلف فيه
no-disputes = لا خلاف بين القائلين في ما قُرئ
nothing-known = لم تُقرأ أرقام ولا وقائع مؤكدة
figures = الأرقام
agreements = الاتفاقات
timeline = التسلسل الزمني
quotes = الاقتباسات
positions = المواقف
naming = التسميات
places = الأماكن
pages = الصفحات
origins = الأصول
evidence = الدليل
page = الصفحة
outlet = الوسيلة
title = العنوان
day = التاريخ
basis = المستند
speaker = القائل
via = نقلته
kind = النوع
figure = الرقم
asof = حتى تاريخ
verdict = الحكم
entity = المسمّى
called = يسمّى
reason = السبب
own-voice = الصفحة بصوتها
own-voices = الصفحات بصوتها
not-known = غير معروف
effective = يسري منذ
duration = المدة
parties = الأطراف
mediators = الوسطاء
proposed-by = اقترحه
accepted-by = قبله
confirmed-by = أكّده
denied-by = نفاه
status = الحالة
history = كيف تطورت الحالة
terms = البنود
violations = الخروق
talks = المحادثات
reported-by = أبلغ عنه { $who }
against = ضد { $who }
owed-by = على { $who }
owed-to = لصالح { $who }
until = حتى { $when }
scare = بين علامتي تنصيص من الوسيلة
in-mouth = على لسان { $who }
variants = صيغ أخرى
parts = منهم
low = الأدنى
best = الأرجح
high = الأعلى
open-page = الصفحة الأصلية
all-figures = كل أرقام هذه السلسلة
more-sentences = { $count ->
    [one] وجملة أخرى
    [two] وجملتان أخريان
    [few] و{ $figure } جمل أخرى
   *[other] و{ $figure } جملة أخرى
}
chain-arrow = →
joint = {"، "}
quoted = «{ $words }»
told = { $figure } ({ $who })
told-on = { $figure } ({ $who }، { $day })
denied-claim = نفاه { $who }

count-pages = { $count ->
    [zero] لا صفحات
    [one] صفحة واحدة
    [two] صفحتان
    [few] { $figure } صفحات
   *[other] { $figure } صفحة
}
count-outlets = { $count ->
    [zero] لا وسائل
    [one] وسيلة واحدة
    [two] وسيلتان
    [few] { $figure } وسائل
   *[other] { $figure } وسيلة
}
count-origins = { $count ->
    [zero] لا أصول مستقلة
    [one] أصل مستقل واحد
    [two] أصلان مستقلان
    [few] { $figure } أصول مستقلة
   *[other] { $figure } أصلا مستقلا
}
count-speakers = { $count ->
    [zero] لا قائل مسمّى
    [one] قائل واحد
    [two] قائلان
    [few] { $figure } قائلين
   *[other] { $figure } قائلا
}
count-disputes = { $count ->
    [zero] لا خلاف
    [one] خلاف واحد
    [two] خلافان
    [few] { $figure } خلافات
   *[other] { $figure } خلافا
}
count-stories = { $count ->
    [zero] لا قصص
    [one] قصة واحدة
    [two] قصتان
    [few] { $figure } قصص
   *[other] { $figure } قصة
}
count-claims = { $count ->
    [zero] لا أقوال
    [one] قول واحد
    [two] قولان
    [few] { $figure } أقوال
   *[other] { $figure } قولا
}
noun-pages = { $count ->
    [two] صفحتان
    [few] صفحات
   *[other] صفحة
}
noun-outlets = { $count ->
    [two] وسيلتا إعلام
    [few] وسائل إعلام
   *[other] وسيلة إعلام
}
noun-origins = { $count ->
    [one] أصل مستقل
    [two] أصلان مستقلان
    [few] أصول مستقلة
   *[other] أصلا مستقلا
}
noun-speakers = { $count ->
    [one] قائل
    [two] قائلان
    [few] قائلين
   *[other] قائلا
}
noun-disputes = { $count ->
    [two] خلافان
    [few] خلافات
    [many] خلافا
   *[other] خلاف
}

chart-title = { $series }، بحسب القائل
chart-desc = رسم متدرج: خط لكل قائل يمضي حتى رقمه التالي، والنهايات حدود الرقم. القيم كلها في الجدول تحته.
bars-desc = شريط لكل قائل من الصفر إلى رقمه، والباهت منه ما بين حدّيه. القيم كلها في الجدول تحته.
map-title = خريطة أماكن القصة
map-desc = دائرة لكل مكان، ومساحتها بعدد الأقوال التي تخصه. الأعداد كلها في القائمة تحتها.
map-note = الحدود من Natural Earth كما هي على الأرض، ولا رأي فيها لمن تكون.
map-outside = خارج الخريطة
graph-title = من أين أتت كل صفحة
graph-desc = خط من كل أصل إلى الصفحات التي أخذت عنه. القائمة تحت الرسم تقول ذلك كله ولماذا.

date-day = { $day } { $month } { $year }
date-day-month = { $day } { $month }
date-month = { $month } { $year }
date-days = { $from }–{ $to } { $month } { $year }
date-range = من { $from } إلى { $to }
date-clock = { $date }، الساعة { $clock }
date-clock-zone = { $date }، الساعة { $clock } بتوقيت غرينتش { $zone }
date-week = الأسبوع { $week } من { $year }
month-1 = يناير/كانون الثاني
month-2 = فبراير/شباط
month-3 = مارس/آذار
month-4 = أبريل/نيسان
month-5 = مايو/أيار
month-6 = يونيو/حزيران
month-7 = يوليو/تموز
month-8 = أغسطس/آب
month-9 = سبتمبر/أيلول
month-10 = أكتوبر/تشرين الأول
month-11 = نوفمبر/تشرين الثاني
month-12 = ديسمبر/كانون الأول
short-month-1 = يناير
short-month-2 = فبراير
short-month-3 = مارس
short-month-4 = أبريل
short-month-5 = مايو
short-month-6 = يونيو
short-month-7 = يوليو
short-month-8 = أغسطس
short-month-9 = سبتمبر
short-month-10 = أكتوبر
short-month-11 = نوفمبر
short-month-12 = ديسمبر

figure-at_least = { $low } على الأقل
figure-more_than = أكثر من { $low }
figure-less_than = أقل من { $high }
figure-up_to = حتى { $high }
figure-about = نحو { $low }
figure-range = بين { $low } و{ $high }
figure-tens = عشرات
figure-hundreds = مئات
figure-thousands = آلاف
figure-ten-thousands = عشرات الآلاف
figure-hundred-thousands = مئات الآلاف


origin-why-agency = تنسب الصفحات نصها إليها
origin-why-shared-text = نص واحد في أكثر من صفحة
origin-why-according-to = أخذت عنه الصفحات بعض ما فيها
origin-why-outlet = لا تنسب نصها إلى أحد ولا تشارك غيرها نصا
origin-reason-credited = تنسب نصها إليها: «{ $exact }»
origin-reason-according_to = تنقل عنه خبرا: «{ $exact }»
origin-reason-shared_passage = { $share } من النص الأقصر وارد أيضا في { $with }: «{ $passage }»
one-text = نص واحد

entity-type-person = شخص
entity-type-organisation = مؤسسة
entity-type-group = جماعة
entity-type-state = دولة
entity-type-place = مكان

date-basis-metadata = بيانات الصفحة
date-basis-text = نص الصفحة
date-basis-story = القصة
date-basis-none = غير معروف

origin-kind-agency = وكالة
origin-kind-outlet = وسيلة إعلام
origin-kind-shared-text = نص مشترك

fact-status-agreed = متفق عليه
fact-status-single = من أصل واحد
fact-status-superseded = حلّ غيره محله
fact-status-disputed = مختلف فيه
fact-status-denied = منفيّ

fact-kind-figure = رقم
fact-kind-event = واقعة
fact-kind-statement = تصريح
fact-kind-quote = اقتباس

verdict-agreed = متفق عليه
verdict-single = رقم واحد
verdict-superseded = جرى تحديثه
verdict-disputed = مختلف فيه

agreement-status-proposed = مقترح
agreement-status-agreed = متفق عليه
agreement-status-in_force = سارٍ
agreement-status-violated = منتهَك
agreement-status-ended = انتهى
agreement-status-rejected = مرفوض
agreement-status-extended = مُدّد
agreement-status-collapsed = منهار

talks-status-held = عُقدت
talks-status-planned = مقررة

modality-asserted = مؤكد
modality-denied = منفيّ
modality-possible = محتمل
modality-planned = مقرر
modality-promised = متعهَّد به
modality-demanded = مطلوب

mode-said = قال
mode-announced = أعلن
mode-confirmed = أكد
mode-denied = نفى
mode-accused = اتهم
mode-called_for = دعا
mode-warned = حذر
mode-expressed = أعرب
mode-promised = تعهد
mode-reported = أفاد
mode-apologised = اعتذر
mode-threatened = هدد

measure-killed = القتلى
measure-wounded = الجرحى
measure-missing = المفقودون
measure-displaced = النازحون
measure-evacuated = من أُجلوا
measure-sheltered = من أُوُوا
measure-detained = الموقوفون
measure-population = السكان
measure-families = الأسر
measure-violations = الخروق
measure-shipments = الشحنات
measure-people = الأشخاص
measure-duration = المدة
measure-distance = المسافة

group-all = الجميع
group-civilians = المدنيون
group-children = الأطفال
group-women = النساء
group-soldiers = العسكريون
group-peacekeepers = حفظة السلام
group-police = الشرطة
group-fighters = المقاتلون
group-families = الأسر

event-type-AGREE = اتفاق
event-type-CONSULT = تشاور
event-type-SUPPORT = تأييد
event-type-COOPERATE = تعاون
event-type-AID = مساعدة
event-type-CONCEDE = تنازل
event-type-RETREAT = تراجع
event-type-REQUEST = طلب
event-type-ACCUSE = اتهام
event-type-REJECT = رفض
event-type-THREATEN = تهديد
event-type-PROTEST = احتجاج
event-type-MOBILIZE = حشد
event-type-SANCTION = عقوبة
event-type-COERCE = إكراه
event-type-ASSAULT = هجوم

what-ceasefire = وقف إطلاق النار
what-violation = خرق
what-talks = محادثات
what-call = اتصال
what-meeting = لقاء
what-operation = عملية
what-shelling = قصف
what-disarmament = نزع السلاح
what-withdrawal = انسحاب
what-evacuation = إجلاء
what-aid = مساعدات
what-amnesty = عفو
what-apology = اعتذار
what-protest = احتجاج
what-session = جلسة
what-detention = توقيف
what-inauguration = تنصيب
what-bombing = تفجير
what-clash = اشتباك
what-exchange = تبادل
what-displacement = نزوح
what-sanctions = عقوبات
what-disaster = كارثة
what-accident = حادث
what-election = انتخابات
what-mediation = وساطة

term-cessation_of_hostilities = وقف القتال
term-disarmament = نزع السلاح
term-dissolution = حلّ التشكيلات
term-withdrawal = انسحاب
term-handover_of_weapons = تسليم الأسلحة
term-vacate_positions = إخلاء المواقع
term-talks = محادثات
term-prisoner_exchange = تبادل الأسرى
term-humanitarian_access = وصول المساعدات
term-amnesty = عفو
term-return = عودة
term-monitoring = مراقبة
term-lifting_of_siege = رفع الحصار

diff-title = ما تغيّر بين التقريرين
diff-nothing = لم يتغيّر شيء
diff-new-stories = قصص جديدة
diff-gone-stories = قصص لم تعد في التقرير
diff-new = جديد
diff-revised = مُحدَّث
diff-disputed = صار مختلفا فيه
diff-settled = لم يعد مختلفا فيه
diff-gone = لم يعد في التقرير
diff-new-pages = صفحات جديدة
diff-was = كان { $was }، وصار { $now }

verdict-revised = صحّحه قائله
verdict-incompatible_scope = نطاقان مختلفان

reason-only_figure = رقم واحد، لا رقم آخر يقابله
reason-same_figure = الرقم نفسه عند كل من ذكره
reason-bounds_meet = { $a } و{ $b } يصحّان معا
reason-raised_by_speaker = رفع القائل رقمه من { $a } إلى { $b }
reason-lowered_by_speaker = خفض القائل رقمه من { $a } إلى { $b }
reason-later_count = إحصاء لاحق: من { $a } إلى { $b }
reason-pages_own_voice = { $a } و{ $b }: كل صفحة تنقل ما بلغها في حينه
reason-speakers_contradict = { $a } و{ $b } لا يصحّان معا، وقائلاهما مختلفان
reason-narrower_place = { $a } و{ $b }: أحد المكانين داخل الآخر
reason-other_group = فئة أخرى
reason-other_window = مدة أخرى
reason-far_apart = متباعدان: { $a } و{ $b } لا يعدّان شيئا واحدا
reason-other_event = { $a } و{ $b } عن حدثين مختلفين
reason-told_together = صفحة واحدة تذكر { $a } و{ $b } معا، ولا تقول إن العدد تغيّر
reason-days_unknown = { $a } و{ $b }: يوم إحدى الصفحتين غير معروف، فلا يُدرى أيهما الأحدث

best-rule-only_figure = لا رقم غيره في ذلك اليوم
best-rule-firmest = لا يناقض غيره، وهو أدقّها
best-rule-most_origins = أصوله المستقلة أكثر
best-rule-latest = هو الأحدث مما يصحّ
best-rule-named_speaker = له قائل مسمّى، وليس لغيره
best-rule-lowest = لا مرجّح بين الأرقام فأُخذ أدناها، كما يفعل برنامج أوبسالا
best-rule-pinned = اختاره محرّر، وفي القرارات مَن اختاره ولماذا

decisions = قرارات المحرّرين
decided = { $what } بقرار { $who }، { $day }
decision-corrected = المقروء: { $read } — المصحَّح: { $corrected }
decision-joined = { $entity } هو { $into }
decision-pages = هنا { $pages }، وهناك { $others }
decision-kind-accept = مقبول
decision-kind-reject = مرفوض
decision-kind-correct = مصحَّح
decision-kind-merge = دمج قصتين
decision-kind-split = فصل قصة
decision-kind-join = جمع اسمين لمسمّى واحد
decision-kind-pin = اختير أفضلَ رقم
decision-kind-undo = أُلغي

agreement-kind-ceasefire = وقف إطلاق النار
agreement-kind-truce = هدنة
agreement-kind-exchange = تبادل
agreement-kind-withdrawal = انسحاب

stance-statement = تصريح
stance-denial = نفي
stance-demand = مطلب
stance-promise = تعهد
stance-accusation = اتهام
stance-warning = تحذير
stance-threat = تهديد
stance-apology = اعتذار

wording-kind-full = الصيغة الأكمل
wording-kind-shortened = مختصرة
wording-kind-reworded = بألفاظ أخرى
wording-kind-other_translation = ترجمة أخرى

confidence-high = ثقة عالية
confidence-medium = ثقة متوسطة
confidence-low = ثقة منخفضة

window-kind-cumulative = حصيلة تراكمية
window-kind-increment = حصيلة مدة
window-since = منذ { $what }
window-hours = { $count ->
    [one] في ساعة واحدة
    [two] في ساعتين
    [few] في { $figure } ساعات
   *[other] في { $figure } ساعة
}

aside-part = جزء من رقم آخر
aside-not_asserted = غير مؤكد
aside-no_count = مدة أو مسافة
aside-background = من زمن آخر

qualifier-exact = بالضبط
qualifier-at_least = على الأقل
qualifier-more_than = أكثر من
qualifier-less_than = أقل من
qualifier-up_to = حتى
qualifier-about = نحو
qualifier-vague = تقريبا

rejected-by = رفضه
humanitarian = المساعدات
amnesties = العفو
where = المكان
next-talks = المقبلة
by = من { $who }
in-place = في { $where }
between = بين { $who }
done = تمّ
to-come = لم يتمّ بعد
contradictions = من يناقض من
says-so = يقوله { $who }
denies-it = ينفيه { $who }
topic-event = { $what }: { $who }
topic-accusation = اتهام موجّه إلى { $who }
first-reported = نُشر أول مرة { $day }
reported-ahead = أُعلن قبل وقوعه، { $day }
clock-utc = { $clock } بتوقيت غرينتش
beside = لا تناقض بينها وبين
aside = أرقام قُرئت ولم تُحسب في سلسلة
carried = نقلته { $who }

date-reason-metadata = تذكره بيانات الصفحة
date-reason-text = يثبته نص الصفحة
date-reason-unknown = لا يثبته شيء في الصفحة ولا في قصتها
date-reason-event = تقول الصفحة «{ $exact }» عن { $what }، وتؤرّخه صفحة أخرى ({ $source }) بيوم { $day }
date-reason-weekday = تقول الصفحة «{ $exact }»، وصفحات القصة حول { $near }
date-reason-latest_told = آخر ما ترويه الصفحة: «{ $exact }»
date-reason-shared_text = تشارك صفحة مؤرّخة نصها ({ $source })

duration-hours = { $count ->
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $figure } ساعات
   *[other] { $figure } ساعة
}
duration-days = { $count ->
    [one] يوم واحد
    [two] يومان
    [few] { $figure } أيام
   *[other] { $figure } يوما
}
duration-minutes = { $count ->
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $figure } دقائق
   *[other] { $figure } دقيقة
}
duration-weeks = { $count ->
    [one] أسبوع واحد
    [two] أسبوعان
    [few] { $figure } أسابيع
   *[other] { $figure } أسبوعا
}
duration-months = { $count ->
    [one] شهر واحد
    [two] شهران
    [few] { $figure } أشهر
   *[other] { $figure } شهرا
}
duration-years = { $count ->
    [one] سنة واحدة
    [two] سنتان
    [few] { $figure } سنوات
   *[other] { $figure } سنة
}
map-kilometres = { $figure } كم
until-row = ينتهي في
other-times = أوقات بعيدة عن أيام القصة
noun-claims = { $count ->
    [few] أقوال
   *[other] قول
}
with = مع { $who }
lone-figures = أرقام لا رقم آخر يقابلها

# المكتب في المتصفح.
web-desk = إسناد
web-menu = القائمة
web-skip = إلى النص
web-moving = ما يتحرك الآن
web-search = بحث
web-claims = الأقوال
web-sources = المصادر
web-add = إضافة صفحات
web-empty = لا صفحات بعد.
web-changed = تغيّرت
web-to-story = إلى قصتها
web-judge-story = دمج هذه القصة أو فصلها
web-other-story = رقم القصة الأخرى
web-page-that-goes = الصفحة التي تُفصل
web-by = التوقيع
web-reason = السبب
web-version = النسخة
web-out-of-archive = من الأرشيف
web-added-on = أُضيفت
web-old-version = تغيّرت الصفحة بعد هذه النسخة.
web-latest-version = كما هي الآن
web-judge = احكم على هذا القول
web-accept = قبول: الصفحة تقول ذلك
web-reject = رفض: لا تقوله
web-pin = اختياره أفضلَ رقم
web-correct = تصحيح
web-correct-note = القائلون والأماكن والفئات بمعرّفاتها أو كما تسميها الصفحة. والحقل الفارغ يحذف القيمة.
web-qualifier = مدى الدقة
web-group = من يشملهم
web-modality = الصيغة
web-more-of-speaker = كل ما قاله هذا القائل
web-more-of-place = كل ما قيل عن هذا المكان
web-since = من
web-until = إلى
web-words = كلمات
web-search-note = توجد الكلمة بكل ما يتصل بها. والكلمات بين علامتي اقتباس متجاورة، والكلمة بعد - لا ترد في صفحة مما يوجد.
web-none-found = لم يوجد شيء.
web-sources-note = صفحات كل وسيلة، وما كان نصه منها عن وكالة أو مشتركا مع غيرها، وكم صفحة أخذت عن كل مصدر.
web-source = الوسيلة أو الوكالة
web-own-pages = صفحاتها
web-copies = منها منقول
web-is-origin = صفحات أخذت عنها
web-no-decisions = لم يقرر أحد شيئا بعد.
web-undo = إلغاء
web-in-force = سارٍ
web-undone = أُلغي
web-without-effect = بلا أثر
web-address = عنوان الصفحة الأصلي إن عُرف
web-paste = النص أو شفرة الصفحة
web-upload = ملفات
web-no-page = لم تكن في النموذج صفحة.
web-added-new = جديدة:
web-added-version = تغيّرت، نسخة جديدة:
web-added-known = معروفة من قبل:
web-nothing-here = لا شيء هنا
web-not-possible = غير ممكن
web-claim-gone = لا قول في الصفحة عند هذه الحروف. ربما تُقرأ الآن على غير ما قُرئت، والصفحة نفسها في أول هذا العنوان.
web-too-many = طلبات أكثر مما يجوز، انتظر ثانية.
web-other-host = لا يجيب هذا الخادم بهذا الاسم.
web-other-site = لا يفعل ذلك إلا صفحة من هذا الخادم.
web-form-too-old = هذا النموذج من تشغيل سابق للخادم. ارجع وحمّل الصفحة من جديد ثم أعد المحاولة.
web-token-wanted = يطلب هذا المكتب رمزه.
web-token-wrong = ليس هذا هو الرمز.
web-token = الرمز
web-enter = دخول
page-claims = أقوال هذه الصفحة
page-no-claims = لم يُقرأ منها شيء.
page-removed = ما حُذف من الصفحة
page-nothing-removed = لم يُحذف شيء.
removal-reason-script-notice = تنبيه عن البرامج النصية
removal-reason-cookie-notice = تنبيه عن ملفات الارتباط
removal-reason-share-bar = أزرار المشاركة
removal-reason-related-links = روابط إلى مقالات أخرى
removal-reason-comment-form = تعليقات
removal-reason-navigation = قائمة الموقع
removal-reason-advert = إعلان
removal-reason-other = شيء آخر
web-wrong-value = ليست من قيم «{ $field }»: «{ $value }». وقيمها: { $takes }
web-part = الجزء
web-shown = المعروض: { $first }–{ $last }
web-previous = السابق
web-next = التالي
web-too-large = هذا أكثر مما يقبله الخادم دفعة واحدة، أرسل ملفات أقل.
web-too-slow = استغرق وصوله أو قراءته وقتا أطول مما يجوز.
web-order = الترتيب
web-join = اسمان لقائل واحد
web-same-as = معرّف الآخر
web-change-number = رقم التغيير
web-story = القصة
web-too-many-follow = بلغ عدد متابعي التغييرات ما يتسع له هذا الخادم؛ حاول لاحقًا.
web-feed-was = كان: { $was }
web-feed-dispute = صار موضع خلاف: { $about }
web-feed-violation = أُبلغ عن خرق: { $about }
web-feed-reported-by = المُبلِّغ
web-feed-against = المتهَم
web-feed-decision = قرار: { $what }
web-feed-undo = أُلغي: { $what }
web-feed-story = قصة جديدة: { $title }
web-feed-revised = من { $was } إلى { $is }
web-feed-search = بحث: { $words }
web-follow-story = متابعة هذه القصة عبر خلاصة
web-follow-search = متابعة هذا البحث عبر خلاصة
web-follow-claims = متابعة هذه الأقوال عبر خلاصة
web-take-along = خذ هذه القصة معك ملفا:
web-webhooks = الإشعارات الخارجية: مَن يُبلَّغ بالتغييرات
web-webhooks-note = تُضاف وتُحذف وتُفعَّل من سطر الأوامر.
web-no-webhooks = لا أحد يُبلَّغ.
web-all-kinds = كل أنواع التغييرات
web-hook-works = يصل
web-hook-failing = لا يصل
web-hook-disabled = متوقف
web-hook-fault = آخر خطأ:
web-hook-waiting = التغييرات منذ آخر إرسال:
web-hook-given-up = توقف في
web-hook-failing-since = يفشل منذ
web-feeds = الخلاصات المتابعة
web-feed = الخلاصة
web-feed-read = آخر قراءة (ت.ع.م)
web-feed-next = القراءة التالية (ت.ع.م)
web-feed-waiting = صفحات في الانتظار
web-feed-failures = إخفاقات متتالية
web-feed-gone = لم تعد موجودة منذ
web-feed-links-read = مقروءة
web-feed-links-given-up = متروكة
web-watched = المتابعة
web-feeds-note = تُقرأ وتُرسل تنبيهاتها من سطر الأوامر، بحسب الملف الذي يُعطى له.
web-no-feeds = لا خلاصة متابعة.
web-alerts = التنبيهات
web-alert = التنبيه
web-alert-to = إلى
web-alert-told = أُبلغ عنه
web-alert-last = آخر إبلاغ (ت.ع.م)
alert-way-terminal = الطرفية
alert-way-webhook = برنامج آخر
alert-way-atom = خلاصة في ملف
change-kind-new_page = صفحة جديدة
change-kind-new_version = صفحة تغيّرت
change-kind-new_story = قصة جديدة
change-kind-story_changed = قصة تغيّرت
change-kind-story_merged = قصة دُمجت
change-kind-revision = رقم جديد
change-kind-dispute = خلاف جديد
change-kind-violation = خرق أُبلغ عنه
change-kind-decision = قرار
change-kind-undo = إلغاء قرار
web-sign-in = تسجيل الدخول
web-sign-out = تسجيل الخروج
web-user-name = الاسم
web-password = كلمة السر
web-sign-in-wanted = يطلب هذا المكتب تسجيل الدخول.
web-sign-in-wrong = لا يوجد اسم كهذا بكلمة السر هذه.
web-too-many-tries = محاولات كثيرة؛ انتظر دقيقة.
web-read-only = حسابك للاطلاع فقط، لا لإضافة الصفحات ولا لاتخاذ القرارات.
about-speaker = كل ما قاله هذا المتحدث
about-events = الأحداث
web-do-merge = ادمج القصتين
web-do-split = افصل الصفحة
web-do-join = اجمع الاسمين
web-to-series = السلسلة التي تعدّه
web-entity-stories = أحدث القصص
web-more-stories = هناك قصص أخرى؛ هذه أحدثها.
web-all-claims = كل الأقوال
web-also-called = تسمّيه الصفحات
web-coordinates = الإحداثيات
