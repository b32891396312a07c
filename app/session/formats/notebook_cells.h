// Makes of a notebook's cells what a preview shows.
#pragma once

#include "app/session/formats/code_lexer.h"
#include "app/session/formats/notebook_file.h"

namespace tideline::session {

/// What a cell's pictures may still take.
struct PictureRoom {
    qint64 decodedBytes = 0;
    qint64 painted = 0;    ///< pixels that the elements of drawings cover, if each covered its whole drawing
    qint64 bytesEach = 0;  ///< shown of each
};

/// Cells with their colours, HTML and pictures, each within a reply's bounds.
///
/// What an output is shown by: a picture (PNG, JPEG, GIF, WebP), else a drawing (SVG, at its own size), else safe HTML that has any text,
/// else Markdown, LaTeX, JSON, or plain text, whichever comes first; a sentence where there is none of them. Nothing is run, and
/// nothing is fetched.
///
/// Thread:    any, one at a time.
/// Ownership: borrows the notebook.
class CellMaker {
public:
    CellMaker(const NotebookFile &notebook, const Limits &limits);

    /// The cell as it is shown, in about `limits.replyBytes` at most: what is beyond is a sentence in its place.
    preview::Cell make(qint64 index) const;
    /// What can be searched in it: the source, and each output's text behind a newline. Places in it that are within the source are
    /// places of the source.
    QString searched(qint64 index) const;
    /// What a cell takes in a reply, about.
    static qint64 bytesOf(const preview::Cell &cell);

private:
    void addSource(preview::Cell &cell, const RawCell &raw) const;
    preview::Output made(const RawOutput &raw, qint64 room, PictureRoom &pictureRoom) const;
    preview::Output ofData(const RawOutput &raw, qint64 room, PictureRoom &pictureRoom) const;

    const NotebookFile &m_notebook;
    const Limits &m_limits;
};

/// The language of a cell: the notebook's, or that of a magic in its first line ("%%bash").
Language languageOfCell(QStringView source, const QString &notebookLanguage);

}  // namespace tideline::session
