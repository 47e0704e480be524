const END = 0x06054b50;
const END_SIZE = 22;
const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;

/**
 * A zip file whose entries all bear one moment, in place of that at which each was packed. Changes the bytes given.
 * @param zip without a comment behind its directory
 * @throws RangeError when it is no such file
 */
export function withZipTimes(zip: Buffer, moment: Date): Buffer {
  const end = zip.length - END_SIZE;
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new RangeError('Not a zip file');
  const [time, date] = dosTimeOf(moment);
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(entry) !== ENTRY) throw new RangeError('Not a zip file');
    const local = zip.readUInt32LE(entry + 42);
    for (const at of [entry + 12, local + 10]) {
      zip.writeUInt16LE(time, at);
      zip.writeUInt16LE(date, at + 2);
    }
    const names = [28, 30, 32].map((at) => zip.readUInt16LE(entry + at));
    entry += ENTRY_SIZE + names.reduce((sum, length) => sum + length, 0);
  }
  return zip;
}

/** Time and date as a zip keeps them, in steps of two seconds, by UTC. */
function dosTimeOf(moment: Date): [number, number] {
  const time =
    (moment.getUTCHours() << 11) | (moment.getUTCMinutes() << 5) | Math.floor(moment.getUTCSeconds() / 2);
  const year = Math.max(moment.getUTCFullYear() - 1980, 0);
  return [time, (year << 9) | ((moment.getUTCMonth() + 1) << 5) | moment.getUTCDate()];
}
