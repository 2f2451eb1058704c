// Prints the size of each file named on the command line, as "raw gzip brotli path", in bytes. Files that are joined
// by "+" are one row: each is compressed by itself, as a server does.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } };

for (const row of process.argv.slice(2)) {
  let [raw, gzip, small] = [0, 0, 0];
  for (const path of row.split('+')) {
    const bytes = readFileSync(path);
    raw += bytes.length;
    gzip += gzipSync(bytes, { level: 9 }).length;
    small += brotliCompressSync(bytes, brotli).length;
  }
  console.log(`${raw} ${gzip} ${small} ${row}`);
}
