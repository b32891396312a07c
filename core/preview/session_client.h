// The way to tideline-session: starts it when it is needed, asks it, and stands its end.
#pragma once

#include "core/base/mutex.h"
#include "core/preview/comparer.h"
#include "core/preview/thumbnailer.h"

#include <QCborArray>
#include <QCborMap>

#include <chrono>
#include <functional>
#include <shared_mutex>

namespace tideline::preview {

class SessionLink;

/// Previews by the helper process of one profile.
///
/// Thread:    any, several at a time; calls block.
/// Ownership: the connection; the helper belongs to nobody, and ends by itself.
/// Invariant: a file that makes the helper crash, take too long or too much memory costs its own call, which says so. When the helper
///            ends without a word, what was under way is asked once more, alone, so that the one file that ends it again is known.
class SessionClient final : public Opener, public Comparer, public Thumbnailer {
public:
    struct Options {
        QString program;             ///< tideline-session
        QString socketPath;          ///< in a folder of the profile that only its user may enter
        QStringList arguments = {};  ///< beside --socket
        /// A helper that says nothing for so long while it is asked is ended. Its own limit of a call's computing time comes first.
        std::chrono::milliseconds silence = std::chrono::minutes(1);
    };
    explicit SessionClient(Options options);
    ~SessionClient() override;

    Result<std::unique_ptr<Preview>> open(const Subject &subject, const Cancelled &cancelled) override;
    Result<Difference> compare(const std::vector<Subject> &versions, const QString &key, const Cancelled &cancelled) override;
    Result<QByteArray> thumbnail(const Subject &subject, int edge, const Cancelled &cancelled) override;
    /// What the helper says of itself (app/session/README.md lists it). Errors: NotFound (none runs; none is started), Timeout (it
    /// does not answer; it is left as it is).
    Result<QCborMap> status();
    /// Has the helper end, with all that it holds; done where none runs. Errors: Timeout.
    Result<void> end();

private:
    friend class RemotePreview;
    using Link = std::shared_ptr<SessionLink>;
    struct Handle {
        Link link;
        qint64 id = 0;
        qint64 subject = 0;  ///< of a file in the cloud: as the link serves it
        Document document;
    };
    template <typename T>
    Result<T> asked(const std::function<Result<T>(const Link &)> &work) TIDELINE_EXCLUDES(m_mutex);
    Result<Handle> openOn(const Link &link, const Subject &subject, const Cancelled &cancelled);
    Result<Link> running();
    Result<Link> link() TIDELINE_EXCLUDES(m_mutex);
    Result<Link> start() TIDELINE_REQUIRES(m_mutex);

    const Options m_options;
    Mutex m_mutex;
    Link m_link TIDELINE_GUARDED_BY(m_mutex);
    std::shared_mutex m_turn;  ///< calls share it; one that is asked again has it alone
};

}  // namespace tideline::preview
