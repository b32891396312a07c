#include "ui/operations/file_templates.h"

#include <QCoreApplication>
#include <QUuid>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
struct TemplateText {
    Q_DECLARE_TR_FUNCTIONS(FileTemplates)
};

constexpr char kNotebook[] = R"json({
 "cells": [
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "@id",
   "metadata": {},
   "outputs": [],
   "source": []
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "Python 3 (ipykernel)",
   "language": "python",
   "name": "python3"
  },
  "language_info": {
   "name": "python"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
)json";
}  // namespace

QString proposedName(NewFile kind)
{
    const QString stem = TemplateText::tr("Untitled");
    switch (kind) {
    case NewFile::Notebook:
        return stem + u".ipynb"_s;
    case NewFile::Python:
        return stem + u".py"_s;
    case NewFile::Markdown:
        return stem + u".md"_s;
    case NewFile::Empty:
        break;
    }
    return stem;
}

QByteArray contentOf(NewFile kind, const QString &name)
{
    const QString stem = name.contains(u'.') ? name.section(u'.', 0, -2) : name;
    switch (kind) {
    case NewFile::Notebook:
        return QByteArray(kNotebook).replace("@id", QUuid::createUuid().toByteArray(QUuid::Id128).left(8));
    case NewFile::Python:
        return "#!/usr/bin/env python3\n\n\ndef main() -> None:\n    pass\n\n\nif __name__ == \"__main__\":\n    main()\n";
    case NewFile::Markdown:
        return "# " + stem.toUtf8() + "\n";
    case NewFile::Empty:
        break;
    }
    return {};
}

}  // namespace tideline::ui
