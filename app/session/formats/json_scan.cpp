#include "app/session/formats/json_scan.h"

#include "app/session/formats/json_text.h"

#include <array>

namespace tideline::session {

namespace {

constexpr qint64 kLeastStep = 16 << 10;
bool isDigit(int c)
{
    return c >= '0' && c <= '9';
}

}  // namespace

JsonScan::JsonScan(JsonIndex &index, ByteReader &reader, const Limits &limits) :
    m_index(index), m_reader(reader), m_mostKept(limits.memoryBytes / 4), m_depth(limits.depth), m_step(kLeastStep), m_lineBegin(reader.at())
{
}

void JsonScan::run()
{
    int byte = skipSpace();
    while (m_next != Next::Nothing && step(byte))
        byte = skipSpace();
    if (!m_index.m_fault && m_next == Next::Nothing && byte >= 0)
        fail("something follows the document's end");
    finish();
}

int JsonScan::skipSpace()
{
    int byte = m_reader.peek();
    while (byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r') {
        m_reader.skip();
        if (byte == '\n') {
            ++m_line;
            m_lineBegin = m_reader.at();
        }
        byte = m_reader.peek();
    }
    return byte;
}

bool JsonScan::fail(const char *what)
{
    m_index.m_fault = JsonFault{m_reader.at(), QString::fromLatin1(what), m_line, m_lineBegin};
    return false;
}

bool JsonScan::step(int byte)
{
    switch (m_next) {
    case Next::FirstValue:
        if (byte == ']')
            return closeContainer();
        [[fallthrough]];
    case Next::Value: return beginValue(byte);
    case Next::FirstKey:
        if (byte == '}')
            return closeContainer();
        [[fallthrough]];
    case Next::Key: return byte == '"' ? key() : fail(byte < 0 ? "it ends within an object" : "a key is missing");
    case Next::Colon:
        if (byte != ':')
            return fail("a colon is missing");
        m_reader.skip();
        m_next = Next::Value;
        return true;
    case Next::Comma:
        if (byte == (m_open.back().isObject ? '}' : ']'))
            return closeContainer();
        if (byte != ',')
            return fail(byte < 0 ? "it ends within a list" : "a comma is missing");
        m_reader.skip();
        m_next = m_open.back().isObject ? Next::Key : Next::Value;
        return true;
    case Next::Nothing: break;
    }
    return false;
}

void JsonScan::markChild()
{
    if (m_open.empty())
        return;
    JsonIndex::Container &container = m_open.back().container;
    const qint64 before = container.marks.empty() ? container.begin : container.marks.back().byte;
    if (m_reader.at() - before >= m_step)
        container.marks.push_back({container.children, m_reader.at()});
    m_kept += m_reader.at() - before >= m_step ? qint64(sizeof(JsonIndex::Mark)) : 0;
    if (m_kept > m_mostKept)
        thinOut();
}

/// Doubles the step until what is kept takes half of what it may.
void JsonScan::thinOut()
{
    const auto thin = [this](JsonIndex::Container &container) {
        qint64 before = container.begin;
        const auto isNear = [&](const JsonIndex::Mark &mark) {
            const bool near = mark.byte - before < m_step;
            before = near ? before : mark.byte;
            return near;
        };
        std::erase_if(container.marks, isNear);
        container.marks.shrink_to_fit();
        m_kept += qint64(sizeof(JsonIndex::Container) + container.marks.size() * sizeof(JsonIndex::Mark));
    };
    while (m_kept > m_mostKept / 2 && m_step < qint64(1) << 40) {
        m_step *= 2;
        m_kept = 0;
        std::erase_if(m_index.m_containers, [this](const JsonIndex::Container &each) { return each.end - each.begin < m_step; });
        std::ranges::for_each(m_index.m_containers, thin);
        for (Open &open : m_open)
            thin(open.container);
    }
}

bool JsonScan::key()
{
    markChild();
    m_next = Next::Colon;
    return string();
}

bool JsonScan::beginValue(int byte)
{
    if (!m_open.empty() && !m_open.back().isObject)
        markChild();
    if (m_open.empty())
        m_index.m_root = m_reader.at();
    bool ok = false;
    switch (byte) {
    case '{':
    case '[': return openContainer(byte == '{');
    case '"': ok = string(); break;
    case 't': ok = word("true"); break;
    case 'f': ok = word("false"); break;
    case 'n': ok = word("null"); break;
    case 'N': ok = word("NaN"); break;
    case 'I': ok = word("Infinity"); break;
    default: ok = number(); break;
    }
    if (!ok)
        return false;
    if (!m_open.empty())
        ++m_open.back().container.children;
    valueEnded();
    return true;
}

void JsonScan::valueEnded()
{
    m_index.m_rootIsWhole = m_open.empty();
    m_next = m_open.empty() ? Next::Nothing : Next::Comma;
}

bool JsonScan::openContainer(bool isObject)
{
    if (int(m_open.size()) >= m_depth)
        return fail("it is nested too deep");
    if (!m_open.empty())
        ++m_open.back().container.children;  // it is shown, whole or not
    Open open;
    open.container.begin = m_reader.at();
    open.isObject = isObject;
    m_open.push_back(std::move(open));
    m_reader.skip();
    m_next = isObject ? Next::FirstKey : Next::FirstValue;
    return true;
}

bool JsonScan::closeContainer()
{
    m_reader.skip();
    JsonIndex::Container container = std::move(m_open.back().container);
    m_open.pop_back();
    container.end = m_reader.at();
    if (container.end - container.begin >= m_step) {
        m_kept += qint64(sizeof(container));
        m_index.m_containers.push_back(std::move(container));
    }
    valueEnded();
    return true;
}

bool JsonScan::string()
{
    m_reader.skip();
    for (QByteArrayView ahead = m_reader.ahead(); !ahead.isEmpty(); ahead = m_reader.ahead()) {
        const auto end = std::ranges::find_if(ahead, [](char c) { return c == '"' || c == '\\' || uchar(c) < 0x20; });
        m_reader.skip(end - ahead.begin());
        if (end == ahead.end())
            continue;
        if (uchar(*end) < 0x20)
            return fail("a string has a control character, or no end");
        m_reader.skip();
        if (*end == '"')
            return true;
        const int letter = m_reader.peek();
        if (letter < 0 || !QByteArrayView("\"\\/bfnrtu").contains(char(letter)))
            return fail("a string has an unknown escape");
        m_reader.skip();
        for (int digit = 0; letter == 'u' && digit < 4; ++digit) {
            const int c = m_reader.peek();
            if (c < 0 || std::isxdigit(c) == 0)
                return fail("a string has a broken escape");
            m_reader.skip();
        }
    }
    return fail("a string has no end");
}

bool JsonScan::word(const char *rest)
{
    for (; *rest != '\0'; ++rest) {
        if (m_reader.peek() != *rest)
            return fail("a value is missing");
        m_reader.skip();
    }
    return true;
}

bool JsonScan::digits()
{
    if (!isDigit(m_reader.peek()))
        return fail(m_reader.peek() < 0 ? "it ends where a value is expected" : "a value is missing");
    while (isDigit(m_reader.peek()))
        m_reader.skip();
    return true;
}

bool JsonScan::number()
{
    if (m_reader.peek() == '-') {
        m_reader.skip();
        if (m_reader.peek() == 'I')
            return word("Infinity");
    }
    if (m_reader.peek() == '0')
        m_reader.skip();
    else if (!digits())
        return false;
    if (m_reader.peek() == '.') {
        m_reader.skip();
        if (!digits())
            return false;
    }
    if (m_reader.peek() == 'e' || m_reader.peek() == 'E') {
        m_reader.skip();
        if (m_reader.peek() == '+' || m_reader.peek() == '-')
            m_reader.skip();
        return digits();
    }
    return true;
}

/// What is open is kept, however short, so that what is not kept is whole.
void JsonScan::finish()
{
    m_index.m_end = m_index.m_fault ? m_index.m_fault->byte : m_reader.at();
    for (Open &open : m_open) {
        open.container.end = m_index.m_end;
        m_index.m_containers.push_back(std::move(open.container));
    }
    std::ranges::sort(m_index.m_containers, {}, &JsonIndex::Container::begin);
}

}  // namespace tideline::session
