// English words are in the sources, its plurals in a translation of its own: it is there from the first line of main() on, in the program and in
// every test, below whatever language is chosen.
#include <QCoreApplication>
#include <QTranslator>

namespace {
void useEnglishPlurals()
{
    auto *plurals = new QTranslator(QCoreApplication::instance());
    if (plurals->load(QStringLiteral(":/translations/tideline_en.qm")))
        QCoreApplication::installTranslator(plurals);
}
}  // namespace

Q_COREAPP_STARTUP_FUNCTION(useEnglishPlurals)
