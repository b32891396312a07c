// How versions of a file differ, with all that belongs to it: what is compared, notices, facts; or why there is nothing.
#pragma once

#include "ui/difference/difference_worker.h"

#include <QTimer>

class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace tideline::ui {

class ErrorBox;

/// Thread:    GUI; the comparer works on the pane's worker.
/// Ownership: shares the comparer; owns its worker.
/// Invariant: what is shown is of the versions asked for last. "Comparing…" comes after kPatienceMs alone.
class DifferencePane final : public QWidget {
    Q_OBJECT
public:
    static constexpr int kPatienceMs = 150;

    explicit DifferencePane(std::shared_ptr<preview::Comparer> comparer, QWidget *parent = nullptr);
    ~DifferencePane() override;

    /// Two versions, the older first, or three: base, mine, theirs; with a title for each.
    void compare(const std::vector<preview::Subject> &versions, const QStringList &titles);
    /// As compare(), without an answer yet: "Loading…" comes in time.
    void expect();
    void fail(const Error &error);

    /// nullptr while there is none.
    DifferenceView *view() const { return m_view; }
    QString headText() const;

Q_SIGNALS:
    void settled();
    void outputsWished(int older, int newer);

private:
    void take(const DifferencePtr &difference);
    void dropView();
    void addNotice(const QString &sentence);

    DifferenceWorker *m_worker;
    std::vector<preview::Subject> m_versions;
    QStringList m_titles;
    QString m_key;
    QLabel *m_head, *m_words;
    QVBoxLayout *m_notices;
    QStackedWidget *m_stack;
    QWidget *m_errorPage;
    ErrorBox *m_error;
    DifferenceView *m_view = nullptr;
    QTimer m_patience;
};

}  // namespace tideline::ui
