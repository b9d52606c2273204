// vitest setup of every test file: property tests draw the same examples on every machine, so that a failing run shows
// a fault of the change, not bad luck. `DNC_DESK_SEED=random` (or a number) draws others; a failure prints its seed and
// path.
import * as fc from 'fast-check';

const given = process.env['DNC_DESK_SEED'] ?? '20261121';
if (given !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(given) });
