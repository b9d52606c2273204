/** How fast long work goes of late, and how long it will still take at that rate. */

/** A rate over a shorter time would jump. */
const leastSeconds = 0.5;

/** `rate`: how much is done a second. Null: it is not known yet. */
export type Pace = { readonly rate: number | null; readonly secondsLeft: number | null };

export type PaceMeter = { readonly tell: (done: number, total: number | null, now: number) => Pace };

/** A meter of one piece of work. A new total, or counting from the start, begins another stretch. `now`: epoch ms. */
export function createPaceMeter(start: number): PaceMeter {
  let stretch: { readonly at: number; readonly done: number; readonly total: number | null } = {
    at: start,
    done: 0,
    total: null,
  };
  let last = 0;
  return {
    tell(done, total, now) {
      if (stretch.total !== total || done < last) stretch = { at: now, done, total };
      last = done;
      const seconds = (now - stretch.at) / 1000;
      const rate = seconds < leastSeconds ? null : (done - stretch.done) / seconds;
      const secondsLeft = rate === null || rate === 0 || total === null ? null : Math.ceil((total - done) / rate);
      return { rate, secondsLeft };
    },
  };
}
