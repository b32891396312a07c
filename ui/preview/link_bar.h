// Shows where a link of a file leads before anything opens it.
#pragma once

#include <QFrame>
#include <QUrl>

class QLabel;
class QPushButton;

namespace tideline::ui {

/// Hidden until a link is chosen. Thread: GUI.
class LinkBar final : public QFrame {
    Q_OBJECT
public:
    explicit LinkBar(QWidget *parent = nullptr);
    void show(const QUrl &address);

private:
    QLabel *m_address;
    QPushButton *m_open;
    QUrl m_url;
};

}  // namespace tideline::ui
