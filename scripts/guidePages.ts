// Turns docs/guide/*.md into modules of the page while it is built: the title, and the page as markup with its pictures. The text is
// the project's own and comes from nowhere else, so nothing of it is read at run time.
import { readFileSync } from 'node:fs';
import { marked } from 'marked';
import type { Plugin } from 'vite';

const picture = /src="(\.\.\/screenshots\/[\w-]+\.png)"/g;

/** A page of the guide: the words of its first heading, and the rest as HTML in which `pictures` are still paths. */
export function readGuidePage(text: string): {
  readonly title: string;
  readonly html: string;
  readonly pictures: readonly string[];
} {
  const [, title = '', rest = ''] = /^# (.+)\n([\s\S]*)$/.exec(text) ?? [];
  // The head of the panel is an h2.
  const html = marked.parse(rest, { async: false });
  return { title, html, pictures: [...html.matchAll(picture)].map(([, path]) => path ?? '') };
}

/** The plugin of vite.config.ts. */
export function guidePages(): Plugin {
  return {
    name: 'guide-pages',
    enforce: 'pre',
    load(id) {
      if (!/\/docs\/guide\/[\w-]+\.md$/.test(id)) return null;
      const { title, html, pictures } = readGuidePage(readFileSync(id, 'utf8'));
      const parts = html.split(picture);
      const code = parts.map((part, at) =>
        at % 2 === 0 ? JSON.stringify(part) : `'src="' + picture${(at - 1) / 2} + '"'`,
      );
      return [
        ...pictures.map((path, at) => `import picture${at} from ${JSON.stringify(path)};`),
        `export default { title: ${JSON.stringify(title)}, html: ${code.join(' + ')} };`,
      ].join('\n');
    },
  };
}
