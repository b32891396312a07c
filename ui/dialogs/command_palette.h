// Every command by its name: typed, found, done.
#pragma once

#include <QDialog>
#include <QIcon>
#include <QList>

#include <functional>

class QAction;
class QLineEdit;
class QTreeWidget;

namespace tideline::ui {

/// How well `words` answer what was typed: 0 = not at all. Each typed word must be in them, whatever its case; at their beginning counts
/// most, at the beginning of a word more than inside one.
int paletteScore(const QString &words, const QString &typed);

/// A field over the window, and what fits beneath it: the window's actions with their keys, and places to go to. What cannot be done
/// now stays there, grey, with the reason.
///
/// Thread:    GUI.
/// Ownership: borrows the actions; deletes itself when it closes.
class CommandPalette final : public QDialog {
    Q_OBJECT
public:
    /// Somewhere that the palette leads to.
    struct Destination {
        QString words;  ///< "Go to field-study"
        std::function<void()> go;
    };
    CommandPalette(const QList<QAction *> &actions, QList<Destination> destinations, QWidget *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Entry {
        QString words;
        QString keys;
        QAction *action = nullptr;  ///< null: a destination
        std::function<void()> run;
    };
    void fill(const QString &typed);
    void runCurrent();

    QList<Entry> m_entries;
    const QIcon m_noIcon;
    QLineEdit *m_field;
    QTreeWidget *m_list;
};

}  // namespace tideline::ui
