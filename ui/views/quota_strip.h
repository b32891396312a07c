// How much of the account's space is used, at the foot of the sidebar.
#pragma once

#include "ui/service_state.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace tideline::ui {

/// A sentence over a bar; the sentence alone where there is no limit; nothing while nobody knows. From 90 % on it stands out, in
/// words too.
///
/// Thread:    GUI.
/// Ownership: borrows the ServiceState.
class QuotaStrip final : public QWidget {
    Q_OBJECT
public:
    explicit QuotaStrip(ServiceState &state, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void ask();
    void show(qint64 used, std::optional<qint64> limit);
    void askSoon();

    ServiceState &m_state;
    QLabel *m_words;
    QTimer m_soon;
    int m_percent = -1;  ///< -1: no bar
    bool m_signedIn = false;
};

}  // namespace tideline::ui
