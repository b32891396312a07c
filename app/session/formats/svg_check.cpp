#include "app/session/formats/svg_check.h"

#include "app/session/formats/format_tools.h"
#include "app/session/formats/image_decoder.h"
#include "app/session/formats/plain_line.h"
#include "app/session/formats/svg_text.h"

#include <QHash>
#include <QSet>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <algorithm>
#include <optional>

namespace tideline::session {

namespace {
constexpr qint64 kMostText = 16 << 20;
constexpr int kMostElements = 100'000;
constexpr qint64 kMostDrawn = 500'000;
constexpr int kMostSteps = 5'000'000;
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
    /// An element with an id; all elements of one id are one.
    struct Node {
        qint64 own = 0;             ///< elements: itself, and what is in it but in no other of these
        std::vector<int> children;  ///< others that are in it
        std::vector<int> uses;      ///< what those in `own` use
        qint64 drawn = 0;           ///< of all that is drawn for it, once that is known; 0: not yet
        bool isOpen = false;        ///< it is being followed
    };
    Result<void> begin();
    void end();
    void attribute(const QXmlStreamAttribute &attribute, bool isImage);
    std::optional<QString> allowedImage(QStringView address);
    Result<void> countDrawn();
    int nodeNamed(const QString &id);
    void enter(const QXmlStreamAttributes &attributes);
    qint64 weight(int node, int depth, bool &isCut);

    CheckedSvg m_found;
    QXmlStreamReader m_reader;
    QXmlStreamWriter m_writer;
    const Limits &m_limits;
    int m_depth = 0;
    int m_leftOutFrom = 0;      ///< the depth of an element that is left out; 0: none is open
    int m_styleFrom = 0;        ///< the depth of a style that is open; 0: none is
    qint64 m_rules = 0;
    qint64 m_pixels = 0;
    QHash<QString, int> m_ids;  ///< indices into m_nodes; an id that is only used has one, too
    std::vector<Node> m_nodes;
    std::vector<int> m_inNodes; ///< by the open elements: the innermost node that it is in, or is; -1: none
    std::vector<int> m_uses;    ///< targets, in order
    int m_steps = 0;            ///< taken to follow them
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
            if (m_styleFrom > 0)
                m_rules += m_reader.text().count(u'{') + m_reader.text().count(u',');
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
    m_inNodes.push_back(m_inNodes.empty() ? -1 : m_inNodes.back());
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
    if (local == u"style" && m_styleFrom == 0)
        m_styleFrom = m_depth;
    const QXmlStreamAttributes attributes = m_reader.attributes();
    enter(attributes);
    m_writer.writeStartElement(name.toString());
    for (const QXmlStreamAttribute &each : attributes)
        attribute(each, local == u"image" || local == u"feImage");
    if (local != u"use")
        return {};
    for (const QXmlStreamAttribute &each : attributes)
        if (isAddress(each.qualifiedName()) && each.value().trimmed().startsWith(u'#')) {
            m_uses.push_back(nodeNamed(each.value().trimmed().mid(1).toString()));
            if (m_inNodes.back() >= 0)
                m_nodes[std::size_t(m_inNodes.back())].uses.push_back(m_uses.back());
        }
    return {};
}

int Check::nodeNamed(const QString &id)
{
    const auto found = m_ids.constFind(id);
    if (found != m_ids.cend())
        return *found;
    m_nodes.emplace_back();
    return *m_ids.insert(id, int(m_nodes.size()) - 1);
}

/// Counts the element that begins to the node that it is in, or is.
void Check::enter(const QXmlStreamAttributes &attributes)
{
    int &in = m_inNodes.back();
    for (const QXmlStreamAttribute &each : attributes) {
        if ((each.qualifiedName() != u"id" && each.qualifiedName() != u"xml:id") || each.value().isEmpty())
            continue;
        const int node = nodeNamed(each.value().toString());
        if (in >= 0 && in != node)
            m_nodes[std::size_t(in)].children.push_back(node);
        in = node;
    }
    if (in >= 0)
        ++m_nodes[std::size_t(in)].own;
}

void Check::end()
{
    if (m_leftOutFrom == 0)
        m_writer.writeEndElement();
    else if (m_leftOutFrom == m_depth)
        m_leftOutFrom = 0;
    if (m_styleFrom == m_depth)
        m_styleFrom = 0;
    m_inNodes.pop_back();
    --m_depth;
}

void Check::attribute(const QXmlStreamAttribute &attribute, bool isImage)
{
    const QStringView name = attribute.qualifiedName();
    if (name.startsWith(u"on"))  // onload and its kin
        return;
    QString value = attribute.value().toString();
    if (isAddress(name)) {
        value = value.trimmed();
        const std::optional<QString> allowed = value.startsWith(u'#') ? value : isImage ? allowedImage(value) : std::nullopt;
        m_found.leftOut += isImage && !allowed;
        if (!allowed)
            return;
        value = *allowed;
    }
    m_writer.writeAttribute(name.toString(), value);
}

/// The image within an address, as an address of nothing else: Qt decodes what stands behind the last "base64,", and whatever it is.
std::optional<QString> Check::allowedImage(QStringView address)
{
    const qsizetype comma = address.indexOf(u',');
    if (!address.startsWith(u"data:image/") || comma < 0 || !address.first(comma).endsWith(u";base64"))
        return {};
    const QByteArray bytes = QByteArray::fromBase64(address.sliced(comma + 1).toLatin1());
    const KnownImage known = knownImage({}, QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 4096)));
    const QByteArrayView format(known.kind ? known.kind->qtName : "");
    if (format != "png" && format != "jpeg" && format != "gif")
        return {};
    HeldSource source(bytes);
    SourceDevice device(source);
    const Result<ImageHeader> header = ImageDecoder(device, *known.kind, m_limits).header();
    if (!header || header->metadata.soundBytes < bytes.size())
        return {};
    m_pixels += qint64(header->stored.width()) * header->stored.height();
    if (m_pixels > kMostPixels)
        return {};
    return u"data:image/%1;base64,%2"_s.arg(QLatin1StringView(format), QLatin1StringView(bytes.toBase64()));
}

/// A drawing whose parts use each other can be small, and endless to draw: what one of them draws is counted by its target.
Result<void> Check::countDrawn()
{
    m_found.drawn = m_found.elements;
    for (const int target : m_uses) {
        bool isCut = false;
        m_found.drawn += weight(target, 0, isCut);
        if (m_found.drawn > kMostDrawn)
            return refused(u"The drawing repeats its parts too often: more than %1 elements would be drawn."_s.arg(kMostDrawn));
    }
    return {};
}

/// What a `use` of this node draws; more than kMostDrawn where that is too much. `isCut`: a circle was cut on the way, so it draws more
/// for who comes from elsewhere, and that is not kept.
qint64 Check::weight(int node, int depth, bool &isCut)
{
    Node &here = m_nodes[std::size_t(node)];
    if (depth >= 2 * m_limits.depth || ++m_steps > kMostSteps)
        return kMostDrawn + 1;  // a chain of that length is no drawing, and is followed by recursion
    if (here.isOpen) {
        isCut = true;  // the renderer draws nothing for a circle, either
        return 0;
    }
    if (here.drawn > 0)
        return here.drawn;
    here.isOpen = true;
    bool isCutHere = false;
    qint64 sum = here.own;
    for (const std::vector<int> *others : {&here.children, &here.uses})
        for (const int other : *others)
            if (sum <= kMostDrawn)
                sum += weight(other, depth + 1, isCutHere);
    here.isOpen = false;
    if (!isCutHere)
        here.drawn = sum;
    isCut |= isCutHere;
    return sum;
}
}  // namespace

Result<CheckedSvg> checkSvg(Source &source, const Limits &limits, const preview::Cancelled &cancelled)
{
    const Result<QString> text = readSvgText(source, kMostText, limits, cancelled);
    if (!text)
        return text.error();
    return checkSvgText(*text, limits, cancelled);
}

Result<CheckedSvg> checkSvgText(const QString &text, const Limits &limits, const preview::Cancelled &cancelled)
{
    if (const Result<void> harmless = checkEntities(text); !harmless)
        return harmless.error();
    return Check(text, limits).run(cancelled);
}

}  // namespace tideline::session
