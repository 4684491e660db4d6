import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { useMayOpen } from "../layout/frame.tsx";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";

interface Look {
  /** `main` is filled: one a view. `second` is outlined. */
  readonly look?: "main" | "second";
  /** Two of these stand side by side on a phone. */
  readonly half?: boolean;
  readonly icon?: IconName;
}

/** Sends the form that it stands in. */
export function Button({ look, half, icon, children, ...rest }: Look & ButtonProps) {
  return (
    <button type="submit" {...rest} className={lookOf(look, half)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/**
 * Leads to another page, and looks like the next thing to do. A way that is not the reader's is
 * left out, here and in the links below.
 */
export function ButtonLink({ look, half, icon, children, ...rest }: Look & LinkProps) {
  if (!useMayOpen()(rest.href)) return null;
  return (
    <a {...rest} className={lookOf(look, half)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

/** A button that cannot be used now; what stands beside it must say why. */
export function DisabledButton({ look, half, children }: Look & { children: ReactNode }) {
  return (
    <button type="button" aria-disabled="true" className={lookOf(look, half)}>
      {children}
    </button>
  );
}

/** The quieter way on, beside a button. */
export function PlainLink(props: LinkProps) {
  return useMayOpen()(props.href) ? <a {...props} className="plain" /> : null;
}

/** A link on a line of its own, tall enough for a thumb. */
export function SoloLink({ small, ...rest }: LinkProps & { small?: boolean }) {
  if (!useMayOpen()(rest.href)) return null;
  return <a {...rest} className={classes("solo", small && "small")} />;
}

/** The line of buttons that ends a form or a section. */
export function Acts({ close, children }: { close?: boolean; children: ReactNode }) {
  return <div className={classes("acts", close && "gap-s")}>{children}</div>;
}

type ButtonProps = Omit<ComponentPropsWithoutRef<"button">, "className">;
type LinkProps = Omit<ComponentPropsWithoutRef<"a">, "className" | "href"> & { href: string };

function lookOf(look: Look["look"], half: boolean | undefined): string {
  return classes("btn", look === "second" && "second", half && "half");
}
