// An Opener whose previews answer what a test says, and that can be held up.
#pragma once

#include "core/preview/preview.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QMutex>
#include <QSemaphore>
#include <QStringList>

#include <thread>
#include <utility>

namespace tideline::ui {

/// Holds up whoever passes until it is opened, or until he is told to end. Thread: any.
class Gate {
public:
    /// False: cancelled.
    bool pass(const preview::Cancelled &cancelled)
    {
        m_reached.release();
        while (!m_open.tryAcquire(1, 2)) {
            if (cancelled)
                return false;
        }
        m_open.release();
        return true;
    }
    void open() { m_open.release(); }
    /// Waits until somebody stands at it.
    bool reached() { return m_reached.tryAcquire(1, 5'000); }

private:
    QSemaphore m_open, m_reached;
};

/// What a test's preview answers; shared by the test and the preview. A function that is not set answers as Preview does.
struct Answers {
    preview::Document document;
    std::function<Result<preview::Rows>(qint64, qint64, const preview::Cancelled &)> rows;
    std::function<Result<std::pair<qint64, bool>>(const preview::Cancelled &)> countRows;
    std::function<Result<preview::TextDocument>(qint64, const preview::Cancelled &)> text;
    std::function<Result<preview::NotebookDocument>(qint64, const preview::Cancelled &)> cells;
    std::function<Result<std::vector<preview::TreeNode>>(const std::vector<qint64> &, qint64, qint64)> children;
    std::function<Result<preview::Picture>(int, const preview::Part &)> picture;
    std::function<Result<std::optional<preview::Place>>(const QString &, qint64, int)> find;
    std::function<Result<QByteArray>(qint64, qint64)> bytes;

    void note(const QString &call)
    {
        const QMutexLocker lock(&m_mutex);
        m_calls.append(call);
    }
    QStringList calls() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_calls;
    }

private:
    mutable QMutex m_mutex;
    QStringList m_calls;
};

class PreviewDouble final : public preview::Preview {
public:
    explicit PreviewDouble(std::shared_ptr<Answers> answers) : m_answers(std::move(answers)) {}
    const preview::Document &document() const override { return m_answers->document; }
    Result<preview::Rows> rows(qint64 first, qint64 count, const preview::Cancelled &cancelled) override
    {
        m_answers->note(u"rows %1 %2"_s.arg(first).arg(count));
        return m_answers->rows ? m_answers->rows(first, count, cancelled) : Preview::rows(first, count, cancelled);
    }
    Result<std::pair<qint64, bool>> countRows(const preview::Cancelled &cancelled) override
    {
        m_answers->note(u"count"_s);
        return m_answers->countRows ? m_answers->countRows(cancelled) : Preview::countRows(cancelled);
    }
    Result<preview::TextDocument> text(qint64 from, const preview::Cancelled &cancelled) override
    {
        m_answers->note(u"text %1"_s.arg(from));
        return m_answers->text ? m_answers->text(from, cancelled) : Preview::text(from, cancelled);
    }
    Result<preview::NotebookDocument> cells(qint64 first, const preview::Cancelled &cancelled) override
    {
        m_answers->note(u"cells %1"_s.arg(first));
        return m_answers->cells ? m_answers->cells(first, cancelled) : Preview::cells(first, cancelled);
    }
    Result<std::vector<preview::TreeNode>> children(const std::vector<qint64> &address, qint64 first, qint64 count,
                                                    const preview::Cancelled &cancelled) override
    {
        m_answers->note(u"children %1 %2"_s.arg(address.size()).arg(first));
        return m_answers->children ? m_answers->children(address, first, count) : Preview::children(address, first, count, cancelled);
    }
    Result<preview::Picture> picture(int index, const preview::Part &part, const preview::Cancelled &cancelled) override
    {
        m_answers->note(u"picture %1 %2"_s.arg(index).arg(part.pixels));
        return m_answers->picture ? m_answers->picture(index, part) : Preview::picture(index, part, cancelled);
    }
    Result<std::optional<preview::Place>> find(const QString &text, qint64 from, int column, const preview::Cancelled &cancelled) override
    {
        m_answers->note(u"find %1 %2 %3"_s.arg(text).arg(from).arg(column));
        return m_answers->find ? m_answers->find(text, from, column) : Preview::find(text, from, column, cancelled);
    }
    Result<QByteArray> bytes(qint64 offset, qint64 length, const preview::Cancelled &cancelled) override
    {
        m_answers->note(u"bytes %1"_s.arg(offset));
        return m_answers->bytes ? m_answers->bytes(offset, length) : Preview::bytes(offset, length, cancelled);
    }

private:
    std::shared_ptr<Answers> m_answers;
};

/// Opens what `onOpen` gives; as it is, a preview with `answers`.
class OpenerDouble final : public preview::Opener {
public:
    std::shared_ptr<Answers> answers = std::make_shared<Answers>();
    std::function<Result<std::unique_ptr<preview::Preview>>(const preview::Subject &, const preview::Cancelled &)> onOpen;

    Result<std::unique_ptr<preview::Preview>> open(const preview::Subject &subject, const preview::Cancelled &cancelled) override
    {
        if (onOpen)
            return onOpen(subject, cancelled);
        return made();
    }
    std::unique_ptr<preview::Preview> made() const { return std::make_unique<PreviewDouble>(answers); }
};

/// Handles events until it is so, without the pauses of QTRY_VERIFY: for hundreds of answers in a test.
inline bool comesTrue(const std::function<bool()> &so)
{
    const QDeadlineTimer patience(5'000);
    while (!so() && !patience.hasExpired()) {
        QCoreApplication::processEvents();
        std::this_thread::yield();
    }
    return so();
}

inline Error broken(const QString &what)
{
    return {Error::Kind::Corrupt, what, {}, {}};
}

}  // namespace tideline::ui
