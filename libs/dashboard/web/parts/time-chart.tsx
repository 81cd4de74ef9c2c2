import { useEffect, useRef } from 'react';
import uPlot from 'uplot';

export interface Line {
  readonly label: string;
  /** A CSS class that has the line's colour. */
  readonly className: string;
  /** Null where nothing is known. */
  readonly values: readonly (number | null)[];
  readonly isDashed?: boolean;
}

/** Times that are marked behind the lines. */
export interface Bands {
  readonly label: string;
  /** From and to, in seconds. */
  readonly spans: readonly (readonly [number, number])[];
}

const HEIGHT = 180;
const BAND_INK = 'ink-3';
/** What lasted for one point only is still to be seen. */
const LEAST_BAND_PX = 3;
/** So that the first moments do not fill the chart. */
const LEAST_SECONDS = 300;

/** On the clock of whoever looks, in the language of the page. */
function clockTimes(_plot: uPlot, seconds: readonly number[]): string[] {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
  return seconds.map((at) => format.format(at * 1000));
}

/** Lines over time; the summary says the same in words. */
export function TimeChart({
  times,
  lines,
  bands,
  summary,
}: {
  /** In seconds. */
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  readonly bands?: Bands;
  readonly summary: string;
}): React.JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const scheme = useColourScheme();
  const shape = lines.map(({ label }) => label).join();
  const given = useRef(lines);
  given.current = lines;
  const marked = useRef(bands);
  marked.current = bands;
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const colour = (className: string): string => colourOf(element, className);
    const axis = { stroke: colour('ink-soft'), grid: { stroke: colour('ink-line'), width: 1 }, ticks: { show: false } };
    const series = given.current.map(({ label, className, isDashed }) => ({
      label,
      stroke: colour(className),
      width: 2,
      points: { show: false },
      ...(isDashed === true ? { dash: [6, 4] } : {}),
    }));
    const range: uPlot.Scale.Range = (_plot, _least, most) => [0, Math.max(4, (most ?? 0) * 1.15)];
    const made = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        cursor: { show: false },
        legend: { show: false },
        scales: { y: { range } },
        axes: [
          { ...axis, space: 80, values: clockTimes },
          { ...axis, size: 44 },
        ],
        series: [{}, ...series],
        hooks: { drawClear: [(drawn) => drawBands(drawn, marked.current?.spans ?? [], colour(BAND_INK))] },
      },
      [[], ...given.current.map(() => [])],
      element,
    );
    plot.current = made;
    const resized = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      made.destroy();
    };
  }, [shape, scheme]);
  useEffect(() => {
    const last = times.at(-1) ?? Date.now() / 1000;
    plot.current?.setData([[...times], ...lines.map(({ values }) => [...values])], false);
    plot.current?.setScale('x', { min: Math.min(times[0] ?? last, last - LEAST_SECONDS), max: last });
  }, [times, lines, shape, scheme]);
  return (
    <div>
      <div ref={place} className="chart" role="img" aria-label={summary} />
      <ul className="legend">
        {lines.map(({ label, className, isDashed }) => (
          <li key={label}>
            <span className={className} aria-hidden="true">
              {isDashed === true ? '╌╌' : '━━'}
            </span>{' '}
            {label}
          </li>
        ))}
        {bands !== undefined && bands.spans.length > 0 && (
          <li>
            <span className={BAND_INK} aria-hidden="true">
              ▒▒
            </span>{' '}
            {bands.label}
          </li>
        )}
      </ul>
    </div>
  );
}

function drawBands(plot: uPlot, spans: Bands['spans'], colour: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.globalAlpha = 0.2;
  ctx.fillStyle = colour;
  for (const [from, to] of spans) {
    const left = Math.max(bbox.left, plot.valToPos(from, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, 'x', true));
    if (right >= left) ctx.fillRect(left, bbox.top, Math.max(LEAST_BAND_PX, right - left), bbox.height);
  }
  ctx.restore();
}

/** A canvas knows no style sheets: the colour is asked of an element that has it. */
function colourOf(parent: Element, className: string): string {
  const probe = document.createElement('span');
  probe.className = className;
  parent.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function useColourScheme(): string {
  return (
    getComputedStyle(document.documentElement).colorScheme + String(matchMedia('(prefers-color-scheme: dark)').matches)
  );
}
