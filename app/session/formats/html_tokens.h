// Cuts HTML into tags and text, as a browser would: it never fails.
#pragma once

#include <QStringView>

#include <utility>
#include <vector>

namespace tideline::session {

struct HtmlToken {
    enum class Kind { Text, Open, Close };
    Kind kind = Kind::Text;
    QString name;      ///< of a tag, in lower case
    QStringView text;  ///< entities as they were
    std::vector<std::pair<QString, QStringView>> attributes;  ///< names in lower case, values with entities; the first 32
};

/// The tags and texts of a document, one after the other. Comments, declarations, and elements that are not text with all
/// that is in them (script, style, svg, iframe …) are passed over. What has no end, be it a tag, a comment or such an element,
/// goes to the end of the document, so each character is looked at a fixed number of times.
///
/// Ownership: borrows the document.
class HtmlTokens {
public:
    explicit HtmlTokens(QStringView document) : m_document(document) {}
    /// False at the end.
    bool next(HtmlToken &token);

private:
    bool isMarkup(qsizetype at) const;
    void passText(HtmlToken &token);
    bool passMarkup(HtmlToken &token);
    bool passTag(HtmlToken &token);
    void passAttribute(HtmlToken &token);
    void passSpace();
    void passBeyond(QStringView end);
    void passHidden(const QString &name);
    bool atEnd() const { return m_at >= m_document.size(); }

    QStringView m_document;
    qsizetype m_at = 0;
};

}  // namespace tideline::session
