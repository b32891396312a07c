<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>Applications</name>
    <message>
        <source>The program is not installed.</source>
        <translation>البرنامج غير مثبّت.</translation>
    </message>
    <message>
        <source>The program could not be started.</source>
        <translation>تعذّر تشغيل البرنامج.</translation>
    </message>
    <message>
        <source>No terminal is installed.</source>
        <translation>لا توجد طرفية مثبّتة.</translation>
    </message>
    <message>
        <source>Install one, or name it in the environment variable TERMINAL.</source>
        <translation>ثبّت واحدة، أو حدّدها في متغيّر البيئة TERMINAL.</translation>
    </message>
    <message>
        <source>The program&apos;s entry on this desktop is broken.</source>
        <translation>مدخلة البرنامج على سطح المكتب هذا تالفة.</translation>
    </message>
</context>
<context>
    <name>DifferenceRows</name>
    <message>
        <source>code</source>
        <translation>شفرة</translation>
    </message>
    <message>
        <source>text</source>
        <translation>نص</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>خام</translation>
    </message>
    <message>
        <source>Cell %L1</source>
        <translation>الخلية %L1</translation>
    </message>
    <message>
        <source>Was cell %L1</source>
        <translation>كانت الخلية %L1</translation>
    </message>
    <message>
        <source>added</source>
        <translation>أُضيفت</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>أُزيلت</translation>
    </message>
    <message>
        <source>moved, was cell %L1</source>
        <translation>نُقلت، كانت الخلية %L1</translation>
    </message>
    <message>
        <source>other outputs ▸</source>
        <translation>مخرجات أخرى ◂</translation>
    </message>
    <message>
        <source>changed by you</source>
        <translation>غيّرتها أنت</translation>
    </message>
    <message>
        <source>changed in the cloud</source>
        <translation>تغيّرت في السحابة</translation>
    </message>
    <message>
        <source>changed alike by both</source>
        <translation>غيّرها الطرفان بالشكل نفسه</translation>
    </message>
    <message>
        <source>changed by both</source>
        <translation>غيّرها الطرفان</translation>
    </message>
    <message>
        <source>outputs %1</source>
        <translation>المخرجات ⁨%1⁩</translation>
    </message>
    <message numerus="yes">
        <source>%Ln equal cells</source>
        <translation>
            <numerusform>%Ln خلية متطابقة</numerusform>
            <numerusform>خلية واحدة متطابقة</numerusform>
            <numerusform>خليتان متطابقة</numerusform>
            <numerusform>%Ln خلايا متطابقة</numerusform>
            <numerusform>%Ln خلية متطابقة</numerusform>
            <numerusform>%Ln خلية متطابقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln equal lines</source>
        <translation>
            <numerusform>%Ln سطر متطابقة</numerusform>
            <numerusform>سطر واحد متطابق</numerusform>
            <numerusform>سطران متطابقان</numerusform>
            <numerusform>%Ln أسطر متطابقة</numerusform>
            <numerusform>%Ln سطرًا متطابقة</numerusform>
            <numerusform>%Ln سطر متطابقة</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>Up to date</source>
        <translation>محدّث</translation>
    </message>
    <message>
        <source>Up to date when last synced</source>
        <translation>كان محدّثًا عند آخر مزامنة</translation>
    </message>
    <message>
        <source>Up to date, looked at once a minute: %1</source>
        <translation>محدّث، يُفحص مرة كل دقيقة: ⁨%1⁩</translation>
    </message>
    <message>
        <source>No projects yet</source>
        <translation>لا مشاريع بعد</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>قيد المزامنة</translation>
    </message>
    <message>
        <source>Looking for changes</source>
        <translation>البحث عن التغييرات</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>قيد القراءة</translation>
    </message>
    <message>
        <source>Asking the cloud</source>
        <translation>سؤال السحابة</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>قيد المقارنة</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>قيد التنزيل</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>قيد الرفع</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>قيد الإتمام</translation>
    </message>
    <message numerus="yes">
        <source>Reading %1 of %n files</source>
        <translation>
            <numerusform>قراءة ⁨%1⁩ من %Ln ملف</numerusform>
            <numerusform>قراءة ⁨%1⁩ من ملف واحد</numerusform>
            <numerusform>قراءة ⁨%1⁩ من ملفين</numerusform>
            <numerusform>قراءة ⁨%1⁩ من %Ln ملفات</numerusform>
            <numerusform>قراءة ⁨%1⁩ من %Ln ملفًا</numerusform>
            <numerusform>قراءة ⁨%1⁩ من %Ln ملف</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Downloading %1 of %n files</source>
        <translation>
            <numerusform>تنزيل ⁨%1⁩ من %Ln ملف</numerusform>
            <numerusform>تنزيل ⁨%1⁩ من ملف واحد</numerusform>
            <numerusform>تنزيل ⁨%1⁩ من ملفين</numerusform>
            <numerusform>تنزيل ⁨%1⁩ من %Ln ملفات</numerusform>
            <numerusform>تنزيل ⁨%1⁩ من %Ln ملفًا</numerusform>
            <numerusform>تنزيل ⁨%1⁩ من %Ln ملف</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Uploading %1 of %n files</source>
        <translation>
            <numerusform>رفع ⁨%1⁩ من %Ln ملف</numerusform>
            <numerusform>رفع ⁨%1⁩ من ملف واحد</numerusform>
            <numerusform>رفع ⁨%1⁩ من ملفين</numerusform>
            <numerusform>رفع ⁨%1⁩ من %Ln ملفات</numerusform>
            <numerusform>رفع ⁨%1⁩ من %Ln ملفًا</numerusform>
            <numerusform>رفع ⁨%1⁩ من %Ln ملف</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Syncing %1 of %n files</source>
        <translation>
            <numerusform>مزامنة ⁨%1⁩ من %Ln ملف</numerusform>
            <numerusform>مزامنة ⁨%1⁩ من ملف واحد</numerusform>
            <numerusform>مزامنة ⁨%1⁩ من ملفين</numerusform>
            <numerusform>مزامنة ⁨%1⁩ من %Ln ملفات</numerusform>
            <numerusform>مزامنة ⁨%1⁩ من %Ln ملفًا</numerusform>
            <numerusform>مزامنة ⁨%1⁩ من %Ln ملف</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bringing in %n changes</source>
        <translation>
            <numerusform>جلب %Ln تغيير</numerusform>
            <numerusform>جلب تغيير واحد</numerusform>
            <numerusform>جلب تغييرين</numerusform>
            <numerusform>جلب %Ln تغييرات</numerusform>
            <numerusform>جلب %Ln تغييرًا</numerusform>
            <numerusform>جلب %Ln تغيير</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files cannot be synced</source>
        <translation>
            <numerusform>تتعذّر مزامنة %Ln ملف</numerusform>
            <numerusform>تتعذّر مزامنة ملف واحد</numerusform>
            <numerusform>تتعذّر مزامنة ملفين</numerusform>
            <numerusform>تتعذّر مزامنة %Ln ملفات</numerusform>
            <numerusform>تتعذّر مزامنة %Ln ملفًا</numerusform>
            <numerusform>تتعذّر مزامنة %Ln ملف</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflicts for you to look at</source>
        <translation>
            <numerusform>%Ln تعارض بانتظارك</numerusform>
            <numerusform>تعارض واحد بانتظارك</numerusform>
            <numerusform>تعارضان بانتظارك</numerusform>
            <numerusform>%Ln تعارضات بانتظارك</numerusform>
            <numerusform>%Ln تعارضًا بانتظارك</numerusform>
            <numerusform>%Ln تعارض بانتظارك</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects have errors</source>
        <translation>
            <numerusform>%Ln مشروع فيها أخطاء</numerusform>
            <numerusform>مشروع واحد فيه أخطاء</numerusform>
            <numerusform>مشروعان فيهما أخطاء</numerusform>
            <numerusform>%Ln مشاريع فيها أخطاء</numerusform>
            <numerusform>%Ln مشروعًا فيها أخطاء</numerusform>
            <numerusform>%Ln مشروع فيها أخطاء</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects have conflicts</source>
        <translation>
            <numerusform>%Ln مشروع فيها تعارضات</numerusform>
            <numerusform>مشروع واحد فيه تعارضات</numerusform>
            <numerusform>مشروعان فيهما تعارضات</numerusform>
            <numerusform>%Ln مشاريع فيها تعارضات</numerusform>
            <numerusform>%Ln مشروعًا فيها تعارضات</numerusform>
            <numerusform>%Ln مشروع فيها تعارضات</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Syncing %n projects</source>
        <translation>
            <numerusform>مزامنة %Ln مشروع</numerusform>
            <numerusform>مزامنة مشروع واحد</numerusform>
            <numerusform>مزامنة مشروعين</numerusform>
            <numerusform>مزامنة %Ln مشاريع</numerusform>
            <numerusform>مزامنة %Ln مشروعًا</numerusform>
            <numerusform>مزامنة %Ln مشروع</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects wait to sync</source>
        <translation>
            <numerusform>%Ln مشروع بانتظار المزامنة</numerusform>
            <numerusform>مشروع واحد بانتظار المزامنة</numerusform>
            <numerusform>مشروعان بانتظار المزامنة</numerusform>
            <numerusform>%Ln مشاريع بانتظار المزامنة</numerusform>
            <numerusform>%Ln مشروعًا بانتظار المزامنة</numerusform>
            <numerusform>%Ln مشروع بانتظار المزامنة</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>متوقف مؤقتًا</translation>
    </message>
    <message>
        <source>Paused until %1</source>
        <translation>متوقف مؤقتًا حتى ⁨%1⁩</translation>
    </message>
    <message>
        <source>Offline: changes are kept, and sync when the cloud is back</source>
        <translation>غير متصل: التغييرات محفوظة، وتُزامَن عندما تعود السحابة</translation>
    </message>
    <message>
        <source>Waiting to sync</source>
        <translation>بانتظار المزامنة</translation>
    </message>
    <message>
        <source>Waits for your yes: %1</source>
        <translation>بانتظار موافقتك: ⁨%1⁩</translation>
    </message>
    <message>
        <source>In the cloud only</source>
        <translation>في السحابة فقط</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>لم يُسجَّل الدخول</translation>
    </message>
    <message>
        <source>It is ignored by a rule, and stays on this disk alone.</source>
        <translation>تتجاهله قاعدة، ويبقى على هذا القرص وحده.</translation>
    </message>
    <message>
        <source>It is gone from this disk since the last look; the next sync finds out.</source>
        <translation>اختفى من هذا القرص منذ آخر فحص؛ تتبيّنه المزامنة القادمة.</translation>
    </message>
    <message>
        <source>It was written to since the last look; the next sync compares it.</source>
        <translation>كُتب فيه منذ آخر فحص؛ تقارنه المزامنة القادمة.</translation>
    </message>
    <message>
        <source>It is here and was not looked at yet.</source>
        <translation>هو هنا ولم يُفحص بعد.</translation>
    </message>
    <message>
        <source>It is the same here and in the cloud.</source>
        <translation>هو نفسه هنا وفي السحابة.</translation>
    </message>
    <message>
        <source>It is neither here nor in the cloud.</source>
        <translation>ليس هنا ولا في السحابة.</translation>
    </message>
    <message>
        <source>What was deleted stands in the history: tide log %1</source>
        <translation>ما حُذف موجود في السجل: tide log ⁨%1⁩</translation>
    </message>
    <message>
        <source>The disk cannot be asked: %1</source>
        <translation>لا يمكن سؤال القرص: ⁨%1⁩</translation>
    </message>
    <message>
        <source>The sync waits for your yes: %1</source>
        <translation>المزامنة بانتظار موافقتك: ⁨%1⁩</translation>
    </message>
    <message>
        <source>The last sync stopped: %1</source>
        <translation>توقفت آخر مزامنة: ⁨%1⁩</translation>
    </message>
    <message>
        <source>The rules of %1 cannot be read: %2</source>
        <translation>تتعذّر قراءة قواعد ⁨%1⁩: ⁨%2⁩</translation>
    </message>
    <message>
        <source>Its bytes are in the cloud; opening it fetches them.</source>
        <translation>بايتاته في السحابة؛ وفتحه يجلبها.</translation>
    </message>
    <message>
        <source>In the cloud, and wanted here.</source>
        <translation>في السحابة، ومطلوب هنا.</translation>
    </message>
    <message>
        <source>New here, not yet in the cloud.</source>
        <translation>جديد هنا، لم يصل إلى السحابة بعد.</translation>
    </message>
    <message>
        <source>New in the cloud, not yet here.</source>
        <translation>جديد في السحابة، لم يصل إلى هنا بعد.</translation>
    </message>
    <message>
        <source>Deleted here, not yet in the cloud.</source>
        <translation>حُذف هنا، ولم يُحذف في السحابة بعد.</translation>
    </message>
    <message>
        <source>Deleted in the cloud, not yet here.</source>
        <translation>حُذف في السحابة، ولم يُحذف هنا بعد.</translation>
    </message>
    <message>
        <source>Changed here and not yet read.</source>
        <translation>تغيّر هنا ولم يُقرأ بعد.</translation>
    </message>
    <message>
        <source>Changed in the cloud, not yet here.</source>
        <translation>تغيّر في السحابة، ولم يصل إلى هنا بعد.</translation>
    </message>
    <message>
        <source>Changed here, not yet in the cloud.</source>
        <translation>تغيّر هنا، ولم يصل إلى السحابة بعد.</translation>
    </message>
    <message>
        <source>Both sides changed this file; your version is kept here.</source>
        <translation>غيّر الجانبان هذا الملف؛ إصدارك محفوظ هنا.</translation>
    </message>
    <message>
        <source>Sync is paused.</source>
        <translation>المزامنة متوقفة مؤقتًا.</translation>
    </message>
    <message>
        <source>The cloud cannot be reached.</source>
        <translation>لا يمكن الوصول إلى السحابة.</translation>
    </message>
    <message>
        <source>There is a conflict inside.</source>
        <translation>في داخله تعارض.</translation>
    </message>
    <message>
        <source>Something inside could not be synced.</source>
        <translation>شيء في داخله تعذّرت مزامنته.</translation>
    </message>
    <message>
        <source>The project is not on this computer.</source>
        <translation>المشروع ليس على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>There is no such folder in the project.</source>
        <translation>لا يوجد هذا المجلد في المشروع.</translation>
    </message>
    <message>
        <source>There is nothing at this path in the project.</source>
        <translation>لا شيء عند هذا المسار في المشروع.</translation>
    </message>
    <message>
        <source>Pipes, sockets and devices are not synced.</source>
        <translation>لا تُزامَن الأنابيب والمقابس والأجهزة.</translation>
    </message>
    <message>
        <source>This disk takes its name, %1, for that of another entry here, so it is kept under this one.</source>
        <translation>يعدّ هذا القرص اسمه، ⁨%1⁩، اسم مدخلة أخرى هنا، لذا حُفظ بهذا الاسم.</translation>
    </message>
    <message>
        <source>Rename one of the two; in the cloud it has its own name.</source>
        <translation>أعد تسمية أحدهما؛ فله في السحابة اسمه الخاص.</translation>
    </message>
    <message>
        <source>Rename one of the two.</source>
        <translation>أعد تسمية أحدهما.</translation>
    </message>
    <message>
        <source>This disk takes its name for that of another entry, and it is too long to be escaped.</source>
        <translation>يعدّ هذا القرص اسمه اسم مدخلة أخرى، وهو أطول من أن يُحوَّر.</translation>
    </message>
    <message>
        <source>Rename it to sync it.</source>
        <translation>أعد تسميته لتتمّ مزامنته.</translation>
    </message>
    <message>
        <source>A name is empty.</source>
        <translation>هناك اسم فارغ.</translation>
    </message>
    <message>
        <source>The names . and .. are not entries.</source>
        <translation>الاسمان . و.. ليسا مدخلتين.</translation>
    </message>
    <message>
        <source>A name is longer than 255 bytes.</source>
        <translation>هناك اسم أطول من 255 بايت.</translation>
    </message>
    <message>
        <source>A name contains / or NUL.</source>
        <translation>هناك اسم يحوي / أو NUL.</translation>
    </message>
    <message>
        <source>A name begins with a byte order mark.</source>
        <translation>هناك اسم يبدأ بعلامة ترتيب البايتات.</translation>
    </message>
    <message>
        <source>A name is not valid UTF-8.</source>
        <translation>هناك اسم ليس UTF-8 صحيحًا.</translation>
    </message>
    <message>
        <source>The name .tideline is Tideline&apos;s own.</source>
        <translation>الاسم ⁦.tideline⁩ خاص ببرنامج Tideline.</translation>
    </message>
    <message>
        <source>A path is longer than 4,000 bytes.</source>
        <translation>هناك مسار أطول من 4000 بايت.</translation>
    </message>
    <message>
        <source>Shorten it to sync it.</source>
        <translation>قصّره لتتمّ مزامنته.</translation>
    </message>
    <message>
        <source>A path is deeper than 256 folders.</source>
        <translation>هناك مسار أعمق من 256 مجلدًا.</translation>
    </message>
    <message>
        <source>%1 files vanished here and would be deleted in the cloud.</source>
        <translation>اختفى ⁨%1⁩ من الملفات هنا، وستُحذف في السحابة.</translation>
    </message>
    <message>
        <source>The cloud asks to delete %1 files here.</source>
        <translation>تطلب السحابة حذف ⁨%1⁩ من الملفات هنا.</translation>
    </message>
    <message>
        <source>Look at the list with: tide sync --dry-run; accept it with: tide sync --yes</source>
        <translation>انظر القائمة عبر: tide sync ⁦--dry-run⁩؛ واقبلها عبر: tide sync ⁦--yes⁩</translation>
    </message>
    <message>
        <source>The file is being changed.</source>
        <translation>الملف قيد التغيير.</translation>
    </message>
    <message>
        <source>The file changed while it was read.</source>
        <translation>تغيّر الملف أثناء قراءته.</translation>
    </message>
    <message>
        <source>Reading was stopped.</source>
        <translation>أُوقفت القراءة.</translation>
    </message>
    <message>
        <source>The sync was stopped.</source>
        <translation>أُوقفت المزامنة.</translation>
    </message>
    <message>
        <source>The upload was stopped.</source>
        <translation>أُوقف الرفع.</translation>
    </message>
    <message>
        <source>The download was stopped.</source>
        <translation>أُوقف التنزيل.</translation>
    </message>
    <message>
        <source>The scan was stopped.</source>
        <translation>أُوقف الفحص.</translation>
    </message>
    <message>
        <source>The download was cut short.</source>
        <translation>انقطع التنزيل قبل تمامه.</translation>
    </message>
    <message>
        <source>What arrived is not what the server sent.</source>
        <translation>ما وصل ليس ما أرسله الخادم.</translation>
    </message>
    <message>
        <source>The server left out a part of this file.</source>
        <translation>أغفل الخادم جزءًا من هذا الملف.</translation>
    </message>
    <message>
        <source>The server&apos;s copy of a part of this file is damaged.</source>
        <translation>نسخة الخادم من جزء من هذا الملف تالفة.</translation>
    </message>
    <message>
        <source>Ask the server&apos;s operator to run its check.</source>
        <translation>اطلب من مشغّل الخادم إجراء فحصه.</translation>
    </message>
    <message>
        <source>The server&apos;s reply is not whole.</source>
        <translation>جواب الخادم ناقص.</translation>
    </message>
    <message>
        <source>The file is too large for one commit.</source>
        <translation>الملف أكبر من أن يُودع مرة واحدة.</translation>
    </message>
    <message>
        <source>Split it.</source>
        <translation>قسّمه.</translation>
    </message>
    <message>
        <source>Something that is not synced is in the way.</source>
        <translation>شيء لا تجري مزامنته يعترض الطريق.</translation>
    </message>
    <message>
        <source>A pipe, socket or device is in the way.</source>
        <translation>أنبوب أو مقبس أو جهاز يعترض الطريق.</translation>
    </message>
    <message>
        <source>Move it away.</source>
        <translation>انقله من مكانه.</translation>
    </message>
    <message>
        <source>What is in this folder would have paths of over 256 folders or 4,000 bytes.</source>
        <translation>ما في هذا المجلد ستكون مساراته أعمق من 256 مجلدًا أو أطول من 4000 بايت.</translation>
    </message>
    <message>
        <source>Move it to a place further up, or give what is in it shorter names.</source>
        <translation>انقله إلى مكان أعلى، أو أعط ما فيه أسماء أقصر.</translation>
    </message>
    <message>
        <source>The folder is unavailable: nothing was changed.</source>
        <translation>المجلد غير متاح: لم يتغيّر شيء.</translation>
    </message>
    <message>
        <source>The folder is unavailable: its marker is missing, nothing was changed.</source>
        <translation>المجلد غير متاح: علامته مفقودة، ولم يتغيّر شيء.</translation>
    </message>
    <message>
        <source>Mount it or put it back; or forget it with: tide unlink %1</source>
        <translation>صِله أو أعده إلى مكانه؛ أو انسه عبر: tide unlink ⁨%1⁩</translation>
    </message>
    <message>
        <source>Mount or put back the folder; or unlink it and link it again.</source>
        <translation>صِل المجلد أو أعده إلى مكانه؛ أو فُكّ ربطه ثم اربطه من جديد.</translation>
    </message>
    <message>
        <source>The folder&apos;s marker cannot be read: nothing was changed.</source>
        <translation>تتعذّر قراءة علامة المجلد: لم يتغيّر شيء.</translation>
    </message>
    <message>
        <source>Unlink the folder and link it again.</source>
        <translation>فُكّ ربط المجلد ثم اربطه من جديد.</translation>
    </message>
    <message>
        <source>The folder belongs to another project.</source>
        <translation>المجلد تابع لمشروع آخر.</translation>
    </message>
    <message>
        <source>Another Tideline syncs this folder.</source>
        <translation>برنامج Tideline آخر يزامن هذا المجلد.</translation>
    </message>
    <message>
        <source>Stop it there, or use its profile.</source>
        <translation>أوقفه هناك، أو استخدم ملفه الشخصي.</translation>
    </message>
    <message>
        <source>Another disk is mounted here than before, or none: nothing below is looked at.</source>
        <translation>القرص الموصول هنا غير السابق، أو لا قرص: لا يُفحص ما تحته.</translation>
    </message>
    <message>
        <source>The cloud does not know this project: it was deleted there, is not shared with you any more, or the server was put back to a time before it. Nothing was changed here.</source>
        <translation>لا تعرف السحابة هذا المشروع: حُذف هناك، أو لم يعد مشاركًا معك، أو أُعيد الخادم إلى وقت قبله. لم يتغيّر هنا شيء.</translation>
    </message>
    <message>
        <source>To begin anew with what is here: tide unlink %1, then tide create NAME --from %1</source>
        <translation>للبدء من جديد بما هو هنا: tide unlink ⁨%1⁩ ثم tide create NAME ⁦--from⁩ ⁨%1⁩</translation>
    </message>
    <message>
        <source>The cloud was put back to an older state: both sides are united, nothing is deleted for it</source>
        <translation>أُعيدت السحابة إلى حالة أقدم: يُوحَّد الجانبان، ولا يُحذف شيء لأجل ذلك</translation>
    </message>
    <message>
        <source>The project&apos;s owner has no space left.</source>
        <translation>لم تبق لمالك المشروع مساحة.</translation>
    </message>
    <message>
        <source>The server has no space left.</source>
        <translation>لم تبق في الخادم مساحة.</translation>
    </message>
    <message>
        <source>Others changed the same part of the project first.</source>
        <translation>غيّر آخرون الجزء نفسه من المشروع أولًا.</translation>
    </message>
    <message>
        <source>its turn comes</source>
        <translation>سيأتي دوره</translation>
    </message>
    <message>
        <source>the cloud cannot be reached</source>
        <translation>لا يمكن الوصول إلى السحابة</translation>
    </message>
    <message>
        <source>sign in first</source>
        <translation>سجّل الدخول أولًا</translation>
    </message>
    <message>
        <source>the last sync failed</source>
        <translation>أخفقت آخر مزامنة</translation>
    </message>
    <message>
        <source>a program has it open for writing</source>
        <translation>برنامج يفتحه للكتابة</translation>
    </message>
    <message>
        <source>edited at this moment</source>
        <translation>قيد التحرير في هذه اللحظة</translation>
    </message>
    <message>
        <source>edited since the last sync</source>
        <translation>حُرّر منذ آخر مزامنة</translation>
    </message>
    <message>
        <source>not there any more</source>
        <translation>لم يعد هناك</translation>
    </message>
    <message>
        <source>not the same here and in the cloud; sync first</source>
        <translation>ليس نفسه هنا وفي السحابة؛ زامن أولًا</translation>
    </message>
    <message>
        <source>the cloud does not hold all of it</source>
        <translation>السحابة لا تحوي كله</translation>
    </message>
    <message>
        <source>moved or deleted since</source>
        <translation>نُقل أو حُذف منذئذٍ</translation>
    </message>
    <message>
        <source>something else stands there now</source>
        <translation>هناك الآن شيء آخر</translation>
    </message>
    <message>
        <source>edited since</source>
        <translation>حُرّر منذئذٍ</translation>
    </message>
    <message>
        <source>what it was is no longer in the trash</source>
        <translation>ما كان عليه لم يعد في سلة المهملات</translation>
    </message>
    <message>
        <source>something new stands at its place</source>
        <translation>في مكانه شيء جديد</translation>
    </message>
    <message>
        <source>it holds files that were made since</source>
        <translation>فيه ملفات أُنشئت منذئذٍ</translation>
    </message>
    <message>
        <source>There is nothing to undo: no sync has changed this folder lately.</source>
        <translation>لا شيء يُتراجع عنه: لم تغيّر أي مزامنة هذا المجلد مؤخرًا.</translation>
    </message>
    <message>
        <source>Older versions come back with: tide restore PATH --revision N</source>
        <translation>تعود الإصدارات الأقدم عبر: tide restore PATH ⁦--revision⁩ N</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>لا يوجد هذا الملف.</translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation>المجلد غير موجود.</translation>
    </message>
    <message>
        <source>Make it first, or check its name.</source>
        <translation>أنشئه أولًا، أو تحقّق من اسمه.</translation>
    </message>
    <message>
        <source>This is not a folder.</source>
        <translation>هذا ليس مجلدًا.</translation>
    </message>
    <message>
        <source>It is not a folder.</source>
        <translation>ليس مجلدًا.</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>اختر مجلدًا.</translation>
    </message>
    <message>
        <source>Give the folder that shall be the project.</source>
        <translation>حدّد المجلد الذي سيكون المشروع.</translation>
    </message>
    <message>
        <source>Choose a folder that you may read and write.</source>
        <translation>اختر مجلدًا يجوز لك قراءته والكتابة فيه.</translation>
    </message>
    <message>
        <source>This folder cannot be a project: it holds Tideline&apos;s own files.</source>
        <translation>لا يصلح هذا المجلد مشروعًا: فيه ملفات Tideline نفسه.</translation>
    </message>
    <message>
        <source>Choose a folder for the project alone.</source>
        <translation>اختر مجلدًا للمشروع وحده.</translation>
    </message>
    <message>
        <source>This folder is Tideline&apos;s own, inside a project.</source>
        <translation>هذا المجلد خاص ببرنامج Tideline داخل مشروع.</translation>
    </message>
    <message>
        <source>Unlink that one first, or choose another folder.</source>
        <translation>فُكّ ربط ذاك أولًا، أو اختر مجلدًا آخر.</translation>
    </message>
    <message>
        <source>The folder is linked already, to the project %1.</source>
        <translation>المجلد مربوط بالفعل بالمشروع ⁨%1⁩.</translation>
    </message>
    <message>
        <source>The folder is inside the project %1 (%2).</source>
        <translation>المجلد داخل المشروع ⁨%1⁩ (⁨%2⁩).</translation>
    </message>
    <message>
        <source>The project %1 (%2) is inside this folder.</source>
        <translation>المشروع ⁨%1⁩ (⁨%2⁩) داخل هذا المجلد.</translation>
    </message>
    <message>
        <source>The folder is not empty.</source>
        <translation>المجلد ليس فارغًا.</translation>
    </message>
    <message>
        <source>Choose an empty one; or unite its files with the project&apos;s: tide link DIR PROJECT</source>
        <translation>اختر مجلدًا فارغًا؛ أو وحّد ملفاته مع ملفات المشروع: tide link DIR PROJECT</translation>
    </message>
    <message>
        <source>This is a file, not a folder.</source>
        <translation>هذا ملف وليس مجلدًا.</translation>
    </message>
    <message>
        <source>Choose another name for the folder.</source>
        <translation>اختر اسمًا آخر للمجلد.</translation>
    </message>
    <message>
        <source>Replace the symbolic link by a folder.</source>
        <translation>استبدل الرابط الرمزي بمجلد.</translation>
    </message>
    <message>
        <source>Check the permissions.</source>
        <translation>تحقّق من الأذونات.</translation>
    </message>
    <message>
        <source>Make the disk writable.</source>
        <translation>اجعل القرص قابلًا للكتابة.</translation>
    </message>
    <message>
        <source>Free some space on the disk.</source>
        <translation>حرّر بعض المساحة على القرص.</translation>
    </message>
    <message>
        <source>Free some space.</source>
        <translation>حرّر بعض المساحة.</translation>
    </message>
    <message>
        <source>Give it a name that this disk can hold.</source>
        <translation>أعطه اسمًا يقبله هذا القرص.</translation>
    </message>
    <message>
        <source>Close some programs: too many files are open.</source>
        <translation>أغلق بعض البرامج: الملفات المفتوحة كثيرة جدًا.</translation>
    </message>
    <message>
        <source>Check that the disk is connected and healthy.</source>
        <translation>تحقّق من أن القرص موصول وسليم.</translation>
    </message>
    <message>
        <source>The disk is almost full.</source>
        <translation>القرص شبه ممتلئ.</translation>
    </message>
    <message>
        <source>There is something of this name already.</source>
        <translation>هناك شيء بهذا الاسم بالفعل.</translation>
    </message>
    <message>
        <source>Give a name that is free.</source>
        <translation>أعط اسمًا غير مستخدم.</translation>
    </message>
    <message>
        <source>The file is there already.</source>
        <translation>الملف موجود بالفعل.</translation>
    </message>
    <message>
        <source>The file cannot be made.</source>
        <translation>يتعذّر إنشاء الملف.</translation>
    </message>
    <message>
        <source>Name another one.</source>
        <translation>سمِّ غيره.</translation>
    </message>
    <message>
        <source>The file cannot be written: %1.</source>
        <translation>تتعذّر كتابة الملف: ⁨%1⁩.</translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>تتعذّر قراءة الملف: ⁨%1⁩.</translation>
    </message>
    <message>
        <source>The file cannot be opened: %1.</source>
        <translation>يتعذّر فتح الملف: ⁨%1⁩.</translation>
    </message>
    <message>
        <source>The system gives no more file watchers.</source>
        <translation>لا يمنح النظام مزيدًا من مراقبي الملفات.</translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation>لم يسجّل أحد الدخول.</translation>
    </message>
    <message>
        <source>Sign in: tide login URL</source>
        <translation>سجّل الدخول: tide login URL</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>سجّل الدخول من جديد.</translation>
    </message>
    <message>
        <source>Sign in again: tide login URL</source>
        <translation>سجّل الدخول من جديد: tide login URL</translation>
    </message>
    <message>
        <source>Sign in again: tide login %1</source>
        <translation>سجّل الدخول من جديد: tide login ⁨%1⁩</translation>
    </message>
    <message>
        <source>This account is not signed in any more.</source>
        <translation>لم يعد هذا الحساب مسجّل الدخول.</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>اسم المستخدم أو كلمة المرور خطأ.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>حاول من جديد.</translation>
    </message>
    <message>
        <source>This is not a token.</source>
        <translation>هذا ليس رمزًا مميزًا.</translation>
    </message>
    <message>
        <source>Copy it whole, without spaces.</source>
        <translation>انسخه كاملًا دون فراغات.</translation>
    </message>
    <message>
        <source>The server does not know this token.</source>
        <translation>لا يعرف الخادم هذا الرمز المميز.</translation>
    </message>
    <message>
        <source>Make a new one on the server: tideline-server token create USER</source>
        <translation>اصنع رمزًا جديدًا على الخادم: tideline-server token create USER</translation>
    </message>
    <message>
        <source>This token has expired.</source>
        <translation>انتهت صلاحية هذا الرمز المميز.</translation>
    </message>
    <message>
        <source>This token is not valid.</source>
        <translation>هذا الرمز المميز غير صالح.</translation>
    </message>
    <message>
        <source>Too many failed sign-ins.</source>
        <translation>محاولات دخول فاشلة كثيرة جدًا.</translation>
    </message>
    <message>
        <source>Try again in a while.</source>
        <translation>حاول من جديد بعد حين.</translation>
    </message>
    <message>
        <source>Try again in %1 s.</source>
        <translation>حاول من جديد بعد ⁨%1⁩ ث.</translation>
    </message>
    <message>
        <source>The sign-in was refused.</source>
        <translation>رُفض تسجيل الدخول.</translation>
    </message>
    <message>
        <source>The server refuses this sign-in (%1).</source>
        <translation>يرفض الخادم تسجيل الدخول هذا (⁨%1⁩).</translation>
    </message>
    <message>
        <source>The server refuses this sign-in: %1.</source>
        <translation>يرفض الخادم تسجيل الدخول هذا: ⁨%1⁩.</translation>
    </message>
    <message>
        <source>Nobody answered in time.</source>
        <translation>لم يجب أحد في الوقت المحدد.</translation>
    </message>
    <message>
        <source>Begin anew.</source>
        <translation>ابدأ من جديد.</translation>
    </message>
    <message>
        <source>This device is signed out: %1</source>
        <translation>هذا الجهاز مسجّل الخروج: ⁨%1⁩</translation>
    </message>
    <message>
        <source>The cloud does not accept the sign-in.</source>
        <translation>لا تقبل السحابة تسجيل الدخول.</translation>
    </message>
    <message>
        <source>The cloud no longer accepts the sign-in.</source>
        <translation>لم تعد السحابة تقبل تسجيل الدخول.</translation>
    </message>
    <message>
        <source>This is not a server&apos;s address.</source>
        <translation>هذا ليس عنوان خادم.</translation>
    </message>
    <message>
        <source>A server&apos;s address has no user, path or query.</source>
        <translation>عنوان الخادم بلا مستخدم ولا مسار ولا استعلام.</translation>
    </message>
    <message>
        <source>A server is reached by https.</source>
        <translation>يُوصل إلى الخادم عبر https.</translation>
    </message>
    <message>
        <source>Clear HTTP would show the password and the files to the network.</source>
        <translation>بروتوكول HTTP المكشوف يُظهر كلمة المرور والملفات للشبكة.</translation>
    </message>
    <message>
        <source>Use https.</source>
        <translation>استخدم https.</translation>
    </message>
    <message>
        <source>There is no Tideline server at this address.</source>
        <translation>لا خادم Tideline على هذا العنوان.</translation>
    </message>
    <message>
        <source>Check the network and the address.</source>
        <translation>تحقّق من الشبكة والعنوان.</translation>
    </message>
    <message>
        <source>Check that the server runs and the network works.</source>
        <translation>تحقّق من أن الخادم يعمل وأن الشبكة سليمة.</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: no answer to the connection.</source>
        <translation>لا يمكن الوصول إلى السحابة: لا جواب على الاتصال.</translation>
    </message>
    <message>
        <source>The cloud&apos;s host name is not known.</source>
        <translation>اسم مضيف السحابة غير معروف.</translation>
    </message>
    <message>
        <source>The proxy&apos;s host name is not known.</source>
        <translation>اسم مضيف الوسيط غير معروف.</translation>
    </message>
    <message>
        <source>The cloud stopped answering.</source>
        <translation>توقفت السحابة عن الإجابة.</translation>
    </message>
    <message>
        <source>The cloud could not be reached.</source>
        <translation>تعذّر الوصول إلى السحابة.</translation>
    </message>
    <message>
        <source>The connection to the cloud was lost in the middle.</source>
        <translation>انقطع الاتصال بالسحابة في منتصفه.</translation>
    </message>
    <message>
        <source>The cloud&apos;s certificate or encryption is not acceptable: %1.</source>
        <translation>شهادة السحابة أو تعميتها غير مقبولة: ⁨%1⁩.</translation>
    </message>
    <message>
        <source>Check the clock and the server&apos;s certificate.</source>
        <translation>تحقّق من الساعة ومن شهادة الخادم.</translation>
    </message>
    <message>
        <source>Something between here and the cloud answered in its place.</source>
        <translation>أجاب شيء بينك وبين السحابة بدلًا منها.</translation>
    </message>
    <message>
        <source>Check the network: a sign-in page or a proxy may be in the way.</source>
        <translation>تحقّق من الشبكة: قد تعترض صفحة دخول أو وسيط.</translation>
    </message>
    <message>
        <source>The proxy does not accept the user name or the password.</source>
        <translation>لا يقبل الوسيط اسم المستخدم أو كلمة المرور.</translation>
    </message>
    <message>
        <source>This is not the address of a proxy.</source>
        <translation>هذا ليس عنوان وسيط.</translation>
    </message>
    <message>
        <source>The file of certificates cannot be used.</source>
        <translation>لا يمكن استخدام ملف الشهادات.</translation>
    </message>
    <message>
        <source>The file of certificates cannot be read.</source>
        <translation>تتعذّر قراءة ملف الشهادات.</translation>
    </message>
    <message>
        <source>There is no certificate in this file.</source>
        <translation>لا شهادة في هذا الملف.</translation>
    </message>
    <message>
        <source>The server does not answer.</source>
        <translation>الخادم لا يجيب.</translation>
    </message>
    <message>
        <source>The connection went silent.</source>
        <translation>سكت الاتصال.</translation>
    </message>
    <message>
        <source>The server closed the connection.</source>
        <translation>أغلق الخادم الاتصال.</translation>
    </message>
    <message>
        <source>The cloud speaks another version of the protocol.</source>
        <translation>تتحدث السحابة إصدارًا آخر من البروتوكول.</translation>
    </message>
    <message>
        <source>Update Tideline.</source>
        <translation>حدّث Tideline.</translation>
    </message>
    <message>
        <source>Update Tideline here or on the server.</source>
        <translation>حدّث Tideline هنا أو على الخادم.</translation>
    </message>
    <message>
        <source>Push is interrupted: %1</source>
        <translation>انقطعت الإشعارات الفورية: ⁨%1⁩</translation>
    </message>
    <message>
        <source>The desktop&apos;s key ring does not give the secret out.</source>
        <translation>لا تعطي حلقة مفاتيح سطح المكتب السرّ.</translation>
    </message>
    <message>
        <source>The desktop&apos;s key ring is locked, or not there.</source>
        <translation>حلقة مفاتيح سطح المكتب مقفلة أو غير موجودة.</translation>
    </message>
    <message>
        <source>The sign-in is in the desktop&apos;s key ring, which cannot be reached from here.</source>
        <translation>بيانات الدخول في حلقة مفاتيح سطح المكتب، ولا يمكن الوصول إليها من هنا.</translation>
    </message>
    <message>
        <source>The desktop&apos;s key ring has lost the sign-in.</source>
        <translation>فقدت حلقة مفاتيح سطح المكتب بيانات الدخول.</translation>
    </message>
    <message>
        <source>Unlock it.</source>
        <translation>افتح قفلها.</translation>
    </message>
    <message>
        <source>Another server than before answers at this address; the projects here are not its own. Nothing was changed.</source>
        <translation>يجيب على هذا العنوان خادم غير السابق؛ والمشاريع هنا ليست له. لم يتغيّر شيء.</translation>
    </message>
    <message>
        <source>This profile has projects of another server, %1.</source>
        <translation>في هذا الملف الشخصي مشاريع لخادم آخر، ⁨%1⁩.</translation>
    </message>
    <message>
        <source>This profile has projects of another account, %1.</source>
        <translation>في هذا الملف الشخصي مشاريع لحساب آخر، ⁨%1⁩.</translation>
    </message>
    <message>
        <source>Unlink them first, or use another profile (--profile DIR).</source>
        <translation>فُكّ ربطها أولًا، أو استخدم ملفًا شخصيًا آخر (⁦--profile⁩ DIR).</translation>
    </message>
    <message>
        <source>The server could not do this now.</source>
        <translation>لم يستطع الخادم فعل هذا الآن.</translation>
    </message>
    <message>
        <source>Too many requests.</source>
        <translation>طلبات كثيرة جدًا.</translation>
    </message>
    <message>
        <source>There is no such project.</source>
        <translation>لا يوجد هذا المشروع.</translation>
    </message>
    <message>
        <source>There is no such project, or you may not find it.</source>
        <translation>لا يوجد هذا المشروع، أو لا يجوز لك العثور عليه.</translation>
    </message>
    <message>
        <source>This project is not in the cloud.</source>
        <translation>هذا المشروع ليس في السحابة.</translation>
    </message>
    <message>
        <source>This project is not on this device any more.</source>
        <translation>لم يعد هذا المشروع على هذا الجهاز.</translation>
    </message>
    <message>
        <source>You have a project of this name already.</source>
        <translation>لديك مشروع بهذا الاسم بالفعل.</translation>
    </message>
    <message>
        <source>Choose another name; or join a folder with that one: tide link DIR PROJECT</source>
        <translation>اختر اسمًا آخر؛ أو اربط مجلدًا بذاك: tide link DIR PROJECT</translation>
    </message>
    <message>
        <source>The project is on this disk already.</source>
        <translation>المشروع على هذا القرص بالفعل.</translation>
    </message>
    <message>
        <source>You may see this project&apos;s name, not its files.</source>
        <translation>يجوز لك رؤية اسم هذا المشروع دون ملفاته.</translation>
    </message>
    <message>
        <source>Ask its owner for the right to read.</source>
        <translation>اطلب من مالكه حق القراءة.</translation>
    </message>
    <message>
        <source>Your role in this project does not allow this.</source>
        <translation>لا يسمح دورك في هذا المشروع بذلك.</translation>
    </message>
    <message>
        <source>Ask one of its owners.</source>
        <translation>اسأل أحد مالكيه.</translation>
    </message>
    <message>
        <source>There is no user of this name.</source>
        <translation>لا مستخدم بهذا الاسم.</translation>
    </message>
    <message>
        <source>This user is no member.</source>
        <translation>هذا المستخدم ليس عضوًا.</translation>
    </message>
    <message>
        <source>A project keeps at least one owner.</source>
        <translation>يبقى للمشروع مالك واحد على الأقل.</translation>
    </message>
    <message>
        <source>Make another member owner first.</source>
        <translation>اجعل عضوًا آخر مالكًا أولًا.</translation>
    </message>
    <message>
        <source>There is no such invitation.</source>
        <translation>لا توجد هذه الدعوة.</translation>
    </message>
    <message>
        <source>This invitation is not good, or not any more.</source>
        <translation>هذه الدعوة غير سارية، أو لم تعد كذلك.</translation>
    </message>
    <message>
        <source>There is no such snapshot.</source>
        <translation>لا توجد هذه اللحظة المسمّاة.</translation>
    </message>
    <message>
        <source>There is a snapshot of this name already.</source>
        <translation>هناك لحظة بهذا الاسم بالفعل.</translation>
    </message>
    <message>
        <source>A snapshot needs a name that a file could have.</source>
        <translation>تحتاج اللحظة اسمًا يصلح لملف.</translation>
    </message>
    <message>
        <source>Not everything that is saved here is in the cloud yet.</source>
        <translation>ليس كل ما حُفظ هنا في السحابة بعد.</translation>
    </message>
    <message>
        <source>There is no such revision.</source>
        <translation>لا توجد هذه المراجعة.</translation>
    </message>
    <message>
        <source>There is no such file at this revision.</source>
        <translation>لا يوجد هذا الملف في هذه المراجعة.</translation>
    </message>
    <message>
        <source>This version of the file is not kept any more.</source>
        <translation>لم يعد هذا الإصدار من الملف محفوظًا.</translation>
    </message>
    <message>
        <source>There is no such file in the project.</source>
        <translation>لا يوجد هذا الملف في المشروع.</translation>
    </message>
    <message>
        <source>There is no such file in the cloud.</source>
        <translation>لا يوجد هذا الملف في السحابة.</translation>
    </message>
    <message>
        <source>There is no conflict about this file.</source>
        <translation>لا تعارض في هذا الملف.</translation>
    </message>
    <message>
        <source>The merged file is too large.</source>
        <translation>الملف المدموج كبير جدًا.</translation>
    </message>
    <message>
        <source>There is no such entry in the trash.</source>
        <translation>لا توجد هذه المدخلة في سلة المهملات.</translation>
    </message>
    <message>
        <source>Nothing can be restored to this place.</source>
        <translation>لا يمكن استعادة شيء إلى هذا المكان.</translation>
    </message>
    <message>
        <source>Only everything together can be paused for a time.</source>
        <translation>لا يمكن الإيقاف المؤقت لمدة إلا لكل شيء معًا.</translation>
    </message>
    <message>
        <source>There is no such setting.</source>
        <translation>لا يوجد هذا الإعداد.</translation>
    </message>
    <message>
        <source>This setting does not take this value.</source>
        <translation>لا يقبل هذا الإعداد هذه القيمة.</translation>
    </message>
    <message>
        <source>The project store is sound.</source>
        <translation>مخزن المشاريع سليم.</translation>
    </message>
    <message>
        <source>%1 answers, and knows %2.</source>
        <translation>⁨%1⁩ يجيب، ويعرف ⁨%2⁩.</translation>
    </message>
    <message>
        <source>The process that owns the engine has ended.</source>
        <translation>انتهت العملية التي تملك المحرّك.</translation>
    </message>
    <message>
        <source>Another process (pid %1) owns this profile&apos;s engine.</source>
        <translation>عملية أخرى (⁨%1⁩) تملك محرّك هذا الملف الشخصي.</translation>
    </message>
    <message>
        <source>Another process owns this profile&apos;s engine.</source>
        <translation>عملية أخرى تملك محرّك هذا الملف الشخصي.</translation>
    </message>
    <message>
        <source>This profile belongs to another user.</source>
        <translation>هذا الملف الشخصي لمستخدم آخر.</translation>
    </message>
    <message>
        <source>This profile is in use by another user.</source>
        <translation>هذا الملف الشخصي قيد استخدام مستخدم آخر.</translation>
    </message>
    <message>
        <source>There is no space left for the store.</source>
        <translation>لم تبق مساحة للمخزن.</translation>
    </message>
    <message>
        <source>The store is locked by another program.</source>
        <translation>المخزن مقفل من برنامج آخر.</translation>
    </message>
    <message>
        <source>The store is damaged or is not a store.</source>
        <translation>المخزن تالف أو ليس مخزنًا.</translation>
    </message>
    <message>
        <source>The store could not be read or written.</source>
        <translation>تعذّرت قراءة المخزن أو كتابته.</translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation>افحص القرص.</translation>
    </message>
    <message>
        <source>This store was written by a newer version of Tideline.</source>
        <translation>كتب هذا المخزنَ إصدارٌ أحدث من Tideline.</translation>
    </message>
    <message>
        <source>This file could not be shown: the program that looks into it ended.</source>
        <translation>تعذّر عرض هذا الملف: انتهى البرنامج الذي ينظر فيه.</translation>
    </message>
    <message>
        <source>Open it with its own program.</source>
        <translation>افتحه ببرنامجه.</translation>
    </message>
    <message>
        <source>Open the file with its own program.</source>
        <translation>افتح الملف ببرنامجه.</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>افتحه من جديد.</translation>
    </message>
    <message>
        <source>The preview was stopped.</source>
        <translation>أُوقفت المعاينة.</translation>
    </message>
    <message>
        <source>The program that looks into this file has said nothing for %1 s, so it was ended.</source>
        <translation>لم يقل البرنامج الذي ينظر في هذا الملف شيئًا منذ ⁨%1⁩ ث، فأُنهي.</translation>
    </message>
    <message>
        <source>This file takes longer than %1 s to be looked into, so that was ended.</source>
        <translation>يستغرق النظر في هذا الملف أكثر من ⁨%1⁩ ث، فأُنهي ذلك.</translation>
    </message>
    <message>
        <source>This file needs more than %1 MB of memory to be shown.</source>
        <translation>يحتاج عرض هذا الملف أكثر من ⁨%1⁩ م.ب من الذاكرة.</translation>
    </message>
    <message>
        <source>Download it to look at it.</source>
        <translation>نزّله لتنظر إليه.</translation>
    </message>
    <message>
        <source>The file is too large to be looked into from here.</source>
        <translation>الملف أكبر من أن يُنظر فيه من هنا.</translation>
    </message>
    <message>
        <source>The file in the cloud is another by now.</source>
        <translation>الملف في السحابة صار غيره الآن.</translation>
    </message>
    <message>
        <source>The file was changed while it was looked at.</source>
        <translation>تغيّر الملف أثناء النظر إليه.</translation>
    </message>
    <message>
        <source>The engine is not reached yet.</source>
        <translation>لم يُوصل إلى المحرّك بعد.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>الملف فارغ.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>لا ذاكرة كافية.</translation>
    </message>
    <message>
        <source>The document is protected by a password.</source>
        <translation>المستند محمي بكلمة مرور.</translation>
    </message>
    <message>
        <source>This is no image of a known format.</source>
        <translation>هذه ليست صورة بصيغة معروفة.</translation>
    </message>
    <message>
        <source>This is no archive of a known kind.</source>
        <translation>هذا ليس أرشيفًا من نوع معروف.</translation>
    </message>
    <message>
        <source>The file is cut off or damaged. What could be decoded is shown.</source>
        <translation>الملف مبتور أو تالف. يُعرض ما أمكن فكّه.</translation>
    </message>
    <message>
        <source>Not all rows that differ are listed; all are counted.</source>
        <translation>لم تُسرد كل الصفوف المختلفة؛ وعُدّت كلها.</translation>
    </message>
    <message>
        <source>The texts read the same: only line ends, the charset or its mark differ.</source>
        <translation>النصّان يُقرآن سواءً: لا تختلف إلا نهايات الأسطر أو الترميز أو علامته.</translation>
    </message>
    <message>
        <source>There is nothing to compare.</source>
        <translation>لا شيء يُقارن.</translation>
    </message>
    <message>
        <source>It is no text.</source>
        <translation>ليس نصًا.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>نص</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>المعروض</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>الصفوف</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>الأعمدة</translation>
    </message>
    <message>
        <source>Row groups</source>
        <translation>مجموعات الصفوف</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>علامة الاقتباس</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>الحماية</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>الصفحات</translation>
    </message>
    <message>
        <source>Notebook format</source>
        <translation>صيغة الدفتر</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>البيانات الوصفية</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>الأسطر</translation>
    </message>
    <message>
        <source>Line end</source>
        <translation>نهاية السطر</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>آخر تنفيذ</translation>
    </message>
    <message>
        <source>Last modified</source>
        <translation>آخر تعديل</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Language version</source>
        <translation>إصدار اللغة</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>النواة</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>الصور</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>الإطارات</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>الصيغة</translation>
    </message>
    <message>
        <source>Format version</source>
        <translation>إصدار الصيغة</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>المدخلات</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>العمق</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>الفاصل</translation>
    </message>
    <message>
        <source>Decimal mark</source>
        <translation>علامة الكسر</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>الضغط</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>التعليقات</translation>
    </message>
    <message>
        <source>Colour space</source>
        <translation>الفضاء اللوني</translation>
    </message>
    <message>
        <source>Charset</source>
        <translation>الترميز</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>الخلايا</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>المؤلفون</translation>
    </message>
    <message>
        <source>Arrays</source>
        <translation>المصفوفات</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>كُتب بواسطة</translation>
    </message>
    <message>
        <source>Unpacked size</source>
        <translation>الحجم بعد الفك</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>فاصلة</translation>
    </message>
    <message>
        <source>none</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>first row</source>
        <translation>الصف الأول</translation>
    </message>
    <message>
        <source>Jupyter notebook</source>
        <translation>دفتر Jupyter</translation>
    </message>
    <message>
        <source>PDF document</source>
        <translation>مستند PDF</translation>
    </message>
    <message>
        <source>SVG drawing</source>
        <translation>رسم SVG</translation>
    </message>
    <message>
        <source>Compressed file</source>
        <translation>ملف مضغوط</translation>
    </message>
    <message>
        <source>Rows changed</source>
        <translation>الصفوف المتغيّرة</translation>
    </message>
    <message>
        <source>Rows added</source>
        <translation>الصفوف المضافة</translation>
    </message>
    <message>
        <source>Rows removed</source>
        <translation>الصفوف المزالة</translation>
    </message>
    <message>
        <source>Rows equal</source>
        <translation>الصفوف المتطابقة</translation>
    </message>
    <message>
        <source>Rows changed by both</source>
        <translation>الصفوف التي غيّرها الطرفان</translation>
    </message>
    <message>
        <source>Lines added</source>
        <translation>الأسطر المضافة</translation>
    </message>
    <message>
        <source>Lines removed</source>
        <translation>الأسطر المزالة</translation>
    </message>
    <message>
        <source>In conflict</source>
        <translation>متعارض</translation>
    </message>
    <message>
        <source>Cells changed</source>
        <translation>الخلايا المتغيّرة</translation>
    </message>
    <message>
        <source>Cells added</source>
        <translation>الخلايا المضافة</translation>
    </message>
    <message>
        <source>Cells removed</source>
        <translation>الخلايا المزالة</translation>
    </message>
    <message>
        <source>Cells changed by me</source>
        <translation>الخلايا التي غيّرتها أنا</translation>
    </message>
    <message>
        <source>Cells changed by them</source>
        <translation>الخلايا التي غيّرها الآخرون</translation>
    </message>
    <message>
        <source>Cells changed alike</source>
        <translation>الخلايا التي تغيّرت بالشكل نفسه</translation>
    </message>
    <message>
        <source>Cells in conflict</source>
        <translation>الخلايا المتعارضة</translation>
    </message>
    <message>
        <source>Pixels that differ</source>
        <translation>البكسلات المختلفة</translation>
    </message>
    <message>
        <source>Size before</source>
        <translation>الحجم قبل</translation>
    </message>
    <message>
        <source>Size after</source>
        <translation>الحجم بعد</translation>
    </message>
    <message>
        <source>Only the first %1 entries can be shown.</source>
        <translation>لا يمكن عرض إلا أول ⁨%1⁩ من المدخلات.</translation>
    </message>
    <message>
        <source>Only the first %1 of %2 columns are shown.</source>
        <translation>لا يُعرض إلا أول ⁨%1⁩ من ⁨%2⁩ عمودًا.</translation>
    </message>
    <message>
        <source>The file is large: rows that were not counted yet are found near where they should be.</source>
        <translation>الملف كبير: الصفوف التي لم تُعدّ بعد توجد قرب أماكنها.</translation>
    </message>
    <message>
        <source>The file is in the cloud and is not read whole: the number of rows is an estimate, rows far down are found near where they should be, and statistics and search are of a part.</source>
        <translation>الملف في السحابة ولا يُقرأ كله: عدد الصفوف تقديري، والصفوف البعيدة توجد قرب أماكنها، والإحصاءات والبحث لجزء منه.</translation>
    </message>
    <message>
        <source>Characters in it change the direction of text, so it may not run as it reads.</source>
        <translation>فيه محارف تغيّر اتجاه النص، فقد لا يُنفَّذ كما يُقرأ.</translation>
    </message>
    <message>
        <source>Only the beginning is shown: the file is too long to be rendered whole.</source>
        <translation>لا تُعرض إلا البداية: الملف أطول من أن يُعرض كله.</translation>
    </message>
    <message>
        <source>Only the first %1 cells are shown.</source>
        <translation>لا يُعرض إلا أول ⁨%1⁩ من الخلايا.</translation>
    </message>
    <message>
        <source>Only the first %1 of %2 pages can be shown.</source>
        <translation>لا يمكن عرض إلا أول ⁨%1⁩ من ⁨%2⁩ صفحة.</translation>
    </message>
    <message>
        <source>Some rows have more fields than the table has columns; what is beyond is left out.</source>
        <translation>في بعض الصفوف حقول أكثر من أعمدة الجدول؛ ويُترك ما زاد.</translation>
    </message>
    <message>
        <source>The file is cut short: it has fewer values than its header promises.</source>
        <translation>الملف مبتور: قيمه أقل مما يعد به رأسه.</translation>
    </message>
    <message>
        <source>Rows are not known by “%1”: not all versions have the column with a different value in each row.</source>
        <translation>لا تُعرف الصفوف بالعمود «⁨%1⁩»: ليس في كل الإصدارات هذا العمود بقيمة مختلفة في كل صف.</translation>
    </message>
    <message>
        <source>Compare the two, then: tide resolve PATH --keep mine|theirs|both</source>
        <translation>قارن الاثنين، ثم: tide resolve PATH ⁦--keep mine⁩|theirs|both</translation>
    </message>
    <message>
        <source>Write it like http://proxy.example:3128 or socks5://proxy.example:1080.</source>
        <translation>اكتبه مثل http://proxy.example:3128 أو socks5://proxy.example:1080.</translation>
    </message>
    <message>
        <source>Cannot %1: %2.</source>
        <translation>تعذّر ⁨%1⁩: ⁨%2⁩.</translation>
    </message>
    <message>
        <source>put the new version into its place</source>
        <translation>وضع الإصدار الجديد في مكانه</translation>
    </message>
    <message>
        <source>take the old version away</source>
        <translation>أخذ الإصدار القديم</translation>
    </message>
    <message>
        <source>rename %1</source>
        <translation>إعادة تسمية ⁨%1⁩</translation>
    </message>
    <message>
        <source>open the folder</source>
        <translation>فتح المجلد</translation>
    </message>
    <message>
        <source>look at the entry</source>
        <translation>النظر إلى المدخلة</translation>
    </message>
    <message>
        <source>read the folder</source>
        <translation>قراءة المجلد</translation>
    </message>
    <message>
        <source>open the file</source>
        <translation>فتح الملف</translation>
    </message>
    <message>
        <source>create the file</source>
        <translation>إنشاء الملف</translation>
    </message>
    <message>
        <source>create the folder</source>
        <translation>إنشاء المجلد</translation>
    </message>
    <message>
        <source>remove the file</source>
        <translation>إزالة الملف</translation>
    </message>
    <message>
        <source>remove the folder</source>
        <translation>إزالة المجلد</translation>
    </message>
    <message>
        <source>make the file durable</source>
        <translation>تثبيت الملف على القرص</translation>
    </message>
    <message>
        <source>make the folder durable</source>
        <translation>تثبيت المجلد على القرص</translation>
    </message>
    <message>
        <source>look at the file</source>
        <translation>النظر إلى الملف</translation>
    </message>
    <message>
        <source>read the file</source>
        <translation>قراءة الملف</translation>
    </message>
    <message>
        <source>write the file</source>
        <translation>كتابة الملف</translation>
    </message>
    <message>
        <source>Check the address, and its port.</source>
        <translation>تحقّق من العنوان ومنفذه.</translation>
    </message>
    <message>
        <source>What answers at this address does not speak HTTP.</source>
        <translation>ما يجيب على هذا العنوان لا يتحدث HTTP.</translation>
    </message>
    <message>
        <source>What answers at this address is no Tideline server.</source>
        <translation>ما يجيب على هذا العنوان ليس خادم Tideline.</translation>
    </message>
    <message>
        <source>A web page answers at this address, not a Tideline server.</source>
        <translation>تجيب على هذا العنوان صفحة ويب لا خادم Tideline.</translation>
    </message>
    <message>
        <source>Check the address; a sign-in page of the network may also be in the way.</source>
        <translation>تحقّق من العنوان؛ وقد تعترض أيضًا صفحة دخول للشبكة.</translation>
    </message>
    <message>
        <source>The server is too new: it speaks protocol v%1, and this program v1.</source>
        <translation>الخادم أحدث مما يلزم: يتحدث البروتوكول v⁨%1⁩، وهذا البرنامج v1.</translation>
    </message>
    <message>
        <source>The server is too old: it speaks protocol v%1, and this program v1.</source>
        <translation>الخادم أقدم مما يلزم: يتحدث البروتوكول v⁨%1⁩، وهذا البرنامج v1.</translation>
    </message>
    <message>
        <source>Update Tideline on this computer.</source>
        <translation>حدّث Tideline على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Ask whoever runs the server to update it.</source>
        <translation>اطلب ممن يشغّل الخادم تحديثه.</translation>
    </message>
    <message>
        <source>What is looked for are words, of at most %1 characters.</source>
        <translation>يُبحث عن كلمات لا تزيد على %1 حرفًا.</translation>
    </message>
    <message>
        <source>This computer&apos;s certificate cannot be used.</source>
        <translation>لا يمكن استخدام شهادة هذا الحاسوب.</translation>
    </message>
    <message>
        <source>The cloud asks for a certificate of this computer, or does not take the one that it was shown.</source>
        <translation>تطلب السحابة شهادة من هذا الحاسوب، أو لا تقبل الشهادة التي عُرضت عليها.</translation>
    </message>
    <message>
        <source>There is no private key in this file that opens without a passphrase.</source>
        <translation>ليس في هذا الملف مفتاح خاص يُفتح بلا عبارة مرور.</translation>
    </message>
    <message>
        <source>Give one that it takes, with its key, as a PEM file: tide config set client_cert FILE</source>
        <translation>أعطِ شهادة تقبلها مع مفتاحها في ملف PEM: tide config set client_cert FILE</translation>
    </message>
    <message>
        <source>Check it: tide config get client_cert</source>
        <translation>تحقق منه: tide config get client_cert</translation>
    </message>
    <message>
        <source>Put the certificate and its key into one PEM file; openssl pkey -in KEY takes a passphrase off.</source>
        <translation>ضع الشهادة ومفتاحها في ملف PEM واحد؛ الأمر openssl pkey -in KEY يزيل عبارة المرور.</translation>
    </message>
    <message numerus="yes">
        <source>%n files are left out: you stopped them</source>
        <translation>
            <numerusform>%Ln ملف مستثنى: أنت أوقفته</numerusform>
            <numerusform>ملف واحد مستثنى: أنت أوقفته</numerusform>
            <numerusform>ملفان مستثنيان: أنت أوقفتهما</numerusform>
            <numerusform>%Ln ملفات مستثناة: أنت أوقفتها</numerusform>
            <numerusform>%Ln ملفًا مستثنى: أنت أوقفتها</numerusform>
            <numerusform>%Ln ملف مستثنى: أنت أوقفتها</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting: this network is metered</source>
        <translation>بانتظار: هذه الشبكة محدودة البيانات</translation>
    </message>
    <message>
        <source>You stopped this file.</source>
        <translation>لقد أوقفت هذا الملف.</translation>
    </message>
    <message>
        <source>It is taken again with its next edit, or with: tide sync</source>
        <translation>يُستأنف مع تعديله التالي، أو بالأمر: tide sync</translation>
    </message>
    <message>
        <source>This is a folder; files are stopped one by one.</source>
        <translation>هذا مجلد؛ تُوقف الملفات واحدًا واحدًا.</translation>
    </message>
    <message>
        <source>To stop all of it: tide pause %1</source>
        <translation>لإيقافه كله: tide pause %1</translation>
    </message>
    <message>
        <source>This file is not on its way yet: it is still being read.</source>
        <translation>هذا الملف ليس في طريقه بعد: ما زال يُقرأ.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>حاول مجددًا بعد لحظة.</translation>
    </message>
    <message>
        <source>No sync of this project is on its way.</source>
        <translation>لا تجري الآن مزامنة لهذا المشروع.</translation>
    </message>
    <message>
        <source>See what is with: tide queue</source>
        <translation>لمعرفة ما يجري: tide queue</translation>
    </message>
    <message>
        <source>The server does not know what this program asks of it: one of the two is older.</source>
        <translation>لا يعرف الخادم ما يطلبه منه هذا البرنامج: أحدهما أقدم من الآخر.</translation>
    </message>
    <message>
        <source>There is no such link, or it was revoked.</source>
        <translation>لا يوجد هذا الرابط، أو أُلغي.</translation>
    </message>
    <message>
        <source>This is not in the cloud yet.</source>
        <translation>هذا ليس في السحابة بعد.</translation>
    </message>
    <message>
        <source>A link leads to what the cloud has. Sync it first: tide sync</source>
        <translation>يؤدي الرابط إلى ما في السحابة. زامنه أولًا: ⁨tide sync⁩</translation>
    </message>
    <message>
        <source>There is nothing at this path in the cloud.</source>
        <translation>لا شيء عند هذا المسار في السحابة.</translation>
    </message>
    <message>
        <source>A link ends within a year from now.</source>
        <translation>ينتهي الرابط خلال سنة من الآن.</translation>
    </message>
    <message>
        <source>A link leads to a project, a folder or a file.</source>
        <translation>يؤدي الرابط إلى مشروع أو مجلد أو ملف.</translation>
    </message>
    <message>
        <source>A project has at most 1,000 links.</source>
        <translation>للمشروع 1,000 رابط على الأكثر.</translation>
    </message>
    <message>
        <source>Revoke those that are not needed.</source>
        <translation>ألغِ ما لا حاجة إليه منها.</translation>
    </message>
    <message>
        <source>Too many links with a password.</source>
        <translation>روابط كثيرة جدًا بكلمة مرور.</translation>
    </message>
    <message>
        <source>No file of settings carries this one: it is %1.</source>
        <translation>لا يحمل أي ملف إعدادات هذا الإعداد: فهو ⁨%1⁩.</translation>
    </message>
    <message>
        <source>a secret</source>
        <translation>سر</translation>
    </message>
    <message>
        <source>a sign-in</source>
        <translation>تسجيل دخول</translation>
    </message>
    <message>
        <source>a path of this computer</source>
        <translation>مسار على هذا الحاسوب</translation>
    </message>
    <message>
        <source>the name of this computer</source>
        <translation>اسم هذا الحاسوب</translation>
    </message>
    <message>
        <source>what this computer does now</source>
        <translation>ما يفعله هذا الحاسوب الآن</translation>
    </message>
    <message>
        <source>where this computer keeps the sign-in</source>
        <translation>موضع حفظ تسجيل الدخول على هذا الحاسوب</translation>
    </message>
    <message>
        <source>Take it out of the file, and set it by: tide config set</source>
        <translation>أزله من الملف واضبطه بالأمر: ⁦tide config set⁩</translation>
    </message>
    <message>
        <source>Give a whole number.</source>
        <translation>أعطِ عددًا صحيحًا.</translation>
    </message>
    <message>
        <source>Give a text, between quotation marks.</source>
        <translation>أعطِ نصًا بين علامتي اقتباس.</translation>
    </message>
    <message>
        <source>The file is not JSON: %1.</source>
        <translation>الملف ليس JSON: ⁨%1⁩.</translation>
    </message>
    <message>
        <source>This is not a file of Tideline&apos;s settings.</source>
        <translation>ليس هذا ملف إعدادات Tideline.</translation>
    </message>
    <message>
        <source>This file of settings is of a newer Tideline.</source>
        <translation>ملف الإعدادات هذا من إصدار أحدث من Tideline.</translation>
    </message>
    <message>
        <source>This file of settings has no version.</source>
        <translation>ليس لملف الإعدادات هذا إصدار.</translation>
    </message>
    <message>
        <source>This file of settings has a part that Tideline does not know: %1.</source>
        <translation>في ملف الإعدادات هذا جزء لا يعرفه Tideline: ⁨%1⁩.</translation>
    </message>
    <message>
        <source>Write one by: tide config export FILE</source>
        <translation>اكتب واحدًا بالأمر: ⁦tide config export FILE⁩</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>تعذرت كتابة الملف.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>لا يمكن قراءة الملف.</translation>
    </message>
    <message>
        <source>Set by your administrator (%1).</source>
        <translation>ضبطه مسؤول النظام (⁨%1⁩).</translation>
    </message>
    <message>
        <source>Ask whoever looks after this computer.</source>
        <translation>اسأل من يعتني بهذا الحاسوب.</translation>
    </message>
    <message>
        <source>Ask whoever looks after this computer. What is right in it holds.</source>
        <translation>اسأل من يعتني بهذا الحاسوب. وما صح فيه ساري المفعول.</translation>
    </message>
    <message>
        <source>set by the administrator of this computer</source>
        <translation>ضبطه مسؤول هذا الحاسوب</translation>
    </message>
    <message>
        <source>Your administrator (%1) allows other servers only: %2</source>
        <translation>لا يسمح مسؤول النظام (⁨%1⁩) إلا بخوادم أخرى: ⁨%2⁩</translation>
    </message>
    <message>
        <source>Sign in to one of them.</source>
        <translation>سجّل الدخول إلى أحدها.</translation>
    </message>
    <message>
        <source>The administrator&apos;s file %1 has mistakes: %2</source>
        <translation>في ملف مسؤول النظام ⁨%1⁩ أخطاء: ⁨%2⁩</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>لا يمكن قراءته.</translation>
    </message>
    <message>
        <source>It is not JSON: %1, byte %2.</source>
        <translation>ليس JSON: ⁨%1⁩، البايت ⁨%2⁩.</translation>
    </message>
    <message>
        <source>It has no “version”: %1, which is all that this Tideline knows.</source>
        <translation>ليس فيه «version»: ⁨%1⁩، ولا يعرف Tideline هذا غيره.</translation>
    </message>
    <message>
        <source>A policy cannot give this setting.</source>
        <translation>لا يمكن لسياسة أن تضبط هذا الإعداد.</translation>
    </message>
    <message>
        <source>%1 is not known.</source>
        <translation>⁨%1⁩ غير معروف.</translation>
    </message>
    <message>
        <source>“settings” is no object.</source>
        <translation>«settings» ليس كائنًا.</translation>
    </message>
    <message>
        <source>“servers” is no list.</source>
        <translation>«servers» ليس قائمة.</translation>
    </message>
    <message>
        <source>The administrator&apos;s file %1 is sound.</source>
        <translation>ملف مسؤول النظام ⁨%1⁩ سليم.</translation>
    </message>
    <message>
        <source>Changed by you</source>
        <translation>غيّرته أنت</translation>
    </message>
    <message>
        <source>Changed in the cloud</source>
        <translation>تغيّر في السحابة</translation>
    </message>
    <message>
        <source>Changed alike by both</source>
        <translation>تغيّر على الجانبين بالشكل نفسه</translation>
    </message>
</context>
<context>
    <name>FileFacts</name>
    <message>
        <source>File</source>
        <translation>ملف</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>أُوقف.</translation>
    </message>
    <message>
        <source>It is no longer there.</source>
        <translation>لم يعد هناك.</translation>
    </message>
    <message>
        <source>Link to %1</source>
        <translation>رابط إلى ⁨%1⁩</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>مجلد</translation>
    </message>
    <message>
        <source>The file could not be read.</source>
        <translation>تعذّرت قراءة الملف.</translation>
    </message>
</context>
<context>
    <name>FileOperations</name>
    <message>
        <source>It could not be copied.</source>
        <translation>تعذّر نسخه.</translation>
    </message>
    <message>
        <source>The copying was stopped.</source>
        <translation>أُوقف النسخ.</translation>
    </message>
    <message>
        <source>Only files, folders and links can be copied.</source>
        <translation>لا يمكن نسخ غير الملفات والمجلدات والروابط.</translation>
    </message>
    <message>
        <source>A name in this folder is no text, and cannot be copied.</source>
        <translation>في هذا المجلد اسم ليس نصًا، فلا يمكن نسخه.</translation>
    </message>
    <message>
        <source>Give it another name first.</source>
        <translation>أعطه اسمًا آخر أولًا.</translation>
    </message>
    <message>
        <source>It is no longer there.</source>
        <translation>لم يعد هناك.</translation>
    </message>
    <message>
        <source>Something else is there now; it was left alone.</source>
        <translation>هناك الآن شيء آخر؛ لم يُمسّ.</translation>
    </message>
    <message>
        <source>A folder cannot be put into itself.</source>
        <translation>لا يمكن وضع مجلد داخل نفسه.</translation>
    </message>
    <message>
        <source>A project is in this folder; it cannot be moved to another disk.</source>
        <translation>في هذا المجلد مشروع؛ لا يمكن نقله إلى قرص آخر.</translation>
    </message>
    <message>
        <source>Stop syncing it first, or copy it.</source>
        <translation>أوقف مزامنته أولًا، أو انسخه.</translation>
    </message>
    <message>
        <source>The folder that it was in is gone.</source>
        <translation>المجلد الذي كان فيه لم يعد موجودًا.</translation>
    </message>
    <message>
        <source>Make the folder again, then undo.</source>
        <translation>أنشئ المجلد من جديد، ثم تراجع.</translation>
    </message>
    <message>
        <source>It could not be moved back.</source>
        <translation>تعذّرت إعادته إلى مكانه.</translation>
    </message>
    <message>
        <source>The name is taken.</source>
        <translation>الاسم مستخدم.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>اختر اسمًا آخر.</translation>
    </message>
    <message>
        <source>It could not be renamed.</source>
        <translation>تعذّرت إعادة تسميته.</translation>
    </message>
    <message>
        <source>The folder could not be made.</source>
        <translation>تعذّر إنشاء المجلد.</translation>
    </message>
    <message>
        <source>Look whether you may write there.</source>
        <translation>تحقّق من أنه يُسمح لك بالكتابة هناك.</translation>
    </message>
    <message>
        <source>The file could not be made.</source>
        <translation>تعذّر إنشاء الملف.</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>تعذّرت كتابة الملف.</translation>
    </message>
    <message>
        <source>The desktop has no trash on this disk; nothing was deleted.</source>
        <translation>لا سلة مهملات لسطح المكتب على هذا القرص؛ لم يُحذف شيء.</translation>
    </message>
    <message>
        <source>Delete it with a file manager if you are sure.</source>
        <translation>احذفه بمدير ملفات إن كنت متأكدًا.</translation>
    </message>
    <message>
        <source>This folder is a project of its own, and cannot be moved into another.</source>
        <translation>هذا المجلد مشروع قائم بذاته، ولا يمكن نقله إلى مشروع آخر.</translation>
    </message>
    <message>
        <source>It could not be moved.</source>
        <translation>تعذّر نقله.</translation>
    </message>
    <message>
        <source>It was copied; the original could not be put into the trash, and stays.</source>
        <translation>نُسخ؛ تعذّر وضع الأصل في سلة المهملات، فبقي مكانه.</translation>
    </message>
    <message>
        <source>The permissions could not be changed.</source>
        <translation>تعذّر تغيير الأذونات.</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>أُوقف.</translation>
    </message>
    <message>
        <source>It could not be read.</source>
        <translation>تعذّرت قراءته.</translation>
    </message>
    <message>
        <source>Only files, folders and links can be packed.</source>
        <translation>لا يمكن ضغط غير الملفات والمجلدات والروابط.</translation>
    </message>
    <message>
        <source>The archive could not be written.</source>
        <translation>تعذّرت كتابة الأرشيف.</translation>
    </message>
    <message>
        <source>It changed while it was packed.</source>
        <translation>تغيّر أثناء ضغطه.</translation>
    </message>
    <message>
        <source>Do it again.</source>
        <translation>أعد الكرّة.</translation>
    </message>
    <message>
        <source>The archive is protected by a password.</source>
        <translation>الأرشيف محمي بكلمة مرور.</translation>
    </message>
    <message>
        <source>Unpack it with another program.</source>
        <translation>فُكّ ضغطه ببرنامج آخر.</translation>
    </message>
    <message>
        <source>The archive could not be read to its end.</source>
        <translation>تعذّرت قراءة الأرشيف إلى آخره.</translation>
    </message>
    <message>
        <source>Nothing was unpacked.</source>
        <translation>لم يُفكّ ضغط شيء.</translation>
    </message>
    <message>
        <source>A name in the archive leads out of the folder, or is no text.</source>
        <translation>في الأرشيف اسم يقود خارج المجلد أو ليس نصًا.</translation>
    </message>
    <message>
        <source>A name in the archive cannot be used here.</source>
        <translation>في الأرشيف اسم لا يصلح هنا.</translation>
    </message>
    <message>
        <source>It could not be unpacked.</source>
        <translation>تعذّر فك ضغطه.</translation>
    </message>
    <message>
        <source>Two entries of the archive have one name.</source>
        <translation>لمدخلتين في الأرشيف اسم واحد.</translation>
    </message>
    <message>
        <source>The archive holds more than fits on this disk.</source>
        <translation>في الأرشيف أكثر مما يسعه هذا القرص.</translation>
    </message>
    <message>
        <source>What was made could not be named.</source>
        <translation>تعذّر إيجاد اسم لما صُنع.</translation>
    </message>
    <message>
        <source>Archives of this kind cannot be made.</source>
        <translation>لا يمكن إنشاء أرشيفات من هذا النوع.</translation>
    </message>
    <message>
        <source>Give it a name that ends in one of these: %1.</source>
        <translation>أعطِه اسمًا ينتهي بأحد هذه: ⁨%1⁩.</translation>
    </message>
    <message>
        <source>A second name in the archive is of no file that came before it.</source>
        <translation>اسم ثانٍ في الأرشيف ليس لملف جاء قبله.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries are in the cloud alone; nothing was made.</source>
        <translation>
            <numerusform>%Ln مدخلة في السحابة فقط؛ لم يُنشأ شيء.</numerusform>
            <numerusform>مدخلة واحدة في السحابة فقط؛ لم يُنشأ شيء.</numerusform>
            <numerusform>مدخلتان في السحابة فقط؛ لم يُنشأ شيء.</numerusform>
            <numerusform>%Ln مدخلات في السحابة فقط؛ لم يُنشأ شيء.</numerusform>
            <numerusform>%Ln مدخلة في السحابة فقط؛ لم يُنشأ شيء.</numerusform>
            <numerusform>%Ln مدخلة في السحابة فقط؛ لم يُنشأ شيء.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep it on this computer first.</source>
        <translation>أبقِه على هذا الحاسوب أولًا.</translation>
    </message>
    <message>
        <source>Looking whether all of it is on this computer…</source>
        <translation>يجري النظر في ما إذا كان كله على هذا الحاسوب…</translation>
    </message>
</context>
<context>
    <name>FileTemplates</name>
    <message>
        <source>Untitled</source>
        <translation>بلا عنوان</translation>
    </message>
</context>
<context>
    <name>GuardDialog</name>
    <message>
        <source>Upload</source>
        <translation>رفع</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>تنزيل</translation>
    </message>
    <message>
        <source>Delete here</source>
        <translation>حذف هنا</translation>
    </message>
    <message>
        <source>Delete in the cloud</source>
        <translation>حذف في السحابة</translation>
    </message>
    <message>
        <source>Move here</source>
        <translation>نقل هنا</translation>
    </message>
    <message>
        <source>Move in the cloud</source>
        <translation>نقل في السحابة</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>إبقاء كليهما</translation>
    </message>
</context>
<context>
    <name>IgnorePresets</name>
    <message>
        <source>Python: build folders and caches of test tools</source>
        <translation>بايثون: مجلدات البناء وذواكر أدوات الاختبار</translation>
    </message>
    <message>
        <source>R: history, session data, packages of renv</source>
        <translation>R: السجل وبيانات الجلسة وحزم renv</translation>
    </message>
    <message>
        <source>LaTeX: what a run leaves beside the text</source>
        <translation>LaTeX: ما يتركه التنفيذ بجانب النص</translation>
    </message>
    <message>
        <source>Training runs: checkpoints and logs</source>
        <translation>عمليات التدريب: نقاط الحفظ والسجلات</translation>
    </message>
</context>
<context>
    <name>MergeChoice</name>
    <message>
        <source>&lt;&lt;&lt;&lt;&lt;&lt;&lt; yours</source>
        <translation>&lt;&lt;&lt;&lt;&lt;&lt;&lt; yours</translation>
    </message>
    <message>
        <source>&gt;&gt;&gt;&gt;&gt;&gt;&gt; in the cloud</source>
        <translation>&gt;&gt;&gt;&gt;&gt;&gt;&gt; in the cloud</translation>
    </message>
    <message>
        <source>Not every conflict is decided.</source>
        <translation>لم يُبتّ في كل التعارضات.</translation>
    </message>
    <message>
        <source>Choose a side for each of them.</source>
        <translation>اختر طرفًا لكل منها.</translation>
    </message>
    <message>
        <source>The file is not what was compared: it was saved meanwhile, or it is no UTF-8.</source>
        <translation>الملف ليس ما قورن: حُفظ في هذه الأثناء، أو ليس UTF-8.</translation>
    </message>
    <message>
        <source>Open the conflict again; nothing was changed.</source>
        <translation>افتح التعارض من جديد؛ لم يتغيّر شيء.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects have conflicts</source>
        <translation>
            <numerusform>%Ln مشروع فيها تعارضات</numerusform>
            <numerusform>مشروع واحد فيه تعارضات</numerusform>
            <numerusform>مشروعان فيهما تعارضات</numerusform>
            <numerusform>%Ln مشاريع فيها تعارضات</numerusform>
            <numerusform>%Ln مشروعًا فيها تعارضات</numerusform>
            <numerusform>%Ln مشروع فيها تعارضات</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects wait for your yes</source>
        <translation>
            <numerusform>%Ln مشروع بانتظار موافقتك</numerusform>
            <numerusform>مشروع واحد بانتظار موافقتك</numerusform>
            <numerusform>مشروعان بانتظار موافقتك</numerusform>
            <numerusform>%Ln مشاريع بانتظار موافقتك</numerusform>
            <numerusform>%Ln مشروعًا بانتظار موافقتك</numerusform>
            <numerusform>%Ln مشروع بانتظار موافقتك</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects cannot be synced</source>
        <translation>
            <numerusform>تتعذّر مزامنة %Ln مشروع</numerusform>
            <numerusform>تتعذّر مزامنة مشروع واحد</numerusform>
            <numerusform>تتعذّر مزامنة مشروعين</numerusform>
            <numerusform>تتعذّر مزامنة %Ln مشاريع</numerusform>
            <numerusform>تتعذّر مزامنة %Ln مشروعًا</numerusform>
            <numerusform>تتعذّر مزامنة %Ln مشروع</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You have no access to %Ln projects any more</source>
        <translation>
            <numerusform>لم يعد لك وصول إلى %Ln مشروع</numerusform>
            <numerusform>لم يعد لك وصول إلى مشروع واحد</numerusform>
            <numerusform>لم يعد لك وصول إلى مشروعين</numerusform>
            <numerusform>لم يعد لك وصول إلى %Ln مشاريع</numerusform>
            <numerusform>لم يعد لك وصول إلى %Ln مشروعًا</numerusform>
            <numerusform>لم يعد لك وصول إلى %Ln مشروع</numerusform>
        </translation>
    </message>
    <message>
        <source>New files in your projects</source>
        <translation>ملفات جديدة في مشاريعك</translation>
    </message>
    <message>
        <source>A conflict in “%1”</source>
        <translation>تعارض في «⁨%1⁩»</translation>
    </message>
    <message>
        <source>“%1” waits for your yes</source>
        <translation>«⁨%1⁩» بانتظار موافقتك</translation>
    </message>
    <message>
        <source>“%1” cannot be synced</source>
        <translation>تتعذّر مزامنة «⁨%1⁩»</translation>
    </message>
    <message>
        <source>You have no access to “%1” any more</source>
        <translation>لم يعد لك وصول إلى «⁨%1⁩»</translation>
    </message>
    <message>
        <source>%1
Nothing was deleted yet.</source>
        <translation>⁨%1⁩
لم يُحذف شيء بعد.</translation>
    </message>
    <message>
        <source>It is no longer shared with you, or was deleted. Your files stay in %1.</source>
        <translation>لم يعد مشاركًا معك، أو حُذف. ملفاتك باقية في ⁨%1⁩.</translation>
    </message>
    <message>
        <source>Resolve…</source>
        <translation>حلّ…</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>عرض…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>⁨%1⁩ و⁨%2⁩</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln others</source>
        <translation>
            <numerusform>⁨%1⁩ و%Ln شخص آخر</numerusform>
            <numerusform>⁨%1⁩ وشخص آخر</numerusform>
            <numerusform>⁨%1⁩ وشخصان آخران</numerusform>
            <numerusform>⁨%1⁩ و%Ln أشخاص آخرون</numerusform>
            <numerusform>⁨%1⁩ و%Ln شخصًا آخر</numerusform>
            <numerusform>⁨%1⁩ و%Ln شخص آخر</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files were changed in two places. Both versions are kept.</source>
        <translation>
            <numerusform>تغيّر %Ln ملف في مكانين. الإصداران محفوظان.</numerusform>
            <numerusform>تغيّر ملف واحد في مكانين. الإصداران محفوظان.</numerusform>
            <numerusform>تغيّر ملفان في مكانين. الإصداران محفوظان.</numerusform>
            <numerusform>تغيّر %Ln ملفات في مكانين. الإصداران محفوظان.</numerusform>
            <numerusform>تغيّر %Ln ملفًا في مكانين. الإصداران محفوظان.</numerusform>
            <numerusform>تغيّر %Ln ملف في مكانين. الإصداران محفوظان.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 changed %2</source>
        <translation>غيّر ⁨%1⁩ الملف ⁨%2⁩</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>⁨%1⁩ من ⁨%2⁩</translation>
    </message>
    <message>
        <source>An invitation to “%1”</source>
        <translation>دعوة إلى «⁨%1⁩»</translation>
    </message>
    <message>
        <source>You are invited as %1.</source>
        <translation>أنت مدعوّ بصفة ⁨%1⁩.</translation>
    </message>
    <message>
        <source>%1 invites you as %2.</source>
        <translation>يدعوك ⁨%1⁩ بصفة ⁨%2⁩.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>قبول</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>رفض</translation>
    </message>
    <message>
        <source>The invitation could not be answered</source>
        <translation>تعذّر الرد على الدعوة</translation>
    </message>
    <message>
        <source>You are a member of “%1” now</source>
        <translation>أنت الآن عضو في «⁨%1⁩»</translation>
    </message>
    <message>
        <source>It is in the cloud. Get a copy to work with it on this computer.</source>
        <translation>المشروع في السحابة. اجلب نسخة للعمل عليه في هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Get a copy here…</source>
        <translation>جلب نسخة إلى هنا…</translation>
    </message>
    <message>
        <source>Tideline goes on syncing</source>
        <translation>يواصل Tideline المزامنة</translation>
    </message>
    <message>
        <source>The window is closed; the icon in the tray opens it again. Quit is in its menu.</source>
        <translation>أُغلقت النافذة؛ الأيقونة في شريط النظام تفتحها من جديد. «إنهاء» في قائمتها.</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Revision %L1</source>
        <translation>المراجعة %L1</translation>
    </message>
    <message>
        <source>No row was changed by both, or they made the same of it.</source>
        <translation>لم يغيّر الطرفان أي صف معًا، أو غيّراه إلى الشيء نفسه.</translation>
    </message>
    <message>
        <source>Both changed these rows, each otherwise: %1</source>
        <translation>غيّر الطرفان هذه الصفوف كلٌّ على نحو مختلف: ⁨%1⁩</translation>
    </message>
    <message>
        <source>%L1 × %L2 became %L3 × %L4</source>
        <translation>صار %L1 × %L2 بعد التغيير %L3 × %L4</translation>
    </message>
    <message>
        <source>No pixel differs</source>
        <translation>لا بكسل مختلف</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pixels differ (%1 %)</source>
        <translation>
            <numerusform>%Ln بكسل مختلفة (%1٪)</numerusform>
            <numerusform>بكسل واحد مختلف (%1٪)</numerusform>
            <numerusform>بكسلان مختلفان (%1٪)</numerusform>
            <numerusform>%Ln بكسلات مختلفة (%1٪)</numerusform>
            <numerusform>%Ln بكسلًا مختلفة (%1٪)</numerusform>
            <numerusform>%Ln بكسل مختلفة (%1٪)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SetupPlan</name>
    <message>
        <source>Show “%1” in %2; its files come when they are opened.</source>
        <translation>عرض «⁨%1⁩» في ⁨%2⁩؛ وتأتي ملفاته عند فتحها.</translation>
    </message>
    <message>
        <source>Download “%1” (%2) into %3.</source>
        <translation>تنزيل «⁨%1⁩» (⁨%2⁩) إلى ⁨%3⁩.</translation>
    </message>
    <message>
        <source>Download “%1” into %2.</source>
        <translation>تنزيل «⁨%1⁩» إلى ⁨%2⁩.</translation>
    </message>
    <message>
        <source>Keep projects in %1.</source>
        <translation>حفظ المشاريع في ⁨%1⁩.</translation>
    </message>
    <message>
        <source>Make the folder %1, and keep projects in it.</source>
        <translation>إنشاء المجلد ⁨%1⁩ وحفظ المشاريع فيه.</translation>
    </message>
    <message>
        <source>A server on this computer keeps the cloud&apos;s copy (%1). It runs while Tideline runs.</source>
        <translation>خادم على هذا الحاسوب يحفظ نسخة السحابة (⁨%1⁩). ويعمل ما دام Tideline يعمل.</translation>
    </message>
    <message>
        <source>The cloud is %1.</source>
        <translation>السحابة هي ⁨%1⁩.</translation>
    </message>
    <message>
        <source>You are signed in as %1.</source>
        <translation>أنت مسجّل الدخول باسم ⁨%1⁩.</translation>
    </message>
</context>
<context>
    <name>UndoDialog</name>
    <message>
        <source>Comes back</source>
        <translation>يعود</translation>
    </message>
    <message>
        <source>Becomes what it was</source>
        <translation>يرجع كما كان</translation>
    </message>
    <message>
        <source>Goes to the trash</source>
        <translation>يذهب إلى سلة المهملات</translation>
    </message>
    <message>
        <source>Moves back</source>
        <translation>يُنقل عائدًا</translation>
    </message>
    <message>
        <source>Its program mark becomes what it was</source>
        <translation>ترجع صفته كبرنامج كما كانت</translation>
    </message>
    <message>
        <source>Stays: %1</source>
        <translation>يبقى: ⁨%1⁩</translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>%1 (%2)</source>
        <translation>‏⁨%1⁩ (⁨%2⁩)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>تقدّم</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>أعلى</translation>
    </message>
    <message>
        <source>Edit the path</source>
        <translation>تحرير المسار</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>تصفية</translation>
    </message>
    <message>
        <source>Icons</source>
        <translation>أيقونات</translation>
    </message>
    <message>
        <source>Show hidden files</source>
        <translation>إظهار الملفات المخفية</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>النظر من جديد</translation>
    </message>
    <message>
        <source>Add project…</source>
        <translation>إضافة مشروع…</translation>
    </message>
    <message>
        <source>Invitations…</source>
        <translation>الدعوات…</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>تسجيل الدخول…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>تسجيل الخروج</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>المزامنة الآن</translation>
    </message>
    <message>
        <source>Pause syncing</source>
        <translation>إيقاف المزامنة مؤقتًا</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>نظرة سريعة</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>العرض في مدير الملفات</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>إعادة التسمية</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>مجلد جديد…</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>النقل إلى سلة المهملات</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>نسخ المسار</translation>
    </message>
    <message>
        <source>Why is this not synced?</source>
        <translation>لماذا لم تتمّ مزامنة هذا؟</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>إعادة</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>قص</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>لصق</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>تكرار</translation>
    </message>
    <message>
        <source>Empty file…</source>
        <translation>ملف فارغ…</translation>
    </message>
    <message>
        <source>Notebook…</source>
        <translation>دفتر…</translation>
    </message>
    <message>
        <source>Python script…</source>
        <translation>سكربت بايثون…</translation>
    </message>
    <message>
        <source>Markdown page…</source>
        <translation>صفحة Markdown…</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>تحديد الكل</translation>
    </message>
    <message>
        <source>Invert selection</source>
        <translation>عكس التحديد</translation>
    </message>
    <message>
        <source>Select by pattern…</source>
        <translation>التحديد بنمط…</translation>
    </message>
    <message>
        <source>Other program…</source>
        <translation>برنامج آخر…</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>طرفية</translation>
    </message>
    <message>
        <source>JupyterLab</source>
        <translation>JupyterLab</translation>
    </message>
    <message>
        <source>Properties…</source>
        <translation>الخصائص…</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>نسخ الرابط</translation>
    </message>
    <message>
        <source>Copy SHA-256</source>
        <translation>نسخ SHA-256</translation>
    </message>
    <message>
        <source>Keep on this computer</source>
        <translation>الإبقاء على هذا الحاسوب</translation>
    </message>
    <message>
        <source>Free up space</source>
        <translation>تحرير المساحة</translation>
    </message>
    <message>
        <source>Ignore…</source>
        <translation>تجاهل…</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>البحث في كل مكان</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>تمييز بنجمة</translation>
    </message>
    <message>
        <source>New tab</source>
        <translation>لسان جديد</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>إغلاق اللسان</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>اللسان التالي</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>اللسان السابق</translation>
    </message>
    <message>
        <source>Open in a new tab</source>
        <translation>الفتح في لسان جديد</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>التفاصيل</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>عمليات النقل</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>الإعدادات…</translation>
    </message>
    <message>
        <source>About Tideline</source>
        <translation>عن Tideline</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>إغلاق النافذة</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>‏⁨%1⁩: ⁨%2⁩</translation>
    </message>
    <message>
        <source>Pack…</source>
        <translation>ضغط…</translation>
    </message>
    <message>
        <source>Unpack here</source>
        <translation>فك الضغط هنا</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>الأوامر…</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>إعداد…</translation>
    </message>
    <message>
        <source>Leave out of this sync</source>
        <translation>الاستثناء من هذه المزامنة</translation>
    </message>
    <message>
        <source>Sync this file again</source>
        <translation>مزامنة هذا الملف مجددًا</translation>
    </message>
    <message>
        <source>Share by link…</source>
        <translation>مشاركة برابط…</translation>
    </message>
    <message>
        <source>Sync before all others</source>
        <translation>المزامنة قبل كل الملفات الأخرى</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>الإصدارات</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Synced</source>
        <translation>متزامن</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>قيد المزامنة</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>متوقف مؤقتًا</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>غير متصل</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>تعارض</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>بالانتظار</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>خطأ</translation>
    </message>
    <message>
        <source>In the cloud</source>
        <translation>في السحابة</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>⁨%1⁩/ث</translation>
    </message>
    <message>
        <source>&lt; 1 min left</source>
        <translation>أقل من دقيقة متبقية</translation>
    </message>
    <message numerus="yes">
        <source>%Ln min left</source>
        <translation>
            <numerusform>بقي %Ln دقيقة</numerusform>
            <numerusform>بقي دقيقة واحدة</numerusform>
            <numerusform>بقي دقيقتان</numerusform>
            <numerusform>بقي %Ln دقائق</numerusform>
            <numerusform>بقي %Ln دقيقة</numerusform>
            <numerusform>بقي %Ln دقيقة</numerusform>
        </translation>
    </message>
    <message>
        <source>%L1 h %L2 min left</source>
        <translation>بقي %L1 س و%L2 د</translation>
    </message>
    <message>
        <source>more than a day left</source>
        <translation>بقي أكثر من يوم</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>الآن</translation>
    </message>
    <message numerus="yes">
        <source>%Ln min ago</source>
        <translation>
            <numerusform>قبل %Ln دقيقة</numerusform>
            <numerusform>قبل دقيقة واحدة</numerusform>
            <numerusform>قبل دقيقتين</numerusform>
            <numerusform>قبل %Ln دقائق</numerusform>
            <numerusform>قبل %Ln دقيقة</numerusform>
            <numerusform>قبل %Ln دقيقة</numerusform>
        </translation>
    </message>
    <message>
        <source>Today %1</source>
        <translation>اليوم ⁨%1⁩</translation>
    </message>
    <message>
        <source>Yesterday %1</source>
        <translation>أمس ⁨%1⁩</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d MMM yyyy</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln ملف</numerusform>
            <numerusform>ملف واحد</numerusform>
            <numerusform>ملفان</numerusform>
            <numerusform>%Ln ملفات</numerusform>
            <numerusform>%Ln ملفًا</numerusform>
            <numerusform>%Ln ملف</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 bytes</source>
        <translation>
            <numerusform>%1 بايت</numerusform>
            <numerusform>%1 بايت</numerusform>
            <numerusform>%1 بايت</numerusform>
            <numerusform>%1 بايت</numerusform>
            <numerusform>%1 بايت</numerusform>
            <numerusform>%1 بايت</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>، </translation>
    </message>
    <message>
        <source>Looking for changes</source>
        <translation>البحث عن التغييرات</translation>
    </message>
    <message>
        <source>Reading changed files</source>
        <translation>قراءة الملفات المتغيّرة</translation>
    </message>
    <message>
        <source>Asking the cloud</source>
        <translation>سؤال السحابة</translation>
    </message>
    <message>
        <source>Comparing both sides</source>
        <translation>مقارنة الجانبين</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>قيد التنزيل</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>قيد الرفع</translation>
    </message>
    <message>
        <source>Finishing the upload</source>
        <translation>إتمام الرفع</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>مالك</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>محرّر</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>قارئ</translation>
    </message>
    <message>
        <source>Finder</source>
        <translation>مستكشف</translation>
    </message>
    <message>
        <source>May do everything: share the project, and delete it.</source>
        <translation>يجوز له كل شيء: مشاركة المشروع وحذفه.</translation>
    </message>
    <message>
        <source>May read and change files.</source>
        <translation>يجوز له قراءة الملفات وتغييرها.</translation>
    </message>
    <message>
        <source>May read files, and change nothing.</source>
        <translation>يجوز له قراءة الملفات دون تغيير شيء.</translation>
    </message>
    <message>
        <source>May see which files there are, and read none.</source>
        <translation>يجوز له رؤية أسماء الملفات دون قراءتها.</translation>
    </message>
    <message>
        <source>That cannot be done as asked</source>
        <translation>لا يمكن فعل ذلك كما طُلب</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>لم يُعثر عليه</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>غير مسموح</translation>
    </message>
    <message>
        <source>Signing in is needed</source>
        <translation>يلزم تسجيل الدخول</translation>
    </message>
    <message>
        <source>Stopped to be safe</source>
        <translation>توقّف احترازي</translation>
    </message>
    <message>
        <source>The cloud cannot be reached</source>
        <translation>لا يمكن الوصول إلى السحابة</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>لم يصل جواب في الوقت المحدد</translation>
    </message>
    <message>
        <source>It changed in the meantime</source>
        <translation>تغيّر في هذه الأثناء</translation>
    </message>
    <message>
        <source>The cloud was restored from a backup</source>
        <translation>استُعيدت السحابة من نسخة احتياطية</translation>
    </message>
    <message>
        <source>Damaged data</source>
        <translation>بيانات تالفة</translation>
    </message>
    <message>
        <source>No space left</source>
        <translation>لم تبق مساحة</translation>
    </message>
    <message>
        <source>The disk or the system failed</source>
        <translation>أخفق القرص أو النظام</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>أُوقف</translation>
    </message>
</context>
<context>
    <name>tideline::desktop::BesideWindow</name>
    <message>
        <source>Notifications</source>
        <translation>الإشعارات</translation>
    </message>
</context>
<context>
    <name>tideline::desktop::EmbeddedServer</name>
    <message>
        <source>The server cannot be started: %1.</source>
        <translation>يتعذّر تشغيل الخادم: ⁨%1⁩.</translation>
    </message>
    <message>
        <source>The server is not installed on this computer.</source>
        <translation>الخادم غير مثبّت على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Install the package tideline-server.</source>
        <translation>ثبّت الحزمة tideline-server.</translation>
    </message>
    <message>
        <source>The server&apos;s address cannot be kept.</source>
        <translation>يتعذّر حفظ عنوان الخادم.</translation>
    </message>
    <message>
        <source>The server of this computer does not start.</source>
        <translation>خادم هذا الحاسوب لا يبدأ.</translation>
    </message>
    <message>
        <source>The server&apos;s first sign-in is not there any more.</source>
        <translation>لم يعد أول تسجيل دخول للخادم موجودًا.</translation>
    </message>
    <message>
        <source>Make a token with tideline-server token create, and sign in to %1 with it.</source>
        <translation>اصنع رمزًا مميزًا عبر tideline-server token create وسجّل الدخول به إلى ⁨%1⁩.</translation>
    </message>
</context>
<context>
    <name>tideline::desktop::SingleInstance</name>
    <message>
        <source>The profile cannot be written.</source>
        <translation>لا يمكن الكتابة في الملف الشخصي.</translation>
    </message>
    <message>
        <source>Give another --profile.</source>
        <translation>حدّد غيره عبر ⁦--profile⁩.</translation>
    </message>
    <message>
        <source>Another window of this profile runs, but does not answer.</source>
        <translation>نافذة أخرى لهذا الملف الشخصي تعمل لكنها لا تجيب.</translation>
    </message>
    <message>
        <source>End it, then start again.</source>
        <translation>أنهِها ثم ابدأ من جديد.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::AboutPage</name>
    <message>
        <source>About</source>
        <translation>حول</translation>
    </message>
    <message>
        <source>Tideline&apos;s icon</source>
        <translation>أيقونة Tideline</translation>
    </message>
    <message>
        <source>Data-science projects that are always in sync, work offline and never lose a saved byte.</source>
        <translation>مشاريع علم بيانات متزامنة دائمًا، تعمل دون اتصال ولا تفقد بايتًا محفوظًا.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>الإصدار</translation>
    </message>
    <message>
        <source>%1, commit %2</source>
        <translation>⁨%1⁩، الإيداع ⁨%2⁩</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>SQLite</source>
        <translation>SQLite</translation>
    </message>
    <message>
        <source>Schema of the store</source>
        <translation>مخطط المخزن</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>البروتوكول</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>الرخصة</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>غير معروف</translation>
    </message>
    <message>
        <source>It stands on the work of others</source>
        <translation>يقوم على عمل آخرين</translation>
    </message>
    <message>
        <source>Libraries and their licences</source>
        <translation>المكتبات ورخصها</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>المكتبة</translation>
    </message>
    <message>
        <source>What is &amp;new…</source>
        <translation>&amp;ما الجديد…</translation>
    </message>
</context>
<context>
    <name>tideline::ui::AccountPage</name>
    <message>
        <source>Account</source>
        <translation>الحساب</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>مسجّل الدخول باسم</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>الخادم</translation>
    </message>
    <message>
        <source>This computer is called</source>
        <translation>اسم هذا الحاسوب</translation>
    </message>
    <message>
        <source>&amp;Sign in…</source>
        <translation>تسجيل الدخول (&amp;S)…</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>تسجيل الخروج (&amp;O)</translation>
    </message>
    <message>
        <source>Folders and files stay. What was kept of the cloud&apos;s lists goes.</source>
        <translation>تبقى المجلدات والملفات. يزول ما حُفظ من قوائم السحابة.</translation>
    </message>
    <message>
        <source>Where the sign-in is kept</source>
        <translation>أين تُحفظ بيانات الدخول</translation>
    </message>
    <message>
        <source>Now in</source>
        <translation>الآن في</translation>
    </message>
    <message>
        <source>The desktop&apos;s key ring; a file where there is none</source>
        <translation>حلقة مفاتيح سطح المكتب؛ أو ملف حيث لا توجد</translation>
    </message>
    <message>
        <source>A file of this profile, which only you can read</source>
        <translation>ملف في هذا الملف الشخصي، لا يقرؤه سواك</translation>
    </message>
    <message>
        <source>&amp;Keep it in</source>
        <translation>مكان الحفظ (&amp;K)</translation>
    </message>
    <message>
        <source>A key ring opens when you log in to the desktop. The file also serves where nobody logs in to one: over SSH, or as a service.</source>
        <translation>تنفتح حلقة المفاتيح عند دخولك إلى سطح المكتب. ويصلح الملف أيضًا حيث لا يدخل أحد إلى سطح مكتب: عبر SSH أو كخدمة.</translation>
    </message>
    <message>
        <source>Other accounts</source>
        <translation>حسابات أخرى</translation>
    </message>
    <message>
        <source>A name for it, such as work</source>
        <translation>اسم له، مثل work</translation>
    </message>
    <message>
        <source>Name of the other account&apos;s profile</source>
        <translation>اسم الملف الشخصي للحساب الآخر</translation>
    </message>
    <message>
        <source>Open its &amp;window</source>
        <translation>فتح نافذته (&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation>الملف الشخصي (&amp;P)</translation>
    </message>
    <message>
        <source>Each account has a profile of its own, with its own sign-in, projects and settings, and a window and a tray icon.</source>
        <translation>لكل حساب ملف شخصي خاص به، بتسجيل دخوله ومشاريعه وإعداداته، ونافذة وأيقونة في شريط النظام.</translation>
    </message>
    <message>
        <source>This is no name for a profile.</source>
        <translation>هذا ليس اسمًا لملف شخصي.</translation>
    </message>
    <message>
        <source>Give letters, digits, - and _, at most 40.</source>
        <translation>استخدم حروفًا وأرقامًا و- و_، بحد أقصى 40.</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>لا أحد</translation>
    </message>
    <message>
        <source>None</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>Nothing is kept</source>
        <translation>لا شيء محفوظ</translation>
    </message>
    <message>
        <source>The desktop&apos;s key ring</source>
        <translation>حلقة مفاتيح سطح المكتب</translation>
    </message>
    <message>
        <source>%1 (only you can read it)</source>
        <translation>⁨%1⁩ (لا يقرؤه سواك)</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ActivityPage</name>
    <message>
        <source>What</source>
        <translation>ماذا</translation>
    </message>
    <message>
        <source>When</source>
        <translation>متى</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>من</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>المشروع</translation>
    </message>
    <message>
        <source>You, on %1</source>
        <translation>أنت، على ⁨%1⁩</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>هذا الحاسوب</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>‏⁨%1⁩ (⁨%2⁩)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes</source>
        <translation>
            <numerusform>%Ln تغيير</numerusform>
            <numerusform>تغيير واحد</numerusform>
            <numerusform>تغييران</numerusform>
            <numerusform>%Ln تغييرات</numerusform>
            <numerusform>%Ln تغييرًا</numerusform>
            <numerusform>%Ln تغيير</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>⁨%1⁩ و%Ln غيره</numerusform>
            <numerusform>⁨%1⁩ و%Ln غيره</numerusform>
            <numerusform>⁨%1⁩ و%Ln غيره</numerusform>
            <numerusform>⁨%1⁩ و%Ln غيره</numerusform>
            <numerusform>⁨%1⁩ و%Ln غيره</numerusform>
            <numerusform>⁨%1⁩ و%Ln غيره</numerusform>
        </translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>النشاط</translation>
    </message>
    <message>
        <source>What was changed in the projects of this computer, and by whom. Open a line to see the file.</source>
        <translation>ما تغيّر في مشاريع هذا الحاسوب، ومن غيّره. افتح سطرًا لترى الملف.</translation>
    </message>
    <message>
        <source>Which activity</source>
        <translation>أي نشاط</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>كل شيء</translation>
    </message>
    <message>
        <source>By me</source>
        <translation>مني</translation>
    </message>
    <message>
        <source>By others</source>
        <translation>من الآخرين</translation>
    </message>
    <message>
        <source>Conflicts and errors</source>
        <translation>التعارضات والأخطاء</translation>
    </message>
    <message>
        <source>Name, file or words</source>
        <translation>اسم أو ملف أو كلمات</translation>
    </message>
    <message>
        <source>Filter the activity by words</source>
        <translation>تصفية النشاط بالكلمات</translation>
    </message>
    <message>
        <source>Undo the last sync…</source>
        <translation>التراجع عن آخر مزامنة…</translation>
    </message>
    <message>
        <source>What the last sync of this project changed on this computer is shown first, then taken back.</source>
        <translation>يُعرض أولًا ما غيّرته آخر مزامنة لهذا المشروع على هذا الحاسوب، ثم يُسترجع.</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>كل المشاريع</translation>
    </message>
    <message>
        <source>Nothing fits the filter.</source>
        <translation>لا شيء يطابق التصفية.</translation>
    </message>
    <message>
        <source>Nothing was changed yet. Save a file in a project, and it is listed here.</source>
        <translation>لم يتغيّر شيء بعد. احفظ ملفًا في مشروع فيظهر هنا.</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>استُرجع: ⁨%1⁩</translation>
    </message>
    <message numerus="yes">
        <source>%1; %Ln files stayed as they are, since they were changed later</source>
        <translation>
            <numerusform>⁨%1⁩؛ بقي %Ln ملف على حالها لأن تغييرًا لاحقًا طرأ عليها</numerusform>
            <numerusform>⁨%1⁩؛ بقي ملف واحد على حاله لأن تغييرًا لاحقًا طرأ عليه</numerusform>
            <numerusform>⁨%1⁩؛ بقي ملفان على حالهما لأن تغييرًا لاحقًا طرأ عليهما</numerusform>
            <numerusform>⁨%1⁩؛ بقي %Ln ملفات على حالها لأن تغييرًا لاحقًا طرأ عليها</numerusform>
            <numerusform>⁨%1⁩؛ بقي %Ln ملفًا على حالها لأن تغييرًا لاحقًا طرأ عليها</numerusform>
            <numerusform>⁨%1⁩؛ بقي %Ln ملف على حالها لأن تغييرًا لاحقًا طرأ عليها</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::AddProjectDialog</name>
    <message>
        <source>Add project</source>
        <translation>إضافة مشروع</translation>
    </message>
    <message>
        <source>Add a project to this computer</source>
        <translation>إضافة مشروع إلى هذا الحاسوب</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
    </message>
    <message>
        <source>A folder of mine</source>
        <translation>مجلد لي</translation>
    </message>
    <message>
        <source>From the cloud</source>
        <translation>من السحابة</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>اختيار…</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>اختيار مجلد</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>المجلد (&amp;F)</translation>
    </message>
    <message>
        <source>The folder with your files</source>
        <translation>المجلد الذي فيه ملفاتك</translation>
    </message>
    <message>
        <source>Name of the project</source>
        <translation>اسم المشروع</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>الاسم (&amp;N)</translation>
    </message>
    <message>
        <source>The folder stays where it is. From now on it is kept equal with the cloud.</source>
        <translation>يبقى المجلد حيث هو. ومن الآن يبقى مطابقًا للسحابة.</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>المشروع</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>‏⁨%1⁩ (⁨%2⁩)</translation>
    </message>
    <message>
        <source>Every project of the cloud is here already</source>
        <translation>كل مشاريع السحابة موجودة هنا بالفعل</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>المشروع (&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Into</source>
        <translation>إلى (&amp;I)</translation>
    </message>
    <message>
        <source>The folder holds files already: unite both sides</source>
        <translation>في المجلد ملفات بالفعل: توحيد الجانبين</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>جارٍ الإضافة…</translation>
    </message>
    <message>
        <source>The folder&apos;s path is not complete.</source>
        <translation>مسار المجلد غير كامل.</translation>
    </message>
    <message>
        <source>Give it from the top, like %1/data.</source>
        <translation>اكتبه من أعلاه، مثل ⁨%1⁩/data.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::AdvancedPage</name>
    <message>
        <source>Advanced</source>
        <translation>متقدّم</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Errors alone</source>
        <translation>الأخطاء فقط</translation>
    </message>
    <message>
        <source>Errors and warnings</source>
        <translation>الأخطاء والتحذيرات</translation>
    </message>
    <message>
        <source>What is done, too</source>
        <translation>ما يجري أيضًا</translation>
    </message>
    <message>
        <source>Everything (slow)</source>
        <translation>كل شيء (بطيء)</translation>
    </message>
    <message>
        <source>What the log tells</source>
        <translation>ما يرويه السجل</translation>
    </message>
    <message>
        <source>&amp;Write down</source>
        <translation>التدوين (&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Open the log&apos;s folder</source>
        <translation>فتح مجلد السجل (&amp;O)</translation>
    </message>
    <message>
        <source>This window writes no log.</source>
        <translation>لا تكتب هذه النافذة سجلًا.</translation>
    </message>
    <message>
        <source>Report for whoever helps you</source>
        <translation>تقرير لمن يساعدك</translation>
    </message>
    <message>
        <source>&amp;Look at the report…</source>
        <translation>النظر إلى التقرير (&amp;L)…</translation>
    </message>
    <message>
        <source>Versions, checks, figures and settings of this profile. Names, paths and secrets are taken out; you see what was, before anything is saved.</source>
        <translation>إصدارات وفحوص وأرقام وإعدادات هذا الملف الشخصي. تُنزع الأسماء والمسارات والأسرار؛ وترى ما نُزع قبل حفظ أي شيء.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>الملف الشخصي</translation>
    </message>
    <message>
        <source>None: this window was drawn from a file.</source>
        <translation>لا شيء: رُسمت هذه النافذة من ملف.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>مجلد</translation>
    </message>
    <message>
        <source>All settings as a file</source>
        <translation>كل الإعدادات في ملف</translation>
    </message>
    <message>
        <source>For another computer. Secrets and what belongs to this computer stay here: the sign-in, folders, files of certificates, this computer&apos;s name. The file says what was left out. Of a file with a wrong setting nothing is taken.</source>
        <translation>لحاسوب آخر. تبقى هنا الأسرار وما يخص هذا الحاسوب: تسجيل الدخول والمجلدات وملفات الشهادات واسم هذا الحاسوب. ويذكر الملف ما تُرك. وإن كان في الملف إعداد خاطئ فلا يؤخذ منه شيء.</translation>
    </message>
    <message>
        <source>Save settings to a &amp;file…</source>
        <translation>حفظ الإعدادات في ملف (&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Take settings from a file…</source>
        <translation>أخذ الإعدادات من ملف (&amp;T)…</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>حُفظ: ⁨%1⁩</translation>
    </message>
    <message>
        <source>Taken: %1</source>
        <translation>أُخذ: ⁨%1⁩</translation>
    </message>
    <message>
        <source>Save settings to a file</source>
        <translation>حفظ الإعدادات في ملف</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>إعدادات (⁦*.json⁩)</translation>
    </message>
    <message>
        <source>Take settings from a file</source>
        <translation>أخذ الإعدادات من ملف</translation>
    </message>
    <message>
        <source>Settings (*.json);;All files (*)</source>
        <translation>إعدادات (⁦*.json⁩);;كل الملفات (*)</translation>
    </message>
</context>
<context>
    <name>tideline::ui::Banner</name>
    <message>
        <source>Put away</source>
        <translation>إخفاء</translation>
    </message>
</context>
<context>
    <name>tideline::ui::BytesView</name>
    <message>
        <source>Bytes</source>
        <translation>بايتات</translation>
    </message>
    <message>
        <source>Some bytes cannot be read. %1</source>
        <translation>تتعذّر قراءة بعض البايتات. ⁨%1⁩</translation>
    </message>
</context>
<context>
    <name>tideline::ui::CatVersions</name>
    <message>
        <source>This version is too large to be fetched for a look: %1.</source>
        <translation>هذا الإصدار أكبر من أن يُجلب للنظر إليه: ⁨%1⁩.</translation>
    </message>
    <message>
        <source>Restore it beside the file: tide restore PATH --revision N --as NAME</source>
        <translation>استعده بجانب الملف: tide restore PATH ⁦--revision⁩ N ⁦--as⁩ NAME</translation>
    </message>
    <message>
        <source>There is no folder for temporary files.</source>
        <translation>لا يوجد مجلد للملفات المؤقتة.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::CellColumn</name>
    <message>
        <source>A cell is missing.</source>
        <translation>خلية مفقودة.</translation>
    </message>
    <message>
        <source>This notebook has no cells.</source>
        <translation>لا خلايا في هذا الدفتر.</translation>
    </message>
    <message>
        <source>Cell %L1 of %L2</source>
        <translation>الخلية %L1 من %L2</translation>
    </message>
    <message>
        <source>Copy the cell</source>
        <translation>نسخ الخلية</translation>
    </message>
    <message>
        <source>Copy the output</source>
        <translation>نسخ المخرج</translation>
    </message>
    <message>
        <source>Copy output %1</source>
        <translation>نسخ المخرج ⁨%1⁩</translation>
    </message>
    <message>
        <source>Copied the picture.</source>
        <translation>نُسخت الصورة.</translation>
    </message>
    <message>
        <source>Copied the cell.</source>
        <translation>نُسخت الخلية.</translation>
    </message>
    <message>
        <source>Copied the output.</source>
        <translation>نُسخ المخرج.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::CellWidget</name>
    <message>
        <source>Cell %L1, code, run as number %2</source>
        <translation>الخلية %L1، شفرة، رقم تنفيذها ⁨%2⁩</translation>
    </message>
    <message>
        <source>never</source>
        <translation>لم تُنفَّذ</translation>
    </message>
    <message>
        <source>Cell %L1, text</source>
        <translation>الخلية %L1، نص</translation>
    </message>
    <message numerus="yes">
        <source>Show all %Ln lines</source>
        <translation>
            <numerusform>عرض %Ln سطر كاملة</numerusform>
            <numerusform>عرض سطر واحد كاملًا</numerusform>
            <numerusform>عرض سطرين كاملين</numerusform>
            <numerusform>عرض %Ln أسطر كاملة</numerusform>
            <numerusform>عرض %Ln سطرًا كاملة</numerusform>
            <numerusform>عرض %Ln سطر كاملة</numerusform>
        </translation>
    </message>
    <message>
        <source>Source</source>
        <translation>المصدر</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>نص</translation>
    </message>
    <message>
        <source>A picture that cannot be shown.</source>
        <translation>صورة لا يمكن عرضها.</translation>
    </message>
    <message>
        <source>Picture, %L1 × %L2 pixels</source>
        <translation>صورة، %L1 × %L2 بكسل</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>مخرج</translation>
    </message>
    <message>
        <source>Error output</source>
        <translation>مخرج الأخطاء</translation>
    </message>
</context>
<context>
    <name>tideline::ui::CloudPage</name>
    <message>
        <source>Where is your cloud?</source>
        <translation>أين سحابتك؟</translation>
    </message>
    <message>
        <source>&amp;This computer</source>
        <translation>هذا الحاسوب (&amp;T)</translation>
    </message>
    <message>
        <source>https://tideline.example.org</source>
        <translation>https://tideline.example.org</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>عنوان الخادم</translation>
    </message>
    <message>
        <source>A server of your own starts here with one click. It keeps every version of your files, also without a network, and runs while Tideline runs.</source>
        <translation>يبدأ هنا خادم خاص بك بنقرة واحدة. يحفظ كل إصدار من ملفاتك، حتى دون شبكة، ويعمل ما دام Tideline يعمل.</translation>
    </message>
    <message>
        <source>Your team&apos;s, or one that you run yourself. Your projects are then the same on all of your computers.</source>
        <translation>خادم فريقك، أو خادم تشغّله بنفسك. فتكون مشاريعك نفسها على كل حواسيبك.</translation>
    </message>
    <message>
        <source>You are signed in to %1 as %2, and the set-up goes on there. For another cloud, sign out first, or open another profile in the settings.</source>
        <translation>أنت مسجّل الدخول إلى ⁨%1⁩ باسم ⁨%2⁩، ويستمر الإعداد هناك. لسحابة أخرى سجّل الخروج أولًا، أو افتح ملفًا شخصيًا آخر في الإعدادات.</translation>
    </message>
    <message>
        <source>The server is not installed on this computer.</source>
        <translation>الخادم غير مثبّت على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>That is not the address of a server.</source>
        <translation>هذا ليس عنوان خادم.</translation>
    </message>
    <message>
        <source>Write it like https://tideline.example.org or localhost:8080.</source>
        <translation>اكتبه مثل https://tideline.example.org أو localhost:8080.</translation>
    </message>
    <message>
        <source>Looking for the server…</source>
        <translation>جارٍ البحث عن الخادم…</translation>
    </message>
    <message>
        <source>A Tideline server, version %1. The way to it is encrypted.</source>
        <translation>خادم Tideline، الإصدار ⁨%1⁩. والطريق إليه معمّى.</translation>
    </message>
    <message>
        <source>A Tideline server on this computer, version %1.</source>
        <translation>خادم Tideline على هذا الحاسوب، الإصدار ⁨%1⁩.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>جارٍ البدء…</translation>
    </message>
    <message>
        <source>&amp;Start it</source>
        <translation>تشغيله (&amp;S)</translation>
    </message>
    <message>
        <source>The server starts…</source>
        <translation>الخادم يبدأ…</translation>
    </message>
    <message>
        <source>Your server runs.</source>
        <translation>خادمك يعمل.</translation>
    </message>
    <message>
        <source>A s&amp;erver</source>
        <translation>خادم (&amp;E)</translation>
    </message>
    <message>
        <source>Install the package tideline-server, and come back to this window; or take a server elsewhere.</source>
        <translation>ثبّت الحزمة tideline-server وعُد إلى هذه النافذة؛ أو خذ خادمًا في مكان آخر.</translation>
    </message>
    <message>
        <source>Another Tideline server runs on this computer. To use that one, choose “A server”: its address stands there.</source>
        <translation>يعمل على هذا الحاسوب خادم Tideline آخر. لاستخدامه اختر «خادم»: عنوانه مكتوب هناك.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ColumnPanel</name>
    <message>
        <source>Close the column&apos;s figures</source>
        <translation>إغلاق أرقام العمود</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>إغلاق (Esc)</translation>
    </message>
    <message>
        <source>Looking at the column…</source>
        <translation>يُفحص العمود…</translation>
    </message>
    <message>
        <source>Figures of the column %1</source>
        <translation>أرقام العمود ⁨%1⁩</translation>
    </message>
    <message numerus="yes">
        <source>Of the first %Ln rows.</source>
        <translation>
            <numerusform>من أول %Ln صف.</numerusform>
            <numerusform>من أول صف.</numerusform>
            <numerusform>من أول صفين.</numerusform>
            <numerusform>من أول %Ln صفوف.</numerusform>
            <numerusform>من أول %Ln صفًا.</numerusform>
            <numerusform>من أول %Ln صف.</numerusform>
        </translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>الصفوف</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>الفارغ</translation>
    </message>
    <message>
        <source>none</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>%1 (%2 %)</source>
        <translation>%1 (%2٪)</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>المختلف</translation>
    </message>
    <message>
        <source>too many to count</source>
        <translation>أكثر من أن يُعدّ</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>الأصغر</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>الأكبر</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>المتوسط</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>الانحراف</translation>
    </message>
</context>
<context>
    <name>tideline::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>الأوامر</translation>
    </message>
    <message>
        <source>What shall be done?</source>
        <translation>ماذا تريد أن تفعل؟</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>البحث عن أوامر</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ConflictDialog</name>
    <message>
        <source>Changed in two places. What you do not keep stays in the trash and the history.</source>
        <translation>تغيّر في مكانين. ما لا تُبقيه يبقى في سلة المهملات وفي السجل.</translation>
    </message>
    <message>
        <source>Keep yours</source>
        <translation>إبقاء إصدارك</translation>
    </message>
    <message>
        <source>Your version takes the file&apos;s place</source>
        <translation>يحلّ إصدارك محل الملف</translation>
    </message>
    <message>
        <source>Keep the cloud&apos;s</source>
        <translation>إبقاء إصدار السحابة</translation>
    </message>
    <message>
        <source>The file stays as it is in the cloud</source>
        <translation>يبقى الملف كما هو في السحابة</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>إبقاء كليهما</translation>
    </message>
    <message>
        <source>Both files stay, under their two names</source>
        <translation>يبقى الملفان، كلٌّ باسمه</translation>
    </message>
    <message>
        <source>Save the merge</source>
        <translation>حفظ الدمج</translation>
    </message>
    <message>
        <source>The result takes the file&apos;s place</source>
        <translation>تحلّ النتيجة محل الملف</translation>
    </message>
    <message>
        <source>%1 — conflict</source>
        <translation>⁨%1⁩ — تعارض</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ConflictVersions</name>
    <message>
        <source>Your version of this file is not in the folder any more.</source>
        <translation>لم يعد إصدارك من هذا الملف في المجلد.</translation>
    </message>
    <message>
        <source>Look for it in the trash.</source>
        <translation>ابحث عنه في سلة المهملات.</translation>
    </message>
    <message>
        <source>Base: %1</source>
        <translation>الأساس: ⁨%1⁩</translation>
    </message>
    <message>
        <source>Yours, from this computer</source>
        <translation>إصدارك، من هذا الحاسوب</translation>
    </message>
    <message>
        <source>In the cloud (was there first)</source>
        <translation>في السحابة (كان هناك أولًا)</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ConflictsPage</name>
    <message>
        <source>Conflicts</source>
        <translation>التعارضات</translation>
    </message>
    <message>
        <source>These files were changed in two places at the same time. Both versions are kept until you decide; the one that you do not keep stays in the history or the trash.</source>
        <translation>تغيّرت هذه الملفات في مكانين في الوقت نفسه. يبقى الإصداران حتى تقرّر؛ وما لا تُبقيه يبقى في السجل أو سلة المهملات.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ملف</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>المشروع</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>ما حدث</translation>
    </message>
    <message>
        <source>When</source>
        <translation>متى</translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflicts</source>
        <translation>
            <numerusform>%Ln تعارض</numerusform>
            <numerusform>تعارض واحد</numerusform>
            <numerusform>تعارضان</numerusform>
            <numerusform>%Ln تعارضات</numerusform>
            <numerusform>%Ln تعارضًا</numerusform>
            <numerusform>%Ln تعارض</numerusform>
        </translation>
    </message>
    <message>
        <source>The versions of the cloud</source>
        <translation>إصدارات السحابة</translation>
    </message>
    <message>
        <source>The versions of this computer</source>
        <translation>إصدارات هذا الحاسوب</translation>
    </message>
    <message>
        <source>In the project&apos;s trash</source>
        <translation>في سلة مهملات المشروع</translation>
    </message>
    <message>
        <source>No conflicts. Everything that was saved is in one place.</source>
        <translation>لا تعارضات. كل ما حُفظ في مكان واحد.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>In the cloud (was there first)</source>
        <translation>في السحابة (كان هناك أولًا)</translation>
    </message>
    <message>
        <source>Keep this one</source>
        <translation>إبقاء هذا</translation>
    </message>
    <message>
        <source>Yours, from this computer</source>
        <translation>إصدارك، من هذا الحاسوب</translation>
    </message>
    <message>
        <source>Keep the version of the cloud</source>
        <translation>إبقاء إصدار السحابة</translation>
    </message>
    <message>
        <source>Keep the version of this computer</source>
        <translation>إبقاء إصدار هذا الحاسوب</translation>
    </message>
    <message>
        <source>Open the version of the cloud</source>
        <translation>فتح إصدار السحابة</translation>
    </message>
    <message>
        <source>Open the version of this computer</source>
        <translation>فتح إصدار هذا الحاسوب</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>إبقاء كليهما</translation>
    </message>
    <message>
        <source>Both files stay, under their two names.</source>
        <translation>يبقى الملفان، كلٌّ باسمه.</translation>
    </message>
    <message>
        <source>Compare and merge…</source>
        <translation>مقارنة ودمج…</translation>
    </message>
    <message>
        <source>Both versions against each other, line by line where they are text.</source>
        <translation>الإصداران متقابلان، سطرًا بسطر حيث يكونان نصًا.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::DesktopNotifications</name>
    <message>
        <source>Tideline</source>
        <translation>Tideline</translation>
    </message>
</context>
<context>
    <name>tideline::ui::DiagnosticsDialog</name>
    <message>
        <source>Report</source>
        <translation>التقرير</translation>
    </message>
    <message>
        <source>This is all that the report holds. Look through it before you send it.</source>
        <translation>هذا كل ما في التقرير. راجعه قبل إرساله.</translation>
    </message>
    <message>
        <source>Being gathered…</source>
        <translation>يُجمع…</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>التقرير</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>نسخ (&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>حفظ (&amp;S)…</translation>
    </message>
    <message>
        <source>%1 (%L2 ×) instead of %3</source>
        <translation>⁨%1⁩ (%L2 ×) بدل ⁨%3⁩</translation>
    </message>
    <message>
        <source>Nothing had to be taken out.</source>
        <translation>لم يلزم نزع شيء.</translation>
    </message>
    <message>
        <source>Taken out:
%1</source>
        <translation>نُزع:
⁨%1⁩</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>حفظ التقرير</translation>
    </message>
    <message>
        <source>Reports (*.json)</source>
        <translation>تقارير (⁦*.json⁩)</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>حُفظ: ⁨%1⁩</translation>
    </message>
</context>
<context>
    <name>tideline::ui::DifferenceCanvas</name>
    <message>
        <source>Differences</source>
        <translation>الفروق</translation>
    </message>
</context>
<context>
    <name>tideline::ui::DifferenceDialog</name>
    <message>
        <source>%1 — differences</source>
        <translation>⁨%1⁩ — الفروق</translation>
    </message>
</context>
<context>
    <name>tideline::ui::DifferencePane</name>
    <message>
        <source>Differences</source>
        <translation>الفروق</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>جارٍ المقارنة…</translation>
    </message>
    <message>
        <source>The versions are the same, byte for byte.</source>
        <translation>الإصداران متطابقان، بايتًا ببايت.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::DifferenceView</name>
    <message>
        <source> → </source>
        <comment>from a version to the next</comment>
        <translation> ← </translation>
    </message>
</context>
<context>
    <name>tideline::ui::EntryDelegate</name>
    <message>
        <source>%L1 %</source>
        <translation>%L1٪</translation>
    </message>
</context>
<context>
    <name>tideline::ui::EntryDrag</name>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln عنصر</numerusform>
            <numerusform>عنصر واحد</numerusform>
            <numerusform>عنصران</numerusform>
            <numerusform>%Ln عناصر</numerusform>
            <numerusform>%Ln عنصرًا</numerusform>
            <numerusform>%Ln عنصر</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::EntryListModel</name>
    <message>
        <source>The folder changed just now; nothing was done.</source>
        <translation>تغيّر المجلد للتوّ؛ لم يُفعل شيء.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>حاول من جديد.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>مجلد</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>رابط</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ملف</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>‏⁨%1⁩ ← ⁨%2⁩</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>‏⁨%1⁩: ⁨%2⁩</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>آخر تعديل</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>المراجعة</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ErrorBox</name>
    <message>
        <source>%1 (%2)</source>
        <translation>‏⁨%1⁩ (⁨%2⁩)</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FactsPanel</name>
    <message>
        <source>Facts</source>
        <translation>معلومات</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FileActions</name>
    <message>
        <source>“%1”</source>
        <translation>«%1»</translation>
    </message>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln عنصر</numerusform>
            <numerusform>عنصر واحد</numerusform>
            <numerusform>عنصران</numerusform>
            <numerusform>%Ln عناصر</numerusform>
            <numerusform>%Ln عنصرًا</numerusform>
            <numerusform>%Ln عنصر</numerusform>
        </translation>
    </message>
    <message>
        <source>Copying %1…</source>
        <translation>يُنسخ ⁨%1⁩…</translation>
    </message>
    <message>
        <source>Copying %1 — %L2 %</source>
        <translation>يُنسخ ⁨%1⁩ — %L2٪</translation>
    </message>
    <message>
        <source>it is in the cloud only</source>
        <translation>هو في السحابة فقط</translation>
    </message>
    <message>
        <source>nothing is selected</source>
        <translation>لم يُحدَّد شيء</translation>
    </message>
    <message>
        <source>select one entry</source>
        <translation>حدّد مدخلة واحدة</translation>
    </message>
    <message>
        <source>no project is shown</source>
        <translation>لا مشروع معروض</translation>
    </message>
    <message>
        <source>there are no files on the clipboard</source>
        <translation>لا ملفات في الحافظة</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Renamed to “%1”</source>
        <translation>أُعيدت تسميته إلى «⁨%1⁩»</translation>
    </message>
    <message>
        <source>renaming of “%1”</source>
        <translation>إعادة تسمية «⁨%1⁩»</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>مجلد جديد</translation>
    </message>
    <message>
        <source>Folder made</source>
        <translation>أُنشئ المجلد</translation>
    </message>
    <message>
        <source>new folder “%1”</source>
        <translation>المجلد الجديد «⁨%1⁩»</translation>
    </message>
    <message>
        <source>New file</source>
        <translation>ملف جديد</translation>
    </message>
    <message>
        <source>File made</source>
        <translation>أُنشئ الملف</translation>
    </message>
    <message>
        <source>new file “%1”</source>
        <translation>الملف الجديد «⁨%1⁩»</translation>
    </message>
    <message>
        <source>%1 moved to the trash of your desktop</source>
        <translation>نُقل إلى سلة مهملات سطح المكتب: ⁨%1⁩</translation>
    </message>
    <message>
        <source>deletion of %1</source>
        <translation>حذف ⁨%1⁩</translation>
    </message>
    <message>
        <source>%1 duplicated</source>
        <translation>كُرّر: ⁨%1⁩</translation>
    </message>
    <message>
        <source>duplicate of %1</source>
        <translation>تكرار ⁨%1⁩</translation>
    </message>
    <message>
        <source>%1 cut: paste to move</source>
        <translation>قُصّ ⁨%1⁩: الصقه لنقله</translation>
    </message>
    <message>
        <source>%1 copied: paste where you want it</source>
        <translation>نُسخ ⁨%1⁩: الصقه حيث تريد</translation>
    </message>
    <message>
        <source>%1 moved to “%2”</source>
        <translation>نُقل ⁨%1⁩ إلى «⁨%2⁩»</translation>
    </message>
    <message>
        <source>move of %1</source>
        <translation>نقل ⁨%1⁩</translation>
    </message>
    <message>
        <source>%1 copied to “%2”</source>
        <translation>نُسخ ⁨%1⁩ إلى «⁨%2⁩»</translation>
    </message>
    <message>
        <source>copy of %1</source>
        <translation>نسخ ⁨%1⁩</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>أُوقف</translation>
    </message>
    <message>
        <source>it is no archive</source>
        <translation>ليس أرشيفًا</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>ضغط</translation>
    </message>
    <message>
        <source>%1 packed</source>
        <translation>ضُغط ⁨%1⁩</translation>
    </message>
    <message>
        <source>packing of %1</source>
        <translation>ضغط ⁨%1⁩</translation>
    </message>
    <message>
        <source>%1 unpacked</source>
        <translation>فُكّ ضغط ⁨%1⁩</translation>
    </message>
    <message>
        <source>unpacking of %1</source>
        <translation>فك ضغط ⁨%1⁩</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FileView</name>
    <message>
        <source>Files</source>
        <translation>الملفات</translation>
    </message>
    <message>
        <source>This folder is empty.

Drop files here to add them.</source>
        <translation>هذا المجلد فارغ.

أسقط ملفات هنا لإضافتها.</translation>
    </message>
    <message>
        <source>Nothing here is named like “%1”.</source>
        <translation>لا شيء هنا باسم يشبه «⁨%1⁩».</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FileWork</name>
    <message>
        <source>It was stopped before all was done.</source>
        <translation>أُوقف قبل أن يتمّ كل شيء.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::Finding</name>
    <message>
        <source>Remove star</source>
        <translation>إزالة النجمة</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>تمييز بنجمة</translation>
    </message>
    <message>
        <source>nothing is selected</source>
        <translation>لم يُحدَّد شيء</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>العرض في مجلده</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>نسخ المسار</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FirstRunDialog</name>
    <message>
        <source>Set up Tideline</source>
        <translation>إعداد Tideline</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>رجوع (&amp;B)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>All stays as it was before.</source>
        <translation>يبقى كل شيء كما كان.</translation>
    </message>
    <message>
        <source>Step %L1 of %L2</source>
        <translation>الخطوة %L1 من %L2</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FirstRunPage</name>
    <message>
        <source>&amp;Next</source>
        <translation>التالي (&amp;N)</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FolderActions</name>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>select one entry</source>
        <translation>حدّد مدخلة واحدة</translation>
    </message>
    <message>
        <source>putting back of “%1”</source>
        <translation>إعادة «⁨%1⁩» إلى مكانه</translation>
    </message>
    <message>
        <source>Put back: %1 / %2</source>
        <translation>أُعيد إلى مكانه: ⁨%1⁩ / ⁨%2⁩</translation>
    </message>
    <message>
        <source>“%1” is like that already.</source>
        <translation>«⁨%1⁩» على هذه الحال بالفعل.</translation>
    </message>
    <message>
        <source>“%1” is as it was in revision %L2</source>
        <translation>صار «⁨%1⁩» كما في المراجعة %L2</translation>
    </message>
    <message>
        <source>%1; what stood there is in the trash</source>
        <translation>⁨%1⁩؛ ما كان هناك في سلة المهملات</translation>
    </message>
    <message>
        <source>return of “%1” to revision %L2</source>
        <translation>إرجاع «⁨%1⁩» إلى المراجعة %L2</translation>
    </message>
    <message>
        <source>New</source>
        <translation>جديد</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>المزامنة</translation>
    </message>
    <message>
        <source>Open in</source>
        <translation>الفتح في</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>تحديد</translation>
    </message>
    <message>
        <source>Duplicate or pack</source>
        <translation>تكرار أو ضغط</translation>
    </message>
    <message>
        <source>Copy as or share</source>
        <translation>نسخ بصيغة أو مشاركة</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FolderPage</name>
    <message>
        <source>Where do your projects go?</source>
        <translation>أين توضع مشاريعك؟</translation>
    </message>
    <message>
        <source>Each project gets a folder of its own in this one. Folders that you have already can be added later, and stay where they are.</source>
        <translation>لكل مشروع مجلد خاص به داخل هذا. أما المجلدات التي لديك فيمكن إضافتها لاحقًا، وتبقى حيث هي.</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>المجلد (&amp;F)</translation>
    </message>
    <message>
        <source>Folder for projects</source>
        <translation>مجلد المشاريع</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>اختيار (&amp;C)…</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>اختيار مجلد</translation>
    </message>
    <message>
        <source>The folder&apos;s path is not complete.</source>
        <translation>مسار المجلد غير كامل.</translation>
    </message>
    <message>
        <source>Give it from the top, like %1/data.</source>
        <translation>اكتبه من أعلاه، مثل ⁨%1⁩/data.</translation>
    </message>
    <message>
        <source>A file stands there, or in the way to it.</source>
        <translation>هناك ملف، أو في الطريق إليه.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>اختر مجلدًا آخر.</translation>
    </message>
    <message>
        <source>That is inside the project in %1, and projects do not stand in each other.</source>
        <translation>هذا داخل المشروع في ⁨%1⁩، والمشاريع لا يوضع بعضها في بعض.</translation>
    </message>
    <message>
        <source>Nothing can be written there.</source>
        <translation>لا يمكن الكتابة هناك.</translation>
    </message>
    <message>
        <source>Choose another folder, or allow yourself to write in this one.</source>
        <translation>اختر مجلدًا آخر، أو امنح نفسك حق الكتابة في هذا.</translation>
    </message>
    <message>
        <source>The folder is made when all is set up.</source>
        <translation>يُنشأ المجلد عند إتمام الإعداد.</translation>
    </message>
    <message>
        <source>The folder is there, and empty.</source>
        <translation>المجلد موجود وفارغ.</translation>
    </message>
    <message>
        <source>The folder is not empty. What is in it stays as it is, and does not go to the cloud.</source>
        <translation>المجلد ليس فارغًا. يبقى ما فيه كما هو، ولا يذهب إلى السحابة.</translation>
    </message>
    <message>
        <source>%1 are free there.</source>
        <translation>المتاح هناك ⁨%1⁩.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FolderViews</name>
    <message>
        <source>Show all folders like this one</source>
        <translation>عرض كل المجلدات مثل هذا</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FoundDelegate</name>
    <message>
        <source>Output of cell %L1</source>
        <translation>ناتج الخلية %L1</translation>
    </message>
    <message>
        <source>Cell %L1</source>
        <translation>الخلية %L1</translation>
    </message>
    <message>
        <source>Line %L1</source>
        <translation>السطر %L1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::FoundPage</name>
    <message>
        <source>%1, a project</source>
        <translation>⁨%1⁩، مشروع</translation>
    </message>
    <message>
        <source>%1, a folder</source>
        <translation>⁨%1⁩، مجلد</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>المشروع</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Opened, %1</source>
        <translation>فُتح، ⁨%1⁩</translation>
    </message>
    <message>
        <source>Changed, %1</source>
        <translation>تغيّر، ⁨%1⁩</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Project and folder</source>
        <translation>المشروع والمجلد</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>⁨%1⁩، %2: ⁨%3⁩</translation>
    </message>
</context>
<context>
    <name>tideline::ui::GeneralPage</name>
    <message>
        <source>General</source>
        <translation>عام</translation>
    </message>
    <message>
        <source>Starting and closing</source>
        <translation>البدء والإغلاق</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>المظهر</translation>
    </message>
    <message>
        <source>A new language is used from the next start on.</source>
        <translation>تُستعمل اللغة الجديدة ابتداءً من التشغيل القادم.</translation>
    </message>
    <message>
        <source>Start Tideline when I &amp;log in</source>
        <translation>تشغيل Tideline عند الدخول إلى سطح المكتب (&amp;L)</translation>
    </message>
    <message>
        <source>Start &amp;hidden, with the tray icon alone</source>
        <translation>البدء مخفيًا، بأيقونة شريط النظام وحدها (&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keep running in the tray when the window is closed</source>
        <translation>البقاء عاملًا في شريط النظام عند إغلاق النافذة (&amp;K)</translation>
    </message>
    <message>
        <source>Only where a tray shows the icon; without one, closing the window ends Tideline.</source>
        <translation>فقط حيث يعرض شريط النظام الأيقونة؛ وإلا فإغلاق النافذة يُنهي Tideline.</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>مثل سطح المكتب</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>الألوان</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>الألوان (&amp;C)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>اللّغة (&amp;A)</translation>
    </message>
    <message>
        <source>Not in this window: it was started for a picture.</source>
        <translation>ليس في هذه النافذة: شُغّلت من أجل صورة.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::GuardDialog</name>
    <message>
        <source>Stopped to be safe</source>
        <translation>توقّف احترازي</translation>
    </message>
    <message>
        <source>Is this meant?</source>
        <translation>أهذا مقصود؟</translation>
    </message>
    <message>
        <source>%1
Nothing was done yet. What is deleted here stays in the project&apos;s trash for 30 days, and the cloud keeps its history.</source>
        <translation>⁨%1⁩
لم يُفعل شيء بعد. ما يُحذف هنا يبقى في سلة مهملات المشروع 30 يومًا، وتحتفظ السحابة بسجله.</translation>
    </message>
    <message>
        <source>Path in %1</source>
        <translation>المسار في ⁨%1⁩</translation>
    </message>
    <message>
        <source>What would happen</source>
        <translation>ما سيحدث</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>The plan is too long to be listed.</source>
        <translation>الخطة أطول من أن تُسرد.</translation>
    </message>
    <message>
        <source>No, change nothing</source>
        <translation>لا، دون تغيير شيء</translation>
    </message>
    <message>
        <source>Yes, do it</source>
        <translation>نعم، نفّذ</translation>
    </message>
</context>
<context>
    <name>tideline::ui::GuardQuestion</name>
    <message>
        <source>Show the list…</source>
        <translation>عرض القائمة…</translation>
    </message>
    <message>
        <source>Allow deleting</source>
        <translation>السماح بالحذف</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>لاحقًا</translation>
    </message>
</context>
<context>
    <name>tideline::ui::HexView</name>
    <message>
        <source>This file is empty.</source>
        <translation>هذا الملف فارغ.</translation>
    </message>
    <message>
        <source>Copied the line.</source>
        <translation>نُسخ السطر.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::Histogram</name>
    <message>
        <source>Histogram. Most values, %1, lie between %2 and %3.</source>
        <translation>مخطط تكراري. معظم القيم، وعددها ⁨%1⁩، بين ⁨%2⁩ و⁨%3⁩.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln times</source>
        <translation>
            <numerusform>⁨%1⁩: %Ln مرة</numerusform>
            <numerusform>⁨%1⁩: مرة واحدة</numerusform>
            <numerusform>⁨%1⁩: مرتان</numerusform>
            <numerusform>⁨%1⁩: %Ln مرات</numerusform>
            <numerusform>⁨%1⁩: %Ln مرة</numerusform>
            <numerusform>⁨%1⁩: %Ln مرة</numerusform>
        </translation>
    </message>
    <message>
        <source>No histogram</source>
        <translation>لا مخطط تكراري</translation>
    </message>
    <message>
        <source>Commonest values. %1</source>
        <translation>القيم الأكثر شيوعًا. ⁨%1⁩</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(فارغ)</translation>
    </message>
    <message>
        <source>%1 to %2: %3</source>
        <translation>من ⁨%1⁩ إلى ⁨%2⁩: ⁨%3⁩</translation>
    </message>
</context>
<context>
    <name>tideline::ui::HistoryDialog</name>
    <message numerus="yes">
        <source>%Ln changes</source>
        <translation>
            <numerusform>%Ln تغيير</numerusform>
            <numerusform>تغيير واحد</numerusform>
            <numerusform>تغييران</numerusform>
            <numerusform>%Ln تغييرات</numerusform>
            <numerusform>%Ln تغييرًا</numerusform>
            <numerusform>%Ln تغيير</numerusform>
        </translation>
    </message>
    <message>
        <source>History</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>History of “%1”</source>
        <translation>سجل «⁨%1⁩»</translation>
    </message>
    <message>
        <source>Every sync that changed something is a moment one can go back to. A moment with a name is easily found again.</source>
        <translation>كل مزامنة غيّرت شيئًا لحظةٌ يمكن الرجوع إليها. واللحظة التي لها اسم يسهل العثور عليها.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>%1 (live)</source>
        <translation>⁨%1⁩ (حيّة)</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>تاريخها</translation>
    </message>
    <message>
        <source>By</source>
        <translation>بواسطة</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>الرسالة</translation>
    </message>
    <message>
        <source>No moment has a name yet.</source>
        <translation>لم تُسمَّ أي لحظة بعد.</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>اللحظة</translation>
    </message>
    <message>
        <source>Go back to this moment…</source>
        <translation>الرجوع إلى هذه اللحظة…</translation>
    </message>
    <message>
        <source>Take the name away</source>
        <translation>نزع الاسم</translation>
    </message>
    <message>
        <source>Name for this moment</source>
        <translation>اسم لهذه اللحظة</translation>
    </message>
    <message>
        <source>Message (what it is good for)</source>
        <translation>رسالة (ما فائدتها)</translation>
    </message>
    <message>
        <source>Give the name</source>
        <translation>إعطاء الاسم</translation>
    </message>
    <message numerus="yes">
        <source>The newest %Ln moments; `tide log` lists all.</source>
        <translation>
            <numerusform>أحدث %Ln لحظة؛ الأمر ⁦`tide log`⁩ يسردها كلها.</numerusform>
            <numerusform>أحدث لحظة؛ الأمر ⁦`tide log`⁩ يسردها كلها.</numerusform>
            <numerusform>أحدث لحظتين؛ الأمر ⁦`tide log`⁩ يسردها كلها.</numerusform>
            <numerusform>أحدث %Ln لحظات؛ الأمر ⁦`tide log`⁩ يسردها كلها.</numerusform>
            <numerusform>أحدث %Ln لحظة؛ الأمر ⁦`tide log`⁩ يسردها كلها.</numerusform>
            <numerusform>أحدث %Ln لحظة؛ الأمر ⁦`tide log`⁩ يسردها كلها.</numerusform>
        </translation>
    </message>
    <message>
        <source>Revision %L1 · %2</source>
        <translation>المراجعة %L1 · ⁨%2⁩</translation>
    </message>
    <message>
        <source>%1 · “%2”</source>
        <translation>‏⁨%1⁩ · «⁨%2⁩»</translation>
    </message>
    <message>
        <source>Nothing was synced yet.</source>
        <translation>لم تتمّ مزامنة شيء بعد.</translation>
    </message>
    <message>
        <source>Only editors and owners of the project may do this.</source>
        <translation>لا يجوز هذا إلا لمحرّري المشروع ومالكيه.</translation>
    </message>
    <message>
        <source>Not live any more</source>
        <translation>لم تعد حيّة</translation>
    </message>
    <message>
        <source>Make it the live one</source>
        <translation>جعلها الحيّة</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>الرجوع</translation>
    </message>
    <message>
        <source>Give “%1” the state of %2?</source>
        <translation>أتُعاد «⁨%1⁩» إلى حالة ⁨%2⁩؟</translation>
    </message>
    <message>
        <source>All members see it. What was done since stays in the history: one can come back to now in the same way.</source>
        <translation>سيراه كل الأعضاء. وما جرى منذئذٍ يبقى في السجل: يمكن الرجوع إلى الآن بالطريقة نفسها.</translation>
    </message>
    <message>
        <source>Revision %1</source>
        <translation>المراجعة %1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::IgnoreDialog</name>
    <message>
        <source>Ignore</source>
        <translation>تجاهل</translation>
    </message>
    <message>
        <source>What this rule matches stays on this computer alone. Rules are those of .gitignore; they stand in .tidelineignore, which is synced.</source>
        <translation>ما تطابقه هذه القاعدة يبقى على هذا الحاسوب وحده. القواعد هي قواعد ⁦.gitignore⁩؛ ومكانها ⁦.tidelineignore⁩ الذي تجري مزامنته.</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>القاعدة</translation>
    </message>
    <message>
        <source>Type a rule.</source>
        <translation>اكتب قاعدة.</translation>
    </message>
    <message>
        <source>The rule matches “%1”, but that was synced before and goes on being synced. The rule holds for what comes new.</source>
        <translation>تطابق القاعدة «⁨%1⁩»، لكنه تزامن من قبل وتستمر مزامنته. تسري القاعدة على ما يأتي جديدًا.</translation>
    </message>
    <message>
        <source>“%1” will be ignored.</source>
        <translation>سيُتجاهل «⁨%1⁩».</translation>
    </message>
    <message>
        <source>“%1” is ignored already, by “%2” in %3.</source>
        <translation>«⁨%1⁩» متجاهَل بالفعل، بواسطة «⁨%2⁩» في ⁨%3⁩.</translation>
    </message>
    <message>
        <source>The rule does not match “%1”.</source>
        <translation>لا تطابق القاعدة «⁨%1⁩».</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ImageDifferenceCanvas</name>
    <message>
        <source>Two images</source>
        <translation>صورتان</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>قبل</translation>
    </message>
    <message>
        <source>After</source>
        <translation>بعد</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ImageDifferenceView</name>
    <message>
        <source>Side by side</source>
        <translation>جنبًا إلى جنب</translation>
    </message>
    <message>
        <source>Both images beside each other</source>
        <translation>الصورتان متجاورتان</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>سحب</translation>
    </message>
    <message>
        <source>A line between both, to be moved</source>
        <translation>خط بينهما يمكن تحريكه</translation>
    </message>
    <message>
        <source>Onion skin</source>
        <translation>شفافية</translation>
    </message>
    <message>
        <source>One image through the other</source>
        <translation>صورة من خلال الأخرى</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>الفروق</translation>
    </message>
    <message>
        <source>The pixels that differ</source>
        <translation>البكسلات المختلفة</translation>
    </message>
    <message>
        <source>How much of the newer image is seen</source>
        <translation>كم يُرى من الصورة الأحدث</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ImageView</name>
    <message>
        <source>Image, %L1 × %L2 pixels</source>
        <translation>صورة، %L1 × %L2 بكسل</translation>
    </message>
    <message>
        <source>%L1 × %L2</source>
        <translation>%L1 × %L2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>⁨%1⁩ من ⁨%2⁩</translation>
    </message>
    <message>
        <source>Frame before</source>
        <translation>الإطار السابق</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>الإطار التالي</translation>
    </message>
    <message>
        <source>This frame cannot be shown. %1</source>
        <translation>لا يمكن عرض هذا الإطار. ⁨%1⁩</translation>
    </message>
</context>
<context>
    <name>tideline::ui::InfoActions</name>
    <message>
        <source>no project is shown</source>
        <translation>لا مشروع معروض</translation>
    </message>
    <message>
        <source>select one file that is on this computer</source>
        <translation>حدّد ملفًا واحدًا موجودًا على هذا الحاسوب</translation>
    </message>
    <message numerus="yes">
        <source>%Ln paths copied</source>
        <translation>
            <numerusform>نُسخ %Ln مسار</numerusform>
            <numerusform>نُسخ المسار</numerusform>
            <numerusform>نُسخ مساران</numerusform>
            <numerusform>نُسخ %Ln مسارات</numerusform>
            <numerusform>نُسخ %Ln مسارًا</numerusform>
            <numerusform>نُسخ %Ln مسار</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln links copied</source>
        <translation>
            <numerusform>نُسخ %Ln رابط</numerusform>
            <numerusform>نُسخ الرابط</numerusform>
            <numerusform>نُسخ رابطان</numerusform>
            <numerusform>نُسخ %Ln روابط</numerusform>
            <numerusform>نُسخ %Ln رابطًا</numerusform>
            <numerusform>نُسخ %Ln رابط</numerusform>
        </translation>
    </message>
    <message>
        <source>Computing the SHA-256 of %1…</source>
        <translation>يُحسب SHA-256 للملف ⁨%1⁩…</translation>
    </message>
    <message>
        <source>SHA-256 copied: %1…</source>
        <translation>نُسخ SHA-256: ⁨%1⁩…</translation>
    </message>
    <message>
        <source>Select by pattern</source>
        <translation>التحديد بنمط</translation>
    </message>
    <message>
        <source>Names like (* and ? stand for anything)</source>
        <translation>الأسماء التي تشبه (* و? يقومان مقام أي شيء)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln items selected</source>
        <translation>
            <numerusform>حُدّد %Ln عنصر</numerusform>
            <numerusform>حُدّد عنصر واحد</numerusform>
            <numerusform>حُدّد عنصران</numerusform>
            <numerusform>حُدّد %Ln عناصر</numerusform>
            <numerusform>حُدّد %Ln عنصرًا</numerusform>
            <numerusform>حُدّد %Ln عنصر</numerusform>
        </translation>
    </message>
    <message>
        <source>Link to revision %L1 copied</source>
        <translation>نُسخ الرابط إلى المراجعة %L1</translation>
    </message>
    <message>
        <source>select one entry</source>
        <translation>حدّد مدخلة واحدة</translation>
    </message>
    <message>
        <source>a link leads to a project, a folder or a file</source>
        <translation>يؤدي الرابط إلى مشروع أو مجلد أو ملف</translation>
    </message>
</context>
<context>
    <name>tideline::ui::Inspector</name>
    <message>
        <source>Details</source>
        <translation>التفاصيل</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>الإصدارات</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>معاينة</translation>
    </message>
    <message>
        <source>Show or hide the preview</source>
        <translation>إظهار المعاينة أو إخفاؤها</translation>
    </message>
    <message>
        <source>Quick look (Space)</source>
        <translation>نظرة سريعة (المسافة)</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>نظرة سريعة</translation>
    </message>
    <message>
        <source>Select something to see its details.</source>
        <translation>حدّد شيئًا لترى تفاصيله.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>حول</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>مجلد</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>الملفات</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>مالك</translation>
    </message>
    <message>
        <source>Your role</source>
        <translation>دورك</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>المراجعة</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 من %L2</translation>
    </message>
    <message>
        <source>Last synced</source>
        <translation>آخر مزامنة</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>التعارضات</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>المشاكل</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>حُدّد %Ln</numerusform>
            <numerusform>حُدّد %Ln</numerusform>
            <numerusform>حُدّد %Ln</numerusform>
            <numerusform>حُدّد %Ln</numerusform>
            <numerusform>حُدّد %Ln</numerusform>
            <numerusform>حُدّد %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>آخر تعديل</translation>
    </message>
    <message>
        <source>Points to</source>
        <translation>يشير إلى</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>التنفيذ</translation>
    </message>
    <message>
        <source>may be executed</source>
        <translation>يجوز تنفيذه</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>أين</translation>
    </message>
    <message>
        <source>Cloud and here</source>
        <translation>السحابة وهنا</translation>
    </message>
    <message>
        <source>Here only</source>
        <translation>هنا فقط</translation>
    </message>
    <message>
        <source>Cloud only</source>
        <translation>السحابة فقط</translation>
    </message>
    <message>
        <source>Rule: %1</source>
        <translation>القاعدة: ⁨%1⁩</translation>
    </message>
    <message>
        <source>Revision %L1</source>
        <translation>المراجعة %L1</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>Online now</source>
        <translation>متصل الآن</translation>
    </message>
</context>
<context>
    <name>tideline::ui::InvitationsDialog</name>
    <message>
        <source>Invitations</source>
        <translation>الدعوات</translation>
    </message>
    <message>
        <source>A project that you join is listed under All projects; get a copy here when you want one.</source>
        <translation>المشروع الذي تنضم إليه يظهر تحت «كل المشاريع»؛ اجلب نسخة إلى هنا متى أردت.</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>إلى</translation>
    </message>
    <message>
        <source>By</source>
        <translation>بواسطة</translation>
    </message>
    <message>
        <source>As</source>
        <translation>بصفة</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>حتى</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>انضمام</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>رفض</translation>
    </message>
    <message>
        <source>Join by code</source>
        <translation>الانضمام برمز</translation>
    </message>
    <message>
        <source>Code of an invitation</source>
        <translation>رمز الدعوة</translation>
    </message>
    <message>
        <source>A code that somebody gave you</source>
        <translation>رمز أعطاك إياه أحدهم</translation>
    </message>
    <message>
        <source>Nobody has invited you.</source>
        <translation>لم يدعك أحد.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::LineDifferenceView</name>
    <message>
        <source>Side by side</source>
        <translation>جنبًا إلى جنب</translation>
    </message>
    <message>
        <source>Both versions beside each other</source>
        <translation>الإصداران متجاوران</translation>
    </message>
    <message>
        <source>One column</source>
        <translation>عمود واحد</translation>
    </message>
    <message>
        <source>What is gone above what came</source>
        <translation>ما ذهب فوق ما جاء</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>كل الأسطر</translation>
    </message>
    <message>
        <source>Show the equal lines, too</source>
        <translation>إظهار الأسطر المتطابقة أيضًا</translation>
    </message>
    <message>
        <source>Change before (P)</source>
        <translation>التغيير السابق (P)</translation>
    </message>
    <message>
        <source>Next change (N)</source>
        <translation>التغيير التالي (N)</translation>
    </message>
    <message>
        <source>No changes</source>
        <translation>لا تغييرات</translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <translation>التغيير ⁨%1⁩ من ⁨%2⁩</translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes</source>
        <translation>
            <numerusform>%Ln تغيير</numerusform>
            <numerusform>تغيير واحد</numerusform>
            <numerusform>تغييران</numerusform>
            <numerusform>%Ln تغييرات</numerusform>
            <numerusform>%Ln تغييرًا</numerusform>
            <numerusform>%Ln تغيير</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::LinkBar</name>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>This link leads to %1</source>
        <translation>يؤدي هذا الرابط إلى ⁨%1⁩</translation>
    </message>
    <message>
        <source>This link leads to %1, which is not opened from here.</source>
        <translation>يؤدي هذا الرابط إلى ⁨%1⁩، وهو لا يُفتح من هنا.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::LinksDialog</name>
    <message>
        <source>The whole project</source>
        <translation>المشروع كله</translation>
    </message>
    <message>
        <source>Over since %1</source>
        <translation>انتهى منذ ⁨%1⁩</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>No</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>يؤدي إلى</translation>
    </message>
    <message>
        <source>By</source>
        <translation>بواسطة</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>أُنشئ</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>ينتهي</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>كلمة المرور</translation>
    </message>
    <message>
        <source>this project is not in the cloud</source>
        <translation>هذا المشروع ليس في السحابة</translation>
    </message>
    <message>
        <source>only an owner of the project may do this</source>
        <translation>لا يجوز هذا إلا لمالك المشروع</translation>
    </message>
    <message>
        <source>Share by link</source>
        <translation>مشاركة برابط</translation>
    </message>
    <message>
        <source>Links into “%1”</source>
        <translation>روابط إلى «⁨%1⁩»</translation>
    </message>
    <message>
        <source>Whoever has a link reads what it leads to, as it is then, without an account, until the link ends.</source>
        <translation>كل من لديه رابط يقرأ ما يؤدي إليه، كما هو حينها، من دون حساب، حتى ينتهي الرابط.</translation>
    </message>
    <message>
        <source>There are no links into this project.</source>
        <translation>لا روابط إلى هذا المشروع.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>إلغاء الرابط</translation>
    </message>
    <message>
        <source>&amp;New link to the whole project</source>
        <translation>رابط جديد إلى المشروع كله (&amp;N)</translation>
    </message>
    <message>
        <source>&amp;New link to “%1”</source>
        <translation>رابط جديد إلى «⁨%1⁩» (&amp;N)</translation>
    </message>
    <message>
        <source>When the link ends</source>
        <translation>متى ينتهي الرابط</translation>
    </message>
    <message numerus="yes">
        <source>Ends in %Ln days</source>
        <translation>
            <numerusform>ينتهي الآن</numerusform>
            <numerusform>ينتهي بعد يوم</numerusform>
            <numerusform>ينتهي بعد يومين</numerusform>
            <numerusform>ينتهي بعد %Ln أيام</numerusform>
            <numerusform>ينتهي بعد %Ln يومًا</numerusform>
            <numerusform>ينتهي بعد %Ln يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>Ends in a year</source>
        <translation>ينتهي بعد سنة</translation>
    </message>
    <message>
        <source>Password of the link</source>
        <translation>كلمة مرور الرابط</translation>
    </message>
    <message>
        <source>Password; empty: none is asked for</source>
        <translation>كلمة المرور؛ فارغة: لا تُطلب أي كلمة</translation>
    </message>
    <message>
        <source>Create and copy</source>
        <translation>إنشاء ونسخ</translation>
    </message>
    <message>
        <source>The new link</source>
        <translation>الرابط الجديد</translation>
    </message>
    <message>
        <source>Copied. The link is shown this once; it ends on %1.</source>
        <translation>نُسخ. يُعرض الرابط هذه المرة وحدها؛ وينتهي في ⁨%1⁩.</translation>
    </message>
    <message>
        <source>Revoke this link to “%1”?</source>
        <translation>أيُلغى هذا الرابط إلى «⁨%1⁩»؟</translation>
    </message>
    <message>
        <source>Whoever has it reads nothing by it any more. It cannot be given back; a new link is another one.</source>
        <translation>لن يقرأ من لديه الرابط شيئًا به بعد الآن. ولا يمكن استرجاعه؛ فالرابط الجديد رابط آخر.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::MainWindow</name>
    <message>
        <source>Places and projects</source>
        <translation>الأماكن والمشاريع</translation>
    </message>
    <message>
        <source>Add project</source>
        <translation>إضافة مشروع</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>الأدوات</translation>
    </message>
    <message>
        <source>Filter (Ctrl+F)</source>
        <translation>تصفية (Ctrl+F)</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>التصفية بالاسم</translation>
    </message>
    <message>
        <source>Menu (Alt+M)</source>
        <translation>القائمة (Alt+M)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>القائمة</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>التعارضات</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>النشاط</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>سلة المهملات</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>المشروع</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>⁨%1⁩ في ⁨%2⁩</translation>
    </message>
    <message>
        <source>Tideline</source>
        <translation>Tideline</translation>
    </message>
    <message>
        <source>%1 — Tideline</source>
        <translation>‏⁨%1⁩ — Tideline</translation>
    </message>
    <message>
        <source>you are not signed in</source>
        <translation>لم تسجّل الدخول</translation>
    </message>
    <message>
        <source>Resume syncing</source>
        <translation>استئناف المزامنة</translation>
    </message>
    <message>
        <source>Pause syncing</source>
        <translation>إيقاف المزامنة مؤقتًا</translation>
    </message>
    <message>
        <source>this page shows everything itself</source>
        <translation>هذه الصفحة تعرض كل شيء بنفسها</translation>
    </message>
    <message>
        <source>You are not signed in. What is on this computer stays as it is.</source>
        <translation>لم تسجّل الدخول. ما على هذا الحاسوب يبقى كما هو.</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>تسجيل الدخول…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Waits for your yes: %1
Nothing was deleted yet.</source>
        <translation>بانتظار موافقتك: ⁨%1⁩
لم يُحذف شيء بعد.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files were changed in two places and need you.</source>
        <translation>
            <numerusform>تغيّر %Ln ملف في مكانين ويلزم قرارك.</numerusform>
            <numerusform>تغيّر ملف واحد في مكانين ويلزم قرارك.</numerusform>
            <numerusform>تغيّر ملفان في مكانين ويلزم قرارك.</numerusform>
            <numerusform>تغيّر %Ln ملفات في مكانين ويلزم قرارك.</numerusform>
            <numerusform>تغيّر %Ln ملفًا في مكانين ويلزم قرارك.</numerusform>
            <numerusform>تغيّر %Ln ملف في مكانين ويلزم قرارك.</numerusform>
        </translation>
    </message>
    <message>
        <source>Resolve…</source>
        <translation>حلّ…</translation>
    </message>
    <message>
        <source>This project is in the cloud only. You can look, and open single files.</source>
        <translation>هذا المشروع في السحابة فقط. يمكنك النظر وفتح ملفات منفردة.</translation>
    </message>
    <message>
        <source>Get a copy here…</source>
        <translation>جلب نسخة إلى هنا…</translation>
    </message>
    <message>
        <source>In the cloud only</source>
        <translation>في السحابة فقط</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>المزامنة الآن</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>استئناف</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>العرض في مدير الملفات</translation>
    </message>
    <message>
        <source>Stop syncing here…</source>
        <translation>إيقاف المزامنة هنا…</translation>
    </message>
    <message>
        <source>Share…</source>
        <translation>مشاركة…</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>السجل…</translation>
    </message>
    <message>
        <source>Stop syncing</source>
        <translation>إيقاف المزامنة</translation>
    </message>
    <message>
        <source>Stop syncing “%1” on this computer?</source>
        <translation>أتُوقف مزامنة «⁨%1⁩» على هذا الحاسوب؟</translation>
    </message>
    <message>
        <source>The files stay in %1, and the project stays in the cloud.</source>
        <translation>تبقى الملفات في ⁨%1⁩، ويبقى المشروع في السحابة.</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>الذهاب إلى ⁨%1⁩</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>تصفية</translation>
    </message>
    <message>
        <source>You may only read this project. What you change here stays on this computer.</source>
        <translation>يجوز لك قراءة هذا المشروع فقط. ما تغيّره هنا يبقى على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Name a version</source>
        <translation>تسمية إصدار</translation>
    </message>
    <message>
        <source>Name of “%1” as it was in revision %L2</source>
        <translation>اسم «⁨%1⁩» كما كان في المراجعة %L2</translation>
    </message>
    <message>
        <source>Sync anyway</source>
        <translation>المزامنة رغم ذلك</translation>
    </message>
    <message>
        <source>Share by link…</source>
        <translation>مشاركة برابط…</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ManagedWords</name>
    <message>
        <source>Set by your administrator (%1)</source>
        <translation>ضبطه مسؤول النظام (⁨%1⁩)</translation>
    </message>
    <message>
        <source>Set by your administrator (%1): %2</source>
        <translation>ضبطه مسؤول النظام (⁨%1⁩): ⁨%2⁩</translation>
    </message>
</context>
<context>
    <name>tideline::ui::MarksPage</name>
    <message>
        <source>Starred</source>
        <translation>المميّزة بنجمة</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>الحديثة</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>تغيّر</translation>
    </message>
    <message>
        <source>When</source>
        <translation>متى</translation>
    </message>
    <message>
        <source>Nothing has a star yet.

Ctrl+Shift+D gives one to a file, a folder or a project; it is then always at hand here.</source>
        <translation>لا شيء مميّزًا بنجمة بعد.

يعطي Ctrl+Shift+D نجمةً لملف أو مجلد أو مشروع؛ فيبقى هنا في متناول اليد.</translation>
    </message>
    <message>
        <source>Nothing was opened or changed in the last 30 days.</source>
        <translation>لم يُفتح شيء ولم يتغيّر في آخر 30 يومًا.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::MembersDialog</name>
    <message>
        <source>Whoever has the code</source>
        <translation>كل من لديه الرمز</translation>
    </message>
    <message>
        <source>Invited until %1</source>
        <translation>مدعوّ حتى ⁨%1⁩</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>عضو</translation>
    </message>
    <message>
        <source>By an organisation</source>
        <translation>عبر مؤسسة</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>مشاركة</translation>
    </message>
    <message>
        <source>Share “%1”</source>
        <translation>مشاركة «⁨%1⁩»</translation>
    </message>
    <message>
        <source>Who can see this project, and what each of them may do.</source>
        <translation>من يمكنه رؤية هذا المشروع، وما يجوز لكل منهم.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>الدور</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>الوضع</translation>
    </message>
    <message>
        <source>Role of the one that is selected</source>
        <translation>دور العضو المحدّد</translation>
    </message>
    <message>
        <source>Name of a user; empty: a code for whoever gets it</source>
        <translation>اسم مستخدم؛ فارغ: رمز لمن يصله</translation>
    </message>
    <message>
        <source>Days that the invitation holds</source>
        <translation>أيام سريان الدعوة</translation>
    </message>
    <message numerus="yes">
        <source> days</source>
        <comment>after a number</comment>
        <translation>
            <numerusform> يوم</numerusform>
            <numerusform> يوم</numerusform>
            <numerusform> يومان</numerusform>
            <numerusform> أيام</numerusform>
            <numerusform> يومًا</numerusform>
            <numerusform> يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>دعوة</translation>
    </message>
    <message>
        <source>The code is shown this once. Give it to one person only; it ends with the invitation.</source>
        <translation>يُعرض الرمز هذه المرة وحدها. أعطه لشخص واحد فقط؛ وينتهي بانتهاء الدعوة.</translation>
    </message>
    <message>
        <source>The invitation&apos;s code</source>
        <translation>رمز الدعوة</translation>
    </message>
    <message>
        <source>&amp;Invite somebody</source>
        <translation>دعوة شخص (&amp;I)</translation>
    </message>
    <message>
        <source>Only an owner of the project may do this.</source>
        <translation>لا يجوز هذا إلا لمالك المشروع.</translation>
    </message>
    <message>
        <source>Take the invitation back</source>
        <translation>سحب الدعوة</translation>
    </message>
    <message>
        <source>Leave the project…</source>
        <translation>مغادرة المشروع…</translation>
    </message>
    <message>
        <source>Take out…</source>
        <translation>إخراج…</translation>
    </message>
    <message>
        <source>This person is a member of the organisation that owns the project.</source>
        <translation>هذا الشخص عضو في المؤسسة التي تملك المشروع.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>مغادرة</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>إخراج</translation>
    </message>
    <message>
        <source>Leave “%1”?</source>
        <translation>أتغادر «⁨%1⁩»؟</translation>
    </message>
    <message>
        <source>Take %1 out of “%2”?</source>
        <translation>أيُخرج ⁨%1⁩ من «⁨%2⁩»؟</translation>
    </message>
    <message>
        <source>The files on this computer stay. They are not synced any more until somebody invites you again.</source>
        <translation>تبقى الملفات على هذا الحاسوب. ولا تجري مزامنتها حتى يدعوك أحد من جديد.</translation>
    </message>
    <message>
        <source>The files on that person&apos;s computers stay there. They are not synced any more.</source>
        <translation>تبقى الملفات على حواسيب ذلك الشخص هناك. ولا تجري مزامنتها بعد الآن.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::MergeSaver</name>
    <message>
        <source>A version cannot be read: %1.</source>
        <translation>تتعذّر قراءة أحد الإصدارات: ⁨%1⁩.</translation>
    </message>
    <message>
        <source>The merged file cannot be written: %1.</source>
        <translation>تتعذّر كتابة الملف المدموج: ⁨%1⁩.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::MergeView</name>
    <message>
        <source>What will be saved</source>
        <translation>ما سيُحفظ</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>النتيجة</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>إصدارك</translation>
    </message>
    <message>
        <source>Take yours here (1)</source>
        <translation>أخذ إصدارك هنا (1)</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>الأساس</translation>
    </message>
    <message>
        <source>Take what was there before (2)</source>
        <translation>أخذ ما كان هناك من قبل (2)</translation>
    </message>
    <message>
        <source>Cloud&apos;s</source>
        <translation>السحابة</translation>
    </message>
    <message>
        <source>Take the cloud&apos;s here (3)</source>
        <translation>أخذ إصدار السحابة هنا (3)</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>كلاهما</translation>
    </message>
    <message>
        <source>Take yours, and then the cloud&apos;s (4)</source>
        <translation>أخذ إصدارك ثم إصدار السحابة (4)</translation>
    </message>
    <message>
        <source>Change before (P)</source>
        <translation>التغيير السابق (P)</translation>
    </message>
    <message>
        <source>Next change (N)</source>
        <translation>التغيير التالي (N)</translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <translation>التغيير ⁨%1⁩ من ⁨%2⁩</translation>
    </message>
    <message>
        <source>everything is decided</source>
        <translation>بُتّ في كل شيء</translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflicts to decide</source>
        <translation>
            <numerusform>%Ln تعارض تلزم قرارًا</numerusform>
            <numerusform>تعارض واحد يلزم قرارًا</numerusform>
            <numerusform>تعارضان يلزمان قرارًا</numerusform>
            <numerusform>%Ln تعارضات تلزم قرارًا</numerusform>
            <numerusform>%Ln تعارضًا تلزم قرارًا</numerusform>
            <numerusform>%Ln تعارض تلزم قرارًا</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::NameDelegate</name>
    <message>
        <source>New name of %1</source>
        <translation>اسم جديد للمدخلة ⁨%1⁩</translation>
    </message>
</context>
<context>
    <name>tideline::ui::NetworkPage</name>
    <message>
        <source>Network</source>
        <translation>الشبكة</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>الوسيط</translation>
    </message>
    <message>
        <source>A server on this computer is always asked straight.</source>
        <translation>الخادم الذي على هذا الحاسوب يُسأل دائمًا مباشرة.</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>الشهادات</translation>
    </message>
    <message>
        <source>For a server whose certificate your organisation has signed itself. The system&apos;s certificates count beside it.</source>
        <translation>لخادم وقّعت مؤسستك شهادته بنفسها. وتسري معها شهادات النظام.</translation>
    </message>
    <message>
        <source>&amp;Try the connection</source>
        <translation>تجربة الاتصال (&amp;T)</translation>
    </message>
    <message>
        <source>As the system says (https_proxy)</source>
        <translation>كما يقول النظام (https_proxy)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>This one:</source>
        <translation>هذا:</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>الوسيط (&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>العنوان (&amp;A)</translation>
    </message>
    <message>
        <source>http://proxy.example.org:3128</source>
        <translation>http://proxy.example.org:3128</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>المستخدم (&amp;U)</translation>
    </message>
    <message>
        <source>Where it asks for one</source>
        <translation>إن كان يطلبه</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>كلمة المرور (&amp;W)</translation>
    </message>
    <message>
        <source>&amp;File of certificates</source>
        <translation>ملف الشهادات (&amp;F)</translation>
    </message>
    <message>
        <source>None of our own</source>
        <translation>لا شهادات خاصة بنا</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>اختيار…</translation>
    </message>
    <message>
        <source>Choose the file of certificates</source>
        <translation>اختيار ملف الشهادات</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>شهادات (⁦*.pem⁩ ⁦*.crt⁩ ⁦*.cer⁩);;كل الملفات (*)</translation>
    </message>
    <message>
        <source>Kept; type another one to replace it</source>
        <translation>محفوظة؛ اكتب غيرها لاستبدالها</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>جارٍ السؤال…</translation>
    </message>
    <message>
        <source>%1 answers.</source>
        <translation>⁨%1⁩ يجيب.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>⁨%1⁩ لا يجيب.</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>سعة النقل</translation>
    </message>
    <message>
        <source>Of everything that Tideline sends and receives on this computer, for all projects together.</source>
        <translation>لكل ما يرسله Tideline ويستقبله على هذا الحاسوب، لكل المشاريع معًا.</translation>
    </message>
    <message>
        <source> kB/s</source>
        <translation> ك.ب/ث</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>بلا حد</translation>
    </message>
    <message>
        <source>Up&amp;loads at most</source>
        <translation>أقصى رفع (&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Downloads at most</source>
        <translation>أقصى تنزيل (&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Only from</source>
        <translation>فقط من (&amp;O)</translation>
    </message>
    <message>
        <source>Limits begin</source>
        <translation>بداية الحدود</translation>
    </message>
    <message>
        <source>Limits end</source>
        <translation>نهاية الحدود</translation>
    </message>
    <message>
        <source>to</source>
        <translation>إلى</translation>
    </message>
    <message>
        <source>This &amp;computer&apos;s</source>
        <translation>شهادة &amp;هذا الحاسوب</translation>
    </message>
    <message>
        <source>Choose the file with this computer&apos;s certificate and key</source>
        <translation>اختر الملف الذي فيه شهادة هذا الحاسوب ومفتاحها</translation>
    </message>
    <message>
        <source>For a server that asks each computer for a certificate: a PEM file that holds it, and its key without a passphrase.</source>
        <translation>لخادم يطلب شهادة من كل حاسوب: ملف PEM فيه الشهادة ومفتاحها بلا عبارة مرور.</translation>
    </message>
    <message>
        <source>Metered networks</source>
        <translation>الشبكات محدودة البيانات</translation>
    </message>
    <message>
        <source>A phone&apos;s hotspot, say. Tideline knows of it where this computer&apos;s network service tells.</source>
        <translation>نقطة اتصال الهاتف مثلًا. يعرف Tideline بذلك حيث تُخبر به خدمة الشبكة في هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Wait, until you sync anyway</source>
        <translation>الانتظار إلى أن تزامن رغم ذلك</translation>
    </message>
    <message>
        <source>Sync as usual</source>
        <translation>المزامنة كالمعتاد</translation>
    </message>
    <message>
        <source>On metered networks</source>
        <translation>في الشبكات محدودة البيانات</translation>
    </message>
    <message>
        <source>On &amp;metered networks</source>
        <translation>في الشبكات م&amp;حدودة البيانات</translation>
    </message>
    <message>
        <source>Hours of the limits</source>
        <translation>ساعات الحدود</translation>
    </message>
</context>
<context>
    <name>tideline::ui::NotebookView</name>
    <message>
        <source>Notebook</source>
        <translation>دفتر</translation>
    </message>
    <message>
        <source>Some cells cannot be read. %1</source>
        <translation>تتعذّر قراءة بعض الخلايا. ⁨%1⁩</translation>
    </message>
    <message numerus="yes">
        <source>%Ln cells</source>
        <translation>
            <numerusform>%Ln خلية</numerusform>
            <numerusform>خلية واحدة</numerusform>
            <numerusform>خليتان</numerusform>
            <numerusform>%Ln خلايا</numerusform>
            <numerusform>%Ln خلية</numerusform>
            <numerusform>%Ln خلية</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln cells are shown.</source>
        <translation>
            <numerusform>لا تُعرض إلا أول %Ln خلية.</numerusform>
            <numerusform>لا تُعرض إلا أول خلية.</numerusform>
            <numerusform>لا تُعرض إلا أول خليتين.</numerusform>
            <numerusform>لا تُعرض إلا أول %Ln خلايا.</numerusform>
            <numerusform>لا تُعرض إلا أول %Ln خلية.</numerusform>
            <numerusform>لا تُعرض إلا أول %Ln خلية.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::NotificationsPage</name>
    <message>
        <source>Notifications</source>
        <translation>الإشعارات</translation>
    </message>
    <message>
        <source>&amp;Tell me of conflicts, and of questions that hold a sync up</source>
        <translation>إعلامي بالتعارضات وبالأسئلة التي تعطّل المزامنة (&amp;T)</translation>
    </message>
    <message>
        <source>The tray icon and the status bar show them in any case. What just goes well is never announced.</source>
        <translation>تُظهرها أيقونة شريط النظام وشريط الحالة في كل الأحوال. أما ما يسير على ما يرام فلا يُعلَن أبدًا.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::OpenActions</name>
    <message>
        <source>it is in the cloud only</source>
        <translation>هو في السحابة فقط</translation>
    </message>
    <message>
        <source>no project is shown</source>
        <translation>لا مشروع معروض</translation>
    </message>
    <message>
        <source>select one entry</source>
        <translation>حدّد مدخلة واحدة</translation>
    </message>
    <message>
        <source>nothing is selected</source>
        <translation>لم يُحدَّد شيء</translation>
    </message>
    <message>
        <source>No program opens this kind of file.</source>
        <translation>لا برنامج يفتح هذا النوع من الملفات.</translation>
    </message>
    <message>
        <source>Choose one with “Open with”.</source>
        <translation>اختر واحدًا عبر «الفتح بواسطة».</translation>
    </message>
    <message>
        <source>Fetching %1…</source>
        <translation>يُجلب ⁨%1⁩…</translation>
    </message>
    <message>
        <source>Fetching %1 — %L2 %</source>
        <translation>يُجلب ⁨%1⁩ — %L2٪</translation>
    </message>
    <message>
        <source>Open with</source>
        <translation>الفتح بواسطة</translation>
    </message>
</context>
<context>
    <name>tideline::ui::OutputsPanel</name>
    <message>
        <source>Outputs of a cell</source>
        <translation>مخرجات خلية</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Close the outputs</source>
        <translation>إغلاق المخرجات</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>قبل</translation>
    </message>
    <message>
        <source>After</source>
        <translation>بعد</translation>
    </message>
    <message>
        <source>Cell %L1, before and after</source>
        <translation>الخلية %L1، قبل وبعد</translation>
    </message>
    <message>
        <source>There is no such cell in this version.</source>
        <translation>لا توجد هذه الخلية في هذا الإصدار.</translation>
    </message>
    <message>
        <source>This cell cannot be shown.</source>
        <translation>لا يمكن عرض هذه الخلية.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::PageColumn</name>
    <message>
        <source>The picture of a page is broken.</source>
        <translation>صورة إحدى الصفحات تالفة.</translation>
    </message>
    <message>
        <source>This file has no pages.</source>
        <translation>لا صفحات في هذا الملف.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::PagesView</name>
    <message>
        <source>Pages</source>
        <translation>الصفحات</translation>
    </message>
    <message>
        <source>Some pages cannot be drawn. %1</source>
        <translation>يتعذّر رسم بعض الصفحات. ⁨%1⁩</translation>
    </message>
    <message>
        <source>Page %L1 of %L2</source>
        <translation>الصفحة %L1 من %L2</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>الصفحة السابقة</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>الصفحة التالية</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pages</source>
        <translation>
            <numerusform>%Ln صفحة</numerusform>
            <numerusform>صفحة واحدة</numerusform>
            <numerusform>صفحتان</numerusform>
            <numerusform>%Ln صفحات</numerusform>
            <numerusform>%Ln صفحة</numerusform>
            <numerusform>%Ln صفحة</numerusform>
        </translation>
    </message>
    <message>
        <source>Found on page %1.</source>
        <translation>عُثر عليه في الصفحة ⁨%1⁩.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::PathBar</name>
    <message>
        <source>Path</source>
        <translation>المسار</translation>
    </message>
    <message>
        <source>Path to go to</source>
        <translation>المسار المطلوب الذهاب إليه</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>الذهاب إلى ⁨%1⁩</translation>
    </message>
    <message>
        <source>Folders between</source>
        <translation>المجلدات التي بينهما</translation>
    </message>
</context>
<context>
    <name>tideline::ui::PauseMenu</name>
    <message>
        <source>Pause syncing</source>
        <translation>إيقاف المزامنة مؤقتًا</translation>
    </message>
    <message>
        <source>For 1 hour</source>
        <translation>لمدة ساعة</translation>
    </message>
    <message>
        <source>Until tomorrow morning</source>
        <translation>حتى صباح الغد</translation>
    </message>
    <message>
        <source>Until I resume</source>
        <translation>حتى أستأنف</translation>
    </message>
</context>
<context>
    <name>tideline::ui::PresenceLabel</name>
    <message>
        <source>%1 on %2</source>
        <translation>%1 على %2</translation>
    </message>
    <message>
        <source>Online now: %1</source>
        <translation>متصل الآن: %1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::PreviewPane</name>
    <message>
        <source>Preview</source>
        <translation>معاينة</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>جارٍ التحميل…</translation>
    </message>
    <message>
        <source>Find in this file (Ctrl+F)</source>
        <translation>البحث في هذا الملف (Ctrl+F)</translation>
    </message>
    <message>
        <source>Find in this file</source>
        <translation>البحث في هذا الملف</translation>
    </message>
    <message>
        <source>This file cannot be shown</source>
        <translation>لا يمكن عرض هذا الملف</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ProblemsDialog</name>
    <message>
        <source>Not synced</source>
        <translation>لم تتمّ مزامنته</translation>
    </message>
    <message>
        <source>Everything else goes on; one bad file blocks nothing.</source>
        <translation>كل ما عداه مستمر؛ ملف معيب واحد لا يعطّل شيئًا.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ملف</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>المشروع</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>Everything is synced.</source>
        <translation>تمّت مزامنة كل شيء.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ProgramDialog</name>
    <message>
        <source>Open with</source>
        <translation>الفتح بواسطة</translation>
    </message>
    <message>
        <source>Which program shall open “%1”?</source>
        <translation>أي برنامج يفتح «⁨%1⁩»؟</translation>
    </message>
    <message numerus="yes">
        <source>Which program shall open these %Ln files?</source>
        <translation>
            <numerusform>أي برنامج يفتح هذه الملفات وعددها %Ln؟</numerusform>
            <numerusform>أي برنامج يفتح هذا الملف؟</numerusform>
            <numerusform>أي برنامج يفتح هذين الملفين؟</numerusform>
            <numerusform>أي برنامج يفتح هذه الملفات وعددها %Ln؟</numerusform>
            <numerusform>أي برنامج يفتح هذه الملفات وعددها %Ln؟</numerusform>
            <numerusform>أي برنامج يفتح هذه الملفات وعددها %Ln؟</numerusform>
        </translation>
    </message>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>Search programs</source>
        <translation>البحث عن برامج</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>البرامج</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ProjectsPage</name>
    <message>
        <source>In the cloud only</source>
        <translation>في السحابة فقط</translation>
    </message>
    <message>
        <source>%1, %L2 %</source>
        <translation>⁨%1⁩، %L2٪</translation>
    </message>
    <message>
        <source>Cloud and here</source>
        <translation>السحابة وهنا</translation>
    </message>
    <message>
        <source>Here only</source>
        <translation>هنا فقط</translation>
    </message>
    <message>
        <source>Cloud only</source>
        <translation>السحابة فقط</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>كل المشاريع</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>أين</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>تغيّر</translation>
    </message>
    <message>
        <source>Get a copy here…</source>
        <translation>جلب نسخة إلى هنا…</translation>
    </message>
    <message>
        <source>Add project…</source>
        <translation>إضافة مشروع…</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>على هذا الحاسوب</translation>
    </message>
    <message>
        <source>Shared with me</source>
        <translation>المشترَك معي</translation>
    </message>
    <message>
        <source>No project is named like “%1”.</source>
        <translation>لا مشروع باسم يشبه «⁨%1⁩».</translation>
    </message>
    <message>
        <source>Sign in to see your projects.</source>
        <translation>سجّل الدخول لترى مشاريعك.</translation>
    </message>
    <message>
        <source>No project is on this computer yet.

Open one under “All projects”, or add a folder of yours.</source>
        <translation>لا مشروع على هذا الحاسوب بعد.

افتح واحدًا من «كل المشاريع»، أو أضف مجلدًا لك.</translation>
    </message>
    <message>
        <source>No projects yet.

Add a folder of yours: it is then in the cloud, here, and always up to date.</source>
        <translation>لا مشاريع بعد.

أضف مجلدًا لك: فيكون في السحابة وهنا، ومحدّثًا دائمًا.</translation>
    </message>
    <message>
        <source>No project was shared with you yet.

One whom you ask for it invites you under “Share”.</source>
        <translation>لم يُشارَك معك أي مشروع بعد.

من تطلب منه ذلك يدعوك عبر «مشاركة».</translation>
    </message>
</context>
<context>
    <name>tideline::ui::PropertiesDialog</name>
    <message>
        <source>%1 (%2)</source>
        <translation>‏⁨%1⁩ (⁨%2⁩)</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>الخصائص</translation>
    </message>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln عنصر</numerusform>
            <numerusform>عنصر واحد</numerusform>
            <numerusform>عنصران</numerusform>
            <numerusform>%Ln عناصر</numerusform>
            <numerusform>%Ln عنصرًا</numerusform>
            <numerusform>%Ln عنصر</numerusform>
        </translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>الصنف</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>مجلد</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>رابط</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ملف</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>جارٍ العدّ…</translation>
    </message>
    <message>
        <source>Contains</source>
        <translation>يحتوي على</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>المكان</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الوضع</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>آخر تعديل</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>غير معروف</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>المراجعة</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>الأذونات</translation>
    </message>
    <message>
        <source>May be run as a program</source>
        <translation>يجوز تشغيله كبرنامج</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>حساب</translation>
    </message>
    <message>
        <source>Compute the SHA-256</source>
        <translation>حساب SHA-256</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>⁨%1⁩، ⁨%2⁩</translation>
    </message>
    <message numerus="yes">
        <source>%Ln folders</source>
        <translation>
            <numerusform>%Ln مجلد</numerusform>
            <numerusform>مجلد واحد</numerusform>
            <numerusform>مجلدان</numerusform>
            <numerusform>%Ln مجلدات</numerusform>
            <numerusform>%Ln مجلدًا</numerusform>
            <numerusform>%Ln مجلد</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, of %2</source>
        <translation>⁨%1⁩، لـ ⁨%2⁩</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Copy the SHA-256</source>
        <translation>نسخ SHA-256</translation>
    </message>
</context>
<context>
    <name>tideline::ui::QuickLook</name>
    <message>
        <source>Entry before (Up)</source>
        <translation>المدخلة السابقة (أعلى)</translation>
    </message>
    <message>
        <source>Next entry (Down)</source>
        <translation>المدخلة التالية (أسفل)</translation>
    </message>
    <message>
        <source>Close (Space)</source>
        <translation>إغلاق (المسافة)</translation>
    </message>
    <message>
        <source>This is a folder. Enter opens it.</source>
        <translation>هذا مجلد. يفتحه مفتاح الإدخال.</translation>
    </message>
    <message>
        <source>This file is in the cloud only, and cannot be looked at from here.</source>
        <translation>هذا الملف في السحابة فقط، ولا يمكن النظر إليه من هنا.</translation>
    </message>
    <message>
        <source>This is a link to %1.</source>
        <translation>هذا رابط إلى ⁨%1⁩.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::QuitQuestion</name>
    <message numerus="yes">
        <source>%Ln files of “%1” are not in the cloud yet.</source>
        <translation>
            <numerusform>في «⁨%1⁩» %Ln ملف لم تصل إلى السحابة بعد.</numerusform>
            <numerusform>في «⁨%1⁩» ملف واحد لم يصل إلى السحابة بعد.</numerusform>
            <numerusform>في «⁨%1⁩» ملفان لم يصلا إلى السحابة بعد.</numerusform>
            <numerusform>في «⁨%1⁩» %Ln ملفات لم تصل إلى السحابة بعد.</numerusform>
            <numerusform>في «⁨%1⁩» %Ln ملفًا لم تصل إلى السحابة بعد.</numerusform>
            <numerusform>في «⁨%1⁩» %Ln ملف لم تصل إلى السحابة بعد.</numerusform>
        </translation>
    </message>
    <message>
        <source>Changes in “%1” are not in the cloud yet.</source>
        <translation>تغييرات في «⁨%1⁩» لم تصل إلى السحابة بعد.</translation>
    </message>
    <message>
        <source>Quit Tideline</source>
        <translation>إنهاء Tideline</translation>
    </message>
    <message>
        <source>They stay on this computer, and go up when Tideline runs again.</source>
        <translation>تبقى على هذا الحاسوب، وتُرفع عندما يعمل Tideline من جديد.</translation>
    </message>
    <message>
        <source>Finish, then quit</source>
        <translation>الإتمام ثم الإنهاء</translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation>الإنهاء الآن</translation>
    </message>
    <message>
        <source>Tideline quits when everything is in the cloud.</source>
        <translation>ينتهي Tideline عندما يصير كل شيء في السحابة.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::QuotaStrip</name>
    <message>
        <source>%1 of %2 used</source>
        <translation>⁨%1⁩ من ⁨%2⁩ مستخدم</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>⁨%1⁩ مستخدم</translation>
    </message>
    <message>
        <source>Full: %1</source>
        <translation>ممتلئ: ⁨%1⁩</translation>
    </message>
    <message>
        <source>Nearly full: %1</source>
        <translation>شبه ممتلئ: ⁨%1⁩</translation>
    </message>
    <message>
        <source>%1 of %2 in the cloud</source>
        <translation>⁨%1⁩ من ⁨%2⁩ في السحابة</translation>
    </message>
    <message>
        <source>Space in the cloud: %1</source>
        <translation>المساحة في السحابة: ⁨%1⁩</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ReleaseNotesDialog</name>
    <message>
        <source>What is new</source>
        <translation>ما الجديد</translation>
    </message>
</context>
<context>
    <name>tideline::ui::RichView</name>
    <message>
        <source>Formatted text</source>
        <translation>نص منسّق</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SearchBar</name>
    <message>
        <source>Find in this file</source>
        <translation>البحث في هذا الملف</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>التالي</translation>
    </message>
    <message>
        <source>Next place (F3)</source>
        <translation>الموضع التالي (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>إغلاق (Esc)</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>إغلاق البحث</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>لم يُعثر عليه</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>جارٍ البحث…</translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation>من البداية</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SearchPage</name>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>تغيّر</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>ما عُثر عليه</translation>
    </message>
    <message>
        <source>A part of the name, or a shape: *.csv</source>
        <translation>جزء من الاسم، أو نمط: ⁦*.csv⁩</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>البحث بالاسم</translation>
    </message>
    <message>
        <source>Where to search</source>
        <translation>أين يُبحث</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>كل المشاريع</translation>
    </message>
    <message>
        <source>In “%1”</source>
        <translation>في «⁨%1⁩»</translation>
    </message>
    <message>
        <source>Type a part of a name to find files, folders and projects.

All words count, in any order; capitals and accents do not. * stands for anything.</source>
        <translation>اكتب جزءًا من اسم للعثور على ملفات ومجلدات ومشاريع.

تُحتسب كل الكلمات بأي ترتيب؛ ولا أثر لحالة الأحرف وعلامات التشكيل. * تقوم مقام أي شيء.</translation>
    </message>
    <message>
        <source>Nothing is named like “%1”.</source>
        <translation>لا شيء باسم يشبه «⁨%1⁩».</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries found.</source>
        <translation>
            <numerusform>عُثر على %Ln مدخلة.</numerusform>
            <numerusform>عُثر على مدخلة واحدة.</numerusform>
            <numerusform>عُثر على مدخلتين.</numerusform>
            <numerusform>عُثر على %Ln مدخلات.</numerusform>
            <numerusform>عُثر على %Ln مدخلة.</numerusform>
            <numerusform>عُثر على %Ln مدخلة.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects in the cloud only were not looked through.</source>
        <translation>
            <numerusform>%Ln مشروع في السحابة فقط لم يُبحث فيها.</numerusform>
            <numerusform>مشروع واحد في السحابة فقط لم يُبحث فيه.</numerusform>
            <numerusform>مشروعان في السحابة فقط لم يُبحث فيهما.</numerusform>
            <numerusform>%Ln مشاريع في السحابة فقط لم يُبحث فيها.</numerusform>
            <numerusform>%Ln مشروعًا في السحابة فقط لم يُبحث فيها.</numerusform>
            <numerusform>%Ln مشروع في السحابة فقط لم يُبحث فيها.</numerusform>
        </translation>
    </message>
    <message>
        <source>Inside files</source>
        <translation>داخل الملفات</translation>
    </message>
    <message>
        <source>Find files by the words in them: code, notes, tables and notebooks on this computer</source>
        <translation>البحث عن الملفات بالكلمات التي فيها: شيفرات وملاحظات وجداول ودفاتر على هذا الحاسوب</translation>
    </message>
    <message>
        <source>Words in the file, or a “phrase” in quotes</source>
        <translation>كلمات في الملف، أو «عبارة» بين علامتي اقتباس</translation>
    </message>
    <message>
        <source>Search inside files</source>
        <translation>البحث داخل الملفات</translation>
    </message>
    <message>
        <source>Type words to find the files that hold them: code, notes, tables and notebooks on this computer.

All words count, in any order; the last may be the beginning of one. Words in quotes stand together.</source>
        <translation>اكتب كلمات للعثور على الملفات التي تحتويها: شيفرات وملاحظات وجداول ودفاتر على هذا الحاسوب.

تُحسب كل الكلمات بأي ترتيب؛ وقد تكون الأخيرة بداية كلمة. الكلمات بين علامتي اقتباس تأتي متتالية.</translation>
    </message>
    <message>
        <source>No file holds “%1”.</source>
        <translation>لا يحتوي أي ملف على «⁨%1⁩».</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files found.</source>
        <translation>
            <numerusform>عُثر على %Ln ملف.</numerusform>
            <numerusform>عُثر على ملف واحد.</numerusform>
            <numerusform>عُثر على ملفين.</numerusform>
            <numerusform>عُثر على %Ln ملفات.</numerusform>
            <numerusform>عُثر على %Ln ملفًا.</numerusform>
            <numerusform>عُثر على %Ln ملف.</numerusform>
        </translation>
    </message>
    <message>
        <source>Files are still being read.</source>
        <translation>ما زالت الملفات تُقرأ.</translation>
    </message>
    <message numerus="yes">
        <source>Still being read: %Ln files left.</source>
        <translation>
            <numerusform>القراءة مستمرة: بقي %Ln ملف.</numerusform>
            <numerusform>القراءة مستمرة: بقي ملف واحد.</numerusform>
            <numerusform>القراءة مستمرة: بقي ملفان.</numerusform>
            <numerusform>القراءة مستمرة: بقيت %Ln ملفات.</numerusform>
            <numerusform>القراءة مستمرة: بقي %Ln ملفًا.</numerusform>
            <numerusform>القراءة مستمرة: بقي %Ln ملف.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files were not looked into: there is too much text.</source>
        <translation>
            <numerusform>لم يُبحث في %Ln ملف: النص كثير جدًا.</numerusform>
            <numerusform>لم يُبحث في ملف واحد: النص كثير جدًا.</numerusform>
            <numerusform>لم يُبحث في ملفين: النص كثير جدًا.</numerusform>
            <numerusform>لم يُبحث في %Ln ملفات: النص كثير جدًا.</numerusform>
            <numerusform>لم يُبحث في %Ln ملفًا: النص كثير جدًا.</numerusform>
            <numerusform>لم يُبحث في %Ln ملف: النص كثير جدًا.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::ServiceState</name>
    <message>
        <source>Starting…</source>
        <translation>جارٍ البدء…</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>الصفحات</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>البحث في الإعدادات</translation>
    </message>
    <message>
        <source>Finds settings on all pages by their words (%1)</source>
        <translation>يجد الإعدادات في كل الصفحات حسب كلماتها (⁨%1⁩)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>لم يُعثر على شيء</numerusform>
            <numerusform>عُثر على واحد</numerusform>
            <numerusform>عُثر على اثنين</numerusform>
            <numerusform>عُثر على %Ln</numerusform>
            <numerusform>عُثر على %Ln</numerusform>
            <numerusform>عُثر على %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found for “%1”</source>
        <translation>لم يُعثر على شيء لـ«⁨%1⁩»</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SettingsTransfer</name>
    <message>
        <source>%1: %2</source>
        <translation>‏⁨%1⁩: ⁨%2⁩</translation>
    </message>
    <message numerus="yes">
        <source>Nothing was changed: %Ln settings of the file cannot be taken.</source>
        <translation>
            <numerusform>لم يتغير شيء: لا إعداد في الملف يمكن أخذه.</numerusform>
            <numerusform>لم يتغير شيء: لا يمكن أخذ إعداد واحد من الملف.</numerusform>
            <numerusform>لم يتغير شيء: لا يمكن أخذ إعدادين من الملف.</numerusform>
            <numerusform>لم يتغير شيء: لا يمكن أخذ %Ln إعدادات من الملف.</numerusform>
            <numerusform>لم يتغير شيء: لا يمكن أخذ %Ln إعدادًا من الملف.</numerusform>
            <numerusform>لم يتغير شيء: لا يمكن أخذ %Ln إعداد من الملف.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::SetupRun</name>
    <message>
        <source>The folder cannot be made.</source>
        <translation>يتعذّر إنشاء المجلد.</translation>
    </message>
    <message>
        <source>Go back, and choose another.</source>
        <translation>ارجع واختر غيره.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::Shortcuts</name>
    <message>
        <source>No key was pressed.</source>
        <translation>لم يُضغط أي مفتاح.</translation>
    </message>
    <message>
        <source>This key types a letter. Hold Ctrl or Alt with it.</source>
        <translation>هذا المفتاح يكتب حرفًا. اضغط معه Ctrl أو Alt.</translation>
    </message>
    <message>
        <source>This key moves about in the window.</source>
        <translation>هذا المفتاح يتنقل في النافذة.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ShortcutsPage</name>
    <message>
        <source>Shortcuts</source>
        <translation>الاختصارات</translation>
    </message>
    <message>
        <source>Find an action or its keys</source>
        <translation>البحث عن إجراء أو مفاتيحه</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>البحث عن إجراء</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>الإجراءات ومفاتيحها</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>الإجراء</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>المفاتيح</translation>
    </message>
    <message>
        <source>&amp;No keys</source>
        <translation>بلا مفاتيح (&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Default</source>
        <translation>الافتراضي (&amp;D)</translation>
    </message>
    <message>
        <source>&amp;All to their defaults</source>
        <translation>الكل إلى الافتراضي (&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Use them here</source>
        <translation>استخدامها هنا (&amp;U)</translation>
    </message>
    <message>
        <source>%1 is of “%2” now. Give that one other keys first.</source>
        <translation>⁨%1⁩ الآن للإجراء «⁨%2⁩». أعط ذاك مفاتيح أخرى أولًا.</translation>
    </message>
    <message>
        <source>Keys of “%1”</source>
        <translation>مفاتيح «⁨%1⁩»</translation>
    </message>
    <message>
        <source>%1 is of “%2”, which would then have none.</source>
        <translation>⁨%1⁩ للإجراء «⁨%2⁩»، الذي لن تبقى له مفاتيح.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SidebarModel</name>
    <message>
        <source>All projects</source>
        <translation>كل المشاريع</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>المميّزة بنجمة</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>الحديثة</translation>
    </message>
    <message>
        <source>Shared with me</source>
        <translation>المشترَك معي</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>على هذا الحاسوب</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>التعارضات</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>النشاط</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>سلة المهملات</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>المشاريع</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln waiting</source>
        <translation>
            <numerusform>⁨%1⁩، %Ln بالانتظار</numerusform>
            <numerusform>⁨%1⁩، واحد بالانتظار</numerusform>
            <numerusform>⁨%1⁩، اثنان بالانتظار</numerusform>
            <numerusform>⁨%1⁩، %Ln بالانتظار</numerusform>
            <numerusform>⁨%1⁩، %Ln بالانتظار</numerusform>
            <numerusform>⁨%1⁩، %Ln بالانتظار</numerusform>
        </translation>
    </message>
    <message>
        <source>%L1 %</source>
        <translation>%L1٪</translation>
    </message>
    <message>
        <source>In the cloud only</source>
        <translation>في السحابة فقط</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SignInDialog</name>
    <message>
        <source>Sign in</source>
        <translation>تسجيل الدخول</translation>
    </message>
    <message>
        <source>Sign in to your cloud</source>
        <translation>تسجيل الدخول إلى سحابتك</translation>
    </message>
    <message>
        <source>Your projects are then here and there, always the same, also when you are offline.</source>
        <translation>عندها تكون مشاريعك هنا وهناك، متطابقة دائمًا، حتى دون اتصال.</translation>
    </message>
    <message>
        <source>https://tideline.example.org</source>
        <translation>https://tideline.example.org</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>عنوان الخادم</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>الخادم (&amp;S)</translation>
    </message>
    <message>
        <source>That is not the address of a server.</source>
        <translation>هذا ليس عنوان خادم.</translation>
    </message>
    <message>
        <source>Write it like https://tideline.example.org or localhost:8080.</source>
        <translation>اكتبه مثل https://tideline.example.org أو localhost:8080.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>تسجيل الدخول</translation>
    </message>
    <message>
        <source>Use &amp;another account</source>
        <translation>استخدام حساب آخر (&amp;A)</translation>
    </message>
    <message>
        <source>You are signed in to %1 as %2.</source>
        <translation>أنت مسجّل الدخول إلى ⁨%1⁩ باسم ⁨%2⁩.</translation>
    </message>
    <message>
        <source>You sign in to %1. This computer keeps no password, only a sign-in that can be taken back.</source>
        <translation>تسجّل الدخول إلى ⁨%1⁩. لا يحفظ هذا الحاسوب كلمة مرور، بل تسجيل دخول يمكن سحبه.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SignInWays</name>
    <message>
        <source>Ways of signing in</source>
        <translation>طرق تسجيل الدخول</translation>
    </message>
    <message>
        <source>In the browser</source>
        <translation>في المتصفح</translation>
    </message>
    <message>
        <source>By a code</source>
        <translation>برمز</translation>
    </message>
    <message>
        <source>With a token</source>
        <translation>برمز مميز</translation>
    </message>
    <message>
        <source>With a password</source>
        <translation>بكلمة مرور</translation>
    </message>
    <message>
        <source>A page of the server opens in your browser. Sign in there, and you are signed in here.</source>
        <translation>تُفتح صفحة للخادم في متصفحك. سجّل الدخول هناك، فتكون مسجّلًا هنا.</translation>
    </message>
    <message>
        <source>&amp;Copy the code</source>
        <translation>نسخ الرمز (&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Open the page here</source>
        <translation>فتح الصفحة هنا (&amp;O)</translation>
    </message>
    <message>
        <source>Paste your token</source>
        <translation>ألصق الرمز المميز</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>الرمز المميز</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>الرمز المميز (&amp;T)</translation>
    </message>
    <message>
        <source>Whoever runs the server makes one for you.</source>
        <translation>يصنعه لك من يشغّل الخادم.</translation>
    </message>
    <message>
        <source>tideline-server token create USER</source>
        <translation>tideline-server token create USER</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>اسم المستخدم</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>كلمة المرور</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>المستخدم (&amp;U)</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>كلمة المرور (&amp;W)</translation>
    </message>
    <message>
        <source>Get a code</source>
        <translation>الحصول على رمز</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>تسجيل الدخول</translation>
    </message>
    <message>
        <source>Waiting for the browser…</source>
        <translation>بانتظار المتصفح…</translation>
    </message>
    <message>
        <source>Waiting for the code…</source>
        <translation>بانتظار الرمز…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>جارٍ تسجيل الدخول…</translation>
    </message>
    <message>
        <source>The code is %1</source>
        <translation>الرمز هو ⁨%1⁩</translation>
    </message>
    <message>
        <source>For a computer without a browser: a code appears here, and you type it on a page of the server, on any computer or phone.</source>
        <translation>لحاسوب بلا متصفح: يظهر هنا رمز، وتكتبه في صفحة للخادم على أي حاسوب أو هاتف.</translation>
    </message>
    <message>
        <source>Open %1 on any computer or phone, sign in, and type this code:</source>
        <translation>افتح ⁨%1⁩ على أي حاسوب أو هاتف، وسجّل الدخول، واكتب هذا الرمز:</translation>
    </message>
    <message>
        <source>&amp;Copy the address</source>
        <translation>نسخ العنوان (&amp;C)</translation>
    </message>
    <message>
        <source>Sign in on the page that opens in your browser. If none does, copy its address into one.</source>
        <translation>سجّل الدخول في الصفحة التي تُفتح في متصفّحك. إن لم تُفتح فانسخ عنوانها إلى متصفّح.</translation>
    </message>
    <message>
        <source>No browser could be opened. Copy the address into one that runs on this computer, or sign in another way.</source>
        <translation>تعذّر فتح متصفّح. انسخ العنوان إلى متصفّح يعمل على هذا الحاسوب، أو سجّل الدخول بطريقة أخرى.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::StatusStrip</name>
    <message>
        <source>Not signed in</source>
        <translation>لم يُسجَّل الدخول</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>⁨%1⁩ على ⁨%2⁩</translation>
    </message>
    <message>
        <source>Online: %1</source>
        <translation>متصل: ⁨%1⁩</translation>
    </message>
    <message>
        <source>Offline: %1</source>
        <translation>غير متصل: ⁨%1⁩</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>تسجيل الدخول…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflicts</source>
        <translation>
            <numerusform>%Ln تعارض</numerusform>
            <numerusform>تعارض واحد</numerusform>
            <numerusform>تعارضان</numerusform>
            <numerusform>%Ln تعارضات</numerusform>
            <numerusform>%Ln تعارضًا</numerusform>
            <numerusform>%Ln تعارض</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide what to keep</source>
        <translation>قرّر ما يبقى</translation>
    </message>
    <message numerus="yes">
        <source>%Ln problems</source>
        <translation>
            <numerusform>%Ln مشكلة</numerusform>
            <numerusform>مشكلة واحدة</numerusform>
            <numerusform>مشكلتان</numerusform>
            <numerusform>%Ln مشاكل</numerusform>
            <numerusform>%Ln مشكلة</numerusform>
            <numerusform>%Ln مشكلة</numerusform>
        </translation>
    </message>
    <message>
        <source>Show what could not be synced</source>
        <translation>عرض ما تعذّرت مزامنته</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SummaryPage</name>
    <message>
        <source>To do</source>
        <translation>لم يُنفَّذ بعد</translation>
    </message>
    <message>
        <source>Being done</source>
        <translation>جارٍ تنفيذه</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تمّ</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>أخفق</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>‏⁨%1⁩: ⁨%2⁩</translation>
    </message>
    <message>
        <source>This will be done</source>
        <translation>هذا ما سيُنفَّذ</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>ما يُنفَّذ</translation>
    </message>
    <message>
        <source>Not all of it could be done. What is done stays, and is not done again.</source>
        <translation>تعذّر إتمام كل ذلك. ما تمّ يبقى ولا يُعاد.</translation>
    </message>
    <message>
        <source>All is set up</source>
        <translation>تمّ إعداد كل شيء</translation>
    </message>
    <message>
        <source>Setting up…</source>
        <translation>جارٍ الإعداد…</translation>
    </message>
    <message>
        <source>Not all is set up</source>
        <translation>لم يتمّ إعداد كل شيء</translation>
    </message>
    <message>
        <source>&amp;Open Tideline</source>
        <translation>فتح Tideline (&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>إعادة المحاولة (&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Set up</source>
        <translation>إعداد (&amp;S)</translation>
    </message>
    <message>
        <source>What has no tick yet is done when you press “Set up”.</source>
        <translation>ما ليس أمامه علامة بعدُ يُنفَّذ حين تضغط «إعداد».</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SyncActions</name>
    <message>
        <source>nothing is selected</source>
        <translation>لم يُحدَّد شيء</translation>
    </message>
    <message>
        <source>the project is not both here and in the cloud</source>
        <translation>المشروع ليس هنا وفي السحابة معًا</translation>
    </message>
    <message>
        <source>it is here already, or not in the cloud</source>
        <translation>هو هنا بالفعل، أو ليس في السحابة</translation>
    </message>
    <message>
        <source>only what is here and in the cloud can be freed</source>
        <translation>لا يُحرَّر إلا ما هو هنا وفي السحابة</translation>
    </message>
    <message>
        <source>it is in the cloud only</source>
        <translation>هو في السحابة فقط</translation>
    </message>
    <message>
        <source>select one entry</source>
        <translation>حدّد مدخلة واحدة</translation>
    </message>
    <message>
        <source>it is synced</source>
        <translation>هو متزامن</translation>
    </message>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln عنصر</numerusform>
            <numerusform>عنصر واحد</numerusform>
            <numerusform>عنصران</numerusform>
            <numerusform>%Ln عناصر</numerusform>
            <numerusform>%Ln عنصرًا</numerusform>
            <numerusform>%Ln عنصر</numerusform>
        </translation>
    </message>
    <message>
        <source>keeping %1 here</source>
        <translation>إبقاء ⁨%1⁩ هنا</translation>
    </message>
    <message>
        <source>freeing of %1</source>
        <translation>تحرير ⁨%1⁩</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files stay here: %1</source>
        <translation>
            <numerusform>يبقى %Ln ملف هنا: ⁨%1⁩</numerusform>
            <numerusform>يبقى ملف واحد هنا: ⁨%1⁩</numerusform>
            <numerusform>يبقى ملفان هنا: ⁨%1⁩</numerusform>
            <numerusform>يبقى %Ln ملفات هنا: ⁨%1⁩</numerusform>
            <numerusform>يبقى %Ln ملفًا هنا: ⁨%1⁩</numerusform>
            <numerusform>يبقى %Ln ملف هنا: ⁨%1⁩</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files will be kept here</source>
        <translation>
            <numerusform>سيبقى %Ln ملف هنا</numerusform>
            <numerusform>سيبقى ملف واحد هنا</numerusform>
            <numerusform>سيبقى ملفان هنا</numerusform>
            <numerusform>سيبقى %Ln ملفات هنا</numerusform>
            <numerusform>سيبقى %Ln ملفًا هنا</numerusform>
            <numerusform>سيبقى %Ln ملف هنا</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 freed: %Ln files are in the cloud only</source>
        <translation>
            <numerusform>حُرّر ⁨%1⁩: %Ln ملف في السحابة فقط</numerusform>
            <numerusform>حُرّر ⁨%1⁩: ملف واحد في السحابة فقط</numerusform>
            <numerusform>حُرّر ⁨%1⁩: ملفان في السحابة فقط</numerusform>
            <numerusform>حُرّر ⁨%1⁩: %Ln ملفات في السحابة فقط</numerusform>
            <numerusform>حُرّر ⁨%1⁩: %Ln ملفًا في السحابة فقط</numerusform>
            <numerusform>حُرّر ⁨%1⁩: %Ln ملف في السحابة فقط</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is in .tidelineignore at the project&apos;s root</source>
        <translation>«⁨%1⁩» موجودة في ⁦.tidelineignore⁩ في جذر المشروع</translation>
    </message>
    <message>
        <source>it is no file that is on its way</source>
        <translation>ليس ملفًا في طريقه</translation>
    </message>
    <message>
        <source>“%1” is the same on both sides already</source>
        <translation>«%1» متطابق في الجانبين بالفعل</translation>
    </message>
    <message>
        <source>“%1” is synced again</source>
        <translation>تُستأنف مزامنة «%1»</translation>
    </message>
    <message>
        <source>“%1” is left out until its next edit, or until you sync it again</source>
        <translation>استُثني «%1» إلى تعديله التالي، أو إلى أن تزامنه مجددًا</translation>
    </message>
    <message>
        <source>it is not on its way</source>
        <translation>ليس في طريقه</translation>
    </message>
    <message>
        <source>“%1” goes before all others</source>
        <translation>ستُزامَن «%1» قبل كل الملفات الأخرى</translation>
    </message>
</context>
<context>
    <name>tideline::ui::SyncPage</name>
    <message>
        <source>Sync</source>
        <translation>المزامنة</translation>
    </message>
    <message>
        <source>New projects</source>
        <translation>مشاريع جديدة</translation>
    </message>
    <message>
        <source>Folder for projects of the cloud</source>
        <translation>مجلد مشاريع السحابة</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>اختيار…</translation>
    </message>
    <message>
        <source>Choose the folder for projects</source>
        <translation>اختيار مجلد المشاريع</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>المجلد (&amp;F)</translation>
    </message>
    <message>
        <source>Copies of projects of the cloud go below it, each in a folder of its own name. Those that are here stay where they are.</source>
        <translation>توضع نسخ مشاريع السحابة داخله، كلٌّ في مجلد باسمه. وما هو هنا يبقى حيث هو.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>اختيار مجلد</translation>
    </message>
    <message>
        <source>What a folder leaves out when it becomes a project</source>
        <translation>ما يستثنيه المجلد عندما يصير مشروعًا</translation>
    </message>
    <message>
        <source>What .&amp;gitignore files name, too</source>
        <translation>ما تسمّيه ملفات ⁦.&amp;gitignore⁩ أيضًا</translation>
    </message>
    <message>
        <source>The rules are written into the folder&apos;s .tidelineignore, where you can change them for this project. Checkpoints of notebooks, __pycache__, virtual environments, node_modules, .git and editors&apos; temporary files are left out of every project.</source>
        <translation>تُكتب القواعد في ملف ⁦.tidelineignore⁩ في المجلد، حيث يمكنك تغييرها لهذا المشروع. نقاط حفظ الدفاتر و⁦__pycache__⁩ والبيئات الافتراضية وnode_modules و⁦.git⁩ والملفات المؤقتة للمحررات مستثناة من كل مشروع.</translation>
    </message>
    <message>
        <source>The folder&apos;s path is not complete.</source>
        <translation>مسار المجلد غير كامل.</translation>
    </message>
    <message>
        <source>Give it from the top, like %1/Tideline.</source>
        <translation>اكتبه من أعلاه، مثل ⁨%1⁩/Tideline.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TableDifferenceModel</name>
    <message>
        <source>%1 → %2</source>
        <translation>‏⁨%1⁩ ← ⁨%2⁩</translation>
    </message>
    <message>
        <source>was %1, is %2</source>
        <translation>كان ⁨%1⁩، وهو ⁨%2⁩</translation>
    </message>
    <message>
        <source>Row %L1 was added</source>
        <translation>أُضيف الصف %L1</translation>
    </message>
    <message>
        <source>Row %L1 is gone</source>
        <translation>ذهب الصف %L1</translation>
    </message>
    <message>
        <source>Row %L1 was changed</source>
        <translation>تغيّر الصف %L1</translation>
    </message>
    <message>
        <source>This column was added</source>
        <translation>أُضيف هذا العمود</translation>
    </message>
    <message>
        <source>This column is gone</source>
        <translation>ذهب هذا العمود</translation>
    </message>
    <message>
        <source>Rows are known by this column</source>
        <translation>تُعرف الصفوف بهذا العمود</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TableDifferenceView</name>
    <message>
        <source>The column that rows are known by</source>
        <translation>العمود الذي تُعرف به الصفوف</translation>
    </message>
    <message>
        <source>Rows by</source>
        <translation>الصفوف حسب</translation>
    </message>
    <message>
        <source>Rows that differ</source>
        <translation>الصفوف المختلفة</translation>
    </message>
    <message numerus="yes">
        <source>~ %Ln changed</source>
        <translation>
            <numerusform>~ تغيّر %Ln</numerusform>
            <numerusform>~ تغيّر %Ln</numerusform>
            <numerusform>~ تغيّر %Ln</numerusform>
            <numerusform>~ تغيّر %Ln</numerusform>
            <numerusform>~ تغيّر %Ln</numerusform>
            <numerusform>~ تغيّر %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+ %Ln added</source>
        <translation>
            <numerusform>+ أُضيف %Ln</numerusform>
            <numerusform>+ أُضيف %Ln</numerusform>
            <numerusform>+ أُضيف %Ln</numerusform>
            <numerusform>+ أُضيف %Ln</numerusform>
            <numerusform>+ أُضيف %Ln</numerusform>
            <numerusform>+ أُضيف %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>− %Ln removed</source>
        <translation>
            <numerusform>− أُزيل %Ln</numerusform>
            <numerusform>− أُزيل %Ln</numerusform>
            <numerusform>− أُزيل %Ln</numerusform>
            <numerusform>− أُزيل %Ln</numerusform>
            <numerusform>− أُزيل %Ln</numerusform>
            <numerusform>− أُزيل %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln equal</source>
        <translation>
            <numerusform>تطابق %Ln</numerusform>
            <numerusform>تطابق %Ln</numerusform>
            <numerusform>تطابق %Ln</numerusform>
            <numerusform>تطابق %Ln</numerusform>
            <numerusform>تطابق %Ln</numerusform>
            <numerusform>تطابق %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %Ln are shown</source>
        <translation>
            <numerusform>يُعرض أول %Ln</numerusform>
            <numerusform>يُعرض أول %Ln</numerusform>
            <numerusform>يُعرض أول %Ln</numerusform>
            <numerusform>يُعرض أول %Ln</numerusform>
            <numerusform>يُعرض أول %Ln</numerusform>
            <numerusform>يُعرض أول %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::TableModel</name>
    <message>
        <source>text</source>
        <translation>نص</translation>
    </message>
    <message>
        <source>whole numbers</source>
        <translation>أعداد صحيحة</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>أعداد</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>صحيح أو خطأ</translation>
    </message>
    <message>
        <source>times</source>
        <translation>أوقات</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>بايتات</translation>
    </message>
    <message>
        <source>nested values</source>
        <translation>قيم متداخلة</translation>
    </message>
    <message>
        <source>Column %L1</source>
        <translation>العمود %L1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TablePage</name>
    <message>
        <source>Looking…</source>
        <translation>جارٍ البحث…</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TableView</name>
    <message>
        <source>Rows</source>
        <translation>الصفوف</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>جدول</translation>
    </message>
    <message>
        <source>Some rows cannot be read. %1</source>
        <translation>تتعذّر قراءة بعض الصفوف. ⁨%1⁩</translation>
    </message>
    <message>
        <source>Figures of the column</source>
        <translation>أرقام العمود</translation>
    </message>
    <message numerus="yes">
        <source>%Ln columns</source>
        <translation>
            <numerusform>%Ln عمود</numerusform>
            <numerusform>عمود واحد</numerusform>
            <numerusform>عمودان</numerusform>
            <numerusform>%Ln أعمدة</numerusform>
            <numerusform>%Ln عمودًا</numerusform>
            <numerusform>%Ln عمود</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows · %1</source>
        <translation>
            <numerusform>%Ln صف · ⁨%1⁩</numerusform>
            <numerusform>صف واحد · ⁨%1⁩</numerusform>
            <numerusform>صفان · ⁨%1⁩</numerusform>
            <numerusform>%Ln صفوف · ⁨%1⁩</numerusform>
            <numerusform>%Ln صفًا · ⁨%1⁩</numerusform>
            <numerusform>%Ln صف · ⁨%1⁩</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln rows · %1</source>
        <translation>
            <numerusform>نحو %Ln صف · ⁨%1⁩</numerusform>
            <numerusform>نحو صف واحد · ⁨%1⁩</numerusform>
            <numerusform>نحو صفين · ⁨%1⁩</numerusform>
            <numerusform>نحو %Ln صفوف · ⁨%1⁩</numerusform>
            <numerusform>نحو %Ln صفًا · ⁨%1⁩</numerusform>
            <numerusform>نحو %Ln صف · ⁨%1⁩</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was copied. %1</source>
        <translation>لم يُنسخ شيء. ⁨%1⁩</translation>
    </message>
    <message numerus="yes">
        <source>Copied %1 of %Ln rows.</source>
        <translation>
            <numerusform>نُسخ ⁨%1⁩ من %Ln صف.</numerusform>
            <numerusform>نُسخ ⁨%1⁩ من صف واحد.</numerusform>
            <numerusform>نُسخ ⁨%1⁩ من صفين.</numerusform>
            <numerusform>نُسخ ⁨%1⁩ من %Ln صفوف.</numerusform>
            <numerusform>نُسخ ⁨%1⁩ من %Ln صفًا.</numerusform>
            <numerusform>نُسخ ⁨%1⁩ من %Ln صف.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln rows.</source>
        <translation>
            <numerusform>نُسخ %Ln صف.</numerusform>
            <numerusform>نُسخ صف واحد.</numerusform>
            <numerusform>نُسخ صفان.</numerusform>
            <numerusform>نُسخ %Ln صفوف.</numerusform>
            <numerusform>نُسخ %Ln صفًا.</numerusform>
            <numerusform>نُسخ %Ln صف.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Copy the whole rows</source>
        <translation>نسخ الصفوف كاملة</translation>
    </message>
    <message>
        <source>Copy the column</source>
        <translation>نسخ العمود</translation>
    </message>
</context>
<context>
    <name>tideline::ui::Tabs</name>
    <message>
        <source>All projects</source>
        <translation>كل المشاريع</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>على هذا الحاسوب</translation>
    </message>
    <message>
        <source>Shared with me</source>
        <translation>المشترَك معي</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>المميّزة بنجمة</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>الحديثة</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>التعارضات</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>سلة المهملات</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>Search: %1</source>
        <translation>بحث: ⁨%1⁩</translation>
    </message>
    <message>
        <source>Tideline</source>
        <translation>Tideline</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>المشروع</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>الألسنة</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>إغلاق اللسان</translation>
    </message>
    <message>
        <source>there are %1 tabs already</source>
        <translation>هناك ⁨%1⁩ لسانًا بالفعل</translation>
    </message>
    <message>
        <source>there is one tab</source>
        <translation>هناك لسان واحد</translation>
    </message>
    <message>
        <source>no folder is selected</source>
        <translation>لم يُحدَّد مجلد</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TextView</name>
    <message>
        <source>Text</source>
        <translation>نص</translation>
    </message>
    <message>
        <source>%1 code</source>
        <translation>شفرة ⁨%1⁩</translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln lines</source>
        <translation>
            <numerusform>أكثر من %Ln سطر</numerusform>
            <numerusform>أكثر من سطر واحد</numerusform>
            <numerusform>أكثر من سطرين</numerusform>
            <numerusform>أكثر من %Ln أسطر</numerusform>
            <numerusform>أكثر من %Ln سطرًا</numerusform>
            <numerusform>أكثر من %Ln سطر</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines</source>
        <translation>
            <numerusform>%Ln سطر</numerusform>
            <numerusform>سطر واحد</numerusform>
            <numerusform>سطران</numerusform>
            <numerusform>%Ln أسطر</numerusform>
            <numerusform>%Ln سطرًا</numerusform>
            <numerusform>%Ln سطر</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the beginning of this text is shown, as it is very long.</source>
        <translation>لا تُعرض إلا بداية هذا النص، لأنه طويل جدًا.</translation>
    </message>
    <message>
        <source>The rest of the text cannot be read. %1</source>
        <translation>تتعذّر قراءة بقية النص. ⁨%1⁩</translation>
    </message>
    <message>
        <source>Found in line %1, beyond what is shown.</source>
        <translation>عُثر عليه في السطر ⁨%1⁩، بعد ما هو معروض.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TransferPanel</name>
    <message numerus="yes">
        <source>%1 of %Ln files</source>
        <translation>
            <numerusform>⁨%1⁩ من %Ln ملف</numerusform>
            <numerusform>⁨%1⁩ من ملف واحد</numerusform>
            <numerusform>⁨%1⁩ من ملفين</numerusform>
            <numerusform>⁨%1⁩ من %Ln ملفات</numerusform>
            <numerusform>⁨%1⁩ من %Ln ملفًا</numerusform>
            <numerusform>⁨%1⁩ من %Ln ملف</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files up</source>
        <translation>
            <numerusform>رُفع %Ln ملف</numerusform>
            <numerusform>رُفع ملف واحد</numerusform>
            <numerusform>رُفع ملفان</numerusform>
            <numerusform>رُفع %Ln ملفات</numerusform>
            <numerusform>رُفع %Ln ملفًا</numerusform>
            <numerusform>رُفع %Ln ملف</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files down</source>
        <translation>
            <numerusform>نُزّل %Ln ملف</numerusform>
            <numerusform>نُزّل ملف واحد</numerusform>
            <numerusform>نُزّل ملفان</numerusform>
            <numerusform>نُزّل %Ln ملفات</numerusform>
            <numerusform>نُزّل %Ln ملفًا</numerusform>
            <numerusform>نُزّل %Ln ملف</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moved</source>
        <translation>
            <numerusform>نُقل %Ln</numerusform>
            <numerusform>نُقل %Ln</numerusform>
            <numerusform>نُقل %Ln</numerusform>
            <numerusform>نُقل %Ln</numerusform>
            <numerusform>نُقل %Ln</numerusform>
            <numerusform>نُقل %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln deleted</source>
        <translation>
            <numerusform>حُذف %Ln</numerusform>
            <numerusform>حُذف %Ln</numerusform>
            <numerusform>حُذف %Ln</numerusform>
            <numerusform>حُذف %Ln</numerusform>
            <numerusform>حُذف %Ln</numerusform>
            <numerusform>حُذف %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflicts</source>
        <translation>
            <numerusform>%Ln تعارض</numerusform>
            <numerusform>تعارض واحد</numerusform>
            <numerusform>تعارضان</numerusform>
            <numerusform>%Ln تعارضات</numerusform>
            <numerusform>%Ln تعارضًا</numerusform>
            <numerusform>%Ln تعارض</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln errors</source>
        <translation>
            <numerusform>%Ln خطأ</numerusform>
            <numerusform>خطأ واحد</numerusform>
            <numerusform>خطآن</numerusform>
            <numerusform>%Ln أخطاء</numerusform>
            <numerusform>%Ln خطأ</numerusform>
            <numerusform>%Ln خطأ</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a project, and what was done in it</comment>
        <translation>‏⁨%1⁩: ⁨%2⁩</translation>
    </message>
    <message>
        <source>%L1 %</source>
        <translation>%L1٪</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>عمليات النقل</translation>
    </message>
    <message>
        <source>Hide transfers</source>
        <translation>إخفاء عمليات النقل</translation>
    </message>
    <message>
        <source>All activity…</source>
        <translation>كل النشاط…</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>قيد الرفع</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>قيد التنزيل</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>⁨%1⁩ من ⁨%2⁩</translation>
    </message>
    <message>
        <source>%L1 percent of %2</source>
        <translation>%L1 بالمئة من ⁨%2⁩</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>إيقاف ⁨%1⁩ مؤقتًا</translation>
    </message>
    <message>
        <source>Pause this project until it is resumed</source>
        <translation>إيقاف هذا المشروع مؤقتًا حتى يُستأنف</translation>
    </message>
    <message>
        <source>Sync this one now, before the others</source>
        <translation>مزامنة هذا الآن، قبل غيره</translation>
    </message>
    <message>
        <source>%1 waits: %2</source>
        <translation>⁨%1⁩ بالانتظار: ⁨%2⁩</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more wait</source>
        <translation>
            <numerusform>%Ln غيرها بالانتظار</numerusform>
            <numerusform>%Ln غيرها بالانتظار</numerusform>
            <numerusform>%Ln غيرها بالانتظار</numerusform>
            <numerusform>%Ln غيرها بالانتظار</numerusform>
            <numerusform>%Ln غيرها بالانتظار</numerusform>
            <numerusform>%Ln غيرها بالانتظار</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>again in %Ln s</source>
        <translation>
            <numerusform>مجددًا بعد %Ln ث</numerusform>
            <numerusform>مجددًا بعد %Ln ث</numerusform>
            <numerusform>مجددًا بعد %Ln ث</numerusform>
            <numerusform>مجددًا بعد %Ln ث</numerusform>
            <numerusform>مجددًا بعد %Ln ث</numerusform>
            <numerusform>مجددًا بعد %Ln ث</numerusform>
        </translation>
    </message>
    <message>
        <source>Sync %1 now</source>
        <translation>مزامنة ⁨%1⁩ الآن</translation>
    </message>
    <message>
        <source>Last changes</source>
        <translation>آخر التغييرات</translation>
    </message>
    <message>
        <source>Nothing was moved yet.</source>
        <translation>لم يُنقل شيء بعد.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln merged</source>
        <translation>
            <numerusform>دُمج %Ln</numerusform>
            <numerusform>دُمج %Ln</numerusform>
            <numerusform>دُمج %Ln</numerusform>
            <numerusform>دُمج %Ln</numerusform>
            <numerusform>دُمج %Ln</numerusform>
            <numerusform>دُمج %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave this file out, and go on with the others</source>
        <translation>استثناء هذا الملف والمتابعة بالبقية</translation>
    </message>
    <message>
        <source>Leave out %1</source>
        <translation>استثناء %1</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TrashPage</name>
    <message>
        <source>Trash</source>
        <translation>سلة المهملات</translation>
    </message>
    <message>
        <source>What a sync removed or replaced here is kept for 30 days. Files that you delete in this window go to the trash of your desktop.</source>
        <translation>ما أزالته المزامنة أو استبدلته هنا يُحفظ 30 يومًا. أما الملفات التي تحذفها في هذه النافذة فتذهب إلى سلة مهملات سطح المكتب.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ملف</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>المشروع</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>أُزيل</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>سلة المهملات فارغة.</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>إعادة إلى المكان</translation>
    </message>
</context>
<context>
    <name>tideline::ui::Tray</name>
    <message>
        <source>Tideline: %1</source>
        <translation>‏Tideline: ⁨%1⁩</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TrayMenu</name>
    <message>
        <source>%1 waits for your yes</source>
        <translation>⁨%1⁩ بانتظار موافقتك</translation>
    </message>
    <message>
        <source>Open Tideline</source>
        <translation>فتح Tideline</translation>
    </message>
    <message>
        <source>Resume syncing</source>
        <translation>استئناف المزامنة</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more transfers</source>
        <translation>
            <numerusform>%Ln عملية نقل أخرى</numerusform>
            <numerusform>عملية نقل أخرى</numerusform>
            <numerusform>عمليتا نقل أخريان</numerusform>
            <numerusform>%Ln عمليات نقل أخرى</numerusform>
            <numerusform>%Ln عملية نقل أخرى</numerusform>
            <numerusform>%Ln عملية نقل أخرى</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflicts: resolve…</source>
        <translation>
            <numerusform>%Ln تعارض: حلّ…</numerusform>
            <numerusform>تعارض واحد: حلّ…</numerusform>
            <numerusform>تعارضان: حلّ…</numerusform>
            <numerusform>%Ln تعارضات: حلّ…</numerusform>
            <numerusform>%Ln تعارضًا: حلّ…</numerusform>
            <numerusform>%Ln تعارض: حلّ…</numerusform>
        </translation>
    </message>
    <message>
        <source>Sync anyway</source>
        <translation>المزامنة رغم ذلك</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TreeModel</name>
    <message numerus="yes">
        <source>… %Ln more are not shown</source>
        <translation>
            <numerusform>… %Ln غيرها لا تُعرض</numerusform>
            <numerusform>… %Ln غيرها لا تُعرض</numerusform>
            <numerusform>… %Ln غيرها لا تُعرض</numerusform>
            <numerusform>… %Ln غيرها لا تُعرض</numerusform>
            <numerusform>… %Ln غيرها لا تُعرض</numerusform>
            <numerusform>… %Ln غيرها لا تُعرض</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… %Ln more</source>
        <translation>
            <numerusform>… %Ln غيرها</numerusform>
            <numerusform>… %Ln غيرها</numerusform>
            <numerusform>… %Ln غيرها</numerusform>
            <numerusform>… %Ln غيرها</numerusform>
            <numerusform>… %Ln غيرها</numerusform>
            <numerusform>… %Ln غيرها</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln مدخلة</numerusform>
            <numerusform>مدخلة واحدة</numerusform>
            <numerusform>مدخلتان</numerusform>
            <numerusform>%Ln مدخلات</numerusform>
            <numerusform>%Ln مدخلة</numerusform>
            <numerusform>%Ln مدخلة</numerusform>
        </translation>
    </message>
    <message>
        <source>(root)</source>
        <translation>(الجذر)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>القيمة</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>النوع</translation>
    </message>
</context>
<context>
    <name>tideline::ui::TreeView</name>
    <message>
        <source>Tree</source>
        <translation>شجرة</translation>
    </message>
    <message>
        <source>A part of the tree cannot be read. %1</source>
        <translation>يتعذّر قراءة جزء من الشجرة. ⁨%1⁩</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>نسخ القيمة</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln مدخلة</numerusform>
            <numerusform>مدخلة واحدة</numerusform>
            <numerusform>مدخلتان</numerusform>
            <numerusform>%Ln مدخلات</numerusform>
            <numerusform>%Ln مدخلة</numerusform>
            <numerusform>%Ln مدخلة</numerusform>
        </translation>
    </message>
    <message>
        <source>It was found further down than can be shown.</source>
        <translation>عُثر عليه أبعد مما يمكن عرضه.</translation>
    </message>
    <message>
        <source>Copied the path.</source>
        <translation>نُسخ المسار.</translation>
    </message>
    <message>
        <source>Copied the value.</source>
        <translation>نُسخت القيمة.</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>نسخ الاسم</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>نسخ المسار</translation>
    </message>
</context>
<context>
    <name>tideline::ui::UndoDialog</name>
    <message>
        <source>Undo the last sync</source>
        <translation>التراجع عن آخر مزامنة</translation>
    </message>
    <message>
        <source>Take back the last sync here?</source>
        <translation>أتُسترجع آخر مزامنة هنا؟</translation>
    </message>
    <message>
        <source>It changed these files on this computer: %1. Taken back, they go up as a new change; nothing leaves the history.</source>
        <translation>غيّرت هذه الملفات على هذا الحاسوب: ⁨%1⁩. عند استرجاعها تُرفع كتغيير جديد؛ ولا يغادر السجل شيء.</translation>
    </message>
    <message>
        <source>Path in %1</source>
        <translation>المسار في ⁨%1⁩</translation>
    </message>
    <message>
        <source>What would happen</source>
        <translation>ما سيحدث</translation>
    </message>
    <message>
        <source>The last sync changed nothing on this computer.</source>
        <translation>لم تغيّر آخر مزامنة شيئًا على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
</context>
<context>
    <name>tideline::ui::UndoHistory</name>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Undo %1</source>
        <translation>التراجع عن ⁨%1⁩</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>إعادة</translation>
    </message>
    <message>
        <source>Redo %1</source>
        <translation>إعادة ⁨%1⁩</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>تمّ التراجع: ⁨%1⁩</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>تمّت الإعادة: ⁨%1⁩</translation>
    </message>
</context>
<context>
    <name>tideline::ui::VerbBackend</name>
    <message>
        <source>The process that kept this profile in sync has ended.</source>
        <translation>انتهت العملية التي كانت تُبقي هذا الملف الشخصي متزامنًا.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::VersionList</name>
    <message>
        <source>Versions</source>
        <translation>الإصدارات</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>استعادة</translation>
    </message>
    <message>
        <source>%L1   %2</source>
        <translation>%L1   %2</translation>
    </message>
    <message>
        <source>What stands there now goes to the trash</source>
        <translation>ما هو هناك الآن يذهب إلى سلة المهملات</translation>
    </message>
    <message>
        <source>Select one version</source>
        <translation>حدّد إصدارًا واحدًا</translation>
    </message>
    <message>
        <source>Select one version, or two with Ctrl</source>
        <translation>حدّد إصدارًا واحدًا، أو اثنين مع Ctrl</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>Name…</source>
        <translation>تسمية…</translation>
    </message>
    <message>
        <source>Gives this moment of the project a name, by which it is found again</source>
        <translation>يعطي هذه اللحظة من المشروع اسمًا يُعثر عليها به من جديد</translation>
    </message>
    <message>
        <source>Copy link to this version</source>
        <translation>انسخ الرابط إلى هذا الإصدار</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>قارن</translation>
    </message>
    <message>
        <source>More for this version</source>
        <translation>المزيد لهذا الإصدار</translation>
    </message>
    <message>
        <source>With what stands there now</source>
        <translation>مع ما هو موجود الآن</translation>
    </message>
    <message>
        <source>The two with each other</source>
        <translation>الاثنان أحدهما بالآخر</translation>
    </message>
</context>
<context>
    <name>tideline::ui::WhichProjectsPage</name>
    <message>
        <source>Which projects come here?</source>
        <translation>أي المشاريع تأتي إلى هنا؟</translation>
    </message>
    <message>
        <source>&amp;All projects</source>
        <translation>كل المشاريع (&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Those that I choose</source>
        <translation>ما أختاره منها (&amp;T)</translation>
    </message>
    <message>
        <source>Projects of the cloud</source>
        <translation>مشاريع السحابة</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>المشروع</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>مالك</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>&amp;Leave the files in the cloud, and fetch each when it is opened</source>
        <translation>ترك الملفات في السحابة، وجلب كل منها عند فتحه (&amp;L)</translation>
    </message>
    <message>
        <source>Asking the cloud for its projects…</source>
        <translation>جارٍ سؤال السحابة عن مشاريعها…</translation>
    </message>
    <message>
        <source>The list of projects did not come.</source>
        <translation>لم تصل قائمة المشاريع.</translation>
    </message>
    <message>
        <source>Check the network, and try again.</source>
        <translation>تحقّق من الشبكة وحاول من جديد.</translation>
    </message>
    <message>
        <source>Here already</source>
        <translation>هنا بالفعل</translation>
    </message>
    <message>
        <source>There is no project in this cloud yet. Add your first one in the window, from a folder of yours.</source>
        <translation>لا مشروع في هذه السحابة بعد. أضف أول مشروع من النافذة، من مجلد لك.</translation>
    </message>
    <message>
        <source>None. You can get each of them in the window, whenever you want it.</source>
        <translation>لا شيء. يمكنك جلب أي منها من النافذة متى شئت.</translation>
    </message>
    <message>
        <source>%1. Their files take no space here until they are opened.</source>
        <translation>⁨%1⁩. لا تشغل الملفات مساحة هنا حتى تُفتح.</translation>
    </message>
    <message>
        <source>%1, %2 in all, and only %3 are free. Choose fewer, or leave the files in the cloud.</source>
        <translation>⁨%1⁩، ومجموعها ⁨%2⁩، والمتاح ⁨%3⁩ فقط. اختر أقل، أو اترك الملفات في السحابة.</translation>
    </message>
    <message>
        <source>%1, %2 in all.</source>
        <translation>⁨%1⁩، ومجموعها ⁨%2⁩.</translation>
    </message>
    <message>
        <source>%1, %2 in all; %3 are free.</source>
        <translation>⁨%1⁩، ومجموعها ⁨%2⁩؛ والمتاح ⁨%3⁩.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>جارٍ البحث…</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>إعادة المحاولة (&amp;T)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects</source>
        <translation>
            <numerusform>%Ln مشروع</numerusform>
            <numerusform>مشروع واحد</numerusform>
            <numerusform>مشروعان</numerusform>
            <numerusform>%Ln مشاريع</numerusform>
            <numerusform>%Ln مشروعًا</numerusform>
            <numerusform>%Ln مشروع</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tideline::ui::WindowPart</name>
    <message>
        <source>There is no such action.</source>
        <translation>لا يوجد هذا الإجراء.</translation>
    </message>
    <message>
        <source>This setting does not take this value.</source>
        <translation>لا يقبل هذا الإعداد هذه القيمة.</translation>
    </message>
    <message>
        <source>These are no keys.</source>
        <translation>هذه ليست مفاتيح.</translation>
    </message>
    <message>
        <source>The file gives these keys to another action, too.</source>
        <translation>يعطي الملف هذه المفاتيح لإجراء آخر أيضًا.</translation>
    </message>
    <message>
        <source>There is no such setting.</source>
        <translation>لا يوجد هذا الإعداد.</translation>
    </message>
</context>
<context>
    <name>tideline::ui::ZoomBar</name>
    <message>
        <source>Zoom out (-)</source>
        <translation>تصغير (-)</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>تكبير (+)</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>ملاءمة</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>العرض</translation>
    </message>
    <message>
        <source>All of it (0)</source>
        <translation>كله (0)</translation>
    </message>
    <message>
        <source>As wide as the view (0)</source>
        <translation>بعرض المنطقة (0)</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>١٠٠٪</translation>
    </message>
    <message>
        <source>One to one (1)</source>
        <translation>واحد لواحد (1)</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1٪</translation>
    </message>
    <message>
        <source>Zoom %1</source>
        <translation>التكبير ⁨%1⁩</translation>
    </message>
</context>
</TS>
