// A preview with all that belongs to it: what it is, notices, the content, facts, the search; or why there is none.
#pragma once

#include "ui/preview/preview_worker.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace tideline::ui {

class ErrorBox;
class FactsPanel;
class SearchBar;
class ShapeView;

/// Thread:    GUI; the opener works on the pane's worker.
/// Ownership: shares the opener; owns its worker.
/// Invariant: what is shown is of the subject asked for last, or nothing is shown. "Loading" comes after kPatienceMs alone.
class PreviewPane final : public QWidget {
    Q_OBJECT
public:
    static constexpr int kPatienceMs = 150;

    explicit PreviewPane(std::shared_ptr<preview::Opener> opener, QWidget *parent = nullptr);
    ~PreviewPane() override;

    using QWidget::show;
    /// Opens it, unless what is shown has the same key: one for each file and each of its states.
    void show(const preview::Subject &subject, const QString &key);
    /// Nothing but a sentence: why there is no preview.
    void showWords(const QString &sentence);
    void clear();
    void startSearch();

    /// nullptr while there is none.
    ShapeView *view() const { return m_view; }
    /// "CSV · 12,000 rows · 4 columns"; empty while there is no preview.
    QString headText() const;
    bool isLoadingShown() const;
    PreviewWorker &worker() { return *m_worker; }

Q_SIGNALS:
    /// Opened, or failed.
    void settled();

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeHead();
    void dropView();
    void take(const DocumentPtr &document);
    void fail(const Error &error);
    void addNotice(const QString &sentence);
    void setHead();
    void say(const QString &sentence);

    PreviewWorker *m_worker;
    QString m_key;
    QLabel *m_format, *m_said;
    QToolButton *m_find;
    QVBoxLayout *m_notices;
    QBoxLayout *m_body;
    QStackedWidget *m_stack;
    QLabel *m_words;
    ErrorBox *m_error;
    QWidget *m_errorPage;
    FactsPanel *m_facts;
    SearchBar *m_search;
    ShapeView *m_view = nullptr;
    QString m_formatName, m_summary;
    QTimer m_patience, m_saidLong;
    int m_noticeCount = 0;
};

}  // namespace tideline::ui
