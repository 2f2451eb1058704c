// Reads an XLSX file as far as a recalculation needs it: sheets with their cells, formulas and kept values, and names.
import { inflateRawSync } from 'node:zlib';

/** The files inside a zip file, by path. */
export function unzipped(bytes) {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, nameLength] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + size);
    files.set(name, (method === 8 ? inflateRawSync(content) : content).toString('utf8'));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };
const plain = (text) => text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity]);
const within = (text, tag) => new RegExp(`<${tag}(?: [^>]*)?>([^]*?)</${tag}>`).exec(text)?.[1];

/** The column of letters, counted from 0: A is 0. */
const column = (letters) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** The sheet, row and column (from 0) of an address such as `'Invoer 1'!H5`. */
export function place(address) {
  const [, sheet, letters, row] = /^'?([^'!]+)'?!\$?([A-Z]+)\$?(\d+)$/.exec(address);
  return { sheet, row: Number(row) - 1, col: column(letters) };
}

/**
 * A workbook: its sheets in order, each with rows of cells `{ formula, value, style }`, and its names. A kept value is a number,
 * a text, or `{ error }`.
 */
export function read(bytes) {
  const files = unzipped(bytes);
  const texts = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>([^]*?)<\/si>/g)].map(([, item]) => plain(within(item, 't') ?? ''));
  const book = files.get('xl/workbook.xml');
  const sheets = [...book.matchAll(/<sheet name="([^"]*)" sheetId="(\d+)"/g)].map(([, name, id]) => ({
    name: plain(name),
    xml: files.get(`xl/worksheets/sheet${id}.xml`),
    rows: rowsOf(files.get(`xl/worksheets/sheet${id}.xml`), texts),
  }));
  const names = [...book.matchAll(/<definedName name="([^"]*)"[^>]*>([^<]*)</g)].map(([, name, cell]) => [plain(name), plain(cell)]);
  return { files, sheets, names: new Map(names), sheet: (name) => sheets.find((sheet) => sheet.name === name) };
}

function rowsOf(xml, texts) {
  const rows = [];
  for (const [, number, content] of xml.matchAll(/<row r="(\d+)"[^>]*>([^]*?)<\/row>/g)) {
    const row = [];
    for (const [, letters, attributes, body = ''] of content.matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>([^]*?)<\/c>)/g)) {
      const type = /t="(\w+)"/.exec(attributes)?.[1] ?? 'n';
      const style = Number(/s="(\d+)"/.exec(attributes)?.[1] ?? 0);
      const formula = within(body, 'f');
      row[column(letters)] = { formula: formula === undefined ? null : plain(formula), value: valueOf(type, within(body, 'v'), texts), style };
    }
    rows[Number(number) - 1] = row;
  }
  return rows;
}

function valueOf(type, kept, texts) {
  if (kept === undefined) return null;
  if (type === 's') return texts[Number(kept)];
  if (type === 'str') return plain(kept);
  if (type === 'e') return { error: kept };
  return Number(kept);
}

/** A zip file of these files, not compressed. */
export function zipped(files) {
  const [parts, entries] = [[], []];
  let at = 0;
  for (const [path, text] of files) {
    const [name, content] = [Buffer.from(path), Buffer.from(text)];
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt32LE(0x00210000, 6);
    about.writeUInt32LE(checksum(content), 10);
    about.writeUInt32LE(content.length, 14);
    about.writeUInt32LE(content.length, 18);
    about.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, place, name]));
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, name, content]);
    parts.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, directory, end]);
}

/** CRC-32, as zip files want it. */
function checksum(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
