// The desktop's command line: `--data DIR` or `--data=DIR`, or `--cli --` and a command of the command line; everything else
// is Electron's and Chromium's own.

/** The data directory that was asked for, as it was written, or undefined. */
export function findDataOption(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((argument) => argument === '--data' || argument.startsWith('--data='));
  const found = argv[at];
  if (found === undefined) return undefined;
  const value = found === '--data' ? argv[at + 1] : found.slice('--data='.length);
  return value === undefined || value === '' || value.startsWith('--') ? undefined : value;
}

/**
 * What follows `--cli --`: the arguments of `dnc-desk`, as the launchers in packaging/launchers pass them on. Undefined where
 * the desktop is asked for. After `--`, Chromium takes no argument for a switch of its own.
 */
export function findCliArguments(argv: readonly string[]): readonly string[] | undefined {
  const at = argv.indexOf('--');
  return at > 0 && argv[at - 1] === '--cli' ? argv.slice(at + 1) : undefined;
}
