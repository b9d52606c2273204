/**
 * How many examples a law is tried with. `npm test` draws six in ten, the same each time; `DNC_DESK_TIMES=20`, with
 * `DNC_DESK_SEED=random`, draws twenty times as many others.
 */
const times = Number(process.env['DNC_DESK_TIMES'] ?? 0.6);

/** So many examples in `npm test`, and more where more are asked for. */
export function runs(count: number): number {
  return Math.ceil(count * times);
}
