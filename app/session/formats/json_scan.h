// The pass over a JSON document that makes its index.
#pragma once

#include "app/session/formats/json_index.h"

namespace tideline::session {

/// Checks and indexes. A failed step notes the fault and returns false.
class JsonScan {
public:
    JsonScan(JsonIndex &index, ByteReader &reader, const Limits &limits);
    void run();

private:
    enum class Next { Value, FirstValue, Key, FirstKey, Colon, Comma, Nothing };
    struct Open {
        JsonIndex::Container container;
        bool isObject = false;
    };

    bool step(int byte);
    bool beginValue(int byte);
    bool openContainer(bool isObject);
    bool closeContainer();
    bool key();
    bool string();
    bool word(const char *rest);
    bool number();
    bool digits();
    void markChild();
    void thinOut();
    void valueEnded();
    void finish();
    bool fail(const char *what);
    /// Goes behind what is ahead and white, and counts lines.
    int skipSpace();

    JsonIndex &m_index;
    ByteReader &m_reader;
    const qint64 m_mostKept;  ///< bytes of memory
    const int m_depth;
    qint64 m_step;
    qint64 m_kept = 0;
    std::vector<Open> m_open;
    Next m_next = Next::Value;
    qint64 m_line = 1;
    qint64 m_lineBegin;
};

}  // namespace tideline::session
