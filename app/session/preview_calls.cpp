#include "app/session/preview_calls.h"

#include "app/session/descriptor_source.h"
#include "app/session/differences.h"
#include "app/session/formats/all_formats.h"
#include "app/session/thumbnail.h"
#include "core/preview/fields.h"

#include <algorithm>
#include <new>

namespace tideline::session {

namespace cbor = preview::cbor;
using std::chrono::steady_clock;

namespace {

Error invalid(const QString &what)
{
    return {Error::Kind::Invalid, what, u"preview call"_s, {}};
}

Error gone()
{
    return {Error::Kind::NotFound, u"This preview was let go of."_s, {}, u"Open it again."_s};
}

template <typename T>
Result<QCborValue> encoded(const Result<T> &result)
{
    return result ? Result<QCborValue>(cbor::encode(*result)) : Result<QCborValue>(result.error());
}

}  // namespace

Error tooLarge(qint64 memoryBytes)
{
    return {Error::Kind::Refused, u"This file needs more than %1 MB of memory to be shown."_s.arg(memoryBytes >> 20), {}, u"Open it with its own program."_s};
}

Result<QCborValue> PreviewCalls::answer(Call &call)
{
    try {
        if (call.verb == u"open")
            return open(call);
        if (call.verb == u"compare")
            return compare(call);
        if (call.verb == u"close")
            return m_table.remove(call.args.at(0).toInteger(-1), call.peer.get()) ? Result<QCborValue>(QCborValue(true)) : Result<QCborValue>(gone());
        return look(call);
    } catch (const std::bad_alloc &) {
        return tooLarge(m_memoryBytes);
    }
}

/// [name, modified ns, size, subject]: with an open file, or of one in the cloud. Gives [number, document].
Result<QCborValue> PreviewCalls::open(Call &call)
{
    auto opened = std::make_shared<OpenedPreview>();
    opened->peer = call.peer;
    opened->facts = {call.args.at(0).toString(), call.args.at(1).toInteger()};
    if (call.file.fd() >= 0) {
        auto source = DescriptorSource::of(std::move(call.file));
        if (!source)
            return source.error();
        opened->source = *std::move(source);
    } else {
        opened->source = std::make_shared<RemoteSource>(call.peer, call.args.at(3).toInteger(), std::max<qint64>(0, call.args.at(2).toInteger()));
    }
    auto file = openFile(opened->source, opened->facts, m_limits, call.cancelled);
    if (!file)
        return file.error();
    opened->preview = std::move(file->preview);
    opened->format = file->format;
    const QCborValue document = cbor::encode(opened->preview->document());
    const qint64 bytes = opened->preview->memoryBytes();
    const qint64 number = m_table.add(std::move(opened), bytes, steady_clock::now());
    if (call.cancelled) {  // whoever asked may be gone, and what was theirs with them
        m_table.remove(number, call.peer.get());
        return Error{Error::Kind::Cancelled, u"The preview was stopped."_s, {}, {}};
    }
    return QCborValue(QCborArray{number, document});
}

/// [[numbers], key]
Result<QCborValue> PreviewCalls::compare(const Call &call)
{
    std::vector<qint64> numbers;
    if (!cbor::decode(call.args.at(0), numbers))
        return invalid(u"The versions to compare are no list of numbers."_s);
    std::vector<Version> versions;
    for (const qint64 number : numbers) {
        const auto opened = m_table.find(number, call.peer.get());
        if (!opened)
            return gone();
        versions.push_back({opened->source, opened->facts, opened->format->name});
    }
    return encoded(differenceOf(versions, {call.args.at(1).toString()}, m_limits, call.cancelled));
}

/// [number, …]
Result<QCborValue> PreviewCalls::look(const Call &call)
{
    const qint64 number = call.args.at(0).toInteger(-1);
    const auto opened = m_table.find(number, call.peer.get());
    if (!opened)
        return gone();
    const MutexLock lock(opened->inUse);
    auto value = lookInto(*opened->preview, call);
    m_table.touch(number, opened->preview->memoryBytes(), steady_clock::now());
    return value;
}

Result<QCborValue> PreviewCalls::lookInto(FilePreview &preview, const Call &call)
{
    const auto number = [&call](qsizetype index) { return call.args.at(index).toInteger(); };
    if (call.verb == u"rows")
        return encoded(preview.rows(number(1), std::min(number(2), preview::kMaxRows), call.cancelled));
    if (call.verb == u"count_rows")
        return encoded(preview.countRows(call.cancelled));
    if (call.verb == u"statistics")
        return encoded(preview.statistics(int(number(1)), call.cancelled));
    if (call.verb == u"text")
        return encoded(preview.text(number(1), call.cancelled));
    if (call.verb == u"cells")
        return encoded(preview.cells(number(1), call.cancelled));
    if (call.verb == u"bytes")
        return encoded(preview.bytes(number(1), std::min(number(2), preview::kMaxBytes), call.cancelled));
    if (call.verb == u"find")
        return encoded(preview.find(call.args.at(1).toString(), number(2), int(number(3)), call.cancelled));
    if (call.verb == u"thumbnail")
        return encoded(makeThumbnail(preview, int(number(1)), call.cancelled));
    if (call.verb == u"children") {
        std::vector<qint64> address;
        if (!cbor::decode(call.args.at(1), address))
            return invalid(u"A node's address is no list of numbers."_s);
        return encoded(preview.children(address, number(2), std::min(number(3), preview::kMaxChildren), call.cancelled));
    }
    if (call.verb == u"picture") {
        preview::Part part;
        if (!cbor::decode(call.args.at(2), part))
            return invalid(u"A picture's part cannot be read."_s);
        part.pixels = std::clamp(part.pixels, 1, m_limits.pictureEdge);
        return encoded(preview.picture(int(number(1)), part, call.cancelled));
    }
    return invalid(u"There is no verb '%1'."_s.arg(call.verb.left(40)));
}

}  // namespace tideline::session
