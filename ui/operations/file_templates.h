// What a new file begins with.
#pragma once

#include <QByteArray>
#include <QString>

namespace tideline::ui {

enum class NewFile { Empty, Notebook, Python, Markdown };

/// The name that is proposed: "Untitled.ipynb".
QString proposedName(NewFile kind);
/// What stands in it: a notebook that Jupyter opens (nbformat 4.5, one empty cell); a script or a page that names itself; nothing.
QByteArray contentOf(NewFile kind, const QString &name);

}  // namespace tideline::ui
