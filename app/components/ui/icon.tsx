const paths = {
  mark: ["M2 12h20", "M4.5 12c1 4.6 4 7 7.5 7s6.5-2.4 7.5-7"],
  next: ["m9 5 7 7-7 7"],
  back: ["m15 5-7 7 7 7"],
  alert: ["M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18", "M12 7.5v5.5M12 16.2v.3"],
  done: ["m4.5 12.5 5 5 10-11"],
  lock: ["M5 11h14v9H5z", "M8 11V8a4 4 0 0 1 8 0v3"],
  paper: ["M6 3h8l4 4v14H6zM14 3v4h4"],
} as const;

export type IconName = keyof typeof paths;

/** A line drawing beside words; never instead of them. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="i" viewBox="0 0 24 24" aria-hidden="true">
      {paths[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
