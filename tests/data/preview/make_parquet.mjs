// node make_parquet.mjs FOLDER, beside node_modules with hyparquet-writer and hysnappy.
import { writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { ByteWriter, parquetWrite } from 'hyparquet-writer'

const folder = process.argv[2]
const save = (name, options) => {
  const writer = new ByteWriter()
  parquetWrite({ writer, ...options })
  const bytes = new Uint8Array(writer.getBuffer())
  writeFileSync(`${folder}/${name}`, bytes)
  console.log(name, bytes.length)
}
const range = n => Array.from({ length: n }, (_, i) => i)

// One column for each kind of value; nulls; three row groups; Snappy.
save('kinds.parquet', {
  rowGroupSize: [4, 4],
  kvMetadata: [{ key: 'station', value: 'north' }],
  columnData: [
    { name: 'id', data: range(10), type: 'INT32', nullable: false },
    { name: 'big', data: range(10).map(i => BigInt(i) * 1_000_000_007n - 5n), type: 'INT64' },
    { name: 'ratio', data: range(10).map(i => i / 4), type: 'DOUBLE' },
    { name: 'single', data: range(10).map(i => i / 10), type: 'FLOAT' },
    { name: 'good', data: range(10).map(i => i % 3 === 0), type: 'BOOLEAN' },
    { name: 'city', data: range(10).map(i => i % 4 === 3 ? null : ['Köln', 'Bern', 'Oslo'][i % 3]), type: 'STRING' },
    { name: 'at', data: range(10).map(i => new Date(Date.UTC(2026, 10, 30, 9, i))), type: 'TIMESTAMP' },
    { name: 'uuid', data: range(10).map(i => `550e8400-e29b-41d4-a716-44665544000${i}`), type: 'UUID' },
  ],
})

// Pages of a few rows each, by every encoding that the writer has.
const numbers = range(1000).map(i => (i * 7919) % 1000)
for (const [name, index] of [['encodings.parquet', false], ['indexed.parquet', true]])
  save(name, {
    pageSize: 512, rowGroupSize: 600, codec: 'UNCOMPRESSED',
    columnData: [
      { name: 'plain', data: numbers, type: 'INT32', encoding: 'PLAIN', nullable: false, offsetIndex: index },
      { name: 'delta', data: numbers, type: 'INT32', encoding: 'DELTA_BINARY_PACKED', nullable: false, offsetIndex: index },
      { name: 'delta64', data: numbers.map(n => BigInt(n) * -4_000_000_000n), type: 'INT64', encoding: 'DELTA_BINARY_PACKED', offsetIndex: index },
      { name: 'split', data: numbers.map(n => n / 8), type: 'DOUBLE', encoding: 'BYTE_STREAM_SPLIT', offsetIndex: index },
      { name: 'lengths', data: numbers.map(n => `v${n}`), type: 'STRING', encoding: 'DELTA_LENGTH_BYTE_ARRAY', offsetIndex: index },
      { name: 'strings', data: numbers.map(n => `value ${n}`), type: 'STRING', encoding: 'DELTA_BYTE_ARRAY', offsetIndex: index },
      { name: 'words', data: numbers.map(n => `w${n % 5}`), type: 'STRING', offsetIndex: index },
      { name: 'gaps', data: numbers.map((n, i) => i % 2 ? null : n), type: 'INT32', encoding: 'PLAIN', offsetIndex: index },
      { name: 'flags', data: numbers.map(n => n % 2 === 1), type: 'BOOLEAN', encoding: 'RLE', nullable: false, offsetIndex: index },
    ],
  })

// The same column by each codec.
const compressors = {
  GZIP: b => new Uint8Array(gzipSync(b)),
  BROTLI: b => new Uint8Array(brotliCompressSync(b)),
  ZSTD: b => new Uint8Array(execFileSync('zstd', ['-c'], { input: b })),
}
save('codecs.parquet', {
  compressors,
  columnData: ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD', 'BROTLI'].map(codec =>
    ({ name: codec.toLowerCase(), data: range(300).map(i => `text number ${i}`), type: 'STRING', encoding: 'PLAIN', codec })),
})

// Lists, structs, maps, and what has a meaning of its own.
save('nested.parquet', {
  columnData: [
    { name: 'tags', data: [['a', 'b'], [], null, ['c', null, 'd']] },
    { name: 'place', data: [{ lat: 1.5, lon: 2.5 }, { lat: 3.5, lon: null }, null, { lat: -1, lon: 0 }] },
    { name: 'price', data: [12.5, -0.05, 0, 99.99] },
    { name: 'day', data: [new Date('2026-11-30'), new Date('1969-12-31'), new Date('2000-02-29'), null] },
    { name: 'wide', data: [4294967295, 0, 1, 2] },
  ],
  schema: [
    { name: 'root', num_children: 5 },
    { name: 'tags', repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    { name: 'place', repetition_type: 'OPTIONAL', num_children: 2 },
    { name: 'lat', type: 'DOUBLE', repetition_type: 'REQUIRED' },
    { name: 'lon', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
    { name: 'price', type: 'FIXED_LEN_BYTE_ARRAY', type_length: 5, converted_type: 'DECIMAL', scale: 2, precision: 10, repetition_type: 'REQUIRED' },
    { name: 'day', type: 'INT32', converted_type: 'DATE', repetition_type: 'OPTIONAL' },
    { name: 'wide', type: 'INT32', converted_type: 'UINT_32', repetition_type: 'REQUIRED' },
  ],
})
