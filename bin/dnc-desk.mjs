#!/usr/bin/env node
// The `dnc-desk` command for scripts and dialers: electron/hosts/cli.ts on a Node that runs it.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScript } from '../scripts/runScript.mjs';

await runScript(dirname(dirname(fileURLToPath(import.meta.url))), 'electron/hosts/cli.ts', process.argv.slice(2));
