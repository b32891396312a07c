// The way to tideline-session: starts it when it is needed, asks it, and stands its end.
#pragma once

#include "core/base/mutex.h"
#include "core/preview/comparer.h"
#include "core/preview/thumbnailer.h"

#include <QCborArray>
#include <QCborMap>

#include <chrono>
#include <map>

namespace tideline::preview {

class SessionLink;

/// Previews by the helper process of one profile.
///
/// Thread:    any, several at a time; calls block.
/// Ownership: the connection; the helper belongs to nobody, and ends by itself.
/// Invariant: a file that makes the helper crash, take too long or too much memory costs its own call, which says so; others that were
///            under way are asked again.
class SessionClient final : public Opener, public Comparer, public Thumbnailer {
public:
    struct Options {
        QString program;     ///< tideline-session
        QString socketPath;  ///< in a folder of the profile that only its user may enter
        QStringList arguments = {};                                  ///< beside --socket
        std::chrono::milliseconds limit = std::chrono::seconds(20);  ///< of a call; who takes longer is ended
    };
    explicit SessionClient(Options options);
    ~SessionClient() override;

    Result<std::unique_ptr<Preview>> open(const Subject &subject, const Cancelled &cancelled) override;
    Result<Difference> compare(const std::vector<Subject> &versions, const QString &key, const Cancelled &cancelled) override;
    Result<QByteArray> thumbnail(const Subject &subject, int edge, const Cancelled &cancelled) override;
    /// What the helper says of itself. Errors: NotFound (none runs; none is started).
    Result<QCborMap> status();

private:
    friend class RemotePreview;
    struct Handle {
        std::shared_ptr<SessionLink> link;
        qint64 id = 0;
        Document document;
    };
    Result<Handle> openOn(const Subject &subject, const Cancelled &cancelled);
    Result<Handle> tryOpen(const std::shared_ptr<SessionLink> &link, const Subject &subject, const Cancelled &cancelled);
    Result<std::shared_ptr<SessionLink>> link() TIDELINE_EXCLUDES(m_mutex);
    Result<std::shared_ptr<SessionLink>> start() TIDELINE_REQUIRES(m_mutex);

    const Options m_options;
    Mutex m_mutex;
    std::shared_ptr<SessionLink> m_link TIDELINE_GUARDED_BY(m_mutex);
    Mutex m_alone;  ///< held by a call that is asked again: should the helper end once more, it was this one
};

}  // namespace tideline::preview
