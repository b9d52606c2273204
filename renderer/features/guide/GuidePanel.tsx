/** The guide, opened by `?`: the page that fits the screen first, all others beside it. It is part of the app and needs no network. */
import { Button, Drawer, NavLink } from '@mantine/core';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { useOpenPanel } from '../../desk.tsx';
import { useRoute } from '../../route.ts';
import { ActionKey } from '../../ui/ActionKey.tsx';
import classes from './Guide.module.css';
import { findGuidePage, type GuidePage, guidePageIds, guidePages, toGuidePage } from './pages.ts';
import { guidePanelWords as say } from '../../../shared/words/page/guide.ts';

export function GuidePanel({ onClose }: { readonly onClose: () => void }) {
  const openPanel = useOpenPanel();
  const { screen, number } = useRoute();
  const [page, setPage] = useState<GuidePage>(() => findGuidePage(screen, number !== null));
  const text = useRef<HTMLElement>(null);
  const { title, html } = guidePages[page];
  // Another page begins at its top, and is heard from there.
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    text.current?.scrollTo({ top: 0 });
    text.current?.focus({ preventScroll: true });
  }, [page]);
  /** A link to another page of the guide shows it here. */
  function follow(event: MouseEvent<HTMLElement>): void {
    const href = event.target instanceof Element ? event.target.closest('a')?.getAttribute('href') : null;
    const next = href == null ? undefined : toGuidePage(href);
    if (next === undefined) return;
    event.preventDefault();
    setPage(next);
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={900}
      title={say.guide}
      closeButtonProps={{ 'aria-label': say.closeTheGuide }}
      overlayProps={{ backgroundOpacity: 0.25 }}
      classNames={{ content: classes.content, body: classes.body }}
    >
      <nav className={classes.pages} aria-label={say.pagesOfTheGuide}>
        {guidePageIds.map((id) => (
          <NavLink
            key={id}
            component="button"
            label={guidePages[id].title}
            active={id === page}
            aria-current={id === page ? 'page' : undefined}
            onClick={() => setPage(id)}
          />
        ))}
        <Button
          mt="md"
          variant="default"
          rightSection={<ActionKey id="keys" />}
          onClick={() => openPanel({ kind: 'keys' })}
        >
          {say.allKeys}
        </Button>
      </nav>
      {/* The links in it are reached by the keyboard like any other; the element only hears what they bubble. */}
      <article ref={text} className={classes.text} tabIndex={-1} aria-labelledby="guide-title" onClick={follow}>
        <h3 id="guide-title" className={classes.title}>
          {title}
        </h3>
        {/* The project's own text (docs/guide), made markup when the page was built. */}
        <div dangerouslySetInnerHTML={{ __html: html }} />
      </article>
    </Drawer>
  );
}
