#include "ui/preview/shape_view.h"

#include "ui/preview/bytes_view.h"
#include "ui/preview/image_view.h"
#include "ui/preview/notebook_view.h"
#include "ui/preview/pages_view.h"
#include "ui/preview/rich_view.h"
#include "ui/preview/table_view.h"
#include "ui/preview/text_view.h"
#include "ui/preview/tree_view.h"

namespace tideline::ui {

ShapeView *makeShapeView(const DocumentPtr &document, PreviewWorker &worker, QWidget *parent)
{
    struct Maker {
        const DocumentPtr &document;
        PreviewWorker &worker;
        QWidget *parent;
        ShapeView *operator()(const preview::TextDocument &) const { return new TextView(document, worker, parent); }
        ShapeView *operator()(const preview::RichDocument &) const { return new RichView(document, worker, parent); }
        ShapeView *operator()(const preview::TableDocument &) const { return new TableView(document, worker, parent); }
        ShapeView *operator()(const preview::NotebookDocument &) const { return new NotebookView(document, worker, parent); }
        ShapeView *operator()(const preview::TreeDocument &) const { return new TreeView(document, worker, parent); }
        ShapeView *operator()(const preview::ImageDocument &) const { return new ImageView(document, worker, parent); }
        ShapeView *operator()(const preview::PagesDocument &) const { return new PagesView(document, worker, parent); }
        ShapeView *operator()(const preview::BytesDocument &) const { return new BytesView(document, worker, parent); }
    };
    return std::visit(Maker{document, worker, parent}, document->shape);
}

}  // namespace tideline::ui
