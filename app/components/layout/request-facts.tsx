import { createContext, useContext } from "react";

/** The nonce of this response, for the scripts of pages that have any; empty in the browser. */
export const NonceContext = createContext("");

export function useNonce(): string {
  return useContext(NonceContext);
}
