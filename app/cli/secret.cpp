#include "app/cli/secret.h"

#include <QFile>
#include <QStringDecoder>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace tideline::cli {

namespace {
constexpr qint64 kMaxSecretBytes = 64 << 10;

Result<QString> firstLine(const QByteArray &bytes, const QString &where)
{
    const QByteArray line = bytes.split('\n').first().trimmed();
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(line);
    if (decoder.hasError())  // what cannot be read must not become another password
        return Error{Error::Kind::Invalid, u"The secret is no text of UTF-8."_s, where, u"Save the file as UTF-8."_s};
    if (text.isEmpty())
        return Error{Error::Kind::Invalid, u"There is no secret in it."_s, where, u"Write it on the first line."_s};
    return text;
}
}  // namespace

Result<QString> readSecret(Context &context, const QString &file)
{
    if (file == "-"_L1) {
        const auto bytes = context.readStandardInput();
        if (!bytes)
            return bytes.error();
        return firstLine(*bytes, u"standard input"_s);
    }
    const QString path = file.startsWith(u'/') ? file : context.workingFolder() + u'/' + file;
    QFile source(path);
    if (!source.open(QIODevice::ReadOnly)) {
        const bool there = source.exists();
        return Error{there ? Error::Kind::Denied : Error::Kind::NotFound,
                     there ? u"The file cannot be read."_s : u"There is no such file."_s, path, {}};
    }
    const QByteArray bytes = source.read(kMaxSecretBytes + 1);
    if (bytes.size() > kMaxSecretBytes)
        return Error{Error::Kind::Invalid, u"The file is too long to hold a secret."_s, path, {}};
    return firstLine(bytes, path);
}

Result<QString> askSecret(const QString &question)
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0)
        return Error{Error::Kind::Invalid, u"There is no terminal to ask at."_s, {}, u"Give the secret in a file."_s};
    termios before{};
    ::tcgetattr(terminal, &before);
    termios hidden = before;
    hidden.c_lflag &= ~tcflag_t(ECHO);
    ::tcsetattr(terminal, TCSAFLUSH, &hidden);
    const QByteArray prompt = question.toUtf8();
    QByteArray answer;
    if (::write(terminal, prompt.data(), size_t(prompt.size())) == prompt.size()) {
        char c = 0;
        while (answer.size() < 4096 && ::read(terminal, &c, 1) == 1 && c != '\n')
            answer += c;
    }
    ::tcsetattr(terminal, TCSAFLUSH, &before);
    if (::write(terminal, "\n", 1) != 1)
        answer.clear();
    ::close(terminal);
    return firstLine(answer, u"terminal"_s);
}

}  // namespace tideline::cli
