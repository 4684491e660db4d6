/** An earlier agreement by its day of signature and its hash, in hexadecimal digits. */
export interface ReplacedAgreement {
  readonly signedOn: string;
  readonly sha256: string;
  /** It is on several accounts, and goes on for the others. */
  readonly onSeveral?: true;
}
