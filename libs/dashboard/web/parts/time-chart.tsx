import { useEffect, useRef } from 'react';
import uPlot from 'uplot';

export interface Line {
  readonly label: string;
  /** A CSS class that has the line's colour. */
  readonly className: string;
  readonly values: readonly number[];
  readonly isDashed?: boolean;
}

const HEIGHT = 180;
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
  summary,
}: {
  /** In seconds. */
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  readonly summary: string;
}): React.JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const scheme = useColourScheme();
  const shape = lines.map(({ label }) => label).join();
  const given = useRef(lines);
  given.current = lines;
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
      </ul>
    </div>
  );
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
