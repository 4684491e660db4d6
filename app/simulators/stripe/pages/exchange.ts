/** A request for a hosted page. */
export interface PageRequest {
  method: string;
  /** The address after /c/, such as pay/cs_test_…. */
  page: string;
  id: string;
  lang: string | null;
  acceptLanguage: string | undefined;
  form: URLSearchParams;
}

/** `refreshSeconds`: the browser asks again by itself, without script. */
export type PageAnswer =
  | { status: number; html: string; refreshSeconds?: number }
  | { redirect: string };

export const html = (text: string, status = 200): PageAnswer => ({ status, html: text });
export const redirect = (address: string): PageAnswer => ({ redirect: address });
