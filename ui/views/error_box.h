// An error as people need it: a headline, what happened, and what to do next.
#pragma once

#include "core/base/result.h"

#include <QFrame>

class QLabel;

namespace tideline::ui {

/// Hidden until show(Error). Thread: GUI.
class ErrorBox final : public QFrame {
    Q_OBJECT
public:
    explicit ErrorBox(QWidget *parent = nullptr);
    /// `headline`: instead of the one of its kind, where that would mislead.
    void show(const Error &error, const QString &headline = {});
    /// What stands in it, for tests and screen readers.
    QString text() const;

private:
    QLabel *m_icon, *m_headline, *m_what, *m_mend;
};

}  // namespace tideline::ui
