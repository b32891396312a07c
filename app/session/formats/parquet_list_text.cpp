#include "app/session/formats/parquet_list_text.h"

#include <algorithm>

namespace tideline::session::table {

bool ParquetListText::begin(quint32 repetition, quint32 definition)
{
    const std::size_t kept = std::min<std::size_t>(repetition, m_open);
    m_text += QString(qsizetype(m_open - kept), u']') + (m_isFirst ? QString() : u", "_s);
    m_isFirst = false;
    for (m_open = kept; m_open < m_lists.size() && qint64(definition) >= m_lists[m_open]; ++m_open)
        m_text += u'[';
    if (m_open == m_lists.size())
        return true;
    const bool isEmpty = qint64(definition) + 1 == m_lists[m_open];
    m_text += isEmpty ? u"[]"_s : m_open > 0 ? u"null"_s : QString();
    return false;
}

QString ParquetListText::take()
{
    return cellText(m_text + QString(qsizetype(m_open), u']'));
}

}  // namespace tideline::session::table
