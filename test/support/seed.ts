// vitest setup of every test file: property tests draw the same examples on every machine, so that a red run is about the
// change and not about luck. `DNC_DESK_SEED=random` (or a number) looks elsewhere; a failure prints its seed and path.
import * as fc from 'fast-check';

const given = process.env['DNC_DESK_SEED'] ?? '20261121';
if (given !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(given) });
