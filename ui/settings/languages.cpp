#include "ui/settings/languages.h"

#include <QDir>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLibraryInfo>
#include <QLocale>
#include <QStyle>
#include <QTranslator>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kPrefix = "tideline_"_L1;
constexpr auto kName = "language"_L1;  ///< of what was installed for one

QStringList folders()
{
    return {u":/translations"_s, QDir(QCoreApplication::applicationDirPath()).absoluteFilePath(u"../share/tideline/translations"_s)};
}
/// Where one reads from right to left a label's text stands at the right, whatever it is of: Qt puts names and numbers at the left.
class RightToLeftLabels final : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Polish) {
            if (auto *label = qobject_cast<QLabel *>(watched); label && label->isRightToLeft())
                label->setAlignment(QStyle::visualAlignment(Qt::RightToLeft, label->alignment()));
        }
        return false;
    }
};
}  // namespace

QStringList installedLanguages()
{
    QStringList codes{u"en"_s};
    for (const QString &folder : folders()) {
        const QStringList files = QDir(folder).entryList({u"tideline_*.qm"_s}, QDir::Files);
        for (const QString &file : files)
            codes.append(file.sliced(kPrefix.size()).chopped(3));
    }
    codes.removeDuplicates();
    codes.sort();
    return codes;
}

QString languageName(const QString &code)
{
    const QString name = QLocale(code).nativeLanguageName();
    return name.isEmpty() ? code : name.front().toUpper() + name.sliced(1);
}

QString useLanguage(QGuiApplication &application, const QString &code)
{
    const QLocale wanted = code.isEmpty() ? QLocale::system() : QLocale(code);
    QString used = u"en"_s;
    qDeleteAll(application.findChildren<QObject *>(kName));  // of the language before
    auto *words = new QTranslator(&application);
    words->setObjectName(kName);
    for (const QString &folder : folders()) {
        if (!words->load(wanted, u"tideline"_s, u"_"_s, folder))
            continue;
        used = words->language().section(u'_', 0, 0);
        QCoreApplication::installTranslator(words);
        break;
    }
    const QLocale language(used);
    if (auto *qt = new QTranslator(&application); qt->load(language, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        qt->setObjectName(kName);
        QCoreApplication::installTranslator(qt);
    }
    // Dates and numbers stand in sentences: in the words' language, as the system's territory writes them. The C locale is none.
    const QLocale system = QLocale::system();
    if (!code.isEmpty() || system.language() != QLocale::C)
        QLocale::setDefault(system.language() == language.language() ? system : QLocale(language.language(), system.territory()));
    QGuiApplication::setLayoutDirection(language.textDirection());
    if (language.textDirection() == Qt::RightToLeft) {
        auto *labels = new RightToLeftLabels(&application);
        labels->setObjectName(kName);
        application.installEventFilter(labels);
    }
    return used;
}

}  // namespace tideline::ui
