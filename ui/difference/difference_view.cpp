#include "ui/difference/difference_view.h"

#include "core/base/result.h"
#include "ui/difference/image_difference_view.h"
#include "ui/difference/line_difference_view.h"
#include "ui/difference/merge_view.h"
#include "ui/difference/table_difference_view.h"
#include "ui/words.h"

#include <QLabel>
#include <QTabWidget>
#include <QVBoxLayout>

namespace tideline::ui {

namespace {
/// What can be said of any bytes: sentences.
class StatementsView final : public DifferenceView {
public:
    StatementsView(DifferencePtr shown, const QStringList &statements, QWidget *parent) : DifferenceView(std::move(shown), parent)
    {
        auto *words = new QLabel(statements.join(u"\n\n"_s), this);
        words->setObjectName(u"differenceStatements"_s);
        words->setTextFormat(Qt::PlainText);
        words->setAlignment(Qt::AlignCenter);
        words->setWordWrap(true);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        words->setMargin(24);
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(words);
    }
};

/// Each side against the base, in a tab of its own.
class SidesView final : public DifferenceView {
public:
    SidesView(DifferencePtr shown, const QStringList &titles, const QString &sentence, QWidget *parent)
        : DifferenceView(std::move(shown), parent)
    {
        m_tabs = new QTabWidget(this);
        m_tabs->setObjectName(u"differenceSides"_s);
        m_tabs->setDocumentMode(true);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        if (!sentence.isEmpty()) {
            auto *words = new QLabel(sentence, this);
            words->setTextFormat(Qt::PlainText);
            words->setWordWrap(true);
            words->setMargin(8);
            layout->addWidget(words);
        }
        layout->addWidget(m_tabs);
        m_titles = titles;
    }
    void add(DifferenceView *view, int version)
    {
        m_tabs->addTab(view, m_titles.value(version));
        connect(view, &DifferenceView::keyWished, this, &DifferenceView::keyWished);
    }

private:
    QTabWidget *m_tabs;
    QStringList m_titles;
};

struct Maker {
    const DifferencePtr &shown;
    const QStringList &titles;
    QWidget *parent;

    DifferenceView *operator()(const preview::BytesDifference &bytes) const { return new StatementsView(shown, bytes.statements, parent); }
    DifferenceView *operator()(const preview::TextDifference &) const { return new LineDifferenceView(shown, titles, parent); }
    DifferenceView *operator()(const preview::TextMerge &) const { return new MergeView(shown, titles, parent); }
    DifferenceView *operator()(const preview::NotebookDifference &) const { return new LineDifferenceView(shown, titles, parent); }
    DifferenceView *operator()(const preview::NotebookMerge &) const { return new LineDifferenceView(shown, titles, parent); }
    DifferenceView *operator()(const preview::TableDifference &table) const { return new TableDifferenceView(shown, table, parent); }
    DifferenceView *operator()(const preview::ImageDifference &image) const { return new ImageDifferenceView(shown, image, titles, parent); }
    DifferenceView *operator()(const preview::TableMerge &merge) const
    {
        QStringList both = merge.both.mid(0, 12);
        if (both.size() < merge.both.size())
            both.append(u"…"_s);
        const QString sentence = both.isEmpty() ? QObject::tr("No row was changed by both, or they made the same of it.")
                                                : QObject::tr("Both changed these rows, each otherwise: %1").arg(listText(both));
        auto *sides = new SidesView(shown, titles, sentence, parent);
        sides->add(new TableDifferenceView(shown, merge.mine, sides), 1);
        sides->add(new TableDifferenceView(shown, merge.theirs, sides), 2);
        return sides;
    }
    DifferenceView *operator()(const preview::ImageMerge &merge) const
    {
        auto *sides = new SidesView(shown, titles, {}, parent);
        sides->add(new ImageDifferenceView(shown, merge.mine, {titles.value(0), titles.value(1)}, sides), 1);
        sides->add(new ImageDifferenceView(shown, merge.theirs, {titles.value(0), titles.value(2)}, sides), 2);
        return sides;
    }
};
}  // namespace

QString versionsText(const QStringList &titles)
{
    return titles.join(DifferenceView::tr(" → ", "from a version to the next"));
}

DifferenceView *makeDifferenceView(const DifferencePtr &difference, const QStringList &titles, QWidget *parent)
{
    return std::visit(Maker{difference, titles, parent}, difference->shape);
}

}  // namespace tideline::ui
