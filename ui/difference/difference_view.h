// What every view of a difference has in common, and which one shows what.
#pragma once

#include "core/preview/difference.h"

#include <QWidget>

#include <memory>

namespace tideline::ui {

using DifferencePtr = std::shared_ptr<const preview::Difference>;

/// Shows one difference of its shape, and is thrown away with it.
///
/// Thread:    GUI.
/// Ownership: shares the difference.
class DifferenceView : public QWidget {
    Q_OBJECT
public:
    DifferenceView(DifferencePtr difference, QWidget *parent) : QWidget(parent), m_difference(std::move(difference)) {}
    const preview::Difference &difference() const { return *m_difference; }
    const DifferencePtr &shared() const { return m_difference; }

Q_SIGNALS:
    /// A table is to be compared by another column.
    void keyWished(const QString &column);
    /// What a run gave is to be shown of a notebook's cells; -1: that version has no such cell.
    void outputsWished(int older, int newer);

private:
    DifferencePtr m_difference;
};

/// "Revision 12 → Now": the older first.
QString versionsText(const QStringList &titles);
/// The view for a difference. `titles`: of the versions, in their order ("Revision 12, ada", "Now").
DifferenceView *makeDifferenceView(const DifferencePtr &difference, const QStringList &titles, QWidget *parent);

}  // namespace tideline::ui
