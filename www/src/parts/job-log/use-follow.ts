import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

/** This near to the end is at the end. */
const SLACK = 24;

export interface Follow {
  following: boolean;
  /** For who goes to a line. Though it may be the last by now, the log is not followed until they scroll on. */
  stop(): void;
  toggle(): void;
  onScroll(): void;
  /** Called with whatever of theirs may scroll. */
  onInput(): void;
}

/** Keeps a scrolling element at its end as it grows, until somebody scrolls up, and again once they are back at the end. */
export function useFollow(scroller: RefObject<HTMLDivElement | null>, size: number, initially: boolean): Follow {
  const [following, setFollowing] = useState(initially);
  const lastTop = useRef(0);
  const stays = useRef(false);

  useLayoutEffect(() => {
    if (following && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [following, size]);

  return {
    following,
    stop() {
      stays.current = true;
      setFollowing(false);
    },
    toggle: () => setFollowing(!following),
    onScroll() {
      const element = scroller.current;
      if (!element) return;
      const up = element.scrollTop < lastTop.current;
      lastTop.current = element.scrollTop;
      const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < SLACK;
      if (up && !atEnd) setFollowing(false);
      if (!up && atEnd && !stays.current) setFollowing(true);
    },
    onInput() {
      stays.current = false;
    },
  };
}
