#include "app/session/formats/notebook_file.h"

#include "app/session/formats/json_cursor.h"

#include <algorithm>
#include <array>

namespace tideline::session {

namespace {

/// nbformat 3 has its own short names beside the other members of an output.
QString mimeTypeOf(const QString &name)
{
    constexpr std::array<std::pair<QLatin1StringView, QLatin1StringView>, 9> known{{
        {"text"_L1, "text/plain"_L1},
        {"html"_L1, "text/html"_L1},
        {"latex"_L1, "text/latex"_L1},
        {"markdown"_L1, "text/markdown"_L1},
        {"png"_L1, "image/png"_L1},
        {"jpeg"_L1, "image/jpeg"_L1},
        {"svg"_L1, "image/svg+xml"_L1},
        {"json"_L1, "application/json"_L1},
        {"javascript"_L1, "application/javascript"_L1},
    }};
    const auto found = std::ranges::find_if(known, [&](const auto &pair) { return name == pair.first; });
    return found == known.end() ? QString() : QString(found->second);
}

constexpr std::size_t kMostTypes = 64;    ///< of one output
constexpr std::size_t kMostLines = 5000;  ///< of a traceback

QString failureText(const QString &name, const QString &value)
{
    return name.isEmpty() || value.isEmpty() ? name + value : name + u": "_s + value;
}

RawOutput outputOf(QByteArrayView json)
{
    RawOutput output;
    QString type, name, value;
    QByteArrayView text, traceback;
    std::vector<std::pair<QString, QByteArrayView>> flat;
    const auto add = [](auto &data, const QString &mime, QByteArrayView content) {
        if (data.size() < kMostTypes)
            data.emplace_back(mime, content);
    };
    forEachMember(json, [&](const QString &key, QByteArrayView member) {
        if (key == u"output_type")
            type = shortText(member);
        else if (key == u"data")
            forEachMember(member, [&](const QString &mime, QByteArrayView data) { add(output.data, mime, data); });
        else if (key == u"name" || key == u"stream")
            output.stream = shortText(member);
        else if (key == u"ename")
            name = shortText(member);
        else if (key == u"evalue")
            value = shortText(member);
        else if (key == u"traceback")
            traceback = member;
        if (key == u"text")
            text = member;
        if (const QString mime = mimeTypeOf(key); !mime.isEmpty())
            add(flat, mime, member);
    });
    if (type == u"stream") {
        output.kind = RawOutput::Kind::Stream;
        output.text = {text};
    } else if (type == u"error" || type == u"pyerr") {
        output.kind = RawOutput::Kind::Failure;
        forEachItem(traceback, [&](QByteArrayView line) {
            if (output.text.size() < kMostLines)
                output.text.push_back(line);
        });
        output.failure = failureText(name, value);
    } else if (output.data.empty()) {
        output.data = std::move(flat);
    }
    return output;
}

}  // namespace

bool RawOutput::goesOnFrom(const RawOutput &before) const
{
    return kind == Kind::Stream && before.kind == Kind::Stream && stream == before.stream;
}

void forEachOutput(QByteArrayView outputs, const std::function<void(RawOutput)> &visit)
{
    forEachItem(outputs, [&](QByteArrayView json) { visit(outputOf(json)); });
}

std::vector<RawOutput> outputsOf(QByteArrayView outputs, std::size_t most, qsizetype &left)
{
    std::vector<RawOutput> found;
    forEachItem(outputs, [&](QByteArrayView json) {
        if (found.size() >= most) {
            ++left;
            return;
        }
        RawOutput output = outputOf(json);
        if (!found.empty() && output.goesOnFrom(found.back()))
            found.back().text.push_back(output.text.front());
        else
            found.push_back(std::move(output));
    });
    return found;
}

}  // namespace tideline::session
