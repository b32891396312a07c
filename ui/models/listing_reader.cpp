#include "ui/models/listing_reader.h"

#include "ui/engine_words.h"

#include <QPointer>

namespace tideline::ui {

ListingReader::ListingReader(std::shared_ptr<ListingSource> source, QObject *parent)
    : QObject(parent), m_source(std::move(source))
{
    m_thread.setObjectName(u"listing"_s);
    m_worker.moveToThread(&m_thread);
    m_thread.start();
}

ListingReader::~ListingReader()
{
    QMetaObject::invokeMethod(&m_worker, [this] { m_source.reset(); }, Qt::QueuedConnection);
    // quit() is queued behind it: the source goes on the thread that used it.
    QMetaObject::invokeMethod(&m_worker, [this] { m_thread.quit(); }, Qt::QueuedConnection);
    m_thread.wait();
}

void ListingReader::ask(const ListingQuery &query, QObject *receiver, Wanted wanted, OnPage onPage)
{
    QMetaObject::invokeMethod(
        &m_worker,
        [this, query, guard = QPointer<QObject>(receiver), wanted = std::move(wanted), onPage = std::move(onPage)] {
            if (wanted && !wanted())
                return;
            auto page = m_source->page(query);
            QMetaObject::invokeMethod(
                this,
                [guard, page = std::move(page), onPage]() mutable {
                    if (!guard)
                        return;
                    if (!page)
                        page = inLanguage(page.error());
                    else
                        for (ListingRow &row : page->rows)
                            row.what = inLanguage(row.what);
                    onPage(page);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

}  // namespace tideline::ui
