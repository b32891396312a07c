// A folder for one test, removed with all that is in it.
#pragma once

#include <QByteArray>
#include <QString>

namespace tideline::test {

/// Ownership: removes its folder when it goes, unless TIDELINE_KEEP is set; it then says where the folder is.
/// Invariant: exists and is empty after construction; ends the program otherwise.
class TempFolder {
public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder &) = delete;
    TempFolder &operator=(const TempFolder &) = delete;

    QString path() const { return m_path; }
    /// The absolute path of an entry below it; bytes() for names that are no text.
    QString path(const QString &below) const { return m_path + u'/' + below; }
    QByteArray bytes(const QByteArray &below = {}) const;

    /// mkdir -p below it; returns the absolute path.
    QString makeFolder(const QString &below) const;
    /// Writes a whole file, with the folders above it. Ends the program on failure.
    void write(const QByteArray &below, const QByteArray &content) const;
    /// The whole file; null when it is not there.
    QByteArray read(const QByteArray &below) const;

private:
    QString m_path;
};

}  // namespace tideline::test
