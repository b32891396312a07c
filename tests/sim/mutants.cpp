#include "tests/sim/mutants.h"

#include "tests/support/thin_disk.h"

namespace tideline::sim {

using files::FileStat;
using files::IfExists;
using test::ThinDisk;

namespace {

class UnsyncedFile final : public files::WriteFile {
public:
    explicit UnsyncedFile(std::unique_ptr<files::WriteFile> file) : m_file(std::move(file)) {}
    Result<void> write(qint64 offset, QByteArrayView bytes) override { return m_file->write(offset, bytes); }
    Result<void> resize(qint64 size) override { return m_file->resize(size); }
    Result<void> setExecutable(bool executable) override { return m_file->setExecutable(executable); }
    Result<void> setModified(qint64 ns) override { return m_file->setModified(ns); }
    Result<void> sync() override { return {}; }
    Result<FileStat> stat() override { return m_file->stat(); }

private:
    std::unique_ptr<files::WriteFile> m_file;
};

/// A program that never fsyncs: names become visible before what they name is durable.
class UnsyncedDisk final : public ThinDisk {
public:
    using ThinDisk::ThinDisk;
    Result<std::unique_ptr<files::WriteFile>> create(const RelativePath &path) override
    {
        auto file = m_disk->create(path);
        if (!file)
            return file;
        return std::unique_ptr<files::WriteFile>(new UnsyncedFile(*std::move(file)));
    }
    Result<void> syncFile(const RelativePath &) override { return {}; }
    Result<void> syncFolder(const RelativePath &) override { return {}; }
    Result<void> syncAll() override { return {}; }
};

/// A program that replaces a file by another and throws the old one away unseen: no base check, no trash.
class CarelessDisk final : public ThinDisk {
public:
    using ThinDisk::ThinDisk;
    Result<void> rename(const RelativePath &from, const RelativePath &to, IfExists ifExists) override
    {
        const RelativePath own = ownPath("tmp");
        if (ifExists != IfExists::Exchange || !from.isWithin(own))
            return m_disk->rename(from, to, ifExists);
        auto seen = m_disk->stat(from);
        if (auto done = m_disk->rename(from, to, IfExists::Replace); !done)
            return done;
        // What the program takes for the old file: an empty one that looks as it expects.
        auto file = m_disk->create(from);
        return file ? Result<void>() : file.error();
    }
};

/// Each request is a new one to the server, though it repeats an old one.
class ForgetfulChannel final : public cloud::Channel {
public:
    ForgetfulChannel(std::unique_ptr<SimChannel> channel, QByteArray client, std::shared_ptr<int> count)
        : m_channel(std::move(channel)),
          m_client(client.toHex()),
          m_count(std::move(count))
    {}
    Result<cloud::CloudReply> send(const cloud::CloudRequest &request, const OnBody &onBody) override
    {
        cloud::CloudRequest changed = request;
        for (auto &[name, value] : changed.headers)
            if (name.toLower() == "idempotency-key")
                value = "key_" + (m_client + QByteArray::number(++*m_count)).rightJustified(32, '0');
        return m_channel->send(changed, onBody);
    }

private:
    std::unique_ptr<SimChannel> m_channel;
    QByteArray m_client;
    std::shared_ptr<int> m_count;  // over all runs of the client's program
};

}  // namespace

QList<QByteArray> mutantNames()
{
    return {"no-fsync", "careless-replace", "fresh-keys"};
}

bool plantMutant(const QByteArray &name, SimClient &client)
{
    if (name == "no-fsync")
        client.wrapDisk = [](auto disk) { return std::make_unique<UnsyncedDisk>(std::move(disk)); };
    else if (name == "careless-replace")
        client.wrapDisk = [](auto disk) { return std::make_unique<CarelessDisk>(std::move(disk)); };
    else if (name == "fresh-keys")
        client.wrapChannel = [name = client.name(), count = std::make_shared<int>(0)](auto channel) {
            return std::make_unique<ForgetfulChannel>(std::move(channel), name, count);
        };
    else
        return false;
    return true;
}

}  // namespace tideline::sim
