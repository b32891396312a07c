#include "app/session/format.h"

#include <algorithm>

namespace tideline::session {

Result<QByteArray> FilePreview::bytes(qint64 offset, qint64 length, const preview::Cancelled &)
{
    return source().read(std::max<qint64>(offset, 0), std::clamp<qint64>(length, 0, preview::kMaxBytes));
}

}  // namespace tideline::session
