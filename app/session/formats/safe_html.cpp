#include "app/session/formats/safe_html.h"

#include "app/session/formats/html_elements.h"
#include "app/session/formats/html_entities.h"
#include "app/session/formats/html_tokens.h"
#include "core/base/result.h"

#include <algorithm>
#include <array>

namespace tideline::session {

namespace {

constexpr qsizetype kAddressUnits = 2048;

QStringView attribute(const HtmlToken &token, QStringView name)
{
    for (const auto &[found, value] : token.attributes) {
        if (found == name)
            return value;
    }
    return {};
}

/// "left", "right", "center", or empty: said by `align` or by a style's text-align.
QLatin1StringView alignmentOf(const HtmlToken &token)
{
    QStringView said = attribute(token, u"align");
    if (said.isEmpty()) {
        const QStringView style = attribute(token, u"style");
        constexpr QStringView property = u"text-align:";
        const qsizetype at = style.indexOf(property, 0, Qt::CaseInsensitive);
        if (at >= 0)
            said = style.sliced(at + property.size()).trimmed();
    }
    for (const QLatin1StringView known : {"left"_L1, "right"_L1, "center"_L1}) {
        if (said.startsWith(known, Qt::CaseInsensitive))
            return known;
    }
    return {};
}

class Maker {
public:
    explicit Maker(const HtmlBounds &bounds) : m_bounds(bounds) {}
    SafeHtml make(QStringView document);

private:
    struct Table {
        int columns = 0;              ///< of the row that is open
        int widest = 0;               ///< row's columns
        int rows = 0;
        bool isFrame = false;         ///< a pandas DataFrame, whose style says: to the right
        QLatin1StringView alignment;  ///< of the row that is open
    };

    void open(const HtmlToken &token);
    void openInTable(const HtmlToken &token, const HtmlElement &element);
    void openAround(const HtmlToken &token, const HtmlElement &element);
    void openTable(const HtmlToken &token, const HtmlElement &element);
    void openRow(const HtmlToken &token);
    void openCell(const HtmlToken &token, const HtmlElement &element);
    void close(const QString &name);
    void text(QStringView raw);
    void push(const HtmlElement &element, const QString &attributes);
    void pop();
    bool unwindTo(std::initializer_list<HtmlRole> roles, std::initializer_list<HtmlRole> barriers);
    bool isInTable() const { return !m_tables.empty(); }
    bool isBetweenCells() const;
    void newline();

    const HtmlBounds &m_bounds;
    SafeHtml m_made;
    std::vector<const HtmlElement *> m_open;
    std::vector<Table> m_tables;
    int m_rows = 0;
    int m_cells = 0;
    int m_spanned = 0;       ///< places of the grids that cells cover beside their own
    qint64 m_grid = 0;       ///< places of all tables' grids
    bool m_isMuted = false;  ///< in a cell that is over a bound
    bool m_isFull = false;
};

SafeHtml Maker::make(QStringView document)
{
    HtmlTokens tokens(document);
    HtmlToken token;
    while (!m_isFull && tokens.next(token)) {
        switch (token.kind) {
        case HtmlToken::Kind::Text:
            text(token.text);
            break;
        case HtmlToken::Kind::Open:
            open(token);
            break;
        case HtmlToken::Kind::Close:
            close(token.name);
            break;
        }
        m_isFull |= m_made.html.size() > m_bounds.units;
    }
    m_made.isCut |= m_isFull && tokens.next(token);
    while (!m_open.empty())
        pop();
    return std::move(m_made);
}

/// Closes what is open up to the innermost element with one of the roles. False, and nothing is closed, where there is none,
/// or a barrier stands before it.
bool Maker::unwindTo(std::initializer_list<HtmlRole> roles, std::initializer_list<HtmlRole> barriers)
{
    const auto isOneOf = [](std::initializer_list<HtmlRole> some, HtmlRole role) { return std::ranges::find(some, role) != some.end(); };
    const auto found = std::find_if(m_open.rbegin(), m_open.rend(), [&](const HtmlElement *element) {
        return isOneOf(roles, element->role) || isOneOf(barriers, element->role);
    });
    if (found == m_open.rend() || !isOneOf(roles, (*found)->role))
        return false;
    for (auto above = found - m_open.rbegin(); above > 0; --above)
        pop();
    return true;
}

/// Where a table, or a row, is open, and no cell: no text stands there.
bool Maker::isBetweenCells() const
{
    const HtmlRole role = m_open.empty() ? HtmlRole::Block : m_open.back()->role;
    return role == HtmlRole::Table || role == HtmlRole::Section || role == HtmlRole::Row;
}

void Maker::newline()
{
    if (!m_made.text.isEmpty() && !m_made.text.endsWith(u'\n'))
        m_made.text += u'\n';
}

void Maker::push(const HtmlElement &element, const QString &attributes)
{
    m_made.html.append(u'<').append(element.name).append(attributes).append(u'>');
    m_open.push_back(&element);
}

void Maker::pop()
{
    const HtmlElement &element = *m_open.back();
    m_open.pop_back();
    m_made.html.append("</"_L1).append(element.name).append(u'>');
    if (element.role == HtmlRole::Table)
        m_tables.pop_back();
    if (element.role == HtmlRole::Cell)
        m_made.text += u'\t';
    else if (element.role != HtmlRole::Inline)
        newline();
}

void Maker::open(const HtmlToken &token)
{
    const HtmlElement *element = htmlElement(token.name);
    if (element == nullptr)
        return;
    const HtmlRole role = element->role;
    if (role == HtmlRole::Section || role == HtmlRole::Row || role == HtmlRole::Cell) {
        if (isInTable())
            openInTable(token, *element);
        return;
    }
    if (m_isMuted || isBetweenCells())
        return;
    if (role != HtmlRole::Void) {
        openAround(token, *element);
        return;
    }
    m_made.html.append(u'<').append(element->name).append(u'>');
    newline();
}

/// Opens a part of a table.
void Maker::openInTable(const HtmlToken &token, const HtmlElement &element)
{
    if (element.role == HtmlRole::Row)
        openRow(token);
    else if (element.role == HtmlRole::Cell)
        openCell(token, element);
    else if (unwindTo({HtmlRole::Table}, {}))
        push(element, {});
}

/// Opens what text or a table may stand in.
void Maker::openAround(const HtmlToken &token, const HtmlElement &element)
{
    const HtmlRole role = element.role;
    if (role == HtmlRole::Item && !unwindTo({HtmlRole::List}, {HtmlRole::Cell, HtmlRole::Table}))
        return;
    if (role != HtmlRole::Inline && !m_open.empty() && m_open.back()->name == "p"_L1)
        pop();
    if (int(m_open.size()) >= m_bounds.depth)
        return;
    QString attributes;
    if (element.name == "a"_L1) {
        const QString address = outerAddress(attribute(token, u"href"));
        if (address.isEmpty())
            return;
        attributes = u" href=\"%1\""_s.arg(escapedHtml(address));
    }
    if (role == HtmlRole::Table)
        openTable(token, element);
    else
        push(element, attributes);
}

/// Rows and cells are opened however deep, once their table is: it needs room for three more.
void Maker::openTable(const HtmlToken &token, const HtmlElement &element)
{
    if (int(m_tables.size()) >= m_bounds.tables)
        return;
    newline();
    const bool isFrame = attribute(token, u"class").contains(u"dataframe");
    push(element, u" border=\"1\" cellspacing=\"0\" cellpadding=\"3\""_s);
    m_tables.push_back({0, 0, 0, isFrame, {}});
}

void Maker::openRow(const HtmlToken &token)
{
    if (!unwindTo({HtmlRole::Table, HtmlRole::Section}, {}))
        return;
    m_grid += m_tables.back().widest;
    ++m_tables.back().rows;
    if (++m_rows > m_bounds.rows || m_grid > m_bounds.grid) {
        m_isFull = m_made.isCut = true;
        return;
    }
    m_isMuted = false;
    m_tables.back().columns = 0;
    m_tables.back().alignment = alignmentOf(token);
    push(*htmlElement(u"tr"), {});
}

void Maker::openCell(const HtmlToken &token, const HtmlElement &element)
{
    if (!unwindTo({HtmlRole::Row}, {HtmlRole::Table, HtmlRole::Section})) {
        openRow({});
        if (m_open.empty() || m_open.back()->role != HtmlRole::Row)
            return;
    }
    const auto span = [&](QStringView name) { return std::clamp(attribute(token, name).toInt(), 1, m_bounds.columns); };
    int columns = span(u"colspan");
    int rows = std::min(span(u"rowspan"), 100);
    if (m_spanned + columns * rows - 1 > m_bounds.spanned)
        columns = rows = 1;
    Table &table = m_tables.back();
    m_isMuted = table.columns + columns > m_bounds.columns;
    if (m_isMuted || ++m_cells > m_bounds.cells) {
        m_made.isCut = true;
        m_isFull = m_cells > m_bounds.cells;
        return;
    }
    m_spanned += columns * rows - 1;
    table.columns += columns;
    const int wider = std::max(0, table.columns - table.widest);
    table.widest += wider;
    m_grid += qint64(wider) * table.rows;
    QString attributes;
    if (columns > 1)
        attributes += u" colspan=\"%1\""_s.arg(columns);
    if (rows > 1)
        attributes += u" rowspan=\"%1\""_s.arg(rows);
    QLatin1StringView alignment = alignmentOf(token);
    if (alignment.isEmpty())
        alignment = table.alignment;
    if (alignment.isEmpty() && table.isFrame)
        alignment = "right"_L1;
    if (!alignment.isEmpty())
        attributes += u" align=\"%1\""_s.arg(alignment);
    push(element, attributes);
}

void Maker::close(const QString &name)
{
    const HtmlElement *element = htmlElement(name);
    if (element == nullptr || element->role == HtmlRole::Void)
        return;
    const bool isOfTable = element->role == HtmlRole::Section || element->role == HtmlRole::Row || element->role == HtmlRole::Cell;
    for (auto it = m_open.rbegin(); it != m_open.rend(); ++it) {
        if (*it == element) {
            for (auto above = it - m_open.rbegin(); above >= 0; --above)
                pop();
            m_isMuted = m_isMuted && !isOfTable && element->role != HtmlRole::Table;
            return;
        }
        const HtmlRole role = (*it)->role;
        // What is within a cell closes nothing around it, and what is of a table nothing around that.
        if (role == HtmlRole::Table || (role == HtmlRole::Cell && !isOfTable && element->role != HtmlRole::Table))
            return;
    }
}

void Maker::text(QStringView raw)
{
    if (m_isMuted || isBetweenCells())
        return;
    const qsizetype room = std::max<qsizetype>(0, m_bounds.units - m_made.html.size());
    if (raw.size() > room) {
        raw = raw.first(room);
        m_isFull = m_made.isCut = true;
    }
    const QString decoded = decodedEntities(raw);
    m_made.html += escapedHtml(decoded);
    m_made.text += decoded;
}

}  // namespace

QString outerAddress(QStringView raw)
{
    if (raw.size() > kAddressUnits)
        return {};
    const QString address = decodedEntities(raw).trimmed();
    const bool isPlain = std::ranges::none_of(address, [](QChar c) {
        return c <= u' ' || c == u'\\' || c == u'<' || c == u'>' || c == u'"' || c == QChar::ReplacementCharacter;
    });
    const bool isKnown = std::ranges::any_of(std::array{"http://"_L1, "https://"_L1, "mailto:"_L1}, [&](QLatin1StringView scheme) {
        return address.size() > scheme.size() && address.startsWith(scheme, Qt::CaseInsensitive);
    });
    return isPlain && isKnown ? address : QString();
}

SafeHtml safeHtml(QStringView document, const HtmlBounds &bounds)
{
    return Maker(bounds).make(document);
}

}  // namespace tideline::session
