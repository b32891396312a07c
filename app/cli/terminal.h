// Where `tide` writes: data to the standard output, words and progress to the standard error.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <atomic>
#include <functional>

namespace tideline::cli {

/// What a piece of text says about itself. Always beside a glyph or a word, never alone.
enum class Tone { Plain, Good, Busy, Calm, Warning, Bad, Strong };

/// The two streams and what they can show.
///
/// Thread:    any for out() and err(), which write a whole piece at once; the rest is constant.
/// Invariant: a closed reader (EPIPE) is remembered and nothing more is written; nobody is told.
class Terminal {
public:
    /// Writes everything; false when the reader is gone.
    using Sink = std::function<bool(QByteArrayView)>;
    struct Traits {
        bool outIsTerminal = false;
        bool errIsTerminal = false;
        bool outColour = false;
        bool errColour = false;
        bool unicode = true;  ///< glyphs beyond ASCII may be shown
        int width = 80;       ///< columns of the terminal
    };
    Terminal(Traits traits, Sink out, Sink err);

    /// The process's own streams; colours follow NO_COLOR, CLICOLOR_FORCE, TERM and isatty(). `unicode`: the locale's.
    static Terminal system(bool unicode);

    void out(const QString &text) { outBytes(text.toUtf8()); }
    void outBytes(QByteArrayView bytes);
    void err(const QString &text) { m_err(text.toUtf8()); }
    /// Whether the reader of the standard output has gone away.
    bool outClosed() const { return m_outClosed; }

    const Traits &traits() const { return m_traits; }
    QString onOut(const QString &text, Tone tone) const { return paint(text, tone, m_traits.outColour); }
    QString onErr(const QString &text, Tone tone) const { return paint(text, tone, m_traits.errColour); }

private:
    static QString paint(const QString &text, Tone tone, bool colour);
    Traits m_traits;
    Sink m_out;
    Sink m_err;
    std::atomic<bool> m_outClosed = false;
};

}  // namespace tideline::cli
