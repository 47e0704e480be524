/**
 * The marks of an axis that begins at nothing and reaches at least `max`: each a one, two or five of some power of ten apart.
 */
export function ticks(max, wanted = 4) {
  if (!(max > 0)) return [0, 1];
  const rough = max / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const whole = Math.max(1, Math.round(step));
  return Array.from({ length: Math.ceil(max / whole) + 1 }, (_, i) => i * whole);
}

const SECOND = 1000;
const STEPS_MS = [
  10,
  20,
  50,
  100,
  200,
  500,
  SECOND,
  2 * SECOND,
  5 * SECOND,
  10 * SECOND,
  15 * SECOND,
  30 * SECOND,
  60 * SECOND,
  120 * SECOND,
  300 * SECOND,
  600 * SECOND,
  900 * SECOND,
  1800 * SECOND,
  3600 * SECOND,
];

/** The same for a length of time in milliseconds, whose round steps are those of a clock. */
export function timeTicks(maxMs, wanted = 4) {
  const step = STEPS_MS.find((size) => size * wanted >= maxMs);
  if (step === undefined)
    return ticks(Math.ceil(maxMs / 3_600_000), wanted).map((hours) => hours * 3_600_000);
  return Array.from({ length: Math.max(1, Math.ceil(maxMs / step)) + 1 }, (_, i) => i * step);
}

/** Where a value lies: nothing at the bottom of the plot, the last mark at its top. */
export function heightOf(value, top, height) {
  return height - (value / top) * height;
}

/** The middle and width of each of so many places side by side. */
export function places(number, width) {
  const step = number === 0 ? width : width / number;
  return Array.from({ length: number }, (_, i) => ({ middle: step * (i + 0.5), width: step }));
}

/** Which place a point of the plot belongs to. */
export function placeAt(x, number, width) {
  return Math.min(number - 1, Math.max(0, Math.floor((x / width) * number)));
}

/** Every how-manieth place can be named, when a name takes so much room. */
export function namedEvery(number, width, room) {
  return Math.max(1, Math.ceil((number * room) / Math.max(1, width)));
}

/** Pieces of a line that has gaps where nothing is known. */
export function pieces(values) {
  const found = [];
  values.forEach((value, index) => {
    if (value === null || value === undefined) return;
    const last = found.at(-1);
    if (last && last.at(-1).index === index - 1) last.push({ index, value });
    else found.push([{ index, value }]);
  });
  return found;
}
