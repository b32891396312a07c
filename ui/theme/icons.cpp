#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QMimeDatabase>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {

/// Arrows that mean a direction of reading, not of the screen.
bool isMirrored(const QString &path)
{
    static const QStringList kNames{u"back"_s, u"forward"_s, u"chevron"_s, u"undo"_s, u"redo"_s, u"sign-in"_s, u"symlink"_s, u"quit"_s};
    return QGuiApplication::isRightToLeft() && kNames.contains(path.section(u'/', -1).chopped(4));
}

/// Draws an SVG of black strokes (and white glyphs upon them) in a colour of the scheme that is in use when it is drawn.
class TintedSvgEngine final : public QIconEngine {
public:
    TintedSvgEngine(QString path, QColor colour) : m_path(std::move(path)), m_colour(std::move(colour)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal ratio) override
    {
        const QPalette palette = QApplication::palette();
        QColor colour = m_colour.isValid() ? m_colour : palette.color(QPalette::Text);
        if (mode == QIcon::Disabled)
            colour = palette.color(QPalette::Disabled, QPalette::Text);
        const bool mirrored = isMirrored(m_path);
        const QString key = u"tinted/%1/%2/%3x%4/%5/%6"_s.arg(m_path, colour.name()).arg(size.width()).arg(size.height()).arg(ratio).arg(mirrored);
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        QFile file(m_path);
        if (!file.open(QIODevice::ReadOnly) || size.isEmpty())
            return {};
        QByteArray svg = file.readAll();
        svg.replace("#fff", palette.color(QPalette::Base).name().toLatin1());
        svg.replace("#000", colour.name().toLatin1());
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        QSvgRenderer(svg).render(&painter, QRectF(QPointF(), QSizeF(size)));
        painter.end();
        if (mirrored)
            pixmap = pixmap.transformed(QTransform::fromScale(-1, 1));
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }
    QIconEngine *clone() const override { return new TintedSvgEngine(m_path, m_colour); }

private:
    QString m_path;
    QColor m_colour;  ///< invalid = the text colour
};

}  // namespace

QIcon tintedIcon(const QString &path, const QColor &colour)
{
    return QIcon(new TintedSvgEngine(path, colour));
}

QIcon actionIcon(const QString &name)
{
    return tintedIcon(u":/icons/action/%1.svg"_s.arg(name), {});
}

QColor stateColour(SyncState state)
{
    const Colours &colours = Theme::colours();
    switch (state) {
    case SyncState::Synced:
        return colours.good;
    case SyncState::Syncing:
        return colours.busy;
    case SyncState::Conflict:
        return colours.warning;
    case SyncState::Error:
        return colours.bad;
    case SyncState::Paused:
    case SyncState::Offline:
    case SyncState::Waiting:
    case SyncState::OnlineOnly:
        break;
    }
    return colours.quiet;
}

QIcon stateIcon(SyncState state)
{
    return tintedIcon(u":/icons/state/%1.svg"_s.arg(toString(state)), stateColour(state));
}

QIcon entryIcon(const QString &name, const QString &kind)
{
    if (kind == u"symlink")
        return actionIcon(u"symlink"_s);
    if (kind == u"dir")
        return tintedIcon(u":/icons/action/folder-filled.svg"_s, Theme::colours().folder);
    static QHash<QString, QIcon> cache;
    static Scheme cachedFor = Theme::current();
    if (cachedFor != Theme::current()) {
        cache.clear();
        cachedFor = Theme::current();
    }
    const QString suffix = name.contains(u'.') ? name.section(u'.', -1).toLower() : name;
    const auto known = cache.constFind(suffix);
    if (known != cache.constEnd())
        return *known;
    // What the system's database does not know looks like what it is most like.
    static const QHash<QString, QString> kLike{{u"parquet"_s, u"csv"_s}, {u"npy"_s, u"csv"_s},    {u"npz"_s, u"zip"_s},  {u"tsv"_s, u"csv"_s},
                                               {u"jsonl"_s, u"json"_s},  {u"ndjson"_s, u"json"_s}, {u"whl"_s, u"zip"_s}};
    const QString like = kLike.value(suffix);
    const QMimeType type = QMimeDatabase().mimeTypeForFile(like.isEmpty() ? name : u"name."_s + like, QMimeDatabase::MatchExtension);
    QIcon icon = QIcon::fromTheme(type.iconName());
    if (icon.isNull())
        icon = QIcon::fromTheme(type.genericIconName(), QIcon::fromTheme(u"text-x-generic"_s));
    if (icon.isNull())
        icon = actionIcon(u"file"_s);
    if (cache.size() > 512)
        cache.clear();  // names without a suffix may be many
    cache.insert(suffix, icon);
    return icon;
}

QIcon appIcon()
{
    return QIcon(u":/icons/app/tideline.svg"_s);
}

}  // namespace tideline::ui
