import { svg } from '../dom.mjs';
import { pieces } from './scale.mjs';

const WIDEST_BAR = 44;

/** One bar a day. */
export function bars(values, { places, y, bottom }) {
  return values.map((value, i) => {
    if (!value) return null;
    const { middle, width } = places[i];
    const thick = Math.max(1, Math.min(WIDEST_BAR, width * 0.72));
    const height = Math.max(1, bottom - y(value));
    const corner = Math.min(3, thick / 2, height);
    return svg('path', { class: 'bar', d: roundedBar(middle - thick / 2, bottom, thick, height, corner) });
  });
}

function roundedBar(x, bottom, width, height, corner) {
  const top = bottom - height;
  return (
    `M${x} ${bottom}V${top + corner}Q${x} ${top} ${x + corner} ${top}` +
    `H${x + width - corner}Q${x + width} ${top} ${x + width} ${top + corner}V${bottom}Z`
  );
}

/** A line with gaps where nothing is known; a day that stands alone is a dot, and so is the one that is looked at. */
export function line(values, name, { places, y, shown }) {
  return pieces(values).flatMap((piece) => [
    svg('path', {
      class: `line ${name}`,
      d: piece
        .map(({ index, value }, i) => `${i === 0 ? 'M' : 'L'}${places[index].middle} ${y(value)}`)
        .join(''),
    }),
    ...piece
      .filter(({ index }) => piece.length === 1 || index === shown)
      .map(({ index, value }) =>
        svg('circle', { class: `dot ${name}`, cx: places[index].middle, cy: y(value), r: 4 }),
      ),
  ]);
}
