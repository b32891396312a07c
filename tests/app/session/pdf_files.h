// PDF documents for tests, written by hand.
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace tideline::test {

/// A PDF of these objects (1 is the catalogue), with its table of contents; `trailer` is added to the trailer.
inline QByteArray pdfOf(const QByteArrayList &objects, const QByteArray &trailer = {})
{
    QByteArray bytes = "%PDF-1.4\n";
    QByteArrayList offsets;
    for (qsizetype i = 0; i < objects.size(); ++i) {
        offsets << QByteArray::number(bytes.size()).rightJustified(10, '0');
        bytes += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const QByteArray table = QByteArray::number(bytes.size());
    bytes += "xref\n0 " + QByteArray::number(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (const QByteArray &offset : offsets)
        bytes += offset + " 00000 n \n";
    return bytes + "trailer\n<< /Size " + QByteArray::number(objects.size() + 1) + " /Root 1 0 R " + trailer + " >>\nstartxref\n" + table + "\n%%EOF\n";
}

inline QByteArray stream(const QByteArray &data)
{
    return "<< /Length " + QByteArray::number(data.size()) + " >>\nstream\n" + data + "\nendstream";
}

/// A page of 300 × 200 points for each text, with a red square in its lower left corner; `padding` bytes of an unused stream between
/// each two.
inline QByteArray plainPdf(const QByteArrayList &texts, qsizetype padding = 0, const QByteArray &trailer = {})
{
    QByteArrayList objects{"<< /Type /Catalog /Pages 2 0 R >>", {}, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
                           "<< /Title (A title) /Author (Ada) /CreationDate (D:20240506070809Z) >>"};
    QByteArrayList kids;
    for (const QByteArray &text : texts) {
        const QByteArray content = QByteArray::number(objects.size() + 2);
        kids << QByteArray::number(objects.size() + 1) + " 0 R";
        objects << "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Resources << /Font << /F 3 0 R >> >> /Contents " + content + " 0 R >>";
        objects << stream("1 0 0 rg 0 0 50 50 re f 0 g BT /F 24 Tf 60 100 Td (" + text + ") Tj ET");
        if (padding > 0)
            objects << stream(QByteArray(padding, ' '));
    }
    objects[1] = "<< /Type /Pages /Count " + QByteArray::number(texts.size()) + " /Kids [" + kids.join(' ') + "] >>";
    return pdfOf(objects, "/Info 4 0 R " + trailer);
}

}  // namespace tideline::test
