#include "app/session/formats/parquet_schema.h"

#include <array>

namespace tideline::session::table {

namespace {

enum Converted { Utf8 = 0, MapGroup = 1, MapKeyValue = 2, ListGroup = 3, EnumText = 4, DecimalNumber = 5, DateDays = 6, TimeMillis = 7,
                 TimeMicros = 8, StampMillis = 9, StampMicros = 10, Uint8 = 11, Uint64 = 14, Int8 = 15, Json = 19 };
enum Logical { LogicalString = 1, LogicalMap = 2, LogicalList = 3, LogicalEnum = 4, LogicalDecimal = 5, LogicalDate = 6, LogicalTime = 7,
               LogicalStamp = 8, LogicalInteger = 10, LogicalNull = 11, LogicalJson = 12, LogicalUuid = 14, LogicalHalf = 15 };

void readLogical(ThriftReader &reader, ParquetElement &element)
{
    reader.readStruct([&](int member, int memberType) {
        element.logical = member;
        if (memberType != ThriftReader::Struct)
            return false;
        reader.readStruct([&](int id, int type) {
            if (member == LogicalDecimal && id == 1 && type == ThriftReader::I32)
                element.scale = reader.integer32();
            else if (member == LogicalDecimal && id == 2 && type == ThriftReader::I32)
                element.precision = reader.integer32();
            else if ((member == LogicalTime || member == LogicalStamp) && id == 2 && type == ThriftReader::Struct)
                reader.readStruct([&](int unit, int) { element.unit = unit; return false; });
            else if (member == LogicalInteger && id == 1 && type == ThriftReader::Byte)
                element.bits = int(reader.byte());
            else if (member == LogicalInteger && id == 2)
                element.isSigned = ThriftReader::boolean(type);
            else
                return false;
            return true;
        });
        return true;
    });
}

bool isListGroup(const ParquetElement &element)
{
    return element.logical == LogicalList || (element.logical < 0 && element.converted == ListGroup);
}

bool isMapGroup(const ParquetElement &element)
{
    return element.logical == LogicalMap || (element.logical < 0 && (element.converted == MapGroup || element.converted == MapKeyValue));
}

void takeUnit(ParquetLeaf &leaf, ParquetMeaning meaning, qint64 perSecond)
{
    leaf.meaning = meaning;
    leaf.perSecond = perSecond;
}

void takeLogical(const ParquetElement &element, ParquetLeaf &leaf)
{
    const qint64 perSecond = element.unit == 1 ? 1'000 : element.unit == 2 ? 1'000'000 : 1'000'000'000;
    switch (element.logical) {
    case LogicalString:
    case LogicalEnum:
    case LogicalJson: leaf.meaning = ParquetMeaning::Text; break;
    case LogicalDecimal: leaf.meaning = ParquetMeaning::Decimal; break;
    case LogicalDate: leaf.meaning = ParquetMeaning::Date; break;
    case LogicalTime: takeUnit(leaf, ParquetMeaning::TimeOfDay, perSecond); break;
    case LogicalStamp: takeUnit(leaf, ParquetMeaning::Instant, perSecond); break;
    case LogicalInteger: leaf.meaning = element.isSigned ? ParquetMeaning::Plain : ParquetMeaning::Unsigned; break;
    case LogicalNull: leaf.meaning = ParquetMeaning::Null; break;
    case LogicalUuid: leaf.meaning = ParquetMeaning::Uuid; break;
    case LogicalHalf: leaf.meaning = ParquetMeaning::Half; break;
    default: break;
    }
}

void takeConverted(const ParquetElement &element, ParquetLeaf &leaf)
{
    switch (element.converted) {
    case Utf8:
    case EnumText:
    case Json: leaf.meaning = ParquetMeaning::Text; break;
    case DecimalNumber: leaf.meaning = ParquetMeaning::Decimal; break;
    case DateDays: leaf.meaning = ParquetMeaning::Date; break;
    case TimeMillis: takeUnit(leaf, ParquetMeaning::TimeOfDay, 1'000); break;
    case TimeMicros: takeUnit(leaf, ParquetMeaning::TimeOfDay, 1'000'000); break;
    case StampMillis: takeUnit(leaf, ParquetMeaning::Instant, 1'000); break;
    case StampMicros: takeUnit(leaf, ParquetMeaning::Instant, 1'000'000); break;
    default:
        if (element.converted >= Uint8 && element.converted <= Uint64)
            leaf.meaning = ParquetMeaning::Unsigned;
        break;
    }
}

/// A meaning that the stored type cannot have is none: it would be decoded wrongly.
bool fits(const ParquetLeaf &leaf)
{
    const bool isInteger = leaf.type == ParquetType::Int32 || leaf.type == ParquetType::Int64;
    const bool isBytes = leaf.type == ParquetType::Bytes || leaf.type == ParquetType::FixedBytes;
    switch (leaf.meaning) {
    case ParquetMeaning::Plain:
    case ParquetMeaning::Null: return true;
    case ParquetMeaning::Text: return isBytes;
    case ParquetMeaning::Decimal: return isInteger || isBytes;
    case ParquetMeaning::Uuid: return leaf.type == ParquetType::FixedBytes && leaf.length == 16;
    case ParquetMeaning::Half: return leaf.type == ParquetType::FixedBytes && leaf.length == 2;
    case ParquetMeaning::Date: return leaf.type == ParquetType::Int32;
    case ParquetMeaning::Unsigned:
    case ParquetMeaning::TimeOfDay:
    case ParquetMeaning::Instant: return isInteger;
    }
    return false;
}

QString detailOf(const ParquetLeaf &leaf, const ParquetElement &element)
{
    constexpr std::array<const char *, 8> stored{"BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY"};
    constexpr std::array<const char *, 10> meant{"", "STRING", "unsigned", "DATE", "TIME", "TIMESTAMP", "DECIMAL", "UUID", "FLOAT16", "NULL"};
    QStringList parts{QLatin1String(stored[std::size_t(leaf.type)])};
    if (leaf.type == ParquetType::FixedBytes)
        parts.last() += u"(%1)"_s.arg(leaf.length);
    if (leaf.meaning == ParquetMeaning::Decimal)
        parts << u"DECIMAL(%1, %2)"_s.arg(element.precision).arg(leaf.scale);
    else if (leaf.meaning != ParquetMeaning::Plain)
        parts << QLatin1String(meant[std::size_t(leaf.meaning)]);
    if (leaf.maxRepetition > 0)
        parts << u"list"_s;
    else if (leaf.maxDefinition > 0)
        parts << u"optional"_s;
    return parts.join(u", "_s);
}

/// A group on the way down.
struct Step {
    qint32 childrenLeft = 0;
    int definition = 0;
    std::vector<int> listDefinitions;
    QString name;          ///< of what is beneath, up to here
    bool hidesChild = false;   ///< the child's name is a step that only lists and maps need
    bool isInList = false;     ///< the repeated group of a list: if it has one child, its name is such a step, too
};

QString joined(const Step &step, const ParquetElement &element)
{
    if (step.hidesChild && !step.name.isEmpty())
        return step.name;
    const QString own = QString::fromUtf8(element.name.left(256));
    return (step.name.isEmpty() ? own : step.name + u'.' + own).left(512);
}

Step stepInto(const Step &above, const ParquetElement &element)
{
    Step step = above;
    step.childrenLeft = element.children;
    step.definition += element.repetition != 0 ? 1 : 0;
    if (element.repetition == 2)
        step.listDefinitions.push_back(step.definition);
    step.name = joined(above, element);
    step.isInList = above.hidesChild && element.repetition == 2;
    step.hidesChild = isListGroup(element) || isMapGroup(element)
        || (step.isInList && element.children == 1);
    return step;
}

ParquetLeaf leafOf(const Step &step, const ParquetElement &element, bool isNested)
{
    ParquetLeaf leaf;
    leaf.name = step.name;
    leaf.type = ParquetType(element.type);
    leaf.length = element.length;
    leaf.scale = element.scale;
    leaf.maxDefinition = step.definition;
    leaf.maxRepetition = int(step.listDefinitions.size());
    leaf.listDefinitions = step.listDefinitions;
    leaf.isNested = isNested || leaf.maxRepetition > 0;
    if (element.logical >= 0)
        takeLogical(element, leaf);
    else
        takeConverted(element, leaf);
    if (!fits(leaf))
        leaf.meaning = ParquetMeaning::Plain;
    leaf.detail = detailOf(leaf, element);
    return leaf;
}

Error noTree()
{
    return {Error::Kind::Corrupt, u"The Parquet file's schema is no tree."_s, {}, {}};
}

}  // namespace

ParquetElement readParquetElement(ThriftReader &reader)
{
    ParquetElement element;
    reader.readStruct([&](int id, int type) {
        if (id == 4 && type == ThriftReader::Binary) {
            element.name = reader.binary().toByteArray();
            return true;
        }
        if (id == 10 && type == ThriftReader::Struct) {
            readLogical(reader, element);
            return true;
        }
        if (type != ThriftReader::I32)
            return false;
        switch (id) {
        case 1: element.type = reader.integer32(); break;
        case 2: element.length = reader.integer32(); break;
        case 3: element.repetition = reader.integer32(); break;
        case 5: element.children = reader.integer32(); break;
        case 6: element.converted = reader.integer32(); break;
        case 7: element.scale = reader.integer32(); break;
        case 8: element.precision = reader.integer32(); break;
        default: return false;
        }
        return true;
    });
    return element;
}

Result<std::pair<std::vector<ParquetLeaf>, qint64>> parquetLeaves(const std::vector<ParquetElement> &elements, int depth, int most)
{
    std::pair<std::vector<ParquetLeaf>, qint64> found;
    if (elements.empty())
        return noTree();
    std::vector<Step> way(1);
    way.back().childrenLeft = elements[0].children;
    for (std::size_t i = 1; i < elements.size(); ++i) {
        while (!way.empty() && way.back().childrenLeft <= 0)
            way.pop_back();
        const ParquetElement &element = elements[i];
        if (way.empty() || element.repetition < 0 || element.repetition > 2 || element.children < 0)
            return noTree();
        --way.back().childrenLeft;
        const Step step = stepInto(way.back(), element);
        if (element.type < 0 || element.children > 0) {
            way.push_back(step);
            if (way.size() > std::size_t(depth))
                return Error{Error::Kind::Refused, u"The Parquet file's columns are nested too deeply to be shown."_s, {}, {}};
            continue;
        }
        if (element.type > int(ParquetType::FixedBytes) || element.length < 0 || (element.type == int(ParquetType::FixedBytes) && element.length == 0))
            return noTree();
        if (++found.second <= most)
            found.first.push_back(leafOf(step, element, way.size() > 1));
    }
    for (const Step &step : way) {
        if (step.childrenLeft > 0)
            return noTree();
    }
    return found;
}

}  // namespace tideline::session::table
