#include "app/session/formats/notebook_file.h"

#include "app/session/formats/json_cursor.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace tideline::session {

namespace {

using preview::Cell;

constexpr std::size_t kMaxCells = 200'000;
constexpr qsizetype kFactUnits = 200;

QString factText(QByteArrayView value)
{
    QString text = shortText(value).simplified();
    if (text.size() > kFactUnits)
        text = text.first(kFactUnits - 1) + u'…';
    return text;
}

std::optional<int> intOf(QByteArrayView value)
{
    bool isNumber = false;
    const int number = value.toByteArray().toInt(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

QString authorsOf(QByteArrayView authors)
{
    QStringList names;
    forEachItem(authors, [&](QByteArrayView author) {
        const QString name = factText(author.startsWith('{') ? member(author, u"name") : author);
        if (!name.isEmpty() && names.size() < 10)
            names.append(name);
    });
    return names.join(u", "_s);
}

Cell::Kind kindOf(const QString &type)
{
    if (type == u"code")
        return Cell::Kind::Code;
    return type == u"markdown" || type == u"heading" ? Cell::Kind::Markdown : Cell::Kind::Raw;
}

}  // namespace

Result<NotebookFile> NotebookFile::read(QByteArray bytes, const Limits &limits)
{
    if (bytes.startsWith("\xef\xbb\xbf"))
        bytes.remove(0, 3);
    NotebookFile file(std::move(bytes));
    JsonCursor cursor(file.m_bytes, limits.depth);
    if (cursor.peek() == '\0' && cursor.at() == file.m_bytes.size())
        return Error{Error::Kind::Corrupt, u"The notebook is empty."_s, {}, {}};
    if (!cursor.enter('{'))
        return Error{Error::Kind::Corrupt, u"It is no notebook: its JSON does not begin with a brace."_s, {}, {}};
    QString key;
    for (bool more = cursor.nextMember(key); more; more = cursor.nextMember(key)) {
        if (key == u"cells")
            file.readCells(cursor);
        else if (key == u"worksheets")
            file.readWorksheets(cursor);
        else
            file.readMember(key, cursor.skip());
    }
    if (std::optional<Error> error = file.judge(cursor))
        return *std::move(error);
    file.countKinds();
    return file;
}

void NotebookFile::readCells(JsonCursor &cursor)
{
    if (!cursor.enter('[')) {
        cursor.skip();
        return;
    }
    m_hasCells = true;
    while (cursor.nextItem()) {
        const QByteArrayView cell = cursor.skip();
        if (cursor.isBroken())
            return;
        if (m_cells.size() < kMaxCells)
            m_cells.push_back({cell.data() - m_bytes.constData(), cell.size()});
        else
            m_cutBecause = u"Only the first %1 cells are shown."_s.arg(QLocale(QLocale::English).toString(qulonglong(kMaxCells)));
    }
}

void NotebookFile::readWorksheets(JsonCursor &cursor)
{
    if (!cursor.enter('[')) {
        cursor.skip();
        return;
    }
    while (cursor.nextItem()) {
        if (!cursor.enter('{')) {
            cursor.skip();
            continue;
        }
        QString key;
        for (bool more = cursor.nextMember(key); more; more = cursor.nextMember(key)) {
            if (key == u"cells")
                readCells(cursor);
            else
                cursor.skip();
        }
    }
}

void NotebookFile::readMember(const QString &key, QByteArrayView value)
{
    if (key == u"nbformat")
        m_major = intOf(value).value_or(0);
    else if (key == u"nbformat_minor")
        m_minor = intOf(value).value_or(0);
    else if (key == u"metadata")
        readMetadata(value);
}

void NotebookFile::readMetadata(QByteArrayView metadata)
{
    const auto addFact = [this](const QString &name, const QString &value) {
        if (!value.isEmpty() && m_metadata.size() < 10)
            m_metadata.push_back({name, value});
    };
    forEachMember(metadata, [&](const QString &key, QByteArrayView value) {
        if (key == u"kernelspec") {
            m_kernel = factText(member(value, u"display_name"));
            if (m_kernel.isEmpty())
                m_kernel = factText(member(value, u"name"));
            if (m_language.isEmpty())
                m_language = factText(member(value, u"language"));
        } else if (key == u"language_info") {
            if (const QString name = factText(member(value, u"name")); !name.isEmpty())
                m_language = name;
            addFact(u"Language version"_s, factText(member(value, u"version")));
        } else if (key == u"title") {
            addFact(u"Title"_s, factText(value));
        } else if (key == u"authors") {
            addFact(u"Authors"_s, authorsOf(value));
        } else if (key == u"last_modified" || key == u"modified" || key == u"date") {
            addFact(u"Last modified"_s, factText(value));
        } else if (key == u"papermill") {
            addFact(u"Last run"_s, factText(member(value, u"end_time")));
        }
    });
}

std::optional<Error> NotebookFile::judge(const JsonCursor &cursor)
{
    if (!cursor.isBroken() && !m_hasCells)
        return Error{Error::Kind::Corrupt, u"It is JSON, but no notebook: it has no cells."_s, {}, {}};
    if (!cursor.isBroken())
        return std::nullopt;
    const QString place = u"byte %1"_s.arg(cursor.at());
    if (m_cells.empty())
        return Error{cursor.isTooDeep() ? Error::Kind::Refused : Error::Kind::Corrupt,
                     u"The notebook cannot be read: %1."_s.arg(cursor.why()), place, {}};
    m_cutBecause = cursor.isCutShort()
        ? u"The notebook is cut off behind cell %1: %2."_s.arg(m_cells.size()).arg(cursor.why())
        : u"The notebook is broken behind cell %1: %2 (%3)."_s.arg(m_cells.size()).arg(cursor.why(), place);
    return std::nullopt;
}

void NotebookFile::countKinds()
{
    for (const Range range : m_cells) {
        const QString type = shortText(member(viewOf(range), u"cell_type"));
        const Cell::Kind kind = kindOf(type);
        ++m_kinds[std::size_t(kind)];
        if (kind == Cell::Kind::Code && m_language.isEmpty() && m_major == 3)
            m_language = factText(member(viewOf(range), u"language"));
    }
}

RawCell NotebookFile::cell(qint64 index) const
{
    RawCell cell;
    bool isHeading = false;
    int level = 1;
    forEachMember(viewOf(m_cells[std::size_t(index)]), [&](const QString &key, QByteArrayView value) {
        if (key == u"cell_type") {
            const QString type = shortText(value);
            cell.kind = kindOf(type);
            isHeading = type == u"heading";
        } else if (key == u"level") {
            level = std::clamp(intOf(value).value_or(1), 1, 6);
        } else if (key == u"source" || key == u"input") {
            cell.source = value;
        } else if (key == u"id") {
            cell.id = shortText(value);
        } else if (key == u"language") {
            cell.language = factText(value);
        } else if (key == u"execution_count" || key == u"prompt_number") {
            cell.executionCount = intOf(value);
        } else if (key == u"outputs") {
            cell.outputs = value;
        }
    });
    cell.heading = isHeading ? level : 0;
    if (cell.kind != Cell::Kind::Code)
        cell.outputs = {};
    return cell;
}

std::vector<preview::Fact> NotebookFile::facts() const
{
    std::vector<preview::Fact> facts;
    if (!m_kernel.isEmpty())
        facts.push_back({u"Kernel"_s, m_kernel});
    if (!m_language.isEmpty())
        facts.push_back({u"Language"_s, m_language});
    facts.push_back({u"Cells"_s, u"%1 (%2 code, %3 Markdown, %4 raw)"_s.arg(m_cells.size())
                                     .arg(m_kinds[std::size_t(Cell::Kind::Code)])
                                     .arg(m_kinds[std::size_t(Cell::Kind::Markdown)])
                                     .arg(m_kinds[std::size_t(Cell::Kind::Raw)])});
    if (m_major > 0)
        facts.push_back({u"Notebook format"_s, u"%1.%2"_s.arg(m_major).arg(m_minor)});
    facts.insert(facts.end(), m_metadata.begin(), m_metadata.end());
    return facts;
}

qint64 NotebookFile::memoryBytes() const
{
    return m_bytes.size() + qint64(m_cells.capacity() * sizeof(Range));
}

QString sourceOf(const RawCell &cell, qsizetype maxBytes, qsizetype &left)
{
    QString text = joinedText(cell.source, maxBytes, left);
    text.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    return cell.heading == 0 ? text : QString(cell.heading, u'#') + u' ' + text;
}

}  // namespace tideline::session
