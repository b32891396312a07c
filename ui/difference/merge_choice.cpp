#include "ui/difference/merge_choice.h"

#include "core/preview/text_lines.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace tideline::ui {

using preview::Lines;
using preview::TextLines;
using preview::Who;

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(MergeChoice)
};

constexpr QByteArrayView kMark("\xEF\xBB\xBF");  // the byte order mark

/// The bytes of each line of a version, checked against the lines that were compared.
class RawLines {
public:
    RawLines(const QByteArray &bytes, const QString &text) : m_bytes(bytes)
    {
        const TextLines lines(text);
        m_begins.push_back(0);
        qsizetype at = 0;
        for (; at < bytes.size(); m_begins.push_back(at)) {
            const qsizetype newline = bytes.indexOf('\n', at);
            at = newline < 0 ? bytes.size() : newline + 1;
        }
        m_same = int(m_begins.size()) - 1 == lines.count();
        for (int line = 0; m_same && line < lines.count(); ++line)
            m_same = reads(line, lines.line(line));
    }
    bool isSame() const { return m_same; }
    QByteArrayView stretch(const Lines &lines) const
    {
        const qsizetype begin = m_begins[std::size_t(lines.begin)];
        return QByteArrayView(m_bytes).sliced(begin, m_begins[std::size_t(lines.begin + lines.count)] - begin);
    }

private:
    bool reads(int line, QStringView text) const
    {
        QByteArrayView raw = stretch({line, 1});
        if (line == 0 && raw.startsWith(kMark))
            raw = raw.sliced(kMark.size());
        QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        QString decoded = utf8(raw);
        if (decoded.endsWith(u"\r\n") && !text.endsWith(u"\r\n"))
            decoded.remove(decoded.size() - 2, 1);
        if (line == 0 && text.startsWith(QChar(0xFEFF)))
            text = text.sliced(1);
        return !utf8.hasError() && decoded == text;
    }

    const QByteArray &m_bytes;
    std::vector<qsizetype> m_begins;
    bool m_same = false;
};

/// Calls `add(side, lines)` for each stretch that is taken; side 0 base, 1 mine, 2 theirs.
template <typename Add>
void forEachTaken(const preview::TextMerge::Hunk &hunk, Take take, Add add)
{
    const bool mine = take == Take::Mine || take == Take::MineThenTheirs || take == Take::TheirsThenMine;
    const bool theirs = take == Take::Theirs || take == Take::MineThenTheirs || take == Take::TheirsThenMine;
    if (take == Take::Base)
        add(0, hunk.base);
    if (mine && take != Take::TheirsThenMine)
        add(1, hunk.mine);
    if (theirs)
        add(2, hunk.theirs);
    if (take == Take::TheirsThenMine)
        add(1, hunk.mine);
}

Take atFirst(Who who)
{
    return who == Who::Mine || who == Who::Alike ? Take::Mine : who == Who::Both ? Take::Undecided : Take::Theirs;
}

/// What follows a last line without an end begins a line of its own.
void endLine(QString &text)
{
    if (!text.isEmpty() && !text.endsWith(u'\n'))
        text += u'\n';
}
}  // namespace

MergeChoice::MergeChoice(const preview::TextMerge &merge) : m_merge(&merge)
{
    for (std::size_t i = 0; i < merge.hunks.size(); ++i) {
        m_takes.push_back(atFirst(merge.hunks[i].who));
        if (merge.hunks[i].who != Who::Nobody)
            m_changes.push_back(int(i));
    }
}

void MergeChoice::setAll(Take take)
{
    for (const int hunk : m_changes)
        set(hunk, take);
}

int MergeChoice::undecided() const
{
    return int(std::ranges::count(m_takes, Take::Undecided));
}

MergeChoice::Text MergeChoice::merged() const
{
    const TextLines versions[] = {TextLines(m_merge->base), TextLines(m_merge->mine), TextLines(m_merge->theirs)};
    Text made;
    QString &text = made.text;
    const auto add = [&](int side, const Lines &lines) {
        if (lines.count > 0)
            endLine(text);
        text += versions[side].stretch(lines);
    };
    for (std::size_t i = 0; i < m_merge->hunks.size(); ++i) {
        const auto &hunk = m_merge->hunks[i];
        made.begins.push_back(text.size());
        if (m_takes[i] != Take::Undecided) {
            forEachTaken(hunk, m_takes[i], add);
            continue;
        }
        endLine(text);
        text += Words::tr("<<<<<<< yours") + u'\n';
        add(1, hunk.mine);
        endLine(text);
        text += u"=======\n"_s;
        add(2, hunk.theirs);
        endLine(text);
        text += Words::tr(">>>>>>> in the cloud") + u'\n';
    }
    return made;
}

Result<QByteArray> MergeChoice::bytes(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs) const
{
    if (undecided() > 0)
        return Error{Error::Kind::Invalid, Words::tr("Not every conflict is decided."), {}, Words::tr("Choose a side for each of them.")};
    const RawLines versions[] = {RawLines(base, m_merge->base), RawLines(mine, m_merge->mine), RawLines(theirs, m_merge->theirs)};
    if (!std::ranges::all_of(versions, [](const RawLines &lines) { return lines.isSame(); }))
        return Error{Error::Kind::Conflict, Words::tr("The file is not what was compared: it was saved meanwhile, or it is no UTF-8."), {},
                     Words::tr("Open the conflict again; nothing was changed.")};
    const QByteArray lineEnd = theirs.contains("\r\n") ? "\r\n"_ba : "\n"_ba;
    QByteArray merged;
    for (std::size_t i = 0; i < m_merge->hunks.size(); ++i) {
        forEachTaken(m_merge->hunks[i], m_takes[i], [&](int side, const Lines &lines) {
            QByteArrayView stretch = versions[side].stretch(lines);
            if (!merged.isEmpty() && stretch.startsWith(kMark))
                stretch = stretch.sliced(kMark.size());
            if (!stretch.isEmpty() && !merged.isEmpty() && !merged.endsWith('\n'))
                merged += lineEnd;
            merged += stretch;
        });
    }
    return merged;
}

}  // namespace tideline::ui
