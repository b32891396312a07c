// node make_arrow_parquet.mjs FOLDER, beside node_modules with apache-arrow and parquet-wasm (Rust's Arrow): as Python's and
// Rust's programs write Parquet.
import { writeFileSync } from 'node:fs'
import * as arrow from 'apache-arrow'
import { Compression, Table, WriterPropertiesBuilder, WriterVersion, writeParquet } from 'parquet-wasm/node'

const range = n => Array.from({ length: n }, (_, i) => i)
const vector = (values, type) => arrow.vectorFromArray(values, type)
const table = new arrow.Table({
  id: vector(range(1000), new arrow.Int32()),
  small: vector(range(1000).map(i => i % 100 - 50), new arrow.Int8()),
  large: vector(range(1000).map(i => BigInt(i) * 6_000_000_000n), new arrow.Uint64()),
  ratio: vector(range(1000).map(i => i % 7 === 0 ? null : i / 8), new arrow.Float64()),
  word: vector(range(1000).map(i => i % 5 === 0 ? null : `word ${i % 17}`), new arrow.Utf8()),
  at: vector(range(1000).map(i => Date.UTC(2026, 10, 30) + i * 1500), new arrow.TimestampMillisecond()),
  good: vector(range(1000).map(i => i % 3 === 0), new arrow.Bool()),
  list: vector(range(1000).map(i => i % 4 === 0 ? null : range(i % 4 - 1)), new arrow.List(new arrow.Field('item', new arrow.Int32(), true))),
  place: vector(range(1000).map(i => ({ x: i, y: `y${i}` })),
    new arrow.Struct([new arrow.Field('x', new arrow.Int32(), true), new arrow.Field('y', new arrow.Utf8(), true)])),
})
for (const [name, version, compression] of [['arrow1.parquet', WriterVersion.V1, Compression.ZSTD], ['arrow2.parquet', WriterVersion.V2, Compression.SNAPPY]]) {
  const properties = new WriterPropertiesBuilder().setWriterVersion(version).setCompression(compression)
    .setDataPageSizeLimit(1024).setWriteBatchSize(64).setMaxRowGroupSize(700).build()
  const bytes = writeParquet(Table.fromIPCStream(arrow.tableToIPC(table, 'stream')), properties)
  writeFileSync(`${process.argv[2]}/${name}`, bytes)
  console.log(name, bytes.length)
}
