#include "ui/settings/languages.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kPrefix = "tideline_"_L1;

QStringList folders()
{
    return {u":/translations"_s, QDir(QCoreApplication::applicationDirPath()).absoluteFilePath(u"../share/tideline/translations"_s)};
}
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

QString useLanguage(QCoreApplication &application, const QString &code)
{
    const QLocale locale = code.isEmpty() ? QLocale::system() : QLocale(code);
    auto *words = new QTranslator(&application);
    for (const QString &folder : folders()) {
        if (!words->load(locale, u"tideline"_s, u"_"_s, folder))
            continue;
        QCoreApplication::installTranslator(words);
        auto *qt = new QTranslator(&application);
        if (qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(qt);
        return locale.name().section(u'_', 0, 0);
    }
    return u"en"_s;
}

}  // namespace tideline::ui
