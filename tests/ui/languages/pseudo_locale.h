// A language that nobody speaks: each word that is marked for translation and known to the translators comes out with accents, in brackets and
// longer by two fifths. What has no brackets is not marked; what does not fit would not fit in German either.
#pragma once

#include "core/base/result.h"

#include <QRegularExpression>
#include <QTranslator>

namespace tideline::ui {

/// Thread: any that translates. Needs ":/translations/tideline_de.qm", which says what is known.
class PseudoLocale final : public QTranslator {
public:
    static constexpr QChar kOpen{0x27e6}, kClose{0x27e7};

    PseudoLocale() : m_isReady(m_known.load(u":/translations/tideline_de.qm"_s)) {}

    bool isReady() const { return m_isReady; }
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *comment, int n) const override
    {
        const QString text = QString::fromUtf8(source);
        const bool isOfQt = QByteArrayView(context).startsWith('Q') && QByteArrayView(context) != "QObject";
        if (!isOfQt && m_known.translate(context, source, comment, n).isEmpty())
            return {};
        const bool isFormatOfADate = text.startsWith(u"d MMM"_s);
        static const QRegularExpression kLetter(u"[A-Za-z]{2}"_s);
        return isFormatOfADate || text == u"QT_LAYOUT_DIRECTION" || !text.contains(kLetter) ? text : strange(text);
    }

    static QString strange(const QString &text)
    {
        const QString plain = u"AEIOUYaeiouyCcNnSsZz"_s, accented = u"ÅÉÎÕÛÝåéîõûýÇçÑñŠšŽž"_s;
        QString out;
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text[i] == u'%') {  // a blank: %1, %L2, %n, %Ln
                const qsizetype end = i + 1 < text.size() && text[i + 1] == u'L' ? 3 : 2;
                out += text.mid(i, end);
                i += end - 1;
                continue;
            }
            const qsizetype at = plain.indexOf(text[i]);
            out += at < 0 ? text[i] : accented[at];
        }
        return kOpen + out + QString(std::max<qsizetype>(1, (text.size() * 2 + 4) / 5 - 2), u'~') + kClose;
    }

    /// `text` without what was translated, blanks and all.
    static QString rest(const QString &text)
    {
        QString left;
        int depth = 0;
        for (const QChar letter : text) {
            depth += letter == kOpen ? 1 : 0;
            if (depth == 0)
                left += letter;
            depth -= letter == kClose && depth > 0 ? 1 : 0;
        }
        return left;
    }

private:
    QTranslator m_known;
    bool m_isReady = false;
};

}  // namespace tideline::ui
