import { dayAndMonth, longDay } from '../days.mjs';
import { el, fill, freshId, svg } from '../dom.mjs';
import { language, t } from '../words.mjs';
import { heightOf, namedEvery, placeAt, places } from './scale.mjs';

const HEIGHT = 190;
const ABOVE = 26;
const BELOW = 24;
const ROOM_OF_A_DAY = 48;
const ROOM_OF_A_LETTER = 6.8;

/**
 * A chart over days, to be looked at, walked through by the arrow keys, and read as a table.
 *
 * @param title what it shows
 * @param days the days, one place each
 * @param marks values of the axis from nothing to the top, evenly apart
 * @param textOf how a value is written at the axis
 * @param draw given `{places, y, bottom}`, the shapes
 * @param linesOf given an index, what is said of that day
 * @param columns headings of the table after the day's
 * @param cellsOf given an index, its cells
 * @param legend `[class, name]` of each line, when there are several
 */
export function chart({ title, axis, days, marks, textOf, draw, linesOf, columns, cellsOf, legend = [] }) {
  const drawing = svg('svg', { 'aria-hidden': 'true', focusable: 'false' });
  const tip = el('div', { class: 'tip', hidden: true });
  const plot = el(
    'div',
    { class: 'plot', tabindex: '0', role: 'group', 'aria-label': `${title}. ${t('chartKeys')}` },
    drawing,
    tip,
  );
  const spoken = el('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  const left = Math.max(...marks.map((mark) => textOf(mark).length)) * ROOM_OF_A_LETTER + 12;
  let shown = null;
  let width = 0;

  function redraw() {
    const inner = Math.max(60, width - left);
    const top = marks.at(-1);
    const y = (value) => ABOVE + heightOf(value, top, HEIGHT);
    const spots = places(days.length, inner).map((spot) => ({ ...spot, middle: left + spot.middle }));
    const every = namedEvery(days.length, inner, ROOM_OF_A_DAY);
    drawing.setAttribute('viewBox', `0 0 ${width} ${ABOVE + HEIGHT + BELOW}`);
    drawing.setAttribute('height', ABOVE + HEIGHT + BELOW);
    fill(
      drawing,
      svg('text', { x: 0, y: 10, class: 'axis-name' }, axis),
      marks
        .map((mark) => [
          svg('line', { class: 'grid-line', x1: left, x2: width, y1: y(mark), y2: y(mark) }),
          svg('text', { x: left - 10, y: y(mark) + 4, 'text-anchor': 'end' }, textOf(mark)),
        ])
        .flat(),
      days.map((day, i) =>
        i % every === 0
          ? svg(
              'text',
              { x: spots[i].middle, y: ABOVE + HEIGHT + 18, 'text-anchor': 'middle' },
              dayAndMonth(day),
            )
          : null,
      ),
      shown === null
        ? null
        : svg('rect', {
            class: 'cursor-band',
            x: spots[shown].middle - spots[shown].width / 2,
            y: ABOVE,
            width: spots[shown].width,
            height: HEIGHT,
          }),
      draw({ places: spots, y, bottom: y(0), shown }),
    );
    tell(spots);
  }

  function tell(spots) {
    tip.hidden = shown === null;
    if (shown === null) return;
    fill(
      tip,
      el('strong', {}, longDay(days[shown], language())),
      linesOf(shown).map((line) => el('div', {}, line)),
    );
    const { middle, width: step } = spots[shown];
    const [beside, room] = [step / 2 + 6, tip.offsetWidth];
    const wanted = middle > width / 2 ? middle - beside - room : middle + beside;
    tip.style.left = `${Math.max(0, Math.min(wanted, width - room))}px`;
  }

  function show(index, aloud = false) {
    if (index === shown) return;
    shown = index;
    redraw();
    if (aloud && index !== null)
      spoken.textContent = [longDay(days[index], language()), ...linesOf(index)].join('. ');
  }

  const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
  plot.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') show(null);
    const step = STEPS[event.key];
    if (step === undefined || days.length === 0) return;
    event.preventDefault();
    const from = shown ?? (step > 0 ? -1 : days.length);
    show(Math.min(days.length - 1, Math.max(0, from + step)), true);
  });
  plot.addEventListener('focus', () => plot.matches(':focus-visible') && show(days.length - 1, true));
  plot.addEventListener('blur', () => show(null));
  plot.addEventListener('pointermove', (event) => {
    const x = event.clientX - plot.getBoundingClientRect().left - left;
    show(x < 0 ? null : placeAt(x, days.length, width - left));
  });
  plot.addEventListener('pointerleave', () => show(null));
  new ResizeObserver(([entry]) => {
    const now = Math.round(entry.contentRect.width);
    if (now === width || now === 0) return;
    width = now;
    redraw();
  }).observe(plot);

  return frame({ title, plot, spoken, legend, table: tableOf({ title, days, columns, cellsOf }) });
}

function frame({ title, plot, spoken, legend, table }) {
  const id = freshId('chart');
  return el(
    'figure',
    { class: 'card chart', 'aria-labelledby': id },
    el(
      'figcaption',
      { class: 'chart-head' },
      el('h2', { id }, title),
      legend.length === 0
        ? null
        : el(
            'ul',
            { class: 'legend' },
            legend.map(([name, words]) =>
              el(
                'li',
                {},
                svg('svg', { 'aria-hidden': 'true' }, svg('path', { class: `line ${name}`, d: 'M0 5H18' })),
                words,
              ),
            ),
          ),
    ),
    plot,
    spoken,
    el('details', {}, el('summary', {}, t('asTable')), table),
  );
}

function tableOf({ title, days, columns, cellsOf }) {
  return el(
    'div',
    { class: 'scroll' },
    el(
      'table',
      {},
      el('caption', { class: 'visually-hidden' }, title),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          el('th', { scope: 'col' }, t('day')),
          columns.map((name) => el('th', { scope: 'col', class: 'number' }, name)),
        ),
      ),
      el(
        'tbody',
        {},
        days.map((day, i) =>
          el(
            'tr',
            {},
            el('th', { scope: 'row' }, dayAndMonth(day)),
            cellsOf(i).map((cell) => el('td', { class: 'number' }, cell)),
          ),
        ),
      ),
    ),
  );
}
