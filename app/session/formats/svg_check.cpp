#include "app/session/formats/svg_check.h"

#include "app/session/formats/image_kind.h"
#include "app/session/formats/plain_line.h"
#include "app/session/formats/svg_text.h"

#include <QBuffer>
#include <QHash>
#include <QImageReader>
#include <QSet>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <algorithm>

namespace tideline::session {

namespace {
constexpr qint64 kMostText = 16 << 20;
constexpr int kMostElements = 100'000;
constexpr qint64 kMostDrawn = 500'000;
constexpr qint64 kMostRulesTimesElements = 20'000'000;
constexpr qint64 kMostPixels = 16'000'000;

Error refused(const QString &why)
{
    return {Error::Kind::Refused, why, {}, {}};
}

/// What is not written again, with all that is in it. The frame before its first animation is shown.
bool isLeftOut(QStringView element)
{
    static const QSet<QString> kElements{u"script"_s, u"foreignObject"_s, u"animate"_s, u"animateTransform"_s, u"animateMotion"_s,
                                         u"animateColor"_s, u"set"_s, u"audio"_s, u"video"_s, u"handler"_s, u"listener"_s, u"iframe"_s};
    return kElements.contains(element.mid(element.lastIndexOf(u':') + 1).toString());
}

bool isAddress(QStringView attribute)
{
    return attribute == u"href" || attribute.endsWith(u":href");
}

/// Reads the drawing token by token, and writes those that may stay.
class Check {
public:
    Check(const QString &text, const Limits &limits) : m_reader(text), m_writer(&m_found.xml), m_limits(limits)
    {
        m_reader.setNamespaceProcessing(false);  // names stay as they are
    }
    Result<CheckedSvg> run(const preview::Cancelled &cancelled);

private:
    /// An element that counts itself and, where it is a `use`, its target.
    struct Node {
        qint64 below = 1;          ///< itself and what is in it, `use` not followed
        std::vector<int> uses;     ///< those in it, as indices into m_uses
    };
    Result<void> begin();
    void end();
    void attribute(const QXmlStreamAttribute &attribute, bool isImage);
    bool isAllowedImage(QStringView address);
    Result<void> countDrawn();
    qint64 weight(const QString &id, QSet<QString> &open, QHash<QString, qint64> &known) const;

    CheckedSvg m_found;
    QXmlStreamReader m_reader;
    QXmlStreamWriter m_writer;
    const Limits &m_limits;
    int m_depth = 0;
    int m_leftOutFrom = 0;      ///< the depth of an element that is left out; 0: none is open
    qint64 m_rules = 0;
    bool m_inStyle = false;
    qint64 m_pixels = 0;
    std::vector<QString> m_ids;       ///< of the open elements, empty for most
    QHash<QString, Node> m_named;     ///< elements with an id
    std::vector<QString> m_uses;      ///< targets, in order
};

Result<CheckedSvg> Check::run(const preview::Cancelled &cancelled)
{
    while (!m_reader.atEnd()) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
        switch (m_reader.readNext()) {
        case QXmlStreamReader::StartElement:
            if (const Result<void> begun = begin(); !begun)
                return begun.error();
            break;
        case QXmlStreamReader::EndElement: end(); break;
        case QXmlStreamReader::Characters:
            if (m_leftOutFrom == 0 && m_depth > 0)
                m_writer.writeCharacters(m_reader.text().toString());
            if (m_inStyle)
                m_rules += m_reader.text().count(u'{');
            break;
        default: break;  // comments, instructions, the document type
        }
    }
    if (m_reader.hasError())
        return Error{Error::Kind::Corrupt, u"The drawing is no proper XML in line %1: %2"_s.arg(m_reader.lineNumber()).arg(
                         plainLine(m_reader.errorString(), 200)), {}, {}};
    if (m_rules * m_found.elements > kMostRulesTimesElements)
        return refused(u"The drawing has too many rules of style for its %1 elements."_s.arg(m_found.elements));
    if (const Result<void> counted = countDrawn(); !counted)
        return counted.error();
    return std::move(m_found);
}

Result<void> Check::begin()
{
    if (++m_depth > m_limits.depth)
        return refused(u"The drawing's elements lie more than %1 deep in each other."_s.arg(m_limits.depth));
    m_ids.emplace_back();
    if (m_leftOutFrom > 0)
        return {};
    const QStringView name = m_reader.qualifiedName();
    if (isLeftOut(name)) {
        m_leftOutFrom = m_depth;
        return {};
    }
    if (++m_found.elements > kMostElements)
        return refused(u"The drawing has more than %1 elements."_s.arg(kMostElements));
    const QStringView local = name.mid(name.lastIndexOf(u':') + 1);
    m_inStyle = local == u"style";
    const QXmlStreamAttributes attributes = m_reader.attributes();
    for (const QXmlStreamAttribute &known : attributes)
        if (known.qualifiedName() == u"id" || known.qualifiedName() == u"xml:id")
            m_ids.back() = known.value().toString();
    for (const QString &id : m_ids)
        if (!id.isEmpty())
            ++m_named[id].below;
    m_writer.writeStartElement(name.toString());
    for (const QXmlStreamAttribute &each : attributes)
        attribute(each, local == u"image" || local == u"feImage");
    if (local != u"use")
        return {};
    for (const QXmlStreamAttribute &each : attributes)
        if (isAddress(each.qualifiedName()) && each.value().startsWith(u'#')) {
            for (const QString &id : m_ids)
                if (!id.isEmpty())
                    m_named[id].uses.push_back(int(m_uses.size()));
            m_uses.push_back(each.value().mid(1).toString());
        }
    return {};
}

void Check::end()
{
    if (m_leftOutFrom == 0)
        m_writer.writeEndElement();
    else if (m_leftOutFrom == m_depth)
        m_leftOutFrom = 0;
    m_inStyle = false;
    m_ids.pop_back();
    --m_depth;
}

void Check::attribute(const QXmlStreamAttribute &attribute, bool isImage)
{
    const QStringView name = attribute.qualifiedName();
    const QStringView value = attribute.value();
    if (isAddress(name) && !value.trimmed().startsWith(u'#') && !(isImage && isAllowedImage(value))) {
        if (isImage)
            ++m_found.leftOut;
        return;
    }
    if (name.startsWith(u"on"))  // onload and its kin
        return;
    m_writer.writeAttribute(name.toString(), value.toString());
}

bool Check::isAllowedImage(QStringView address)
{
    const qsizetype comma = address.indexOf(u',');
    if (!address.startsWith(u"data:image/") || comma < 0 || !address.first(comma).endsWith(u";base64"))
        return false;
    QByteArray bytes = QByteArray::fromBase64(address.sliced(comma + 1).toLatin1());
    const KnownImage known = knownImage({}, bytes);
    const QByteArrayView format(known.kind ? known.kind->qtName : "");
    if (format != "png" && format != "jpeg" && format != "gif")
        return false;
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, format.toByteArray());
    reader.setAutoDetectImageFormat(false);
    const QSize size = reader.size();
    m_pixels += size.isEmpty() ? 0 : qint64(size.width()) * size.height();
    return !size.isEmpty() && m_pixels <= kMostPixels;
}

/// A drawing whose parts use each other can be small, and endless to draw: what one of them draws is counted by its target.
Result<void> Check::countDrawn()
{
    QHash<QString, qint64> known;
    QSet<QString> open;
    m_found.drawn = m_found.elements;
    for (const QString &target : m_uses) {
        m_found.drawn += weight(target, open, known);
        if (m_found.drawn > kMostDrawn)
            return refused(u"The drawing repeats its parts too often: more than %1 elements would be drawn."_s.arg(kMostDrawn));
    }
    return {};
}

/// What a `use` of this id draws; kMostDrawn + 1 where that is too much. `open`: the ids whose targets are being followed.
qint64 Check::weight(const QString &id, QSet<QString> &open, QHash<QString, qint64> &known) const
{
    if (const auto found = known.constFind(id); found != known.cend())
        return *found;
    const auto node = m_named.constFind(id);
    if (node == m_named.cend() || open.contains(id))
        return 0;  // the renderer draws nothing for a circle, either
    if (open.size() >= m_limits.depth)
        return kMostDrawn + 1;  // a chain of that length is no drawing, and would be followed by recursion
    open.insert(id);
    qint64 sum = node->below;
    for (const int use : node->uses)
        if ((sum += weight(m_uses[std::size_t(use)], open, known)) > kMostDrawn)
            break;
    open.remove(id);
    known.insert(id, std::min(sum, kMostDrawn + 1));
    return known.value(id);
}
}  // namespace

Result<CheckedSvg> checkSvg(Source &source, const Limits &limits, const preview::Cancelled &cancelled)
{
    const Result<QString> text = readSvgText(source, kMostText, limits, cancelled);
    if (!text)
        return text.error();
    if (const Result<void> harmless = checkEntities(*text); !harmless)
        return harmless.error();
    return Check(*text, limits).run(cancelled);
}

}  // namespace tideline::session
