// How long previews take, by the helper and the table view as they are; `preview` beside this makes the files and shows the figures.
//
// usage: preview_bench SESSION_PROGRAM FOLDER ROUNDS SECONDS: JSON on the standard output. FOLDER has large.csv, notebook.ipynb and
// rows.csv. Ends with 1 when something could not be shown.
#include "core/preview/session_client.h"
#include "ui/preview/preview_pane.h"
#include "ui/preview/table_grid.h"
#include "ui/preview/table_model.h"
#include "ui/preview/table_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

using namespace tideline;

namespace {

constexpr int kWarmOpenings = 20;
constexpr int kNotchMs = 8;  ///< 120 notches of a wheel a second, about
const preview::Cancelled kNever = false;

[[noreturn]] void broken(const Error &error)
{
    qCritical("%s", qPrintable(toText(error)));
    std::exit(1);
}

preview::Subject subjectOf(const QString &path)
{
    const QFileInfo info(path);
    return {info.fileName(), path, info.size(), info.lastModified().toMSecsSinceEpoch() * 1'000'000, {}};
}

/// What of it is in the page cache is dropped, so that it is read from the disk.
void dropFromCache(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
}

double openedIn(preview::SessionClient &client, const QString &path)
{
    QElapsedTimer timer;
    timer.start();
    const auto opened = client.open(subjectOf(path), kNever);
    if (!opened)
        broken(opened.error());
    return double(timer.nsecsElapsed()) / 1e6;
}

double peakMb(qint64 pid)
{
    QFile status(u"/proc/%1/status"_s.arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmHWM:");
    return at < 0 ? 0 : text.mid(at + 6, 24).trimmed().split(' ').first().toDouble() / 1000;
}

/// Each round with a helper of its own.
class Helper {
public:
    Helper(const QString &program, const QString &folder, int round)
        : client(std::make_shared<preview::SessionClient>(
            preview::SessionClient::Options{program, u"%1/bench-%2.sock"_s.arg(folder).arg(round), {u"--idle-ms"_s, u"3000"_s}}))
    {
    }
    double peak() const
    {
        const Result<QCborMap> said = client->status();
        return said ? peakMb((*said)[u"pid"_s].toInteger()) : 0;
    }
    std::shared_ptr<preview::SessionClient> client;
};

QJsonObject openings(const QString &program, const QString &folder, int round)
{
    const QString large = folder + u"/large.csv"_s, notebook = folder + u"/notebook.ipynb"_s;
    dropFromCache(large);
    dropFromCache(notebook);
    const Helper helper(program, folder, round);
    QJsonObject times{{u"csv_cold_ms"_s, openedIn(*helper.client, large)}, {u"notebook_cold_ms"_s, openedIn(*helper.client, notebook)}};
    QJsonArray csvWarm, notebookWarm;
    for (int i = 0; i < kWarmOpenings; ++i) {
        csvWarm.append(openedIn(*helper.client, large));
        notebookWarm.append(openedIn(*helper.client, notebook));
    }
    times[u"csv_warm_ms"_s] = csvWarm;
    times[u"notebook_warm_ms"_s] = notebookWarm;
    times[u"helper_mb"_s] = helper.peak();
    return times;
}

/// Counts what is painted of a widget, and the longest time without.
class Frames final : public QObject {
public:
    explicit Frames(QWidget *watched) { watched->installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            m_longestMs = std::max(m_longestMs, m_count == 0 ? 0.0 : double(m_last.nsecsElapsed()) / 1e6);
            m_last.start();
            ++m_count;
        }
        return false;
    }
    int count() const { return m_count; }
    double longestMs() const { return m_longestMs; }

private:
    QElapsedTimer m_last;
    int m_count = 0;
    double m_longestMs = 0;
};

/// Whether the row in the middle of what is seen is there, and not "…".
bool isThere(ui::TableView &view)
{
    return view.model().cell(std::min(view.grid().topRow() + 10, view.model().total() - 1), 0) != nullptr;
}

/// Moves on by `step` rows each notch for so many seconds.
QJsonObject scrolled(ui::TableView &view, qint64 step, double seconds)
{
    Frames frames(view.grid().viewport());
    int notches = 0, there = 0;
    QTimer wheel;
    wheel.setTimerType(Qt::PreciseTimer);
    QObject::connect(&wheel, &QTimer::timeout, &view, [&] {
        ++notches;
        there += isThere(view) ? 1 : 0;
        view.grid().scrollToRow((view.grid().topRow() + step) % std::max<qint64>(view.model().total() - 100, 1));
    });
    QElapsedTimer timer;
    timer.start();
    wheel.start(kNotchMs);
    QEventLoop loop;
    QTimer::singleShot(int(seconds * 1000), Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
    const double took = double(timer.nsecsElapsed()) / 1e9;
    return {{u"frames_per_s"_s, frames.count() / took}, {u"longest_ms"_s, frames.longestMs()}, {u"there"_s, double(there) / std::max(notches, 1)}};
}

QJsonObject scrolling(const QString &program, const QString &folder, double seconds)
{
    const Helper helper(program, folder, 0);
    ui::PreviewPane pane(helper.client);
    pane.resize(1280, 800);
    pane.show();
    QSignalSpy settled(&pane, &ui::PreviewPane::settled);
    pane.show(subjectOf(folder + u"/rows.csv"_s), u"rows"_s);
    if (settled.isEmpty())
        settled.wait(60'000);
    auto *view = qobject_cast<ui::TableView *>(pane.view());
    if (view == nullptr)
        broken({Error::Kind::Invalid, u"There is no table."_s, u"rows.csv"_s, {}});
    const QJsonObject wheel = scrolled(*view, 3, seconds);
    QElapsedTimer timer;
    timer.start();
    if (!QTest::qWaitFor([&] { return view->model().isExact(); }, 120'000))
        broken({Error::Kind::Timeout, u"The rows were not counted."_s, u"rows.csv"_s, {}});
    const double counted = double(timer.nsecsElapsed()) / 1e9;
    const QJsonObject all = scrolled(*view, std::max<qint64>(view->model().total() / qint64(seconds * 1000 / kNotchMs), 1), seconds);
    return {{u"wheel"_s, wheel}, {u"all"_s, all}, {u"rows"_s, view->model().total()}, {u"counted_s"_s, counted},
            {u"helper_mb"_s, helper.peak()}, {u"window_mb"_s, peakMb(::getpid())}};
}

}  // namespace

int main(int argc, char **argv)
{
    ::qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    const QStringList words = QApplication::arguments();
    if (words.size() != 5) {
        qCritical("usage: preview_bench SESSION_PROGRAM FOLDER ROUNDS SECONDS");
        return 2;
    }
    QJsonArray rounds;
    for (int round = 1; round <= words[3].toInt(); ++round)
        rounds.append(openings(words[1], words[2], round));
    const QJsonObject found{{u"rounds"_s, rounds}, {u"scrolling"_s, scrolling(words[1], words[2], words[4].toDouble())}};
    std::printf("%s\n", QJsonDocument(found).toJson(QJsonDocument::Compact).constData());
    return 0;
}
