// A file of the cache: its bytes as they are; and with a right checksum in front, so that the fields are reached.
#include "core/base/content_hash.h"
#include "core/cache/stored_value.h"
#include "tests/fuzz/law.h"

using namespace tideline::cache;
using tideline::fuzz::law;

namespace {

void read(const QByteArray &file)
{
    const auto stored = fromFile(file);
    if (!stored)
        return;
    law(stored->value.size() <= kMaxValueBytes, "a value has its limit");
    const auto again = fromFile(toFile(*stored));
    law(again && *again == *stored, "what is read is written and read again as the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    read(bytes);
    read("TLCACHE1" + tideline::sha256(bytes).toBytes() + bytes);
    return 0;
}
