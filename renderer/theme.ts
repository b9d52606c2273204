/**
 * The look of the desk: dense (13–14 px), calm, one accent colour, figures of equal width. Red only means late or lost,
 * and green only means verified; both are used only through ui/StateMark. Mantine's placeholder and dimmed greys are
 * replaced because they fail WCAG AA (4.5:1) on its own backgrounds.
 */
import {
  Button,
  createTheme,
  Input,
  type CSSVariablesResolver,
  localStorageColorSchemeManager,
  type MantineThemeOverride,
} from '@mantine/core';

export const theme: MantineThemeOverride = createTheme({
  respectReducedMotion: true,
  primaryColor: 'indigo',
  primaryShade: 8,
  fontFamily:
    'Inter, "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '28px' },
  headings: { sizes: { h1: { fontSize: '18px' }, h2: { fontSize: '15px' }, h3: { fontSize: '14px' } } },
  defaultRadius: 'sm',
  focusRing: 'auto',
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'compact-md' },
      styles: { root: { fontSize: 13, fontWeight: 500 } },
    }),
    SegmentedControl: { styles: { label: { fontSize: 13, fontWeight: 500 } } },
    InputWrapper: {
      styles: { label: { fontWeight: 500 }, description: { fontSize: 12, color: 'var(--mantine-color-dimmed)' } },
    },
    Input: Input.extend({ vars: () => ({ wrapper: { '--input-height': '32px', '--input-fz': '13px' } }) }),
    Autocomplete: { defaultProps: { openOnFocus: false } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 0 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
  },
});

/** Colours that pass AA on the desk's own surfaces, and the three meanings that a colour may have. */
export const cssVariables: CSSVariablesResolver = (mantine) => ({
  variables: {},
  light: {
    '--mantine-color-placeholder': mantine.colors.gray[7],
    '--mantine-color-dimmed': mantine.colors.gray[7],
    '--mantine-color-error': mantine.colors.red[9],
    '--desk-surface': '#ffffff',
    '--desk-sunken': '#f6f7f9',
    '--desk-line': '#dfe2e8',
    '--desk-edge': '#868e99',
    '--desk-hover': '#f0f2fa',
    '--desk-chosen': '#e3e8fb',
    '--desk-text': '#1c2026',
    '--desk-verified': '#1d6b34',
    '--desk-lost': '#b42318',
    '--desk-accent': mantine.colors.indigo[8],
  },
  dark: {
    '--mantine-color-placeholder': '#a9adb6',
    '--mantine-color-dimmed': '#a9adb6',
    '--mantine-color-error': '#ff8a80',
    '--mantine-color-body': '#17191d',
    '--desk-surface': '#17191d',
    '--desk-sunken': '#1e2126',
    '--desk-line': '#343941',
    '--desk-edge': '#6f7682',
    '--desk-hover': '#22262e',
    '--desk-chosen': '#2a3150',
    '--desk-text': '#e3e6ea',
    '--desk-verified': '#6fcf8b',
    '--desk-lost': '#ff8a80',
    '--desk-accent': '#a5b4fc',
  },
});

/** Light, dark or as the system says; this machine remembers it. */
export function createColorSchemeManager() {
  return localStorageColorSchemeManager({ key: 'dnc-desk.theme' });
}
