// A Source as Qt's readers want one.
#pragma once

#include "app/session/source.h"
#include "core/preview/preview.h"

#include <QIODevice>

#include <algorithm>
#include <limits>
#include <optional>
#include <unordered_map>

namespace tideline::session {

/// Random access for QImageReader, QPdfDocument and their like. It reads whole blocks and keeps the latest used of them, since these
/// readers ask for a few hundred bytes at a time, again and again.
///
/// Thread: one at a time, any; it needs no event loop.
/// Ownership: borrows the Source, which outlives it.
class SourceDevice final : public QIODevice {
public:
    static constexpr qint64 kNoBudget = std::numeric_limits<qint64>::max();

    /// What the reader above gets in place of bytes that cannot be had: none; or zeros, for one that would try again forever.
    enum class Missing { None, Zeros };

    /// Open for reading. `budgetBytes`: what may be read of the source until allow() is called again.
    explicit SourceDevice(Source &source, qint64 budgetBytes = kNoBudget, Missing missing = Missing::None);

    /// Begins a call of a preview: what may be read of the source in it, and what ends it. `cancelled` outlives the call.
    void allow(qint64 budgetBytes, const preview::Cancelled *cancelled = nullptr);
    /// allow(), and at the end of the call `cancelled` is forgotten.
    class Call {
    public:
        Call(SourceDevice &device, qint64 budgetBytes, const preview::Cancelled &cancelled) : m_device(device)
        {
            device.allow(budgetBytes, &cancelled);
        }
        ~Call() { m_device.m_cancelled = nullptr; }
        Q_DISABLE_COPY_MOVE(Call)

    private:
        SourceDevice &m_device;
    };

    /// Forgets what was noticed since allow(), for another reader in the same call; what is left of the budget stays.
    void goOn() { allow(m_budget, m_cancelled); }
    /// From now on the file ends here, for the reader above.
    void endAt(qint64 offset) { m_end = offset; }

    /// Why a read failed since allow(): the source's error, Cancelled; the reader above only knows that there was no more.
    const std::optional<Error> &failure() const { return m_failure; }
    /// Whether a read was refused because the budget was spent.
    bool ranOut() const { return m_ranOut; }
    /// Whether somebody wanted bytes beyond the end: a file of a format that knows its length is then cut off.
    bool readPastEnd() const { return m_readPastEnd; }
    bool isRemote() const { return m_source.isRemote(); }
    /// Whether a read got less than it wanted, but something: readers of whole pieces do so at the end of any file.
    bool readShort() const { return m_readShort; }
    qint64 keptBytes() const { return qint64(m_blocks.size()) * m_blockBytes; }

    bool isSequential() const override { return false; }
    qint64 size() const override { return std::min(m_source.sizeBytes(), m_end); }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    struct Block {
        QByteArray bytes;
        qint64 lastUse = 0;
    };
    const QByteArray *block(qint64 index);
    void makeRoom();

    Source &m_source;
    qint64 m_blockBytes;
    std::size_t m_mostBlocks;
    qint64 m_budget;
    qint64 m_end = std::numeric_limits<qint64>::max();
    Missing m_missing;
    const preview::Cancelled *m_cancelled = nullptr;
    std::unordered_map<qint64, Block> m_blocks;
    qint64 m_uses = 0;
    std::optional<Error> m_failure;
    bool m_ranOut = false;
    bool m_readPastEnd = false;
    bool m_readShort = false;
};

/// For what a file in the cloud has too much of to be shown unfetched. `what`: a sentence.
inline Error notFromTheCloud(QString what)
{
    return {Error::Kind::Refused, std::move(what), {}, u"Download it to look at it."_s};
}

/// The budget of a call that shows something of `source`: none on this disk.
inline qint64 budgetOf(const Source &source, qint64 remoteBytes)
{
    return source.isRemote() ? remoteBytes : SourceDevice::kNoBudget;
}

}  // namespace tideline::session
