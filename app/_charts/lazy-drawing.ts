import { type ComponentType, type RefObject, useEffect, useRef, useState } from "react";

interface Drawing<P, E extends HTMLElement> {
  /** The place of the chart. */
  frame: RefObject<E | null>;
  Chart: ComponentType<P> | undefined;
  failed: boolean;
}

/** A hook that fetches drawing code when the reader comes near its place; once it is here, the next chart need not wait for it. */
export function lazyDrawing<P>(load: () => Promise<ComponentType<P>>): () => Drawing<P, HTMLElement> {
  let loaded: ComponentType<P> | undefined;
  return function useDrawing() {
    const frame = useRef<HTMLElement>(null);
    const [Chart, setChart] = useState<ComponentType<P>>();
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (loaded) return setChart(() => loaded);
      const observer = new IntersectionObserver(
        (entries) => {
          if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
          observer.disconnect();
          load().then(
            (chart) => {
              loaded = chart;
              setChart(() => chart);
            },
            () => setFailed(true),
          );
        },
        { rootMargin: "400px" },
      );
      if (frame.current) observer.observe(frame.current);
      return () => observer.disconnect();
    }, []);
    return { frame, Chart, failed };
  };
}
