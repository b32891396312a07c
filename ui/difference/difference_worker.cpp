#include "ui/difference/difference_worker.h"

namespace tideline::ui {

DifferenceWorker::DifferenceWorker(std::shared_ptr<preview::Comparer> comparer, QObject *parent)
    : QObject(parent), m_comparer(std::move(comparer))
{
    Q_ASSERT(m_comparer);
    m_pool.setMaxThreadCount(1);
}

DifferenceWorker::~DifferenceWorker()
{
    close();
    m_pool.waitForDone();
}

void DifferenceWorker::close()
{
    if (m_cancelled)
        *m_cancelled = true;
    m_cancelled.reset();
}

void DifferenceWorker::compare(const std::vector<preview::Subject> &versions, const QString &key)
{
    close();
    m_cancelled = std::make_shared<preview::Cancelled>(false);
    m_pool.start([this, versions, key, cancelled = m_cancelled] {
        if (*cancelled)
            return;
        Result<preview::Difference> difference = m_comparer->compare(versions, key, *cancelled);
        QMetaObject::invokeMethod(
            this,
            [this, cancelled, difference = std::move(difference)] {
                if (*cancelled)
                    return;
                if (difference)
                    Q_EMIT compared(std::make_shared<const preview::Difference>(*difference));
                else
                    Q_EMIT failed(difference.error());
            },
            Qt::QueuedConnection);
    });
}

}  // namespace tideline::ui
