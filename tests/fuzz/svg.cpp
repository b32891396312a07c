// An SVG file. Its check has laws of its own; the renderer only has to live through what it lets pass.
#include "app/session/formats/image_kind.h"
#include "app/session/formats/svg_check.h"
#include "app/session/formats/svg_format.h"
#include "tests/fuzz/seen.h"

#include <QXmlStreamReader>

using namespace tideline;
using namespace tideline::fuzz;

namespace {

/// Whether all that a reader can find in the address is one image of pixels, wherever it begins to look.
bool isOneImage(QStringView address)
{
    const QStringView begin = u";base64,";
    const qsizetype at = address.indexOf(begin);
    if (!address.startsWith(u"data:image/") || at < 0 || address.count(u',') != 1)
        return false;
    const QByteArray bytes = QByteArray::fromBase64(address.sliced(at + begin.size()).toLatin1());
    return session::knownImage({}, bytes.first(std::min<qsizetype>(bytes.size(), 4096))).sure == 100;
}

/// What is written anew is XML without anything that acts or leads out.
void checkIsKept(const session::CheckedSvg &checked)
{
    QXmlStreamReader reader(checked.xml);
    reader.setNamespaceProcessing(false);
    int elements = 0;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        law(token != QXmlStreamReader::DTD && token != QXmlStreamReader::EntityReference, "no document type and no entity is left");
        if (token != QXmlStreamReader::StartElement)
            continue;
        ++elements;
        const QStringView name = reader.qualifiedName();
        law(!name.endsWith(u"script") && !name.endsWith(u"foreignObject") && !name.endsWith(u"animate"), "nothing that acts is left");
        for (const QXmlStreamAttribute &attribute : reader.attributes())
            if (attribute.qualifiedName() == u"href" || attribute.qualifiedName().endsWith(u":href"))
                law(attribute.value().trimmed().startsWith(u'#') || isOneImage(attribute.value()), "no address leads out");
    }
    law(!reader.hasError(), "what is written anew is XML");
    law(elements == checked.elements && checked.drawn >= elements, "elements are counted");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    needGui();
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    test::MemorySource source(bytes);
    const preview::Cancelled goOn = false;
    if (const Result<session::CheckedSvg> checked = session::checkSvg(source, {}, goOn))
        checkIsKept(*checked);
    open(session::kSvgFormat, bytes, u"a.svg"_s, false, [](session::FilePreview &preview, const session::Limits &limits, const auto &cancelled) {
        law(fits(std::get<preview::ImageDocument>(preview.document().shape).picture, limits), "the first look fits");
        const auto part = preview.picture(0, {.x = 0.4, .y = 0.6, .width = 0.001, .height = 0.002, .pixels = 100}, cancelled);
        law(part && fits(*part, limits), "a part fits");
    });
    return 0;
}
