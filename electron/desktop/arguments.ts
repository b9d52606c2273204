// The desktop's command line: only `--data DIR` or `--data=DIR`; everything else is Electron's and Chromium's own.

/** The data directory that was asked for, as it was written, or undefined. */
export function findDataOption(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((argument) => argument === '--data' || argument.startsWith('--data='));
  const found = argv[at];
  if (found === undefined) return undefined;
  const value = found === '--data' ? argv[at + 1] : found.slice('--data='.length);
  return value === undefined || value === '' || value.startsWith('--') ? undefined : value;
}
