// Read-only text with line numbers and spans of colour; takes its text in portions, so that no frame waits for it.
#pragma once

#include "ui/preview/line_text.h"
#include "ui/theme/theme.h"

#include <QPlainTextEdit>
#include <QTimer>

namespace tideline::ui {

class SpanHighlighter;

/// Thread: GUI.
/// Invariant: what is copied is the text as it was given: the line ends of cut lines are left out.
class CodeEdit final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit CodeEdit(QWidget *parent = nullptr);

    /// Adds text at the end; spans are over `text`. A portion comes at once, the rest in idle turns.
    void append(const QString &text, const std::vector<preview::Span> &spans);
    /// Whether all of what was given stands in it.
    bool isComplete() const { return m_pending.empty(); }
    /// UTF-16 units that were given.
    qint64 given() const { return m_given; }
    /// Selects `length` units from a line (as in the file, from 0) and column on; false: that is not there yet.
    bool selectPlace(qint64 line, int column, int length);
    /// Line and column of the cursor, or of the selection's end, as in the file.
    std::pair<qint64, int> place() const;
    int numberWidth() const;

Q_SIGNALS:
    /// The end has come near; more may be given.
    void nearEnd();
    /// All that was given stands.
    void completed();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    friend class LineNumbers;
    void takeSome();
    void checkEnd();
    void paintNumbers(QPaintEvent *event);
    int fileLine(int block) const;
    bool isCut(int block) const;

    struct Portion {
        LineText lines;
        qsizetype taken = 0;
        std::size_t span = 0;
    };
    SpanHighlighter *m_highlighter;
    QWidget *m_numbers;
    std::vector<Portion> m_pending;
    std::vector<int> m_cuts;  ///< blocks that go on the one before, ascending
    qint64 m_given = 0;
    Scheme m_scheme = Theme::current();  ///< that the colours are of
    QTimer m_soon;
};

}  // namespace tideline::ui
