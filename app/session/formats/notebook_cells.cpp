#include "app/session/formats/notebook_cells.h"

#include "app/session/formats/bounded_image.h"
#include "app/session/formats/drawing.h"
#include "app/session/formats/json_cursor.h"
#include "app/session/formats/markdown.h"
#include "app/session/formats/safe_html.h"
#include "app/session/formats/svg_drawing.h"
#include "app/session/formats/terminal_text.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace tideline::session {

namespace {

using preview::Cell;
using preview::Output;

constexpr qsizetype kSourceBytes = 512 << 10;   ///< shown of a cell's source
constexpr qsizetype kMarkdownBytes = 256 << 10;  ///< of a cell that is rendered; a longer one is shown as text
constexpr qsizetype kTextBytes = 512 << 10;     ///< shown of an output's text
constexpr qsizetype kPictureBytes = 32 << 20;   ///< of a picture, as base64
constexpr qint64 kDecodedBytes = 200 << 20;     ///< of a cell's pictures, one after the other: some tenths of a second
constexpr qsizetype kDrawingBytes = 4 << 20;    ///< of an SVG
constexpr qint64 kPainted = 5'000'000'000;      ///< of a cell's drawings: a few seconds at the worst, when all of them lie over each other
constexpr std::size_t kOutputs = 500;           ///< shown of a cell
constexpr qint64 kLeastRoom = 16 << 10;         ///< with less left in a reply, an output is left out
constexpr qint64 kLeastPicture = 64 << 10;      ///< 128 × 128 pixels: smaller than that nothing can be seen

constexpr std::array kPictures{QStringView(u"image/png"), QStringView(u"image/jpeg"), QStringView(u"image/gif"), QStringView(u"image/webp")};
constexpr QStringView kDrawing = u"image/svg+xml";

QString number(qint64 value)
{
    return QLocale(QLocale::English).toString(value);
}

QString leftOut(qsizetype bytes)
{
    return u"… %1 more bytes are not shown."_s.arg(number(bytes));
}

Output sentence(const QString &text)
{
    return {Output::Kind::Result, text, {}, {}, {}};
}

/// The text of a stream or a traceback, as a terminal would show it.
TerminalText shownText(const std::vector<QByteArrayView> &parts, QStringView between, qsizetype maxBytes)
{
    QString raw;
    qsizetype left = 0;
    for (const QByteArrayView part : parts) {
        if (!raw.isEmpty())
            raw += between;
        // Twice as much as is shown, and of progress bars, which overwrite themselves, more.
        raw += joinedText(part, std::max<qsizetype>(0, 8 * maxBytes - raw.size()), left);
    }
    TerminalText shown = terminalText(raw, maxBytes);
    if (left > 0 || shown.isCut) {
        if (!shown.text.endsWith(u'\n'))
            shown.text += u'\n';
        shown.text += left > 0 ? leftOut(left) : u"… There is more, which is not shown."_s;
    }
    return shown;
}

/// The bytes of a base64 text in JSON; line breaks in it are no part of it.
QByteArray decodedBase64(QByteArrayView value)
{
    if (value.startsWith('"') && !value.contains('\\'))
        return QByteArray::fromBase64(QByteArray::fromRawData(value.data() + 1, value.size() - 2));
    qsizetype left = 0;
    return QByteArray::fromBase64(joinedText(value, kPictureBytes, left).toLatin1());
}

Output pictureOutput(QByteArrayView value, PictureRoom &room)
{
    if (value.size() > kPictureBytes)
        return sentence(u"A picture of %1 MB is too large to be shown here."_s.arg(value.size() >> 20));
    if (room.bytesEach < kLeastPicture)
        return sentence(u"A picture is left out: the cell has too many to be shown together."_s);
    const qint64 decodedBytes = std::min(ImageBudget().decodedBytes, room.decodedBytes);
    ImageBudget budget{.decodedBytes = decodedBytes, .shownBytes = room.bytesEach};
    const Result<BoundedImage> decoded = boundedImage(decodedBase64(value), budget);
    room.decodedBytes -= decodedBytes - budget.decodedBytes;
    if (!decoded)
        return sentence(decoded.error().what);
    return {Output::Kind::Picture, {}, {}, {}, toPicture(decoded->image)};
}

Output drawingOutput(QByteArrayView value, PictureRoom &room, const Limits &limits)
{
    if (value.size() > kDrawingBytes)
        return sentence(u"A drawing of %1 MB is too large to be shown here."_s.arg(value.size() >> 20));
    if (room.bytesEach < kLeastPicture)
        return sentence(u"A drawing is left out: the cell has too many to be shown together."_s);
    qsizetype left = 0;
    const preview::Cancelled never = false;
    const Result<CheckedSvg> checked = checkSvgText(joinedText(value, kDrawingBytes, left), limits, never);
    if (!checked)
        return sentence(checked.error().what);
    Limits bounds = limits;
    bounds.replyBytes = std::min(room.bytesEach, 4 * (room.painted / std::max<qint64>(1, checked->drawn)));
    if (bounds.replyBytes < kLeastPicture)
        return sentence(u"A drawing of %1 elements is left out: the cell's drawings would take too long."_s.arg(number(checked->drawn)));
    const Result<std::unique_ptr<SvgDrawing>> drawing = SvgDrawing::of(*checked);
    if (!drawing)
        return sentence(drawing.error().what);
    preview::Part all;
    all.pixels = int(std::ceil(std::min((*drawing)->size().width(), double(limits.pictureEdge))));
    const QSize pixels = drawnSize(all, (*drawing)->size(), bounds);
    room.painted -= checked->drawn * pixels.width() * pixels.height();
    return {Output::Kind::Picture, {}, {}, {}, toPicture((*drawing)->painted(all, pixels))};
}

const QByteArrayView *dataOf(const RawOutput &output, QStringView mime)
{
    const auto found = std::ranges::find_if(output.data, [mime](const auto &pair) { return pair.first == mime; });
    return found == output.data.end() ? nullptr : &found->second;
}

bool hasPicture(const RawOutput &output)
{
    return dataOf(output, kDrawing) != nullptr
           || std::ranges::any_of(kPictures, [&](QStringView mime) { return dataOf(output, mime) != nullptr; });
}

Output textOutput(QByteArrayView value, qsizetype maxBytes)
{
    TerminalText shown = shownText({value}, {}, maxBytes);
    return {Output::Kind::Result, std::move(shown.text), std::move(shown.spans), {}, {}};
}

Output htmlOutput(SafeHtml html)
{
    if (html.isCut)
        html.html += u"<p>… There is more, which is not shown.</p>"_s;
    return {Output::Kind::Html, {}, {}, std::move(html.html), {}};
}

SafeHtml safeHtmlOf(QByteArrayView value, qint64 room)
{
    qsizetype left = 0;
    const HtmlBounds bounds{.units = qsizetype(std::clamp<qint64>(room / 8, 1, 256 << 10))};
    SafeHtml html = safeHtml(joinedText(value, 4 * bounds.units, left), bounds);
    html.isCut |= left > 0;
    return html;
}

}  // namespace

Language languageOfCell(QStringView source, const QString &notebookLanguage)
{
    if (source.startsWith(u"%%")) {
        const qsizetype end = source.indexOf(u'\n');
        const QStringView line = (end < 0 ? source : source.first(end)).sliced(2).trimmed();
        const qsizetype space = line.indexOf(u' ');
        const QStringView magic = space < 0 ? line : line.first(space);
        if (magic == u"script" && space >= 0)
            return languageNamed(line.sliced(space).trimmed());
        if (const Language named = languageNamed(magic); named != Language::None)
            return named;
    }
    return languageNamed(notebookLanguage);
}

CellMaker::CellMaker(const NotebookFile &notebook, const Limits &limits) : m_notebook(notebook), m_limits(limits) {}

void CellMaker::addSource(Cell &cell, const RawCell &raw) const
{
    qsizetype left = 0;
    cell.source = sourceOf(raw, kSourceBytes, left);
    if (cell.kind == Cell::Kind::Code) {
        const QString language = raw.language.isEmpty() ? m_notebook.language() : raw.language;
        cell.spans = spansOf(cell.source, languageOfCell(cell.source, language));
    } else if (cell.kind == Cell::Kind::Markdown && left == 0 && raw.source.size() <= kMarkdownBytes) {
        cell.html = htmlOfMarkdown(cell.source.toUtf8());
        if (cell.html.size() * 2 > m_limits.replyBytes / 2)
            cell.html.clear();
    }
    if (left > 0)
        cell.source += u'\n' + leftOut(left);
}

Cell CellMaker::make(qint64 index) const
{
    const RawCell raw = m_notebook.cell(index);
    Cell cell;
    cell.kind = raw.kind;
    cell.executionCount = raw.executionCount;
    addSource(cell, raw);
    qsizetype left = 0;
    const std::vector<RawOutput> outputs = outputsOf(raw.outputs, kOutputs, left);
    const qint64 pictures = std::ranges::count_if(outputs, hasPicture);
    qint64 room = m_limits.replyBytes - bytesOf(cell);
    PictureRoom pictureRoom{kDecodedBytes, kPainted, std::min<qint64>(4 << 20, room * 3 / 4 / std::max<qint64>(1, pictures))};
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (room < kLeastRoom) {
            left += qsizetype(outputs.size() - i);
            break;
        }
        const qint64 before = bytesOf(cell);
        pictureRoom.bytesEach = std::min(pictureRoom.bytesEach, room);
        cell.outputs.push_back(made(outputs[i], room, pictureRoom));
        room -= bytesOf(cell) - before;
    }
    if (left > 0)
        cell.outputs.push_back(sentence(u"%1 more outputs are not shown."_s.arg(left)));
    return cell;
}

Output CellMaker::made(const RawOutput &raw, qint64 room, PictureRoom &pictureRoom) const
{
    const qsizetype maxBytes = qsizetype(std::min<qint64>(kTextBytes, room / 4));
    if (raw.kind == RawOutput::Kind::Data)
        return ofData(raw, room, pictureRoom);
    TerminalText shown = shownText(raw.text, raw.kind == RawOutput::Kind::Failure ? u"\n" : u"", maxBytes);
    if (raw.kind == RawOutput::Kind::Stream)
        return {Output::Kind::Stream, std::move(shown.text), std::move(shown.spans), {}, {}};
    if (shown.text.isEmpty())
        shown = terminalText(raw.failure, maxBytes);
    return {Output::Kind::Failure, std::move(shown.text), std::move(shown.spans), {}, {}};
}

Output CellMaker::ofData(const RawOutput &raw, qint64 room, PictureRoom &pictureRoom) const
{
    for (const QStringView mime : kPictures) {
        if (const QByteArrayView *value = dataOf(raw, mime))
            return pictureOutput(*value, pictureRoom);
    }
    if (const QByteArrayView *value = dataOf(raw, kDrawing))
        return drawingOutput(*value, pictureRoom, m_limits);
    if (const QByteArrayView *value = dataOf(raw, u"text/html")) {
        SafeHtml html = safeHtmlOf(*value, room);
        if (!html.text.trimmed().isEmpty())
            return htmlOutput(std::move(html));
    }
    const qsizetype maxBytes = qsizetype(std::min<qint64>(kTextBytes, room / 4));
    for (const QStringView mime : {u"text/markdown", u"text/latex"}) {
        if (const QByteArrayView *value = dataOf(raw, mime))
            return textOutput(*value, maxBytes);
    }
    if (const QByteArrayView *value = dataOf(raw, u"application/json"))
        return sentence(prettyJson(*value, maxBytes));
    if (const QByteArrayView *value = dataOf(raw, u"text/plain"))
        return textOutput(*value, maxBytes);
    if (raw.data.empty())
        return sentence(u"An output without contents."_s);
    return sentence(u"An output of the kind “%1” is not shown here."_s.arg(raw.data.front().first.left(100)));
}

QString CellMaker::searched(qint64 index) const
{
    const RawCell raw = m_notebook.cell(index);
    qsizetype left = 0;
    PictureRoom none;
    QString text = sourceOf(raw, kSourceBytes, left);
    for (const RawOutput &output : outputsOf(raw.outputs, kOutputs, left)) {
        text += u'\n';
        const Output shown = hasPicture(output) ? Output() : made(output, m_limits.replyBytes, none);
        text += shown.kind == Output::Kind::Html ? safeHtmlOf(*dataOf(output, u"text/html"), m_limits.replyBytes).text : shown.text;
    }
    return text;
}

qint64 CellMaker::bytesOf(const Cell &cell)
{
    const auto spanBytes = [](const std::vector<preview::Span> &spans) { return qint64(spans.size() * sizeof(preview::Span)); };
    qint64 bytes = 64 + 2 * (cell.source.size() + cell.html.size()) + spanBytes(cell.spans);
    for (const Output &output : cell.outputs)
        bytes += 64 + 2 * (output.text.size() + output.html.size()) + spanBytes(output.spans) + output.picture.argb32.size();
    return bytes;
}

}  // namespace tideline::session
