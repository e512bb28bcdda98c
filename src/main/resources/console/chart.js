// A line over time, drawn as SVG.
import { html, useLayoutEffect, useRef, useState } from './preact.js';
import { clock } from './format.js';

const FIRST_WIDTH = 720;
const HEIGHT = 200;
const LEFT = 64;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 26;
const STEPS = [1, 2, 2.5, 5, 10];

/** The largest value of the axis: a round number not below. */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return STEPS.find((step) => step * power >= value) * power;
}

/** The width that there is, so that letters have their size whatever it is. */
function useWidth() {
  const element = useRef(null);
  const [width, setWidth] = useState(FIRST_WIDTH);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => setWidth(Math.max(200, element.current?.clientWidth ?? FIRST_WIDTH)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}

/**
 * @param title what is drawn
 * @param samples {at, …} oldest first
 * @param least what the axis reaches at least
 * @param value takes the value out of a sample
 * @param written the value for people
 */
export function TimeChart({ title, samples, least, value, written }) {
  const [pointed, setPointed] = useState(undefined);
  const [figure, width] = useWidth();
  const times = samples.map(({ at }) => new Date(at).getTime());
  const values = samples.map(value);
  const [first, last] = [times[0], times.at(-1)];
  const top = roundUp(Math.max(...values, least));
  const x = (time) => LEFT + ((time - first) / Math.max(1, last - first)) * (width - LEFT - RIGHT);
  const y = (number) => TOP + (1 - number / top) * (HEIGHT - TOP - BOTTOM);
  const points = times.map((time, i) => `${x(time).toFixed(1)},${y(values[i]).toFixed(1)}`);
  const floor = y(0);
  const average = values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length);

  const point = (event) => {
    const area = event.currentTarget.getBoundingClientRect();
    const at = ((event.clientX - area.left) / area.width) * width;
    let nearest = 0;
    times.forEach((time, i) => {
      if (Math.abs(x(time) - at) < Math.abs(x(times[nearest]) - at)) nearest = i;
    });
    setPointed(nearest);
  };

  const shown = pointed !== undefined && pointed < samples.length ? pointed : undefined;
  return html`<figure class="chart" ref=${figure}>
    <figcaption>
      ${title}
      <strong>${shown === undefined ? written(values.at(-1)) : `${written(values[shown])} at ${clock(times[shown])}`}</strong>
    </figcaption>
    <svg
      viewBox=${`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label=${`${title} from ${clock(first)} to ${clock(last)}: now ${written(values.at(-1))}, ${written(average)} on average, at most ${written(Math.max(...values))}`}
      onPointerMove=${point}
      onPointerLeave=${() => setPointed(undefined)}
    >
      ${[0, 0.5, 1].map(
        (part) => html`<g key=${part}>
          <line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${y(part * top)} y2=${y(part * top)} />
          <text class="axis" x=${LEFT - 8} y=${y(part * top) + 4} text-anchor="end">${written(part * top)}</text>
        </g>`
      )}
      <polygon class="area" points=${`${x(first)},${floor} ${points.join(' ')} ${x(last)},${floor}`} />
      <polyline class="line" points=${points.join(' ')} />
      <text class="axis" x=${LEFT} y=${HEIGHT - 6}>${clock(first)}</text>
      <text class="axis" x=${width - RIGHT} y=${HEIGHT - 6} text-anchor="end">${clock(last)}</text>
      ${shown !== undefined && html`<line class="pointer" x1=${x(times[shown])} x2=${x(times[shown])} y1=${TOP} y2=${floor} />`}
    </svg>
  </figure>`;
}

/**
 * Shares of a whole as a bar with a legend.
 *
 * @param parts {name, share, tone}
 */
export function Shares({ label, parts }) {
  const whole = parts.map(({ name, share }) => `${name} ${Math.round(share * 100)} %`).join(', ');
  let from = 0;
  return html`<div class="shares">
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label=${`${label}: ${whole}`}>
      ${parts.map(({ name, share, tone }) => {
        const x = from;
        from += share * 100;
        return html`<rect key=${name} class=${tone} x=${x} y="0" width=${share * 100} height="8" />`;
      })}
    </svg>
    <ul>
      ${parts.map(({ name, share, tone }) => html`<li key=${name}><span class=${`swatch ${tone}`}></span>${name} <strong>${Math.round(share * 100)} %</strong></li>`)}
    </ul>
  </div>`;
}
