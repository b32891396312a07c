// What every preview's view has in common: it is made for one document, asks for more through the worker, and is thrown away.
#pragma once

#include "ui/preview/preview_worker.h"

#include <QWidget>

#include <algorithm>

namespace tideline::ui {

/// Where a search goes on: see preview::Preview::find.
struct FindFrom {
    qint64 index = 0;
    int column = 0;
};

/// Shows one Document of its shape.
///
/// Thread:    GUI.
/// Ownership: shares the document; borrows the worker, which outlives it and has this document's preview open.
/// Invariant: shows no more than was given: nothing is fetched but through the worker.
class ShapeView : public QWidget {
    Q_OBJECT
public:
    ShapeView(DocumentPtr document, PreviewWorker &worker, QWidget *parent)
        : QWidget(parent), m_document(std::move(document)), m_worker(worker) {}

    const preview::Document &document() const { return *m_document; }

    /// Whether Ctrl+F has a use here.
    virtual bool canFind() const { return true; }
    /// Where to look first.
    virtual FindFrom findFrom() const { return {}; }
    /// Where a search goes on after a place.
    virtual FindFrom findAfter(const preview::Place &place) const { return {place.index, place.column + std::max(1, place.length)}; }
    /// Shows and marks what was found.
    virtual void showPlace(const preview::Place &place) { Q_UNUSED(place) }
    /// A view that holds all of its text looks itself: true = done, and `found` says how. False: the worker is asked.
    virtual bool findHere(const QString &text, bool again, bool *found)
    {
        Q_UNUSED(text)
        Q_UNUSED(again)
        Q_UNUSED(found)
        return false;
    }

Q_SIGNALS:
    /// A line about what is shown ("page 3 of 12", "about 10,400,000 rows"): stands beside the format.
    void summaryChanged(const QString &summary);
    /// A sentence more to say above the content.
    void noticed(const QString &sentence);
    /// Something was done that leaves no trace on the screen: "Copied 12 rows."
    void said(const QString &sentence);

protected:
    PreviewWorker &worker() { return m_worker; }

private:
    DocumentPtr m_document;
    PreviewWorker &m_worker;
};

/// The view for a document's shape.
ShapeView *makeShapeView(const DocumentPtr &document, PreviewWorker &worker, QWidget *parent);


}  // namespace tideline::ui
